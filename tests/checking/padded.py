"""What is padded: between elements, and behind messages; for message classes made at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from hypothesis import strategies as st

import wirefmt as w
from checking.declaring import declare, list_of
from checking.kinds import Kind, closed, opened, present
from wirefmt import this

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn

    Parts: TypeAlias = tuple[
        dict[str, Any],
        Callable[[DrawFn, dict[str, Any]], None],
    ]

__all__ = ["PADDED"]


@st.composite
def spaced(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw a message whose array pads its elements; it begins on a border of its own."""
    name, number, values = name_it(), name_it(), name_it()
    element = draw(closed(messages, 1).filter(lambda kind: kind.minimum))
    annotation = list_of(element.annotation)
    between = draw(st.sampled_from([2, 3, 4]))
    ways = [
        w.array(3, between=between),
        w.array(this[number], between=between),
        w.array(size=this[number], between=between),
        w.array(w.rest, between=between),
        w.array(w.until(w.item < 99), between=between),
    ]
    way = draw(st.integers(0, len(ways) - 1))
    fields: dict[str, Any] = {values: (annotation, ways[way])}
    contents = st.lists(element.values, max_size=3)
    if way == 0:
        contents = st.lists(element.values, min_size=3, max_size=3)
    elif way == 4:
        size = draw(st.sampled_from([(w.u8, 98), (w.u24, 98), (w.u32, 0)]))
        fields = {values: (list_of(size[0]), ways[way])}
        contents = st.lists(st.integers(99, 255), max_size=3).map(lambda found: [*found, size[1]])
    elif way in {1, 2}:
        fields = {number: (int, w.derived(w.bits(8 * between))), **fields}
    inner = declare("Spaced", fields)

    def fill(draw: DrawFn, found: dict[str, Any]) -> None:
        found[name] = inner(**{values: draw(contents)})

    return {name: Annotated[inner, w.sized(w.u16)] if way == 3 else inner}, fill


@st.composite
def padded(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw messages with padding behind them: plain, or the variants of a header."""
    name, length, content, tag = name_it(), name_it(), name_it(), name_it()
    align = draw(st.sampled_from([2, 3, 4, 8]))
    slack = draw(st.booleans())
    keywords: dict[str, Any] = {"size": this[length], "align": align, "slack": slack}
    kind = draw(opened(messages) if draw(st.booleans()) else present(messages, 1))
    if draw(st.booleans()):
        fields = {length: (w.u16, w.derived()), content: kind.annotation}
        cls = made = declare("Padded", fields, **keywords)
    else:
        head = {tag: (w.u8, w.derived()), length: (w.u16, w.derived())}
        cls = declare("PaddedHead", head, variants=this[tag], **keywords)
        made = declare("PaddedBody", {content: kind.annotation}, cls, tag=1)
    ways = [cls, (list_of(cls), w.array(w.u8)), Annotated[list_of(cls), w.array(size=w.u16)]]
    way = draw(st.integers(0, 2))
    one = st.builds(made, **{content: kind.values})
    values = st.lists(one, max_size=2) if way else one

    def fill(draw: DrawFn, found: dict[str, Any]) -> None:
        found[name] = draw(values)

    return {name: ways[way]}, fill


PADDED = (spaced, padded)
"""What draws the fields of a block, and what fills in their values."""
