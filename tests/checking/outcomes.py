"""What came of a call, in a form that can be compared: a value, or an error with its attributes."""

from __future__ import annotations

import math
import reprlib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from wirefmt import WirefmtError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Outcome", "expect", "outcome", "same", "shown"]


class Outcome(NamedTuple):
    """A value, or an error."""

    value: Any
    error: WirefmtError | None


def expect(found: object, expected: object, *about: object) -> None:
    """Assert that two values, outcomes, or stands of a stream are the same; show both if not."""
    if not same(found, expected):
        lines = ("", f"found    {found!r}", f"expected {expected!r}", *map(repr, about))
        raise AssertionError("\n".join(lines))


def outcome(call: Callable[..., Any], *arguments: Any, **options: Any) -> Outcome:
    """Return what a call gives, or which of wirefmt's errors it raises."""
    try:
        return Outcome(call(*arguments, **options), None)
    except WirefmtError as error:
        return Outcome(None, error)


def same(left: object, right: object) -> bool:
    """Return whether two values are equal, of equal types throughout, a NaN being equal to a NaN.

    0.0 and -0.0 are not the same: their bytes differ. Two errors are, if all attributes are.
    """
    if type(left) is not type(right):
        return False
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, msgspec.Struct) and isinstance(right, msgspec.Struct):
        return same(msgspec.structs.astuple(left), msgspec.structs.astuple(right))
    if isinstance(left, float) and isinstance(right, float):
        both_nan = math.isnan(left) and math.isnan(right)
        return both_nan or (left == right and math.copysign(1, left) == math.copysign(1, right))
    return left == right


def shown(value: object) -> str | None:
    """Return the id of a parameter, the same in every process; None for what has no short text."""
    match value:
        case type() if issubclass(value, Exception):
            return value.__name__
        case Exception():
            return type(value).__name__
        case int() | float() | str() | bytes() | bytearray() | list() | tuple() | None:
            return reprlib.repr(value)
        case _:
            return None
