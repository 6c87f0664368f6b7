"""The byte order of a class: of its own fields, inherited ones, and messages that say none."""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import Any

import pytest

import wirefmt as w
from checking import check_faulty, check_message, declare
from wirefmt import CheckFailedError, Message, SchemaError, this
from wirefmt.codec import codec_of


class Point(Message):
    x: w.u16
    y: w.i16


class Network(Message, byte_order="big"):
    port: w.u16


class Colour(IntEnum):
    RED = 0x0102


class Shape(Message, byte_order="little"):
    small: w.u8
    wide: w.u24
    real: w.f32
    explicit: w.u32_le
    magic: w.u16 = w.const(0x1234, w.u16)
    colour: Colour = w.enumerated(w.u16)
    high: int = w.bits(4)
    low: int = w.bits(12)
    name: str = w.text(w.u16)
    points: list[Point] = w.array(w.u16)
    network: Network
    twice: w.u16 = w.derived(w.u16, 2 * this.small)


SHAPE = Shape(
    small=1,
    wide=0x010203,
    real=1.5,
    explicit=2,
    colour=Colour.RED,
    high=1,
    low=0x234,
    name="a",
    points=[Point(x=1, y=-2), Point(x=3, y=4)],
    network=Network(port=80),
)


def test_order_of_a_class_governs_what_says_none() -> None:
    wire = struct.pack("<B3sfIHH", 1, b"\3\2\1", 1.5, 2, 0x1234, 0x0102)
    wire += b"\x12\x34" + struct.pack("<H", 1) + b"a"
    wire += struct.pack("<HHhHh", 2, 1, -2, 3, 4) + struct.pack(">H", 80) + struct.pack("<H", 2)
    check_message(Shape, SHAPE, wire)
    reason = "3 is not 2, which the other fields give"
    error = CheckFailedError("Shape", ("twice",), len(wire) - 2, 0, reason)
    check_faulty(Shape, wire[:-2] + b"\3\0", error)


def test_class_alone_is_in_network_order() -> None:
    check_message(Point, Point(x=1, y=-2), struct.pack(">Hh", 1, -2))


class Both(Message):
    one: Point
    shape: Small
    other: list[Point] = w.array(w.u8)


class Small(Message, byte_order="little"):
    point: Point
    inner: Both | None = w.field(when=w.boolean, default=None)


def test_one_class_may_stand_in_both_orders() -> None:
    inner = Both(one=Point(x=5, y=6), shape=Small(point=Point(x=7, y=8)), other=[])
    message = Both(
        one=Point(x=1, y=2),
        shape=Small(point=Point(x=3, y=4), inner=inner),
        other=[Point(x=9, y=0)],
    )
    wire = bytes.fromhex("00010002 03000400 01 05000600 07000800 00 00 01 00090000")
    check_message(Both, message, wire)


def test_inherited_fields_take_the_order_of_the_class() -> None:
    little = declare("Little", {"z": w.u16}, Point, byte_order="little")
    check_message(little, little(x=1, y=-2, z=3), struct.pack("<HhH", 1, -2, 3))
    below = declare("Below", {"last": w.u16}, little)
    check_message(below, below(x=1, y=-2, z=3, last=4), struct.pack("<HhHH", 1, -2, 3, 4))


class Zip(Message, variants=this.signature, byte_order="little"):
    """ZIP's records (APPNOTE.TXT, 4.3.16): each begins with a signature."""

    signature: w.u32 = w.derived()


class EndOfDirectory(Zip, tag=0x06054B50):
    disk: w.u16
    directory_disk: w.u16
    entries_here: w.u16
    entries: w.u16
    size: w.u32
    offset: w.u32
    comment: str = w.text(w.u16)


def test_header_governs_its_variants() -> None:
    """The bytes are those of an empty archive, as every ZIP program writes it."""
    message = EndOfDirectory(
        disk=0, directory_disk=0, entries_here=0, entries=0, size=0, offset=0, comment=""
    )
    check_message(Zip, message, b"PK\5\6" + bytes(18))
    check_message(EndOfDirectory, message, b"PK\5\6" + bytes(18))


def test_variants_stand_in_the_order_of_what_encloses_them() -> None:
    base = declare("Head", {"kind": (w.u16, w.derived())}, variants=this.kind)
    one = declare("One", {"value": w.u16}, base, tag=1)
    heads: Any = list[base]  # type: ignore[valid-type]
    box = declare("Box", {"heads": (heads, w.array(w.u8))}, byte_order="little")
    check_message(box, box(heads=[one(value=2)]), b"\1\1\0\2\0")
    check_message(base, one(value=2), b"\0\1\0\2")


def test_layout_says_the_order() -> None:
    names = [record.name for record in codec_of(Both).layout.records]
    assert names == ["Both", "Point", "Small", "Point", "Both"]


def test_wrong_order_is_refused() -> None:
    with pytest.raises(
        SchemaError, match='Wrong: byte_order= is "big" or "little", or an expression'
    ):
        declare("Wrong", {"a": w.u16}, byte_order="middle")
    with pytest.raises(SchemaError, match="One: byte_order= is said by Zip, whose fields are read"):
        declare("One", {"a": w.u16}, Zip, tag=1, byte_order="big")
    base = declare("Head", {"kind": (w.u16, w.derived())}, variants=this.kind)
    with pytest.raises(SchemaError, match="One: byte_order= is said by Head"):
        declare("One", {"a": w.u16}, base, tag=1, byte_order="little")
