"""What the reference engine says about where it is: spans, and what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interp.workbench import REST, U8, U16, Bench, bare, fixed, prefixed, record, until
from wirefmt._interp import Span, Trace
from wirefmt._runtime.context import Context
from wirefmt.errors import TruncatedError
from wirefmt.ir.extents import Rest
from wirefmt.ir.records import Field, Padding, PresenceByte
from wirefmt.ir.types import Array, Bits, Data, Nested, Sized, Text, Varint

if TYPE_CHECKING:
    from wirefmt.ir.records import Record

ALL = (
    record(
        "Message",
        Field("id", U16),
        Field("version", Bits(3)),
        Field("spare", Bits(5), Padding()),
        Field("user", Text(prefixed(U8)), when=PresenceByte()),
        Field("items", Array(Nested(1), prefixed(U8))),
        Field("line", Sized(Data(until(b";")), fixed(2))),
        Field("pad", Data(fixed(1)), Padding()),
    ),
    record("Item", Field("code", U8)),
)


def test_trace_covers_every_bit_once() -> None:
    bench = Bench(*ALL)
    item = bench.make("Item", 7)
    message = bench.make("Message", 1, 2, "a", [item, item], b"x")
    wire = bytes.fromhex("0001 40 01 0161 02 07 07 783b 00")
    bench.check(message, wire)
    trace = Trace()
    bench.interpreter.decode(wire, Context(), trace=trace)
    assert trace.spans == [
        Span(("id",), 0, 16, "value", 1),
        Span(("version",), 16, 19, "value", 2),
        Span(("spare",), 19, 24, "padding", 0),
        Span(("user",), 24, 32, "presence", value=True),
        Span(("user",), 32, 40, "prefix", 1),
        Span(("user",), 40, 48, "value", "a"),
        Span(("items",), 48, 56, "prefix", 2),
        Span(("items", 0, "code"), 56, 64, "value", 7),
        Span(("items", 1, "code"), 64, 72, "value", 7),
        Span(("line",), 72, 80, "value", b"x"),
        Span(("line",), 80, 88, "delimiter", b";"),
        Span(("pad",), 88, 96, "padding", b"\0"),
    ]


@pytest.mark.parametrize(
    ("records", "wire", "needed", "waiting"),
    [
        (ALL, "", 3, ("id",)),
        (ALL, "0001", 3, ("version",)),
        (ALL, "000100", 4, ("user",)),
        (ALL, "000100 00", 5, ("items",)),
        (ALL, "000100 00 02", 7, ("items",)),
        (ALL, "000100 00 00", 7, ("line",)),
        ((bare(Data(REST)),), "01", 2, ()),
        ((bare(Data(until(b"\0"))),), "01", 2, ()),
        ((bare(Array(U16, REST, "bytes")),), "0001", 3, (1,)),
        ((bare(Array(U16, REST, "bytes")),), "0001 00", 4, (1,)),
        ((bare(Varint("uvarint", 3, 1 << 21)),), "80", 2, ()),
        ((record("Box", Field("a", U8), Field("b", U8, when=Rest())),), "01", 2, ("b",)),
    ],
)
def test_waiting_names_the_field_and_the_bytes_that_lack(
    records: tuple[Record, ...], wire: str, needed: int, waiting: tuple[str | int, ...]
) -> None:
    trace = Trace()
    steps = Bench(*records).interpreter.steps(
        bytes.fromhex(wire), Context(stream=True), trace=trace
    )
    assert next(steps) == needed
    assert trace.waiting == waiting
    assert next(steps) == needed


def test_end_of_input_is_truncated_where_bytes_lack() -> None:
    context = Context(stream=True)
    steps = Bench(*ALL).interpreter.steps(b"\0\1", context, base=100)
    assert next(steps) == 3
    context.eof = True
    with pytest.raises(TruncatedError) as caught:
        next(steps)
    assert (caught.value.path, caught.value.offset) == (("version",), 102)


def test_bytes_behind_the_message_are_left_alone() -> None:
    data = bytearray(b"\1\2\3")
    steps = Bench(bare(U8)).interpreter.steps(data, Context(stream=True))
    with pytest.raises(StopIteration) as stop:
        next(steps)
    assert stop.value.value == (1, 1)


def test_steps_are_linear() -> None:
    """A resumption costs the same however much was read before it."""
    bench = Bench(bare(Array(Text(prefixed(U8)), REST, "bytes")))
    wire = b"\3abc" * 2000
    data = bytearray()
    context = Context(stream=True)
    steps = bench.interpreter.steps(data, context)
    for size in range(1, len(wire) + 1):
        assert size <= next(steps) <= size + 3
        data += wire[size - 1 : size]
    assert next(steps) == len(wire) + 1
    context.eof = True
    with pytest.raises(StopIteration) as stop:
        next(steps)
    assert stop.value.value == (["abc"] * 2000, len(wire))
