"""What is known of Python's text encodings without a byte of text."""

from __future__ import annotations

import codecs
from typing import Final

__all__ = ["code_unit"]

_UNITS: Final = {"utf-16": 2, "utf-32": 4}


def code_unit(encoding: str) -> int:
    """Return how many bytes at a time an encoding is to be read; of an unknown one, 1."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return 1
    return _UNITS.get(name.removesuffix("-le").removesuffix("-be"), 1)
