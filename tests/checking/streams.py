"""Where a stream stands after some bytes, however they were cut: what `Decoder` shows of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from wirefmt import Decoder, WirefmtError
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of
from wirefmt.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wirefmt import Codec, Limits, Path

__all__ = ["Stand", "reference_stand", "stand", "stand_of"]


class Stand(NamedTuple):
    """The messages so far, the error that ended the stream, and what is awaited.

    After an error `buffered` is 0: what a chunk held behind the fault depends on the cuts.
    """

    messages: list[Any]
    error: WirefmtError | None
    position: int
    buffered: int
    needed: int
    waiting_for: Path


def stand(
    spec: Any,
    chunks: Iterable[bytes],
    *,
    eof: bool = False,
    given: Mapping[str, object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Stand:
    """Feed a new decoder with some chunks, iterating after each, and return where it stands."""
    decoder: Decoder[Any] = Decoder(spec, given=given, limits=limits)
    messages: list[Any] = []
    error = None
    try:
        for chunk in chunks:
            _drain(decoder.feed(chunk), messages)
        if eof:
            _drain(decoder.feed_eof(), messages)
    except WirefmtError as raised:
        error = raised
    return stand_of(decoder, messages, error)


def stand_of(decoder: Decoder[Any], messages: list[Any], error: WirefmtError | None) -> Stand:
    """Return where a decoder stands that gave these messages, and raised this error if any."""
    return Stand(
        messages,
        error,
        decoder.position,
        0 if error else decoder.buffered,
        decoder.needed,
        decoder.waiting_for,
    )


def reference_stand(
    spec: Any,
    data: bytes,
    *,
    eof: bool = False,
    given: Mapping[str, object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Stand:
    """Return where a stream of these bytes stands, as the reference engine sees it."""
    codec: Codec[Any] = codec_of(spec)
    messages: list[Any] = []
    position = 0
    while position < len(data):
        context = Context(limits, given, stream=True)
        context.eof = eof
        trace = Trace()
        left = len(data) - position
        steps = codec.reference.steps(data[position:], context, base=position, trace=trace)
        try:
            need = next(steps)
        except StopIteration as finished:
            message, size = finished.value
            messages.append(message)
            position += size
        except WirefmtError as error:
            return Stand(messages, error, position, 0, 0, ())
        else:
            return Stand(messages, None, position, left, need - left, trace.waiting)
    least = 0 if eof else max(codec.blueprint.sizes.record_minimum(0), 1)
    return Stand(messages, None, position, 0, least, ())


def _drain(decoder: Decoder[Any], messages: list[Any]) -> None:
    for message in decoder:
        messages.append(message)  # noqa: PERF402  # those before an error are kept
