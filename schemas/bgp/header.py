"""What all messages of BGP-4 begin with (RFC 4271, section 4.1), and the shortest of them."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, this, u8, u16
from wirefmt.schemas.bgp.family import Afi, Safi

__all__ = [
    "BGPMessage",
    "ErrorCode",
    "Keepalive",
    "MessageType",
    "Notification",
    "RouteRefresh",
]

_MAXIMUM_LENGTH = 4096
"""The size of the largest message in bytes (section 4)."""


class MessageType(IntEnum):
    """The type of a message (section 4.1; 5 is of RFC 2918)."""

    OPEN = 1
    UPDATE = 2
    NOTIFICATION = 3
    KEEPALIVE = 4
    ROUTE_REFRESH = 5


class ErrorCode(IntEnum):
    """What a NOTIFICATION is about (section 4.5; 7 is of RFC 7313, 8 of RFC 9687)."""

    MESSAGE_HEADER_ERROR = 1
    OPEN_MESSAGE_ERROR = 2
    UPDATE_MESSAGE_ERROR = 3
    HOLD_TIMER_EXPIRED = 4
    FINITE_STATE_MACHINE_ERROR = 5
    CEASE = 6
    ROUTE_REFRESH_MESSAGE_ERROR = 7
    SEND_HOLD_TIMER_EXPIRED = 8


class BGPMessage(Message, variants=this.type, size=this.length, frozen=True):
    """Message of BGP-4: its header, and what its type adds (RFC 4271, section 4.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                             marker                            +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |      type     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    variant by this.type ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 19 bytes or more.

    Not checked here: whether a message of this type may be sent now. Extended messages (RFC 8654)
    are refused for their length.
    """

    marker: bytes = w.const(b"\xff" * 16)
    """All ones, for compatibility."""

    length: u16 = w.derived(check=this.length <= _MAXIMUM_LENGTH)
    """The size of the message in bytes, header included: 19 to 4,096."""

    type: u8 = w.derived()
    """The message's type, a `MessageType`."""


class Keepalive(BGPMessage, tag=MessageType.KEEPALIVE, frozen=True):
    """KEEPALIVE: the peer is there (RFC 4271, section 4.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                             marker                            +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |      type     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 19 bytes.

    Not checked here: nothing is left to check.
    """


class Notification(BGPMessage, tag=MessageType.NOTIFICATION, frozen=True):
    """NOTIFICATION: an error, after which the connection is closed (RFC 4271, section 4.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                             marker                            +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |      type     |   error_code  |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | error_subcode |                    data ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 21 bytes or more.

    Not checked here: that the subcode and the data are those of the error code; the message of an
    administrative shutdown (RFC 9003) is in the data.
    """

    error_code: ErrorCode | int = w.enumerated(u8, open=True)
    """The kind of error."""

    error_subcode: u8 = 0
    """More of the error code (sections 6.1 to 6.3; RFC 6608 for the state machine, RFC 4486 for
    CEASE); 0 is unspecific.
    """

    data: bytes = w.data(w.rest, default=b"")
    """What helps to find the reason; up to 4,075 bytes."""


class RouteRefresh(BGPMessage, tag=MessageType.ROUTE_REFRESH, frozen=True):
    """ROUTE-REFRESH: the peer is to advertise its routes again (RFC 2918, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                             marker                            +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |      type     | address_family|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |    reserved   |subse_addr_fami|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        subse_addr_fami  subsequent_address_family

    Size: 23 bytes.

    Not checked here: whether the peer has the capability, and the address family was negotiated.
    Outbound route filters (RFC 5291) behind these fields are refused.
    """

    address_family: Afi
    """AFI: of which network layer the routes are."""

    reserved: u8 = 0
    """Zero by RFC 2918, kept as it came: in RFC 7313 it tells where a refresh begins and ends."""

    subsequent_address_family: Safi
    """SAFI: more of the address family."""
