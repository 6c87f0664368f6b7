"""Emits what keeps an eye on loose ends while a message is encoded: see `wirefmt.ir.loose`.

`context.loose` says what is loose at the end of what was written last. Who needs to know clears it
before, and reads it after. Nothing is emitted for a layout in which nothing may stand behind one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from wirefmt._codegen import names
from wirefmt._codegen.atoms import Atom
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.early import early, is_delimited
from wirefmt.ir.extents import Rest
from wirefmt.ir.records import Field, Record
from wirefmt.ir.types import Array, Type

__all__ = ["LooseEnds"]


class LooseEnds:
    """Writes code that learns what is loose at the ends of a record's fields, and of elements."""

    def __init__(self, blueprint: Blueprint, record: Record, out: SourceWriter) -> None:
        self._matters = blueprint.looks_at_loose_ends
        self._sizes = blueprint.sizes
        self._early = early(blueprint.layout)
        self._record = record
        self._out = out

    @contextmanager
    def of(self, field: Field) -> Generator[None]:
        """Keep what is loose at the end of a field that is written meanwhile."""
        is_open = self._is_open(field)
        if is_open:
            self.set("()")
        yield
        if is_open:
            self._out.line(f"{names.loose(field.name)} = context.loose")

    def absent(self, field: Field) -> None:
        """Note a field that is not there; one that is there if bytes are left would take them."""
        if self._matters and isinstance(field.when, Rest):
            self.set("END")

    def settle(
        self,
        atoms: dict[str, list[Atom]],
        join: Callable[[list[Atom]], str],
        size: Callable[[list[Field]], str],
    ) -> None:
        """Close fields behind which bytes stand, once all stored ones are written."""
        fields = self._record.fields
        for position in reversed(range(len(fields) - 1)):
            field, behind = fields[position], list(fields[position + 1 :])
            if not self._early.type(field.type):
                continue
            part, loose = f"p_{field.name}", names.loose(field.name)
            if field.when is None:
                self._out.line(f"{part} = {join(atoms[field.name])}")
                atoms[field.name] = [Atom((part,))]
            close = f"{part}, {loose} = reserved({part}, {loose})"
            if is_delimited(field):
                close = f"{part}, {loose} = closed({part}, {loose}), ()"
            if any(map(self._sizes.takes_bytes, behind)):
                self._out.line(close)
                continue
            with self._out.block(f"if {size(behind)}:"):
                self._out.line(close)

    def finish(self) -> None:
        """Say what is loose at the end of the message; its window, if it has one, closes it."""
        ends = [names.loose(field.name) for field in self._record.fields if self._is_open(field)]
        if ends:
            every = "(" + ", ".join(f"*{end}" for end in ends) + ",)"
            self.set("()" if self._record.size is not None else every)

    def close(self, inner: Type) -> None:
        """Close a window around a value."""
        if self.tracks(inner):
            self.set("()")

    def end(self, loose: str = "END", *, checks: bool = False) -> None:
        """Note what is loose; what `checks` besides stands there even if that does not matter."""
        if self._matters:
            self.set(loose)
        elif checks:
            self._out.line(loose)

    def elements(self, array: Array, parts: str, ends: str) -> None:
        """Look at the loose ends of an array's elements."""
        if self.tracks(array.element):
            self.set(f"settled({parts}, {ends})")
            if array.unit == "bytes":
                self.set("()")

    def tracks(self, type_: Type) -> bool:
        """Return whether a type may have a loose end, and that matters."""
        return self._matters and self._sizes.open_ended(type_)

    def set(self, loose: str) -> None:
        """Say what is loose."""
        self._out.line(f"context.loose = {loose}")

    def _is_open(self, field: Field) -> bool:
        return self._matters and (
            isinstance(field.when, Rest) or self._sizes.open_ended(field.type)
        )
