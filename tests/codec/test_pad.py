"""Fixed data and text that is filled; the bytes are those of struct's `s`."""

from __future__ import annotations

import struct
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
from wirefmt import InvalidValueError, SchemaError, SizeMismatchError, TextError


@pytest.mark.parametrize("value", [b"", b"a", b"a\0b", b"\0a", b"abcdefgh"], ids=shown)
def test_data_is_filled_as_by_struct(value: bytes) -> None:
    cls = only(bytes, w.data(8, pad=b"\0"))
    check_message(cls, cls(value=value), struct.pack("8s", value))
    listed = only(list[Annotated[bytes, w.data(8, pad=b"\0")]], w.array(w.u8))
    check_message(listed, listed(value=[value, b"x"]), b"\2" + struct.pack("8s8s", value, b"x"))


@pytest.mark.parametrize(
    ("encoding", "pad", "value", "wire"),
    [
        ("utf-8", b"\0", "\u00e9", b"\xc3\xa9\0\0\0\0\0\0"),
        ("ascii", b" ", "a b", b"a b     "),
        ("utf-16-le", b"\0\0", "A", b"A\0\0\0\0\0\0\0"),
        ("utf-16-be", b"\0\0", "\u4100", b"\x41\0\0\0\0\0\0\0"),
        ("utf-16-be", b"\0 ", "", b"\0 \0 \0 \0 "),
        ("UTF-32BE", b"\0\0\0\0", "A", b"\0\0\0A\0\0\0\0"),
    ],
    ids=shown,
)
def test_text_is_filled_a_code_unit_at_a_time(
    encoding: str, pad: bytes, value: str, wire: bytes
) -> None:
    cls = only(str, w.text(8, encoding, pad=pad))
    check_message(cls, cls(value=value), wire)


def test_filled_fields_stand_in_one_run() -> None:
    """The header of ustar (POSIX): names filled with zeros, numbers of digits."""
    cls = declare(
        "Entry",
        {"name": (str, w.text(10, pad=b"\0")), "mode": (int, w.decimal(7)), "end": w.u8},
    )
    check_message(cls, cls(name="a.txt", mode=644, end=0), b"a.txt" + bytes(5) + b"0000644\0")


@pytest.mark.parametrize("helper", [w.data(4, pad=b"."), w.text(4, pad=b".")], ids=["data", "text"])
def test_value_that_would_lose_its_end_is_refused(helper: Any) -> None:
    is_text = helper.kind == "text"
    cls = only(str if is_text else bytes, helper)
    for value in (b"a.", b"abc.", b"."):
        mine = value.decode() if is_text else value
        reason = "ends in b'.', which fills what is left of 4 bytes"
        error = InvalidValueError("Only", ("value",), repr(mine), reason)
        check_encode_error(cls, cls(value=mine), error)
    mine = "abcde" if is_text else b"abcde"
    reason = "5 bytes, where there are always 4"
    error = SizeMismatchError("Only", ("value",), repr(mine), reason)  # type: ignore[assignment]
    check_encode_error(cls, cls(value=mine), error)


def test_bad_byte_of_filled_text_is_named() -> None:
    cls = declare("Named", {"a": w.u8, "name": (str, w.text(4, pad=b"\0"))})
    error = TextError("Named", ("name",), 2, 0, "not utf-8: invalid start byte")
    check_faulty(cls, b"\1a\xff\0\0", error)


def test_filled_constant_has_the_size_of_its_field(engine: Engine) -> None:
    cls = declare(
        "Magic",
        {"magic": (bytes, w.const(b"ustar", w.data(8, pad=b"\0"))), "size": w.u8},
        size=w.this.size,
    )
    wire = b"ustar\0\0\0\x09"
    check_message(cls, cls(size=9), wire)
    assert engine.encode(cls, cls(size=9)) == wire


@pytest.mark.parametrize(
    ("annotation", "right", "reason"),
    [
        (bytes, w.data(w.u8, pad=b"\0"), "bytes that fill a fixed extent"),
        (bytes, w.data(8, pad=b""), "bytes that fill a fixed extent"),
        (bytes, w.data(8, pad="x"), "bytes that fill a fixed extent"),  # type: ignore[call-overload]
        (bytes, w.data(8, pad=b"\0\0"), "pad with a byte"),
        (str, w.text(8, "utf-16-le", pad=b"\0"), "pad with 2 bytes"),
        (str, w.text(7, "utf-16-le", pad=b"\0\0"), "pad with 2 bytes"),
        (str, w.text(8, "klingon", pad=b"\0"), "unknown encoding: klingon"),
        (bytes, w.data(8, min=1, pad=b"\0"), "min and max do not go with pad="),
        (bytes, w.data(8, max=9, pad=b"\0"), "min and max do not go with pad="),
        (bytes, w.const(b"a\0", w.data(8, pad=b"\0")), "ends in the byte that fills"),
        (bytes, w.const(b"abc", w.data(2, pad=b"\0")), "has 3 bytes, but the field 2"),
        (
            bytes,
            w.derived(w.data(8, pad=b"\0"), w.select(w.given.x, b"a", b"b")),
            "pad= is for values of the message",
        ),
    ],
    ids=range(12),
)
def test_pad_that_cannot_fill_is_refused(annotation: Any, right: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        w.Codec(only(annotation, right))
