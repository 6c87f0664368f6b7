"""Numbers that stand for members of an enum."""

from __future__ import annotations

from enum import Enum, IntEnum, IntFlag
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare, only, shown
from wirefmt import (
    InvalidValueError,
    MalformedError,
    OutOfRangeError,
    SchemaError,
    WrongTypeError,
    this,
)


class Colour(IntEnum):
    RED = 1
    GREEN = 2
    FAR = 200


class Rights(IntFlag):
    READ = 1
    WRITE = 2


INTEGERS = [
    (w.u8, b"\x02", b"\x03"),
    (w.u16, b"\0\x02", b"\0\x03"),
    (w.u16_le, b"\x02\0", b"\x03\0"),
    (w.u24, b"\0\0\x02", b"\0\0\x03"),
    (w.i32, b"\0\0\0\x02", b"\0\0\0\x03"),
    (w.uvarint, b"\x02", b"\x03"),
    (w.mqtt_varint, b"\x02", b"\x03"),
    (w.svarint, b"\x04", b"\x06"),
    (w.shortest(w.quic_varint), b"\x02", b"\x03"),
    (w.bits(8), b"\x02", b"\x03"),
    (w.decimal(2), b"02", b"03"),
    (w.decimal(w.until(b";")), b"2;", b"3;"),
]


@pytest.mark.parametrize(("type_", "wire", "other"), INTEGERS, ids=range(len(INTEGERS)))
def test_member_stands_as_its_number(type_: Any, wire: bytes, other: bytes) -> None:
    cls = only(Colour, w.enumerated(type_))
    check_message(cls, cls(value=Colour.GREEN), wire)
    error = MalformedError("Only", ("value",), 0, 0, "3 is no member of Colour")
    check_faulty(cls, other, error)
    listed = only(list[Annotated[Colour, w.enumerated(type_)]], w.array(w.u8))
    check_message(listed, listed(value=[Colour.GREEN, Colour.GREEN]), b"\2" + wire * 2)
    error = MalformedError("Only", ("value", 1), 1 + len(wire), 0, "3 is no member of Colour")
    check_faulty(listed, b"\2" + wire + other, error)


def test_number_of_a_member_is_taken_for_it(engine: Engine) -> None:
    cls = only(Colour, w.enumerated(w.u8))
    assert engine.encode(cls, cls(value=200)) == b"\xc8"
    assert type(engine.decode(cls, b"\xc8").value) is Colour


class Strange(Enum):
    RED = 1


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (3, InvalidValueError),
        (True, WrongTypeError),
        ("RED", WrongTypeError),
        (None, WrongTypeError),
        (Strange.RED, WrongTypeError),
        (1.0, WrongTypeError),
    ],
    ids=shown,
)
def test_what_is_no_member_is_refused(
    value: object, error: type[Exception], engine: Engine
) -> None:
    for cls in (only(Colour, w.enumerated(w.u8)), only(Colour, w.enumerated(w.bits(8)))):
        with pytest.raises(error):
            engine.encode(cls, cls(value=value))


def test_flags_keep_unknown_bits() -> None:
    cls = only(Rights, w.enumerated(w.u16))
    check_message(cls, cls(value=Rights.READ | Rights.WRITE), b"\0\3")
    check_message(cls, cls(value=Rights(0)), b"\0\0")
    check_message(cls, cls(value=Rights(0x8001)), b"\x80\1")


@pytest.mark.parametrize("value", [-1, 256, Rights(256)], ids=shown)
def test_flags_that_do_not_fit_are_refused(value: int, engine: Engine) -> None:
    cls = only(Rights, w.enumerated(w.u8))
    with pytest.raises(OutOfRangeError):
        engine.encode(cls, cls(value=value))


def test_flags_take_no_bool(engine: Engine) -> None:
    cls = only(Rights, w.enumerated(w.u8))
    with pytest.raises(WrongTypeError):
        engine.encode(cls, cls(value=True))


def test_flags_may_be_derived() -> None:
    fields = {
        "count": (w.u8, w.field()),
        "rights": (Rights, w.derived(w.enumerated(w.u8), this.count & 3)),
    }
    cls = declare("Derived", fields)
    check_message(cls, cls(count=7), b"\7\3")
    assert cls(count=7).rights is Rights.READ | Rights.WRITE


# ------------------------------------------------------------------ what has no member


@pytest.mark.parametrize(("type_", "wire", "other"), INTEGERS, ids=range(len(INTEGERS)))
def test_open_enum_keeps_numbers_without_a_member(type_: Any, wire: bytes, other: bytes) -> None:
    cls = only(Colour | int, w.enumerated(type_, open=True))
    check_message(cls, cls(value=Colour.GREEN), wire)
    check_message(cls, cls(value=3), other)
    element = Annotated[Colour | int, w.enumerated(type_, open=True)]
    listed = only(list[element], w.array(w.u8))
    check_message(listed, listed(value=[3, Colour.GREEN]), b"\2" + other + wire)


def test_open_enum_stands_in_a_run_of_bits(engine: Engine) -> None:
    fields = {"kind": (Colour | int, w.enumerated(w.bits(4), open=True)), "low": (int, w.bits(4))}
    cls = declare("Nibbles", fields)
    check_message(cls, cls(kind=Colour.RED, low=2), b"\x12")
    check_message(cls, cls(kind=15, low=2), b"\xf2")
    assert type(engine.decode(cls, b"\x12").kind) is Colour
    with pytest.raises(OutOfRangeError):
        engine.encode(cls, cls(kind=16, low=2))


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (256, OutOfRangeError),
        (True, WrongTypeError),
        ("RED", WrongTypeError),
        (None, WrongTypeError),
    ],
    ids=shown,
)
def test_open_enum_takes_no_more_than_its_type(
    value: object, error: type[Exception], engine: Engine
) -> None:
    cls = only(Colour | int, w.enumerated(w.u8, open=True))
    with pytest.raises(error):
        engine.encode(cls, cls(value=value))


def test_derived_tag_may_be_an_open_enum() -> None:
    header = declare(
        "Header",
        {"kind": (Colour | int, w.derived(w.enumerated(w.u8, open=True)))},
        variants=w.this.kind,
    )
    known = declare("Known", {}, header, tag=Colour.RED)
    unknown = declare("Unknown", {"kind": (w.u8, w.field())}, header, tag=...)
    check_message(header, known(), b"\1")
    assert known().kind is Colour.RED
    check_message(header, unknown(kind=9), b"\x09")


@pytest.mark.parametrize("type_", [w.u8, w.bits(8), w.decimal(3), w.uvarint], ids=range(4))
def test_strict_flags_refuse_unknown_bits(type_: Any, engine: Engine) -> None:
    loose, strict = (
        only(Rights, w.enumerated(type_)),
        only(Rights, w.enumerated(type_, strict=True)),
    )
    wire = engine.encode(loose, loose(value=Rights(3)))
    check_message(strict, strict(value=Rights.READ | Rights.WRITE), wire)
    wire = engine.encode(loose, loose(value=Rights(5)))
    check_faulty(strict, wire, MalformedError("Only", ("value",), 0, 0, "5 is no member of Rights"))
    error = InvalidValueError("Only", ("value",), repr(Rights(5)), "no member of Rights")
    check_encode_error(strict, strict(value=Rights(5)), error)


def test_strict_constant_is_a_member() -> None:
    cls = only(Rights, w.const(3, w.enumerated(w.u8, strict=True)))
    check_message(cls, cls(), b"\3")
    with pytest.raises(SchemaError, match="the constant 4 is no member of its enum"):
        w.encode(only(Rights, w.const(4, w.enumerated(w.u8, strict=True)))())


@pytest.mark.parametrize(
    ("annotation", "options", "reason"),
    [
        (Colour, {"open": True}, r"annotate Colour \| int"),
        (Rights | int, {"open": True}, "an IntFlag keeps unknown bits anyway"),
        (Colour, {"strict": True}, "strict=True is for an IntFlag; an IntEnum is strict as it is"),
        (Colour | int, {}, r"`\| int` only beside open=True"),
        (int | str, {"open": True}, "enumerated needs an IntEnum or IntFlag"),
    ],
    ids=range(5),
)
def test_options_that_do_not_suit_the_enum_are_refused(
    annotation: Any, options: Any, reason: str
) -> None:
    with pytest.raises(SchemaError, match=reason):
        w.Codec(only(annotation, w.enumerated(w.u8, **options)))
