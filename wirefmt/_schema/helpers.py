"""The helpers: what stands on the right of a field, or in `Annotated`, and says its wire type.

To a type checker a helper returns the value's type, so that `a: bytes = text(u8)` is an error
there; in truth it returns a node, which the class takes away. `default=` and `default_factory=`
are what a checker reads to know that the constructor needs no value; `when=` alone implies none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from msgspec.structs import replace

from wirefmt._schema.expressions import refused
from wirefmt._schema.nodes import (
    AliasNode,
    ContentNode,
    EnumeratedNode,
    FieldNode,
    Options,
    Spelling,
)
from wirefmt.ir.types import Bits, Varint

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import TypeForm

    from wirefmt._schema.extents import Checks, Extent, NullablePrefix, Presence

__all__ = ["bits", "data", "enumerated", "field", "shortest", "text"]

# ------------------------------------------------------------------ values


def field(
    *,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = None,
    when: Presence | None = None,
    check: Checks = (),
) -> Any:
    """Give options to a field whose annotation says its type."""
    return FieldNode("field", Options.of(default, default_factory, when, check))


def bits(
    width: int,
    *,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = None,
    when: Presence | None = None,
    check: Checks = (),
) -> Any:
    """Say that an `int` is an unsigned number of `width` bits, the most significant first."""
    options = Options.of(default, default_factory, when, check)
    match width:
        case int() if width >= 1:
            return AliasNode("bits", options, wire=Bits(width), python=int)
        case _:
            raise refused(f"bits takes a number of bits from 1 on, not {width!r}")


@overload
def shortest(
    type: TypeForm[int],
    *,
    default: int = ...,
    default_factory: Callable[[], int] = ...,
    when: None = None,
    check: Checks = ...,
) -> int: ...
@overload
def shortest(
    type: TypeForm[int],
    *,
    default: int | None = ...,
    default_factory: Callable[[], int | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> int | None: ...
def shortest(type: TypeForm[int], **options: Any) -> Any:
    """Say that an `int` is a varint such as `uvarint`, refused where it is longer than needed."""
    for node in getattr(type, "__metadata__", ()):
        match node:
            case AliasNode(wire=Varint() as wire):
                strict = replace(wire, shortest=True)
                return AliasNode("shortest", Options.of(**options), wire=strict, python=int)
            case _:
                pass
    raise refused(f"shortest takes a varint, such as w.uvarint, not {type!r}")


@overload
def data(
    extent: Extent,
    *,
    min: int = ...,
    max: int | None = ...,
    pad: bytes | None = ...,
    align: int = ...,
    default: bytes = ...,
    default_factory: Callable[[], bytes] = ...,
    when: None = None,
    check: Checks = ...,
) -> bytes: ...
@overload
def data(
    extent: Extent,
    *,
    min: int = ...,
    max: int | None = ...,
    pad: bytes | None = ...,
    align: int = ...,
    default: bytes | None = ...,
    default_factory: Callable[[], bytes | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> bytes | None: ...
@overload
def data(
    extent: NullablePrefix,
    *,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    default: bytes | None = ...,
    default_factory: Callable[[], bytes | None] = ...,
    when: None = None,
    check: Checks = ...,
) -> bytes | None: ...
def data(
    extent: Extent | NullablePrefix,
    *,
    min: int = 0,
    max: int | None = None,
    pad: bytes | None = None,
    align: int = 1,
    **options: Any,
) -> Any:
    r"""Say how long `bytes` are; `min` and `max` bound their number.

    With a fixed extent `pad=b"\0"` fills what is shorter on encode, and is stripped on decode. With
    `align` zeros follow up to a multiple of so many bytes from the start of the class.
    """
    spelling = Spelling.of(extent, min, max, pad=pad, align=align)
    return ContentNode("data", Options.of(**options), kind="data", extent=spelling)


@overload
def text(
    extent: Extent,
    encoding: str = ...,
    *,
    min: int = ...,
    max: int | None = ...,
    pad: bytes | None = ...,
    align: int = ...,
    default: str = ...,
    default_factory: Callable[[], str] = ...,
    when: None = None,
    check: Checks = ...,
) -> str: ...
@overload
def text(
    extent: Extent,
    encoding: str = ...,
    *,
    min: int = ...,
    max: int | None = ...,
    pad: bytes | None = ...,
    align: int = ...,
    default: str | None = ...,
    default_factory: Callable[[], str | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> str | None: ...
@overload
def text(
    extent: NullablePrefix,
    encoding: str = ...,
    *,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    default: str | None = ...,
    default_factory: Callable[[], str | None] = ...,
    when: None = None,
    check: Checks = ...,
) -> str | None: ...
def text(
    extent: Extent | NullablePrefix,
    encoding: str = "utf-8",
    *,
    min: int = 0,
    max: int | None = None,
    pad: bytes | None = None,
    align: int = 1,
    **options: Any,
) -> Any:
    """Say how long a `str` is; the extent, `min` and `max` count its bytes.

    With a fixed extent `pad`, of a code unit's size, fills what is shorter, as in `data`.
    """
    spelling = Spelling.of(extent, min, max, pad=pad, align=align)
    return ContentNode(
        "text", Options.of(**options), kind="text", extent=spelling, encoding=encoding
    )


def enumerated(
    type: TypeForm[int] | int,
    *,
    open: bool = False,
    strict: bool = False,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = None,
    when: Presence | None = None,
    check: Checks = (),
) -> Any:
    """Say as which integer type the annotated `IntEnum` or `IntFlag` stands on the wire.

    A number that is no member of an `IntEnum` is refused; with `open` it stays an `int` (annotate
    `Colour | int`). An `IntFlag` keeps bits that it does not know; with `strict` it refuses them.
    """
    options = Options.of(default, default_factory, when, check)
    return EnumeratedNode("enumerated", options, type=type, open=open, strict=strict)
