"""What tshark calls the fields of an NTP header (RFC 5905), and which messages have none.

Of the 151 messages in the captures, 144 are claimed: 103 of 48 bytes, 40 of 68 with a key
identifier and an MD5 digest, and one of 73 bytes, which a fuzzer made: tshark takes the last 25 for
a key identifier and a digest of 21 bytes, which RFC 5905 does not know. No message has an extension
field. By mode: 2 symmetric active, 15 symmetric passive, 83 client, 44 server; by version: 122 of
version 4, 21 of version 3, 1 of version 2 (the fuzzed one).

Quirks of tshark 4.0.17:

* ``ntp.precision`` and ``ntp.ppoll`` are shown unsigned; by the standard they are signed.
* ``ntp.rootdelay`` and ``ntp.rootdispersion`` are shown as the integers that they are on the wire,
  in units of 2**-16 seconds.
* ``ntp.reftime``, ``ntp.org``, ``ntp.rec`` and ``ntp.xmt`` are shown as dates, rounded to
  nanoseconds and taken to lie between 1968 and 2104, or as ``NULL``: the digits have all 64 bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from strangers import Column, number, octets, signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strangers import Pdu

__all__ = ["COLUMNS", "FUZZED", "UNCLAIMED", "unclaimed"]

COLUMNS: Final[Mapping[str, Column]] = {
    "leap_indicator": Column("ntp.flags.li", number),
    "version": Column("ntp.flags.vn", number),
    "mode": Column("ntp.flags.mode", number),
    "stratum": Column("ntp.stratum", number),
    "poll": Column("ntp.ppoll", signed),
    "precision": Column("ntp.precision", signed),
    "root_delay": Column("ntp.rootdelay", number),
    "root_dispersion": Column("ntp.rootdispersion", number),
    "reference_id": Column("ntp.refid", octets),
    "reference_timestamp": Column("ntp.reftime", number),
    "origin_timestamp": Column("ntp.org", number),
    "receive_timestamp": Column("ntp.rec", number),
    "transmit_timestamp": Column("ntp.xmt", number),
    "key_identifier": Column("ntp.keyid", number),
    "digest": Column("ntp.mac", octets),
}
"""The fields of the header (RFC 5905, section 7.3), raw as on the wire; the last two may lack."""

_TRACES: Final = "zeek+zeek/testing/btest/Traces/"
_CONTROL: Final = "mode 6, a control message"
_PRIVATE: Final = "mode 7, reserved for private use"
_MALFORMED: Final = "malformed, says tshark: 10 bytes"

UNCLAIMED: Final[Mapping[str, tuple[str, ...]]] = {
    _CONTROL: tuple(f"{_TRACES}ntp/ntpmode67.pcap#{frame}" for frame in (1, 2, 3)),
    _PRIVATE: (
        f"{_TRACES}ntp/ntp2.pcap#35",
        f"{_TRACES}ntp/ntpmode67.pcap#4",
        f"{_TRACES}ntp/ntpmode67.pcap#5",
    ),
    _MALFORMED: (f"{_TRACES}ipv4/fragmented-1.pcap#3",),
}
"""Each reason to leave messages out, and their names."""

FUZZED: Final = f"{_TRACES}ntp/ntp-no-extensions-mac.pcap#1"
"""The message of 73 bytes, whose end is no message authentication code of RFC 5905."""


def unclaimed(pdu: Pdu) -> str | None:
    """Return why a message has no header of RFC 5905, section 7.3, or None if it has one."""
    if pdu.malformed:
        return _MALFORMED
    return {6: _CONTROL, 7: _PRIVATE}.get(number(pdu.entry("ntp.flags.mode")))
