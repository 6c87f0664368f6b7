"""The helpers of numbers that are written in ASCII digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from wirefmt._schema.nodes import (
    ContentNode,
    Options,
    Spelling,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirefmt._schema.extents import Checks, Extent, NullablePrefix, Presence

__all__ = ["decimal", "hexadecimal"]


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
