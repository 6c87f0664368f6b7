"""Tags that are read without being consumed: the value that they choose holds them."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, only
from wirefmt import (
    InvalidValueError,
    Message,
    OverrunError,
    SchemaError,
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


class Half(Message):
    kind: int = w.bits(4)
    spare: None = w.pad(w.bits(4))
    low: u8


class Inside(Message):
    half: Half
    spare: None = w.pad(2)
    body: bytes = w.data(u8)
    behind: None = w.pad(1)


class Least(Message, bit_order="lsb"):
    spare: None = w.pad(w.bits(4))
    kind: int = w.bits(4)
    low: None = w.pad(1)


Turned = Annotated[complex, w.convert(Half, decode=complex, encode=complex)]
PADDED: list[tuple[Any, Any, int, bool]] = [
    (Half, u16, 0xF0FF, True),
    (Half, u16, 0x0100, False),
    (Half, u16_le, 0xFFF0, True),
    (Half, u16_le, 0x0001, False),
    (Annotated[Half, w.sized(2)], u16, 0x0100, False),
    (Annotated[Half, w.sized(u8)], u16, 0x0202, True),
    (Turned, u16, 0x0100, False),
    (Inside, w.u32, 0xF0FF_0000, True),
    (Inside, w.u32, 0xF0FF_0001, False),
    (Inside, w.u24, 0x0100_00, False),
    (Least, u16, 0xFF00, True),
    (Least, u16, 0x0001, False),
]


@pytest.mark.parametrize(("arm", "type_", "tag", "stands"), PADDED, ids=range(len(PADDED)))
def test_arm_has_no_padding_where_its_tag_stands(
    arm: Any, type_: Any, tag: int, *, stands: bool
) -> None:
    """Encode writes it as zero: what was decoded by another tag would not come back."""
    right = w.choice(w.peek(type_), {tag: arm, ...: w.data(4)})
    annotation = (arm if isinstance(arm, type) else arm.__origin__) | bytes
    if stands:
        only(annotation, right)
        return
    with pytest.raises(SchemaError, match="has padding where its tag stands, which encode writes"):
        only(annotation, right)
