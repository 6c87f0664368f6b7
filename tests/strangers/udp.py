"""What tshark calls the fields of a UDP datagram (RFC 768).

All 252 entries of the captures are claimed; none was malformed, none has a checksum of 0, and
``udp.length`` is 8 more than the payload in each. An entry's ``wire`` is the header alone: the
payload is in ``udp.payload``. In 29 of them, those of the two ``gtp`` captures, that payload was
reassembled by tshark from the fragments of several frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from strangers import Column, number, octets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strangers import Pdu

__all__ = ["COLUMNS", "WRONG_CHECKSUMS", "datagram"]

COLUMNS: Final[Mapping[str, Column]] = {
    "source_port": Column("udp.srcport", number),
    "destination_port": Column("udp.dstport", number),
    "length": Column("udp.length", number),
    "checksum": Column("udp.checksum", number),
    "payload": Column("udp.payload", octets),
}
"""The fields of a datagram, by the names of RFC 768."""

_TRACES: Final = "zeek+zeek/testing/btest/Traces/"

WRONG_CHECKSUMS: Final[Mapping[str, int]] = {
    f"{_TRACES}dns-edns-ecs-weirds.pcap": 2,
    f"{_TRACES}dns-edns-ecs.pcap": 5,
    f"{_TRACES}modbus/modbusSmall.pcap": 6,
    f"{_TRACES}mount/mount-unmount-bad-auth-flavor.pcap": 1,
    f"{_TRACES}mount/mount-unmount-bad-status.pcap": 1,
    f"{_TRACES}mount/mount_base.pcap": 5,
    f"{_TRACES}nfs/nfs_base.pcap": 5,
    f"{_TRACES}nfs/nfs_fsinfo_bad_status.pcap": 5,
    f"{_TRACES}nfs/nfs_getattr_bad_ftype.pcap": 5,
    f"{_TRACES}nfs/nfs_setattr_bad_set_it.pcap": 5,
    f"{_TRACES}ntp/ntp-no-extensions-mac.pcap": 1,
    f"{_TRACES}ntp/ntp.pcap": 16,
    f"{_TRACES}ntp/ntp2.pcap": 17,
    f"{_TRACES}ntp/ntpmode67.pcap": 9,
    f"{_TRACES}pcapng-multi-interface.pcapng": 3,
    f"{_TRACES}quic/merlinc2_Zeek_example.pcapng": 50,
    f"{_TRACES}radius/radius_localhost.pcap": 19,
    f"{_TRACES}snmp/snmpwalk-short.pcap": 200,
    f"{_TRACES}tunnels/vxlan-encapsulated-igmp-v2.pcap": 3,
}
"""How many of a capture's datagrams have a wrong checksum.

Of the 1,861 datagrams in whole IPv4 packets that are no fragments, these are 358; 31 have none, and
in the other 1,472 it holds.
"""


def datagram(header: Pdu) -> bytes:
    """Return the whole datagram that an entry is the header of."""
    return header.wire + octets(header.entry("udp.payload"))
