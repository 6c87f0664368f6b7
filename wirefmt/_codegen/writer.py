"""Text with indentation."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from wirefmt._codegen.folding import WIDTH, fold
from wirefmt._codegen.pruning import prune

__all__ = ["SourceWriter"]


class SourceWriter:
    """Collects lines of Python; owns their indentation and their width."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 0

    def line(self, text: str = "") -> None:
        """Add one statement at the present depth, on as many lines as it needs."""
        self._lines += fold(text, 4 * self._depth) if text else [""]

    def comment(self, text: str) -> None:
        """Add a comment, cut where it would be longer than a line of code may be."""
        width = WIDTH - 4 * self._depth
        whole = f"# {text}"
        self.line(whole if len(whole) <= width else whole[: width - 1] + "…")

    @contextmanager
    def block(self, header: str) -> Generator[None]:
        """Indent what is written inside, under a header line such as `if x:`."""
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1

    @contextmanager
    def function(self, header: str) -> Generator[None]:
        """Indent what is written inside, as a function at the top of a module."""
        begin = len(self._lines)
        with self.block(header):
            yield
        self._lines[begin:] = [*prune(self._lines[begin:]), "", ""]

    def text(self) -> str:
        """Return what was written."""
        return "\n".join(self._lines) + "\n"
