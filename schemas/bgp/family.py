"""Address families of multiprotocol BGP (RFC 4760), and the prefixes that routes lead to."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

import wirefmt as w
from wirefmt import Message, this, u8, u16

__all__ = [
    "AddressFamily",
    "Afi",
    "IPv4Prefix",
    "IPv6Prefix",
    "Safi",
    "SubsequentAddressFamily",
]

_IPV4_BITS = 32
_IPV6_BITS = 128


class AddressFamily(IntEnum):
    """AFI: a network layer protocol, by its number at IANA."""

    IPV4 = 1
    IPV6 = 2


class SubsequentAddressFamily(IntEnum):
    """SAFI: what the routes are used for (RFC 4760, section 6)."""

    UNICAST = 1
    MULTICAST = 2


Afi = Annotated[AddressFamily | int, w.enumerated(u16, open=True)]
"""Address family identifier."""

Safi = Annotated[SubsequentAddressFamily | int, w.enumerated(u8, open=True)]
"""Subsequent address family identifier."""


class IPv4Prefix(Message, frozen=True):
    """IPv4 address prefix, as routes have it (RFC 4271, section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     length    |                   prefix ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: the bits behind the prefix in its last byte, which mean nothing and are kept
    as they came.
    """

    length: u8 = w.field(check=this.length <= _IPV4_BITS)
    """How many bits the prefix has: 0, which matches all addresses, to 32."""

    prefix: bytes = w.data((this.length + 7) // 8)
    """The first bits of the addresses, in as many bytes as they need."""


class IPv6Prefix(Message, frozen=True):
    """IPv6 address prefix, as routes have it (RFC 4760, section 5; RFC 2545).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     length    |                   prefix ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: the bits behind the prefix in its last byte, which mean nothing and are kept
    as they came.
    """

    length: u8 = w.field(check=this.length <= _IPV6_BITS)
    """How many bits the prefix has: 0, which matches all addresses, to 128."""

    prefix: bytes = w.data((this.length + 7) // 8)
    """The first bits of the addresses, in as many bytes as they need."""
