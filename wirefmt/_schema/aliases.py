"""The types that are complete in themselves: what a checker and msgspec take for `int`.

Each is `Annotated[int, node, Meta(…)]`: the node is wirefmt's, the `Meta` tells msgspec's JSON the
range, as far as msgspec can hold it (64 bits, signed).
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

from wirefmt._schema.nodes import AliasNode
from wirefmt.ir.types import Bits, Boolean, Float, Integer, Varint

__all__ = [
    "boolean",
    "f16",
    "f16_le",
    "f32",
    "f32_le",
    "f64",
    "f64_le",
    "flag",
    "i8",
    "i16",
    "i16_le",
    "i24",
    "i24_le",
    "i32",
    "i32_le",
    "i40",
    "i40_le",
    "i48",
    "i48_le",
    "i56",
    "i56_le",
    "i64",
    "i64_le",
    "i128",
    "i128_le",
    "mqtt_varint",
    "quic_varint",
    "svarint",
    "u8",
    "u16",
    "u16_le",
    "u24",
    "u24_le",
    "u32",
    "u32_le",
    "u40",
    "u40_le",
    "u48",
    "u48_le",
    "u56",
    "u56_le",
    "u64",
    "u64_le",
    "u128",
    "u128_le",
    "uvarint",
]


def _integer(word: str, size: int, *, signed: bool = False, little: bool = False) -> AliasNode:
    return AliasNode(word, wire=Integer(size, signed, little), python=int)


def _float(word: str, size: int, *, little: bool = False) -> AliasNode:
    return AliasNode(word, wire=Float(size, little), python=float)


def _varint(word: str, max_size: int, max_value: int, *, zigzag: bool = False) -> AliasNode:
    return AliasNode(word, wire=Varint(word, max_size, max_value, zigzag=zigzag), python=int)


# Unsigned integers in network byte order.
u8: TypeAlias = Annotated[int, _integer("u8", 1), Meta(ge=0, le=(1 << 8) - 1)]
u16: TypeAlias = Annotated[int, _integer("u16", 2), Meta(ge=0, le=(1 << 16) - 1)]
u24: TypeAlias = Annotated[int, _integer("u24", 3), Meta(ge=0, le=(1 << 24) - 1)]
u32: TypeAlias = Annotated[int, _integer("u32", 4), Meta(ge=0, le=(1 << 32) - 1)]
u40: TypeAlias = Annotated[int, _integer("u40", 5), Meta(ge=0, le=(1 << 40) - 1)]
u48: TypeAlias = Annotated[int, _integer("u48", 6), Meta(ge=0, le=(1 << 48) - 1)]
u56: TypeAlias = Annotated[int, _integer("u56", 7), Meta(ge=0, le=(1 << 56) - 1)]
u64: TypeAlias = Annotated[int, _integer("u64", 8), Meta(ge=0)]
u128: TypeAlias = Annotated[int, _integer("u128", 16), Meta(ge=0)]

# Signed integers (two's complement) in network byte order.
i8: TypeAlias = Annotated[int, _integer("i8", 1, signed=True), Meta(ge=-(1 << 7), le=(1 << 7) - 1)]
i16: TypeAlias = Annotated[
    int, _integer("i16", 2, signed=True), Meta(ge=-(1 << 15), le=(1 << 15) - 1)
]
i24: TypeAlias = Annotated[
    int, _integer("i24", 3, signed=True), Meta(ge=-(1 << 23), le=(1 << 23) - 1)
]
i32: TypeAlias = Annotated[
    int, _integer("i32", 4, signed=True), Meta(ge=-(1 << 31), le=(1 << 31) - 1)
]
i40: TypeAlias = Annotated[
    int, _integer("i40", 5, signed=True), Meta(ge=-(1 << 39), le=(1 << 39) - 1)
]
i48: TypeAlias = Annotated[
    int, _integer("i48", 6, signed=True), Meta(ge=-(1 << 47), le=(1 << 47) - 1)
]
i56: TypeAlias = Annotated[
    int, _integer("i56", 7, signed=True), Meta(ge=-(1 << 55), le=(1 << 55) - 1)
]
i64: TypeAlias = Annotated[
    int, _integer("i64", 8, signed=True), Meta(ge=-(1 << 63), le=(1 << 63) - 1)
]
i128: TypeAlias = Annotated[int, _integer("i128", 16, signed=True)]

# Unsigned integers, least significant byte first.
u16_le: TypeAlias = Annotated[int, _integer("u16_le", 2, little=True), Meta(ge=0, le=(1 << 16) - 1)]
u24_le: TypeAlias = Annotated[int, _integer("u24_le", 3, little=True), Meta(ge=0, le=(1 << 24) - 1)]
u32_le: TypeAlias = Annotated[int, _integer("u32_le", 4, little=True), Meta(ge=0, le=(1 << 32) - 1)]
u40_le: TypeAlias = Annotated[int, _integer("u40_le", 5, little=True), Meta(ge=0, le=(1 << 40) - 1)]
u48_le: TypeAlias = Annotated[int, _integer("u48_le", 6, little=True), Meta(ge=0, le=(1 << 48) - 1)]
u56_le: TypeAlias = Annotated[int, _integer("u56_le", 7, little=True), Meta(ge=0, le=(1 << 56) - 1)]
u64_le: TypeAlias = Annotated[int, _integer("u64_le", 8, little=True), Meta(ge=0)]
u128_le: TypeAlias = Annotated[int, _integer("u128_le", 16, little=True), Meta(ge=0)]

# Signed integers (two's complement), least significant byte first.
i16_le: TypeAlias = Annotated[
    int, _integer("i16_le", 2, signed=True, little=True), Meta(ge=-(1 << 15), le=(1 << 15) - 1)
]
i24_le: TypeAlias = Annotated[
    int, _integer("i24_le", 3, signed=True, little=True), Meta(ge=-(1 << 23), le=(1 << 23) - 1)
]
i32_le: TypeAlias = Annotated[
    int, _integer("i32_le", 4, signed=True, little=True), Meta(ge=-(1 << 31), le=(1 << 31) - 1)
]
i40_le: TypeAlias = Annotated[
    int, _integer("i40_le", 5, signed=True, little=True), Meta(ge=-(1 << 39), le=(1 << 39) - 1)
]
i48_le: TypeAlias = Annotated[
    int, _integer("i48_le", 6, signed=True, little=True), Meta(ge=-(1 << 47), le=(1 << 47) - 1)
]
i56_le: TypeAlias = Annotated[
    int, _integer("i56_le", 7, signed=True, little=True), Meta(ge=-(1 << 55), le=(1 << 55) - 1)
]
i64_le: TypeAlias = Annotated[
    int, _integer("i64_le", 8, signed=True, little=True), Meta(ge=-(1 << 63), le=(1 << 63) - 1)
]
i128_le: TypeAlias = Annotated[int, _integer("i128_le", 16, signed=True, little=True)]

# IEEE 754 numbers, in network byte order and least significant byte first.
f16: TypeAlias = Annotated[float, _float("f16", 2)]
f32: TypeAlias = Annotated[float, _float("f32", 4)]
f64: TypeAlias = Annotated[float, _float("f64", 8)]
f16_le: TypeAlias = Annotated[float, _float("f16_le", 2, little=True)]
f32_le: TypeAlias = Annotated[float, _float("f32_le", 4, little=True)]
f64_le: TypeAlias = Annotated[float, _float("f64_le", 8, little=True)]

boolean: TypeAlias = Annotated[bool, AliasNode("boolean", wire=Boolean(), python=bool)]
"""One byte, 0 or 1 only; as `when=`, a byte right there that says whether the field is."""

flag: TypeAlias = Annotated[bool, AliasNode("flag", wire=Bits(1, flag=True), python=bool)]
"""One bit."""

uvarint: TypeAlias = Annotated[int, _varint("uvarint", 10, (1 << 64) - 1), Meta(ge=0)]
"""LEB128 below 2 to the 64th; longer than needed is accepted."""

svarint: TypeAlias = Annotated[
    int, _varint("svarint", 10, (1 << 64) - 1, zigzag=True), Meta(ge=-(1 << 63), le=(1 << 63) - 1)
]
"""A signed number of 64 bits: 0, -1, 1, -2, … stand as the `uvarint` 0, 1, 2, 3, … (zigzag)."""

quic_varint: TypeAlias = Annotated[
    int,
    AliasNode("quic_varint", wire=Varint("quic_varint", 8, (1 << 62) - 1, form="quic"), python=int),
    Meta(ge=0, le=(1 << 62) - 1),
]
"""A number below 2 to the 62nd in 1, 2, 4 or 8 bytes (RFC 9000, section 16); any is accepted."""

mqtt_varint: TypeAlias = Annotated[
    int, _varint("mqtt_varint", 4, (1 << 28) - 1), Meta(ge=0, le=(1 << 28) - 1)
]
"""LEB128 of at most four bytes (MQTT 3.1.1, section 2.2.3)."""
