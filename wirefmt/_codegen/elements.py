"""Emits the encoding of arrays, as atoms that are joined later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt._codegen.atoms import Atom
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.fuse import find_leaf
from wirefmt._codegen.loose import LooseEnds
from wirefmt._codegen.names import Names
from wirefmt._codegen.origins import OriginWriter
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.extents import Last, Until
from wirefmt.ir.types import (
    Array,
    Integer,
)

if TYPE_CHECKING:
    from wirefmt._codegen.writing import ValueWriter

__all__ = ["ArrayWriter"]


class ArrayWriter:
    """Writes code that checks the elements of an array and turns them into atoms."""

    def __init__(  # noqa: PLR0913, PLR0917  # what a record's encoder consists of
        self,
        values: ValueWriter,
        namer: Names,
        out: SourceWriter,
        expressions: ExpressionWriter,
        loose: LooseEnds,
        origins: OriginWriter,
    ) -> None:
        self._values = values
        self._names = namer
        self._out = out
        self._expressions = expressions
        self._loose = loose
        self._origins = origins

    def write(self, type_: Array, value: str) -> list[Atom]:
        """Return the atoms of an array."""
        with self._out.block(f"if type({value}) is not list:"):
            self._out.line(f"as_elements({value})")
        content = self._names.temporary("elements")
        leaf = find_leaf(type_.element)
        if isinstance(type_.extent.length, Until | Last):
            self._write_elements(type_, value, content)
        elif (
            isinstance(type_.element, Integer)
            and leaf is not None
            and len(leaf.pieces) == 1
            and not type_.padding(leaf.size)
        ):
            with self._out.block(f"if not ONLY_INTS.issuperset(map(type, {value})):"):
                self._out.line(f"integers({value})")
            if leaf.codes == "B":
                self._out.line(f"{content} = bytes({value})")
            else:
                pack = self._names.pack((leaf.order or ">") + leaf.codes)
                self._out.line(f"{content} = b''.join(map({pack}, {value}))")
        else:
            self._write_elements(type_, value, content)
        number = f"len({value})" if type_.unit == "elements" else f"len({content})"
        if isinstance(type_.extent.length, Until):  # the delimiter is there already, if it must be
            self._values.bound(type_.extent, number)
            return [Atom((content,))]
        return self._values.extent(type_.extent, content, number)

    def _write_elements(self, type_: Array, value: str, content: str) -> None:
        parts, item = self._names.temporary("parts"), self._names.temporary("item")
        outside, self._values.in_elements = self._values.in_elements, True
        self._out.line(f"{parts} = []")
        last = self._names.temporary("last") if isinstance(type_.extent.length, Last) else ""
        if last:
            self._out.line(f"{last} = False")
        ends = self._names.temporary("ends") if self._loose.tracks(type_.element) else ""
        if ends:
            self._out.line(f"{ends} = []")
        with self._origins.element(type_, item, value, parts):
            self._write_element(type_, item, parts, ends, last)
        self._loose.elements(type_, parts, ends)
        self._join(type_, parts, content, last)
        self._values.in_elements = outside

    def _write_element(self, type_: Array, item: str, parts: str, ends: str, last: str) -> None:
        """Write one element; `last` is whether one was, of an array that ends with an element."""
        if last:
            self._values.fail_if(last)
        if ends:
            self._loose.set("()")
        atoms = self._values.write(type_.element, item)
        self._out.line(f"{parts}.append({self._values.join(atoms)})")
        if ends:
            self._out.line(f"{ends}.append(context.loose)")
        if isinstance(type_.extent.length, Last):
            self._expressions.element(item, type_.element)
            self._out.line(f"{last} = {self._expressions.bare(type_.extent.length.condition)}")

    def _join(self, type_: Array, parts: str, content: str, last: str) -> None:
        """Join the elements, with what stands between them and ends them."""
        length, between = type_.extent.length, type_.between
        match length:
            case Last(at_eof=True):
                self._loose.end(f"() if {last} else END")
            case Last():
                self._values.fail_if(f"not {last}")
            case Until(delimiter=delimiter, at_eof=True):
                self._out.line(f"{content} = begun({parts}, {delimiter!r})")
                self._loose.end(f"((ended, {parts}, {delimiter!r}),)")
            case Until(delimiter=delimiter):
                self._out.line(f"{content} = ended({parts}, {delimiter!r})")
            case _:
                pass
        if not isinstance(length, Until):
            joined = f"spaced({parts}, {between})" if between > 1 else f"b''.join({parts})"
            self._out.line(f"{content} = {joined}")
