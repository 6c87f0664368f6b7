"""UDP: the User Datagram Protocol (RFC 768), and its checksum over IPv4."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u8, u16
from wirefmt.schemas.ipv4 import internet_checksum

__all__ = ["Datagram", "PseudoHeader", "checksum"]


class Datagram(Message, size=this.length):
    """UDP datagram (RFC 768, "Format").

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          source_port          |        destination_port       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: the checksum, which needs the addresses of IP; see `checksum`. A length of 0
    (a jumbogram of IPv6, RFC 2675) is refused.
    """

    source_port: u16 = 0
    """The port of the sending process, to which a reply goes; 0 where none is meant."""

    destination_port: u16
    """The port of the receiving process."""

    length: u16 = w.derived()
    """The size of the datagram in bytes, header and payload: 8 to 65,535."""

    checksum: u16 = 0
    """The checksum that the sender computed, see `checksum`; 0 where it computed none."""

    payload: bytes = w.data(w.rest, default=b"")
    """The data octets."""


class PseudoHeader(Message):
    """What the checksum covers beside the datagram; never sent (RFC 768, "Checksum").

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         source_address                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      destination_address                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      zero     |    protocol   |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: whether the addresses are those of the IP header around the datagram.
    """

    source_address: bytes = w.data(4)
    """The sender's address, from the IP header."""

    destination_address: bytes = w.data(4)
    """The receiver's address, from the IP header."""

    zero: bytes = w.pad(1)
    """Zero."""

    protocol: u8 = w.const(17)
    """The number of UDP among the protocols of IP: 17."""

    length: u16
    """The length of the UDP datagram, as it says itself."""


def checksum(datagram: Datagram, source: bytes, destination: bytes) -> int:
    """Return the checksum that a datagram has between two IPv4 addresses (RFC 768, "Checksum").

    A received datagram is intact if its checksum is this one, or is 0: its sender computed none.
    A sum of zero is sent as 0xFFFF, which is the same in ones' complement.

    Args:
        datagram: The datagram; whatever its checksum says is left out.
        source: The sender's address, 4 bytes.
        destination: The receiver's address, 4 bytes.

    Raises:
        EncodeError: If an address has not 4 bytes, or the datagram does not fit the wire.
    """
    bare = Datagram(
        source_port=datagram.source_port,
        destination_port=datagram.destination_port,
        payload=datagram.payload,
    )
    pseudo_header = PseudoHeader(
        source_address=source, destination_address=destination, length=bare.length
    )
    return internet_checksum(w.encode(pseudo_header) + w.encode(bare)) or 0xFFFF
