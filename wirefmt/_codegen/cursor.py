"""Where generated code reads."""

from __future__ import annotations

import msgspec

__all__ = ["Cursor"]


class Cursor(msgspec.Struct, frozen=True):
    """Where bytes are read: the variables of the data, the index, and the end that bounds it.

    `waits` tells the incremental policy, whose `end` is None unless a header's window bounds it.
    """

    data: str
    offset: str
    end: str | None
    waits: bool
