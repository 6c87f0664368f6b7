"""A layout together with all that follows from it: what both engines are given."""

from __future__ import annotations

from wirefmt.ir.layout import Plans
from wirefmt.ir.loose import may_follow
from wirefmt.ir.openness import Openness
from wirefmt.ir.origins import Origins
from wirefmt.ir.outer import Outer
from wirefmt.ir.records import Layout
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.solve import EncodePlan, EncodePlans
from wirefmt.ir.steps import Plan, Read
from wirefmt.ir.streaming import Streaming

__all__ = ["Blueprint"]


class Blueprint:
    """A checked layout with its size facts and its plans; the plans are indexed as the records.

    Attributes:
        layout: The records.
        sizes: What is known of their sizes.
        outer: What they read of the messages that enclose them.
        origins: From where the customs in them count.
        streaming: Whether a stream of them can be read, and which of them as their bytes come.
        looks_at_loose_ends: Whether something may stand behind a loose end on encode.
        ends_early: Whether a message has ended if bytes stand behind it, so that the end of the
            input need not be known.

    Raises:
        SchemaError: If a record cannot be planned: something open-ended stands before what is not
            known by then, or a derived field cannot be solved.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.sizes: Sizes = Sizes(layout)
        self.outer: Outer = Outer(layout)
        self.origins: Origins = Origins(layout)
        self.looks_at_loose_ends: bool = may_follow(layout, self.sizes)
        self.plans: Plans = Plans(layout, self.sizes)
        self.encode_plans: EncodePlans = EncodePlans(layout, self.sizes)
        self.streaming: Streaming = Streaming(layout, self.plans, self.origins)
        self.ends_early: bool = self._ends_early()

    def decode_plan(self, record: int) -> Plan:
        """Return the steps in which a record is read."""
        return self.plans[record]

    def _ends_early(self) -> bool:
        """Return whether a message has ended if bytes stand behind it, whatever follows these."""
        reserves = any(
            isinstance(step, Read) and step.reserve is not None
            for plan in self.plans.plans
            for step in plan.steps
        )
        goes_on = Openness(self.layout.records, early=False).record(0)
        return not self.sizes.record_open_ended(0) or not (goes_on or reserves)

    def encode_plan(self, record: int) -> EncodePlan | None:
        """Return how a record is written; None for a header, which is no message by itself."""
        return self.encode_plans[record]
