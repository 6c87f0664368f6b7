"""What holds for any bytes, any value and any stream of a codec, wherever they come from."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from checking.outcomes import Outcome, expect, outcome, same
from checking.streams import reference_stand, stand
from wirefmt import DecodeError
from wirefmt._runtime.context import Context
from wirefmt.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wirefmt import Codec, Limits

    Given = Mapping[str, object] | None

__all__ = ["check_any_bytes", "check_any_stream", "check_any_value", "check_decoded"]


def check_any_bytes(
    codec: Codec[Any], wire: bytes, *, given: Given = None, limits: Limits = DEFAULT_LIMITS
) -> None:
    """Any bytes give a message or a `DecodeError`, on both engines the same."""
    compiled = outcome(codec.decode, wire, given=given, limits=limits)
    reference = outcome(codec.reference.decode, wire, Context(limits, given))
    if reference.error is None:
        reference = Outcome(reference.value[0], None)
    expect(compiled, reference, wire)
    assert isinstance(compiled.error, DecodeError | None)
    compiled = outcome(codec.decode_from, wire, given=given, limits=limits)
    reference = outcome(codec.reference.decode, wire, Context(limits, given), exact=False)
    expect(compiled, reference, wire)


def check_decoded(codec: Codec[Any], wire: bytes, *, given: Given = None) -> None:
    """What any bytes decode to encodes, and decodes to the same again."""
    found = outcome(codec.decode, wire, given=given)
    if found.error is None:
        again = codec.encode(found.value, given=given)
        assert again == wire or not codec.canonical
        assert codec.reference.encode(found.value, Context(given=given)) == again
        assert same(codec.decode(again, given=given), found.value)


def check_any_value(
    codec: Codec[Any], value: object, *, given: Given = None, limits: Limits = DEFAULT_LIMITS
) -> None:
    """Any value is encoded or refused, on both engines the same; what encodes comes back."""
    compiled = outcome(codec.encode, value, given=given, limits=limits)
    expect(compiled, outcome(codec.reference.encode, value, Context(limits, given)), value)
    if compiled.error is None:
        decoded = codec.decode(compiled.value, given=given)
        assert codec.encode(decoded, given=given) == compiled.value, (value, decoded)


def check_any_stream(
    codec: Codec[Any],
    wire: bytes,
    sizes: Iterable[int],
    *,
    given: Given = None,
    limits: Limits = DEFAULT_LIMITS,
) -> None:
    """Messages, errors and what is awaited are those of the reference engine, at every cut.

    Args:
        sizes: Of the prefixes behind which the stream goes on, to be compared.
    """

    def seen(chunks: list[bytes], *, eof: bool) -> Any:
        return stand(codec.spec, chunks, eof=eof, given=given, limits=limits)

    def due(data: bytes, *, eof: bool) -> Any:
        return reference_stand(codec.spec, data, eof=eof, given=given, limits=limits)

    for size in sizes:
        expect(seen([wire[:size]], eof=False), due(wire[:size], eof=False), wire[:size])
    single = [wire[index : index + 1] for index in range(len(wire))]
    for eof in (False, True):
        whole = seen([wire], eof=eof)
        expect(whole, due(wire, eof=eof), wire)
        expect(seen(single, eof=eof), whole, wire)
        expect(seen(_split(wire), eof=eof), whole, wire)


def _split(wire: bytes) -> list[bytes]:
    choose = random.Random(wire)  # noqa: S311  # the same cuts for the same bytes
    places = sorted(choose.randrange(len(wire) + 1) for _ in range(3))
    edges = [0, *places, len(wire)]
    return [wire[begin:end] for begin, end in pairwise(edges)]
