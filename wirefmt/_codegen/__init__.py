"""The compiled engine: IR → Python source → functions."""

from __future__ import annotations

from wirefmt._codegen.build import FAILURES, Functions, build
from wirefmt._codegen.module import emit_module

__all__ = ["FAILURES", "Functions", "build", "emit_module"]
