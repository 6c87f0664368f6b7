"""What is known of Python's text encodings without a byte of text."""

from __future__ import annotations

from typing import Final

__all__ = ["code_unit", "is_one_to_one"]


def code_unit(encoding: str) -> int:
    """Return by how many bytes text grows with a letter: 2 in UTF-16; of an unknown encoding, 1."""
    try:
        return len("ab".encode(encoding)) - len("a".encode(encoding))
    except (LookupError, UnicodeError):
        return 1


_ONE_TO_ONE: Final = frozenset(
    ("utf8", "ascii", "usascii", "latin1", "iso88591", "utf16le", "utf16be", "utf32le", "utf32be")
)


def is_one_to_one(encoding: str) -> bool:
    """Return whether it is sure that all bytes that an encoding reads are those that it writes.

    Others read some text in more than one form: with a byte order mark or without (`utf-16`,
    `utf-8-sig`), with shifts that change nothing (`iso2022_jp`), from codes that are twice there.
    """
    return encoding.lower().replace("-", "").replace("_", "") in _ONE_TO_ONE
