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

__all__ = ["LOOSE", "early_tail"]


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


DELIMITERS = [b"\0", b";", b"aa", b"\r\n"]


@st.composite
def early(draw: DrawFn) -> Kind:
    """Draw what a delimiter ends, or the end of its window."""
    delimiter = draw(st.sampled_from(DELIMITERS))
    least = draw(st.integers(0, 1))
    parts = st.sampled_from([*DELIMITERS, b"a", b"\r", b"xyz", b"\x07"])
    content = st.lists(parts, max_size=4).map(b"".join).filter(lambda each: len(each) >= least)
    free = content.filter(lambda each: delimiter not in each)
    closed = free.filter(lambda each: (each + delimiter).find(delimiter) == len(each))
    kinds = [
        Kind(annotated(bytes, w.data(w.until(delimiter, at_eof=True), min=least)), closed, least),
        Kind(
            annotated(str, w.text(w.until(delimiter, at_eof=True), min=least)),
            closed.map(bytes.decode),
            least,
        ),
        Kind(
            annotated(bytes, w.data(w.until(delimiter, include=True, at_eof=True), min=1)),
            closed.map(lambda each: each + delimiter),
            1,
        ),
        Kind(annotated(int, w.decimal(w.until(b";", at_eof=True))), st.integers(0, 999), 1),
        Kind(
            annotated(list_of(w.u8), w.array(w.until(b"\0\1", at_eof=True), min=least)),
            st.lists(st.integers(1, 255), min_size=least, max_size=3),
            least,
        ),
        Kind(
            annotated(list_of(w.u16), w.array(w.until(w.item == 0, at_eof=True))),
            st.lists(st.integers(1, 0xFFFF), max_size=2).map(lambda some: [*some, 0]),
            0,
        ),
        Kind(
            annotated(w.u16, w.sized(w.until(b";", at_eof=True))),
            st.integers(0, 0x3A3A).filter(lambda number: number & 0xFF != ord(";")),
            2,
        ),
    ]
    kind: Kind = draw(st.sampled_from(kinds))
    return kind


@st.composite
def early_tail(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw fields that end early behind one another, or elements, in messages or alone."""
    name, first, second, last = name_it(), name_it(), name_it(), name_it()
    one, two = draw(early()), draw(early().filter(lambda kind: not kind.minimum))
    fields: dict[str, Any] = {first: one.annotation, second: two.annotation}
    strategies = {first: one.values, second: two.values}
    match draw(st.integers(0, 2)):
        case 0:
            strategies[last] = st.none() | st.integers(0, 255)
            fields[last] = (w.u8 | None, w.field(when=w.rest, default=None))
        case 1:
            found = draw(opened(messages).filter(lambda kind: not kind.minimum))
            fields[last], strategies[last] = found.annotation, found.values
        case _:
            pass
    inner = declare("Early", fields)
    whole = st.builds(inner, **strategies)
    kinds = [
        (inner, whole),
        (annotated(list_of(inner), w.array(w.u8)), st.lists(whole, max_size=1)),
        (annotated(list_of(one.annotation), w.array(w.u8)), st.lists(one.values, max_size=3)),
        (
            declare("Before", {first: inner, second: w.u16}),
            st.builds(lambda value, number: (value, number), whole, st.integers(0, 0xFFFF)),
        ),
    ]
    way = draw(st.integers(0, 3))
    annotation, values = kinds[way]
    if way == 3:
        outside: Any = annotation
        values = values.map(lambda pair: outside(**{first: pair[0], second: pair[1]}))

    def fill(draw: DrawFn, found: dict[str, Any]) -> None:
        found[name] = draw(values)

    return {name: annotation}, fill


@st.composite
def ends_early(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw the same in a window of its own."""
    fields, fill = draw(early_tail(name_it, messages))
    return {name: annotated(each, w.sized(w.u16)) for name, each in fields.items()}, fill


LOOSE = (last_open, ends_early)
"""What draws the fields of a block, and what fills in their values."""
