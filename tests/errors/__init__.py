"""Declarations of which the tests of errors have bytes and values that are wrong."""

from __future__ import annotations

import zlib
from enum import IntEnum, IntFlag
from typing import Annotated, Any, NamedTuple

import wirefmt as w
from wirefmt import DecodeError, Message, item, this, u8, u16, u32

__all__ = [
    "Absent",
    "Aligned",
    "Between",
    "Bits",
    "Checks",
    "Divided",
    "Ended",
    "Faulty",
    "Frame",
    "Inner",
    "Last",
    "Marked",
    "Member",
    "Nest",
    "Optional",
    "Outer",
    "Padded",
    "Ping",
    "Pong",
    "Rested",
    "Right",
    "Shifted",
    "Summed",
    "Told",
    "Whole",
    "Wide",
    "Window",
    "even",
    "is_high",
]


class Faulty(NamedTuple):
    """Bytes, and the error that they are: its class, and its text with path, byte and bit."""

    name: str
    spec: Any
    wire: str
    error: type[DecodeError]
    text: str


def is_high(value: int) -> bool:
    if value == 0xFF:
        reason = "255 is reserved"
        raise ValueError(reason)
    return value >= 16


def even(value: int) -> int:
    if value % 2:
        reason = "odd"
        raise ValueError(reason)
    return value


class Marked(Message):
    magic: u16 = w.const(1)


class Member(IntEnum):
    ONE = 1
    TWO = 2


class Right(IntFlag):
    READ = 1
    WRITE = 4


class Inner(Message):
    a: u8
    b: u16


class Outer(Message):
    inner: Inner
    rows: list[Inner] = w.array(u8)


class Bits(Message):
    high: int = w.bits(4)
    member: Member = w.enumerated(w.bits(3))
    low: w.flag


class Told(Message):
    size: u8 = w.derived()
    body: bytes = w.data(this.size - 2)


class Divided(Message):
    by: u8
    body: bytes = w.data(8 // this.by)


class Shifted(Message):
    by: u8
    body: bytes = w.data(1 << this.by)


class Wide(Message):
    a: w.u128
    body: bytes = w.data(this.a * this.a)


class Absent(Message):
    there: u8
    inner: Inner | None = w.field(when=this.there)
    body: bytes = w.data(this.inner.a + 1)


class Rested(Message):
    body: bytes = w.data(w.rest)
    crc: u32


class Window(Message, size=this.size):
    size: u8 = w.derived()
    a: u16
    b: bytes = w.data(u8)


class Padded(Message, size=this.size, align=4):
    size: u8 = w.derived()
    a: u8


class Optional(Message):
    value: u8 | None = w.field(when=w.boolean)


class Frame(Message, variants=this.kind):
    kind: u8 = w.derived()


class Ping(Frame, tag=1):
    value: u16


class Pong(Frame, tag=range(2, 4)):
    kind: u8 = w.field()


class Nest(Message):
    inner: list[Nest] = w.array(u8)


class Checks(Message):
    low: u8 = w.field(check=this.low < 10)
    high: u8 = w.field(check=is_high)
    sum: u8 = w.derived(u8, this.low + this.high)


class Whole(Message, check=this.a != this.b):
    a: u8
    b: u8


class Summed(Message):
    body: bytes = w.data(2)
    crc: u32 = w.checksum(zlib.crc32, over=this.body)


class Ended(Message):
    items: list[u8] = w.array(w.until(b"\0"), max=2)


class Last(Message):
    items: list[Inner] = w.array(w.until(item.a == 0))


class Aligned(Message):
    body: bytes = w.data(u8, align=4)
    after: u8


class Between(Message):
    items: list[Annotated[bytes, w.data(u8)]] = w.array(u16, between=2)
    size: u8
