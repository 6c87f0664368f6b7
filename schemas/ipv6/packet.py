"""The packet of IPv6 (RFC 8200, section 3), and what checksums cover of it (section 8.1)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u8, u16, u32
from wirefmt.schemas.ipv6.headers import NEXT_HEADERS, HopByHopOptions, Payload

__all__ = [
    "Packet",
    "PseudoHeader",
]


class Packet(Message, size=this.payload_length + 40):
    """IPv6 packet: the header and what it carries (RFC 8200, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |version| traffic_class |               flow_label              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         payload_length        |  next_header  |   hop_limit   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                         source_address                        +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                      destination_address                      +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 40 bytes or more.

    Not checked here: that a header stands where the standard recommends it, and only once (section
    4.1), but for hop-by-hop options, which stand first or are refused. Jumbograms (RFC 2675), and
    what segmentation offload left with a payload length of 0, are refused; so are more than 62
    headers in one packet, by the limit of depth. What ESP (50) encrypted, packets in packets (4 and
    41), and extension headers that no class here is for (as 135, Mobility, and 139, HIP) are bytes.
    """

    version: int = w.const(6, w.bits(4))
    """The version of the format: 6."""

    traffic_class: int = w.bits(8, default=0)
    """How the packet is to be treated: 6 bits of DSCP (RFC 2474) and 2 of ECN (RFC 3168)."""

    flow_label: int = w.bits(20, default=0)
    """The same for all packets that routers are to treat as one flow; 0 for none (section 6)."""

    payload_length: u16 = w.derived()
    """The size of what follows the header in bytes, extension headers included: 0 to 65,535."""

    next_header: u8
    """What follows the header: an extension header, or the protocol of the upper layer (in IANA's
    numbers, which are those of IPv4: 6 is TCP, 17 UDP, 58 ICMPv6).
    """

    hop_limit: u8 = 64
    """How many more hops are allowed, at most."""

    source_address: w.ipv6
    """The address of the sender (RFC 4291)."""

    destination_address: w.ipv6
    """The address of the receiver; with a routing header, of the next node of the route."""

    payload: HopByHopOptions | Payload = w.choice(
        this.next_header, {0: HopByHopOptions, **NEXT_HEADERS}, default=b""
    )
    """The next header with what it carries in turn, or the bytes of the upper layer."""


class PseudoHeader(Message):
    """What the checksums of upper layers cover beside their packet (RFC 8200, section 8.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                         source_address                        +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                      destination_address                      +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                   upper_layer_packet_length                   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      zero                     |  next_header  |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 40 bytes.

    Not checked here: whether the addresses are those of the packet.
    """

    source_address: w.ipv6
    """The sender's address, from the IPv6 header."""

    destination_address: w.ipv6
    """The final receiver's address: with a routing header, the last one of the route."""

    upper_layer_packet_length: u32
    """The size in bytes of the upper layer's header and data."""

    zero: bytes = w.pad(3)
    """Zero."""

    next_header: u8
    """The number of the upper layer's protocol, whatever headers stand before it: 6 is TCP."""
