"""What a layout is refused for: each error names the class, the field and the remedy."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import declare
from wirefmt import Message, SchemaError, given, one_of, select, this, u8, u16
from wirefmt._schema.expressions import Expression, item
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.checks import check
from wirefmt.ir.expressions import Constant, Peek, Reference
from wirefmt.ir.records import (
    Case,
    Dispatch,
    Field,
    Layout,
    PresenceByte,
    Record,
    Solved,
    Spelled,
)
from wirefmt.ir.types import Integer, Nested


class Kind(IntEnum):
    PING = 1


class Flags(IntFlag):
    ACK = 1


class Nibble(Message):
    high: int = w.bits(4)


class Inner(Message):
    length: u8 = w.derived()
    count: u8
    body: bytes = w.data(this.length)


class Nothing(Message):
    maybe: u8 | None = w.field(when=w.rest)


class Header(Message, variants=this.type):
    type: u8 = w.derived()


CASES: dict[str, tuple[dict[str, Any], str]] = {
    # runs of bits
    "run at the end": (
        {"a": (int, w.bits(3)), "b": u8, "c": (int, w.bits(8))},
        r"Wrong\.a: the run of bits that ends here has 3 bits, .* add w\.pad\(w\.bits\(5\)\)",
    ),
    "run before the end": ({"a": u8, "b": w.flag}, r"Wrong\.b: the run of bits .* has 1 bits"),
    "run before a field": ({"a": w.flag, "b": (bytes, w.data(u8))}, r"Wrong\.a: the run of bits"),
    "bits with when": (
        {"a": u8, "b": (int | None, w.bits(4, when=this.a)), "c": (int, w.bits(4))},
        r"Wrong\.b: the run of bits that ends here has 4 bits",
    ),
    "run before bits with when": (
        {"a": (int, w.bits(4)), "b": (int | None, w.bits(8, when=this.a))},
        r"Wrong\.a: the run of bits that ends here has 4 bits",
    ),
    "sized bits": ({"a": (Nibble, w.sized(1))}, r"Wrong\.a: what is sized of 4 bits is not whole"),
    "array of bits": (
        {"a": (list[Annotated[int, w.bits(4)]], w.array(2))},
        r"Wrong\.a: an element of 4 bits is not whole bytes; put the bits into a message",
    ),
    # extents
    "negative": ({"a": (bytes, w.data(-1))}, r"Wrong\.a: -1 is negative; an extent is 0 or more"),
    "negative min": ({"a": (bytes, w.data(u8, min=-1))}, r"Wrong\.a: min=-1 is negative"),
    "min above max": ({"a": (str, w.text(u8, min=3, max=2))}, r"Wrong\.a: min=3 is above max=2"),
    "fixed below min": ({"a": (bytes, w.data(1, min=2))}, r"Wrong\.a: 1 is outside its min and"),
    "fixed above max": ({"a": (bytes, w.data(3, max=2))}, r"Wrong\.a: 3 is outside its min and"),
    "encoding": ({"a": (str, w.text(u8, "utf-9"))}, r"Wrong\.a: unknown encoding: utf-9; name a"),
    "no text encoding": ({"a": (str, w.text(u8, "hex"))}, r"Wrong\.a: 'hex' is not a text enco"),
    "no digit": ({"a": (int, w.decimal(0))}, r"Wrong\.a: a number has at least one digit"),
    "too many digits": ({"a": (int, w.decimal(u16, max=5000))}, r"Wrong\.a: .* at most 4300 dig"),
    "inner extent": (
        {"a": (Annotated[bytes, w.data(-1)], w.sized(u8))},
        r"Wrong\.a: -1 is negative",
    ),
    "element's extent": (
        {"a": (list[Annotated[bytes, w.data(-1)]], w.array(u8))},
        r"Wrong\.a: -1 is negative",
    ),
    "array's extent": ({"a": (list[u8], w.array(-1))}, r"Wrong\.a: -1 is negative"),
    "sized's extent": ({"a": (u8, w.sized(-1))}, r"Wrong\.a: -1 is negative"),
    "enum's type": (
        {"a": (Kind, w.enumerated(w.decimal(0)))},
        r"Wrong\.a: a number has at least one digit",
    ),
    "elements of nothing": (
        {"a": (list[Nothing], w.array(w.rest))},
        r"Wrong\.a: an element may take no byte, .* count the elements, or give them a length",
    ),
    "elements of nothing in a size": (
        {"a": (list[Annotated[bytes, w.data(w.rest)]], w.array(size=u8))},
        r"Wrong\.a: an element may take no byte",
    ),
    # what is read
    "missing": (
        {"a": u8, "b": (bytes, w.data(this.nothing))},
        r"Wrong\.b: Wrong has no field 'nothing'; it has a, b",
    ),
    "later": (
        {"a": (bytes, w.data(this.b)), "b": u8},
        r"Wrong\.a: it reads 'b', which stands later on the wire; what says how to read must come",
    ),
    "itself": ({"a": (u8 | None, w.field(when=this.a))}, r"Wrong\.a: it reads itself; 'a' is not"),
    "later when": ({"a": (u8 | None, w.field(when=this.b)), "b": u8}, r"Wrong\.a: it reads 'b'"),
    "later size": (
        {"a": (bytes, w.data(w.size_of(this.b))), "b": u8},
        r"Wrong\.a: it reads 'b', which stands later",
    ),
    "item": ({"a": (u8, w.field(check=item.x > 0))}, r"Wrong\.a: item\.x cannot be read here"),
    "deep given": ({"a": (bytes, w.data(given.a.b))}, r"Wrong\.a: given\.a\.b is too deep"),
    "padding": (
        {"a": (int, w.pad(1)), "b": (bytes, w.data(this.a))},
        r"Wrong\.b: this\.a is padding, which has no value; declare it as a field",
    ),
    "a message": ({"a": Inner, "b": (bytes, w.data(this.a))}, r"Wrong\.b: this\.a is a message; n"),
    "an array": (
        {"a": (list[u8], w.array(u8)), "b": (bytes, w.data(this.a))},
        r"Wrong\.b: this\.a is an array; name a field in it, or size_of, count_of or present",
    ),
    "missing inside": (
        {"a": Inner, "b": (bytes, w.data(this.a.nothing))},
        r"Wrong\.b: Inner has no field 'nothing'; it has length, count, body",
    ),
    "derived inside": (
        {"a": Inner, "b": (bytes, w.data(this.a.length))},
        r"Wrong\.b: this\.a\.length is not stored in a Inner, so that encode cannot read it",
    ),
    "inside a number": ({"a": u8, "b": (bytes, w.data(this.a.x))}, r"goes into 'a', which is no m"),
    "inside a header": (
        {"a": Header, "b": (bytes, w.data(this.a.type))},
        r"Wrong\.b: this\.a\.type goes into Header, whose variants differ",
    ),
    "count of no array": (
        {"a": u8, "b": (u8, w.derived(None, w.count_of(this.a)))},
        r"Wrong\.b: count_of takes an array, which 'a' is not; try size_of",
    ),
    "span the wrong way round": (
        {"a": u8, "b": (u8, w.derived(None, w.size_of(this["b":"a"])))},
        r'Wrong\.b: this\["b":"a"\] is the wrong way round: \'a\' stands before \'b\'; exchange',
    ),
    "span from inside a byte": (
        {
            "a": (int, w.bits(4)),
            "b": (int, w.bits(4)),
            "c": (u8, w.derived(None, w.size_of(this["b":"c"]))),
        },
        r'Wrong\.b: this\["b":"c"\] begins or ends inside a byte',
    ),
    "checksum into a byte": (
        {
            "a": (int, w.bits(4)),
            "b": (int, w.bits(4)),
            "c": (u8, w.checksum(sum, over=this["a":"a"])),
        },
        r'Wrong\.a: this\["a":"a"\] begins or ends inside a byte',
    ),
    # kinds of values
    "bytes as extent": (
        {"a": (bytes, w.data(1)), "b": (bytes, w.data(this.a))},
        r"Wrong\.b: an extent is a number, not bytes",
    ),
    "float as extent": ({"a": w.f32, "b": (bytes, w.data(this.a))}, "is a number, not a float"),
    "text in a sum": (
        {"a": (str, w.text(1)), "b": (bytes, w.data(this.a + 1))},
        r"Wrong\.b: what `\+` takes is a number, not text",
    ),
    "bytes negated": (
        {"a": (bytes, w.data(1)), "b": (bytes, w.data(-this.a))},
        r"Wrong\.b: what `-` takes is a number, not bytes",
    ),
    "never equal": (
        {"a": u8, "b": (u8 | None, w.field(when=this.a == b"x"))},
        r"Wrong\.b: `==` of a number and bytes, which are never equal",
    ),
    "never one of": (
        {"a": u8, "b": (u8 | None, w.field(when=one_of(this.a, 1, "x")))},
        r"Wrong\.b: one_of of a number and text, which are never equal",
    ),
    "one of none": ({"a": (u8, w.field(check=one_of(this.a)))}, "one_of needs at least one option"),
    "one of twice": (
        {"a": (u8, w.field(check=one_of(this.a, 1, 2, 1)))},
        r"Wrong\.a: one_of has 1 twice; leave one out",
    ),
    "select of two kinds": (
        {"a": u8, "b": (u8, w.derived(None, select(this.a, 1, b"x")))},
        r"Wrong\.b: select of a number and bytes",
    ),
    "select by bytes": (
        {"a": (bytes, w.data(1)), "b": (u8, w.derived(None, select(this.a, 1, 2)))},
        r"Wrong\.b: the condition of select is a number, not bytes",
    ),
    "bitwise not": (
        {"a": u8, "b": (u8 | None, w.field(when=~this.a))},
        r"Wrong\.b: `~` of a number is never 0, so when= would always hold; compare: this\.field",
    ),
    "bitwise not in an and": (
        {"a": u8, "b": (u8 | None, w.field(when=(this.a == 1) & ~this.a))},
        r"Wrong\.b: `~` of a number is never 0",
    ),
    "bitwise not in a select": (
        {"a": (u8, w.field(check=select(this.a > 1, 1, ~this.a)))},
        r"Wrong\.a: `~` of a number is never 0, so check= would always hold",
    ),
    "spelled of another kind": (
        {"a": (bytes, w.data(1)), "b": (u8, w.derived(None, this.a))},
        r"Wrong\.b: the expression gives bytes, but the field is a number; let both say the same",
    ),
    # roles
    "const too great": ({"a": (u8, w.const(256))}, r"Wrong\.a: the constant 256 does not fit: its"),
    "const negative": (
        {"a": (u8, w.const(-1))},
        r"Wrong\.a: the constant -1 does not fit: .* 0 to",
    ),
    "const of bits": ({"a": (int, w.const(256, w.bits(8)))}, "holds 0 to 255"),
    "const signed": ({"a": (w.i8, w.const(128))}, "holds -128 to 127"),
    "const boolean": ({"a": (w.boolean, w.const(2))}, "holds 0 to 1"),
    "const svarint": ({"a": (w.svarint, w.const(2**63))}, f"holds {-(2**63)} to {2**63 - 1}"),
    "const varint": ({"a": (w.mqtt_varint, w.const(2**28))}, "holds 0 to 268435455"),
    "const digits": ({"a": (int, w.const(100, w.decimal(2)))}, "holds 0 to 99"),
    "const more digits": (
        {"a": (int, w.const(10**20, w.decimal(w.until(b"\n"))))},
        "holds 0 to 99999999999999999999",
    ),
    "const of another kind": ({"a": (u8, w.const(b"x"))}, r"the constant b'x' is not of its type"),
    "const of a message": ({"a": (Inner, w.const(3))}, "is not of its type, a message or array"),
    "const bytes too long": (
        {"a": (bytes, w.const(b"abc", w.data(2)))},
        r"Wrong\.a: the constant b'abc' has 3 bytes, but the field 2; let both say the same",
    ),
    "const text too long": (
        {"a": (str, w.const("abc", w.text(2)))},
        "has 3 bytes, but the field 2",
    ),
    "const text not in its encoding": (
        {"a": (str, w.const("é", w.text(1, "ascii")))},
        r"Wrong\.a: the constant 'é' cannot be written in ascii",
    ),
    "const no member": (
        {"a": (Kind, w.const(9, w.enumerated(u8)))},
        r"Wrong\.a: the constant 9 is no member of its enum",
    ),
    "const flags too great": (
        {"a": (Flags, w.const(256, w.enumerated(u8)))},
        r"Wrong\.a: the constant 256 does not fit",
    ),
    "const sized": (
        {"a": (Annotated[u8, w.sized(1)], w.const(256))},
        r"Wrong\.a: the constant 256 does not fit",
    ),
    "default of derived": (
        {"a": (u8, w.derived(default=300)), "b": (bytes | None, w.data(this.a, when=given.b))},
        r"Wrong\.a: the default 300 does not fit",
    ),
    "derived bytes": (
        {"a": (bytes, w.derived(w.data(2))), "b": (bytes, w.data(1))},
        r"Wrong\.a: what is derived from its users is a number",
    ),
    "checksum without a size": (
        {"n": u8, "a": (bytes, w.checksum(bytes, w.data(u8), over=this.n))},
        r"Wrong\.a: a checksum has a fixed size, such as u16 or data\(20\)",
    ),
    "checksum the wrong way round": (
        {"n": u8, "a": (u8, w.checksum(sum, over=this["a":"n"]))},
        r"Wrong\.a: this\[\"a\":\"n\"\] is the wrong way round",
    ),
    "checksum of nothing": (
        {"n": u8, "a": (u8, w.checksum(sum, over=this["n":"z"]))},
        r"Wrong\.a: Wrong has no field 'z'",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_field_is_refused_with_a_remedy(case: str) -> None:
    fields, text = CASES[case]
    with pytest.raises(SchemaError, match=text) as caught:
        declare("Wrong", fields)
    assert caught.value.type_name == "Wrong"
    assert caught.value.field in fields


CLASSES: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "size of nothing": (
        {"a": u8},
        {"size": given.size},
        "Wrong: size= reads no field; a fixed size needs none, leave it out",
    ),
    "size of a missing field": ({"a": u8}, {"size": this.b}, "Wrong: Wrong has no field 'b'"),
    "size of bytes": (
        {"a": (bytes, w.data(1))},
        {"size": this.a},
        "Wrong: size= is a number, not bytes",
    ),
    "check of bytes": (
        {"a": (bytes, w.data(1))},
        {"check": this.a},
        "Wrong: check= is a number, not bytes",
    ),
    "variants of nothing": (
        {"a": u8},
        {"variants": given.kind},
        "Wrong: variants= reads no field; name the one that tells them apart",
    ),
    "variants by text": (
        {"a": (str, w.text(1))},
        {"variants": this.a},
        "Wrong: variants= is a number, not text",
    ),
}


@pytest.mark.parametrize("case", CLASSES)
def test_class_is_refused_with_a_remedy(case: str) -> None:
    fields, keywords, text = CLASSES[case]
    with pytest.raises(SchemaError, match=text) as caught:
        declare("Wrong", fields, **keywords)
    assert (caught.value.type_name, caught.value.field) == ("Wrong", None)


def test_header_whose_variants_come_later_takes_bytes() -> None:
    declare("One", {"frame": Header})
    declare("Many", {"frames": (list[Header], w.array(w.rest))})


def test_endless_message_is_refused() -> None:
    with pytest.raises(SchemaError, match="Endless: it contains itself without end; let a field h"):

        class Endless(Message):
            a: u8
            again: Endless


ACCEPTED: dict[str, dict[str, Any]] = {
    "a class of bits alone": {"a": (int, w.bits(3))},
    "bits inside a run": {"a": Nibble, "b": (int, w.bits(4))},
    "whole bytes of bits with when": {"a": u8, "b": (int | None, w.bits(8, when=this.a))},
    "a path into a message": {"a": Inner, "b": (bytes, w.data(this.a.count))},
    "a path into a sized message": {
        "a": (Inner, w.sized(u8)),
        "b": (list[u8], w.array(this.a.count)),
    },
    "given": {"a": (bytes, w.data(given.size)), "b": (u8 | None, w.field(when=given.b == "x"))},
    "bytes compared": {
        "a": (bytes, w.data(1)),
        "b": (u8 | None, w.field(when=one_of(this.a, b"x", b"y"))),
    },
    "a float compared with a number": {"a": w.f32, "b": (u8 | None, w.field(when=this.a > 1))},
    "a comparison negated": {"a": u8, "b": (u8 | None, w.field(when=~(this.a == 1)))},
    "bits compared": {"a": u8, "b": (u8 | None, w.field(when=(~this.a & 3) == 0))},
    "select of what is given": {"a": u8, "b": (u8, w.derived(None, select(this.a, given.x, 1)))},
    "count of a sized array": {
        "a": (Annotated[list[u8], w.array(w.rest), w.sized(u8)], ...),
        "b": (u8, w.derived(None, w.count_of(this.a))),
    },
    "a constant float": {"a": (w.f32, w.const(1)), "b": (w.f64, w.const(1.5))},
    "a constant of a varying text": {"a": (str, w.const("ab", w.text(u8)))},
    "a constant member": {"a": (Kind, w.const(Kind.PING, w.enumerated(u8)))},
    "a default of derived": {
        "a": (u8, w.derived(default=3)),
        "b": (bytes | None, w.data(this.a, when=given.b)),
    },
    "a size spelled": {
        "a": (bytes, w.data(u8)),
        "b": (u8, w.derived(None, w.size_of(this.a) + w.present(this.a))),
    },
    "bytes spelled": {"a": (bytes, w.data(2)), "b": (bytes, w.derived(w.data(2), this.a))},
}


@pytest.mark.parametrize("case", ACCEPTED)
def test_message_is_accepted(case: str) -> None:
    declare("Right", ACCEPTED[case])


# ------------------------------------------------------------------ what no class can say


def record(name: str, *fields: Field, **keywords: Any) -> Record:
    stored = tuple(field.name for field in fields if field.is_stored)
    return Record(name, name, fields, stored, **keywords)


def test_two_variants_with_one_tag_are_refused() -> None:
    tag = Field("tag", Integer(1), Solved())
    dispatch = Dispatch((Reference(("tag",)),), (Case(((1,),), 1), Case(((2,), (1,)), 2)))
    layout = Layout((record("H", tag, dispatch=dispatch), record("A", tag), record("B", tag)))
    with pytest.raises(SchemaError, match="H: A and B have one tag, 1; give one of them another"):
        check(layout)


def test_tags_of_an_expression_are_compared_alone() -> None:
    tag = Field("tag", Integer(1))
    dispatch = Dispatch(((this.tag >> 4).__node__,), (Case(((1000,),), 1),))
    check(Layout((record("H", tag, dispatch=dispatch), record("A", tag))))


@pytest.mark.parametrize("root", [Reference(("x",)), Constant(1)], ids=["field", "constant"])
def test_tag_of_a_variant_is_checked(root: Any) -> None:
    tag = Expression(root) == 1
    layout = Layout((record("A", Field("x", Integer(1)), tag=tag.__node__),))
    check(layout)


def test_peek_is_refused() -> None:
    field = Field("a", Integer(1), Spelled(Peek(Integer(1))))
    with pytest.raises(SchemaError, match=r"A\.a: peek cannot be read here"):
        check(Layout((record("A", field),)))


@pytest.mark.parametrize("between", [False, True], ids=["itself", "in another"])
def test_header_that_may_hold_another_before_its_tag_is_refused(between: bool) -> None:
    """It would be read again with each variant, so 40 bytes would take a million steps."""
    inner = Field("inner", Nested(2 if between else 0), when=PresenceByte())
    tag = Field("tag", Integer(1))
    dispatch = Dispatch((Reference(("tag",)),), (Case(((1,),), 1),))
    records = (
        record("H", inner, tag, dispatch=dispatch),
        record("A", inner, tag),
        record("B", Field("back", Nested(0), when=PresenceByte())),
    )
    with pytest.raises(SchemaError, match=r"H\.inner: H may hold another one before its tag, and"):
        Blueprint(Layout(records))
    behind = (record("H", tag, dispatch=dispatch), record("A", tag, inner), records[2])
    Blueprint(Layout(behind))
