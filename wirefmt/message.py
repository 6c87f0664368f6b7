"""`Message`, the base of every message class; `encode` and `decode` for a single message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

import msgspec

from wirefmt._schema.arrays import array, sized
from wirefmt._schema.choices import choice
from wirefmt._schema.conversions import convert
from wirefmt._schema.customs import custom
from wirefmt._schema.digits import decimal, hexadecimal
from wirefmt._schema.helpers import bits, data, enumerated, field, shortest, text
from wirefmt._schema.meta import MessageMeta
from wirefmt._schema.ready import fixed_point, timestamp
from wirefmt._schema.roles import align, checksum, const, derived, pad
from wirefmt.codec import codec_of
from wirefmt.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from typing_extensions import Buffer, TypeForm

    from wirefmt._schema.expressions import Expression
    from wirefmt._schema.extents import Checks
    from wirefmt._schema.orders import BitOrder, ByteOrder
    from wirefmt._schema.tags import Tags

__all__ = ["Message", "decode", "encode"]

_T = TypeVar("_T")


@dataclass_transform(  # as the metaclass: some checkers read one, some the other
    kw_only_default=True,
    field_specifiers=(
        align,
        array,
        bits,
        checksum,
        choice,
        const,
        convert,
        custom,
        data,
        decimal,
        derived,
        enumerated,
        field,
        fixed_point,
        hexadecimal,
        pad,
        shortest,
        sized,
        text,
        timestamp,
    ),
)
class Message(msgspec.Struct, metaclass=MessageMeta):
    """A binary message, declared once: its fields in wire order, in network byte order.

    A message is a `msgspec.Struct`: construction is by keyword, and repr, equality, pickling,
    copying, `match` and JSON encoding come from there. It has no public methods, so that no field
    name is taken; `bytes(message)` encodes it::

        class Login(Message):
            version: u8 = 1
            user: str = text(u16)
            token: bytes = data(32)

    Class keywords:
        byte_order: `"little"` for numbers whose types have no suffix to be least significant byte
            first: those of this class, inherited ones, and those of messages in it that say no
            order. Or an expression over `given`, `outer` and `peek` that is true for little.
        bit_order: `"lsb"` for runs of bits to be taken from the least significant one on, of
            numbers in the class's byte order; it governs what `byte_order` does. Else they are
            taken from the most significant one on, whatever the byte order.
        size: The size of the whole message in bytes, an expression; opens a window.
        slack: Whether the message may leave bytes of that window unused; encode writes none.
        align: Zeros follow the message, outside its size, so that it takes a multiple of so many
            bytes.
        origin: Whether custom values in this message count from its start, wherever it stands.
        variants: An expression over the fields, or a tuple of them: this class is a header, and its
            subclasses with `tag=` are its variants.
        tag: In a variant, what the header's expression must equal: a value, a range, a set of
            these, or `...` for every other; a tuple of as many parts where `variants=` is one. The
            more specific tag wins. A class without it extends the header, for variants of its own.
        check: What the message as a whole must satisfy: a condition, a function of the message, or
            a tuple of them.
        frozen, eq, order, gc, …: msgspec's own.

    Raises:
        SchemaError: When the class is made, if its declaration is wrong; with forward references,
            at first use.
    """

    if TYPE_CHECKING:

        def __init_subclass__(  # noqa: PLR0913  # every class keyword
            cls,
            *,
            variants: Expression | tuple[Expression, ...] | None = None,
            tag: Tags | None = None,
            size: Expression | None = None,
            byte_order: ByteOrder | Expression | None = None,
            bit_order: BitOrder | None = None,
            slack: bool = False,
            align: int = 1,
            origin: bool = False,
            check: Checks = (),
            frozen: bool = False,
            eq: bool = True,
            order: bool = False,
            gc: bool = True,
            weakref: bool = False,
            dict: bool = False,  # noqa: A002  # msgspec's name
            cache_hash: bool = False,
            omit_defaults: bool = False,
            repr_omit_defaults: bool = False,
            forbid_unknown_fields: bool = False,
        ) -> None: ...

    def __bytes__(self) -> bytes:
        return encode(self)


def encode(
    message: Message, *, given: Mapping[str, object] | None = None, limits: Limits = DEFAULT_LIMITS
) -> bytes:
    """Return the bytes of a message: lengths, counts, tags and checksums are filled in.

    Args:
        message: The message.
        given: What the session has negotiated, for `given.name` in the declaration.
        limits: How deep messages may nest.

    Raises:
        EncodeError: If the message does not fit the wire.
        GivenError: If `given` lacks a name that is read.
        SchemaError: If the declaration is wrong (with forward references it is found only now).
    """
    return codec_of(type(message)).encode(message, given=given, limits=limits)


def decode(
    spec: TypeForm[_T],
    data: Buffer,
    *,
    given: Mapping[str, object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> _T:
    """Return the message that is all of these bytes.

    Args:
        spec: A message class (a header gives the variant), or any wire type.
        data: Any bytes-like object, of one dimension, just as long as the message.
        given: What the session has negotiated, for `given.name` in the declaration.
        limits: Bounds on elements and depth; `message_size` bounds streams alone.

    Raises:
        DecodeError: If the bytes are not such a message; bytes left over are a
            `TrailingBytesError`, too few a `TruncatedError`.
        GivenError: If `given` lacks a name that is read.
        SchemaError: If the declaration is wrong (with forward references it is found only now).
    """
    return codec_of(spec).decode(data, given=given, limits=limits)
