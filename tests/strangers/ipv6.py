"""What tshark calls the fields of IPv6 and its extension headers (RFC 8200), and what packets hold.

Of the 229 entries of the captures, 195 are claimed. An entry's ``wire`` is the header with those
extension headers that tshark found no other layer for: ``packet_of`` finds the whole packet.

``strangers.packets`` with version 6 gives 6,725 whole packets. Their extension headers are in
``CHAINS``: none has an authentication header, a routing header with addresses, an option that is
not known, or Pad1. In one capture (``mpls-6in6-broken``) they are packets of version 6 around what
pretends to be a packet of version 3.

Quirks of tshark 4.0.17:

* ``ipv6.version`` has the digits of the whole first byte; ``ip.version`` has the value.
* ``ipv6.fraghdr.offset`` is the number in the header, in units of eight bytes, shown and in digits.
* ``ipv6.opt.type`` and ``ipv6.opt.length`` occur once for each option, in both kinds of header;
  Pad1 has no length.
* What PadN holds is in ``ipv6.opt.padn``, which is absent if that is nothing.
* Four bytes at the end of a frame may be taken for the link layer's frame check sequence, though
  they are the packet's: three packets of ``cisco-fabric-path`` without payload are so cut.
"""

from __future__ import annotations

from ipaddress import IPv6Address
from typing import TYPE_CHECKING, Final

from strangers import Column, Entry, frame_data, number, octets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strangers import Pdu

__all__ = [
    "CHAINS",
    "COLUMNS",
    "EXTENSIONS",
    "UNCLAIMED",
    "WRONG_CHECKSUMS",
    "packet_of",
    "unclaimed",
]


def flag(entry: Entry) -> bool:
    """Read one bit."""
    return bool(number(entry))


def address(entry: Entry) -> IPv6Address:
    """Read an address."""
    return IPv6Address(octets(entry))


COLUMNS: Final[Mapping[str, Column]] = {
    "version": Column("ip.version", number),
    "traffic_class": Column("ipv6.tclass", number),
    "flow_label": Column("ipv6.flow", number),
    "payload_length": Column("ipv6.plen", number),
    "next_header": Column("ipv6.nxt", number),
    "hop_limit": Column("ipv6.hlim", number),
    "source_address": Column("ipv6.src", address),
    "destination_address": Column("ipv6.dst", address),
}
"""The fields of the header, by the names of RFC 8200, section 3."""

EXTENSIONS: Final[Mapping[str, Mapping[str, Column]]] = {
    "HopByHopOptions": {
        "next_header": Column("ipv6.hopopts.nxt", number),
        "hdr_ext_len": Column("ipv6.hopopts.len", number),
    },
    "DestinationOptions": {
        "next_header": Column("ipv6.dstopts.nxt", number),
        "hdr_ext_len": Column("ipv6.dstopts.len", number),
    },
    "Routing": {
        "next_header": Column("ipv6.routing.nxt", number),
        "hdr_ext_len": Column("ipv6.routing.len", number),
        "routing_type": Column("ipv6.routing.type", number),
        "segments_left": Column("ipv6.routing.segleft", number),
    },
    "SourceRoute": {
        "reserved": Column("ipv6.routing.src.reserved", number),
        "addresses": Column("ipv6.routing.src.addr", address, several=True),
    },
    "Fragment": {
        "next_header": Column("ipv6.fraghdr.nxt", number),
        "reserved": Column("ipv6.fraghdr.reserved_octet", number),
        "fragment_offset": Column("ipv6.fraghdr.offset", number),
        "res": Column("ipv6.fraghdr.reserved_bits", number),
        "m_flag": Column("ipv6.fraghdr.more", flag),
        "identification": Column("ipv6.fraghdr.ident", number),
    },
    "Option": {
        "option_type": Column("ipv6.opt.type", number, several=True),
        "opt_data_len": Column("ipv6.opt.length", number, several=True),
    },
    "PadN": {"option_data": Column("ipv6.opt.padn", octets, several=True)},
    "RouterAlert": {"value": Column("ipv6.opt.router_alert", number, several=True)},
}
"""The fields of the headers behind it, and of their options."""

_TRACES: Final = "zeek+zeek/testing/btest/Traces/"
_FABRIC: Final = f"{_TRACES}cisco-fabric-path.pcap"
_BROKEN: Final = f"{_TRACES}trunc/mpls-6in6-broken.pcap.gz"
_VERSION_3: Final = "version 3, in a packet of version 6"
_AROUND: Final = "a packet of version 6 around one of version 3"
_CUT: Final = "its last 4 bytes taken for a frame check sequence"

UNCLAIMED: Final[Mapping[str, int]] = {_VERSION_3: 17, _AROUND: 14, _CUT: 3}
"""Each reason to leave messages out, all of them flagged as malformed, and how many they are."""

CHAINS: Final[Mapping[tuple[str, tuple[str, ...]], int]] = {
    (f"{_TRACES}ip6_esp.pcap", ("HopByHopOptions",)): 1,
    (f"{_TRACES}ipv6-fragmented-dns.pcap", ("Fragment",)): 4,
    (f"{_TRACES}ipv6-http-atomic-frag.pcap", ("HopByHopOptions",)): 5,
    (f"{_TRACES}ipv6-http-atomic-frag.pcap", ("Routing",)): 3,
    (f"{_TRACES}ipv6-http-atomic-frag.pcap", ("Fragment",)): 5,
    (f"{_TRACES}ipv6-http-atomic-frag.pcap", ("DestinationOptions",)): 5,
    (f"{_TRACES}ipv6-reassembly-state-leak.pcap", ("HopByHopOptions", "Fragment")): 92,
}
"""How many of a capture's whole packets have these extension headers; the others have none."""

_SURICATA: Final = "OISF+suricata-verify/tests/{}/input.pcap"

WRONG_CHECKSUMS: Final[Mapping[str, int]] = {
    _SURICATA.format("mqtt-events-invalid-qos"): 12,
    _SURICATA.format("mqtt-events-unassigned-msgtype"): 12,
    _SURICATA.format("mqtt-events-unintroduced"): 7,
    _SURICATA.format("mqtt31-pub-userpass"): 12,
    _SURICATA.format("mqtt31-sub-userpass"): 14,
    _SURICATA.format("mqtt31-unsub-qos2"): 18,
    _SURICATA.format("mqtt311-unsub-qos2"): 18,
    _SURICATA.format("mqtt311-unsub-userpass"): 18,
    _SURICATA.format("mqtt5-sub-mosquittoprops"): 14,
    f"{_TRACES}dns-edns-ecs-weirds.pcap": 3,
    f"{_TRACES}dns-edns-ecs.pcap": 15,
    f"{_TRACES}http/1000-requests-one-dropped-response.pcap.gz": 4_102,
    f"{_TRACES}http/connect-with-header.pcap": 58,
    f"{_TRACES}ipv6-http-atomic-frag.pcap": 4,
}
"""How many of a capture's packets carry TCP, UDP or ICMPv6 with a wrong checksum, says tshark too.

Most were taken on the loopback interface, where nobody computes one.
"""


def unclaimed(pdu: Pdu) -> str | None:
    """Return why a message is left out, or None if it is claimed."""
    if not pdu.malformed:
        return None
    if pdu.file == _FABRIC:
        return _CUT
    return {3: _VERSION_3, 6: _AROUND}[pdu.wire[0] >> 4]


def packet_of(header: Pdu) -> bytes:
    """Return the whole packet that an entry is the header of; tunnels included."""
    frame = frame_data(header.file, header.frame)
    start = frame.index(header.wire)
    size = 40 + int.from_bytes(header.wire[4:6], "big")
    packet = frame[start : start + size]
    assert len(packet) == size, f"{header.name} was not captured whole"
    return packet
