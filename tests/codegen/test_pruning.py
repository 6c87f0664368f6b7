"""What nobody reads is left out of generated functions."""

from __future__ import annotations

import pytest

from wirefmt._codegen.pruning import prune


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["a = 1", "return a"], ["a = 1", "return a"]),
        (["a = 1", "b = a", "return 0"], ["return 0"]),
        (["# a: a comment:", "a = x + 1", "return 0"], ["# a: a comment:", "return 0"]),
        (["a = refuse(x)", "return 0"], ["refuse(x)", "return 0"]),
        (["a = refuse(", "    x", ")", "return 0"], ["refuse(", "    x", ")", "return 0"]),
        (["a = (", "    x", ")", "return 0"], ["(", "    x", ")", "return 0"]),
        (["a, b = pair(x)", "return 0"], ["a, b = pair(x)", "return 0"]),
        (["a = 1", "a -= 1", "return 0"], ["a = 1", "a -= 1", "return 0"]),
        (
            ["if x:", "    a = refuse(x)", "else:", "    a = None", "return 0"],
            ["if x:", "    refuse(x)", "else:", "    pass", "return 0"],
        ),
        (["while x:", "    if x:", "        a = 1"], ["while x:", "    if x:", "        pass"]),
    ],
    ids=range(10),
)
def test_what_is_never_read_is_left_out(lines: list[str], expected: list[str]) -> None:
    assert prune(lines) == expected
