"""`Message`, the base of every message class."""

from __future__ import annotations

from typing import TYPE_CHECKING, dataclass_transform

import msgspec

from wirefmt._schema.helpers import (
    array,
    bits,
    checksum,
    const,
    data,
    decimal,
    derived,
    enumerated,
    field,
    pad,
    sized,
    text,
)
from wirefmt._schema.meta import MessageMeta
from wirefmt.codec import encode

if TYPE_CHECKING:
    from types import EllipsisType

    from wirefmt._schema.expressions import Expression
    from wirefmt._schema.extents import Checks

__all__ = ["Message"]


@dataclass_transform(  # as the metaclass: some checkers read one, some the other
    kw_only_default=True,
    field_specifiers=(
        array,
        bits,
        checksum,
        const,
        data,
        decimal,
        derived,
        enumerated,
        field,
        pad,
        sized,
        text,
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
        size: The size of the whole message in bytes, an expression; opens a window.
        variants: An expression over the fields: this class is a header, and its subclasses with
            `tag=` are its variants.
        tag: In a variant, what the header's expression must equal: a value, a set of values, or
            `...` for every other.
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
            variants: Expression | None = None,
            tag: int | set[int] | frozenset[int] | EllipsisType | None = None,
            size: Expression | None = None,
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
