"""Path attributes of BGP-4: what all of them begin with (RFC 4271, section 4.3)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16

__all__ = [
    "LENGTH",
    "AttributeType",
    "OptionalNonTransitive",
    "OptionalTransitive",
    "PathAttribute",
    "UnknownAttribute",
    "WellKnown",
]

LENGTH: int = w.choice(this.extended_length, {0: u8, 1: u16})
"""The size of an attribute's value: in one byte, or in two (section 4.3)."""


class AttributeType(IntEnum):
    """The type code of an attribute that has a class here."""

    ORIGIN = 1
    AS_PATH = 2
    NEXT_HOP = 3
    MULTI_EXIT_DISC = 4
    LOCAL_PREF = 5
    ATOMIC_AGGREGATE = 6
    AGGREGATOR = 7
    COMMUNITIES = 8
    """RFC 1997."""

    MP_REACH_NLRI = 14
    """RFC 4760, section 3."""

    MP_UNREACH_NLRI = 15
    """RFC 4760, section 4."""

    EXTENDED_COMMUNITIES = 16
    """RFC 4360, section 2."""

    AS4_PATH = 17
    """RFC 6793, section 3."""

    AS4_AGGREGATOR = 18
    """RFC 6793, section 3."""


class PathAttribute(Message, variants=this.type_code, frozen=True):
    """Path attribute of a route: flags and type, and what the type adds (RFC 4271, section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   | variant by this.type_code ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 3 to 65,539 bytes.

    Not checked here: that the unused bits are zero; that no attribute stands twice.
    """

    optional: flag
    """The attribute is optional; else it is well known."""

    transitive: flag
    """Who does not know the attribute passes it on all the same."""

    partial: flag = False
    """Someone on the way did not know this optional transitive attribute."""

    extended_length: flag = False
    """The length has two bytes; needed from 256 on, and allowed below."""

    unused: int = w.bits(4, default=0)
    """Zero; kept as it came."""

    type_code: u8 = w.derived()
    """Which attribute it is; see `AttributeType`."""


class WellKnown(PathAttribute, frozen=True):
    """A well-known attribute: its flags are fixed (RFC 4271, sections 4.3 and 6.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   | variant by this.type_code ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 3 to 65,539 bytes.

    Not checked here: that the unused bits are zero; that no attribute stands twice.
    """

    optional: flag = w.const(False)
    """It is well known."""

    transitive: flag = w.const(True)
    """All that is well known is passed on."""

    partial: flag = w.const(False)
    """Everybody knows it."""


class OptionalNonTransitive(PathAttribute, frozen=True):
    """An optional attribute that is for the next speaker alone (RFC 4271, sections 4.3 and 5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   | variant by this.type_code ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 6 to 65,539 bytes.

    Not checked here: that the unused bits are zero; that no attribute stands twice.
    """

    optional: flag = w.const(True)
    """It need not be known."""

    transitive: flag = w.const(False)
    """Who does not know it leaves it out."""

    partial: flag = w.const(False)
    """Nobody passed it on unknown."""


class OptionalTransitive(PathAttribute, frozen=True):
    """An optional attribute that is passed on unknown (RFC 4271, sections 4.3 and 5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   | variant by this.type_code ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 3 to 65,539 bytes.

    Not checked here: that the unused bits are zero; that no attribute stands twice.
    """

    optional: flag = w.const(True)
    """It need not be known."""

    transitive: flag = w.const(True)
    """Who does not know it passes it on, and sets the partial bit."""


class UnknownAttribute(PathAttribute, tag=..., frozen=True):
    """An attribute that has no class here; it is kept, with its flags.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |         value size ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           value ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 3 to 65,539 bytes.

    Not checked here: that it is optional: one that is well known must be known (section 6.3).
    """

    type_code: u8 = w.field()
    """Which attribute it is, by its number at IANA."""

    value: bytes = w.data(LENGTH)
    """Whatever is in it."""
