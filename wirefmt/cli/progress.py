"""How far a long input has been read, for whoever watches."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["Display", "show_progress"]

_LONG = 1 << 20
"""The size in bytes from which a file is long."""

_CLEAR = b"\r\x1b[2K"
"""Takes the bar away (ECMA-48: to the line's start, erase the line); it is drawn again soon."""


class Display(NamedTuple):
    """What to call with the number of bytes of each chunk, and with each line of output."""

    advance: Callable[[int], object]
    echo: Callable[[bytes], object]


@contextmanager
def show_progress(file: BinaryIO) -> Generator[Display]:
    """Give the display of how far a file has been read.

    A bar stands on standard error while the input is read, if that is a terminal and the input is
    long, or of unknown length. Output that goes to a terminal too is printed above it.
    """
    if not sys.stderr.isatty() or _is_short(file):
        yield Display(_ignore, click.echo)
        return
    with Progress(
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        redirect_stdout=False,
        redirect_stderr=False,
        transient=True,
    ) as progress:

        def advance(count: int) -> None:
            progress.advance(task, count)

        def echo_above(line: bytes) -> None:
            click.echo(_CLEAR + line)  # at once, so that the bar is not drawn in between

        task = progress.add_task("", total=_size(file))
        yield Display(advance, echo_above if sys.stdout.isatty() else click.echo)


def _ignore(_count: int) -> None:
    pass


def _is_short(file: BinaryIO) -> bool:
    size = _size(file)
    return size is not None and size < _LONG


def _size(file: BinaryIO) -> int | None:
    """Return the size of a regular file, None for anything that may go on."""
    status = os.fstat(file.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else None
