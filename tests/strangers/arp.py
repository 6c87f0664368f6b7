"""What tshark calls the fields of an ARP packet (RFC 826).

All 68 packets of the captures are claimed, none was malformed: 62 with addresses of 6 and 4 bytes
(60 on Ethernet, 2 on networks of IEEE 802), and 6 in which one or both lengths are 255.

Quirks of tshark 4.0.17:

* ``arp.src.hw_mac`` and ``arp.dst.hw_mac`` are there where hardware addresses have 6 bytes, else
  ``arp.src.hw`` and ``arp.dst.hw``.
* In the same way ``arp.src.proto_ipv4`` and ``arp.dst.proto_ipv4``, where protocol addresses have 4
  bytes, else ``arp.src.proto`` and ``arp.dst.proto``.
"""

from __future__ import annotations

from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Final

from strangers import Column, Entry, number, octets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strangers import Pdu

__all__ = ["ETHERNET_IPV4", "other_columns"]


def mac(entry: Entry) -> object:
    """Read an Ethernet address, which tshark shows as it is usually written."""
    return entry.shown


def ipv4(entry: Entry) -> IPv4Address:
    """Read an IPv4 address."""
    return IPv4Address(octets(entry))


_HEADER: Final = {
    "hrd": Column("arp.hw.type", number),
    "pro": Column("arp.proto.type", number),
    "hln": Column("arp.hw.size", number),
    "pln": Column("arp.proto.size", number),
    "op": Column("arp.opcode", number),
}

ETHERNET_IPV4: Final[Mapping[str, Column]] = {
    **_HEADER,
    "sha": Column("arp.src.hw_mac", mac),
    "spa": Column("arp.src.proto_ipv4", ipv4),
    "tha": Column("arp.dst.hw_mac", mac),
    "tpa": Column("arp.dst.proto_ipv4", ipv4),
}
"""The fields of a packet for IPv4 on Ethernet."""


def other_columns(pdu: Pdu) -> Mapping[str, Column]:
    """Return the fields of a packet with addresses of other sizes."""
    hardware = "hw_mac" if "arp.src.hw_mac" in pdu.fields else "hw"
    protocol = "proto_ipv4" if "arp.src.proto_ipv4" in pdu.fields else "proto"
    return {
        **_HEADER,
        "sha": Column(f"arp.src.{hardware}", octets),
        "spa": Column(f"arp.src.{protocol}", octets),
        "tha": Column(f"arp.dst.{hardware}", octets),
        "tpa": Column(f"arp.dst.{protocol}", octets),
    }
