"""RTP data packets against RFC 3550, and header extensions against RFC 8285.

Packets of other programs are in ``tests/vectors/rtp.toml``; the captures have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from checking import check_faulty, check_message
from wirefmt import (
    Codec,
    ConstantError,
    DecodeError,
    InvalidValueError,
    LimitExceededError,
    Limits,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TruncatedError,
    decode,
)
from wirefmt.schemas.rtp import (
    HeaderExtension,
    OneByteElement,
    OneByteExtension,
    OneBytePadding,
    OneByteStop,
    OtherExtension,
    Packet,
    TwoByteElement,
    TwoByteExtension,
    TwoBytePadding,
)

if TYPE_CHECKING:
    from checking import Engine
    from wirefmt import EncodeError

FIXED = "60 1234 00000002 00000003"  # payload type, sequence number, timestamp, source


def packet(**fields: Any) -> Packet:
    return Packet(payload_type=0x60, sequence_number=0x1234, timestamp=2, ssrc=3, **fields)


def octets(first: str, behind: str = "") -> bytes:
    """Return a packet's bytes: its first one, the fixed header, what stands behind it."""
    return bytes.fromhex(f"{first} {FIXED} {behind}")


# ------------------------------------------------------------------ what bits tell


@pytest.mark.parametrize(
    ("message", "wire"),
    [
        (packet(), octets("80")),
        (packet(csrc=[5]), octets("81", "00000005")),
        (packet(csrc=[5] * 15), octets("8f", "00000005" * 15)),
        (packet(payload=b"\x03"), octets("80", "03")),
        (packet(padding_octets=b""), octets("a0", "01")),
        (packet(padding_octets=bytes(254)), octets("a0", "00" * 254 + "ff")),
        (packet(payload=b"a", padding_octets=b"\xff"), octets("a0", "61 ff 02")),
        (
            packet(header_extension=OtherExtension(defined_by_profile=7, data=b"")),
            octets("90", "0007 0000"),
        ),
        (
            packet(
                csrc=[1, 2],
                header_extension=OtherExtension(defined_by_profile=0xFFFF, data=b"abcd"),
                payload=b"e",
                padding_octets=b"f",
            ),
            octets("b2", "00000001 00000002 ffff 0001 61626364 65 66 02"),
        ),
    ],
    ids=[
        "least",
        "one_source",
        "all_sources",
        "payload",
        "least_padding",
        "greatest_padding",
        "payload_and_padding",
        "empty_extension",
        "all",
    ],
)
def test_packet_in_every_way(message: Packet, wire: bytes) -> None:
    check_message(Packet, message, wire)


def test_marker_stands_before_the_payload_type(engine: Engine) -> None:
    message = Packet(marker=True, payload_type=127, sequence_number=65535, timestamp=0, ssrc=0)
    wire = bytes.fromhex("80 ff ffff 00000000 00000000")
    assert engine.encode(Packet, message) == wire
    assert engine.decode(Packet, wire) == message


def test_every_byte_comes_back() -> None:
    assert Codec(Packet).canonical


def test_a_packet_of_rtcp_looks_like_one_with_a_marker() -> None:
    receiver_report = bytes.fromhex("80 c9 0001 0badcafe 00000000")
    message = decode(Packet, receiver_report)
    assert (message.marker, message.payload_type) == (True, 201 & 0x7F)


# ------------------------------------------------------------------ faulty bytes


FAULTS: list[tuple[str, bytes, DecodeError]] = [
    (
        "version_1",
        octets("40"),
        ConstantError("Packet", ("version",), 0, 0, "1 is not 2"),
    ),
    (
        "cut_header",
        octets("80")[:11],
        TruncatedError("Packet", ("ssrc",), 8, 0, "the input ends after 3 of 4 bytes"),
    ),
    (
        "cut_sources",
        octets("82", "00000001 000000"),
        TruncatedError("Packet", ("csrc",), 12, 0, "the input ends after 7 of 8 bytes"),
    ),
    (
        "no_extension",
        octets("90"),
        TruncatedError(
            "Packet",
            ("header_extension", "defined_by_profile"),
            12,
            0,
            "the input ends after 0 of 2 bytes",
        ),
    ),
    (
        "cut_extension_header",
        octets("90", "abcd 00"),
        TruncatedError(
            "Packet", ("header_extension", "length"), 14, 0, "the input ends after 1 of 2 bytes"
        ),
    ),
    (
        "cut_extension",
        octets("90", "abcd 0002 00000000 000000"),
        TruncatedError(
            "Packet", ("header_extension",), 12, 0, "the input ends after 11 of 12 bytes"
        ),
    ),
    (
        "no_padding",
        octets("a0"),
        TruncatedError("Packet", ("payload",), 12, 0, "peeks at the last 1 bytes, 0 are left"),
    ),
    (
        "no_padding_behind_an_extension",
        octets("b0", "abcd 0001 00000001"),
        TruncatedError("Packet", ("payload",), 20, 0, "peeks at the last 1 bytes, 0 are left"),
    ),
    (
        "padding_over_the_header",
        octets("a0", "6162 04"),
        TruncatedError(
            "Packet", ("payload",), 12, 0, "the fields after it need 4 bytes, 3 are left"
        ),
    ),
    (
        "padding_over_the_sources",
        octets("a1", "00000005 05"),
        TruncatedError(
            "Packet", ("payload",), 16, 0, "the fields after it need 5 bytes, 1 are left"
        ),
    ),
    (
        "padding_of_0",
        octets("a0", "616200"),
        TruncatedError(
            "Packet", ("padding_octets",), 15, 0, "peeks at the last 1 bytes, 0 are left"
        ),
    ),
]


@pytest.mark.parametrize(
    ("data", "error"), [row[1:] for row in FAULTS], ids=[name for name, *_ in FAULTS]
)
def test_faulty_packet_is_refused(data: bytes, error: DecodeError) -> None:
    check_faulty(Packet, data, error)


@pytest.mark.parametrize(
    ("extension", "path", "offset"),
    [
        ("bede 0001 10aa 21bb", (1, "data"), 3),
        ("bede 0001 3f 000000", (0, "data"), 1),
        ("1000 0001 00000001", (3, "length"), 4),
        ("1000 0001 0103 0000", (0, "data"), 2),
    ],
    ids=["second_cut", "sixteen_bytes", "no_length", "two_byte_cut"],
)
def test_cut_element_is_an_overrun(
    engine: Engine, extension: str, path: tuple[int | str, ...], offset: int
) -> None:
    with pytest.raises(OverrunError) as caught:
        engine.decode(Packet, octets("90", extension + "00" * 20))
    assert caught.value.path == ("header_extension", "elements", *path)
    assert caught.value.offset == 16 + offset


def test_elements_are_counted(engine: Engine) -> None:
    wire = octets("90", "bede 0002" + "00" * 8)
    assert len(engine.decode(Packet, wire).header_extension.elements) == 8
    with pytest.raises(LimitExceededError):
        engine.decode(Packet, wire, limits=Limits(element_count=7))


# ------------------------------------------------------------------ header extensions


@pytest.mark.parametrize(
    ("extension", "wire"),
    [
        (OneByteExtension(elements=[]), "bede 0000"),
        (OneByteExtension(elements=[OneBytePadding()] * 4), "bede 0001 00000000"),
        (
            OneByteExtension(
                elements=[OneByteElement(id=14, data=b"a"), OneBytePadding(), OneBytePadding()]
            ),
            "bede 0001 e0 61 00 00",
        ),
        (
            OneByteExtension(
                elements=[OneByteElement(id=1, data=bytes(16)), *[OneBytePadding()] * 3]
            ),
            "bede 0005 1f" + "00" * 19,
        ),
        (OneByteExtension(elements=[OneByteStop(id=15, len=0, data=b"abc")]), "bede 0001 f0616263"),
        (OneByteExtension(elements=[OneByteStop(id=0, len=1, data=b"abc")]), "bede 0001 01616263"),
        (
            OneByteExtension(
                elements=[OneByteElement(id=1, data=b"ab"), OneByteStop(id=15, len=15)]
            ),
            "bede 0001 11 6162 ff",
        ),
        (
            TwoByteExtension(elements=[TwoByteElement(id=1, data=b""), *[TwoBytePadding()] * 2]),
            "1000 0001 01 00 00 00",
        ),
        (
            TwoByteExtension(
                defined_by_profile=0x100F,
                elements=[TwoByteElement(id=255, data=bytes(255)), *[TwoBytePadding()] * 3],
            ),
            "100f 0041 ff ff" + "00" * 258,
        ),
        (OtherExtension(defined_by_profile=0x0FFF, data=b""), "0fff 0000"),
        (OtherExtension(defined_by_profile=0x1010, data=b"abcd"), "1010 0001 61626364"),
        (OtherExtension(defined_by_profile=0xBEDD, data=bytes(8)), "bedd 0002" + "00" * 8),
    ],
)
def test_header_extension_in_every_way(extension: HeaderExtension, wire: str) -> None:
    check_message(HeaderExtension, extension, bytes.fromhex(wire))


def test_header_extension_of_every_word_that_it_may_have(engine: Engine) -> None:
    message = packet(header_extension=OtherExtension(defined_by_profile=1, data=bytes(4 * 65535)))
    wire = octets("90", "0001 ffff" + "00" * 4 * 65535)
    assert engine.encode(Packet, message) == wire
    assert engine.decode(Packet, wire) == message


# ------------------------------------------------------------------ what is not encoded


@pytest.mark.parametrize(
    ("fields", "error", "path"),
    [
        ({"csrc": [0] * 16}, OutOfRangeError, ("csrc_count",)),
        ({"csrc": [1 << 32]}, OutOfRangeError, ("csrc", 0)),
        ({"padding_octets": bytes(255)}, SizeMismatchError, ("padding_octets",)),
        (
            {"header_extension": OtherExtension(defined_by_profile=1, data=b"abc")},
            SizeMismatchError,
            ("header_extension",),
        ),
        (
            {"header_extension": OtherExtension(defined_by_profile=0xBEDE, data=b"")},
            InvalidValueError,
            ("header_extension",),
        ),
        (
            {"header_extension": TwoByteExtension(defined_by_profile=0xBEDE, elements=[])},
            InvalidValueError,
            ("header_extension",),
        ),
    ],
    ids=[
        "16_sources",
        "source_of_33_bits",
        "256_padding_octets",
        "no_multiple_of_4",
        "one_byte_headers_in_disguise",
        "another_extension",
    ],
)
def test_packet_that_fits_no_bytes_is_refused(
    engine: Engine, fields: dict[str, Any], error: type[EncodeError], path: tuple[str | int, ...]
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(Packet, packet(**fields))
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("elements", "error", "path"),
    [
        ([OneByteElement(id=1, data=b"ab")], SizeMismatchError, ()),
        ([OneByteElement(id=1, data=b"")], SizeMismatchError, ("elements", 0, "data")),
        ([OneByteElement(id=1, data=bytes(17))], SizeMismatchError, ("elements", 0, "data")),
        ([OneByteElement(id=0, data=b"abc")], InvalidValueError, ("elements", 0)),
        ([OneByteElement(id=15, data=b"abc")], InvalidValueError, ("elements", 0)),
        ([OneByteStop(id=0, len=0, data=b"abc")], InvalidValueError, ("elements", 0)),
        ([OneByteStop(id=1, len=2, data=b"abc")], InvalidValueError, ("elements", 0)),
        (
            [OneByteStop(id=15, len=0), *[OneBytePadding()] * 3],
            InvalidValueError,
            ("elements", 0),
        ),
    ],
    ids=[
        "no_multiple_of_4",
        "no_data",
        "17_bytes",
        "padding_in_disguise",
        "stop_in_disguise",
        "stop_that_is_padding",
        "stop_that_is_an_element",
        "something_behind_a_stop",
    ],
)
def test_elements_that_would_not_come_back_are_refused(
    engine: Engine, elements: list[Any], error: type[EncodeError], path: tuple[str | int, ...]
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(HeaderExtension, OneByteExtension(elements=elements))
    assert caught.value.path == path
