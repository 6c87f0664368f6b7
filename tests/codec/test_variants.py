"""Messages that share a header: a tag chooses the variant, which narrows what it likes."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare
from wirefmt import (
    ConstantError,
    InvalidValueError,
    LengthError,
    Message,
    OverrunError,
    TrailingBytesError,
    TruncatedError,
    UnknownTagError,
    WrongTypeError,
    this,
)


class Frame(Message, variants=this.type, size=this.length + 9, frozen=True):
    """HTTP/2 frame (RFC 9113, section 4.1)."""

    length: w.u24 = w.derived()
    type: w.u8 = w.derived()
    flags: w.u8 = 0
    reserved: int = w.pad(w.bits(1))
    stream_id: int = w.bits(31)


class Setting(Message, frozen=True):
    identifier: w.u16
    value: w.u32


class Settings(Frame, tag=0x4, frozen=True):
    settings: list[Setting] = w.array(w.rest)


class Ping(Frame, tag=0x6, frozen=True):
    opaque: bytes = w.data(8)


class Priority(Frame, tag=0x2, frozen=True):
    """Its own fields refer to the header's."""

    weight: w.u8 | None = w.field(when=this.flags & 0x20, default=None)
    body: bytes = w.data(w.rest)


class Extension(Frame, tag=..., frozen=True):
    """Every type that no variant has."""

    type: w.u8 = w.field()
    payload: bytes = w.data(w.rest)


HTTP2 = [
    (Ping(stream_id=0, opaque=b"\x11" * 8), bytes.fromhex("000008 06 00 00000000") + b"\x11" * 8),
    (
        Settings(flags=1, stream_id=0, settings=[]),
        bytes.fromhex("000000 04 01 00000000"),
    ),
    (
        Settings(stream_id=0, settings=[Setting(identifier=3, value=100)]),
        bytes.fromhex("000006 04 00 00000000 0003 00000064"),
    ),
    (
        Priority(flags=0x20, stream_id=0x7FFF_FFFF, weight=5, body=b"ab"),
        bytes.fromhex("000003 02 20 7fffffff 05 6162"),
    ),
    (Priority(stream_id=1, body=b""), bytes.fromhex("000000 02 00 00000001")),
    (Extension(type=0xFA, stream_id=1, payload=b"hi"), bytes.fromhex("000002 fa 00 00000001 6869")),
]


@pytest.mark.parametrize(("message", "wire"), HTTP2, ids=range(len(HTTP2)))
def test_tag_chooses_the_variant(message: Frame, wire: bytes) -> None:
    check_message(Frame, message, wire)
    check_message(type(message), message, wire)


def test_other_variant_has_another_tag(engine: Engine) -> None:
    with pytest.raises(UnknownTagError) as caught:
        engine.decode(Ping, bytes.fromhex("000000 04 01 00000000"))
    assert (caught.value.path, caught.value.offset) == (("type",), 3)


def test_every_other_tag_is_not_one_of_a_variant() -> None:
    message = Extension(type=6, stream_id=1, payload=bytes(8))
    with pytest.raises(InvalidValueError) as caught:
        w.encode(message)
    check_encode_error(Extension, message, caught.value)
    wire = bytes.fromhex("000008 06 00 00000000") + bytes(8)
    with pytest.raises(UnknownTagError):
        w.decode(Extension, wire)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (
            bytes.fromhex("000009 06 00 00000000") + bytes(9),
            TrailingBytesError("Frame", (), 17, 0, "1 bytes are left in its window"),
        ),
        (
            bytes.fromhex("000007 06 00 00000000") + bytes(7),
            OverrunError("Frame", ("opaque",), 9, 0, "needs 8 bytes, 7 are left in its window"),
        ),
        (
            bytes.fromhex("000007 04 00 00000000") + bytes(7),
            OverrunError(
                "Frame",
                ("settings", 1, "identifier"),
                15,
                0,
                "needs 2 bytes, 1 are left in its window",
            ),
        ),
        (
            bytes.fromhex("000008 06 00 00000000") + bytes(7),
            TruncatedError("Frame", (), 0, 0, "the input ends after 16 of 17 bytes"),
        ),
    ],
    ids=range(4),
)
def test_fault_in_a_variant_is_told(data: bytes, error: w.DecodeError) -> None:
    check_faulty(Frame, data, error)


# ------------------------------------------------------------------ tags


class Kind(IntEnum):
    ONE = 1
    TWO = 2


class Option(Message, variants=this.kind):
    """A header without a size; several tags, none for the rest."""

    kind: w.u8 = w.derived()


class End(Option, tag=0):
    pass


class Sized(Option, tag={Kind.ONE, Kind.TWO}):
    kind: Kind = w.enumerated(w.u8)
    length: w.u8 = w.derived()
    body: bytes = w.data(this.length - 2)


class Recursive(Option, tag=9):
    options: list[Option] = w.array(w.u8)
    last: Option


def test_one_variant_answers_to_several_tags() -> None:
    check_message(Option, End(), b"\0")
    check_message(Option, Sized(kind=Kind.TWO, body=b"ab"), b"\2\4ab")
    check_message(Option, Sized(kind=Kind.ONE, body=b""), b"\1\2")
    message = Recursive(options=[End(), Sized(kind=Kind.ONE, body=b"x")], last=End())
    check_message(Option, message, b"\x09\2\0\1\3x\0")


def test_unknown_tag_is_refused_at_once() -> None:
    error = UnknownTagError("Option", ("kind",), 0, 0, "no variant has the tag 7")
    check_faulty(Option, b"\7", error)
    error = UnknownTagError("Option", ("options", 0, "kind"), 2, 0, "no variant has the tag 7")
    check_faulty(Option, b"\x09\1\7", error)
    check_faulty(Option, b"\1\1", LengthError("Option", ("body",), 2, 0, "-1 is negative"))


def test_bare_header_is_no_message(engine: Engine) -> None:
    with pytest.raises(InvalidValueError):
        engine.encode(Option, Option())
    with pytest.raises(WrongTypeError):
        engine.encode(Option, Ping(stream_id=0, opaque=bytes(8)))


class Computed(Message, variants=this.word >> 4, size=this.size):
    """A tag that is computed is compared, and not solved."""

    word: w.u8
    size: w.u8 = w.derived()


class High(Computed, tag=5):
    body: bytes = w.data(w.rest)


def test_tag_may_be_computed(engine: Engine) -> None:
    check_message(Computed, High(word=0x53, body=b"a"), b"\x53\3a")
    with pytest.raises(InvalidValueError):
        engine.encode(Computed, High(word=0x63, body=b"a"))
    check_faulty(
        Computed,
        b"\x63\3a",
        UnknownTagError("Computed", ("word",), 0, 0, "no variant has the tag 6"),
    )


# ------------------------------------------------------------------ narrowed fields


class PublishFlags(Message, frozen=True):
    dup: w.flag
    qos: int = w.bits(2)
    retain: w.flag


class Packet(
    Message,
    variants=this.type,
    size=this.remaining_length + w.size_of(this["type":"remaining_length"]),
    frozen=True,
):
    """MQTT control packet (version 3.1.1, section 2.2)."""

    type: int = w.derived(w.bits(4))
    flags: int | PublishFlags = w.bits(4, default=0)
    remaining_length: w.mqtt_varint = w.derived()


class Publish(Packet, tag=3, frozen=True):
    flags: PublishFlags = PublishFlags(dup=False, qos=0, retain=False)
    topic: str = w.text(w.u16)
    packet_identifier: w.u16 | None = w.field(when=this.flags.qos > 0, default=None)
    payload: bytes = w.data(w.rest)


class Subscribe(Packet, tag=8, frozen=True):
    flags: int = w.const(2, w.bits(4))
    body: bytes = w.data(w.rest)


class Pingreq(Packet, tag=12, frozen=True):
    flags: int = w.const(0, w.bits(4))


MQTT = [
    (
        Publish(
            flags=PublishFlags(dup=True, qos=1, retain=True),
            topic="a",
            packet_identifier=5,
            payload=b"x",
        ),
        bytes.fromhex("3b 06 0001 61 0005 78"),
    ),
    (Publish(topic="a/b", payload=b""), bytes.fromhex("30 05 0003") + b"a/b"),
    (Subscribe(body=b"abc"), b"\x82\x03abc"),
    (Pingreq(), b"\xc0\x00"),
]


@pytest.mark.parametrize(("message", "wire"), MQTT, ids=range(len(MQTT)))
def test_variant_narrows_fields_of_its_header(message: Packet, wire: bytes) -> None:
    check_message(Packet, message, wire)


def test_narrowed_constant_is_compared_both_ways() -> None:
    error = ConstantError("Packet", ("flags",), 0, 4, "3 is not 2")
    check_faulty(Packet, b"\x83\x03abc", error)
    message = Subscribe(flags=3, body=b"")  # type: ignore[call-arg]
    check_encode_error(
        Packet, message, InvalidValueError("Packet", ("flags",), "3", "always 2 here")
    )


def test_late_variant_is_in_codecs_made_later() -> None:
    early = w.Codec(Packet)
    decoder: w.Decoder[Any] = w.Decoder(Packet)
    late = declare("Pingresp", {"flags": (int, w.const(0, w.bits(4)))}, Packet, tag=13, frozen=True)
    assert w.decode(Packet, b"\xd0\x00") == late()
    with pytest.raises(UnknownTagError):
        early.decode(b"\xd0\x00")
    with pytest.raises(UnknownTagError):
        list(decoder.feed(b"\xd0\x00"))
