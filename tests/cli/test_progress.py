"""The bar that says how far a long input has been read."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="terminals are tested where there are pseudo-terminals")

NOTE = b"\x01\x7f\xff" + bytes(0x7FFF)


def decode_on_a_terminal(notes: str, file: str, stdin: bytes | None = None) -> tuple[bytes, bytes]:
    """Return what stands on standard output, and on a terminal that is standard error."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "wirefmt", "decode", notes, file]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        output, _ = process.communicate(stdin)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so that the other end was closed
            part = b""
        if not part:
            os.close(ours)
            return output, seen
        seen += part


def test_long_file_shows_how_far_it_is(notes: str, tmp_path: Path) -> None:
    path = tmp_path / "long.bin"
    path.write_bytes(NOTE * 40)
    output, seen = decode_on_a_terminal(notes, str(path))
    assert output.splitlines()[-1] == b"messages: 40, bytes: 1310800, bytes left over: 0"
    assert "MB" in seen.decode()


def test_short_file_shows_nothing(notes: str, tmp_path: Path) -> None:
    path = tmp_path / "short.bin"
    path.write_bytes(NOTE)
    assert decode_on_a_terminal(notes, str(path))[1] == b""


def test_input_of_unknown_length_shows_how_much_was_read(notes: str) -> None:
    output, seen = decode_on_a_terminal(notes, "-", NOTE)
    assert output.splitlines()[-1] == b"messages: 1, bytes: 32770, bytes left over: 0"
    assert "32.8" in seen.decode()
