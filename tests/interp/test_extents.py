"""How long is it: the five spellings of an extent, on data, arrays and windows."""

from __future__ import annotations

from typing import Any

import pytest

from interp.workbench import (
    REST,
    U8,
    U16,
    U32,
    Bench,
    bare,
    fixed,
    op,
    prefixed,
    record,
    this,
    told,
    until,
)
from wirefmt._runtime.context import Context
from wirefmt.errors import (
    InvalidValueError,
    LengthError,
    LimitExceededError,
    MalformedError,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TrailingBytesError,
    TruncatedError,
)
from wirefmt.ir.expressions import Constant, Select
from wirefmt.ir.extents import Extent, Rest, Until
from wirefmt.ir.records import Field, Padding, PresenceByte, Solved
from wirefmt.ir.types import Array, Bits, Boolean, Data, Integer, Nested, Sized, Text, Varint
from wirefmt.limits import Limits

CRLF = until(b"\r\n")


def test_told_data_and_its_solved_length() -> None:
    bench = Bench(
        record(
            "Block",
            Field("size", U8, Solved()),
            Field("body", Data(told(op(this("size"), "-", 1)))),
        )
    )
    bench.check(bench.make("Block", b"abc"), "04 616263")
    bench.check_prefixes(b"\4abc")
    bench.refuse("00", LengthError, (("body",), 1), "-1 is negative")
    bench.refuse("04 61", TruncatedError, (("body",), 1), "the input ends after 1 of 3 bytes")
    assert bench.derived(bench.make("Block", b"abc"), "size") == 4
    bench.reject(bench.make("Block", bytes(255)), OutOfRangeError, ("size",))


def test_told_extents_of_elements_must_agree() -> None:
    bench = Bench(
        record(
            "Grid",
            Field("rows", U8, Solved()),
            Field("width", U8, Solved(default=7)),
            Field("cells", Array(Array(U8, told(this("width"), 1)), told(this("rows")))),
        )
    )
    bench.check(bench.make("Grid", [[1, 2], [3, 4]]), "02 02 01020304")
    bench.check(bench.make("Grid", []), "00 07")
    error = bench.reject(bench.make("Grid", [[1, 2], [3]]), SizeMismatchError, ("cells", 1))
    assert error.reason == "1 here, 2 in another element"


def test_extent_told_by_an_ordinary_field_is_compared() -> None:
    bench = Bench(record("Block", Field("size", U8), Field("body", Data(told(this("size"))))))
    bench.check(bench.make("Block", 2, b"ab"), "02 6162")
    error = bench.reject(bench.make("Block", 3, b"ab"), SizeMismatchError, ("body",))
    assert error.reason == "measures 2, and other fields say 3"


def test_told_extent_without_elements_says_nothing() -> None:
    bench = Bench(
        record(
            "Grid",
            Field("width", U8),
            Field("cells", Array(Data(told(this("width"))), prefixed(U8))),
        )
    )
    bench.check(bench.make("Grid", 9, []), "09 00")
    bench.check(bench.make("Grid", 2, [b"ab"]), "02 01 6162")
    reason = "measures 1, and other fields say 2"
    bench.reject(bench.make("Grid", 2, [b"a"]), SizeMismatchError, ("cells",), reason)


def test_absent_field_counts_nothing_as_extent() -> None:
    bench = Bench(
        record(
            "Block",
            Field("flag", U8),
            Field("size", U8, when=this("flag")),
            Field("body", Data(told(this("size")))),
            Field("more", Data(told(op(this("size"), "+", 0))), when=op(this("flag"), "==", 2)),
        )
    )
    bench.check(bench.make("Block", 0, None, b"", None), "00")
    bench.check(bench.make("Block", 1, 1, b"a", None), "01 01 61")


def test_reading_an_absent_field_is_malformed() -> None:
    size = op(this("size"), "+", 0)
    bench = Bench(
        record(
            "Block",
            Field("flag", U8),
            Field("size", U8, when=this("flag")),
            Field("body", Data(told(size))),
        )
    )
    bench.refuse("00", MalformedError, (("body",), 1), "size is read, but it is absent")
    block = bench.make("Block", 0, None, b"")
    bench.reject(block, InvalidValueError, ("body",), "size is read, but it is absent")


@pytest.mark.parametrize(
    ("extent", "wire", "reason"),
    [
        (prefixed(U8, 4), "03 616263", "3 is below the minimum 4"),
        (prefixed(U8, 0, 4), "05 6162636465", "5 is over the maximum 4"),
        (until(b"\0", 2), "61 00", "1 is below the minimum 2"),
        (until(b"\0", 0, 2), "616263 00", "no b'\\x00' after at most 2 bytes"),
        (until(b"\r\n", 0, 1), "61620d", "no b'\\r\\n' after at most 1 bytes"),
        (Extent(Rest(), 2), "61", "1 is below the minimum 2"),
        (Extent(Rest(), 0, 2), "616263", "3 is over the maximum 2"),
    ],
    ids=str,
)
def test_bounds_are_kept(extent: Extent, wire: str, reason: str) -> None:
    bench = Bench(record("Block", Field("head", U8), Field("body", Data(extent))))
    bench.refuse("00" + wire, LengthError, (("body",), 1), reason)


def test_delimiter_may_be_cut_and_straddle() -> None:
    bench = Bench(record("Line", Field("text", Text(CRLF)), Field("after", U8)))
    bench.check(bench.make("Line", "a\r", 1), b"a\r\r\n\x01")
    bench.check_prefixes(b"a\r\r\n\x01")
    bench.refuse(b"ab\r", TruncatedError, (("text",), 0), "the input ends before b'\\r\\n'")
    longest = Bench(bare(Data(until(b"--", 0, 3))))
    longest.check(b"abc", b"abc--")


def test_windows_end_what_is_searched() -> None:
    bench = Bench(bare(Sized(Data(CRLF), prefixed(U8))))
    bench.check(b"ab", b"\x04ab\r\n")
    bench.refuse(b"\x03ab\r\n", OverrunError, ((), 0), "no b'\\r\\n' in its window")


def test_sized_must_be_used_up() -> None:
    bench = Bench(record("Block", Field("head", U8), Field("body", Sized(U16, prefixed(U8)))))
    bench.check(bench.make("Block", 9, 0x0102), "09 02 0102")
    bench.refuse("09 03 010203", TrailingBytesError, (("body",), 4), "1 bytes are left")
    error = bench.refuse("09 01 01", OverrunError, (("body",), 1))
    assert error.reason == "needs 2 bytes, 1 are left in its window"


def test_windows_of_every_spelling() -> None:
    line = Sized(Array(U8, REST, "bytes"), CRLF)
    Bench(bare(line)).check([1, 2], "0102 0d0a")
    Bench(bare(Sized(Data(REST), REST))).check(b"ab", b"ab")
    Bench(bare(Sized(Sized(U8, prefixed(U8)), fixed(2)))).check(5, "01 05")
    two = Sized(Array(U16, prefixed(U8)), fixed(3))
    Bench(bare(two)).check([7], "01 0007")
    error = Bench(bare(two)).refuse("02 0007", OverrunError, ((), 0))
    assert error.reason == "2 elements do not fit the 2 bytes left in its window"


def test_arrays_of_every_spelling() -> None:
    Bench(bare(Array(U16, fixed(2)))).check([1, 2], "0001 0002")
    Bench(bare(Array(U16, prefixed(U8)))).check([1, 2], "02 0001 0002")
    Bench(bare(Array(U16, prefixed(U8), "bytes"))).check([1, 2], "04 0001 0002")
    Bench(bare(Array(Text(prefixed(U8)), prefixed(U8), "bytes"))).check(["a", ""], "03 0161 00")
    Bench(bare(Array(Boolean(), prefixed(U8)))).check([True, False], "02 01 00")
    Bench(bare(Array(U8, until(b"\0"), "bytes"))).check([1, 2], "01 02 00")
    Bench(bare(Array(Text(CRLF), REST, "bytes"))).check(["a", "b"], b"a\r\nb\r\n")
    Bench(bare(Array(Array(U8, prefixed(U8)), prefixed(U8)))).check([[1], []], "02 0101 00")


def test_elements_that_overrun_their_bytes() -> None:
    bench = Bench(record("List", Field("items", Array(U16, prefixed(U8), "bytes"))))
    bench.refuse("03 0001 00", OverrunError, (("items", 1), 3), "needs 2 bytes, 1 are left")
    bench.refuse("03 0001", TruncatedError, (("items",), 0), "the input ends after 2 of 3 bytes")


def test_elements_of_fixed_size_are_awaited_together() -> None:
    bench = Bench(record("List", Field("items", Array(U16, prefixed(U8)))))
    bench.refuse("03 0001 00", TruncatedError, (("items",), 0), "the input ends after 3 of 6 bytes")
    texts = Bench(record("List", Field("items", Array(Text(prefixed(U8)), prefixed(U8)))))
    texts.refuse("02 00 05 61", TruncatedError, (("items", 1), 2), "ends after 1 of 5 bytes")


def test_rest_array_is_bounded_and_cut() -> None:
    bench = Bench(bare(Array(U16, Extent(Rest(), 2, 4), "bytes")))
    bench.check([1, 2], "0001 0002")
    bench.refuse("", LengthError, ((), 0), "0 is below the minimum 2")
    bench.refuse("0001 00", TruncatedError, ((1,), 2))


def test_elements_are_counted_against_the_limit() -> None:
    counted = Bench(bare(Array(Array(U8, prefixed(U8)), prefixed(U8))))
    context = counted.context(element_count=3)
    with pytest.raises(LimitExceededError) as caught:
        counted.interpreter.decode(bytes.fromhex("02 01 00 02 0000"), context)
    assert (caught.value.path, caught.value.offset) == ((1,), 3)
    assert caught.value.reason == "2 more elements, 0 are allowed"
    packed = Bench(bare(Array(U8, REST, "bytes")))
    context = packed.context(element_count=3)
    with pytest.raises(LimitExceededError) as caught:
        packed.interpreter.decode(bytes(4), context)
    assert (caught.value.path, caught.value.offset) == ((3,), 3)


def test_huge_counts_cost_nothing() -> None:
    bench = Bench(bare(Array(Text(prefixed(U8)), prefixed(U32))))
    bench.refuse("ffffffff", LimitExceededError, ((), 0), "4294967295 more elements")
    error = bench.refuse(b"GET ", LimitExceededError, ((), 0))
    assert "its bytes are b'GET ': the peer seems to send text" in error.reason


def test_limit_of_a_stream_names_text() -> None:
    bench = Bench(record("Frame", Field("kind", U8), Field("body", Data(prefixed(U32)))))
    with pytest.raises(LimitExceededError) as caught:
        bench.dribble(b"\0HTTP/1.1 400 Bad Request", 3)
    assert (caught.value.path, caught.value.offset) == (("body",), 1)
    assert caught.value.reason == (
        "the message would take 1213486165 bytes, over the limit of 16777216; "
        "its bytes are b'HTTP': the peer seems to send text (text lengths, or HTTP)"
    )
    with pytest.raises(LimitExceededError) as caught:
        bench.dribble(b"\0\0\0\1\0" + bytes(300), message_size=100)
    assert "peer" not in caught.value.reason


def test_limit_bites_for_told_sizes_and_runs() -> None:
    bench = Bench(record("Frame", Field("size", U16), Field("body", Data(told(this("size"))))))
    with pytest.raises(LimitExceededError) as caught:
        bench.dribble(b"GE", message_size=100)
    assert caught.value.path == ("body",)
    assert "b'GE'" in caught.value.reason
    run = Bench(record("Frame", Field("first", U16), Field("second", U16)))
    with pytest.raises(LimitExceededError) as caught:
        run.dribble(bytes(4), message_size=3)
    assert (caught.value.path, caught.value.offset) == (("second",), 2)


@pytest.mark.parametrize("size", [1, 3, 100], ids=str)
def test_limit_of_what_has_no_size(size: int) -> None:
    line = Bench(bare(Data(CRLF)))
    assert line.dribble(b"abc\r\n", size, message_size=5) == (b"abc", 5)
    with pytest.raises(LimitExceededError):
        line.dribble(b"abcd\r\n", size, message_size=5)
    body = Bench(bare(Data(REST)))
    assert body.dribble(b"abcde", size, message_size=5) == (b"abcde", 5)
    with pytest.raises(LimitExceededError):
        body.dribble(b"abcdef", size, message_size=5)


def test_fields_after_an_open_ended_one_are_reserved() -> None:
    bench = Bench(
        record(
            "Frame",
            Field("size", U8, Solved()),
            Field("body", Data(REST)),
            Field("tail", Data(told(this("size")))),
            Field("high", Bits(4)),
            Field("low", Bits(4)),
            Field("crc", U16),
        )
    )
    bench.check(bench.make("Frame", b"abc", b"de", 1, 2, 0x1234), b"\2abcde\x12\x12\x34")
    reason = "the fields after it need 5 bytes, 4 are left"
    bench.refuse(b"\2abcd", TruncatedError, (("body",), 1), reason)
    sized = Bench(
        record("Outer", Field("inner", Sized(Nested(1), prefixed(U8)))),
        record("Inner", Field("body", Data(REST)), Field("crc", U16)),
    )
    inner = sized.make("Inner", b"a", 2)
    sized.check(sized.make("Outer", inner), "03 61 0002")
    sized.refuse("01 61", OverrunError, (("inner", "body"), 1), "need 2 bytes, 1 are left")


def test_reserve_may_depend_on_presence_and_be_wrong() -> None:
    tail = told(op(this("size"), "-", 4))
    bench = Bench(
        record(
            "Frame",
            Field("size", U8),
            Field("body", Data(REST)),
            Field("tail", Data(tail), when=op(this("size"), "<", 9)),
        )
    )
    bench.check(bench.make("Frame", 6, b"a", b"bc"), b"\6abc")
    bench.check(bench.make("Frame", 9, b"abc", None), b"\x09abc")
    bench.refuse(b"\3abc", LengthError, (("body",), 1), "need -1 bytes")


def test_field_present_if_bytes_are_left() -> None:
    bench = Bench(record("Frame", Field("kind", U8), Field("code", U16, when=Rest())))
    bench.check(bench.make("Frame", 1, None), "01")
    bench.check(bench.make("Frame", 1, 2), "01 0002")
    bench.refuse("01 00", TruncatedError, (("code",), 1))
    trailed = Bench(
        record("Frame", Field("body", Data(REST), when=Rest()), Field("crc", U8)),
    )
    trailed.check(trailed.make("Frame", None, 3), "03")
    trailed.check(trailed.make("Frame", b"ab", 3), "6162 03")
    trailed.refuse("", TruncatedError, (("body",), 0), "need 1 bytes, 0 are left")
    reason = "takes no byte, and so would be read as absent"
    trailed.reject(trailed.make("Frame", b"", 3), InvalidValueError, ("body",), reason)


def test_presence_byte_belongs_to_its_field() -> None:
    bench = Bench(record("Box", Field("item", U16, when=PresenceByte()), Field("after", U8)))
    bench.check(bench.make("Box", 5, 6), "01 0005 06")
    bench.check(bench.make("Box", None, 6), "00 06")
    bench.refuse("02 0005 06", MalformedError, (("item",), 0), "2 is neither 0 nor 1")
    bench.refuse("01 00", TruncatedError, (("item",), 0), "the input ends after 1 of 2 bytes")


def test_padding_of_every_extent() -> None:
    bench = Bench(
        record(
            "Padded",
            Field("size", U8),
            Field("one", Data(fixed(1)), Padding()),
            Field("two", Data(told(this("size"))), Padding()),
            Field("three", Data(prefixed(U8, 1)), Padding()),
            Field("bits", Bits(7), Padding()),
            Field("bit", Bits(1, flag=True)),
        )
    )
    padded = bench.make("Padded", 2, True)
    bench.check(padded, "02 00 0000 0100 01")
    assert bench.decode(bytes.fromhex("02 ff ffff 01ff ff")) == padded
    assert bench.derived(padded, "bits") == 0
    assert bench.derived(padded, "two") is None


def test_select_is_lazy_in_extents() -> None:
    size = Select(op(this("kind"), "==", 0), Constant(1), op(4, "//", this("kind")))
    bench = Bench(record("Frame", Field("kind", U8), Field("body", Data(told(size)))))
    bench.check(bench.make("Frame", 0, b"a"), "00 61")
    bench.check(bench.make("Frame", 2, b"ab"), "02 6162")


def test_varint_waits_for_its_bytes() -> None:
    bench = Bench(record("Box", Field("a", U8), Field("b", Varint("uvarint", 10, 2**64 - 1))))
    bench.check(bench.make("Box", 1, 300), "01 ac02")
    bench.refuse("01 ac", TruncatedError, (("b",), 1), "the input ends after 1 of 2 bytes")
    sized = Bench(bare(Sized(Varint("uvarint", 10, 2**64 - 1), fixed(1))))
    sized.refuse("ac 02", OverrunError, ((), 0))


def test_bytes_left_over_are_an_error_only_if_exact() -> None:
    bench = Bench(bare(U8))
    with pytest.raises(TrailingBytesError) as caught:
        bench.decode(b"\1\2\3")
    assert (caught.value.path, caught.value.offset) == ((), 1)
    decoded = bench.interpreter.decode(b"\1\2\3", Context(Limits()), exact=False, base=10)
    assert decoded == (1, 1)
    with pytest.raises(TruncatedError) as truncated:
        bench.interpreter.decode(b"\1\2\3", Context(Limits()), offset=3, base=10)
    assert truncated.value.offset == 13


def test_search_is_never_repeated() -> None:
    class Watched(bytearray):
        searched = 0

        def find(self, *arguments: Any) -> int:
            _, start, end = arguments
            Watched.searched += end - start
            return super().find(*arguments)

    data = Watched()
    context = Context(stream=True)
    steps = Bench(bare(Data(Extent(Until(b"\r\n\r\n"))))).interpreter.steps(data, context)
    for _ in range(1000):
        next(steps)
        data += b"a"
    assert Watched.searched < 5000


def test_integer_as_bits_when_present() -> None:
    bench = Bench(record("Box", Field("kind", U8), Field("bits", Bits(16), when=this("kind"))))
    bench.check(bench.make("Box", 1, 0x1234), "01 1234")
    bench.check(bench.make("Box", 0, None), "00")


def test_signed_count_is_a_length_error() -> None:
    bench = Bench(bare(Array(U8, prefixed(Integer(2, signed=True)))))
    bench.refuse("ffff", LengthError, ((), 0), "-1 is negative")
