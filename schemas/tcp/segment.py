"""The segment of TCP, and its checksum over IPv4 and IPv6 (RFC 9293, section 3.1)."""

from __future__ import annotations

from copy import copy
from ipaddress import IPv4Address, IPv6Address
from typing import Final

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16, u32
from wirefmt.schemas import ipv6
from wirefmt.schemas.ipv4 import internet_checksum
from wirefmt.schemas.tcp.options import Option

__all__ = [
    "PseudoHeader",
    "Segment",
    "checksum",
]

_TCP: Final = 6
"""The number of TCP among the protocols of IP."""

_IPV6_SIZE: Final = 16
"""The bytes of an address of IPv6."""


class Segment(Message):
    """TCP segment: the header and its data (RFC 9293, section 3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          source_port          |        destination_port       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        sequence_number                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                     acknowledgment_number                     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |dat_off|reserve|c|e|u|a|p|r|s|f|             window            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            checksum           |         urgent_pointer        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          options ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        dat_off  data_offset
        reserve  reserved
        c        cwr
        e        ece
        u        urg
        a        ack
        p        psh
        r        rst
        s        syn
        f        fin

    Size: 20 bytes or more.

    Not checked here: the checksum, which needs the addresses of IP; see `checksum`. Numbers and
    flags, of which the connection decides what they mean. An option whose length is wrong is
    refused, and the segment with it.
    """

    source_port: u16
    """The port of the sender."""

    destination_port: u16
    """The port of the receiver."""

    sequence_number: u32 = 0
    """The number of the first data byte, modulo 2**32; with SYN the initial one, before it."""

    acknowledgment_number: u32 = 0
    """The next sequence number that the sender expects; valid with ACK."""

    data_offset: int = w.derived(w.bits(4))
    """The size of the header in words of 4 bytes: 5 to 15."""

    reserved: int = w.bits(4, default=0)
    """Zero by the standard, kept as it came; later ones use some bits (RFC 9768)."""

    cwr: flag = False
    """Congestion window reduced (RFC 3168)."""

    ece: flag = False
    """ECN-echo: congestion was experienced (RFC 3168)."""

    urg: flag = False
    """The urgent pointer is valid."""

    ack: flag = False
    """The acknowledgment number is valid."""

    psh: flag = False
    """Push: the receiver is not to wait for more data."""

    rst: flag = False
    """Reset the connection."""

    syn: flag = False
    """Synchronize sequence numbers: the connection is being opened."""

    fin: flag = False
    """No more data from the sender."""

    window: u16 = 0
    """How many bytes the sender takes from the acknowledgment number on; see `WindowScale`."""

    checksum: u16 = 0
    """The checksum that the sender computed, see `checksum`."""

    urgent_pointer: u16 = 0
    """The offset from the sequence number of the byte behind urgent data; valid with URG."""

    options: list[Option] = w.array(size=4 * this.data_offset - 20, default_factory=list)
    """Options, padded by `NoOperation` or `EndOfOptionList` to a multiple of 4 bytes: 0 to 40."""

    data: bytes = w.data(w.rest, default=b"")
    """The data, up to the end of the IP datagram."""


class PseudoHeader(Message):
    """What the checksum covers over IPv4 beside the segment; never sent (RFC 9293, section 3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         source_address                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      destination_address                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      zero     |      ptcl     |           tcp_length          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: whether the addresses are those of the IP header around the segment. Over IPv6
    the pseudo-header is `ipv6.PseudoHeader`.
    """

    source_address: w.ipv4
    """The sender's address, from the IP header."""

    destination_address: w.ipv4
    """The receiver's address, from the IP header."""

    zero: bytes = w.pad(1)
    """Zero."""

    ptcl: u8 = w.const(_TCP)
    """The number of TCP among the protocols of IP: 6."""

    tcp_length: u16
    """The size of the segment in bytes, header and data."""


def checksum(segment: Segment, source: bytes, destination: bytes) -> int:
    """Return the checksum that a segment has between two addresses (RFC 9293, section 3.1).

    A received segment is intact if its checksum is this one.

    Args:
        segment: The segment; whatever its checksum says is left out.
        source: The sender's address: 4 bytes of IPv4, or 16 of IPv6.
        destination: The receiver's address: of IPv6 with a routing header, the final one.

    Raises:
        ValueError: If the addresses are not two of one version, or, as an `EncodeError`, if the
            segment does not fit the wire.
    """
    bare = copy(segment)
    bare.checksum = 0
    wire = w.encode(bare)
    pseudo_header: PseudoHeader | ipv6.PseudoHeader
    if len(source) == _IPV6_SIZE:
        pseudo_header = ipv6.PseudoHeader(
            source_address=IPv6Address(source),
            destination_address=IPv6Address(destination),
            upper_layer_packet_length=len(wire),
            next_header=_TCP,
        )
    else:
        pseudo_header = PseudoHeader(
            source_address=IPv4Address(source),
            destination_address=IPv4Address(destination),
            tcp_length=len(wire),
        )
    return internet_checksum(w.encode(pseudo_header) + wire)
