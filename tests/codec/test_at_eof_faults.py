"""`until(…, at_eof=True)`: what it refuses, and what streams make of it."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import (
    annotated,
    check_encode_error,
    check_faulty,
    check_message,
    declare,
    list_of,
    only,
    shown,
    stand,
)
from wirefmt import (
    Decoder,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    Limits,
    Message,
    OverrunError,
    SchemaError,
    SizeMismatchError,
    TruncatedError,
    array,
    decode,
    encode,
    item,
    rest,
    this,
    u8,
    u16,
    until,
)
from wirefmt.codec import codec_of
from wirefmt.ir.show import wire_type

Line = Annotated[str, w.text(until(b"\n", at_eof=True))]
Digits = Annotated[int, w.decimal(until(b" ", at_eof=True))]
Include = Annotated[bytes, w.data(until(b"\r\n", include=True, at_eof=True))]
Filled = Annotated[bytes, w.data(until(b"\n", at_eof=True), min=1)]


class Lined(Message):
    line: str = w.text(until(b"\n", at_eof=True))


class Option(Message):
    delta: int = w.bits(4)
    length: int = w.derived(w.bits(4))
    value: bytes = w.data(this.length)


BOUND = only(Annotated[bytes, w.data(until(b"\r\n", at_eof=True), min=1, max=3)])
KEPT = only(Annotated[bytes, w.data(until(b"\r\n", include=True, at_eof=True), max=3)])
NUMBERS = only(list[u16], array(until(b"\0\0\1", at_eof=True), min=1, max=2))
LAST = only(list[u8], array(until(item == 0, at_eof=True), between=2, max=2))

FAULTS: list[tuple[Any, bytes, Any]] = [
    (BOUND, b"", LengthError("Only", ("value",), 0, 0, "0 is below the minimum 1")),
    (BOUND, b"\r\n", LengthError("Only", ("value",), 0, 0, "0 is below the minimum 1")),
    (BOUND, b"abcd", LengthError("Only", ("value",), 0, 0, "4 is over the maximum 3")),
    (
        BOUND,
        b"abcde",
        LengthError("Only", ("value",), 0, 0, r"no b'\r\n' after at most 3 bytes"),
    ),
    (KEPT, b"abcd", LengthError("Only", ("value",), 0, 0, "4 is over the maximum 3")),
    (KEPT, b"ab\r\n", LengthError("Only", ("value",), 0, 0, "4 is over the maximum 3")),
    (NUMBERS, b"", LengthError("Only", ("value",), 0, 0, "0 is below the minimum 1")),
    (
        NUMBERS,
        b"\0\1\0\1\0",
        LengthError("Only", ("value",), 0, 0, "goes on after the maximum 2"),
    ),
    (
        NUMBERS,
        b"\0\1\0",
        TruncatedError("Only", ("value", 1), 2, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        NUMBERS,
        b"\0\0",
        None,
    ),
    (
        only(Annotated[list[u16], array(until(b"\0", at_eof=True)), w.sized(u8)]),
        b"\3\1\2\3",
        OverrunError("Only", ("value", 1), 3, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (LAST, b"\1\0\1\0", LengthError("Only", ("value",), 0, 0, "goes on after the maximum 2")),
    (LAST, b"\1\0\1\1\1", LengthError("Only", ("value",), 0, 0, "goes on after the maximum 2")),
]


@pytest.mark.parametrize(("cls", "wire", "error"), FAULTS, ids=shown)
def test_bounds_hold_at_the_end_too(cls: Any, wire: bytes, error: Any) -> None:
    if error is None:
        assert decode(cls, wire) == cls(value=[0])
    elif wire:
        check_faulty(cls, wire, error)
    else:
        with pytest.raises(LengthError) as caught:
            decode(cls, wire)
        assert caught.value.args == error.args


def test_last_padding_may_end_an_array_early() -> None:
    cls = only(list[u8], array(until(item == 0, at_eof=True), between=2))
    assert decode(cls, b"\1\7") == cls(value=[1])
    assert decode(cls, b"\1\7\0") == cls(value=[1, 0])
    windowed = only(
        Annotated[list[u8], array(until(item == 0, at_eof=True), between=2), w.sized(u16)]
    )
    assert decode(windowed, b"\0\2\1\7") == windowed(value=[1])
    decoder = Decoder(cls)
    assert list(decoder.feed(b"\1").feed(b"\7")) == []
    assert list(decoder.feed_eof()) == [cls(value=[1])]


CONTAINS = "contains its delimiter "
BEGINS = "begins with its array's delimiter "
REFUSALS: list[tuple[Any, Any, Any]] = [
    (Lined, "a\nb", InvalidValueError("Lined", ("line",), r"'a\nb'", CONTAINS + r"b'\n'")),
    (Lined, "a\n", InvalidValueError("Lined", ("line",), r"'a\n'", CONTAINS + r"b'\n'")),
    (
        only(bytes, w.data(until(b";", include=True, at_eof=True))),
        b"a;b",
        InvalidValueError("Only", ("value",), "b'a;b'", CONTAINS + "b';'"),
    ),
    (
        only(bytes, w.data(until(b";", include=True, at_eof=True))),
        b"a;;",
        InvalidValueError("Only", ("value",), "b'a;;'", CONTAINS + "b';'"),
    ),
    (
        only(list[u8], array(until(b"\0", at_eof=True))),
        [1, 0],
        InvalidValueError("Only", ("value", 1), "0", BEGINS + r"b'\x00'"),
    ),
    (
        only(list[u8], array(until(item == 0, at_eof=True))),
        [0, 1],
        InvalidValueError("Only", ("value", 0), "0", "satisfies item == 0 before the last"),
    ),
    (
        BOUND,
        b"abcd",
        SizeMismatchError("Only", ("value",), "b'abcd'", "4 bytes are over the maximum 3"),
    ),
    (
        only(list[Filled], array(rest)),
        [b"a", b""],
        SizeMismatchError("Only", ("value", 1), "b''", "0 bytes are below the minimum 1"),
    ),
    (
        only(list[Include], array(2)),
        [b"a", b"b"],
        InvalidValueError("Only", ("value", 0), "b'a'", r"does not end in its delimiter b'\r\n'"),
    ),
    (
        only(list_of(annotated(list[u8], array(until(item == 0, at_eof=True)))), array(2)),
        [[1], [2]],
        InvalidValueError(
            "Only", ("value", 0, 0), "1", "is the last, and does not satisfy item == 0"
        ),
    ),
    (
        only(list_of(annotated(list[u8], array(until(item == 0, at_eof=True)))), array(2)),
        [[], [2]],
        InvalidValueError("Only", ("value", 0), "[]", "has no last element, for which item == 0"),
    ),
    (
        only(list[Annotated[bytes, w.data(until(b"aa", at_eof=True))]], array(2)),
        [b"ba", b"b"],
        InvalidValueError("Only", ("value", 0), "b'ba'", CONTAINS + "b'aa'"),
    ),
    (
        only(list_of(annotated(list[u8], array(until(b"aa", at_eof=True)))), array(2)),
        [[97], [1]],
        InvalidValueError("Only", ("value", 0, 0), "97", BEGINS + "b'aa'"),
    ),
]


@pytest.mark.parametrize(("cls", "value", "error"), REFUSALS, ids=shown)
def test_what_would_not_come_back_is_refused(cls: Any, value: Any, error: Any) -> None:
    check_encode_error(cls, cls(line=value) if cls is Lined else cls(value=value), error)


def test_option_that_looks_like_the_marker_is_refused() -> None:
    option = Option(delta=15, value=bytes(15))
    reason = BEGINS + r"b'\xff'"
    error = InvalidValueError("Coap", ("options", 0), "…", reason)
    cls = declare("Coap", {"options": (list[Option], array(until(b"\xff", at_eof=True)))})
    found = cls(options=[option])
    with pytest.raises(InvalidValueError) as caught:
        encode(found)
    assert (caught.value.path, caught.value.reason) == (error.path, error.reason)


def test_field_that_cannot_be_closed_is_refused() -> None:
    fields = {"line": Include, "body": (bytes, w.data(rest))}
    cls = declare("Kept", fields)
    check_message(cls, cls(line=b"a", body=b""), b"a")
    reason = r"does not end in its delimiter b'\r\n'"
    error = InvalidValueError("Kept", ("line",), "b'a'", reason)
    check_encode_error(cls, cls(line=b"a", body=b"x"), error)


ERRORS: list[tuple[Any, str]] = [
    (
        lambda: declare("Wrong", {"line": Line, "more": u8}),
        "'more' behind it always takes bytes, and so the delimiter always stands; leave at_eof out",
    ),
    (
        lambda: only(bytes, w.data(until(b"\0", at_eof=True), align=4)),
        "what goes to the end has nothing behind it",
    ),
    (
        lambda: only(str | None, w.text(until(b"\0", at_eof=True), when=rest, default=None)),
        "and when=rest would take it for absent; say min=1",
    ),
    (
        lambda: only(int, w.derived(Digits)),
        "at_eof=True is for values that the caller gives",
    ),
    (
        lambda: only(bytes, w.const(b"a", w.data(until(b"\0", at_eof=True)))),
        "at_eof=True is for values that the caller gives",
    ),
    (
        lambda: declare("Wrong", {"n": u8, "line": Line, "gap": (bytes, w.pad(this.n))}),
        "Wrong.gap: 'line' has its delimiter only if bytes follow, which is not known before 'gap'",
    ),
    (lambda: only(bytes, w.data(Digits)), "what says more stands behind this number"),
    (
        lambda: only(int, w.choice(Digits, {1: u8})),
        "what says more stands behind this number",
    ),
    (lambda: only(list[Line], array(rest)), "an element may take no byte"),
    (
        lambda: only(list[Filled], array(until(b"\0"))),
        "an element goes to the end, and takes what ends the array",
    ),
    (
        lambda: declare("Wrong", {"inner": Lined, "body": (bytes, w.data(rest))}),
        "'inner' goes to the end, and the size of 'body' after it is not known",
    ),
    (
        lambda: declare("Wrong", {"line": Line, "kind": (u8, w.derived())}, variants=this.kind),
        "'kind' behind it always takes bytes",
    ),
]


@pytest.mark.parametrize(("make", "reason"), ERRORS, ids=range(len(ERRORS)))
def test_end_that_makes_no_sense_is_refused(make: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        make()


def test_nonempty_value_may_be_absent_at_the_end() -> None:
    cls = only(bytes | None, w.data(until(b"\0", at_eof=True), min=1, when=rest, default=None))
    check_message(cls, cls(value=b"a"), b"a")
    assert decode(cls, b"a\0") == cls(value=b"a")
    assert encode(cls(value=None)) == b""


# ------------------------------------------------------------------ streams


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_limit_of_a_stream_counts_the_delimiter(size: int) -> None:
    rows: list[tuple[Any, bytes]] = [
        (Annotated[bytes, w.data(until(b"\r\n", at_eof=True))], b"abc\r\n"),
        (Annotated[list[u8], array(until(b"\r\n\n", at_eof=True))], b"ab\r\n\n"),
    ]
    for spec, data in rows:
        for chunks in ([data], [data[:4], data[4:]], [bytes([each]) for each in data]):
            if size >= 5:
                decoder: Decoder[Any] = Decoder(spec, limits=Limits(message_size=size))
                assert len([each for chunk in chunks for each in decoder.feed(chunk)]) == 1
                continue
            found = stand(spec, chunks, limits=Limits(message_size=size))
            assert isinstance(found.error, LimitExceededError)
            assert (found.messages, found.error.path, found.error.offset) == ([], (), 0)


def test_value_may_end_just_at_the_limit() -> None:
    decoder = Decoder(Line, limits=Limits(message_size=3))
    assert list(decoder.feed(b"abc")) == []
    assert list(decoder.feed_eof()) == ["abc"]


def test_lines_cost_what_they_are_long() -> None:
    """All lines of one chunk are taken without moving what is behind them."""
    count = 20_000
    decoder = Decoder(Line)
    assert len(list(decoder.feed(b"line\n" * count + b"last"))) == count
    assert list(decoder.feed_eof()) == ["last"]
    assert codec_of(Line).blueprint.ends_early
    coap = {
        "options": (list[Option], array(until(b"\xff", at_eof=True))),
        "body": (bytes, w.data(rest)),
    }
    assert not codec_of(declare("Coap", coap)).blueprint.ends_early
    assert not codec_of(declare("Summed", {"inner": Lined, "sum": u8})).blueprint.ends_early


def test_early_end_is_shown() -> None:
    texts = [wire_type(codec_of(spec).layout.root.fields[0].type) for spec in (Line, Include, LAST)]
    assert texts == [
        r"text(until(b'\n', at_eof=True))",
        r"data(until(b'\r\n', include=True, at_eof=True))",
        "array(until(item == 0, at_eof=True), max=2, between=2) of u8",
    ]
