"""What the front end refuses: annotation and helper that do not fit, and what stands in between."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Annotated, Any, ClassVar

import msgspec
import pytest

import wirefmt as w
from checking import declare
from wirefmt import Message, SchemaError, this, u8, u16
from wirefmt._schema.lower import lower


class Kind(IntEnum):
    PING = 1


class Colour(Enum):
    RED = "red"


class Point(Message):
    x: u8


class Plain:
    pass


FIELDS: dict[str, tuple[Any, Any, str]] = {
    # an annotation that does not say what is on the wire
    "int": (int, ..., r"int does not say what is on the wire; write u8, u16, …, or .*w\.bits\(n\)"),
    "float": (float, 0.0, "float does not say what is on the wire; write f16, f32 or f64"),
    "bool": (bool, ..., r"bool does not .*; write flag \(one bit\) or boolean \(one byte\)"),
    "bytes": (bytes, w.field(), r"bytes does not .*; write w\.data\(extent\) on the right"),
    "str": (str, ..., r"str does not .*; write w\.text\(extent\) on the right"),
    "list": (list[u8], ..., r"how many\? write w\.array\(extent\) on the right of list\[u8\]"),
    "enum": (Kind, ..., r"how wide is Kind\? write w\.enumerated\(u8\) on the right"),
    "class": (Plain, ..., "Plain does not .*; a field is a number, bytes, text, a list or a mess"),
    "the root": (Message, ..., "Message does not say what is on the wire"),
    "union": (u8 | str, ..., "does not say what is on the wire"),
    "union with none": (u8 | str | None, ..., "does not say what is on the wire"),
    "sized of nothing": (bytes, w.sized(u8), r"bytes does not .*; write w\.data\(extent\)"),
    # annotation and helper disagree
    "text of bytes": (bytes, w.text(u8), r"the annotation is bytes, but text\(…\) is str; let bo"),
    "data of str": (str, w.data(u8), r"the annotation is str, but data\(…\) is bytes"),
    "bits of bool": (bool, w.bits(1), r"the annotation is bool, but bits\(…\) is int"),
    "bits of an enum": (Kind, w.bits(8), r"is the enum Kind; write w\.enumerated around bits\(…\)"),
    "two types": (u16, w.bits(8), r"bits\(…\) and the annotation say two types; leave one out"),
    "array of no list": (u8, w.array(u8), r"array\(…\) and the annotation say two types"),
    "array of bytes": (bytes, w.array(u8), r"needs an annotation such as list\[u8\], not bytes"),
    "array of anything": (list, w.array(u8), r"annotation such as list\[u8\], not list"),
    "array of int": (list[int], w.array(u8), "int does not say what is on the wire"),
    "derived of another": (str, w.derived(u8), "the annotation is str, but u8 is int"),
    "derived of an enum": (Kind, w.derived(u8), r"is the enum Kind; write w\.enumerated around u8"),
    "derived, two types": (u8, w.derived(u16), "annotation and helper say two types; leave one o"),
    "derived of no type": (int, w.derived("u8"), "'u8' is no wire type, such as u16"),
    "derived of int": (int, w.derived(int), "int is no wire type, such as u16"),
    "derived of a role": (int, w.derived(w.pad(1)), r"pad\(…\) is no type"),
    "enumerated of int": (int, w.enumerated(u8), "needs an IntEnum or IntFlag as annotation, no"),
    "enumerated of Enum": (Colour, w.enumerated(u8), "needs an IntEnum or IntFlag .* not Colour"),
    "enumerated as float": (Kind, w.enumerated(w.f32), "takes an integer type, not f32"),  # type: ignore[arg-type]
    "enumerated as flag": (Kind, w.enumerated(w.flag), "takes an integer type, not flag"),
    # extents
    "extent of text": (bytes, w.data("abc"), r"an extent is an int, .* or rest, not 'abc'"),  # type: ignore[call-overload]
    "extent of bool": (bytes, w.data(True), "an extent is an int, .* not True"),
    "extent of a class": (bytes, w.data(Point), "an extent is an int, .* not Point"),  # type: ignore[arg-type]
    "float prefix": (bytes, w.data(w.f32), "as an integer type, not as f32"),  # type: ignore[arg-type]
    "bits prefix": (bytes, w.data(w.bits(8)), r"as an integer type, not as bits\(…\)"),
    "flag prefix": (bytes, w.data(w.flag), "as an integer type, not as flag"),
    "endless prefix": (bytes, w.data(w.decimal(w.rest)), r"not as decimal\(…\)"),
    # presence
    "none without when": (u8 | None, None, "None needs when=, which says when the field is absent"),
    "none, sized": (str | None, w.text(u8), "None needs when="),
    "when without none": (u8, w.field(when=this.n), r"it may be absent; annotate u8 \| None"),
    "derived, without none": (u8, w.derived(when=this.n), r"annotate u8 \| None"),
    "when of a number": (u8 | None, w.field(when=u8), "when= takes an expression, boolean or rest"),  # type: ignore[arg-type]
    "when of nothing": (u8 | None, w.field(when=3), "when= takes an expression, .* not 3"),  # type: ignore[arg-type]
    # what stands on the right
    "an expression": (u8, this.n + 1, r"is no default; write derived\(type, this\.n \+ 1\)"),
    "an alias": (int, u8, "a type stands in the annotation, such as `length: u16`"),
    "a class": (Point, Point, "a type stands in the annotation"),
    "msgspec's field": (u8, msgspec.field(default=3), r"write wirefmt\.field\(…\) instead of"),
    "two defaults": (u8, w.field(default=1, default_factory=int), "two defaults; keep one"),
    "default of spelled": (u8, w.derived(u8, this.n, default=1), "default= is for what is solved"),
    "check of a number": (u8, w.field(check=3), "check= takes expressions and functions, not 3"),  # type: ignore[arg-type]
    # what stands in Annotated
    "role in a type": (Annotated[int, w.derived(u8)], ..., r"derived\(…\) stands on the right of"),
    "options in a type": (Annotated[int, w.bits(8, default=1)], ..., r"options of bits\(…\) such"),
}


@pytest.mark.parametrize("case", FIELDS)
def test_field_is_refused_with_a_remedy(case: str) -> None:
    annotation, right, text = FIELDS[case]
    with pytest.raises(SchemaError, match=text) as caught:
        declare("Wrong", {"n": u8, "value": (annotation, right)})
    assert (caught.value.type_name, caught.value.field) == ("Wrong", "value")


CALLS: dict[str, tuple[Any, str]] = {
    "bits of none": (lambda: w.bits(0), "bits takes a number of bits from 1 on, not 0"),
    "bits of text": (lambda: w.bits("x"), "bits takes a number of bits from 1 on, not 'x'"),  # type: ignore[arg-type]
    "until nothing": (lambda: w.until(b""), "until takes at least one byte, such as .* not b''"),
    "until text": (lambda: w.until("x"), "until takes at least one byte, .* not 'x'"),  # type: ignore[call-overload]
    "array of nothing": (w.array, "array takes either a count of elements, or size= in bytes"),
    "array of both": (lambda: w.array(u8, size=u8), "array takes either a count"),
    "derived of a number": (lambda: w.derived(u8, 3), "takes an expression, not 3"),  # type: ignore[arg-type]
    "checksum of a number": (lambda: w.checksum(len, over=3), "over= takes a span of fields"),  # type: ignore[call-overload]
    "const of a list": (lambda: w.const([]), r"\[\] cannot stand in an expression"),
    "alias as a helper": (lambda: w.text(u8)(u8), "a field named like the helper 'text' stands"),  # type: ignore[operator]
}


@pytest.mark.parametrize("case", CALLS)
def test_helper_refuses_at_once(case: str) -> None:
    call, text = CALLS[case]
    with pytest.raises(SchemaError, match=text):
        call()


def test_helper_hidden_by_a_field_says_so() -> None:
    with pytest.raises(SchemaError, match=r"Hidden: .* `import wirefmt as w` and write w\.data\(…"):

        class Hidden(Message):
            data: bytes = w.data(1)
            more: bytes = data(2)  # type: ignore[operator]


def test_unknown_option_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'whne'"):
        w.data(u8, whne=this.n)  # type: ignore[call-overload]


def test_helper_without_annotation_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"Wrong: 'a' has no annotation; write `a: type = …`"):

        class Wrong(Message):
            a = w.data(3)


def test_two_fields_have_two_names_in_paths() -> None:
    with pytest.raises(SchemaError, match=r"Wrong\.class_: without its underscore it is 'class'"):
        declare("Wrong", {"class": w.u8, "class_": w.u8})
    with pytest.raises(SchemaError, match=r"Wrong\.f: without its underscore it is 'f_'"):
        declare("Wrong", {"f_": w.u8, "f": w.u8})


def test_dunder_is_no_field() -> None:
    with pytest.raises(SchemaError, match=r"Wrong\.__a__: a field's name cannot be a dunder"):
        declare("Wrong", {"__a__": u8})


def test_class_check_is_an_expression_or_a_function() -> None:
    with pytest.raises(SchemaError, match=r"Wrong: check= takes expressions and functions, not 3"):
        declare("Wrong", {"a": u8}, check=3)


def test_message_without_fields_is_declared_but_is_no_message() -> None:
    class Empty(Message):
        """Something to derive from."""

        shared: ClassVar[int] = 3

    class Full(Empty):
        a: u8

    assert Full(a=1).shared == 3
    with pytest.raises(SchemaError, match="Empty: it takes no byte; give it a field"):
        lower(Empty)


@pytest.mark.parametrize("spec", [3, "u8", int, list[int], Point | None], ids=repr)
def test_what_is_no_wire_type_is_refused(spec: object) -> None:
    with pytest.raises(SchemaError, match=r"does not say what is on the wire|how many"):
        lower(spec)
