"""MQTT packets against the standard's normative statements and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import strangers
from wirefmt import (
    CheckFailedError,
    ConstantError,
    DecodeError,
    Decoder,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    Limits,
    MalformedError,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TextError,
    TrailingBytesError,
    UnknownTagError,
    encode,
)
from wirefmt.schemas.mqtt import (
    Connack,
    Connect,
    ConnectReturnCode,
    Packet,
    Pingreq,
    Puback,
    Publish,
    PublishFlags,
    QoS,
    Suback,
    Subscribe,
    Subscription,
    Unsubscribe,
    is_topic_filter,
    is_topic_name,
)

if TYPE_CHECKING:
    from checking import Engine


def connect(flags: int, payload: str = "0000") -> str:
    """Return a CONNECT of MQTT 3.1.1 in hexadecimal."""
    body = bytes.fromhex(f"0004 4d515454 04 {flags:02x} 000a {payload}")
    return f"10 {len(body):02x} {body.hex()}"


BAD_BYTES: dict[str, tuple[str, type[DecodeError], tuple[str | int, ...], int]] = {
    # the fixed header
    "type_0": ("00 00", UnknownTagError, ("type",), 0),
    "type_15": ("f0 00", UnknownTagError, ("type",), 0),
    "remaining_length_of_five_bytes": (
        "30 80808080 01",
        MalformedError,
        ("remaining_length",),
        1,
    ),
    "MQTT-2.2.2-2_pingreq_flags": ("c1 00", ConstantError, ("flags",), 0),
    "MQTT-2.2.2-2_puback_flags": ("42 02 0001", ConstantError, ("flags",), 0),
    "MQTT-3.6.1-1": ("60 02 0001", ConstantError, ("flags",), 0),
    "MQTT-3.8.1-1": ("80 06 0001 0001 61 00", ConstantError, ("flags",), 0),
    "MQTT-3.10.1-1": ("a0 05 0001 0001 61", ConstantError, ("flags",), 0),
    "MQTT-3.14.1-1": ("e1 00", ConstantError, ("flags",), 0),
    # text
    "MQTT-1.5.3-1_surrogate": ("30 05 0003 eda080", TextError, ("topic_name",), 4),
    "MQTT-1.5.3-2": ("30 03 0001 00", CheckFailedError, ("topic_name",), 2),
    "MQTT-1.5.3-2_client_identifier": (
        connect(0x02, "0001 00"),
        CheckFailedError,
        ("client_identifier",),
        12,
    ),
    # CONNECT
    "MQTT-3.1.2-1": ("10 0c 0004 4d515455 04 02 000a 0000", ConstantError, ("protocol_name",), 2),
    "MQTT-3.1.2-2": ("10 0c 0004 4d515454 05 02 000a 0000", ConstantError, ("protocol_level",), 8),
    "MQTT-3.1.2-3": (connect(0x03), ConstantError, ("reserved",), 9),
    "MQTT-3.1.2-9": (connect(0x06), OverrunError, ("will_topic",), 14),
    "MQTT-3.1.2-13": (connect(0x0A), CheckFailedError, ("will_qos",), 9),
    "MQTT-3.1.2-14": (connect(0x1E), MalformedError, ("will_qos",), 9),
    "MQTT-3.1.2-15": (connect(0x22), CheckFailedError, ("will_retain",), 9),
    "MQTT-3.1.2-18": (connect(0x02, "0000 0001 61"), TrailingBytesError, (), 14),
    "MQTT-3.1.2-19": (connect(0x82), OverrunError, ("user_name",), 14),
    "MQTT-3.1.2-22": (connect(0x42, "0000 0001 61"), CheckFailedError, ("password_flag",), 9),
    "MQTT-3.1.3-7": (connect(0x00), CheckFailedError, ("client_identifier",), 12),
    "will_topic_with_a_wildcard": (
        connect(0x06, "0000 0001 2b 0000"),
        CheckFailedError,
        ("will_topic",),
        14,
    ),
    # CONNACK
    "connack_reserved": ("20 02 02 00", ConstantError, ("reserved",), 2),
    "MQTT-3.2.2-4": ("20 02 01 02", CheckFailedError, ("return_code",), 3),
    "connack_return_code_6": ("20 02 00 06", MalformedError, ("return_code",), 3),
    # PUBLISH
    "MQTT-2.3.1-1_publish": (
        "32 05 0001 61 0000",
        CheckFailedError,
        ("packet_identifier",),
        5,
    ),
    "MQTT-3.3.1-2": ("38 03 0001 61", CheckFailedError, ("flags", "dup"), 0),
    "MQTT-3.3.1-4": ("36 05 0001 61 0001", MalformedError, ("flags", "qos"), 0),
    "MQTT-3.3.2-2": ("30 05 0003 612f2b", CheckFailedError, ("topic_name",), 2),
    "MQTT-4.7.3-1": ("30 02 0000", CheckFailedError, ("topic_name",), 2),
    # SUBSCRIBE, SUBACK, UNSUBSCRIBE
    "MQTT-2.3.1-1_subscribe": (
        "82 06 0000 0001 61 00",
        CheckFailedError,
        ("packet_identifier",),
        2,
    ),
    "MQTT-3.8.3-3": ("82 02 0001", LengthError, ("subscriptions",), 4),
    "MQTT-3-8.3-4_reserved": (
        "82 06 0001 0001 61 04",
        ConstantError,
        ("subscriptions", 0, "reserved"),
        7,
    ),
    "MQTT-3-8.3-4_qos_3": (
        "82 06 0001 0001 61 03",
        MalformedError,
        ("subscriptions", 0, "requested_qos"),
        7,
    ),
    "MQTT-3.9.3-2": ("90 03 0001 03", MalformedError, ("return_codes", 0), 4),
    "suback_without_return_code": ("90 02 0001", LengthError, ("return_codes",), 4),
    "MQTT-3.10.3-2": ("a2 02 0001", LengthError, ("topic_filters",), 4),
    "MQTT-4.7.1-2": ("a2 06 0001 0002 6123", CheckFailedError, ("topic_filters",), 4),
    "MQTT-4.7.1-3": ("a2 06 0001 0002 612b", CheckFailedError, ("topic_filters",), 4),
    "pingreq_with_a_body": ("c0 01 00", TrailingBytesError, (), 2),
}


@pytest.mark.parametrize("case", BAD_BYTES)
def test_packets_that_break_a_statement_are_refused(engine: Engine, case: str) -> None:
    digits, error, path, offset = BAD_BYTES[case]
    with pytest.raises(DecodeError) as caught:
        engine.decode(Packet, bytes.fromhex(digits))
    found = caught.value
    assert (type(found), found.path, found.offset) == (error, path, offset)


BAD_MESSAGES: dict[str, tuple[Packet, tuple[str | int, ...]]] = {
    "MQTT-3.1.2-9": (Connect(will_topic="a"), ("will_message",)),
    "MQTT-3.1.2-13": (Connect(will_qos=QoS.AT_LEAST_ONCE), ("will_qos",)),
    "MQTT-3.1.2-15": (Connect(will_retain=True), ("will_retain",)),
    "MQTT-3.1.2-22": (Connect(password=b"secret"), ("password_flag",)),
    "MQTT-3.1.3-7": (Connect(clean_session=False), ("client_identifier",)),
    "MQTT-3.2.2-4": (
        Connack(session_present=True, return_code=ConnectReturnCode.NOT_AUTHORIZED),
        ("return_code",),
    ),
    "MQTT-2.3.1-1": (Puback(packet_identifier=0), ("packet_identifier",)),
    "MQTT-2.3.1-5": (Publish(topic_name="a", packet_identifier=1), ("packet_identifier",)),
    "publish_without_identifier": (
        Publish(flags=PublishFlags(qos=QoS.AT_LEAST_ONCE), topic_name="a"),
        ("packet_identifier",),
    ),
    "MQTT-3.3.1-2": (
        Publish(flags=PublishFlags(dup=True), topic_name="a"),
        ("flags", "dup"),
    ),
    "MQTT-3.3.2-2": (Publish(topic_name="a/#"), ("topic_name",)),
    "MQTT-4.7.1-3": (
        Subscribe(packet_identifier=1, subscriptions=[Subscription(topic_filter="a+")]),
        ("subscriptions", 0, "topic_filter"),
    ),
}


@pytest.mark.parametrize("case", BAD_MESSAGES)
def test_messages_that_break_a_statement_are_refused(engine: Engine, case: str) -> None:
    message, path = BAD_MESSAGES[case]
    with pytest.raises(InvalidValueError) as caught:
        engine.encode(Packet, message)
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("message", "field"),
    [
        (Subscribe(packet_identifier=1, subscriptions=[]), "subscriptions"),
        (Suback(packet_identifier=1, return_codes=[]), "return_codes"),
        (Unsubscribe(packet_identifier=1, topic_filters=[]), "topic_filters"),
    ],
    ids=["subscribe", "suback", "unsubscribe"],
)
def test_messages_without_what_they_are_for_are_refused(
    engine: Engine, message: Packet, field: str
) -> None:
    with pytest.raises(SizeMismatchError) as caught:
        engine.encode(Packet, message)
    assert caught.value.path == (field,)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("a", True), ("/", True), ("a/b c", True), ("$SYS/x", True), ("é", True)),
        *(("", False), ("a\0", False), ("a/+", False), ("#", False), ("a+b", False)),
    ],
)
def test_topic_names(name: str, expected: bool) -> None:
    assert is_topic_name(name) is expected


@pytest.mark.parametrize(
    ("topic_filter", "expected"),
    [
        # the examples of sections 4.7.1.2 and 4.7.1.3
        *(("sport/tennis/player1/#", True), ("sport/#", True), ("#", True)),
        *(("sport/tennis/#", True), ("sport/tennis#", False), ("sport/tennis/#/ranking", False)),
        *(("sport/tennis/+", True), ("+", True), ("+/tennis/#", True), ("sport+", False)),
        *(("sport/+/player1", True), ("+/+", True), ("/+", True), ("/finance", True)),
        # others
        *(("", False), ("a\0/#", False), ("+#", False), ("#/", False), ("a/", True), ("//", True)),
    ],
)
def test_topic_filters(topic_filter: str, expected: bool) -> None:
    assert is_topic_filter(topic_filter) is expected


def test_remaining_lengths_of_the_standard() -> None:
    """Table 2.4: the limits of each size; all of what they announce is awaited."""
    for vector in strangers.vectors("mqtt_remaining_length")["vectors"]:
        decoder = Decoder(Packet, limits=Limits(message_size=1 << 29))
        if vector["value"]:
            assert list(decoder.feed(b"\x30" + bytes.fromhex(vector["hex"]))) == []
            assert decoder.needed == vector["value"]


def test_a_remaining_length_over_the_limit_is_refused_at_once() -> None:
    with pytest.raises(LimitExceededError):
        list(Decoder(Packet).feed(bytes.fromhex("30 ffffff7f")))


@pytest.mark.parametrize("size", [127, 128, 16_383, 16_384])
def test_sizes_around_the_limits_of_a_varint_come_back(engine: Engine, size: int) -> None:
    message = Publish(topic_name="a", payload=bytes(size - 3))
    wire = engine.encode(Packet, message)
    assert message.remaining_length == size
    assert engine.decode(Packet, wire) == message


def test_one_byte_more_than_the_largest_packet_is_refused() -> None:
    with pytest.raises(OutOfRangeError) as caught:
        encode(Publish(topic_name="a", payload=bytes((1 << 28) - 3)))
    assert caught.value.path == ("remaining_length",)


def test_a_bare_header_is_no_packet(engine: Engine) -> None:
    with pytest.raises(InvalidValueError):
        engine.encode(Packet, Packet(flags=0))


def test_flags_of_other_types_are_constants() -> None:
    assert Pingreq().flags == 0
    assert Subscribe(packet_identifier=1, subscriptions=[]).flags == 0b0010
    assert Publish(topic_name="a").flags == PublishFlags()


def test_presence_tells_the_connect_flags() -> None:
    message = Connect(user_name="ann", password=b"", will_topic="a", will_message=b"bye")
    assert (message.user_name_flag, message.password_flag, message.will_flag) == (True, True, True)
    assert (Connect().user_name_flag, Connect().will_flag) == (False, False)


def test_packets_match_by_class_and_field() -> None:
    packet: Packet = Publish(topic_name="a", payload=b"b")
    match packet:
        case Publish(topic_name=topic, payload=payload):
            found: Any = (topic, payload)
        case _:
            found = None
    assert found == ("a", b"b")
