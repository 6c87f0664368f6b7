"""What a session negotiates while a stream goes on: `given` of a decoder, message by message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import wirefmt as w
from wirefmt import Decoder, GivenError, Message, TruncatedError, given, this, u8, u16

if TYPE_CHECKING:
    from collections.abc import Iterator


class Hop(Message):
    number: int = w.choice(given.wide, {0: u16, 1: w.u32})


class Path(Message, size=this.size):
    """What is given is read late, behind bytes that are awaited before."""

    size: u8 = w.derived()
    hops: list[Hop] = w.array(w.rest)


class Late(Message):
    number: u8
    body: bytes = w.data(u8)
    extra: u16 | None = w.field(when=given.wide, default=None)


class Open(Message):
    body: bytes = w.data(2)
    extra: u16 | None = w.field(when=given.wide, default=None)
    rest: bytes = w.data(w.rest)


NARROW, WIDE = {"wide": 0}, {"wide": 1}


def fed(decoder: Decoder[Any], wire: bytes, size: int) -> Iterator[Any]:
    """Feed some bytes at a time, and yield what comes."""
    for start in range(0, len(wire), size):
        yield from decoder.feed(wire[start : start + size])


SWITCHING: list[tuple[Any, list[Any]]] = [
    (Path, [Path(hops=[Hop(number=1), Hop(number=2)])] * 3),
    (
        Late,
        [Late(number=1, body=b"ab"), Late(number=2, body=b"", extra=7), Late(number=3, body=b"c")],
    ),
]


def wires_of(messages: list[Any]) -> list[bytes]:
    """Encode messages, every second one widely."""
    return [
        w.encode(message, given=WIDE if index % 2 else NARROW)
        for index, message in enumerate(messages)
    ]


def test_expected_bytes() -> None:
    assert wires_of(SWITCHING[0][1])[:2] == [b"\5\0\1\0\2", b"\x09\0\0\0\1\0\0\0\2"]
    assert wires_of(SWITCHING[1][1])[:2] == [b"\1\2ab", b"\2\0\0\7"]


@pytest.mark.parametrize("size", range(1, 20))
@pytest.mark.parametrize(("cls", "messages"), SWITCHING, ids=["path", "late"])
def test_what_is_assigned_holds_from_the_next_message(
    cls: Any, messages: list[Any], size: int
) -> None:
    """The caller changes it when a message comes; the next may have come in the same chunk."""
    decoder: Decoder[Any] = Decoder(cls, given=NARROW)
    found: list[Any] = []
    for message in fed(decoder, b"".join(wires_of(messages)), size):
        found.append(message)
        decoder.given = WIDE if len(found) % 2 else NARROW
    assert found == messages
    assert decoder.buffered == 0


@pytest.mark.parametrize("cut", range(1, 4))
def test_message_that_has_begun_keeps_what_was_given(cut: int) -> None:
    wire = b"\1\2ab"
    decoder = Decoder(Late, given=NARROW)
    assert list(decoder.feed(wire[:cut])) == []
    decoder.given = WIDE
    assert list(decoder.feed(wire[cut:])) == [Late(number=1, body=b"ab")]
    assert list(decoder.feed(b"\2\0\0")) == []
    decoder.given = None
    assert list(decoder.feed(b"\7")) == [Late(number=2, body=b"", extra=7)]


def test_bytes_that_nobody_looked_at_have_begun_nothing() -> None:
    decoder = Decoder(Late, given=NARROW).feed(b"\1\2a")
    decoder.given = WIDE
    assert list(decoder.feed(b"b\0\7")) == [Late(number=1, body=b"ab", extra=7)]


def test_mapping_that_its_owner_changes_is_read_for_the_next_message() -> None:
    names = {"wide": 0}
    decoder = Decoder(Late, given=names)
    assert list(decoder.feed(b"\1\2a")) == []
    names["wide"] = 1
    assert list(decoder.feed(b"b")) == [Late(number=1, body=b"ab")]
    assert list(decoder.feed(b"\2\0\0\7")) == [Late(number=2, body=b"", extra=7)]


def test_error_of_a_message_is_that_of_what_it_was_given() -> None:
    decoder = Decoder(Late, given=WIDE)
    assert list(decoder.feed(b"\1\1a\0")) == []
    decoder.given = NARROW
    assert decoder.waiting_for == ("extra",)
    with pytest.raises(TruncatedError) as raised:
        list(decoder.feed_eof())
    assert raised.value.path == ("extra",)
    assert raised.value.offset == 3


# ------------------------------------------------------------------ names that are missing


@pytest.mark.parametrize("size", range(1, 8))
@pytest.mark.parametrize("missing", [None, {}, {"narrow": 1}], ids=["none", "empty", "another"])
def test_decoder_goes_on_when_what_was_missing_is_given(size: int, missing: Any) -> None:
    wire = b"\1\2ab\0\7" + b"\2\0\0\x08"
    decoder = Decoder(Late, given=missing)
    chunks = fed(decoder, wire, size)
    with pytest.raises(GivenError) as raised:
        next(chunks)
    assert raised.value == GivenError("wide")
    for _ in range(2):
        assert (decoder.position, decoder.needed, decoder.waiting_for) == (0, 0, ())
        with pytest.raises(GivenError):
            list(decoder)
    decoder.given = WIDE
    rest = wire[decoder.buffered :]
    found = [*decoder, *fed(decoder, rest, size)]
    assert found == [Late(number=1, body=b"ab", extra=7), Late(number=2, body=b"", extra=8)]
    assert (decoder.position, decoder.buffered) == (len(wire), 0)


def test_missing_name_surfaces_after_the_messages_before_it() -> None:
    decoder = Decoder(Late, given=NARROW).feed(b"\1\0\2\0\3\0")
    messages = iter(decoder)
    assert [next(messages).number, next(messages).number] == [1, 2]
    decoder.given = {}
    with pytest.raises(GivenError):
        next(messages)
    assert (decoder.position, decoder.buffered) == (4, 2)
    assert decoder.feed(b"\4\0").buffered == 4
    decoder.given = NARROW
    assert [message.number for message in decoder] == [3, 4]


def test_missing_name_hides_no_bytes_from_what_follows() -> None:
    decoder = Decoder(Late).feed(b"\1\0tls")
    with pytest.raises(GivenError):
        list(decoder)
    assert decoder.leftover() == b"\1\0tls"


@pytest.mark.parametrize("size", range(1, 5))
def test_open_ended_message_goes_on_too(size: int) -> None:
    decoder: Decoder[Any] = Decoder(Open)
    wire = b"ab\0\7xy"
    with pytest.raises(GivenError):
        list(fed(decoder, wire[:size] + wire[size:], size))
    seen = decoder.buffered
    decoder.given = WIDE
    assert list(decoder.feed(wire[seen:])) == []
    assert list(decoder.feed_eof()) == [Open(body=b"ab", extra=7, rest=b"xy")]


def test_missing_name_at_the_end_of_input() -> None:
    decoder = Decoder(Late).feed(b"\1\0").feed_eof()
    for _ in range(2):
        with pytest.raises(GivenError):
            list(decoder)
    decoder.given = NARROW
    assert list(decoder) == [Late(number=1, body=b"")]


def test_fault_before_the_name_is_read_ends_the_stream() -> None:
    class Marked(Message):
        mark: u8 = w.const(1, u8)
        body: bytes = w.data(given.size)

    decoder = Decoder(Marked).feed(b"\2")
    with pytest.raises(w.ConstantError) as raised:
        list(decoder)
    decoder.given = {"size": 1}
    with pytest.raises(w.ConstantError) as again:
        list(decoder)
    assert again.value == raised.value
