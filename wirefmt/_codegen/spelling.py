"""How small things are spelled in generated code."""

from __future__ import annotations

from wirefmt.ir.encodings import is_one_to_one
from wirefmt.ir.extents import Fixed, Until
from wirefmt.ir.types import Data, Text

__all__ = ["search", "text", "unfilled"]


def search(until: Until, data: str, begin: str, scan: str, stop: str) -> str:
    """Return the expression of where a delimiter stands before `stop` (empty: the end), or -1."""
    delimiter = repr(until.delimiter)
    if until.unit == 1:
        return f"{data}.find({delimiter}, {scan}{f', {stop}' if stop else ''})"
    stop = stop or f"len({data})"
    return f"find_unit({data}, {delimiter}, {begin}, {scan}, {stop}, {until.unit})"


def text(encoding: str, raw: str) -> str:
    """Return the expression of the text that bytes are."""
    verb = "str" if is_one_to_one(encoding) else "read_text"
    return f"{verb}({raw}, {encoding!r})"


def unfilled(type_: Data | Text, raw: str) -> str:
    """Return the expression of a value's bytes without what fills them."""
    match type_.extent.length:
        case Fixed(pad=pad) if pad:
            return f"stripped({raw}, {pad!r})"
        case _:
            return raw
