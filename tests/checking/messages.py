"""Every way to try one row of a table: a message and its bytes, or bytes that are no message."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from checking.outcomes import Outcome, expect, outcome, same
from checking.streams import reference_stand, stand
from wirefmt import DecodeError, EncodeError, TrailingBytesError, TruncatedError
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirefmt import Codec

__all__ = ["check_encode_error", "check_faulty", "check_message", "cuts"]

_TAIL = b"\xa5\x00\xff"


def check_message(
    spec: Any,
    message: object,
    wire: bytes,
    *,
    given: Mapping[str, object] | None = None,
) -> None:
    """Try a message in every way.

    Both engines encode it to its bytes, and decode it from them; bytes behind it are refused by
    `decode` and left alone by `decode_from`; every proper prefix is truncated, or waited for; the
    stream, if there can be one, may be cut anywhere; the spans of the reference engine cover every
    bit once.
    """
    codec: Codec[Any] = codec_of(spec)
    streams = codec.blueprint.streaming.obstacle is None
    check_encoding(codec, message, wire, given)
    check_decoding(codec, message, wire, given)
    if not codec.blueprint.sizes.record_open_ended(0):
        check_borders(codec, message, wire, given)
    check_prefixes(codec, wire, given)
    check_spans(codec, wire, given)
    if wire and streams:
        check_cuts(codec, message, wire, given)


def check_faulty(
    spec: Any,
    data: bytes,
    expected: DecodeError,
    *,
    given: Mapping[str, object] | None = None,
) -> None:
    """See that bytes give this error, on every engine and at every cut.

    On a stream the error comes as soon as it is sure, and at the latest with the end of input.
    """
    codec: Codec[Any] = codec_of(spec)
    expect(outcome(codec.decode, data, given=given), Outcome(None, expected))
    expect(_reference(codec, data, given), Outcome(None, expected))
    if isinstance(expected, TrailingBytesError) and not expected.path:
        return  # on a stream the next message begins there
    if codec.blueprint.streaming.obstacle is not None:
        check_prefixes(codec, data, given)
        return
    whole = stand(codec.spec, [data], eof=True, given=given)
    expect((whole.messages, whole.error), ([], expected))
    for chunks in cuts(data):
        expect(stand(codec.spec, chunks, eof=True, given=given), whole, chunks)
    check_prefixes(codec, data, given)


def check_encode_error(
    spec: Any,
    message: object,
    expected: EncodeError,
    *,
    given: Mapping[str, object] | None = None,
) -> None:
    """See that a value gives this error on both engines."""
    codec: Codec[Any] = codec_of(spec)
    expect(outcome(codec.encode, message, given=given), Outcome(None, expected))
    found = outcome(codec.reference.encode, message, Context(given=given))
    expect(found, Outcome(None, expected))


# ------------------------------------------------------------------ one way each


def check_encoding(
    codec: Codec[Any], message: object, wire: bytes, given: Mapping[str, object] | None
) -> None:
    """Both engines encode the message to these bytes."""
    assert codec.encode(message, given=given) == wire
    assert codec.reference.encode(message, Context(given=given)) == wire


def check_decoding(
    codec: Codec[Any], message: object, wire: bytes, given: Mapping[str, object] | None
) -> None:
    """Both engines decode the bytes to the message, whatever kind of buffer holds them."""
    for data in (wire, bytearray(wire), memoryview(wire)):
        decoded = codec.decode(data, given=given)
        assert same(decoded, message), decoded
    expect(_reference(codec, wire, given), Outcome(message, None))


def check_borders(
    codec: Codec[Any], message: object, wire: bytes, given: Mapping[str, object] | None
) -> None:
    """Bytes before and behind the message are no part of it."""
    size = len(wire)
    refused = outcome(codec.decode, wire + _TAIL, given=given)
    assert isinstance(refused.error, TrailingBytesError)
    assert (refused.error.path, refused.error.offset) == ((), size)
    expect(refused, _reference(codec, wire + _TAIL, given))
    shifted = _TAIL + wire + _TAIL
    found = codec.decode_from(shifted, len(_TAIL), given=given)
    assert same(found, (message, len(_TAIL) + size)), found
    context = Context(given=given)
    found = codec.reference.decode(shifted, context, offset=len(_TAIL), exact=False)
    assert same(found, (message, len(_TAIL) + size)), found
    if size:
        cut = wire * 3 + wire[:-1]
        assert same(codec.decode_many(cut, given=given), ([message] * 3, 3 * size))


def check_prefixes(codec: Codec[Any], wire: bytes, given: Mapping[str, object] | None) -> None:
    """What lacks bytes is the same error on both engines, and on a stream when it ends.

    On a stream that goes on a prefix waits for the same field and number of bytes as the reference
    engine does, or is refused as it refuses.
    """
    for size in range(len(wire)):
        prefix = wire[:size]
        found = outcome(codec.decode, prefix, given=given)
        expect(found, _reference(codec, prefix, given), prefix)
        if codec.blueprint.streaming.obstacle is not None:
            continue
        for eof in (False, True):
            seen = stand(codec.spec, [prefix], eof=eof, given=given)
            expect(seen, reference_stand(codec.spec, prefix, eof=eof, given=given), prefix, eof)
        if prefix and isinstance(found.error, TruncatedError):
            expect(seen.error, found.error, prefix)


def check_spans(codec: Codec[Any], wire: bytes, given: Mapping[str, object] | None) -> None:
    """The spans that the reference engine traces cover every bit once, in the order of the wire."""
    trace = Trace()
    codec.reference.decode(wire, Context(given=given), trace=trace)
    position = 0
    for span in trace.spans:
        assert span.start == position, trace.spans
        assert span.end >= span.start, trace.spans
        position = span.end
    assert position == 8 * len(wire), trace.spans


def check_cuts(
    codec: Codec[Any], message: object, wire: bytes, given: Mapping[str, object] | None
) -> None:
    """A stream gives the message whole, byte by byte and at random cuts, and one after the other.

    What is open-ended ends with the stream.
    """
    open_ended = codec.blueprint.sizes.record_open_ended(0)
    count = 1 if open_ended else 3
    whole = stand(codec.spec, [wire * count], eof=True, given=given)
    assert whole.error is None
    assert same(whole.messages, [message] * count), whole
    assert (whole.position, whole.buffered, whole.needed) == (len(wire) * count, 0, 0)
    for chunks in cuts(wire * count):
        expect(stand(codec.spec, chunks, eof=True, given=given), whole, chunks)
    for eof in (False, True):
        seen = stand(codec.spec, [wire], eof=eof, given=given)
        expect(seen, reference_stand(codec.spec, wire, eof=eof, given=given), eof)


def cuts(data: bytes) -> Iterator[list[bytes]]:
    """Yield some ways to cut data: byte by byte, in two halves, and at places chosen at random."""
    yield [bytes([byte]) for byte in data]
    yield [data[: len(data) // 2], b"", data[len(data) // 2 :]]
    choose = random.Random(data)  # noqa: S311  # the same cuts for the same bytes
    for _ in range(4):
        places = sorted(choose.randrange(len(data) + 1) for _ in range(4))
        edges = [0, *places, len(data)]
        yield [data[begin:end] for begin, end in pairwise(edges)]


def _reference(codec: Codec[Any], data: bytes, given: Mapping[str, object] | None) -> Outcome:
    found = outcome(codec.reference.decode, data, Context(given=given))
    return found if found.error else Outcome(found.value[0], None)
