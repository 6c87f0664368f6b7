"""Numbers that stand for members of an enum."""

from __future__ import annotations

from enum import Enum, IntEnum, IntFlag
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import Engine, check_faulty, check_message, declare, only, shown
from wirefmt import InvalidValueError, MalformedError, OutOfRangeError, WrongTypeError, this


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
