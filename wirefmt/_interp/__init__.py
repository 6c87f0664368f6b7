"""The reference engine: the IR, interpreted. Slow, obvious, and the judge of every error."""

from __future__ import annotations

from wirefmt._interp.engine import Interpreter
from wirefmt._interp.trace import Span, Trace

__all__ = ["Interpreter", "Span", "Trace"]
