"""Text in Python's encodings, delimiters on the borders of its code units, and inside the value."""

from __future__ import annotations

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
    shown,
)
from wirefmt import (
    InvalidValueError,
    LengthError,
    OverrunError,
    SchemaError,
    TextError,
    TruncatedError,
)

ENCODINGS = [
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf_16_be", "UTF-32", "utf-32-be"),
    *("utf-7", "latin-1", "cp1252", "cp037", "koi8_r", "shift_jis", "gb18030", "euc_kr"),
    *("iso2022_jp", "hz", "punycode"),
]
TEXTS = {
    "latin-1": "caf\u00e9",
    "cp1252": "\u20ac",
    "cp037": "caf\u00e9",
    "koi8_r": "\u0434\u0430",
    "euc_kr": "\ud55c",
    "hz": "\u4e2d",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_text_is_what_python_encodes(encoding: str) -> None:
    for value in (TEXTS.get(encoding, "\u65e5\u672c a"), "abc"):
        wire = value.encode(encoding)
        cls = only(str, w.text(w.u8, encoding))
        check_message(cls, cls(value=value), bytes([len(wire)]) + wire)
        cls = only(str, w.text(len(wire), encoding))
        check_message(cls, cls(value=value), wire)


@pytest.mark.parametrize(
    ("encoding", "wire"),
    [
        ("utf-16", "a".encode("utf-16-be")),
        ("utf-16", "\ufeffa".encode("utf-16-be")),
        ("utf-8-sig", b"a"),
        ("utf-7", b"+AGE-"),
        ("iso2022_jp", b"\x1b(Ba"),
    ],
    ids=shown,
)
def test_text_in_another_form_than_it_is_written_is_refused(encoding: str, wire: bytes) -> None:
    """A fixed or told extent could not hold what encode would make of it."""
    cls = only(str, w.text(w.u8, encoding))
    reason = f"not as {encoding} writes this text"
    error = TextError("Only", ("value",), 1, 0, reason)
    check_faulty(cls, bytes([len(wire)]) + wire, error)


@pytest.mark.parametrize("encoding", ["klingon", "hex", "undefined"])
def test_what_encodes_no_text_is_refused(encoding: str) -> None:
    with pytest.raises(SchemaError, match="name a text encoding of Python's"):
        w.Codec(only(str, w.text(w.u8, encoding)))


# ------------------------------------------------------------------ delimiters

DELIMITED = [
    ("utf-16-be", b"\0\0", "A\u0100\u0042"),  # 0041 0100 0042: two zeros that are no unit
    ("utf-16-le", b"\0\0", "A\u0041\u4100"),
    ("utf-16-le", b"\r\0\n\0", "a\rb"),
    ("utf-32-be", b"\0\0\0\0", "a\u0100"),
    ("utf-32-le", b"\0\0\0\0", "a\U00010000"),
    ("utf-16-be", b"\0;", "\u3b00\u003a\u003b00"[:2]),
]


@pytest.mark.parametrize(("encoding", "delimiter", "value"), DELIMITED, ids=range(6))
def test_delimiter_stands_on_the_border_of_a_code_unit(
    encoding: str, delimiter: bytes, value: str
) -> None:
    wire = value.encode(encoding)
    cls = declare(
        "Text", {"a": w.u8, "value": (str, w.text(w.until(delimiter), encoding)), "b": w.u8}
    )
    check_message(cls, cls(a=1, value=value, b=2), b"\1" + wire + delimiter + b"\2")
    included = value + delimiter.decode(encoding)
    cls = only(str, w.text(w.until(delimiter, include=True), encoding))
    check_message(cls, cls(value=included), wire + delimiter)


def test_delimiter_off_the_border_is_passed_over() -> None:
    cls = only(str, w.text(w.until(b"\0\0"), "utf-16-be"))
    check_message(cls, cls(value="\u0100\u0041"), bytes.fromhex("0100 0041 0000"))
    check_faulty(
        cls,
        bytes.fromhex("0100 0041 00"),
        TruncatedError("Only", ("value",), 0, 0, "the input ends before b'\\x00\\x00'"),
    )
    framed = only(Annotated[str, w.text(w.until(b"\0\0"), "utf-16-be"), w.sized(w.u8)])
    error = OverrunError("Only", ("value",), 0, 0, "no b'\\x00\\x00' in its window")
    check_faulty(framed, bytes.fromhex("04 0100 0041"), error)


def test_text_that_contains_its_delimiter_is_refused() -> None:
    cls = only(str, w.text(w.until(b"\0;"), "utf-16-be"))
    error = InvalidValueError("Only", ("value",), "'a;b'", "contains its delimiter b'\\x00;'")
    check_encode_error(cls, cls(value="a;b"), error)


# ------------------------------------------------------------------ include


@pytest.mark.parametrize(
    ("annotation", "helper", "value", "wire"),
    [
        (bytes, w.data(w.until(b"\r\n", include=True)), b"ab\r\n", b"ab\r\n"),
        (bytes, w.data(w.until(b"\n", include=True)), b"\n", b"\n"),
        (str, w.text(w.until(b"\n", include=True), min=1, max=4), "abc\n", b"abc\n"),
        (str, w.text(w.until(b"\n", include=True), min=3), "ab\n", b"ab\n"),
        (
            list[Annotated[bytes, w.data(w.until(b";", include=True))]],
            w.array(w.u8),
            [b"a;", b";"],
            b"\2a;;",
        ),
        (
            Annotated[bytes, w.data(w.rest), w.sized(w.until(b"\n", include=True))],
            ...,
            b"ab\n",
            b"ab\n",
        ),
    ],
    ids=range(6),
)
def test_delimiter_may_be_part_of_the_value(
    annotation: Any, helper: Any, value: object, wire: bytes
) -> None:
    cls = only(annotation, helper)
    check_message(cls, cls(value=value), wire)
    pair = declare("Pair", {"value": (annotation, helper), "after": w.u8})
    check_message(pair, pair(value=value, after=7), wire + b"\7")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"ab", "does not end in its delimiter b'\\r\\n'"),
        (b"", "does not end in its delimiter b'\\r\\n'"),
        (b"a\r\nb\r\n", "contains its delimiter b'\\r\\n'"),
    ],
    ids=shown,
)
def test_value_that_is_not_delimited_once_is_refused(value: bytes, reason: str) -> None:
    cls = only(bytes, w.data(w.until(b"\r\n", include=True)))
    error = InvalidValueError("Only", ("value",), repr(value), reason)
    check_encode_error(cls, cls(value=value), error)


def test_bounds_count_the_delimiter_that_is_included(engine: Engine) -> None:
    cls = only(bytes, w.data(w.until(b"\r\n", include=True), min=3, max=4))
    assert engine.decode(cls, b"ab\r\n").value == b"ab\r\n"
    reason = "no b'\\r\\n' after at most 2 bytes"
    check_faulty(cls, b"abc\r\n", LengthError("Only", ("value",), 0, 0, reason))
    check_faulty(cls, b"\r\n", LengthError("Only", ("value",), 0, 0, "2 is below the minimum 3"))


def test_constant_may_include_its_delimiter(engine: Engine) -> None:
    helper = w.const(b"HELO\n", w.data(w.until(b"\n", include=True)))
    cls = declare("Hello", {"word": (bytes, helper), "size": w.u8}, size=w.this.size)
    check_message(cls, cls(size=6), b"HELO\n\6")
    assert engine.encode(cls, cls(size=6)) == b"HELO\n\6"


@pytest.mark.parametrize(
    ("annotation", "right", "reason"),
    [
        (str, w.text(w.until(b"\0"), "utf-16-le"), "no whole code unit of its text"),
        (bytes, w.data(w.until(b"ab", include=True), max=1), "leaves no room for the delimiter"),
        (bytes, w.pad(w.until(b"\0", include=True)), "padding has no value"),
        (int, w.decimal(w.until(b"\0", include=True)), "a delimiter is no digit"),
    ],
    ids=range(4),
)
def test_delimiter_that_cannot_be_is_refused(annotation: Any, right: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        w.Codec(declare("Only", {"a": w.u8, "value": (annotation, right)}))


def test_constant_to_the_end_has_the_size_of_its_value() -> None:
    cls = only(bytes, w.const(b"ab", w.data(w.rest)))
    assert w.Codec(cls).blueprint.sizes.record_maximum(0) == 2
    check_message(cls, cls(), b"ab")
