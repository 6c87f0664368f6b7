"""Tags that are read without being consumed: the value that they choose holds them."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message
from wirefmt import (
    InvalidValueError,
    Message,
    OverrunError,
    TruncatedError,
    UnknownTagError,
    WrongTypeError,
    u8,
    u16,
    u16_le,
)


class Known(Message):
    kind: u8 = w.const(1)
    number: u16


class Unknown(Message):
    kind: u8
    body: bytes = w.data(u8)


class Either(Message):
    value: Known | Unknown = w.choice(w.peek(u8), {1: Known, ...: Unknown})
    after: u8


class Deep(Message):
    """The tag is the second number, and little-endian."""

    value: bytes | Known | str = w.choice(
        w.peek(u16_le, at=1), {0x0100: w.data(3), 0x0302: Known, 5: w.text(w.rest, min=3)}
    )


class Window(Message, size=w.this.size):
    size: u8 = w.derived()
    value: Known | Unknown = w.choice(w.peek(u8, at=0), {1: Known, 2: Unknown})


ROWS: list[tuple[Any, Any, bytes]] = [
    (Either, Either(value=Known(number=5), after=9), b"\1\0\5\x09"),
    (Either, Either(value=Unknown(kind=2, body=b"x"), after=9), b"\2\1x\x09"),
    (Deep, Deep(value=b"\7\0\1"), b"\7\0\1"),
    (Deep, Deep(value=Known(number=0x0203)), b"\1\2\3"),
    (Deep, Deep(value="a\5\0b"), b"a\5\0b"),
    (Window, Window(value=Unknown(kind=2, body=b"")), b"\3\2\0"),
]


@pytest.mark.parametrize(("spec", "message", "wire"), ROWS, ids=range(len(ROWS)))
def test_value_holds_its_tag(spec: Any, message: object, wire: bytes) -> None:
    check_message(spec, message, wire)


FAULTS: list[tuple[Any, bytes, w.DecodeError]] = [
    (
        Window,
        b"\1",
        OverrunError("Window", ("value",), 1, 0, "needs 1 bytes, 0 are left in its window"),
    ),
    (Window, b"\2\3", UnknownTagError("Window", ("value",), 1, 0, "no arm has the tag 3")),
    (Deep, b"\1\1", TruncatedError("Deep", ("value",), 0, 0, "the input ends after 2 of 3 bytes")),
    (Deep, b"\1\1\1", UnknownTagError("Deep", ("value",), 0, 0, "no arm has the tag 257")),
]


@pytest.mark.parametrize(("spec", "data", "error"), FAULTS, ids=range(len(FAULTS)))
def test_tag_that_is_not_there_is_told(spec: Any, data: bytes, error: w.DecodeError) -> None:
    check_faulty(spec, data, error)


REFUSED: list[tuple[Any, w.EncodeError]] = [
    (
        Either(value=Unknown(kind=1, body=b""), after=0),
        InvalidValueError(
            "Either",
            ("value",),
            "Unknown(kind=1, body=b'')",
            "its bytes have the tag 1, which chooses another arm",
        ),
    ),
    (
        Deep(value=b"\7\1\1"),
        InvalidValueError(
            "Deep",
            ("value",),
            repr(b"\7\1\1"),
            "its bytes have the tag 257, which chooses another arm",
        ),
    ),
    (
        Either(value=7, after=0),  # type: ignore[arg-type]
        WrongTypeError("Either", ("value",), "7", "one of Known, Unknown is needed, not int"),
    ),
]


@pytest.mark.parametrize(("message", "error"), REFUSED, ids=range(len(REFUSED)))
def test_value_that_would_not_come_back_is_refused(message: Any, error: w.EncodeError) -> None:
    check_encode_error(type(message), message, error)
