"""Path attributes that RFC 4271 defines (sections 4.3 and 5.1)."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

import wirefmt as w
from wirefmt import Message, given, u8, u16, u32
from wirefmt.schemas.bgp.attribute import (
    LENGTH,
    AttributeType,
    OptionalNonTransitive,
    OptionalTransitive,
    WellKnown,
)

__all__ = [
    "Aggregator",
    "AsNumber",
    "AsPath",
    "AtomicAggregate",
    "LocalPref",
    "MultiExitDisc",
    "NextHop",
    "Origin",
    "OriginCode",
    "PathSegment",
    "PathSegmentType",
    "Speaker",
]

AsNumber = Annotated[int, w.choice(given.four_octet_as, {0: u16, 1: u32})]
"""An AS number: of four octets if both sides have that capability (RFC 6793, section 4.1)."""


class OriginCode(IntEnum):
    """Where a route came from (section 5.1.1)."""

    IGP = 0
    EGP = 1
    INCOMPLETE = 2


class PathSegmentType(IntEnum):
    """Whether the numbers of a segment have an order (section 4.3; 3 and 4 are of RFC 5065)."""

    AS_SET = 1
    AS_SEQUENCE = 2
    AS_CONFED_SEQUENCE = 3
    AS_CONFED_SET = 4


class Origin(WellKnown, tag=AttributeType.ORIGIN, frozen=True):
    """ORIGIN: where the route came from (RFC 4271, section 5.1.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |        origin size ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           origin ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 4 to 65,539 bytes.

    Not checked here: that the unused bits are zero.
    """

    origin: Annotated[OriginCode, w.enumerated(u8)] = w.sized(LENGTH)
    """How the speaker that originated the route had learned of it."""


class PathSegment(Message, frozen=True):
    """Segment of an AS_PATH (RFC 4271, section 4.3; RFC 6793, section 4.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |  value count  |           value ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 1,022 bytes.

    Not checked here: that it has a number at all; segments of confederations (RFC 5065) are
    accepted from every peer.
    """

    type: PathSegmentType = w.enumerated(u8)
    """Whether the numbers have an order."""

    value: list[AsNumber] = w.array(u8)
    """AS numbers, of two octets or of four as `given.four_octet_as` says."""


class AsPath(WellKnown, tag=AttributeType.AS_PATH, frozen=True):
    """AS_PATH: through which autonomous systems the route has passed (RFC 4271, section 5.1.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |       segments size ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          segments ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 3 to 65,539 bytes.

    Not checked here: that the neighbour's number is the first, and one's own is not among them.
    """

    segments: list[PathSegment] = w.array(size=LENGTH)
    """The segments of the path, the last system first; none within the own system."""


class NextHop(WellKnown, tag=AttributeType.NEXT_HOP, frozen=True):
    """NEXT_HOP: where packets are to be sent (RFC 4271, section 5.1.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |       next_hop size ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          next_hop ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 7 to 65,539 bytes.

    Not checked here: that it is the address of a host, and can be reached.
    """

    next_hop: w.ipv4 = w.sized(LENGTH)
    """The address of the router that is the next hop to the destinations."""


class MultiExitDisc(OptionalNonTransitive, tag=AttributeType.MULTI_EXIT_DISC, frozen=True):
    """MULTI_EXIT_DISC: which of several ways into a system is preferred (section 5.1.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |    multi_exit_disc size ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                      multi_exit_disc ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 7 to 65,539 bytes.

    Not checked here: that the unused bits are zero.
    """

    multi_exit_disc: u32 = w.sized(LENGTH)
    """The metric; the lower is preferred."""


class LocalPref(WellKnown, tag=AttributeType.LOCAL_PREF, frozen=True):
    """LOCAL_PREF: how much the own system prefers the route (RFC 4271, section 5.1.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |      local_pref size ...      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         local_pref ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 7 to 65,539 bytes.

    Not checked here: that the peer is an internal one.
    """

    local_pref: u32 = w.sized(LENGTH)
    """The degree of preference; the higher is preferred."""


class AtomicAggregate(WellKnown, tag=AttributeType.ATOMIC_AGGREGATE, frozen=True):
    """ATOMIC_AGGREGATE: systems may be missing in the path (RFC 4271, section 5.1.6).

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

    Size: 3 to 4 bytes.

    Not checked here: that the unused bits are zero.
    """

    value: bytes = w.data(LENGTH, max=0, default=b"")
    """Nothing: the attribute has the length 0."""


class Speaker(Message, frozen=True):
    """Who formed an aggregate route (RFC 4271, section 5.1.7; RFC 6793, section 4.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         as_number ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           ip_address                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 6 to 8 bytes.

    Not checked here: that the AS number is not 0 (RFC 7607).
    """

    as_number: AsNumber
    """Its AS number, of two octets or of four as `given.four_octet_as` says."""

    ip_address: w.ipv4
    """Its address, the same as its BGP identifier."""


class Aggregator(OptionalTransitive, tag=AttributeType.AGGREGATOR, frozen=True):
    """AGGREGATOR: who formed the aggregate route (RFC 4271, section 5.1.7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |        speaker size ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          speaker ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 9 to 65,539 bytes.

    Not checked here: that the unused bits are zero.
    """

    speaker: Speaker = w.sized(LENGTH)
    """The last speaker that aggregated routes to this one."""
