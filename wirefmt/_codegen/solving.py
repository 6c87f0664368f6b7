"""Emits the value of a field that is solved from its users."""

from __future__ import annotations

from wirefmt._codegen import names
from wirefmt._codegen.agreeing import Agreements
from wirefmt._codegen.expressions import ExpressionWriter, is_given
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.solve import Candidate, Solve

__all__ = ["Solver"]


class Solver:
    """Writes code that gives a field what the first user that is there needs it to be."""

    def __init__(
        self, agreements: Agreements, expressions: ExpressionWriter, out: SourceWriter
    ) -> None:
        self._agreements = agreements
        self._expressions = expressions
        self._out = out

    def write(self, step: Solve) -> None:
        """Write the value of a field into its variable."""
        value = names.field(step.field.name)
        keyword, last = "if", str(step.default)
        for candidate in step.candidates:
            quotient = self._quotient(candidate)
            condition = self._agreements.says(candidate.subject, candidate.numerator)
            if not condition:
                last = quotient
                break
            with self._out.block(f"{keyword} {condition}:"):
                self._out.line(f"{value} = {quotient}")
            keyword = "elif"
        if keyword == "if":
            self._out.line(f"{value} = {last}")
            return
        with self._out.block("else:"):
            self._out.line(f"{value} = {last}")

    def _quotient(self, candidate: Candidate) -> str:
        write = self._expressions.bare if candidate.divisor == 1 else self._expressions.text
        if is_given(candidate.numerator):
            write = self._expressions.operand
        numerator = write(candidate.numerator)
        return numerator if candidate.divisor == 1 else f"{numerator} // {candidate.divisor}"
