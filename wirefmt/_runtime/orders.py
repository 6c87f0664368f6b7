"""The byte order of a message whose own bytes tell it, for generated encoders."""

from __future__ import annotations

import struct
from collections.abc import Callable

from wirefmt._runtime.context import Context, Fault

__all__ = ["in_own_order"]

_FAILURES = (Fault, ValueError, struct.error)


def in_own_order(
    encoders: tuple[Callable[..., bytes], Callable[..., bytes]],
    says_little: Callable[..., bool],
    message: object,
    context: Context,
    depth: int,
    *outside: object,
) -> bytes:
    """Return the bytes of a message in the order that they themselves tell.

    Network order, that of the first encoder, is tried first. What encloses the message may be tried
    twice, too, and so on: therefore it is kept which order each of the messages had, in the order
    in which they are met, which is always the same.
    """
    place = context.place
    context.place += 1
    if place < len(context.orders):
        known = context.orders[place]
        if known is None:  # it failed
            raise Fault
        return encoders[known](message, context, depth, *outside)
    context.orders.append(None)
    charged = context.output
    for is_little, encode in enumerate(encoders):
        context.place = place + 1
        context.output = charged
        try:
            wire = encode(message, context, depth, *outside)
            says = says_little(wire, context, *outside)
        except _FAILURES:
            continue
        if bool(says) == is_little:
            context.orders[place] = is_little
            return wire
    raise Fault
