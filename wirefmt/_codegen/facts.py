"""What generated functions can leave out, seen from the whole layout."""

from __future__ import annotations

from typing import NamedTuple

from wirefmt._codegen.names import Names
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Reference, Root, walk
from wirefmt.ir.parts import parts
from wirefmt.ir.reads import expressions
from wirefmt.ir.types import (
    Array,
    Nested,
    Sized,
)

__all__ = ["Emission", "Facts"]


class Facts:
    """What one module's functions need.

    Attributes:
        nested: The records that stand inside others, and so look at their depth; messages of bits
            are values, and have none.
        charged: What of a context is charged for anything in these messages: for the elements of
            arrays, for what transforms give.
        counts: Whether anything counts against the limits of a message, or reads what was given,
            while it is decoded: else there is no context.
        given: The same, while it is encoded; loose ends are known to the context, too.
        of_bits: What functions of messages of bits are told besides, as one more argument.
    """

    def __init__(self, blueprint: Blueprint) -> None:
        records = blueprint.layout.records
        inside = [part for record in records for f in record.fields for part in parts(f.type)]
        self.nested = frozenset(
            part.record
            for part in inside
            if isinstance(part, Nested) and not blueprint.sizes.is_bit_record(records[part.record])
        )
        asks = any(
            isinstance(node, Reference) and node.root is Root.GIVEN
            for record in records
            for expression in expressions(record)
            for node in walk(expression)
        )
        self.of_bits = ", context" if asks else ""
        self.given = asks or bool(self.nested) or blueprint.looks_at_loose_ends
        arrays = any(isinstance(part, Array) for part in inside)
        transforms = any(isinstance(p, Sized) and p.through is not None for p in inside)
        self.charged = ("elements",) * arrays + ("output",) * transforms
        self.counts = self.given or bool(self.charged)


class Emission(NamedTuple):
    """One module while it is written: what of, under which names, and to where."""

    blueprint: Blueprint
    names: Names
    out: SourceWriter
    facts: Facts
