"""The helpers of what is made of other types: arrays, and what stands in a window of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from wirefmt._schema.expressions import refused
from wirefmt._schema.nodes import ArrayNode, Options, SizedNode, Spelling, multiple_of
from wirefmt._schema.transforms import using_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirefmt._schema.expressions import Expression
    from wirefmt._schema.extents import Checks, Count, Extent, NullablePrefix, Presence
    from wirefmt._schema.transforms import KeyedTransform, Transform

__all__ = ["array", "sized"]


@overload
def array(
    count: Count = ...,
    *,
    size: Count = ...,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    between: int = ...,
    default: list[Any] = ...,
    default_factory: Callable[[], list[Any]] = ...,
    when: None = None,
    check: Checks = ...,
) -> list[Any]: ...
@overload
def array(
    count: Count = ...,
    *,
    size: Count = ...,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    between: int = ...,
    default: list[Any] | None = ...,
    default_factory: Callable[[], list[Any] | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> list[Any] | None: ...
@overload
def array(
    count: NullablePrefix,
    *,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    between: int = ...,
    default: list[Any] | None = ...,
    default_factory: Callable[[], list[Any] | None] = ...,
    when: None = None,
    check: Checks = ...,
) -> list[Any] | None: ...
@overload
def array(
    *,
    size: NullablePrefix,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    between: int = ...,
    default: list[Any] | None = ...,
    default_factory: Callable[[], list[Any] | None] = ...,
    when: None = None,
    check: Checks = ...,
) -> list[Any] | None: ...
def array(
    count: Count | NullablePrefix | None = None,
    *,
    size: Count | NullablePrefix | None = None,
    min: int = 0,
    max: int | None = None,
    align: int = 1,
    between: int = 1,
    **options: Any,
) -> Any:
    """Say how many elements a `list` has, or with `size` how many bytes they fill.

    `rest` is to the end. `min` and `max` count what the extent counts. With `between` zeros go up
    to a multiple of so many bytes from the start of the class before each element but the first.
    """
    if (count is None) == (size is None):
        raise refused("array takes either a count of elements, or size= in bytes")
    in_bytes = count is None
    spelling = Spelling.of(size if in_bytes else count, min, max, align=align)
    return ArrayNode(
        "array",
        Options.of(**options),
        extent=spelling,
        in_bytes=in_bytes,
        between=multiple_of(between, "between"),
    )


@overload
def sized(
    extent: Extent | NullablePrefix,
    *,
    through: Transform | None = ...,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    slack: bool = ...,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = ...,
    when: Presence | None = ...,
    check: Checks = ...,
) -> Any: ...
@overload
def sized(
    extent: Extent | NullablePrefix,
    *,
    through: KeyedTransform,
    using: Expression,
    min: int = ...,
    max: int | None = ...,
    align: int = ...,
    slack: bool = ...,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = ...,
    when: Presence | None = ...,
    check: Checks = ...,
) -> Any: ...
def sized(
    extent: Extent | NullablePrefix,
    *,
    through: Transform | KeyedTransform | None = None,
    using: Expression | None = None,
    min: int = 0,
    max: int | None = None,
    align: int = 1,
    slack: bool = False,
    **options: Any,
) -> Any:
    """Confine the annotated type to so many bytes, all of which it must use.

    With `slack` it may leave some unused, which are ignored; encode writes none, but to fill a
    fixed extent with zeros.

    `through` transforms these bytes before the type is read of them, and after it is written: its
    `decode` and `encode` are given `using` too, an expression over earlier fields. The extent
    measures what is on the wire, the type must use all that it gives.
    """
    spelling = Spelling.of(extent, min, max, align=align)
    return SizedNode(
        "sized",
        Options.of(**options),
        extent=spelling,
        slack=slack,
        through=through,
        using=using_of(through, using),
    )
