"""What a stranger can make a shipped schema spend, with a number that is as great as it can be.

The numbers are found, not listed: what declarations read, where the reference engine traces it in
the vectors.
"""

from __future__ import annotations

import sys
import tracemalloc
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from checking import outcome
from checking.shipped import message_classes, samples_of
from wirefmt import DecodeError, Decoder, Limits
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of
from wirefmt.ir.expressions import Reference, walk
from wirefmt.ir.parts import parts
from wirefmt.ir.reads import expressions
from wirefmt.ir.types import Custom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from checking import Outcome
    from checking.shipped import Sample
    from wirefmt import Codec
    from wirefmt._interp.trace import Span

EXEMPT = {"mqtt.packet.PublishFlags"}
"""What has no bytes of its own; tests/properties/test_shipped.py says why."""

EVERY = [name for name in message_classes() if name not in EXEMPT]

LONGEST = 128
"""Longer samples would cost something by themselves."""

MOST = 100_000, 20_000
"""Bytes and calls, of which honest messages take half; a number that passed would take millions."""

MOST_CASES = 50
"""Of more messages of one class, every second, or third, and so on, is tried."""

BELOW_ELEMENTS, BELOW_SIZE = 0x000F_0000, 0x00FF_FFFF
"""What `Limits` still lets pass: a count, and bytes."""

VARINTS = tuple(map(bytes.fromhex, ("ffffff7f", "ffffffffffffffffff01", "80803c", "ffffff07")))
"""The greatest of four bytes and of 64 bits, and what `Limits` lets pass."""


class Hostile(NamedTuple):
    wire: bytes
    given: Mapping[str, object]


def hostile(name: str) -> Iterator[Hostile]:
    """Yield messages of a class in which one number is as great as it can be, each number once.

    A number is one that the declaration reads, by itself or as a prefix, and every few bytes of
    what a custom codec reads. The first bytes are made great, too.
    """
    codec = codec_of(message_classes()[name])
    read, custom = set(names_read(codec)), set(custom_names(codec))
    varints = "Varint" in repr(codec.layout)
    seen: set[tuple[object, ...]] = set()
    for sample in samples_of(name):
        for span in spans_of(codec, sample):
            names = [step for step in span.path if isinstance(step, str)]
            what = (*names[-2:], span.what, span.end - span.start)
            if what in seen or not names:
                continue
            seen.add(what)
            if span.what == "prefix" or names[-1] in read:
                wires = inflated(sample.wire, span.start, span.end, varints=varints)
            elif names[-1] in custom:
                wires = swept(sample.wire, span.start // 8, span.end // 8)
            else:
                continue
            yield from (Hostile(wire, sample.given) for wire in wires)
    sample = samples_of(name)[0]
    yield from (Hostile(wire, sample.given) for wire in swept(sample.wire, 0, 2))


def spans_of(codec: Codec[Any], sample: Sample) -> list[Span]:
    """Return what is read of a sample: values and prefixes."""
    trace = Trace()
    if len(sample.wire) <= LONGEST:
        context = Context(given=sample.given)
        outcome(codec.reference.decode, sample.wire, context, trace=trace)
    return [span for span in trace.spans if span.what in {"value", "prefix"}]


def names_read(codec: Codec[Any]) -> Iterator[str]:
    """Yield the names of fields that something in a declaration reads."""
    for record in codec.layout.records:
        for expression in expressions(record):
            for node in walk(expression):
                if isinstance(node, Reference):
                    yield from node.path


def custom_names(codec: Codec[Any]) -> Iterator[str]:
    """Yield the names of fields that hold what a custom codec reads."""
    for record in codec.layout.records:
        for field in record.fields:
            if any(isinstance(part, Custom) for part in parts(field.type)):
                yield field.name


def inflated(wire: bytes, start: int, end: int, *, varints: bool) -> Iterator[bytes]:
    """Yield the bytes with great numbers in place of the one at some bits, also as varints."""
    width = end - start
    if not 1 < width <= 64:
        return
    shift = 8 * len(wire) - end
    mask = (1 << width) - 1
    for great in (mask, mask >> 1, BELOW_ELEMENTS, BELOW_SIZE):
        if great <= mask:
            number = int.from_bytes(wire, "big") & ~(mask << shift) | great << shift
            yield number.to_bytes(len(wire), "big")
    if varints and width == 8 and start % 8 == 0:
        for varint in VARINTS:
            yield wire[: start // 8] + varint + wire[end // 8 :]


def swept(wire: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield the bytes with each one and two of some set to great numbers."""
    for place in range(start, end):
        for great in (b"\xff", b"\x7f", b"\xee", b"\xff\xff", b"\xee\xff\xff"):
            yield wire[:place] + great + wire[place + len(great) :]


def streamed(cls: Any, chunks: list[bytes], given: Mapping[str, object]) -> list[Any]:
    decoder: Decoder[Any] = Decoder(cls, given=given)
    messages = [message for chunk in chunks for message in decoder.feed(chunk)]
    assert decoder.needed + decoder.buffered <= Limits().message_size
    return messages + list(decoder.feed_eof())


def ways(cls: Any, wire: bytes, given: Mapping[str, object]) -> Iterator[Callable[[], Any]]:
    codec = codec_of(cls)
    yield lambda: codec.decode(wire, given=given)
    yield lambda: codec.reference.decode(wire, Context(given=given))
    if codec.blueprint.streaming.obstacle is None:
        yield lambda: streamed(cls, [bytes([byte]) for byte in wire], given)


class Cost(NamedTuple):
    peak: int
    calls: int


def cost_of(call: Callable[[], Any]) -> tuple[Outcome, Cost]:
    """Return what comes of a call, the most bytes that Python held for it, and its calls."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    sys.setprofile(count)
    try:
        found = outcome(call)
    finally:
        sys.setprofile(None)
    return found, Cost(tracemalloc.get_traced_memory()[1] - before, calls)


@pytest.mark.parametrize("name", EVERY)
def test_greatest_number_costs_nothing_before_it_is_answered(name: str) -> None:
    """It gives a message or a `DecodeError`, or on a stream is waited for within the limit."""
    cls, (most_bytes, most_calls) = message_classes()[name], MOST
    cases = list(hostile(name))
    cases = cases[:: 1 + len(cases) // MOST_CASES]
    for way in ways(cls, *cases[0]):
        outcome(way)  # builds the engines, which takes memory of its own
    tracemalloc.start()
    try:
        for wire, given in cases:
            for way in ways(cls, wire, given):
                found, cost = cost_of(way)
                assert isinstance(found.error, DecodeError | None), wire
                assert cost.peak < most_bytes, (wire, found)
                assert cost.calls < most_calls, (wire, found)
    finally:
        tracemalloc.stop()
