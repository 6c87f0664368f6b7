"""ICMP messages that ask and answer (RFC 792, 950, 1256)."""

from __future__ import annotations

from typing import Annotated

import wirefmt as w
from wirefmt import Message, i32, this, u8, u16, u32
from wirefmt.schemas.icmp.message import ICMPMessage, Type

__all__ = [
    "AddressMaskReply",
    "AddressMaskRequest",
    "Echo",
    "EchoReply",
    "InformationReply",
    "InformationRequest",
    "QueryMessage",
    "RouterAddress",
    "RouterAdvertisement",
    "RouterSolicitation",
    "Timestamp",
    "TimestampReply",
]


class QueryMessage(ICMPMessage):
    """ICMP query message: what questions and answers have in common (RFC 1122, section 3.2.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    variant by this.type ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the code is 0.
    """

    identifier: u16 = 0
    """What an answer has in common with its question, such as a port; may be zero."""

    sequence_number: u16 = 0
    """The same, such as the number of the question; may be zero."""


class EchoReply(QueryMessage, tag=Type.ECHO_REPLY):
    """Echo Reply Message (RFC 792).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the code is 0; whether somebody asked.
    """

    data: bytes = w.data(w.rest, default=b"")
    """The data of the echo message, returned as it came."""


class Echo(QueryMessage, tag=Type.ECHO):
    """Echo Message: return this (RFC 792).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the code is 0.
    """

    data: bytes = w.data(w.rest, default=b"")
    """Anything, to be returned in the reply."""


class Timestamp(QueryMessage, tag=Type.TIMESTAMP):
    """Timestamp Message: what time is it? (RFC 792).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      originate_timestamp                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                       receive_timestamp                       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                       transmit_timestamp                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes.

    Not checked here: that the code is 0; the high bit of a
    timestamp says that it is no time since midnight.
    """

    originate_timestamp: u32
    """When the sender of the question last touched it, in milliseconds since midnight UT."""

    receive_timestamp: u32 = 0
    """When the answering host first touched it; nothing in a question."""

    transmit_timestamp: u32 = 0
    """When the answering host last touched it; nothing in a question."""


class TimestampReply(QueryMessage, tag=Type.TIMESTAMP_REPLY):
    """Timestamp Reply Message (RFC 792).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      originate_timestamp                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                       receive_timestamp                       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                       transmit_timestamp                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes.

    Not checked here: that the code is 0; whether somebody asked; the high bit of a
    timestamp says that it is no time since midnight.
    """

    originate_timestamp: u32
    """When the sender of the question last touched it, in milliseconds since midnight UT."""

    receive_timestamp: u32 = 0
    """When the answering host first touched it."""

    transmit_timestamp: u32 = 0
    """When the answering host last touched it."""


class InformationRequest(QueryMessage, tag=Type.INFORMATION_REQUEST):
    """Information Request Message: which network is this? (RFC 792; deprecated by RFC 6918).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: that the code is 0.
    """


class InformationReply(QueryMessage, tag=Type.INFORMATION_REPLY):
    """Information Reply Message (RFC 792; deprecated by RFC 6918); its IP header has the network.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: that the code is 0; whether somebody asked.
    """


class AddressMaskRequest(QueryMessage, tag=Type.ADDRESS_MASK_REQUEST):
    """Address Mask Request Message: which is the subnet mask? (RFC 950, appendix I; see RFC 6918).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          address_mask                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the code is 0.
    """

    address_mask: w.ipv4
    """Nothing yet: zero."""


class AddressMaskReply(QueryMessage, tag=Type.ADDRESS_MASK_REPLY):
    """Address Mask Reply Message (RFC 950, appendix I; deprecated by RFC 6918).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           identifier          |        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          address_mask                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the code is 0; whether somebody asked.
    """

    address_mask: w.ipv4
    """The mask of the subnet that the question came from."""


class RouterAddress(Message):
    """An address in a router advertisement, and how much it is preferred (RFC 1256, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         router_address                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        preference_level                       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          ignored ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the address is on the network where it is advertised.
    """

    router_address: w.ipv4
    """An address of the router."""

    preference_level: i32 = 0
    """The greater the better; the least of all says that it is no default router."""

    ignored: bytes = w.data(w.rest, default=b"")
    """What a later format may add, ignored by receivers; kept, since the entry's size counts it."""


class RouterAdvertisement(ICMPMessage, tag=Type.ROUTER_ADVERTISEMENT):
    """ICMP Router Advertisement Message (RFC 1256, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   num_addrs   |addr_entry_size|            lifetime           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         addresses ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          ignored ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the code is 0; that there is at least one address: Mobile IP (RFC 5944)
    sends the code 16, and none. What stands behind those that are counted is ignored (section 5.2),
    its extensions too.
    """

    num_addrs: u8 = w.derived()
    """How many addresses are advertised."""

    addr_entry_size: u8 = 2
    """The size of each in words of 4 bytes: 2, or more in a format that has grown (section 5)."""

    lifetime: u16 = 1800
    """For how many seconds at most the addresses are valid."""

    addresses: list[Annotated[RouterAddress, w.sized(4 * this.addr_entry_size)]] = w.array(
        this.num_addrs
    )
    """Router Address and Preference Level, once for each address."""

    ignored: bytes = w.pad(w.rest)
    """What a later format may add, ignored by receivers."""


class RouterSolicitation(ICMPMessage, tag=Type.ROUTER_SOLICITATION):
    """ICMP Router Solicitation Message: routers, advertise! (RFC 1256, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            reserved                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          ignored ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the code is 0. What stands behind the reserved bytes is ignored
    (section 4.2).
    """

    reserved: bytes = w.pad(4)
    """Zero, ignored by receivers."""

    ignored: bytes = w.pad(w.rest)
    """What a later format may add, ignored by receivers."""
