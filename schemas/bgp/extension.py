"""Path attributes that came after RFC 4271: communities, multiprotocol, AS numbers of 4 octets."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

import wirefmt as w
from wirefmt import Message, this, u8, u32
from wirefmt.schemas.bgp.attribute import (
    LENGTH,
    AttributeType,
    OptionalNonTransitive,
    OptionalTransitive,
)
from wirefmt.schemas.bgp.family import (
    AddressFamily,
    Afi,
    IPv4Prefix,
    IPv6Prefix,
    Safi,
)
from wirefmt.schemas.bgp.standard import PathSegmentType

__all__ = [
    "As4Aggregator",
    "As4Path",
    "As4PathSegment",
    "As4Speaker",
    "Communities",
    "ExtendedCommunities",
    "MpReachNlri",
    "MpUnreachNlri",
    "ReachableRoutes",
    "UnreachableRoutes",
    "WellKnownCommunity",
]

_ROUTES = w.choice(
    w.select(w.one_of(this.subsequent_address_family, 1, 2), this.address_family, 0),
    {
        AddressFamily.IPV4: Annotated[list[IPv4Prefix], w.array(w.rest)],
        AddressFamily.IPV6: Annotated[list[IPv6Prefix], w.array(w.rest)],
        ...: w.data(w.rest),
    },
)
"""Prefixes for unicast and multicast of IPv4 and IPv6; bytes for every other address family."""


class WellKnownCommunity(IntEnum):
    """Communities that mean the same everywhere (RFC 1997)."""

    NO_EXPORT = 0xFFFF_FF01
    NO_ADVERTISE = 0xFFFF_FF02
    NO_EXPORT_SUBCONFED = 0xFFFF_FF03


class Communities(OptionalTransitive, tag=AttributeType.COMMUNITIES, frozen=True):
    """COMMUNITIES: groups that a route belongs to (RFC 1997).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |      communities size ...     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        communities ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 3 to 65,539 bytes.

    Not checked here: that the upper halves are AS numbers of those who gave the values a meaning.
    """

    communities: list[Annotated[WellKnownCommunity | int, w.enumerated(u32, open=True)]] = w.array(
        size=LENGTH
    )
    """The communities; by convention the upper 16 bits are an AS number, which defines the rest."""


class ExtendedCommunities(OptionalTransitive, tag=AttributeType.EXTENDED_COMMUNITIES, frozen=True):
    """EXTENDED COMMUNITIES: labels of a route, such as route targets (RFC 4360).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   | extended_communities size ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    extended_communities ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 3 to 65,539 bytes.

    Not checked here: whatever is in them.
    """

    extended_communities: list[Annotated[bytes, w.data(8)]] = w.array(size=LENGTH)
    """The communities: one or two bytes of type, the others its value (section 2)."""


class ReachableRoutes(Message, frozen=True):
    """What MP_REACH_NLRI holds (RFC 4760, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         address_family        |subse_addr_fami| next_hop size |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          next_hop ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    reserved   |                    nlri ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        subse_addr_fami  subsequent_address_family

    Size: 5 bytes or more.

    Not checked here: that the next hop is of the address family; that the reserved byte is zero.
    Routes with path identifiers (RFC 7911) are not known here.
    """

    address_family: Afi
    """AFI: of which network layer the routes are."""

    subsequent_address_family: Safi
    """SAFI: more of the address family."""

    next_hop: bytes = w.data(u8)
    """The address of the next router; for IPv6 one of 16 bytes, or two (RFC 2545)."""

    reserved: u8 = 0
    """Zero; kept as it came."""

    nlri: list[IPv4Prefix] | list[IPv6Prefix] | bytes = _ROUTES
    """The destinations: prefixes of IPv4 or IPv6 for unicast or multicast, else as they stand."""


class MpReachNlri(OptionalNonTransitive, tag=AttributeType.MP_REACH_NLRI, frozen=True):
    """MP_REACH_NLRI: routes of an address family, and their next hop (RFC 4760, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |        routes size ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           routes ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 8 to 65,539 bytes.

    Not checked here: that the address family was negotiated.
    """

    routes: ReachableRoutes = w.sized(LENGTH)
    """The routes that are advertised."""


class UnreachableRoutes(Message, frozen=True):
    """What MP_UNREACH_NLRI holds (RFC 4760, section 4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         address_family        |subse_addr_fami|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                      withdrawn_routes ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        subse_addr_fami  subsequent_address_family

    Size: 3 bytes or more.

    Not checked here: that the routes were advertised before. Routes with path identifiers
    (RFC 7911) are not known here.
    """

    address_family: Afi
    """AFI: of which network layer the routes are."""

    subsequent_address_family: Safi
    """SAFI: more of the address family."""

    withdrawn_routes: list[IPv4Prefix] | list[IPv6Prefix] | bytes = _ROUTES
    """The destinations, as in MP_REACH_NLRI; none mark the end of the routes (RFC 4724)."""


class MpUnreachNlri(OptionalNonTransitive, tag=AttributeType.MP_UNREACH_NLRI, frozen=True):
    """MP_UNREACH_NLRI: routes of an address family are gone (RFC 4760, section 4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |o|t|p|e| unused|   type_code   |        routes size ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           routes ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        o  optional
        t  transitive
        p  partial
        e  extended_length

    Size: 6 to 65,539 bytes.

    Not checked here: that the address family was negotiated.
    """

    routes: UnreachableRoutes = w.sized(LENGTH)
    """The routes that are withdrawn."""


class As4PathSegment(Message, frozen=True):
    """Segment of an AS4_PATH (RFC 6793, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |  value count  |           value ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 1,022 bytes.

    Not checked here: that it is of no confederation (section 6).
    """

    type: PathSegmentType = w.enumerated(u8)
    """Whether the numbers have an order."""

    value: list[u32] = w.array(u8)
    """AS numbers of four octets."""


class As4Path(OptionalTransitive, tag=AttributeType.AS4_PATH, frozen=True):
    """AS4_PATH: the path in numbers of four octets, past those who lack them (RFC 6793, section 3).

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

    Not checked here: that the peer is one of those.
    """

    segments: list[As4PathSegment] = w.array(size=LENGTH)
    """The segments of the path."""


class As4Speaker(Message, frozen=True):
    """Who formed an aggregate route, by a number of four octets (RFC 6793, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           as_number                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           ip_address                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: that the AS number is not 0 (RFC 7607).
    """

    as_number: u32
    """Its AS number."""

    ip_address: w.ipv4
    """Its address, the same as its BGP identifier."""


class As4Aggregator(OptionalTransitive, tag=AttributeType.AS4_AGGREGATOR, frozen=True):
    """AS4_AGGREGATOR: who formed the aggregate route, past those who lack the number (RFC 6793).

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

    Size: 11 to 65,539 bytes.

    Not checked here: that the AGGREGATOR beside it has the number 23,456 (section 4.2.3).
    """

    speaker: As4Speaker = w.sized(LENGTH)
    """The last speaker that aggregated routes to this one."""
