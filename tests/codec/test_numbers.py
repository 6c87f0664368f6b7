"""Integers, floats, booleans and varints; their bytes are those of Python's own functions."""

from __future__ import annotations

import math
import struct
from typing import Any

import pytest

import strangers
import wirefmt as w
from checking import (
    Engine,
    check_encode_error,
    check_faulty,
    check_message,
    declare,
    list_of,
    only,
    shown,
)
from wirefmt import MalformedError, OutOfRangeError, WrongTypeError

SIZES = {8: 1, 16: 2, 24: 3, 32: 4, 40: 5, 48: 6, 56: 7, 64: 8, 128: 16}

INTEGERS: list[tuple[str, int, bool, Any]] = [
    (f"{sign}{bits}{suffix}", size, sign == "i", "little" if suffix else "big")
    for sign in "ui"
    for bits, size in SIZES.items()
    for suffix in (("",) if bits == 8 else ("", "_le"))
]


def interesting(size: int, *, signed: bool) -> set[int]:
    """Return numbers of so many bytes: the borders, and one whose bytes all differ."""
    low = -(1 << 8 * size - 1) if signed else 0
    high = low + (1 << 8 * size) - 1
    rising = int.from_bytes(bytes(range(1, size + 1)), "big")
    return {low, low + 1, 0, 1, rising, high - 1, high}


@pytest.mark.parametrize(("word", "size", "signed", "order"), INTEGERS, ids=shown)
def test_integer_is_what_python_writes(word: str, size: int, signed: bool, order: Any) -> None:
    cls = only(getattr(w, word))
    for value in interesting(size, signed=signed):
        check_message(cls, cls(value=value), value.to_bytes(size, order, signed=signed))


@pytest.mark.parametrize(("word", "size", "signed", "order"), INTEGERS, ids=shown)
def test_elements_are_what_python_writes(word: str, size: int, signed: bool, order: Any) -> None:
    cls = only(list_of(getattr(w, word)), w.array(w.u8))
    values = sorted(interesting(size, signed=signed))
    wire = b"".join(value.to_bytes(size, order, signed=signed) for value in values)
    check_message(cls, cls(value=values), bytes([len(values)]) + wire)
    check_message(cls, cls(value=[]), b"\0")


@pytest.mark.parametrize(("word", "size", "signed", "order"), INTEGERS, ids=shown)
def test_integer_out_of_range_is_refused(
    word: str, size: int, signed: bool, order: Any, engine: Engine
) -> None:
    del order
    low, high = min(interesting(size, signed=signed)), max(interesting(size, signed=signed))
    for cls, wrap in (
        (only(getattr(w, word)), False),
        (only(list_of(getattr(w, word)), w.array(w.u8)), True),
    ):
        for value in (low - 1, high + 1, 1 << 200, -(1 << 200)):
            with pytest.raises(OutOfRangeError) as caught:
                engine.encode(cls, cls(value=[0, value] if wrap else value))
            assert caught.value.path == (("value", 1) if wrap else ("value",))


def test_all_integers_stand_side_by_side() -> None:
    """One run of every width and both orders, so that each is fused with all others."""
    fields = {f"a{index}": getattr(w, word) for index, (word, *_) in enumerate(INTEGERS)}
    cls = declare("Every", fields)
    values, wire = {}, b""
    for index, (_, size, signed, order) in enumerate(INTEGERS):
        value = max(interesting(size, signed=signed)) - index
        values[f"a{index}"] = value
        wire += value.to_bytes(size, order, signed=signed)
    check_message(cls, cls(**values), wire)


@pytest.mark.parametrize("value", [True, 1.0, "1", None, b"1"], ids=shown)
@pytest.mark.parametrize("word", ["u8", "u24", "i64_le", "u128", "uvarint", "mqtt_varint"])
def test_what_is_no_int_is_refused(word: str, value: object, engine: Engine) -> None:
    cls = only(getattr(w, word))
    with pytest.raises(WrongTypeError) as caught:
        engine.encode(cls, cls(value=value))
    assert caught.value.path == ("value",)
    assert caught.value.value == repr(value)


# ------------------------------------------------------------------ floats

FLOATS = [(word, code) for word, code in (("f16", "e"), ("f32", "f"), ("f64", "d"))]
VALUES = [0.0, -0.0, 1.0, -1.5, 0.099975586, 65504.0, 6e-8, math.inf, -math.inf, math.nan]


@pytest.mark.parametrize("value", VALUES, ids=shown)
@pytest.mark.parametrize(("suffix", "order"), [("", ">"), ("_le", "<")])
@pytest.mark.parametrize(("word", "code"), FLOATS)
def test_float_is_what_struct_writes(
    word: str, code: str, suffix: str, order: str, value: float
) -> None:
    wire = struct.pack(order + code, value)
    (rounded,) = struct.unpack(order + code, wire)
    cls = only(getattr(w, word + suffix))
    check_message(cls, cls(value=rounded), wire)
    listed = only(list_of(getattr(w, word + suffix)), w.array(w.u8))
    check_message(listed, listed(value=[rounded, 2.0]), b"\2" + wire + struct.pack(order + code, 2))


@pytest.mark.parametrize(("word", "code"), FLOATS)
def test_float_is_rounded_to_its_width(word: str, code: str, engine: Engine) -> None:
    cls = only(getattr(w, word))
    assert engine.encode(cls, cls(value=0.1)) == struct.pack(">" + code, 0.1)


def test_int_is_taken_for_a_float(engine: Engine) -> None:
    cls = only(w.f32)
    assert engine.encode(cls, cls(value=3)) == struct.pack(">f", 3)


@pytest.mark.parametrize(
    ("word", "value", "error"),
    [
        ("f16", 65520.0, OutOfRangeError),
        ("f32", 1e39, OutOfRangeError),
        ("f64", 10**400, OutOfRangeError),
        ("f32", True, WrongTypeError),
        ("f64", "1.0", WrongTypeError),
    ],
)
def test_float_that_does_not_fit_is_refused(
    word: str, value: object, error: type[Exception], engine: Engine
) -> None:
    cls = only(getattr(w, word))
    with pytest.raises(error):
        engine.encode(cls, cls(value=value))


# ------------------------------------------------------------------ booleans


def test_boolean_is_one_byte() -> None:
    cls = only(w.boolean)
    check_message(cls, cls(value=False), b"\0")
    check_message(cls, cls(value=True), b"\1")
    listed = only(list[w.boolean], w.array(w.u8))
    check_message(listed, listed(value=[True, False, True]), b"\3\1\0\1")


@pytest.mark.parametrize("byte", [2, 0x80, 0xFF])
def test_other_boolean_is_malformed(byte: int) -> None:
    reason = f"{byte} is neither 0 nor 1"
    error = MalformedError("Only", ("value",), 0, 0, reason)
    check_faulty(only(w.boolean), bytes([byte]), error)
    error = MalformedError("Only", ("value", 1), 2, 0, reason)
    check_faulty(only(list[w.boolean], w.array(w.u8)), bytes([2, 0, byte]), error)


@pytest.mark.parametrize("value", [0, 1, None, "yes"], ids=shown)
def test_what_is_no_bool_is_refused(value: object, engine: Engine) -> None:
    cls = only(w.boolean)
    with pytest.raises(WrongTypeError):
        engine.encode(cls, cls(value=value))


# ------------------------------------------------------------------ varints


@pytest.mark.parametrize("word", ["mqtt_varint", "uvarint"])
def test_varint_is_as_mqtt_has_it(word: str) -> None:
    cls = only(getattr(w, word))
    for vector in strangers.vectors("mqtt_remaining_length")["vectors"]:
        check_message(cls, cls(value=vector["value"]), bytes.fromhex(vector["hex"]))


def test_mqtt_varint_has_at_most_four_bytes() -> None:
    (digits,) = strangers.vectors("mqtt_remaining_length")["invalid"]
    reason = "goes on after 4 bytes"
    check_faulty(
        only(w.mqtt_varint),
        bytes.fromhex(digits)[:4],
        MalformedError("Only", ("value",), 0, 0, reason),
    )


def test_uvarint_reaches_64_bits() -> None:
    """The bytes are those of protobuf's encoding guide for 300, and seven bits a byte above."""
    cls = only(w.uvarint)
    check_message(cls, cls(value=300), b"\xac\x02")
    check_message(cls, cls(value=(1 << 64) - 1), b"\xff" * 9 + b"\x01")
    check_message(cls, cls(value=1 << 63), b"\x80" * 9 + b"\x01")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"\xff" * 9 + b"\x02",
            f"{(2 << 63) | (1 << 63) - 1} is over the greatest uvarint, {2**64 - 1}",
        ),
        (b"\x80" * 10, "goes on after 10 bytes"),
    ],
)
def test_uvarint_over_64_bits_is_malformed(data: bytes, reason: str) -> None:
    check_faulty(only(w.uvarint), data, MalformedError("Only", ("value",), 0, 0, reason))


@pytest.mark.parametrize("word", ["mqtt_varint", "uvarint"])
def test_longer_varint_than_needed_is_accepted(word: str, engine: Engine) -> None:
    cls = only(getattr(w, word))
    assert engine.decode(cls, b"\x81\x80\x00") == cls(value=1)


@pytest.mark.parametrize(
    ("word", "value"),
    [("mqtt_varint", 1 << 28), ("mqtt_varint", -1), ("uvarint", 1 << 64), ("uvarint", -1)],
)
def test_varint_out_of_range_is_refused(word: str, value: int, engine: Engine) -> None:
    cls = only(getattr(w, word))
    with pytest.raises(OutOfRangeError):
        engine.encode(cls, cls(value=value))


def test_number_that_does_not_fit_is_the_same_error_on_both_engines() -> None:
    cls = only(w.u24)
    error = OutOfRangeError("Only", ("value",), "16777216", "16777216 is not in 0 to 16777215")
    check_encode_error(cls, cls(value=1 << 24), error)
