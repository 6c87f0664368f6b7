"""What checks and checksums ask, whichever way a message goes."""

from __future__ import annotations

from wirefmt._interp.bound import Bound
from wirefmt._interp.evaluate import evaluate
from wirefmt._interp.scope import Scope
from wirefmt.ir.records import Check

__all__ = ["covered", "satisfies"]


def satisfies(check: Check, value: object, scope: Scope, bound: Bound) -> bool:
    """Return whether a value, or the message of a scope, satisfies a check.

    Raises:
        Refusal: If the condition cannot be evaluated, or the function says no by an exception.
    """
    if check.condition is not None:
        return bool(evaluate(check.condition, scope))
    answer = bound.ask(check.function or "", value)
    return answer is None or bool(answer)


def covered(data: bytes | bytearray, span: tuple[int, int], own: tuple[int, int]) -> bytes:
    """Return the bytes that a checksum covers, with its own bits zero where they lie inside.

    `span` and `own` are bits of the data, from the first to the one after the last.
    """
    begin, end = span[0] // 8, -(-span[1] // 8)
    first, last = max(begin, own[0] // 8), min(end, -(-own[1] // 8))
    if first >= last:
        return bytes(data[begin:end])
    shift = 8 * last - own[1]
    mask = ((1 << (own[1] - own[0])) - 1) << shift
    number = int.from_bytes(data[first:last], "big") & ~mask
    inside = number.to_bytes(last - first, "big")
    return b"".join((data[begin:first], inside, data[last:end]))
