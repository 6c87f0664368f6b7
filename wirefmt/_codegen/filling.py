"""Emits what stands for padding, and for a checksum that is not known yet."""

from __future__ import annotations

from wirefmt._codegen.atoms import Atom
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.names import Names
from wirefmt._codegen.writer import SourceWriter
from wirefmt._codegen.writing import ValueWriter
from wirefmt.ir.extents import Extent, Fixed, Told
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Data, Integer, Type

__all__ = ["Filler"]


class Filler:
    """Writes zeros."""

    def __init__(
        self,
        values: ValueWriter,
        sizes: Sizes,
        namer: Names,
        out: SourceWriter,
        expressions: ExpressionWriter,
    ) -> None:
        self._values = values
        self._sizes = sizes
        self._names = namer
        self._out = out
        self._expressions = expressions

    def blank(self, type_: Type, value: str) -> list[Atom]:
        """Return what a checksum takes before it is known: zeros, whatever its type makes of 0."""
        size = self._sizes.fixed(type_)
        match type_:
            case Data():
                self._out.line(f"{value} = bytes({size})")
                return [Atom((value,))]
            case Integer():
                self._out.line(f"{value} = 0")
                return self._values.write(type_, value, known=True)
            case _:
                self._out.line(f"{value} = 0")
                return [Atom((f"bytes({size})",))]

    def padding(self, extent: Extent) -> str:
        """Return how many bytes to pad with: what is told, else the least."""
        match extent.length:
            case Fixed(size=size):
                return str(size)
            case Told(expression=expression):
                told = self._names.temporary("size")
                self._out.line(f"{told} = {self._expressions.number(expression)}")
                self._values.fail_if(f"{told} < 0")
                return told
            case _:
                return str(extent.minimum)
