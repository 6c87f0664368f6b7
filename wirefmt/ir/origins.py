"""From where customs count, and which messages are told so by what encloses them.

A custom's codec sees its place counted from an *origin*: the start of the outermost message, or of
the innermost one around it whose class says `origin=True`. A bare type is no message: each message
in it is an outermost one, and what stands in none counts from the start of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt.ir.openness import targets
from wirefmt.ir.parts import parts
from wirefmt.ir.records import Layout, Record
from wirefmt.ir.types import Custom, Nested, Type

__all__ = ["Origins"]


class Origins:
    """What counts from an origin, in the records of a layout."""

    def __init__(self, layout: Layout) -> None:
        self._records = layout.records
        self._told: set[int] = set()
        families = [{index, *self._variants(index)} for index in range(len(layout.records))]
        grows = any(map(self.counts_inside, layout.records))
        while grows:
            told = {
                member
                for family in families
                if any(self.counts_inside(self._records[each]) for each in family)
                for member in family
                if not self._records[member].origin
            }
            grows = told > self._told
            self._told = told

    def is_told(self, record: int) -> bool:
        """Return whether a message is told where its origin is: it or one of its kin counts.

        The variants of a header are kin: their functions are called alike.
        """
        return record in self._told

    def begins(self, record: Record, parent: Record | None) -> bool:
        """Return whether a message is an origin, inside another or in none."""
        return record.origin or parent is None or parent.cls is None

    def counts(self, type_: Type, record: Record) -> bool:
        """Return whether something in a value, which stands in a record, counts from its origin."""
        return any(self._counts(part, record) for part in parts(type_))

    def counts_inside(self, record: Record) -> bool:
        """Return whether something in a message counts from the origin of its fields."""
        return any(self.counts(field.type, record) for field in record.fields)

    def _counts(self, part: Type, record: Record) -> bool:
        match part:
            case Custom():
                return True
            case Nested(record=index):
                inner = self._records[index]
                return self.is_told(index) and not self.begins(inner, record)
            case _:
                return False

    def _variants(self, index: int) -> Iterator[int]:
        for target in targets(self._records[index]):
            yield target
            yield from self._variants(target)
