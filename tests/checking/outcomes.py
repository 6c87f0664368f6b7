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
    """A value, or an error; two errors are equal if class and all attributes are."""

    value: Any
    error: WirefmtError | None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Outcome):
            return NotImplemented
        return self.error == other.error and same(self.value, other.value)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(self.value) if self.error is None else repr(self.error)


def expect(found: object, expected: object, *about: object) -> None:
    """Assert that two outcomes, or stands of a stream, are equal, and show both if not."""
    if not found == expected:  # noqa: SIM201  # a tuple's != would not ask ==
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
