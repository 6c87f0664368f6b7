"""What reads a checksum: it is known before whatever is derived from it, and before it is asked."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import Engine, check_encode_error, check_faulty, check_message, declare
from wirefmt import (
    CheckFailedError,
    InvalidValueError,
    Message,
    SchemaError,
    SizeMismatchError,
    WrongTypeError,
    this,
    u8,
    u16,
)


def add(data: bytes) -> int:
    return sum(data) & 0xFF


def add_to(data: bytes, start: int) -> int:
    return (sum(data) + start) & 0xFF


class Derived(Message):
    """A derivation between a checksum and one that covers it, which a third is given."""

    derived: w.uvarint = w.derived(w.uvarint, 100 * this.sum)
    body: bytes = w.data(u8)
    sum: u8 = w.checksum(add, over=this.body)
    maybe: u8 | None = w.derived(u8, this.sum + 1, when=this.sum > 9)
    outer: u8 = w.checksum(add, over=this["derived":"outer"])
    given: u8 = w.checksum(add_to, over=this.body, using=this.maybe)


class Told(Message):
    """What the caller gives is compared with a checksum."""

    low: u8 = w.field(check=this.sum != 5)
    sum: u8 = w.checksum(add, over=this["low":"sum"])
    more: bytes | None = w.data(this.sum - 3, when=this.sum > 3, default=None)
    choice: int | bytes = w.choice(this.sum & 1, {0: u8, 1: w.data(u8)})


class Header(Message, variants=this.sum):
    low: u8
    sum: u8 = w.checksum(add, over=this.low)


class Three(Header, tag=3):
    pass


def test_derivation_is_of_the_checksum_as_it_is_on_the_wire() -> None:
    class Plain(Message):
        low: u8
        sum: u8 = w.checksum(add, over=this.low)
        next: u16 = w.derived(u16, this.sum + 1)
        kept: u16 = w.derived(u16, this.next + 1, keep=True)

    check_message(Plain, Plain(low=3), b"\3\3\0\4\0\5")
    assert (Plain(low=3).next, Plain(low=3).kept) == (4, 5)
    reason = "5 is not 4, which the other fields give"
    check_faulty(Plain, b"\3\3\0\5\0\5", CheckFailedError("Plain", ("next",), 2, 0, reason))


def test_checksum_covers_what_is_derived_from_another() -> None:
    check_message(Derived, Derived(body=b"\x0a"), bytes.fromhex("cc08 010a 0b 0c f6 17"))


def test_what_is_given_agrees_with_a_checksum() -> None:
    check_message(Told, Told(low=2, choice=7), b"\2\2\7")
    check_message(Told, Told(low=6, more=b"abc", choice=7), b"\6\6abc\7")
    check_message(Told, Told(low=3, choice=b"a"), b"\3\3\1a")
    check_message(Header, Three(low=3), b"\3\3")


FAULTS: list[tuple[Any, Any]] = [
    (
        Told(low=5, more=b"ab", choice=b""),
        InvalidValueError("Told", ("low",), "5", "does not satisfy this.sum != 5"),
    ),
    (
        Told(low=6, more=b"ab", choice=7),
        SizeMismatchError("Told", ("more",), "b'ab'", "measures 2, and other fields say 3"),
    ),
    (
        Told(low=6, choice=7),
        InvalidValueError("Told", ("more",), "None", "absent, though its condition holds"),
    ),
    (
        Told(low=3, choice=7),
        InvalidValueError("Told", ("choice",), "7", "its tag is 0, and other fields say 1"),
    ),
    (
        Three(low=4),
        InvalidValueError("Three", (), "Three(low=4)", "its tag is not one of Three"),
    ),
]


@pytest.mark.parametrize(("message", "error"), FAULTS, ids=range(len(FAULTS)))
def test_what_disagrees_with_a_checksum_is_refused(message: Any, error: Any) -> None:
    check_encode_error(type(message), message, error)


def test_message_is_asked_once_its_checksum_is_known() -> None:
    cls = declare(
        "Asked",
        {"low": u8, "sum": (u8, w.checksum(add, over=this.low))},
        check=this.sum != 4,
    )
    check_message(cls, cls(low=3), b"\3\3")
    error = InvalidValueError("Asked", (), "Asked(low=4)", "does not satisfy this.sum != 4")
    check_encode_error(cls, cls(low=4), error)


CYCLES: list[tuple[dict[str, Any], str]] = [
    (
        {"a": (u8, w.derived(u8, this.sum)), "sum": (u8, w.checksum(add, over=this["a":"sum"]))},
        "Cycle.a: it is told by the checksum 'sum', which needs it in turn",
    ),
    (
        {
            "n": (u8, w.derived()),
            "sum": (u8, w.checksum(add, over=this.n)),
            "body": (bytes, w.data(this.n + this.sum)),
        },
        "Cycle.n: it is told by the checksum 'sum', which needs it in turn",
    ),
    (
        {
            "a": u8,
            "b": (u8, w.derived(u8, this.sum)),
            "sum": (u8, w.checksum(add_to, over=this.a, using=this.b)),
        },
        "leave it out of what over= covers and using= reads",
    ),
]


@pytest.mark.parametrize(("fields", "text"), CYCLES, ids=range(len(CYCLES)))
def test_what_needs_itself_by_a_checksum_is_refused(fields: Any, text: str) -> None:
    with pytest.raises(SchemaError, match=text):
        declare("Cycle", fields)


# ------------------------------------------------------------------ its own bytes

OWN: list[tuple[Any, Any, Any, bytes]] = [
    (int, w.decimal(3), add, b"003"),
    (int, w.hexadecimal(2), add, b"03"),
    (str, w.text(2), lambda data: f"{add(data):02x}", b"03"),
    (bool, w.boolean, lambda data: add(data) & 1, b"\1"),
]


@pytest.mark.parametrize("when", [None, w.boolean], ids=["there", "optional"])
@pytest.mark.parametrize(("annotation", "type_", "function", "own"), OWN, ids=range(len(OWN)))
def test_own_bytes_count_as_zero_whatever_their_type(
    annotation: Any, type_: Any, function: Any, own: bytes, when: Any
) -> None:
    sums = w.checksum(function, type_, over=this["low":"high"], when=when)
    annotation = annotation if when is None else annotation | None
    next_ = (u8, w.derived(u8, w.size_of(this.sum)))
    cls = declare("Own", {"low": u8, "sum": (annotation, sums), "high": u8, "next": next_})
    there = b"" if when is None else b"\1"
    wire = b"\2" + there + own + b"\1" + bytes([len(there + own)])
    check_message(cls, cls(low=2, high=1), wire)


def test_checksum_of_bits_stands_on_byte_borders() -> None:
    sums = w.checksum(add, w.bits(8), over=this["low":"high"])
    fields = {"low": (int, w.bits(4)), "sum": (int, sums), "high": (int, w.bits(4))}
    with pytest.raises(SchemaError, match="a checksum begins and ends on byte borders"):
        declare("Odd", fields)


def test_checksum_of_bits_is_known_before_what_reads_it() -> None:
    class Bits(Message):
        low: u8
        sum: int = w.checksum(add, w.bits(8), over=this["low":"sum"])
        maybe: int | None = w.checksum(add, w.bits(8), over=this.low, when=this.low > 2)
        next: int = w.derived(w.bits(8), this.sum + w.select(this.low > 2, this.maybe, 0))

    check_message(Bits, Bits(low=2), b"\2\2\2")
    check_message(Bits, Bits(low=3), b"\3\3\3\6")


def test_checksum_of_a_number_is_no_bool(engine: Engine) -> None:
    sums = w.checksum(lambda data: add(data) == 1, over=this.low)
    cls = declare("Truth", {"low": u8, "sum": (u8, sums)})
    with pytest.raises(WrongTypeError) as caught:
        engine.encode(cls, cls(low=1))
    assert caught.value.path == ("sum",)
