"""Messages inside messages: nested, recursive, named before they exist, reused by other names."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare
from wirefmt import (
    InvalidValueError,
    LimitExceededError,
    Limits,
    Message,
    OutOfRangeError,
    OverrunError,
    TextError,
    TruncatedError,
    WrongTypeError,
    this,
)

Name = Annotated[str, w.text(w.u8)]
Pairs = Annotated[list[w.u16], w.array(w.u8)]


class Point(Message):
    x: w.i16
    y: w.i16


class Label(Message):
    name: Name
    aliases: list[Name] = w.array(w.u8)
    numbers: Pairs


class Shape(Message):
    """Messages plain, optional, in arrays by count and by bytes, and confined."""

    origin: Point
    label: Label
    end: Point | None = w.field(when=this.origin.x > 0, default=None)
    points: list[Point] = w.array(w.u8)
    size: w.u8 = w.derived()
    labels: list[Label] = w.array(size=this.size)
    inner: Annotated[Point, w.sized(w.u16)]
    frames: list[Annotated[Label, w.sized(w.u8)]] = w.array(w.rest)


SHAPE = Shape(
    origin=Point(x=1, y=-1),
    label=Label(name="a", aliases=["b", ""], numbers=[1]),
    end=Point(x=0, y=0),
    points=[Point(x=2, y=3), Point(x=4, y=5)],
    labels=[Label(name="", aliases=[], numbers=[])],
    inner=Point(x=-32768, y=32767),
    frames=[Label(name="z", aliases=[], numbers=[])],
)
SHAPE_WIRE = (
    bytes.fromhex("0001ffff")
    + b"\1a\2\1b\0\1\0\1"
    + bytes(4)
    + bytes.fromhex("02 0002 0003 0004 0005")
    + b"\3\0\0\0"
    + bytes.fromhex("0004 8000 7fff")
    + b"\4\1z\0\0"
)


def test_messages_nest() -> None:
    check_message(Shape, SHAPE, SHAPE_WIRE)


@pytest.mark.parametrize(
    ("place", "byte", "error"),
    [
        (5, 0xFF, TextError("Shape", ("label", "name"), 5, 0, "not utf-8: invalid start byte")),
        (
            8,
            0xFF,
            TextError("Shape", ("label", "aliases", 0), 8, 0, "not utf-8: invalid start byte"),
        ),
        (
            27,
            9,
            OverrunError(
                "Shape",
                ("labels", 0, "name"),
                27,
                0,
                "needs 9 bytes, 2 are left in its window",
            ),
        ),
        (
            37,
            9,
            OverrunError(
                "Shape",
                ("frames", 0, "name"),
                37,
                0,
                "needs 9 bytes, 3 are left in its window",
            ),
        ),
    ],
)
def test_fault_inside_is_told_with_its_path(place: int, byte: int, error: w.DecodeError) -> None:
    data = bytearray(SHAPE_WIRE)
    data[place] = byte
    check_faulty(Shape, bytes(data), error)


def test_misfit_inside_is_told_with_its_path() -> None:
    message = Shape(
        origin=Point(x=0, y=0),
        label=Label(name="", aliases=[], numbers=[]),
        points=[Point(x=0, y=0), Point(x=0, y=1 << 15)],
        labels=[],
        inner=Point(x=0, y=0),
        frames=[],
    )
    reason = "32768 is not in -32768 to 32767"
    check_encode_error(
        Shape, message, OutOfRangeError("Shape", ("points", 1, "y"), "32768", reason)
    )


def test_another_message_is_of_a_wrong_type(engine: Engine) -> None:
    class Other(Message):
        x: w.i16
        y: w.i16

    cls = declare("Holder", {"point": Point, "points": (list[Point], w.array(w.u8))})
    misfits: list[dict[str, Any]] = [
        {"point": Other(x=1, y=1), "points": []},
        {"point": None, "points": []},
        {"point": Point(x=1, y=1), "points": [Other(x=1, y=1)]},
    ]
    for values in misfits:
        with pytest.raises(WrongTypeError):
            engine.encode(cls, cls(**values))
    with pytest.raises(WrongTypeError):
        engine.encode(Point, Other(x=1, y=1))


# ------------------------------------------------------------------ recursion


class Tree(Message):
    """Names itself, in an array."""

    value: w.u8
    children: list[Tree] = w.array(w.u8)


class Chain(Message):
    """Names itself, and a class that stands below."""

    value: w.u8
    next: Chain | None = w.field(when=w.boolean, default=None)
    later: Later


class Later(Message):
    left: w.u8
    back: Tree | None = w.field(when=this.left == 1, default=None)


def test_messages_are_recursive() -> None:
    tree = Tree(
        value=1,
        children=[Tree(value=2, children=[]), Tree(value=3, children=[Tree(value=4, children=[])])],
    )
    check_message(Tree, tree, bytes.fromhex("01 02 02 00 03 01 04 00"))
    chain = Chain(value=1, next=Chain(value=2, later=Later(left=0)), later=Later(left=1, back=tree))
    check_message(
        Chain, chain, bytes.fromhex("01 01 02 00 00 01") + bytes.fromhex("01 02 02 00 03 01 04 00")
    )


def nested(depth: int) -> Tree:
    tree = Tree(value=0, children=[])
    for _ in range(depth - 1):
        tree = Tree(value=0, children=[tree])
    return tree


@pytest.mark.parametrize("limit", [1, 2, 64, 128])
def test_depth_is_bounded_both_ways(limit: int, engine: Engine) -> None:
    limits = Limits(depth=limit)
    wire = b"\0\1" * (limit - 1) + b"\0\0"
    assert engine.encode(Tree, nested(limit), limits=limits) == wire
    assert engine.decode(Tree, wire, limits=limits) == nested(limit)
    with pytest.raises(LimitExceededError) as caught:
        engine.decode(Tree, b"\0\1" + wire, limits=limits)
    assert caught.value.path == ("children", 0) * limit
    assert caught.value.offset == 2 * limit
    with pytest.raises(InvalidValueError) as refused:
        engine.encode(Tree, nested(limit + 1), limits=limits)
    assert refused.value.path == ("children", 0) * limit


def test_elements_are_bounded_for_the_whole_message(engine: Engine) -> None:
    limits = Limits(element_count=3)
    cls = declare(
        "Lists",
        {
            "a": (list[w.u8], w.array(w.u8)),
            "b": (list[Name], w.array(w.u8)),
            "c": (list[w.u16], w.array(w.rest)),
        },
    )
    assert engine.decode(cls, b"\1\7\1\0\0\1", limits=limits) == cls(a=[7], b=[""], c=[1])
    for data, path, offset in (
        (b"\4", ("a",), 0),
        (b"\1\7\3", ("b",), 2),
        (b"\1\7\1\0\0\1\0\2", ("c", 1), 6),
    ):
        with pytest.raises(LimitExceededError) as caught:
            engine.decode(cls, data, limits=limits)
        assert (caught.value.path, caught.value.offset) == (path, offset)


def test_root_of_an_error_is_the_outermost_message() -> None:
    error = TruncatedError(
        "Tree", ("children", 0, "value"), 2, 0, "the input ends after 0 of 1 bytes"
    )
    check_faulty(Tree, b"\1\1", error)


class Node(Message, frozen=True):
    """A frozen message with a default is hashed and reused."""

    name: Name = "x"
    point: Point = Point(x=1, y=2)


def test_default_may_be_a_message() -> None:
    check_message(Node, Node(), b"\1x\0\1\0\2")


BARE: list[tuple[Any, object, bytes]] = [
    (w.u16, 258, b"\1\2"),
    (Annotated[str, w.text(w.until(b"\n"))], "line", b"line\n"),
    (Annotated[list[Point], w.array(w.u8)], [Point(x=1, y=2)], b"\1\0\1\0\2"),
    (Annotated[Label, w.sized(w.u32)], Label(name="", aliases=[], numbers=[]), b"\0\0\0\3\0\0\0"),
    (Annotated[bytes, w.data(w.rest)], b"all", b"all"),
]


@pytest.mark.parametrize(("spec", "value", "wire"), BARE, ids=range(len(BARE)))
def test_any_type_is_a_message_of_its_own(spec: Any, value: object, wire: bytes) -> None:
    check_message(spec, value, wire)


def test_error_of_a_bare_type_has_no_path_of_its_own() -> None:
    with pytest.raises(TruncatedError) as caught:
        w.decode(w.u16, b"\1")
    assert (caught.value.path, caught.value.offset) == ((), 0)
    with pytest.raises(OverrunError) as overrun:
        w.decode(Annotated[Label, w.sized(w.u8)], b"\2\5ab")
    assert (overrun.value.path, overrun.value.offset) == (("name",), 1)


# ------------------------------------------------------------------ checks that look inside

LOOKED: list[int] = []


def small(nodes: list[Inspected]) -> bool:
    LOOKED.append(len(nodes))
    return all(node.kind < 2 and node.size < 100 for node in nodes)


class Inspected(Message, variants=this.kind):
    kind: w.u8 = w.derived()
    size: w.u8 = w.derived(w.u8, w.size_of(this.kind))


class Empty(Inspected, tag=0):
    pass


class Filled(Inspected, tag=1):
    children: list[Inspected] = w.array(w.u8, check=small)


def test_derived_fields_of_what_is_inside_cost_no_more_checks(engine: Engine) -> None:
    """Reading one asks no check, which might read others: else each level doubled the work."""
    node: Inspected = Empty()
    for _ in range(20):
        node = Filled(children=[node])
    wire = b"\1\1\1" * 20 + b"\0\1"
    LOOKED.clear()
    assert engine.decode(Inspected, wire) == node
    assert len(LOOKED) == 20
    LOOKED.clear()
    assert engine.encode(Inspected, node) == wire
    assert len(LOOKED) == 20
