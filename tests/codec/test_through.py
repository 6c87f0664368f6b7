"""Regions whose bytes are transformed before what stands in them is read."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import (
    annotated,
    check_message,
    declare,
    only,
)
from checking.transforms import FLIP, HEX, MASK, flipped
from wirefmt import (
    Message,
    flag,
    outer,
    this,
    u8,
    u16,
)
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

# ------------------------------------------------------------------ WebSocket, RFC 6455


class Frame(Message):
    """A short frame: section 5.2 without the extended lengths."""

    fin: flag = True
    reserved: int = w.pad(w.bits(3))
    opcode: int = w.bits(4)
    masked: flag
    length: int = w.derived(w.bits(7))
    masking_key: bytes | None = w.data(4, when=this.masked, default=None)
    payload: bytes = w.choice(
        this.masked,
        {
            0: w.data(this.length),
            1: Annotated[
                bytes, w.data(w.rest), w.sized(this.length, through=MASK, using=this.masking_key)
            ],
        },
    )


HELLO = Frame(opcode=1, masked=False, payload=b"Hello")
KEY = bytes.fromhex("37fa213d")
FRAMES = [
    (HELLO, "81 05 48656c6c6f"),
    (
        Frame(opcode=1, masked=True, masking_key=KEY, payload=b"Hello"),
        "81 85 37fa213d 7f9f4d5158",
    ),
    (Frame(fin=False, opcode=1, masked=False, payload=b"Hel"), "01 03 48656c"),
    (Frame(opcode=0, masked=False, payload=b"lo"), "80 02 6c6f"),
    (Frame(opcode=9, masked=False, payload=b"Hello"), "89 05 48656c6c6f"),
    (
        Frame(opcode=10, masked=True, masking_key=KEY, payload=b"Hello"),
        "8a 85 37fa213d 7f9f4d5158",
    ),
]
"""Section 5.7."""


@pytest.mark.parametrize(("frame", "wire"), FRAMES, ids=range(len(FRAMES)))
def test_frames_of_websocket_are_masked(frame: Frame, wire: str) -> None:
    check_message(Frame, frame, bytes.fromhex(wire))


# ------------------------------------------------------------------ where it may stand

Flipped = Annotated[u16, w.sized(2, through=FLIP)]
Point = declare("Point", {"x": u8, "y": u8})


class Hidden(Message):
    size: u8 = w.derived()
    region: u8 = w.derived()
    value: Annotated[bytes, w.data(this.size)] = w.sized(this.region, through=HEX)


class Measuring(Message):
    size: u8 = w.derived(u8, w.size_of(this.value))
    value: Annotated[bytes, w.data(u8)] = w.sized(u8, through=HEX)


class Inside(Message):
    value: Annotated[bytes, w.data(w.rest)] = w.sized(u8, through=MASK, using=outer.key)


class Outside(Message):
    """Also what a nested message inside a transformed region reads of this one."""

    key: bytes = w.data(4)
    direct: Inside
    inside: Annotated[Inside, w.sized(u8, through=FLIP)]


class Header(Message, variants=this.kind):
    """The header's region is read twice, and counts once."""

    body: Annotated[bytes, w.data(w.rest)] = w.sized(u8, through=FLIP)
    kind: u8 = w.derived()


class Variant(Header, tag=1):
    more: u8


class Choosing(Message):
    body: Annotated[int | str, w.choice(u8, {1: u16, 2: w.text(u8)})] = w.sized(u8, through=FLIP)
    other: int | bytes = w.choice(
        u8, {1: u8, 2: Annotated[bytes, w.data(w.rest), w.sized(u8, through=FLIP)]}
    )


class Peeking(Message):
    body: Annotated[
        int | bytes, w.choice(w.peek(u8), {1: u16, ...: Annotated[bytes, w.data(2)]})
    ] = w.sized(u8, through=FLIP)


class Checked(Message):
    body: Annotated[bytes, w.data(w.rest)] = w.sized(u8, through=FLIP)
    sum: u8 = w.checksum(sum, over=this.body)


class Bits(Message):
    high: int = w.bits(3)
    low: int = w.bits(5)


Names = Annotated[list[Annotated[str, w.text(u8, align=4)]], w.array(w.rest)]


class Aligned(Message):
    """`align` counts from the start of what the transform gave, as nothing else is known there."""

    first: u8
    names: Names = w.sized(u8, through=FLIP, align=4)


CASES: list[tuple[Any, Any, bytes]] = [
    (only(Annotated[u16, w.sized(2, through=FLIP)]), 0x0102, b"\xfe\xfd"),
    (only(Annotated[u16, w.sized(u8, through=FLIP)]), 0x0102, b"\2\xfe\xfd"),
    (only(Annotated[u16, w.sized(w.until(b";"), through=HEX)]), 0x0102, b"0102;"),
    (
        only(Annotated[u16, w.sized(w.until(b";", include=True), through=FLIP)]),
        0x01C4,
        b"\xfe;",
    ),
    (only(Annotated[u16, w.sized(w.rest, through=HEX)]), 0x0102, b"0102"),
    (only(Annotated[u16, w.sized(u8, through=HEX, min=4, max=4)]), 0x0102, b"\x040102"),
    (only(Annotated[u16, w.sized(u8, through=HEX, slack=True)]), 0x0102, b"\x040102"),
    (only(Annotated[bytes, w.data(w.rest), w.sized(u8, through=FLIP)]), b"", b"\0"),
    (only(Annotated[bytes, w.data(u8), w.sized(u8, through=HEX)]), b"ab", b"\6" + b"026162"),
    (only(Annotated[str, w.text(w.until(b"\0")), w.sized(u8, through=FLIP)]), "a", b"\2\x9e\xff"),
    (
        only(Annotated[bytes | None, w.data(w.rest), w.sized(w.prefix(u8, none=9), through=HEX)]),
        b"a",
        b"\x0261",
    ),
    (
        only(Annotated[bytes | None, w.data(w.rest), w.sized(w.prefix(u8, none=9), through=HEX)]),
        None,
        b"\x09",
    ),
    (
        only(annotated(list[u8], w.array(w.rest)), w.sized(u8, through=HEX)),
        [1, 2],
        b"\x040102",
    ),
    (
        only(annotated(list[w.uvarint], w.array(u8)), w.sized(u8, through=HEX)),
        [1, 300],
        b"\x0802" + b"01" + b"ac02",
    ),
    (
        only(annotated(list[u8], w.array(w.until(b"\0"))), w.sized(u8, through=HEX)),
        [1, 2],
        b"\x06010200",
    ),
    (
        only(annotated(list[u8], w.array(w.until(w.item == 0))), w.sized(u8, through=HEX)),
        [1, 0],
        b"\x040100",
    ),
    (only(list[Annotated[u8, w.sized(u8, through=FLIP)]], w.array(2)), [1, 2], b"\1\xfe\1\xfd"),
    (only(Point, w.sized(u8, through=FLIP)), Point(x=1, y=2), b"\2\xfe\xfd"),
    (only(Bits, w.sized(1, through=FLIP)), Bits(high=1, low=1), b"\xde"),
    (
        only(Annotated[u8, w.sized(w.rest, through=HEX), w.sized(u8, through=FLIP)]),
        0x0A,
        b"\2\xcf\x9e",
    ),
    (
        only(Annotated[u8, w.sized(u8, through=FLIP), w.sized(u8, through=HEX)]),
        0x0A,
        b"\x0401f5",
    ),
    (
        only(Annotated[u8, w.sized(u8)], w.sized(w.until(b";"), through=HEX)),
        0x0A,
        b"010a;",
    ),
    (
        only(
            Annotated[u8, w.sized(u8, through=FLIP)] | None, w.field(when=w.boolean, default=None)
        ),
        1,
        b"\1\1\xfe",
    ),
    (
        only(Annotated[u8, w.sized(u8, through=FLIP)] | None, w.field(when=w.rest, default=None)),
        1,
        b"\1\xfe",
    ),
    (only(Choosing), Choosing(body="a", other=b"b"), b"\3\xfd\xfe\x9e" + b"\2\1\x9d"),
    (Choosing, Choosing(body=1, other=7), b"\3\xfe\xff\xfe" + b"\1\7"),
    (Peeking, Peeking(body=0x0102), b"\2\xfe\xfd"),
    (Peeking, Peeking(body=b"\2a"), b"\2\xfd\x9e"),
    (Checked, Checked(body=b"\xff\xfe"), b"\2\0\1\3"),
    (Hidden, Hidden(value=b"ab"), b"\2\x046162"),
    (Measuring, Measuring(value=b"ab"), b"\7\6" + b"026162"),
    (
        Outside,
        Outside(key=b"\0\0\0\1", direct=Inside(value=b"abcd"), inside=Inside(value=b"abcd")),
        b"\0\0\0\1" + b"\4abce" + b"\5" + flipped(b"\4abce"),
    ),
    (Aligned, Aligned(first=1, names=["a", "bcd"]), b"\1\x08" + flipped(b"\1a\0\0\3bcd") + b"\0\0"),
    (Variant, Variant(body=b"a", more=5), b"\1\x9e\1\5"),
    (Header, Variant(body=b"a", more=5), b"\1\x9e\1\5"),
]


@pytest.mark.parametrize(("cls", "value", "wire"), CASES, ids=range(len(CASES)))
def test_region_is_transformed(cls: Any, value: Any, wire: bytes) -> None:
    message = value if isinstance(value, cls) else cls(value=value)
    check_message(cls, message, wire)


class Ending(Message):
    value: u8
    gap: bytes = w.pad(1)


def test_region_is_no_padding_though_it_ends_in_some() -> None:
    cls = only(Ending, w.sized(u8, through=HEX))
    check_message(cls, cls(value=Ending(value=5)), b"\x040500")
    trace = Trace()
    codec_of(cls).reference.decode(b"\x040500", Context(), trace=trace)
    assert [span.what for span in trace.spans] == ["prefix", "value"]


def test_slack_inside_is_ignored() -> None:
    cls = only(Annotated[u8, w.sized(u8, through=HEX, slack=True)])
    for wire in (b"\x0205", b"\x080500ffee"):
        assert w.decode(cls, wire) == cls(value=5)
        trace = Trace()
        codec_of(cls).reference.decode(wire, Context(), trace=trace)
        assert [(span.start, span.end) for span in trace.spans] == [(0, 8), (8, 8 * len(wire))]
