"""The bar that says how far a long input has been read."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="terminals are tested where there are pseudo-terminals")

NOTE = b"\x01\x7f\xff" + bytes(0x7FFF)


def decode_on_a_terminal(
    notes: str, file: str, stdin: bytes | None = None, *, output_too: bool = False
) -> tuple[bytes, str]:
    """Return what stands on standard output, and on a terminal that is standard error."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "wirefmt", "decode", notes, file]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=theirs if output_too else subprocess.PIPE,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80"},
    ) as process:
        os.close(theirs)
        reader = threading.Thread(target=read_all, args=(ours, seen := bytearray()))
        reader.start()
        output, _ = process.communicate(stdin)
        reader.join()
    return output, seen.decode()


def read_all(terminal: int, seen: bytearray) -> None:
    with contextlib.suppress(OSError):  # so says Linux when the other end is closed
        while part := os.read(terminal, 4096):
            seen += part
    os.close(terminal)


def test_long_file_shows_how_far_it_is(notes: str, tmp_path: Path) -> None:
    path = tmp_path / "long.bin"
    path.write_bytes(NOTE * 40)
    output, seen = decode_on_a_terminal(notes, str(path))
    assert output.splitlines()[-1] == b"messages: 40, bytes: 1310800, bytes left over: 0"
    assert "MB" in seen


def test_short_file_shows_nothing(notes: str, tmp_path: Path) -> None:
    path = tmp_path / "short.bin"
    path.write_bytes(NOTE)
    assert decode_on_a_terminal(notes, str(path))[1] == ""


def test_input_of_unknown_length_shows_how_much_was_read(notes: str) -> None:
    output, seen = decode_on_a_terminal(notes, "-", NOTE)
    assert output.splitlines()[-1] == b"messages: 1, bytes: 32770, bytes left over: 0"
    assert "32.8" in seen


def test_messages_stand_above_the_bar(notes: str, tmp_path: Path) -> None:
    path = tmp_path / "long.bin"
    path.write_bytes(NOTE * 40)
    _, seen = decode_on_a_terminal(notes, str(path), output_too=True)
    assert "MB" in seen
    assert seen.count("Note(kind=1, text=") == 40
    assert seen.rstrip().endswith("messages: 40, bytes: 1310800, bytes left over: 0")
