"""What messages read of the one that encloses them: which names, and of whom."""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt.ir.expressions import Expression, Reference, Root, walk
from wirefmt.ir.parts import parts
from wirefmt.ir.reads import expressions
from wirefmt.ir.records import Field, Layout, Record
from wirefmt.ir.sizes import targets
from wirefmt.ir.types import Nested

__all__ = ["Outer", "outer_names", "parents"]


def outer_names(expression: Expression) -> Iterator[str]:
    """Yield the name of every field of the enclosing message that an expression reads."""
    for node in walk(expression):
        match node:
            case Reference(root=Root.OUTER, path=path):
                yield path[0]
            case _:
                pass


class Outer:
    """What the records of a layout read of those that enclose them."""

    def __init__(self, layout: Layout) -> None:
        records = layout.records
        own = [_own_names(record) for record in records]
        self._names = [own[index] for index in range(len(records))]
        if not any(own):
            return
        families = [{index, *_family(index, records)} for index in range(len(records))]
        for index in range(len(records)):
            kin = [family for family in families if index in family]
            joined = sorted({member for family in kin for member in family})
            names = (name for member in joined for name in own[member])
            self._names[index] = tuple(dict.fromkeys(names))

    def names(self, record: int) -> tuple[str, ...]:
        """Return the fields of the enclosing message that a record, or one of its kin, reads.

        The variants of a header are kin: their decoders are called alike.
        """
        return self._names[record]


def parents(layout: Layout, record: Record) -> Iterator[tuple[Record, Field]]:
    """Yield every record that may enclose one, with the field in which it does."""
    for each in layout.records:
        for field in each.fields:
            for part in parts(field.type):
                if isinstance(part, Nested) and any(
                    layout.records[index] is record
                    for index in (part.record, *_family(part.record, layout.records))
                ):
                    yield each, field


def _family(index: int, records: tuple[Record, ...]) -> Iterator[int]:
    """Yield the variants of a header, and theirs; each in both orders if its own is told."""
    switch = records[index].switch
    for target in (*targets(records[index]), *(() if switch is None else (switch.little,))):
        yield target
        yield from _family(target, records)


def _own_names(record: Record) -> tuple[str, ...]:
    found = (name for each in expressions(record) for name in outer_names(each))
    return tuple(dict.fromkeys(found))
