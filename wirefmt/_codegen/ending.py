"""Emits the reading of arrays that end with something: a delimiter, or the last of the elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt._codegen.cursor import Cursor
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.names import Names
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.extents import Last, Until
from wirefmt.ir.types import Array

if TYPE_CHECKING:
    from wirefmt._codegen.reading import Reader

__all__ = ["EndedArrays"]


class EndedArrays:
    """Writes code that reads arrays whose number of elements nothing tells before them."""

    def __init__(
        self, reader: Reader, namer: Names, out: SourceWriter, expressions: ExpressionWriter
    ) -> None:
        self._reader = reader
        self._names = namer
        self._out = out
        self._expressions = expressions

    def read(self, type_: Array, length: Until | Last, target: str, cursor: Cursor) -> None:
        """Read elements until a delimiter stands in place of one, or one is the last."""
        extent = type_.extent
        begin = self._names.temporary("begin") if type_.between > 1 else ""
        if begin:
            self._out.line(f"{begin} = {cursor.offset}")
        self._out.line(f"{target} = []")
        with self._out.block("while True:"):
            if length.at_eof:
                self._end_early(cursor)
            if isinstance(length, Until) and length.at_eof:
                self._end_perhaps(length.delimiter, cursor)
            elif isinstance(length, Until):
                self._end_at(length.delimiter, cursor)
            if extent.maximum is not None:
                self._reader.fail_if(f"len({target}) == {extent.maximum}")
            if begin:
                padding = f"-({cursor.offset} - {begin}) % {type_.between}"
                self._reader.pass_over(padding, cursor)
            if begin and length.at_eof:
                self._end_early(cursor)
            self._reader.charge("1")
            value = self._names.temporary("value")
            self._reader.read(type_.element, value, cursor)
            self._out.line(f"{target}.append({value})")
            if isinstance(length, Last):
                self._expressions.element(value, type_.element)
                with self._out.block(f"if {self._expressions.bare(length.condition)}:"):
                    self._out.line("break")
        if extent.minimum:
            self._reader.fail_if(f"len({target}) < {extent.minimum}")

    def _end_at(self, delimiter: bytes, cursor: Cursor) -> None:
        """Leave the loop behind a delimiter, if it stands here; await the bytes that tell."""
        data, offset, width = cursor.data, cursor.offset, len(delimiter)
        if cursor.end is not None:
            self._reader.fail_if(f"{offset} + {width} > {cursor.end}")
        if cursor.waits:
            self._reader.fail_if(f"{offset} + {width} > context.message_size")
            few = f"len({data}) < {offset} + {width}"
            begins = f"{delimiter!r}.startswith(bytes({data}[{offset}:]))"
            with self._out.block(f"while {few} and {begins}:"):
                self._out.line(f"yield len({data}) + 1")
        with self._out.block(f"if {data}.startswith({delimiter!r}, {offset}):"):
            self._out.line(f"{offset} += {width}")
            self._out.line("break")

    def _end_early(self, cursor: Cursor) -> None:
        """Leave the loop at the end of the window, or of the input."""
        data, offset = cursor.data, cursor.offset
        if not cursor.waits:
            with self._out.block(f"if {offset} >= {cursor.end}:"):
                self._out.line("break")
            return
        with self._out.block(f"while len({data}) <= {offset} and not context.eof:"):
            self._out.line(f"yield {offset} + 1")
        with self._out.block(f"if len({data}) <= {offset}:"):
            self._out.line("break")

    def _end_perhaps(self, delimiter: bytes, cursor: Cursor) -> None:
        """Leave the loop behind a delimiter, if it stands here; it need not, to the end."""
        data, offset, width = cursor.data, cursor.offset, len(delimiter)
        end = "" if cursor.waits else f", {cursor.end}"
        if cursor.waits:
            few = f"len({data}) < {offset} + {width} and not context.eof"
            begins = f"{delimiter!r}.startswith(bytes({data}[{offset}:]))"
            with self._out.block(f"while {few} and {begins}:"):
                self._out.line(f"yield len({data}) + 1")
        with self._out.block(f"if {data}.startswith({delimiter!r}, {offset}{end}):"):
            self._out.line(f"{offset} += {width}")
            self._out.line("break")
