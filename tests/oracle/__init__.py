"""construct as an oracle: formats that are declared in both libraries, compared by what they do.

A *pair* is one format twice. Both must write the same bytes for a value, read the same value from
them, and agree on any other bytes: both refuse them, or both read the same value. Both are asked
for a message that is all of the bytes: construct reads from a stream, and must have used it up.

Where construct does less than wirefmt promises, the twin says it in construct's own words, so that
nothing has to be left out of the comparison:

* `Flag` takes every byte but 0 for true, `Enum` keeps numbers without a member: `Mapping`.
* `Prefixed` and `FixedSized` leave unused bytes where they are: `Terminated` inside.
* `VarInt` and `ZigZag` know no greatest number: `ExprValidator`.
* `NullTerminated(…, include=True)` writes the delimiter behind a value that has it: `ExprAdapter`.

What then remains is named by the pair (`Pair.differs`), and such bytes alone are not compared:

* `VarInt` reads numbers of more bytes than a number of 64 bits ever needs.
* `Compressed` ignores what stands behind the end of the compressed stream.
"""

from __future__ import annotations

import io
import zlib
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import construct
import msgspec

from checking import same

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

__all__ = ["REFUSALS", "Pair", "alike", "plain", "read_all"]

REFUSALS = (construct.ConstructError, ValueError, OverflowError, zlib.error)
"""What construct raises for bytes that are no message, or lets its parts raise."""


def same_for_all(_data: bytes) -> str | None:
    """Say that both libraries read the same bytes."""
    return None


class Pair(NamedTuple):
    """One format, declared twice.

    Attributes:
        name: What it shows.
        spec: wirefmt's type.
        twin: construct's declaration.
        values: The values that are tried.
        shape: What construct builds for a value, and reads for it, as plain data.
        differs: Why the libraries read these bytes differently on purpose, None if they do not.
    """

    name: str
    spec: Any
    twin: Any
    values: SearchStrategy[Any]
    shape: Callable[[Any], Any]
    differs: Callable[[bytes], str | None] = same_for_all


def alike(left: Any, right: Any) -> bool:
    """Return whether plain data of both libraries is the same, of the same types throughout."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(alike(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(alike, left, right))
    return same(left, right)


def read_all(twin: Any, data: bytes) -> Any:
    """Return what construct reads from bytes that must all be used, as plain data."""
    stream = io.BytesIO(data)
    found = twin.parse_stream(stream)
    if stream.read(1):
        reason = "bytes are left over"
        raise ValueError(reason)
    return plain(found)


def plain(value: Any) -> Any:
    """Return a value of either library as dicts, lists and what stands in them."""
    match value:
        case msgspec.Struct():
            return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
        case dict():  # construct's containers; what begins with an underscore is its own
            return {k: plain(v) for k, v in value.items() if not str(k).startswith("_")}
        case list():
            return [plain(each) for each in value]
        case Enum():
            return value.value
        case bool() | float() | str() | bytes() | None:
            return value
        case int():
            return int(value)
        case _:
            return str(value)
