"""A layout together with all that follows from it: what both engines are given."""

from __future__ import annotations

from wirefmt.ir.layout import Plans
from wirefmt.ir.loose import may_follow
from wirefmt.ir.outer import Outer
from wirefmt.ir.records import Layout
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.solve import EncodePlan, EncodePlans
from wirefmt.ir.steps import Plan

__all__ = ["Blueprint"]


class Blueprint:
    """A checked layout with its size facts and its plans; the plans are indexed as the records.

    Raises:
        SchemaError: If a record cannot be planned: something open-ended stands before what is not
            known by then, or a derived field cannot be solved.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.sizes: Sizes = Sizes(layout)
        self.outer: Outer = Outer(layout)
        self.looks_at_loose_ends: bool = may_follow(layout, self.sizes)
        self.plans: Plans = Plans(layout, self.sizes)
        self.encode_plans: EncodePlans = EncodePlans(layout, self.sizes)

    def decode_plan(self, record: int) -> Plan:
        """Return the steps in which a record is read."""
        return self.plans[record]

    def encode_plan(self, record: int) -> EncodePlan | None:
        """Return how a record is written; None for a header, which is no message by itself."""
        return self.encode_plans[record]
