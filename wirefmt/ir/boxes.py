"""The box diagrams of RFCs: cells of so many bits, drawn 32 bits to a row.

A cell that goes on in the next row has no border there. A cell of no known width takes what is left
of its row, or a row of its own, and slashes stand at its ends; the cell after it begins a new row,
since its place is not known.
"""

from __future__ import annotations

import msgspec

__all__ = ["Cell", "draw"]

_COLUMNS = 32
_MOST_ROWS = 4
"""A cell of more rows than an IPv6 address has is drawn as one, with its size in words."""

_RULER = (
    " 0                   1                   2                   3",
    " 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1",
)


class Cell(msgspec.Struct, frozen=True):
    """What is drawn between two borders; `bits` is None where the width varies.

    `mark` stands after the name and is never shortened.
    """

    name: str
    bits: int | None
    mark: str = ""


class _Span(msgspec.Struct, frozen=True):
    """The part of a cell that stands in one row, from its first column to before its last."""

    cell: int
    row: int
    start: int
    stop: int

    @property
    def room(self) -> int:
        return 2 * (self.stop - self.start) - 1


def draw(cells: tuple[Cell, ...]) -> str:
    """Return the diagram of cells, and below it the names that had to be shortened in it."""
    cells = tuple(_in_words(cell) for cell in cells)
    spans = _place(cells)
    rows = 1 + max((span.row for span in spans), default=-1)
    owners: dict[tuple[int, int], int] = {}
    for span in spans:
        owners |= {(span.row, column): span.cell for column in range(span.start, span.stop)}
    canvas = [[" "] * (2 * _COLUMNS + 1) for _ in range(2 * rows + 1)]
    _draw_borders(canvas, cells, owners)
    shortened = _write_names(canvas, cells, spans)
    lines = [*_RULER, *("".join(line).rstrip() for line in canvas)]
    width = max((len(short) for short, _ in shortened), default=0)
    return "\n".join([*lines, *(f"{short:{width}}  {name}" for short, name in shortened)])


def _in_words(cell: Cell) -> Cell:
    if cell.bits is None or cell.bits <= _MOST_ROWS * _COLUMNS:
        return cell
    return Cell(cell.name, None, f"{cell.mark} ({cell.bits // 8} bytes)")


def _place(cells: tuple[Cell, ...]) -> list[_Span]:
    spans: list[_Span] = []
    row = column = 0
    for index, cell in enumerate(cells):
        if cell.bits is None:
            room = 2 * (_COLUMNS - column) - 1
            if column and len(cell.name + cell.mark) > room:
                row, column = row + 1, 0
            spans.append(_Span(index, row, column, _COLUMNS))
            row, column = row + 1, 0
            continue
        left = cell.bits
        while left:
            taken = min(left, _COLUMNS - column)
            spans.append(_Span(index, row, column, column + taken))
            left -= taken
            column += taken
            if column == _COLUMNS:
                row, column = row + 1, 0
    return spans


def _draw_borders(
    canvas: list[list[str]], cells: tuple[Cell, ...], owners: dict[tuple[int, int], int]
) -> None:
    """Draw a border wherever neighbours are not of one cell."""
    for line, row in enumerate(range(-1, len(canvas) // 2)):
        for column in range(_COLUMNS + 1):
            above, below = owners.get((row, column)), owners.get((row + 1, column))
            left_above, left = owners.get((row, column - 1)), owners.get((row + 1, column - 1))
            if len({above, below, left_above, left}) > 1:
                canvas[2 * line][2 * column] = "+"
            if above != below:
                canvas[2 * line][2 * column + 1] = "-"
            if left != below:
                edge = left if below is None else below
                at_end = left is None or below is None
                varies = at_end and edge is not None and cells[edge].bits is None
                canvas[2 * line + 1][2 * column] = "/" if varies else "|"


def _write_names(
    canvas: list[list[str]], cells: tuple[Cell, ...], spans: list[_Span]
) -> list[tuple[str, str]]:
    """Write each cell's name into its middle; return those that had to be shortened."""
    shortened: list[tuple[str, str]] = []
    for index, cell in enumerate(cells):
        own = [span for span in spans if span.cell == index]
        if not own:
            continue
        if own[0].start == 0 and own[-1].stop == _COLUMNS:
            span, line = own[0], 1 + own[0].row + own[-1].row
        else:
            span = max(own, key=lambda span: span.room)
            line = 2 * span.row + 1
        name = _shorten(cell.name, span.room - len(cell.mark))
        if name != cell.name:
            shortened.append((name, cell.name))
        text = (name + cell.mark)[: span.room].center(span.room)
        canvas[line][2 * span.start + 1 : 2 * span.stop] = text
    return shortened


def _shorten(name: str, room: int) -> str:
    """Return a name in so many characters: whole, or its words cut short, or their initials."""
    words = name.split("_")
    while len("_".join(words)) > room and any(len(word) > 2 for word in words):  # noqa: PLR2004  # a word of two letters is not cut any shorter
        longest = max(range(len(words)), key=lambda index: (len(words[index]), index))
        words[longest] = words[longest][:-1]
    short = "_".join(words)
    return short if len(short) <= room else "".join(word[:1] for word in words)[: max(room, 1)]
