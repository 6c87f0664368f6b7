"""Message classes made at random over the whole vocabulary, with strategies of their messages.

A class is a row of *blocks*: one or more fields that belong together (a length and what it tells,
a run of bits that ends on a byte border), and how their values are drawn. Fields have hostile
names: those of Python's builtins, of generated code's own variables, of methods.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from hypothesis import strategies as st

import wirefmt as w
from checking.choosing import CHOOSING
from checking.customs import COUNTING
from checking.declaring import declare
from checking.kinds import SCALARS, Colour, Kind, Rights, closed, opened, present, told
from checking.loose import LOOSE, early_tail
from checking.padded import PADDED
from checking.peeked import PEEKED
from wirefmt import this
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from wirefmt import Message

__all__ = ["HOSTILE", "Schema", "schemas"]

HOSTILE = [
    *("data", "offset", "end", "self", "int", "len"),
    *("f_x", "match", "class_", "context", "depth", "start"),
    *("stop", "cls", "message", "encode", "decode", "bytes"),
    *("range", "min", "str", "list", "type_", "None_"),
    *("x", "at_x", "end_x", "p_x", "m_x_0", "b_x"),
    *("value", "values", "wire", "elements", "variant", "window_1"),
    *("raw_1", "Fault", "Context", "struct", "Struct", "u_Record"),
    *("bits_0", "print", "map", "_", "f_", "integer"),
    *("number",),
]

Fields = dict[str, Any]
Values = dict[str, Any]


class Schema(NamedTuple):
    """A message class, and its messages."""

    cls: type[Message]
    messages: SearchStrategy[Any]


class Few(w.Message):
    """Bits that end on no byte border."""

    high: int = w.bits(3)
    low: int = w.bits(9)
    last: w.flag


class Block(NamedTuple):
    """Fields that belong together; `fill` draws the values of those that are stored."""

    fields: Fields
    fill: Callable[[DrawFn, Values], None]


class Scope(NamedTuple):
    """What a block may use: names that no field has yet, and classes to nest."""

    names: Iterator[str]
    messages: Sequence[Kind]

    def name(self) -> str:
        return next(self.names)


def _nothing(draw: DrawFn, values: Values) -> None:
    """Draw no value: the fields are derived."""


def _drawn(name: str, strategy: SearchStrategy[Any]) -> Callable[[DrawFn, Values], None]:
    def fill(draw: DrawFn, values: Values) -> None:
        values[name] = draw(strategy)

    return fill


# ------------------------------------------------------------------ blocks


@st.composite
def _plain(draw: DrawFn, scope: Scope) -> Block:
    name, kind = scope.name(), draw(closed(scope.messages))
    return Block({name: kind.annotation}, _drawn(name, kind.values))


@st.composite
def _checked(draw: DrawFn, scope: Scope) -> Block:
    name, most = scope.name(), draw(st.integers(0, 255))
    check: Any = draw(st.sampled_from([this[name] <= most, lambda value: value <= most]))
    field = (w.u8, w.field(check=check, default=most))
    return Block({name: field}, _drawn(name, st.integers(0, most)))


@st.composite
def _constant(draw: DrawFn, scope: Scope) -> Block:
    name = scope.name()
    constants = [
        (bytes, w.const(b"\x00;")),
        (w.u16, w.const(513, w.u16)),
        (int, w.const(7, w.decimal(2))),
        (str, w.const("a\0", w.text(w.u8))),
        (int, w.const(300, w.uvarint)),
        (bytes, w.pad(3)),
    ]
    return Block({name: draw(st.sampled_from(constants))}, _nothing)


@st.composite
def _solved(draw: DrawFn, scope: Scope) -> Block:
    """Draw a length, solved or ordinary, and what it tells."""
    length, content = scope.name(), scope.name()
    factor, less = draw(st.integers(1, 3)), draw(st.integers(0, 4))
    expression = (
        factor * this[length] - less if draw(st.booleans()) else this[length] * factor - less
    )
    found = draw(told(expression))
    stored = draw(st.booleans())
    types = [w.u8, w.u16_le, w.uvarint, w.decimal(2), w.bits(8), w.i24]
    type_ = draw(st.sampled_from(types[:3] if stored else types))
    field = type_ if stored else (int, w.derived(type_, keep=draw(st.booleans())))
    least = -(-less // factor)

    def fill(draw: DrawFn, values: Values) -> None:
        number = draw(st.integers(least, least + 3))
        if stored:
            values[length] = number
        values[content] = draw(found.values(factor * number - less))

    return Block({length: field, content: (found.annotation, found.right)}, fill)


@st.composite
def _optional(draw: DrawFn, scope: Scope) -> Block:
    """Draw a field that may be absent, for one of four reasons."""
    name, kind = scope.name(), draw(present(scope.messages, 1))
    way = draw(st.sampled_from(["byte", "flag", "number"]))
    control = scope.name()

    def field(when: Any) -> Any:
        return (_or_none(kind.annotation), w.field(when=when, default=None))

    def fill(draw: DrawFn, values: Values) -> None:
        there = draw(st.booleans())
        if way == "number":
            values[control] = draw(st.integers(100, 255) if there else st.integers(0, 99))
        if there:
            values[name] = draw(kind.values)

    match way:
        case "byte":
            return Block({name: field(w.boolean)}, fill)
        case "flag":
            flag = (bool, w.derived(w.boolean))
            return Block({control: flag, name: field(this[control])}, fill)
        case _:
            return Block({control: w.u8, name: field(this[control] >= 100)}, fill)


def _or_none(annotation: Any) -> Any:
    return annotation | None


@st.composite
def _spelled(draw: DrawFn, scope: Scope) -> Block:
    """Draw a number with a derivation or a checksum of it, before or behind it."""
    name, derived = scope.name(), scope.name()
    kind = draw(closed(scope.messages, 1))
    rights = [
        (w.u32, w.derived(w.u32, w.size_of(this[name]) * 3 + 1)),
        (w.u32, w.derived(w.u32, w.size_of(this[name]) * 3 + 1, keep=True)),
        (w.u8, w.derived(w.u8, w.size_of(this[name]) & 7 | 8)),
        (int, w.derived(w.bits(16), w.select(w.size_of(this[name]) > 3, 1, 256))),
        (w.u32_le, w.checksum(zlib.crc32, w.u32_le, over=this[name])),
        (bytes, w.checksum(_fold, w.data(2), over=this[name])),
        (w.u32, w.checksum(_seeded, w.u32, over=this[name], using=w.size_of(this[name]))),
    ]
    right = draw(st.sampled_from(rights))
    fields = {derived: right, name: kind.annotation}
    if draw(st.booleans()):
        fields = dict(reversed(fields.items()))
    if right[0] is w.u32_le and draw(st.booleans()):
        fields[scope.name()] = (w.u16, w.derived(w.u16, this[derived] & 0xFFFF))
    return Block(fields, _drawn(name, kind.values))


def _fold(data: bytes) -> bytes:
    return (zlib.adler32(data) & 0xFFFF).to_bytes(2, "big")


@st.composite
def _spanned(draw: DrawFn, scope: Scope) -> Block:
    """Draw a checksum that lies inside what it covers."""
    first, middle, last = scope.name(), scope.name(), scope.name()
    one, two = draw(closed(scope.messages, 1)), draw(closed(scope.messages, 1))
    fields = {
        first: one.annotation,
        middle: (w.u32, w.checksum(zlib.crc32, w.u32, over=this[first:last])),
        last: two.annotation,
    }

    def fill(draw: DrawFn, values: Values) -> None:
        values[first], values[last] = draw(one.values), draw(two.values)

    return Block(fields, fill)


def _seeded(data: bytes, seed: int) -> int:
    return zlib.crc32(data, seed)


@st.composite
def _bits(draw: DrawFn, scope: Scope) -> Block:
    """Draw a run of bits that ends on a byte border, and what a length in it tells."""
    fields: Fields = {}
    strategies: dict[str, SearchStrategy[Any]] = {}
    total = 0
    for width in draw(
        st.lists(st.sampled_from([1, 3, 4, 5, 7, 13, 13, 31]), min_size=1, max_size=5)
    ):
        name = scope.name()
        total += width
        fields[name], values = draw(_bit_field(width))
        if values is not None:
            strategies[name] = values
    length, content = scope.name(), scope.name()
    width = 8 - total % 8 if total % 8 < 6 else 16 - total % 8
    fields[length] = (int, w.derived(w.bits(width)))
    found = draw(told(this[length]))
    fields[content] = (found.annotation, found.right)

    def fill(draw: DrawFn, values: Values) -> None:
        values.update({name: draw(strategy) for name, strategy in strategies.items()})
        values[content] = draw(found.values(draw(st.integers(0, 3))))

    return Block(fields, fill)


@st.composite
def _bit_field(draw: DrawFn, width: int) -> tuple[Any, SearchStrategy[Any] | None]:
    """Draw a field of some bits, with the values of a stored one."""
    number = st.integers(0, (1 << width) - 1)
    choices: list[tuple[Any, SearchStrategy[Any] | None]] = [
        ((int, w.bits(width)), number),
        ((int, w.pad(w.bits(width))), None),
        ((int, w.const(1, w.bits(width))), None),
    ]
    if width == 1:
        choices.append((w.flag, st.booleans()))
    if width == 13:
        values = st.builds(Few, high=st.integers(0, 7), low=st.integers(0, 511), last=st.booleans())
        choices.append((Few, values))
    if width >= 3:
        choices += [
            ((Colour, w.enumerated(w.bits(width))), st.sampled_from(Colour)),
            ((Rights, w.enumerated(w.bits(width))), number.map(Rights)),
        ]
    choice: tuple[Any, SearchStrategy[Any] | None] = draw(st.sampled_from(choices))
    return choice


@st.composite
def _choosing(draw: DrawFn, scope: Scope) -> Block:
    """Draw what has to do with choices, the message around, padding and loose ends."""
    maker = draw(st.sampled_from((*CHOOSING, *PADDED, *LOOSE, *PEEKED)))
    return Block(*draw(maker(scope.name, scope.messages)))


BY_FIRST_BYTE = w.peek(w.u8) >= 0x80
"""A byte order that the first byte tells, which is the same in both."""

BLOCKS = (
    _plain,
    _plain,
    _checked,
    _constant,
    _solved,
    _optional,
    _spelled,
    _spanned,
    _bits,
    _choosing,
    _choosing,
    _choosing,
)


@st.composite
def _tail(draw: DrawFn, scope: Scope) -> Block:
    """Draw what goes to the end, and perhaps fields that it leaves room for."""
    if draw(st.integers(0, 3)) == 0:
        return Block(*draw(early_tail(scope.name, scope.messages)))
    name, kind = scope.name(), draw(opened(scope.messages))
    fields: Fields = {name: kind.annotation}
    fills = [_drawn(name, kind.values)]
    if draw(st.booleans()):
        inner = draw(present(scope.messages, 1).filter(lambda each: each.minimum))
        fields = {name: (_or_none(inner.annotation), w.field(when=w.rest, default=None))}
        fills = [_drawn(name, st.none() | inner.values.filter(bool))]
    for _ in range(draw(st.integers(0, 2))):
        after, scalar = scope.name(), draw(st.sampled_from([s for s in SCALARS if s.fixed]))
        fields[after] = scalar.annotation
        fills.append(_drawn(after, scalar.values))

    def fill(draw: DrawFn, values: Values) -> None:
        for each in fills:
            each(draw, values)

    return Block(fields, fill)


# ------------------------------------------------------------------ classes

_DEPTH = 2
"""How deep messages made at random stand in one another."""


@st.composite
def schemas(draw: DrawFn, depth: int = _DEPTH) -> Schema:
    """Draw a message class: plain, with a size, open-ended, or a header with variants."""
    inner = draw(st.lists(_inner(depth - 1), max_size=2)) if depth else []
    scope = Scope(iter(draw(st.permutations(HOSTILE))), inner)
    is_header = depth and draw(st.integers(0, 3)) == 0
    return draw(_header(scope) if is_header else _message(scope, is_inner=depth < _DEPTH))


@st.composite
def _inner(draw: DrawFn, depth: int) -> Kind:
    """Draw a class that says where it ends."""
    schema = draw(schemas(depth))
    sizes = codec_of(schema.cls).blueprint.sizes
    annotation: Any = schema.cls
    if sizes.record_open_ended(0):
        annotation = Annotated[schema.cls, w.sized(w.u16)]
    return Kind(annotation, schema.messages, sizes.record_minimum(0))


@st.composite
def _message(draw: DrawFn, scope: Scope, *, is_inner: bool) -> Schema:
    anchor = scope.name()
    blocks = [Block({anchor: w.u8}, _drawn(anchor, st.integers(0, 255)))]
    keywords: dict[str, Any] = {"frozen": draw(st.booleans())}
    keywords["byte_order"] = draw(st.sampled_from([None, None, "little", "big", BY_FIRST_BYTE]))
    keywords["bit_order"] = draw(st.sampled_from([None, None, "lsb", "msb"]))
    if draw(st.integers(0, 3)) == 0:  # what stands before has a fixed size, or will be stored
        counting = scope.name()
        annotation, values, _ = draw(st.sampled_from(COUNTING))
        blocks.append(Block({counting: annotation}, _drawn(counting, values)))
        told = keywords["byte_order"] is BY_FIRST_BYTE
        keywords["origin"] = is_inner or told or draw(st.booleans())
    blocks += draw(_body(scope))
    if draw(st.booleans()):
        length = scope.name()
        keywords["size"] = draw(st.sampled_from([this[length], this[length] - 1, this[length] + 1]))
        keywords["slack"] = draw(st.booleans())
        keywords["align"] = draw(st.sampled_from([1, 1, 4]))
        blocks.insert(draw(st.integers(0, 1)), Block({length: (w.u24, w.derived())}, _nothing))
    if draw(st.booleans()):
        blocks.append(draw(_tail(scope)))
    cls = declare("Record", _fields(blocks), **keywords)
    return Schema(cls, _messages(cls, blocks))


@st.composite
def _header(draw: DrawFn, scope: Scope) -> Schema:
    """Draw a header with up to three variants, of which one answers to every other tag."""
    tag, flags, length = scope.name(), scope.name(), scope.name()
    varint = draw(st.booleans())
    keywords: dict[str, Any] = {"variants": this[tag], "frozen": True}
    keywords["byte_order"] = draw(st.sampled_from([None, "little", BY_FIRST_BYTE]))
    keywords["bit_order"] = draw(st.sampled_from([None, "lsb"]))
    size = this[length] + w.size_of(this[tag:length]) if varint else this[length]
    if sized := draw(st.booleans()):
        keywords["size"] = size
    head = {tag: (int, w.derived(w.bits(4))), flags: (int, w.bits(4, default=0))}
    if sized:
        head[length] = (int, w.derived(w.mqtt_varint if varint else w.u16))
    if draw(st.booleans()):
        head[scope.name()] = draw(st.sampled_from(_trailing(tag, flags)))
    base = declare("Header", head, **keywords)
    common = Block({}, _drawn(flags, st.integers(0, 15)))
    variants: list[Schema] = []
    for number in range(draw(st.integers(1, 3))):
        blocks = [common, *draw(_body(scope))]
        tags, values = draw(st.sampled_from(_tags(number)))
        if not isinstance(tags, int):
            blocks.append(Block({tag: (int, w.bits(4))}, _drawn(tag, st.sampled_from(values))))
        parent = base
        if draw(st.booleans()):
            between = [Block({scope.name(): (w.u16, w.const(number, w.u16))}, _nothing)]
            parent = declare(f"Between{number}", _fields(between), base, frozen=True)
        if draw(st.integers(0, 3)) == 0:
            variants.append(_family(draw, scope, parent, tags, blocks))
            continue
        if sized and draw(st.booleans()):
            blocks.append(draw(_tail(scope)))
        variants.append(_variant(f"Variant{number}", blocks, parent, tags))
    if draw(st.booleans()):
        other = Block({tag: (int, w.bits(4))}, _drawn(tag, st.integers(12, 15)))
        variants.append(_variant("Other", [common, other], base, ...))
    return Schema(base, st.one_of([each.messages for each in variants]))


def _family(draw: DrawFn, scope: Scope, base: Any, tags: Any, blocks: list[Block]) -> Schema:
    """Draw a variant that has variants of its own."""
    code = scope.name()
    fields = {**_fields(blocks), code: (w.u8, w.derived())}
    inner = declare("Inner" + code, fields, base, tag=tags, variants=this[code], frozen=True)
    body = draw(_body(scope))
    leaf = declare("Leaf" + code, _fields(body), inner, tag=1, frozen=True)
    other = Block({code: (w.u8, w.field())}, _drawn(code, st.integers(2, 255)))
    rest = declare("Rest" + code, other.fields, inner, tag=..., frozen=True)
    leaves = _messages(leaf, [*blocks, *body]), _messages(rest, [*blocks, other])
    return Schema(inner, st.one_of(leaves))


def _trailing(tag: str, flags: str) -> list[Any]:
    return [
        (w.u16_le, w.const(0xCE, w.u16_le, trailing=True)),
        (int, w.derived(w.bits(8), this[tag] + 1, trailing=True)),
        (w.u32, w.checksum(zlib.crc32, w.u32, over=this[tag:flags], trailing=True)),
        (bytes, w.pad(2, trailing=True)),
    ]


def _tags(number: int) -> list[tuple[Any, list[int]]]:
    """Return what may be the tag of one of three variants, and the tags that choose it."""
    start = 3 * number + 3  # those of other ranges, and the numbers below 3 are of other variants
    return [
        (number, [number]),
        ({number, start}, [number, start]),
        (range(start, start + 3), [start, start + 1, start + 2]),
        ({number, range(start, start + 3)}, [number, start, start + 2]),
    ]


def _variant(name: str, blocks: list[Block], base: Any, tag: Any) -> Schema:
    cls = declare(name, _fields(blocks), base, tag=tag, frozen=True)
    return Schema(cls, _messages(cls, blocks))


@st.composite
def _body(draw: DrawFn, scope: Scope) -> list[Block]:
    makers = draw(st.lists(st.sampled_from(BLOCKS), max_size=3))
    return [draw(maker(scope)) for maker in makers]


def _fields(blocks: Sequence[Block]) -> Fields:
    return {name: field for block in blocks for name, field in block.fields.items()}


@st.composite
def _messages(draw: DrawFn, cls: Any, blocks: Sequence[Block]) -> Any:
    values: Values = {}
    for block in blocks:
        block.fill(draw, values)
    return cls(**values)
