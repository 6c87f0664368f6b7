"""Arrays that end with something: a delimiter in place of an element, or the last of them."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import check_encode_error, check_faulty, check_message, declare, list_of, only, shown
from wirefmt import (
    Decoder,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    Limits,
    MalformedError,
    Message,
    OverrunError,
    SchemaError,
    SizeMismatchError,
    TruncatedError,
    WrongTypeError,
    array,
    given,
    item,
    this,
    u8,
    u16,
    until,
)

CString = Annotated[str, w.text(until(b"\0"))]
Label = Annotated[str, w.text(u8)]


class Parameter(Message):
    """PostgreSQL, StartupMessage: "A zero byte is required as a terminator after the last"."""

    name: CString
    value: CString


class Option(Message):
    kind: u8
    value: bytes | None = w.data(u8, when=this.kind != 0, default=None)


class Extension(Message):
    """GTPv1-U, 3GPP TS 29.281, 5.2.1: the last extension's next type is 0."""

    body: bytes = w.data(2)
    following: u8


ROWS: list[tuple[Any, object, bytes]] = [
    # RFC 1035, 3.1: a name is labels, "terminated by a zero length octet"
    (only(list[Label], array(until(b"\0"))), ["www", "x"], b"\3www\1x\0"),
    (only(list[Label], array(until(b"\0"))), [], b"\0"),
    (
        only(list[Parameter], array(until(b"\0"))),
        [Parameter(name="user", value="me"), Parameter(name="db", value="")],
        b"user\0me\0db\0\0\0",
    ),
    (only(list[u8], array(until(b"\0"))), [1, 2], b"\1\2\0"),
    (only(list[u16], array(until(b"\0\0"))), [1, 256], b"\0\1\1\0\0\0"),
    (only(list[u8], array(until(b"\1\2\3"))), [1, 1, 2], b"\1\1\2\1\2\3"),
    (only(list[u8], array(until(b"aa"))), [98], b"baa"),
    (only(list[Annotated[u8, w.sized(u8)]], array(until(b"\0"))), [7], b"\1\7\0"),
    # Tcl-like lists, and RFC 792-like options that end with kind 0
    (
        only(list[Option], array(until(item.kind == 0))),
        [Option(kind=2, value=b"ab"), Option(kind=0)],
        b"\2\2ab\0",
    ),
    (only(list[Option], array(until(item.kind == 0))), [Option(kind=0)], b"\0"),
    (
        only(list[Annotated[Option, w.sized(u8)]], array(until(item.kind == 0))),
        [Option(kind=2, value=b""), Option(kind=0)],
        b"\2\2\0\1\0",
    ),
    (
        only(list[Extension], array(until(item.following == 0))),
        [Extension(body=b"ab", following=0x85), Extension(body=b"cd", following=0)],
        b"ab\x85cd\0",
    ),
    (only(list[u8], array(until(item == 0))), [3, 0], b"\3\0"),
    (only(list[u16], array(until(item & 0x8000 != 0))), [1, 0x8002], b"\0\1\x80\2"),
    (only(list[Label], array(until(item == ""))), ["a", ""], b"\1a\0"),
    (
        only(list[Annotated[bytes, w.data(2)]], array(until(item == b"\r\n"))),
        [b"ab", b"\r\n"],
        b"ab\r\n",
    ),
    (
        only(list[Annotated[list[u8], array(until(item == 0))]], array(until(b"\xff"))),
        [[1, 0], [0]],
        b"\1\0\0\xff",
    ),
    (
        only(list[Annotated[list[u8], array(until(b"\0"))]], array(2)),
        [[1], []],
        b"\1\0\0",
    ),
]


@pytest.mark.parametrize(("cls", "value", "wire"), ROWS, ids=shown)
def test_array_ends_with_something(cls: Any, value: object, wire: bytes) -> None:
    check_message(cls, cls(value=value), wire)


def test_array_ends_inside_a_window() -> None:
    class Packet(Message, size=this.length):
        length: u8 = w.derived()
        labels: list[Label] = array(until(b"\0"))
        numbers: list[u8] = array(until(item > 9))
        count: u8 = w.derived(u8, w.count_of(this.labels))
        others: bytes = w.data(w.rest)

    message = Packet(labels=["ab"], numbers=[1, 10], others=b"xy")
    check_message(Packet, message, b"\x0a\2ab\0\1\x0a\1xy")


def test_array_in_a_header_is_read_before_the_tag() -> None:
    class Head(Message, variants=this.kind, size=this.length):
        length: u8 = w.derived()
        labels: list[u8] = array(until(b"\0\0"))
        numbers: list[u8] = array(until(item == 9))
        kind: u8 = w.derived()

    class Body(Head, tag=1):
        body: bytes = w.data(w.rest)

    check_message(Head, Body(labels=[5], numbers=[9], body=b"x"), b"\7\5\0\0\x09\1x")
    check_faulty(
        Head,
        b"\3\5\1",
        OverrunError("Head", ("labels",), 1, 0, "needs 2 bytes, 1 are left in its window"),
    )


def test_condition_reads_what_was_given() -> None:
    cls = only(list[u8], array(until(item == given.last)))
    check_message(cls, cls(value=[1, 7]), b"\1\7", given={"last": 7})
    check_message(cls, cls(value=[1]), b"\1", given={"last": 1})


def test_elements_may_be_none() -> None:
    element = Annotated[bytes | None, w.data(w.prefix(u8, none=9))]
    cls = only(list[element], array(until(b"\xff")))
    check_message(cls, cls(value=[None, b"a"]), b"\x09\1a\xff")
    cls = only(list[element], array(until(item == b"x")))
    check_message(cls, cls(value=[b"y", b"x"]), b"\1y\1x")
    reason = "item is read, but it is absent"
    check_faulty(cls, b"\x09", MalformedError("Only", ("value", 0), 0, 0, reason))
    check_encode_error(
        cls, cls(value=[None]), InvalidValueError("Only", ("value", 0), "None", reason)
    )


def test_condition_goes_into_messages() -> None:
    inner = declare("Inner", {"last": w.boolean})
    fields = {"there": u8, "inner": (inner | None, w.field(when=this.there == 1, default=None))}
    outside = declare("Outside", fields)
    cls = only(list_of(outside), array(until(item.inner.last == 1)))
    more = outside(there=1, inner=inner(last=False))
    check_message(cls, cls(value=[more, outside(there=1, inner=inner(last=True))]), b"\1\0\1\1")
    reason = "inner.last is read, but it is absent"
    check_faulty(cls, b"\0", MalformedError("Only", ("value", 0), 0, 0, reason))


def test_condition_of_an_absent_field_is_malformed() -> None:
    cls = only(list[Option], array(until(item.value == b"x")))
    check_message(cls, cls(value=[Option(kind=1, value=b"x")]), b"\1\1x")
    reason = "value is read, but it is absent"
    check_faulty(cls, b"\0", MalformedError("Only", ("value", 0), 0, 0, reason))


# ------------------------------------------------------------------ what is refused

DELIMITED = only(list[u16], array(until(b"\0\0"), min=1, max=2))
CONDITIONED = only(list[u8], array(until(item == 0), min=2, max=3))

FAULTS: list[tuple[Any, bytes, Any]] = [
    (DELIMITED, b"\0\0", LengthError("Only", ("value",), 0, 0, "0 is below the minimum 1")),
    (
        DELIMITED,
        b"\0\1\0\1\0\1",
        LengthError("Only", ("value",), 0, 0, "goes on after the maximum 2"),
    ),
    (
        DELIMITED,
        b"\0\1",
        TruncatedError("Only", ("value",), 0, 0, r"the input ends before b'\x00\x00'"),
    ),
    (
        DELIMITED,
        b"\0\1\0",
        TruncatedError("Only", ("value",), 0, 0, r"the input ends before b'\x00\x00'"),
    ),
    (
        DELIMITED,
        b"\0\1\1",
        TruncatedError("Only", ("value", 1), 2, 0, "the input ends after 1 of 2 bytes"),
    ),
    (CONDITIONED, b"\0", LengthError("Only", ("value",), 0, 0, "1 is below the minimum 2")),
    (CONDITIONED, b"\1\1\1", LengthError("Only", ("value",), 0, 0, "goes on after the maximum 3")),
    (
        CONDITIONED,
        b"\1",
        TruncatedError("Only", ("value", 1), 1, 0, "the input ends after 0 of 1 bytes"),
    ),
    (
        only(Annotated[list[u8], array(until(b"\0\0")), w.sized(u8)]),
        b"\2\1\2",
        OverrunError("Only", ("value",), 0, 0, "needs 2 bytes, 1 are left in its window"),
    ),
    (
        only(Annotated[list[u8], array(until(item == 0)), w.sized(u8)]),
        b"\2\1\2",
        OverrunError("Only", ("value", 2), 3, 0, "needs 1 bytes, 0 are left in its window"),
    ),
]


@pytest.mark.parametrize(("cls", "wire", "error"), FAULTS, ids=shown)
def test_array_that_does_not_end_is_refused(cls: Any, wire: bytes, error: Any) -> None:
    if isinstance(error, LengthError) and "goes on" in error.reason:
        wire += b"\7\7"
    check_faulty(cls, wire, error)


BEGINS = "begins with its array's delimiter "

REFUSALS: list[tuple[Any, Any, Any]] = [
    (
        only(list[u8], array(until(b"\0"))),
        [1, 0],
        InvalidValueError("Only", ("value", 1), "0", BEGINS + r"b'\x00'"),
    ),
    (
        only(list[u8], array(until(b"aa"))),
        [97],
        InvalidValueError("Only", ("value", 0), "97", BEGINS + "b'aa'"),
    ),
    (
        only(list[u8], array(until(b"aa"))),
        [97, 97],
        InvalidValueError("Only", ("value", 0), "97", BEGINS + "b'aa'"),
    ),
    (
        only(list[Label], array(until(b"\0"))),
        [""],
        InvalidValueError("Only", ("value", 0), "''", BEGINS + r"b'\x00'"),
    ),
    (
        DELIMITED,
        [],
        SizeMismatchError("Only", ("value",), "[]", "0 elements are below the minimum 1"),
    ),
    (
        DELIMITED,
        [1, 2, 3],
        SizeMismatchError("Only", ("value",), "[1, 2, 3]", "3 elements are over the maximum 2"),
    ),
    (
        CONDITIONED,
        [1, 0, 0],
        InvalidValueError("Only", ("value", 1), "0", "satisfies item == 0 before the last"),
    ),
    (
        CONDITIONED,
        [1, 1],
        InvalidValueError("Only", ("value", 1), "1", "is the last, and does not satisfy item == 0"),
    ),
    (
        CONDITIONED,
        [],
        InvalidValueError("Only", ("value",), "[]", "has no last element, for which item == 0"),
    ),
    (
        CONDITIONED,
        [0],
        SizeMismatchError("Only", ("value",), "[0]", "1 elements are below the minimum 2"),
    ),
    (CONDITIONED, ["a"], WrongTypeError("Only", ("value", 0), "'a'", "int is needed, not str")),
]


@pytest.mark.parametrize(("cls", "value", "error"), REFUSALS, ids=shown)
def test_elements_that_would_not_come_back_are_refused(cls: Any, value: Any, error: Any) -> None:
    check_encode_error(cls, cls(value=value), error)


def test_elements_are_charged_one_by_one() -> None:
    cls = only(list[u8], array(until(b"\0")))
    assert list(Decoder(cls, limits=Limits(element_count=2)).feed(b"\1\2\0")) == [cls(value=[1, 2])]
    with pytest.raises(LimitExceededError) as caught:
        list(Decoder(cls, limits=Limits(element_count=2)).feed(b"\1\2\3"))
    assert (caught.value.path, caught.value.offset) == (("value", 2), 2)


def test_delimiter_counts_against_the_limit_of_a_stream() -> None:
    cls = only(list[u8], array(until(b"\0\0\0")))
    assert list(Decoder(cls, limits=Limits(message_size=4)).feed(b"\1\0\0\0")) == [cls(value=[1])]
    with pytest.raises(LimitExceededError) as caught:
        list(Decoder(cls, limits=Limits(message_size=4)).feed(b"\1\2"))
    assert caught.value.path == ("value",)


def test_stream_waits_for_what_tells() -> None:
    decoder = Decoder(only(list[u16], array(until(b"\0\0"))))
    assert list(decoder.feed(b"\0\1\0")) == []
    assert (decoder.needed, decoder.waiting_for) == (1, ("value",))
    assert list(decoder.feed(b"\2")) == []
    assert list(decoder.feed(b"\7")) == []
    assert (decoder.needed, decoder.waiting_for) == (1, ("value", 2))


# ------------------------------------------------------------------ what cannot be declared

HEADER = declare("Header", {"kind": (u8, w.derived())}, variants=this.kind)
VARIANT = declare("Variant", {}, HEADER, tag=1)
ENDS = "ends an array with an element; give until a delimiter"

SCHEMA_ERRORS: list[tuple[Any, str]] = [
    (
        lambda: until(b""),
        r"until takes at least one byte, such as b'\\0', or of an array a condition",
    ),
    (lambda: until(item == 0, include=True), "the element that ends an array is one of it"),  # type: ignore[call-overload]
    (lambda: only(list[u8], array(until(b"\0", include=True))), "a delimiter is no element"),
    (lambda: until(3), r"until takes at least one byte, .* not 3"),  # type: ignore[call-overload]
    (lambda: only(bytes, w.data(until(item == 0))), ENDS),  # type: ignore[call-overload]
    (lambda: only(str, w.text(until(item == 0))), ENDS),  # type: ignore[call-overload]
    (lambda: only(int, w.decimal(until(item == 0))), ENDS),  # type: ignore[call-overload]
    (lambda: only(Annotated[u8, w.sized(until(item == 0))]), ENDS),  # type: ignore[call-overload]
    (
        lambda: only(list[u8], array(size=until(b"\0"))),
        r"size= is a number of bytes; until\(…\) is no",
    ),
    (lambda: only(list[u8], array(until(item.kind == 0))), "goes into 'item', which is no message"),
    (lambda: only(list[Option], array(until(item == 0))), "item is a message; name a field in it"),
    (
        lambda: only(list[Option], array(until(item.sort == 0))),
        "Option has no field 'sort'; it has",
    ),
    (
        lambda: only(list_of(HEADER), array(until(item.kind == 0))),
        "into Header, whose variants differ",
    ),
    (
        lambda: only(list[u8], array(until(given.last == 0))),
        "does not read item, the element itself",
    ),
    (lambda: only(list[u8], array(until(~item))), "`~` of a number is never 0"),
    (
        lambda: declare("C", {"n": u8, "a": (list[u8], array(until(item == this.n)))}),
        r"until\(condition\) reads item and given alone",
    ),
    (
        lambda: declare("C", {"n": u8, "a": (list[u8], array(until(item == w.size_of(this.n))))}),
        r"until\(condition\) reads item and given alone",
    ),
    (lambda: only(list[w.f32], array(until(item == 0.5))), "a float is rounded on the wire"),
    (
        lambda: only(list[Annotated[bytes, w.data(0)]], array(until(b"\0"))),
        "an element may take no b",
    ),
    (
        lambda: only(list[Annotated[bytes, w.data(w.rest, min=1)]], array(until(b"\0"))),
        "takes what ends",
    ),
    (lambda: declare("C", {"n": (u8, w.derived(u8, item + 1))}), "item cannot be read here"),
]


@pytest.mark.parametrize(("make", "reason"), SCHEMA_ERRORS, ids=range(len(SCHEMA_ERRORS)))
def test_end_that_makes_no_sense_is_refused(make: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        make()
