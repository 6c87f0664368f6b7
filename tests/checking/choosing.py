"""Choices, and messages that read the one around them, for message classes made at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from hypothesis import strategies as st

import wirefmt as w
from checking.declaring import declare
from checking.kinds import SCALARS, Kind, arms, present, told, union
from checking.transforms import MASK
from wirefmt import outer, this

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    Parts: TypeAlias = tuple[
        dict[str, Any],
        Callable[[DrawFn, dict[str, Any]], None],
    ]

__all__ = ["CHOOSING"]


def or_none(annotation: Any) -> Any:
    """Return the annotation of what may be absent."""
    return annotation | None


@st.composite
def chosen(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw a choice whose tag another field tells, solved from it or ordinary."""
    control, name = name_it(), name_it()
    kinds = draw(arms(messages, 1))
    types: dict[Any, Any] = {tag: kind.annotation for tag, kind in kinds.items()}
    cases = list(kinds.items())
    if draw(st.booleans()):
        types[3] = None
        cases.append((3, Kind(None, st.none(), 0)))
    solved = draw(st.booleans())
    if not solved and draw(st.booleans()):
        types[...] = draw(st.sampled_from(SCALARS)).annotation
        kind = next(kind for kind in SCALARS if kind.annotation == types[...])
        kinds[-1] = kind
        cases += [(tag, kind) for tag in (4, 250)]
    field = (int, w.derived(w.u24)) if solved else w.u8
    annotation = union(kinds.values())
    if None in types.values():
        annotation = annotation | None

    def fill(draw: DrawFn, values: dict[str, Any]) -> None:
        tag, kind = draw(st.sampled_from(cases))
        values[name] = draw(kind.values)
        if not solved:
            values[control] = tag

    return ({control: field, name: (annotation, w.choice(this[control], types))}, fill)


@st.composite
def extended(draw: DrawFn, name_it: Callable[[], str], _messages: Sequence[Kind]) -> Parts:
    """Draw a length whose own type another field tells."""
    flags, name = name_it(), name_it()
    number = w.choice(
        this[flags] & 0x10, {0: w.u8, 0x10: draw(st.sampled_from([w.u16, w.uvarint]))}
    )
    way = draw(st.sampled_from(["data", "array", "derived"]))
    fields: dict[str, Any] = {flags: w.u8}
    match way:
        case "data":
            contents: SearchStrategy[Any] = st.binary(max_size=3)
            fields[name] = (bytes, w.data(number))
        case "array":
            contents = st.lists(st.integers(0, 0xFFFF), max_size=3)
            fields[name] = (list[w.u16], w.array(size=number))
        case _:
            length = name_it()
            contents = st.binary(max_size=3)
            fields |= {length: (int, w.derived(number)), name: (bytes, w.data(this[length]))}
    strategies = {flags: st.integers(0, 255), name: contents}

    def fill(draw: DrawFn, values: dict[str, Any]) -> None:
        values.update({each: draw(strategy) for each, strategy in strategies.items()})

    return (fields, fill)


@st.composite
def outward(draw: DrawFn, name_it: Callable[[], str], messages: Sequence[Kind]) -> Parts:
    """Draw a message that reads an ordinary field of the one around it."""
    control, name = name_it(), name_it()
    own, optional, picked = name_it(), name_it(), name_it()
    found = draw(told(outer[control] & 3))
    kind = draw(present(messages, 0))
    inner = declare(
        "Inside",
        {
            own: (found.annotation, found.right),
            picked: (int, w.choice(outer[control] & 4, {0: w.u8, 4: w.u16_le})),
            optional: (or_none(kind.annotation), w.field(when=outer[control] > 99, default=None)),
        },
    )
    ways = [inner, (list[inner], w.array(w.u8)), (inner, w.sized(w.u16))]  # type: ignore[valid-type]
    way = draw(st.integers(0, 2))

    def one(draw: DrawFn, number: int) -> Any:
        values = {own: draw(found.values(number & 3)), picked: draw(st.integers(0, 255))}
        if number > 99:
            values[optional] = draw(kind.values)
        return inner(**values)

    def fill(draw: DrawFn, values: dict[str, Any]) -> None:
        number = values[control] = draw(st.integers(0, 255))
        several = way == 1
        count = draw(st.integers(0, 2)) if several else 1
        every = [one(draw, number) for _ in range(count)]
        values[name] = every if several else every[0]

    return ({control: w.u8, name: ways[way]}, fill)


@st.composite
def peeking(draw: DrawFn, name_it: Callable[[], str], _messages: Sequence[Kind]) -> Parts:
    """Draw a choice between values that hold their tag; that of u16 suits any byte order."""
    name = name_it()
    sampled = st.sampled_from([(w.u16, 0x101, b"\1\1"), (w.u16_le, 0x100, b"\0\1")])
    integer, chosen_by, tag = draw(sampled)
    types: dict[Any, Any] = {chosen_by: w.data(3), ...: integer}
    numbers = st.integers(0, 0xFFFF).filter(lambda number: number != chosen_by)
    values = numbers | st.binary(min_size=1, max_size=1).map(lambda end: tag + end)

    def fill(draw: DrawFn, found: dict[str, Any]) -> None:
        found[name] = draw(values)

    return {name: (int | bytes, w.choice(w.peek(integer), types))}, fill


@st.composite
def masked(draw: DrawFn, name_it: Callable[[], str], _messages: Sequence[Kind]) -> Parts:
    """Draw a region whose transform is given a key that another field holds."""
    key, name = name_it(), name_it()
    kind = draw(st.sampled_from(SCALARS))
    extent = draw(st.sampled_from([w.u8, w.quic_varint]))
    sized = w.sized(extent, through=MASK, using=this[key])
    fields: dict[str, Any] = {key: (bytes, w.data(4)), name: Annotated[kind.annotation, sized]}

    def fill(draw: DrawFn, values: dict[str, Any]) -> None:
        values[key] = draw(st.binary(min_size=4, max_size=4))
        values[name] = draw(kind.values)

    return fields, fill


CHOOSING = (chosen, extended, outward, peeking, masked)
"""What draws the fields of a block, and what fills in their values."""
