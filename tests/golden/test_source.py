"""The source that the compiled engine writes: legible, deterministic, and compared as diffs."""

from __future__ import annotations

import ast
import gc
import hashlib
import inspect
import json
import linecache
import os
import subprocess
import sys
import traceback
import weakref
from pathlib import Path
from typing import Any

import pytest

import wirefmt as w
from checking import check_message, declare
from wirefmt.codec import codec_of
from wirefmt.schemas import bgp, coap, ipv4, kafka, modbus, mqtt, ntp, sctp, tcp, udp

HERE = Path(__file__).parent
SCHEMAS: dict[str, Any] = {
    "bgp.AsPath": bgp.AsPath,  # what is given
    "coap.CoAPMessage": coap.CoAPMessage,  # a conversion, an array that ends or goes to the end
    "ipv4.Datagram": ipv4.Datagram,
    "kafka.Request": kafka.Request,  # tags of two parts, compact texts, tagged fields
    "modbus.WriteMultipleCoilsRequest": modbus.WriteMultipleCoilsRequest,  # a frame of a stream
    "mqtt.Packet": mqtt.Packet,
    "ntp.Packet": ntp.Packet,
    "sctp.Init": sctp.Init,  # padding behind a message and between elements
    "tcp.Segment": tcp.Segment,  # options to the end of their window, and a loose end
    "udp.Datagram": udp.Datagram,
}
PREFIXES = {
    "encode": ("encode_", "to_bits_"),
    "decode": ("decode_", "from_bits_"),
    "steps": ("steps_",),
}
WIDTH = 100

each = pytest.mark.parametrize("name", SCHEMAS)


def parts_of(source: str) -> dict[str, str]:
    """Return the functions of each verb, and under `module` what stands around them."""
    lines = source.splitlines(keepends=True)
    parts: dict[str, list[str]] = {"module": [], **{verb: [] for verb in PREFIXES}}
    for node in ast.parse(source).body:
        text = "".join(lines[node.lineno - 1 : node.end_lineno])
        verb = "module"
        if isinstance(node, ast.FunctionDef) and node.name not in {"decode_from", "decode_many"}:
            verb = next((v for v, known in PREFIXES.items() if node.name.startswith(known)), verb)
        blank = "" if isinstance(node, ast.Assign) or not parts[verb] else "\n\n"
        parts[verb].append(blank + text)
    return {verb: "".join(texts) for verb, texts in parts.items()}


@each
def test_source_is_the_golden_one(name: str, request: pytest.FixtureRequest) -> None:
    for verb, text in parts_of(codec_of(SCHEMAS[name]).source).items():
        path = HERE / f"{name}.{verb}.py.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text


def test_every_golden_source_is_of_a_schema() -> None:
    expected = {f"{name}.{verb}.py.txt" for name in SCHEMAS for verb in (*PREFIXES, "module")}
    assert {path.name for path in HERE.glob("*.py.txt")} == expected


@each
def test_lines_are_short_enough_to_read(name: str) -> None:
    lines = codec_of(SCHEMAS[name]).source.splitlines()
    assert [line for line in lines if len(line) > WIDTH or line.rstrip() != line] == []


@each
def test_source_passes_the_linter(name: str, tmp_path: Path) -> None:
    codec = codec_of(SCHEMAS[name])
    given = set(codec.functions.decode.__globals__) - _assigned(codec.source)
    path = tmp_path / "generated.py"
    path.write_text(codec.source, encoding="utf-8")
    builtins = f"builtins = {json.dumps(sorted(given))}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache"]
    command += ["--select", "E9,F", "--config", builtins, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.strip()) == (0, "All checks passed!"), result.stdout


def _assigned(source: str) -> set[str]:
    names = set()
    for node in ast.parse(source).body:
        match node:
            case ast.FunctionDef(name=name) | ast.Assign(targets=[ast.Name(name)]):
                names.add(name)
            case _:
                pass
    return names


def test_source_is_the_same_in_every_process() -> None:
    """Neither hashes nor ids are in it."""
    script = (
        "import sys, hashlib, importlib; from wirefmt.codec import codec_of\n"
        "for name in sys.argv[1:]:\n"
        "    module, _, cls = name.rpartition('.')\n"
        "    found = getattr(importlib.import_module(f'wirefmt.schemas.{module}'), cls)\n"
        "    print(hashlib.sha256(codec_of(found).source.encode()).hexdigest())\n"
    )
    expected = [
        hashlib.sha256(codec_of(cls).source.encode()).hexdigest() for cls in SCHEMAS.values()
    ]
    for seed in ("0", "1", "4242"):
        command = [sys.executable, "-c", script, *SCHEMAS]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        result = subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment
        )
        assert result.stdout.split() == expected


def test_same_declaration_gives_the_same_source() -> None:
    def twin() -> Any:
        fields = {"size": (w.u8, w.derived()), "body": (bytes, w.data(w.this.size))}
        return declare("Twin", fields)

    assert w.Codec(twin()).source == w.Codec(twin()).source


# ------------------------------------------------------------------ tracebacks and debuggers


def test_source_is_where_debuggers_look() -> None:
    decode = codec_of(udp.Datagram).functions.decode.__globals__["decode_Datagram"]
    assert inspect.getsource(decode).splitlines()[:2] == [
        "def decode_Datagram(data, offset, end, context, depth):",
        '    """Decode one Datagram whose bytes are all there."""',
    ]
    assert decode.__code__.co_filename == "<wirefmt wirefmt.schemas.udp.Datagram>"


def test_traceback_shows_the_generated_line() -> None:
    def mistaken(value: Any) -> bool:
        return bool(value.nothing)

    cls = declare("Mistaken", {"value": (w.u8, w.field(check=mistaken))})
    with pytest.raises(AttributeError) as caught:
        w.decode(cls, b"\1")
    text = "".join(traceback.format_exception(caught.value))
    assert "if refused(u_mistaken(f_value)):" in text


def test_source_is_freed_with_its_class() -> None:
    before = set(linecache.cache)
    cls = declare("Passing", {"value": w.u8})
    assert w.encode(cls(value=1)) == b"\1"
    (name,) = set(linecache.cache) - before
    assert "Passing" in name
    dead = weakref.ref(cls)
    del cls
    gc.collect()
    assert dead() is None
    assert name not in linecache.cache


def test_classes_of_one_name_have_sources_of_their_own() -> None:
    classes = [declare("Same", {f"field_{index}": w.u8}) for index in range(3)]
    for index, cls in enumerate(classes):
        decode = codec_of(cls).functions.decode.__globals__["decode_Same"]
        assert f"f_field_{index} = data[offset]" in inspect.getsource(decode)


def test_source_is_built_at_first_use() -> None:
    gc.collect()  # classes of other tests, which would take their sources with them
    before = set(linecache.cache)
    cls = declare("Lazy", {"value": w.u8})
    codec = w.Codec(cls)
    assert set(linecache.cache) == before
    assert codec.decode(b"\1") == cls(value=1)
    assert set(linecache.cache) != before


@pytest.mark.parametrize(
    "names",
    [["many"], ["from_", "X"], ["X", "X_2", "X"], ["X_1", "X", "X"], ["variants_X", "X"]],
    ids="-".join,
)
def test_no_class_has_the_name_of_generated_code(names: list[str]) -> None:
    """Messages nest in one another, the first in the second, and a header is among them."""
    head: Any = None
    message: Any = None
    for name in names:
        inner = {} if head is None else {"inner": head}
        head = declare(name, {"tag": (w.u8, w.derived())}, variants=w.this.tag)
        variant = declare(f"{name}Variant", {"value": w.u8, **inner}, head, tag=7)
        message = variant(value=1, **({"inner": message} if inner else {}))
    check_message(head, message, b"\7\1" * len(names))
