"""Emits what stands for padding, and for a checksum that is not known yet."""

from __future__ import annotations

from wirefmt._codegen.atoms import Atom
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.writer import SourceWriter
from wirefmt._codegen.writing import ValueWriter
from wirefmt.ir.alignment import alignment
from wirefmt.ir.expressions import Expression
from wirefmt.ir.extents import Fixed, Told
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Data, Integer, Type

__all__ = ["Filler"]


class Filler:
    """Writes zeros; `size` is how many fill the window of the message, if this padding does."""

    def __init__(
        self, values: ValueWriter, sizes: Sizes, out: SourceWriter, expressions: ExpressionWriter
    ) -> None:
        self._values = values
        self._sizes = sizes
        self._out = out
        self._expressions = expressions
        self.size: Expression | None = None

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

    def padding(self, type_: Data) -> str:
        """Return what pads: as much as is told, or fills the window, else the least."""
        if self.size is not None:
            return self.zeros(self.size)
        match type_.extent.length:
            case Fixed(size=fixed):
                return f"bytes({fixed})"
            case Told(expression=told) if alignment(type_) > 1:
                return f"bytes({self._expressions.number(told)})"
            case Told(expression=told):
                return self.zeros(told)
            case _:
                return f"bytes({type_.extent.minimum})"

    def zeros(self, size: Expression) -> str:
        """Return as many zeros as an expression tells."""
        return f"zeros({self._expressions.number(size)}, context)"
