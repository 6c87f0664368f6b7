"""IPv4: the Internet Protocol (RFC 791, section 3.1), and the checksum of its family (RFC 1071)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16

__all__ = ["Datagram", "internet_checksum"]


def internet_checksum(data: bytes) -> int:
    """Return the ones' complement of the ones' complement sum of 16-bit words (RFC 1071).

    Over bytes that include their own right checksum the result is 0. An odd last byte counts as
    the high half of a word.
    """
    number = int.from_bytes(data + bytes(len(data) % 2), "big")
    return -number % 0xFFFF if number else 0xFFFF  # 0x1_0000 is 1 modulo 0xFFFF: no loop over words


class Datagram(Message, size=this.total_length):
    """IPv4 datagram: the header and what it carries (RFC 791, section 3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |version|  ihl  |type_of_service|          total_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         identification        |r|d|m|     fragment_offset     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  time_to_live |    protocol   |        header_checksum        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         source_address                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      destination_address                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          options ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        r  reserved
        d  dont_fragment
        m  more_fragments

    Size: 20 bytes or more.

    Not checked here: that the reserved flag is zero; that options are well formed, and that a
    fragment that others follow carries a multiple of 8 bytes. A packet whose checksum its sender
    left to the network card is refused.
    """

    version: int = w.const(4, w.bits(4))
    """The version of the format: 4."""

    ihl: int = w.derived(w.bits(4))
    """Internet header length, in words of 4 bytes: 5 to 15."""

    type_of_service: u8 = 0
    """What service is asked for; now 6 bits of DSCP (RFC 2474) and 2 of ECN (RFC 3168)."""

    total_length: u16 = w.derived()
    """The size of the datagram in bytes, header and payload: 20 to 65,535."""

    identification: u16 = 0
    """What the fragments of one datagram have in common."""

    reserved: flag = False
    """The first of the three flags: zero by the standard, kept as it came."""

    dont_fragment: flag = False
    """DF: no router may cut the datagram."""

    more_fragments: flag = False
    """MF: this is a fragment, and not the last one."""

    fragment_offset: int = w.bits(13, default=0)
    """Where in the whole datagram this fragment belongs, in units of 8 bytes: 0 to 8,191."""

    time_to_live: u8 = 64
    """How many more hops are allowed, at most; at 0 the datagram is destroyed."""

    protocol: u8
    """Which protocol the payload is of (RFC 790, now IANA's): 1 is ICMP, 6 TCP, 17 UDP."""

    header_checksum: u16 = w.checksum(internet_checksum, over=this["version":"options"])
    """The internet checksum of the header, itself taken as zero."""

    source_address: bytes = w.data(4)
    """The address of the sender (section 3.2)."""

    destination_address: bytes = w.data(4)
    """The address of the receiver (section 3.2)."""

    options: bytes = w.data(4 * this.ihl - 20, default=b"")
    """Options as they stand, padded with zeros to a multiple of 4 bytes: 0 to 40 bytes."""

    payload: bytes = w.data(w.rest, default=b"")
    """The data of the next protocol, or a fragment of it."""
