"""What one message may cost, whatever its words: elements, and depth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import Engine, annotated, list_of, only, outcome
from checking.kinds import Colour
from checking.transforms import FLIP
from wirefmt import (
    InvalidValueError,
    LimitExceededError,
    Limits,
    Message,
    OverrunError,
    item,
    this,
    u8,
    u16,
    u32,
)

# ------------------------------------------------------------------ counts


class Point(Message):
    x: u8
    y: u8


class Header(Message, variants=this.kind):
    """Its elements are read twice, and count once."""

    front: list[u8] = w.array(u8)
    kind: u8 = w.derived()


class Variant(Header, tag=1):
    back: list[u8] = w.array(u8)


class Windowed(Message, size=this.size):
    front: list[u8] = w.array(1)
    size: u8 = w.derived()
    back: list[u8] = w.array(w.rest)


Bytes = Annotated[list[u8], w.array(u8)]


def pairs() -> list[Point]:
    return [Point(x=1, y=2)] * 3


COUNTED: list[tuple[Any, Any, int]] = [
    (only(list[u16], w.array(u8)), [1, 2, 3], 3),
    (only(list[w.uvarint], w.array(u8)), [1, 2, 3], 3),
    (only(list[u16], w.array(3)), [1, 2, 3], 3),
    (only(list[u16], w.array(size=u8)), [1, 2, 3], 3),
    (only(list[w.uvarint], w.array(size=u8)), [1, 2, 3], 3),
    (only(list[u16], w.array(w.rest)), [1, 2, 3], 3),
    (only(list[w.uvarint], w.array(w.rest)), [1, 2, 3], 3),
    (only(list[u8], w.array(w.until(b"\0"))), [1, 2, 3], 3),
    (only(list[u8], w.array(w.until(item == 3))), [1, 2, 3], 3),
    (only(list[Point], w.array(u8)), pairs(), 3),
    (only(list[Point], w.array(w.until(b"\0"))), pairs(), 3),
    (only(list[u8] | None, w.array(w.prefix(u8, none=0xFF))), [1, 2, 3], 3),
    (only(list[u8], w.array(w.prefix(u8, item - 1))), [1, 2, 3], 3),
    (only(list[u8] | None, w.array(u8, when=w.boolean, default=None)), [1, 2, 3], 3),
    (only(Annotated[list[u8], w.array(w.rest)], w.sized(u8)), [1, 2, 3], 3),
    (only(Annotated[list[u8], w.array(w.rest)], w.sized(u8, through=FLIP)), [1, 2, 3], 3),
    (only(tuple, w.convert(Bytes, decode=tuple, encode=list)), (1, 2, 3), 3),
    (only(list | int, w.choice(u8, {1: Bytes, 2: u8})), [1, 2, 3], 3),
    (only(list[Bytes], w.array(u8)), [[1], [2, 3]], 5),
    (only(list[Bytes], w.array(w.until(b"\xff"))), [[1], [2, 3]], 5),
    (only(list[w.ipv4], w.array(w.rest)), ["1.2.3.4"] * 3, 3),
    (Header, Variant(front=[1, 2], back=[3]), 3),
    (Variant, Variant(front=[1, 2], back=[3]), 3),
    (Windowed, Windowed(front=[1], back=[2, 3]), 3),
]


@pytest.mark.parametrize(("cls", "value", "count"), COUNTED, ids=range(len(COUNTED)))
def test_elements_of_a_whole_message_are_counted(
    engine: Engine, cls: Any, value: Any, count: int
) -> None:
    message = value if isinstance(value, Header | Windowed) else cls(value=value)
    if isinstance(value, list) and value and value[0] == "1.2.3.4":
        message = engine.decode(cls, bytes([1, 2, 3, 4]) * 3)
    wire = engine.encode(cls, message)
    assert engine.decode(cls, wire, limits=Limits(element_count=count)) == message
    found = outcome(engine.decode, cls, wire, limits=Limits(element_count=count - 1)).error
    assert isinstance(found, LimitExceededError)


@pytest.mark.parametrize(
    ("element", "least"),
    [
        (u16, 2),
        (w.uvarint, 1),
        (Point, 2),
        (Annotated[bytes, w.data(u8)], 1),
        (Annotated[bytes, w.data(u8, min=3)], 4),
        (Annotated[str, w.text(w.until(b"\r\n"))], 2),
        (Annotated[u32, w.sized(u8)], 5),
        (Annotated[u32, w.sized(u8, through=FLIP)], 1),
        (Annotated[u32, w.sized(u8, through=FLIP, min=4)], 5),
        (Annotated[int | Point, w.choice(u8, {1: u32, 2: Point})], 3),
        (Annotated[list[u16], w.array(w.until(b"\0\0"))], 2),
        (Annotated[list[u16], w.array(w.until(item == 0))], 2),
        (Annotated[bytes | None, w.data(w.prefix(u16, none=0))], 2),
        (w.uuid, 16),
        (Annotated[Colour, w.enumerated(u16)], 2),
        (Header, 3),
    ],
)
def test_count_that_its_window_cannot_hold_is_refused_at_once(
    engine: Engine, element: Any, least: int
) -> None:
    """On a stream before any of the elements is read, as soon as the window has come."""
    cls = only(annotated(list_of(element), w.array(u16)), w.sized(u8))
    room = 10 * least + least - 1
    wire = bytes([2 + room]) + (11).to_bytes(2, "big") + bytes([0xFF] * room)
    found = outcome(engine.decode, cls, wire).error
    assert isinstance(found, OverrunError)
    assert (found.path, found.offset) == (("value",), 0)
    assert found.reason.startswith("11 elements do not fit")
    fitting = wire[:1] + (10).to_bytes(2, "big") + wire[3:]
    found = outcome(engine.decode, cls, fitting).error
    assert found is None or not found.args[-1].startswith("10 elements")


# ------------------------------------------------------------------ depth


class Link(Message):
    """Holds a message where a type stands as a value, and cannot be named before it exists."""

    inner: Deep


class Single(Message):
    """An element, of which one that goes on is not the last."""

    goes_on: u8 = 0
    inner: Deep | None = w.field(when=w.boolean, default=None)


class Deep(Message):
    """One field for each way in which a message stands in another."""

    direct: Deep | None = w.field(when=w.boolean, default=None)
    listed: list[Deep] = w.array(u8, default_factory=list)
    ended: list[Deep] = w.array(w.until(b"\xff"), default_factory=list)
    last: list[Single] = w.array(w.until(item.goes_on == 0), default_factory=lambda: [Single()])
    sized: Deep | None = w.sized(w.prefix(u16, none=0), default=None)
    through: Deep | None = w.sized(u16, through=FLIP, when=w.boolean, default=None)
    chosen: int | Link = w.choice(u8, {1: u8, 2: Annotated[Link, w.sized(u16)]}, default=0)
    kept: tuple[Link, ...] = w.convert(
        Annotated[list[Link], w.array(u8)], decode=tuple, encode=list, default=()
    )


WAYS: dict[str, tuple[int, Callable[[Deep], Deep]]] = {
    "direct": (1, lambda inner: Deep(direct=inner)),
    "listed": (1, lambda inner: Deep(listed=[inner])),
    "ended": (1, lambda inner: Deep(ended=[inner])),
    "last": (2, lambda inner: Deep(last=[Single(inner=inner)])),
    "sized": (1, lambda inner: Deep(sized=inner)),
    "through": (1, lambda inner: Deep(through=inner)),
    "chosen": (2, lambda inner: Deep(chosen=Link(inner=inner))),
    "kept": (2, lambda inner: Deep(kept=(Link(inner=inner),))),
}
"""How many levels deeper each way goes."""


@pytest.mark.parametrize("way", WAYS)
def test_depth_is_bounded_whatever_is_between(engine: Engine, way: str) -> None:
    levels, put = WAYS[way]
    message = Deep()
    for _ in range(9):
        message = put(message)
    deepest = 9 * levels + 2  # the innermost holds a `Single`
    limits = Limits(depth=deepest)
    wire = engine.encode(Deep, message, limits=limits)
    assert engine.decode(Deep, wire, limits=limits) == message
    for depth in (deepest - 1, 5):
        decoding = outcome(engine.decode, Deep, wire, limits=Limits(depth=depth)).error
        assert isinstance(decoding, LimitExceededError)
        assert decoding.reason.startswith(f"messages nest deeper than {depth}")
        encoding = outcome(engine.encode, Deep, message, limits=Limits(depth=depth)).error
        assert isinstance(encoding, InvalidValueError)
        assert encoding.reason == f"messages nest deeper than {depth}"


@pytest.mark.parametrize("way", WAYS)
def test_greatest_depth_is_reached_whatever_is_between(engine: Engine, way: str) -> None:
    levels, put = WAYS[way]
    message = Deep()
    for _ in range(126 // levels):
        message = put(message)
    limits = Limits(depth=128)
    wire = engine.encode(Deep, message, limits=limits)
    assert engine.encode(Deep, engine.decode(Deep, wire, limits=limits), limits=limits) == wire


class Bits(Message):
    high: int = w.bits(4)
    low: int = w.bits(4)


def test_message_of_bits_is_no_deeper(engine: Engine) -> None:
    cls = only(Bits)
    limits = Limits(depth=1)
    wire = engine.encode(cls, cls(value=Bits(high=1, low=2)), limits=limits)
    assert engine.decode(cls, wire, limits=limits).value == Bits(high=1, low=2)
