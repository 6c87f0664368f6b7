"""ARP: the Address Resolution Protocol (RFC 826), on Ethernet and elsewhere."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, this, u8, u16

__all__ = ["EthernetIPv4", "HardwareAddressSpace", "Opcode", "OtherPacket", "Packet"]


class HardwareAddressSpace(IntEnum):
    """What kind of network the hardware addresses are of (now IANA's list of hardware types)."""

    ETHERNET = 1
    IEEE_802 = 6


class Opcode(IntEnum):
    """What the packet is for (RFC 826, "Definitions")."""

    REQUEST = 1
    REPLY = 2


class Packet(Message, variants=(this.pro, this.hln, this.pln)):
    """ARP packet: what stands before the addresses (RFC 826, "Packet format").

    Fields have the names of the RFC, without their `ar$`.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              hrd              |              pro              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      hln      |      pln      |               op              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /          variant by this.pro, this.hln, this.pln ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that lengths are those of their address spaces. What Ethernet adds to fill its
    least size is no part of the packet: `Codec(Packet).decode_from` leaves it alone.
    """

    hrd: HardwareAddressSpace | int = w.enumerated(
        u16, open=True, default=HardwareAddressSpace.ETHERNET
    )
    """Hardware address space: the kind of network."""

    pro: u16 = w.derived()
    """Protocol address space: whose addresses are resolved, as an EtherType; 0x0800 is IPv4."""

    hln: u8 = w.derived()
    """The size of each hardware address in bytes."""

    pln: u8 = w.derived()
    """The size of each protocol address in bytes."""

    op: Opcode | int = w.enumerated(u16, open=True)
    """Opcode: asks or answers. Other protocols share the format: RARP (RFC 903) has 3 and 4."""


class EthernetIPv4(Packet, tag=(0x0800, 6, 4)):
    """ARP packet that resolves IPv4 addresses to those of Ethernet, or others of 48 bits (RFC 826).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              hrd              |              pro              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      hln      |      pln      |               op              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              sha                              |
        +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |              spa              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
        |                              tha                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              tpa                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 28 bytes.

    Not checked here: whether the sender's addresses are its own.
    """

    sha: w.mac
    """Hardware address of the sender."""

    spa: w.ipv4
    """Protocol address of the sender; 0.0.0.0 in an ARP Probe (RFC 5227, section 1.1)."""

    tha: w.mac = "00:00:00:00:00:00"
    """Hardware address of the target, which a request does not know."""

    tpa: w.ipv4
    """Protocol address of the target; the sender's own in an ARP Announcement (RFC 5227)."""


class OtherPacket(Packet, tag=(..., ..., ...)):
    """ARP packet with addresses of other kinds, of the lengths that it tells (RFC 826).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              hrd              |              pro              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      hln      |      pln      |               op              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            sha ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            spa ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tha ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tpa ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: what the addresses mean.
    """

    pro: u16 = w.field()
    """Protocol address space: whose addresses are resolved, as an EtherType."""

    hln: u8 = w.derived(u8, w.size_of(this.sha))
    """The size of each hardware address in bytes."""

    pln: u8 = w.derived(u8, w.size_of(this.spa))
    """The size of each protocol address in bytes."""

    sha: bytes = w.data(this.hln)
    """Hardware address of the sender."""

    spa: bytes = w.data(this.pln)
    """Protocol address of the sender."""

    tha: bytes = w.data(this.hln)
    """Hardware address of the target, which a request does not know."""

    tpa: bytes = w.data(this.pln)
    """Protocol address of the target."""
