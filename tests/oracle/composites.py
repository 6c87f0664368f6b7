"""Arrays, windows, choices, messages in messages and what is derived, in both libraries."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Annotated, Any

import construct as c
from hypothesis import strategies as st

import wirefmt as w
from oracle import Pair, plain
from wirefmt import Message, item, this, u8, u16, u32

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COMPOSITES"]

BYTES = st.binary(max_size=5)
OCTETS = st.integers(0, 255)
WORDS = st.integers(0, 0xFFFF)


class Point(Message):
    x: u16
    y: u16


class Counted(Message):
    count: u8 = w.derived()
    flags: u8
    points: list[Point] = w.array(this.count)


class Told(Message):
    """Lengths stand before what they tell of, and count more than that."""

    name_size: u8 = w.derived()
    whole_size: u16 = w.derived()
    name: bytes = w.data(this.name_size)
    body: bytes = w.data(this.whole_size - 3)


class Tree(Message):
    label: u8
    branches: list[Tree] = w.array(u8)


class Optional(Message):
    version: u8
    since_two: u16 | None = w.field(when=this.version >= 2, default=None)
    more: u8 | None = w.field(when=w.rest, default=None)


class Tagged(Message):
    kind: u8
    value: int | bytes | Point | None = w.choice(
        this.kind, {1: u16, 2: w.data(u8), 3: Point, 4: None}
    )


class Peeked(Message):
    tail: Even | Odd = w.choice(w.peek(u8), {2: "Even", 3: "Odd"})


class Even(Message):
    kind: u8 = w.const(2)
    value: u16


class Odd(Message):
    kind: u8 = w.const(3)
    value: bytes = w.data(u8)


class Shape(Message, variants=this.kind):
    kind: u8 = w.derived()


class Circle(Shape, tag=1):
    radius: u16


class Polygon(Shape, tag=2):
    corners: list[Point] = w.array(u8)


class Entry(Message):
    kind: u8
    value: u8


class Ended(Message):
    entries: list[Entry] = w.array(w.until(item.kind == 0))


class Aligned(Message):
    first: bytes = w.data(u8, align=4)
    second: u32


class Confined(Message):
    name: Annotated[str, w.text(w.until(b"\0"), "ascii"), w.sized(8, slack=True)]
    point: Annotated[Point, w.sized(u8)]


class Checked(Message):
    body: bytes = w.data(u8)
    crc: u32 = w.checksum(zlib.crc32, over=this.body)


class Mask:
    """Combines every byte with a key."""

    def decode(self, data: bytes, limit: int, key: int) -> bytes:
        del limit  # as many bytes as there are
        return bytes(byte ^ key for byte in data)

    def encode(self, data: bytes, key: int) -> bytes:
        return bytes(byte ^ key for byte in data)


class Masked(Message):
    key: u8
    body: Annotated[bytes, w.data(w.rest), w.sized(u8, through=Mask(), using=this.key)]


POINT = c.Struct("x" / c.Int16ub, "y" / c.Int16ub)
POINTS = st.builds(Point, x=WORDS, y=WORDS)
TREE: Any = c.Struct(
    "label" / c.Byte, "branches" / c.PrefixedArray(c.Byte, c.LazyBound(lambda: TREE))
)
TREES = st.recursive(
    st.builds(Tree, label=OCTETS, branches=st.just([])),
    lambda inner: st.builds(Tree, label=OCTETS, branches=st.lists(inner, max_size=2)),
    max_leaves=6,
)
ENTRIES = st.builds(
    lambda first, last: [*first, Entry(kind=0, value=last)],
    st.lists(st.builds(Entry, kind=st.integers(1, 255), value=OCTETS), max_size=3),
    OCTETS,
)


def filling(twin: Any) -> Any:
    """Return what must use all of its window, which construct does not demand by itself."""
    return c.FocusedSeq("inside", "inside" / twin, c.Terminated)


def variant(shape: Shape) -> dict[str, Any]:
    """Return a variant as construct has it: the tag, and the rest in a dict of its own."""
    return {"kind": 1 if isinstance(shape, Circle) else 2, "body": plain(shape)}


def checked(message: Checked) -> dict[str, Any]:
    return {"body": {"value": message.body}}


class WithoutChecksum(c.Adapter):  # type: ignore[misc]  # construct has no types
    """Takes what construct has besides the values out of what it read."""

    def _decode(self, obj: Any, context: Any, path: Any) -> Any:
        del context, path
        return {"body": {"value": obj["body"]["value"]}}

    def _encode(self, obj: Any, context: Any, path: Any) -> Any:
        del context, path
        return obj


def behind_the_stream(data: bytes) -> str | None:
    """Say that bytes stand in the window behind the compressed stream."""
    window = data[1:]
    stream = zlib.decompressobj()
    try:
        stream.decompress(window)
    except zlib.error:
        return None
    return "bytes behind the compressed stream" if stream.unused_data else None


def composites() -> Iterator[Pair]:
    yield from arrays()
    yield from messages()
    yield from choices()
    yield from variants()
    yield from windows()
    yield from transforms()


def choices() -> Iterator[Pair]:
    yield Pair(
        "choice that is told",
        Tagged,
        c.Struct(
            "kind" / c.OneOf(c.Byte, [1, 2, 3, 4]),
            "value"
            / c.Switch(
                c.this.kind,
                {
                    1: c.Int16ub,
                    2: c.Prefixed(c.Byte, c.GreedyBytes),
                    3: POINT,
                    4: c.Computed(None),
                },
            ),
        ),
        st.one_of(
            st.builds(Tagged, kind=st.just(1), value=WORDS),
            st.builds(Tagged, kind=st.just(2), value=BYTES),
            st.builds(Tagged, kind=st.just(3), value=POINTS),
            st.builds(Tagged, kind=st.just(4), value=st.none()),
        ),
        plain,
    )
    yield Pair(
        "choice by what is peeked at",
        Peeked,
        c.Struct(
            "_kind" / c.Peek(c.OneOf(c.Byte, [2, 3])),
            "tail"
            / c.IfThenElse(
                lambda context: "_kind" not in context or context._kind is None,
                c.Select(even(), odd()),
                c.Switch(c.this._kind, {2: even(), 3: odd()}, default=c.Error),
            ),
        ),
        st.one_of(
            st.builds(Peeked, tail=st.builds(Even, value=WORDS)),
            st.builds(Peeked, tail=st.builds(Odd, value=BYTES)),
        ),
        plain,
    )


def variants() -> Iterator[Pair]:
    yield Pair(
        "variants",
        Shape,
        c.Struct(
            "kind" / c.OneOf(c.Byte, [1, 2]),
            "body"
            / c.Switch(
                c.this.kind,
                {
                    1: c.Struct("radius" / c.Int16ub),
                    2: c.Struct("corners" / c.PrefixedArray(c.Byte, POINT)),
                },
            ),
        ),
        st.one_of(
            st.builds(Circle, radius=WORDS),
            st.builds(Polygon, corners=st.lists(POINTS, max_size=3)),
        ),
        variant,
    )


def even() -> Any:
    return c.Struct(c.Const(2, c.Byte), "value" / c.Int16ub)


def odd() -> Any:
    return c.Struct(c.Const(3, c.Byte), "value" / c.Prefixed(c.Byte, c.GreedyBytes))


def arrays() -> Iterator[Pair]:
    lists = st.lists(WORDS, max_size=4)
    yield Pair(
        "array by count",
        Annotated[list[u16], w.array(u8)],
        c.PrefixedArray(c.Byte, c.Int16ub),
        lists,
        plain,
    )
    yield Pair(
        "array by size",
        Annotated[list[u16], w.array(size=u8)],
        c.Prefixed(c.Byte, filling(c.GreedyRange(c.Int16ub))),
        lists,
        plain,
    )
    yield Pair(
        "array to the end",
        Annotated[list[u16], w.array(w.rest)],
        c.GreedyRange(c.Int16ub),
        lists,
        plain,
    )
    yield Pair(
        "array to its last element",
        Ended,
        c.Struct(
            "entries"
            / c.RepeatUntil(
                lambda entry, _list, _context: entry["kind"] == 0,
                c.Struct("kind" / c.Byte, "value" / c.Byte),
            )
        ),
        st.builds(Ended, entries=ENTRIES),
        plain,
    )


def messages() -> Iterator[Pair]:
    yield Pair(
        "count that is derived",
        Counted,
        c.Struct(
            "_count" / c.Rebuild(c.Byte, c.len_(c.this.points)),
            "flags" / c.Byte,
            "points" / c.Array(c.this._count, POINT),
        ),
        st.builds(Counted, flags=OCTETS, points=st.lists(POINTS, max_size=3)),
        plain,
    )
    yield Pair(
        "lengths that are derived",
        Told,
        c.Struct(
            "_name_size" / c.Rebuild(c.Byte, c.len_(c.this.name)),
            "_whole_size" / c.Rebuild(c.Int16ub, c.len_(c.this.body) + 3),
            "name" / c.Bytes(c.this._name_size),
            "body" / c.Bytes(c.this._whole_size - 3),
        ),
        st.builds(Told, name=BYTES, body=BYTES),
        plain,
    )
    yield Pair("tree", Tree, TREE, TREES, plain)
    yield Pair(
        "fields that may be absent",
        Optional,
        c.Struct(
            "version" / c.Byte,
            "since_two" / c.If(c.this.version >= 2, c.Int16ub),
            "more" / c.Optional(c.Byte),
        ),
        st.one_of(
            st.builds(Optional, version=st.integers(0, 1), more=OCTETS | st.none()),
            st.builds(
                Optional,
                version=st.integers(2, 255),
                since_two=WORDS,
                more=OCTETS | st.none(),
            ),
        ),
        plain,
    )


def windows() -> Iterator[Pair]:
    yield Pair(
        "alignment",
        Aligned,
        c.Struct("first" / c.Aligned(4, c.Prefixed(c.Byte, c.GreedyBytes)), "second" / c.Int32ub),
        st.builds(Aligned, first=BYTES, second=st.integers(0, 0xFFFF_FFFF)),
        plain,
    )
    yield Pair(
        "windows",
        Confined,
        c.Struct(
            "name" / c.FixedSized(8, c.CString("ascii")),
            "point" / c.Prefixed(c.Byte, filling(POINT)),
        ),
        st.builds(
            Confined,
            name=st.text(st.characters(codec="ascii", exclude_characters="\0"), max_size=7),
            point=POINTS,
        ),
        plain,
    )


def transforms() -> Iterator[Pair]:
    yield Pair(
        "checksum",
        Checked,
        WithoutChecksum(
            c.Struct(
                "body" / c.RawCopy(c.Prefixed(c.Byte, c.GreedyBytes)),
                "crc" / c.Checksum(c.Int32ub, zlib.crc32, c.this.body.data),
            )
        ),
        st.builds(Checked, body=BYTES),
        checked,
    )
    yield Pair(
        "compression",
        Annotated[bytes, w.data(w.rest), w.sized(u8, through=w.deflate)],
        c.Prefixed(c.Byte, c.Compressed(c.GreedyBytes, "zlib")),
        BYTES,
        plain,
        behind_the_stream,
    )
    yield Pair(
        "masking",
        Masked,
        c.Struct(
            "key" / c.Byte, "body" / c.Prefixed(c.Byte, c.ProcessXor(c.this.key, c.GreedyBytes))
        ),
        st.builds(Masked, key=OCTETS, body=BYTES),
        plain,
    )


COMPOSITES = list(composites())
"""The pairs of what is made of other things."""
