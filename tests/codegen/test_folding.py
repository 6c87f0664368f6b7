"""Long lines of generated code are broken, and mean the same."""

from __future__ import annotations

import ast

import pytest

from wirefmt._codegen.folding import WIDTH, fold

LONG = "a_rather_long_name_of_a_variable"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short = 1", ["short = 1"]),
        (
            f"x = call({LONG}_1, {LONG}_2, {LONG}_3)",
            ["x = call(", f"    {LONG}_1,", f"    {LONG}_2,", f"    {LONG}_3,", ")"],
        ),
        (
            f"{LONG}_1, {LONG}_2, {LONG}_3 = unpack(data)",
            ["(", f"    {LONG}_1,", f"    {LONG}_2,", f"    {LONG}_3,", ") = unpack(data)"],
        ),
        (
            f"if call(inner({LONG}_1, {LONG}_2)) != {LONG}_3:",
            ["if call(", f"    inner({LONG}_1, {LONG}_2)", f") != {LONG}_3:"],
        ),
        (
            f"if {LONG}_1 == 1 | {LONG}_2 == 2 | ({LONG}_3 == 3):",
            [
                "if (",
                f"    {LONG}_1 == 1",
                f"    | {LONG}_2 == 2",
                f"    | ({LONG}_3 == 3)",
                "):",
            ],
        ),
        (
            f"return {LONG}_1 + {LONG}_2 + f({LONG}_3)",
            ["return (", f"    {LONG}_1", f"    + {LONG}_2", f"    + f({LONG}_3)", ")"],
        ),
        (
            f"x = {LONG}_1 + {LONG}_2 + f({LONG}_3)",
            ["x = (", f"    {LONG}_1", f"    + {LONG}_2", f"    + f({LONG}_3)", ")"],
        ),
        (
            f"x = ({LONG}_1 << 3 | {LONG}_2 << 2 | {LONG}_3)",
            ["x = (", f"    {LONG}_1 << 3", f"    | {LONG}_2 << 2", f"    | {LONG}_3", ")"],
        ),
        (
            f"x = join((f({LONG}_1, {LONG}_2, {LONG}_3), b', ('))",
            [
                "x = join(",
                "    (",
                "        f(",
                f"            {LONG}_1,",
                f"            {LONG}_2,",
                f"            {LONG}_3,",
                "        ),",
                "        b', (',",
                "    )",
                ")",
            ],
        ),
        (
            f"x = [{LONG}_1 << 8 | {LONG}_2 for {LONG}_1, {LONG}_2 in values]",
            [
                "x = [",
                f"    {LONG}_1 << 8 | {LONG}_2",
                f"    for {LONG}_1, {LONG}_2 in values",
                "]",
            ],
        ),
        (f"x = ({LONG!r}{LONG!r}{LONG!r},)", ["x = (", f"    {LONG!r}{LONG!r}{LONG!r},", ")"]),
    ],
    ids=range(11),
)
def test_line_is_broken_inside_its_brackets(text: str, lines: list[str]) -> None:
    assert list(fold(text)) == lines
    body = "\n    pass" if text.endswith(":") else ""
    assert ast.dump(ast.parse(text + body)) == ast.dump(ast.parse("\n".join(lines) + body))


@pytest.mark.parametrize(
    "text", [f"# {LONG * 4}", f"x = {LONG * 4}", f"x = '\\'({LONG * 4}'", f"{LONG * 4} = f()"]
)
def test_what_has_no_brackets_stays_whole(text: str) -> None:
    assert len(text) > WIDTH
    assert list(fold(text)) == [text]


def test_indentation_counts() -> None:
    text = f"x = call({LONG}_1, {LONG}_2)"
    assert list(fold(text, 8)) == [" " * 8 + text]
    assert list(fold(text, 40)) == [
        " " * 40 + "x = call(",
        " " * 44 + f"{LONG}_1,",
        " " * 44 + f"{LONG}_2,",
        " " * 40 + ")",
    ]
