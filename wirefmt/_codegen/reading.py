"""Emits the reading of one value of any type, at a cursor.

One emitter serves two policies. *Whole*: all bytes that will ever be there are there, and what
reaches beyond `end` fails. *Incremental*: the function is a generator over a buffer that grows, and
waits for what lacks by yielding how many bytes it needs. They differ in `Cursor.need` and its
neighbours, and nowhere else: a region whose bytes have been awaited is read by the whole policy.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import assert_never, cast

from wirefmt._codegen import names
from wirefmt._codegen.arrays import Arrays
from wirefmt._codegen.choosing import choosing, peek_text
from wirefmt._codegen.cursor import Cursor
from wirefmt._codegen.early import EarlyEnds
from wirefmt._codegen.ending import EndedArrays
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.fuse import find_leaf
from wirefmt._codegen.leaves import Leaves
from wirefmt._codegen.names import Names
from wirefmt._codegen.origins import decoder_argument
from wirefmt._codegen.spelling import search, text, unfilled
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Peek
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Rest, Told, Until
from wirefmt.ir.parts import may_be_negative, nullable
from wirefmt.ir.records import Record
from wirefmt.ir.types import (
    Array,
    Bits,
    Choice,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Nested,
    Sized,
    Text,
    Through,
    Type,
    Varint,
)

__all__ = ["Reader"]


class Reader:
    """Writes code that reads values into variables and moves the cursor behind them."""

    def __init__(
        self,
        blueprint: Blueprint,
        record: Record,
        namer: Names,
        out: SourceWriter,
        expressions: ExpressionWriter,
    ) -> None:
        self._blueprint = blueprint
        self._record = record
        self._names = namer
        self._out = out
        self._expressions = expressions
        self.leaves = Leaves(self, namer, out, expressions)
        self._arrays = Arrays(self, blueprint.sizes, namer, out)
        self._ended = EndedArrays(self, namer, out, expressions)
        self._early = EarlyEnds(self, namer, out)
        self._item: str | None = None  # a prefix that was read, of what is to be read

    # -------------------------------------------------------------- bytes that must be there

    def need(self, cursor: Cursor, stop: str) -> None:
        """Go on only when the bytes before the index `stop` are there."""
        if cursor.end is not None:
            self.fail_if(f"{stop} > {cursor.end}")
        if cursor.waits:
            with self._out.block(f"while len({cursor.data}) < {stop}:"):
                self._out.line(f"yield {stop}")

    def fail_if(self, condition: str) -> None:
        """Refuse the bytes if the condition holds."""
        with self._out.block(f"if {condition}:"):
            self._out.line("raise Fault")

    def await_end(self, cursor: Cursor) -> str:
        """Return the index where the enclosing window, or the input, ends."""
        if not cursor.waits:
            return str(cursor.end)
        with self._out.block("while not context.eof:"):
            self._out.line(f"yield len({cursor.data}) + 1")
        return f"len({cursor.data})"

    @contextmanager
    def region(self, cursor: Cursor, stop: str, *, slack: bool = False) -> Generator[Cursor]:
        """Read inside the bytes from the cursor to `stop`, which are there.

        All must be used, unless there may be slack.
        """
        if not cursor.waits:
            yield Cursor(cursor.data, cursor.offset, stop, waits=False)
            if slack:
                self._out.line(f"{cursor.offset} = {stop}")
            else:
                self.fail_if(f"{cursor.offset} != {stop}")
            return
        with self.window(cursor, stop) as inside:
            yield inside
        if not slack:
            self.fail_if(f"{inside.offset} != {inside.end}")
        self._out.line(f"{cursor.offset} = {stop}")

    @contextmanager
    def window(self, cursor: Cursor, stop: str) -> Generator[Cursor]:
        """Copy the bytes from the cursor to `stop`, which are there, out of the growing buffer."""
        yield self._whole(f"bytes({cursor.data}[{cursor.offset}:{stop}])")

    def _whole(self, content: str) -> Cursor:
        """Return a cursor at the start of bytes that are all the data there is."""
        window, offset = self._names.temporary("window"), self._names.temporary("offset")
        end = self._names.temporary("end")
        self._out.line(f"{window} = {content}")
        self._out.line(f"{offset}, {end} = 0, len({window})")
        return Cursor(window, offset, end, waits=False)

    # -------------------------------------------------------------- types

    def read(self, type_: Type, target: str, cursor: Cursor) -> None:
        """Read a value into a variable, and pass over what aligns what follows."""
        match type_:
            case Data() | Text() | Array() | Sized() if type_.extent.align > 1:
                begin = self._names.temporary("begin")
                self._out.line(f"{begin} = {cursor.offset}")
                self._read(type_, target, cursor)
                self.align(type_.extent, begin, cursor)
            case _:
                self._read(type_, target, cursor)

    def align(self, extent: Extent, begin: str, cursor: Cursor) -> None:
        """Pass over the zeros behind an extent that began at an index."""
        phase = f"{extent.phase} + " if extent.phase else ""
        self.pass_over(f"-({phase}{cursor.offset} - {begin}) % {extent.align}", cursor)

    def pass_over(self, padding: str, cursor: Cursor) -> None:
        """Pass over so many bytes."""
        stop = self._names.temporary("stop")
        self._out.line(f"{stop} = {cursor.offset} + {padding}")
        self.need(cursor, stop)
        self._out.line(f"{cursor.offset} = {stop}")

    def _read(self, type_: Type, target: str, cursor: Cursor) -> None:
        match type_:
            case Data() | Text() | Array() | Sized() | Digits():
                self._read_measured(type_, target, cursor)
            case Nested(record=record):
                self._read_nested(record, target, cursor)
            case Choice():
                self._read_choice(type_, target, cursor)
            case Custom():
                self._read_custom(type_, target, cursor)
            case Varint():
                self._read_varint(type_, target, cursor)
            case Bits():
                self._read_bits(type_, target, cursor)
            case Converted(type=inner) if find_leaf(inner) is None:
                raw = self._names.temporary("raw")
                self.read(inner, raw, cursor)
                self.leaves.apply(type_, raw, target)
            case Enumerated(type=inner) if find_leaf(inner) is None:
                raw = self._names.temporary("raw")
                self.read(inner, raw, cursor)
                self.leaves.member(type_, raw, target)
            case _:
                self.leaves.read(type_, target, cursor)

    def _read_measured(
        self, type_: Data | Text | Array | Sized | Digits, target: str, cursor: Cursor
    ) -> None:
        if nullable(type_) is not None:
            self._read_nullable(type_, target, cursor)
        elif isinstance(type_, Array) or find_leaf(type_) is None:
            self._read_extended(type_, target, cursor)
        else:
            self.leaves.read(type_, target, cursor)

    def _read_varint(self, type_: Varint, target: str, cursor: Cursor) -> None:
        data, offset = cursor.data, cursor.offset
        end = cursor.end or f"len({data})"
        if cursor.waits:
            stop = self._names.temporary("stop")
            size = f"varint_size({data}, {offset}, {type_.max_size})"
            if type_.form == "quic":
                size = f"quic_size({data}, {offset})"
            self._out.line(f"{stop} = {size}")
            if cursor.end is not None:
                self.fail_if(f"{stop} > {cursor.end}")
            with self._out.block(f"while len({data}) < {stop}:"):
                self._out.line(f"yield {stop}")
                self._out.line(f"{stop} = {size}")
                if cursor.end is not None:
                    self.fail_if(f"{stop} > {cursor.end}")
            end = stop
        read, bounds = "read_varint", f"{type_.max_size}, {type_.max_value}, "
        if type_.form == "quic":
            read, bounds = "read_quic_varint", ""
        self._out.line(
            f"{target}, {offset} = {read}({data}, {offset}, {end}, "
            f"{bounds}shortest={type_.shortest})"
        )
        if type_.zigzag:
            self._out.line(f"{target} = {target} >> 1 ^ -({target} & 1)")

    def _read_bits(self, type_: Bits, target: str, cursor: Cursor) -> None:
        """Read bits that fill whole bytes as a number."""
        size, order = type_.width // 8, "little" if type_.little else "big"
        stop = f"{cursor.offset} + {size}"
        self.need(cursor, stop)
        raw = f"{cursor.data}[{cursor.offset}:{stop}]"
        self._out.line(f'{target} = int.from_bytes({raw}, "{order}")')
        self._out.line(f"{cursor.offset} += {size}")

    def _read_nested(self, record: int, target: str, cursor: Cursor) -> None:
        deeper = "depth" if self._is_bits(record) else "depth + 1"
        deeper += self._expressions.outside(self._blueprint.outer, record)
        if not cursor.waits:
            self._decode_nested(record, target, cursor, deeper)
        elif cursor.end is None:
            call = f"yield from {self._names.steps(record)}({cursor.data}, {cursor.offset}, "
            self._out.line(f"{target}, {cursor.offset} = {call}None, context, {deeper})")
        else:  # in a header's window: it is awaited after all
            with self._out.block(f"while len({cursor.data}) < {cursor.end}:"):
                self._out.line(f"yield {cursor.end}")
            with self.window(cursor, cursor.end) as inside:
                self._decode_nested(record, target, inside, deeper)
            self._out.line(f"{cursor.offset} += {inside.offset}")

    def _decode_nested(self, record: int, target: str, cursor: Cursor, deeper: str) -> None:
        deeper += decoder_argument(self._blueprint, record, self._record, cursor.offset)
        call = f"{self._names.decode(record)}({cursor.data}, {cursor.offset}, {cursor.end}, "
        self._out.line(f"{target}, {cursor.offset} = {call}context, {deeper})")

    def _read_custom(self, type_: Custom, target: str, cursor: Cursor) -> None:
        where = f"origin, {cursor.offset}, {cursor.end}, {type_.minimum}"
        call = f"read_custom({names.user(type_.codec)}, {cursor.data}, {where})"
        self._out.line(f"{target}, {cursor.offset} = {call}")

    def _read_choice(self, type_: Choice, target: str, cursor: Cursor) -> None:
        tag = self._names.temporary("tag")
        if isinstance(type_.tag, Told):
            self._out.line(f"{tag} = {self._expressions.bare(type_.tag.expression)}")
        elif isinstance(type_.tag, Peek):
            peeked, stop = peek_text(type_.tag, cursor.data, cursor.offset)
            self.need(cursor, stop)
            self._out.line(f"{tag} = {peeked}")
        else:
            self.read(type_.tag, tag, cursor)
        for arm in choosing(type_, tag, self._out):
            if arm.type is None:
                self._out.line(f"{target} = None")
            else:
                self.read(arm.type, target, cursor)

    def _is_bits(self, record: int) -> bool:
        return self._blueprint.sizes.is_bit_record(self._blueprint.layout.records[record])

    # -------------------------------------------------------------- the five spellings

    def number(self, extent: Extent, kind: str, cursor: Cursor) -> str:
        """Read or compute the number of an extent that has one, bound it, and return it."""
        length = extent.length
        if isinstance(length, Fixed):
            return str(length.size)
        if isinstance(length, Prefixed):
            number = self._prefix(length, kind, cursor)
            signed = may_be_negative(length)
        else:
            number = self._names.temporary(kind)
            expression = cast("Told", length).expression
            self._out.line(f"{number} = {self._expressions.number(expression)}")
            signed = True
        self.bound(extent, number, signed=signed)
        return number

    def _prefix(self, length: Prefixed, kind: str, cursor: Cursor) -> str:
        """Read the number that stands before what it measures, unless it was read already."""
        item, self._item = self._item, None
        if item is None:
            item = self._names.temporary(kind)
            self.read(length.type, item, cursor)
        if length.factor == 1 and not length.offset:
            return item
        number = self._names.temporary(kind)
        times = item if length.factor == 1 else f"{length.factor} * {item}"
        self._out.line(f"{number} = {times} + {length.offset}")
        return number

    def bound(self, extent: Extent, number: str, *, signed: bool) -> None:
        """Refuse a number that is outside an extent's bounds."""
        if extent.minimum or signed:
            self.fail_if(f"{number} < {extent.minimum}")
        if extent.maximum is not None:
            self.fail_if(f"{number} > {extent.maximum}")

    def stop(self, extent: Extent, cursor: Cursor) -> tuple[str, str]:
        """Await the bytes of an extent; return the index behind them, and that behind a delimiter.

        The delimiter stands there, and is not part of the value.
        """
        match extent.length:
            case Until(at_eof=True) as until:
                return self._early.find(extent, until, cursor)
            case Until() as until:
                stop = self._find(extent, until, cursor)
                return stop, f"{stop} + {until.behind}" if until.behind else stop
            case Rest():
                stop = self._names.temporary("stop")
                self._out.line(f"{stop} = {self.await_end(cursor)}")
                if extent.minimum or extent.maximum is not None:
                    self.bound(extent, f"{stop} - {cursor.offset}", signed=False)
                return stop, stop
            case _:
                size = self.number(extent, "size", cursor)
                stop = self._names.temporary("stop")
                self._out.line(f"{stop} = {cursor.offset} + {size}")
                self.need(cursor, stop)
                return stop, stop

    def _find(self, extent: Extent, until: Until, cursor: Cursor) -> str:
        data, offset, width = cursor.data, cursor.offset, len(until.delimiter)
        stop = self._names.temporary("stop")
        limit = "" if extent.maximum is None else f"{offset} + {extent.maximum + until.behind}"
        if not cursor.waits:
            last = f"min({cursor.end}, {limit})" if limit else str(cursor.end)
            self._out.line(f"{stop} = {search(until, data, offset, offset, last)}")
            self.fail_if(f"{stop} < 0")
        else:
            scanned = self._names.temporary("scanned")
            last = ", ".join(bound for bound in (cursor.end, limit) if bound)
            last = f"min(len({data}), {last})" if last else ""
            self._out.line(f"{scanned} = {offset}")
            with self._out.block("while True:"):
                self._out.line(f"{stop} = {search(until, data, offset, scanned, last)}")
                with self._out.block(f"if {stop} >= 0:"):
                    self._out.line("break")
                for bound in (cursor.end, limit):
                    if bound:
                        self.fail_if(f"len({data}) >= {bound}")
                self._out.line(f"{scanned} = max({offset}, len({data}) - {width - 1})")
                self._out.line(f"yield len({data}) + 1")
        if until.include:
            self._out.line(f"{stop} += {width}")
        if extent.minimum:
            self.fail_if(f"{stop} - {offset} < {extent.minimum}")
        return stop

    # -------------------------------------------------------------- what has an extent

    def _read_extended(
        self, type_: Data | Text | Array | Sized | Digits, target: str, cursor: Cursor
    ) -> None:
        match type_:
            case Array(extent=Extent(length=Until() | Last() as length)):
                self._ended.read(type_, length, target, cursor)
                return
            case Array(unit="elements"):
                self._arrays.counted(type_, target, cursor)
                return
            case Array(extent=Extent(length=Rest())) if cursor.waits and cursor.end is None:
                self._arrays.to_eof(type_, target, cursor)
                return
            case _:
                pass
        stop, after = self.stop(type_.extent, cursor)
        match type_:
            case Array():
                self._arrays.filling(type_, target, cursor, stop)
            case Sized(type=inner, through=Through() as through, slack=slack):
                with self._transformed(through, cursor, stop, slack=slack) as inside:
                    self.read(inner, target, inside)
            case Sized(type=inner, slack=slack):
                with self.region(cursor, stop, slack=slack) as inside:
                    self.read(inner, target, inside)
            case _:
                found = f"{cursor.data}[{cursor.offset}:{stop}]"
                self._read_content(type_, target, f"bytes({found})" if cursor.waits else found)
        if not isinstance(type_, Array | Sized) or after != stop:
            self._out.line(f"{cursor.offset} = {after}")

    @contextmanager
    def _transformed(
        self, through: Through, cursor: Cursor, stop: str, *, slack: bool
    ) -> Generator[Cursor]:
        """Read what is made of the bytes from the cursor to `stop`, which are there."""
        raw = f"{cursor.data}[{cursor.offset}:{stop}]"
        raw = f"bytes({raw})" if cursor.waits else raw
        made = f"transformed({names.user(through.transform)}, {raw}, context"
        made += "" if through.using is None else f", {self._expressions.text(through.using)}"
        inside = self._whole(f"{made})")
        yield inside
        if not slack:
            self.fail_if(f"{inside.offset} != {inside.end}")
        self._out.line(f"{cursor.offset} = {stop}")

    def _read_nullable(
        self, type_: Data | Text | Array | Sized | Digits, target: str, cursor: Cursor
    ) -> None:
        """Read a value that is None where its prefix says so."""
        length = cast("Prefixed", type_.extent.length)
        item = self._names.temporary("item")
        self.read(length.type, item, cursor)
        with self._out.block(f"if {item} == {length.none}:"):
            self._out.line(f"{target} = None")
        with self._out.block("else:"):
            self._item = item
            self._read_extended(type_, target, cursor)

    def _read_content(self, type_: Data | Text | Digits, target: str, found: str) -> None:
        match type_:
            case Data():
                self._out.line(f"{target} = {unfilled(type_, found)}")
            case Text(encoding=encoding):
                self._out.line(f"{target} = {text(encoding, unfilled(type_, found))}")
            case Digits():
                self._out.line(f"{target} = {self.leaves.digits(type_, found)}")
            case _ as unreachable:
                assert_never(unreachable)

    def charge(self, count: str) -> None:
        """Count array elements against the limit of the message."""
        self._out.line(f"context.elements -= {count}")
        self.fail_if("context.elements < 0")
