"""`array(…, between=n)`: zeros from one element to the next, and not after the last."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, only, shown
from wirefmt import (
    Decoder,
    LengthError,
    LimitExceededError,
    Limits,
    Message,
    OverrunError,
    SchemaError,
    SizeMismatchError,
    TruncatedError,
    decode,
    item,
    this,
    u8,
    u16,
    u32,
)
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of
from wirefmt.ir.show import wire_type


class Parameter(Message, size=this.length):
    """RFC 9260, 3.2.1: its length counts neither its own padding nor that of what follows."""

    type: u16
    length: u16 = w.derived()
    value: bytes = w.data(w.rest)


class Heartbeat(Message, size=this.length):
    """RFC 9260, 3.3.5: the chunk's length includes all padding but that of the last parameter."""

    type: u8 = w.const(4)
    flags: u8 = 0
    length: u16 = w.derived()
    parameters: list[Parameter] = w.array(w.rest, between=4)


ONE, TWO = Parameter(type=1, value=b"ab"), Parameter(type=2, value=b"abc")
ONE_WIRE, TWO_WIRE = b"\0\1\0\6ab", b"\0\2\0\7abc"
HEARTBEATS: list[tuple[list[Parameter], bytes]] = [
    ([], b"\4\0\0\4"),
    ([ONE], b"\4\0\0\x0a" + ONE_WIRE),
    ([ONE, TWO], b"\4\0\0\x13" + ONE_WIRE + b"\0\0" + TWO_WIRE),
    ([TWO, ONE, ONE], b"\4\0\0\x1a" + TWO_WIRE + b"\0" + ONE_WIRE + b"\0\0" + ONE_WIRE),
]


@pytest.mark.parametrize(("parameters", "wire"), HEARTBEATS, ids=shown)
def test_parameters_are_those_of_sctp(parameters: list[Parameter], wire: bytes) -> None:
    check_message(Heartbeat, Heartbeat(parameters=parameters), wire)


def test_receiver_accepts_the_last_padding_too() -> None:
    """RFC 9260, 3.2: whether or not it has been included in the chunk's length."""
    message = Heartbeat(parameters=[TWO, ONE])
    wire = b"\4\0\0\x14" + TWO_WIRE + b"\xaa" + ONE_WIRE + b"\xbb\xcc"
    codec = codec_of(Heartbeat)
    assert codec.decode(wire) == message
    trace = Trace()
    assert codec.reference.decode(wire, Context(), trace=trace)[0] == message
    padding = [(span.start // 8, span.path, span.value) for span in trace.spans]
    assert (11, ("parameters",), b"\xaa") in padding
    assert (18, ("parameters",), b"\xbb\xcc") in padding
    assert [span.what for span in trace.spans].count("padding") == 2
    decoder = Decoder(Heartbeat)
    found = [each for byte in wire * 2 for each in decoder.feed(bytes([byte]))]
    assert found == [message, message]
    assert "Heartbeat.parameters: the padding between its elements" in codec.canonical.forgets


Tail = Annotated[bytes, w.data(u8)]
ROWS: list[tuple[Any, Any, bytes]] = [
    (only(list[Tail], w.array(w.rest, between=4)), [b"ab", b"", b"c"], b"\2ab\0\0\0\0\0\1c"),
    (only(list[Tail], w.array(3, between=4)), [b"abc", b"", b"c"], b"\3abc\0\0\0\0\1c"),
    (only(list[u8], w.array(3, between=2)), [1, 2, 3], b"\1\0\2\0\3"),
    (only(list[u32], w.array(3, between=2)), [1, 2, 3], b"\0\0\0\1\0\0\0\2\0\0\0\3"),
    (only(list[u32], w.array(w.rest, between=4)), [1, 2], b"\0\0\0\1\0\0\0\2"),
    (only(list[u8], w.array(w.until(item == 0), between=2)), [1, 0], b"\1\0\0"),
    (only(list[w.u24], w.array(w.until(item == 0), between=2)), [0], b"\0\0\0"),
    (only(list[Tail], w.array(w.until(item == b""), between=2)), [b"ab", b""], b"\2ab\0\0"),
    (only(list[u16], w.array(w.rest, between=3)), [1, 2, 3], b"\0\1\0\0\2\0\0\3"),
    (
        only(list[Annotated[list[u8], w.array(w.until(b"\0"))]], w.array(2, between=3)),
        [[1, 2, 3], []],
        b"\1\2\3\0\0\0\0",
    ),
    (only(Annotated[list[u8], w.array(w.rest, between=2), w.sized(u16)]), [1], b"\0\1\1"),
]


@pytest.mark.parametrize(("cls", "value", "wire"), ROWS, ids=shown)
def test_zeros_stand_between(cls: Any, value: Any, wire: bytes) -> None:
    check_message(cls, cls(value=value), wire)


class Counted(Message):
    """What counts or measures stands in fields before, the first element at a multiple."""

    count: u16 = w.derived()
    size: u16 = w.derived()
    counted: list[u8] = w.array(this.count, between=4)
    gap: bytes = w.align(4)
    measured: list[Tail] = w.array(size=this.size, between=4)


def test_number_before_it_counts_or_measures() -> None:
    message = Counted(counted=[1, 2], measured=[b"ab", b"c"])
    wire = b"\0\2\0\6" + b"\1\0\0\0\2\0\0\0" + b"\2ab\0\1c"
    check_message(Counted, message, wire)
    wire = b"\0\0\0\0"
    check_message(Counted, Counted(counted=[], measured=[]), wire)


class Prefixed(Message):
    numbers: list[u8] = w.array(u16, between=2)
    gap: bytes = w.align(4)
    inner: list[Annotated[Tail, w.sized(u8, align=2)]] = w.array(u32, between=4)
    last: bytes = w.data(u8, align=2, default=b"")


def test_prefix_may_end_on_the_border() -> None:
    message = Prefixed(numbers=[7, 8, 9], inner=[b"", b"ab"], last=b"x")
    wire = b"\0\3" + b"\7\0\x08\0\x09" + b"\0" + b"\0\0\0\2" + b"\1\0\0\0" + b"\3\2ab" + b"\1x"
    check_message(Prefixed, message, wire)
    assert codec_of(Prefixed).layout.root.fields[2].type.extent.phase == 0  # type: ignore[union-attr]


class Bounded(Message):
    """The size of a fixed number of elements is fixed, with what is between them."""

    numbers: list[w.u24] = w.array(3, between=4)
    last: bytes = w.data(u8, align=4)
    few: list[u8] = w.array(u32, between=2, max=3)


def test_sizes_know_what_is_between() -> None:
    message = Bounded(numbers=[1, 2, 3], last=b"ab", few=[1, 2])
    wire = b"\0\0\1\0\0\0\2\0\0\0\3" + b"\2ab\0\0" + b"\0\0\0\2" + b"\1\0\2"
    check_message(Bounded, message, wire)
    sizes = codec_of(Bounded).blueprint.sizes
    numbers, _, few = codec_of(Bounded).layout.root.fields
    assert sizes.fixed(numbers.type) == 11
    assert (sizes.minimum(few.type), sizes.maximum(few.type)) == (4, 9)


# ------------------------------------------------------------------ what is refused

SIZED = only(Annotated[list[Tail], w.array(w.rest, between=4), w.sized(u32)])
OPEN = only(list[Tail], w.array(w.rest, between=4))
COUNTED = only(list[Tail], w.array(2, between=4))
LAST = only(list[u8], w.array(w.until(item == 0), between=2, max=2))

FAULTS: list[tuple[Any, bytes, Any]] = [
    (
        SIZED,
        b"\0\0\0\7\2ab\0\3abc"[:11],
        OverrunError("Only", ("value", 1), 8, 0, "needs 3 bytes, 2 are left in its window"),
    ),
    (
        SIZED,
        b"\0\0\0\3\1ax",
        OverrunError("Only", ("value",), 0, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (
        OPEN,
        b"\1ax",
        TruncatedError("Only", ("value",), 0, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        OPEN,
        b"\1a\0\0\2b",
        TruncatedError("Only", ("value", 1), 4, 0, "the input ends after 1 of 2 bytes"),
    ),
    (
        COUNTED,
        b"\1a",
        TruncatedError("Only", ("value",), 0, 0, "the input ends after 0 of 2 bytes"),
    ),
    (
        COUNTED,
        b"\1a\0\0",
        TruncatedError("Only", ("value", 1), 4, 0, "the input ends after 0 of 1 bytes"),
    ),
    (
        only(list[u8], w.array(3, between=4)),
        b"\1\0\0\0\2\0\0\0",
        TruncatedError("Only", ("value",), 0, 0, "the input ends after 8 of 9 bytes"),
    ),
    (LAST, b"\1\0\1\0", LengthError("Only", ("value",), 0, 0, "goes on after the maximum 2")),
    (LAST, b"\1", TruncatedError("Only", ("value",), 0, 0, "the input ends after 0 of 1 bytes")),
]


@pytest.mark.parametrize(("cls", "wire", "error"), FAULTS, ids=shown)
def test_padding_must_be_there(cls: Any, wire: bytes, error: Any) -> None:
    check_faulty(cls, wire, error)


class Windowed(Message, size=this.length):
    length: u16 = w.derived()
    count: u16 = w.derived()
    values: list[Tail] = w.array(this.count, between=4)


def test_count_that_does_not_fit_is_refused_with_its_padding() -> None:
    """Three elements of at least one byte are at least nine."""
    reason = "3 elements do not fit the 8 bytes left in its window"
    wire = b"\0\x0c\0\3" + bytes(8)
    check_faulty(Windowed, wire, OverrunError("Windowed", ("values",), 4, 0, reason))
    check_message(Windowed, Windowed(values=[b""] * 3), b"\0\x0d\0\3" + bytes(9))


def test_fixed_count_is_refused() -> None:
    cls = only(list[u8], w.array(2, between=4))
    reason = "3 elements, where there are always 2"
    error = SizeMismatchError("Only", ("value",), "[1, 2, 3]", reason)
    check_encode_error(cls, cls(value=[1, 2, 3]), error)


def test_limit_counts_padding_of_a_stream() -> None:
    cls = only(list[u16], w.array(u32, between=4))
    assert list(Decoder(cls, limits=Limits(message_size=10)).feed(b"\0\0\0\2\0\1\0\0\0\2")) == [
        cls(value=[1, 2])
    ]
    with pytest.raises(LimitExceededError, match="would take 10 bytes"):
        list(Decoder(cls, limits=Limits(message_size=9)).feed(b"\0\0\0\2"))


ERRORS: list[tuple[Any, Any, str]] = [
    (list[u8], w.array(w.until(b"\0"), between=4), "puts zeros where the delimiter could stand"),
    (list[u8], w.array(u8, between=4), "the first element begins at a multiple of 4; put w.align"),
    (
        list[Annotated[bytes, w.data(w.rest, min=1)]],
        w.array(w.rest, between=4),
        "an element goes to the end, and takes what between=4 puts behind it",
    ),
    (list[u8], w.array(size=9, between=4), "a size that is not derived leaves open"),
    (list[u8], w.array(size=u32, min=4, between=4), "which min= leaves open; let a number"),
]


@pytest.mark.parametrize(("annotation", "right", "reason"), ERRORS, ids=range(len(ERRORS)))
def test_padding_that_makes_no_sense_is_refused(annotation: Any, right: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        only(annotation, right)


def test_alignment_follows_what_is_between() -> None:
    end = (bytes, w.data(u8, align=4))
    for array in (
        (list[u8], w.array(w.rest, between=4)),
        (list[u8], w.array(u32, between=4)),
        (list[u8], w.array(u32, between=3)),
    ):
        with pytest.raises(SchemaError):
            declare("Wrong", {"values": array, "end": end})
    inner = Annotated[bytes, w.data(u8, align=4)]
    for right in (w.array(w.rest, between=3), w.array(w.rest, between=2)):
        with pytest.raises(SchemaError, match="align=4 needs to know where it begins"):
            only(list[Annotated[inner, w.sized(u8)]], right)
    cls = declare("Right", {"values": (list[u8], w.array(3, between=2)), "end": end})
    check_message(cls, cls(values=[1, 2, 3], end=b"a"), b"\1\0\2\0\3" + b"\1a\0")
    cls = declare("Right", {"values": (list[u8], w.array(2, between=4)), "end": end})
    check_message(cls, cls(values=[1, 2], end=b"a"), b"\1\0\0\0\2" + b"\1a\0")
    cls = declare("Right", {"values": (list[u32], w.array(u32, between=2)), "end": end})
    check_message(cls, cls(values=[1], end=b"abc"), b"\0\0\0\1\0\0\0\1" + b"\3abc")
    cls = declare("Right", {"values": (list[inner], w.array(u32, between=4)), "end": end})
    check_message(cls, cls(values=[b"a"], end=b"abc"), b"\0\0\0\1\1a\0\0" + b"\3abc")


def test_last_padding_is_forgotten_in_what_others_tell() -> None:
    wire = b"\0\0\0\4\1a\0\0"
    assert decode(Counted, wire) == Counted(counted=[], measured=[b"a"])
    assert decode(SIZED, b"\0\0\0\5\2ab\0\0") == SIZED(value=[b"ab", b""])


@pytest.mark.parametrize("multiple", [0, True, "4"], ids=repr)
def test_multiple_is_a_number(multiple: Any) -> None:
    with pytest.raises(SchemaError, match="between takes a number of bytes from 1 on, not "):
        w.array(u8, between=multiple)


def test_padding_is_shown() -> None:
    assert wire_type(codec_of(OPEN).layout.root.fields[0].type) == (
        "array(rest, between=4) of data(u8)"
    )


def test_default_is_tried_with_what_is_between() -> None:
    fields = {
        "size": (u16, w.derived()),
        "gap": u16,
        "values": (list[u8], w.array(size=this.size, between=2, default=[1, 2])),
    }
    cls = declare("Defaulted", fields)
    check_message(cls, cls(gap=7), b"\0\3\0\7\1\0\2")
