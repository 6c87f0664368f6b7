"""The helpers of fields that are not in the constructor: derived, constant, padding, checksums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from wirefmt._schema.expressions import Expression, Span, literal, refused, unwrap
from wirefmt._schema.nodes import (
    AlignNode,
    ChecksumNode,
    ConstNode,
    DerivedNode,
    Options,
    PadNode,
    besides,
    multiple_of,
)
from wirefmt.ir.expressions import Expression as IRExpression, Reference, Root

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirefmt._schema.extents import Checks, Extent, Presence

__all__ = ["align", "checksum", "const", "derived", "pad"]


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


@overload
def checksum(
    function: Callable[[bytes], Any],
    type: object = None,
    *,
    over: Span | Expression,
    when: Presence | None = None,
    trailing: bool = False,
    init: Literal[False] = False,
) -> Any: ...
@overload
def checksum(
    function: Callable[[bytes, Any], Any],
    type: object = None,
    *,
    over: Span | Expression,
    using: Expression,
    when: Presence | None = None,
    trailing: bool = False,
    init: Literal[False] = False,
) -> Any: ...
def checksum(
    function: Callable[..., Any],
    type: object = None,
    *,
    over: Span | Expression,
    using: Expression | None = None,
    when: Presence | None = None,
    trailing: bool = False,
    init: Literal[False] = False,  # noqa: ARG001  # tells checkers: not in the constructor
) -> Any:
    """Declare what `function` gives for the bytes of `this["first":"last"]`.

    Both ends are included; the checksum's own bytes, where they lie inside, count as zero. `using`
    is an expression over any fields; what it gives, such as the addresses of a pseudo-header, is
    the function's second argument. With `trailing` a header's field stands after those of its
    variants.
    """
    match unwrap(over):
        case Span(first=first, last=last):
            pass
        case Reference(root=Root.THIS, path=(first,)):
            last = first
        case _:
            raise refused('over= takes a span of fields, such as this["first":"last"]')
    options = Options.of(when=when, trailing=trailing)
    return ChecksumNode(
        "checksum",
        options,
        function=function,
        type=type,
        first=first,
        last=last,
        using=besides(using),
    )
