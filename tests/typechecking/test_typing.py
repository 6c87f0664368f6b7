"""What mypy and pyright accept and reject: each line of `rejected.py.txt` says which of them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def mypy(place: Path, file: str) -> dict[int, str]:
    """Return what mypy says of a file, by line."""
    (place / "mypy.ini").write_text("[mypy]\nstrict = true\n", encoding="utf-8")
    options = [
        "--config-file",
        "mypy.ini",
        "--cache-dir",
        str(place / "cache"),
        "--follow-imports",
        "silent",
    ]
    printed = run(place, "mypy", *options, file, path=ROOT)
    found = re.findall(rf"^{file}:(\d+): error: (.*)$", printed, re.MULTILINE)
    assert found or "Success" in printed, printed
    return {int(line): text for line, text in found}


def pyright(place: Path, file: str) -> dict[int, str]:
    """Return what pyright in strict mode says of a file, by line."""
    configuration = {
        "include": [file],
        "typeCheckingMode": "strict",
        "extraPaths": [str(ROOT)],
        "pythonVersion": "3.11",
        "reportUnusedExpression": False,
    }
    (place / "pyrightconfig.json").write_text(json.dumps(configuration), encoding="utf-8")
    options = ["--pythonpath", sys.executable, "--outputjson", "--project", str(place)]
    report = json.loads(run(place, "pyright", *options))
    return {
        item["range"]["start"]["line"] + 1: item["message"]
        for item in report["generalDiagnostics"]
        if item["severity"] == "error"
    }


def run(place: Path, checker: str, *options: str, path: Path | None = None) -> str:
    command = [sys.executable, "-m", checker, *options]
    environment = {} if path is None else {"MYPYPATH": str(path)}
    return subprocess.run(
        command,
        cwd=place,
        check=False,  # both fail where they find an error
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    ).stdout


CHECKERS = [
    pytest.param(
        checker,
        letter,
        id=checker.__name__,
        marks=pytest.mark.skipif(
            importlib.util.find_spec(checker.__name__) is None,
            reason=f"{checker.__name__} is not installed",
        ),
    )
    for checker, letter in ((mypy, "M"), (pyright, "P"))
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with both files, outside of the checkout."""
    for source in (HERE / "accepted.py", HERE / "rejected.py.txt"):
        name = source.name.removesuffix(".txt")
        (tmp_path / name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_classes_are_accepted_by_wirefmt() -> None:
    names = runpy.run_path(str(HERE / "accepted.py"), run_name="accepted")
    assert names["Login"](user="x", token=b"", scopes=[]).nickname is None


@pytest.mark.parametrize(("checker", "letter"), CHECKERS)
def test_uses_are_accepted(
    checker: Callable[[Path, str], dict[int, str]], letter: str, place: Path
) -> None:
    del letter
    assert checker(place, "accepted.py") == {}


@pytest.mark.parametrize(("checker", "letter"), CHECKERS)
def test_misuses_are_rejected(
    checker: Callable[[Path, str], dict[int, str]], letter: str, place: Path
) -> None:
    lines = (place / "rejected.py").read_text(encoding="utf-8").splitlines()
    marks = {number: re.search(r"# ([EMP])\b", line) for number, line in enumerate(lines, 1)}
    expected = {number for number, mark in marks.items() if mark and mark[1] in {"E", letter}}
    found = checker(place, "rejected.py")
    assert {line: text for line, text in found.items() if line not in expected} == {}
    assert [lines[number - 1] for number in sorted(expected - found.keys())] == []
