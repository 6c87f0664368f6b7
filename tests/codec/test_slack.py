"""Windows that need not be filled: `slack` of a region, and of a class."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, only
from wirefmt import (
    Decoder,
    LengthError,
    Message,
    OverrunError,
    SchemaError,
    SizeMismatchError,
    TrailingBytesError,
    TruncatedError,
    decode,
    this,
    u8,
    u16,
)
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of
from wirefmt.ir.show import show_record, wire_type


class Growing(Message, size=this.length, slack=True):
    """As of OpenFlow 1.3.5, 7.1: what follows the fields that a version knows is ignored."""

    length: u8 = w.derived()
    version: u8


FORGOTTEN: list[tuple[Any, Any, bytes]] = [
    (only(Annotated[u8, w.sized(u8, slack=True)]), 7, b"\3\7\xaa\xbb"),
    (only(Annotated[u8, w.sized(2, slack=True)]), 7, b"\7\xff"),
    (only(list[Annotated[u16, w.sized(u8, slack=True)]], w.array(2)), [1, 2], b"\3\0\1x\2\0\2"),
    (only(Annotated[u8, w.sized(w.until(b";"), slack=True)]), 7, b"\7ab;"),
    (only(Annotated[u8, w.sized(w.rest, slack=True)]), 7, b"\7ab"),
    (Growing, {"version": 7}, b"\4\7ab"),
    (only(Growing), Growing(version=7), b"\3\7b"),
    (
        only(list[Growing], w.array(w.rest)),
        [Growing(version=7), Growing(version=8)],
        b"\3\7b\2\x08",
    ),
    (only(Annotated[Growing, w.sized(5, slack=True)]), Growing(version=7), b"\3\7b\xff\xff"),
]


@pytest.mark.parametrize(("cls", "value", "wire"), FORGOTTEN, ids=range(len(FORGOTTEN)))
def test_what_is_left_is_ignored(cls: Any, value: Any, wire: bytes) -> None:
    message = cls(**value) if isinstance(value, dict) else cls(value=value)
    codec = codec_of(cls)
    assert codec.decode(wire) == message
    trace = Trace()
    assert codec.reference.decode(wire, Context(), trace=trace) == (message, len(wire))
    assert [span.what for span in trace.spans].count("padding") >= 1
    ends = [span.end for span in trace.spans]
    assert [span.start for span in trace.spans] == [0, *ends[:-1]]
    decoder: Decoder[Any] = Decoder(cls)
    found = [each for byte in wire for each in decoder.feed(bytes([byte]))]
    assert [*found, *decoder.feed_eof()] == [message]
    again = codec.encode(message)
    check_message(cls, message, again)


EXACT: list[tuple[Any, Any, bytes]] = [
    (only(Annotated[u8, w.sized(u8, slack=True)]), 7, b"\1\7"),
    (only(Annotated[u8, w.sized(3, slack=True)]), 7, b"\7\0\0"),
    (only(Annotated[str, w.text(u8), w.sized(4, slack=True)]), "ab", b"\2ab\0"),
    (only(Annotated[bytes, w.data(w.rest), w.sized(2, slack=True)]), b"ab", b"ab"),
    (only(Growing), Growing(version=7), b"\2\7"),
]


@pytest.mark.parametrize(("cls", "value", "wire"), EXACT, ids=range(len(EXACT)))
def test_encode_fills_what_is_fixed_and_else_leaves_none(cls: Any, value: Any, wire: bytes) -> None:
    check_message(cls, cls(value=value), wire)


def test_class_with_slack_comes_alone_and_with_variants() -> None:
    check_message(Growing, Growing(version=3), b"\2\3")

    class Head(Message, variants=this.kind, size=this.length, slack=True):
        length: u8 = w.derived()
        kind: u8 = w.derived()

    class Body(Head, tag=1):
        value: u8

    check_message(Head, Body(value=3), b"\3\1\3")
    assert decode(Head, b"\5\1\3ab") == Body(value=3)
    assert list(Decoder(Head).feed(b"\5\1\3ab\3\1\4")) == [Body(value=3), Body(value=4)]


def test_field_that_takes_what_is_left_leaves_no_slack() -> None:
    fields = {"length": (u8, w.derived()), "more": (u8 | None, w.field(when=w.rest, default=None))}
    cls = declare("More", fields, size=this.length, slack=True)
    check_message(cls, cls(), b"\1")
    check_message(cls, cls(more=2), b"\2\2")
    assert decode(cls, b"\3\2\7") == cls(more=2)


# ------------------------------------------------------------------ what is refused

FAULTS: list[tuple[Any, bytes, Any]] = [
    (
        only(Annotated[u16, w.sized(u8, slack=True)]),
        b"\1a",
        OverrunError("Only", ("value",), 0, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (
        Growing,
        b"\1",
        TruncatedError("Growing", ("version",), 1, 0, "the input ends after 0 of 1 bytes"),
    ),
    (
        Growing,
        b"\0",
        LengthError("Growing", (), 0, 0, "0 bytes are fewer than the 1 that were read"),
    ),
    (Growing, b"\3\7", TruncatedError("Growing", (), 0, 0, "the input ends after 2 of 3 bytes")),
    (Growing, b"\2\7x", TrailingBytesError("Growing", (), 2, 0, "1 bytes are left over")),
]


@pytest.mark.parametrize(("cls", "wire", "error"), FAULTS, ids=range(len(FAULTS)))
def test_window_is_kept_all_the_same(cls: Any, wire: bytes, error: Any) -> None:
    if wire == b"\1":
        error = OverrunError(
            "Growing", ("version",), 1, 0, "needs 1 bytes, 0 are left in its window"
        )
    check_faulty(cls, wire, error)


def test_value_longer_than_its_window_is_refused() -> None:
    cls = only(Annotated[str, w.text(u8), w.sized(2, slack=True)])
    reason = "3 bytes, where there are always 2"
    check_encode_error(cls, cls(value="ab"), SizeMismatchError("Only", ("value",), "'ab'", reason))
    cls = only(Annotated[bytes, w.data(w.rest), w.sized(2, slack=True)])
    reason = "1 bytes, where there are always 2"
    check_encode_error(cls, cls(value=b"a"), SizeMismatchError("Only", ("value",), "b'a'", reason))


def test_class_without_a_size_has_no_slack() -> None:
    with pytest.raises(SchemaError, match="slack=True is for a class with size=, whose window it"):
        declare("Loose", {"value": u8}, slack=True)


def test_slack_is_shown() -> None:
    field = codec_of(only(Annotated[u8, w.sized(u8, slack=True)])).layout.root.fields[0]
    assert wire_type(field.type) == "sized(u8, slack=True) of u8"
    assert "size: this.length, with slack" in show_record(codec_of(Growing).blueprint, 0)


def test_default_of_a_told_window_with_slack_is_tried_alone() -> None:
    inner = Annotated[u8, w.sized(this.length, slack=True)]
    cls = declare("Told", {"length": (u8, w.derived()), "value": (inner, 7)})
    check_message(cls, cls(), b"\1\7")
