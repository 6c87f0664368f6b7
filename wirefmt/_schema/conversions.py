"""`convert`: values that a user's functions make of others.

A type that stands as a value is a `TypeForm` to a checker if it is an alias or a class, and a value
if a helper gives it (`data(4)` is `bytes` there); hence two overloads of each kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, overload

from wirefmt._schema.expressions import refused
from wirefmt._schema.nodes import ConvertNode, Options, besides

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import TypeForm

    from wirefmt._schema.expressions import Expression
    from wirefmt._schema.extents import Checks, Presence

__all__ = ["convert"]

_T = TypeVar("_T")
_V = TypeVar("_V")


@overload
def convert(
    type: TypeForm[_T],
    *,
    decode: Callable[[_T], _V],
    encode: Callable[[_V], _T],
    default: _V = ...,
    default_factory: Callable[[], _V] = ...,
    when: None = None,
    check: Checks = ...,
) -> _V: ...
@overload
def convert(
    type: TypeForm[_T],
    *,
    decode: Callable[[_T], _V],
    encode: Callable[[_V], _T],
    default: _V | None = ...,
    default_factory: Callable[[], _V | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> _V | None: ...
@overload
def convert(
    type: TypeForm[_T],
    *,
    decode: Callable[[_T, Any], _V],
    encode: Callable[[_V, Any], _T],
    using: Expression,
    default: _V = ...,
    default_factory: Callable[[], _V] = ...,
    when: None = None,
    check: Checks = ...,
) -> _V: ...
@overload
def convert(
    type: TypeForm[_T],
    *,
    decode: Callable[[_T, Any], _V],
    encode: Callable[[_V, Any], _T],
    using: Expression,
    default: _V | None = ...,
    default_factory: Callable[[], _V | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> _V | None: ...
@overload
def convert(
    type: _T,
    *,
    decode: Callable[[_T], _V],
    encode: Callable[[_V], _T],
    default: _V = ...,
    default_factory: Callable[[], _V] = ...,
    when: None = None,
    check: Checks = ...,
) -> _V: ...
@overload
def convert(
    type: _T,
    *,
    decode: Callable[[_T], _V],
    encode: Callable[[_V], _T],
    default: _V | None = ...,
    default_factory: Callable[[], _V | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> _V | None: ...
@overload
def convert(
    type: _T,
    *,
    decode: Callable[[_T, Any], _V],
    encode: Callable[[_V, Any], _T],
    using: Expression,
    default: _V = ...,
    default_factory: Callable[[], _V] = ...,
    when: None = None,
    check: Checks = ...,
) -> _V: ...
@overload
def convert(
    type: _T,
    *,
    decode: Callable[[_T, Any], _V],
    encode: Callable[[_V, Any], _T],
    using: Expression,
    default: _V | None = ...,
    default_factory: Callable[[], _V | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> _V | None: ...
def convert(
    type: object,
    *,
    decode: Callable[..., Any],
    encode: Callable[..., Any],
    using: Expression | None = None,
    **options: Any,
) -> Any:
    """Say that a value is what `decode` makes of a value of another type, and `encode` turns back.

    A `ValueError` (or `struct.error`) that one of them raises becomes a `MalformedError` on decode
    and an `InvalidValueError` on encode. Both must be pure, and inverse to one another: what
    `decode` gives must encode. `using` is an expression over earlier fields; what it gives is
    their second argument.
    """
    for function in (decode, encode):
        if not callable(function):
            raise refused(f"decode= and encode= of convert are functions, not {function!r}")
    given = Options.of(**options)
    return ConvertNode(
        "convert", given, type=type, decode=decode, encode=encode, using=besides(using)
    )
