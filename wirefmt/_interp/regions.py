"""Where a value ends, and what says so: the five spellings, prefixes and tags."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, assert_never, cast

from wirefmt._interp.evaluate import evaluate, extent as extent_of
from wirefmt._interp.frame import Frame
from wirefmt._interp.refusal import shorten
from wirefmt._interp.scalars import Plain, decode_plain, peeked
from wirefmt._interp.source import Piece, Source, Wait, Where
from wirefmt.errors import (
    LengthError,
    MalformedError,
    UnknownTagError,
)
from wirefmt.ir.expressions import Peek
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Rest, Told, Until
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import (
    Arm,
    Bits,
    Boolean,
    Choice,
    Data,
    Digits,
    Float,
    Integer,
    Scalar,
    Text,
    Varint,
)

__all__ = ["Number", "Region", "Regions"]

Number: TypeAlias = Fixed | Prefixed | Told
"""The lengths that are known before what they measure is searched."""


class Region(NamedTuple):
    """The bytes of a value, and where what follows its delimiter begins."""

    begin: int
    end: int
    after: int


class Regions:
    """Finds the bytes of values from the source's position on.

    Every generator here leaves the position where it says. `where` is the field's; `window` is the
    index at which what encloses the value ends, None where that is the end of input.
    """

    def __init__(self, source: Source, sizes: Sizes) -> None:
        self._source = source
        self._sizes = sizes

    def region(
        self, extent: Extent, where: Where, window: int | None, frame: Frame
    ) -> Wait[Region | None]:
        """Await all bytes that an extent in bytes takes; the position is where they begin.

        There is no region where a prefix says None.
        """
        source, after, evidence = self._source, 0, b""
        match extent.length:
            case Until() as until:
                begin = source.position
                least = 0 if until.at_eof else until.inside
                most = None if extent.maximum is None else extent.maximum - least
                found = yield from source.find(until, where, window, most)
                if found is None:
                    end = len(source.data) if window is None else window
                else:
                    end, after = found + until.inside, until.behind
            case Rest() | Last():  # the latter of arrays alone, which do not come here
                begin = source.position
                end = (yield from source.finish(where)) if window is None else window
            case length:
                size, evidence = yield from self.number(length, where, window, frame)
                if size is None:
                    return None
                begin = source.position
                end = begin + size
        self.bound(extent, end - begin, where)
        yield from source.gather([Piece(where, begin, end)], window, evidence)
        return Region(begin, end, end + after)

    def number(
        self, length: Number, where: Where, window: int | None, frame: Frame
    ) -> Wait[tuple[int | None, bytes]]:
        """Read the number that an extent says, and the bytes that said it.

        The number is None where a prefix says that there is no value.
        """
        match length:
            case Fixed(size=size):
                return size, b""
            case Prefixed(type=prefix, factor=factor, offset=offset, none=none):
                item, evidence = yield from self.prefix(prefix, where, window, frame)
                return (None if item == none else factor * item + offset), evidence
            case Told(expression=expression):
                evidence = frame.evidence(expression)
                with self._source.blame(where):
                    return extent_of(expression, frame), evidence
            case _ as unreachable:
                assert_never(unreachable)

    def prefix(
        self, type_: Scalar | Choice, where: Where, window: int | None, frame: Frame
    ) -> Wait[tuple[int, bytes]]:
        """Read a number that stands before what it tells of, and the bytes that say it."""
        if isinstance(type_, Choice):
            arm = yield from self.arm(type_, where, window, frame)
            type_ = cast("Scalar", arm.type)
        found = yield from self.find(type_, where, window, frame)
        region = cast("Region", found)  # a prefix has none before it
        raw = bytes(self._source.data[region.begin : region.end])
        with self._source.blame(where):
            number = cast("int", decode_plain(type_, raw))
        bits = (8 * region.begin, 8 * region.end)
        self._source.note("prefix", where.path, bits, number)
        self.close(region, where)
        return number, raw

    def bound(self, extent: Extent, number: int, where: Where) -> None:
        """Refuse a number that is outside an extent's bounds."""
        if number < 0:
            reason = f"{shorten(number)} is negative"
        elif number < extent.minimum:
            reason = f"{shorten(number)} is below the minimum {extent.minimum}"
        elif extent.maximum is not None and number > extent.maximum:
            reason = f"{shorten(number)} is over the maximum {extent.maximum}"
        else:
            return
        raise self._source.error(LengthError, where, reason)

    def close(self, region: Region, where: Where) -> None:
        """Go on after a region, and note its delimiter."""
        source = self._source
        if region.after > region.end:
            bits = (8 * region.end, 8 * region.after)
            source.note(
                "delimiter", where.path, bits, bytes(source.data[region.end : region.after])
            )
        source.position = region.after

    def find(
        self, type_: Scalar | Plain, where: Where, window: int | None, frame: Frame
    ) -> Wait[Region | None]:
        """Await the bytes of a value without parts; the position is where they begin.

        There is no region where a prefix says None.
        """
        begin = self._source.position
        match type_:
            case Data(extent=extent) | Text(extent=extent) | Digits(extent=extent):
                return (yield from self.region(extent, where, window, frame))
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
        return Region(begin, begin + size, begin + size)

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

    def arm(self, type_: Choice, where: Where, window: int | None, frame: Frame) -> Wait[Arm]:
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
            found, _ = yield from self.prefix(tag, where, window, frame)
        arm = type_.arm(found)
        if arm is None:
            raise source.error(UnknownTagError, where, f"no arm has the tag {shorten(found)}")
        return arm
