"""What README and docs show is true: their Python blocks run, and their links lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from architecture.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = [*PAGES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md"]

TOPS = [ROOT, ROOT / "wirefmt"]

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_of(page: Path) -> str:
    """Return a page's Python blocks, in the lines in which they stand."""
    text = page.read_text(encoding="utf-8")
    code = ["\n"] * (text.count("\n") + 1)
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1))
        for number, line in enumerate(block[1].splitlines(keepends=True), first):
            code[number] = line
    return "".join(code)


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_python_blocks_run(page: Path) -> None:
    code = compile(python_of(page), str(page), "exec", dont_inherit=True)
    exec(code, {"__name__": page.stem})  # noqa: S102  # our own pages


@pytest.mark.parametrize("page", TEXTS, ids=place)
def test_links_within_the_checkout_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_files_that_contributing_names_are_there() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\w+/)*\w+(?:\.py|/))`", table))
    assert len(named) > 20
    assert [each for each in named if not any((top / each).exists() for top in TOPS)] == []
