"""How long is it? The spellings of an extent, and what else a helper's options may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, overload

import msgspec

from wirefmt._schema.expressions import refused, unwrap
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Expression as Node,
    Reference,
    Root,
    Unary,
)
from wirefmt.ir.extents import Last, Rest, Until
from wirefmt.ir.show import show_expression

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from typing_extensions import TypeForm

    from wirefmt._schema.expressions import Expression

    Extent: TypeAlias = "int | Expression | Until | Rest | Prefix | TypeForm[int]"
    Count: TypeAlias = "int | Expression | Until | Last | Rest | Prefix | TypeForm[int]"
    Presence: TypeAlias = Expression | Rest | TypeForm[bool]
    Check: TypeAlias = Expression | Callable[[Any], object]
    Checks: TypeAlias = Check | tuple[Check, ...]

__all__ = ["NullablePrefix", "Prefix", "prefix", "rest", "until"]

rest: Final[Rest] = Rest()
"""To the end of what encloses it: the window, or the connection's close."""


class Prefix(msgspec.Struct, frozen=True):
    """A length that stands right before: `factor * item + offset`, `item` being on the wire."""

    type: Any
    factor: int = 1
    offset: int = 0
    none: None = None


class NullablePrefix(msgspec.Struct, frozen=True):
    """A prefix that says None where `item` is `none`."""

    type: Any
    factor: int
    offset: int
    none: int


@overload
def prefix(type: TypeForm[int] | int, expression: Expression | None = None) -> Prefix: ...
@overload
def prefix(
    type: TypeForm[int] | int, expression: Expression | None = None, *, none: int
) -> NullablePrefix: ...
def prefix(
    type: TypeForm[int] | int, expression: Expression | None = None, *, none: int | None = None
) -> Prefix | NullablePrefix:
    """Return the extent whose length stands right before it, as another number.

    Args:
        type: The integer type of the number on the wire.
        expression: The length, of the number, which is `item`: `item - 4` counts itself. It is
            linear in `item`, so that encode can solve it.
        none: The number that says that there is no value: it is None.

    Raises:
        SchemaError: If the expression is not linear in `item`.
    """
    node = unwrap(expression)
    factor, offset = (1, 0) if node is None else _linear(node, node)
    if not factor:
        raise refused("what a prefix says is no constant; give the extent as an int")
    match none:
        case None:
            return Prefix(type, factor, offset)
        case int() if not isinstance(none, bool):
            return NullablePrefix(type, factor, offset, none)
        case _:
            raise refused(f"none= is a number on the wire, not {none!r}")


def _linear(node: object, whole: object) -> tuple[int, int]:
    """Return `a` and `b` of `a * item + b`, as part of a whole."""
    match node:
        case Constant(value=int(value)):
            return 0, value
        case Reference(path=(), root=Root.ITEM):
            return 1, 0
        case Unary(operator="-", operand=operand):
            return _linear(Binary("*", operand, Constant(-1)), whole)
        case Binary(operator="+" | "-" as operator, left=left, right=right):
            sign = 1 if operator == "+" else -1
            (one, plus), (other, more) = _linear(left, whole), _linear(right, whole)
            return one + sign * other, plus + sign * more
        case Binary(operator="*", left=left, right=Constant(value=int(times))):
            factor, offset = _linear(left, whole)
            return factor * times, offset * times
        case Binary(operator="*", left=Constant() as times, right=right):
            return _linear(Binary("*", right, times), whole)
        case Binary(operator="<<", left=left, right=Constant(value=int(shift))) if (
            0 <= shift <= 128  # noqa: PLR2004  # the bound of every shift
        ):
            return _linear(Binary("*", left, Constant(1 << shift)), whole)
        case _:
            text = show_expression(whole) if isinstance(whole, Node) else repr(whole)
            raise refused(
                f"prefix(type, {text}) is not a * item + b, which encode could solve; "
                "make the length a field of its own, and say data(this.length // 2) or the like"
            )


@overload
def until(end: bytes, *, include: bool = False, at_eof: bool = False) -> Until: ...
@overload
def until(end: Expression, *, at_eof: bool = False) -> Last: ...
def until(end: bytes | Expression, *, include: bool = False, at_eof: bool = False) -> Until | Last:
    r"""Return the extent that ends at a delimiter, or of an array with an element.

    Args:
        end: A delimiter, such as `b"\r\n"`: it is consumed and not part of the value; in an array
            it stands in place of an element. Or a condition that the last element of an array
            satisfies, such as `item.kind == 0`, and no other.
        include: Whether the delimiter is part of the value, which then ends with it. In text of two
            or four bytes a code unit a delimiter stands on a unit's border.
        at_eof: Whether the end that `rest` would have there ends it, too. On encode the delimiter
            is written only if something follows; an array needs its last element only then.

    Raises:
        SchemaError: If the delimiter is empty, or neither bytes nor an expression; or if a
            condition is to be included.
    """
    match unwrap(end):
        case bytes() as delimiter if delimiter:
            return Until(delimiter, include, at_eof=at_eof)
        case condition if isinstance(condition, Node):
            if include:
                raise refused("the element that ends an array is one of it; leave include=True out")
            return Last(condition, at_eof)
        case other:
            raise refused(
                "until takes at least one byte, such as b'\\0', or of an array a condition, "
                f"not {other!r}"
            )
