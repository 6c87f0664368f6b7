"""SPEC: which message is meant."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from wirefmt.cli.spec import find_type

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from cli.conftest import Run


@pytest.fixture(autouse=True)
def _own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])


@pytest.fixture
def context() -> click.Context:
    from wirefmt.cli import commands

    return commands.make_context("wirefmt", ["show"], resilient_parsing=True)


def find(context: click.Context, spec: str) -> type:
    found = find_type(context, context.command.params[0], spec)
    assert isinstance(found, type)
    return found


def test_shipped_schema_is_found(context: click.Context) -> None:
    from wirefmt.schemas import mqtt

    assert find(context, "mqtt.Packet") is mqtt.Packet
    assert find(context, "wirefmt.schemas.mqtt:Packet") is mqtt.Packet


def test_file_is_found_and_hides_no_module(context: click.Context, notes: str) -> None:
    found = find(context, notes)
    assert found.__name__ == "Note"
    assert found.__module__ == "_spec_notes"
    assert find(context, notes.replace("Note", "Nested.Flag")).__name__ == "Flag"


def test_file_imports_its_neighbours(context: click.Context, notes: str, tmp_path: Path) -> None:
    assert notes
    (tmp_path / "more.py").write_text("from notes import Note as More\n", encoding="utf-8")
    assert find(context, f"{tmp_path / 'more.py'}:More").__name__ == "Note"


def test_module_is_found_from_the_working_directory(
    context: click.Context, notes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert notes
    (tmp_path / "notes.py").rename(tmp_path / "notes_of_spec.py")
    monkeypatch.chdir(tmp_path)
    assert find(context, "notes_of_spec:Note").__name__ == "Note"


WRONG_CLASS = """
import wirefmt as w
class Wrong(w.Message):
    size: w.u8 = w.derived()
"""


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        pytest.param("nothing.Packet", "'nothing' is not a schema that comes with", id="schema"),
        pytest.param("mqtt", "mqtt has no ''; it has ", id="no class"),
        pytest.param("mqtt.Nothing", "mqtt has no 'Nothing'; it has ", id="class"),
        pytest.param("no.such.module:Packet", "No module named 'no'", id="module"),
        pytest.param("nothing.py:Packet", "there is no file 'nothing.py'", id="file"),
        pytest.param("mqtt.__name__", "", id="no message"),
        pytest.param("wrong.py:Wrong", "nothing tells 'size'", id="declaration"),
    ],
)
def test_what_is_no_message_is_a_usage_error(
    run: Run, spec: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.py").write_text(WRONG_CLASS, encoding="utf-8")
    result = run("show", spec)
    assert reason in " ".join(result.stderr.split())
    assert result.exit_code == 2
