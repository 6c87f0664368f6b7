"""NTP packets against RFC 5905 and the packets of real captures."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

import strangers
from strangers import ntp as tshark
from wirefmt import (
    MalformedError,
    TrailingBytesError,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas.ntp import (
    MAC,
    Mode,
    Packet,
    Short,
    Timestamp,
    from_datetime,
    to_datetime,
)

if TYPE_CHECKING:
    from checking import Engine
    from strangers import Pdu

ERA = timedelta(seconds=1 << 32)
ERA_0 = datetime(1900, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def claimed() -> list[Pdu]:
    return [
        pdu
        for pdu in strangers.pdus("ntp")
        if tshark.unclaimed(pdu) is None and pdu.name != tshark.FUZZED
    ]


def values(packet: Packet) -> dict[str, object]:
    """Return the fields by the names that the table of tshark's fields has, raw as on the wire."""
    raw: dict[str, object] = {"key_identifier": None, "digest": None}
    if packet.mac is not None:
        raw = {"key_identifier": packet.mac.key_identifier, "digest": packet.mac.digest}
    for name in tshark.COLUMNS.keys() - raw:
        match getattr(packet, name):
            case Short(seconds=seconds, fraction=fraction):
                raw[name] = seconds << 16 | fraction
            case Timestamp(seconds=seconds, fraction=fraction):
                raw[name] = seconds << 32 | fraction
            case value:
                raw[name] = value
    return raw


def test_packets_as_tshark_sees_them(engine: Engine) -> None:
    packets = claimed()
    sizes = Counter(len(pdu.wire) for pdu in packets)
    assert sizes == {48: 103, 68: 40}
    for pdu in packets:
        packet = engine.decode(Packet, pdu.wire)
        assert values(packet) == strangers.expected(pdu, tshark.COLUMNS), pdu.name
        assert engine.encode(Packet, packet) == pdu.wire, pdu.name


def test_what_is_unclaimed_is_refused(engine: Engine) -> None:
    count = 0
    for pdu in strangers.pdus("ntp"):
        reason = tshark.unclaimed(pdu)
        if reason is None:
            continue
        count += 1
        with pytest.raises(MalformedError) as caught:
            engine.decode(Packet, pdu.wire)
        assert caught.value.path == ("mode",), reason
    assert count == sum(map(len, tshark.UNCLAIMED.values())) == 7


def test_fuzzed_packet_is_refused_for_its_end() -> None:
    (pdu,) = (pdu for pdu in strangers.pdus("ntp") if pdu.name == tshark.FUZZED)
    with pytest.raises(TrailingBytesError) as caught:
        decode(Packet, pdu.wire)
    assert caught.value.offset == 68


@pytest.mark.parametrize("field", ["reftime", "org", "rec", "xmt"])
def test_dates_are_those_that_tshark_shows(field: str) -> None:
    shown = 0
    for pdu in claimed():
        entry = pdu.entry(f"ntp.{field}")
        if entry.shown in {None, "NULL"}:
            continue
        shown += 1
        moment = shown_date(entry.shown or "")
        timestamp = decode(Timestamp, strangers.octets(entry))
        found = to_datetime(timestamp, era=(moment - ERA_0) // ERA)
        assert abs(found - moment) <= MICROSECOND, pdu.name
    assert shown > 50


def shown_date(text: str) -> datetime:
    """Read a date such as `May 26, 2017 13:10:47.476651454 UTC`, but for its nanoseconds."""
    whole = re.fullmatch(r"(.*\.\d{6})\d{3} UTC", text)
    assert whole is not None, text
    return datetime.strptime(whole[1], "%b %d, %Y %H:%M:%S.%f").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "era", "seconds"),
    [
        ("1900-01-01", 0, 0),
        ("1970-01-01", 0, 2_208_988_800),
        ("1972-01-01", 0, 2_272_060_800),
        ("1999-12-31", 0, 3_155_587_200),
        ("2036-02-08", 1, 63_104),
    ],
)
def test_dates_of_the_rfc(date: str, era: int, seconds: int) -> None:
    moment = datetime.fromisoformat(date).replace(tzinfo=UTC)
    assert from_datetime(moment) == Timestamp(seconds=seconds)
    assert to_datetime(Timestamp(seconds=seconds), era) == moment


@given(st.datetimes(datetime(1900, 1, 1), datetime(2300, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  # Hypothesis adds the zone
def test_moments_come_back(moment: datetime) -> None:
    assert to_datetime(from_datetime(moment), (moment - ERA_0) // ERA) == moment


def test_a_time_zone_is_needed_and_heeded() -> None:
    east = timezone(timedelta(hours=2))
    moment = datetime(2026, 1, 1, 2, tzinfo=east)
    assert from_datetime(moment) == from_datetime(datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(TypeError):
        from_datetime(moment.replace(tzinfo=None))


def test_timestamps_have_an_order() -> None:
    earlier, later = Timestamp(seconds=1, fraction=9), Timestamp(seconds=2, fraction=0)
    assert earlier < later


def test_smallest_request(engine: Engine) -> None:
    packet = Packet(mode=Mode.CLIENT)
    assert engine.encode(Packet, packet) == b"\x23" + bytes(47)
    assert engine.decode(Packet, b"\x23" + bytes(47)) == packet


def test_crypto_nak_has_a_key_identifier_alone(engine: Engine) -> None:
    packet = Packet(mode=Mode.SERVER, mac=MAC(key_identifier=0))
    wire = engine.encode(Packet, packet)
    assert wire[48:] == bytes(4)
    assert engine.decode(Packet, wire) == packet


@pytest.mark.parametrize("size", [1, 47, 49, 51, 53, 67, 69])
def test_other_sizes_are_refused(engine: Engine, size: int) -> None:
    wire = encode(Packet(mode=Mode.SERVER, mac=MAC(key_identifier=0, digest=bytes(16))))
    with pytest.raises((TruncatedError, TrailingBytesError)):
        engine.decode(Packet, (wire + b"\0")[:size])
