"""Runs of bits, most significant first; the bytes are composed as text of zeros and ones."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare, shown
from wirefmt import (
    ConstantError,
    MalformedError,
    Message,
    OutOfRangeError,
    SchemaError,
    TruncatedError,
    WrongTypeError,
)


def bytes_of(*groups: tuple[int, int]) -> bytes:
    """Return the bytes of numbers of so many bits, one after the other."""
    text = "".join(f"{value:0{width}b}" for value, width in groups)
    assert len(text) % 8 == 0
    return bytes(int(text[index : index + 8], 2) for index in range(0, len(text), 8))


WIDTHS: list[tuple[int, ...]] = [
    (4, 4),
    (1,) * 8,
    (1, 7),
    (3, 13),
    (1, 31),
    (31, 1),
    (4, 13, 31),
    (13, 31, 4),
    (1, 4, 13, 31, 7),
    (31, 13, 4, 1, 7),
    (13, 3, 1, 31),
    (5, 31, 31, 5),
    (20, 20),
    (64, 8),
    (63, 1),
    (1, 64, 7),
    (100, 28),
    (128, 8),
    (8, 16, 24),
    (12, 12, 12, 12, 1, 7),
]


@pytest.mark.parametrize("widths", WIDTHS, ids=shown)
def test_bits_stand_as_diagrams_are_drawn(widths: tuple[int, ...]) -> None:
    cls = declare("Run", {f"b{index}": (int, w.bits(width)) for index, width in enumerate(widths)})
    for fill in (0, 1, 0x5A5A_5A5A_5A5A_5A5A_5A5A_5A5A_5A5A_5A5A, -1):
        values = [fill & (1 << width) - 1 for width in widths]
        message = cls(**{f"b{index}": value for index, value in enumerate(values)})
        check_message(cls, message, bytes_of(*zip(values, widths, strict=True)))
    for index in range(len(widths)):
        values = [int(index == other) for other in range(len(widths))]
        message = cls(**{f"b{other}": value for other, value in enumerate(values)})
        check_message(cls, message, bytes_of(*zip(values, widths, strict=True)))


@pytest.mark.parametrize("widths", WIDTHS, ids=shown)
def test_number_wider_than_its_bits_is_refused(widths: tuple[int, ...], engine: Engine) -> None:
    cls = declare("Run", {f"b{index}": (int, w.bits(width)) for index, width in enumerate(widths)})
    for index, width in enumerate(widths):
        for value in (1 << width, -1, 1 << 200):
            values = {f"b{other}": 0 for other in range(len(widths))} | {f"b{index}": value}
            with pytest.raises(OutOfRangeError) as caught:
                engine.encode(cls, cls(**values))
            assert caught.value.path == (f"b{index}",)


class Colour(IntEnum):
    RED = 1
    GREEN = 2


class Rights(IntFlag):
    READ = 4
    WRITE = 2


class Low(Message):
    """Eleven bits, which end on no byte border of their own."""

    urgent: w.flag
    code: int = w.bits(10)


class Header(Message):
    """Every kind of field that stands in a run of bits, and bytes on both sides."""

    before: w.u16
    version: int = w.const(5, w.bits(3))
    reserved: int = w.pad(w.bits(2))
    colour: Colour = w.enumerated(w.bits(2))
    rights: Rights = w.enumerated(w.bits(6))
    low: Low
    after: w.u24_le


HEADER = Header(
    before=0x0102,
    colour=Colour.GREEN,
    rights=Rights.READ,
    low=Low(urgent=True, code=0x155),
    after=3,
)
HEADER_WIRE = (
    b"\x01\x02" + bytes_of((5, 3), (0, 2), (2, 2), (4, 6), (1, 1), (0x155, 10)) + b"\x03\x00\x00"
)


def test_every_kind_of_field_stands_in_a_run() -> None:
    check_message(Header, HEADER, HEADER_WIRE)
    both = Header(
        before=0,
        colour=Colour.RED,
        rights=Rights(6),
        low=Low(urgent=False, code=1023),
        after=1 << 23,
    )
    wire = bytes_of((5, 3), (0, 2), (1, 2), (6, 6), (0, 1), (1023, 10))
    check_message(Header, both, b"\0\0" + wire + b"\0\0\x80")


def test_padding_bits_are_ignored(engine: Engine) -> None:
    dirty = bytearray(HEADER_WIRE)
    dirty[2] |= 0b0001_1000
    assert engine.decode(Header, bytes(dirty)) == HEADER


def test_unknown_bits_of_a_flag_are_kept(engine: Engine) -> None:
    message = Header(before=0, colour=1, rights=0b11_1111, low=Low(urgent=False, code=0), after=0)  # type: ignore[arg-type]
    wire = engine.encode(Header, message)
    decoded = engine.decode(Header, wire)
    assert decoded.rights == 0b11_1111
    assert type(decoded.rights) is Rights
    assert type(decoded.colour) is Colour


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (
            bytes([1, 2, 0b1100_0101]) + HEADER_WIRE[3:],
            ConstantError("Header", ("version",), 2, 0, "6 is not 5"),
        ),
        (
            bytes([1, 2, 0b1010_0001]) + HEADER_WIRE[3:],
            MalformedError("Header", ("colour",), 2, 5, "0 is no member of Colour"),
        ),
        (
            bytes([1, 2, 0b1010_0111]) + HEADER_WIRE[3:],
            MalformedError("Header", ("colour",), 2, 5, "3 is no member of Colour"),
        ),
        (
            HEADER_WIRE[:3],
            TruncatedError("Header", ("rights",), 2, 7, "the input ends after 1 of 2 bytes"),
        ),
        (
            HEADER_WIRE[:6],
            TruncatedError("Header", ("after",), 5, 0, "the input ends after 1 of 3 bytes"),
        ),
    ],
    ids=lambda each: str(each) if isinstance(each, Exception) else "",
)
def test_fault_in_a_run_is_told_to_the_bit(data: bytes, error: w.DecodeError) -> None:
    check_faulty(Header, data, error)


def test_constant_is_looked_at_before_what_follows_it() -> None:
    data = bytes([1, 2, 0b1100_0101]) + HEADER_WIRE[3:]
    check_faulty(Header, data, ConstantError("Header", ("version",), 2, 0, "6 is not 5"))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"low": Low(urgent=False, code=1024)}, OutOfRangeError),
        ({"low": Low(urgent=1, code=0)}, WrongTypeError),  # type: ignore[arg-type]
        ({"low": 3}, WrongTypeError),
        ({"rights": 64}, OutOfRangeError),
        ({"rights": True}, WrongTypeError),
        ({"colour": "RED"}, WrongTypeError),
    ],
)
def test_value_that_does_not_fit_its_bits_is_refused(
    changes: dict[str, Any], error: type[Exception], engine: Engine
) -> None:
    values = {name: getattr(HEADER, name) for name in HEADER.__struct_fields__} | changes
    with pytest.raises(error):
        engine.encode(Header, Header(**values))


def test_error_inside_a_run_names_the_inner_field() -> None:
    message = Header(
        before=0, colour=Colour.RED, rights=Rights(0), low=Low(urgent=False, code=-1), after=0
    )
    error = OutOfRangeError("Header", ("low", "code"), "-1", "-1 is not in 0 to 1023")
    check_encode_error(Header, message, error)


class Nibbles(Message):
    """Bits alone and optional, and bits as elements."""

    has_more: bool = w.derived(w.flag)
    kind: int = w.bits(7)
    more: int | None = w.bits(16, when=w.this.has_more, default=None)
    bytes_: list[Annotated[int, w.bits(8)]] = w.array(w.u8)


def test_bits_stand_alone_on_byte_borders() -> None:
    check_message(
        Nibbles, Nibbles(kind=3, more=0x0102, bytes_=[1, 255]), bytes.fromhex("83 0102 02 01ff")
    )
    check_message(Nibbles, Nibbles(kind=127, bytes_=[]), bytes.fromhex("7f 00"))


class Flags(Message):
    """A message of bits alone that fills whole bytes stands anywhere a message does."""

    first: w.flag
    number: int = w.bits(14)
    last: w.flag


class Holder(Message):
    flags: Flags
    maybe: Flags | None = w.field(when=w.this.flags.first, default=None)
    many: list[Flags] = w.array(w.u8)


def test_message_of_bits_is_nested_like_any_other() -> None:
    full, empty = (
        Flags(first=True, number=1, last=True),
        Flags(first=False, number=0x2AAA, last=False),
    )
    check_message(Flags, full, b"\x80\x03")
    check_message(
        Holder,
        Holder(flags=full, maybe=empty, many=[empty, full]),
        bytes.fromhex("8003 5554 02 5554 8003"),
    )
    check_message(Holder, Holder(flags=empty, many=[]), bytes.fromhex("5554 00"))


def test_checksum_inside_a_byte_is_refused() -> None:
    fields = {
        "a": (int, w.bits(4)),
        "sum": (int, w.checksum(sum, w.bits(8), over=w.this["a":"b"])),
        "b": (int, w.bits(4)),
    }
    with pytest.raises(SchemaError, match=r"Sum\.sum: a checksum begins and ends on byte borders"):
        declare("Sum", fields)
