"""Python as someone runs it who has installed wirefmt and is not in its checkout."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["run_outside"]


def run_outside(folder: Path, script: str) -> str:
    """Run a script in a folder, without the checkout's top on its path; return what it prints."""
    run = [sys.executable, "-I", "-c", script]
    return subprocess.run(run, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
