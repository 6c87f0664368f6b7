"""Emits the search for delimiters that may be missing at the end (`at_eof`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt._codegen.cursor import Cursor
from wirefmt._codegen.names import Names
from wirefmt._codegen.spelling import search
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.extents import Extent, Until

if TYPE_CHECKING:
    from wirefmt._codegen.reading import Reader

__all__ = ["EarlyEnds"]


class EarlyEnds:
    """Writes code that finds a delimiter, or else the end of the window or the input.

    Where it waits there is no window: no header goes to the end before its tag.
    """

    def __init__(self, reader: Reader, namer: Names, out: SourceWriter) -> None:
        self._reader = reader
        self._names = namer
        self._out = out

    def find(self, extent: Extent, until: Until, cursor: Cursor) -> tuple[str, str]:
        """Return the variables of the index behind a value, and of that behind its delimiter."""
        stop, after = self._names.temporary("stop"), self._names.temporary("after")
        if cursor.waits:
            self._await(extent, until, cursor, (stop, after))
        else:
            data, offset, end = cursor.data, cursor.offset, str(cursor.end)
            self._out.line(f"{stop} = {search(until, data, offset, offset, end)}")
            with self._out.block(f"if {stop} < 0:"):
                self._out.line(f"{stop} = {after} = {end}")
            with self._out.block("else:"):
                self._found(until, stop, after)
        self._reader.bound(extent, f"{stop} - {cursor.offset}", signed=False)
        return stop, after

    def _await(
        self, extent: Extent, until: Until, cursor: Cursor, variables: tuple[str, str]
    ) -> None:
        data, offset, width = cursor.data, cursor.offset, len(until.delimiter)
        stop, after = variables
        scanned = self._names.temporary("scanned")
        limit = "" if extent.maximum is None else f"{offset} + {extent.maximum + width}"
        last = f"min(len({data}), {limit})" if limit else ""
        self._out.line(f"{scanned} = {offset}")
        with self._out.block("while True:"):
            self._out.line(f"{stop} = {search(until, data, offset, scanned, last)}")
            with self._out.block(f"if {stop} >= 0:"):
                self._found(until, stop, after)
                self._out.line("break")
            if limit:
                self._reader.fail_if(f"len({data}) >= {limit}")
            with self._out.block("if context.eof:"):
                self._out.line(f"{stop} = {after} = len({data})")
                self._out.line("break")
            self._out.line(f"{scanned} = max({offset}, len({data}) - {width - 1})")
            self._out.line(f"yield len({data}) + 1")

    def _found(self, until: Until, stop: str, after: str) -> None:
        self._out.line(f"{after} = {stop} + {len(until.delimiter)}")
        if until.include:
            self._out.line(f"{stop} = {after}")
