"""What flexible versions of Kafka's messages have (KIP-482): compact types and tagged fields."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import wirefmt as w
from wirefmt import Message, item, this

__all__ = ["COMPACT", "MAXIMUM_TAG", "TAG_BUFFER", "TaggedField", "tags_ascend"]

COMPACT = w.prefix(w.uvarint, item - 1)
"""The extent of COMPACT_STRING and COMPACT_ARRAY: one more than the length, as a varint."""

MAXIMUM_TAG = 0xFFFF_FFFF
"""The largest UNSIGNED_VARINT: those of Kafka have 32 bits."""


class TaggedField(Message, frozen=True):
    """An optional field that who does not know it skips (KIP-482).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tag ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         data size ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 18,446,744,073,709,551,635 bytes.

    Not checked here: whatever is in it.
    """

    tag: w.uvarint = w.field(check=this.tag <= MAXIMUM_TAG)
    """Which field it is, by a number of its own in each structure: 0 to 4,294,967,295."""

    data: bytes = w.data(w.uvarint)
    """The field's value, in a type that belongs to the tag."""


class _Tagged(Protocol):
    @property
    def tag(self) -> int: ...


def tags_ascend(fields: Sequence[_Tagged]) -> bool:
    """Return whether tagged fields stand in the order of their tags, none twice (KIP-482)."""
    return all(first.tag < second.tag for first, second in pairwise(fields))


TAG_BUFFER: list[TaggedField] = w.array(w.uvarint, default_factory=list, check=tags_ascend)
"""What the guide calls TAG_BUFFER: tagged fields behind their count, none where none is given."""
