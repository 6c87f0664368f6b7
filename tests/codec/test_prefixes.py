"""Lengths that stand before their value as another number, and the number that says None."""

from __future__ import annotations

import struct
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, only, shown
from wirefmt import (
    Codec,
    Decoder,
    InvalidValueError,
    LengthError,
    Message,
    OutOfRangeError,
    SchemaError,
    SizeMismatchError,
    TruncatedError,
    WrongTypeError,
    item,
    prefix,
    this,
    u8,
    u16,
)

POSTGRES = prefix(w.i32, none=-1)
COMPACT = prefix(w.uvarint, item - 1, none=0)

ROWS: list[tuple[Any, object, bytes]] = [
    # PostgreSQL, "Message Formats": "Length of message contents in bytes, including self"
    (only(bytes, w.data(prefix(w.u32, item - 4))), b"SELECT", struct.pack(">I6s", 10, b"SELECT")),
    # PostgreSQL, DataRow: "-1 indicates a NULL column value. No value bytes follow"
    (only(bytes | None, w.data(POSTGRES)), None, struct.pack(">i", -1)),
    (only(bytes | None, w.data(POSTGRES)), b"", struct.pack(">i", 0)),
    # Kafka protocol guide, COMPACT_NULLABLE_STRING: "N + 1 ... A null string is ... length 0"
    (only(str | None, w.text(COMPACT)), None, b"\0"),
    (only(str | None, w.text(COMPACT)), "", b"\1"),
    (only(str | None, w.text(COMPACT)), "client", b"\7client"),
    (only(str, w.text(prefix(w.uvarint, item - 1))), "x" * 127, b"\x80\1" + b"x" * 127),
    (only(list[u16] | None, w.array(COMPACT)), [1, 2], b"\3\0\1\0\2"),
    (only(list[u16] | None, w.array(COMPACT)), [], b"\1"),
    (only(list[u16] | None, w.array(COMPACT)), None, b"\0"),
    (only(list[u8] | None, w.array(size=prefix(u8, 2 * item, none=255))), [1, 2], b"\1\1\2"),
    (only(list[u8] | None, w.array(size=prefix(u8, item * 2, none=255))), None, b"\xff"),
    (only(Annotated[u16, w.sized(prefix(u8, none=9))] | None), None, b"\x09"),
    (only(Annotated[u16, w.sized(prefix(u8, none=9))] | None), 258, b"\2\1\2"),
    (only(int | None, w.decimal(prefix(u8, none=0))), 42, b"\00242"),
    (only(int | None, w.decimal(prefix(u8, none=0))), None, b"\0"),
    # RFC 8200, 4.3: "Length ... in 8-octet units, not including the first 8 octets"
    (only(bytes, w.data(prefix(u8, (item << 3) + 6))), bytes(14), b"\1" + bytes(14)),
    (only(bytes, w.data(prefix(u8, 10 - item))), b"abc", b"\7abc"),
    (only(bytes, w.data(prefix(u8, -item + 10))), b"abc", b"\7abc"),
    (only(bytes, w.data(prefix(u8, item))), b"abc", b"\3abc"),
    (only(str | None, w.text(prefix(w.decimal(w.until(b":")), item + 1, none=7))), "ab", b"1:ab"),
    (only(str | None, w.text(prefix(w.decimal(w.until(b":")), item + 1, none=7))), None, b"7:"),
    (
        only(list[Annotated[bytes | None, w.data(POSTGRES)]], w.array(u16)),
        [None, b"ab"],
        struct.pack(">Hii2s", 2, -1, 2, b"ab"),
    ),
    (
        only(list[Annotated[bytes, w.data(COMPACT)] | None] | None, w.array(COMPACT)),
        [b"", None],
        b"\3\1\0",
    ),
]


@pytest.mark.parametrize(("cls", "value", "wire"), ROWS, ids=shown)
def test_prefix_is_another_number(cls: Any, value: object, wire: bytes) -> None:
    check_message(cls, cls(value=value), wire)


def test_bare_value_may_be_none() -> None:
    spec = Annotated[str | None, w.text(COMPACT)]
    check_message(spec, None, b"\0")
    check_message(spec, "ab", b"\3ab")
    assert list(Decoder(spec).feed(b"\0\2x\0")) == [None, "x", None]


class Named(Message):
    """What expressions see of a value that is None: it is absent."""

    length: u8 = w.derived()
    size: u16 = w.derived(u16, w.size_of(this.name))
    count: u8 = w.derived(u8, w.count_of(this.numbers))
    there: u8 = w.derived(u8, w.present(this.name))
    name: Annotated[bytes | None, w.data(COMPACT)] = w.field(check=this.name != b"?")
    numbers: list[Annotated[bytes, w.data(this.length)]] | None = w.array(COMPACT)


def test_null_is_absent_to_expressions() -> None:
    check_message(Named, Named(name=None, numbers=None), bytes.fromhex("00 0001 00 00 00 00"))
    wire = bytes.fromhex("02 0002 02 01 02 78 03 6162 6364")
    check_message(Named, Named(name=b"x", numbers=[b"ab", b"cd"]), wire)
    reason = "does not satisfy this.name != b'?'"
    refused = InvalidValueError("Named", ("name",), "b'?'", reason)
    check_encode_error(Named, Named(name=b"?", numbers=None), refused)


def test_null_that_tells_nothing_leaves_the_default() -> None:
    class Framed(Message):
        length: u8 = w.derived(default=7)
        value: Annotated[bytes, w.data(this.length)] | None = w.sized(prefix(u8, none=0xFF))

    check_message(Framed, Framed(value=None), b"\7\xff")
    check_message(Framed, Framed(value=b"ab"), b"\2\2ab")


def test_absent_inside_counts_0_as_an_extent() -> None:
    inner = declare("Inner", {"value": (int | None, w.decimal(prefix(u8, none=0)))})
    cls = declare("Outside", {"inner": inner, "body": (bytes, w.data(this.inner.value))})
    check_message(cls, cls(inner=inner(value=2), body=b"ab"), b"\0012ab")
    check_message(cls, cls(inner=inner(value=None), body=b""), b"\0")
    maybe = {"there": w.u8, "inner": (inner | None, w.field(when=this.there == 1))}
    cls = declare("Outside", {**maybe, "body": (bytes, w.data(this.inner.value))})
    check_message(cls, cls(there=0, inner=None, body=b""), b"\0")
    cls = declare("Outside", {"inner": inner, "body": (bytes, w.data(this.inner.value + 1))})
    reason = "inner.value is read, but it is absent"
    check_faulty(cls, b"\0ab", w.MalformedError("Outside", ("body",), 1, 0, reason))


# ------------------------------------------------------------------ what is refused


def test_length_below_what_counts_itself_is_negative() -> None:
    cls = only(bytes, w.data(prefix(w.u32, item - 4)))
    check_faulty(cls, b"\0\0\0\3abc", LengthError("Only", ("value",), 0, 0, "-1 is negative"))
    cls = only(list[u8] | None, w.array(POSTGRES))
    check_faulty(cls, b"\xff\xff\xff\xfe", LengthError("Only", ("value",), 0, 0, "-2 is negative"))
    check_faulty(
        only(bytes, w.data(prefix(u8, 10 - item))),
        b"\x0b",
        LengthError("Only", ("value",), 0, 0, "-1 is negative"),
    )


def test_bounds_count_the_value() -> None:
    cls = only(bytes | None, w.data(prefix(u8, item - 1, none=0), min=1, max=2))
    for value, wire in ((None, b"\0"), (b"a", b"\2a"), (b"ab", b"\3ab")):
        check_message(cls, cls(value=value), wire)
    check_faulty(cls, b"\4abc", LengthError("Only", ("value",), 0, 0, "3 is over the maximum 2"))
    check_faulty(cls, b"\1", LengthError("Only", ("value",), 0, 0, "0 is below the minimum 1"))
    reason = "3 bytes are over the maximum 2"
    check_encode_error(
        cls, cls(value=b"abc"), SizeMismatchError("Only", ("value",), "b'abc'", reason)
    )


def test_null_on_the_wire_ends_with_its_prefix() -> None:
    cls = only(bytes | None, w.data(POSTGRES))
    reason = "the input ends after 1 of 2 bytes"
    check_faulty(cls, b"\0\0\0\2a", TruncatedError("Only", ("value",), 0, 0, reason))


ENCODE_ERRORS: list[tuple[Any, object, Any]] = [
    (
        only(bytes, w.data(prefix(u8, 4 * item - 4))),
        b"abc",
        SizeMismatchError("", (), "", "3 bytes, for which its prefix would be 1 and 3/4"),
    ),
    (
        only(bytes | None, w.data(prefix(u8, none=2))),
        b"ab",
        InvalidValueError("", (), "", "2 bytes, for which its prefix would be 2, which says None"),
    ),
    (
        only(list[u8] | None, w.array(prefix(u8, none=1))),
        [7],
        InvalidValueError(
            "", (), "", "1 elements, for which its prefix would be 1, which says None"
        ),
    ),
    (
        only(bytes, w.data(prefix(u8, item + 1))),
        b"",
        OutOfRangeError("", (), "", "-1 is not in 0 to 255"),
    ),
    (
        only(bytes, w.data(prefix(u8, item - 1))),
        bytes(255),
        OutOfRangeError("", (), "", "256 is not in 0 to 255"),
    ),
    (
        only(bytes, w.data(prefix(u8))),
        None,
        WrongTypeError("", (), "", "None is for fields that may be absent"),
    ),
    (
        only(bytes | None, w.data(POSTGRES)),
        "a",
        WrongTypeError("", (), "", "bytes is needed, not str"),
    ),
]


@pytest.mark.parametrize(("cls", "value", "error"), ENCODE_ERRORS, ids=shown)
def test_length_that_its_prefix_cannot_say_is_refused(cls: Any, value: object, error: Any) -> None:
    value_text = repr(value) if len(repr(value)) < 40 else None
    message = cls(value=value)
    if value_text is None:
        with pytest.raises(type(error), match=error.reason):
            Codec(cls).encode(message)
        return
    check_encode_error(cls, message, type(error)("Only", ("value",), value_text, error.reason))


# ------------------------------------------------------------------ what cannot be declared


def _text(value: bytes) -> str:
    return value.decode()


def _data(value: str) -> bytes:
    return value.encode()


SCHEMA_ERRORS: list[tuple[Any, str]] = [
    (
        lambda: prefix(u8, item // 2),
        r"prefix\(type, item // 2\) is not a \* item \+ b, which encode",
    ),
    (lambda: prefix(u8, this.length - 4), r"this.length - 4\) is not a \* item \+ b"),
    (lambda: prefix(u8, item << 200), r"is not a \* item \+ b"),
    (lambda: prefix(u8, 3), r"prefix\(type, 3\) is not a \* item \+ b"),  # type: ignore[call-overload]
    (lambda: prefix(u8, item - item + 3), "what a prefix says is no constant; give the extent"),
    (lambda: prefix(u8, none=b"\0"), r"none= is a number on the wire, not b'\\x00'"),  # type: ignore[call-overload]
    (lambda: prefix(u8, none=True), r"none= is a number on the wire, not True"),
    (lambda: only(bytes | None, w.data(prefix(u8, none=-1))), "none=-1 does not fit: its type"),
    (lambda: only(bytes | None, w.data(prefix(w.f32, none=1))), "as an integer type, not as f32"),  # type: ignore[arg-type]
    (
        lambda: only(bytes, w.data(COMPACT)),
        r"with none= the value may be None; annotate bytes \| N",
    ),
    (lambda: only(bytes | None, w.data(prefix(u8))), "None needs when="),
    (
        lambda: only(list[Annotated[bytes, w.data(COMPACT)]], w.array(u8)),
        r"with none= the value may be None; annotate bytes \| None",
    ),
    (
        lambda: only(list[Annotated[bytes | None, w.data(u8)]], w.array(u8)),
        r"bytes \| None does not say what is on the wire for None; say prefix\(…, none=…\)",
    ),
    (
        lambda: only(bytes | None, w.data(COMPACT, when=w.boolean)),  # type: ignore[call-overload]
        "when= and none= both say None; keep one",
    ),
    (
        lambda: only(Annotated[bytes, w.data(COMPACT), w.sized(u8)]),
        r"none= stands inside another type, which has no None; let sized\(…\) have it",
    ),
    (
        lambda: only(str, w.convert(Annotated[bytes, w.data(COMPACT)], decode=_text, encode=_data)),
        r"none= stands inside another type, which has no None; let sized\(…\) have it",
    ),
    (
        lambda: only(bytes, w.pad(COMPACT)),  # type: ignore[arg-type]
        "none= is for a value that the caller gives; leave it",
    ),
]


@pytest.mark.parametrize(("make", "reason"), SCHEMA_ERRORS, ids=range(len(SCHEMA_ERRORS)))
def test_prefix_that_makes_no_sense_is_refused(make: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        make()
