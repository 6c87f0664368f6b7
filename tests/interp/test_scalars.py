"""Numbers, text and enums of every kind, against published vectors."""

from __future__ import annotations

import codecs
import enum
import math
from typing import TYPE_CHECKING, NoReturn

import pytest

from interp.workbench import U8, U16, U32, Bench, bare, fixed, prefixed, record, until
from wirefmt.errors import (
    InvalidValueError,
    LengthError,
    MalformedError,
    OutOfRangeError,
    SizeMismatchError,
    TextError,
    TruncatedError,
    WrongTypeError,
)
from wirefmt.ir.records import Field
from wirefmt.ir.types import (
    Array,
    Bits,
    Boolean,
    Data,
    Digits,
    Enumerated,
    Float,
    Integer,
    Text,
    Varint,
)

if TYPE_CHECKING:
    from wirefmt.ir.types import Type

UVARINT = Varint("uvarint", 10, 2**64 - 1)
MQTT = Varint("mqtt_varint", 4, 268_435_455)
SHORTEST = Varint("uvarint", 10, 2**64 - 1, shortest=True)
LINE = Digits(until(b"\r\n"))


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 3


class Flag(enum.IntFlag):
    FIN = 1
    SYN = 2


class StrictFlag(enum.IntFlag, boundary=enum.STRICT):
    ONE = 1


def _shortly(value: object) -> str:
    return repr(value)[:40] if not isinstance(value, int) else "int"


COLOUR = Enumerated(U8, "Colour", (1, 3))


@pytest.mark.parametrize(
    ("type_", "value", "wire"),
    [
        (U8, 255, "ff"),
        (U16, 0x1234, "1234"),
        (Integer(3), 0x123456, "123456"),
        (Integer(2, little=True), 0x1234, "3412"),
        (Integer(1, signed=True), -1, "ff"),
        (Integer(16, signed=True), -(1 << 127), "80" + 15 * "00"),
        (Float(2), 1.0, "3c00"),
        (Float(4), -2.0, "c0000000"),
        (Float(8, little=True), 1.0, "000000000000f03f"),
        (Boolean(), True, "01"),
        (Boolean(), False, "00"),
        (Bits(16), 0xABCD, "abcd"),
        # LEB128 of 624485: DWARF 4, and every text on it; the MQTT ones: MQTT 3.1.1, table 2.4
        (UVARINT, 624_485, "e58e26"),
        (UVARINT, 2**64 - 1, "ffffffffffffffffff01"),
        (MQTT, 0, "00"),
        (MQTT, 127, "7f"),
        (MQTT, 128, "8001"),
        (MQTT, 16_383, "ff7f"),
        (MQTT, 16_384, "808001"),
        (MQTT, 268_435_455, "ffffff7f"),
        (Digits(fixed(5)), 42, "3030303432"),
        (Digits(fixed(4), signed=True), -7, "2d303037"),
        (LINE, 120, "3132300d0a"),
        (Digits(prefixed(U8), base=16), 0x1AF, "03316166"),
        (Digits(prefixed(U8), signed=True), -10, "032d3130"),
        (Text(prefixed(U8)), "żółw", "07c5bcc3b3c58277"),
        (Text(fixed(2), "latin-1"), "é!", "e921"),
        (Data(fixed(0)), b"", ""),
        (COLOUR, Colour.BLUE, "03"),
        (Enumerated(UVARINT, "Colour", (1, 3)), Colour.RED, "01"),
        (Enumerated(LINE, "Colour", (1, 3)), Colour.RED, "310d0a"),
        (Enumerated(U8, "Flag", (1, 2), flags=True), Flag.SYN, "02"),
        (Enumerated(U8, "Flag", (1, 2), flags=True), Flag(0x83), "83"),
        (Array(Bits(8), fixed(2)), [1, 2], "0102"),
        (Array(Enumerated(Bits(8), "Colour", (1, 3)), fixed(1)), [Colour.RED], "01"),
    ],
    ids=_shortly,
)
def test_value_has_its_bytes(type_: Type, value: object, wire: str) -> None:
    bench = Bench(bare(type_), Colour=Colour, Flag=Flag)
    bench.check(value, wire)
    bench.check_prefixes(bytes.fromhex(wire))
    assert type(bench.decode(bytes.fromhex(wire))) is type(value)


def test_varint_longer_than_needed_is_accepted() -> None:
    assert Bench(bare(UVARINT)).decode(b"\x80\x00") == 0


def test_upper_case_hexadecimal_is_forgotten() -> None:
    bench = Bench(bare(Digits(fixed(2), base=16)))
    assert bench.decode(b"FF") == 255
    assert bench.encode(255) == b"ff"


def test_nan_and_infinity_pass() -> None:
    bench = Bench(bare(Float(2)))
    assert math.isnan(bench.decode(bench.encode(math.nan)))
    assert bench.encode(-math.inf) == bytes.fromhex("fc00")
    assert bench.encode(3) == bytes.fromhex("4200")


@pytest.mark.parametrize(
    ("type_", "wire"),
    [
        (Boolean(), b"\x02"),
        (UVARINT, b"\x80" * 9 + b"\x02"),
        (UVARINT, b"\x80" * 10),
        (SHORTEST, b"\x81\x00"),
        (MQTT, b"\xff\xff\xff\xff\x00"),
        (Digits(fixed(2)), b"+1"),
        (Digits(fixed(2)), b" 1"),
        (Digits(fixed(2)), b"-1"),
        (Digits(fixed(2)), b"1_"),
        (Digits(fixed(2), signed=True), b"-0"),
        (Digits(fixed(21)), b"0" * 21),
        (Digits(fixed(2)), "٣".encode()),
        (LINE, b"\r\n"),
        (LINE, b"01\r\n"),
        (LINE, b"1" * 21 + b"\r\n"),
        (Digits(until(b"\n"), signed=True), b"-0\n"),
        (Digits(until(b"\n"), signed=True), b"-\n"),
        (Digits(fixed(2), base=16), b"0g"),
        (COLOUR, b"\x02"),
        (Enumerated(U8, "StrictFlag", (1,), flags=True), b"\x02"),
    ],
    ids=_shortly,
)
def test_malformed_bytes_are_refused(type_: Type, wire: bytes) -> None:
    bench = Bench(bare(type_), Colour=Colour, StrictFlag=StrictFlag)
    bench.refuse(wire, MalformedError, ((), 0))


def test_bad_text_names_the_bad_byte() -> None:
    bench = Bench(record("Login", Field("version", U8), Field("user", Text(prefixed(U16)))))
    error = bench.refuse("01 0003 61 ff 62", TextError, (("user",), 4), "not utf-8: invalid start")
    assert str(error) == "Login.user at byte 4: not utf-8: invalid start byte"


def vague(_text: object, _errors: str = "strict") -> NoReturn:
    """Refuse any text, as punycode did before Python 3.13: without saying where."""
    message = "no"
    raise UnicodeError(message)


def test_codec_that_does_not_say_where_blames_the_first_byte() -> None:
    bench = Bench(bare(Text(prefixed(U8), "utf-16")))
    bench.refuse(b"\x01a", TextError, ((), 1))

    def search(name: str) -> codecs.CodecInfo | None:
        return codecs.CodecInfo(vague, vague, name=name) if name == "vague" else None

    codecs.register(search)
    try:
        Bench(bare(Text(prefixed(U8), "vague"))).refuse(b"\x02ab", TextError, ((), 1))
    finally:
        codecs.unregister(search)


@pytest.mark.parametrize(
    ("type_", "value", "kind"),
    [
        (U8, 256, OutOfRangeError),
        (U8, -1, OutOfRangeError),
        (Integer(1, signed=True), 128, OutOfRangeError),
        (U8, True, WrongTypeError),
        (U8, "1", WrongTypeError),
        (U8, None, WrongTypeError),
        (Bits(8), 256, OutOfRangeError),
        (Float(2), 65_520.0, OutOfRangeError),
        (Float(8), 10**400, OutOfRangeError),
        (Float(8), True, WrongTypeError),
        (Float(8), "1", WrongTypeError),
        (Boolean(), 1, WrongTypeError),
        (MQTT, 268_435_456, OutOfRangeError),
        (MQTT, -1, OutOfRangeError),
        (Digits(fixed(2)), 100, OutOfRangeError),
        (Digits(fixed(2), signed=True), -10, OutOfRangeError),
        (Digits(fixed(21)), 1, OutOfRangeError),
        (LINE, -1, OutOfRangeError),
        (LINE, 10**20, OutOfRangeError),
        (LINE, 10**5000, OutOfRangeError),
        (LINE, 1.0, WrongTypeError),
        (Data(fixed(1)), "a", WrongTypeError),
        (Data(fixed(1)), 1, WrongTypeError),
        (Data(fixed(2)), b"a", SizeMismatchError),
        (Data(prefixed(U8)), bytes(256), OutOfRangeError),
        (Data(prefixed(U8, 1)), b"", SizeMismatchError),
        (Data(prefixed(U8, 0, 1)), b"ab", SizeMismatchError),
        (Data(until(b"\r\n")), b"a\r\nb", InvalidValueError),
        (Data(until(b"aba")), b"ab", InvalidValueError),
        (Text(fixed(1)), b"a", WrongTypeError),
        (Text(fixed(1), "ascii"), "é", InvalidValueError),
        (COLOUR, 2, InvalidValueError),
        (COLOUR, "RED", WrongTypeError),
        (COLOUR, True, WrongTypeError),
        (Enumerated(U8, "Flag", (1, 2), flags=True), 256, OutOfRangeError),
        (Array(U8, fixed(1)), b"a", WrongTypeError),
        (Array(U8, fixed(1)), [], SizeMismatchError),
    ],
    ids=_shortly,
)
def test_value_that_does_not_fit_is_refused(
    type_: Type, value: object, kind: type[OutOfRangeError]
) -> None:
    error = Bench(bare(type_), Colour=Colour).reject(value, kind)
    assert len(error.value) <= 60


def test_what_is_like_the_type_is_taken() -> None:
    assert Bench(bare(Data(prefixed(U8)))).encode(memoryview(b"abcd")[::2]) == b"\x02ac"
    assert Bench(bare(Data(prefixed(U8)))).encode(bytearray(b"a")) == b"\x01a"
    assert Bench(bare(Array(U8, fixed(2)))).encode((1, 2)) == b"\1\2"
    assert Bench(bare(COLOUR), Colour=Colour).encode(3) == b"\3"


def test_long_value_is_shortened() -> None:
    error = Bench(bare(Data(fixed(1)))).reject(bytes(1000), SizeMismatchError)
    assert "..." in error.value
    assert len(error.value) == 60
    error = Bench(bare(Data(fixed(1)))).reject(["a" * 50] * 3, WrongTypeError)
    assert error.value.endswith("...")


def test_signed_prefix_may_not_be_negative() -> None:
    bench = Bench(bare(Data(prefixed(Integer(1, signed=True)))))
    bench.refuse("ff", LengthError, ((), 0), "-1 is negative")


def test_prefix_of_digits_and_varints() -> None:
    netstring = Data(prefixed(Digits(until(b":"))))
    Bench(bare(netstring)).check(b"hello", b"5:hello")
    Bench(bare(Text(prefixed(UVARINT)))).check("a" * 200, b"\xc8\x01" + b"a" * 200)
    Bench(bare(netstring)).refuse(b"05:hello", MalformedError, ((), 0))
    error = Bench(bare(Text(prefixed(U32)))).refuse(b"\0\0\0\5ab", TruncatedError, ((), 0))
    assert error.reason == "the input ends after 2 of 5 bytes"
