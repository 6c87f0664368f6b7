"""What a choice is in the IR, and which choices are refused."""

from __future__ import annotations

import zlib
from enum import Enum, IntEnum
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import declare, only
from wirefmt import Message, SchemaError, this, u8, u16
from wirefmt._schema.lower import lower
from wirefmt.ir.expressions import Binary, Constant, Reference
from wirefmt.ir.extents import Extent, Prefixed, Told
from wirefmt.ir.types import Arm, Choice, Data, Integer, Nested


class Kind(IntEnum):
    PING = 1
    PONG = 2


class Colour(Enum):
    RED = 1


class Point(Message):
    x: u8


class Field(Message):
    kind: u8
    value: int | bytes | Point | None = w.choice(
        this.kind & 3, {...: None, Kind.PONG: w.data(this.kind), 0: "Point", 1: u16}
    )
    length: bytes = w.data(w.choice(this.kind, {1: u8, 2: u16}))


def test_choice_lowers_to_its_arms() -> None:
    _, value, length = lower(Field).layout.root.fields
    kind = Reference(("kind",))
    assert value.type == Choice(
        Told(Binary("&", kind, Constant(3)), 0),
        (
            Arm(2, Data(Extent(Told(kind, 1)))),
            Arm(0, Nested(1)),
            Arm(1, Integer(2)),
            Arm(None, None),
        ),
    )
    prefix = Choice(Told(kind, 0), (Arm(1, Integer(1)), Arm(2, Integer(2))))
    assert length.type == Data(Extent(Prefixed(prefix)))


def test_tag_may_be_an_enum() -> None:
    tag = Annotated[Kind, w.enumerated(u16)]
    cls = only(int | str, w.choice(tag, {Kind.PING: u8, Kind.PONG: w.text(1)}))
    assert isinstance(lower(cls).layout.root.fields[0].type, Choice)
    assert w.encode(cls(value="a")) == b"\0\2a"
    assert w.Codec(cls).blueprint.sizes.fixed(lower(cls).layout.root.fields[0].type) == 3


def test_default_of_a_choice_is_tried() -> None:
    with pytest.raises(SchemaError, match=r"its default 'x' does not encode: one of int"):
        only(int, w.choice(u8, {1: u8, 2: None}, default="x"))
    assert (
        w.encode(only(int | bytes, w.choice(u8, {1: u8, 2: w.data(u8)}, default=b"x"))())
        == b"\2\1x"
    )
    fields = {
        "kind": u8,
        "value": (int | bytes, w.choice(this.kind, {1: u8, 2: w.data(u8)}, default=b"x")),
    }
    assert w.encode(declare("Told", fields)(kind=2)) == b"\2\1x"


FLOAT: Any = w.f32
TEXT: Any = w.text(u8)

CASES: dict[str, tuple[Any, Any, str]] = {
    "no arm": (int, w.choice(u8, {}), "choice takes at least one tag"),
    "only unknown": (int, w.choice(u8, {...: u8}), "choice takes at least one tag"),
    "tag of text": (int, w.choice(u8, {"a": u8}), r"a tag is an int, an enum's member, or \.\.\."),
    "tag of bool": (int, w.choice(u8, {True: u8}), "a tag is an int"),
    "tag twice": (int, w.choice(u8, {1: u8, Colour.RED: u8}), "two arms have the tag 1"),
    "controller": (int, w.choice(7, {1: u8}), "the tag of a choice is an integer type"),
    "float controller": (int, w.choice(FLOAT, {1: u8}), "the tag of a choice is an integer type"),
    "bits controller": (int, w.choice(w.bits(3), {1: u8}), "the tag of a choice is an integer"),
    "text controller": (int, w.choice(TEXT, {1: u8}), "the tag of a choice is an integer"),
    "tag too great": (int, w.choice(u8, {256: u8}), r"the tag 256 does not fit: its type holds 0"),
    "arm of another class": (
        int,
        w.choice(u8, {1: w.text(u8)}),
        "annotation is int, but an arm is",
    ),
    "arm of no type": (int, w.choice(u8, {1: int}), "int is no wire type"),
    "arm of an unknown name": (int, w.choice(u8, {1: "Other"}), "names no message 'Other'"),
    "arm of bits": (int, w.choice(u8, {1: w.bits(3)}), "an arm of 3 bits is not whole bytes"),
    "arm of a class twice": (
        int,
        w.choice(u8, {1: u8, 2: u16}),
        "arms 1 and 2 both hold values of int",
    ),
    "unknown arm inline": (
        int | bytes,
        w.choice(u8, {1: u8, ...: w.data(u8)}),
        r"which tag the arm",
    ),
    "empty arm and when": (
        int | None,
        w.choice(u8, {1: u8, 2: None}, when=w.boolean),
        "None would be both the empty arm and the absent field",
    ),
    "none without an empty arm": (int | None, w.choice(u8, {1: u8}), "None needs when="),
    "as a constant": (int, w.const(1, w.choice(u8, {1: u8})), "always the same is no choice"),
    "length of data": (
        bytes,
        w.data(w.choice(u8, {1: w.data(1)})),
        "length stands before its value",
    ),
    "length inline": (bytes, w.data(w.choice(u8, {1: u8, 2: u16})), "both hold values of int"),
    "peek beyond an arm": (
        int | bytes,
        w.choice(w.peek(u8, at=1), {1: u8, 2: w.data(2)}),
        r"in the first 2 bytes of the value, but the arm 1 may have 1; say min=2",
    ),
    "peek and an empty arm": (
        int | None,
        w.choice(w.peek(u8), {1: u8, ...: None}),
        r"but the arm \.\.\. may have 0",
    ),
    "peek too narrow": (bytes, w.choice(w.peek(u8), {256: w.data(2)}), "the tag 256 does not fit"),
    "peek as an extent": (bytes, w.data(w.peek(u8)), "it peeks at 1 bytes, but Only may have 0"),
    "array without its annotation": (
        list[u8],
        w.choice(u8, {1: w.array(1)}),
        "an annotation such as",
    ),
}


@pytest.mark.parametrize(("annotation", "right", "reason"), CASES.values(), ids=CASES)
def test_choice_that_is_wrong_is_refused(annotation: Any, right: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason) as caught:
        lower(only(annotation, right))
    assert caught.value.field == "value"


FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "derived, two arms of a class": (
        {"kind": (u8, w.derived()), "value": (int, w.choice(this.kind, {1: u8, 2: u16}))},
        "choose by an ordinary field",
    ),
    "derived, unknown arm": (
        {
            "kind": (u8, w.derived()),
            "value": (int | str, w.choice(this.kind, {1: u8, ...: w.text(u8)})),
        },
        r"which tag the arm `\.\.\.` has",
    ),
    "later": (
        {"value": (int, w.choice(this.kind, {1: u8})), "kind": u8},
        "stands later on the wire",
    ),
    "text": (
        {"kind": (str, w.text(u8)), "value": (int, w.choice(this.kind, {1: u8}))},
        "the tag is a number, not text",
    ),
    "read": (
        {
            "value": (int | str, w.choice(u8, {1: u8, 2: w.text(u8)})),
            "other": (u8, w.field(check=this.value == 1)),
        },
        "this.value is a choice of several",
    ),
    "measured": (
        {
            "kind": (u8, w.derived()),
            "value": (int, w.choice(w.size_of(this.kind), {1: u8, ...: u16})),
        },
        "which tag the arm",
    ),
    "checksum": (
        {
            "kind": u8,
            "sum": (int, w.checksum(zlib.crc32, w.choice(this.kind, {1: w.u32}), over=this.kind)),
        },
        "always the same is no choice",
    ),
}


@pytest.mark.parametrize(("fields", "reason"), FIELDS.values(), ids=FIELDS)
def test_choice_by_a_field_that_is_wrong_is_refused(fields: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        lower(declare("Wrong", fields))


@pytest.mark.parametrize(
    ("type_", "at"), [(w.f32, 0), (w.uvarint, 0), (u16, -1), (int, 0), (Point, 0)]
)
def test_peek_at_no_integer_is_refused(type_: Any, at: int) -> None:
    with pytest.raises(SchemaError, match="peek takes an integer type such as u16, and at= from 0"):
        w.peek(type_, at)


def test_numbers_of_a_choice_are_read() -> None:
    number = w.choice(this.wide, {0: u8, 1: u16})
    fields = {"wide": u8, "count": (int, number), "items": (list[u8], w.array(this.count))}
    cls = declare("Read", fields)
    assert w.decode(cls, b"\1\0\2\5\6") == cls(wide=1, count=2, items=[5, 6])


def test_choice_is_shown_as_declared() -> None:
    from wirefmt.ir.blueprint import Blueprint
    from wirefmt.ir.diagram import box_diagram
    from wirefmt.ir.show import wire_type

    layout = lower(Field).layout
    shown = [wire_type(field.type, layout) for field in layout.root.fields]
    assert shown[1:] == [
        "choice(this.kind & 3, {2: data(this.kind), 0: Point, 1: u16, ...: None})",
        "data(choice(this.kind, {1: u8, 2: u16}))",
    ]
    inline = lower(only(int | str, w.choice(u16, {1: u16, 2: w.text(u8)}))).layout
    assert "value tag" in box_diagram(Blueprint(inline), 0)
    inline = lower(only(bytes, w.choice(w.peek(u16, at=1), {1: w.data(3)}))).layout
    assert wire_type(inline.root.fields[0].type) == "choice(peek(u16, at=1), {1: data(3)})"
    assert "tag" not in box_diagram(Blueprint(inline), 0)
    inline = lower(only(int | str, w.choice(w.uvarint, {1: u16, 2: w.text(u8)}))).layout
    assert "value tag ..." in box_diagram(Blueprint(inline), 0)
