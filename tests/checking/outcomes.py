"""What came of a call, in a form that can be compared: a value, or an error with its attributes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from wirefmt import WirefmtError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Outcome", "outcome", "same"]


class Outcome(NamedTuple):
    """A value, or an error; two errors are equal if class and all attributes are."""

    value: Any
    error: WirefmtError | None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Outcome):
            return NotImplemented
        return self.error == other.error and same(self.value, other.value)

    __hash__ = None  # type: ignore[assignment]


def outcome(call: Callable[..., Any], *arguments: Any, **options: Any) -> Outcome:
    """Return what a call gives, or which of wirefmt's errors it raises."""
    try:
        return Outcome(call(*arguments, **options), None)
    except WirefmtError as error:
        return Outcome(None, error)


def same(left: object, right: object) -> bool:
    """Return whether two values are equal, of equal types throughout, a NaN being equal to a NaN.

    0.0 and -0.0 are not the same: their bytes differ.
    """
    if type(left) is not type(right):
        return False
    match left, right:
        case float(), float():
            if math.isnan(left) or math.isnan(right):
                return math.isnan(left) and math.isnan(right)
            return left == right and math.copysign(1, left) == math.copysign(1, right)
        case (list(), list()) | (tuple(), tuple()):
            return len(left) == len(right) and all(map(same, left, right))
        case msgspec.Struct(), msgspec.Struct():
            return same(msgspec.structs.astuple(left), msgspec.structs.astuple(right))
        case _:
            return left == right
