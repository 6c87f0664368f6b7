"""Windows larger than what encode writes: `SchemaError` where it could not fill them again."""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import ZERO, Binary, Constant, Expression, Measure
from wirefmt.ir.extents import Extent, Length, Rest, Until
from wirefmt.ir.filling import Room, fills_itself, pads_to_the_end, room
from wirefmt.ir.openness import targets
from wirefmt.ir.parts import parts
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import (
    Array,
    Choice,
    Converted,
    Data,
    Digits,
    Nested,
    Sized,
    Text,
    Type,
)

__all__ = ["check_windows"]


def check_windows(record: Record, facts: tuple[Layout, Sizes]) -> None:
    """Demand that encode can fill each window that decode takes whatever stands at its end.

    Raises:
        SchemaError: If it cannot, since it would not know the size, or what would take the zeros.
    """
    for field in record.fields:
        for part in parts(field.type):
            match part:
                case Sized(type=inner, extent=extent, slack=slack):
                    _region(record, field, extent, slack=slack)
                    _end(record, field, extent, inner, facts)
                case Array(element=inner, extent=extent, unit="bytes", between=between):
                    content = Array(inner, Extent(Rest()), "bytes", between)
                    _end(record, field, extent, content, facts)
                case _:
                    pass
    if record.size is not None and record.dispatch is None:
        _message(record, record.size, facts)


def _region(record: Record, field: Field, extent: Extent, *, slack: bool) -> None:
    if slack and not _is_known(extent, record, field.name):
        raise SchemaError(
            record.name,
            field.name,
            "encode fills slack up to the size, and what tells it is not known when it does; tell "
            "it by ordinary fields before it, or derive it, or leave slack out",
        )


def _message(record: Record, size: Expression, facts: tuple[Layout, Sizes]) -> None:
    own = next(filter(fills_itself, record.fields), None)
    if (record.slack or own is not None) and not _is_known(size, record, None):
        raise SchemaError(
            record.name,
            None if own is None else own.name,
            f"encode fills {'slack' if own is None else repr(own.name)} up to the size, and what "
            "tells it is not known when it does; tell it by ordinary fields, or derive it",
        )
    for field in record.fields:
        if field is not own:
            _end(record, field, size, field.type, facts)


def _end(
    record: Record,
    field: Field,
    size: Extent | Expression,
    inner: Type,
    facts: tuple[Layout, Sizes],
) -> None:
    """Refuse what may be there at the end of a window, or not, if encode has to fill the window."""
    layout, sizes = facts
    if pads_to_the_end(inner, layout.records):
        what = (
            "padding at the end of this window (behind the last element with between=, pad(rest), "
            "slack)"
        )
        remedy = "let encode derive it, or say slack=True of the window in place of pad(rest)"
    elif _may_lack_delimiter(inner, sizes, frozenset()):
        what = "the delimiter at the end of this window (at_eof=True)"
        remedy = "let encode derive it, or leave at_eof out"
    else:
        return
    if _has_to_fill(size, record, field, sizes):
        reason = f"{what} may or may not be there, which a size that is not derived leaves open; "
        raise SchemaError(record.name, field.name, reason + remedy)


def _has_to_fill(size: Extent | Expression, record: Record, field: Field, sizes: Sizes) -> bool:
    """Return whether encode has to fill a window, or would not know how far."""
    try:
        if isinstance(size, Extent):
            found, least = room(size, record, field.name), 0
        else:
            found = room(_without_sizes(size), record)
            least = sum(map(sizes.least_bits, record.fields)) // 8
    except LookupError:
        return True
    match found:
        case None:
            return False
        case Room(base=Constant(value=int(base)), step=1):
            return base > least
        case _:
            return True


def _without_sizes(size: Expression) -> Expression:
    """Return a size less what fields of the message take, which is there in any case."""
    match size:
        case Measure(quantity="size"):
            return ZERO
        case Binary(operator="+" | "-" as sign, left=left, right=right):
            return Binary(sign, _without_sizes(left), _without_sizes(right))
        case _:
            return size


def _may_lack_delimiter(type_: Type, sizes: Sizes, seen: frozenset[int]) -> bool:
    """Return whether a delimiter may lack at the end of a value, where nothing stands behind it."""
    match type_:
        case Data() | Text() | Digits() | Array() | Sized() if _is_loose(type_.extent.length):
            return True
        case (
            Array(element=inner, extent=Extent(length=Rest()))
            | Sized(type=inner, extent=Extent(length=Rest()))
        ):
            return _may_lack_delimiter(inner, sizes, seen)
        case Array(element=inner, unit="elements") | Converted(type=inner):
            return _may_lack_delimiter(inner, sizes, seen)
        case Choice():
            return any(_may_lack_delimiter(each, sizes, seen) for each in type_.types)
        case Nested(record=index) if index not in seen and sizes.record(index).size is None:
            record, seen = sizes.record(index), seen | {index}
            last = [f.type for f in _last(record, sizes)]
            variants = [Nested(each) for each in targets(record)]
            return any(_may_lack_delimiter(each, sizes, seen) for each in (*last, *variants))
        case _:
            return False


def _is_loose(length: Length) -> bool:
    return isinstance(length, Until) and length.at_eof and not length.include


def _last(record: Record, sizes: Sizes) -> Iterator[Field]:
    """Yield the fields behind which nothing needs to stand."""
    for field in reversed(record.fields):
        yield field
        if sizes.least_bits(field):
            return


def _is_known(size: Extent | Expression, record: Record, field: str | None) -> bool:
    try:
        room(size, record, field)
    except LookupError:
        return False
    return True
