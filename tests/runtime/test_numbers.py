"""What generated code calls for numbers: values from the standards, and faults for the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wirefmt._runtime import numbers, values
from wirefmt._runtime.context import Context, Fault


def read_leb128(wire: bytes, end: int, *, shortest: bool = False) -> tuple[int, int]:
    """Read a number below 2**64, which takes at most 10 bytes."""
    return numbers.read_varint(wire, 0, end, 10, (1 << 64) - 1, shortest=shortest)


@pytest.mark.parametrize(
    ("function", "arguments", "result"),
    [
        (numbers.floor_divide, (7, 2), 3),
        (numbers.modulo, (7, 4), 3),
        (numbers.shift_left, (1, 128), 1 << 128),
        (numbers.shift_right, (1 << 128, 128), 1),
        (numbers.bounded, ((1 << 192) - 1,), (1 << 192) - 1),
        (numbers.number, (True,), True),
        (numbers.there, (0,), 0),
        (numbers.integer, (5,), 5),
        (numbers.integers, ([1, 2],), None),
        (numbers.floating, (1, 4), 1),
        (numbers.given, (Context(given={"version": 3}), "version"), 3),
        (values.refused, (None,), False),
        (values.refused, (0,), True),
        (values.refused, (1,), False),
        (values.window_bytes, (bytearray(b"ab"),), b"ab"),
        (values.window_bytes, (__import__("array").array("H", [0]),), b"\0\0"),
    ],
)
def test_legal_arguments_give_the_result(
    function: Callable[..., object], arguments: tuple[Any, ...], result: object
) -> None:
    assert function(*arguments) == result


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (numbers.floor_divide, (7, 0)),
        (numbers.modulo, (7, 0)),
        (numbers.shift_left, (1, 129)),
        (numbers.shift_left, (1, -1)),
        (numbers.shift_right, (1, 129)),
        (numbers.bounded, (1 << 192,)),
        (numbers.number, ("3",)),
        (numbers.there, (None,)),
        (numbers.integer, (True,)),
        (numbers.integers, ([1, True],)),
        (numbers.floating, (1e39, 4)),
        (numbers.floating, (True, 4)),
        (numbers.given, (Context(), "version")),
        (numbers.member, (9, {1: "one"})),
        (numbers.varint, (-1, 127)),
        (values.as_bytes, ("text",)),
        (values.as_elements, ({1, 2},)),
        (values.delimited, (b"ba", b"aa")),
    ],
)
def test_illegal_arguments_are_a_fault(
    function: Callable[..., object], arguments: tuple[Any, ...]
) -> None:
    with pytest.raises(Fault):
        function(*arguments)


def test_window_of_what_is_not_bytes_is_the_callers_mistake() -> None:
    with pytest.raises(TypeError, match="a bytes-like object is required, not 'int'"):
        values.window_bytes(5)


@pytest.mark.parametrize(
    ("wire", "number"), [(b"\0", 0), (b"\x7f", 127), (b"\x80\x01", 128), (b"\xe5\x8e\x26", 624485)]
)
def test_varint_is_leb128(wire: bytes, number: int) -> None:
    """The last is the example of the DWARF standard, version 4, section 7.6."""
    assert numbers.varint(number, 1 << 63) == wire
    assert read_leb128(wire + b"x", len(wire) + 1) == (number, len(wire))
    assert [numbers.varint_size(wire[:n], 0, 10) for n in range(len(wire))] == [
        n + 1 for n in range(len(wire))
    ]


@pytest.mark.parametrize("wire", [b"\x80", b"\xff" * 10, b"\x80" * 10 + b"\1"])
def test_varint_that_does_not_end_or_is_too_great_is_a_fault(wire: bytes) -> None:
    with pytest.raises(Fault):
        read_leb128(wire, len(wire))


def test_varint_longer_than_needed_is_refused_where_the_standard_says_so() -> None:
    assert read_leb128(b"\x80\0", 2) == (0, 2)
    with pytest.raises(Fault):
        read_leb128(b"\x80\0", 2, shortest=True)


@pytest.mark.parametrize(
    ("text", "number"), [(b"0", 0), (b"-12", -12), (b"00012", None), (b"-0", None), (b"+1", None)]
)
def test_digits_are_ascii_and_shortest(text: bytes, number: int | None) -> None:
    if number is None:
        with pytest.raises(Fault):
            numbers.read_digits(text, 10, 20, signed=True, fixed=False)
    else:
        assert numbers.read_digits(text, 10, 20, signed=True, fixed=False) == number
        assert numbers.decimal_text(number, 20, signed=True, fixed=None) == text


def test_negative_zero_would_not_come_back() -> None:
    with pytest.raises(Fault):
        numbers.read_digits(b"-000", 10, 20, signed=True, fixed=True)


def test_hexadecimal_digits_are_written_in_lower_case() -> None:
    assert numbers.hexadecimal_text(0xBEEF, 8, signed=False, fixed=6) == b"00beef"
    assert numbers.read_digits(b"00BeeF", 16, 8, signed=False, fixed=True) == 0xBEEF


@pytest.mark.parametrize(
    ("value", "signed", "fixed"), [(-1, False, None), (100, False, 2), (10**21, False, None)]
)
def test_number_that_its_digits_cannot_hold_is_a_fault(
    value: int, signed: bool, fixed: int | None
) -> None:
    with pytest.raises(Fault):
        numbers.decimal_text(value, 20, signed=signed, fixed=fixed)


@pytest.mark.parametrize(
    ("span", "own", "result"),
    [
        ((0, 4), (1, 3), b"a\0\0d"),
        ((0, 2), (2, 4), b"ab"),
        ((2, 4), (0, 2), b"cd"),
    ],
)
def test_checksums_own_bytes_count_as_zero_where_they_lie_inside(
    span: tuple[int, int], own: tuple[int, int], result: bytes
) -> None:
    assert values.covered(b"abcd", *span, *own) == result


def test_put_replaces_bytes() -> None:
    assert values.put(b"abcd", 1, b"XY") == b"aXYd"
