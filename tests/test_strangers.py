"""The captures hold what the tables in `strangers` say, so that nothing is left out by mistake.

Nothing here is about wirefmt: checksums and packet borders are found by other means.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import strangers
from strangers import ipv4, mqtt, ntp, udp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from strangers import Column, Pdu

SAMPLES = strangers.CHECKOUT / "samples"


def sum_of_words(data: bytes) -> int:
    """Add 16-bit words in ones' complement (RFC 1071); the sum over a right checksum is 0xFFFF."""
    padded = data + bytes(len(data) % 2)
    return sum(int.from_bytes(padded[i : i + 2], "big") for i in range(0, len(padded), 2)) % 0xFFFF


def mqtt_packets(data: bytes) -> list[bytes]:
    """Cut bytes into MQTT packets; none may be left over."""
    packets = []
    while data:
        size = position = 0
        more = True
        while more:
            size |= (data[1 + position] & 0x7F) << 7 * position
            more = data[1 + position] >= 0x80
            position += 1
        end = 1 + position + size
        assert len(data) >= end
        packets.append(data[:end])
        data = data[end:]
    return packets


def mqtt_names(packets: list[bytes]) -> tuple[str, ...]:
    names = ["reserved", *mqtt.COLUMNS]
    return tuple(names[packet[0] >> 4] for packet in packets)


@pytest.mark.parametrize(
    ("protocol", "count", "malformed"),
    [
        ("arp", 68, 0),
        ("icmp", 126, 0),
        ("ip", 334, 0),
        ("ipv6", 229, 34),
        ("mbtcp", 180, 0),
        ("mqtt", 29, 0),
        ("ntp", 151, 1),
        ("tcp", 252, 1),
        ("udp", 252, 0),
    ],
)
def test_captures_hold_so_many_messages(protocol: str, count: int, malformed: int) -> None:
    messages = strangers.pdus(protocol)
    assert len(messages) == count
    assert sum(message.malformed for message in messages) == malformed


@pytest.mark.parametrize(
    ("protocol", "unclaimed", "names"),
    [("mqtt", mqtt.unclaimed, mqtt.UNCLAIMED), ("ntp", ntp.unclaimed, ntp.UNCLAIMED)],
    ids=["mqtt", "ntp"],
)
def test_unclaimed_messages_are_those_listed(
    protocol: str,
    unclaimed: Callable[[Pdu], str | None],
    names: Mapping[str, tuple[str, ...]],
) -> None:
    found: dict[str, list[str]] = {}
    for message in strangers.pdus(protocol):
        reason = unclaimed(message)
        if reason is not None:
            found.setdefault(reason, []).append(message.name)
    assert {reason: tuple(those) for reason, those in found.items()} == names


def columns_of(message: Pdu) -> Mapping[str, Column]:
    if message.layer == "mqtt":
        return {**mqtt.HEADER, **mqtt.COLUMNS[mqtt.packet_type(message)]}
    tables = {"ntp": ntp.COLUMNS, "udp": udp.COLUMNS, "ip": ipv4.COLUMNS}
    return tables[message.layer]


def claimed(protocol: str) -> list[Pdu]:
    reason = {"mqtt": mqtt.unclaimed, "ntp": ntp.unclaimed}.get(protocol, lambda _message: None)
    return [message for message in strangers.pdus(protocol) if reason(message) is None]


OPTIONAL = {
    *("will_topic", "will_message", "user_name", "password", "packet_identifier"),
    *("key_identifier", "digest"),
}


def missing(message: Pdu) -> set[str]:
    values = strangers.expected(message, columns_of(message))
    return {name for name, value in values.items() if value is None or value == []} - OPTIONAL


@pytest.mark.parametrize("protocol", ["mqtt", "ntp", "udp", "ip"])
def test_tables_find_every_field(protocol: str) -> None:
    for message in claimed(protocol):
        assert missing(message) == set(), message.name


def test_recorded_packets_are_those_of_the_samples() -> None:
    packets = mqtt_packets((SAMPLES / "mosquitto.bin").read_bytes())
    distinct = {packet for packet in packets if len(packet) < 4096}
    messages = strangers.recorded()
    assert {message.wire for message in messages} == distinct
    assert len(messages) == len(distinct)
    assert {mqtt.packet_type(message) for message in messages} == set(mqtt.COLUMNS)
    for message in messages:
        assert missing(message) == set(), message.name


def test_samples_hold_the_same_packets_together_and_by_side() -> None:
    together, client, broker = (
        mqtt_packets((SAMPLES / f"mosquitto{side}.bin").read_bytes())
        for side in ("", "-client", "-broker")
    )
    assert Counter(together) == Counter(client + broker)
    assert set(mqtt_names(together)) == set(mqtt.COLUMNS)


def test_mqtt_streams_hold_the_packets_listed() -> None:
    found = {}
    for stream in strangers.streams("mqtt"):
        for direction in (0, 1):
            packets = mqtt_packets(b"".join(stream.segments(direction)))
            found[stream.name, direction] = mqtt_names(packets)
    assert found.keys() == mqtt.STREAMS.keys()
    for key, listed in mqtt.STREAMS.items():
        count = len(listed.packets)
        assert found[key][:count] == listed.packets, key
        assert (len(found[key]) > count) == (listed.fault is not None), key


def test_mqtt_3_1_streams_go_on_behind_their_first_segment() -> None:
    listed = mqtt.VERSION_3_1_STREAMS
    streams = {stream.name: stream for stream in strangers.streams("mqtt")}
    faults = {name for (name, _), holds in mqtt.STREAMS.items() if "3.1" in (holds.fault or "")}
    assert listed.keys() == faults
    for name, holds in listed.items():
        first, *others = streams[name].segments(0)
        assert mqtt_names(mqtt_packets(first)) == ("CONNECT",)
        assert mqtt_names(mqtt_packets(b"".join(others))) == holds.packets


def test_ip_headers_begin_whole_packets() -> None:
    for header in strangers.pdus("ip"):
        packet = strangers.packet_of(header)
        assert strangers.Packet(header.frame, packet) in strangers.packets(header.file)


def test_udp_headers_and_payloads_make_datagrams() -> None:
    for header in strangers.pdus("udp"):
        values = strangers.expected(header, udp.COLUMNS)
        assert len(udp.datagram(header)) == values["length"], header.name


def test_ipv4_checksums_hold_but_for_those_listed() -> None:
    wrong: Counter[str] = Counter()
    whole = fragments = options = 0
    for file in strangers.captures():
        for _, data in strangers.packets(file):
            header_size = 4 * (data[0] & 0xF)
            whole += 1
            fragments += int.from_bytes(data[6:8], "big") & 0x3FFF != 0
            options += header_size > 20
            if sum_of_words(data[:header_size]) != 0:
                assert data[10:12] == b"\0\0"
                wrong[file] += 1
    assert (whole, fragments, options) == (9_304, 226, 0)
    assert wrong == ipv4.ZERO_CHECKSUMS


def test_udp_checksums_hold_but_for_those_listed() -> None:
    wrong: Counter[str] = Counter()
    whole = without = 0
    for file in strangers.captures():
        for _, data in strangers.packets(file):
            if data[9] != 17 or int.from_bytes(data[6:8], "big") & 0x3FFF:
                continue
            segment = data[4 * (data[0] & 0xF) :]
            whole += 1
            without += segment[6:8] == b"\0\0"
            pseudo = data[12:20] + b"\0\x11" + segment[4:6]
            if segment[6:8] != b"\0\0" and sum_of_words(pseudo + segment) != 0:
                wrong[file] += 1
    assert (whole, without, wrong.total()) == (1_861, 31, 358)
    assert wrong == udp.WRONG_CHECKSUMS


def test_packets_with_options_are_whole() -> None:
    for packet in ipv4.with_options():
        assert packet[0] == 0x46
        assert len(packet) == int.from_bytes(packet[2:4], "big")
        assert packet[20:24] == bytes.fromhex("94040000")
        assert sum_of_words(packet[:24]) == 0


def test_absent_data_skips_the_test_and_says_which(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(strangers, "WIRE", tmp_path / "absent")
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="test_absent_data_skips_the_test"):
        strangers.require_wire()


def test_absent_data_fails_the_test_under_ci(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(strangers, "WIRE", tmp_path / "absent")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="test_absent_data_fails_the_test"):
        strangers.require_wire()
