"""Bytes and values that are nearly right, for Hypothesis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["mutations", "spoiled"]


_MUTATIONS = ("flip", "put", "insert", "delete", "cut", "repeat", "splice")


@st.composite
def mutations(draw: st.DrawFn, wire: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Draw bytes that are nearly a message; others may be spliced in."""
    data = bytearray(wire)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(_MUTATIONS if others else _MUTATIONS[:-1])):
            case "flip" if place < len(data):
                data[place] ^= 1 << draw(st.integers(0, 7))
            case "put" if place < len(data):
                data[place] = draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF, 0x30]))
            case "insert":
                data[place:place] = draw(st.binary(max_size=3))
            case "delete":
                del data[place : place + draw(st.integers(1, 3))]
            case "cut":
                del data[place:]
            case "splice":
                other = draw(st.sampled_from(others))
                data[place:] = other[draw(st.integers(0, len(other))) :]
            case _:
                data += data[place:]
    return bytes(data)


_ODD = [
    None,
    True,
    -1,
    1 << 200,
    7,
    1.5,
    "",
    "\ud800",
    "x;\0" * 100,
    b"\r\n",
    bytes(300),
    [],
    [0],
    (),
]
"""Values of which most fit no field."""


_MOSTLY = st.integers(0, 3).map(bool)


@st.composite
def spoiled(draw: st.DrawFn, value: Any) -> Any:
    """Draw a value of which one part is another than it was."""
    stays: bool = draw(st.booleans())
    if isinstance(value, msgspec.Struct) and value.__struct_fields__ and (stays or draw(_MOSTLY)):
        name = draw(st.sampled_from(value.__struct_fields__))
        return msgspec.structs.replace(value, **{name: draw(spoiled(getattr(value, name)))})
    if isinstance(value, list) and value and stays:
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(spoiled(value[place])), *value[place + 1 :]]
    if isinstance(value, int | float) and stays:
        return value + draw(st.sampled_from([1, -1, 1 << 7, 1 << 16]))
    alike = [odd for odd in _ODD if type(odd) is type(value)]
    return draw(st.sampled_from(alike if alike and stays else _ODD))
