"""Regions that zlib compressed, and what may come of a few bytes."""

from __future__ import annotations

import zlib
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import (
    Engine,
    annotated,
    check_faulty,
    check_message,
    declare,
    only,
    reference_stand,
    stand,
)
from checking.transforms import FLIP, GAVE, HEX, flipped
from wirefmt import (
    Decoder,
    InvalidValueError,
    LimitExceededError,
    Limits,
    MalformedError,
    Message,
    SchemaError,
    this,
    u8,
    u16,
    u32,
)
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

# ------------------------------------------------------------------ zlib, by Python's own

TEXT = b"as often as often as can be, " * 20


class Opaque(Message):
    body: bytes = w.data(u16)


class Packed(Message):
    kind: u8
    inner: Opaque = w.sized(u16, through=w.deflate)
    check: u8


PACKED = Packed(kind=7, inner=Opaque(body=TEXT), check=9)
RAW = len(TEXT).to_bytes(2, "big") + TEXT


def compressed(data: bytes, wbits: int = 15) -> bytes:
    stream = zlib.compressobj(wbits=wbits)
    return stream.compress(data) + stream.flush()


def prefixed(data: bytes) -> bytes:
    return len(data).to_bytes(2, "big") + data


def test_what_zlib_compressed_is_read() -> None:
    wire = b"\7" + prefixed(zlib.compress(RAW)) + b"\x09"
    check_message(Packed, PACKED, wire)
    again = w.decode(Packed, b"\7" + prefixed(zlib.compress(RAW, 0)) + b"\x09")
    assert again == PACKED


def test_zlib_reads_what_is_written() -> None:
    wire = w.encode(PACKED)
    assert zlib.decompress(wire[3:-1]) == RAW
    assert int.from_bytes(wire[1:3], "big") == len(wire) - 4


@pytest.mark.parametrize("wbits", [15, 9, -15, -9, 31, 25])
def test_formats_of_zlib_are_those_of_its_wbits(wbits: int) -> None:
    cls = only(Annotated[bytes, w.data(w.rest), w.sized(u16, through=w.Deflate(wbits, level=9))])
    stream = zlib.compressobj(9, wbits=wbits)
    wire = prefixed(stream.compress(TEXT) + stream.flush())
    check_message(cls, cls(value=TEXT), wire)
    assert zlib.decompress(w.encode(cls(value=TEXT))[2:], wbits) == TEXT


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"wbits": 47}, "wbits is 9 to 15 (zlib), -9 to -15 (raw) or 25 to 31 (gzip), not 47"),
        ({"wbits": 0}, "wbits is 9 to 15 (zlib), -9 to -15 (raw) or 25 to 31 (gzip), not 0"),
        ({"wbits": "15"}, "wbits is 9 to 15 (zlib), -9 to -15 (raw) or 25 to 31 (gzip), not '15'"),
        ({"level": 10}, "level is 0 to 9, or -1, not 10"),
    ],
)
def test_format_that_zlib_does_not_know_is_a_schema_error(
    options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(SchemaError) as raised:
        w.Deflate(**options)
    assert raised.value.reason == reason


Zipped = only(Annotated[bytes, w.data(w.rest), w.sized(u16, through=w.deflate)])
GOOD = zlib.compress(b"abc")


def zipped_error(reason: str) -> MalformedError:
    return MalformedError("Only", ("value",), 0, 0, reason)


NOT_ZLIB = [
    (GOOD[:-1], "the compressed stream is cut"),
    (b"", "the compressed stream is cut"),
    (GOOD + b"xy", "2 bytes are left behind the compressed stream"),
    (GOOD * 2, f"{len(GOOD)} bytes are left behind the compressed stream"),
    (b"ab", "Error -3 while decompressing data: incorrect header check"),
    (
        GOOD[:-1] + bytes([GOOD[-1] ^ 1]),
        "Error -3 while decompressing data: incorrect data check",
    ),
]


@pytest.mark.parametrize(("wrong", "reason"), NOT_ZLIB, ids=range(len(NOT_ZLIB)))
def test_what_is_not_just_one_stream_is_malformed(wrong: bytes, reason: str) -> None:
    check_faulty(Zipped, prefixed(wrong), zipped_error(reason))
    with pytest.raises(MalformedError) as raised:
        w.decode(Zipped, prefixed(wrong))
    assert isinstance(raised.value.__cause__, ValueError)


# ------------------------------------------------------------------ what it may cost

RUN = zlib.compress(b"a" * 300)
Twice = only(list[Annotated[bytes, w.data(w.rest), w.sized(u16, through=w.deflate)]], w.array(u8))


def over(path: Any, offset: int, left: int) -> LimitExceededError:
    reason = f"through= gives more than the {left} bytes that are allowed"
    return LimitExceededError("Only", path, offset, 0, reason)


def check_limited(cls: Any, wire: bytes, limit: int, error: Any) -> None:
    """See that both engines give an error, or none, at every cut."""
    limits = Limits(message_size=limit)
    found = stand(cls, [wire], eof=True, limits=limits)
    assert found == reference_stand(cls, wire, eof=True, limits=limits)
    assert found.error == error
    single = [bytes([byte]) for byte in wire]
    assert stand(cls, single, eof=True, limits=limits) == found
    codec = codec_of(cls)
    for decode in (codec.decode, codec.decode_from):
        if error is None:
            decode(wire, limits=limits)
            continue
        with pytest.raises(LimitExceededError) as raised:
            decode(wire, limits=limits)
        assert raised.value == error
    context = Context(limits)
    if error is None:
        codec.reference.decode(wire, context)
        return
    with pytest.raises(LimitExceededError) as raised:
        codec.reference.decode(wire, context)
    assert raised.value == error


@pytest.mark.parametrize(
    ("limit", "error"),
    [
        (600, None),
        (599, over(("value", 1), 1 + 2 + len(RUN), 299)),
        (300, over(("value", 1), 1 + 2 + len(RUN), 0)),
        (299, over(("value", 0), 1, 299)),
    ],
)
def test_what_all_transforms_of_a_message_give_is_bounded(limit: int, error: Any) -> None:
    check_limited(Twice, b"\2" + prefixed(RUN) * 2, limit, error)


def test_what_may_give_nothing_more_is_still_read() -> None:
    packed = prefixed(RUN) + prefixed(zlib.compress(b""))
    check_limited(Twice, b"\2" + packed, 300, None)


def test_nested_transforms_count_together() -> None:
    cls = only(Annotated[u8, w.sized(w.rest, through=HEX), w.sized(u8, through=HEX)])
    wire = b"\4" + b"3031"
    check_limited(cls, wire, 5, None)
    reason = f"{over((), 0, 0).reason}, at byte 0 {GAVE}"
    error = LimitExceededError("Only", ("value",), 1, 0, reason)
    codec = codec_of(cls)
    with pytest.raises(LimitExceededError) as raised:
        codec.decode(wire, limits=Limits(message_size=2))
    assert raised.value == error


class Header(Message, variants=this.kind):
    """The header's region is read twice, and counts once."""

    body: Annotated[bytes, w.data(w.rest)] = w.sized(u8, through=FLIP)
    kind: u8 = w.derived()


class Variant(Header, tag=1):
    more: u8


def test_header_that_is_read_twice_counts_once() -> None:
    check_limited(Header, b"\3abc\1\5", 6, None)


class Bomb:
    """Counts what zlib made."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def decode(self, data: bytes, limit: int) -> bytes:
        found = w.deflate.decode(data, limit)
        self.made.append(len(found))
        return found

    def encode(self, data: bytes) -> bytes:
        return w.deflate.encode(data)


def test_bomb_is_refused_early() -> None:
    bomb = Bomb()
    cls = only(Annotated[bytes, w.data(w.rest), w.sized(u32, through=bomb)])
    packed = zlib.compress(bytes(50_000_000), 9)
    wire = len(packed).to_bytes(4, "big") + packed
    assert len(wire) < 60_000
    limits = Limits(message_size=100_000)
    for _ in range(2):
        with pytest.raises(LimitExceededError) as raised:
            codec_of(cls).decode(wire, limits=limits)
        assert raised.value == over(("value",), 0, 100_000)
    assert set(bomb.made) == {100_001}
    assert len(bomb.made) == 4  # twice each, since the reference engine says what is wrong


def test_limit_may_be_greater_than_any_size() -> None:
    limits = Limits(message_size=1 << 70)
    assert codec_of(Zipped).decode(prefixed(GOOD), limits=limits).value == b"abc"


def test_elements_and_depth_inside_count_with_those_outside(engine: Engine) -> None:
    cls = declare(
        "Both",
        {
            "first": (list[u8], w.array(u8)),
            "second": (
                annotated(list[u8], w.array(u8)),
                w.sized(u8, through=FLIP),
            ),
        },
    )
    wire = b"\2ab" + b"\3" + flipped(b"\2ab")
    assert engine.decode(cls, wire, limits=Limits(element_count=4)).second == [97, 98]
    with pytest.raises(LimitExceededError) as raised:
        engine.decode(cls, wire, limits=Limits(element_count=3))
    reason = f"2 more elements, 1 are allowed, at byte 0 {GAVE}"
    assert raised.value == LimitExceededError("Both", ("second",), 4, 0, reason)


class Nest(Message):
    inner: Nest | None = w.sized(u16, through=FLIP, when=w.boolean, default=None)


def nest(depth: int) -> Nest:
    return Nest() if depth == 1 else Nest(inner=nest(depth - 1))


def test_transforms_nest_as_deep_as_messages_may(engine: Engine) -> None:
    limits = Limits(depth=128)
    wire = engine.encode(Nest, nest(128), limits=limits)
    assert engine.decode(Nest, wire, limits=limits) == nest(128)
    with pytest.raises(LimitExceededError):
        engine.decode(Nest, wire, limits=Limits(depth=127))
    with pytest.raises(InvalidValueError):
        engine.encode(Nest, nest(128), limits=Limits(depth=127))


def test_hint_is_of_the_bytes_that_told_the_number() -> None:
    """A number outside the region tells the count inside."""
    cls = declare(
        "Telling",
        {
            "count": u16,
            "items": (annotated(list[u8], w.array(this.count)), w.sized(u8, through=FLIP)),
        },
    )
    limits = Limits(element_count=9)
    with pytest.raises(LimitExceededError) as raised:
        codec_of(cls).decode(b"GE\1a", limits=limits)
    assert "its bytes are b'GE'" in raised.value.reason


def test_region_is_one_span_of_its_field() -> None:
    trace = Trace()
    codec_of(Packed).reference.decode(w.encode(PACKED), Context(), trace=trace)
    spans = [(span.path, span.what, span.value) for span in trace.spans]
    assert spans[0] == (("kind",), "value", 7)
    assert spans[1][:2] == (("inner",), "prefix")
    assert spans[2:] == [(("inner",), "value", PACKED.inner), (("check",), "value", 9)]


def test_stream_of_transformed_frames() -> None:
    frame = Annotated[Opaque, w.sized(u16, through=w.deflate)]
    wire = prefixed(zlib.compress(RAW))
    decoder: Decoder[Opaque] = Decoder(frame)
    found = [each for byte in wire * 3 for each in decoder.feed(bytes([byte]))]
    assert found == [Opaque(body=TEXT)] * 3
