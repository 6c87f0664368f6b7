"""Fields of a header that stand after those of its variants."""

from __future__ import annotations

import zlib
from typing import Any

import pytest

import wirefmt as w
from checking import check_faulty, check_message, declare
from wirefmt import (
    CheckFailedError,
    ChecksumError,
    ConstantError,
    Message,
    OverrunError,
    SchemaError,
    this,
)
from wirefmt.codec import codec_of
from wirefmt.ir.diagram import box_diagram


class Frame(Message, variants=this.type, size=this.size + 8):
    """AMQP 0-9-1, section 2.3.5: the end octet stands behind the payload."""

    type: w.u8 = w.derived()
    channel: w.u16 = 0
    size: w.u32 = w.derived()
    end: w.u8 = w.const(0xCE, trailing=True)


class Body(Frame, tag=3):
    payload: bytes = w.data(w.rest)


class Heartbeat(Frame, tag=8):
    pass


class Block(Message, variants=this.type, size=this.length):
    """pcapng block, as in big-endian sections."""

    type: w.u32 = w.derived()
    length: w.u32 = w.derived()
    length_again: w.u32 = w.derived(w.u32, this.length, trailing=True)


class Custom(Block, tag=0xBAD, variants=this.number):
    number: w.u32 = w.derived()
    crc: w.u32 = w.checksum(zlib.crc32, over=this["type":"spare"], trailing=True)
    spare: bytes = w.pad(2, trailing=True)


class Mine(Custom, tag=1):
    data: bytes = w.data(w.rest)


CRC = zlib.crc32(bytes.fromhex("00000bad 00000018 00000001 616200000000 0000")).to_bytes(4, "big")
ROWS = [
    (Frame, Body(payload=b"hi"), bytes.fromhex("03 0000 00000002 6869 ce")),
    (Frame, Heartbeat(), bytes.fromhex("08 0000 00000000 ce")),
    (
        Block,
        Mine(data=b"ab"),
        bytes.fromhex("00000bad 00000018 00000001 6162") + CRC + bytes.fromhex("0000 00000018"),
    ),
]


@pytest.mark.parametrize(("base", "message", "wire"), ROWS, ids=range(len(ROWS)))
def test_trailing_fields_stand_last(base: Any, message: Message, wire: bytes) -> None:
    check_message(base, message, wire)
    check_message(type(message), message, wire)


def test_trailing_fields_are_checked_last() -> None:
    error = ConstantError("Frame", ("end",), 9, 0, "207 is not 206")
    check_faulty(Frame, bytes.fromhex("03 0000 00000002 6869 cf"), error)
    reason = "the fields after it need 1 bytes, 0 are left"
    small = declare(
        "Small",
        {
            "t": (w.u8, w.derived()),
            "n": (w.u8, w.derived()),
            "z": (w.u8, w.const(7, w.u8, trailing=True)),
        },
        variants=this.t,
        size=this.n,
    )
    kept = declare("Rest", {"payload": (bytes, w.data(w.rest))}, small, tag=1)
    check_faulty(small, b"\1\2", OverrunError("Small", ("payload",), 2, 0, reason))
    del kept
    wire = ROWS[2][2]
    disagrees = CheckFailedError(
        "Block", ("length_again",), 20, 0, "25 is not 24, which the other fields give"
    )
    check_faulty(Block, wire[:-1] + b"\x19", disagrees)
    wrong = wire[:14] + bytes(4) + wire[18:]
    reason = f"0x0 is not {int.from_bytes(CRC, 'big'):#x}, the checksum of its bytes"
    check_faulty(Block, wrong, ChecksumError("Block", ("crc",), 14, 0, reason))


def test_innermost_trailing_fields_come_first() -> None:
    names = [field.name for field in codec_of(Mine).layout.root.fields]
    assert names == ["type", "length", "number", "data", "crc", "spare", "length_again"]


def test_trailing_field_may_be_narrowed() -> None:
    base = declare(
        "Head",
        {"t": (w.u8, w.derived()), "z": (w.u8, w.derived(w.u8, this.t, trailing=True))},
        variants=this.t,
    )
    one = declare("One", {"z": (w.u8, w.field()), "a": w.u16}, base, tag=1)
    check_message(base, one(a=2, z=9), b"\1\0\2\x09")
    two = declare("Two", {"z": (w.u8, w.const(5, w.u8, trailing=True)), "a": w.u16}, base, tag=2)
    check_message(base, two(a=3), b"\2\0\3\5")


def test_diagram_has_the_variant_before_them() -> None:
    diagram = box_diagram(codec_of(Frame).blueprint, 0)
    assert diagram.index("variant by this.type") < diagram.index("end")


HEAD = {"t": (w.u8, w.derived())}
REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "no header": (
        {"a": (w.u8, w.const(1, w.u8, trailing=True))},
        {},
        r"Head\.a: trailing=True is for",
    ),
    "tag": (
        {"a": (w.u8, w.derived(trailing=True))},
        {"variants": this.a},
        r"Head\.a: it stands after the variant's fields and cannot choose",
    ),
    "bits": (
        {"a": (int, w.bits(4)), "b": (int, w.pad(w.bits(4), trailing=True)), **HEAD},
        {"variants": this.t},
        r"Head\.a: the run of bits",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_trailing_is_refused(case: str) -> None:
    fields, keywords, text = REFUSED[case]
    with pytest.raises(SchemaError, match=text):
        declare("Head", fields, **keywords)


def test_field_of_the_header_does_not_move() -> None:
    base = declare("Head", {**HEAD, "a": (w.u8, w.derived(w.u8, this.t))}, variants=this.t)
    field = (w.u8, w.const(1, w.u8, trailing=True))
    with pytest.raises(
        SchemaError, match=r"One\.a: Head has the field before those of its variants"
    ):
        declare("One", {"a": field}, base, tag=1, variants=this.t)
