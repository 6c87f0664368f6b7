"""`wirefmt decode`."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from architecture.tree import ROOT
from wirefmt.cli.decode import _chunks

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Run

MOSQUITTO = ROOT / "samples" / "mosquitto.bin"

STREAM = b"\x01\x00\x03one" + b"\x02\x00\x05\xe2\x82\xac2\x1b" + b"\x03\x00\x00"
PRINTED = [
    "         0  Note(kind=1, text='one')",
    "         6  Note(kind=2, text='€2\\x1b')",
    "        14  Note(kind=3, text='')",
]


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    path = tmp_path / "stream.bin"
    path.write_bytes(STREAM)
    return path


def test_messages_are_printed_with_their_offsets_then_a_summary(
    run: Run, notes: str, stream: Path
) -> None:
    result = run("decode", notes, stream)
    assert result.stdout.splitlines() == [*PRINTED, "messages: 3, bytes: 17, bytes left over: 0"]
    assert result.stderr == ""
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(["--chunk", "1"], id="byte by byte"),
        pytest.param(["--chunk", "7"], id="seven bytes"),
        pytest.param(["--chunk", "70000"], id="more than a block"),
        pytest.param(["--chunk", "random"], id="random"),
        pytest.param(["--chunk", "random", "--seed", "3"], id="random with a seed"),
    ],
)
def test_how_the_stream_is_cut_changes_nothing(run: Run, cut: list[str]) -> None:
    result = run("decode", "mqtt.Packet", MOSQUITTO, *cut)
    assert result.output == run("decode", "mqtt.Packet", MOSQUITTO).output
    assert result.stdout.splitlines()[-1] == "messages: 171, bytes: 23238, bytes left over: 0"
    assert result.exit_code == 0


def test_json_is_one_object_a_line_with_all_of_the_bytes(run: Run) -> None:
    result = run("decode", "mqtt.Packet", MOSQUITTO, "--json")
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(objects) == 171
    assert objects[0]["offset"] == 0
    assert objects[0]["type"] == "Connect"
    payloads = [each["message"]["payload"] for each in objects if each["type"] == "Publish"]
    largest = max(len(base64.b64decode(payload)) for payload in payloads)
    assert largest > 20_000
    assert result.stderr == "messages: 171, bytes: 23238, bytes left over: 0\n"


def test_long_values_are_shortened_where_people_read(run: Run) -> None:
    lines = run("decode", "mqtt.Packet", MOSQUITTO).stdout.splitlines()
    assert max(len(line) for line in lines) < 500


def test_broken_stream_gives_the_messages_before_the_fault(
    run: Run, notes: str, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.bin"
    broken.write_bytes(STREAM[:6] + b"\x02\x00\x02\xff\xff" + STREAM)
    result = run("decode", notes, broken)
    assert result.stdout.splitlines() == [PRINTED[0], "messages: 1, bytes: 28, bytes left over: 22"]
    assert result.stderr.startswith("TextError: Note.text at byte 9: ")
    assert result.exit_code == 1


def test_stream_that_ends_inside_a_message_is_truncated(
    run: Run, notes: str, tmp_path: Path
) -> None:
    cut = tmp_path / "cut.bin"
    cut.write_bytes(STREAM[:10])
    result = run("decode", notes, cut)
    assert result.stdout.splitlines() == [PRINTED[0], "messages: 1, bytes: 10, bytes left over: 4"]
    assert result.stderr.startswith("TruncatedError: Note.text at byte 7: ")
    assert result.exit_code == 1


def test_standard_input_is_read(run: Run, notes: str) -> None:
    result = run("decode", notes, "-", stdin=STREAM)
    assert result.stdout.splitlines()[:3] == PRINTED


def test_standard_input_is_printed_as_it_comes(notes: str) -> None:
    command = [sys.executable, "-m", "wirefmt", "decode", notes, "-", "--chunk", "100"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(STREAM[:8])
        process.stdin.flush()
        first = process.stdout.readline()
        process.stdin.write(STREAM[8:])
        process.stdin.close()
        assert first.decode().rstrip() == PRINTED[0]
        assert len(process.stdout.readlines()) == 3
        assert process.wait() == 0


def test_what_an_encoding_lacks_is_escaped(notes: str, stream: Path) -> None:
    command = [sys.executable, "-m", "wirefmt", "decode", notes, str(stream)]
    printed = subprocess.run(
        command, env={"PYTHONIOENCODING": "ascii"}, check=True, capture_output=True
    ).stdout
    assert b"text='\\u20ac2\\x1b'" in printed


@pytest.mark.parametrize("chunk", ["0", "-1", "x", "1.5", "²", "16777217"])
def test_chunk_that_is_no_size_is_a_usage_error(
    run: Run, notes: str, stream: Path, chunk: str
) -> None:
    result = run("decode", notes, stream, "--chunk", chunk)
    assert "is neither 1 to 16777216 nor 'random'" in result.stderr
    assert result.exit_code == 2


def test_file_that_is_not_there_is_a_usage_error(run: Run, notes: str, tmp_path: Path) -> None:
    result = run("decode", notes, tmp_path / "nothing.bin")
    assert "No such file" in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize(("chunk", "size"), [(7, 7), (65537, 65537), (None, 65536)])
def test_input_is_read_in_blocks_of_whole_chunks(chunk: int | None, size: int) -> None:
    asked: list[int] = []

    def read(most: int) -> bytes:
        asked.append(most)
        return bytes(most)

    chunks = _chunks(read, chunk, None)
    assert {len(next(chunks)) for _ in range(20_000)} == {size}
    assert max(asked) <= 65537


def test_random_chunks_are_the_same_with_the_same_seed() -> None:
    sizes = [
        [len(part) for part in _chunks(io.BytesIO(bytes(100_000)).read1, "random", seed)]
        for seed in (1, 1, 2)
    ]
    assert sizes[0] == sizes[1] != sizes[2]
    assert len(set(sizes[0])) > 10
