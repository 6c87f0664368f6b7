"""Messages that say how long they are: what the size must be, and what stays inside it."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import Engine, check_faulty, check_message, declare
from wirefmt import (
    LengthError,
    Message,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TrailingBytesError,
    TruncatedError,
    this,
)


class Datagram(Message, size=this.length):
    """A UDP datagram (RFC 768)."""

    source_port: w.u16
    destination_port: w.u16
    length: w.u16 = w.derived()
    checksum: w.u16 = 0
    payload: bytes = w.data(w.rest)


class Remaining(Message, size=this.remaining + w.size_of(this["type":"remaining"])):
    """A size that covers what follows a header which itself varies (MQTT 3.1.1, section 2.2)."""

    type: w.u8
    remaining: w.mqtt_varint = w.derived()
    name: str = w.text(w.u16)
    body: bytes = w.data(w.rest)


class Ordinary(Message, size=this.size + 1):
    """A size that the caller gives is compared."""

    size: w.u8
    body: bytes = w.data(w.rest)


class Trailer(Message, size=2 * this.words):
    words: w.u16 = w.derived()
    body: bytes = w.data(w.rest)
    kind: w.u8
    tail: bytes = w.data(3)
    end: w.u16_le


ROWS: list[tuple[Any, Message, bytes]] = [
    (
        Datagram,
        Datagram(source_port=53, destination_port=4242, payload=b"hi"),
        bytes.fromhex("0035 1092 000a 0000 6869"),
    ),
    (
        Datagram,
        Datagram(source_port=0, destination_port=0, payload=b""),
        bytes.fromhex("00000000 00080000"),
    ),
    (Remaining, Remaining(type=0x30, name="a/b", body=b"xyz"), b"\x30\x08\0\3a/bxyz"),
    (Remaining, Remaining(type=0x30, name="a" * 126, body=b""), b"\x30\x80\x01\0\x7e" + b"a" * 126),
    (Remaining, Remaining(type=0x30, name="a" * 125, body=b""), b"\x30\x7f\0\x7d" + b"a" * 125),
    (Ordinary, Ordinary(size=3, body=b"abc"), b"\3abc"),
    (Trailer, Trailer(body=b"ab", kind=7, tail=b"xyz", end=1), b"\0\5ab\7xyz\1\0"),
    (Trailer, Trailer(body=b"", kind=7, tail=b"xyz", end=1), b"\0\4\7xyz\1\0"),
]


@pytest.mark.parametrize(("cls", "message", "wire"), ROWS, ids=range(len(ROWS)))
def test_size_is_that_of_the_whole_message(cls: Any, message: Message, wire: bytes) -> None:
    check_message(cls, message, wire)


FAULTS: list[tuple[Any, bytes, w.DecodeError]] = [
    (
        Datagram,
        bytes.fromhex("0035 1092 0005"),
        LengthError("Datagram", (), 0, 0, "5 bytes are fewer than the 6 that were read"),
    ),
    (
        Datagram,
        bytes.fromhex("0035 1092 0007 00"),
        OverrunError("Datagram", ("checksum",), 6, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (
        Datagram,
        bytes.fromhex("0035 1092 000a 0000 68"),
        TruncatedError("Datagram", (), 0, 0, "the input ends after 9 of 10 bytes"),
    ),
    (
        Datagram,
        bytes.fromhex("0035 1092 000a 0000 6869 00"),
        TrailingBytesError("Datagram", (), 10, 0, "1 bytes are left over"),
    ),
    (
        Remaining,
        b"\x30\x03\0\1ab",
        TrailingBytesError("Remaining", (), 5, 0, "1 bytes are left over"),
    ),
    (
        Remaining,
        b"\x30\x03\0\2a",
        OverrunError("Remaining", ("name",), 2, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (
        Trailer,
        b"\0\3\0\0\0\0",
        OverrunError("Trailer", ("body",), 2, 0, "the fields after it need 6 bytes, 4 are left"),
    ),
]


@pytest.mark.parametrize(("cls", "data", "error"), FAULTS, ids=range(len(FAULTS)))
def test_window_that_does_not_fit_is_told(cls: Any, data: bytes, error: w.DecodeError) -> None:
    check_faulty(cls, data, error)


class Outer(Message, size=this.size):
    size: w.u8 = w.derived()
    inner: Datagram
    after: w.u8


class Exact(Message, size=this.size):
    """Nothing in it reaches to the end of its window."""

    size: w.u8
    number: w.u16


def test_window_lies_in_its_window() -> None:
    inner = Datagram(source_port=1, destination_port=2, payload=b"x")
    wire = bytes.fromhex("0001 0002 0009 0000") + b"x"
    check_message(Outer, Outer(inner=inner, after=5), b"\x0b" + wire + b"\5")
    bad = bytearray(b"\x0b" + wire + b"\5")
    bad[6] = 11
    reason = "needs 11 bytes, 10 are left in its window"
    check_faulty(Outer, bytes(bad), OverrunError("Outer", ("inner",), 1, 0, reason))
    bad[6] = 10
    reason = "needs 1 bytes, 0 are left in its window"
    check_faulty(Outer, bytes(bad), OverrunError("Outer", ("after",), 11, 0, reason))


def test_bytes_that_nothing_uses_are_refused() -> None:
    check_message(Exact, Exact(size=3, number=1), b"\3\0\1")
    error = TrailingBytesError("Exact", (), 3, 0, "2 bytes are left in its window")
    check_faulty(Exact, b"\5\0\1\0\0", error)


@pytest.mark.parametrize("message", [Exact(size=4, number=1), Ordinary(size=2, body=b"abc")])
def test_size_that_is_not_true_is_refused(message: Message, engine: Engine) -> None:
    with pytest.raises(SizeMismatchError) as caught:
        engine.encode(type(message), message)
    assert caught.value.path == ()


def test_size_is_never_truncated(engine: Engine) -> None:
    with pytest.raises(OutOfRangeError) as caught:
        engine.encode(Datagram, Datagram(source_port=0, destination_port=0, payload=bytes(65528)))
    assert caught.value.path == ("length",)
    odd = Trailer(body=b"a", kind=7, tail=b"xyz", end=1)
    with pytest.raises(SizeMismatchError):
        engine.encode(Trailer, odd)


def test_window_is_awaited_whole() -> None:
    decoder = w.Decoder(Datagram).feed(bytes.fromhex("0035 1092 000a"))
    assert list(decoder) == []
    assert decoder.needed == 4


def test_fault_before_the_window_is_told_before_the_window_is_awaited() -> None:
    """BGP: a bad marker with a great length is refused at once."""
    cls = declare(
        "Marked",
        {
            "marker": (bytes, w.const(b"\xff\xff")),
            "size": (w.u16, w.derived()),
            "body": (bytes, w.data(w.rest)),
        },
        size=this.size,
    )
    with pytest.raises(w.ConstantError):
        list(w.Decoder(cls).feed(b"\xff\xfe\xff\xff"))
