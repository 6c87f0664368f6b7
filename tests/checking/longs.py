"""Long streams: one of each construct whose work could grow faster than its bytes, of any length.

A row's bytes are some n of them, in one message that is long where the construct is, or in many
that are short; `bench/linear.py` measures them, and `tests/stream/test_linear_work.py` counts.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, cast

import wirefmt as w
from checking.declaring import only
from wirefmt import Message, item, this, u8, u16, u32
from wirefmt.codec import codec_of

__all__ = ["CONSTRUCTS", "Construct"]


class Construct(NamedTuple):
    """A type, and what makes about so many bytes of it: one message, or several."""

    spec: Any
    wire: Callable[[int], bytes]


Text = Annotated[str, w.text(u8)]
Word = Annotated[bytes, w.data(4)]


class Named(Message):
    value: Text


class Entry(Message):
    body: bytes = w.data(2)
    following: u8


class Parameter(Message, size=this.length):
    type: u16
    length: u16 = w.derived()
    value: bytes = w.data(w.rest)


class Small(Message, size=this.length, align=4):
    length: u8 = w.derived()
    value: bytes = w.data(w.rest)


class Plain(Message):
    size: u8 = w.derived()
    high: int = w.bits(3)
    low: int = w.bits(5)
    value: bytes = w.data(this.size)


class First(Message):
    kind: u8 = w.const(1)
    number: u16


class Second(Message):
    kind: u8
    body: bytes = w.data(u8)


class Chain(Message):
    value: u8
    next: Chain | None = w.field(when=w.boolean, default=None)


class Tree(Message):
    children: list[Tree] = w.array(u16)


class Padded(Message, size=this.length):
    """As RTP: its last byte says how many of the bytes before it are padding."""

    length: u32 = w.derived()
    payload: bytes = w.data(w.rest)
    padding: bytes = w.data(w.peek(u8, at=-1) - 1)
    padded: u8 = w.derived(u8, w.size_of(this.padding) + 1)


class Tagged(Message, variants=this.kind):
    kind: u8 = w.derived()


class Numbers(Tagged, tag=1):
    numbers: list[w.uvarint] = w.array(u32)


class Loose(Message):
    code: u8
    options: list[Named] = w.array(w.until(b"\xff", at_eof=True))
    payload: bytes = w.data(w.rest)


class Trailed(Message):
    body: bytes = w.data(w.rest)
    sum: u32 = w.checksum(zlib.crc32, over=this.body)


class ListTrailed(Message):
    names: list[Named] = w.array(w.rest)
    sum: u32
    last: u16


class Optional(Message):
    value: u8
    more: bytes | None = w.data(u32, when=w.rest, default=None)
    most: bytes | None = w.data(w.rest, when=w.rest, default=None)


class Summed(Message):
    body: bytes = w.data(u32)
    sum: u32 = w.checksum(zlib.crc32, over=this["body":"sum"])


class Bridged(Message):
    tag: u16 | None = w.field(when=w.peek(u8) == 0, default=None)
    body: bytes = w.data(u8)


class Pointer:
    """Bytes behind their length, or a pointer to such from the origin on."""

    def decode(self, data: memoryview, position: int) -> tuple[bytes, int]:
        if position >= len(data):
            raise ValueError("nothing is there")
        size = data[position]
        if size == 0xFF:
            place = int.from_bytes(data[position + 1 : position + 5], "big")
            return self.decode(data, place)[0] if place < position else b"", position + 5
        return bytes(data[position + 1 : position + 1 + size]), position + 1 + size

    def encode(self, value: bytes, writer: w.Writer) -> None:
        place = writer.memo.setdefault(value, writer.position)
        if place == writer.position:
            writer.write(bytes([len(value)]) + value)
        else:
            writer.write(b"\xff" + cast("int", place).to_bytes(4, "big"))


Pointed = Annotated[bytes, w.custom(Pointer())]


class Records(Message, origin=True):
    records: list[Pointed] = w.array(u32)


class Invert:
    def decode(self, data: bytes, limit: int) -> bytes:
        return bytes(byte ^ 0xFF for byte in data[: limit + 1])

    def encode(self, data: bytes) -> bytes:
        return bytes(byte ^ 0xFF for byte in data)


def nested(depth: int, **keywords: Any) -> Any:
    """Return bytes in so many windows."""
    spec: Any = Annotated[bytes, w.data(w.rest)]
    for _ in range(depth):
        spec = Annotated[spec, w.sized(u32, **keywords)]
    return spec


def chain(depth: int) -> Chain:
    link = Chain(value=0)
    for value in range(depth):
        link = Chain(value=value, next=link)
    return link


def tree(depth: int, width: int) -> Tree:
    """Return a tree that is one branch, but for the leaves at its end."""
    node = Tree(children=[Tree(children=[])] * width)
    for _ in range(depth):
        node = Tree(children=[node])
    return node


def once(spec: Any, value: Callable[[int], object], size: int = 1) -> Construct:
    """Make one message of a value that is given how many of its parts make about n bytes."""
    return Construct(spec, lambda n: codec_of(spec).encode(value(max(n // size, 1))))


def often(spec: Any, value: object) -> Construct:
    """Make as many messages of one value as have about n bytes."""
    wire: bytes = codec_of(spec).encode(value)
    return Construct(spec, lambda n: wire * max(n // len(wire), 1))


def single(annotation: Any, value: Callable[[int], object], size: int = 1) -> Construct:
    """Make one message whose one field has a value of about n bytes."""
    cls = only(annotation) if isinstance(annotation, type) else only(*annotation)
    return once(cls, lambda count: cls(value=value(count)), size)


def name(count: int) -> list[Named]:
    return [Named(value="name")] * count


CRLF = w.until(b"\r\n")
LAST_LINE = Annotated[str, w.text(w.until(b"\n", at_eof=True))]
FRAMED = Annotated[Named, w.sized(u32)]

CONSTRUCTS: dict[str, Construct] = {
    "data": single((bytes, w.data(u32)), bytes),
    "texts": single((list[Text], w.array(u32)), lambda n: ["name"] * n, 5),
    "numbers": single((list[u32], w.array(u32)), lambda n: [7] * n, 4),
    "varints": once(Numbers, lambda n: Numbers(numbers=[300] * n), 2),
    "varints of a variant": once(Tagged, lambda n: Numbers(numbers=[300] * n), 2),
    "array in bytes": single((list[Named], w.array(size=u32)), name, 5),
    "until": single((bytes, w.data(CRLF)), lambda n: b"x" * n),
    "until, baited": single((bytes, w.data(CRLF)), lambda n: b"\r" * n),
    "until, baited long": single((bytes, w.data(w.until(b"\0" * 7 + b"\1"))), bytes),
    "until, baited in UTF-16": single(
        (str, w.text(w.until(b"\0\0"), encoding="utf-16-be")), lambda n: "\u0100A" * n, 4
    ),
    "until, bounded": single((bytes, w.data(CRLF, max=1 << 24)), lambda n: b"\r" * n),
    "until, included": single(
        (bytes, w.data(w.until(b"\n", include=True))), lambda n: b"x" * n + b"\n"
    ),
    "lines": often(Annotated[str, w.text(w.until(b"\n"))], "line"),
    "lines at_eof": Construct(LAST_LINE, lambda n: b"line\n" * (n // 5)),
    "line at_eof": Construct(LAST_LINE, lambda n: b"x" * n),
    "netstrings": Construct(
        only(bytes, w.data(Annotated[int, w.decimal(w.until(b":"))])),
        lambda n: b"4:name" * (n // 6),
    ),
    "array until": single((list[Named], w.array(w.until(b"\0"))), name, 5),
    "array until, baited": single(
        (list[Word], w.array(w.until(b"\xff" * 5))), lambda n: [b"\xff\xff\xff\0"] * n, 4
    ),
    "array until item": single(
        (list[Entry], w.array(w.until(item.following == 0))),
        lambda n: [*[Entry(body=b"ab", following=1)] * n, Entry(body=b"ab", following=0)],
        3,
    ),
    "array until item at_eof": single(
        (list[Entry], w.array(w.until(item.following == 0, at_eof=True))),
        lambda n: [Entry(body=b"ab", following=1)] * n,
        3,
    ),
    "array at_eof, then rest": once(
        Loose, lambda n: Loose(code=1, options=name(n), payload=b"x"), 5
    ),
    "array at_eof, then long rest": once(
        Loose, lambda n: Loose(code=1, options=name(9), payload=bytes(n))
    ),
    "array of rest": single((list[Named], w.array(w.rest)), name, 5),
    "array of rest, when=rest": once(
        Optional, lambda n: Optional(value=1, more=b"", most=bytes(n))
    ),
    "rest before a checksum": once(Trailed, lambda n: Trailed(body=bytes(n))),
    "array of rest before others": once(
        ListTrailed, lambda n: ListTrailed(names=name(n), sum=1, last=2), 5
    ),
    "between, counted": single(
        (list[Parameter], w.array(u32, between=4)),
        lambda n: [Parameter(type=1, value=b"abc")] * n,
        8,
    ),
    "between, in bytes": single(
        (list[Parameter], w.array(size=u32, between=4)),
        lambda n: [Parameter(type=1, value=b"abc")] * n,
        8,
    ),
    "between, to the end": single(
        (list[Parameter], w.array(w.rest, between=4)),
        lambda n: [Parameter(type=1, value=b"abc")] * n,
        8,
    ),
    "align": single(
        (list[Annotated[str, w.text(u8, align=4)]], w.array(u32)), lambda n: ["name"] * n, 8
    ),
    "padded messages": often(Small, Small(value=b"abc")),
    "messages": often(Plain, Plain(high=1, low=2, value=b"name")),
    "frames": often(FRAMED, Named(value="name")),
    "long window": once(Parameter, lambda n: Parameter(type=1, value=bytes(min(n, 65_000)))),
    "slack": Construct(
        Annotated[Named, w.sized(u32, slack=True)],
        lambda n: n.to_bytes(4, "big") + b"\4name" + bytes(n - 5),
    ),
    "windows in windows": once(nested(20), bytes),
    "windows in windows, many": often(nested(20), b"name"),
    "peek from the end": once(Padded, lambda n: Padded(payload=bytes(n), padding=b"")),
    "peek from the end, many": often(Padded, Padded(payload=b"name", padding=b"\0")),
    "peek in a choice": single(
        (
            list[Annotated[First | Second, w.choice(w.peek(u8), {1: First, ...: Second})]],
            w.array(u32),
        ),
        lambda n: [First(number=7), Second(kind=9, body=b"a")] * n,
        6,
    ),
    "peek when": often(Bridged, Bridged(tag=5, body=b"name")),
    "deflate": once(
        Annotated[bytes, w.data(w.rest), w.sized(u32, through=w.deflate)],
        random.Random(0).randbytes,  # noqa: S311  # what deflate makes no shorter
    ),
    "deflate, many": often(
        Annotated[bytes, w.data(w.rest), w.sized(u32, through=w.deflate)], b"name"
    ),
    "transforms in transforms": once(nested(5, through=Invert()), bytes),
    "checksum": once(Summed, lambda n: Summed(body=bytes(n))),
    "custom": once(
        Annotated[Records, w.sized(u32)], lambda n: Records(records=[b"name", b"other"] * n), 10
    ),
    "custom, many": often(Annotated[Records, w.sized(u32)], Records(records=[b"name"] * 2)),
    "customs in origins": single(
        (list[Annotated[Records, w.sized(u32)]], w.array(size=u32)),
        lambda n: [Records(records=[b"name"] * 2)] * n,
        18,
    ),
    "deep chains": often(Chain, chain(60)),
    "deep and wide": once(Tree, lambda n: tree(50, n), 2),
    "deep, in frames": often(Annotated[Chain, w.sized(u32)], chain(60)),
}
"""What they are, by name."""
