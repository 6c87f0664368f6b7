"""Messages that read the one that encloses them, in every place where it can enclose them."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare
from wirefmt import (
    CheckFailedError,
    InvalidValueError,
    LengthError,
    Message,
    OverrunError,
    TruncatedError,
    boolean,
    outer,
    this,
    u8,
    u16,
)


class Head(Message):
    wide: boolean
    spare: u8 | None = w.field(when=this.wide, default=None)


class Option(Message):
    """Reads a number, a number in a message, and what is spelled."""

    kind: u8
    body: bytes = w.data(outer.size + 1)
    extra: u16 | None = w.field(when=outer.head.wide, default=None)
    double: u8 = w.derived(u8, outer.size * 2)


class Packet(Message):
    size: u8
    head: Head
    first: Option
    others: list[Option] = w.array(u8)
    framed: Annotated[Option, w.sized(u8)]


def option(size: int, kind: int, extra: int | None = None) -> tuple[Option, bytes]:
    body = bytes(range(size + 1))
    more = b"" if extra is None else extra.to_bytes(2, "big")
    wire = bytes([kind]) + body + more + bytes([2 * size])
    return Option(kind=kind, body=body, extra=extra), wire


@pytest.mark.parametrize("extra", [None, 515])
@pytest.mark.parametrize("size", [0, 3])
def test_fields_of_the_enclosing_message_are_read(size: int, extra: int | None) -> None:
    options, wires = zip(*(option(size, kind, extra) for kind in range(4)), strict=True)
    wide = extra is not None
    head = Head(wide=wide, spare=9 if wide else None)
    message = Packet(
        size=size, head=head, first=options[0], others=list(options[1:3]), framed=options[3]
    )
    front = bytes([size]) + (b"\1\x09" if wide else b"\0")
    sized = bytes([len(wires[3])]) + wires[3]
    check_message(Packet, message, front + wires[0] + b"\2" + wires[1] + wires[2] + sized)


class Frame(Message, variants=this.code):
    """A header inside another message; one of its variants reads that."""

    code: u8 = w.derived()


class Plain(Frame, tag=1):
    number: u8


class Told(Frame, tag=2):
    body: bytes = w.data(outer.size)


class Lengthy(Frame, tag=3):
    bodies: list[u8] = w.array(outer.size)


class Envelope(Message):
    size: u8
    frame: Frame
    choice: Frame | None = w.choice(this.size, {0: None, ...: Frame})


class Other(Message):
    """Encloses what reads nothing of it, and has no such field."""

    plain: Plain


class Whole(Message, size=outer.length):
    """Its size stands in the message that encloses it."""

    tag: u8
    rest: bytes = w.data(w.rest)


class Record(Message):
    length: u16
    content: Whole
    end: u8


class Maybe(Message):
    """An extent that is absent outside counts 0."""

    data: bytes = w.data(outer.count)


class Holder(Message):
    count: u8 | None = w.field(when=boolean, default=None)
    maybe: Maybe


class Chosen(Message):
    value: int | bytes = w.choice(outer.kind, {1: u8, 2: u16, ...: w.data(2)})


class Choosing(Message):
    kind: u8
    chosen: Chosen | None = w.field(when=w.rest, default=None)


class Chain(Message):
    """Each reads the one before it."""

    size: u8
    body: bytes = w.data(outer.size)
    next: Chain | None = w.field(when=this.size > 0, default=None)


class Start(Message):
    size: u8
    chain: Chain


ROWS: list[tuple[Any, Any, bytes]] = [
    (Envelope, Envelope(size=0, frame=Plain(number=5), choice=None), b"\0\1\5"),
    (Envelope, Envelope(size=2, frame=Told(body=b"ab"), choice=Told(body=b"cd")), b"\2\2ab\2cd"),
    (Envelope, Envelope(size=1, frame=Lengthy(bodies=[7]), choice=Plain(number=1)), b"\1\3\7\1\1"),
    (Other, Other(plain=Plain(number=5)), b"\1\5"),
    (Record, Record(length=3, content=Whole(tag=1, rest=b"ab"), end=9), b"\0\3\1ab\x09"),
    (Holder, Holder(maybe=Maybe(data=b"")), b"\0"),
    (Holder, Holder(count=1, maybe=Maybe(data=b"x")), b"\1\1x"),
    (Choosing, Choosing(kind=2, chosen=Chosen(value=258)), b"\2\1\2"),
    (Choosing, Choosing(kind=3, chosen=Chosen(value=b"ab")), b"\3ab"),
    (
        Start,
        Start(size=1, chain=Chain(size=2, body=b"a", next=Chain(size=0, body=b"bc"))),
        b"\1\2a\0bc",
    ),
]


@pytest.mark.parametrize(("spec", "message", "wire"), ROWS, ids=range(len(ROWS)))
def test_enclosing_message_tells_how_to_read(spec: Any, message: object, wire: bytes) -> None:
    check_message(spec, message, wire)


def test_derivation_from_outside_is_checked() -> None:
    reason = "5 is not 2, which the other fields give"
    error = CheckFailedError("Packet", ("first", "double"), 5, 0, reason)
    check_faulty(Packet, b"\1\0\1ab\5\0\0", error)


def test_presence_from_outside_is_checked() -> None:
    first, _ = option(0, 1, extra=5)
    other, _ = option(0, 1)
    message = Packet(size=0, head=Head(wide=False), first=first, others=[], framed=other)
    reason = "there, though its condition does not hold"
    check_encode_error(
        Packet, message, InvalidValueError("Packet", ("first", "extra"), "5", reason)
    )
    headless = Packet(size=0, head=Head(wide=True, spare=1), first=other, others=[], framed=other)
    reason = "absent, though its condition holds"
    error = InvalidValueError("Packet", ("first", "extra"), "None", reason)
    check_encode_error(Packet, headless, error)


# ------------------------------------------------------------------ a whole window


class Cell(Message, size=outer.size):
    """Goes to the end of a window that is open before its first field."""

    body: bytes = w.data(w.rest)


class Tail(Message, size=outer.size):
    extra: u8 | None = w.field(when=w.peek(u8, at=-1) == 1, default=None)
    body: bytes = w.data(w.rest)


class Kinds(Message, variants=this.kind, size=outer.size):
    kind: u8 = w.derived()


class Some(Kinds, tag=1):
    body: bytes = w.data(w.rest)


@pytest.mark.parametrize(
    ("inner", "values", "wire"),
    [
        (Cell, {"body": b"ab"}, b"ab"),
        (Cell, {"body": b""}, b""),
        (Tail, {"extra": 7, "body": b"a\1"}, b"\7a\1"),
        (Tail, {"body": b"a\2"}, b"a\2"),
        (Kinds, {"body": b"ab"}, b"\1ab"),
    ],
    ids=range(5),
)
def test_window_that_others_tell_is_open_before_the_first_field(
    inner: Any, values: Any, wire: bytes
) -> None:
    cls = declare("Holder", {"size": w.i8, "cell": inner, "after": u8})
    cell = (Some if inner is Kinds else inner)(**values)
    message = cls(size=len(wire), cell=cell, after=9)
    check_message(cls, message, bytes([len(wire)]) + wire + b"\x09")


def test_window_that_others_tell_is_refused_before_the_first_field() -> None:
    cls = declare("Holder", {"size": w.i8, "cell": Cell, "after": u8})
    check_faulty(cls, b"\xffab", LengthError("Holder", ("cell",), 1, 0, "-1 is negative"))
    reason = "the input ends after 2 of 3 bytes"
    check_faulty(cls, b"\3ab", TruncatedError("Holder", ("cell",), 1, 0, reason))
    none = declare("Holder", {"size": u8, "cell": Tail, "after": u8})
    reason = "peeks at the last 1 bytes, 0 are left"
    check_faulty(none, b"\0\1", OverrunError("Holder", ("cell", "extra"), 1, 0, reason))
