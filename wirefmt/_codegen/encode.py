"""Emits the encoders of records: take the values, solve what is derived, compare, join."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import assert_never, cast

from wirefmt._codegen import names
from wirefmt._codegen.agreeing import Agreements
from wirefmt._codegen.atoms import Atom, join, size_text
from wirefmt._codegen.expressions import ExpressionWriter, is_given
from wirefmt._codegen.facts import Emission
from wirefmt._codegen.filling import Filler
from wirefmt._codegen.fuse import group_leaf, split_pieces
from wirefmt._codegen.loose import LooseEnds
from wirefmt._codegen.origins import OriginWriter
from wirefmt._codegen.peeking import Sight
from wirefmt._codegen.solving import Solver
from wirefmt._codegen.switching import condition_text, emit_order_encoder
from wirefmt._codegen.writing import ValueWriter, tells_at_times
from wirefmt.ir.alignment import alignment
from wirefmt.ir.expressions import Expression, Measure
from wirefmt.ir.extents import Rest
from wirefmt.ir.groups import Group, group_order, groups, shift_of
from wirefmt.ir.peeks import reach
from wirefmt.ir.reads import told_extents
from wirefmt.ir.records import (
    Checksum,
    ConstantRole,
    Field,
    Padding,
    PresenceByte,
    Record,
    Solved,
    Spelled,
    Stored,
)
from wirefmt.ir.show import wire_type
from wirefmt.ir.solve import EncodePlan, Fill, Solve, Sum
from wirefmt.ir.types import Bits, Boolean, Data, Enumerated, Nested

__all__ = ["emit_bit_encoder", "emit_encoder"]


def emit_encoder(emission: Emission, record: int) -> None:
    """Write the function that encodes a record."""
    _RecordEncoder(emission, record).emit()


def emit_bit_encoder(emission: Emission, record: int) -> None:
    """Write the function from a message of bits to its number."""
    _RecordEncoder(emission, record).emit_to_bits()


class _RecordEncoder:
    def __init__(self, emission: Emission, index: int) -> None:
        blueprint, namer, out, facts = emission
        self._emission = emission
        self._blueprint = blueprint
        self._looks_at_depth = index in facts.nested
        self._of_bits = facts.of_bits
        self._index = index
        self._record: Record = blueprint.layout.records[index]
        self._fields = {field.name: field for field in self._record.fields}
        self._names = namer
        self._out = out
        self._expressions = ExpressionWriter(blueprint.layout, self._record, self._measure)
        self._loose = LooseEnds(blueprint, self._record, out)
        self._origins = OriginWriter(blueprint, self._record, namer, out)
        self._values = ValueWriter(
            blueprint, self._record, namer, out, self._expressions, self._loose, self._origins
        )
        self._agreements = Agreements(self._record, self._values, self._expressions)
        self._solver = Solver(self._agreements, self._expressions, out)
        self._filler = Filler(self._values, blueprint.sizes, out, self._expressions)
        self._atoms: dict[str, list[Atom]] = {}

    # -------------------------------------------------------------- functions

    def emit(self) -> None:
        self._names.restart()
        name = self._names.encode(self._index)
        outside = "".join(f", {names.outer(n)}" for n in self._blueprint.outer.names(self._index))
        switch = None if self._record.dispatch is not None else self._record.switch
        tried = switch is not None and reach(switch.condition) > 0
        if switch is not None and tried:
            emit_order_encoder(self._emission, self._index, switch)
            name = self._names.encode_big(self._index)
        outside += ", writer" if self._blueprint.origins.is_told(self._index) else ""
        with self._out.function(f"def {name}(message, context, depth{outside}):"):
            self._out.line(f'"""Encode one {self._record.name}."""')
            if self._looks_at_depth and not tried:
                self._values.fail_if("depth > context.depth")
            if switch is not None and not tried:
                little = f"{self._names.encode(switch.little)}(message, context, depth{outside})"
                condition = condition_text(self._emission, self._index, switch)
                with self._out.block(f"if {condition}:"):
                    self._out.line(f"return {little}")
            if self._record.dispatch is None:
                self._origins.begin()
                self._take_all()
                self._return()
            else:
                table = self._names.table("encode", self._index)
                self._out.line(f"encoder = {table}.get(type(message))")
                self._values.fail_if("encoder is None")
                self._out.line(f"return encoder(message, context, depth{outside})")

    def emit_to_bits(self) -> None:
        self._names.restart()
        name = self._names.encode_bits(self._index)
        with self._out.function(f"def {name}(message{self._of_bits}):"):
            self._out.line(f'"""Return the bits of one {self._record.name} as a number."""')
            self._take_all()
            self._out.line(f"return {self._bits(self._record.fields)}")

    def _take_all(self) -> None:
        plan = cast("EncodePlan", self._blueprint.encode_plan(self._index))
        if self._record.cls is not None:
            self._values.fail_if(f"type(message) is not {names.user(self._record.cls)}")
        for field in self._record.fields:
            if field.is_stored:
                self._out.comment(f"{field.label}: {wire_type(field.type, self._blueprint.layout)}")
                source = "message" if self._record.cls is None else f"message.{field.name}"
                self._out.line(f"{names.field(field.name)} = {source}")
                with self._loose.of(field):
                    self._take_stored(field)
        self._loose.settle(self._atoms, self._values.join, self._size)
        for step in plan.steps:
            with self._loose.of(step.field):
                self._derive(step)
        for agree in plan.verifications:
            self._agreements.write(agree)

    def _derive(self, step: Solve | Fill | Sum) -> None:
        match step:
            case Solve():
                self._solve(step)
            case Fill(field=field, size=size):
                self._fill(field, size)
            case Sum(field=field):
                covered = self._values.join(self._all_atoms(self._covered(field)))
                self._checksum(field, covered, joined=False)
            case _ as unreachable:
                assert_never(unreachable)

    def _return(self) -> None:
        plan = self._blueprint.encode_plan(self._index)
        self._loose.finish()
        whole = self._join_all()
        checksums, late = ((), ()) if plan is None else (plan.checksums, plan.late)
        slack = None if plan is None else plan.slack
        if slack is not None:
            whole += f" + {self._filler.zeros(slack)}"
        if not checksums and not late and self._record.align == 1:
            self._out.line(f"return {whole}")
            return
        self._out.line(f"wire = {whole}")
        for field in checksums:
            first = self._before(cast("Checksum", field.role).first)
            covered = f"wire[{first} : {first} + {self._size(self._covered(field))}]"
            self._checksum(field, covered, joined=True)
        for agree in late:
            begin = "0" if agree.field is None else self._before(agree.field.name)
            self._expressions.sight = Sight("wire", begin, "len(wire)")
            self._agreements.write(agree)
        padding = f" + bytes(-len(wire) % {self._record.align})" if self._record.align > 1 else ""
        self._out.line(f"return wire{padding}")

    # -------------------------------------------------------------- values of the message

    def _take_stored(self, field: Field) -> None:
        if field.when is None:
            self._write_field(field)
            return
        self._optional(field, f"{names.field(field.name)} is not None")

    def _optional(self, field: Field, condition: str) -> None:
        """Write a field that may be absent: its bytes become one variable."""
        part = f"p_{field.name}"
        for told, _ in told_extents(field.type):
            self._out.line(f"{names.extent_of(field.name, told.index)} = None")
        with self._out.block(f"if {condition}:"):
            self._write_field(field)
            whole = self._values.join(self._atoms[field.name])
            if isinstance(field.when, PresenceByte):
                whole = f"b'\\x01' + {whole}"
            self._out.line(f"{part} = {whole}")
            if isinstance(field.when, Rest):
                self._values.fail_if(f"not {part}")
        with self._out.block("else:"):
            absent = "b'\\x00'" if isinstance(field.when, PresenceByte) else "b''"
            self._out.line(f"{part} = {absent}")
            self._loose.absent(field)
        self._atoms[field.name] = [Atom((part,))]

    def _write_field(self, field: Field) -> None:
        """Check a value that is there, and turn it into atoms; bits are joined later."""
        value = names.field(field.name)
        known = _is_known(field)
        self._values.begin(field.name)
        if field.when is None and tells_at_times(field.type):
            for told, _ in told_extents(field.type):
                self._out.line(f"{names.extent_of(field.name, told.index)} = None")
        match field.role:
            case Stored(constant=constant) if constant is not None:
                self._values.fail_if(f"{value} != {constant!r}")
            case _:
                pass
        if self._width(field) is None:
            if self._origins.counts(field.type):
                self._origins.move_to(self._begin_of(field))
            self._atoms[field.name] = self._values.write(field.type, value, known=known)
        else:
            self._check_bits(field, value, known=known)
            if field.when is not None:
                self._atoms[field.name] = self._lone(field)

    def _check_bits(self, field: Field, value: str, *, known: bool) -> None:
        match field.type:
            case Bits(flag=True) if not known:
                self._values.fail_if(f"{value} is not True and {value} is not False")
                return
            case Nested(record=record):
                encode = self._names.encode_bits(record)
                self._out.line(f"b_{field.name} = {encode}({value}{self._of_bits})")
                return
            case Enumerated():
                self._values.check_member(field.type, value, known=known)
            case _ if not known:
                self._values.check_integer(value)
            case _:
                pass
        self._values.fail_if(f"{value} >> {self._width(field)}")

    def _width(self, field: Field) -> int | None:
        return self._blueprint.sizes.bit_width(field.type)

    # -------------------------------------------------------------- values that are found

    def _solve(self, step: Solve) -> None:
        field = step.field
        self._out.comment(f"{field.label}: {wire_type(field.type, self._blueprint.layout)}, solved")
        if not field.is_kept:
            self._solver.write(step)
        else:
            with self._unless_kept(field):
                self._solver.write(step)
                self._fit(field)
        self._found(field)

    @contextmanager
    def _unless_kept(self, field: Field) -> Generator[None]:
        """Write what finds a field of which the message holds None."""
        self._out.line(f"{names.field(field.name)} = message.{field.name}")
        with self._out.block(f"if {names.field(field.name)} is None:"):
            yield

    def _fill(self, field: Field, size: Expression | None) -> None:
        self._filler.size = size
        self._out.comment(f"{field.label}: {wire_type(field.type, self._blueprint.layout)}")
        match field.role:
            case Spelled(expression=expression, kept=True):
                with self._unless_kept(field):
                    self._spell(field, expression)
            case Spelled(expression=expression) if field.when is None:
                self._spell(field, expression)
            case _:
                pass
        self._found(field)

    def _spell(self, field: Field, expression: Expression) -> None:
        """Write what a derivation gives, where its type is looked at as that of a message's own."""
        value = names.field(field.name)
        self._out.line(f"{value} = {self._expressions.bare(expression)}")
        if not _is_known(field):
            self._fit(field)

    def _fit(self, field: Field) -> None:
        """Make a bool of what is found for a flag, and a number of what is found for another."""
        value = names.field(field.name)
        if field.type in (Boolean(), Bits(1, flag=True)):
            self._out.line(f"{value} = bool({value}) if {value} in (0, 1) else {value}")
        else:
            self._out.line(f"{value} = int({value}) if type({value}) is bool else {value}")

    def _found(self, field: Field) -> None:
        """Write a field whose value was not in the message."""
        match field.when:
            case None:
                self._write_found(field)
            case PresenceByte() | Rest():
                self._write_part(field)
            case condition:
                with self._out.block(f"if {self._expressions.bare(condition)}:"):
                    self._write_part(field)
                with self._out.block("else:"):
                    self._out.line(f"{names.field(field.name)} = None")
                    self._out.line(f"p_{field.name} = b''")
        if field.when is not None:
            self._atoms[field.name] = [Atom((f"p_{field.name}",))]

    def _write_part(self, field: Field) -> None:
        """Write a field that might have been absent: its bytes become one variable."""
        if isinstance(field.role, Spelled):
            self._spell(field, field.role.expression)
        self._write_found(field)
        if self._width(field) is not None:
            self._atoms[field.name] = self._lone(field)
        whole = self._values.join(self._atoms[field.name])
        if isinstance(field.when, PresenceByte):
            there = 0 if isinstance(field.role, Checksum) else 1  # whose own bytes are zero for now
            whole = f"b'\\x0{there}' + {whole}"
        self._out.line(f"p_{field.name} = {whole}")

    def _write_found(self, field: Field) -> None:
        value = names.field(field.name)
        match field.role:
            case Padding():
                if not isinstance(field.type, Data):
                    return  # bits: zero where the group is joined
                self._out.line(f"{value} = {self._filler.padding(field.type)}")
            case Checksum():
                self._atoms[field.name] = self._filler.blank(field.type, value)
                return
            case ConstantRole(value=constant):
                self._out.line(f"{value} = {constant!r}")
            case Solved() | Spelled() | Stored():
                pass
            case _ as unreachable:
                assert_never(unreachable)
        self._write_field(field)

    # -------------------------------------------------------------- sizes and the whole

    def _measure(self, measure: Measure) -> str:
        value = names.field(measure.first)
        match measure.quantity:
            case "size":
                return self._size(self._span(measure.first, measure.last))
            case "count":
                return f"len({value} or ())"
            case "present":
                return f"({value} is not None)"
            case "extent":
                return names.extent_of(measure.first, measure.index)
            case _ as unreachable:
                assert_never(unreachable)

    def _span(self, first: str, last: str) -> list[Field]:
        order = list(self._fields)
        return list(self._record.fields[order.index(first) : order.index(last) + 1])

    def _size(self, span: list[Field]) -> str:
        bits = 0
        atoms: list[Atom] = []
        known = 0
        for field in span:
            width = self._width(field) if field.when is None else None
            if width is not None:
                bits += width
            elif field.name in self._atoms:
                atoms += self._atoms[field.name]
            else:
                known += self._blueprint.sizes.fixed(field.type) or 0
        known += bits // 8
        if not atoms:
            return str(known)
        return f"({size_text(atoms)} + {known})" if known else size_text(atoms)

    def _all_atoms(self, fields: list[Field]) -> list[Atom]:
        atoms: list[Atom] = []
        for each in groups(self._record, fields, self._blueprint.sizes):
            atoms += self._group(each) if isinstance(each, Group) else self._atoms[each.name]
        return atoms

    def _lone(self, field: Field) -> list[Atom]:
        """Return the atoms of bits that may be absent, and so fill whole bytes."""
        order = group_order(self._record, [field], self._blueprint.sizes)
        return self._group(Group((field,), order, self._width(field) or 0))

    def _group(self, group: Group) -> list[Atom]:
        size = group.width // 8
        leaf = group_leaf(size, group.order)
        number = self._bits(group.fields)
        if leaf.raw_number:
            return [Atom((f'({number}).to_bytes({size}, "{leaf.raw_number}")',), leaf)]
        if len(leaf.pieces) > 1:
            variable = self._names.temporary("group")
            self._out.line(f"{variable} = {number}")
            number = variable
        return [Atom(tuple(split_pieces(leaf, number)), leaf)]

    def _bits(self, fields: Sequence[Field]) -> str:
        """Return the number that some fields of bits make together."""
        total = sum(self._width(field) or 0 for field in fields)
        terms: list[str] = []
        before = 0
        for field in fields:
            width = self._width(field) or 0
            shift = shift_of(self._record.bit_order, before, width, total)
            before += width
            if isinstance(field.role, Padding):
                continue
            prefix = "b_" if isinstance(field.type, Nested) else "f_"
            terms.append(f"{prefix}{field.name} << {shift}" if shift else f"{prefix}{field.name}")
        return " | ".join(terms) or "0"

    def _join_all(self) -> str:
        return join(self._all_atoms(list(self._record.fields)), self._names)

    def _checksum(self, field: Field, covered: str, *, joined: bool) -> None:
        """Write the computing of a checksum over bytes; of a `joined` message it is put in."""
        role, value = cast("Checksum", field.role), names.field(field.name)
        self._out.comment(f"{field.label}: over {role.first} to {role.last}")
        with self._out.block(f"if {value} is not None:"):
            covered += "" if role.using is None else f", {self._expressions.text(role.using)}"
            self._out.line(f"{value} = {names.user(role.function)}({covered})")
            if field.type == Boolean():
                self._fit(field)
            self._write_field(field)
            if self._width(field) is not None:
                self._atoms[field.name] = self._lone(field)
            whole = self._values.join(self._atoms[field.name])
            if isinstance(field.when, PresenceByte):
                whole = f"b'\\x01' + {whole}"
            if joined:
                self._out.line(f"wire = put(wire, {self._before(field.name)}, {whole})")
            elif field.when is not None:
                self._out.line(f"p_{field.name} = {whole}")
        if field.when is not None:
            self._atoms[field.name] = [Atom((f"p_{field.name}",))]

    def _covered(self, field: Field) -> list[Field]:
        """Return the fields that a checksum covers."""
        role = cast("Checksum", field.role)
        return self._span(role.first, role.last)

    def _begin_of(self, field: Field) -> str:
        """Return where a field begins, behind its presence byte, before what is derived is found.

        How much padding stands before it is known by then, though it is not written yet.
        """
        before = list(self._record.fields[: self._record.fields.index(field)])
        begin = ""
        span: list[Field] = []
        for each in before:
            if each.name in self._atoms or alignment(each.type) == 1:
                span.append(each)
                continue
            reached = self._names.temporary("reached")
            self._out.line(f"{reached} = {begin}{self._size(span)}")
            begin = f"{reached} + -{reached} % {alignment(each.type)} + "
            span = []
        presence = " + 1" if isinstance(field.when, PresenceByte) else ""
        return f"{begin}{self._size(span)}{presence}"

    def _before(self, name: str) -> str:
        order = list(self._fields)
        return self._size(list(self._record.fields[: order.index(name)]))


def _is_known(field: Field) -> bool:
    """Return whether the Python type of a field's value is right, whatever the message."""
    if isinstance(field.role, Checksum):  # a function of the user's gives it
        return False
    if isinstance(field.role, Spelled) and is_given(field.role.expression):
        return False
    return not (field.is_stored or field.is_kept)
