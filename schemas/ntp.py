"""NTP: the Network Time Protocol, version 4 (RFC 5905, sections 6 and 7.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import IntEnum

import wirefmt as w
from wirefmt import Message, i8, u8, u16, u32

__all__ = [
    "MAC",
    "LeapIndicator",
    "Mode",
    "Packet",
    "Short",
    "Timestamp",
    "from_datetime",
    "to_datetime",
]

_EPOCH = datetime(1900, 1, 1, tzinfo=UTC)
_ERA = 1 << 32
"""The seconds of one era; era 0 ends on 7 February 2036 (section 6)."""


class LeapIndicator(IntEnum):
    """What is known of leap seconds (section 7.3, figure 9)."""

    NO_WARNING = 0
    LAST_MINUTE_HAS_61_SECONDS = 1
    LAST_MINUTE_HAS_59_SECONDS = 2
    UNKNOWN = 3
    """The clock is not synchronized."""


class Mode(IntEnum):
    """Who speaks to whom (section 7.3, figure 10), in the modes that have a packet of section 7.3.

    Mode 6 (a control message) and 7 (private use) have other formats, and 0 is reserved.
    """

    SYMMETRIC_ACTIVE = 1
    SYMMETRIC_PASSIVE = 2
    CLIENT = 3
    SERVER = 4
    BROADCAST = 5


class Short(Message, frozen=True, order=True):
    """NTP short format: a time span (RFC 5905, section 6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            seconds            |            fraction           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """

    seconds: u16 = 0
    """Whole seconds: 0 to 65,535."""

    fraction: u16 = 0
    """Parts of a second, in units of 2**-16 seconds."""


class Timestamp(Message, frozen=True, order=True):
    """NTP timestamp format: a moment within an era (RFC 5905, section 6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            seconds                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            fraction                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: to which era it belongs; see `to_datetime`.
    """

    seconds: u32 = 0
    """Seconds since the era began; era 0 began with the year 1900 in UTC."""

    fraction: u32 = 0
    """Parts of a second, in units of 2**-32 seconds (233 picoseconds)."""


def to_datetime(timestamp: Timestamp, era: int = 0) -> datetime:
    """Return the moment of a timestamp in UTC, rounded to microseconds.

    Args:
        timestamp: The timestamp. One of zero means that the time is not known (section 6).
        era: The era that it is of: 0 to 7 February 2036, then 1. No packet says it.
    """
    fraction = round(timestamp.fraction * 1_000_000 / _ERA)
    return _EPOCH + timedelta(seconds=timestamp.seconds + era * _ERA, microseconds=fraction)


def from_datetime(moment: datetime) -> Timestamp:
    """Return the timestamp of a moment; `to_datetime` with the moment's era gives it back.

    Args:
        moment: The moment, with its time zone.

    Raises:
        TypeError: If the moment has no time zone.
    """
    since = moment - _EPOCH
    seconds = since // timedelta(seconds=1)
    return Timestamp(seconds=seconds % _ERA, fraction=round(since.microseconds * _ERA / 1_000_000))


class MAC(Message):
    """Message authentication code (RFC 5905, section 7.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         key_identifier                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                            digest?                            +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 20 bytes.

    Not checked here: the digest, which needs the key.
    """

    key_identifier: u32
    """Which key the client and the server share: any number but 0, which is a crypto-NAK's."""

    digest: bytes | None = w.data(16, when=w.rest, default=None)
    """The MD5 digest of the key and the packet; a crypto-NAK has none (section 9.2)."""


class Packet(Message):
    """NTP packet: the header and its authentication (RFC 5905, section 7.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | li|versi| mode|    stratum    |      poll     |   precision   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           root_delay                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        root_dispersion                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          reference_id                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                      reference_timestamp                      +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                        origin_timestamp                       +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                       receive_timestamp                       +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                       transmit_timestamp                      +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            mac? ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        li     leap_indicator
        versi  version

    Size: 48 to 68 bytes.

    Not checked here: the version, since older ones have the same header; ranges of stratum and
    poll; all that needs an earlier packet. Extension fields (section 7.5), digests other than of
    16 bytes, and modes 0, 6 and 7 are refused.
    """

    leap_indicator: LeapIndicator = w.enumerated(w.bits(2), default=LeapIndicator.NO_WARNING)
    """LI: whether a leap second is to be inserted or deleted at the end of the month."""

    version: int = w.bits(3, default=4)
    """VN, the version of NTP: 4; 1 to 3 for older programs."""

    mode: Mode = w.enumerated(w.bits(3))
    """In which association the packet is sent."""

    stratum: u8 = 0
    """The distance from a reference clock: 1 is beside it, 2 to 15 by so many servers, 16 is not
    synchronized, 0 not known or not valid (a kiss-o'-death packet, section 7.4).
    """

    poll: i8 = 0
    """The greatest interval between messages, in log2 seconds: 6 to 10 are suggested."""

    precision: i8 = 0
    """The precision of the clock, in log2 seconds: -18 is about a microsecond."""

    root_delay: Short = Short()
    """The round-trip delay to the reference clock, in seconds."""

    root_dispersion: Short = Short()
    """The greatest error relative to the reference clock, in seconds."""

    reference_id: bytes = w.data(4, default=bytes(4))
    """Of stratum 0 a kiss code in ASCII, of 1 the clock's name in ASCII, above it the server's IPv4
    address, or the first bytes of the MD5 digest of its IPv6 address.
    """

    reference_timestamp: Timestamp = Timestamp()
    """When the clock was last set or corrected."""

    origin_timestamp: Timestamp = Timestamp()
    """T1: when the request left the client, by its clock."""

    receive_timestamp: Timestamp = Timestamp()
    """T2: when the request arrived at the server, by its clock."""

    transmit_timestamp: Timestamp = Timestamp()
    """T3: when this packet left its sender, by its clock."""

    mac: MAC | None = w.field(when=w.rest, default=None)
    """Who sent the packet, if sender and receiver share keys."""
