"""What the plans of `ir.layout` and `ir.solve` decide, seen in bytes and errors."""

from __future__ import annotations

import zlib
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, shown
from wirefmt import (
    InvalidValueError,
    LimitExceededError,
    Limits,
    Message,
    OverrunError,
    SchemaError,
    SizeMismatchError,
    this,
)

# ------------------------------------------------------------------ solving


class Row(Message):
    width: w.u8 = w.derived()
    rows: list[Annotated[bytes, w.data(this.width)]] = w.array(w.u8)


def test_elements_tell_their_extent_together() -> None:
    check_message(Row, Row(rows=[b"ab", b"cd"]), b"\2\2abcd")
    check_message(Row, Row(rows=[]), b"\0\0")
    with pytest.raises(SizeMismatchError) as caught:
        w.encode(Row(rows=[b"ab", b"cde"]))
    check_encode_error(Row, Row(rows=[b"ab", b"cde"]), caught.value)


class Either(Message):
    """Two users, of which either may be absent; the default counts when both are."""

    kind: w.u8
    size: w.u8 = w.derived(default=7)
    first: bytes | None = w.data(this.size, when=this.kind & 1, default=None)
    second: bytes | None = w.data(this.size * 2, when=this.kind & 2, default=None)


def test_first_user_that_is_there_tells() -> None:
    check_message(Either, Either(kind=0), b"\0\7")
    check_message(Either, Either(kind=1, first=b"abc"), b"\1\3abc")
    check_message(Either, Either(kind=2, second=b"abcd"), b"\2\2abcd")
    check_message(Either, Either(kind=3, first=b"a", second=b"bc"), b"\3\1abc")
    for message in (Either(kind=3, first=b"ab", second=b"bc"), Either(kind=2, second=b"abc")):
        with pytest.raises(SizeMismatchError) as caught:
            w.encode(message)
        assert caught.value.path == ("second",)
        check_encode_error(Either, message, caught.value)


class AlwaysThere(Message):
    kind: w.u8
    size: w.u8 = w.derived()
    first: bytes | None = w.data(this.size, when=this.kind & 1, default=None)
    second: bytes = w.data(this.size)


def test_user_that_is_always_there_needs_no_default() -> None:
    check_message(AlwaysThere, AlwaysThere(kind=0, second=b"ab"), b"\0\2ab")
    check_message(AlwaysThere, AlwaysThere(kind=1, first=b"x", second=b"y"), b"\1\1xy")


class Conditional(Message):
    """Derived, constant and padding fields may be absent as well."""

    flags: w.u8
    size: w.u8 | None = w.derived(when=this.flags & 1)
    double: w.u8 | None = w.derived(w.u8, this.flags * 2, when=this.flags & 2)
    magic: bytes | None = w.const(b"!", when=this.flags & 4)
    gap: None = w.pad(2, when=this.flags & 8)
    nibbles: int | None = w.derived(w.bits(8), this.flags + 1, when=this.flags & 16)
    body: bytes = w.data(this.size)


def test_fields_that_are_not_stored_may_be_absent() -> None:
    check_message(Conditional, Conditional(flags=0, body=b""), b"\0")
    wire = bytes([31, 2, 62]) + b"!" + bytes(2) + bytes([32]) + b"ab"
    check_message(Conditional, Conditional(flags=31, body=b"ab"), wire)


class Counted(Message):
    """A varint's own size depends on what it says, and the size of the message on both."""

    size: w.uvarint = w.derived()
    kind: w.u8
    body: bytes = w.data(this.size - 1)


@pytest.mark.parametrize("length", [0, 126, 127, 128, 300])
def test_varint_is_solved_whatever_its_size(length: int) -> None:
    number = length + 1
    prefix = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    check_message(Counted, Counted(kind=5, body=bytes(length)), prefix + b"\5" + bytes(length))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"n": (w.u8, w.derived()), "body": (bytes, w.data(w.rest))}, "nothing tells 'n'"),
        (
            {"n": (w.u8, w.derived()), "body": (bytes, w.data(this.n >> 1))},
            "used other than as a * n + b",
        ),
        (
            {
                "n": (w.u8, w.derived()),
                "m": (w.u8, w.derived()),
                "body": (bytes, w.data(this.n + this.m)),
            },
            "cannot tell them apart",
        ),
        (
            {
                "n": (w.u8, w.derived(w.u8, this.m + 1)),
                "m": (w.u8, w.derived(w.u8, this.n + 1)),
            },
            "a cycle",
        ),
        (
            {
                "first": (w.u32, w.checksum(zlib.crc32, w.u32, over=this["first":"second"])),
                "second": (w.u32, w.checksum(zlib.crc32, w.u32, over=this["first":"second"])),
            },
            "cover one another",
        ),
    ],
    ids=shown,
)
def test_what_cannot_be_solved_is_refused(fields: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason.replace("*", r"\*").replace("+", r"\+")):
        declare("Unsolvable", fields)


class Nested(Message):
    inner: w.u32 = w.checksum(zlib.crc32, w.u32, over=this["body":"body"])
    body: bytes = w.data(4)
    outer: w.u32 = w.checksum(zlib.crc32, w.u32, over=this["inner":"body"])


def test_checksum_that_covers_another_is_computed_after_it() -> None:
    inner = zlib.crc32(b"abcd").to_bytes(4, "big") + b"abcd"
    check_message(Nested, Nested(body=b"abcd"), inner + zlib.crc32(inner).to_bytes(4, "big"))


class Padding(Message):
    """Only padding reads the size, and says nothing about it."""

    size: w.u8 = w.derived(default=2)
    gap: None = w.pad(this.size)
    counted: None = w.pad(w.u8)
    delimited: None = w.pad(w.until(b"|"))


def test_padding_says_nothing_about_its_size() -> None:
    check_message(Padding, Padding(), b"\2\0\0\0|")
    assert w.decode(Padding, b"\1x\2yy...|") == Padding()


class Hexed(Message):
    """A checksum in digits."""

    body: bytes = w.data(4)
    check: int = w.checksum(lambda data: sum(data) % 1000, w.decimal(3), over=this["body":"body"])


def test_checksum_may_stand_in_digits() -> None:
    check_message(Hexed, Hexed(body=b"\1\2\3\4"), b"\1\2\3\x04010")


class Spanning(Message):
    """A size is measured over fields that are written later."""

    total: w.u8 = w.derived(w.u8, w.size_of(this["total":"magic"]))
    name: str = w.text(w.u8)
    twice: w.u16 = w.derived(w.u16, this.total * 2)
    magic: w.u8 = w.const(9)


def test_size_is_measured_over_what_is_written_later() -> None:
    check_message(Spanning, Spanning(name="ab"), b"\7\2ab\0\x0e\x09")


# ------------------------------------------------------------------ what follows what is open-ended


class Padded(Message, size=this.length + 3):
    """HTTP/2's padded data: the padding's size stands before what it follows."""

    length: w.u16 = w.derived()
    pad_length: w.u8
    body: bytes = w.data(w.rest)
    padding: bytes = w.data(this.pad_length)
    words: Annotated[bytes, w.data(w.rest)] = w.sized(2)
    trailer: w.u16 = 0xABCD
    high: int = w.bits(4, default=1)
    low: int = w.bits(4, default=2)


def test_rest_leaves_what_earlier_fields_tell() -> None:
    message = Padded(pad_length=2, body=b"hi", padding=b"..", words=b"ww")
    check_message(Padded, message, b"\0\x09\2hi..ww\xab\xcd\x12")
    error = OverrunError("Padded", ("body",), 3, 0, "the fields after it need 14 bytes, 9 are left")
    check_faulty(Padded, b"\0\x09\x09hi..ww\xab\xcd\x12", error)


class Followed(Message):
    """The same to the end of the input, with a follower that may be absent."""

    flags: w.u8
    body: bytes = w.data(w.rest)
    items: list[w.u8] = w.array(size=this.flags & 3)
    note: bytes | None = w.data(2, when=this.flags & 4, default=None)


def test_rest_leaves_what_may_be_absent() -> None:
    check_message(Followed, Followed(flags=0, body=b"ab", items=[]), b"\0ab")
    check_message(Followed, Followed(flags=6, body=b"", items=[1, 2], note=b"no"), b"\6\1\2no")


@pytest.mark.parametrize(
    "follower",
    [
        w.text(w.u8),
        w.text(this.after),
        w.text(w.until(b"|")),
    ],
    ids=["prefixed", "told by a later field", "delimited"],
)
def test_rest_before_what_is_not_known_is_refused(follower: Any) -> None:
    fields = {
        "body": (bytes, w.data(w.rest)),
        "after": (w.u8, w.field()),
        "name": (str, follower),
    }
    with pytest.raises(SchemaError, match="the size of 'name' after it is not known by then"):
        declare("Lost", fields)


@pytest.mark.parametrize("presence", [w.boolean, this.after == 1], ids=["byte", "later field"])
def test_rest_before_what_may_or_may_not_be_there_is_refused(presence: Any) -> None:
    fields = {
        "body": (bytes, w.data(w.rest)),
        "after": (w.u8, w.field()),
        "name": (bytes | None, w.data(2, when=presence)),
    }
    with pytest.raises(SchemaError, match="the size of 'name' after it is not known by then"):
        declare("Lost", fields)


class Growing(Message, size=this.size):
    """A message that has grown twice."""

    size: w.u8 = w.derived()
    first: w.u8 | None = w.field(when=w.rest, default=None)
    second: w.u16 | None = w.field(when=w.rest, default=None)
    crc: w.u8 = 7


def test_fields_that_need_bytes_left_follow_one_another() -> None:
    check_message(Growing, Growing(), b"\2\7")
    check_message(Growing, Growing(first=1), b"\3\1\7")
    check_message(Growing, Growing(first=1, second=2), b"\5\1\0\2\7")
    with pytest.raises(InvalidValueError) as caught:
        w.encode(Growing(second=2))
    assert caught.value.path == ("second",)
    check_encode_error(Growing, Growing(second=2), caught.value)


# ------------------------------------------------------------------ headers


class Header(Message, variants=this.type):
    names: list[Annotated[str, w.text(w.u8)]] = w.array(w.u8)
    type: w.u8 = w.derived()


class Body(Header, tag=1):
    items: list[w.u8] = w.array(w.u8)


def test_elements_before_a_tag_are_charged_once() -> None:
    wire = b"\2\1a\1b\1\3xyz"
    message = Body(names=["a", "b"], items=[*b"xyz"])
    check_message(Header, message, wire)
    limits = Limits(element_count=5)
    assert w.decode(Header, wire, limits=limits) == message
    assert list(w.Decoder(Header, limits=limits).feed(wire)) == [message]
    for cut in range(len(wire)):
        decoder = w.Decoder(Header, limits=limits)
        assert list(decoder.feed(wire[:cut])) == []
        assert list(decoder.feed(wire[cut:])) == [message]
    with pytest.raises(LimitExceededError):
        w.decode(Header, wire, limits=Limits(element_count=4))


class Window(Message, variants=this.type, size=this.size):
    """The tag stands inside the window that the size opened."""

    size: w.u8 = w.derived()
    count: w.uvarint
    name: str = w.text(w.until(b"|"))
    digits: int = w.decimal(w.u8)
    type: w.u8 = w.derived()


class Inside(Window, tag=1):
    body: bytes = w.data(w.rest)


def test_tag_stands_inside_the_window() -> None:
    message = Inside(count=300, name="n", digits=42, body=b"xy")
    check_message(Window, message, b"\x0b\xac\2n|\00242\1xy")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (
            b"\2\xac\2n|",
            OverrunError("Window", ("count",), 1, 0, "needs 2 bytes, 1 are left in its window"),
        ),
        (b"\5\1name|", OverrunError("Window", ("name",), 2, 0, "no b'|' in its window")),
        (
            b"\6\1n|\00242",
            OverrunError("Window", ("digits",), 4, 0, "needs 2 bytes, 1 are left in its window"),
        ),
        (
            b"\6\1n|\1\0642",
            OverrunError("Window", ("type",), 6, 0, "needs 1 bytes, 0 are left in its window"),
        ),
    ],
    ids=["varint", "delimiter", "digits", "tag"],
)
def test_header_that_its_window_does_not_hold_is_refused_at_once(
    data: bytes, error: w.DecodeError
) -> None:
    check_faulty(Window, data, error)


class Labelled(Message, size=this.size):
    """Elements stand before the size, and so are read twice on a stream."""

    labels: list[Annotated[str, w.text(w.u8)]] = w.array(w.u8)
    size: w.u8 = w.derived()
    rest: bytes = w.data(w.rest)


def test_elements_before_a_size_are_charged_once() -> None:
    wire = b"\2\1a\1b\x08xy"
    message = Labelled(labels=["a", "b"], rest=b"xy")
    check_message(Labelled, message, wire)
    decoder = w.Decoder(Labelled, limits=Limits(element_count=2))
    assert list(decoder.feed(wire[:6])) == []
    assert list(decoder.feed(wire[6:])) == [message]


class Judged(Message, variants=this.type, check=this.flags != 3):
    """Checks that read what stands behind the tag wait for it."""

    type: w.u8 = w.field(check=this.flags != this.type)
    flags: w.u8


class Sentence(Judged, tag={1, 2}):
    pass


def test_check_may_read_what_stands_behind_the_tag() -> None:
    check_message(Judged, Sentence(type=1, flags=2), b"\1\2")
    text = "1 does not satisfy this.flags != this.type"
    check_faulty(Judged, b"\1\1", w.CheckFailedError("Judged", ("type",), 0, 0, text))


class Ended(Message):
    """Elements to the end, within bounds that are in bytes."""

    items: list[w.u16] = w.array(w.rest, min=4, max=6)


@pytest.mark.parametrize("count", [1, 4])
def test_rest_is_bounded_in_bytes(count: int) -> None:
    check_message(Ended, Ended(items=[1, 2, 3]), b"\0\1\0\2\0\3")
    with pytest.raises(w.LengthError) as caught:
        w.decode(Ended, bytes(2 * count))
    check_faulty(Ended, bytes(2 * count), caught.value)
    with pytest.raises(SizeMismatchError) as refused:
        w.encode(Ended(items=[0] * count))
    check_encode_error(Ended, Ended(items=[0] * count), refused.value)


class Point(Message):
    x: w.u8
    y: w.u16


class Enclosed(Message, variants=this.type, size=this.size):
    """A message stands between the size and the tag: the window is awaited for it."""

    size: w.u8 = w.derived()
    point: Point
    type: w.u8 = w.derived()


class Closed(Enclosed, tag=1):
    body: bytes = w.data(w.rest)


def test_message_between_size_and_tag_stays_in_the_window() -> None:
    check_message(Enclosed, Closed(point=Point(x=1, y=2), body=b"ab"), b"\7\1\0\2\1ab")
    error = OverrunError(
        "Enclosed", ("point", "y"), 2, 0, "needs 2 bytes, 1 are left in its window"
    )
    check_faulty(Enclosed, b"\3\1\0\2\1", error)
    assert w.Decoder(Enclosed).feed(b"\7\1\0").buffered == 3


@pytest.mark.parametrize(
    "field",
    [(bytes, w.data(w.rest)), (w.u8 | None, w.field(when=w.rest))],
    ids=["rest", "when=rest"],
)
def test_tag_behind_what_goes_to_the_end_is_refused(field: Any) -> None:
    fields = {"size": (w.u8, w.derived()), "body": field, "type": (w.u8, w.derived())}
    with pytest.raises(SchemaError, match="'body' goes to the end, so that the tag behind it"):
        declare("Lost", fields, variants=this.type, size=this.size)
