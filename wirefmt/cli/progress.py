"""How far a long input has been read, for whoever watches."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

__all__ = ["show_progress"]

_LONG = 1 << 20
"""The size in bytes from which a file is long."""


@contextmanager
def show_progress(file: BinaryIO) -> Generator[Callable[[int], object]]:
    """Give a function that takes the number of bytes of each chunk as it is read.

    A bar stands on standard error while the input is read, if that is a terminal and the input is
    long, or of unknown length. What is printed meanwhile to the same terminal goes above it.
    """
    if not sys.stderr.isatty():
        yield _ignore
        return
    size = _size(file)
    if size is not None and size < _LONG:
        yield _ignore
        return
    with Progress(
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        redirect_stdout=sys.stdout.isatty(),
        redirect_stderr=False,
        transient=True,
    ) as progress:
        task = progress.add_task("", total=size)
        yield lambda count: progress.advance(task, count)


def _ignore(_count: int) -> None:
    pass


def _size(file: BinaryIO) -> int | None:
    """Return the size of a regular file, None for anything that may go on."""
    status = os.fstat(file.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else None
