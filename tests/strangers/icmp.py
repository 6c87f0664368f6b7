"""What tshark calls the fields of ICMP (RFC 792), and which captured messages are cut.

Of the 126 messages in the captures, 122 are claimed: 62 echo messages, 59 replies, and one that a
port was unreachable. None was malformed; in the four others the checksum does not hold, since the
frame was captured in part. Types that no capture has are in ``tests/vectors/icmp.toml``.

Quirks of tshark 4.0.17:

* The data of an echo message is in ``data.data``, but for its first 8 bytes where they look like
  the time at which it was sent: these are in ``icmp.data_time``.
* ``icmp.ident`` and ``icmp.seq`` are numbers in network byte order, as in the standard;
  ``icmp.ident_le`` and ``icmp.seq_le`` are the same bytes read the other way.
* The original datagram in an error message is decoded: ``ip`` and ``udp`` are its headers, and
  ``udp.payload`` is the rest.
* ``icmp.unused`` is all four bytes behind the checksum, also of a Destination Unreachable Message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from strangers import Column, number, octets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strangers import Pdu

__all__ = ["COLUMNS", "ERROR", "HEADER", "UNCLAIMED", "data", "unclaimed"]

HEADER: Final[Mapping[str, Column]] = {
    "type": Column("icmp.type", number),
    "code": Column("icmp.code", number),
    "checksum": Column("icmp.checksum", number),
}
"""What all messages have."""

COLUMNS: Final[Mapping[str, Column]] = {
    **HEADER,
    "identifier": Column("icmp.ident", number),
    "sequence_number": Column("icmp.seq", number),
}
"""The fields of an echo message or its reply, but for the data."""

ERROR: Final[Mapping[str, Column]] = {**HEADER, "unused": Column("icmp.unused", number)}
"""The fields of a Destination Unreachable Message, but for the original datagram."""

_DATA: Final = ("icmp.data_time", "data.data", "ip", "udp", "udp.payload")

_CUT: Final = "captured in part: 46 bytes of 64"

UNCLAIMED: Final[Mapping[str, tuple[str, ...]]] = {
    _CUT: tuple(
        f"zeek+zeek/testing/btest/Traces/trunc/icmp-payload-trunc.pcap#{frame}"
        for frame in (1, 2, 3, 4)
    ),
}
"""Each reason to leave messages out, and their names."""


def data(pdu: Pdu) -> bytes:
    """Return what stands behind the first 8 bytes, in the order of the wire."""
    return b"".join(octets(entry) for name in _DATA for entry in pdu.entries(name))


def unclaimed(pdu: Pdu) -> str | None:
    """Return why a message is none of RFC 792, or None if it is one."""
    return next((reason for reason, names in UNCLAIMED.items() if pdu.name in names), None)
