"""What holds for every word: which Python types encode, what users' functions may raise."""

from __future__ import annotations

import array
import struct
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import pytest

import wirefmt as w
from checking import Engine, annotated, declare, list_of, only, outcome
from checking.kinds import INTEGERS, SCALARS, Colour
from checking.transforms import FLIP
from wirefmt import (
    CheckFailedError,
    ChecksumError,
    DecodeError,
    Decoder,
    InvalidValueError,
    MalformedError,
    Message,
    WrongTypeError,
    this,
    u8,
    u16,
    u32,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# ------------------------------------------------------------------ rule 3: types


class Hundred(int):
    """An int by inheritance."""


NUMBERS: list[Any] = [
    *(kind.annotation for kind in INTEGERS),
    w.uvarint,
    w.svarint,
    w.quic_varint,
    w.mqtt_varint,
    Annotated[int, w.shortest(w.uvarint)],
    Annotated[int, w.bits(8)],
    Annotated[int, w.decimal(3)],
    Annotated[int, w.decimal(u8)],
    Annotated[int, w.hexadecimal(w.until(b";"))],
    Annotated[int, w.hexadecimal(4, signed=True)],
    Annotated[u8, w.sized(u8)],
    Annotated[u8, w.sized(u8, through=FLIP)],
    Annotated[int, w.choice(u8, {1: u16})],
    Annotated[Colour | int, w.enumerated(u8, open=True)],
]
FLOATS: list[Any] = [
    *(w.f16, w.f32, w.f64, w.f16_le, w.f32_le, w.f64_le),
    Annotated[float | str, w.choice(u8, {1: w.f64, 2: w.text(u8)})],
    Annotated[w.f64, w.sized(u8, through=FLIP)],
]
BYTES: list[tuple[Any, bytes]] = [
    (Annotated[bytes, w.data(4)], b"abcd"),
    (Annotated[bytes, w.data(8, pad=b"\0")], b"abcd"),
    (Annotated[bytes, w.data(u16)], b"abcd"),
    (Annotated[bytes, w.data(w.until(b";"))], b"abcd"),
    (Annotated[bytes, w.data(w.until(b";", include=True))], b"abc;"),
    (Annotated[bytes, w.data(w.rest)], b"abcd"),
    (Annotated[bytes, w.data(u8), w.sized(w.rest, through=FLIP)], b"abcd"),
    (Annotated[bytes | int, w.choice(u8, {1: u8, 2: w.data(u8)})], b"abcd"),
    (Annotated[bytes | int, w.choice(w.peek(u8), {1: u16, ...: w.data(4)})], b"abcd"),
]


def places(annotation: Any) -> Iterator[tuple[Any, Callable[[Any], Any], tuple[str | int, ...]]]:
    """Yield classes in which a type stands, what puts a value there, and the path to it."""
    cls = only(annotation)
    yield cls, lambda value: cls(value=value), ("value",)
    several = only(list_of(annotated(annotation, w.sized(u16))), w.array(u8))
    yield several, lambda value: several(value=[value]), ("value", 0)
    ended = only(list_of(annotated(annotation, w.sized(u8))), w.array(w.until(b"\xff")))
    yield ended, lambda value: ended(value=[value]), ("value", 0)
    maybe = only(annotation | None, w.field(when=w.boolean, default=None))
    yield maybe, lambda value: maybe(value=value), ("value",)
    outer = declare("Outer", {"inner": cls})
    yield outer, lambda value: outer(inner=cls(value=value)), ("inner", "value")


@pytest.mark.parametrize("annotation", NUMBERS, ids=range(len(NUMBERS)))
def test_bool_is_no_int(engine: Engine, annotation: Any) -> None:
    for cls, put, path in places(annotation):
        for value in (True, False, 1.0, "1", b"1"):
            found = outcome(engine.encode, cls, put(value)).error
            assert type(found) is WrongTypeError, (cls, value)
            assert found.path == path
        for value in (1, Hundred(1), Colour.GREEN):
            wire = engine.encode(cls, put(value))
            assert engine.decode(cls, wire) == put(1)


@pytest.mark.parametrize("annotation", FLOATS, ids=range(len(FLOATS)))
def test_int_is_a_float_and_bool_is_not(engine: Engine, annotation: Any) -> None:
    for cls, put, path in places(annotation):
        assert engine.encode(cls, put(3)) == engine.encode(cls, put(3.0))
        for value in (True, None, b"1"):
            found = outcome(engine.encode, cls, put(value)).error
            if value is None and cls.__struct_defaults__:
                continue
            assert type(found) is WrongTypeError, (cls, value)
            assert found.path == path


@pytest.mark.parametrize(("annotation", "value"), BYTES, ids=range(len(BYTES)))
def test_anything_like_bytes_is_bytes(engine: Engine, annotation: Any, value: bytes) -> None:
    for cls, put, path in places(annotation):
        wire = engine.encode(cls, put(value))
        strided = memoryview(bytes(byte for each in value for byte in (each, 0)))[::2]
        for alike in (bytearray(value), memoryview(value), strided, array.array("B", value)):
            assert engine.encode(cls, put(alike)) == wire
        assert engine.decode(cls, wire) == put(value)
        for wrong in ("abcd", [97], 1.5):
            found = outcome(engine.encode, cls, put(wrong)).error
            assert type(found) is WrongTypeError, (cls, wrong)
            assert found.path == path


@pytest.mark.parametrize("kind", SCALARS, ids=range(len(SCALARS)))
def test_none_stands_for_no_value(engine: Engine, kind: Any) -> None:
    cls = only(kind.annotation)
    found = outcome(engine.encode, cls, cls(value=None)).error
    assert type(found) is WrongTypeError
    assert found.path == ("value",)


# ------------------------------------------------------------------ rule 4: users' functions


Bytes = Annotated[list[u8], w.array(u8)]


class Failing:
    """A function, a transform, whatever: what it is asked to do it raises."""

    __name__ = "failing"

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __call__(self, value: Any) -> Any:
        if self.error is not None:
            raise self.error
        return value

    def checked(self, value: Any) -> bool:
        self(value)
        return True

    def summed(self, data: bytes) -> int:
        return zlib.crc32(self(data))

    def decode(self, data: bytes, _limit: int) -> bytes:
        return bytes(self(data))

    def encode(self, data: bytes) -> bytes:
        return bytes(self(data))


def converted(failing: Failing) -> Any:
    return only(int, w.convert(u8, decode=failing, encode=failing))


def converted_told(failing: Failing) -> Any:
    fields = {"value": (list, w.convert(Bytes, decode=failing, encode=failing))}
    return declare("Only", fields)


def chosen(failing: Failing) -> Any:
    kind = w.convert(w.text(u8), decode=failing, encode=failing)
    return only(int | str, w.choice(u8, {1: u8, 2: Annotated[str, kind]}))


def checked(failing: Failing) -> Any:
    return only(u8, w.field(check=failing.checked))


def checked_bits(failing: Failing) -> Any:
    return only(int, w.bits(8, check=failing.checked))


def class_checked(failing: Failing) -> Any:
    return declare("Only", {"value": u8}, check=failing.checked)


def summed(failing: Failing) -> Any:
    fields = {"value": u8, "sum": (u32, w.checksum(failing.summed, u32, over=this.value))}
    return declare("Only", fields)


def transformed(failing: Failing) -> Any:
    return only(Annotated[u8, w.sized(u8, through=failing)])


def in_elements(failing: Failing) -> Any:
    element = Annotated[int, w.convert(u8, decode=failing, encode=failing)]
    return only(list_of(element), w.array(w.until(b"\0")))


class Asked(NamedTuple):
    """A class that asks a function, with a message of it, and the error that a refusal becomes."""

    make: Callable[[Failing], Any]
    value: Any
    wire: bytes
    path: Any
    kind: type[DecodeError]


ASKED = [
    Asked(converted, 7, b"\7", ("value",), MalformedError),
    Asked(converted_told, [7], b"\1\7", ("value",), MalformedError),
    Asked(chosen, "a", b"\2\1a", ("value",), MalformedError),
    Asked(checked, 7, b"\7", ("value",), CheckFailedError),
    Asked(checked_bits, 7, b"\7", ("value",), CheckFailedError),
    Asked(class_checked, 7, b"\7", (), CheckFailedError),
    Asked(summed, 7, b"\7" + zlib.crc32(b"\7").to_bytes(4, "big"), ("sum",), ChecksumError),
    Asked(transformed, 7, b"\1\7", ("value",), MalformedError),
    Asked(in_elements, [7], b"\7\0", ("value", 0), MalformedError),
]
asked = pytest.mark.parametrize("row", ASKED, ids=[row.make.__name__ for row in ASKED])
SAYING_NO = [ValueError("no"), UnicodeError("no"), struct.error("no")]
MISTAKES = [KeyError("no"), TypeError("no"), ZeroDivisionError("no"), AssertionError("no")]


@asked
@pytest.mark.parametrize("refusal", SAYING_NO, ids=lambda each: type(each).__name__)
def test_function_may_refuse(engine: Engine, row: Asked, refusal: Exception) -> None:
    failing = Failing()
    cls = row.make(failing)
    message = cls(value=row.value)
    assert engine.encode(cls, message) == row.wire
    assert engine.decode(cls, row.wire) == message
    failing.error = refusal
    decoding = outcome(engine.decode, cls, row.wire).error
    assert isinstance(decoding, row.kind)
    assert (decoding.path, decoding.reason) == (row.path, "no")
    encoding = outcome(engine.encode, cls, message).error
    assert isinstance(encoding, InvalidValueError)
    assert (encoding.path, encoding.reason) == (row.path, "no")
    assert decoding.__cause__ is encoding.__cause__ is refusal


@asked
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: type(each).__name__)
def test_mistake_comes_through(engine: Engine, row: Asked, mistake: Exception) -> None:
    failing = Failing()
    cls = row.make(failing)
    failing.error = mistake
    with pytest.raises(type(mistake)) as decoding:
        engine.decode(cls, row.wire)
    with pytest.raises(type(mistake)) as encoding:
        engine.encode(cls, cls(value=row.value))
    assert decoding.value is encoding.value is mistake


@asked
def test_decoder_goes_on_when_the_mistake_is_mended(row: Asked) -> None:
    failing = Failing()
    cls = row.make(failing)
    failing.error = KeyError("no")
    decoder: Decoder[Any] = Decoder(cls).feed(row.wire)
    for _ in range(2):
        with pytest.raises(KeyError):
            list(decoder)
        assert decoder.position == 0
    decoder.feed(row.wire)
    failing.error = None
    assert list(decoder) == [cls(value=row.value)] * 2


class Picky(Message):
    """Refuses its own values, as any class may."""

    value: u8

    def __post_init__(self) -> None:
        if self.value == 9:
            raise ValueError("nine")
        if self.value == 10:
            raise KeyError("ten")


def test_class_may_refuse_its_values(engine: Engine) -> None:
    found = outcome(engine.decode, Picky, b"\x09").error
    assert found == CheckFailedError("Picky", (), 0, 0, "nine")
    with pytest.raises(KeyError):
        engine.decode(Picky, b"\x0a")
