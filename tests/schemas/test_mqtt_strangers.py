"""MQTT packets of real captures and of recorded programs, one by one and as streams."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import strangers
from checking import Engine, stand
from checking.messages import cuts
from strangers import mqtt as tshark
from wirefmt import (
    Codec,
    ConstantError,
    DecodeError,
    MalformedError,
    TrailingBytesError,
    UnknownTagError,
    decode,
    encode,
)
from wirefmt.schemas.mqtt import Connect, Packet, PacketType, Publish, PublishFlags, Subscribe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from strangers import Pdu, Stream
    from wirefmt import Path

SAMPLES = strangers.CHECKOUT / "samples"


def name(packet: Packet) -> str:
    return PacketType(packet.type).name


def values(packet: Packet) -> dict[str, object]:
    """Return the fields by the names that the tables of tshark's fields have."""
    found = {
        field.name: getattr(packet, field.name) for field in Codec(type(packet)).layout.root.fields
    }
    match packet:
        case Publish(flags=PublishFlags(dup=dup, qos=qos, retain=retain)):
            number = dup << 3 | qos << 1 | retain
            found |= {"flags": number, "dup": dup, "qos": qos, "retain": retain}
        case Connect(will_qos=qos, will_retain=retain, clean_session=clean):
            high = packet.user_name_flag << 7 | packet.password_flag << 6 | retain << 5
            found["connect_flags"] = high | qos << 3 | packet.will_flag << 2 | clean << 1
        case Subscribe(subscriptions=subscriptions):
            found["topic_filters"] = [each.topic_filter for each in subscriptions]
            found["requested_qos"] = [each.requested_qos for each in subscriptions]
        case _:
            pass
    return found


def see_as_tshark(engine: Engine, pdu: Pdu) -> None:
    """Decode a packet, compare all fields with tshark's, and encode it again."""
    packet = engine.decode(Packet, pdu.wire)
    kind = tshark.packet_type(pdu)
    expected = strangers.expected(pdu, {**tshark.HEADER, **tshark.COLUMNS[kind]})
    found = values(packet)
    assert name(packet) == kind
    assert {field: found[field] for field in expected} == expected, pdu.name
    assert engine.encode(Packet, packet) == pdu.wire, pdu.name


# ------------------------------------------------------------------ packet by packet


def test_captured_packets_as_tshark_sees_them(engine: Engine) -> None:
    claimed = [pdu for pdu in strangers.pdus("mqtt") if tshark.unclaimed(pdu) is None]
    assert len(claimed) == 19
    for pdu in claimed:
        see_as_tshark(engine, pdu)


def test_recorded_packets_as_tshark_sees_them(engine: Engine) -> None:
    recorded = strangers.recorded()
    assert len(recorded) == 96
    assert {tshark.packet_type(pdu) for pdu in recorded} == {each.name for each in PacketType}
    for pdu in recorded:
        see_as_tshark(engine, pdu)


REFUSALS = {
    ("a CONNECT of MQTT 3.1", "protocol_name"): 3,
    ("of MQTT 5", "protocol_level"): 1,
    ("of MQTT 5", "subscriptions.0.topic_filter"): 1,  # its first byte is a size of properties
    ("of MQTT 5", ""): 2,  # a CONNACK and an UNSUBACK have properties behind what is known
    ("packet type 0 is reserved", "type"): 1,
    ("QoS 3 is reserved", "flags.qos"): 1,
}
"""Why packets are left out, which field is then to blame, and how many they are."""


def test_unclaimed_packets_are_refused_but_for_one() -> None:
    refused: Counter[tuple[str, str]] = Counter()
    accepted = []
    for pdu in strangers.pdus("mqtt"):
        reason = tshark.unclaimed(pdu)
        if reason is None:
            continue
        try:
            decode(Packet, pdu.wire)
        except DecodeError as error:
            refused[reason, ".".join(map(str, error.path))] += 1
        else:
            accepted.append(pdu.name)
    assert refused == REFUSALS
    assert accepted == ["OISF+suricata-verify/tests/mqtt5-sub-mosquittoprops/input.pcap#9"]


# ------------------------------------------------------------------ streams


FAULTS = {
    ("a CONNECT of MQTT 3.1", ConstantError, ("protocol_name",)): 6,
    ("of MQTT 5", ConstantError, ("protocol_level",)): 1,
    ("of MQTT 5", TrailingBytesError, ()): 1,
    ("packet type 0 is reserved", UnknownTagError, ("type",)): 1,
    ("QoS 3 is reserved", MalformedError, ("flags", "qos")): 1,
}
"""Why conversations end early, with which error of which field, and how many directions do."""


def directions() -> Iterator[tuple[Stream, int]]:
    for stream in strangers.streams("mqtt"):
        yield stream, 0
        yield stream, 1


def check_stream(segments: list[bytes], listed: tshark.Direction) -> DecodeError | None:
    """Feed a stream cut in every way; return the error that ended it."""
    data = b"".join(segments)
    whole = stand(Packet, [data], eof=True)
    assert tuple(map(name, whole.messages)) == listed.packets
    assert b"".join(map(encode, whole.messages)) == data[: whole.position]
    assert stand(Packet, segments, eof=True) == whole
    for chunks in cuts(data):
        assert stand(Packet, chunks, eof=True) == whole
    assert whole.error is None or isinstance(whole.error, DecodeError)
    return whole.error


def test_captured_streams_at_every_cut() -> None:
    faults: Counter[tuple[str, type[DecodeError], Path]] = Counter()
    for stream, direction in directions():
        listed = tshark.STREAMS[stream.name, direction]
        error = check_stream(stream.segments(direction), listed)
        assert (error is None) == (listed.fault is None), stream.name
        if error is not None and listed.fault is not None:
            faults[listed.fault, type(error), error.path] += 1
    assert len(tshark.STREAMS) == len(list(directions())) == 22
    assert faults == FAULTS


def test_what_follows_a_connect_of_mqtt_3_1_at_every_cut() -> None:
    streams = {stream.name: stream for stream in strangers.streams("mqtt")}
    assert len(tshark.VERSION_3_1_STREAMS) == 6
    for stream, listed in tshark.VERSION_3_1_STREAMS.items():
        _connect, *segments = streams[stream].segments(0)
        assert check_stream(segments, listed) is None


CLIENT = "CONNECT PUBLISH PUBACK PUBREC PUBREL PUBCOMP SUBSCRIBE UNSUBSCRIBE PINGREQ DISCONNECT"
BROKER = "CONNACK PUBLISH PUBACK PUBREC PUBREL PUBCOMP SUBACK UNSUBACK PINGRESP"
COUNTS = {
    "-client": dict(zip(CLIENT.split(), (19, 19, 7, 7, 8, 7, 6, 2, 3, 15), strict=True)),
    "-broker": dict(zip(BROKER.split(), (19, 19, 6, 8, 7, 8, 6, 2, 3), strict=True)),
}
"""What tshark counted in the recorded files of one side (`samples/README.md`)."""


@pytest.mark.parametrize("side", ["", "-client", "-broker"])
def test_recorded_streams_at_every_cut(side: str) -> None:
    data = (SAMPLES / f"mosquitto{side}.bin").read_bytes()
    packets, position = Codec(Packet).decode_many(data)
    assert position == len(data)
    names = tuple(map(name, packets))
    assert check_stream([data], tshark.Direction(names)) is None
    both = Counter(COUNTS["-client"]) + Counter(COUNTS["-broker"])
    assert Counter(names) == COUNTS.get(side, both)
