"""What generated functions can leave out, seen from the whole layout."""

from __future__ import annotations

from typing import NamedTuple

from wirefmt._codegen.names import Names
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.alignment import alignment
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Reference, Root, walk
from wirefmt.ir.extents import Extent, Fixed, Told
from wirefmt.ir.filling import slack
from wirefmt.ir.parts import parts
from wirefmt.ir.peeks import reach
from wirefmt.ir.reads import expressions
from wirefmt.ir.records import Padding
from wirefmt.ir.solve import Fill
from wirefmt.ir.types import (
    Array,
    Data,
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
        given: The same, while it is encoded; loose ends, which byte orders were tried, and how many
            zeros may fill the message, are known to the context, too.
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
        tried = any(each.switch and reach(each.switch.condition) for each in records)
        self.of_bits = ", context" if asks else ""
        counts = asks or bool(self.nested) or blueprint.looks_at_loose_ends
        fills = any(_fills(blueprint, index) for index in range(len(records)))
        self.given = counts or tried or fills
        arrays = any(isinstance(part, Array) for part in inside)
        transforms = any(isinstance(p, Sized) and p.through is not None for p in inside)
        self.charged = ("elements",) * arrays + ("output",) * transforms
        self.counts = counts or bool(self.charged)


def _fills(blueprint: Blueprint, index: int) -> bool:
    """Return whether encode fills a record with as many zeros as some number tells."""
    record, plan = blueprint.layout.records[index], blueprint.encode_plan(index)
    if plan is None:
        return False
    return (
        plan.slack is not None
        or any(isinstance(step, Fill) and _pads(step) for step in plan.steps)
        or any(
            isinstance(part, Sized)
            and not isinstance(part.extent.length, Fixed)
            and slack(part, record, field.name, blueprint.sizes) is not None
            for field in record.fields
            for part in parts(field.type)
        )
    )


def _pads(step: Fill) -> bool:
    match step.field.role, step.field.type:
        case Padding(), Data(extent=Extent(length=Told())) as type_:
            return alignment(type_) == 1
        case _:
            return step.size is not None


class Emission(NamedTuple):
    """One module while it is written: what of, under which names, and to where."""

    blueprint: Blueprint
    names: Names
    out: SourceWriter
    facts: Facts
