"""How a value is read, by its type: presence, position and checks are the record's concern."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias, assert_never, cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.evaluate import evaluate, extent as extent_of
from wirefmt._interp.frame import Frame
from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._interp.scalars import Plain, decode_bits, decode_plain, peeked
from wirefmt._interp.source import Piece, Source, Wait, Where
from wirefmt.errors import (
    LengthError,
    MalformedError,
    OverrunError,
    TextError,
    TrailingBytesError,
    UnknownTagError,
)
from wirefmt.ir.expressions import Peek
from wirefmt.ir.parts import unconverted
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import (
    Arm,
    Array,
    Bits,
    Boolean,
    Choice,
    Converted,
    Data,
    Digits,
    Enumerated,
    Extent,
    Fixed,
    Float,
    Integer,
    Last,
    Nested,
    Prefixed,
    Rest,
    Scalar,
    Sized,
    Text,
    Told,
    Type,
    Until,
    Varint,
)

__all__ = ["Leaf", "NestedReader", "Values"]

NestedReader: TypeAlias = Callable[[int, Where, int | None, Frame], Wait[object]]
"""Reads the message of a record, inside a window, for the frame that encloses it."""

Leaf: TypeAlias = Plain | Enumerated | Converted
"""The types whose values are made of nothing but their own bytes, and of what is converted."""

_Number: TypeAlias = Fixed | Prefixed | Told
"""The lengths that are known before what they measure is searched."""


class _Region(NamedTuple):
    """The bytes of a value, and where what follows its delimiter begins."""

    begin: int
    end: int
    after: int


class Values:
    """Reads values of any type from the source's position on.

    Every generator here leaves the position behind what it read. `where` is the field's; `window`
    is the index at which what encloses the value ends, None where that is the end of input.
    """

    def __init__(self, source: Source, sizes: Sizes, bound: Bound, nested: NestedReader) -> None:
        self._source = source
        self._sizes = sizes
        self._bound = bound
        self._nested = nested

    def read(self, type_: Type, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        """Read a value that is not in a run of bits.

        Not a generator itself: each costs a level of Python's stack for each level of nesting.
        """
        match unconverted(type_):
            case Data(extent=extent) | Text(extent=extent) if extent.align > 1:
                return self._aligned(type_, extent, where, window, frame)
            case Array(extent=extent) | Sized(extent=extent) as wire if extent.align > 1:
                if wire is type_:  # what is converted is read by itself
                    return self._aligned(type_, extent, where, window, frame)
            case _:
                pass
        return self._bare(type_, where, window, frame)

    def _aligned(
        self, type_: Type, extent: Extent, where: Where, window: int | None, frame: Frame
    ) -> Wait[object]:
        """Read a value, and the padding behind it."""
        source = self._source
        begin = source.position
        value = yield from self._bare(type_, where, window, frame)
        end = source.position
        after = end + extent.padding(end - begin)
        if after > end:
            yield from source.gather([Piece(where, end, after)], window)
            source.skip(after, where.path)
        return value

    def _bare(self, type_: Type, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        match type_:
            case Nested(record=index):
                return self._nested(index, where, window, frame)
            case Sized():
                return self._sized(type_, where, window, frame)
            case Choice():
                return self._choice(type_, where, window, frame)
            case Array(
                unit="elements", extent=Extent(length=Fixed() | Prefixed() | Told() as length)
            ):
                return self._counted(type_, length, where, window, frame)
            case Array(extent=Extent(length=Until() | Last() as length)):
                return self._ended(type_, length, where, window, frame)
            case Array():
                return self._packed(type_, where, window, frame)
            case Converted() if isinstance(unconverted(type_), Nested | Sized | Array | Choice):
                return self._converted(type_, where, window, frame)
            case _:
                return self._leaf(type_, where, window, frame)

    # -------------------------------------------------------------- values without parts

    def plain(self, type_: Leaf, raw: bytes, where: Where, begin: int, frame: Frame) -> object:
        """Return the value of bytes that begin at an index, and note it."""
        value = self._value(type_, raw, where, begin, frame)
        self._source.note("value", where.path, (8 * begin, 8 * (begin + len(raw))), value)
        return value

    def _value(self, type_: Leaf, raw: bytes, where: Where, begin: int, frame: Frame) -> object:
        if isinstance(type_, Converted):
            value = self._value(cast("Leaf", type_.type), raw, where, begin, frame)
            return self._convert(type_, value, where, frame)
        inner = type_.type if isinstance(type_, Enumerated) else type_
        with self._source.blame(where):
            try:
                value = decode_plain(inner, raw)
            except UnicodeDecodeError as error:
                at = Where(where.path, begin + error.start)
                reason = f"not {error.encoding}: {error.reason}"
                raise self._source.error(TextError, at, reason) from None
            except UnicodeError as error:  # codecs that do not say where
                at = Where(where.path, begin)
                raise self._source.error(TextError, at, str(error)) from None
            if isinstance(type_, Enumerated) and isinstance(value, int):
                value = self._bound.member(type_, value)
        return value

    def _convert(self, type_: Converted, value: object, where: Where, frame: Frame) -> object:
        """Return what a user's function makes of a value; None would be an absent field."""
        with self._source.blame(where):
            besides = () if type_.using is None else (evaluate(type_.using, frame),)
            found = self._bound.ask(type_.decode, value, *besides)
            if found is None:
                raise Refusal(f"{type_.decode} gives None, which stands for an absent field")
            return found

    def bits(self, type_: Bits | Enumerated, number: int, where: Where) -> object:
        """Return the value of a number that stands in bits, and note it."""
        width = self._sizes.bit_width(type_) or 0
        value: object
        if isinstance(type_, Enumerated):
            with self._source.blame(where):
                value = self._bound.member(type_, number)
        else:
            value = decode_bits(type_, number)
        begin = 8 * where.offset + where.bit
        self._source.note("value", where.path, (begin, begin + width), value)
        return value

    def _leaf(self, type_: Leaf, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        inner = unconverted(type_)
        inner = inner.type if isinstance(inner, Enumerated) else inner
        region = yield from self._find(cast("Plain", inner), where, window, frame)
        if region is None:
            return None
        raw = bytes(self._source.data[region.begin : region.end])
        value = self.plain(type_, raw, where, region.begin, frame)
        self._close(region, where)
        return value

    def _find(
        self, type_: Scalar | Plain, where: Where, window: int | None, frame: Frame
    ) -> Wait[_Region | None]:
        """Await the bytes of a value without parts; the position is where they begin.

        There is no region where a prefix says None.
        """
        begin = self._source.position
        match type_:
            case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
                return (yield from self._region(extent, where, window, frame))
            case Varint():
                size = yield from self._varint_size(type_, where, window)
            case Integer(size=size) | Float(size=size):
                pass
            case Boolean():
                size = 1
            case Bits(width=width):
                size = width // 8
            case _ as unreachable:
                assert_never(unreachable)
        yield from self._source.gather([Piece(where, begin, begin + size)], window)
        return _Region(begin, begin + size, begin + size)

    def _varint_size(self, type_: Varint, where: Where, window: int | None) -> Wait[int]:
        begin, max_size = self._source.position, type_.max_size
        for size in range(1, max_size + 1):
            yield from self._source.gather([Piece(where, begin, begin + size)], window)
            if type_.form == "quic":
                return 1 << (self._source.data[begin] >> 6)
            if self._source.data[begin + size - 1] < 0x80:  # noqa: PLR2004  # the high bit: go on
                return size
        reason = f"goes on after {max_size} bytes"
        raise self._source.error(MalformedError, where, reason)

    # -------------------------------------------------------------- values with parts

    def _converted(
        self, type_: Converted, where: Where, window: int | None, frame: Frame
    ) -> Wait[object]:
        value = yield from self.read(type_.type, where, window, frame)
        return self._convert(type_, value, where, frame)

    def _sized(self, type_: Sized, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        region = yield from self._region(type_.extent, where, window, frame)
        if region is None:
            return None
        value = yield from self.read(type_.type, where, region.end, frame)
        left = region.end - self._source.position
        if left and type_.slack:
            self._source.skip(region.end, where.path)
        elif left:
            at = Where(where.path, self._source.position)
            raise self._source.error(TrailingBytesError, at, f"{left} bytes are left in its window")
        self._close(region, where)
        return value

    def _counted(
        self, type_: Array, length: _Number, where: Where, window: int | None, frame: Frame
    ) -> Wait[list[object] | None]:
        count, evidence = yield from self._number(length, where, window, frame)
        if count is None:
            return None
        self._bound_extent(type_.extent, count, where)
        source = self._source
        source.charge(count, where, evidence)
        begin = source.position
        least = count * self._sizes.minimum(type_.element)
        if window is not None and least > window - begin:
            left = f"{window - begin} bytes left in its window"
            reason = f"{shorten(count)} elements do not fit the {left}"
            raise source.error(OverrunError, where, reason)
        size = self._sizes.fixed(type_.element)
        if size is not None:
            piece = Piece(where, begin, begin + count * size)
            yield from source.gather([piece], window, evidence)
        values: list[object] = []
        for index in range(count):
            at = Where((*where.path, index), source.position)
            values.append((yield from self.read(type_.element, at, window, frame)))
        return values

    def _packed(
        self, type_: Array, where: Where, window: int | None, frame: Frame
    ) -> Wait[list[object] | None]:
        source = self._source
        region: _Region | None = None
        if window is not None or not isinstance(type_.extent.length, Rest):
            region = yield from self._region(type_.extent, where, window, frame)
            if region is None:
                return None
        begin = source.position
        end = None if region is None else region.end
        values: list[object] = []
        while True:
            at = Where((*where.path, len(values)), source.position)
            if not (yield from source.more(at, end)):
                break
            source.charge(1, at)
            values.append((yield from self.read(type_.element, at, end, frame)))
        if region is None:
            self._bound_extent(type_.extent, source.position - begin, where)
        else:
            self._close(region, where)
        return values

    def _ended(
        self, type_: Array, length: Until | Last, where: Where, window: int | None, frame: Frame
    ) -> Wait[list[object]]:
        """Read elements until a delimiter stands in place of one, or one is the last."""
        source, most = self._source, type_.extent.maximum
        values: list[object] = []
        while True:
            at = Where((*where.path, len(values)), source.position)
            if isinstance(length, Until) and (
                yield from source.stands(length.delimiter, where, window)
            ):
                break
            if len(values) == most:
                raise source.error(LengthError, where, f"goes on after the maximum {most}")
            source.charge(1, at)
            values.append((yield from self.read(type_.element, at, window, frame)))
            if isinstance(length, Last):
                frame.item = values[-1]
                with source.blame(at):
                    if evaluate(length.condition, frame):
                        break
        self._bound_extent(type_.extent, len(values), where)
        end = source.position
        after = len(length.delimiter) if isinstance(length, Until) else 0
        self._close(_Region(end, end, end + after), where)
        return values

    def _choice(
        self, type_: Choice, where: Where, window: int | None, frame: Frame
    ) -> Wait[object]:
        source = self._source
        arm = yield from self._arm(type_, where, window, frame)
        if arm.type is None:
            source.note("value", where.path, (8 * source.position, 8 * source.position), None)
            return None
        return (yield from self.read(arm.type, where, window, frame))

    def _arm(self, type_: Choice, where: Where, window: int | None, frame: Frame) -> Wait[Arm]:
        """Read or find the tag of a choice, and return the arm that it chooses."""
        source, tag = self._source, type_.tag
        found: object
        if isinstance(tag, Told):
            with source.blame(where):
                found = evaluate(tag.expression, frame)
        elif isinstance(tag, Peek):
            begin = source.position
            end = begin + tag.at + self._sizes.minimum(tag.type)
            yield from source.gather([Piece(where, begin, end)], window)
            found = peeked(tag, source.data[begin:end])
        else:
            found, _ = yield from self._prefix(tag, where, window, frame)
        arm = type_.arm(found)
        if arm is None:
            raise source.error(UnknownTagError, where, f"no arm has the tag {shorten(found)}")
        return arm

    # -------------------------------------------------------------- how long is it?

    def _region(
        self, extent: Extent, where: Where, window: int | None, frame: Frame
    ) -> Wait[_Region | None]:
        """Await all bytes that an extent in bytes takes; the position is where they begin.

        There is no region where a prefix says None.
        """
        source, after, evidence = self._source, 0, b""
        match extent.length:
            case Until() as until:
                begin = source.position
                most = None if extent.maximum is None else extent.maximum - until.least
                found = yield from source.find(until, where, window, most)
                end, after = found + until.least, until.behind
            case Rest() | Last():  # the latter of arrays alone, which do not come here
                begin = source.position
                end = (yield from source.finish(where)) if window is None else window
            case length:
                size, evidence = yield from self._number(length, where, window, frame)
                if size is None:
                    return None
                begin = source.position
                end = begin + size
        self._bound_extent(extent, end - begin, where)
        yield from source.gather([Piece(where, begin, end)], window, evidence)
        return _Region(begin, end, end + after)

    def _number(
        self, length: _Number, where: Where, window: int | None, frame: Frame
    ) -> Wait[tuple[int | None, bytes]]:
        """Read the number that an extent says, and the bytes that said it.

        The number is None where a prefix says that there is no value.
        """
        match length:
            case Fixed(size=size):
                return size, b""
            case Prefixed(type=prefix, factor=factor, offset=offset, none=none):
                item, evidence = yield from self._prefix(prefix, where, window, frame)
                return (None if item == none else factor * item + offset), evidence
            case Told(expression=expression):
                evidence = frame.evidence(expression, self._source.data)
                with self._source.blame(where):
                    return extent_of(expression, frame), evidence
            case _ as unreachable:
                assert_never(unreachable)

    def _prefix(
        self, type_: Scalar | Choice, where: Where, window: int | None, frame: Frame
    ) -> Wait[tuple[int, bytes]]:
        if isinstance(type_, Choice):
            arm = yield from self._arm(type_, where, window, frame)
            type_ = cast("Scalar", arm.type)
        found = yield from self._find(type_, where, window, frame)
        region = cast("_Region", found)  # a prefix has none before it
        raw = bytes(self._source.data[region.begin : region.end])
        with self._source.blame(where):
            number = cast("int", decode_plain(type_, raw))
        bits = (8 * region.begin, 8 * region.end)
        self._source.note("prefix", where.path, bits, number)
        self._close(region, where)
        return number, raw

    def _bound_extent(self, extent: Extent, number: int, where: Where) -> None:
        if number < 0:
            reason = f"{shorten(number)} is negative"
        elif number < extent.minimum:
            reason = f"{shorten(number)} is below the minimum {extent.minimum}"
        elif extent.maximum is not None and number > extent.maximum:
            reason = f"{shorten(number)} is over the maximum {extent.maximum}"
        else:
            return
        raise self._source.error(LengthError, where, reason)

    def _close(self, region: _Region, where: Where) -> None:
        """Go on after a region, and note its delimiter."""
        source = self._source
        if region.after > region.end:
            bits = (8 * region.end, 8 * region.after)
            source.note(
                "delimiter", where.path, bits, bytes(source.data[region.end : region.after])
            )
        source.position = region.after
