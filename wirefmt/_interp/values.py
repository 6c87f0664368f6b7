"""How a value is read, by its type: presence, position and checks are the record's concern."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.customs import decode_custom
from wirefmt._interp.evaluate import evaluate
from wirefmt._interp.frame import Frame
from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._interp.regions import Number, Region, Regions
from wirefmt._interp.scalars import Plain, decode_bits, decode_plain
from wirefmt._interp.source import Piece, Source, Wait, Where
from wirefmt.errors import (
    LengthError,
    OverrunError,
    TextError,
    TrailingBytesError,
)
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Rest, Told, Until
from wirefmt.ir.parts import unconverted
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import (
    Array,
    Bits,
    Choice,
    Converted,
    Custom,
    Data,
    Enumerated,
    Nested,
    Sized,
    Text,
    Through,
    Type,
)

__all__ = ["Leaf", "NestedReader", "Values"]

NestedReader: TypeAlias = Callable[[int, Where, int | None, Frame], Wait[object]]
"""Reads the message of a record, inside a window, for the frame that encloses it."""

Leaf: TypeAlias = Plain | Enumerated | Converted
"""The types whose values are made of nothing but their own bytes, and of what is converted."""


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
        self._regions = Regions(source, sizes)

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
        yield from source.pass_over(extent.padding(source.position - begin), where, window)
        return value

    def _bare(self, type_: Type, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        match type_:
            case Nested(record=index):
                return self._nested(index, where, window, frame)
            case Sized():
                return self._sized(type_, where, window, frame)
            case Choice():
                return self._choice(type_, where, window, frame)
            case Array():
                return self._array(type_, where, window, frame)
            case Custom():
                return decode_custom(type_, self._source, self._bound, (where, window), frame)
            case Converted() if isinstance(
                unconverted(type_), Nested | Sized | Array | Choice | Custom
            ):
                return self._converted(type_, where, window, frame)
            case _:
                return self._leaf(type_, where, window, frame)

    def _array(self, type_: Array, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        match type_:
            case Array(
                unit="elements", extent=Extent(length=Fixed() | Prefixed() | Told() as length)
            ):
                return self._counted(type_, length, where, window, frame)
            case Array(extent=Extent(length=Until() | Last() as length)):
                return self._ended(type_, length, where, window, frame)
            case _:
                return self._packed(type_, where, window, frame)

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

    def bits(
        self, type_: Bits | Enumerated, number: int, where: Where, bits: tuple[int, int]
    ) -> object:
        """Return the value of a number that stands in bits, and note it."""
        value: object
        if isinstance(type_, Enumerated):
            with self._source.blame(where):
                value = self._bound.member(type_, number)
        else:
            value = decode_bits(type_, number)
        self._source.note("value", where.path, bits, value)
        return value

    def _leaf(self, type_: Leaf, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        inner = unconverted(type_)
        inner = inner.type if isinstance(inner, Enumerated) else inner
        region = yield from self._regions.find(cast("Plain", inner), where, window, frame)
        if region is None:
            return None
        raw = bytes(self._source.data[region.begin : region.end])
        value = self.plain(type_, raw, where, region.begin, frame)
        self._regions.close(region, where)
        return value

    # -------------------------------------------------------------- values with parts

    def _converted(
        self, type_: Converted, where: Where, window: int | None, frame: Frame
    ) -> Wait[object]:
        value = yield from self.read(type_.type, where, window, frame)
        return self._convert(type_, value, where, frame)

    def _sized(self, type_: Sized, where: Where, window: int | None, frame: Frame) -> Wait[object]:
        region = yield from self._regions.region(type_.extent, where, window, frame)
        if region is None:
            return None
        if type_.through is None:
            value = yield from self.read(type_.type, where, region.end, frame)
            self._fill(type_, region.end, where)
        else:
            data = self._transformed(type_.through, region, where, frame)
            with self._source.inside(data, region.begin):
                value = yield from self.read(type_.type, Where(where.path, 0), len(data), frame)
                self._fill(type_, len(data), where)
            bits = (8 * region.begin, 8 * region.end)
            self._source.note("value", where.path, bits, value)
        self._regions.close(region, where)
        return value

    def _fill(self, type_: Sized, end: int, where: Where) -> None:
        """Demand that a window is used up, unless there may be slack."""
        left = end - self._source.position
        if left and type_.slack:
            self._source.skip(end, where.path)
        elif left:
            at = Where(where.path, self._source.position)
            raise self._source.error(TrailingBytesError, at, f"{left} bytes are left in its window")

    def _transformed(self, through: Through, region: Region, where: Where, frame: Frame) -> bytes:
        """Return what a transform makes of the bytes of a region."""
        source = self._source
        raw = bytes(source.data[region.begin : region.end])
        with source.blame(where):
            besides = () if through.using is None else (evaluate(through.using, frame),)
            data = self._bound.transform(through.transform, "decode", raw, source.output, *besides)
        source.charge_output(len(data), where)
        return data

    def _counted(
        self, type_: Array, length: Number, where: Where, window: int | None, frame: Frame
    ) -> Wait[list[object] | None]:
        count, evidence = yield from self._regions.number(length, where, window, frame)
        if count is None:
            return None
        self._regions.bound(type_.extent, count, where)
        source = self._source
        source.charge(count, where, evidence)
        begin = source.position
        least = type_.spread(count, self._sizes.minimum(type_.element))
        if window is not None and least > window - begin:
            left = f"{window - begin} bytes left in its window"
            reason = f"{shorten(count)} elements do not fit the {left}"
            raise source.error(OverrunError, where, reason)
        size = self._sizes.fixed(type_.element)
        if size is not None:
            piece = Piece(where, begin, begin + type_.spread(count, size))
            yield from source.gather([piece], window, evidence)
        values: list[object] = []
        for index in range(count):
            yield from source.pass_over(type_.padding(source.position - begin), where, window)
            at = Where((*where.path, index), source.position)
            values.append((yield from self.read(type_.element, at, window, frame)))
        return values

    def _packed(
        self, type_: Array, where: Where, window: int | None, frame: Frame
    ) -> Wait[list[object] | None]:
        source = self._source
        region: Region | None = None
        if window is not None or not isinstance(type_.extent.length, Rest):
            region = yield from self._regions.region(type_.extent, where, window, frame)
            if region is None:
                return None
        begin = source.position
        end = None if region is None else region.end
        values: list[object] = []
        while True:
            at = Where((*where.path, len(values)), source.position)
            if not (yield from source.more(at, end)):
                break
            if padding := type_.padding(source.position - begin):
                yield from source.pass_over(padding, where, end)
                continue  # the last element's may be there, too
            source.charge(1, at)
            values.append((yield from self.read(type_.element, at, end, frame)))
        if region is None:
            self._regions.bound(type_.extent, source.position - begin, where)
        else:
            self._regions.close(region, where)
        return values

    def _ended(
        self, type_: Array, length: Until | Last, where: Where, window: int | None, frame: Frame
    ) -> Wait[list[object]]:
        """Read elements until a delimiter stands in place of one, or one is the last."""
        source, most = self._source, type_.extent.maximum
        begin = source.position
        values: list[object] = []
        after = 0
        while True:
            at = Where((*where.path, len(values)), source.position)
            if length.at_eof and not (yield from source.more(at, window)):
                break
            if isinstance(length, Until):
                stands = source.may_stand if length.at_eof else source.stands
                if (yield from stands(length.delimiter, where, window)):
                    after = len(length.delimiter)
                    break
            padding = type_.padding(source.position - begin)
            if padding and len(values) != most:
                yield from source.pass_over(padding, where, window)
                continue
            if len(values) == most:
                raise source.error(LengthError, where, f"goes on after the maximum {most}")
            source.charge(1, at)
            values.append((yield from self.read(type_.element, at, window, frame)))
            if isinstance(length, Last):
                frame.item = values[-1]
                with source.blame(at):
                    if evaluate(length.condition, frame):
                        break
        self._regions.bound(type_.extent, len(values), where)
        end = source.position
        self._regions.close(Region(end, end, end + after), where)
        return values

    def _choice(
        self, type_: Choice, where: Where, window: int | None, frame: Frame
    ) -> Wait[object]:
        source = self._source
        arm = yield from self._regions.arm(type_, where, window, frame)
        if arm.type is None:
            source.note("value", where.path, (8 * source.position, 8 * source.position), None)
            return None
        return (yield from self.read(arm.type, where, window, frame))
