"""Elements with loose ends, in windows of their own; for message classes made at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from hypothesis import strategies as st

import wirefmt as w
from checking.declaring import annotated, declare, list_of
from checking.kinds import Kind, opened
from wirefmt import this

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn

    Parts: TypeAlias = tuple[
        dict[str, Any],
        Callable[[DrawFn, dict[str, Any]], None],
    ]

__all__ = ["LOOSE"]


@st.composite
def last_open(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw an array of whose elements the last may go to the end."""
    name, kind, content = name_it(), name_it(), name_it()
    found = draw(opened(messages))
    head = declare("LooseHead", {kind: (w.u8, w.derived())}, variants=this[kind])
    more = (w.u16 | None, w.field(when=w.rest, default=None))
    tight = declare("Tight", {content: more}, head, tag=1)
    loose = declare("Loose", {content: found.annotation}, head, tag=2)
    inner = st.builds(tight, **{content: st.integers(0, 0xFFFF)})
    last = st.builds(loose, **{content: found.values}) | st.builds(tight)
    right = draw(st.sampled_from([w.array(w.u8), w.array(w.rest), w.array(size=w.u8)]))
    values = st.builds(
        lambda some, end: [*some, *end], st.lists(inner, max_size=2), st.lists(last, max_size=1)
    )

    def fill(draw: DrawFn, found: dict[str, Any]) -> None:
        found[name] = draw(values)

    return {name: annotated(annotated(list_of(head), right), w.sized(w.u16))}, fill


LOOSE = (last_open,)
"""What draws the fields of a block, and what fills in their values."""
