"""Wrong uses of `custom` and `origin=`, each refused with its remedy."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import declare, only
from checking.customs import NAMES, PLACED, Name, Names, Placed, Places
from wirefmt import Decoder, Message, SchemaError, item, this, u8, u16
from wirefmt.codec import codec_of


class Half:
    def decode(self, data: memoryview, position: int) -> tuple[int, int]:
        return data[position], position + 1


class Negative(Half):
    minimum: Any = -1

    def encode(self, value: int, writer: w.Writer) -> None:
        writer.write(bytes([value]))


class NoNumber(Negative):
    minimum = "1"


@pytest.mark.parametrize(
    ("codec", "reason"),
    [
        (Half(), "takes an object with the functions decode and encode"),
        (b"", "takes an object with the functions decode and encode"),
        (Negative(), "minimum of a codec is a number of bytes from 0 on, not -1"),
        (NoNumber(), "minimum of a codec is a number of bytes from 0 on, not '1'"),
    ],
)
def test_custom_takes_a_codec(codec: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        w.custom(codec)


class Loose(Message):
    place: Placed
    text: str = w.text(w.until(b";", at_eof=True))


NAME: Any = w.custom(NAMES)
"""The helper's value, for uses that a type checker refuses."""

LATER = "give this a fixed size, or put it behind"
EARLIER = "give that a fixed size, such as u16"

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("constant", {"a": (bytes, w.const(b"x", w.custom(PLACED)))}, "only values of the message"),
    ("solved", {"a": (bytes, w.derived(w.custom(PLACED)))}, "only values of the message"),
    (
        "behind a derived varint",
        {"n": (int, w.derived(w.uvarint)), "a": Placed, "b": (bytes, w.data(this.n))},
        LATER,
    ),
    (
        "behind a constant text",
        {"n": (str, w.const("a", w.text(u8))), "b": Placed},
        LATER,
    ),
    (
        "behind padding that may be absent",
        {"n": u8, "p": (bytes, w.pad(2, when=this.n > 0)), "b": Places},
        LATER,
    ),
    (
        "behind padding of any size",
        {"n": u8, "p": (bytes, w.pad(this.n)), "b": Name},
        LATER,
    ),
    ("behind a prefix", {"a": Annotated[Placed, w.sized(w.uvarint)]}, EARLIER),
    ("behind a count", {"a": (list[Name], w.array(w.quic_varint))}, EARLIER),
    (
        "behind a prefix in an array",
        {"a": (list[Annotated[Places, w.sized(w.uvarint)]], w.array(u8))},
        EARLIER,
    ),
    (
        "behind a prefix in a choice",
        {
            "a": (
                bytes | int,
                w.choice(u8, {1: u8, 2: Annotated[bytes, w.custom(PLACED), w.sized(w.uvarint)]}),
            )
        },
        EARLIER,
    ),
    (
        "behind a prefix in a conversion",
        {
            "a": (
                bytes,
                w.convert(Annotated[Placed, w.sized(w.uvarint)], decode=bytes, encode=bytes),
            )
        },
        EARLIER,
    ),
    (
        "in what a transform gives",
        {"a": Annotated[Places, w.sized(u16, through=w.deflate)]},
        "put it into a message with origin=True",
    ),
    (
        "behind what may lack its delimiter",
        {
            "a": (str, w.text(w.until(b";", at_eof=True))),
            "b": (bytes | None, w.custom(PLACED, when=w.rest)),
        },
        "leave at_eof out, or put it behind",
    ),
    (
        "among elements that may lack their delimiters",
        {"a": (list[Loose], w.array(2))},
        "whether the elements before it have delimiters; leave at_eof out",
    ),
    ("without a class", {"a": (Any, w.choice(u8, {1: w.custom(NAMES)}))}, "or custom; annotate it"),
    ("as an extent", {"n": Name, "a": (bytes, w.data(this.n))}, "is custom, to a value that only"),
    ("as a length", {"a": (bytes, w.data(NAME))}, "as an integer type"),
]


@pytest.mark.parametrize(
    ("fields", "reason"), [pytest.param(*row, id=name) for name, *row in REFUSED]
)
def test_wrong_use_is_refused(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        declare("Wrong", fields)


def test_varying_sizes_may_stand_before_an_origin() -> None:
    fields = {
        "n": (int, w.derived(w.uvarint)),
        "a": Names,
        "b": (list[Names], w.array(w.uvarint)),
        "c": Annotated[Names, w.sized(w.uvarint, through=w.deflate)],
        "d": (bytes, w.data(this.n)),
    }
    assert codec_of(declare("Right", fields)).blueprint.streaming.obstacle is not None


def test_origin_is_said_by_the_header() -> None:
    head = declare("Head", {"kind": (u8, w.derived())}, variants=this.kind)
    with pytest.raises(SchemaError, match="origin= is said by Head, whose fields are read first"):
        declare("Body", {"name": Name}, head, tag=1, origin=True)
    again = declare("Origin", {"kind": (u8, w.derived())}, variants=this.kind, origin=True)
    assert codec_of(declare("Part", {"name": Name}, again, tag=1, origin=True)).layout.root.origin


# ------------------------------------------------------------------ streams


class Windowed(Message, size=this.size):
    size: u16 = w.derived()
    name: Name


class Before(Message, size=this.size):
    name: Name
    size: u16 = w.derived()


class Plain(Message):
    name: Name


class Own(Message, size=this.size, origin=True):
    size: u8 = w.derived()
    name: Name


class Head(Message, variants=this.kind):
    kind: u8 = w.derived()


class Body(Head, tag=1):
    name: Name


class WindowedHead(Message, variants=this.kind, size=this.size):
    size: u8 = w.derived()
    plain: Plain
    kind: u8 = w.derived()


class WindowedBody(WindowedHead, tag=1):
    pass


class SizedHead(Message, variants=this.kind, size=this.size):
    size: u8 = w.derived()
    kind: u8 = w.derived()


class SizedBody(SizedHead, tag=1):
    name: Name


NOT: list[tuple[str, Any]] = [
    ("a value", Name),
    ("a value in a window", Annotated[Name, w.sized(u16)]),
    ("a message", Plain),
    ("what stands before its size is known", Before),
    ("a variant", Head),
    ("what a header reads before its window is awaited", WindowedHead),
    ("a window without its origin", only(Annotated[Name, w.sized(u16)])),
    ("a message in a window without its origin", only(Annotated[Plain, w.sized(u16)])),
    ("an array in a window without its origin", only(list[Name], w.array(size=u16))),
    ("a message with a size without its origin", only(Windowed)),
    ("an origin without a window", only(Names)),
    ("elements", only(list[Names], w.array(u8))),
    ("elements to the end", only(list[Names], w.array(w.rest))),
    ("an arm", only(Plain | bytes, w.choice(w.peek(u8), {1: Plain, ...: w.data(1)}))),
    (
        "what is converted",
        only(bytes, w.convert(w.custom(PLACED), decode=bytes, encode=bytes)),
    ),
    (
        "a window that leaves something for what follows",
        declare("Row", {"a": Annotated[Name, w.sized(w.rest)], "b": u8}),
    ),
]


@pytest.mark.parametrize("spec", [pytest.param(spec, id=name) for name, spec in NOT])
def test_stream_without_a_window_is_refused(spec: Any) -> None:
    with pytest.raises(SchemaError, match=r"frame the message .* Annotated\[Message, w.sized\(w"):
        Decoder(spec)
    assert codec_of(spec).functions.steps is None


YES: list[tuple[str, Any]] = [
    ("a message with a size", Windowed),
    ("a message in a window", Annotated[Plain, w.sized(u16)]),
    ("a message in a window to the end", Annotated[Plain, w.sized(w.rest)]),
    ("messages", Annotated[list[Annotated[Plain, w.sized(u16)]], w.array(u8)]),
    ("messages in a window", Annotated[list[Plain], w.array(size=u16)]),
    ("a header with a size", SizedHead),
    ("an origin with a size", only(Own)),
    ("an origin in a window", only(Annotated[Names, w.sized(u16)])),
    ("origins in a window", only(list[Names], w.array(size=u16))),
    (
        "an origin in what a header awaits",
        declare("Row", {"a": (list[Names], w.array(w.rest)), "b": u8}),
    ),
]


@pytest.mark.parametrize("spec", [pytest.param(spec, id=name) for name, spec in YES])
def test_stream_with_a_window_is_read(spec: Any) -> None:
    decoder: Decoder[Any] = Decoder(spec)
    assert list(decoder.feed(b"")) == []


def test_steps_are_made_for_what_a_stream_awaits_alone() -> None:
    source = codec_of(Annotated[Plain, w.sized(u16)]).source
    assert "def steps_Plain(" in source
    assert "def steps_Plain_1(" not in source
    assert "decode_Plain_1(window_3" in source


def test_reading_the_element_itself_is_refused() -> None:
    with pytest.raises(SchemaError, match="is custom, to a value that only Python knows"):
        only(list[Placed], w.array(w.until(item == b"")))
