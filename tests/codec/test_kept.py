"""Derived fields that a message holds: filled in when it is made, kept on decode, written as is."""

from __future__ import annotations

import copy
import pickle
from enum import IntEnum
from typing import Any

import msgspec
import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_message, declare
from wirefmt import Message, OutOfRangeError, SchemaError, SizeMismatchError, WrongTypeError, this
from wirefmt._schema.meta import hooks
from wirefmt.codec import codec_of
from wirefmt.ir.show import show_record


class Header(Message, frozen=True):
    """As RTP's (RFC 3550, section 5.1): a count that is told, and a sum that is spelled."""

    count: w.u8 = w.derived(keep=True)
    total: w.u16 = w.derived(w.u16, 2 * this.count, keep=True)
    items: list[w.u8] = w.array(this.count)


def held(count: int, total: int, items: list[int]) -> Any:
    found: Any = Header
    return found(count=count, total=total, items=items)


def test_kept_field_is_filled_in() -> None:
    message = Header(items=[7, 8])
    assert (message.count, message.total) == (2, 4)
    check_message(Header, message, b"\2\0\4\7\x08")
    assert message == held(2, 4, [7, 8])
    assert pickle.loads(pickle.dumps(message)) == copy.deepcopy(message) == message
    assert msgspec.json.decode(msgspec.json.encode(message), type=Header) == message
    assert msgspec.json.decode(b'{"items":[1]}', type=Header) == Header(items=[1])


def test_kept_field_may_disagree() -> None:
    message = held(1, 99, [7])
    check_message(Header, message, b"\1\0\x63\7")
    assert w.decode(Header, b"\1\0\x63\7") == message


def test_kept_field_that_governs_must_fit() -> None:
    reason = "measures 1, and other fields say 2"
    error = SizeMismatchError("Header", ("items",), "[7]", reason)
    check_encode_error(Header, held(2, 4, [7]), error)
    with pytest.raises(OutOfRangeError):
        w.encode(held(1, 70_000, [7]))
    wrong = held(1, "x", [7])  # type: ignore[arg-type]
    with pytest.raises(WrongTypeError) as caught:
        w.encode(wrong)
    check_encode_error(Header, wrong, caught.value)


def test_kept_field_is_solved_where_it_is_none(engine: Engine) -> None:
    message = Header(items=[1])
    for name in ("count", "total"):
        msgspec.structs.force_setattr(message, name, None)
    assert engine.encode(Header, message) == b"\1\0\2\1"
    wrong = Header(items="no list")  # type: ignore[arg-type]
    assert msgspec.structs.asdict(wrong)["count"] is None
    with pytest.raises(WrongTypeError, match="list is needed"):
        engine.encode(Header, wrong)


class Versioned(Message):
    low: w.u8
    value: w.u8 = w.derived(w.u8, this.low + w.given.base, keep=True)


def test_what_the_session_gives_is_found_on_encode(engine: Engine) -> None:
    message = Versioned(low=1)
    assert msgspec.structs.asdict(message)["value"] is None
    assert engine.encode(Versioned, message, given={"base": 4}) == b"\1\5"
    assert engine.decode(Versioned, b"\1\7", given={"base": 4}).value == 7


class Flagged(Message):
    has: w.flag = w.derived(keep=True)
    low: int = w.bits(7)
    value: w.u8 | None = w.field(when=this.has, default=None)


def test_kept_flag_says_presence(engine: Engine) -> None:
    for value in (None, 5):
        message = Flagged(low=1, value=value)
        wire = b"\1" if value is None else b"\x81\5"
        assert message.has is (value is not None)
        check_message(Flagged, message, wire)
        message.has = None  # type: ignore[assignment]
        assert engine.encode(Flagged, message) == wire


class Kind(IntEnum):
    ONE = 1


def test_kept_tag_is_a_member() -> None:
    kind = (Kind, w.derived(w.enumerated(w.u8), keep=True))
    base = declare("Head", {"kind": kind}, variants=this.kind)
    one = declare("One", {"value": w.u8}, base, tag=Kind.ONE)
    assert one(value=2).kind is Kind.ONE
    check_message(base, one(value=2), b"\1\2")


def test_own_post_init_still_runs() -> None:
    calls = []

    class Base(Message):
        size: w.u8 = w.derived(keep=True)
        body: bytes = w.data(this.size)

        def __post_init__(self) -> None:
            calls.append(self.size)

    class Below(Base):
        more: w.u8

    assert w.encode(Below(body=b"ab", more=1)) == b"\2ab\1"
    assert w.decode(Base, b"\1a").size == 1
    assert calls == [2, 1]


def test_kept_field_shows() -> None:
    table = show_record(codec_of(Header).blueprint, 0)
    assert "derived, kept" in table
    assert "= 2 * this.count, kept" in table or "= this.count * 2, kept" in table


def test_kept_field_is_not_filled_in_where_no_codec_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "derived", None)
    assert Header(items=[1]).count is None


def test_kept_field_is_not_optional() -> None:
    with pytest.raises(SchemaError, match="keep=True takes no when="):
        w.derived(w.u8, keep=True, when=this.a)
