"""Leaves out of a generated function what nobody reads.

A decoder that only chooses, or only awaits a window, leaves the fields to another function: where
they stand and what they are is then found for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["prune"]

_ASSIGNMENT = re.compile(r"( *)(\w+) = (.*)")
_CALL = re.compile(r"\w\(|[(\[{]$")  # or the first of several lines
_NAME = re.compile(r"[^\W\d]\w*")


def prune(lines: list[str]) -> list[str]:
    """Return the lines of a function without assignments to variables that are never read.

    What calls a function stays as a statement: the function may refuse.
    """
    while True:
        read = set(_read(lines))
        kept = list(_filled(list(_kept(lines, read))))
        if kept == lines:
            return lines
        lines = kept


def _read(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.lstrip().startswith("#"):
            continue
        assignment = _ASSIGNMENT.match(line)
        yield from _NAME.findall(assignment[3] if assignment else line)


def _kept(lines: list[str], read: set[str]) -> Iterator[str]:
    for line in lines:
        assignment = _ASSIGNMENT.match(line)
        if assignment is None or assignment[2] in read:
            yield line
        elif _CALL.search(assignment[3]):
            yield assignment[1] + assignment[3]


def _filled(lines: list[str]) -> Iterator[str]:
    """Put `pass` into blocks that became empty."""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield line
        inside = _indent(line) + 4
        if line.endswith(":") and not line.lstrip().startswith("#") and _indent(following) < inside:
            yield " " * inside + "pass"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
