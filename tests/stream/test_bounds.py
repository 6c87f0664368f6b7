"""What a stranger can make a decoder spend: memory for hostile lengths, work for hostile cuts."""

from __future__ import annotations

import sys
import tracemalloc
from typing import TYPE_CHECKING, Annotated, Any

import pytest

import wirefmt as w
from checking import only
from checking.watching import watched
from wirefmt import DecodeError, Decoder, LimitExceededError, Message, this
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Callable

HUGE = b"\xff\xff\xff\xff"
DIGITS = Annotated[int, w.decimal(w.until(b":"))]


class Leaf(Message):
    number: w.u8


class Window(Message, size=this.size):
    size: w.u32
    body: bytes = w.data(w.rest)


class Header(Message, variants=this.kind, size=this.size):
    size: w.u32 = w.derived()
    kind: w.u8 = w.derived()


class Variant(Header, tag=1):
    body: bytes = w.data(w.rest)


class Tree(Message):
    children: list[Tree] = w.array(w.u8)


class Chain(Message):
    next: Chain | None = w.field(when=w.boolean)


LENGTHS: dict[str, tuple[Any, bytes]] = {
    "data": (only(bytes, w.data(w.u32)), HUGE),
    "text": (only(str, w.text(w.u32)), HUGE),
    "decimal": (only(int, w.decimal(w.u32)), HUGE),
    "array of numbers": (only(list[w.u64], w.array(w.u32)), HUGE),
    "array of bytes": (only(list[w.u8], w.array(w.u32)), HUGE),
    "array of texts": (only(list[Annotated[str, w.text(w.u8)]], w.array(w.u32)), HUGE),
    "array of messages": (only(list[Leaf], w.array(w.u32)), HUGE),
    "array of nothing": (only(list[Annotated[bytes, w.data(0)]], w.array(w.u32)), HUGE),
    "array in bytes": (only(list[Leaf], w.array(size=w.u32)), HUGE),
    "sized": (only(Annotated[Leaf, w.sized(w.u32)]), HUGE),
    "told": (only(bytes, w.data(w.u32_le)), HUGE),
    "window": (Window, HUGE),
    "header": (Header, HUGE + b"\1"),
    "varint": (only(bytes, w.data(w.uvarint)), b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\1"),
    "digits": (only(bytes, w.data(DIGITS)), b"99999999999999999999:"),
    "signed": (only(bytes, w.data(w.i128)), b"\x7f" + b"\xff" * 15),
    "nested": (only(Annotated[list[Leaf], w.array(w.u32), w.sized(w.u32)]), b"\0\0\0\x08" + HUGE),
}


def peak_of(call: Callable[[], object]) -> int:
    """Return the most bytes that Python holds for a call that is refused, beyond what it held."""
    tracemalloc.start()
    try:
        with pytest.raises(DecodeError):
            call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def ways(spec: Any, data: bytes) -> list[Callable[[], object]]:
    codec = codec_of(spec)
    return [
        lambda: codec.decode(data),
        lambda: codec.reference.decode(data, Context()),
        lambda: list(Decoder(spec).feed(data).feed_eof()),
        lambda: byte_by_byte(spec, data),
    ]


def byte_by_byte(spec: Any, data: bytes) -> None:
    decoder: Decoder[Any] = Decoder(spec)
    for byte in data:
        assert list(decoder.feed(bytes([byte]))) == []


@pytest.mark.parametrize("name", LENGTHS)
def test_hostile_length_is_refused_without_memory_for_it(name: str) -> None:
    spec, start = LENGTHS[name]
    data = start + bytes(8)
    for way in ways(spec, data):
        with pytest.raises(DecodeError):
            way()  # builds the engines, which takes memory of its own
        assert peak_of(way) < 100_000


@pytest.mark.parametrize("name", [name for name in LENGTHS if name != "nested"])
def test_hostile_length_is_refused_when_it_is_read(name: str) -> None:
    spec, start = LENGTHS[name]
    with pytest.raises(LimitExceededError):
        list(Decoder(spec).feed(start))
    with pytest.raises(LimitExceededError):
        byte_by_byte(spec, start)


@pytest.mark.parametrize(
    ("spec", "level"), [(Tree, b"\1"), (Chain, b"\1")], ids=["array", "presence"]
)
def test_deep_nesting_is_refused_without_memory_for_it(spec: Any, level: bytes) -> None:
    data = level * 10_000 + b"\0"
    for way in ways(spec, data):
        with pytest.raises(LimitExceededError):
            way()
        assert peak_of(way) < 600_000 + 4 * len(data)


def test_many_elements_are_refused_in_time() -> None:
    """A count that the bytes could hold, but for the limit."""
    spec = only(list[Annotated[bytes, w.data(0)]], w.array(w.u32))
    with pytest.raises(LimitExceededError):
        w.decode(spec, (1_000_001).to_bytes(4, "big"))
    assert len(w.decode(spec, (1_000_000).to_bytes(4, "big")).value) == 1_000_000


# ------------------------------------------------------------------ linear work


class Strings(Message):
    names: list[Annotated[str, w.text(w.u16)]] = w.array(w.u16)


class Lines(Message):
    names: list[Annotated[str, w.text(w.until(b"\r\n"))]] = w.array(w.u16)


class Framed(Message, size=this.size):
    size: w.u32 = w.derived()
    names: list[Annotated[str, w.text(w.u16)]] = w.array(w.rest)


def calls_of(spec: Any, wire: bytes, cut: int) -> int:
    """Return how many calls, of Python's and of C's functions, a stream of some chunks takes."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    decoder: Decoder[Any] = Decoder(spec)
    messages = []
    sys.setprofile(count)
    try:
        for start in range(0, len(wire), cut):
            for message in decoder.feed(wire[start : start + cut]):
                messages.append(message)  # noqa: PERF402  # as a user would
    finally:
        sys.setprofile(None)
    assert b"".join(map(bytes, messages)) == wire
    return calls


@pytest.mark.parametrize("cut", [1, 7, 64])
@pytest.mark.parametrize("spec", [Strings, Lines, Framed])
def test_work_grows_with_the_bytes_alone(spec: Any, cut: int) -> None:
    """One long message, or many short ones: twice the bytes are twice the calls."""
    small, large = (bytes(spec(names=["n" * 20] * count)) for count in (200, 800))
    few, many = calls_of(spec, small, cut), calls_of(spec, large, cut)
    assert many < 4.2 * few
    several = bytes(spec(names=["n" * 20]))
    few, many = calls_of(spec, several * 100, cut), calls_of(spec, several * 400, cut)
    assert many < 4.2 * few


@pytest.mark.parametrize(
    "spec",
    [
        Strings,
        Lines,
        Framed,
        only(str, w.text(w.until(b"\r\n"))),
        only(bytes, w.data(w.rest)),
        only(list[w.u32], w.array(w.u16)),
        only(list[Annotated[str, w.text(w.u8)]], w.array(w.rest)),
    ],
    ids=range(7),
)
def test_no_byte_is_read_often(spec: Any) -> None:
    """Byte by byte: what was searched is not searched again, nor is a message begun anew."""
    if issubclass(spec, Strings | Lines | Framed):
        wire = bytes(spec(names=["n" * 20] * 200))
    else:
        wire = w.encode(spec(value=_content(spec)))
    message, read = watched(spec, wire)
    assert w.encode(message) == wire
    assert read <= 4 * len(wire)


def _content(spec: Any) -> object:
    annotation = spec.__annotations__["value"]
    if annotation in {str, bytes}:
        return annotation() + (b"x" if annotation is bytes else "x") * 3000
    return [7] * 1000 if "u32" in repr(annotation) else ["abc"] * 1000
