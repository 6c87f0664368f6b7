"""Signed varints, those of QUIC, and what is longer than needed."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import strangers
import wirefmt as w
from checking import Engine, check_faulty, check_message, declare, only, shown
from wirefmt import LengthError, MalformedError, OutOfRangeError, OverrunError, SchemaError

# ------------------------------------------------------------------ zigzag

ZIGZAG = [
    (0, "00"),
    (-1, "01"),
    (1, "02"),
    (-2, "03"),
    (0x7FFF_FFFF, "feffffff0f"),
    (-0x8000_0000, "ffffffff0f"),
    ((1 << 63) - 1, "feffffffffffffffff01"),
    (-(1 << 63), "ffffffffffffffffff01"),
]
"""The table of protobuf's encoding guide ("Signed Integers"), and its limits in 64 bits."""


@pytest.mark.parametrize(("value", "digits"), ZIGZAG)
def test_svarint_is_as_protobuf_has_it(value: int, digits: str) -> None:
    cls = only(w.svarint)
    check_message(cls, cls(value=value), bytes.fromhex(digits))
    listed = only(list[w.svarint], w.array(w.svarint))
    check_message(listed, listed(value=[value, -1]), b"\x04" + bytes.fromhex(digits) + b"\x01")


@pytest.mark.parametrize("value", [1 << 63, -(1 << 63) - 1], ids=shown)
def test_svarint_out_of_range_is_refused(value: int, engine: Engine) -> None:
    cls = only(w.svarint)
    with pytest.raises(OutOfRangeError):
        engine.encode(cls, cls(value=value))


def test_negative_length_is_refused() -> None:
    cls = only(bytes, w.data(w.svarint))
    check_message(cls, cls(value=b"ab"), b"\x04ab")
    check_faulty(cls, b"\x03ab", LengthError("Only", ("value",), 0, 0, "-2 is negative"))


# ------------------------------------------------------------------ RFC 9000

QUIC = strangers.vectors("quic_varint_rfc9000_a1")


@pytest.mark.parametrize("vector", QUIC["vectors"], ids=lambda each: each["hex"])
def test_quic_varint_is_as_the_rfc_has_it(vector: dict[str, Any], engine: Engine) -> None:
    cls, wire = only(w.quic_varint), bytes.fromhex(vector["hex"])
    strict = only(int, w.shortest(w.quic_varint))
    if vector["shortest"]:
        check_message(cls, cls(value=vector["value"]), wire)
        check_message(strict, strict(value=vector["value"]), wire)
        return
    assert engine.decode(cls, wire) == cls(value=vector["value"])
    reason = f"{len(wire)} bytes are more than {vector['value']} needs"
    check_faulty(strict, wire, MalformedError("Only", ("value",), 0, 0, reason))


@pytest.mark.parametrize("value", QUIC["unencodable"], ids=shown)
def test_quic_varint_out_of_range_is_refused(value: int, engine: Engine) -> None:
    cls = only(w.quic_varint)
    with pytest.raises(OutOfRangeError):
        engine.encode(cls, cls(value=value))


@pytest.mark.parametrize(
    ("value", "size"), [(63, 1), (64, 2), (16383, 2), (16384, 4), (2**30 - 1, 4), (2**30, 8)]
)
def test_quic_varint_takes_the_least_of_its_sizes(value: int, size: int) -> None:
    """RFC 9000, table 4: the usable bits of each size."""
    cls = only(int, w.shortest(w.quic_varint))
    power = size.bit_length() - 1
    check_message(cls, cls(value=value), (power << 8 * size - 2 | value).to_bytes(size, "big"))


def test_quic_varint_stands_as_a_length_in_a_window() -> None:
    cls = only(bytes, w.data(w.quic_varint))
    check_message(cls, cls(value=b"x" * 64), b"\x40\x40" + b"x" * 64)
    framed = only(Annotated[w.quic_varint, w.sized(2)])
    check_message(framed, framed(value=300), b"\x41\x2c")
    reason = "needs 4 bytes, 2 are left in its window"
    check_faulty(framed, b"\x80\x41", OverrunError("Only", ("value",), 0, 0, reason))
    pair = only(list[w.quic_varint], w.array(size=1))
    reason = "needs 2 bytes, 1 are left in its window"
    check_faulty(pair, b"\x40", OverrunError("Only", ("value", 0), 0, 0, reason))


@pytest.mark.parametrize(
    ("type_", "wire"), [(w.uvarint, b"\x80\x01"), (w.quic_varint, b"\x40\x41")]
)
def test_varint_does_not_leave_the_window_of_its_header(type_: Any, wire: bytes) -> None:
    """A header that chooses after its size was read waits inside its window, and no further."""
    header = declare(
        "Header",
        {"size": w.u8, "tag": type_},
        variants=w.this.tag,
        size=w.this.size,
    )
    variant = declare("Variant", {}, header, tag={128, 65})
    value = 128 if type_ is w.uvarint else 65
    check_message(header, variant(size=3, tag=value), b"\x03" + wire)
    reason = "needs 2 bytes, 1 are left in its window"
    check_faulty(header, b"\x02" + wire, OverrunError("Header", ("tag",), 1, 0, reason))


# ------------------------------------------------------------------ shortest


@pytest.mark.parametrize(
    ("type_", "value", "wire", "longer"),
    [
        (w.uvarint, 1, b"\x01", b"\x81\x00"),
        (w.uvarint, 0, b"\x00", b"\x80\x80\x00"),
        (w.mqtt_varint, 127, b"\x7f", b"\xff\x80\x80\x00"),
        (w.svarint, -1, b"\x01", b"\x81\x00"),
        (w.quic_varint, 37, b"\x25", b"\x80\x00\x00\x25"),
        (w.quic_varint, 16383, b"\x7f\xff", b"\x80\x00\x3f\xff"),
    ],
    ids=shown,
)
def test_longer_than_needed_is_malformed_if_the_shortest_is_asked_for(
    type_: Any, value: int, wire: bytes, longer: bytes, engine: Engine
) -> None:
    loose, strict = only(type_), only(int, w.shortest(type_))
    assert engine.decode(loose, longer) == loose(value=value)
    check_message(strict, strict(value=value), wire)
    reason = f"{len(longer)} bytes are more than {value} needs"
    check_faulty(strict, longer, MalformedError("Only", ("value",), 0, 0, reason))


def test_shortest_takes_a_varint_alone() -> None:
    with pytest.raises(SchemaError, match=r"shortest takes a varint, such as w.uvarint"):
        w.shortest(w.u8)
    with pytest.raises(SchemaError, match=r"shortest takes a varint"):
        w.shortest(int)
