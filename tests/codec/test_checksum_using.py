"""What the function of a checksum is given besides the bytes that it covers."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare
from wirefmt import (
    ChecksumError,
    InvalidValueError,
    MalformedError,
    Message,
    SchemaError,
    given,
    outer,
    this,
    u8,
    u16,
)


def total(data: bytes, start: int) -> int:
    return (sum(data) + start) & 0xFF


def joined(data: bytes, more: bytes) -> int:
    if more == b"no":
        raise ValueError(more)
    return sum(data + more) & 0xFF


def spelled(data: bytes, text: str) -> int:
    return total(data, len(text))


class Late(Message):
    """It reads what stands behind it, and what is derived."""

    sum: u8 = w.checksum(total, over=this.body, using=this.key + this.length)
    length: u8 = w.derived()
    body: bytes = w.data(this.length)
    key: u8


class Bytes(Message):
    key: bytes = w.data(2)
    sum: u8 = w.checksum(joined, over=this["key":"sum"], using=this.key)


class Text(Message):
    name: str = w.text(u8)
    sum: u8 = w.checksum(spelled, over=this.name, using=this.name)


class Given(Message):
    body: u8
    sum: u16 = w.checksum(joined, over=this.body, using=given.pseudo)


class Inner(Message):
    body: u8
    sum: u8 = w.checksum(total, over=this.body, using=outer.key)


class Outer(Message):
    key: u8
    inner: Inner
    more: list[Inner] = w.array(u8)


class Sized(Message):
    body: bytes = w.data(u8)
    sum: u8 = w.checksum(total, over=this.body, using=w.size_of(this["body":"sum"]))


class Maybe(Message):
    there: w.boolean = w.derived()
    extra: u8 | None = w.field(when=this.there, default=None)
    sum: u8 = w.checksum(total, over=this.there, using=this.extra)


ROWS: list[tuple[Any, Any, bytes]] = [
    (Late, Late(body=b"\1\2", key=4), b"\x09\2\1\2\4"),
    (Bytes, Bytes(key=b"\1\2"), b"\1\2\6"),
    (Text, Text(name="\3\4"), b"\2\3\4\x0b"),
    (Given, Given(body=5), b"\5\0\x0c"),
    (
        Outer,
        Outer(key=3, inner=Inner(body=1), more=[Inner(body=2)]),
        b"\3\1\4\1\2\5",
    ),
    (Sized, Sized(body=b"\5"), b"\1\5\x09"),
    (Maybe, Maybe(extra=5), b"\1\5\6"),
]


@pytest.mark.parametrize(("spec", "message", "wire"), ROWS, ids=range(len(ROWS)))
def test_function_is_given_it(spec: Any, message: object, wire: bytes) -> None:
    check_message(spec, message, wire, given={"pseudo": b"\3\4"})


FAULTS: list[tuple[Any, bytes, w.DecodeError]] = [
    (
        Late,
        b"\x08\2\1\2\4",
        ChecksumError("Late", ("sum",), 0, 0, "0x8 is not 0x9, the checksum of its bytes"),
    ),
    (Bytes, b"no\0", ChecksumError("Bytes", ("sum",), 2, 0, "b'no'")),
    (Maybe, b"\0\0", MalformedError("Maybe", ("sum",), 1, 0, "extra is read, but it is absent")),
]


@pytest.mark.parametrize(("spec", "data", "error"), FAULTS, ids=range(len(FAULTS)))
def test_wrong_checksum_is_told(spec: Any, data: bytes, error: w.DecodeError) -> None:
    check_faulty(spec, data, error)


REFUSED: list[tuple[Any, w.EncodeError]] = [
    (Bytes(key=b"no"), InvalidValueError("Bytes", ("sum",), "Bytes(key=b'no')", "b'no'")),
    (
        Maybe(extra=None),
        InvalidValueError(
            "Maybe", ("sum",), "Maybe(extra=None)", "extra is read, but it is absent"
        ),
    ),
]


@pytest.mark.parametrize(("message", "error"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_computed_is_refused(message: Any, error: w.EncodeError) -> None:
    check_encode_error(type(message), message, error)


def test_checksum_is_computed_after_what_it_is_given() -> None:
    cls = declare(
        "Chained",
        {
            "first": (u8, w.checksum(total, over=this.body, using=this.second)),
            "body": u8,
            "second": (u8, w.checksum(lambda data: data[0] + 1, over=this.body)),
        },
    )
    check_message(cls, cls(body=5), b"\x0b\5\6")


def _declare(right: Any) -> None:
    declare("Wrong", {"a": u8, "sum": (u8, right), "b": (u8, w.checksum(sum, over=this["sum"]))})


WRONG: list[tuple[Any, str]] = [
    (lambda: w.checksum(total, over=this.a, using=3), "using= takes an expression, such as"),  # type: ignore[call-overload]
    (
        lambda: _declare(w.checksum(total, over=this.a, using=this.sum)),
        "using= reads the checksum itself; let it read other fields",
    ),
    (
        lambda: _declare(w.checksum(total, over=this.a, using=this.b)),
        "the checksums sum, b cover one another",
    ),
    (
        lambda: _declare(w.checksum(total, over=this.a, using=this.c)),
        "Wrong has no field 'c'",
    ),
]


@pytest.mark.parametrize(("make", "text"), WRONG, ids=range(len(WRONG)))
def test_wrong_use_is_refused_with_a_remedy(make: Any, text: str) -> None:
    with pytest.raises(SchemaError, match=text):
        make()
