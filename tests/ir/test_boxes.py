"""The drawing of cells, beside what RFCs draw."""

from __future__ import annotations

import re

import pytest

from wirefmt.ir.boxes import Cell, draw

RFC_791 = """
    0                   1                   2                   3
    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |Version|  IHL  |Type of Service|          Total Length         |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |         Identification        |Flags|      Fragment Offset    |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |  Time to Live |    Protocol   |         Header Checksum       |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |                       Source Address                          |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |                    Destination Address                        |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |                    Options                    |    Padding    |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
"""
"""Section 3.1, "Example Internet Datagram Header"."""

IPV4 = (
    Cell("Version", 4),
    Cell("IHL", 4),
    Cell("Type of Service", 8),
    Cell("Total Length", 16),
    Cell("Identification", 16),
    Cell("Flags", 3),
    Cell("Fragment Offset", 13),
    Cell("Time to Live", 8),
    Cell("Protocol", 8),
    Cell("Header Checksum", 16),
    Cell("Source Address", 32),
    Cell("Destination Address", 32),
    Cell("Options", 24),
    Cell("Padding", 8),
)

RFC_8200 = """
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |Version| Traffic Class |           Flow Label                  |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |         Payload Length        |  Next Header  |   Hop Limit   |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |                                                               |
   +                                                               +
   |                                                               |
   +                         Source Address                        +
   |                                                               |
   +                                                               +
   |                                                               |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   |                                                               |
   +                                                               +
   |                                                               |
   +                      Destination Address                      +
   |                                                               |
   +                                                               +
   |                                                               |
   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
"""
"""Section 3."""

IPV6 = (
    Cell("Version", 4),
    Cell("Traffic Class", 8),
    Cell("Flow Label", 20),
    Cell("Payload Length", 16),
    Cell("Next Header", 8),
    Cell("Hop Limit", 8),
    Cell("Source Address", 128),
    Cell("Destination Address", 128),
)


def borders_and_names(diagram: str) -> list[list[str | int]]:
    """Return each line as its borders' columns and its names, centred or not."""
    lines = [line.rstrip() for line in diagram.splitlines() if re.search(r"[|+]", line)]
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    return [
        [mark.start() - indent if mark[0] in "|+-/" else mark[0] for mark in TOKEN.finditer(line)]
        for line in lines
    ]


TOKEN = re.compile(r"[|+/-]|\w+( \w+)*")


@pytest.mark.parametrize(
    ("cells", "rfc"),
    [pytest.param(IPV4, RFC_791, id="RFC 791"), pytest.param(IPV6, RFC_8200, id="RFC 8200")],
)
def test_diagram_equals_that_of_the_rfc(cells: tuple[Cell, ...], rfc: str) -> None:
    assert borders_and_names(draw(cells)) == borders_and_names(rfc)


def test_ruler_is_that_of_the_rfc() -> None:
    ruler = [line[3:] for line in RFC_791.splitlines()[1:3]]
    assert draw(IPV4).splitlines()[:2] == ruler


def body(*cells: Cell) -> list[str]:
    return draw(cells).splitlines()[2:]


FULL = "+-" * 32 + "+"


def test_cell_that_goes_on_has_no_border_inside() -> None:
    assert body(Cell("type", 16), Cell("address", 48)) == [
        FULL,
        "|              type             |                               |",
        "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +",
        "|                            address                            |",
        FULL,
    ]


def test_cell_that_varies_fills_its_row_between_slashes() -> None:
    assert body(Cell("type", 8), Cell("options", None, " ..."), Cell("data", None, " ...")) == [
        FULL,
        "|      type     |                  options ...                  /",
        FULL,
        "/                            data ...                           /",
        FULL,
    ]


def test_cell_whose_name_does_not_fit_into_the_row_begins_another() -> None:
    assert body(Cell("type", 24), Cell("a_long_enough_name", None, " ...")) == [
        "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
        "|                      type                     |",
        FULL,
        "/                     a_long_enough_name ...                    /",
        FULL,
    ]


def test_row_that_is_not_full_ends_where_its_last_cell_does() -> None:
    assert body(Cell("type", 8)) == [
        "+-+-+-+-+-+-+-+-+",
        "|      type     |",
        "+-+-+-+-+-+-+-+-+",
    ]


def test_large_cell_is_one_row_and_says_its_size() -> None:
    assert body(Cell("token", 8 * 32), Cell("last", 32)) == [
        FULL,
        "/                        token (32 bytes)                       /",
        FULL,
        "|                              last                             |",
        FULL,
    ]


def test_name_that_does_not_fit_is_shortened_and_listed() -> None:
    cells = (
        Cell("data_offset", 4),
        Cell("reserved", 4),
        Cell("dont_fragment", 1),
        Cell("in_a_bit", 2, "?"),
        Cell("rest", 5),
    )
    assert body(*cells) == [
        "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
        "|dat_off|reserve|d|ia?|   rest  |",
        "+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+",
        "dat_off  data_offset",
        "reserve  reserved",
        "d        dont_fragment",
        "ia       in_a_bit",
    ]


def test_mark_gives_way_to_the_name_in_a_cell_of_one_bit() -> None:
    assert body(Cell("present", 1, "?"))[1] == "|p|"


def test_nothing_is_drawn_of_nothing() -> None:
    assert body() == []
    assert body(Cell("empty", 0), Cell("type", 8))[1] == "|      type     |"
