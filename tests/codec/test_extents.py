"""How long is it? The five spellings, wherever something has an extent, and their bounds."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import strangers
import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare, only, shown
from wirefmt import (
    EncodeError,
    InvalidValueError,
    LengthError,
    MalformedError,
    Message,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TextError,
    TrailingBytesError,
    TruncatedError,
    WrongTypeError,
)

PREFIXES = [
    (w.u8, b"\x05"),
    (w.u16, b"\0\x05"),
    (w.u16_le, b"\x05\0"),
    (w.u24, b"\0\0\x05"),
    (w.u32, b"\0\0\0\x05"),
    (w.u64_le, b"\x05\0\0\0\0\0\0\0"),
    (w.u128, bytes(15) + b"\x05"),
    (w.i16, b"\0\x05"),
    (w.uvarint, b"\x05"),
    (w.mqtt_varint, b"\x05"),
    (Annotated[int, w.decimal(3)], b"005"),
    (Annotated[int, w.decimal(w.until(b":"))], b"5:"),
]


@pytest.mark.parametrize(("prefix", "wire"), PREFIXES, ids=range(len(PREFIXES)))
def test_length_stands_right_before(prefix: Any, wire: bytes) -> None:
    cases = [
        (only(bytes, w.data(prefix)), b"hello", b"hello"),
        (only(str, w.text(prefix)), "hello", b"hello"),
        (only(list[w.u8], w.array(prefix)), [1, 2, 3, 4, 5], bytes([1, 2, 3, 4, 5])),
        (
            only(list[w.u16], w.array(prefix)),
            [1, 2, 3, 4, 5],
            bytes([0, 1, 0, 2, 0, 3, 0, 4, 0, 5]),
        ),
        (only(Annotated[w.u40, w.sized(prefix)]), 1, b"\0\0\0\0\1"),
        (only(int, w.decimal(prefix)), 54321, b"54321"),
        (only(list[Annotated[str, w.text(w.u8)]], w.array(size=prefix)), ["abc", ""], b"\3abc\0"),
    ]
    for cls, value, content in cases:
        check_message(cls, cls(value=value), wire + content)


FIXED = [
    (only(bytes, w.data(3)), b"abc", b"abc"),
    (only(str, w.text(3)), "ab\u007f", b"ab\x7f"),
    (only(str, w.text(4, "utf-16-le")), "ab", b"a\0b\0"),
    (only(str, w.text(2, "latin-1")), "\xe4b", b"\xe4b"),
    (only(list[w.u16], w.array(2)), [1, 2], b"\0\1\0\2"),
    (only(list[w.u16_le], w.array(size=4)), [1, 2], b"\1\0\2\0"),
    (only(list[Annotated[bytes, w.data(2)]], w.array(2)), [b"ab", b"cd"], b"abcd"),
    (only(Annotated[w.u16, w.sized(2)]), 258, b"\1\2"),
    (only(Annotated[str, w.text(w.rest), w.sized(4)]), "abcd", b"abcd"),
    (only(int, w.decimal(5)), 42, b"00042"),
    (only(list[Annotated[int, w.decimal(2)]], w.array(3)), [1, 23, 0], b"012300"),
]

UNTIL = [
    (only(bytes, w.data(w.until(b"\r\n"))), b"a\rb\n", b"a\rb\n\r\n"),
    (only(bytes, w.data(w.until(b"\0"))), b"", b"\0"),
    (only(str, w.text(w.until(b"\0"))), "h\u00e9", b"h\xc3\xa9\0"),
    (only(int, w.decimal(w.until(b"\r\n"))), 1024, b"1024\r\n"),
    (only(Annotated[w.u16, w.sized(w.until(b";"))]), 258, b"\1\2;"),
    (only(list[Annotated[str, w.text(w.until(b","))]], w.array(w.u8)), ["a", "", "b"], b"\3a,,b,"),
]

REST = [
    (only(bytes, w.data(w.rest)), b"anything", b"anything"),
    (only(str, w.text(w.rest)), "\u20ac\U0001f600", b"\xe2\x82\xac\xf0\x9f\x98\x80"),
    (only(int, w.decimal(w.rest)), 700, b"700"),
    (only(list[w.u32], w.array(w.rest)), [1, 2], b"\0\0\0\1\0\0\0\2"),
    (only(list[Annotated[str, w.text(w.u8)]], w.array(w.rest)), ["a", "bc"], b"\1a\2bc"),
    (only(Annotated[w.u16, w.sized(w.rest)]), 258, b"\1\2"),
]


@pytest.mark.parametrize(("cls", "value", "wire"), [*FIXED, *UNTIL, *REST], ids=shown)
def test_extent_needs_no_other_field(cls: Any, value: object, wire: bytes) -> None:
    check_message(cls, cls(value=value), wire)


class Told(Message):
    """Each extent is told by a field of its own; all of these are solved."""

    of_data: w.u8 = w.derived()
    of_text: w.u16_le = w.derived()
    of_array: int = w.derived(w.bits(4))
    of_bytes: int = w.derived(w.bits(4))
    of_sized: w.uvarint = w.derived()
    of_digits: w.u8 = w.derived()
    data: bytes = w.data(w.this.of_data)
    text: str = w.text(w.this.of_text)
    array: list[w.u16] = w.array(w.this.of_array)
    bytes_: list[w.u16] = w.array(size=w.this.of_bytes)
    sized: Annotated[str, w.text(w.until(b"."))] = w.sized(w.this.of_sized)
    digits: int = w.decimal(w.this.of_digits)


def test_extents_are_told_by_earlier_fields() -> None:
    message = Told(data=b"abc", text="\u20ac", array=[1, 2], bytes_=[3], sized="x", digits=12)
    wire = bytes.fromhex("03 0300 22 02 02") + b"abc\xe2\x82\xac\0\1\0\2\0\3x.12"
    check_message(Told, message, wire)


# ------------------------------------------------------------------ bounds

BOUNDED = [
    (
        lambda extent, **bounds: only(bytes, w.data(extent, **bounds)),
        bytes,
        "bytes",
    ),
    (
        lambda extent, **bounds: only(str, w.text(extent, **bounds)),
        lambda size: "x" * size,
        "bytes",
    ),
    (
        lambda extent, **bounds: only(list[w.u8], w.array(extent, **bounds)),
        lambda size: [7] * size,
        "elements",
    ),
    (
        lambda extent, **bounds: only(list[w.u8], w.array(size=extent, **bounds)),
        lambda size: [7] * size,
        "bytes",
    ),
    (
        lambda extent, **bounds: only(Annotated[bytes, w.data(w.rest), w.sized(extent, **bounds)]),
        bytes,
        "bytes",
    ),
]


@pytest.mark.parametrize(
    ("make", "value", "unit"), BOUNDED, ids=["data", "text", "array", "bytes", "sized"]
)
def test_prefix_is_bounded_on_both_sides(make: Any, value: Any, unit: str) -> None:
    cls = make(w.u8, min=2, max=4)
    for size in (2, 3, 4):
        content = bytes(value(size)) if not isinstance(value(size), str) else value(size).encode()
        check_message(cls, cls(value=value(size)), bytes([size]) + content)
    low, high = "1 is below the minimum 2", "5 is over the maximum 4"
    check_faulty(cls, b"\1x", LengthError("Only", ("value",), 0, 0, low))
    check_faulty(cls, b"\5", LengthError("Only", ("value",), 0, 0, high))
    for size, reason in ((1, low), (5, high)):
        said = reason.replace(" is", f" {unit} are")
        error = SizeMismatchError("Only", ("value",), repr(value(size)), said)
        check_encode_error(cls, cls(value=value(size)), error)


@pytest.mark.parametrize("extent", [w.until(b";"), w.rest], ids=["until", "rest"])
def test_what_ends_elsewhere_is_bounded_too(extent: Any, engine: Engine) -> None:
    cls = only(bytes, w.data(extent, min=2, max=4))
    end = b";" if extent is not w.rest else b""
    for size in (2, 4):
        assert engine.decode(cls, b"x" * size + end) == cls(value=b"x" * size)
        assert engine.encode(cls, cls(value=b"x" * size)) == b"x" * size + end
    for size in (1, 5):
        with pytest.raises(LengthError):
            engine.decode(cls, b"x" * size + end)
        with pytest.raises(SizeMismatchError):
            engine.encode(cls, cls(value=b"x" * size))


def test_delimiter_is_not_awaited_beyond_the_maximum() -> None:
    cls = only(bytes, w.data(w.until(b"\r\n"), max=3))
    check_message(cls, cls(value=b"abc"), b"abc\r\n")
    error = LengthError("Only", ("value",), 0, 0, "no b'\\r\\n' after at most 3 bytes")
    check_faulty(cls, b"abcd\r\n", error)
    check_faulty(cls, b"abcde", error)


def test_negative_length_is_refused() -> None:
    error = LengthError("Only", ("value",), 0, 0, "-1 is negative")
    check_faulty(only(bytes, w.data(w.i8)), b"\xff", error)
    cls = declare("Less", {"size": w.u8, "body": (bytes, w.data(w.this.size - 3))})
    check_message(cls, cls(size=5, body=b"ab"), b"\5ab")
    check_faulty(cls, b"\2", LengthError("Less", ("body",), 1, 0, "-1 is negative"))


# ------------------------------------------------------------------ faults

FAULTS: list[tuple[Any, bytes, w.DecodeError]] = [
    (
        only(bytes, w.data(w.u16)),
        b"\0",
        TruncatedError("Only", ("value",), 0, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        only(bytes, w.data(w.u16)),
        b"\0\5abc",
        TruncatedError("Only", ("value",), 0, 0, "the input ends after 3 of 5 bytes"),
    ),
    (
        only(bytes, w.data(w.until(b"\r\n"))),
        b"abc\r",
        TruncatedError("Only", ("value",), 0, 0, "the input ends before b'\\r\\n'"),
    ),
    (
        only(str, w.text(w.u8)),
        b"\3a\xffb",
        TextError(
            "Only",
            ("value",),
            2,
            0,
            "not utf-8: invalid start byte",
        ),
    ),
    (
        only(str, w.text(w.u8, "ascii")),
        b"\2a\x80",
        TextError(
            "Only",
            ("value",),
            2,
            0,
            "not ascii: ordinal not in range(128)",
        ),
    ),
    (
        only(list[Annotated[str, w.text(w.u8)]], w.array(w.u8)),
        b"\2\1a\2b",
        TruncatedError("Only", ("value", 1), 3, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        only(list[w.u16], w.array(w.u8)),
        b"\2\0\1\0",
        TruncatedError("Only", ("value",), 0, 0, "the input ends after 3 of 4 bytes"),
    ),
    (
        only(Annotated[w.u16, w.sized(w.u8)]),
        b"\3\1\2\3",
        TrailingBytesError("Only", ("value",), 3, 0, "1 bytes are left in its window"),
    ),
    (
        only(Annotated[w.u16, w.sized(w.u8)]),
        b"\1\1",
        OverrunError("Only", ("value",), 0, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (
        only(Annotated[list[Annotated[str, w.text(w.u8)]], w.array(w.rest), w.sized(w.u8)]),
        b"\4\1a\5b",
        OverrunError("Only", ("value", 1), 3, 0, "needs 5 bytes, 1 are left in its window"),
    ),
    (
        only(Annotated[str, w.text(w.until(b";")), w.sized(w.u8)]),
        b"\2ab;",
        OverrunError("Only", ("value",), 0, 0, "no b';' in its window"),
    ),
    (
        only(list[w.u16], w.array(size=w.u8)),
        b"\3\1\2\3",
        OverrunError("Only", ("value", 1), 3, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (
        only(int, w.decimal(w.u8)),
        b"\3 12",
        MalformedError("Only", ("value",), 0, 0, "b' 12' is not a number of base 10"),
    ),
    (
        only(int, w.decimal(w.u8)),
        b"\0",
        MalformedError("Only", ("value",), 0, 0, "b'' is not a number of base 10"),
    ),
]


@pytest.mark.parametrize(("cls", "data", "error"), FAULTS, ids=shown)
def test_fault_is_told_to_the_byte(cls: Any, data: bytes, error: w.DecodeError) -> None:
    check_faulty(cls, data, error)


# ------------------------------------------------------------------ decimal


@pytest.mark.parametrize(
    "text", ["+1", "-1", "1_0", "", " 1", "1 ", "0x1", "\u0661", "1.0", "01", "00"]
)
def test_only_shortest_ascii_digits_are_a_number(text: str, engine: Engine) -> None:
    cls = only(int, w.decimal(w.until(b"\n")))
    with pytest.raises(MalformedError) as caught:
        engine.decode(cls, text.encode() + b"\n")
    assert (caught.value.path, caught.value.offset) == (("value",), 0)


def test_fixed_digits_are_filled_with_zeros(engine: Engine) -> None:
    cls = only(int, w.decimal(4))
    assert engine.decode(cls, b"0007") == cls(value=7)
    for text in (b"  07", b"+007", b"00_7"):
        with pytest.raises(MalformedError):
            engine.decode(cls, text)
    for value in (10_000, -1):
        with pytest.raises(OutOfRangeError):
            engine.encode(cls, cls(value=value))


def test_number_has_at_most_twenty_digits() -> None:
    cls = only(int, w.decimal(w.until(b"\n")))
    check_message(cls, cls(value=10**20 - 1), b"9" * 20 + b"\n")
    error = OutOfRangeError("Only", ("value",), repr(10**20), "more than 20 digits")
    check_encode_error(cls, cls(value=10**20), error)


def test_number_may_have_more_digits_where_it_says_so() -> None:
    cls = only(int, w.decimal(w.until(b"\n"), max=30))
    check_message(cls, cls(value=10**30 - 1), b"9" * 30 + b"\n")


class Netstring(Message):
    """A netstring (D. J. Bernstein): the length in digits, a colon, the bytes, a comma."""

    payload: bytes = w.data(Annotated[int, w.decimal(w.until(b":"))])
    comma: bytes = w.const(b",")


@pytest.mark.parametrize(
    "vector", strangers.vectors("netstring")["vectors"], ids=lambda v: v["hex"]
)
def test_netstring(vector: dict[str, str]) -> None:
    wire = bytes.fromhex(vector["hex"])
    check_message(Netstring, Netstring(payload=vector["value"].encode()), wire)


@pytest.mark.parametrize("digits", strangers.vectors("netstring")["invalid"])
def test_invalid_netstring_is_refused(digits: str, engine: Engine) -> None:
    with pytest.raises((MalformedError, w.ConstantError)):
        engine.decode(Netstring, bytes.fromhex(digits))


# ------------------------------------------------------------------ values that do not fit

MISFITS: list[tuple[Any, object, type[EncodeError], tuple[str | int, ...]]] = [
    (only(bytes, w.data(3)), b"ab", SizeMismatchError, ("value",)),
    (only(bytes, w.data(w.u8)), bytes(256), OutOfRangeError, ("value",)),
    (only(bytes, w.data(w.u8)), "text", WrongTypeError, ("value",)),
    (only(bytes, w.data(w.u8)), 5, WrongTypeError, ("value",)),
    (only(bytes, w.data(w.u8)), None, WrongTypeError, ("value",)),
    (only(str, w.text(w.u8)), b"bytes", WrongTypeError, ("value",)),
    (only(str, w.text(w.u8, "ascii")), "\xe4", InvalidValueError, ("value",)),
    (only(str, w.text(w.u8)), "\ud800", InvalidValueError, ("value",)),
    (only(str, w.text(3)), "\xe4\xe4", SizeMismatchError, ("value",)),
    (only(bytes, w.data(w.until(b"\r\n"))), b"a\r\nb", InvalidValueError, ("value",)),
    (only(bytes, w.data(w.until(b"aa"))), b"xa", InvalidValueError, ("value",)),
    (only(list[w.u8], w.array(2)), [1], SizeMismatchError, ("value",)),
    (only(list[w.u8], w.array(size=2)), [1, 2, 3], SizeMismatchError, ("value",)),
    (only(list[w.u8], w.array(w.u8)), "ab", WrongTypeError, ("value",)),
    (only(list[w.u8], w.array(w.u8)), 5, WrongTypeError, ("value",)),
    (only(list[w.u8], w.array(w.u8)), [1, True], WrongTypeError, ("value", 1)),
    (only(list[w.u8], w.array(w.u8)), [1, None], WrongTypeError, ("value", 1)),
    (only(list[w.u24], w.array(w.u8)), [1 << 24], OutOfRangeError, ("value", 0)),
    (only(Annotated[w.u16, w.sized(3)]), 1, SizeMismatchError, ("value",)),
    (
        only(list[Annotated[bytes, w.data(w.u8)]], w.array(w.u8)),
        [b"", bytes(256)],
        OutOfRangeError,
        ("value", 1),
    ),
]


@pytest.mark.parametrize(("cls", "value", "error", "path"), MISFITS, ids=shown)
def test_value_that_does_not_fit_is_refused(
    cls: Any, value: object, error: type[EncodeError], path: tuple[str | int, ...], engine: Engine
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(cls, cls(value=value))
    assert type(caught.value) is error
    assert (caught.value.root, caught.value.path) == ("Only", path)


@pytest.mark.parametrize("value", [bytearray(b"abc"), memoryview(b"abc"), b"abc"], ids=shown)
def test_any_bytes_like_is_taken_for_bytes(value: Any, engine: Engine) -> None:
    for extent in (w.u8, 3, w.rest, w.until(b";")):
        cls = only(bytes, w.data(extent))
        wire = engine.encode(cls, cls(value=value))
        assert type(wire) is bytes
        assert b"abc" in wire


def test_tuple_is_taken_for_a_list(engine: Engine) -> None:
    cls = only(list[w.u16], w.array(w.u8))
    assert engine.encode(cls, cls(value=(1, 2))) == b"\2\0\1\0\2"
