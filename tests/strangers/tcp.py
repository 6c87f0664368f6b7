"""What tshark calls the fields of a TCP segment (RFC 9293) and its options, and what packets hold.

All 252 entries of the captures are claimed: one is flagged as malformed, but for the SSH in it. An
entry's ``wire`` is the header alone: the data is in ``tcp.payload``. Sequence and acknowledgment
numbers are not among the entries' fields; those of ``tests/vectors/tcp.toml`` are tshark's.

In whole IP packets that are no fragments, ``strangers.packets`` gives 6,055 segments over IPv4 and
4,526 over IPv6. No option of theirs is any other kind than those of ``OPTIONS``.

Quirks of tshark 4.0.17:

* ``tcp.hdr_len`` has the digits of the whole byte, and counts bytes where it is shown.
* ``tcp.flags.res`` is three bits and ``tcp.flags.ae`` the fourth of what RFC 9293 reserves.
* ``tcp.option_kind`` occurs once for each option, ``tcp.option_len`` for each that has a length,
  but not in the order of the wire: those of one kind stand together.
* Each byte behind an End of Option List is an option of that kind again: by the standard, padding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from strangers import Column, Entry, number, octets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strangers import Pdu

__all__ = ["COLUMNS", "OPTIONS", "OPTION_FIELDS", "WRONG_CHECKSUMS", "option_list", "segment"]


def flag(entry: Entry) -> bool:
    """Read one bit."""
    return bool(number(entry))


def words(entry: Entry) -> int:
    """Read a number of bytes, shown in decimal, as a number of 32-bit words."""
    return int(entry.shown or "") // 4


COLUMNS: Final[Mapping[str, Column]] = {
    "source_port": Column("tcp.srcport", number),
    "destination_port": Column("tcp.dstport", number),
    "data_offset": Column("tcp.hdr_len", words),
    "reserved_high": Column("tcp.flags.res", number),
    "reserved_low": Column("tcp.flags.ae", number),
    "cwr": Column("tcp.flags.cwr", flag),
    "ece": Column("tcp.flags.ece", flag),
    "urg": Column("tcp.flags.urg", flag),
    "ack": Column("tcp.flags.ack", flag),
    "psh": Column("tcp.flags.push", flag),
    "rst": Column("tcp.flags.reset", flag),
    "syn": Column("tcp.flags.syn", flag),
    "fin": Column("tcp.flags.fin", flag),
    "window": Column("tcp.window_size_value", number),
    "checksum": Column("tcp.checksum", number),
    "urgent_pointer": Column("tcp.urgent_pointer", number),
    "data": Column("tcp.payload", octets, default=b""),
}
"""The fields of a segment, by the names of RFC 9293."""

OPTION_FIELDS: Final[Mapping[str, Column]] = {
    "maximum_segment_size": Column("tcp.options.mss_val", number),
    "shift_cnt": Column("tcp.options.wscale.shift", number),
    "ts_value": Column("tcp.options.timestamp.tsval", number),
    "ts_echo_reply": Column("tcp.options.timestamp.tsecr", number),
}
"""The fields of options: no option occurs twice in a segment of the captures."""

OPTIONS: Final[Mapping[str, int]] = {
    "EndOfOptionList": 52,
    "NoOperation": 15_604,
    "MaximumSegmentSize": 330,
    "WindowScale": 298,
    "SackPermitted": 300,
    "Timestamps": 7_837,
}
"""How many options of each kind all segments have; behind the end of the list stands one zero."""

_TRACES: Final = "zeek+zeek/testing/btest/Traces/"
_SURICATA: Final = "OISF+suricata-verify/tests/{}/input.pcap"

WRONG_CHECKSUMS: Final[Mapping[tuple[int, str], int]] = {
    (4, f"{_TRACES}dns-edns-ecs.pcap"): 1,
    (4, f"{_TRACES}http/cooper-grill-dvwa.pcapng"): 27,
    (4, f"{_TRACES}modbus/modbusSmall.pcap"): 160,
    (4, f"{_TRACES}mount/mount_base.pcap"): 47,
    (4, f"{_TRACES}ncp.pcap"): 244,
    (4, f"{_TRACES}nfs/nfs_base.pcap"): 47,
    (4, f"{_TRACES}nfs/nfs_fsinfo_bad_status.pcap"): 48,
    (4, f"{_TRACES}nfs/nfs_getattr_bad_ftype.pcap"): 48,
    (4, f"{_TRACES}nfs/nfs_setattr_bad_set_it.pcap"): 47,
    (4, f"{_TRACES}nfs/nfs_write_bad_stable_how.pcap"): 1,
    (4, f"{_TRACES}postgresql/bad-backend-message-1.pcap"): 8,
    (4, f"{_TRACES}postgresql/bad-startup-message-1.pcap"): 8,
    (4, f"{_TRACES}postgresql/greenhouse-app.pcap"): 230,
    (4, f"{_TRACES}tls/google-cert-repeat.pcap"): 82,
    (4, f"{_TRACES}tunnels/socks.pcap"): 18,
    (6, _SURICATA.format("mqtt-events-invalid-qos")): 12,
    (6, _SURICATA.format("mqtt-events-unassigned-msgtype")): 12,
    (6, _SURICATA.format("mqtt-events-unintroduced")): 7,
    (6, _SURICATA.format("mqtt31-pub-userpass")): 12,
    (6, _SURICATA.format("mqtt31-sub-userpass")): 14,
    (6, _SURICATA.format("mqtt31-unsub-qos2")): 18,
    (6, _SURICATA.format("mqtt311-unsub-qos2")): 18,
    (6, _SURICATA.format("mqtt311-unsub-userpass")): 18,
    (6, _SURICATA.format("mqtt5-sub-mosquittoprops")): 14,
    (6, f"{_TRACES}dns-edns-ecs.pcap"): 1,
    (6, f"{_TRACES}http/1000-requests-one-dropped-response.pcap.gz"): 4_102,
    (6, f"{_TRACES}http/connect-with-header.pcap"): 58,
    (6, f"{_TRACES}ipv6-http-atomic-frag.pcap"): 4,
}
"""How many segments of a capture have a wrong checksum, by the version of IP, says tshark too.

Most were captured at their sender, whose network card or loopback interface had them to compute.
"""


def segment(header: Pdu) -> bytes:
    """Return the whole segment that an entry is the header of."""
    return header.wire + b"".join(map(octets, header.entries("tcp.payload")))


def option_list(header: Pdu) -> list[tuple[int, int | None]]:
    """Return the kinds of an entry's options in the order of the wire, each with its length."""
    lengths = {entry.offset: number(entry) for entry in header.entries("tcp.option_len")}
    kinds = {entry.offset: number(entry) for entry in header.entries("tcp.option_kind")}
    return [(kinds[offset], lengths.get(offset + 1)) for offset in sorted(kinds)]
