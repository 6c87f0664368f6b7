"""Types over the whole vocabulary, each with a strategy of its values."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum, IntFlag
from functools import partial
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Union, get_args, get_origin

from hypothesis import strategies as st

import wirefmt as w
from checking.customs import ANYWHERE
from checking.declaring import annotated, list_of
from checking.transforms import TRANSFORMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "Colour",
    "Kind",
    "Rights",
    "Told",
    "arms",
    "closed",
    "opened",
    "present",
    "told",
    "union",
    "value_class",
]


class Colour(IntEnum):
    """Members with gaps between them."""

    RED = 0
    GREEN = 1
    BLUE = 5


class Rights(IntFlag):
    """Every combination is a member."""

    READ = 1
    WRITE = 4


class Kind(NamedTuple):
    """A type as an annotation, its values, and the least and (if all are equal) every size."""

    annotation: Any
    values: SearchStrategy[Any]
    minimum: int
    fixed: int | None = None
    nullable: bool = False


class Told(NamedTuple):
    """A type whose extent another field tells, and its values of a given extent."""

    annotation: Any
    right: Any
    values: Callable[[int], SearchStrategy[Any]]


DELIMITERS = [b"\0", b"\r\n", b";", b"aa"]
PREFIXES: Sequence[tuple[Any, int]] = [
    (w.u8, 1),
    (w.u16, 2),
    (w.u16_le, 2),
    (w.u24, 3),
    (w.i32, 4),
    (w.u64_le, 8),
    (w.uvarint, 1),
    (w.mqtt_varint, 1),
    (w.svarint, 1),
    (w.quic_varint, 1),
    (w.shortest(w.uvarint), 1),
    (Annotated[int, w.decimal(3)], 3),
    (Annotated[int, w.hexadecimal(2)], 2),
    (w.prefix(w.u16, w.item - 2), 2),
    (w.prefix(w.uvarint, w.item - 1), 1),
    (Annotated[int, w.decimal(w.until(b":"))], 2),
]

WIDE_TEXT = st.text(st.characters(codec="utf-8"), max_size=5)
"""Any characters but surrogates."""


def _integer(bits: int, suffix: str, *, signed: bool) -> Kind:
    low = -(1 << bits - 1) if signed else 0
    word = f"{'i' if signed else 'u'}{bits}{suffix}"
    values = st.integers(low, low + (1 << bits) - 1)
    return Kind(getattr(w, word), values, bits // 8, bits // 8)


def _unpadded(value: str | bytes) -> bool:
    return not (value.endswith("a") if isinstance(value, str) else value.endswith(b"a"))


INTEGERS = [
    _integer(bits, suffix, signed=signed)
    for bits in (8, 16, 24, 32, 40, 48, 56, 64, 128)
    for suffix in (("",) if bits == 8 else ("", "_le"))
    for signed in (False, True)
]

SCALARS = [
    *INTEGERS,
    *(
        Kind(getattr(w, f"f{width}{suffix}"), st.floats(width=width), width // 8, width // 8)
        for width in (16, 32, 64)
        for suffix in ("", "_le")
    ),
    Kind(w.boolean, st.booleans(), 1, 1),
    Kind(w.uvarint, st.integers(0, (1 << 64) - 1), 1),
    Kind(w.mqtt_varint, st.integers(0, (1 << 28) - 1), 1),
    Kind(w.svarint, st.integers(-(1 << 63), (1 << 63) - 1), 1),
    Kind(w.quic_varint, st.integers(0, (1 << 62) - 1), 1),
    Kind(Annotated[int, w.shortest(w.uvarint)], st.integers(0, (1 << 64) - 1), 1),
    Kind(Annotated[int, w.shortest(w.quic_varint)], st.integers(0, (1 << 62) - 1), 1),
    Kind(Annotated[int, w.bits(16)], st.integers(0, (1 << 16) - 1), 2, 2),
    Kind(Annotated[int, w.decimal(4)], st.integers(0, 9999), 4, 4),
    Kind(Annotated[int, w.decimal(w.until(b"\r\n"))], st.integers(0, 10**20 - 1), 3),
    Kind(Annotated[int, w.decimal(w.u8)], st.integers(0, 10**20 - 1), 2),
    Kind(Annotated[int, w.decimal(3, signed=True)], st.integers(-99, 999), 3, 3),
    Kind(Annotated[int, w.hexadecimal(4)], st.integers(0, 0xFFFF), 4, 4),
    Kind(Annotated[int, w.hexadecimal(w.until(b"\r\n"))], st.integers(0, 16**20 - 1), 3),
    Kind(Annotated[bytes, w.data(4, pad=b"a")], st.binary(max_size=4).filter(_unpadded), 4, 4),
    Kind(Annotated[str, w.text(4, pad=b"a")], st.text("ab\0", max_size=4).filter(_unpadded), 4, 4),
    Kind(w.ipv4, st.ip_addresses(v=4), 4, 4),
    Kind(w.mac, st.binary(min_size=6, max_size=6).map(lambda octets: octets.hex(":")), 6, 6),
    Kind(w.uuid, st.uuids(), 16, 16),
    Kind(
        Annotated[float, w.fixed_point(w.i16, 8)],
        st.integers(-32768, 32767).map(lambda number: number / 256),
        2,
        2,
    ),
    Kind(
        Annotated[datetime, w.timestamp(w.u32)],
        st.integers(0, 2**32 - 1).map(lambda number: datetime.fromtimestamp(number, UTC)),
        4,
        4,
    ),
    Kind(Annotated[Colour, w.enumerated(w.u16)], st.sampled_from(Colour), 2, 2),
    Kind(Annotated[Colour, w.enumerated(w.uvarint)], st.sampled_from(Colour), 1),
    Kind(Annotated[Rights, w.enumerated(w.u8)], st.integers(0, 255).map(Rights), 1, 1),
    Kind(
        Annotated[Rights, w.enumerated(w.u8, strict=True)],
        st.sampled_from([0, 1, 4, 5]).map(Rights),
        1,
        1,
    ),
    Kind(
        Annotated[Colour | int, w.enumerated(w.u8, open=True)],
        st.integers(0, 255).map(lambda number: Colour(number) if number in {0, 1, 5} else number),
        1,
        1,
    ),
]


@st.composite
def closed(draw: DrawFn, messages: Sequence[Kind] = (), depth: int = 2) -> Kind:
    """Draw a type whose values say where they end; `messages` are classes that may stand in it.

    One that is nullable cannot be absent for another reason, nor stand in a window of its own.
    """
    choices = [
        "scalar",
        "scalar",
        "content",
        "content",
        "custom",
        *(["message"] if messages else []),
    ]
    made = ["array", "sized", "convert", "choice"] if depth else []
    match draw(st.sampled_from([*choices, *made])):
        case "scalar":
            kinds = st.sampled_from(SCALARS)
        case "content":
            kinds = _content()
        case "custom":
            kinds = st.sampled_from([Kind(*each) for each in ANYWHERE])
        case "message":
            kinds = st.sampled_from(messages)
        case "array":
            kinds = _array(draw(closed(messages, depth - 1)))
        case "convert":
            kinds = st.just(_converted(draw(present(messages, depth - 1))))
        case "choice":
            kinds = _choice(messages, depth - 1)
        case _:
            kinds = _sized(messages, depth - 1)
    kind: Kind = draw(kinds)
    return kind


def _converted(inner: Kind) -> Kind:
    """Return a type whose values are those of another, each in a list of its own."""
    annotation = annotated(list[Any], w.convert(inner.annotation, decode=_wrap, encode=_unwrap))
    return Kind(annotation, inner.values.map(_wrap), inner.minimum, inner.fixed)


def _wrap(value: Any) -> list[Any]:
    return [value]


def _unwrap(values: Any) -> Any:
    if not isinstance(values, list) or len(values) != 1:
        raise ValueError("a list of one is needed")
    return values[0]


def present(messages: Sequence[Kind] = (), depth: int = 2) -> SearchStrategy[Kind]:
    """Return a strategy of closed types whose values are never None."""
    return closed(messages, depth).filter(lambda kind: not kind.nullable)


@st.composite
def opened(draw: DrawFn, messages: Sequence[Kind] = (), depth: int = 1) -> Kind:
    """Draw a type that goes to the end of what encloses it."""
    match draw(st.sampled_from(["data", "text", "array", "sized", "decimal"])):
        case "data":
            return Kind(Annotated[bytes, w.data(w.rest)], st.binary(max_size=6), 0)
        case "text":
            return Kind(Annotated[str, w.text(w.rest)], WIDE_TEXT, 0)
        case "decimal":
            return Kind(Annotated[int, w.decimal(w.rest)], st.integers(0, 10**20 - 1), 1)
        case "array":
            element = draw(closed(messages, depth).filter(lambda kind: kind.minimum))
            values = st.lists(element.values, max_size=3)
            return Kind(annotated(list_of(element.annotation), w.array(w.rest)), values, 0)
        case _:
            inner = draw(present(messages, depth))
            annotation = annotated(inner.annotation, w.sized(w.rest))
            return Kind(annotation, inner.values, inner.minimum, inner.fixed)


@st.composite
def _content(draw: DrawFn) -> Kind:
    """Draw bytes or text with an extent that needs no field."""
    is_text = draw(st.booleans())
    python, helper = (str, w.text) if is_text else (bytes, w.data)
    anything = WIDE_TEXT if is_text else st.binary(max_size=6)
    prefix, least = draw(st.sampled_from(PREFIXES))
    low = draw(st.integers(0, 3))
    match draw(
        st.sampled_from(
            ["fixed", "prefix", "bounded", "until", "include", "wide", "nullable", "aligned"]
        )
    ):
        case "aligned":  # in a window of its own, since what stands before it may be of any size
            inner = draw(st.sampled_from([Aligned, Unaligned]))
            texts = st.lists(st.text("ab", max_size=5), max_size=3)
            first = st.binary(max_size=6).filter(lambda each: b"\xff" not in each)
            least = 8 if inner is Aligned else 16
            return Kind(inner, st.builds(inner, first=first, others=texts), least)
        case "nullable":
            extent = draw(
                st.sampled_from([w.prefix(w.i16, none=-1), w.prefix(w.u8, w.item - 1, none=0)])
            )
            annotation = annotated(python | None, helper(extent))
            return Kind(annotation, st.none() | anything, 1, nullable=True)
        case "fixed":
            values = _ascii(low + 1) if is_text else _binary(low + 1)
            return Kind(annotated(python, helper(low + 1)), values, low + 1, low + 1)
        case "prefix":
            return Kind(annotated(python, helper(prefix)), anything, least)
        case "bounded":
            sizes = st.integers(low, low + 2)
            values = sizes.flatmap(_ascii) if is_text else sizes.flatmap(_binary)
            return Kind(
                annotated(python, helper(prefix, min=low, max=low + 2)), values, least + low
            )
        case "include":
            delimiter = draw(st.sampled_from(DELIMITERS))
            end = delimiter.decode() if is_text else delimiter
            values = anything.filter(partial(_delimitable, delimiter)).map(partial(_with_end, end))
            helped = helper(w.until(delimiter, include=True))
            return Kind(annotated(python, helped), values, len(delimiter))
        case "wide":
            encoding = draw(st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le"]))
            delimiter = ("\0" * low or ";").encode(encoding)
            values = st.text("ab\u0100\u3b00\u0a00\U00010000", max_size=4)
            wide = w.text(w.until(delimiter), encoding)
            return Kind(Annotated[str, wide], values, len(delimiter))
        case _:
            delimiter = draw(st.sampled_from(DELIMITERS))
            values = anything.filter(partial(_delimitable, delimiter))
            return Kind(annotated(python, helper(w.until(delimiter))), values, len(delimiter))


def _with_end(end: Any, value: Any) -> Any:
    return value + end


class Aligned(w.Message):
    """As in XDR."""

    first: bytes = w.data(w.u32, align=4)
    others: list[Annotated[str, w.text(w.u16, align=4)]] = w.array(w.u32)


class Unaligned(w.Message):
    """As in a struct that begins with a byte."""

    kind: int = w.const(1, w.u8)
    mark: str = w.const("a", w.text(w.uvarint))
    gap: bytes = w.align(8)
    first: bytes = w.data(w.until(b"\xff\xff"), align=4)
    others: list[Annotated[str, w.text(w.u8), w.sized(w.u8, align=2)]] = w.array(w.u32, align=4)


def _delimitable(delimiter: bytes, value: str | bytes) -> bool:
    """Return whether a decoder would find a delimiter just behind a value."""
    content = value.encode() if isinstance(value, str) else value
    return (content + delimiter).find(delimiter) == len(content)


@st.composite
def _array(draw: DrawFn, element: Kind) -> Kind:
    values = st.lists(element.values, max_size=3)
    annotation = list_of(element.annotation)
    prefix, least = draw(st.sampled_from(PREFIXES))
    ways = ["count", "fixed", "ended", *(["size"] if element.minimum else [])]
    match draw(st.sampled_from(ways)):
        case "ended":
            return draw(_ended())
        case "count":
            return Kind(annotated(annotation, w.array(prefix)), values, least)
        case "size":
            return Kind(annotated(annotation, w.array(size=w.u32)), values, 4)
        case _:
            count = draw(st.integers(1, 3))
            size = None if element.fixed is None else count * element.fixed
            values = st.lists(element.values, min_size=count, max_size=count)
            return Kind(
                annotated(annotation, w.array(count)), values, count * element.minimum, size
            )


@st.composite
def _ended(draw: DrawFn) -> Kind:
    """Draw an array that ends at a delimiter, or with the element that satisfies a condition."""
    string = Annotated[str, w.text(w.u8)]
    kinds: list[tuple[Any, Any, SearchStrategy[Any], int]] = [
        (list[w.u8], w.until(b"\0"), st.lists(st.integers(1, 255)), 1),
        (list[w.u16], w.until(b"\0\0\1"), st.lists(st.integers(1, 65535)), 3),
        (list[string], w.until(b"\0"), st.lists(WIDE_TEXT.filter(bool)), 1),
        (
            list[w.u16_le],
            w.until(w.item == 0),
            st.lists(st.integers(1, 65535)).map(_closed_by(0)),
            2,
        ),
        (list[string], w.until(w.item == "zz"), st.lists(_ascii(2)).map(_closed_by("zz")), 1),
        (list[Option], w.until(w.item.kind & 1 != 0), _options(), 2),
    ]
    annotation, extent, values, least = draw(st.sampled_from(kinds))
    return Kind(annotated(annotation, w.array(extent)), values, least)


class Option(w.Message):
    """An element; of an odd kind it is the last."""

    kind: w.u8
    value: bytes = w.data(w.u8)


def _options() -> SearchStrategy[list[Option]]:
    even = st.builds(Option, kind=st.sampled_from([0, 2, 4]), value=st.binary(max_size=3))
    return st.lists(even, max_size=3).map(_closed_by(Option(kind=7, value=b"")))


def _closed_by(last: Any) -> Callable[[list[Any]], list[Any]]:
    return lambda values: [*values[:3], last]


@st.composite
def _sized(draw: DrawFn, messages: Sequence[Kind], depth: int) -> Kind:
    goes_on = draw(st.booleans())
    inner = draw(opened(messages, depth) if goes_on else present(messages, depth))
    if draw(st.integers(0, 3)) == 0:
        transform, extent, least = draw(st.sampled_from(TRANSFORMED))
        sized = w.sized(extent, through=transform, slack=draw(st.booleans()))
        return Kind(Annotated[inner.annotation, sized], inner.values, least)
    if inner.fixed is not None and draw(st.booleans()):
        if not goes_on and draw(st.booleans()):
            size = inner.fixed + 2
            annotation = annotated(inner.annotation, w.sized(size, slack=True))
            return Kind(annotation, inner.values, size, size)
        annotation = annotated(inner.annotation, w.sized(inner.fixed))
        return Kind(annotation, inner.values, inner.fixed, inner.fixed)
    annotation = Annotated[
        inner.annotation,
        w.sized(draw(st.sampled_from([w.u16, w.u24_le, w.uvarint])), slack=draw(st.booleans())),
    ]
    return Kind(annotation, inner.values, 1)


TAGS: Sequence[tuple[Any, int]] = [
    (w.u8, 1),
    (w.u16_le, 2),
    (w.uvarint, 1),
    (Annotated[int, w.bits(8)], 1),
    (Annotated[int, w.decimal(w.until(b":"))], 2),
]


def value_class(annotation: Any) -> Any:
    """Return the class of the values that an annotation stands for."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


@st.composite
def arms(draw: DrawFn, messages: Sequence[Kind], depth: int) -> dict[int, Kind]:
    """Draw up to three types whose values are of different classes, each with a tag."""
    found: dict[Any, Kind] = {}
    for kind in draw(st.lists(present(messages, 0), min_size=1, max_size=3)):
        arm = draw(_array(kind)) if depth and draw(st.booleans()) else kind
        classes = _classes(value_class(arm.annotation))
        if not classes & found.keys():
            found.update(dict.fromkeys(classes, arm))
    tags = draw(st.permutations([0, 1, 2, 7, 100]))
    different = {id(kind): kind for kind in found.values()}
    return dict(zip(tags, different.values(), strict=False))


def _classes(python: Any) -> set[Any]:
    """Return the classes of an annotation's values: two of a union."""
    if isinstance(python, UnionType):
        return set(get_args(python))
    return {get_origin(python) or python}


def union(kinds: Iterable[Kind]) -> Any:
    """Return the annotation of a value that is one of several types."""
    return Union[tuple(value_class(kind.annotation) for kind in kinds)]  # noqa: UP007


@st.composite
def _choice(draw: DrawFn, messages: Sequence[Kind], depth: int) -> Kind:
    """Draw a choice with its tag right before."""
    kinds = draw(arms(messages, depth))
    tag, size = draw(st.sampled_from(TAGS))
    right = w.choice(tag, {number: kind.annotation for number, kind in kinds.items()})
    values = st.one_of([kind.values for kind in kinds.values()])
    least = size + min(kind.minimum for kind in kinds.values())
    return Kind(Annotated[union(kinds.values()), right], values, least)


@st.composite
def told(draw: DrawFn, expression: Any) -> Told:
    """Draw something whose extent an expression tells."""
    match draw(st.sampled_from(["data", "text", "array", "bytes", "sized"])):
        case "data":
            return Told(bytes, w.data(expression), _binary)
        case "text":
            return Told(str, w.text(expression), _ascii)
        case "array":
            element = draw(st.sampled_from(SCALARS))
            values = partial(_list, element.values)
            return Told(list_of(element.annotation), w.array(expression), values)
        case "bytes":
            right = w.array(size=expression)
            return Told(list[w.u8], right, partial(_list, st.integers(0, 255)))
        case _:
            return Told(Annotated[bytes, w.data(w.rest)], w.sized(expression), _binary)


def _binary(size: int) -> SearchStrategy[bytes]:
    return st.binary(min_size=size, max_size=size)


def _ascii(size: int) -> SearchStrategy[str]:
    return st.text("ab\x00\x7f", min_size=size, max_size=size)


def _list(elements: SearchStrategy[Any], size: int) -> SearchStrategy[list[Any]]:
    return st.lists(elements, min_size=size, max_size=size)
