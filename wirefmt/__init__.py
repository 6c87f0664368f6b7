"""Declare a binary message once, as a typed class; encode it, and decode it from any stream.

Whatever has an extent says how long it is in one of five ways: an `int`, an integer type (the
length stands right before), an expression over earlier fields, `until(delimiter)`, or `rest`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt._runtime.customs import Writer
from wirefmt._schema.aliases import (
    boolean,
    f16,
    f16_le,
    f32,
    f32_le,
    f64,
    f64_le,
    flag,
    i8,
    i16,
    i16_le,
    i24,
    i24_le,
    i32,
    i32_le,
    i40,
    i40_le,
    i48,
    i48_le,
    i56,
    i56_le,
    i64,
    i64_le,
    i128,
    i128_le,
    mqtt_varint,
    quic_varint,
    svarint,
    u8,
    u16,
    u16_le,
    u24,
    u24_le,
    u32,
    u32_le,
    u40,
    u40_le,
    u48,
    u48_le,
    u56,
    u56_le,
    u64,
    u64_le,
    u128,
    u128_le,
    uvarint,
)
from wirefmt._schema.arrays import array, sized
from wirefmt._schema.choices import choice, peek
from wirefmt._schema.conversions import (
    convert,
)
from wirefmt._schema.customs import CustomCodec, custom
from wirefmt._schema.digits import decimal, hexadecimal
from wirefmt._schema.expressions import (
    count_of,
    given,
    item,
    one_of,
    outer,
    present,
    select,
    size_of,
    this,
)
from wirefmt._schema.extents import (
    prefix,
    rest,
    until,
)
from wirefmt._schema.helpers import bits, data, enumerated, field, shortest, text
from wirefmt._schema.ready import (
    fixed_point,
    mac,
    timestamp,
    uuid,
)
from wirefmt._schema.roles import align, checksum, const, derived, pad
from wirefmt._schema.transforms import Deflate, KeyedTransform, Transform, deflate
from wirefmt.codec import (
    Codec,
)
from wirefmt.errors import (
    CheckFailedError,
    ChecksumError,
    ConstantError,
    DecodeError,
    DecoderClosedError,
    EncodeError,
    GivenError,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    MalformedError,
    OutOfRangeError,
    OverrunError,
    Path,
    SchemaError,
    SizeMismatchError,
    TextError,
    TrailingBytesError,
    TruncatedError,
    UnknownTagError,
    WirefmtError,
    WrongTypeError,
)
from wirefmt.limits import (
    Limits,
)
from wirefmt.message import (
    Message,
    decode,
    encode,
)
from wirefmt.stream import (
    Decoder,
)

if TYPE_CHECKING:
    from wirefmt._schema.addresses import (
        ipv4,
        ipv6,
    )

__all__ = [
    "CheckFailedError",
    "ChecksumError",
    "Codec",
    "ConstantError",
    "CustomCodec",
    "DecodeError",
    "Decoder",
    "DecoderClosedError",
    "Deflate",
    "EncodeError",
    "GivenError",
    "InvalidValueError",
    "KeyedTransform",
    "LengthError",
    "LimitExceededError",
    "Limits",
    "MalformedError",
    "Message",
    "OutOfRangeError",
    "OverrunError",
    "Path",
    "SchemaError",
    "SizeMismatchError",
    "TextError",
    "TrailingBytesError",
    "Transform",
    "TruncatedError",
    "UnknownTagError",
    "WirefmtError",
    "Writer",
    "WrongTypeError",
    "align",
    "array",
    "bits",
    "boolean",
    "checksum",
    "choice",
    "const",
    "convert",
    "count_of",
    "custom",
    "data",
    "decimal",
    "decode",
    "deflate",
    "derived",
    "encode",
    "enumerated",
    "f16",
    "f16_le",
    "f32",
    "f32_le",
    "f64",
    "f64_le",
    "field",
    "fixed_point",
    "flag",
    "given",
    "hexadecimal",
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
    "ipv4",
    "ipv6",
    "item",
    "mac",
    "mqtt_varint",
    "one_of",
    "outer",
    "pad",
    "peek",
    "prefix",
    "present",
    "quic_varint",
    "rest",
    "select",
    "shortest",
    "size_of",
    "sized",
    "svarint",
    "text",
    "this",
    "timestamp",
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
    "until",
    "uuid",
    "uvarint",
]


def __getattr__(name: str) -> object:
    """Import what brings a module that few declarations need."""
    if name not in {"ipv4", "ipv6"}:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from wirefmt._schema import addresses  # noqa: PLC0415  # it imports ipaddress

    return vars(addresses)[name]
