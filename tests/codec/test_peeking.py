"""Bytes that expressions peek at: in conditions, extents and tags, from here on or from the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare
from wirefmt import (
    InvalidValueError,
    LengthError,
    Message,
    OverrunError,
    SchemaError,
    SizeMismatchError,
    TruncatedError,
    UnknownTagError,
    peek,
    this,
    u8,
    u16,
    u16_le,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# ------------------------------------------------------------------ presence


class Tag(Message):
    """IEEE 802.1Q, 9.6: a tag protocol identifier, and what it controls."""

    tpid: u16 = w.const(0x8100)
    control: u16


class Frame(Message):
    destination: Annotated[bytes, w.data(2)]
    tag: Tag | None = w.field(when=peek(u16) == 0x8100, default=None)
    type: u16
    payload: bytes = w.data(w.rest)


class Flagged(Message, byte_order="little"):
    """Of a number further on, in the byte order of the class; what is chosen is awaited whole."""

    first: u8 | None = w.field(
        when=w.select(peek(u8) > 1, peek(u16, at=1) >= 0x200, peek(u8, at=2) == 1), default=None
    )
    second: bytes = w.data(3)


class Summed(Message):
    """It peeks at a number that is derived, and at a checksum."""

    extra: u8 | None = w.field(when=w.one_of(peek(u16), 0x0203, 0x0305), default=None)
    length: u8 = w.derived()
    sum: u8 = w.checksum(sum, over=this.body)
    body: bytes = w.data(this.length)


class Several(Message):
    frames: list[Flagged] = w.array(u8)
    last: u8


FLAGGED = [
    (Flagged(first=None, second=b"\2\0\1"), b"\2\0\1"),
    (Flagged(first=2, second=b"\0\2\0"), b"\2\0\2\0"),
    (Flagged(first=1, second=b"\0\1\7"), b"\1\0\1\7"),
    (Flagged(first=None, second=b"\1\1\0"), b"\1\1\0"),
]

# ------------------------------------------------------------------ extents and tags


class Header(Message):
    """RFC 791, 3.1: the low half of the first byte counts words."""

    head: bytes = w.data(4 * (peek(u8) & 0x0F), min=1)
    rest: u8


class Half(Message):
    first: u8
    second: u8


class Chosen(Message):
    value: Half | bytes | None = w.choice(
        peek(u8) >> 4, {4: Half, 6: w.data(3), 7: None}, default=None
    )
    after: u8


def two_le(size: int) -> bytes:
    return size.to_bytes(2, "little").ljust(size, b"x")


class Counted(Message):
    there: w.boolean = w.derived()
    items: list[u16] | None = w.array(peek(u8) + 1, min=1, when=this.there, default=None)
    text: str | None = w.text(peek(u8, at=1), when=w.boolean, default=None)
    last: u16


class Framed(Message):
    half: Half = w.sized(peek(u8))
    number: int = w.convert(w.data(peek(u16_le), min=2), decode=len, encode=two_le)


class Packet(Message, variants=this.kind):
    """A header that peeks in front of its tag."""

    option: u8 | None = w.field(when=peek(u8) >= 0x80, default=None)
    kind: u8 = w.derived()
    low: u8


class Filled(Packet, tag=1):
    content: bytes = w.data(w.rest)


class Boxed(Message, variants=this.kind, size=this.size):
    size: u8 = w.derived()
    kind: u8
    first: u8 | None = w.field(when=peek(u8) == 3, default=None)
    low: u8


class Box(Boxed, tag=4):
    more: bytes = w.data(peek(u8, at=-1), min=1)


class Boxes(Message):
    boxes: list[Boxed] = w.array(u8)


# ------------------------------------------------------------------ from the end


class Rtp(Message):
    """RFC 3550, 5.1: the last octet of the padding counts it, including itself."""

    has_padding: w.boolean = w.derived()
    sequence: u8
    payload: bytes = w.data(w.rest)
    padding: bytes | None = w.data(peek(u8, at=-1) - 1, when=this.has_padding, default=None)
    padding_size: u8 | None = w.derived(u8, w.size_of(this.padding) + 1, when=this.has_padding)


class Window(Message, size=this.size):
    size: u8 = w.derived()
    body: bytes = w.data(peek(u16, at=-2) & 0xFF)
    extra: u8 | None = w.field(when=peek(u8, at=-2) == 1, default=None)
    end: u16


class Inside(Message):
    packet: Annotated[Rtp, w.sized(u8)]
    window: Window
    after: u8


class Items(Message):
    items: list[u16] = w.array(w.rest)
    tail: bytes = w.data(peek(u8, at=-1), min=1)


class Kind(Message, size=this.size):
    """A tag that stands behind what it chooses."""

    size: u8 = w.derived()
    value: bytes | Half = w.choice(peek(u8, at=-1), {1: Half, 2: w.data(w.rest)})
    kind: u8


ROWS: list[tuple[Any, Any, bytes]] = [
    (
        Frame,
        Frame(destination=b"ab", tag=Tag(control=5), type=0x800, payload=b"x"),
        b"ab\x81\0\0\5\x08\0x",
    ),
    (Frame, Frame(destination=b"ab", type=0x8000, payload=b""), b"ab\x80\0"),
    *((Flagged, message, wire) for message, wire in FLAGGED),
    (Several, Several(frames=[FLAGGED[0][0], FLAGGED[2][0]], last=9), b"\2\2\0\1\1\0\1\7\x09"),
    (Summed, Summed(extra=None, body=b"\4"), b"\1\4\4"),
    (Summed, Summed(extra=3, body=b"\0\1\2\3\4"), b"\3\5\x0a\0\1\2\3\4"),
    (Header, Header(head=b"\x41abc", rest=7), b"\x41abc\7"),
    (Header, Header(head=b"\x02abcdefg", rest=7), b"\2abcdefg\7"),
    (Chosen, Chosen(value=Half(first=0x45, second=1), after=2), b"\x45\1\2"),
    (Chosen, Chosen(value=b"\x60\0\1", after=2), b"\x60\0\1\2"),
    (Chosen, Chosen(value=None, after=0x70), b"\x70"),
    (Counted, Counted(items=[0x0102, 3], text=None, last=9), b"\1\1\2\0\3\0\0\x09"),
    (Counted, Counted(items=None, text="\3ab", last=9), b"\0\1\3ab\0\x09"),
    (Framed, Framed(half=Half(first=2, second=3), number=3), b"\2\3\3\0x"),
    (Rtp, Rtp(sequence=1, payload=b"abc"), b"\0\1abc"),
    (Rtp, Rtp(sequence=1, payload=b"abc", padding=b""), b"\1\1abc\1"),
    (Rtp, Rtp(sequence=1, payload=b"", padding=b"\0\0"), b"\1\1\0\0\3"),
    (Window, Window(body=b"ab", end=2), b"\5ab\0\2"),
    (Window, Window(body=b"a", extra=4, end=0x101), b"\5a\4\1\1"),
    (
        Inside,
        Inside(
            packet=Rtp(sequence=1, payload=b"a", padding=b"\0"),
            window=Window(body=b"", end=0),
            after=9,
        ),
        b"\5\1\1a\0\2\3\0\0\x09",
    ),
    (Packet, Filled(option=0x81, low=4, content=b"a"), b"\x81\1\4a"),
    (Packet, Filled(low=4, content=b""), b"\1\4"),
    (Boxed, Box(kind=4, first=3, low=5, more=b"\1"), b"\5\4\3\5\1"),
    (Boxes, Boxes(boxes=[Box(kind=4, low=5, more=b"\2\2")]), b"\1\5\4\5\2\2"),
    (Items, Items(items=[1, 2], tail=b"a\2"), b"\0\1\0\2a\2"),
    (Kind, Kind(value=Half(first=5, second=6), kind=1), b"\4\5\6\1"),
    (Kind, Kind(value=b"abc", kind=2), b"\5abc\2"),
]


@pytest.mark.parametrize(("spec", "message", "wire"), ROWS, ids=range(len(ROWS)))
def test_bytes_that_come_are_peeked_at(spec: Any, message: object, wire: bytes) -> None:
    check_message(spec, message, wire)


FAULTS: list[tuple[Any, bytes, w.DecodeError]] = [
    (
        Frame,
        b"ab\x81",
        TruncatedError("Frame", ("tag",), 2, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        Flagged,
        b"\1\1",
        TruncatedError("Flagged", ("first",), 0, 0, "the input ends after 2 of 3 bytes"),
    ),
    (Header, b"\0\0", LengthError("Header", ("head",), 0, 0, "0 is below the minimum 1")),
    (Chosen, b"\x50", UnknownTagError("Chosen", ("value",), 0, 0, "no arm has the tag 5")),
    (
        Rtp,
        b"\1\1",
        TruncatedError("Rtp", ("payload",), 2, 0, "peeks at the last 1 bytes, 0 are left"),
    ),
    (
        Rtp,
        b"\1\1a\x05",
        TruncatedError("Rtp", ("payload",), 2, 0, "the fields after it need 5 bytes, 2 are left"),
    ),
    (
        Rtp,  # a padding that does not count itself leaves all to the payload
        b"\1\1a\0",
        TruncatedError("Rtp", ("padding",), 4, 0, "peeks at the last 1 bytes, 0 are left"),
    ),
    (
        Window,
        b"\1",
        OverrunError("Window", ("body",), 1, 0, "peeks at the last 2 bytes, 0 are left"),
    ),
    (
        Inside,
        b"\2\1\1",
        OverrunError(
            "Inside", ("packet", "payload"), 3, 0, "peeks at the last 1 bytes, 0 are left"
        ),
    ),
    (
        Kind,
        b"\5\5\6\1\1",
        w.TrailingBytesError("Kind", (), 4, 0, "1 bytes are left in its window"),
    ),
]


@pytest.mark.parametrize(("spec", "data", "error"), FAULTS, ids=range(len(FAULTS)))
def test_bytes_that_are_not_there_are_told(spec: Any, data: bytes, error: w.DecodeError) -> None:
    check_faulty(spec, data, error)


REFUSED: list[tuple[Any, w.EncodeError]] = [
    (
        Frame(destination=b"ab", type=0x8100, payload=b""),
        InvalidValueError(
            "Frame", ("tag",), "None", "absent, though its condition holds of what is written there"
        ),
    ),
    (
        Flagged(first=9, second=b"\0\0\0"),
        InvalidValueError(
            "Flagged",
            ("first",),
            "9",
            "there, though its condition does not hold of what is written there",
        ),
    ),
    (
        Header(head=b"\x41ab", rest=7),
        SizeMismatchError(
            "Header",
            ("head",),
            repr(b"\x41ab"),
            "measures 3, and what is written where it peeks says 4",
        ),
    ),
    (
        Chosen(value=Half(first=0x65, second=1), after=2),
        InvalidValueError(
            "Chosen",
            ("value",),
            "Half(first=101, second=1)",
            "its tag is 4, and what is written where it peeks says 6",
        ),
    ),
    (
        Window(body=b"abc", end=2),
        SizeMismatchError(
            "Window",
            ("body",),
            repr(b"abc"),
            "measures 3, and what is written where it peeks says 2",
        ),
    ),
    (
        Kind(value=Half(first=5, second=6), kind=2),
        InvalidValueError(
            "Kind",
            ("value",),
            "Half(first=5, second=6)",
            "its tag is 1, and what is written where it peeks says 2",
        ),
    ),
]


@pytest.mark.parametrize(("message", "error"), REFUSED, ids=range(len(REFUSED)))
def test_value_that_would_not_come_back_is_refused(message: Any, error: w.EncodeError) -> None:
    check_encode_error(type(message), message, error)


# ------------------------------------------------------------------ declarations

WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "size that reaches past the end": (
        lambda: peek(u16, at=-1),
        "at least its size back from the end",
    ),
    "no integer type": (lambda: peek(w.f32), "peek takes an integer type"),  # type: ignore[arg-type]
    "check": (
        lambda: _wrong(w.field(check=peek(u8) == 1)),
        "peek cannot be read here; it stands in",
    ),
    "derivation": (lambda: _wrong(w.derived(u8, peek(u8))), "peek cannot be read here"),
    "using": (
        lambda: _wrong(
            (int, w.convert(u8, decode=int.__add__, encode=int.__sub__, using=peek(u8)))
        ),
        "peek cannot be read here",
    ),
    "checksum": (
        lambda: _wrong(w.checksum(lambda data, _: len(data), u8, over=this.a, using=peek(u8))),
        "peek cannot be read here",
    ),
    "inside a region": (
        lambda: _wrong((Annotated[bytes, w.data(peek(u8))], w.sized(u8))),
        "peek cannot be read here",
    ),
    "inside elements": (
        lambda: _wrong((list[Annotated[bytes, w.data(peek(u8))]], w.array(u8))),
        "peek cannot be read here",
    ),
    "size=": (
        lambda: declare("Wrong", {"a": u8}, size=peek(u8)),
        "peek cannot be read here",
    ),
    "derived field": (
        lambda: _wrong((u8 | None, w.derived(u8, this.a, when=peek(u8) == 1))),
        "what is peeked at tells ordinary fields alone",
    ),
    "padding": (
        lambda: _wrong((bytes, w.pad(peek(u8) + 1))),
        "what is peeked at tells ordinary fields alone",
    ),
    "condition at the end": (
        lambda: declare("Wrong", {"a": (u8 | None, w.field(when=peek(u8) == 1, default=None))}),
        "it peeks at 1 bytes, but Wrong may have 0 from there on; say min=",
    ),
    "extent without a minimum": (
        lambda: declare("Wrong", {"a": (bytes, w.data(peek(u8)))}),
        "it peeks at 1 bytes, but Wrong may have 0 from there on",
    ),
    "no end": (
        lambda: _wrong((bytes, w.data(peek(u8, at=-1)))),
        "Wrong.b: peek\\(at=-n\\) counts from the end, but the message may end anywhere",
    ),
    "an end only at times": (
        lambda: declare(
            "Wrong",
            {
                "a": (bytes, w.data(peek(u8, at=-1))),
                "b": (bytes | None, w.data(w.rest, when=w.boolean)),
                "c": u8,
            },
        ),
        "the message may end anywhere",
    ),
    "slack": (
        lambda: declare(
            "Wrong",
            {"n": (u8, w.derived()), "a": (bytes, w.data(peek(u8, at=-1)))},
            size=this.n,
            slack=True,
        ),
        "which slack=True leaves open",
    ),
    "padding at the end": (
        lambda: declare(
            "Wrong", {"a": (bytes, w.data(peek(u8, at=-1))), "b": (None, w.pad(w.rest))}
        ),
        "looks at 'b', padding that goes to the end, which decode ignores; let it be a field",
    ),
    "before the size": (
        lambda: declare(
            "Wrong",
            {"a": (bytes, w.data(peek(u8, at=-1))), "n": (u8, w.derived())},
            size=this.n,
        ),
        "stands before 'n', which tells the size",
    ),
    "header": (
        lambda: declare(
            "Wrong",
            {"n": u8, "a": (bytes, w.data(peek(u8, at=-1))), "kind": u8},
            size=this.n,
            variants=this.kind,
        ),
        "counts from the end of a variant; let the variants have the field",
    ),
    "size of what follows": (
        lambda: declare(
            "Wrong", {"a": (bytes, w.data(w.rest)), "b": (bytes, w.data(peek(u8), min=1))}
        ),
        "the size of 'b' after it is not known by then",
    ),
    "solved by a peek": (
        lambda: declare(
            "Wrong", {"n": (u8, w.derived()), "a": (bytes, w.data(this.n + peek(u8), min=1))}
        ),
        "'n' cannot be solved",
    ),
    "arm without a tag": (
        lambda: declare(
            "Wrong", {"a": (bytes, w.choice(peek(u8) & 7, {1: w.data(2), ...: w.data(3)}))}
        ),
        "let the arms be variants of one message, one of them with tag=..., or let peek",
    ),
}


def _wrong(right: Any) -> object:
    right = right if isinstance(right, tuple) else (u8, right)
    return declare("Wrong", {"a": u8, "b": right, "c": u8})


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_is_refused_with_a_remedy(case: str) -> None:
    make, text = WRONG[case]
    with pytest.raises(SchemaError, match=text):
        make()


def test_arms_that_a_peek_cannot_tell_are_variants() -> None:
    """The remedy for a choice by some bits of the first byte, with an arm for all others."""
    fields = {"kind": (int, w.derived(w.bits(4))), "low": (int, w.bits(4))}
    head = declare("Head", fields, variants=this.kind)
    one = declare("One", {}, head, tag=1)
    other = declare("Other", {"kind": (int, w.bits(4)), "more": u8}, head, tag=...)
    cls = declare("Holder", {"value": head, "after": u8})
    check_message(cls, cls(value=one(low=2), after=9), b"\x12\x09")
    check_message(cls, cls(value=other(kind=3, low=2, more=5), after=9), b"\x32\5\x09")
