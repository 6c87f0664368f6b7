"""What extents say of converted, padded and little-endian values, and under headers."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_message, declare, only
from wirefmt import Message, this, u8, u16, u32
from wirefmt.codec import codec_of


def _text(value: bytes) -> str:
    return value.hex()


def _bytes(value: str) -> bytes:
    return bytes.fromhex(value)


def _joined(values: list[int]) -> str:
    return bytes(values).decode()


def _split(value: str) -> list[int]:
    return list(value.encode())


Hex = Annotated[str, w.convert(Annotated[bytes, w.data(u8, align=4)], decode=_text, encode=_bytes)]


def test_aligned_value_is_converted() -> None:
    cls = declare("Both", {"kind": u16, "value": Hex, "more": Hex, "end": u8})
    message = cls(kind=1, value="abcd", more="", end=9)
    check_message(cls, message, bytes.fromhex("0001 02 abcd 000000 00 000000 09"))
    listed = declare("Listed", {"values": (list[Hex], w.array(u32))})
    check_message(listed, listed(values=["ab"]), b"\0\0\0\1" + b"\1\xab\0\0")
    whole = Annotated[
        str,
        w.convert(Annotated[list[u8], w.array(u8, align=4)], decode=_joined, encode=_split),
    ]
    cls = declare("Whole", {"value": whole, "end": u8})
    check_message(cls, cls(value="ab", end=1), b"\2ab\0\1")


def test_filled_value_is_aligned() -> None:
    fields = {
        "name": (bytes, w.data(6, pad=b"\0", align=4)),
        "text": (str, w.text(3, pad=b" ", align=4)),
        "end": u8,
    }
    cls = declare("Filled", fields)
    check_message(cls, cls(name=b"ab", text="x", end=7), b"ab" + bytes(6) + b"x  \0\7")


def test_prefix_has_the_byte_order_of_its_class() -> None:
    cls = declare(
        "Little",
        {
            "value": (bytes, w.data(w.prefix(u16, w.item - 2))),
            "maybe": (str | None, w.text(w.prefix(w.i32, none=-1))),
            "ended": (list[u16], w.array(w.until(w.item == 0))),
        },
        byte_order="little",
    )
    wire = b"\3\0a" + b"\xff\xff\xff\xff" + b"\1\0\0\0"
    check_message(cls, cls(value=b"a", maybe=None, ended=[1, 0]), wire)


@pytest.mark.parametrize("factor", [1, -1])
def test_prefix_may_be_a_signed_varint(factor: int) -> None:
    kind: Any = w.data(w.prefix(w.svarint, w.item * factor))
    cls = only(bytes, kind)
    check_message(cls, cls(value=b"ab"), (b"\4" if factor == 1 else b"\3") + b"ab")
    with pytest.raises(w.LengthError):
        w.decode(cls, b"\3" if factor == 1 else b"\4")


class Header(Message, variants=this.kind, size=this.length, slack=True):
    length: u8 = w.derived()
    kind: u8 = w.derived()
    name: str = w.text(u8)
    tail: bytes = w.const(b"!", w.data(1), trailing=True)


class Aligned(Header, tag=1):
    body: Annotated[bytes, w.data(2)]
    gap: bytes = w.align(4)


def test_variant_keeps_the_slack_of_its_header() -> None:
    wire = b"\x09\1\2abxy\0!"
    check_message(Header, Aligned(name="ab", body=b"xy"), wire)
    assert w.decode(Header, b"\x0b" + wire[1:] + b"..") == Aligned(name="ab", body=b"xy")


class Tailed(Message, variants=this.kind):
    kind: u8 = w.derived()
    name: str = w.text(u8)
    crc: u16 = w.checksum(sum, u16, over=this["kind":"name"], trailing=True)


def test_header_says_nothing_of_what_stands_behind_its_variants() -> None:
    class Even(Tailed, tag=2):
        gap: bytes = w.align(4)
        body: bytes = w.data(u8, align=4)

    message = Even(name="a", body=b"xyzt")
    wire = b"\2\1a\0" + b"\4xyzt\0\0\0" + (2 + 1 + 97).to_bytes(2)
    check_message(Tailed, message, wire)


def test_what_is_skipped_is_forgotten() -> None:
    for annotation in (
        Annotated[bytes, w.data(u8, align=2)],
        Annotated[u8, w.sized(u8, slack=True)],
    ):
        assert not codec_of(only(annotation)).canonical
    for annotation in (
        Annotated[bytes, w.data(w.prefix(u8, w.item - 1))],
        Annotated[list[u8], w.array(w.until(w.item == 0))],
        Annotated[list[u8], w.array(w.until(b"\0"))],
    ):
        assert codec_of(only(annotation)).canonical
    fields: dict[str, Any] = {
        "n": (u8, w.derived()),
        "value": Annotated[bytes | None, w.data(this.n), w.sized(w.prefix(u8, w.item - 1, none=0))],
    }
    cls = declare("Told", fields)
    assert not codec_of(cls).canonical
    check_message(cls, cls(value=b"ab"), b"\2\3ab")
    check_message(cls, cls(value=None), b"\0\0")
