"""Windows larger than what stands in them: `SchemaError` where encode could not fill them again."""

from __future__ import annotations

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import Expression
from wirefmt.ir.extents import Extent, Rest
from wirefmt.ir.filling import fills_itself, pads_to_the_end, room
from wirefmt.ir.parts import parts
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.types import Array, Sized, Type

__all__ = ["check_windows"]


def check_windows(record: Record, layout: Layout) -> None:
    """Demand that encode can fill each window that decode takes whatever stands at its end.

    Raises:
        SchemaError: If it cannot, since it would not know the size, or what would take the zeros.
    """
    for field in record.fields:
        for part in parts(field.type):
            match part:
                case Sized(type=inner, extent=extent, slack=slack):
                    _region(record, field, extent, slack=slack)
                    _padding(record, field, extent, inner, layout)
                case Array(element=inner, extent=extent, unit="bytes", between=between):
                    content = Array(inner, Extent(Rest()), "bytes", between)
                    _padding(record, field, extent, content, layout)
                case _:
                    pass
    if record.size is not None and record.dispatch is None:
        _message(record, record.size, layout)


def _region(record: Record, field: Field, extent: Extent, *, slack: bool) -> None:
    if slack and not _is_known(extent, record, field.name):
        raise SchemaError(
            record.name,
            field.name,
            "encode fills slack up to the size, and what tells it is not known when it does; tell "
            "it by ordinary fields before it, or derive it, or leave slack out",
        )


def _message(record: Record, size: Expression, layout: Layout) -> None:
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
            _padding(record, field, size, field.type, layout)


def _padding(
    record: Record, field: Field, size: Extent | Expression, inner: Type, layout: Layout
) -> None:
    """Refuse padding at the end of a window that encode has to fill: it may be there, or not."""
    if not pads_to_the_end(inner, layout.records):
        return
    name = field.name if isinstance(size, Extent) else None
    if not _is_known(size, record, name) or room(size, record, name) is not None:
        raise SchemaError(
            record.name,
            field.name,
            "padding at the end of this window (behind the last element with between=, pad(rest), "
            "slack) may or may not be there, which a size that is not derived leaves open; let "
            "encode derive it, or say slack=True of the window in place of pad(rest)",
        )


def _is_known(size: Extent | Expression, record: Record, field: str | None) -> bool:
    try:
        room(size, record, field)
    except LookupError:
        return False
    return True
