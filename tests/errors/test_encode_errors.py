"""Values that do not fit the wire: for each class of error and each construct, what is said."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import pytest

import wirefmt as w
from checking import check_encode_error, outcome
from errors import (
    Absent,
    Bits,
    Checks,
    Divided,
    Ended,
    Frame,
    Inner,
    Last,
    Member,
    Pong,
    Rested,
    Right,
    Told,
    Whole,
    even,
)
from wirefmt import (
    EncodeError,
    InvalidValueError,
    OutOfRangeError,
    SizeMismatchError,
    WrongTypeError,
    item,
    u8,
    u16,
)
from wirefmt.codec import codec_of


class Misfit(NamedTuple):
    """A value, and the error that it is: its class, and its text with path and value."""

    name: str
    spec: Any
    value: Any
    error: type[EncodeError]
    text: str


ROWS = [
    Misfit("too large a number", u8, 256, OutOfRangeError, "u8 = 256: 256 is not in 0 to 255"),
    Misfit("negative number", u8, -1, OutOfRangeError, "u8 = -1: -1 is not in 0 to 255"),
    Misfit("bool for an int", u8, True, WrongTypeError, "u8 = True: int is needed, not bool"),
    Misfit("text for an int", u8, "1", WrongTypeError, "u8 = '1': int is needed, not str"),
    Misfit("int for a bool", w.boolean, 1, WrongTypeError, "boolean = 1: bool is needed, not int"),
    Misfit("text for a float", w.f32, "1", WrongTypeError, "f32 = '1': float is needed, not str"),
    Misfit(
        "float too large for its width",
        w.f16,
        1e6,
        OutOfRangeError,
        "f16 = 1000000.0: too large for 16 bits",
    ),
    Misfit(
        "bits too wide",
        Bits,
        Bits(high=16, member=Member.ONE, low=True),
        OutOfRangeError,
        "Bits.high = 16: 16 is not in 0 to 15",
    ),
    Misfit(
        "no member",
        Annotated[Member, w.enumerated(u8)],
        3,
        InvalidValueError,
        "Member = 3: no member of Member",
    ),
    Misfit(
        "unknown flag",
        Annotated[Right, w.enumerated(u8, strict=True)],
        Right(2),
        InvalidValueError,
        "Right = <Right: 2>: no member of Right",
    ),
    Misfit(
        "varint too large",
        w.mqtt_varint,
        1 << 28,
        OutOfRangeError,
        "mqtt_varint = 268435456: 268435456 is not in 0 to 268435455",
    ),
    Misfit(
        "too many digits",
        Annotated[int, w.decimal(2)],
        100,
        OutOfRangeError,
        "int = 100: more than 2 digits",
    ),
    Misfit(
        "negative without a sign",
        Annotated[int, w.decimal(2)],
        -1,
        OutOfRangeError,
        "int = -1: negative, and without a sign",
    ),
    Misfit(
        "text for bytes",
        Annotated[bytes, w.data(u8)],
        "a",
        WrongTypeError,
        "bytes = 'a': bytes is needed, not str",
    ),
    Misfit(
        "bytes for text",
        Annotated[str, w.text(u8)],
        b"a",
        WrongTypeError,
        "str = b'a': str is needed, not bytes",
    ),
    Misfit(
        "text that its encoding lacks",
        Annotated[str, w.text(u8, "ascii")],
        "é",
        InvalidValueError,
        (
            "str = 'é': not ascii: 'ascii' codec can't encode character '\\xe9' in position "
            "0: ordinal not in range(128)"
        ),
    ),
    Misfit(
        "another size than the fixed one",
        Annotated[bytes, w.data(2)],
        b"a",
        SizeMismatchError,
        "bytes = b'a': 1 bytes, where there are always 2",
    ),
    Misfit(
        "longer than its prefix can say",
        Annotated[bytes, w.data(u8)],
        b"a" * 256,
        OutOfRangeError,
        f"bytes = b'{'a' * 26}...{'a' * 28}': 256 is not in 0 to 255",
    ),
    Misfit(
        "under the minimum",
        Annotated[bytes, w.data(u8, min=2)],
        b"a",
        SizeMismatchError,
        "bytes = b'a': 1 bytes are below the minimum 2",
    ),
    Misfit(
        "over the maximum",
        Annotated[bytes, w.data(u8, max=2)],
        b"abc",
        SizeMismatchError,
        "bytes = b'abc': 3 bytes are over the maximum 2",
    ),
    Misfit(
        "off the grid of a prefix",
        Annotated[bytes, w.data(w.prefix(u8, 4 * item))],
        b"abc",
        SizeMismatchError,
        "bytes = b'abc': 3 bytes, for which its prefix would be 0 and 3/4",
    ),
    Misfit(
        "what its prefix says is None",
        Annotated[bytes | None, w.data(w.prefix(u8, item - 1, none=1))],
        b"",
        InvalidValueError,
        "bytes | None = b'': 0 bytes, for which its prefix would be 1, which says None",
    ),
    Misfit(
        "its own delimiter",
        Annotated[bytes, w.data(w.until(b";"))],
        b"a;b",
        InvalidValueError,
        "bytes = b'a;b': contains its delimiter b';'",
    ),
    Misfit(
        "delimiter that is missing",
        Annotated[bytes, w.data(w.until(b";", include=True))],
        b"a",
        InvalidValueError,
        "bytes = b'a': does not end in its delimiter b';'",
    ),
    Misfit(
        "ends in what fills it",
        Annotated[bytes, w.data(4, pad=b"a")],
        b"xa",
        InvalidValueError,
        "bytes = b'xa': ends in b'a', which fills what is left of 4 bytes",
    ),
    Misfit(
        "no list",
        Annotated[list[u8], w.array(u8)],
        b"ab",
        WrongTypeError,
        "list[u8] = b'ab': list is needed, not bytes",
    ),
    Misfit(
        "element",
        Annotated[list[u8], w.array(u8)],
        [1, 256],
        OutOfRangeError,
        "list[u8][1] = 256: 256 is not in 0 to 255",
    ),
    Misfit(
        "begins with the delimiter",
        Ended,
        Ended(items=[0]),
        InvalidValueError,
        "Ended.items[0] = 0: begins with its array's delimiter b'\\x00'",
    ),
    Misfit(
        "no last element",
        Last,
        Last(items=[]),
        InvalidValueError,
        "Last.items = []: has no last element, for which item.a == 0",
    ),
    Misfit(
        "satisfies too early",
        Last,
        Last(items=[Inner(a=0, b=1), Inner(a=0, b=1)]),
        InvalidValueError,
        "Last.items[0] = Inner(a=0, b=1): satisfies item.a == 0 before the last",
    ),
    Misfit(
        "last that does not satisfy",
        Last,
        Last(items=[Inner(a=1, b=1)]),
        InvalidValueError,
        "Last.items[0] = Inner(a=1, b=1): is the last, and does not satisfy item.a == 0",
    ),
    Misfit(
        "None where nothing may be absent",
        Inner,
        Inner(a=None, b=1),  # type: ignore[arg-type]  # that is the mistake
        WrongTypeError,
        "Inner.a = None: None is for fields that may be absent",
    ),
    Misfit(
        "absent though there",
        Absent,
        Absent(there=1, inner=None, body=b"ab"),
        InvalidValueError,
        "Absent.inner = None: absent, though its condition holds",
    ),
    Misfit(
        "there though absent",
        Absent,
        Absent(there=0, inner=Inner(a=1, b=2), body=b"ab"),
        InvalidValueError,
        "Absent.inner = Inner(a=1, b=2): there, though its condition does not hold",
    ),
    Misfit(
        "path through what is absent",
        Absent,
        Absent(there=0, inner=None, body=b"ab"),
        InvalidValueError,
        "Absent.body = b'ab': inner.a is read, but it is absent",
    ),
    Misfit(
        "other size than is told",
        Divided,
        Divided(by=2, body=b"abc"),
        SizeMismatchError,
        "Divided.body = b'abc': measures 3, and other fields say 4",
    ),
    Misfit(
        "derived length too large",
        Told,
        Told(body=bytes(254)),
        OutOfRangeError,
        "Told.size = 256: 256 is not in 0 to 255",
    ),
    Misfit(
        "division by zero",
        Divided,
        Divided(by=0, body=b""),
        InvalidValueError,
        "Divided.body = b'': division by zero",
    ),
    Misfit(
        "bare header",
        Frame,
        Frame(),
        InvalidValueError,
        "Frame = Frame(): a header is no message by itself; one of its variants is",
    ),
    Misfit(
        "variant of another header",
        Frame,
        Whole(a=1, b=2),
        WrongTypeError,
        "Frame = Whole(a=1, b=2): Frame is needed, not Whole",
    ),
    Misfit(
        "tag of another variant",
        Frame,
        Pong(kind=1),
        InvalidValueError,
        "Frame = Pong(kind=1): its tag is not one of Pong",
    ),
    Misfit(
        "class of no arm",
        Annotated[int | bytes, w.choice(u8, {1: u16, 2: w.data(u8)})],
        "a",
        WrongTypeError,
        "int | bytes = 'a': one of int, bytes is needed, not str",
    ),
    Misfit(
        "check",
        Checks,
        Checks(low=10, high=16),
        InvalidValueError,
        "Checks.low = 10: does not satisfy this.low < 10",
    ),
    Misfit(
        "check by a function",
        Checks,
        Checks(low=1, high=1),
        InvalidValueError,
        "Checks.high = 1: does not satisfy is_high(…)",
    ),
    Misfit(
        "check by a function that raises",
        Checks,
        Checks(low=0, high=0xFF),
        InvalidValueError,
        "Checks.high = 255: 255 is reserved",
    ),
    Misfit(
        "check of the message",
        Whole,
        Whole(a=1, b=1),
        InvalidValueError,
        "Whole = Whole(a=1, b=1): does not satisfy this.a != this.b",
    ),
    Misfit(
        "conversion refused",
        Annotated[int, w.convert(u8, decode=even, encode=even)],
        3,
        InvalidValueError,
        "int = 3: odd",
    ),
    Misfit(
        "another message",
        Inner,
        Bits(high=1, member=Member.ONE, low=True),
        WrongTypeError,
        "Inner = Bits(high=1, member=<Member.ONE: 1>, low=True): Inner is needed, not Bits",
    ),
    Misfit(
        "what is not written whole",
        Annotated[list[Rested], w.array(u8)],
        [Rested(body=b"a", crc=1), Rested(body=b"", crc=1)],
        InvalidValueError,
        (
            "list[Rested][0] = Rested(body=b'a', crc=1): goes to the end, and would take the "
            "elements that follow"
        ),
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_error_says_what_does_not_fit(row: Misfit) -> None:
    found = outcome(codec_of(row.spec).encode, row.value).error
    assert isinstance(found, EncodeError)
    assert type(found) is row.error
    assert str(found) == row.text
    check_encode_error(row.spec, row.value, found)


def test_every_class_of_error_has_a_row() -> None:
    assert set(EncodeError.__subclasses__()) == {row.error for row in ROWS}
