"""What is known of sizes before any byte is read: least, greatest, fixed, in bits, open-ended.

All sizes are in bytes unless a name says bits; None as a greatest size means that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from wirefmt.ir.expressions import Measure, Peek, walk
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Told, Until
from wirefmt.ir.openness import Openness, targets
from wirefmt.ir.reads import expressions
from wirefmt.ir.records import Checksum, ConstantRole, Field, Layout, PresenceByte, Record
from wirefmt.ir.types import (
    Array,
    Bits,
    Boolean,
    Choice,
    Composite,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Extended,
    Float,
    Integer,
    Nested,
    Scalar,
    Sized,
    Text,
    Through,
    Type,
    Varint,
)

__all__ = ["ENDLESS", "Sizes", "messages", "targets"]

ENDLESS: Final = 1 << 200
"""The least size of a record that contains itself unconditionally: no message of it can exist."""


class Sizes:
    """The size facts of one layout; made once, asked by both engines and by every check."""

    def __init__(self, layout: Layout) -> None:
        self._records = layout.records
        self._openness = Openness(layout.records)
        self._least = [ENDLESS] * len(layout.records)
        changed = True
        while changed:  # falls until it stands still; each round settles at least one record
            changed = False
            for index, record in enumerate(layout.records):
                least = self._record_least_bits(record)
                changed |= least != self._least[index]
                self._least[index] = least
        self._greatest: dict[int, int | None] = {}

    # -------------------------------------------------------------- the questions

    def minimum(self, type_: Type) -> int:
        """Return the least number of bytes that a value takes."""
        return -(-self._least_bits(type_) // 8)

    def maximum(self, type_: Type) -> int | None:
        """Return the greatest number of bytes that a value takes, None where nothing bounds it."""
        bits = self._greatest_bits(type_)
        return None if bits is None else -(-bits // 8)

    def fixed(self, type_: Type) -> int | None:
        """Return the size that every value has, or None."""
        least, greatest = self._least_bits(type_), self._greatest_bits(type_)
        return least // 8 if least == greatest and least % 8 == 0 else None

    def bits(self, type_: Type) -> int | None:
        """Return the number of bits that every value takes, or None."""
        width = self.bit_width(type_)
        if width is not None:
            return width
        size = self.fixed(type_)
        return None if size is None else 8 * size

    def bit_width(self, type_: Type) -> int | None:
        """Return the width of a type that stands in a run of bits, or None."""
        match type_:
            case Bits(width=width) | Enumerated(type=Bits(width=width)):
                return width
            case Nested(record=index) if self.is_bit_record(self._records[index]):
                return sum(self.bit_width(f.type) or 0 for f in self._records[index].fields)
            case _:
                return None

    def record(self, index: int) -> Record:
        """Return the record of a message."""
        return self._records[index]

    def is_bit_record(self, record: Record) -> bool:
        """Return whether a message is of bits alone, and so a value that may have any width.

        One whose bytes are summed or measured is none: it stands on byte borders like any other.
        """
        return self.is_of_bits(record) and not _looks_at_bytes(record)

    def is_of_bits(self, record: Record) -> bool:
        """Return whether a message is of bits alone, be it such a value or not."""
        return _is_bit_record(record, self._records)

    def leaf(self, type_: Type) -> int | None:
        """Return the size of a type that may stand in a run: fixed, and with no parts to read."""
        match type_:
            case Integer(size=size) | Float(size=size):
                return size
            case Boolean():
                return 1
            case Data(extent=Extent(length=Fixed(size=size), align=1)):
                return size
            case Text(extent=Extent(length=Fixed(size=size), align=1)):
                return size
            case Digits(extent=Extent(length=Fixed(size=size))):
                return size
            case Enumerated(type=inner) | Converted(type=inner):
                return self.leaf(inner)
            case _:
                return None

    def open_ended(self, type_: Type) -> bool:
        """Return whether a value may reach to the end of what encloses it."""
        return self._openness.type(type_)

    def record_open_ended(self, index: int) -> bool:
        """Return whether a message may reach to the end of what encloses it."""
        return self._openness.record(index)

    def takes_bytes(self, field: Field) -> bool:
        """Return whether a field takes bytes, or bits, whatever its value."""
        return self._field_least_bits(field) > 0

    def least_bits(self, field: Field) -> int:
        """Return the least number of bits that a field takes."""
        return self._field_least_bits(field)

    # -------------------------------------------------------------- least

    def record_minimum(self, index: int) -> int:
        """Return the least number of bytes of a message."""
        return -(-self._least[index] // 8)

    def _record_least_bits(self, record: Record) -> int:
        variants = targets(record)
        if variants:  # a header that has none yet is as long as its own fields
            return min(self._least[case] for case in variants)
        bits = sum(self._field_least_bits(field) for field in record.fields)
        return min(ENDLESS, bits + 8 * record.padding(-(-bits // 8)))

    def _field_least_bits(self, field: Field) -> int:
        match field.when:
            case None:
                constant = _constant_size(field)
                return self._least_bits(field.type) if constant is None else 8 * constant
            case PresenceByte():
                return 8
            case _:
                return 0

    def _least_bits(self, type_: Type) -> int:
        return _aligned_bits(type_, self._bare_least_bits(type_))

    def _bare_least_bits(self, type_: Type) -> int:
        """Return the least width, without what aligns what follows."""
        match type_:
            case Nested(record=index):
                return self._least[index]
            case Enumerated(type=inner) | Converted(type=inner):
                return self._least_bits(inner)
            case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
                floor = 1 if isinstance(type_, Digits) else 0
                return 8 * self._extent_least(extent, _bytes, max(floor, extent.minimum))
            case Sized(extent=extent, through=Through()):
                return 8 * self._extent_least(extent, _bytes, extent.minimum)
            case Sized(type=inner, extent=extent):
                floor = max(extent.minimum, self._least_bits(inner) // 8)
                return 8 * self._extent_least(extent, _bytes, floor)
            case Array(element=element, extent=extent, unit=unit):
                least = self._least_bits(element) // 8
                take = partial(_spread, type_, each=least) if unit == "elements" else _bytes
                return 8 * self._extent_least(extent, take, extent.minimum)
            case Choice(tag=tag, arms=arms):
                least = min(0 if arm.type is None else self._least_bits(arm.type) for arm in arms)
                return min(ENDLESS, _tag_bits(tag)[0] + least)
            case _:
                return _scalar_bits(type_)[0]

    def _extent_least(self, extent: Extent, take: Callable[[int], int], floor: int) -> int:
        """Return the least size of an extent, of whose units so many take so many bytes."""
        match extent.length:
            case Fixed(size=size):
                return min(ENDLESS, take(size))
            case Prefixed(type=prefix, none=none):
                floor = 0 if none is not None else floor
                return _scalar_bits(prefix)[0] // 8 + min(ENDLESS, take(floor))
            case Until(at_eof=False) as until:
                return until.behind + max(until.inside, take(floor))
            case Last(at_eof=False):
                return min(ENDLESS, take(max(1, floor)))
            case _:
                return min(ENDLESS, take(floor))

    # -------------------------------------------------------------- greatest

    def record_maximum(self, index: int) -> int | None:
        """Return the greatest number of bytes of a message, None where nothing bounds it."""
        bits = self._record_greatest_bits(index)
        return None if bits is None else -(-bits // 8)

    def _record_greatest_bits(self, index: int) -> int | None:
        if index not in self._greatest:
            self._greatest[index] = None  # a record inside itself has no greatest size
            record = self._records[index]
            if record.dispatch is not None:
                every = [self._record_greatest_bits(case) for case in targets(record)]
                self._greatest[index] = _all_or_none(every, max) if every else None
            elif not record.slack:
                each = [self._field_greatest_bits(field) for field in record.fields]
                bits = _all_or_none(each, sum)
                self._greatest[index] = bits and bits + 8 * record.padding(-(-bits // 8))
        return self._greatest[index]

    def _field_greatest_bits(self, field: Field) -> int | None:
        constant = _constant_size(field)
        bits = self._greatest_bits(field.type) if constant is None else 8 * constant
        return bits if bits is None or not isinstance(field.when, PresenceByte) else bits + 8

    def _greatest_bits(self, type_: Type) -> int | None:
        bits = self._bare_greatest_bits(type_)
        return None if bits is None else _aligned_bits(type_, bits)

    def _bare_greatest_bits(self, type_: Type) -> int | None:
        """Return the greatest width, without what aligns what follows."""
        match type_:
            case Nested(record=index):
                return self._record_greatest_bits(index)
            case Enumerated(type=inner) | Converted(type=inner):
                return self._greatest_bits(inner)
            case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
                return self._extent_greatest_bits(extent, _bytes)
            case Sized(extent=extent):
                return self._extent_greatest_bits(extent, _bytes)
            case Array(element=element, extent=extent, unit=unit):
                each = self._greatest_bits(element)
                many = None if each is None else partial(_spread, type_, each=each // 8)
                return self._extent_greatest_bits(extent, many if unit == "elements" else _bytes)
            case Choice(tag=tag):
                every = [self._greatest_bits(each) for each in type_.types]
                return _all_or_none([_tag_bits(tag)[1], _all_or_none(every, max)], sum)
            case _:
                return _scalar_bits(type_)[1]

    def _extent_greatest_bits(
        self, extent: Extent, take: Callable[[int], int] | None
    ) -> int | None:
        match extent.length:
            case Fixed(size=size):
                return 0 if not size else None if take is None else 8 * take(size)
            case Prefixed(type=prefix):
                front, greatest = _scalar_bits(prefix)[1], _greatest_length(extent.length)
            case Until() as until:
                front, greatest = 8 * until.behind, None
            case _:
                front, greatest = 0, None
        bounds = [bound for bound in (greatest, extent.maximum) if bound is not None]
        if take is None or not bounds or front is None:
            return None
        return front + 8 * take(min(bounds))


def _bytes(size: int) -> int:
    """Return how many bytes so many bytes take."""
    return size


def _spread(type_: Array, count: int, *, each: int) -> int:
    """Return how many bytes so many elements take, each of which takes so many."""
    return type_.spread(count, each)


def _aligned_bits(type_: Type, bits: int) -> int:
    """Return a width together with what aligns what follows."""
    match type_:
        case (
            Data(extent=Extent(align=align) as extent)
            | Text(extent=Extent(align=align) as extent)
            | Array(extent=Extent(align=align) as extent)
            | Sized(extent=Extent(align=align) as extent)
        ) if align > 1:
            return bits + 8 * extent.padding(bits // 8)
        case _:
            return bits


def messages(layout: Layout, index: int) -> Iterator[int]:
    """Yield the records of the messages that a record stands for: itself, or its variants."""
    record = layout.records[index]
    if record.dispatch is None:
        yield index
    for target in dict.fromkeys(targets(record)):
        yield from messages(layout, target)


def _constant_size(field: Field) -> int | None:
    """Return the size that a constant's value gives a field whose type would let it vary."""
    match field.role, field.type:
        case ConstantRole(value=str(text)), Text(extent=extent, encoding=encoding):
            try:
                size = len(text.encode(encoding))
            except (LookupError, UnicodeError):
                return None
        case ConstantRole(value=bytes(data)), Data(extent=extent):
            size = len(data)
        case _:
            return None
    match extent.length:
        case Prefixed(type=prefix):
            least, greatest = _scalar_bits(prefix)
            if least != greatest:
                return None
            size += least // 8
        case Until() as until:
            size += until.behind
        case Fixed(size=fixed):
            size = fixed
        case _:
            pass
    return size + extent.padding(size)


def _is_bit_record(record: Record, records: tuple[Record, ...], depth: int = 8) -> bool:
    plain = record.size is None and record.dispatch is None and record.cls is not None
    plain = plain and record.switch is None  # whose order is not that of a run
    if record.bit_order != "msb" and record.tag is not None:
        return False  # it shares its header's groups, and so is no number of its own
    return (
        plain
        and bool(record.fields)
        and all(f.when is None and _is_bits(f.type, records, depth) for f in record.fields)
    )


def _looks_at_bytes(record: Record) -> bool:
    """Return whether a record sums or measures bytes of its own."""
    return any(isinstance(field.role, Checksum) for field in record.fields) or any(
        isinstance(node, Measure) and node.quantity == "size"
        for expression in expressions(record)
        for node in walk(expression)
    )


def _is_bits(type_: Type, records: tuple[Record, ...], depth: int) -> bool:
    match type_:
        case Bits() | Enumerated(type=Bits()):
            return True
        case Nested(record=index) if depth:
            inner = records[index]
            return not _looks_at_bytes(inner) and _is_bit_record(inner, records, depth - 1)
        case _:
            return False


def _all_or_none(values: list[int | None], combine: Callable[[list[int]], int]) -> int | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return combine(known) if known else 0


def _scalar_bits(type_: Scalar | Composite | Extended) -> tuple[int, int | None]:
    """Return the least and the greatest width of a type that has neither parts nor an extent."""
    match type_:
        case Choice(tag=tag, arms=arms):  # of numbers, as a prefix
            front, behind = _tag_bits(tag)
            every = [_scalar_bits(arm.type) for arm in arms if arm.type is not None]
            most = _all_or_none([behind, _all_or_none([each for _, each in every], max)], sum)
            return front + min(each for each, _ in every), most
        case Integer(size=size) | Float(size=size):
            return 8 * size, 8 * size
        case Boolean():
            return 8, 8
        case Bits(width=width):
            return width, width
        case Varint(max_size=size):
            return 8, 8 * size
        case Digits(extent=Extent(length=Fixed(size=size))):
            return 8 * size, 8 * size
        case Custom(minimum=size):
            return 8 * size, None
        case _:
            return 8, None


def _tag_bits(tag: Scalar | Told | Peek) -> tuple[int, int | None]:
    """Return the least and the greatest width of a tag; what tells it may stand elsewhere."""
    return (0, 0) if isinstance(tag, Told | Peek) else _scalar_bits(tag)


def _greatest_length(prefix: Prefixed) -> int | None:
    """Return the greatest number that a prefix says, None where nothing bounds it."""
    if prefix.factor < 0:  # the smaller the number on the wire, the greater
        match prefix.type:
            case Integer(signed=False) | Varint(zigzag=False):
                return max(0, prefix.offset)
            case _:
                return None
    greatest = _greatest_number(prefix.type)
    return None if greatest is None else max(0, prefix.factor * greatest + prefix.offset)


def _greatest_number(type_: Type) -> int | None:
    match type_:
        case Choice():
            return _all_or_none([_greatest_number(each) for each in type_.types], max)
        case Integer(size=size, signed=signed):
            return (1 << (8 * size - signed)) - 1
        case Varint():
            return type_.greatest
        case Digits(extent=Extent(length=Fixed(size=size)), base=base):
            return int(base**size - 1)
        case _:
            return None
