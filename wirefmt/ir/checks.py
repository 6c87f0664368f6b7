"""What can be known to be wrong from a declaration alone; every error names the remedy."""

from __future__ import annotations

from wirefmt.errors import SchemaError
from wirefmt.ir.borders import bit_runs, borders
from wirefmt.ir.early import check_early
from wirefmt.ir.expressions import (
    Expression,
    Literal_,
    Measure,
    Reference,
    Root,
    conjuncts,
    references,
    walk,
)
from wirefmt.ir.fitting import misfit
from wirefmt.ir.kinds import Scope, kind_of_type
from wirefmt.ir.origins import Origins
from wirefmt.ir.outer import Outer, outer_names
from wirefmt.ir.parts import nullable
from wirefmt.ir.peeks import check_peeks, own_told
from wirefmt.ir.positions import Positions
from wirefmt.ir.reads import told_extents, uses
from wirefmt.ir.records import (
    Checksum,
    ConstantRole,
    Field,
    Layout,
    Record,
    Solved,
    Spelled,
    Stored,
)
from wirefmt.ir.sizes import ENDLESS, Sizes
from wirefmt.ir.switching import check_switch
from wirefmt.ir.type_checks import TypeChecks
from wirefmt.ir.types import (
    Choice,
    Type,
)
from wirefmt.ir.variant_checks import VariantChecks
from wirefmt.ir.windows import check_windows

__all__ = ["check"]


def check(layout: Layout, *, alone: bool = True) -> None:
    """Check every record of a layout; the first stands `alone` unless it may be inside others.

    Raises:
        SchemaError: If one of them cannot be encoded or decoded whatever the bytes.
    """
    sizes = Sizes(layout)
    outside = Outer(layout).names(0)
    if outside and alone:
        raise SchemaError(
            layout.root.name,
            None,
            f"it reads outer.{outside[0]}, and so cannot be decoded alone; decode the message that "
            "encloses it",
        )
    origins = Origins(layout)
    positions = Positions(layout, sizes, origins)
    for index, record in enumerate(layout.records):
        if sizes.record_minimum(index) >= ENDLESS // 8:
            raise SchemaError(
                record.name,
                None,
                "it contains itself without end; let a field have when=, or be an array",
            )
        _RecordCheck(layout, sizes, record).run()
        check_switch(layout, sizes, origins, index)
        positions.check(record)
    if sizes.record_maximum(0) == 0:
        raise SchemaError(layout.root.name, None, "it takes no byte; give it a field")


class _RecordCheck:
    """Checks one record."""

    def __init__(self, layout: Layout, sizes: Sizes, record: Record) -> None:
        self._layout = layout
        self._sizes = sizes
        self._record = record
        self._types = TypeChecks(layout, sizes, record)
        self._variants = VariantChecks(layout, record)

    def run(self) -> None:
        record = self._record
        bit_runs(record, self._sizes)
        for field in record.fields:
            self._types.check(field, field.type)
            self._reads(field)
            self._role(field)
        whole = Scope(self._layout, record, None, earlier=False)
        self._window(record, whole)
        if record.tag is not None:
            whole.condition(record.tag, "tag=")
            for part in conjuncts(record.tag):
                self._variants.tag(part)
        borders(record, self._sizes)
        check_early(self._layout, record, self._sizes)
        check_peeks(record, self._sizes)
        check_windows(record, (self._layout, self._sizes))
        if record.dispatch is not None:
            self._variants.dispatch(record.dispatch, whole)
        for each in record.checks:
            if each.condition is not None:
                whole.condition(each.condition, "check=")

    def _window(self, record: Record, whole: Scope) -> None:
        if record.size is not None:
            whole.number(record.size, "size=")
            if not {*references(record.size), *outer_names(record.size)}:
                raise whole.error("size= reads no field; a fixed size needs none, leave it out")
            return
        if record.slack:
            raise whole.error("slack=True is for a class with size=, whose window it may not fill")
        if record.align > 1:
            raise whole.error(
                "align= pads a message behind the end that size= tells; let the last field be "
                f"w.align({record.align})"
            )

    def _error(self, field: Field | None, reason: str) -> SchemaError:
        return SchemaError(self._record.name, None if field is None else field.name, reason)

    # -------------------------------------------------------------- expressions

    def _reads(self, field: Field) -> None:
        before = Scope(self._layout, self._record, field, earlier=True)
        peeking = Scope(self._layout, self._record, field, earlier=True, peeks=True)
        every = Scope(self._layout, self._record, field, earlier=False)
        for told, part in told_extents(field.type):
            scope = peeking if told is own_told(field) else before
            scope.number(told.expression, "the tag" if isinstance(part, Choice) else "an extent")
        for using in uses(field.type):
            before.kind(using)
            self._stored(field, using)
        if field.condition is not None:
            peeking.condition(field.condition, "when=")
        for each in field.checks:
            if each.condition is not None:
                every.condition(each.condition, "check=")
        match field.role:
            case Spelled(expression=expression):
                every.gives(expression, kind_of_type(field.type))
            case Checksum(first=first, last=last) as role:
                every.span(first, last)
                if role.using is not None:
                    every.kind(role.using)
                    self._apart(field, role.using)
            case _:
                pass

    def _stored(self, field: Field, using: Expression) -> None:
        """Demand that encode knows what a conversion is given before anything is derived."""
        fields = {each.name: each for each in self._record.fields}
        measures = any(
            isinstance(node, Measure) and node.quantity == "size" for node in walk(using)
        )
        if measures or not all(fields[name].is_stored for name in references(using)):
            raise self._error(
                field,
                "using= reads ordinary fields alone, which encode knows; derive nothing there",
            )

    def _apart(self, field: Field, using: Expression) -> None:
        """Demand that a checksum is not given itself, which encode computes with it."""
        if any(
            isinstance(node, Reference) and node.path[0] == field.name and node.root is Root.THIS
            for node in walk(using)
        ):
            raise self._error(field, "using= reads the checksum itself; let it read other fields")

    # -------------------------------------------------------------- roles

    def _role(self, field: Field) -> None:
        if nullable(field.type) is not None and field.role != Stored():
            raise self._error(field, "none= is for a value that the caller gives; leave it out")
        match field.role:
            case Checksum() | ConstantRole() if isinstance(field.type, Choice):
                raise self._error(field, "what is always the same is no choice; name one type")
            case ConstantRole(value=value):
                self._fits(field, field.type, value, "the constant")
            case Stored(constant=value) if value is not None:
                self._fits(field, field.type, value, "the constant")
            case Solved(default=value):
                if kind_of_type(field.type) != "number":
                    raise self._error(field, "what is derived from its users is a number")
                if value:
                    self._fits(field, field.type, value, "the default")
            case Checksum():
                if self._sizes.fixed(field.type) is None:
                    raise self._error(field, "a checksum has a fixed size, such as u16 or data(20)")
            case _:
                pass

    def _fits(self, field: Field, type_: Type, value: Literal_, what: str) -> None:
        """Demand that a value can be written as a type."""
        reason = misfit(type_, value)
        if reason is not None:
            raise self._error(field, f"{what} {value!r} {reason}")
