"""`wirefmt show` and `wirefmt source`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from architecture.tree import ROOT
from wirefmt import Codec
from wirefmt.schemas import udp

if TYPE_CHECKING:
    from cli.conftest import Run

NOTE = """\
Note: 3..65538 bytes
byte  bit  field  type       size      value  present
0          kind   u8         1
1          text   text(u16)  2..65537

 0                   1                   2                   3
 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|      kind     |           text size           |    text ...   /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
"""


def test_show_prints_table_and_diagram(run: Run, notes: str) -> None:
    result = run("show", notes)
    assert result.stdout == NOTE
    assert result.exit_code == 0


def test_show_prints_every_variant(run: Run) -> None:
    result = run("show", "mqtt.Packet")
    titles = re.findall(r"^(\w+): .* bytes$", result.stdout, re.MULTILINE)
    assert titles[0] == "Packet"
    assert set(titles) >= {"Connect", "Publish", "Pingreq", "Subscription"}


@pytest.mark.parametrize("spec", ["ipv4.Datagram", "mqtt.Packet", "ntp.Packet", "udp.Datagram"])
def test_shipped_schema_is_shown_as_its_golden_file(
    run: Run, spec: str, request: pytest.FixtureRequest
) -> None:
    shown = run("show", spec).stdout
    path = ROOT / "tests" / "golden" / f"{spec}.show.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_source_prints_the_generated_source(run: Run) -> None:
    result = run("source", "udp.Datagram")
    assert result.stdout == Codec(udp.Datagram).source + "\n"
    compile(result.stdout, "udp.Datagram", "exec")
