"""What can be known to be wrong of headers and their variants; every error names the remedy."""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Expression,
    Literal_,
    OneOf,
    Reference,
    Root,
    references,
)
from wirefmt.ir.fitting import misfit
from wirefmt.ir.kinds import Scope
from wirefmt.ir.records import (
    Dispatch,
    Field,
    Layout,
    Record,
    Tag,
    TagPart,
    TagRange,
)
from wirefmt.ir.tags import both_answer, is_more_specific, show_tag
from wirefmt.ir.types import (
    Enumerated,
)

__all__ = ["VariantChecks"]


class VariantChecks:
    """Checks the tags of one record: those of its variants, and its own."""

    def __init__(self, layout: Layout, record: Record) -> None:
        self._layout = layout
        self._record = record

    def _error(self, field: Field | None, reason: str) -> SchemaError:
        return SchemaError(self._record.name, None if field is None else field.name, reason)

    def tag(self, tag: Expression) -> None:
        """Demand that a tag that is one field can have these values.

        Raises:
            SchemaError: If it cannot.
        """
        tags: tuple[Literal_, ...]
        match tag:
            case Binary(
                operator="==",
                left=Reference(root=Root.THIS, path=(name,)),
                right=Constant(value=value),
            ):
                tags = (value,)
            case OneOf(operand=Reference(root=Root.THIS, path=(name,)), options=tags):
                pass
            case _:
                return
        field = next(field for field in self._record.fields if field.name == name)
        for each in tags:
            reason = misfit(field.type, each)
            if reason is not None:
                raise self._error(field, f"the tag {each!r} {reason}")

    def dispatch(self, dispatch: Dispatch, scope: Scope) -> None:
        """Check how a header chooses its variants.

        Raises:
            SchemaError: If it cannot, or one tag chooses two.
        """
        behind = self._record.fields[len(self._record.fields) - self._record.trailing :]
        for controller in dispatch.controllers:
            scope.number(controller, "variants=")
            for field in behind:
                if field.name in references(controller):
                    reason = "it stands after the variant's fields and cannot choose the variant"
                    raise self._error(field, f"{reason}; leave trailing out")
        if not any(name for each in dispatch.controllers for name in references(each)):
            raise scope.error("variants= reads no field; name the one that tells them apart")
        seen: list[tuple[Tag, str]] = []
        for tag, name in self._tags(dispatch):
            self._refuse_shared(tag, name, seen)
            seen.append((tag, name))
            for controller, part in zip(dispatch.controllers, tag, strict=True):
                self._tag_fits(controller, part, name)

    def _tags(self, dispatch: Dispatch) -> Iterator[tuple[Tag, str]]:
        for case in dispatch.cases:
            for tag in case.tags:
                yield tag, self._layout.records[case.record].name

    def _refuse_shared(self, tag: Tag, name: str, seen: list[tuple[Tag, str]]) -> None:
        for other, owner in seen:
            both = both_answer(tag, other)
            if both is None or owner == name:
                continue
            if not is_more_specific(tag, other) and not is_more_specific(other, tag):
                shared = show_tag(both)
                raise self._error(
                    None, f"{owner} and {name} have one tag, {shared}; give one of them another"
                )

    def _tag_fits(self, controller: Expression, part: TagPart, variant: str) -> None:
        """Demand that the field that is a tag can have these values."""
        match controller:
            case Reference(root=Root.THIS, path=(name,)):
                field = next(field for field in self._record.fields if field.name == name)
            case _:
                return
        type_ = field.type
        numbers: tuple[int, ...] = (part,) if isinstance(part, int) else ()
        if isinstance(part, TagRange):  # of an enum it may hold numbers that are no members
            numbers = (part.first, part.last)
            type_ = type_.type if isinstance(type_, Enumerated) else type_
        for number in numbers:
            reason = misfit(type_, number)
            if reason is not None:
                raise SchemaError(variant, field.name, f"the tag {number} {reason}")
