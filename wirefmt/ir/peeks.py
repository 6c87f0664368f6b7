"""Bytes that are looked at before they are read: where expressions may do so, and how far."""

from __future__ import annotations

from typing import cast

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import Expression, Peek, references, walk
from wirefmt.ir.extents import Rest, Told
from wirefmt.ir.filling import fills_itself
from wirefmt.ir.parts import length_of, unconverted
from wirefmt.ir.records import Field, PresenceByte, Record
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Choice, Digits, Integer

__all__ = ["check_peeks", "looks_back", "own_told", "peeks", "reach"]


def peeks(expression: Expression) -> tuple[Peek, ...]:
    """Return all that an expression peeks at."""
    return tuple(node for node in walk(expression) if isinstance(node, Peek))


def reach(expression: Expression) -> int:
    """Return how many bytes from the field's first one an expression looks at."""
    ends = (peek.at + cast("Integer", peek.type).size for peek in peeks(expression) if peek.at >= 0)
    return max(ends, default=0)


def looks_back(expression: Expression) -> bool:
    """Return whether an expression looks at bytes that are counted from the end."""
    return any(peek.at < 0 for peek in peeks(expression))


def own_told(field: Field) -> Told | None:
    """Return the told extent, or tag, of a field's own type, and not of what is inside it."""
    type_ = unconverted(field.type)
    length = type_.tag if isinstance(type_, Choice) else length_of(type_)
    return length if isinstance(length, Told) else None


def check_peeks(record: Record, sizes: Sizes) -> None:
    """Demand that encode has the bytes that are peeked at, at the end that decode finds.

    Raises:
        SchemaError: If it has not, or if what is peeked at tells what encode would have to find.
    """
    for position, field in enumerate(record.fields):
        told, condition = own_told(field), field.condition
        every = [] if told is None else [told.expression]
        every += [] if condition is None else [condition]
        if not any(map(peeks, every)):
            continue
        if not field.is_stored:
            reason = "what is peeked at tells ordinary fields alone; leave derived(…) and such out"
            raise SchemaError(record.name, field.name, reason)
        if any(map(looks_back, every)):
            _end(record, position)
        if record.dispatch is not None:  # each variant has these fields, and what is behind them
            continue
        least = 8 * isinstance(field.when, PresenceByte)
        least += sum(map(sizes.least_bits, record.fields[position + 1 :]))
        if condition is not None:
            _covered(field, record, reach(condition), least // 8)
        if told is not None:
            least += 8 * sizes.minimum(field.type)
            _covered(field, record, reach(told.expression), least // 8)


def _covered(field: Field, record: Record, end: int, least: int) -> None:
    if end > least:
        raise SchemaError(
            record.name,
            field.name,
            f"it peeks at {end} bytes, but {record.name} may have {least} from there on; say "
            "min=, or put fields that are always there behind it",
        )


def _end(record: Record, position: int) -> None:
    """Demand that a record fills a window, whose end is known where a field begins."""
    name = record.fields[position].name
    padding = next(filter(fills_itself, record.fields), None)
    if padding is not None:
        raise SchemaError(
            record.name,
            name,
            f"peek(at=-n) looks at {padding.name!r}, padding that goes to the end, which decode "
            "ignores; let it be a field, such as data(rest)",
        )
    if record.dispatch is not None:
        raise SchemaError(
            record.name,
            name,
            "peek(at=-n) counts from the end of a variant; let the variants have the field",
        )
    if record.size is not None:
        order = [field.name for field in record.fields]
        last = max((order.index(each) for each in references(record.size)), default=-1)
        if position <= last:
            reason = f"peek(at=-n) stands before {order[last]!r}, which tells the size; put it last"
            raise SchemaError(record.name, name, reason)
        if record.slack:
            reason = "peek(at=-n) counts from the end, which slack=True leaves open; leave it out"
            raise SchemaError(record.name, name, reason)
    elif not any(map(_fills, record.fields)):
        raise SchemaError(
            record.name,
            name,
            "peek(at=-n) counts from the end, but the message may end anywhere; give the class "
            "size=, or a field that goes to the end, such as data(rest)",
        )


def _fills(field: Field) -> bool:
    """Return whether a field always goes to the end, but for the fields behind it."""
    type_ = unconverted(field.type)
    goes_on = isinstance(length_of(type_), Rest) and not isinstance(type_, Digits)
    return field.when is None and goes_on
