"""The GTP-U messages of the captures, and what tshark says of them (3GPP TS 29.281).

There is no table of tshark's entries for GTP: the messages are taken from the two ``gtp`` captures,
from all datagrams to port 2152. Those that were sent in fragments of IP are put together here. All
146 are G-PDUs without an optional part, and tshark 4.0.17 flags none as malformed.

``TUNNELS`` is a summary of ``gtp.teid``, ``gtp.length``, ``gtp.flags`` and ``gtp.message``. Nothing
is left out of the comparison; the T-PDU, which tshark takes apart as IP, is compared in its size,
and must be a whole IPv4 packet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import strangers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["TUNNELS", "Tunnel", "messages"]

_FOLDER: Final = "zeek+zeek/testing/btest/Traces/tunnels/gtp"
_UDP: Final = 17
_PORT: Final = 2152


class Tunnel(NamedTuple):
    """How many messages a tunnel has, and the sum of their ``gtp.length``."""

    messages: int
    length: int


TUNNELS: Final[Mapping[str, Mapping[int, Tunnel]]] = {
    f"{_FOLDER}/gtp1_gn_normal_incl_fragmentation.pcap": {
        0x8C61_BE36: Tunnel(27, 3_204),
        0x0000_B2B7: Tunnel(41, 52_594),
    },
    f"{_FOLDER}/gtp2_different_udp_port.pcap": {
        0x0000_BF2E: Tunnel(49, 65_396),
        0x9E40_BA4F: Tunnel(29, 2_310),
    },
}
"""The tunnels of each capture, by their TEID, as tshark sees them: 0x30 and 0xff in all."""


def messages(file: str) -> Iterator[tuple[int, bytes]]:
    """Yield a capture's messages, each with the number of the frame that completed it."""
    started: dict[bytes, dict[int, bytes]] = {}
    for frame, packet in strangers.packets(file):
        header_size = 4 * (packet[0] & 0xF)
        word = int.from_bytes(packet[6:8], "big")
        key = packet[4:6] + packet[9:10] + packet[12:20]
        parts = started.setdefault(key, {})
        parts[8 * (word & 0x1FFF)] = packet[header_size:]
        datagram = b"".join(parts[offset] for offset in sorted(parts))
        if packet[9] != _UDP or len(datagram) < int.from_bytes(datagram[4:6], "big"):
            continue
        del started[key]
        if int.from_bytes(datagram[2:4], "big") == _PORT:
            yield frame, datagram[8:]
