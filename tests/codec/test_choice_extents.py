"""Choices where extents count themselves, say None, are aligned, or end arrays."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_message, declare
from wirefmt import Message, SchemaError, i8, item, outer, this, u8, u16, u32

_WIDE = 0x10


class Attribute(Message):
    """Its length is a choice, and one more than that of its value; 0 says None."""

    flags: u8
    value: bytes | None = w.data(
        w.prefix(w.choice(this.flags & _WIDE, {0: u8, _WIDE: u16}), item - 1, none=0)
    )


class Signed(Message):
    """Its length may be signed, or not."""

    wide: u8
    value: bytes = w.data(w.choice(this.wide, {0: i8, 1: u16}))


class Aligned(Message):
    """All of its arms end on a border of four bytes."""

    value: int | bytes = w.choice(u32, {1: u32, 2: w.data(u8, align=4)})
    after: bytes = w.data(u8, align=4)


class Uneven(Message):
    """Its arms begin alike and end in different places."""

    kind: u8
    value: int | bytes | None = w.choice(this.kind, {1: u16, 2: w.data(u8, align=4), 3: None})


class Ended(Message):
    items: list[Annotated[int | bytes, w.choice(u8, {1: u16, 2: w.data(u8)})]] = w.array(
        w.until(b"\0")
    )


class Inner(Message):
    size: u8 | None = w.field(when=w.boolean)


class Reader(Message):
    """An extent that an absent field would tell is 0."""

    body: bytes = w.data(outer.inner.size)
    more: bytes = w.data(outer.inner.size)


class Enclosing(Message):
    inner: Inner
    reader: Reader


@pytest.mark.parametrize(
    ("message", "wire"),
    [
        (Attribute(flags=0, value=b"ab"), "00 03 6162"),
        (Attribute(flags=_WIDE, value=b""), "10 0001"),
        (Attribute(flags=0, value=None), "00 00"),
        (Attribute(flags=_WIDE, value=None), "10 0000"),
        (Signed(wide=0, value=b"a"), "00 01 61"),
        (Signed(wide=1, value=b"a"), "01 0001 61"),
        (Aligned(value=5, after=b"a"), "00000001 00000005 01610000"),
        (Aligned(value=b"abcd", after=b"a"), "00000002 04616263 64000000 01610000"),
        (Uneven(kind=1, value=5), "01 0005"),
        (Uneven(kind=2, value=b"a"), "02 01 61 00"),
        (Uneven(kind=3, value=None), "03"),
        (Ended(items=[1, b"x"]), "01 0001 02 01 78 00"),
        (Enclosing(inner=Inner(size=None), reader=Reader(body=b"", more=b"")), "00"),
        (Enclosing(inner=Inner(size=1), reader=Reader(body=b"a", more=b"b")), "01 01 61 62"),
    ],
    ids=repr,
)
def test_choice_and_extent_stand_together(message: Any, wire: str) -> None:
    check_message(type(message), message, bytes.fromhex(wire))


def test_what_follows_arms_of_different_sizes_is_not_aligned() -> None:
    value = w.choice(this.kind, {1: u16, 2: w.data(u8, align=4), 3: None})
    with pytest.raises(SchemaError, match="needs to know where it begins"):
        declare(
            "Uneven",
            {"kind": u8, "value": (int | bytes | None, value), "end": (bytes, w.data(u8, align=4))},
        )


def test_number_that_says_none_fits_every_type_of_its_prefix() -> None:
    length = w.prefix(w.choice(this.kind, {0: u8, 1: u16}), none=256)
    with pytest.raises(SchemaError, match="none=256 does not fit"):
        declare("Null", {"kind": u8, "value": (bytes | None, w.data(length))})


def test_arm_has_no_prefix_that_says_none() -> None:
    arm = w.data(w.prefix(u8, none=0))
    with pytest.raises(SchemaError, match="none= stands inside another type"):
        declare("Arms", {"value": (int | bytes, w.choice(u8, {1: u16, 2: arm}))})


@pytest.mark.parametrize(
    ("fields", "tag"),
    [({}, u8), ({}, w.peek(u8)), ({"kind": (u8, w.derived())}, this.kind)],
    ids=["right before", "peek", "derived"],
)
def test_type_of_a_length_is_told_by_what_encode_knows(fields: Any, tag: Any) -> None:
    with pytest.raises(SchemaError, match="which type a length has is told by ordinary fields"):
        declare("Lengths", {**fields, "value": (bytes, w.data(w.choice(tag, {1: u16})))})


class Told(Message):
    """Its length is a choice, and stands in arithmetic."""

    wide: u8
    length: int = w.derived(w.choice(this.wide, {0: u8, 1: u16}))
    body: bytes = w.data(this.length - 1)


class Confined(Message):
    """Its length stands in a window of its own."""

    length: Annotated[u8, w.sized(1)] = w.derived()
    body: bytes = w.data(this.length - 1)


@pytest.mark.parametrize(
    ("message", "wire"),
    [
        (Told(wide=0, body=b"ab"), "00 03 6162"),
        (Told(wide=1, body=b"ab"), "01 0003 6162"),
        (Confined(body=b"ab"), "03 6162"),
    ],
    ids=["narrow", "wide", "confined"],
)
def test_length_that_is_a_choice_can_be_calculated_with(message: Any, wire: str) -> None:
    check_message(type(message), message, bytes.fromhex(wire))
