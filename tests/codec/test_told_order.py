"""Byte orders that an expression tells: what the message begins with, what is given, or outer."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Annotated, Any, Literal

import pytest
from msgspec.structs import replace

import wirefmt as w
from checking import (
    Engine,
    annotated,
    check_encode_error,
    check_faulty,
    check_message,
    declare,
    only,
)
from checking.customs import Name, Placed, placed_at
from wirefmt import (
    GivenError,
    InvalidValueError,
    MalformedError,
    Message,
    OutOfRangeError,
    OverrunError,
    SchemaError,
    TruncatedError,
    UnknownTagError,
    given,
    outer,
    peek,
    this,
    u8,
    u16,
    u32,
)
from wirefmt.codec import codec_of
from wirefmt.ir.checks import check
from wirefmt.ir.expressions import Constant, Expression, Peek
from wirefmt.ir.records import Field, Layout, Record, Switch
from wirefmt.ir.types import Integer

if TYPE_CHECKING:
    Order = Literal["big", "little"]

BOTH: list[Any] = [("big", ">"), ("little", "<")]
both = pytest.mark.parametrize(("order", "sign"), BOTH)


# ------------------------------------------------------------------ what tells the order


@both
def test_variants_and_their_header_are_in_one_order(order: Order, sign: str) -> None:
    base = declare(
        "Head",
        {"mark": u8, "kind": (u16, w.derived())},
        variants=this.kind,
        byte_order=peek(u8) == 1,
    )
    one = declare("One", {"value": u16}, base, tag=1)
    family = declare("Family", {"code": (u16, w.derived())}, base, tag=2, variants=this.code)
    leaf = declare("Leaf", {"value": u32}, family, tag=3)
    mark = int(order == "little")
    for cls in (base, one):
        check_message(cls, one(mark=mark, value=2), struct.pack(f"{sign}BHH", mark, 1, 2))
    for cls in (base, family, leaf):
        wire = struct.pack(f"{sign}BHHI", mark, 2, 3, 4)
        check_message(cls, leaf(mark=mark, value=4), wire)
    error = UnknownTagError("Head", ("kind",), 1, 0, "no variant has the tag 9")
    check_faulty(base, struct.pack(f"{sign}BH", mark, 9), error)
    holder = declare(
        "Holder",
        {"head": base, "one": one, "many": (list[base], w.array(u16))},  # type: ignore[valid-type]
    )
    message = holder(
        head=one(mark=mark, value=2), one=one(mark=0, value=3), many=[one(mark=1, value=4)]
    )
    wire = struct.pack(f"{sign}BHH", mark, 1, 2) + struct.pack(">BHHH", 0, 1, 3, 1)
    check_message(holder, message, wire + struct.pack("<BHH", 1, 1, 4))


@both
def test_outer_message_may_tell_it(order: Order, sign: str) -> None:
    inner = declare(
        "Inner",
        {"a": u16, "sum": (u32, w.checksum(zlib.crc32, u32, over=this.a))},
        byte_order=outer.mark == ord("l"),
    )
    deeper = declare(
        "Deeper", {"b": u16, "c": u16}, byte_order=(outer.mark == ord("l")) & (peek(u8) > 0)
    )
    holder = declare(
        "Holder",
        {"mark": u8, "inner": inner, "many": (list[inner], w.array(u16)), "deeper": deeper},  # type: ignore[valid-type]
    )
    mark = ord("l") if order == "little" else ord("B")
    message = holder(mark=mark, inner=inner(a=1), many=[inner(a=2)], deeper=deeper(b=0x102, c=3))

    def one(value: int) -> bytes:
        a = struct.pack(f"{sign}H", value)
        return a + struct.pack(f"{sign}I", zlib.crc32(a))

    wire = bytes([mark]) + one(1) + b"\0\1" + one(2) + struct.pack(f"{sign}HH", 0x102, 3)
    check_message(holder, message, wire)
    with pytest.raises(SchemaError, match=r"it reads outer\.mark, and so cannot be decoded alone"):
        codec_of(inner)


class Bits(Message, byte_order=given.little, bit_order="lsb"):
    low: int = w.bits(4)
    high: int = w.bits(12)


@both
def test_order_governs_bits_from_the_least_significant_on(order: Order, sign: str) -> None:
    session = {"little": order == "little"}
    fields = {
        "first": (int, w.bits(8)),
        "bits": Bits,
        "maybe": (Bits | None, w.field(when=w.boolean, default=None)),
    }
    cls = declare("Holder", fields)
    one, other = Bits(low=1, high=2), Bits(low=3, high=4)
    wire = struct.pack(f"{sign}BHBH", 7, 0x21, 1, 0x43)
    check_message(cls, cls(first=7, bits=one, maybe=other), wire, given=session)
    check_message(Bits, one, struct.pack(f"{sign}H", 0x21), given=session)
    octets = {"a": (int, w.bits(8)), "b": (int, w.bits(8))}
    cls = declare("Octets", octets, byte_order=peek(u8) > 9, bit_order="lsb")
    check_message(cls, cls(a=1, b=2), b"\2\1")
    check_message(cls, cls(a=10, b=12), b"\x0a\x0c")
    with pytest.raises(SchemaError, match="the run of bits that ends here has 11 bits"):
        declare("Odd", {"a": (int, w.bits(11))}, byte_order=given.little)


def test_class_may_say_another_order_than_its_base() -> None:
    base = declare("Base", {"a": u16}, byte_order=given.little)
    below = declare("Below", {"b": u16}, base)
    check_message(below, below(a=1, b=2), b"\1\0\2\0", given={"little": 1})
    big = declare("Big", {"b": u16}, base, byte_order="big")
    check_message(big, big(a=1, b=2), b"\0\1\0\2")


def test_select_peeks_at_all_that_it_names() -> None:
    told = w.select(~(peek(u8) == 1), w.one_of(peek(w.u16_le, at=1), 0x102), -peek(w.i8, at=2) > 0)
    cls = declare("Picky", {"kind": u8, "value": u16}, byte_order=told)
    check_message(cls, cls(kind=0, value=0x203), b"\0\2\3")
    check_message(cls, cls(kind=1, value=0x0203), b"\1\2\3")
    check_message(cls, cls(kind=1, value=0xFEFD), b"\1\xfd\xfe")


def test_what_is_not_given_is_said(engine: Engine) -> None:
    with pytest.raises(GivenError, match="little"):
        engine.encode(Bits, Bits(low=1, high=2))
    with pytest.raises(GivenError, match="little"):
        engine.decode(Bits, b"\0\0")
    fields = {"a": Bits, "b": (u32, w.derived(u32, w.size_of(this.a)))}
    cls = declare("Told", fields, byte_order=peek(u8) + given.more == 1)
    with pytest.raises(GivenError, match="little"):
        engine.encode(cls, cls(a=Bits(low=1, high=2)))
    with pytest.raises(GivenError, match="more"):
        engine.encode(cls, cls(a=Bits(low=1, high=2)), given={"little": True})
    division = declare("Division", {"a": u8}, byte_order=1 // given.divisor == 1)
    error = MalformedError("Division", (), 0, 0, "division by zero")
    check_faulty(division, b"\0", error, given={"divisor": 0})
    refused = InvalidValueError("Division", (), "Division(a=1)", "division by zero")
    check_encode_error(division, division(a=1), refused, given={"divisor": 0})


# ------------------------------------------------------------------ bytes that lack


class Late(Message, byte_order=peek(u8, at=3) == 1):
    a: u8
    b: u16
    mark: u8


def test_bytes_that_tell_the_order_are_awaited_first() -> None:
    error = TruncatedError("Late", (), 0, 0, "the input ends after 2 of 4 bytes")
    check_faulty(Late, b"\1\2", error)
    holder = declare("Holder", {"a": u8, "late": Late})
    error = TruncatedError("Holder", ("late",), 1, 0, "the input ends after 2 of 4 bytes")
    check_faulty(holder, b"\0\1\2", error)
    sized = only(annotated(Late, w.sized(u8)))
    over = OverrunError("Only", ("value",), 1, 0, "needs 4 bytes, 3 are left in its window")
    check_faulty(sized, b"\3\1\2\3\4", over)
    check_message(sized, sized(value=Late(a=1, b=2, mark=1)), b"\4\1\2\0\1")
    check_message(sized, sized(value=Late(a=1, b=2, mark=2)), b"\4\1\0\2\2")


def test_window_that_is_too_small_for_them_is_refused() -> None:
    fields = {"size": (u8, w.derived()), "b": u16, "mark": u8}
    cls = declare("Window", fields, byte_order=peek(u8, at=3) == 1, size=this.size)
    check_message(cls, cls(b=2, mark=1), b"\4\2\0\1")
    error = OverrunError("Window", ("mark",), 3, 0, "needs 1 bytes, 0 are left in its window")
    check_faulty(cls, b"\3\2\0\1", error)


# ------------------------------------------------------------------ values that suit one order


def test_message_that_suits_no_order_is_refused() -> None:
    cls = declare("Fickle", {"a": u16}, byte_order=peek(u8) >= 128)
    check_message(cls, cls(a=0x0180), b"\1\x80")
    check_message(cls, cls(a=0x8080), b"\x80\x80")
    reason = "in neither byte order its bytes say that they are in it"
    error = InvalidValueError("Fickle", (), "Fickle(a=32769)", reason)
    check_encode_error(cls, cls(a=0x8001), error)
    holder = declare("Holder", {"many": (list[cls], w.array(u8))})  # type: ignore[valid-type]
    error = InvalidValueError("Holder", ("many", 1), "Fickle(a=32769)", reason)
    check_encode_error(holder, holder(many=[cls(a=1), cls(a=0x8001)]), error)


def test_what_network_order_cannot_hold_is_written_in_the_other() -> None:
    """An element that begins with its array's delimiter in one order does not in the other."""
    fields = {"mark": u8, "many": (list[u16], w.array(w.until(b"\0")))}
    cls = declare("Ended", fields, byte_order=peek(u8) == 1)
    check_message(cls, cls(mark=1, many=[0x41]), b"\1\x41\0\0")
    check_message(cls, cls(mark=0, many=[0x4100]), b"\0\x41\0\0")
    for mark, number in ((0, 0x41), (1, 0x4100)):
        reason = "begins with the array's delimiter, b'\\x00'"
        with pytest.raises(InvalidValueError) as caught:
            codec_of(cls).encode(cls(mark=mark, many=[number]))
        assert caught.value.path == ("many", 0), reason
        check_encode_error(cls, cls(mark=mark, many=[number]), caught.value)


class Tree(Message, byte_order=peek(u8) == 1):
    mark: u8
    number: u16
    child: Tree | None = w.field(when=w.boolean, default=None)


def deep(marks: int, depth: int, number: int = 2) -> tuple[Tree, bytes]:
    """Return messages inside each other, of which each says its order."""
    tree, wire = Tree(mark=0, number=number), struct.pack(">BH?", 0, number & 0xFFFF, False)
    for index in range(depth):
        mark = marks >> index & 1
        tree = Tree(mark=mark, number=index, child=tree)
        wire = struct.pack(f"{'<' if mark else '>'}BH?", mark, index, True) + wire
    return tree, wire


@pytest.mark.parametrize("marks", [0, -1, 0x5A5A_5A5A_5A5A_5A5A])
def test_orders_inside_each_other_are_found_in_little_time(marks: int, engine: Engine) -> None:
    """Each order that is tried would double the work for all that is inside, if none was kept."""
    check_message(Tree, *deep(marks, 5))
    tree, wire = deep(marks, 60)
    assert engine.encode(Tree, tree) == wire
    assert engine.decode(Tree, wire) == tree
    tree, wire = deep(marks, 60, 1 << 16)
    with pytest.raises(OutOfRangeError) as caught:
        engine.encode(Tree, tree)
    assert caught.value.path == (*("child",) * 60, "number")
    with pytest.raises(InvalidValueError, match="nest deeper than 64"):
        engine.encode(Tree, deep(marks, 70)[0])
    with pytest.raises(w.LimitExceededError, match="nest deeper than 64"):
        engine.decode(Tree, deep(marks, 70)[1])


class Node(Message, byte_order=peek(u8) == 1, variants=this.kind):
    mark: u8
    kind: u8 = w.derived()


class Branch(Node, tag=1):
    children: list[Annotated[Node, w.sized(u32)]] = w.array(u8)


def test_deepest_limit_fits_the_stack(engine: Engine) -> None:
    """Through a header, an array and a window at every level, each in an order of its own."""
    node, wire = Branch(mark=1, children=[]), b"\1\1\0"
    for level in range(127):
        sign = "<" if level % 2 else ">"
        node = Branch(mark=level % 2, children=[node])
        wire = struct.pack(f"{sign}BBBI", level % 2, 1, 1, len(wire)) + wire
    limits = w.Limits(depth=128)
    assert engine.encode(Node, node, limits=limits) == wire
    assert engine.decode(Node, wire, limits=limits) == node


class Placing(Message, byte_order=peek(u8) == 1, origin=True):
    mark: u8
    first: u16
    names: list[Name] = w.array(u16)


def test_customs_count_from_the_message_that_tells_its_order() -> None:
    """What was written for trial is not pointed at."""
    names = Placing(mark=1, first=7, names=["a.b", "b", "a.b"])
    wire = b"\1\7\0\3\0" + b"\1a\1b\0" + b"\xc0\7" + b"\xc0\5"
    check_message(Placing, names, wire)
    cls = declare("Twice", {"before": u8, "both": (list[Placing], w.array(2))})
    holder = declare("Holder", {"inner": annotated(cls, w.sized(u8))})
    twice = holder(inner=cls(before=3, both=[names, names]))
    check_message(holder, twice, bytes([1 + 2 * len(wire), 3]) + 2 * wire)


@both
def test_customs_count_from_outside_where_the_session_tells_the_order(
    order: Order, sign: str
) -> None:
    fields = {"a": u16, "many": (list[Placed], w.array(u16))}
    inner = declare("Inner", fields, byte_order=given.little)
    cls = declare("Box", {"first": u8, "inner": inner})
    wire = struct.pack(f"{sign}BHH", 9, 8, 2) + placed_at(5, b"ab") + placed_at(10)
    message = cls(first=9, inner=inner(a=8, many=[b"ab", b""]))
    check_message(cls, message, wire, given={"little": order == "little"})


# ------------------------------------------------------------------ properties and defaults


class Summed(Message, byte_order=peek(u8) == 1, size=this.size):
    mark: u8
    size: u16 = w.derived()
    body: bytes = w.data(w.rest)
    sum: u32 = w.checksum(zlib.crc32, u32, over=this["mark":"body"])


class SummedAsGiven(Message, byte_order=given.little):
    a: u16
    size: u16 = w.derived(u16, w.size_of(this.a))
    sum: u32 = w.checksum(zlib.crc32, u32, over=this["a":"size"])
    inner: Bits | None = w.field(when=w.boolean, default=None)
    total: u16 = w.derived(u16, w.size_of(this["a":"inner"]), keep=True)


@both
def test_derived_fields_are_properties(order: Order, sign: str) -> None:
    mark = int(order == "little")
    message = Summed(mark=mark, body=b"ab")
    head = struct.pack(f"{sign}BH2s", mark, 9, b"ab")
    assert message.size == 9
    assert message.sum == zlib.crc32(head)
    check_message(Summed, message, head + struct.pack(f"{sign}I", zlib.crc32(head)))


def test_derived_fields_need_no_order_that_only_a_session_knows() -> None:
    message = SummedAsGiven(a=1, inner=Bits(low=1, high=2))
    assert (message.size, message.total) == (2, 11)
    with pytest.raises(GivenError):
        _ = message.sum
    wire = struct.pack("<HH", 1, 2)
    wire += struct.pack("<I?HH", zlib.crc32(wire), True, 0x21, 11)
    check_message(SummedAsGiven, message, wire, given={"little": True})


def test_defaults_are_tried_in_both_orders() -> None:
    ended = w.array(w.until(b"\0"), default_factory=lambda: [0x4100])
    fields = {"mark": u8, "many": (list[u16], ended)}
    with pytest.raises(SchemaError, match=r"Cls\.many: its default .* does not encode"):
        declare("Cls", fields, byte_order=given.little)


# ------------------------------------------------------------------ what is refused

WRONG: list[tuple[Any, str]] = [
    (this.a == 1, r"Wrong: byte_order= reads this\.a, which is not known before the order is"),
    (w.size_of(this.a) == 1, r"byte_order= reads this\.a"),
    (peek(u16, at=2) == 1, r"byte_order= peeks at 4 bytes, but the message may have only 3"),
    (~peek(u8), "`~` of a number is never 0, so byte_order= would always hold"),
    (peek(u8) == b"l", "of a number and bytes, which are never equal"),
    (w.item == 1, "item cannot be read here"),
    (w.select(given.a, 1, 0) + 1 // w.select(given.b, 0, 1) == "x", "never equal"),
    ("middle", r'byte_order= is "big" or "little", or an expression .*, not \'middle\''),
    (True, r'byte_order= is "big" or "little", or an expression .*, not True'),
]


@pytest.mark.parametrize(("order", "reason"), WRONG)
def test_wrong_order_is_refused(order: Any, reason: str) -> None:
    with pytest.raises(SchemaError, match=reason):
        declare("Wrong", {"a": u8, "b": u16, "c": (bytes, w.data(w.rest))}, byte_order=order)


def test_order_that_reads_nothing_is_refused() -> None:
    record = Record("R", "R", (Field("a", Integer(2)),), ("a",))
    little = Record("R", "R", (Field("a", Integer(2, little=True)),), ("a",))

    def tried(condition: Expression) -> None:
        switched = replace(record, switch=Switch(condition, 1))
        check(Layout((switched, little)))

    tried(Peek(Integer(1), 1))
    with pytest.raises(SchemaError, match='R: byte_order= reads nothing; say "big" or "little"'):
        tried(Constant(1))
    with pytest.raises(SchemaError, match="R: byte_order= peeks from the first byte of the messag"):
        tried(Peek(Integer(1), -1))


def test_custom_may_not_count_from_outside_what_is_written_for_trial() -> None:
    fields = {"a": u8, "name": Placed}
    reason = "Cls: byte_order= peeks, so the message is written for trial .*; say origin=True"
    with pytest.raises(SchemaError, match=reason):
        declare("Cls", fields, byte_order=peek(u8) == 1)
    declare("Cls", fields, byte_order=peek(u8) == 1, origin=True)


def test_variant_has_the_order_of_its_header() -> None:
    base = declare(
        "Head", {"kind": (u16, w.derived())}, variants=this.kind, byte_order=given.little
    )
    for order in ("big", given.other):
        with pytest.raises(SchemaError, match="One: byte_order= is said by Head, whose fields are"):
            declare("One", {"a": u16}, base, tag=1, byte_order=order)
    declare("One", {"a": u16}, base, tag=1, byte_order=given.little)


def test_order_that_the_session_tells_is_not_forgotten() -> None:
    assert codec_of(Bits).canonical
    assert codec_of(Summed).canonical.forgets == ("Summed: the order of its bytes",)
