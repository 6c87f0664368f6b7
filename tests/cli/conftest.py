"""A message to decode, and the command line to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from click.testing import CliRunner

from wirefmt.cli import commands

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NOTES = '''
"""Notes."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, boolean, u8, u16


class Note(Message):
    """A kind, a length, a text."""

    kind: u8
    text: str = w.text(u16)


class Nested:
    """Holds another class."""

    class Flag(Message):
        """One byte."""

        value: boolean
'''


class Run(Protocol):
    """Runs the command line in this process."""

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Result: ...


@pytest.fixture
def run() -> Run:
    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(commands, [str(argument) for argument in arguments], input=stdin)

    return run


@pytest.fixture
def notes(tmp_path: Path) -> str:
    """Return the SPEC of a message in a file."""
    path = tmp_path / "notes.py"
    path.write_text(NOTES, encoding="utf-8")
    return f"{path}:Note"
