"""How long is it? The spellings of an extent, and what else a helper's options may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirefmt._schema.expressions import refused
from wirefmt.ir.types import Rest, Until

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from typing_extensions import TypeForm

    from wirefmt._schema.expressions import Expression

    Extent: TypeAlias = int | Expression | Until | Rest | TypeForm[int]
    Count: TypeAlias = int | Expression | Rest | TypeForm[int]
    Presence: TypeAlias = Expression | Rest | TypeForm[bool]
    Check: TypeAlias = Expression | Callable[[Any], object]
    Checks: TypeAlias = Check | tuple[Check, ...]

__all__ = ["rest", "until"]

rest = Rest()
"""To the end of what encloses it: the window, or the connection's close."""


def until(delimiter: bytes, *, include: bool = False) -> Until:
    r"""Return the extent that ends at a delimiter, such as `until(b"\r\n")`.

    The delimiter is consumed and not part of the value, unless you `include` it: a value then ends
    with it. In text of two or four bytes a code unit it stands on a unit's border.

    Raises:
        SchemaError: If the delimiter is empty, or not bytes.
    """
    match delimiter:
        case bytes() if delimiter:
            return Until(delimiter, include)
        case _:
            raise refused(f"until takes at least one byte, such as b'\\0', not {delimiter!r}")
