"""Custom codecs, as tests give them to `custom`, and strategies of their values."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from hypothesis import strategies as st

import wirefmt as w
from wirefmt import Message, this

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from wirefmt import Writer

__all__ = [
    "ANYWHERE",
    "COUNTING",
    "NAMES",
    "PLACED",
    "Name",
    "Names",
    "Placed",
    "Places",
    "Window",
    "placed_at",
]


class NameCodec:
    """Names as in RFC 1035, section 4.1.4: labels, and pointers to names that stand before."""

    def decode(self, data: memoryview, position: int) -> tuple[str, int]:
        labels: list[str] = []
        begin, end, size = position, 0, 1
        while True:
            (length,) = struct.unpack_from("B", data, position)
            if length >= 0xC0:
                (pointer,) = struct.unpack_from(">H", data, position)
                end = end or position + 2
                position = pointer & 0x3FFF
                if position >= begin:
                    raise ValueError("a pointer does not point back")
                begin = position
                continue
            position += 1 + length
            if not length:
                return ".".join(labels), end or position
            size += 1 + length
            if length > 63 or size > 255 or position > len(data):
                raise ValueError("a label, or a name, is too long")
            labels.append(_label(str(data[position - length : position], "ascii")))

    def encode(self, value: Any, writer: Writer) -> None:
        if not isinstance(value, str) or len(value) > 253:
            raise ValueError("a name is a str of at most 253 characters")
        labels = value.split(".") if value else []
        for index, label in enumerate(labels):
            rest = ".".join(labels[index:])
            if rest in writer.memo:
                writer.write(struct.pack(">H", 0xC000 | writer.memo[rest]))
                return
            if writer.position < 0x4000:
                writer.memo[rest] = writer.position
            encoded = _label(label).encode("ascii")
            writer.write(bytes([len(encoded)]) + encoded)
        writer.write(b"\0")


def _label(label: str) -> str:
    if not 0 < len(label) <= 63 or "." in label:
        raise ValueError("a label has 1 to 63 characters, and no dot")
    return label


class PlacedCodec:
    """Bytes behind their own position and their size: whoever is wrong about it is found out."""

    minimum = 3

    def decode(self, data: memoryview, position: int) -> tuple[bytes, int]:
        place, size = struct.unpack_from(">HB", data, position)
        end = position + 3 + size
        if place != position:
            raise ValueError(f"stands at {position}, not at {place}")
        return bytes(data[position + 3 : end]), end

    def encode(self, value: bytes, writer: Writer) -> None:
        if not isinstance(value, bytes):
            raise ValueError("bytes are needed")  # noqa: TRY004  # that of a value
        writer.write(struct.pack(">HB", writer.position, len(value)))
        writer.write(memoryview(value))


NAMES, PLACED = NameCodec(), PlacedCodec()

Name = Annotated[str, w.custom(NAMES)]
Placed = Annotated[bytes, w.custom(PLACED)]


def placed_at(position: int, content: bytes = b"") -> bytes:
    """Return the bytes of a placed value."""
    return struct.pack(">HB", position, len(content)) + content


class Names(Message, origin=True):
    """Names that know nothing of what stands around them."""

    names: list[Name] = w.array(w.u8)
    last: Name


class Places(Message):
    """Values that count from wherever the message around them says."""

    kind: w.u8
    optional: Placed | None = w.field(when=w.boolean, default=None)
    several: list[Placed] = w.array(w.u16)


class Window(Message, size=this.size, origin=True):
    """A window that a stream awaits."""

    size: w.u16 = w.derived()
    bits: int = w.bits(16)
    places: list[Places] = w.array(w.u8, align=4)
    value: bytes = w.convert(w.custom(PLACED), decode=bytes, encode=bytes)


def names() -> SearchStrategy[str]:
    """Return a strategy of names of which many end alike."""
    labels = st.sampled_from(["a", "b", "example", "x" * 63])
    return st.lists(labels, max_size=3).map(".".join)


def placed() -> SearchStrategy[bytes]:
    return st.binary(max_size=4)


def _places() -> SearchStrategy[Places]:
    lists = st.lists(placed(), max_size=3)
    return st.builds(Places, kind=st.integers(0, 9), optional=st.none() | placed(), several=lists)


def _names() -> SearchStrategy[Names]:
    return st.builds(Names, names=st.lists(names(), max_size=3), last=names())


def _windows() -> SearchStrategy[Window]:
    lists = st.lists(_places(), max_size=2)
    return st.builds(Window, bits=st.integers(0, 0xFFFF), places=lists, value=placed())


Drawn: TypeAlias = "tuple[Any, SearchStrategy[Any], int]"

ANYWHERE: Sequence[Drawn] = [
    (Annotated[Names, w.sized(w.u16)], _names(), 4),
    (Annotated[list[Names], w.array(size=w.uvarint)], st.lists(_names(), max_size=3), 1),
    (Window, _windows(), 11),
    (Names, _names(), 2),
]
"""Types with origins of their own, their values, and their least size."""

COUNTING: Sequence[Drawn] = [
    (Placed, placed(), 3),
    (Name, names(), 1),
    (Annotated[Placed, w.sized(w.u16, align=2)], placed(), 5),
    (Annotated[list[Placed], w.array(w.u16)], st.lists(placed(), max_size=3), 2),
    (Annotated[list[Name], w.array(size=w.u24)], st.lists(names(), max_size=3), 3),
    (Annotated[list[Placed], w.array(w.until(b"\xff\xff"))], st.lists(placed(), max_size=3), 2),
    (Places, _places(), 4),
    (Annotated[list[Places], w.array(w.u8)], st.lists(_places(), max_size=3), 1),
    (
        Annotated[bytes | Places, w.choice(w.uvarint, {1: Placed, 300: Places})],
        placed() | _places(),
        4,
    ),
]
"""Types that count from the origin around them: what stands before has a size that is known."""
