"""Numbers, bits, bytes and text in both libraries."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Annotated, Any

import construct as c
from hypothesis import strategies as st

import wirefmt as w
from oracle import Pair, plain
from wirefmt import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LEAVES"]


class Colour(IntEnum):
    RED = 0
    GREEN = 1
    BLUE = 5


class Rights(IntFlag):
    READ = 1
    WRITE = 4


class Numbers(Message):
    a: w.u8
    b: w.i16
    c: w.u24
    d: w.i32_le
    e: w.u40
    f: w.u64_le
    g: w.i128


class Little(Message, byte_order="little"):
    a: w.u16
    b: w.i24
    c: w.f32
    d: w.u64


class Bits(Message):
    version: int = w.bits(4)
    more: w.flag
    reserved: int = w.pad(w.bits(3))
    size: int = w.bits(12)
    kind: int = w.bits(4)


class Enums(Message):
    colour: Colour = w.enumerated(w.u8)
    any: Colour | int = w.enumerated(w.u8, open=True)
    rights: Rights = w.enumerated(w.u8)


class Marks(Message):
    magic: bytes = w.const(b"\x7fELF")
    space: bytes = w.pad(2)
    version: w.u16 = w.const(1)
    value: w.u8


def integers(bits: int, *, signed: bool = False) -> st.SearchStrategy[int]:
    low = -(1 << bits - 1) if signed else 0
    return st.integers(low, low + (1 << bits) - 1)


def whole(name: str, spec: Any, twin: Any, values: Any) -> Pair:
    return Pair(name, spec, twin, values, plain)


def flag(twin: Any) -> Any:
    """Return a flag that is 0 or 1, which construct's own is not."""
    return c.Mapping(twin, {False: 0, True: 1})


def below(twin: Any, bits: int) -> Any:
    return c.ExprValidator(twin, lambda value, _: value < 1 << bits)


def too_many_bytes(data: bytes) -> str | None:
    """Say that a number has more bytes than one of 64 bits needs."""
    longest = run = 0
    for byte in data:
        run = run + 1 if byte & 0x80 else 0
        longest = max(longest, run)
    return "a number of more than ten bytes" if longest >= 10 else None


def unpadded(value: bytes | str) -> bool:
    return value[-1:] not in {b"\0", "\0"}


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


def leaves() -> Iterator[Pair]:
    yield whole(
        "integers",
        Numbers,
        c.Struct(
            "a" / c.Int8ub,
            "b" / c.Int16sb,
            "c" / c.Int24ub,
            "d" / c.Int32sl,
            "e" / c.BytesInteger(5),
            "f" / c.Int64ul,
            "g" / c.BytesInteger(16, signed=True),
        ),
        st.builds(
            Numbers,
            a=integers(8),
            b=integers(16, signed=True),
            c=integers(24),
            d=integers(32, signed=True),
            e=integers(40),
            f=integers(64),
            g=integers(128, signed=True),
        ),
    )
    yield whole(
        "little-endian class",
        Little,
        c.Struct(
            "a" / c.Int16ul,
            "b" / c.BytesInteger(3, signed=True, swapped=True),
            "c" / c.Float32l,
            "d" / c.Int64ul,
        ),
        st.builds(
            Little,
            a=integers(16),
            b=integers(24, signed=True),
            c=st.floats(width=32, allow_nan=False),
            d=integers(64),
        ),
    )
    yield from floats()
    yield from bits()
    yield from varints()
    yield from contents()
    yield from texts()


def floats() -> Iterator[Pair]:
    # a NaN's payload is not kept in every width
    yield whole("f16", w.f16, c.Float16b, st.floats(width=16, allow_nan=False))
    yield whole("f32", w.f32, c.Float32b, st.floats(width=32, allow_nan=False))
    yield whole("f64", w.f64, c.Float64b, st.floats(width=64, allow_nan=False))


def bits() -> Iterator[Pair]:
    yield whole(
        "bits",
        Bits,
        c.BitStruct(
            "version" / c.BitsInteger(4),
            "more" / flag(c.Bit),
            c.Padding(3),
            "size" / c.BitsInteger(12),
            "kind" / c.BitsInteger(4),
        ),
        st.builds(
            Bits,
            version=integers(4),
            more=st.booleans(),
            size=integers(12),
            kind=integers(4),
        ),
    )
    yield whole("boolean", w.boolean, flag(c.Byte), st.booleans())
    yield whole(
        "enums",
        Enums,
        c.Struct(
            "colour" / c.OneOf(c.Byte, [0, 1, 5]),
            "any" / c.Byte,
            "rights" / c.Byte,
        ),
        st.builds(
            Enums,
            colour=st.sampled_from(Colour),
            any=integers(8).map(lambda n: Colour(n) if n in {0, 1, 5} else n),
            rights=integers(8).map(Rights),
        ),
    )
    yield whole(
        "constants and padding",
        Marks,
        c.Struct(c.Const(b"\x7fELF"), c.Padding(2), c.Const(1, c.Int16ub), "value" / c.Byte),
        st.builds(Marks, value=integers(8)),
    )


def varints() -> Iterator[Pair]:
    yield Pair("uvarint", w.uvarint, below(c.VarInt, 64), integers(64), plain, too_many_bytes)
    yield Pair(
        "svarint",
        w.svarint,
        c.ExprValidator(c.ZigZag, lambda value, _: -(1 << 63) <= value < 1 << 63),
        integers(64, signed=True),
        plain,
        too_many_bytes,
    )


def contents() -> Iterator[Pair]:
    data = st.binary(max_size=6)
    yield whole(
        "data fixed", Annotated[bytes, w.data(4)], c.Bytes(4), st.binary(min_size=4, max_size=4)
    )
    yield whole(
        "data behind u16",
        Annotated[bytes, w.data(w.u16)],
        c.Prefixed(c.Int16ub, c.GreedyBytes),
        data,
    )
    yield Pair(
        "data behind uvarint",
        Annotated[bytes, w.data(w.uvarint)],
        c.Prefixed(below(c.VarInt, 64), c.GreedyBytes),
        data,
        plain,
        too_many_bytes,
    )
    yield whole("data to the end", Annotated[bytes, w.data(w.rest)], c.GreedyBytes, data)
    yield whole(
        "data to a line's end, which is part of it",
        Annotated[bytes, w.data(w.until(b"\n", include=True))],
        c.ExprAdapter(
            c.NullTerminated(c.GreedyBytes, term=b"\n", include=True),
            lambda line, _: line,
            lambda line, _: line.removesuffix(b"\n"),
        ),
        data.filter(lambda value: b"\n" not in value).map(lambda value: value + b"\n"),
    )


def texts() -> Iterator[Pair]:
    data, text = st.binary(max_size=6), TEXT
    yield whole(
        "data filled up",
        Annotated[bytes, w.data(6, pad=b"\0")],
        c.FixedSized(6, c.NullStripped(c.GreedyBytes)),
        data.filter(unpadded),
    )
    yield whole(
        "text behind u8", Annotated[str, w.text(w.u8)], c.PascalString(c.Byte, "utf8"), text
    )
    yield whole("text to zero", Annotated[str, w.text(w.until(b"\0"))], c.CString("utf8"), text)
    yield whole(
        "text of two bytes a unit to zero",
        Annotated[str, w.text(w.until(b"\0\0"), "utf-16-le")],
        c.CString("utf_16_le"),
        text,
    )
    yield whole(
        "text filled up",
        Annotated[str, w.text(12, "ascii", pad=b"\0")],
        c.PaddedString(12, "ascii"),
        st.text(st.characters(codec="ascii"), max_size=12).filter(unpadded),
    )
    yield Pair(
        "addresses",
        w.ipv4,
        c.ExprAdapter(
            c.Bytes(4),
            lambda raw, _: ".".join(map(str, raw)),
            lambda text, _: bytes(map(int, text.split("."))),
        ),
        st.ip_addresses(v=4),
        str,
    )


LEAVES = list(leaves())
"""The pairs of values without parts."""
