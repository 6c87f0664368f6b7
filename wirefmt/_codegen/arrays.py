"""Emits the reading of arrays that a count, a size or the end of the input bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt._codegen.cursor import Cursor
from wirefmt._codegen.fuse import Leaf, find_leaf, join_pieces
from wirefmt._codegen.names import Names
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Array

if TYPE_CHECKING:
    from wirefmt._codegen.reading import Reader

__all__ = ["Arrays"]


class Arrays:
    """Writes code that reads arrays of which something tells how far they go."""

    def __init__(self, reader: Reader, sizes: Sizes, namer: Names, out: SourceWriter) -> None:
        self._reader = reader
        self._sizes = sizes
        self._names = namer
        self._out = out

    def counted(self, type_: Array, target: str, cursor: Cursor) -> None:
        """Read as many elements as a number says."""
        count = self._reader.number(type_.extent, "count", cursor)
        self._reader.charge(count)
        size = self._sizes.fixed(type_.element)
        if size is None:
            self._each(type_, target, cursor, count)
            return
        stop = self._names.temporary("stop")
        padding = type_.padding(size)
        total = (
            f"max(0, {count} * {size + padding} - {padding})" if padding else f"{count} * {size}"
        )
        self._out.line(f"{stop} = {cursor.offset} + {total}")
        self._reader.need(cursor, stop)
        with self._reader.region(cursor, stop) as inside:
            self._fixed_elements(type_, target, inside, count)

    def filling(self, type_: Array, target: str, cursor: Cursor, stop: str) -> None:
        """Read elements until they fill the bytes before `stop`."""
        size = self._sizes.fixed(type_.element)
        with self._reader.region(cursor, stop) as inside:
            if size and not type_.padding(size):
                count = self._names.temporary("count")
                self._out.line(f"{count}, over = divmod({inside.end} - {inside.offset}, {size})")
                self._reader.fail_if("over")
                self._reader.charge(count)
                self._fixed_elements(type_, target, inside, count)
                return
            begin = self._begin(type_, inside)
            self._out.line(f"{target} = []")
            with self._out.block(f"while {inside.offset} < {inside.end}:"):
                self._pass_over(type_, begin, inside)
                self._reader.charge("1")
                self._element(type_, target, inside)

    def to_eof(self, type_: Array, target: str, cursor: Cursor) -> None:
        """Read elements as they come, until the input ends."""
        start = self._names.temporary("start")
        self._out.line(f"{start} = {cursor.offset}")
        self._out.line(f"{target} = []")
        with self._out.block("while True:"):
            with self._out.block(f"if len({cursor.data}) <= {cursor.offset}:"):
                with self._out.block("if context.eof:"):
                    self._out.line("break")
                self._out.line(f"yield {cursor.offset} + 1")
                self._out.line("continue")
            self._pass_over(type_, start, cursor)
            self._reader.charge("1")
            self._element(type_, target, cursor)
        if type_.extent.minimum or type_.extent.maximum is not None:
            self._reader.bound(type_.extent, f"{cursor.offset} - {start}", signed=False)

    def _begin(self, type_: Array, cursor: Cursor) -> str:
        """Keep where the elements begin, if padding is counted from there."""
        if type_.between == 1:
            return ""
        begin = self._names.temporary("begin")
        self._out.line(f"{begin} = {cursor.offset}")
        return begin

    def _pass_over(self, type_: Array, begin: str, cursor: Cursor) -> None:
        """Pass over the padding behind an element, which may be the last, and see what follows."""
        if type_.between == 1:
            return
        padding = self._names.temporary("padding")
        self._out.line(f"{padding} = -({cursor.offset} - {begin}) % {type_.between}")
        with self._out.block(f"if {padding}:"):
            self._reader.pass_over(padding, cursor)
            self._out.line("continue")

    def _each(self, type_: Array, target: str, cursor: Cursor, count: str) -> None:
        """Read so many elements one by one."""
        begin = self._begin(type_, cursor)
        self._out.line(f"{target} = []")
        with self._out.block(f"for _ in range({count}):"):
            if begin:
                padding = f"-({cursor.offset} - {begin}) % {type_.between}"
                self._reader.pass_over(padding, cursor)
            self._element(type_, target, cursor)

    def _element(self, type_: Array, target: str, cursor: Cursor) -> None:
        value = self._names.temporary("value")
        self._reader.read(type_.element, value, cursor)
        self._out.line(f"{target}.append({value})")

    def _fixed_elements(self, type_: Array, target: str, inside: Cursor, count: str) -> None:
        leaf = find_leaf(type_.element)
        if leaf is None or leaf.size == 0 or type_.padding(leaf.size):
            self._each(type_, target, inside, count)
            return
        self._leaves(type_, leaf, target, inside)
        self._out.line(f"{inside.offset} = {inside.end}")

    def _leaves(self, type_: Array, leaf: Leaf, target: str, inside: Cursor) -> None:
        """Take all elements of fixed size in one `iter_unpack`."""
        found = f"{inside.data}[{inside.offset}:{inside.end}]"
        if leaf.codes == "B" and not self._reader.leaves.converts(type_.element):
            self._out.line(f"{target} = list({found})")
            return
        iterate = self._names.iter_unpack((leaf.order or ">") + leaf.codes)
        parts = [self._names.temporary("part") for _ in leaf.pieces]
        joined = ", ".join(parts) + ("," if len(parts) == 1 else "")
        value = join_pieces(leaf, parts) if len(parts) > 1 else parts[0]
        if not self._reader.leaves.converts(type_.element):
            self._out.line(f"{target} = [{value} for {joined} in {iterate}({found})]")
            return
        converted = self._names.temporary("value")
        self._out.line(f"{target} = []")
        with self._out.block(f"for {joined} in {iterate}({found}):"):
            self._reader.leaves.convert(type_.element, value, converted)
            self._out.line(f"{target}.append({converted})")
