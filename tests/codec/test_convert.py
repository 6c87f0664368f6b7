"""Values that a user's functions make of others."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import (
    Engine,
    check_encode_error,
    check_faulty,
    check_message,
    declare,
    only,
)
from wirefmt import (
    InvalidValueError,
    MalformedError,
    Message,
    OutOfRangeError,
    SchemaError,
    TextError,
    TrailingBytesError,
    WrongTypeError,
    this,
)
from wirefmt.ir.diagram import box_diagram


def halve(number: int) -> Fraction:
    return Fraction(number, 2)


def double(value: Fraction) -> int:
    if (2 * value).denominator != 1:
        raise ValueError("not a half")
    return int(2 * value)


def mask(data: bytes, key: bytes) -> bytes:
    """Apply the masking of RFC 6455, section 5.3."""
    return bytes(byte ^ key[index % 4] for index, byte in enumerate(data))


def join(parts: list[int]) -> tuple[int, ...]:
    return tuple(parts)


def reverse(text: str) -> str:
    if text == "bad":
        raise ValueError("bad is not wanted")
    return text[::-1]


class Point(Message):
    x: w.u8
    y: w.u8


def to_complex(point: Point) -> complex:
    return complex(point.x, point.y)


def to_point(value: complex) -> Point:
    return Point(x=int(value.real), y=int(value.imag))


CONVERT: Any = w.convert
"""The helper, for uses that a type checker refuses."""

HALF = w.convert(w.u16, decode=halve, encode=double)
Half = Annotated[Fraction, w.convert(w.u16, decode=halve, encode=double)]
CASES = [
    (Fraction, HALF, Fraction(3, 2), b"\0\3"),
    (Half, ..., Fraction(3, 2), b"\0\3"),
    (
        Fraction,
        w.convert(w.uvarint, decode=halve, encode=double),
        Fraction(300, 2),
        b"\xac\2",
    ),
    (str, w.convert(w.text(w.u8), decode=reverse, encode=reverse), "abc", b"\3cba"),
    (str, w.convert(w.text(3), decode=reverse, encode=reverse), "abc", b"cba"),
    (str, w.convert(w.text(w.until(b";")), decode=reverse, encode=reverse), "abc", b"cba;"),
    (str, w.convert(w.text(w.rest), decode=reverse, encode=reverse), "abc", b"cba"),
    (
        tuple,
        w.convert(Annotated[list[w.u8], w.array(w.u8)], decode=join, encode=list),
        (1, 2),
        b"\2\1\2",
    ),
    (
        tuple,
        w.convert(Annotated[list[w.uvarint], w.array(size=w.u8)], decode=join, encode=list),
        (1, 300),
        b"\3\1\xac\2",
    ),
    (
        tuple,
        w.convert(Annotated[list[w.u8], w.array(w.rest)], decode=join, encode=list),
        (1, 2),
        b"\1\2",
    ),
    (complex, w.convert(Point, decode=to_complex, encode=to_point), 1 + 2j, b"\1\2"),
    (list[Half], w.array(w.u8), [Fraction(1, 2), Fraction(2)], b"\2\0\1\0\4"),
    (Annotated[Half, w.sized(w.u8)], ..., Fraction(1, 2), b"\2\0\1"),
    (
        Fraction,
        w.convert(w.convert(w.u8, decode=int, encode=int), decode=halve, encode=double),
        Fraction(1, 2),
        b"\1",
    ),
    (int, w.convert(w.bits(16), decode=int, encode=int), 258, b"\1\2"),
]


@pytest.mark.parametrize(("annotation", "right", "value", "wire"), CASES, ids=range(len(CASES)))
def test_any_type_is_converted(annotation: Any, right: Any, value: object, wire: bytes) -> None:
    cls = only(annotation, right)
    check_message(cls, cls(value=value), wire)


def test_converted_fields_stand_in_one_run(engine: Engine) -> None:
    cls = declare(
        "Pair", {"a": w.u8, "b": (Fraction, HALF), "c": (int, w.bits(4)), "d": (int, w.bits(4))}
    )
    check_message(cls, cls(a=1, b=Fraction(5, 2), c=1, d=2), b"\1\0\5\x12")
    assert "Struct('>BHB')" in w.Codec(cls).source
    assert type(engine.decode(cls, b"\1\0\5\x12").b) is Fraction


class Masked(Message):
    """The masked payload of RFC 6455, section 5.2, with a short length."""

    masked: w.flag
    size: int = w.derived(w.bits(7))
    key: bytes = w.data(4)
    payload: bytes = w.convert(w.data(this.size), decode=mask, encode=mask, using=this.key)


def test_functions_are_given_what_is_used() -> None:
    """The masked "Hello" of RFC 6455, section 5.7, without its first byte."""
    wire = bytes.fromhex("85 37fa213d 7f9f4d5158")
    check_message(
        Masked, Masked(masked=True, key=bytes.fromhex("37fa213d"), payload=b"Hello"), wire
    )


def test_what_is_used_is_a_bool_if_it_is_a_condition(engine: Engine) -> None:
    """Whatever the condition is made of; on encode and on decode alike."""
    used: list[object] = []

    def note(value: int, using: object) -> int:
        used.append(using)
        return value

    there, one = w.present(this.maybe), this.kind == 1
    conditions = (there, one, ~one, there & one, there | one, there ^ one, w.one_of(this.kind, 1))
    for condition in (*conditions, w.select(this.kind, there, one), this.sure & this.sure):
        fields = {
            "maybe": (w.u8 | None, w.field(when=w.boolean, default=None)),
            "kind": w.u8,
            "sure": w.boolean,
            "value": (int, w.convert(w.u8, decode=note, encode=note, using=condition)),
        }
        cls = declare("Noted", fields)
        message = cls(maybe=3, kind=1, sure=True, value=7)
        assert engine.decode(cls, engine.encode(cls, message)) == message
    assert {type(each) for each in used} == {bool}


def test_what_is_used_may_be_given_by_the_session(engine: Engine) -> None:
    cls = only(int, w.convert(w.u8, decode=int.__add__, encode=int.__sub__, using=w.given.bias))
    check_message(cls, cls(value=13), b"\x0a", given={"bias": 3})
    with pytest.raises(w.GivenError):
        engine.decode(cls, b"\x0a")
    with pytest.raises(w.GivenError):
        engine.encode(cls, cls(value=1))


def test_converted_field_may_be_absent() -> None:
    half = w.convert(w.u16, decode=halve, encode=double, when=w.boolean, default=None)
    cls = declare("Maybe", {"value": (Fraction | None, half)})
    check_message(cls, cls(), b"\0")
    check_message(cls, cls(value=Fraction(1, 2)), b"\1\0\1")


def test_what_is_absent_cannot_be_used() -> None:
    cls = declare(
        "Keyed",
        {
            "key": (w.u8 | None, w.field(when=w.boolean, default=None)),
            "value": (int, w.convert(w.u8, decode=int.__xor__, encode=int.__xor__, using=this.key)),
        },
    )
    check_message(cls, cls(key=3, value=1), b"\1\3\2")
    reason = "key is read, but it is absent"
    check_faulty(cls, b"\0\2", MalformedError("Keyed", ("value",), 1, 0, reason))
    check_encode_error(cls, cls(value=1), InvalidValueError("Keyed", ("value",), "1", reason))


def test_array_of_converted_elements_counts_against_its_window() -> None:
    inner = w.convert(Annotated[list[w.u8], w.array(w.u8)], decode=join, encode=list)
    cls = declare("Box", {"size": w.u8, "value": (tuple, inner)}, size=this.size)
    check_message(cls, cls(size=4, value=(1, 2)), b"\4\2\1\2")


def test_reserve_of_a_converted_follower_is_told() -> None:
    cls = declare(
        "Trailer",
        {
            "size": w.u8,
            "body": (bytes, w.data(w.rest)),
            "end": (str, w.convert(w.text(this.size), decode=reverse, encode=reverse)),
        },
    )
    check_message(cls, cls(size=2, body=b"xyz", end="ab"), b"\2xyzba")


# ------------------------------------------------------------------ what the functions refuse


def test_value_error_of_decode_is_malformed(engine: Engine) -> None:
    cls = declare(
        "Named", {"a": w.u8, "b": (str, w.convert(w.text(3), decode=reverse, encode=reverse))}
    )
    error = MalformedError("Named", ("b",), 1, 0, "bad is not wanted")
    check_faulty(cls, b"\1bad", error)
    with pytest.raises(MalformedError) as caught:
        engine.decode(cls, b"\1bad")
    assert isinstance(caught.value.__cause__, ValueError)
    check_faulty(
        cls, b"\1a\xffb", TextError("Named", ("b",), 2, 0, "not utf-8: invalid start byte")
    )


def test_value_error_of_encode_is_an_invalid_value() -> None:
    cls = only(Fraction, HALF)
    error = InvalidValueError("Only", ("value",), "Fraction(1, 3)", "not a half")
    check_encode_error(cls, cls(value=Fraction(1, 3)), error)
    beyond = OutOfRangeError("Only", ("value",), "65536", "65536 is not in 0 to 65535")
    check_encode_error(cls, cls(value=Fraction(1 << 15)), beyond)
    listed = only(list[Half], w.array(w.u8))
    error = InvalidValueError("Only", ("value", 1), "Fraction(1, 3)", "not a half")
    check_encode_error(listed, listed(value=[Fraction(1), Fraction(1, 3)]), error)


def test_other_exceptions_are_bugs(engine: Engine) -> None:
    cls = only(
        Fraction, CONVERT(w.u8, decode=lambda number: b""[number], encode=lambda value: value[1:])
    )
    with pytest.raises(IndexError):
        engine.decode(cls, b"\0")
    with pytest.raises(TypeError):
        engine.encode(cls, cls(value=1))


def test_none_is_no_value(engine: Engine) -> None:
    def nothing(number: int) -> None:
        del number

    cls = only(int, CONVERT(w.u8, decode=nothing, encode=nothing))
    reason = "nothing gives None, which stands for an absent field"
    check_faulty(cls, b"\0", MalformedError("Only", ("value",), 0, 0, reason))
    with pytest.raises(WrongTypeError):
        engine.encode(cls, cls(value=1))
    error = WrongTypeError("Only", ("value",), "None", "None is for fields that may be absent")
    check_encode_error(cls, cls(value=None), error)
    listed = only(list[Half], w.array(w.u8))
    error = WrongTypeError("Only", ("value", 0), "None", "None is for fields that may be absent")
    check_encode_error(listed, listed(value=[None]), error)


def test_window_around_what_is_converted_must_be_used() -> None:
    cls = only(Annotated[Half, w.sized(w.u8)])
    reason = "1 bytes are left in its window"
    check_faulty(cls, b"\3\0\1\0", TrailingBytesError("Only", ("value",), 3, 0, reason))


# ------------------------------------------------------------------ declarations


def _spoilt(right: Any, before: Any = w.u8, annotation: Any = int) -> Any:
    return declare("Spoilt", {"a": before, "value": (annotation, right)})


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: CONVERT(w.u8, decode=3, encode=int), "are functions, not 3"),
        (lambda: CONVERT(w.u8, decode=int, encode=None), "are functions, not None"),
        (
            lambda: CONVERT(w.u8, decode=int, encode=int, using=3),
            "using= takes an expression",
        ),
        (
            lambda: _spoilt(CONVERT(w.u8, decode=int, encode=int, using=this.value)),
            "it reads itself",
        ),
        (
            lambda: _spoilt(
                CONVERT(w.u8, decode=int, encode=int, using=this.a), (w.u8, w.const(3, w.u8))
            ),
            "using= reads ordinary fields alone",
        ),
        (
            lambda: _spoilt(CONVERT(w.u8, decode=int, encode=int, using=w.size_of(this.a))),
            "using= reads ordinary fields alone",
        ),
        (lambda: _spoilt(CONVERT(w.bits(4), decode=int, encode=int)), "is not whole bytes"),
        (
            lambda: _spoilt(w.derived(CONVERT(w.u8, decode=int, encode=int), this.a)),
            "only values of the message are converted",
        ),
        (
            lambda: _spoilt(w.const(1, CONVERT(w.u8, decode=int, encode=int))),
            "only values of the message are converted",
        ),
        (
            lambda: _spoilt(CONVERT(w.u8, decode=int, encode=int, check=this.value > 1)),
            "this.value is converted, to a value that only Python knows",
        ),
        (lambda: _spoilt(CONVERT(int, decode=int, encode=int)), "is no wire type"),
        (
            lambda: _spoilt(CONVERT(w.u8, decode=int, encode=int), annotation=w.u8),
            "the annotation say two types",
        ),
    ],
    ids=range(12),
)
def test_conversion_that_cannot_be_is_refused(make: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        w.Codec(make())


def test_diagram_shows_what_stands_on_the_wire() -> None:
    codec = w.Codec(only(str, w.convert(w.text(w.u8), decode=reverse, encode=reverse)))
    assert "value size" in box_diagram(codec.blueprint, 0)
