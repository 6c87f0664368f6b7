"""Emits the reading of leaves: values of fixed size without parts, as `struct` gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt._codegen import names
from wirefmt._codegen.cursor import Cursor
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.fuse import join_pieces, leaf_of
from wirefmt._codegen.names import Names
from wirefmt._codegen.spelling import text, unfilled
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.extents import Extent, Fixed
from wirefmt.ir.types import (
    Boolean,
    Composite,
    Converted,
    Data,
    Digits,
    Enumerated,
    Extended,
    Scalar,
    Text,
    Type,
)

if TYPE_CHECKING:
    from wirefmt._codegen.reading import Reader

__all__ = ["Leaves"]


class Leaves:
    """Writes code that makes values of what `struct` unpacks."""

    def __init__(
        self, reader: Reader, namer: Names, out: SourceWriter, expressions: ExpressionWriter
    ) -> None:
        self._reader = reader
        self._names = namer
        self._out = out
        self._expressions = expressions

    def convert(self, type_: Scalar | Extended | Composite, raw: str, target: str) -> None:
        """Turn what `struct` gave for a leaf into the field's value."""
        match type_:
            case Boolean():
                self._reader.fail_if(f"{raw} > 1")
                self._out.line(f"{target} = {raw} == 1")
            case Enumerated():
                inner = raw
                if isinstance(type_.type, Digits):
                    inner = self._names.temporary("raw")
                    self.convert(type_.type, raw, inner)
                self.member(type_, inner, target)
            case Converted(type=leaf):
                inner = raw
                if self.converts(leaf):
                    inner = self._names.temporary("raw")
                    self.convert(leaf, raw, inner)
                self.apply(type_, inner, target)
            case Text(encoding=encoding):
                self._out.line(f"{target} = {text(encoding, unfilled(type_, raw))}")
            case Data() if self.converts(type_):
                self._out.line(f"{target} = {unfilled(type_, raw)}")
            case Digits():
                self._out.line(f"{target} = {self.digits(type_, raw)}")
            case _:  # struct gave the value itself
                pass

    def converts(self, type_: Type) -> bool:
        """Return whether a leaf's value is another than what `struct` gives."""
        match type_:
            case Data(extent=Extent(length=Fixed(pad=pad))):
                return bool(pad)
            case _:
                return isinstance(type_, Boolean | Enumerated | Converted | Text | Digits)

    def apply(self, type_: Converted, raw: str, target: str) -> None:
        """Let a user's function make the value; None would be an absent field."""
        besides = "" if type_.using is None else f", {self._expressions.text(type_.using)}"
        self._out.line(f"{target} = there({names.user(type_.decode)}({raw}{besides}))")

    def member(self, type_: Enumerated, raw: str, target: str) -> None:
        """Turn a number into what it stands for in an enum."""
        members = names.members(type_.enum)
        if type_.flags:
            if type_.strict:
                self._reader.fail_if(f"({raw}) & ~{type_.known:#X}")
            self._out.line(f"{target} = {names.user(type_.enum)}({raw})")
        elif type_.open:
            self._out.line(f"{target} = {members}.get({raw}, {raw})")
        else:
            self._out.line(f"{target} = {members}.get({raw})")
            self._reader.fail_if(f"{target} is None")

    def digits(self, type_: Digits, raw: str) -> str:
        """Return the expression of the number that digits spell."""
        fixed = isinstance(type_.extent.length, Fixed)
        return (
            f"read_digits({raw}, {type_.base}, {type_.max_digits}, "
            f"signed={type_.signed}, fixed={fixed})"
        )

    def read(self, type_: Type, target: str, cursor: Cursor) -> None:
        """Read a leaf that stands by itself."""
        leaf = leaf_of(type_)
        stop = f"{cursor.offset} + {leaf.size}"
        self._reader.need(cursor, stop)
        raw = self._names.temporary("raw") if self.converts(type_) else target
        if leaf.codes == "B":
            self._out.line(f"{raw} = {cursor.data}[{cursor.offset}]")
        else:
            unpack = self._names.unpack((leaf.order or ">") + leaf.codes)
            parts = [raw]
            if len(leaf.pieces) > 1:
                parts = [self._names.temporary("part") for _ in leaf.pieces]
            joined = ", ".join(parts) + ("," if len(parts) == 1 else "")
            self._out.line(f"{joined} = {unpack}({cursor.data}, {cursor.offset})")
            if len(parts) > 1:
                self._out.line(f"{raw} = {join_pieces(leaf, parts)}")
        self._out.line(f"{cursor.offset} += {leaf.size}")
        self.convert(type_, raw, target)
