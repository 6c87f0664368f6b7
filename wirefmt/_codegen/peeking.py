"""Expressions over the bytes that are peeked at."""

from __future__ import annotations

from typing import NamedTuple, cast

from wirefmt._codegen.choosing import peek_text
from wirefmt.ir.expressions import Peek
from wirefmt.ir.types import Integer

__all__ = ["Sight"]


class Sight(NamedTuple):
    """Where the bytes stand that a field can see: expressions of the data, and of indices in it."""

    data: str
    begin: str
    end: str

    def text(self, peek: Peek) -> str:
        """Return the expression of the number that is peeked at."""
        if peek.at >= 0:
            return peek_text(peek, self.data, self.begin)[0]
        type_ = cast("Integer", peek.type)
        order = "little" if type_.little else "big"
        where = f"{self.data}, {self.begin}, {self.end}, {peek.at}"
        return f'peek_back({where}, {type_.size}, "{order}", signed={type_.signed})'
