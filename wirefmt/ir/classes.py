"""What a layout knows of the Python classes of values."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ValueClass"]


class ValueClass(NamedTuple):
    """The Python class of a type's values: a builtin's name, or the slot of a class."""

    name: str
    is_slot: bool = False
