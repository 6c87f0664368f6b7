"""Emits where customs count from: what functions are told of their origin, and where they stand.

A decoder is told the index of the origin as `origin`, an encoder what customs are written to as
`writer`, if anything in the message counts from outside of it. `writer.position` is where what is
written next stands: it is set before each value that counts, and not looked at behind it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from wirefmt._codegen.names import Names
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.records import Record
from wirefmt.ir.types import Array, Type

__all__ = ["OriginWriter", "decoder_argument", "encoder_argument"]

_AT_START = "writer.position = start"


def decoder_argument(blueprint: Blueprint, callee: int, caller: Record | None, offset: str) -> str:
    """Return what a whole decoder is told of its origin, as one more argument.

    Args:
        blueprint: The layout.
        callee: The record that is decoded.
        caller: That in which it stands, None if in none.
        offset: The index at which it begins.
    """
    if not blueprint.origins.is_told(callee):
        return ""
    begins = blueprint.origins.begins(blueprint.layout.records[callee], caller)
    return f", {offset}" if begins else ", origin"


def encoder_argument(blueprint: Blueprint, callee: int, caller: Record | None) -> str:
    """Return what an encoder is told of its origin, as one more argument."""
    if not blueprint.origins.is_told(callee):
        return ""
    begins = blueprint.origins.begins(blueprint.layout.records[callee], caller)
    return ", Writer()" if begins else ", writer"


class OriginWriter:
    """Writes code that keeps where the customs of one record stand on encode."""

    def __init__(
        self, blueprint: Blueprint, record: Record, namer: Names, out: SourceWriter
    ) -> None:
        self._blueprint = blueprint
        self._record = record
        self._names = namer
        self._out = out

    def begin(self) -> None:
        """Keep where the message begins, counted from its origin."""
        if not self._blueprint.origins.counts_inside(self._record):
            return
        if self._record.origin:
            self._out.line("writer = Writer()")
        self._out.line("start = writer.position")

    def move_to(self, size: str) -> None:
        """Let what is written next, which counts, stand behind so many bytes of the message."""
        self._out.line(f"writer.position = start + {size}" if size != "0" else _AT_START)

    def pass_over(self, type_: Type, size: str) -> None:
        """Let what is written next stand behind so many bytes more."""
        if self.counts(type_):
            self._out.line(f"writer.position += {size}")

    @contextmanager
    def element(self, array: Array, item: str, value: str, parts: str) -> Generator[None]:
        """Write, in a loop, an element that is appended to some parts meanwhile."""
        if not self.counts(array.element):
            with self._out.block(f"for {item} in {value}:"):
                yield
            return
        begin, size = self._names.temporary("begin"), self._names.temporary("size")
        self._out.line(f"{begin}, {size} = writer.position, 0")
        with self._out.block(f"for {item} in {value}:"):
            if array.between > 1:
                self._out.line(f"{size} += -{size} % {array.between}")
            self._out.line(f"writer.position = {begin} + {size}")
            yield
            self._out.line(f"{size} += len({parts}[-1])")

    def counts(self, type_: Type) -> bool:
        """Return whether something in a value of the record counts from its origin."""
        return self._blueprint.origins.counts(type_, self._record)
