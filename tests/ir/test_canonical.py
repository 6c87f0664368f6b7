"""What a codec forgets of the bytes it decodes, and that it gives back the others."""

from __future__ import annotations

import math
import struct
from datetime import datetime
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import declare
from checking.customs import Name
from checking.transforms import HEX
from wirefmt import this
from wirefmt.ir import extents, records, types
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.canonical import canonical
from wirefmt.schemas import udp

NAN16, NAN32 = b"\x7c\x01", b"\x7f\x80\0\1"  # signalling


def half(number: int) -> int:
    return number // 2


def twice(number: int) -> int:
    return number * 2


FORGETFUL: dict[str, tuple[dict[str, Any], bytes, tuple[str, ...]]] = {
    "padding": ({"a": (bytes, w.pad(2)), "b": w.u8}, b"\1\2\3", ("Only.a: padding is ignored",)),
    "bits": (
        {"a": (int, w.pad(w.bits(3))), "b": (int, w.bits(5))},
        b"\xff",
        ("Only.a: padding is ignored",),
    ),
    "varint": ({"a": w.uvarint}, b"\x80\0", ("Only.a: a number may be longer than needed",)),
    "prefix": (
        {"a": (bytes, w.data(w.uvarint))},
        b"\x81\0x",
        ("Only.a: a number may be longer than needed",),
    ),
    "elements": (
        {"a": (list[w.uvarint], w.array(w.u8))},
        b"\1\x80\0",
        ("Only.a: a number may be longer than needed",),
    ),
    "between": (
        {"a": (list[w.u8], w.array(2, between=2))},
        b"\1\7\2",
        ("Only.a: the padding between its elements",),
    ),
    "early": (
        {"a": (bytes, w.data(w.until(b";", at_eof=True)))},
        b"x;",
        ("Only.a: a delimiter at the end",),
    ),
    "quic": ({"a": w.quic_varint}, b"\x40\1", ("Only.a: a number may be longer than needed",)),
    "custom": (
        {"a": Name, "b": Name},
        b"\3org\0\3org\0",
        (
            "Only.a: what its codec does not tell apart",
            "Only.b: what its codec does not tell apart",
        ),
    ),
    "conversion": (
        {"a": (int, w.convert(w.u8, decode=half, encode=twice))},
        b"\3",
        ("Only.a: what its functions do not tell apart",),
    ),
    "transform": (
        {"a": (w.u8, w.sized(2, through=HEX))},
        b"0A",
        ("Only.a: what its transform does not tell apart",),
    ),
    "nothing tells": (
        {
            "there": w.boolean,
            "size": (w.u8, w.derived()),
            "a": (bytes | None, w.data(this.size, when=this.there)),
        },
        b"\0\5",
        ("Only.size: what it says where nothing that it governs is there",),
    ),
    "no elements": (
        {
            "size": (w.u8, w.derived()),
            "a": (list[Annotated[bytes, w.data(this.size)]], w.array(w.u8)),
        },
        b"\5\0",
        ("Only.size: what it says where nothing that it governs is there",),
    ),
}


@pytest.mark.parametrize("case", FORGETFUL)
def test_codec_says_what_it_forgets(case: str) -> None:
    fields, wire, forgets = FORGETFUL[case]
    codec: Any = w.Codec(declare("Only", fields))
    assert not codec.canonical
    assert codec.canonical.forgets == forgets
    assert codec.encode(codec.decode(wire)) != wire


@pytest.mark.parametrize(("type_", "wire"), [(w.f16, NAN16), (w.f32, NAN32)], ids=["f16", "f32"])
def test_payload_of_a_nan_may_be_lost(type_: Any, wire: bytes) -> None:
    codec: Any = w.Codec(declare("Only", {"a": type_}))
    assert codec.canonical.forgets == ("Only.a: the payload of a NaN",)
    again = codec.encode(codec.decode(wire))
    assert math.isnan(codec.decode(again).a)


CANONICAL: dict[str, tuple[dict[str, Any], bytes]] = {
    "double": ({"a": w.f64}, struct.pack(">Q", 0x7FF0_0000_0000_0001)),
    "kept": (
        {"a": w.u8, "b": (w.u8, w.derived(w.u8, 2 * this.a, keep=True))},
        b"\1\7",
    ),
    "flag": (
        {"a": (bool, w.derived(w.boolean)), "b": (w.u8 | None, w.field(when=this.a))},
        b"\1\2",
    ),
    "region": (
        {"n": (w.u8, w.derived()), "a": Annotated[bytes, w.data(w.rest), w.sized(this.n)]},
        b"\1a",
    ),
    "text": ({"a": (str, w.text(w.until(b"\0"), encoding="Latin_1"))}, b"\xe9\0"),
    "filled": ({"a": (bytes, w.data(4, pad=b"\0"))}, b"ab\0\0"),
    "address": ({"a": w.ipv4, "b": w.mac}, b"\xc0\0\2\1" + b"\0\x1b\x21\x3c\x9d\xf8"),
    "numbers": (
        {"a": (datetime, w.timestamp(w.u32)), "b": (float, w.fixed_point(w.u16, 8))},
        bytes(range(250, 256)),
    ),
    "mark": ({"a": w.u8, "b": (bytes, w.pad(0))}, b"\1"),
    "included": ({"a": (bytes, w.data(w.until(b"\n", include=True)))}, b"ab\n"),
}


@pytest.mark.parametrize("case", CANONICAL)
def test_canonical_codec_gives_the_bytes_back(case: str) -> None:
    fields, wire = CANONICAL[case]
    codec: Any = w.Codec(declare("Only", fields))
    assert codec.canonical
    assert codec.encode(codec.decode(wire)) == wire


def test_schema_says_it() -> None:
    assert w.Codec(udp.Datagram).canonical


def layout(field: records.Field, **options: Any) -> Blueprint:
    return Blueprint(records.Layout((records.Record("R", "R", (field,), ("a",), **options),)))


def test_hexadecimal_forgets_its_case() -> None:
    field = records.Field("a", types.Digits(extents.Extent(extents.Fixed(2)), base=16))
    assert canonical(layout(field)).forgets == ("R.a: the case of its digits",)


def test_what_is_not_vetted_counts_as_forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {**vetted(), types.Integer: {"size"}}
    del table[types.Boolean], table[records.Record]
    monkeypatch.setattr("wirefmt.ir.canonical._VETTED", table)
    assert canonical(layout(records.Field("a", types.Integer(2, signed=True)))).forgets == (
        "R: Record may have several forms",
        "R.a: signed=True may have several forms",
    )
    assert canonical(layout(records.Field("a", types.Boolean()))).forgets == (
        "R: Record may have several forms",
        "R.a: Boolean may have several forms",
    )


def vetted() -> dict[Any, Any]:
    from wirefmt.ir import canonical as module  # its private table

    return dict(module._VETTED)
