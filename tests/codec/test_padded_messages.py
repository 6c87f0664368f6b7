"""`class X(Message, size=…, align=n)`: zeros behind a message, outside its size."""

from __future__ import annotations

import zlib
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_faulty, check_message, declare, only, shown
from wirefmt import (
    Decoder,
    LengthError,
    LimitExceededError,
    Limits,
    Message,
    OverrunError,
    SchemaError,
    TrailingBytesError,
    TruncatedError,
    UnknownTagError,
    decode,
    encode,
    outer,
    this,
    u8,
    u16,
    u32,
)
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of
from wirefmt.ir.show import show_record


class Attribute(Message, size=this.length + 4, align=4):
    """RFC 8489, 14: the length counts the value alone, and the padding is ignored."""

    type: u16
    length: u16 = w.derived()
    value: bytes = w.data(w.rest)


class Stun(Message, size=this.length + 20):
    """RFC 8489, 5: the length includes the padding of the attributes."""

    type: u16
    length: u16 = w.derived()
    cookie: u32 = w.const(0x2112A442, u32)
    transaction: bytes = w.data(12)
    attributes: list[Attribute] = w.array(w.rest)


REQUEST = bytes.fromhex(
    "0001 0058 2112a442 b7e7a701bc34d686fa87dfae"
    "8022 0010 5354554e207465737420636c69656e74"
    "0024 0004 6e0001ff"
    "8029 0008 932ff9b151263b36"
    "0006 0009 6576746a3a68367659 202020"
    "0008 0014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
    "8028 0004 e57a3bcf"
)
"""RFC 5769, 2.1: a sample request, whose padding is spaces."""


def test_sample_request_is_read() -> None:
    message = decode(Stun, REQUEST)
    assert [attribute.type for attribute in message.attributes] == [
        0x8022,
        0x0024,
        0x8029,
        0x0006,
        0x0008,
        0x8028,
    ]
    assert message.attributes[3].value == b"evtj:h6vY"
    wire = REQUEST.replace(b"vY   ", b"vY\0\0\0")
    check_message(Stun, message, wire)
    trace = Trace()
    codec_of(Stun).reference.decode(REQUEST, Context(), trace=trace)
    padding = [(span.start // 8, span.path, span.value) for span in trace.spans][-14:]
    assert (73, ("attributes", 3), b"   ") in padding
    assert "Attribute: the padding behind it" in codec_of(Stun).canonical.forgets
    decoder = Decoder(Stun)
    found = [each for byte in REQUEST for each in decoder.feed(bytes([byte]))]
    assert found == [message]


class Chunk(Message, variants=this.type, size=this.length, align=4):
    """RFC 9260, 3.2."""

    type: u8 = w.derived()
    flags: u8 = 0
    length: u16 = w.derived()


class Cookie(Chunk, tag=10):
    cookie: bytes = w.data(w.rest)


class Shutdown(Chunk, tag=7):
    cumulative: u32


class Sack(Chunk, tag=3, check=this.gaps != 9):
    gaps: u16 = w.derived(u16, w.size_of(this.rest))
    rest: bytes = w.data(w.rest)
    crc: u8 = w.checksum(lambda data: zlib.crc32(data) & 0xFF, u8, over=this["type":"rest"])


class Packet(Message):
    ports: u32
    tag: u32
    checksum: u32
    chunks: list[Chunk] = w.array(w.rest)


COOKIE = b"\x0a\0\0\7abc\0"
PACKETS: list[tuple[list[Any], bytes]] = [
    ([], b""),
    ([Cookie(cookie=b"abc")], COOKIE),
    ([Shutdown(cumulative=5), Cookie(cookie=b"abc")], b"\7\0\0\x08\0\0\0\5" + COOKIE),
    ([Cookie(cookie=b""), Cookie(cookie=b"abcd")], b"\x0a\0\0\4\x0a\0\0\x08abcd"),
]


@pytest.mark.parametrize(("chunks", "wire"), PACKETS, ids=shown)
def test_chunks_are_those_of_sctp(chunks: list[Any], wire: bytes) -> None:
    message = Packet(ports=1, tag=2, checksum=3, chunks=chunks)
    check_message(Packet, message, b"\0\0\0\1\0\0\0\2\0\0\0\3" + wire)
    for chunk in chunks:
        check_message(Chunk, chunk, encode(chunk))
    check_message(Annotated[list[Chunk], w.array(u8)], chunks, bytes([len(chunks)]) + wire)


def test_checksum_does_not_cover_what_pads() -> None:
    head = b"\3\0\0\x09\0\2ab"
    wire = head + bytes([zlib.crc32(head) & 0xFF]) + b"\0\0\0"
    check_message(Chunk, Sack(rest=b"ab"), wire)


class Nested(Message):
    """What measures a message takes its padding too; what is aligned behind it knows where."""

    measure: u8 = w.derived(u8, w.size_of(this.first))
    gap: bytes = w.align(4)
    first: Attribute
    last: bytes = w.data(u8, align=2)


def test_size_of_a_padded_message_includes_its_padding() -> None:
    message = Nested(first=Attribute(type=1, value=b"abcde"), last=b"xy")
    check_message(Nested, message, b"\x0c\0\0\0" + b"\0\1\0\5abcde\0\0\0" + b"\2xy\0")


class Even(Message, size=this.length, align=2, slack=True):
    length: u8 = w.derived()
    version: u8


class Fixed(Message, size=this.length, align=4):
    length: u16 = w.derived()
    number: w.u24


class Recursive(Message, size=this.length, align=4):
    length: u16 = w.derived()
    inner: list[Recursive] = w.array(u16)


class Reading(Message, size=outer.size, align=4):
    kind: u8 = 7
    body: bytes = w.data(w.rest)


class Outside(Message):
    size: u8
    gap: bytes = w.pad(3)
    inner: list[Reading] = w.array(2)
    last: bytes = w.data(3, align=4)


ROWS: list[tuple[Any, Any, bytes]] = [
    (Even, Even(version=3), b"\2\3"),
    (Fixed, Fixed(number=5), b"\0\5\0\0\5\0\0\0"),
    (only(list[Fixed], w.array(2)), [Fixed(number=5)] * 2, b"\0\5\0\0\5\0\0\0" * 2),
    (only(list[Fixed], w.array(w.rest)), [Fixed(number=5)] * 2, b"\0\5\0\0\5\0\0\0" * 2),
    (only(Annotated[Fixed, w.sized(u8)]), Fixed(number=5), b"\x08\0\5\0\0\5\0\0\0"),
    (
        Recursive,
        Recursive(inner=[Recursive(inner=[]), Recursive(inner=[])]),
        b"\0\x0c\0\2" + b"\0\4\0\0" * 2,
    ),
    (
        Outside,
        Outside(size=3, inner=[Reading(body=b"ab"), Reading(body=b"cd")], last=b"xyz"),
        b"\3\0\0\0" + b"\7ab\0\7cd\0" + b"xyz\0",
    ),
]


@pytest.mark.parametrize(("spec", "value", "wire"), ROWS, ids=shown)
def test_zeros_stand_behind_a_message(spec: Any, value: Any, wire: bytes) -> None:
    check_message(spec, value if isinstance(value, spec) else spec(value=value), wire)


def test_padding_stands_behind_slack() -> None:
    assert decode(Even, b"\3\7x\xff") == Even(version=7)
    assert list(Decoder(Even).feed(b"\3\7x\0\2\x08")) == [Even(version=7), Even(version=8)]
    check_faulty(
        Even, b"\3\7x", TruncatedError("Even", (), 0, 0, "the input ends after 3 of 4 bytes")
    )


def test_sizes_know_the_padding() -> None:
    sizes = codec_of(only(list[Fixed], w.array(2))).blueprint.sizes
    assert (sizes.record_minimum(0), sizes.record_maximum(0)) == (16, 16)
    sizes = codec_of(Attribute).blueprint.sizes
    assert (sizes.record_minimum(0), sizes.record_maximum(0)) == (4, None)


# ------------------------------------------------------------------ what is refused

FAULTS: list[tuple[Any, bytes, Any]] = [
    (
        Attribute,
        b"\0\1\0\3abc",
        TruncatedError("Attribute", (), 0, 0, "the input ends after 7 of 8 bytes"),
    ),
    (
        only(Annotated[Attribute, w.sized(u8)]),
        b"\7\0\1\0\3abc",
        OverrunError("Only", ("value",), 1, 0, "needs 8 bytes, 7 are left in its window"),
    ),
    (
        only(Annotated[list[Chunk], w.array(size=u8)]),
        b"\x06\x0a\0\0\6ab",
        OverrunError("Only", ("value", 0), 1, 0, "needs 8 bytes, 6 are left in its window"),
    ),
    (Chunk, b"\x63\0\0\5", UnknownTagError("Chunk", ("type",), 0, 0, "no variant has the tag 99")),
    (
        Chunk,
        b"\x0a\0\0\3",
        LengthError("Chunk", (), 0, 0, "3 bytes are fewer than the 4 that were read"),
    ),
    (
        Attribute,
        b"\0\1\0\4abcdx",
        TrailingBytesError("Attribute", (), 8, 0, "1 bytes are left over"),
    ),
    (
        only(list[Chunk], w.array(u8)),
        b"\1\7\0\0\x09\0\0\0\5x\0\0\0",
        TrailingBytesError("Only", ("value", 0), 9, 0, "1 bytes are left in its window"),
    ),
]


@pytest.mark.parametrize(("spec", "wire", "error"), FAULTS, ids=shown)
def test_padding_is_awaited_with_the_message(spec: Any, wire: bytes, error: Any) -> None:
    check_faulty(spec, wire, error)


def test_limit_counts_the_padding() -> None:
    wire = b"\0\1\0\3abc\0"
    assert len(list(Decoder(Attribute, limits=Limits(message_size=8)).feed(wire))) == 1
    with pytest.raises(LimitExceededError, match="would take 8 bytes"):
        list(Decoder(Attribute, limits=Limits(message_size=7)).feed(wire[:4]))
    with pytest.raises(LimitExceededError, match="would take 8 bytes"):
        list(Decoder(Chunk, limits=Limits(message_size=7)).feed(b"\x0a\0\0\7"))


def test_padding_is_inherited() -> None:
    plain = declare("Plain", {"length": (u8, w.derived())}, size=this.length)
    padded = declare("Padded", {"value": u8, "more": u8}, plain, align=4)
    check_message(padded, padded(value=1, more=2), b"\3\1\2\0")
    further = declare("Further", {}, padded)
    check_message(further, further(value=1, more=2), b"\3\1\2\0")


ERRORS: list[tuple[Any, str]] = [
    (
        lambda: declare("Wrong", {"value": u8}, align=4),
        r"align= pads a message behind the end that size= tells; let the last field",
    ),
    (
        lambda: declare("Wrong", {"value": u8}, Chunk, tag=1, align=8),
        "align= is said by Chunk, so that all variants are padded alike",
    ),
    *(
        (
            lambda align=align: declare("Wrong", {"value": u8}, size=this.value, align=align),
            "align= is a number of bytes from 1 on, not ",
        )
        for align in (0, True, "4")
    ),
]


@pytest.mark.parametrize(("make", "reason"), ERRORS, ids=range(len(ERRORS)))
def test_padding_that_makes_no_sense_is_refused(make: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        make()


def test_border_that_padding_does_not_tell_is_refused() -> None:
    end = (bytes, w.data(u8, align=8))
    with pytest.raises(SchemaError, match="align=8 needs to know where it begins"):
        declare("Wrong", {"first": Attribute, "end": end})
    cls = declare("Right", {"first": Fixed, "end": end})
    check_message(cls, cls(first=Fixed(number=5), end=b""), b"\0\5\0\0\5\0\0\0" + bytes(8))


def test_padding_is_shown() -> None:
    shown_record = show_record(codec_of(Attribute).blueprint, 0)
    assert "size: this.length + 4, then padded to a multiple of 4" in shown_record
