"""Custom codecs that refuse, or do what they should not, and what they are given."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, only, outcome
from checking.customs import Placed
from wirefmt import (
    InvalidValueError,
    MalformedError,
    Message,
    OverrunError,
    TruncatedError,
    WrongTypeError,
    this,
    u8,
    u16,
)
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from wirefmt import EncodeError, Writer


class Odd:
    """Does what the first byte says: gives this value, or that end."""

    def decode(self, data: memoryview, position: int) -> tuple[Any, Any]:
        match data[position]:
            case 0:
                return None, position + 1
            case 1:
                return 1, None
            case 2:
                return 1, len(data) + 1
            case 3:
                return 1, position
            case 4:
                return struct.unpack_from(">Q", data, len(data)), position
            case 5:
                return str(b"\xff", "ascii"), position
            case 6:
                raise ValueError("a six")
            case 7:
                raise KeyError(7)
            case value:
                return value, position + 1

    def encode(self, value: Any, writer: Writer) -> None:
        match value:
            case 0:
                pass
            case 4:
                raise struct.error("too large for a byte")
            case 5:
                "é".encode("ascii")
            case 6:
                raise ValueError("a six")
            case 7:
                raise KeyError(7)
            case "":
                writer.write(value)
            case _:
                writer.write(bytes([value]))


class OddOne(Message):
    gap: u8
    odd: int = w.custom(Odd())
    last: u8


FAULTY: list[tuple[int, str]] = [
    (0, "Odd gives None, which stands for an absent field"),
    (1, "Odd ends at None, which is no index"),
    (2, "Odd ends at 4, outside of 2 to 3"),
    (3, "Odd ends at 1, outside of 2 to 3"),
    (
        4,
        (
            "unpack_from requires a buffer of at least 11 bytes for unpacking 8 bytes at offset 3 "
            "(actual buffer size is 3)"
        ),
    ),
    (5, "'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)"),
    (6, "a six"),
]


@pytest.mark.parametrize(("first", "reason"), FAULTY)
def test_what_a_codec_refuses_is_malformed(first: int, reason: str) -> None:
    wire = bytes([9, first, 8])
    check_faulty(OddOne, wire, MalformedError("OddOne", ("odd",), 1, 0, reason))
    framed: Any = Annotated[OddOne, w.sized(u16)]
    check_faulty(framed, b"\0\3" + wire, MalformedError("OddOne", ("odd",), 3, 0, reason))


def test_error_has_its_cause() -> None:
    error = outcome(w.decode, OddOne, b"\x09\6\x08").error
    assert error is not None
    assert type(error.__cause__) is ValueError
    error = outcome(w.encode, OddOne(gap=1, odd=4, last=1)).error
    assert error is not None
    assert type(error.__cause__) is struct.error


def test_other_exceptions_come_through() -> None:
    with pytest.raises(KeyError):
        w.decode(OddOne, b"\x09\7\x08")
    with pytest.raises(KeyError):
        w.encode(OddOne(gap=1, odd=7, last=1))
    with pytest.raises(TypeError, match="memoryview"):
        w.encode(OddOne(gap=1, odd="", last=1))  # type: ignore[arg-type]


def test_value_that_lacks_its_least_bytes_is_truncated() -> None:
    lacks = "the input ends after 2 of 3 bytes"
    check_faulty(only(Placed), b"\0\0", TruncatedError("Only", ("value",), 0, 0, lacks))
    reason = "needs 3 bytes, 2 are left in its window"
    framed: Any = Annotated[only(Placed), w.sized(u8)]
    check_faulty(framed, b"\2\0\0\0", OverrunError("Only", ("value",), 1, 0, reason))


def test_codec_sees_no_byte_behind_its_window() -> None:
    cls = only(Annotated[Placed, w.sized(u8)])
    reason = "PlacedCodec ends at 8, outside of 4 to 5"
    check_faulty(cls, b"\4\0\1\4abcd", MalformedError("Only", ("value",), 0, 0, reason))


ENCODING: list[tuple[Any, type[EncodeError], str]] = [
    (None, WrongTypeError, "None is for fields that may be absent"),
    (0, InvalidValueError, "Odd writes 0 bytes, fewer than its minimum 1"),
    (4, InvalidValueError, "too large for a byte"),
    (
        5,
        InvalidValueError,
        "'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)",
    ),
    (6, InvalidValueError, "a six"),
]


@pytest.mark.parametrize(("value", "kind", "reason"), ENCODING)
def test_value_that_a_codec_refuses_is_an_error(
    value: Any, kind: type[EncodeError], reason: str
) -> None:
    error = kind("OddOne", ("odd",), repr(value), reason)
    check_encode_error(OddOne, OddOne(gap=1, odd=value, last=1), error)


def test_none_among_elements_is_an_error() -> None:
    cls = declare("Row", {"names": (list[Placed], w.array(u8))})
    error = WrongTypeError("Row", ("names", 1), "None", "None is for fields that may be absent")
    check_encode_error(cls, cls(names=[b"x", None]), error)


class Head(Message, variants=this.kind, size=this.size):
    """A header whose window is open when it reads a custom value."""

    size: u8 = w.derived()
    place: Placed
    kind: u8 = w.derived()


class Body(Head, tag=1):
    last: u8


def test_header_awaits_its_window_for_a_custom_value() -> None:
    wire = bytes.fromhex("06 0001 00 01 07")
    check_message(Head, Body(place=b"", last=7), wire)
    lacks = TruncatedError("Head", ("place",), 1, 0, "the input ends after 4 of 5 bytes")
    check_faulty(Head, wire[:-1], lacks)


class Least:
    """A value that may take no byte."""

    minimum = 0

    def decode(self, data: memoryview, position: int) -> tuple[bytes, int]:
        return bytes(data[position:]), len(data)

    def encode(self, value: bytes, writer: Writer) -> None:
        writer.write(value)


def test_codec_says_how_many_bytes_a_value_takes_at_least() -> None:
    cls = only(bytes, w.custom(Least()))
    assert codec_of(cls).blueprint.sizes.record_minimum(0) == 0
    framed: Any = Annotated[cls, w.sized(u8)]
    check_message(framed, cls(value=b""), b"\0")
    check_message(framed, cls(value=b"ab"), b"\2ab")
    assert codec_of(only(Placed)).blueprint.sizes.record_minimum(0) == 3


def test_data_is_not_copied_for_each_value() -> None:
    seen: list[memoryview] = []

    class Views:
        def decode(self, data: memoryview, position: int) -> tuple[int, int]:
            seen.append(data)
            return data[position], position + 1

        def encode(self, value: int, writer: Writer) -> None:
            writer.write(bytes([value]))

    wire = b"\0\1\2\3"
    cls = declare("Row", {"a": (list[Annotated[int, w.custom(Views())]], w.array(4))})
    assert w.decode(cls, wire) == cls(a=[0, 1, 2, 3])
    assert all(view.obj is wire for view in seen)
