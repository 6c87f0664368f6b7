"""One message while it is decoded: its place, its window, and what was read of it."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from typing import assert_never, cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.scope import Scope
from wirefmt._interp.source import Where
from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import Expression, Measure, Reference, Root, walk
from wirefmt.ir.records import Field, Record

__all__ = ["Frame"]


class Frame(Scope):
    """What is known of one message.

    Attributes:
        where: The path and the first byte of the message.
        data: The bytes in which it stands.
        end: The index at which its window ends, None without one.
        origin: The index from which customs in it count.
    """

    def __init__(
        self,
        record: Record,
        where: Where,
        window: int | None,
        given: Mapping[str, object],
        data: bytes | bytearray = b"",
    ) -> None:
        super().__init__(record, where.path, given)
        self.where = where
        self.data = data
        self.end = window
        self.origin = where.offset
        self._bits: dict[str, tuple[int, int]] = {}
        self._places: dict[str, Where] = {}
        self._message: object = None

    def message(self, bound: Bound) -> object:
        """Return the message of the values, all of which are known."""
        if self.record.cls is None:
            return self.values[self.record.fields[0].name]
        if self._message is None:
            values = [self.values[name] for name in self.record.stored]
            self._message = bound.build(self.record.cls, values)
        return self._message

    def where_of(self, field: Field) -> Where:
        """Return where a field that was read begins."""
        return self._places[field.name]

    def learn(self, field: Field, value: object, where: Where, bits: tuple[int, int]) -> None:
        """Keep what a field is, where it begins, and from which bit to which it stands."""
        self.values[field.name] = value
        self._places[field.name] = where
        self._bits[field.name] = bits

    def bits_of(self, first: str, last: str) -> tuple[int, int]:
        """Return from which bit of the data to which some neighbouring fields stand."""
        return self._bits[first][0], self._bits[last][1]

    def measure(self, measure: Measure) -> int:
        """Return a quantity of fields that were read."""
        value = self.values[measure.first]
        match measure.quantity:
            case "size":
                begin, end = self.bits_of(measure.first, measure.last)
                return (end - begin) // 8
            case "count":
                return 0 if value is None else len(cast("Sized", value))
            case "present":
                return value is not None
            case "extent":
                reason = "an extent is measured on encode alone"
                raise SchemaError(self.record.name, measure.first, reason)
            case _ as unreachable:
                assert_never(unreachable)

    def evidence(self, expression: Expression) -> bytes:
        """Return the bytes of the fields whose values an expression reads."""
        read = bytearray()
        for node in walk(expression):
            match node:
                case Reference(root=Root.THIS, path=(first, *_)):
                    begin, end = self.bits_of(first, first)
                    read += self.data[begin // 8 : -(-end // 8)]
                case _:
                    pass
        return bytes(read)
