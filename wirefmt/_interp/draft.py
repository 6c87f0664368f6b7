"""One message while it is encoded: what each field takes on the wire, as far as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from typing import NamedTuple, assert_never, cast

from wirefmt._interp.loose import Loose
from wirefmt._interp.refusal import Refusal
from wirefmt._interp.scope import Scope
from wirefmt._runtime.customs import Writer
from wirefmt.errors import Path, SizeMismatchError, WirefmtError
from wirefmt.ir.alignment import alignment
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Measure
from wirefmt.ir.groups import Group, byte_order, groups, shift_of
from wirefmt.ir.records import Field, PresenceByte
from wirefmt.ir.solve import EncodePlan

__all__ = ["Draft", "Part"]


class Part(NamedTuple):
    """What one field takes: bytes, or a number in some bits of a group."""

    wire: bytes = b""
    number: int = 0
    width: int = 0

    @property
    def bit_size(self) -> int:
        """How many bits it takes."""
        return 8 * len(self.wire) + self.width


class Draft(Scope):
    """What is known of one message.

    Attributes:
        plan: How the message is encoded.
        message: The value to be encoded.
        told: What the told extents of each field must say, by the field's name and their index.
        ends: What is loose at the end of each field that was written.
        writer: To what customs are written that count from its origin.
        start: Where the message begins, counted from there.
    """

    def __init__(
        self,
        blueprint: Blueprint,
        index: int,
        message: object,
        path: Path,
        given: Mapping[str, object],
    ) -> None:
        super().__init__(blueprint.layout.records[index], path, given)
        self.plan = cast("EncodePlan", blueprint.encode_plan(index))
        self.message = message
        self._blueprint = blueprint
        self.told: dict[tuple[str, int], int] = {}
        self.ends: dict[str, Loose] = {}
        self.writer: Writer = Writer()
        self.start: int = 0
        self._parts: dict[str, Part] = {}
        self._sizes: dict[str, int] = {}  # in bits; of a fixed size, before the field is written
        for field in self.record.fields:
            bits = blueprint.sizes.bits(field.type)
            if bits is not None:
                self._sizes[field.name] = bits

    def count_from(self, parent: Draft) -> None:
        """Count from the origin of the message around, as what its customs are written to does."""
        self.writer, self.start = parent.writer, parent.writer.position

    def move_to(self, field: Field) -> None:
        """Let what is written next stand where a field begins, behind its presence byte."""
        bits = 0
        for each in self.record.fields[: self.record.fields.index(field)]:
            if each.name in self._sizes:
                bits += self._sizes[each.name]
            else:  # not written yet, and still known: up to a multiple
                bits += -bits % (8 * alignment(each.type))
        self.writer.position = self.start + bits // 8 + isinstance(field.when, PresenceByte)

    def put(self, field: Field, value: object, part: Part) -> None:
        """Keep what a field is, and what it takes."""
        self.values[field.name] = value
        self._parts[field.name] = part
        self._sizes[field.name] = part.bit_size

    def part_of(self, field: Field) -> Part:
        """Return what a field that was written takes."""
        return self._parts[field.name]

    def has_bytes(self, field: Field) -> bool:
        """Return whether a field was written, and takes bytes."""
        return field.name in self._parts and self._parts[field.name].bit_size > 0

    def loose(self) -> Loose:
        """Return what is loose at the end of the message."""
        return tuple(end for field in self.record.fields for end in self.ends[field.name])

    def is_there(self, name: str) -> bool:
        """Return whether a field is present; one that cannot be absent is, even if it is None."""
        optional = any(f.name == name and f.may_be_none for f in self.record.fields)
        return not optional or self.values[name] is not None

    def tell(self, index: int, number: int, kind: type[WirefmtError] = SizeMismatchError) -> None:
        """Keep what a told extent, or tag, of the current field must say.

        Raises:
            Refusal: If another one, which the same fields tell, must say something else.
        """
        other = self.told.setdefault((self.current, index), number)
        if other != number:
            raise Refusal(f"{number} here, {other} in another element", kind)

    def measure(self, measure: Measure) -> int:
        """Return a quantity of fields that are written, or whose size is fixed."""
        match measure.quantity:
            case "size":
                names = [field.name for field in self.record.fields]
                span = names[names.index(measure.first) : names.index(measure.last) + 1]
                return sum(self._sizes[name] for name in span) // 8
            case "count":
                value = self.values[measure.first]
                return 0 if value is None else len(cast("Sized", value))
            case "present":
                return self.values[measure.first] is not None
            case "extent":
                return self.told[measure.first, measure.index]
            case _ as unreachable:
                assert_never(unreachable)

    def number(self) -> int:
        """Return the number that a message of bits is."""
        return self._number(self.record.fields)

    def _number(self, fields: Sequence[Field]) -> int:
        """Return the number that some fields of bits make together."""
        parts = [self._parts[field.name] for field in fields]
        total = sum(part.width for part in parts)
        number = before = 0
        for part in parts:
            shift = shift_of(self.record.bit_order, before, part.width, total)
            number, before = number | part.number << shift, before + part.width
        return number

    def wire(self, first: str | None = None, last: str | None = None) -> bytes:
        """Return the parts joined, groups of bits as the numbers that they make.

        From the first field to the last, else all of them.
        """
        wire = bytearray()
        for each in groups(self.record, self._span(first, last), self._blueprint.sizes):
            if isinstance(each, Group):
                number = self._number(each.fields)
                wire += number.to_bytes(-(-each.width // 8), byte_order(each.order))
            else:
                wire += self._parts[each.name].wire
        return bytes(wire)

    def _span(self, first: str | None, last: str | None) -> tuple[Field, ...]:
        fields = self.record.fields
        names = [field.name for field in fields]
        begin = 0 if first is None else names.index(first)
        return fields[begin : len(fields) if last is None else names.index(last) + 1]

    def bits_of(self, first: str, last: str) -> tuple[int, int]:
        """Return from which bit of the message to which some neighbouring fields stand."""
        names = [field.name for field in self.record.fields]
        before, until = names[: names.index(first)], names[: names.index(last) + 1]
        return sum(self._sizes[name] for name in before), sum(self._sizes[name] for name in until)
