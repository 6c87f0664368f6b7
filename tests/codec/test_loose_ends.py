"""Elements that go to the end of their window: the last alone may, or it would take the others."""

from __future__ import annotations

import enum
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import annotated, check_encode_error, check_message, declare, list_of, only, shown
from wirefmt import InvalidValueError, Message, decode, item, this, u8, u16

TAKES = "goes to the end, and would take the elements that follow"
Rest = Annotated[bytes, w.data(w.rest)]


class Colour(enum.IntEnum):
    RED = 1


def wrap(value: bytes | int) -> list[Any]:
    return [value]


def unwrap(values: list[Any]) -> Any:
    return values[0]


class Open(Message):
    kind: u8
    body: bytes = w.data(w.rest)


class Reserved(Message):
    body: bytes = w.data(w.rest)
    sum: u8


class Optional(Message):
    kind: u8
    more: u8 | None = w.field(when=w.rest, default=None)


class Deep(Message):
    inner: Open


class Windowed(Message, size=this.size):
    size: u8 = w.derived()
    inner: Open


class Head(Message, variants=this.kind):
    kind: u8 = w.derived()


class Short(Head, tag=1):
    value: u8


class Long(Head, tag=2):
    value: bytes = w.data(w.rest)


class Marked(Message):
    kind: u8
    mark: bytes = w.const(b"ab", w.data(w.rest))


Choice = Annotated[int | bytes, w.choice(u8, {1: u8, 2: w.data(w.rest)})]
Wrapped = Annotated[list[Any], w.convert(w.data(w.rest, min=1), decode=wrap, encode=unwrap)]
Enum = Annotated[Colour, w.enumerated(w.decimal(w.rest))]
Inner = Annotated[list[Open], w.array(w.rest)]

ROWS: list[tuple[Any, Any, bytes]] = [
    (only(list[Open], w.array(w.rest)), [Open(kind=1, body=b"ab")], b"\1ab"),
    (only(list[Open], w.array(size=u8)), [Open(kind=1, body=b"")], b"\1\1"),
    (only(list[Rest], w.array(u8)), [b"ab", b"", b""], b"\3ab"),
    (only(list[Rest], w.array(u8)), [b"", b""], b"\2"),
    (
        only(list[Optional], w.array(w.rest)),
        [Optional(kind=1, more=2), Optional(kind=3)],
        b"\1\2\3",
    ),
    (
        only(list[Windowed], w.array(w.rest)),
        [Windowed(inner=Open(kind=1, body=b""))] * 2,
        b"\2\1" * 2,
    ),
    (only(list[Head], w.array(w.rest)), [Short(value=3), Long(value=b"ab")], b"\1\3\2ab"),
    (only(list[Choice], w.array(w.rest)), [3, 4, b"ab"], b"\1\3\1\4\2ab"),
    (
        only(list[Annotated[Open, w.sized(u8)]], w.array(u8)),
        [Open(kind=1, body=b"")] * 2,
        b"\2\1\1\1\1",
    ),
    (only(list_of(Inner), w.array(2)), [[Open(kind=1, body=b"a")], []], b"\1a"),
    (only(list_of(annotated(list_of(Rest), w.array(u8))), w.array(2)), [[], [b"a"]], b"\0\1a"),
]


@pytest.mark.parametrize(("cls", "value", "wire"), ROWS, ids=shown)
def test_last_element_goes_to_the_end(cls: Any, value: Any, wire: bytes) -> None:
    check_message(cls, cls(value=value), wire)


def test_array_inside_an_array_has_a_window() -> None:
    cls = only(list[Annotated[Inner, w.sized(u16)]], w.array(w.rest))
    value = [[Open(kind=1, body=b"a")], [Open(kind=2, body=b"b")]]
    check_message(cls, cls(value=value), b"\0\2\1a\0\2\2b")


REFUSED: list[tuple[Any, list[Any], int, str]] = [
    (list[Open], [Open(kind=1, body=b""), Open(kind=2, body=b"")], 0, "Open(kind=1, body=b'')"),
    (
        list[Deep],
        [Deep(inner=Open(kind=1, body=b"a"))] * 2,
        0,
        "Deep(inner=Open(kind=1, body=b'a'))",
    ),
    (list[Reserved], [Reserved(body=b"", sum=1)] * 2, 0, "Reserved(body=b'', sum=1)"),
    (list[Optional], [Optional(kind=1), Optional(kind=3)], 0, "Optional(kind=1, more=None)"),
    (list[Head], [Short(value=3), Long(value=b""), Short(value=4)], 1, "Long(value=b'')"),
    (list[Choice], [3, b"", 4], 1, "b''"),
    (list[Wrapped], [[b"a"], [b"b"]], 0, "[b'a']"),
    (list[Marked], [Marked(kind=1), Marked(kind=2)], 0, "Marked(kind=1)"),
    (list[Enum], [Colour.RED, Colour.RED], 0, "<Colour.RED: 1>"),
    (
        list[Annotated[Open, w.sized(w.rest)]],
        [Open(kind=1, body=b"")] * 2,
        0,
        "Open(kind=1, body=b'')",
    ),
]


@pytest.mark.parametrize(("annotation", "value", "index", "text"), REFUSED, ids=shown)
def test_element_that_takes_others_is_refused(
    annotation: Any, value: list[Any], index: int, text: str
) -> None:
    for right in (w.array(u8), w.array(w.rest), w.array(size=u8)):
        cls = only(annotation, right)
        error = InvalidValueError("Only", ("value", index), text, TAKES)
        check_encode_error(cls, cls(value=value), error)


def test_empty_element_that_takes_others_is_refused() -> None:
    cls = only(list[Rest], w.array(u8))
    assert decode(cls, b"\3a") == cls(value=[b"a", b"", b""])
    error = InvalidValueError("Only", ("value", 0), "b''", TAKES)
    check_encode_error(cls, cls(value=[b"", b"a", b""]), error)
    error = InvalidValueError("Only", ("value", 0), "b'a'", TAKES)
    check_encode_error(cls, cls(value=[b"a", b"", b"b"]), error)


def test_empty_array_that_takes_others_is_refused() -> None:
    cls = only(list_of(Inner), w.array(u8))
    error = InvalidValueError("Only", ("value", 0), "[]", TAKES)
    check_encode_error(cls, cls(value=[[], [Open(kind=1, body=b"")]]), error)


def test_array_that_ends_with_an_element_knows_its_ends() -> None:
    cls = only(list[Optional], w.array(w.rest, max=5))
    check_message(cls, cls(value=[Optional(kind=1, more=1)]), b"\1\1")
    cls = only(list[Short], w.array(w.until(item.value == 0)))
    check_message(cls, cls(value=[Short(value=0)]), b"\1\0")


def test_fields_reserve_what_they_need() -> None:
    cls = declare("Framed", {"values": (list[Reserved], w.array(w.rest)), "end": u8})
    check_message(cls, cls(values=[Reserved(body=b"ab", sum=1)], end=2), b"ab\1\2")
    cls = declare("Framed", {"values": (list[Rest], w.array(u8)), "end": u8})
    check_message(cls, cls(values=[b"ab", b""], end=2), b"\2ab\2")
