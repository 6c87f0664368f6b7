"""What is told by bytes that come, or that stand at the end; for message classes made at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from hypothesis import strategies as st

import wirefmt as w
from checking.declaring import annotated, declare, list_of
from checking.kinds import Kind, opened
from wirefmt import peek, this

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn

    Parts: TypeAlias = tuple[
        dict[str, Any],
        Callable[[DrawFn, dict[str, Any]], None],
    ]

__all__ = ["PEEKED"]


@st.composite
def foreseen(draw: DrawFn, name_it: Callable[[], str], _messages: Sequence[Kind]) -> Parts:
    """Draw a field that is there if it begins with a great number, and one that says its size."""
    option, content, behind = name_it(), name_it(), name_it()
    least = draw(st.integers(1, 3))
    size = (peek(w.u8) & 3) + least
    told: list[tuple[Any, Callable[[bytes], Any]]] = [
        (annotated(bytes, w.data(size, min=least)), bytes),
        (annotated(str, w.text(size, encoding="latin-1", min=least)), _latin),
        (annotated(list_of(w.u8), w.array(size, min=least)), list),
    ]
    annotation, made = draw(st.sampled_from(told))
    there = draw(st.sampled_from([peek(w.u8) >= 128, peek(w.u16_le) & 0x80 != 0]))
    fields = {
        option: (bytes | None, w.data(2, when=there, default=None)),
        content: annotation,
        behind: w.u8,
    }

    def fill(draw: DrawFn, found: dict[str, Any]) -> None:
        first = draw(st.integers(0, 127))
        rest = draw(st.binary(min_size=(first & 3) + least - 1, max_size=(first & 3) + least - 1))
        option_of = st.tuples(st.integers(128, 255), st.integers(0, 255)).map(bytes)
        found[option] = draw(st.none() | option_of)
        found[content] = made(bytes([first]) + rest)
        found[behind] = draw(st.integers(0, 255))

    return fields, fill


def _latin(data: bytes) -> str:
    return data.decode("latin-1")


@st.composite
def counted_back(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw a message whose last byte tells what stands before it, behind what goes to the end."""
    name, flag, content = name_it(), name_it(), name_it()
    padding, last = name_it(), name_it()
    there = this[flag] >= 128
    found = draw(opened(messages))
    right = w.data(peek(w.u8, at=-1) - 1, when=there, default=None)
    size = w.select(there, w.size_of(this[padding]), 0) + 1
    fields = {
        flag: w.u8,
        content: annotated(found.annotation, w.sized(w.rest)),
        padding: (bytes | None, right),
        last: (w.u8, w.derived(w.u8, size)),
    }
    cls = declare("Padded", fields)

    def fill(draw: DrawFn, values: dict[str, Any]) -> None:
        has = draw(st.booleans())
        held = {
            flag: draw(st.integers(128, 255) if has else st.integers(0, 127)),
            content: draw(found.values),
            padding: draw(st.binary(max_size=3)) if has else None,
        }
        values[name] = cls(**held)

    return {name: annotated(cls, w.sized(w.u16))}, fill


PEEKED = (foreseen, counted_back)
"""What draws the fields of a block, and what fills in their values."""
