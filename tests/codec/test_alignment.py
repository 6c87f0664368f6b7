"""Zero bytes up to a multiple: fields that align what follows them."""

from __future__ import annotations

import struct
from typing import Any

import pytest

import wirefmt as w
from checking import check_message, declare, only
from wirefmt import Message, OverrunError, SchemaError, decode, this, u8, u16, u32
from wirefmt.codec import codec_of
from wirefmt.ir.show import wire_type


class Opaque(Message):
    """RFC 4506, 4.10: "the n bytes are followed by enough (0 to 3) residual zero bytes, r"."""

    content: bytes = w.data(u32)
    residue: bytes = w.align(4)


@pytest.mark.parametrize("content", [b"", b"a", b"ab", b"abc", b"abcd", b"abcde"], ids=repr)
def test_opaque_data_is_aligned_as_in_xdr(content: bytes) -> None:
    wire = struct.pack(">I", len(content)) + content + bytes(-len(content) % 4)
    check_message(Opaque, Opaque(content=content), wire)


def test_what_stands_in_the_padding_is_ignored() -> None:
    assert decode(Opaque, b"\0\0\0\1a\1\2\3") == Opaque(content=b"a")


class Native(Message):
    """As C lays out `struct { char; short; int; char; double; }`: each member on its own border."""

    one: u8
    gap: bytes = w.align(2)
    two: u16
    four: u32
    last: u8
    hole: bytes = w.align(8)
    eight: w.f64


def test_members_stand_as_in_a_native_struct() -> None:
    message = Native(one=1, two=2, four=3, last=4, eight=0.5)
    check_message(Native, message, struct.pack(">BxHIB7xd", 1, 2, 3, 4, 0.5))


def test_alignment_counts_from_the_start_of_its_class() -> None:
    outside = declare("Outside", {"kind": u8, "items": (list[Opaque], w.array(u8))})
    message = outside(kind=9, items=[Opaque(content=b"a"), Opaque(content=b"bcdef")])
    wire = b"\x09\2" + b"\0\0\0\1a\0\0\0" + b"\0\0\0\5bcdef\0\0\0"
    check_message(outside, message, wire)


def test_alignment_is_inside_the_window_of_its_message() -> None:
    class Packet(Message, size=this.length):
        length: u8 = w.derived()
        name: str = w.text(w.until(b"\0"))
        gap: bytes = w.align(4)
        options: list[u16] = w.array(w.rest)

    check_message(Packet, Packet(name="ab", options=[1]), b"\6ab\0\0\1")
    check_message(Packet, Packet(name="abc", options=[1]), b"\x0aabc\0\0\0\0\0\1")


def test_padding_cannot_depend_on_what_depends_on_it() -> None:
    fields = {"length": (w.uvarint, w.derived()), "gap": (bytes, w.align(4))}
    with pytest.raises(SchemaError, match=r"'length', 'gap' need one another \(a cycle\)"):
        declare("Cyclic", fields, size=this.length)


def test_alignment_follows_bits_and_absent_fields() -> None:
    class Mixed(Message):
        there: w.flag = w.derived()
        low: int = w.bits(15)
        option: u8 | None = w.field(when=this.there, default=None)
        gap: bytes = w.align(4)
        size: u8 = w.derived(u8, w.size_of(this.gap))

    check_message(Mixed, Mixed(low=1), b"\0\1\0\0\2")
    check_message(Mixed, Mixed(low=1, option=7), b"\x80\1\7\0\1")


def test_alignment_may_be_absent() -> None:
    class Maybe(Message):
        kind: u8
        gap: bytes = w.align(4, when=this.kind == 1)
        last: u8

    check_message(Maybe, Maybe(kind=1, last=2), b"\1\0\0\0\2")
    check_message(Maybe, Maybe(kind=0, last=2), b"\0\2")


def test_variant_is_aligned_from_its_header_on() -> None:
    class Chunk(Message, variants=this.kind):
        kind: u8 = w.derived()
        gap: bytes = w.align(2)

    class Note(Chunk, tag=1):
        text: str = w.text(u8)
        end: bytes = w.align(4)

    check_message(Chunk, Note(text="ab"), b"\1\0\2ab\0\0\0")


def test_first_field_is_aligned_already() -> None:
    cls = declare("First", {"gap": (bytes, w.align(4)), "value": u8})
    check_message(cls, cls(value=7), b"\7")


def test_window_must_hold_the_padding() -> None:
    cls = declare(
        "Short", {"length": (u8, w.derived()), "a": u8, "b": (bytes, w.align(4))}, size=this.length
    )
    with pytest.raises(OverrunError) as caught:
        decode(cls, b"\3\0\0")
    assert (caught.value.path, caught.value.offset) == (("b",), 2)


def test_alignment_is_shown_as_declared() -> None:
    field = codec_of(Opaque).layout.root.fields[1]
    assert wire_type(field.type) == "align(4)"


@pytest.mark.parametrize("multiple", [0, -4, True, "4", 4.0], ids=repr)
def test_multiple_is_a_number_from_1_on(multiple: Any) -> None:
    with pytest.raises(SchemaError, match="align takes a number of bytes from 1 on, not "):
        only(bytes, w.align(multiple))
