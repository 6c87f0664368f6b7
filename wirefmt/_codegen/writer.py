"""Text with indentation."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["SourceWriter"]


class SourceWriter:
    """Collects lines of Python; owns their indentation."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._depth = 0

    def line(self, text: str = "") -> None:
        """Add one line at the present depth."""
        self._lines.append("    " * self._depth + text if text else "")

    def comment(self, text: str) -> None:
        """Add a comment, cut where it would be longer than a line of code may be."""
        width = 100 - 4 * self._depth
        whole = f"# {text}"
        self.line(whole if len(whole) <= width else whole[: width - 1] + "…")

    @contextmanager
    def block(self, header: str) -> Generator[None]:
        """Indent what is written inside, under a header line such as `if x:`."""
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1

    def text(self) -> str:
        """Return what was written."""
        return "\n".join(self._lines) + "\n"
