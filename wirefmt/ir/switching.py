"""What decides the byte order of a message before any field of it is read.

A class whose order an expression tells stands in a layout twice. Its record in network order begins
with a switch, which leaves the message to the little-endian one where the expression is true.
"""

from __future__ import annotations

from wirefmt.ir.expressions import Peek, Reference, references, walk
from wirefmt.ir.kinds import Scope
from wirefmt.ir.origins import Origins
from wirefmt.ir.peeks import looks_back, reach
from wirefmt.ir.records import Layout
from wirefmt.ir.sizes import Sizes

__all__ = ["check_switch"]


def check_switch(layout: Layout, sizes: Sizes, origins: Origins, index: int) -> None:
    """Demand that what tells the byte order of a record is known before any of its fields.

    Raises:
        SchemaError: If it is not.
    """
    record = layout.records[index]
    if record.switch is None:
        return
    condition = record.switch.condition
    scope = Scope(layout, record, None, earlier=True, peeks=True)
    for name in references(condition):
        raise scope.error(
            f"byte_order= reads this.{name}, which is not known before the order is; read outer or "
            "given, or peek at the bytes where it stands"
        )
    if looks_back(condition):
        reason = "byte_order= peeks from the first byte of the message on, at=0 or more"
        raise scope.error(reason)
    least, end = sizes.record_minimum(index), reach(condition)
    if end > least:
        raise scope.error(
            f"byte_order= peeks at {end} bytes, but the message may have only {least}; peek at "
            "what every message has"
        )
    if end and origins.is_told(index):
        raise scope.error(
            "byte_order= peeks, so the message is written for trial before its order is known, and "
            "a custom in it may count from outside; say origin=True, so that it counts from here"
        )
    if not any(isinstance(node, Reference | Peek) for node in walk(condition)):
        raise scope.error('byte_order= reads nothing; say "big" or "little"')
    scope.condition(condition, "byte_order=")
