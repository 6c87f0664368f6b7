"""How a record is read: the steps of its plan, in order, over bytes that may still be coming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never, cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.evaluate import evaluate, extent, number
from wirefmt._interp.frame import Frame
from wirefmt._interp.groups import Spot
from wirefmt._interp.refusal import shorten
from wirefmt._interp.scalars import decode_plain
from wirefmt._interp.sight import Sight
from wirefmt._interp.source import Piece, Source, Wait, Where
from wirefmt._interp.values import Leaf, Values
from wirefmt._interp.verify import Verifier
from wirefmt._runtime.context import Context
from wirefmt.errors import (
    ConstantError,
    LengthError,
    LimitExceededError,
    OverrunError,
    TrailingBytesError,
    TruncatedError,
    UnknownTagError,
)
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Expression
from wirefmt.ir.extents import Rest
from wirefmt.ir.groups import shift_of
from wirefmt.ir.peeks import looks_back, own_told, peeks, reach
from wirefmt.ir.records import ConstantRole, Dispatch, Field, Padding, PresenceByte, Stored, Switch
from wirefmt.ir.steps import Choose, OpenWindow, Place, Read, Run, Turn, Verify
from wirefmt.ir.tags import choices, fits
from wirefmt.ir.types import Bits, Boolean, Enumerated, Nested

__all__ = ["Decoding"]


class Decoding:
    """One message while it is decoded."""

    def __init__(
        self, blueprint: Blueprint, bound: Bound, source: Source, context: Context
    ) -> None:
        self._blueprint = blueprint
        self._records = blueprint.layout.records
        self._sizes = blueprint.sizes
        self._bound = bound
        self._source = source
        self._context = context
        self._values = Values(source, blueprint.sizes, bound, self._nested)
        self._verifier = Verifier(bound, source)

    def message(self) -> Wait[object]:
        """Read the message that begins at the source's position."""
        return self._record(0, Where((), self._source.position), None, None)

    # -------------------------------------------------------------- records

    def _nested(self, index: int, where: Where, window: int | None, parent: Frame) -> Wait[object]:
        """Read a message inside another; a message of bits is no deeper, being a value."""
        where = Where(where.path, self._source.position)
        type_ = Nested(index)
        if self._sizes.bit_width(type_) is not None:
            return (yield from self._lone_bits(type_, where, window, parent))
        if parent.depth >= self._context.depth:
            reason = f"messages nest deeper than {self._context.depth}"
            raise self._source.error(LimitExceededError, where, reason)
        if window is not None:  # a header's may not have been awaited
            piece = Piece(where, where.offset, window)
            yield from self._source.gather([piece], window)
        return (yield from self._record(index, where, window, parent))

    def _record(
        self, index: int, where: Where, window: int | None, parent: Frame | None
    ) -> Wait[object]:
        record, source = self._records[index], self._source
        frame = self._frame(index, where, window, parent)
        before = source.mark()
        for step in self._blueprint.decode_plan(index).steps:
            match step:
                case Run():
                    yield from self._run(step, frame)
                case Read():
                    yield from self._read(step, frame)
                case Verify():
                    self._verifier.verify(step, frame)
                case OpenWindow():
                    yield from self._open_window(step, frame)
                case Choose():
                    variant = self._choose(step, frame)
                    source.rewind(before)
                    return (yield from self._record(variant, where, window, parent))
                case Turn(switch=switch):
                    if (yield from self._turns(switch, frame)):
                        return (yield from self._record(switch.little, where, window, parent))
                case _ as unreachable:
                    assert_never(unreachable)
        if record.size is not None and frame.end is not None:
            self._close_window(frame, frame.end)
        return self._message(frame)

    def _close_window(self, frame: Frame, end: int) -> None:
        """Go on behind the window of a message, and behind what pads it."""
        record, where, source = frame.record, frame.where, self._source
        left = end - source.position
        if left and not record.slack:
            at = Where(where.path, source.position)
            raise source.error(TrailingBytesError, at, f"{left} bytes are left in its window")
        if left:
            source.skip(end, where.path)
        padding = record.padding(end - where.offset)
        if padding:
            source.skip(end + padding, where.path)

    def _message(self, frame: Frame) -> object:
        with self._source.blame(frame.where):
            return frame.message(self._bound)

    def _frame(self, index: int, where: Where, window: int | None, parent: Frame | None) -> Frame:
        given, data = self._context.given, self._source.data
        frame = Frame(self._records[index], where, window, given, data)
        if parent is not None:
            frame.nest(parent)
            if not self._blueprint.origins.begins(frame.record, parent.record):
                frame.origin = parent.origin
        return frame

    def _open_window(self, step: OpenWindow, frame: Frame) -> Wait[None]:
        source = self._source
        with source.blame(frame.where):
            found = number(step.size, frame)
        begin = frame.where.offset
        read = source.position - begin
        if found < read:
            few = f"{shorten(found)} bytes are fewer than the {read} that were read"
            reason = f"{shorten(found)} is negative" if found < 0 else few
            raise source.error(LengthError, frame.where, reason)
        piece = Piece(frame.where, begin, begin + found + frame.record.padding(found))
        evidence = frame.evidence(step.size)
        if frame.record.dispatch is None:
            yield from source.gather([piece], frame.end, evidence)
        else:
            source.compare([piece], frame.end, evidence)
        frame.end = begin + found

    def _turns(self, switch: Switch, frame: Frame) -> Wait[bool]:
        """Return whether a message is little-endian, of which no field was read."""
        yield from self._look(switch.condition, frame.where, frame)
        with self._source.blame(frame.where):
            return bool(evaluate(switch.condition, frame))

    def _choose(self, step: Choose, frame: Frame) -> int:
        """Return the record of the variant that the tag chooses."""
        where = frame.where_of(step.field)
        with self._source.blame(where):
            tag = [number(each, frame) for each in step.dispatch.controllers]
        variant = _variant(step.dispatch, tag)
        if variant is None:
            reason = f"no variant has the tag {shorten(tag[0] if len(tag) == 1 else tuple(tag))}"
            raise self._source.error(UnknownTagError, where, reason)
        return variant

    # -------------------------------------------------------------- runs

    def _run(self, run: Run, frame: Frame) -> Wait[None]:
        source = self._source
        begin = source.position
        yield from source.gather(list(_pieces(run, begin, frame)), frame.end)
        for step in run.steps:
            if isinstance(step, Verify):
                self._verifier.verify(step, frame)
                continue
            place = _place(step)
            first = begin + place.offset
            if place.width is None:
                raw = bytes(source.data[first : first + place.size])
                self._leaf(step.field, raw, first, frame)
            else:
                counted = shift_of(frame.record.bit_order, place.shift, place.width, 8 * place.size)
                self._bits(step.field, Spot.of(place, begin), 8 * first + counted, frame)
        source.position = begin + run.size

    def _leaf(self, field: Field, raw: bytes, begin: int, frame: Frame) -> None:
        where = self._begin(field, Where(frame.path_of(field), begin), frame)
        value = self._values.plain(cast("Leaf", field.type), raw, where, begin, frame)
        self._learn(field, value, where, (8 * begin, 8 * (begin + len(raw))), frame)

    def _bits(self, field: Field, spot: Spot, begin: int, frame: Frame) -> None:
        """Read a field of bits; `begin` counts those before it, of all that is decoded."""
        where = spot.where(frame.path_of(field), frame.record.bit_order)
        self._begin(field, where, frame)
        bits = (begin, begin + spot.width)
        value: object
        if isinstance(field.type, Nested):
            value = self._bit_record(field.type, spot, where, begin, frame)
        else:
            number = spot.number(self._source.data)
            value = self._values.bits(cast("Bits | Enumerated", field.type), number, where, bits)
        self._learn(field, value, where, bits, frame)

    def _bit_record(
        self, type_: Nested, spot: Spot, where: Where, begin: int, parent: Frame
    ) -> object:
        """Read a message of bits alone."""
        frame = self._frame(type_.record, where, None, parent)
        before = 0
        for step in self._blueprint.decode_plan(type_.record).steps:
            for each in step.steps if isinstance(step, Run) else ():
                if isinstance(each, Verify):
                    self._verifier.verify(each, frame)
                    continue
                width = self._sizes.bit_width(each.field.type) or 0
                shift = shift_of(frame.record.bit_order, before, width, spot.width)
                self._bits(each.field, spot.inside(shift, width), begin + before, frame)
                before += width
        with self._source.blame(frame.where):
            return frame.message(self._bound)

    def _lone_bits(
        self, type_: Nested, where: Where, window: int | None, parent: Frame
    ) -> Wait[object]:
        """Read a message of bits that stands on byte borders."""
        width = self._sizes.bit_width(type_) or 0
        order, begin = self._records[type_.record].bit_order, self._source.position
        yield from self._source.take(width // 8, where, window)
        spot = Spot(begin, width // 8, order, 0, width)
        return self._bit_record(type_, spot, where, 8 * begin, parent)

    # -------------------------------------------------------------- single fields

    def _read(self, read: Read, frame: Frame) -> Wait[None]:
        field, source = read.field, self._source
        begin = source.position
        where = self._begin(field, Where(frame.path_of(field), begin), frame)
        value: object = None
        if (yield from self._is_there(field, where, frame)):
            window = yield from self._window(read.reserve, where, frame)
            if not isinstance(field.when, Rest) or (yield from source.more(where, window)):
                told = own_told(field)
                if told is not None:
                    yield from self._look(told.expression, where, frame)
                value = yield from self._values.read(field.type, where, window, frame)
        self._learn(field, value, where, (8 * begin, 8 * source.position), frame)

    def _is_there(self, field: Field, where: Where, frame: Frame) -> Wait[bool]:
        """Return whether a field is present, or may be (if bytes are left)."""
        source = self._source
        match field.when:
            case None | Rest():
                return True
            case PresenceByte():
                raw = yield from source.take(1, where, frame.end)
                with source.blame(where):
                    present = bool(decode_plain(Boolean(), raw))
                bits = (8 * where.offset, 8 * source.position)
                source.note("presence", where.path, bits, present)
                return present
            case condition:
                yield from self._look(condition, where, frame)
                with source.blame(where):
                    return bool(evaluate(condition, frame))

    def _look(self, expression: Expression, where: Where, frame: Frame) -> Wait[None]:
        """Await what an expression peeks at: the bytes from here on, then the end."""
        if not peeks(expression):
            return
        source, begin, size = self._source, where.offset, reach(expression)
        if size:
            yield from source.gather([Piece(where, begin, begin + size)], frame.end)
        end = frame.end
        if end is None:
            end = (yield from source.finish(where)) if looks_back(expression) else begin + size
        lacking = TruncatedError if frame.end is None else OverrunError
        frame.sight = Sight(source.data, begin, end, lacking)

    def _window(self, reserve: Expression | None, where: Where, frame: Frame) -> Wait[int | None]:
        """Return the end of a field's window, which leaves what later fields need."""
        if reserve is None:
            return frame.end
        source, end = self._source, frame.end
        if end is None:
            end = yield from source.finish(where)
        yield from self._look(reserve, where, frame)
        with source.blame(where):
            needed = extent(reserve, frame)
        left = end - source.position
        if not 0 <= needed <= left:
            reason = f"the fields after it need {shorten(needed)} bytes, {left} are left"
            lacking = TruncatedError if frame.end is None else OverrunError
            raise source.error(lacking if needed > 0 else LengthError, where, reason)
        return end - needed

    def _begin(self, field: Field, where: Where, frame: Frame) -> Where:
        frame.current = field.name
        self._source.pads = isinstance(field.role, Padding)
        return where

    def _learn(
        self, field: Field, value: object, where: Where, bits: tuple[int, int], frame: Frame
    ) -> None:
        """Keep what a field is; compare a constant."""
        frame.learn(field, value, where, bits)
        match field.role:
            case ConstantRole(value=constant) | Stored(constant=constant):
                if constant is not None and value is not None and value != constant:
                    reason = f"{shorten(value)} is not {shorten(constant)}"
                    raise self._source.error(ConstantError, where, reason)
            case _:
                pass


def _pieces(run: Run, begin: int, frame: Frame) -> Iterator[Piece]:
    """Yield the bytes of each field of a run, for bits those in which they stand."""
    for step in run.steps:
        if isinstance(step, Read):
            spot = Spot.of(_place(step), begin)
            yield spot.piece(spot.where(frame.path_of(step.field), frame.record.bit_order))


def _place(read: Read) -> Place:
    """Return the place of a field in a run, where every field has one."""
    return cast("Place", read.place)


def _variant(dispatch: Dispatch, values: Sequence[int]) -> int | None:
    for tag, record in choices(dispatch):
        if fits(tag, values):
            return record
    return dispatch.otherwise
