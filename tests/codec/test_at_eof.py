"""`until(…, at_eof=True)`: the end that `rest` would have there ends it, too."""

from __future__ import annotations

import enum
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import (
    check_message,
    declare,
    only,
    shown,
)
from wirefmt import (
    Decoder,
    Message,
    array,
    decode,
    item,
    rest,
    this,
    u8,
    u16,
    until,
)
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of


class Option(Message):
    """RFC 7252, 3.1, without the longer deltas and lengths."""

    delta: int = w.bits(4)
    length: int = w.derived(w.bits(4))
    value: bytes = w.data(this.length)


class Coap(Message):
    """RFC 7252, 3: options end at 0xFF, which only a payload has before it."""

    version: int = w.const(1, w.bits(2))
    type: int = w.bits(2)
    token_length: int = w.derived(w.bits(4))
    code: u8
    id: u16
    token: bytes = w.data(this.token_length, default=b"")
    options: list[Option] = array(until(b"\xff", at_eof=True), default_factory=list)
    payload: bytes = w.data(rest, default=b"")


REQUEST = Coap(type=0, code=1, id=0x7D34, options=[Option(delta=11, value=b"temperature")])
REPLY = Coap(type=2, code=0x45, id=0x7D34, payload=b"22.3 C")


def test_messages_are_those_of_coap() -> None:
    """RFC 7252, figure 16: a request without a payload, and a reply without options."""
    check_message(Coap, REQUEST, bytes.fromhex("40017d34bb") + b"temperature")
    check_message(Coap, REPLY, bytes.fromhex("60457d34ff") + b"22.3 C")
    both = Coap(type=0, code=1, id=1, token=b"\x20", options=REQUEST.options, payload=b"x")
    check_message(Coap, both, bytes.fromhex("4101000120bb") + b"temperature\xffx")


def test_delimiter_at_the_end_is_forgotten() -> None:
    codec = codec_of(Coap)
    assert codec.decode(bytes.fromhex("60457d34ff")) == Coap(type=2, code=0x45, id=0x7D34)
    assert "Coap.options: a delimiter at the end" in codec.canonical.forgets
    trace = Trace()
    codec.reference.decode(bytes.fromhex("60457d34ff"), Context(), trace=trace)
    assert [span.what for span in trace.spans][-2:] == ["delimiter", "value"]
    keeping = only(bytes, w.data(until(b"\n", include=True, at_eof=True)))
    assert codec_of(keeping).canonical
    assert codec_of(only(list[u8], array(until(item == 0, at_eof=True)))).canonical


Line = Annotated[str, w.text(until(b"\n", at_eof=True))]


@pytest.mark.parametrize("end", ["", "\n"])
def test_last_line_needs_no_newline(end: str) -> None:
    data = f"one\n\nthree{end}".encode()
    for chunks in ([data], [data[:5], data[5:]], [bytes([byte]) for byte in data]):
        decoder = Decoder(Line)
        found = [line for chunk in chunks for line in decoder.feed(chunk)]
        assert found == ["one", "", "three"][: 3 if end else 2]
        found += decoder.feed_eof()
        assert found == ["one", "", "three"]
        assert decoder.position == len(data)


class Lined(Message):
    line: str = w.text(until(b"\n", at_eof=True))


class Named(Message):
    name: bytes = w.data(until(b":", at_eof=True))
    value: bytes = w.data(until(b";", at_eof=True))


class Colour(enum.IntEnum):
    RED = 1
    BLUE = 12


def wrap(value: Any) -> list[Any]:
    return [value]


def unwrap(values: list[Any]) -> Any:
    return values[0]


class Optional(Message):
    there: u8
    line: str | None = w.text(until(b"\n", at_eof=True), when=this.there & 1, default=None)
    more: bytes | None = w.data(until(b";", at_eof=True), when=this.there & 2, default=None)


class Flagged(Message):
    line: str | None = w.text(until(b"\n", at_eof=True), when=w.boolean, default=None)


class Extra(Message):
    line: str = w.text(until(b"\n", at_eof=True))
    more: u8 | None = w.field(when=rest, default=None)


class Measured(Message, size=this.size):
    size: u8 = w.derived()
    own: u8 = w.derived(u8, w.size_of(this.line))
    line: bytes = w.data(until(b"\r\n", at_eof=True))
    numbers: list[u8] = array(until(item == 0, at_eof=True))
    body: bytes = w.data(rest)


class Summed(Message):
    """What the fields behind a message need is left to them, with its delimiter or without."""

    inner: Lined
    sum: u8


class Short(Message, size=this.size):
    size: u8 = w.derived()
    line: bytes = w.data(until(b"\r\n", at_eof=True))


Digits = Annotated[int, w.decimal(until(b" ", at_eof=True))]
Include = Annotated[bytes, w.data(until(b"\r\n", include=True, at_eof=True))]
Wide = Annotated[str, w.text(until(b"\0\0", at_eof=True), "utf-16-be")]
Filled = Annotated[bytes, w.data(until(b"\n", at_eof=True), min=1)]
Region = Annotated[u16, w.sized(until(b";", at_eof=True))]
Choice = Annotated[int | str, w.choice(u8, {1: u8, 2: Line})]
Wrapped = Annotated[list[Any], w.convert(Filled, decode=wrap, encode=unwrap)]
Named_ = Annotated[Colour, w.enumerated(w.hexadecimal(until(b" ", at_eof=True)))]
Early = Annotated[list[u8], array(until(b"\0", at_eof=True))]

ROWS: list[tuple[Any, Any, bytes]] = [
    (Line, "", b""),
    (Line, "ab", b"ab"),
    (Digits, 120, b"120"),
    (Named_, Colour.BLUE, b"c"),
    (Include, b"", b""),
    (Include, b"ab", b"ab"),
    (Include, b"ab\r", b"ab\r"),
    (Include, b"ab\r\n", b"ab\r\n"),
    (only(bytes, w.data(until(b"aa", at_eof=True))), b"ba", b"ba"),
    (Wide, "\u0100A", b"\1\0\0A"),
    (Wide, "A\u0100\u0001", b"\0A\1\0\0\1"),
    (Region, 0x3A3C, b":<"),
    (Early, [], b""),
    (Early, [1, 2], b"\1\2"),
    (only(list[u8], array(until(b"aa", at_eof=True))), [97], b"a"),
    (only(list[u8], array(until(b"aa", at_eof=True))), [98, 97, 98], b"bab"),
    (only(list[u8], array(until(item == 0, at_eof=True))), [], b""),
    (only(list[u8], array(until(item == 0, at_eof=True))), [1, 2], b"\1\2"),
    (only(list[u8], array(until(item == 0, at_eof=True), between=2)), [1, 2], b"\1\0\2"),
    (Named, Named(name=b"a", value=b""), b"a"),
    (Named, Named(name=b"", value=b"b"), b":b"),
    (Named, Named(name=b"a", value=b"b"), b"a:b"),
    (Optional, Optional(there=1, line="a"), b"\1a"),
    (Optional, Optional(there=2, more=b"a"), b"\2a"),
    (Optional, Optional(there=3, line="a", more=b""), b"\3a"),
    (Optional, Optional(there=3, line="a", more=b"b"), b"\3a\nb"),
    (Flagged, Flagged(line="a"), b"\1a"),
    (Flagged, Flagged(), b"\0"),
    (Extra, Extra(line="a"), b"a"),
    (Extra, Extra(line="", more=3), b"\n\3"),
    (Measured, Measured(line=b"a", numbers=[], body=b""), b"\3\1a"),
    (Measured, Measured(line=b"", numbers=[1, 0], body=b"x"), b"\7\2\r\n\1\0x"),
    (Measured, Measured(line=b"", numbers=[1], body=b""), b"\5\2\r\n\1"),
    (Summed, Summed(inner=Lined(line="a"), sum=7), b"a\n\7"),
    (Short, Short(line=b"ab\r"), b"\4ab\r"),
    (only(list[Filled], array(rest)), [b"a", b"b"], b"a\nb"),
    (only(list[Filled], array(rest)), [], b""),
    (only(list[Filled], array(size=u8)), [b"a", b"b"], b"\3a\nb"),
    (only(list[Line], array(3)), ["a", "", "b"], b"a\n\nb"),
    (only(list[Line], array(3)), ["a", "", ""], b"a"),
    (only(list[Line], array(2)), ["", ""], b""),
    (only(list[Lined], array(u8)), [Lined(line="a"), Lined(line="b")], b"\2a\nb"),
    (only(list[Include], array(2)), [b"a\r\n", b"b"], b"a\r\nb"),
    (only(list[Choice], array(rest)), ["a", 3, "b"], b"\2a\n\1\3\2b"),
    (only(list[Wrapped], array(rest)), [[b"a"], [b"b"]], b"a\nb"),
    (only(list[Named_], array(rest)), [Colour.RED, Colour.BLUE], b"1 c"),
    (only(list[Region], array(2)), [1, 2], b"\0\1;\0\2"),
    (only(list[Early], array(2)), [[1], [2]], b"\1\0\2"),
    (
        only(list[Named], array(2)),
        [Named(name=b"a", value=b""), Named(name=b"b", value=b"c")],
        b"a:;b:c",
    ),
    (only(list[Annotated[Line, w.sized(u8)]], array(2)), ["a", "b"], b"\1a\1b"),
    (Annotated[list[u8], array(until(b"\r\n", at_eof=True)), w.sized(u8)], [1], b"\1\1"),
]


@pytest.mark.parametrize(("spec", "value", "wire"), ROWS, ids=shown)
def test_end_of_the_window_ends_it(spec: Any, value: Any, wire: bytes) -> None:
    bare = not isinstance(spec, type)
    check_message(spec, value if bare or isinstance(value, spec) else spec(value=value), wire)


def test_what_follows_a_message_is_reserved_for() -> None:
    """Its delimiter is written where it can be; without it the window of the message ends it."""
    assert decode(Summed, b"a\7") == Summed(inner=Lined(line="a"), sum=7)
    inner = declare("Inner", {"value": (bytes, w.data(until(b"aa", at_eof=True)))})
    cls = declare("Outside", {"inner": inner, "sum": u8})
    check_message(cls, cls(inner=inner(value=b"b"), sum=7), b"baa\7")
    check_message(cls, cls(inner=inner(value=b"ba"), sum=7), b"ba\7")
    kept = declare("Kept", {"value": Include})
    cls = declare("Outside", {"inner": kept, "sum": u8})
    check_message(cls, cls(inner=kept(value=b"a"), sum=7), b"a\7")
    check_message(cls, cls(inner=kept(value=b"a\r\n"), sum=7), b"a\r\n\7")
    ended = declare("Ended", {"values": (list[u8], array(until(item == 0, at_eof=True)))})
    cls = declare("Outside", {"inner": ended, "sum": u8})
    check_message(cls, cls(inner=ended(values=[1]), sum=7), b"\1\7")
    both = declare("Both", {"inner": Lined, "body": (bytes, w.data(2))})
    cls = declare("Outside", {"inner": (list[Lined], array(2)), "body": (bytes, w.data(2))})
    check_message(both, both(inner=Lined(line="a"), body=b"xy"), b"a\nxy")
    check_message(cls, cls(inner=[Lined(line="a"), Lined(line="")], body=b"xy"), b"a\n\nxy")
    mixed = declare("Mixed", {"line": Line, "body": (bytes, w.data(rest))})
    cls = declare("Outside", {"inner": mixed, "sum": u8})
    check_message(cls, cls(inner=mixed(line="a", body=b""), sum=7), b"a\n\7")
    check_message(cls, cls(inner=mixed(line="a", body=b"b"), sum=7), b"a\nb\7")
