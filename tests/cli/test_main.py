"""`python -m wirefmt`."""

from __future__ import annotations

import subprocess
import sys

import pytest


def python(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize("package", ["click", "rich"])
def test_missing_package_says_how_to_install_it(package: str) -> None:
    missing = f"import sys; sys.modules[{package!r}] = None; "
    result = python(missing + "from wirefmt.__main__ import main; main()")
    assert result.stderr == f"the command line needs {package}: pip install 'wirefmt[cli]'\n"
    assert result.returncode == 1


def test_module_that_is_missing_for_another_reason_is_not_hidden() -> None:
    missing = "import sys; sys.modules['wirefmt.cli'] = None; "
    result = python(missing + "from wirefmt.__main__ import main; main()")
    assert "ModuleNotFoundError" in result.stderr


def test_help_names_the_commands() -> None:
    run = [sys.executable, "-m", "wirefmt", "--help"]
    printed = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    assert all(command in printed for command in ("decode", "show", "source"))
