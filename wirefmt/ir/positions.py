"""Demands that encode knows where each custom stands when it is written.

The stored fields of a message are written in the order of the wire, and what is derived from them
only then. So what stands before a custom is stored, or has a size that never varies.
"""

from __future__ import annotations

from wirefmt.errors import SchemaError
from wirefmt.ir.alignment import alignment
from wirefmt.ir.early import early
from wirefmt.ir.extents import Prefixed
from wirefmt.ir.origins import Origins
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Array, Choice, Converted, Sized, Type

__all__ = ["Positions"]


class Positions:
    """Checks what stands before the customs of a layout."""

    def __init__(self, layout: Layout, sizes: Sizes, origins: Origins) -> None:
        self._sizes = sizes
        self._origins = origins
        self._early = early(layout)

    def check(self, record: Record) -> None:
        """Check what stands before the customs in a record.

        Raises:
            SchemaError: If its size is not known in time.
        """
        for position, field in enumerate(record.fields):
            if not self._origins.counts(field.type, record):
                continue
            for before in record.fields[:position]:
                self._before(before, field, record)
            self._inside(field.type, field, record)

    def _before(self, before: Field, field: Field, record: Record) -> None:
        behind = f"{field.name!r} behind it has a custom value, which must know where it stands"
        if self._early.type(before.type):
            raise SchemaError(
                record.name, before.name, f"{behind}; leave at_eof out, or put it behind"
            )
        fixed = self._sizes.bits(before.type) is not None or alignment(before.type) > 1
        if not before.is_stored and (before.when is not None or not fixed):
            raise SchemaError(
                record.name,
                before.name,
                f"{behind} before this is derived; give this a fixed size, or put it behind",
            )

    def _inside(self, type_: Type, field: Field, record: Record) -> None:
        """Check what stands inside a type before the customs in it."""
        if not self._origins.counts(type_, record):
            return
        match type_:
            case Sized(type=inner):
                self._prefix(type_, field, record)
                if type_.through is not None:
                    raise SchemaError(
                        record.name,
                        field.name,
                        "what through= gives is no part of the message, from whose start a custom "
                        "value counts; put it into a message with origin=True",
                    )
                self._inside(inner, field, record)
            case Array(element=element):
                self._prefix(type_, field, record)
                if self._early.type(element):
                    raise SchemaError(
                        record.name,
                        field.name,
                        "a custom value must know where it stands, before it is known whether the "
                        "elements before it have delimiters; leave at_eof out",
                    )
                self._inside(element, field, record)
            case Converted(type=inner):
                self._inside(inner, field, record)
            case Choice():
                for each in type_.types:
                    self._inside(each, field, record)
            case _:
                pass

    def _prefix(self, type_: Array | Sized, field: Field, record: Record) -> None:
        length = type_.extent.length
        if isinstance(length, Prefixed) and self._sizes.fixed(length.type) is None:
            raise SchemaError(
                record.name,
                field.name,
                "a custom value must know where it stands, before it is known how many bytes the "
                "length before it takes; give that a fixed size, such as u16",
            )
