"""`align=` of what has an extent: zeros behind it, outside its count and inside its windows."""

from __future__ import annotations

import enum
import struct
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_faulty, check_message, declare, only
from wirefmt import (
    Message,
    OverrunError,
    SchemaError,
    TruncatedError,
    decode,
    prefix,
    this,
    u8,
    u16,
    u32,
)
from wirefmt.codec import codec_of
from wirefmt.ir.show import wire_type

Opaque = Annotated[bytes, w.data(u32, align=4)]


@pytest.mark.parametrize("size", range(6))
def test_opaque_data_is_that_of_xdr(size: int) -> None:
    """RFC 4506, 4.10: n bytes, followed by enough zeros to make the total a multiple of four."""
    cls = only(Opaque)
    wire = struct.pack(">I", size) + b"x" * size + bytes(-size % 4)
    check_message(cls, cls(value=b"x" * size), wire)
    check_message(Opaque, b"x" * size, wire)


class Auth(Message):
    """RFC 5531, appendix A: the credentials AUTH_SYS, as XDR."""

    stamp: u32
    machine: str = w.text(u32, max=255, align=4)
    uid: u32
    gid: u32
    gids: list[u32] = w.array(u32, max=16)


def test_credentials_are_those_of_rpc() -> None:
    wire = bytes.fromhex("00000001 00000003 61626300 00000002 00000003 00000001 00000004")
    check_message(Auth, Auth(stamp=1, machine="abc", uid=2, gid=3, gids=[4]), wire)


ROWS: list[tuple[Any, Any, bytes]] = [
    (only(list[Opaque], w.array(u32)), [b"a", b""], b"\0\0\0\2\0\0\0\1a\0\0\0\0\0\0\0"),
    (only(list[u8], w.array(u8, align=4)), [1, 2], b"\2\1\2\0"),
    (only(list[u8], w.array(size=u8, align=4)), [], b"\0\0\0\0"),
    (only(list[u8], w.array(w.until(b"\0"), align=4)), [1], b"\1\0\0\0"),
    (only(Annotated[u8, w.sized(u16, align=4)]), 7, b"\0\1\7\0"),
    (only(bytes, w.data(3, align=4)), b"abc", b"abc\0"),
    (only(str, w.text(3, align=4)), "abc", b"abc\0"),
    (only(str, w.text(w.until(b"\0"), align=4)), "ab", b"ab\0\0"),
    (only(bytes | None, w.data(prefix(u8, none=255), align=2)), None, b"\xff\0"),
    (only(bytes | None, w.data(prefix(u8, none=255), align=2)), b"a", b"\1a"),
    (only(list[Annotated[bytes, w.data(3, align=4)]], w.array(2)), [b"abc", b"def"], b"abc\0def\0"),
    (only(Annotated[bytes, w.data(u8, align=4), w.sized(u16)]), b"abc", b"\0\6\3abc\0\0"),
]


@pytest.mark.parametrize(("cls", "value", "wire"), ROWS, ids=range(len(ROWS)))
def test_zeros_stand_behind(cls: Any, value: Any, wire: bytes) -> None:
    check_message(cls, cls(value=value), wire)


class Mixed(Message):
    """What stands before has a size that is known, or is aligned itself."""

    flag: w.flag = False
    low: int = w.bits(7)
    ratio: w.f32 = 0.0
    ok: w.boolean = True
    kind: u8 = w.derived(u8, w.size_of(this.first))
    first: bytes = w.data(u8, align=4)
    numbers: list[u16] = w.array(2)
    many: list[u32] = w.array(u32)
    filling: list[u32] = w.array(size=u32)
    third: list[Annotated[bytes, w.data(3)]] = w.array(4)
    nested: Auth
    gap: u8 | None = w.field(when=this.low == 1, default=None)
    hole: bytes = w.align(4)
    maybe: bytes | None = w.data(u8, align=4, when=this.low == 1, default=None)
    last: str = w.text(u8, align=4)
    end: u8 | None = w.field(when=w.boolean, default=None)


def test_alignment_follows_what_is_known() -> None:
    auth = Auth(stamp=1, machine="abc", uid=2, gid=3, gids=[4])
    known: dict[str, Any] = {
        "numbers": [1, 2],
        "many": [3],
        "filling": [4],
        "third": [b"abc"] * 4,
        "nested": auth,
    }
    head = b"\0" + b"\0\0\0\0" + b"\1" + b"\5" + b"\3abc\0"
    middle = struct.pack(">HHIIII12s", 1, 2, 1, 3, 4, 4, b"abc" * 4)
    inner = bytes.fromhex("00000001 00000003 61626300 00000002 00000003 00000001 00000004")
    message = Mixed(low=0, first=b"abc", **known, last="x")
    # flag and low, ratio, ok, kind: seven bytes, so that the first prefix is the eighth
    wire = head + middle + inner + b"\1x\0\0" + b"\0"
    check_message(Mixed, message, wire)
    message = Mixed(low=1, first=b"abc", **known, gap=9, maybe=b"", last="x", end=7)
    wire = (
        b"\1"
        + wire[1 : len(head + middle + inner)]
        + b"\x09\0\0\0"
        + b"\0\0\0\0"
        + b"\1x\0\0"
        + b"\1\7"
    )
    check_message(Mixed, message, wire)


def test_variants_that_are_all_multiples_keep_the_border() -> None:
    head = declare("Head", {"kind": (u16, w.derived())}, variants=this.kind)
    one = declare("One", {"value": u16}, head, tag=1)
    two = declare("Two", {"value": (bytes, w.data(u16, align=4))}, head, tag=2)
    cls = declare("Outside", {"inner": head, "last": (bytes, w.data(3, align=4))})
    check_message(cls, cls(inner=one(value=7), last=b"abc"), b"\0\1\0\7abc\0")
    check_message(cls, cls(inner=two(value=b"ab"), last=b"abc"), b"\0\2\0\2ab\0\0abc\0")


def test_constant_is_aligned() -> None:
    fields = {
        "mark": (bytes, w.const(b"ab", w.data(u8, align=4))),
        "end": (bytes, w.data(3, align=4)),
    }
    cls = declare("Marked", {**fields, "n": u8})
    check_message(cls, cls(end=b"xyz", n=1), b"\2ab\0xyz\0\1")
    cls = declare(
        "Marked", {"mark": (str, w.const("ab", w.text(w.until(b"\0"), align=4))), "n": u8}
    )
    check_message(cls, cls(n=1), b"ab\0\0\1")
    cls = declare("Marked", {"mark": (str, w.const("ab", w.text(w.uvarint))), "n": u8})
    check_message(cls, cls(n=1), b"\2ab\1")


def test_what_goes_to_the_end_is_of_any_size() -> None:
    with pytest.raises(SchemaError, match="what stands before it may be of any size"):
        declare(
            "Last", {"body": (bytes, w.data(w.rest)), "n": u8, "end": (bytes, w.data(u8, align=4))}
        )


def test_zeros_are_ignored_and_must_be_there() -> None:
    assert decode(Opaque, b"\0\0\0\1a\1\2\3") == b"a"
    reason = "the input ends after 1 of 3 bytes"
    check_faulty(only(Opaque), b"\0\0\0\1a\0", TruncatedError("Only", ("value",), 0, 0, reason))
    cls = only(Annotated[bytes, w.data(u8, align=4), w.sized(u16)])
    reason = "needs 2 bytes, 1 are left in its window"
    check_faulty(cls, b"\0\5\3abc\0", OverrunError("Only", ("value",), 0, 0, reason))


UNKNOWN: list[Any] = [
    {"a": (bytes, w.data(u8)), "b": (bytes, w.data(u8, align=4))},
    {"a": w.uvarint, "b": (bytes, w.data(u8, align=4))},
    {"a": (list[Annotated[bytes, w.data(u8)]], w.array(u8)), "b": (bytes, w.data(u8, align=4))},
    {"a": (list[u8], w.array(size=u8)), "b": (bytes, w.data(u8, align=4))},
    {"a": (u8 | None, w.field(when=w.boolean)), "b": (bytes, w.data(u8, align=4))},
    {"a": (list[Annotated[bytes, w.data(u8, align=2)]], w.array(u8))},
    {"a": (Annotated[u8, w.sized(u8)]), "b": (bytes, w.data(u8, align=4))},
]


@pytest.mark.parametrize("fields", UNKNOWN, ids=range(len(UNKNOWN)))
def test_unknown_beginning_is_refused(fields: Any) -> None:
    if list(fields) == ["a"]:
        pattern = "align=2 needs to know where it begins"
    else:
        pattern = (
            r"Wrong.b: align=4 needs to know where it begins, .* w.align\(4\) behind it as a f"
        )
    with pytest.raises(SchemaError, match=pattern):
        declare("Wrong", fields)


def test_what_grows_or_contains_itself_is_of_any_size() -> None:
    growing = declare("Growing", {"n": (u32, w.derived())}, size=this.n, slack=True)
    with pytest.raises(SchemaError, match="needs to know where it begins"):
        declare("Wrong", {"a": growing, "b": (bytes, w.data(u8, align=4))})

    class Chain(Message):
        number: u32
        following: Chain | None = w.field(when=this.number == 1)

    with pytest.raises(SchemaError, match="needs to know where it begins"):
        declare("Wrong", {"a": Chain, "b": (bytes, w.data(u8, align=4))})


def test_what_goes_to_the_end_has_no_alignment() -> None:
    rights: list[Any] = [w.data(w.rest, align=4), w.text(w.rest, align=4)]
    for right in rights:
        with pytest.raises(SchemaError, match="what goes to the end has nothing behind it"):
            only(bytes if right.word == "data" else str, right)
    with pytest.raises(SchemaError, match="'gap' goes to the end, and the size of 'end' after it"):
        declare(
            "Wrong",
            {
                "n": (u32, w.derived()),
                "gap": (u32 | None, w.field(when=w.rest)),
                "end": (bytes, w.data(this.n, align=4)),
            },
        )


class Colour(enum.IntEnum):
    RED = 1


def test_enum_is_as_wide_as_its_number() -> None:
    fields = {"colour": (Colour, w.enumerated(u16)), "value": (bytes, w.data(u8, align=4))}
    cls = declare("Coloured", fields)
    check_message(cls, cls(colour=Colour.RED, value=b""), b"\0\1\0\0")


@pytest.mark.parametrize("multiple", [0, True, "4"], ids=repr)
def test_multiple_is_a_number(multiple: Any) -> None:
    with pytest.raises(SchemaError, match="align takes a number of bytes from 1 on, not "):
        w.data(u8, align=multiple)


def test_alignment_is_shown() -> None:
    assert wire_type(codec_of(Opaque).layout.root.fields[0].type) == "data(u32, align=4)"
