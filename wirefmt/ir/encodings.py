"""What is known of Python's text encodings without a byte of text."""

from __future__ import annotations

__all__ = ["code_unit"]


def code_unit(encoding: str) -> int:
    """Return by how many bytes text grows with a letter: 2 in UTF-16; of an unknown encoding, 1."""
    try:
        return len("ab".encode(encoding)) - len("a".encode(encoding))
    except (LookupError, UnicodeError):
        return 1
