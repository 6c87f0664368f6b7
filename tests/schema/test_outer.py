"""What of the enclosing message cannot be read, and what cannot be read alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

import wirefmt as w
from checking import declare
from wirefmt import Message, SchemaError, outer, this, u8


class Point(Message):
    x: u8


class Inner(Message):
    body: bytes = w.data(outer.size)


class Header(Message, variants=this.kind):
    kind: u8 = w.derived()


class Reading(Header, tag=1):
    body: bytes = w.data(outer.size)


class Recursive(Message):
    size: u8
    next: Recursive | None = w.field(when=outer.size > 0, default=None)


@pytest.mark.parametrize("cls", [Inner, Header, Reading, Recursive])
def test_what_reads_outer_does_not_stand_alone(cls: Any) -> None:
    with pytest.raises(SchemaError, match=r"reads outer\.size, and so cannot be decoded alone"):
        w.Codec(cls)


def test_message_of_bits_does_not_read_outer() -> None:
    with pytest.raises(SchemaError, match="a message of bits alone cannot read outer"):
        declare("Bits", {"number": (int, w.bits(8, check=outer.size > 0))})


def test_fields_that_need_the_enclosing_message_have_no_value_alone() -> None:
    cls = declare("Sized", {"size": (u8, w.derived(u8, outer.size))})
    with pytest.raises(SchemaError, match="cannot be decoded alone"):
        _ = cls().size


CASES: dict[str, tuple[dict[str, Any], str]] = {
    "missing": ({"length": u8, "inner": Inner}, "outer.size of Outer: Outer has no field 'size'"),
    "later": ({"inner": Inner, "size": u8}, "it reads 'size', which stands later on the wire"),
    "derived": (
        {"size": (u8, w.derived()), "data": (bytes, w.data(this.size)), "inner": Inner},
        "outer.size is not stored in a Outer, so that encode does not know it in time",
    ),
    "text": ({"size": (str, w.text(u8)), "inner": Inner}, "an extent is a number, not text"),
    "message": ({"size": Point, "inner": Inner}, "this.size is a message; name a field in it"),
    "padding": ({"size": (bytes, w.pad(1)), "inner": Inner}, "this.size is padding"),
    "in an array": ({"inner": (list[Inner], w.array(u8))}, "outer.size of Outer: Outer has no"),
    "variant": ({"inner": Header}, "outer.size of Outer: Outer has no field 'size'"),
    "default": ({"inner": (Inner, w.field(default=Inner(body=b"x")))}, "has no field 'size'"),
}


@pytest.mark.parametrize(("fields", "reason"), CASES.values(), ids=CASES)
def test_what_cannot_be_read_outside_is_refused(fields: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=re.escape(reason)):
        declare("Outer", fields)


def test_default_that_reads_outer_is_not_tried() -> None:
    default = Inner(body=b"x")
    cls = declare("Outer", {"size": u8, "inner": (Inner, w.field(default=default))})
    assert w.encode(cls(size=1)) == b"\1x"
    fields = {"low": (u8, w.field(default=5, check=outer.size > this.low))}
    inner = declare("Low", fields)
    assert (
        w.encode(declare("Outer", {"size": u8, "inner": inner})(size=9, inner=inner())) == b"\x09\5"
    )


class Kinds(Message):
    number: u8 = w.field(check=w.one_of(outer.size, 1))


class Numbers(Message):
    size: u8
    kinds: Kinds


class Floats(Message):
    size: w.f32
    kinds: Kinds


def test_all_that_enclose_must_agree() -> None:
    reason = "outer.size is a number in Numbers and a float in Floats; let all that enclose it"
    with pytest.raises(SchemaError, match=reason):
        declare("Both", {"numbers": Numbers, "floats": Floats})
    message = Numbers(size=1, kinds=Kinds(number=2))
    assert w.encode(message) == b"\1\2"
