"""AMQP 0-9-1 against the standard; what RabbitMQ and its clients said is vectors."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from checking import stand
from checking.messages import cuts
from strangers import CHECKOUT
from wirefmt import (
    CheckFailedError,
    Codec,
    ConstantError,
    DecodeError,
    Decoder,
    EncodeError,
    InvalidValueError,
    LimitExceededError,
    Limits,
    MalformedError,
    OutOfRangeError,
    OverrunError,
    TextError,
    TruncatedError,
    UnknownTagError,
    WrongTypeError,
    decode,
)
from wirefmt.schemas import amqp
from wirefmt.schemas.amqp import (
    BasicAck,
    BasicNack,
    BasicProperties,
    BasicQos,
    BodyFrame,
    ConnectionBlocked,
    DecimalValue,
    ExchangeDeclare,
    FieldArray,
    FieldPair,
    FieldType,
    FieldValue,
    HeaderFrame,
    HeartbeatFrame,
    Method,
    MethodFrame,
    ProtocolHeader,
    QueueDeclare,
    Unit,
    UnknownMethod,
)

if TYPE_CHECKING:
    from checking import Engine
    from wirefmt import Path

FRAMES = {"client": 50, "server": 49}
"""How many vectors each side has sent."""


def vectors(side: str) -> list[Any]:
    text = (CHECKOUT / "tests" / "vectors" / "amqp.toml").read_text(encoding="utf-8")
    rows: list[Any] = tomllib.loads(text)["vector"]
    return [row for row in rows if row["side"] == side]


def kind(unit: Unit) -> str:
    return type(unit.method if isinstance(unit, MethodFrame) else unit).__name__


def label(row: Any) -> str:
    """Return the class that a vector is named for: `client, BasicAck 2` is a BasicAck."""
    word: str = row["name"].split()[1]
    return word


def frame(number: int, channel: int, payload: str) -> bytes:
    data = bytes.fromhex(payload)
    return (
        bytes([number]) + channel.to_bytes(2, "big") + len(data).to_bytes(4, "big") + data + b"\xce"
    )


def value(letter: str, digits: str) -> bytes:
    """Return a content header whose only header has a value of one type."""
    field = f"01 6b {ord(letter):02x} {digits}"
    size = len(bytes.fromhex(field))
    return frame(2, 1, f"003c 0000 0000000000000000 2000 {size:08x} {field}")


# ------------------------------------------------------------------ streams


@pytest.mark.parametrize("side", FRAMES)
def test_what_one_side_sends_at_every_cut(side: str) -> None:
    rows = vectors(side)
    data = b"".join(bytes.fromhex(row["hex"]) for row in rows)
    whole = stand(Unit, [data], eof=True)
    assert (whole.error, whole.position) == (None, len(data))
    assert [kind(each) for each in whole.messages] == [label(row) for row in rows]
    assert len(rows) == FRAMES[side]
    for chunks in cuts(data):
        assert stand(Unit, chunks, eof=True) == whole


def test_every_class_was_recorded_but_the_headers() -> None:
    shipped = {each for each in map(vars(amqp).get, amqp.__all__) if isinstance(each, type)}
    methods = {each.__name__ for each in shipped if issubclass(each, Method)} - {
        "Method",
        "UnknownMethod",
    }
    frames = {each.__name__ for each in shipped if issubclass(each, Unit)} - {"Unit", "Frame"}
    recorded = {label(row) for side in FRAMES for row in vectors(side)}
    assert recorded == methods | frames - {"MethodFrame"}
    assert len(methods) == 64


# ------------------------------------------------------------------ made by hand


def test_protocol_header_of_the_standard(engine: Engine) -> None:
    """Section 4.2.2: the octets of a version 0-9-1."""
    assert engine.encode(Unit, ProtocolHeader()) == b"AMQP\x00\x00\x09\x01"
    older = ProtocolHeader(protocol_id=1, version_major=1, version_minor=8, revision=0)
    assert engine.decode(Unit, b"AMQP\x01\x01\x08\x00") == older


def test_heartbeat_of_the_standard(engine: Engine) -> None:
    """Section 4.2.7: channel zero, and an empty payload."""
    assert engine.decode(Unit, frame(8, 0, "")) == HeartbeatFrame()
    assert engine.encode(Unit, HeartbeatFrame()) == frame(8, 0, "")


@pytest.mark.parametrize(
    ("method", "payload"),
    [
        (BasicNack(delivery_tag=1, multiple=True, requeue=False), "003c0078 0000000000000001 01"),
        (BasicNack(delivery_tag=1, multiple=False, requeue=True), "003c0078 0000000000000001 02"),
        (BasicQos(prefetch_count=5, global_=True), "003c000a 00000000 0005 01"),
        (QueueDeclare(queue="q", passive=True), "0032000a 0000 0171 01 00000000"),
        (QueueDeclare(queue="q", durable=True), "0032000a 0000 0171 02 00000000"),
        (QueueDeclare(queue="q", exclusive=True), "0032000a 0000 0171 04 00000000"),
        (QueueDeclare(queue="q", auto_delete=True), "0032000a 0000 0171 08 00000000"),
        (QueueDeclare(queue="q", no_wait=True), "0032000a 0000 0171 10 00000000"),
        (
            ExchangeDeclare(exchange="x", internal=True),
            "0028000a 0000 0178 06646972656374 08 00000000",
        ),
        (UnknownMethod(class_id=30, method_id=10, arguments=b"\x01a"), "001e000a 0161"),
        (UnknownMethod(class_id=10, method_id=99), "000a0063"),
    ],
    ids=range(11),
)
def test_bits_fill_octets_from_the_lowest_one_up(
    engine: Engine, method: Method, payload: str
) -> None:
    """Section 4.2.5.2, and the arguments in the order of the reference."""
    message = MethodFrame(channel=1, method=method)
    assert engine.encode(Unit, message) == frame(1, 1, payload)
    assert engine.decode(Unit, frame(1, 1, payload)) == message


def test_the_rest_of_an_octet_of_bits_is_ignored(engine: Engine) -> None:
    wire = frame(1, 1, "003c0050 0000000000000002 fe")
    message = MethodFrame(channel=1, method=BasicAck(delivery_tag=2))
    assert engine.decode(Unit, wire) == message
    assert engine.encode(Unit, message) == frame(1, 1, "003c0050 0000000000000002 00")


@pytest.mark.parametrize(
    ("properties", "flags"),
    [
        (BasicProperties(), "0000"),
        (BasicProperties(content_type=""), "8000 00"),
        (BasicProperties(content_encoding=""), "4000 00"),
        (BasicProperties(headers=[]), "2000 00000000"),
        (BasicProperties(delivery_mode=2), "1000 02"),
        (BasicProperties(priority=9), "0800 09"),
        (BasicProperties(correlation_id=""), "0400 00"),
        (BasicProperties(reply_to=""), "0200 00"),
        (BasicProperties(expiration=""), "0100 00"),
        (BasicProperties(message_id=""), "0080 00"),
        (BasicProperties(timestamp=1), "0040 0000000000000001"),
        (BasicProperties(type=""), "0020 00"),
        (BasicProperties(user_id=""), "0010 00"),
        (BasicProperties(app_id=""), "0008 00"),
        (BasicProperties(reserved=""), "0004 00"),
    ],
    ids=range(15),
)
def test_properties_stand_in_flags_from_the_highest_one_down(
    engine: Engine, properties: BasicProperties, flags: str
) -> None:
    """Section 4.2.6.1, and the properties in the order of the reference."""
    message = HeaderFrame(channel=1, body_size=3, properties=properties)
    wire = frame(2, 1, f"003c 0000 0000000000000003 {flags}")
    assert engine.encode(Unit, message) == wire
    assert engine.decode(Unit, wire) == message


TYPES: list[tuple[str, str, Any]] = [
    ("t", "01", True),
    ("b", "ff", -1),
    ("B", "ff", 255),
    ("s", "fffe", -2),
    ("u", "fffe", 65534),
    ("I", "fffffffe", -2),
    ("i", "fffffffe", 4294967294),
    ("l", "fffffffffffffffe", -2),
    ("L", "fffffffffffffffe", -2),
    ("f", "3fc00000", 1.5),
    ("d", "3fb0000000000000", 0.0625),
    ("D", "02 ffffffff", DecimalValue(scale=2, value=-1)),
    ("S", "00000002 ff00", b"\xff\x00"),
    ("A", "00000001 56", FieldArray(values=[FieldValue(type=FieldType.NO_FIELD, value=None)])),
    ("T", "ffffffffffffffff", 2**64 - 1),
    ("F", "00000000", []),
    ("V", "", None),
    ("x", "00000001 41", b"A"),
]


@pytest.mark.parametrize(("letter", "digits", "inside"), TYPES, ids=[row[0] for row in TYPES])
def test_types_of_fields(engine: Engine, letter: str, digits: str, inside: Any) -> None:
    pair = FieldPair(name="k", value=FieldValue(type=FieldType(ord(letter)), value=inside))
    message = HeaderFrame(channel=1, body_size=0, properties=BasicProperties(headers=[pair]))
    assert engine.decode(Unit, value(letter, digits)) == message
    assert engine.encode(Unit, message) == value(letter, digits)


def test_every_type_of_a_field_is_tried() -> None:
    assert [chr(each) for each in FieldType] == [row[0] for row in TYPES]


def test_a_boolean_is_true_if_it_is_not_zero(engine: Engine) -> None:
    """Section 4.2.1: 0 is false, anything else true."""
    assert engine.decode(Unit, value("t", "07")) == engine.decode(Unit, value("t", "01"))


# ------------------------------------------------------------------ limits


def test_frame_over_the_limit_is_refused_at_its_size() -> None:
    """A limit of 4096 takes a payload of 4088 bytes, and waits for no more."""
    decoder = Decoder(Unit, limits=Limits(message_size=4096))
    assert list(decoder.feed(b"\x03\x00\x01\x00\x00\x0f\xf8")) == []
    assert decoder.needed == 4089
    decoder = Decoder(Unit, limits=Limits(message_size=4096))
    with pytest.raises(LimitExceededError) as caught:
        list(decoder.feed(b"\x03\x00\x01\x00\x00\x0f\xf9"))
    assert (caught.value.path, caught.value.offset) == ((), 0)


def nested(depth: int) -> bytes:
    """Return a content header with tables in tables."""
    table = b"\x00\x00\x00\x00"
    for _ in range(depth):
        field = b"\x01k" + b"F" + table
        table = len(field).to_bytes(4, "big") + field
    payload = bytes.fromhex("003c 0000 0000000000000000 2000") + table
    return frame(2, 1, payload.hex())


def test_tables_nest_as_deep_as_the_limits_allow(engine: Engine) -> None:
    """The frame and the properties are two levels, and a table in a table two more."""
    deepest = engine.decode(Unit, nested(31))
    assert engine.encode(Unit, deepest) == nested(31)
    with pytest.raises(LimitExceededError) as caught:
        engine.decode(Unit, nested(32))
    assert caught.value.path[:4] == ("properties", "headers", 0, "value")


def test_fields_are_elements_of_the_limits() -> None:
    empty = bytes.fromhex("00 56") * 3
    wire = frame(2, 1, f"003c 0000 0000000000000000 2000 00000006 {empty.hex()}")
    decode(Unit, wire, limits=Limits(element_count=3))
    with pytest.raises(LimitExceededError):
        decode(Unit, wire, limits=Limits(element_count=2))


# ------------------------------------------------------------------ faults

HEADERS = ("properties", "headers")


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        (frame(4, 0, ""), UnknownTagError, ("type",), 0),
        (b"AMQ\x00\x00\x00\x09\x01", ConstantError, ("protocol",), 1),
        (frame(8, 0, "")[:-1] + b"\xcf", ConstantError, ("frame_end",), 7),
        (frame(8, 0, "00"), ConstantError, ("frame_end",), 7),
        (frame(8, 1, ""), ConstantError, ("channel",), 1),
        (frame(3, 0, "61"), CheckFailedError, ("channel",), 1),
        (frame(2, 0, "003c 0000 0000000000000000 0000"), CheckFailedError, ("channel",), 1),
        (frame(2, 1, "0032 0000 0000000000000000 0000"), ConstantError, ("class_id",), 7),
        (frame(2, 1, "003c 0001 0000000000000000 0000"), ConstantError, ("weight",), 9),
        (
            frame(2, 1, "003c 0000 00000000000000"),
            OverrunError,
            ("properties", "content_type_flag"),
            19,
        ),
        (
            frame(2, 1, "003c 0000 0000000000000000 0001"),
            ConstantError,
            ("properties", "continuation"),
            20,
        ),
        (
            frame(2, 1, "003c 0000 0000000000000000 8000 05 61"),
            OverrunError,
            ("properties", "content_type"),
            21,
        ),
        (
            frame(2, 1, "003c 0000 0000000000000000 8000 01 ff"),
            TextError,
            ("properties", "content_type"),
            22,
        ),
        (
            frame(2, 1, "003c 0000 0000000000000000 0000 00"),
            ConstantError,
            ("frame_end",),
            21,
        ),
        (
            frame(2, 1, "003c 0000 0000000000000000 2000 00000006 00560056"),
            OverrunError,
            HEADERS,
            21,
        ),
        (
            frame(2, 1, "003c 0000 0000000000000000 2000 00000003 016b74 01"),
            OverrunError,
            (*HEADERS, 0, "value", "value"),
            28,
        ),
        (value("U", "8080"), MalformedError, (*HEADERS, 0, "value", "type"), 27),
        (value("z", "80"), MalformedError, (*HEADERS, 0, "value", "type"), 27),
        (value("S", "00000002 61"), OverrunError, (*HEADERS, 0, "value", "value"), 28),
        (
            value("A", "00000002 49 00"),
            OverrunError,
            (*HEADERS, 0, "value", "value", "values", 0, "value"),
            33,
        ),
        (frame(1, 0, "000a 00"), OverrunError, ("method", "method_id"), 9),
        (frame(1, 1, "0014 000a 00 00"), ConstantError, ("frame_end",), 12),
        (frame(1, 1, "003c 0050 00000000000001"), OverrunError, ("method", "delivery_tag"), 11),
        (frame(1, 0, "000a000a")[:-1], TruncatedError, (), 0),
    ],
    ids=range(24),
)
def test_bytes_that_are_nothing_of_a_connection_are_refused(
    engine: Engine, wire: bytes, error: type[DecodeError], path: Path, offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Unit, wire)
    assert (caught.value.path, caught.value.offset) == (path, offset)


@pytest.mark.parametrize(
    ("message", "error", "path"),
    [
        (BodyFrame(channel=0, payload=b"a"), InvalidValueError, ("channel",)),
        (BodyFrame(channel=0x10000, payload=b"a"), OutOfRangeError, ("channel",)),
        (
            MethodFrame(channel=0, method=ConnectionBlocked(reason="a" * 256)),
            OutOfRangeError,
            ("method", "reason"),
        ),
        (
            MethodFrame(channel=1, method=UnknownMethod(class_id=20, method_id=10)),
            InvalidValueError,
            ("method",),
        ),
        (
            HeaderFrame(
                channel=1,
                body_size=0,
                properties=BasicProperties(
                    headers=[
                        FieldPair(name="k", value=FieldValue(type=FieldType.LONG_STRING, value=5))
                    ]
                ),
            ),
            WrongTypeError,
            (*HEADERS, 0, "value", "value"),
        ),
    ],
    ids=range(5),
)
def test_values_that_do_not_fit_are_refused(
    engine: Engine, message: Unit, error: type[EncodeError], path: Path
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(Unit, message)
    assert caught.value.path == path


def test_what_is_forgotten() -> None:
    """The unused bits of octets, the spare flag, which true octet a boolean is, and NaN's bits."""
    forgotten = Codec(Unit).canonical.forgets
    assert {each for each in forgotten if ".unused: " not in each} == {
        "BasicProperties.spare: padding is ignored",
        "FieldValue.value: what its functions do not tell apart",
        "FieldValue.value: the payload of a NaN",
    }
