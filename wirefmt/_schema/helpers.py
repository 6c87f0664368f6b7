"""The helpers: what stands on the right of a field, or in `Annotated`, and says its wire type.

To a type checker a helper returns the value's type, so that `a: bytes = text(u8)` is an error
there; in truth it returns a node, which the class takes away. `default=` and `default_factory=`
are what a checker reads to know that the constructor needs no value; `when=` alone implies none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from msgspec.structs import replace

from wirefmt._schema.expressions import Expression, Span, literal, refused, unwrap
from wirefmt._schema.nodes import (
    AliasNode,
    AlignNode,
    ChecksumNode,
    ChoiceNode,
    ConstNode,
    ContentNode,
    DerivedNode,
    EnumeratedNode,
    FieldNode,
    Options,
    PadNode,
    Spelling,
    multiple_of,
)
from wirefmt.ir.expressions import Expression as IRExpression, Peek, Reference, Root
from wirefmt.ir.types import Bits, Integer, Varint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typing_extensions import TypeForm

    from wirefmt._schema.extents import Checks, Extent, NullablePrefix, Presence

__all__ = [
    "align",
    "bits",
    "checksum",
    "choice",
    "const",
    "data",
    "decimal",
    "derived",
    "enumerated",
    "field",
    "hexadecimal",
    "pad",
    "peek",
    "shortest",
    "text",
]

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


@overload
def decimal(
    extent: Extent,
    *,
    signed: bool = ...,
    min: int = ...,
    max: int | None = ...,
    default: int = ...,
    default_factory: Callable[[], int] = ...,
    when: None = None,
    check: Checks = ...,
) -> int: ...
@overload
def decimal(
    extent: Extent,
    *,
    signed: bool = ...,
    min: int = ...,
    max: int | None = ...,
    default: int | None = ...,
    default_factory: Callable[[], int | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> int | None: ...
@overload
def decimal(
    extent: NullablePrefix,
    *,
    signed: bool = ...,
    min: int = ...,
    max: int | None = ...,
    default: int | None = ...,
    default_factory: Callable[[], int | None] = ...,
    when: None = None,
    check: Checks = ...,
) -> int | None: ...
def decimal(
    extent: Extent | NullablePrefix,
    *,
    signed: bool = False,
    min: int = 0,
    max: int | None = None,
    **options: Any,
) -> Any:
    """Say that an `int` is written in ASCII digits, and how many.

    A fixed number is filled with zeros; else there are no leading zeros, and at most 20 digits
    unless `max` says more. With `signed` a minus may stand before them, and counts.
    """
    spelling = Spelling.of(extent, min, max)
    given = Options.of(**options)
    return ContentNode("decimal", given, kind="decimal", extent=spelling, signed=signed)


@overload
def hexadecimal(
    extent: Extent,
    *,
    signed: bool = ...,
    min: int = ...,
    max: int | None = ...,
    default: int = ...,
    default_factory: Callable[[], int] = ...,
    when: None = None,
    check: Checks = ...,
) -> int: ...
@overload
def hexadecimal(
    extent: Extent,
    *,
    signed: bool = ...,
    min: int = ...,
    max: int | None = ...,
    default: int | None = ...,
    default_factory: Callable[[], int | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> int | None: ...
@overload
def hexadecimal(
    extent: NullablePrefix,
    *,
    signed: bool = ...,
    min: int = ...,
    max: int | None = ...,
    default: int | None = ...,
    default_factory: Callable[[], int | None] = ...,
    when: None = None,
    check: Checks = ...,
) -> int | None: ...
def hexadecimal(
    extent: Extent | NullablePrefix,
    *,
    signed: bool = False,
    min: int = 0,
    max: int | None = None,
    **options: Any,
) -> Any:
    """Say that an `int` is written in ASCII hexadecimal digits, and how many.

    A fixed number is filled with zeros; else there are no leading zeros, and at most 20 digits
    unless `max` says more. Both cases are read, the lower is written. With `signed` a minus may
    stand before them, and counts.
    """
    spelling = Spelling.of(extent, min, max)
    given = Options.of(**options)
    return ContentNode("hexadecimal", given, kind="hexadecimal", extent=spelling, signed=signed)


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


def choice(
    tag: Expression | TypeForm[int] | int,
    arms: Mapping[Any, Any],
    *,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = None,
    when: Presence | None = None,
    check: Checks = (),
) -> Any:
    """Say that one of several types stands here, as a tag says: `choice(u8, {1: u16, 2: Login})`.

    The tag is an integer type, and stands right before; or it is an expression, such as
    `this.kind`. The key `...` is for every other tag, and the type None takes no byte. A message
    that is not declared yet is named by its name, as in the annotation.

    On encode a tag that is known without the value (an ordinary field, what is given) decides, and
    the value must fit. Else the value's class does: no two arms may have one then.
    """
    options = Options.of(default, default_factory, when, check)
    return ChoiceNode("choice", options, tag=unwrap(tag), arms=tuple(arms.items()))


def peek(type: TypeForm[int] | int, at: int = 0) -> Expression:
    """Return an integer that is read without being consumed, as the tag of a `choice`.

    `at` counts bytes from the first of the value that is chosen. On encode the value's class
    decides, and what was written must have that tag.
    """
    nodes: tuple[object, ...] = getattr(type, "__metadata__", ())
    match nodes:
        case (AliasNode(wire=Integer() as wire), *_) if at >= 0:
            return Expression(Peek(wire, at))
        case _:
            raise refused(f"peek takes an integer type such as u16, and at= from 0 on, not {at}")


# ------------------------------------------------------------------ not in the constructor


def derived(
    type: object = None,
    expression: Expression | None = None,
    *,
    default: int | None = None,
    keep: bool = False,
    when: Presence | None = None,
    check: Checks = (),
    trailing: bool = False,
    init: Literal[False] = False,  # noqa: ARG001  # tells checkers: not in the constructor
) -> Any:
    """Declare a field that encode finds out: from the fields it governs, or by the expression.

    `default` is written where no field that it governs is there (0 for a length). With `trailing`
    a header's field stands after those of its variants.

    With `keep` the message holds the field: it is filled in when the message is made, if its own
    fields suffice, kept on decode, not checked there, and written as it is. It is the one field
    that may disagree; one that governs others must still fit them. The constructor takes it too.
    """
    if keep and when is not None:
        raise refused("keep=True takes no when=: None means that the field is still to be derived")
    options = Options.of(... if default is None else default, None, when, check, trailing=trailing)
    node = unwrap(expression)
    if node is not None and not isinstance(node, IRExpression):
        raise refused(f"derived(type, expression) takes an expression, not {node!r}")
    return DerivedNode("derived", options, type=type, expression=node, keep=keep)


def const(
    value: Any,
    type: object = None,
    *,
    when: Presence | None = None,
    trailing: bool = False,
    init: Literal[False] = False,  # noqa: ARG001  # tells checkers: not in the constructor
) -> Any:
    """Declare a field that is always this value; bytes need no type, they are as long as that.

    With `trailing` a header's field stands after those of its variants.
    """
    literal(value)
    return ConstNode("const", Options.of(when=when, trailing=trailing), value=value, type=type)


def pad(
    extent: Extent,
    *,
    when: Presence | None = None,
    trailing: bool = False,
    init: Literal[False] = False,  # noqa: ARG001  # tells checkers: not in the constructor
) -> Any:
    """Declare bytes, or `bits(n)`, that are written as zero and ignored on decode.

    With `trailing` a header's field stands after those of its variants.
    """
    return PadNode("pad", Options.of(when=when, trailing=trailing), extent=unwrap(extent))


def align(
    multiple: int,
    *,
    when: Presence | None = None,
    init: Literal[False] = False,  # noqa: ARG001  # tells checkers: not in the constructor
) -> Any:
    """Declare zero bytes up to a multiple of so many, counted from the start of the class.

    They are ignored on decode.
    """
    return AlignNode("align", Options.of(when=when), multiple=multiple_of(multiple))


def checksum(
    function: Callable[[bytes], Any],
    type: object = None,
    *,
    over: Span | Expression,
    when: Presence | None = None,
    trailing: bool = False,
    init: Literal[False] = False,  # noqa: ARG001  # tells checkers: not in the constructor
) -> Any:
    """Declare what `function` gives for the bytes of `this["first":"last"]`.

    Both ends are included; the checksum's own bytes, where they lie inside, count as zero. With
    `trailing` a header's field stands after those of its variants.
    """
    match unwrap(over):
        case Span(first=first, last=last):
            pass
        case Reference(root=Root.THIS, path=(first,)):
            last = first
        case _:
            raise refused('over= takes a span of fields, such as this["first":"last"]')
    options = Options.of(when=when, trailing=trailing)
    return ChecksumNode("checksum", options, function=function, type=type, first=first, last=last)
