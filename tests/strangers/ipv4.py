"""What tshark calls the fields of an IPv4 header (RFC 791), and what captured packets hold.

All 334 entries of the captures are claimed: none was malformed, each header has 20 bytes (no
options), is no fragment, and its checksum holds. An entry's ``wire`` is the header alone:
``strangers.packet_of`` finds the whole packet in the capture file, for every one of them.

``strangers.packets`` gives 9,304 whole packets, 226 of them fragments. In 335 the checksum is 0,
most likely as their sender left it to the network card; in all others it holds. None of these
packets has options either; three packets inside VXLAN have (``with_options``).

Quirks of tshark 4.0.17:

* ``ip.version`` and ``ip.hdr_len`` have the digits of the whole first byte: their values are in
  ``shown``. ``ip.hdr_len`` counts bytes there, where the standard counts words of four.
* ``ip.flags`` is the value of the three flags, the reserved one first.
* ``ip.frag_offset`` is the number in the header, in units of eight bytes, shown and in digits.
* ``ip.dsfield`` is what RFC 791 calls the type of service, now split by RFC 2474 and RFC 3168.
* ``ip.addr`` and ``ip.host`` occur twice and repeat the source and destination.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from strangers import Column, Entry, frame_data, number, octets

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COLUMNS", "ZERO_CHECKSUMS", "with_options"]


def shown(entry: Entry) -> int:
    """Read what tshark shows in decimal."""
    return int(entry.shown or "")


def words(entry: Entry) -> int:
    """Read a number of bytes, shown in decimal, as a number of 32-bit words."""
    return shown(entry) // 4


def flag(entry: Entry) -> bool:
    """Read one bit."""
    return bool(number(entry))


COLUMNS: Final[Mapping[str, Column]] = {
    "version": Column("ip.version", shown),
    "ihl": Column("ip.hdr_len", words),
    "type_of_service": Column("ip.dsfield", number),
    "dscp": Column("ip.dsfield.dscp", number),
    "ecn": Column("ip.dsfield.ecn", number),
    "total_length": Column("ip.len", number),
    "identification": Column("ip.id", number),
    "flags": Column("ip.flags", number),
    "reserved": Column("ip.flags.rb", flag),
    "dont_fragment": Column("ip.flags.df", flag),
    "more_fragments": Column("ip.flags.mf", flag),
    "fragment_offset": Column("ip.frag_offset", number),
    "time_to_live": Column("ip.ttl", number),
    "protocol": Column("ip.proto", number),
    "header_checksum": Column("ip.checksum", number),
    "source_address": Column("ip.src", octets),
    "destination_address": Column("ip.dst", octets),
}
"""The fields of the header, by the names of RFC 791 and of those that amended it."""

_TRACES: Final = "zeek+zeek/testing/btest/Traces/"

ZERO_CHECKSUMS: Final[Mapping[str, int]] = {
    f"{_TRACES}ncp.pcap": 245,
    f"{_TRACES}ntp/ntp-no-extensions-mac.pcap": 1,
    f"{_TRACES}pcapng-multi-interface.pcapng": 2,
    f"{_TRACES}quic/merlinc2_Zeek_example.pcapng": 50,
    f"{_TRACES}radius/radius_localhost.pcap": 19,
    f"{_TRACES}tunnels/socks.pcap": 18,
}
"""How many of a capture's packets have a checksum of 0, which is wrong; all others are right."""

_OPTIONS: Final = f"{_TRACES}tunnels/vxlan-encapsulated-igmp-v2.pcap"


def with_options() -> list[bytes]:
    """Return three packets of 32 bytes that have a router alert (RFC 2113), from inside VXLAN."""
    return [frame_data(_OPTIONS, frame)[64 : 64 + 32] for frame in (1, 2, 3)]
