"""The signal of code that knows what is wrong and not where; whoever knows makes an error of it."""

from __future__ import annotations

import reprlib

from wirefmt.errors import WirefmtError

__all__ = ["Refusal", "shorten"]

_WIDTH = 60
_REPR = reprlib.Repr()
_REPR.maxother = _REPR.maxstring = _REPR.maxlong = _WIDTH


class Refusal(Exception):  # noqa: N818  # never reaches a user: it is not an error but a signal
    """Something does not hold.

    Attributes:
        reason: What is wrong, as the error will say it.
        kind: The error's class; None for the one that the place where it is caught stands for.
    """

    def __init__(self, reason: str, kind: type[WirefmtError] | None = None) -> None:
        super().__init__(reason, kind)
        self.reason = reason
        self.kind = kind


def shorten(value: object) -> str:
    """Return a repr of at most 60 characters."""
    try:
        text = _REPR.repr(value)
    except ValueError:  # more digits than CPython is willing to show
        text = f"<{type(value).__name__} of too many digits>"
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 3]}..."
