"""Packets of SCTP and their checksum (RFC 9260, section 3 and appendix A)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u16, u32
from wirefmt.schemas.sctp.chunks import Chunk

__all__ = ["Packet", "crc32c"]

_POLYNOMIAL = 0x82F6_3B78
"""That of CRC32c, the first bit lowest."""


def _remainder(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (_POLYNOMIAL if byte & 1 else 0)
    return byte


_TABLE = tuple(map(_remainder, range(256)))


def crc32c(data: bytes) -> int:
    """Return the CRC32c of bytes (RFC 9260, appendix A); of `123456789` it is 0xE306_9283."""
    crc = 0xFFFF_FFFF
    for byte in data:
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFF_FFFF


class Packet(Message):
    """SCTP packet: the common header and its chunks (RFC 9260, sections 3 and 3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       source_port_number      |    destination_port_number    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        verification_tag                       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            checksum                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           chunks ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 16 bytes or more.

    Not checked here: the verification tag; which chunks may stand together. A packet whose checksum
    is wrong is refused, also one of 0 that stands for no checksum (RFC 9653).
    """

    source_port_number: u16 = w.field(check=this.source_port_number != 0)
    """The port of the sender: not 0."""

    destination_port_number: u16 = w.field(check=this.destination_port_number != 0)
    """The port of the receiver: not 0."""

    verification_tag: u32
    """The initiate tag that the receiver gave; 0 for an INIT."""

    checksum: w.u32_le = w.checksum(crc32c, over=this["source_port_number":"chunks"])
    """The CRC32c of the packet, itself taken as zero; its lowest byte is sent first."""

    chunks: list[Chunk] = w.array(w.rest, min=4)
    """One chunk or more, each padded to a multiple of 4 bytes."""
