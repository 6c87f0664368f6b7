"""Several types in one place: tags right before, tags that fields tell, empty and unknown arms."""

from __future__ import annotations

import struct
from enum import IntEnum, IntFlag
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message
from wirefmt import (
    EncodeError,
    InvalidValueError,
    Message,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TruncatedError,
    UnknownTagError,
    WrongTypeError,
    f64,
    given,
    i32,
    this,
    u8,
    u16,
    u32,
)


class Colour(IntEnum):
    RED = 1
    GREEN = 2


class Rights(IntFlag):
    READ = 1


class Login(Message):
    name: str = w.text(u8)


class Header(Message, variants=this.code):
    code: u8 = w.derived()


class Ping(Header, tag=1):
    number: u16


class Pong(Header, tag=2):
    pass


class Inline(Message):
    """The tag stands right before its value."""

    value: int | str | Login | Header | list[int] | None = w.choice(
        u16,
        {
            1: i32,
            2: w.text(u8),
            3: Login,
            4: None,
            5: Header,
            6: Annotated[list[u8], w.array(u8)],
        },
    )
    after: u8


class Solved(Message):
    """The tag is another field, found out from the value."""

    kind: u8 = w.derived()
    size: u8 = w.derived()
    value: bytes | float | Colour | Rights | bool | None = w.choice(
        this.kind - 1,
        {
            0: w.data(this.size),
            1: f64,
            2: Annotated[Colour, w.enumerated(u8)],
            3: Annotated[Rights, w.enumerated(u8)],
            4: w.boolean,
            5: None,
        },
    )


class Known(Message):
    """The tag is an ordinary field: it decides, and two arms may hold one class."""

    kind: u8
    value: int | bytes | None = w.choice(
        this.kind, {Colour.RED: u8, 2: u32, 3: None, ...: w.data(u8)}
    )


class Asked(Message):
    value: int | None = w.choice(given.wide, {0: u16, 1: u32}, when=w.boolean, default=None)


class Attribute(Message):
    """The path attribute of BGP (RFC 4271, section 4.3), whose length has one or two bytes."""

    flags: u8
    code: u8
    value: bytes = w.data(w.choice(this.flags & 0x10, {0: u8, 0x10: u16}))


class Counted(Message):
    """A length, declared by itself, whose type another field tells."""

    flags: u8
    count: int = w.derived(w.choice(this.flags & 1, {0: u8, 1: w.decimal(w.until(b";"))}))
    items: list[u8] = w.array(this.count)


class Framed(Message):
    """Arms confined to a window, or of bits that fill bytes; the tag too."""

    value: Login | int | bool = w.choice(
        w.bits(8),
        {1: Annotated[Login, w.sized(u8)], 2: w.bits(16), 3: w.boolean},
    )


class Element(Message):
    kind: u8 = w.derived()
    items: list[Annotated[int | bytes, w.choice(this.kind, {1: u8, 2: w.data(u8)})]] = w.array(u8)


class Tree(Message):
    """A choice of itself (the field tables of AMQP are such)."""

    value: int | Tree = w.choice(u8, {1: u8, 2: "Tree"})


class Open(Message, size=this.size):
    size: u8 = w.derived()
    value: int | bytes = w.choice(u8, {1: u8, 2: w.data(w.rest)})
    end: u8


def tagged(tag: int, rest: bytes) -> bytes:
    return struct.pack(">H", tag) + rest + b"\x7f"


ROWS: list[tuple[Any, Any, bytes]] = [
    (Inline, Inline(value=-2, after=127), tagged(1, struct.pack(">i", -2))),
    (Inline, Inline(value="ab", after=127), tagged(2, b"\2ab")),
    (Inline, Inline(value=Login(name="x"), after=127), tagged(3, b"\1x")),
    (Inline, Inline(value=None, after=127), tagged(4, b"")),
    (Inline, Inline(value=Ping(number=5), after=127), tagged(5, b"\1\0\5")),
    (Inline, Inline(value=Pong(), after=127), tagged(5, b"\2")),
    (Inline, Inline(value=[7, 8], after=127), tagged(6, b"\2\7\x08")),
    (Solved, Solved(value=b"ab"), b"\1\2ab"),
    (Solved, Solved(value=0.5), b"\2\0" + struct.pack(">d", 0.5)),
    (Solved, Solved(value=Colour.GREEN), b"\3\0\2"),
    (Solved, Solved(value=Rights(3)), b"\4\0\3"),
    (Solved, Solved(value=True), b"\5\0\1"),
    (Solved, Solved(value=None), b"\6\0"),
    (Known, Known(kind=1, value=5), b"\1\5"),
    (Known, Known(kind=2, value=5), b"\2\0\0\0\5"),
    (Known, Known(kind=3, value=None), b"\3"),
    (Known, Known(kind=9, value=b"x"), b"\x09\1x"),
    (Attribute, Attribute(flags=0x40, code=1, value=b"\0"), bytes.fromhex("40 01 01 00")),
    (Attribute, Attribute(flags=0x50, code=1, value=b"\0"), bytes.fromhex("50 01 0001 00")),
    (Counted, Counted(flags=2, items=[5]), b"\2\1\5"),
    (Counted, Counted(flags=1, items=[5]), b"\0011;\5"),
    (Framed, Framed(value=Login(name="x")), b"\1\2\1x"),
    (Framed, Framed(value=258), b"\2\1\2"),
    (Framed, Framed(value=True), b"\3\1"),
    (Element, Element(items=[1, 2]), b"\1\2\1\2"),
    (Element, Element(items=[b"x"]), b"\2\1\1x"),
    (Element, Element(items=[]), b"\0\0"),
    (Tree, Tree(value=Tree(value=5)), b"\2\1\5"),
    (Open, Open(value=5, end=9), b"\4\1\5\x09"),
    (Open, Open(value=b"abc", end=9), b"\6\2abc\x09"),
    (Annotated[int | bytes, w.choice(u8, {1: u16, 2: w.data(2)})], 7, b"\1\0\7"),
]


@pytest.mark.parametrize(("spec", "message", "wire"), ROWS, ids=range(len(ROWS)))
def test_tag_chooses_the_type(spec: Any, message: object, wire: bytes) -> None:
    check_message(spec, message, wire)


def test_tag_may_be_given() -> None:
    for wide, wire in ((0, b"\1\0\5"), (1, b"\1\0\0\0\5")):
        check_message(Asked, Asked(value=5), wire, given={"wide": wide})
    check_message(Asked, Asked(), b"\0", given={"wide": 7})
    unknown = InvalidValueError("Asked", ("value",), "5", "no arm has the tag 7")
    check_encode_error(Asked, Asked(value=5), unknown, given={"wide": 7})


FAULTS: list[tuple[Any, bytes, w.DecodeError]] = [
    (Inline, b"\0\7", UnknownTagError("Inline", ("value",), 0, 0, "no arm has the tag 7")),
    (Known, b"\1", TruncatedError("Known", ("value",), 1, 0, "the input ends after 0 of 1 bytes")),
    (Solved, b"\0\0", UnknownTagError("Solved", ("value",), 2, 0, "no arm has the tag -1")),
    (
        Attribute,
        b"\x10\0\0",
        TruncatedError("Attribute", ("value",), 2, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        Open,
        b"\3\1\5",
        OverrunError("Open", ("value",), 1, 0, "needs 1 bytes, 0 are left in its window"),
    ),
    (
        Tree,
        b"\2\2\3",
        UnknownTagError("Tree", ("value", "value", "value"), 2, 0, "no arm has the tag 3"),
    ),
]


@pytest.mark.parametrize(("spec", "data", "error"), FAULTS, ids=range(len(FAULTS)))
def test_tag_or_arm_that_is_not_there_is_told(spec: Any, data: bytes, error: w.DecodeError) -> None:
    check_faulty(spec, data, error)


REFUSED: list[tuple[Any, w.EncodeError]] = [
    (
        Inline(value=0.5, after=0),  # type: ignore[arg-type]
        WrongTypeError(
            "Inline",
            ("value",),
            "0.5",
            "one of int, str, Login, NoneType, Ping, Pong, list is needed, not float",
        ),
    ),
    (
        Inline(value=1 << 31, after=0),
        OutOfRangeError(
            "Inline", ("value",), "2147483648", "2147483648 is not in -2147483648 to 2147483647"
        ),
    ),
    (
        Known(kind=1, value=b"x"),
        WrongTypeError("Known", ("value",), "b'x'", "int is needed, not bytes"),
    ),
    (
        Known(kind=3, value=1),
        WrongTypeError("Known", ("value",), "1", "None is needed, as its arm is empty"),
    ),
    (
        Known(kind=9, value=None),
        WrongTypeError("Known", ("value",), "None", "bytes is needed, not NoneType"),
    ),
    (
        Element(items=[1, b"x"]),
        InvalidValueError("Element", ("items", 1), "b'x'", "2 here, 1 in another element"),
    ),
    (
        Attribute(flags=0, code=0, value=bytes(256)),
        OutOfRangeError(
            "Attribute",
            ("value",),
            "b'" + 6 * "\\x00" + "\\x..." + 7 * "\\x00" + "'",
            "256 is not in 0 to 255",
        ),
    ),
]


@pytest.mark.parametrize(("message", "error"), REFUSED, ids=range(len(REFUSED)))
def test_value_that_fits_no_arm_is_refused(message: Message, error: w.EncodeError) -> None:
    check_encode_error(type(message), message, error)


class Loose(Message):
    """Arms that take what their types take elsewhere."""

    value: float | Colour | bytes | str | list[int] = w.choice(
        u8,
        {
            1: f64,
            2: Annotated[Colour, w.enumerated(u8)],
            3: w.data(1),
            4: w.text(1),
            5: Annotated[list[u8], w.array(1)],
        },
    )


class Word(str):
    """A text of a class of its own."""

    __slots__ = ()


class Real(float):
    """A float of a class of its own."""


class Row(list[int]):
    """A list of a class of its own."""


LOOSE: list[tuple[Any, bytes]] = [
    (2, b"\2\2"),
    (bytearray(b"x"), b"\3x"),
    (memoryview(b"x"), b"\3x"),
    (Word("x"), b"\4x"),
    (Real(0.5), b"\1" + struct.pack(">d", 0.5)),
    ((7,), b"\5\7"),
    (Row([7]), b"\5\7"),
]


@pytest.mark.parametrize(("value", "wire"), LOOSE, ids=range(len(LOOSE)))
def test_arm_takes_what_its_type_takes(value: Any, wire: bytes, engine: Engine) -> None:
    assert engine.encode(Loose, Loose(value=value)) == wire


@pytest.mark.parametrize("value", [True, None, object(), Login(name="x"), 3])
def test_arm_takes_no_more_than_its_type(value: Any, engine: Engine) -> None:
    with pytest.raises(EncodeError) as caught:
        engine.encode(Loose, Loose(value=value))
    assert caught.value.path == ("value",)


class Numbers(Message):
    value: float | None = w.choice(u8, {1: w.f32, 4: None})


def test_int_is_taken_for_a_float(engine: Engine) -> None:
    assert engine.encode(Numbers, Numbers(value=2)) == b"\1" + struct.pack(">f", 2)


class Two(Message):
    """Two users of one tag, one of them a size."""

    kind: u8 = w.derived()
    first: int | bytes = w.choice(this.kind, {1: u8, 2: w.data(this.kind)})
    other: int | bytes = w.choice(this.kind, {1: u8, 2: w.data(2)})


def test_tags_that_disagree_are_refused() -> None:
    check_message(Two, Two(first=1, other=2), b"\1\1\2")
    check_message(Two, Two(first=b"ab", other=b"cd"), b"\2abcd")
    reason = "its tag is 2, and other fields say 1"
    error: w.EncodeError = InvalidValueError("Two", ("other",), "b'ab'", reason)
    check_encode_error(Two, Two(first=1, other=b"ab"), error)
    reason = "measures 1, and other fields say 2"
    error = SizeMismatchError("Two", ("first",), "b'a'", reason)
    check_encode_error(Two, Two(first=b"a", other=b"ab"), error)


class Checked(Message):
    """None is a value of a choice that has an empty arm, and is checked like any other."""

    kind: u8
    value: int | None = w.choice(this.kind, {1: u8, ...: None}, check=lambda value: value != 5)
    double: u8 | None = w.field(when=w.present(this.value), default=None)


def test_none_is_a_value() -> None:
    check_message(Checked, Checked(kind=1, value=4, double=1), b"\1\4\1")
    check_message(Checked, Checked(kind=2, value=None), b"\2")
    reason = "5 does not satisfy <lambda>(…)"
    error = w.CheckFailedError(
        "Checked", ("value",), 1, 0, reason.replace("<lambda>", "check_value")
    )
    check_faulty(Checked, b"\1\5\1", error)
