"""What `until(…, at_eof=True)` lets end early: with its window, and without its delimiter.

Encode leaves a delimiter out where nothing stands behind it in its window. So what stands there
must be known when it is asked: the stored fields behind it are, and what always takes bytes is.
"""

from __future__ import annotations

from wirefmt.errors import SchemaError
from wirefmt.ir.extents import Last, Length, Rest, Until
from wirefmt.ir.openness import Openness
from wirefmt.ir.parts import length_of
from wirefmt.ir.records import Field, Layout, Record, Stored
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Converted, Enumerated

__all__ = ["check_early", "early", "is_delimited", "is_early"]


def early(layout: Layout) -> Openness:
    """Return what of a layout may lack its delimiter at its end."""
    return Openness(layout.records, rest=False)


def is_early(length: Length | None) -> bool:
    """Return whether the end of the window ends an extent, too."""
    return isinstance(length, Until | Last) and length.at_eof


def is_delimited(field: Field) -> bool:
    """Return whether a field ends early, or else with its own delimiter.

    Fields behind it stand behind the delimiter, and so it leaves nothing for them.
    """
    type_ = field.type
    while isinstance(type_, Converted | Enumerated):
        type_ = type_.type
    return not isinstance(field.when, Rest) and is_early(length_of(type_))


def check_early(layout: Layout, record: Record, sizes: Sizes) -> None:
    """Demand that encode can tell whether a delimiter must stand.

    Raises:
        SchemaError: If it cannot, or if it always must.
    """
    may_lack = early(layout)
    for position, field in enumerate(record.fields):
        if may_lack.type(field.type):
            _field(record, field, record.fields[position + 1 :], sizes)


def _field(record: Record, field: Field, behind: tuple[Field, ...], sizes: Sizes) -> None:
    if not isinstance(field.role, Stored):
        raise SchemaError(
            record.name, field.name, "at_eof=True is for values that the caller gives; leave it out"
        )
    if isinstance(field.when, Rest) and sizes.minimum(field.type) == 0:
        raise SchemaError(
            record.name,
            field.name,
            "with at_eof=True an empty value takes no byte at the end, and when=rest would take it "
            "for absent; say min=1, or leave when=rest out",
        )
    taking = next((each for each in behind if sizes.takes_bytes(each)), None)
    if taking is not None and is_delimited(field):
        raise SchemaError(
            record.name,
            field.name,
            f"{taking.name!r} behind it always takes bytes, and so the delimiter always stands; "
            "leave at_eof out",
        )
    derived = next((each for each in behind if not each.is_stored), None)
    if derived is not None and taking is None:
        raise SchemaError(
            record.name,
            derived.name,
            f"{field.name!r} has its delimiter only if bytes follow, which is not known before "
            f"{derived.name!r} is derived; put it before {field.name!r}",
        )
