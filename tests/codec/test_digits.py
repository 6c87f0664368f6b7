"""Numbers in ASCII digits: hexadecimal, and with a sign; the bytes are those of Python's format."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import Engine, check_faulty, check_message, only, shown
from wirefmt import LengthError, MalformedError, OutOfRangeError, SchemaError


@pytest.mark.parametrize("value", [0, 9, 0xA, 0xBEEF, 0xFFFF_FFFF])
def test_hexadecimal_is_what_python_formats(value: int) -> None:
    cls = only(int, w.hexadecimal(8))
    check_message(cls, cls(value=value), f"{value:08x}".encode())
    cls = only(int, w.hexadecimal(w.until(b"\r\n")))
    check_message(cls, cls(value=value), f"{value:x}\r\n".encode())
    cls = only(list[w.u8], w.array(w.hexadecimal(2)))
    check_message(cls, cls(value=[7] * 11), b"0b" + b"\x07" * 11)


def test_chunk_of_http_has_its_size_in_hexadecimal() -> None:
    """RFC 9112, section 7.1: the size of a chunk, CRLF, the bytes."""
    cls = only(bytes, w.data(w.hexadecimal(w.until(b"\r\n"), max=8)))
    check_message(cls, cls(value=b"x" * 26), b"1a\r\n" + b"x" * 26)
    reason = "no b'\\r\\n' after at most 8 bytes"
    check_faulty(cls, b"1" * 20, LengthError("Only", ("value",), 0, 0, reason))


def test_both_cases_are_read(engine: Engine) -> None:
    cls = only(int, w.hexadecimal(4))
    assert engine.decode(cls, b"BeEf") == cls(value=0xBEEF)
    assert engine.encode(cls, cls(value=0xBEEF)) == b"beef"


@pytest.mark.parametrize("text", [b"0x1f", b"-01f", b"  1f", b"1f_0", b"g000"])
def test_other_text_is_no_hexadecimal_number(text: bytes) -> None:
    reason = f"{text!r} is not a number of base 16"
    check_faulty(
        only(int, w.hexadecimal(4)), text, MalformedError("Only", ("value",), 0, 0, reason)
    )


@pytest.mark.parametrize(
    ("helper", "value", "wire"),
    [
        (w.decimal(5, signed=True), -42, b"-0042"),
        (w.decimal(5, signed=True), 42, b"00042"),
        (w.decimal(w.until(b"\n"), signed=True), -(10**19), b"-1" + b"0" * 19 + b"\n"),
        (w.decimal(w.u8, signed=True), 0, b"\x010"),
        (w.hexadecimal(4, signed=True), -0x1F, b"-01f"),
    ],
    ids=shown,
)
def test_sign_stands_before_the_digits(helper: Any, value: int, wire: bytes) -> None:
    cls = only(int, helper)
    check_message(cls, cls(value=value), wire)


def test_zero_has_no_sign() -> None:
    cls = only(int, w.decimal(w.until(b"\n"), signed=True))
    reason = "b'-0' is not the shortest form of its number"
    check_faulty(cls, b"-0\n", MalformedError("Only", ("value",), 0, 0, reason))


@pytest.mark.parametrize("value", [-10_000, 100_000])
def test_sign_takes_the_place_of_a_digit(value: int, engine: Engine) -> None:
    cls = only(int, w.decimal(5, signed=True))
    with pytest.raises(OutOfRangeError):
        engine.encode(cls, cls(value=value))


def test_constant_of_digits_may_be_negative() -> None:
    cls = only(int, w.const(-9, w.decimal(2, signed=True)))
    check_message(cls, cls(), b"-9")
    cls = only(int, w.const(-10, w.decimal(w.until(b";"), signed=True)))
    check_message(cls, cls(), b"-10;")
    with pytest.raises(SchemaError, match="its type holds -9 to 99"):
        w.encode(only(int, w.const(-10, w.decimal(2, signed=True)))())


def test_filled_zero_has_no_sign() -> None:
    cls = only(int, w.decimal(3, signed=True))
    reason = "b'-00' is not the shortest form of its number"
    check_faulty(cls, b"-00", MalformedError("Only", ("value",), 0, 0, reason))
