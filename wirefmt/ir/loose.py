"""Loose ends: where bytes that follow a value would be taken for its own.

What goes to the end of its window has a loose end, and so has what is there only if bytes are left,
and is not. A window around it closes it. On encode nothing may stand behind a loose end but what
later fields of its message reserve for themselves: of an array's elements the last alone has one.

What may end early (`at_eof`) has a loose end, too, as long as its delimiter is left out. It is
written as soon as something stands behind it, and closes it.
"""

from __future__ import annotations

from wirefmt.ir.early import early
from wirefmt.ir.parts import parts
from wirefmt.ir.records import Layout
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Array

__all__ = ["may_follow"]


def may_follow(layout: Layout, sizes: Sizes) -> bool:
    """Return whether something may stand behind a loose end, so that encode has to look for it."""
    may_lack = early(layout)
    return any(
        may_lack.type(field.type) for record in layout.records for field in record.fields[:-1]
    ) or any(
        isinstance(part, Array) and sizes.open_ended(part.element)
        for record in layout.records
        for field in record.fields
        for part in parts(field.type)
    )
