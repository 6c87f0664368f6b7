"""Conversions that are ready: UUIDs, MAC addresses, points in time, fixed-point numbers.

What they import, msgspec has imported already.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, overload
from uuid import UUID

from wirefmt._schema.expressions import refused
from wirefmt._schema.helpers import data
from wirefmt._schema.nodes import AliasNode, ConvertNode, Options
from wirefmt.ir.types import Bits, Integer, Varint

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import TypeForm

    from wirefmt._schema.extents import Checks, Presence

__all__ = ["fixed_point", "mac", "packed", "timestamp", "uuid"]


def packed(
    word: str,
    size: int,
    python: type,
    decode: Callable[[bytes], object],
    encode: Callable[[Any], bytes],
) -> ConvertNode:
    """Return the conversion between so many bytes and the instances of a class."""
    return ConvertNode(
        word,
        type=data(size),
        decode=decode,
        encode=encode,
        python=python,
        accepts=python,
        exact=True,
    )


_MAC: Final = re.compile(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}", re.ASCII)


def _to_uuid(packed: bytes) -> UUID:
    return UUID(bytes=packed)


def _to_mac(packed: bytes) -> str:
    return packed.hex(":")


def _from_mac(text: str) -> bytes:
    if _MAC.fullmatch(text) is None:
        message = "six bytes in lower-case hexadecimal are needed, such as 00:1b:21:3c:9d:f8"
        raise ValueError(message)
    return bytes.fromhex(text.replace(":", ""))


uuid: TypeAlias = Annotated[UUID, packed("uuid", 16, UUID, _to_uuid, attrgetter("bytes"))]
"""A UUID: sixteen bytes in network byte order (RFC 9562)."""

mac: TypeAlias = Annotated[str, packed("mac", 6, str, _to_mac, _from_mac)]
"""An EUI-48 (MAC) address: six bytes, as text such as `00:1b:21:3c:9d:f8`, and in no other form."""

# ------------------------------------------------------------------ time

_MICROSECONDS: Final = 1_000_000
_UNIX_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@overload
def timestamp(
    type: TypeForm[int] | int,
    *,
    per_second: int = ...,
    epoch: datetime = ...,
    default: datetime = ...,
    default_factory: Callable[[], datetime] = ...,
    when: None = None,
    check: Checks = ...,
) -> datetime: ...
@overload
def timestamp(
    type: TypeForm[int] | int,
    *,
    per_second: int = ...,
    epoch: datetime = ...,
    default: datetime | None = ...,
    default_factory: Callable[[], datetime | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> datetime | None: ...
def timestamp(
    type: TypeForm[int] | int,
    *,
    per_second: int = 1,
    epoch: datetime = _UNIX_EPOCH,
    **options: Any,
) -> Any:
    """Say that a `datetime` is a number of seconds, or of parts of one, since an epoch.

    It is in UTC; encode takes any that has a time zone. One that falls between two numbers is
    refused. `per_second` divides a million, since a `datetime` holds no less than a microsecond.
    """
    match per_second:
        case int() if per_second >= 1 and _MICROSECONDS % per_second == 0:
            pass
        case _:
            raise refused(
                f"per_second divides {_MICROSECONDS}, what a datetime can hold, which "
                f"{per_second!r} does not; take the number as it is, or convert it"
            )
    match epoch:
        case datetime() if epoch.utcoffset() is not None:
            pass
        case _:
            raise refused(f"the epoch is a datetime with a time zone, not {epoch!r}")
    step = timedelta(microseconds=_MICROSECONDS // per_second)
    return ConvertNode(
        "timestamp",
        Options.of(**options),
        type=type,
        decode=partial(_to_time, epoch.astimezone(UTC), step),
        encode=partial(_from_time, epoch, step),
        python=datetime,
        accepts=datetime,
        exact=True,
    )


def _to_time(epoch: datetime, step: timedelta, number: int) -> datetime:
    try:
        return epoch + number * step
    except OverflowError:
        message = f"{number} is a time outside the years 1 to 9999"
        raise ValueError(message) from None


def _from_time(epoch: datetime, step: timedelta, time: datetime) -> int:
    if time.utcoffset() is None:
        message = "it has no time zone"
        raise ValueError(message)
    number, left = divmod(time - epoch, step)
    if left:
        message = f"it is no multiple of {step.total_seconds():g} s from the epoch"
        raise ValueError(message)
    return number


# ------------------------------------------------------------------ fixed point

_EXACT_BITS: Final = 53


class _Reals(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, float | int) and not isinstance(value, bool)


class _Real(metaclass=_Reals):
    """What is taken for a float: an int too, and no bool."""


@overload
def fixed_point(
    type: TypeForm[int] | int,
    fraction: int,
    *,
    default: float = ...,
    default_factory: Callable[[], float] = ...,
    when: None = None,
    check: Checks = ...,
) -> float: ...
@overload
def fixed_point(
    type: TypeForm[int] | int,
    fraction: int,
    *,
    default: float | None = ...,
    default_factory: Callable[[], float | None] = ...,
    when: Presence,
    check: Checks = ...,
) -> float | None: ...
def fixed_point(type: TypeForm[int] | int, fraction: int, **options: Any) -> Any:
    """Say that a `float` is an integer whose last `fraction` bits stand behind the binary point.

    On encode it is rounded to them, to even if it lies between two. The integer has at most 53
    bits, so that a float holds each of its values.
    """
    match fraction:
        case int() if 0 <= fraction <= _EXACT_BITS:
            pass
        case _:
            raise refused(f"the fraction has 0 to {_EXACT_BITS} bits, not {fraction!r}")
    if not 0 < _integer_bits(type) <= _EXACT_BITS:
        raise refused(
            f"fixed_point takes an integer type of at most {_EXACT_BITS} bits, which a float holds "
            "exactly; take the number as it is, or convert it"
        )
    return ConvertNode(
        "fixed_point",
        Options.of(**options),
        type=type,
        decode=partial(_to_float, 1 << fraction),
        encode=partial(_from_float, 1 << fraction),
        python=float,
        accepts=_Real,
        exact=True,
    )


def _integer_bits(spec: object) -> int:
    """Return how many bits an integer type has, 0 for another."""
    nodes = (spec, *getattr(spec, "__metadata__", ()))
    wires = [node.wire for node in nodes if isinstance(node, AliasNode)]
    match wires:
        case [Integer(size=size)]:
            return 8 * size
        case [Bits(width=width)]:
            return width
        case [Varint(max_value=most)]:
            return most.bit_length()
        case _:
            return 0


def _to_float(scale: int, number: int) -> float:
    return number / scale


def _from_float(scale: int, value: float) -> int:
    try:
        return round(value * scale)
    except OverflowError:
        message = "infinity has no place on the wire"
        raise ValueError(message) from None
