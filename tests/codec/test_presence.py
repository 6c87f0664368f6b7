"""What may be absent: by a condition, by a presence byte, by whether bytes are left; and checks."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare, only, shown
from wirefmt import (
    CheckFailedError,
    InvalidValueError,
    MalformedError,
    Message,
    OverrunError,
    TruncatedError,
    WrongTypeError,
    this,
)


class Versioned(Message):
    version: w.u8 = 1
    nickname: str | None = w.text(w.u8, when=this.version >= 2, default=None)
    colour: w.u16 | None = w.field(when=this.version == 3, default=None)


def test_condition_governs_presence() -> None:
    check_message(Versioned, Versioned(), b"\1")
    check_message(Versioned, Versioned(version=2, nickname="ab"), b"\2\2ab")
    check_message(Versioned, Versioned(version=3, nickname="", colour=258), b"\3\0\1\2")


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"version": 1, "nickname": "x"}, ("nickname",)),
        ({"version": 2}, ("nickname",)),
        ({"version": 2, "nickname": "", "colour": 1}, ("colour",)),
        ({"version": 3, "nickname": ""}, ("colour",)),
    ],
    ids=shown,
)
def test_presence_against_its_condition_is_refused(values: Any, path: tuple[str, ...]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        w.encode(Versioned(**values))
    assert caught.value.path == path
    check_encode_error(Versioned, Versioned(**values), caught.value)


class Marked(Message):
    """A presence byte right there; what is inside may be of any type."""

    number: w.u32 | None = w.field(when=w.boolean, default=None)
    name: str | None = w.text(w.u8, when=w.boolean)
    bits: int | None = w.bits(24, when=w.boolean, default=None)


def test_presence_byte_stands_right_there() -> None:
    check_message(Marked, Marked(name=None), b"\0\0\0")
    check_message(Marked, Marked(number=5, name="ab", bits=0x010203), b"\1\0\0\0\5\1\2ab\1\1\2\3")
    error = MalformedError("Marked", ("name",), 1, 0, "2 is neither 0 nor 1")
    check_faulty(Marked, b"\0\2\0", error)
    check_faulty(
        Marked,
        b"\1\0\0",
        TruncatedError("Marked", ("number",), 0, 0, "the input ends after 2 of 4 bytes"),
    )


def test_when_implies_no_default() -> None:
    with pytest.raises(TypeError):
        Marked()  # type: ignore[call-arg]


class Tail(Message):
    head: w.u8
    extension: w.u16 | None = w.field(when=w.rest, default=None)


class Boxed(Message, size=this.size):
    """What is left but for a trailer, which the rest leaves room for."""

    size: w.u8 = w.derived()
    head: w.u8
    extension: str | None = w.text(w.u8, when=w.rest, default=None)
    trailer: w.u16


class Always(Message):
    """What is not given by the caller and might have been absent is there."""

    head: w.u8
    const: int | None = w.const(5, w.u8, when=w.boolean)
    size: w.u8 | None = w.derived(when=w.boolean)
    body: bytes = w.data(this.size)
    gap: bytes | None = w.pad(2, when=w.rest)


def test_what_is_left_is_present() -> None:
    check_message(Tail, Tail(head=1), b"\1")
    check_message(Tail, Tail(head=1, extension=2), b"\1\0\2")
    check_message(Boxed, Boxed(head=9, trailer=7), b"\4\x09\0\7")
    check_message(Boxed, Boxed(head=9, extension="ab", trailer=7), b"\7\x09\2ab\0\7")
    check_message(Always, Always(head=9, body=b"ab"), b"\x09\1\5\1\2ab\0\0")
    error = OverrunError("Boxed", ("extension",), 2, 0, "needs 2 bytes, 1 are left in its window")
    check_faulty(Boxed, b"\6\x09\2a\0\7", error)


def test_what_takes_no_byte_is_not_left(engine: Engine) -> None:
    """It would come back as absent."""
    cls = declare("Empty", {"a": w.u8, "b": (bytes | None, w.data(w.rest, when=w.rest))})
    assert engine.encode(cls, cls(a=1, b=None)) == b"\1"
    with pytest.raises(InvalidValueError) as caught:
        engine.encode(cls, cls(a=1, b=b""))
    assert caught.value.path == ("b",)


# ------------------------------------------------------------------ conditions


class Bitwise(Message):
    flags: w.u8
    a: w.u8 | None = w.field(when=this.flags & 1, default=None)
    b: w.u8 | None = w.field(when=(this.flags & 2 != 0) & ~(this.flags >= 8), default=None)
    c: w.u8 | None = w.field(when=w.one_of(this.flags, 5, 7), default=None)
    d: w.u8 | None = w.field(when=w.present(this.a) & (this.a == 1), default=None)


@pytest.mark.parametrize(
    ("message", "wire"),
    [
        (Bitwise(flags=0), b"\0"),
        (Bitwise(flags=2, b=9), b"\2\x09"),
        (Bitwise(flags=10), b"\x0a"),
    ],
    ids=shown,
)
def test_conditions_are_those_of_the_declaration(message: Bitwise, wire: bytes) -> None:
    without = declare(
        "Bitwise",
        {
            "flags": w.u8,
            "a": (w.u8 | None, w.field(when=this.flags & 1, default=None)),
            "b": (
                w.u8 | None,
                w.field(when=(this.flags & 2 != 0) & ~(this.flags >= 8), default=None),
            ),
            "c": (w.u8 | None, w.field(when=w.one_of(this.flags, 5, 7), default=None)),
        },
    )
    values = {name: getattr(message, name) for name in without.__struct_fields__}
    check_message(without, without(**values), wire)
    check_message(without, without(flags=5, a=1, c=2), b"\5\1\2")
    check_message(without, without(flags=7, a=1, b=3, c=2), b"\7\1\3\2")


def test_path_through_an_absent_field_is_refused() -> None:
    with pytest.raises(w.DecodeError) as caught:
        w.decode(Bitwise, b"\0")
    assert caught.value.path == ("d",)
    assert isinstance(caught.value, MalformedError)
    check_faulty(Bitwise, b"\0", caught.value)


# ------------------------------------------------------------------ given


class Session(Message):
    number: w.u8
    wide: w.u32 | None = w.field(when=w.given.wide, default=None)


def test_given_is_what_the_session_says(engine: Engine) -> None:
    check_message(Session, Session(number=1), b"\1", given={"wide": False})
    check_message(Session, Session(number=1, wide=2), b"\1\0\0\0\2", given={"wide": True})
    with pytest.raises(w.GivenError) as caught:
        engine.decode(Session, b"\1")
    assert caught.value.name == "wide"
    with pytest.raises(w.GivenError):
        engine.encode(Session, Session(number=1))


# ------------------------------------------------------------------ checks


def even(value: int) -> bool:
    return value % 2 == 0


def complaining(value: str) -> None:
    if value == "bad":
        reason = "a bad word"
        raise ValueError(reason)


class Checked(Message, check=this.low <= this.high):
    low: w.u8 = w.field(check=(this.low >= 2, even))
    high: w.u8
    name: str = w.text(w.u8, check=complaining)
    last: w.u8 | None = w.field(when=this.high > 100, check=this.last != 0, default=None)


def test_what_holds_passes() -> None:
    check_message(Checked, Checked(low=2, high=4, name="ok"), b"\2\4\2ok")
    check_message(Checked, Checked(low=2, high=200, name="", last=1), b"\2\xc8\0\1")


@pytest.mark.parametrize(
    ("data", "values", "path", "offset"),
    [
        (b"\0\4\2ok", {"low": 0, "high": 4, "name": "ok"}, ("low",), 0),
        (b"\3\4\2ok", {"low": 3, "high": 4, "name": "ok"}, ("low",), 0),
        (b"\x06\4\2ok", {"low": 6, "high": 4, "name": "ok"}, (), 0),
        (b"\2\4\3bad", {"low": 2, "high": 4, "name": "bad"}, ("name",), 2),
        (b"\2\xc8\0\0", {"low": 2, "high": 200, "name": "", "last": 0}, ("last",), 3),
    ],
    ids=shown,
)
def test_check_that_fails_is_refused_both_ways(
    data: bytes, values: dict[str, Any], path: tuple[str, ...], offset: int
) -> None:
    with pytest.raises(CheckFailedError) as refused:
        w.decode(Checked, data)
    assert (refused.value.path, refused.value.offset, refused.value.bit_offset) == (path, offset, 0)
    check_faulty(Checked, data, refused.value)
    with pytest.raises(InvalidValueError) as caught:
        w.encode(Checked(**values))
    assert caught.value.path == path
    check_encode_error(Checked, Checked(**values), caught.value)


def test_check_fails_as_soon_as_what_it_reads_is_known() -> None:
    with pytest.raises(CheckFailedError):
        list(w.Decoder(Checked).feed(b"\6\4"))


def test_cause_of_a_refusal_is_kept(engine: Engine) -> None:
    with pytest.raises(CheckFailedError) as caught:
        engine.decode(Checked, b"\2\4\3bad")
    assert isinstance(caught.value.__cause__, ValueError)
    assert "a bad word" in caught.value.reason


def test_mistake_of_a_users_function_is_his(engine: Engine) -> None:
    def mistaken(value: Any) -> bool:
        return bool(value.nothing)

    cls = only(w.u8, w.field(check=mistaken))
    with pytest.raises(AttributeError):
        engine.decode(cls, b"\1")
    with pytest.raises(AttributeError):
        engine.encode(cls, cls(value=1))


def test_default_is_used_where_nothing_is_given() -> None:
    cls = declare(
        "Defaults",
        {
            "a": (w.u8, 5),
            "b": w.u8,
            "c": (bytes, w.data(w.u8, default=b"x")),
            "d": (list[w.u8], w.array(w.u8, default_factory=list)),
        },
    )
    check_message(cls, cls(b=1), b"\5\1\1x\0")
    assert cls(b=1).d is not cls(b=1).d
    with pytest.raises(TypeError):
        cls()


def test_wrong_type_is_refused_for_an_optional_field(engine: Engine) -> None:
    with pytest.raises(WrongTypeError):
        engine.encode(Versioned, Versioned(version=2, nickname=5))  # type: ignore[arg-type]
