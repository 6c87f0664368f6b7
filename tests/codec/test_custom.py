"""Values that a user's codec reads and writes, and from where it counts."""

from __future__ import annotations

import struct
import zlib
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import annotated, check_message, declare, only, outcome, same
from checking.customs import NAMES, PLACED, Name, Placed, Places, Window, placed_at
from wirefmt import MalformedError, Message, boolean, this, u8, u16
from wirefmt.codec import codec_of
from wirefmt.ir.show import show_record

# ------------------------------------------------------------------ names with compression


class Example(Message):
    """The names of RFC 1035, section 4.1.4, where that section has them."""

    gap: bytes = w.data(20)
    first: Name
    second_gap: bytes = w.data(8)
    second: str = w.custom(NAMES)
    third_gap: bytes = w.data(18)
    third: Name
    last_gap: bytes = w.data(26)
    root: Name


def test_names_are_compressed_as_in_the_standard() -> None:
    wire = bytearray(93)
    wire[20:32] = b"\1F\3ISI\4ARPA\0"
    wire[40:46] = b"\3FOO\xc0\x14"
    wire[64:66] = b"\xc0\x1a"
    message = Example(
        gap=bytes(20),
        first="F.ISI.ARPA",
        second_gap=bytes(8),
        second="FOO.F.ISI.ARPA",
        third_gap=bytes(18),
        third="ARPA",
        last_gap=bytes(26),
        root="",
    )
    check_message(Example, message, bytes(wire))


class Question(Message):
    name: Name
    type: u16


class Answer(Message):
    name: Name
    target: Annotated[Name, w.sized(u16)]


class Query(Message):
    """Names in messages, arrays and windows, behind counts that are derived."""

    id: u16
    question_count: u16 = w.derived()
    answer_count: u8 = w.derived()
    questions: list[Question] = w.array(this.question_count)
    answers: list[Answer] = w.array(this.answer_count)


QUERY = Query(
    id=7,
    questions=[Question(name="a.org", type=1)],
    answers=[Answer(name="b.a.org", target="org"), Answer(name="b.a.org", target="net")],
)
QUERY_WIRE = bytes.fromhex(
    "0007 0001 02"
    "01 61 03 6f7267 00 0001"  # at 5: a.org; org at 7
    "01 62 c005 0002 c007"  # at 14: b, a.org; org
    "c00e 0005 03 6e6574 00"  # b.a.org; net
)


def test_memo_goes_through_all_messages() -> None:
    check_message(Query, QUERY, QUERY_WIRE)


def test_frame_is_a_window_that_a_stream_awaits() -> None:
    framed = Annotated[Query, w.sized(u16)]
    check_message(framed, QUERY, len(QUERY_WIRE).to_bytes(2, "big") + QUERY_WIRE)


def test_each_message_of_a_bare_list_is_an_origin() -> None:
    one = Question(name="a.org", type=1)
    wire = b"\1a\3org\0\0\1"
    check_message(Annotated[list[Question], w.array(w.uvarint)], [one, one], b"\2" + 2 * wire)


def test_bare_value_counts_from_the_start_of_the_whole() -> None:
    spec = Annotated[list[Name], w.array(u16)]
    check_message(spec, ["a.org", "org", "a.org"], b"\0\3\1a\3org\0\xc0\4\xc0\2")
    check_message(Annotated[Placed, w.sized(u8)], b"x", b"\4" + placed_at(1, b"x"))


def test_message_in_a_stream_of_datagrams_counts_from_its_first_byte() -> None:
    codec = codec_of(Query)
    assert codec.decode_from(b"\xff" * 9 + QUERY_WIRE + b"\1", 9) == (QUERY, 9 + len(QUERY_WIRE))
    assert codec.decode_many(QUERY_WIRE * 2 + b"\0\7\0") == ([QUERY] * 2, 2 * len(QUERY_WIRE))
    assert codec.decode_many(QUERY_WIRE[:5]) == ([], 0)  # more may come
    assert codec.decode_many(QUERY_WIRE + b"\0\7\0", len(QUERY_WIRE)) == ([], len(QUERY_WIRE))


def test_first_message_of_many_that_a_codec_refuses_is_an_error() -> None:
    codec = codec_of(Query)
    faulty = QUERY_WIRE[:5] + b"\xc0\7" + QUERY_WIRE[7:]  # a pointer to what follows
    size = len(QUERY_WIRE)
    assert codec.decode_many(QUERY_WIRE + faulty) == ([QUERY], size)
    with pytest.raises(MalformedError) as caught:
        codec.decode_many(QUERY_WIRE + faulty, size)
    assert (caught.value.path, caught.value.offset) == (("questions", 0, "name"), size + 5)
    assert same(outcome(codec.decode_from, QUERY_WIRE + faulty, size).error, caught.value)


# ------------------------------------------------------------------ where a value stands

ROWS: list[tuple[str, Any, dict[str, Any], bytes]] = [
    ("alone", {"a": Placed}, {"a": b"x"}, placed_at(0, b"x")),
    (
        "behind what is stored",
        {"a": Annotated[str, w.text(u8)], "b": w.uvarint, "c": Placed},
        {"a": "abc", "b": 300, "c": b""},
        b"\3abc\xac\2" + placed_at(6),
    ),
    (
        "behind what is derived",
        {"n": (u16, w.derived()), "c": Placed, "a": (bytes, w.data(this.n))},
        {"c": b"x", "a": b"abc"},
        b"\0\3" + placed_at(2, b"x") + b"abc",
    ),
    (
        "behind bits",
        {"a": (int, w.bits(3)), "b": (int, w.pad(w.bits(13))), "c": Placed},
        {"a": 5, "c": b"x"},
        b"\xa0\0" + placed_at(2, b"x"),
    ),
    (
        "behind another",
        {"a": Placed, "b": Placed},
        {"a": b"x", "b": b"y"},
        placed_at(0, b"x") + placed_at(4, b"y"),
    ),
    (
        "present",
        {"a": (Placed | None, w.field(when=boolean)), "b": Placed},
        {"a": b"x", "b": b""},
        b"\1" + placed_at(1, b"x") + placed_at(5),
    ),
    (
        "absent",
        {"a": (Placed | None, w.field(when=boolean)), "b": Placed},
        {"a": None, "b": b""},
        b"\0" + placed_at(1),
    ),
    (
        "present if a number says so",
        {"n": u8, "a": (bytes | None, w.custom(PLACED, when=this.n > 0)), "b": Placed},
        {"n": 1, "a": b"x", "b": b""},
        b"\1" + placed_at(1, b"x") + placed_at(5),
    ),
    (
        "present if bytes are left",
        {"n": u8, "a": (bytes | None, w.custom(PLACED, when=w.rest, default=None))},
        {"n": 1, "a": b"x"},
        b"\1" + placed_at(1, b"x"),
    ),
    (
        "absent if no bytes are left",
        {"n": u8, "a": (bytes | None, w.custom(PLACED, when=w.rest, default=None))},
        {"n": 1},
        b"\1",
    ),
    (
        "sized",
        {"n": u8, "a": Annotated[Placed, w.sized(u16)]},
        {"n": 9, "a": b"xy"},
        b"\x09\0\5" + placed_at(3, b"xy"),
    ),
    (
        "sized, twice",
        {"a": Annotated[Placed, w.sized(u16), w.sized(w.prefix(w.u24, w.item - 3))]},
        {"a": b"x"},
        b"\0\0\x09\0\4" + placed_at(5, b"x"),
    ),
    (
        "sized and filled",
        {"a": Annotated[Placed, w.sized(6, slack=True)], "b": Placed},
        {"a": b"x", "b": b""},
        placed_at(0, b"x") + b"\0\0" + placed_at(6),
    ),
    (
        "sized and aligned",
        {"a": Annotated[Placed, w.sized(u16, align=4)], "b": Placed},
        {"a": b"", "b": b""},
        b"\0\3" + placed_at(2) + b"\0\0\0" + placed_at(8),
    ),
    (
        "perhaps none",
        {"a": Annotated[Placed | None, w.sized(w.prefix(u8, w.item - 1, none=0))], "b": Placed},
        {"a": b"", "b": b""},
        b"\4" + placed_at(1) + placed_at(4),
    ),
    (
        "behind padding that goes up to a multiple",
        {"a": Annotated[bytes, w.data(u8)], "b": (bytes, w.align(8)), "c": Placed},
        {"a": b"ab", "c": b"x"},
        b"\2ab" + bytes(5) + placed_at(8, b"x"),
    ),
    (
        "behind padding, twice",
        {
            "a": Annotated[bytes, w.data(u8)],
            "b": (bytes, w.align(4)),
            "c": u8,
            "d": (bytes, w.align(2)),
            "e": (Placed | None, w.field(when=boolean)),
        },
        {"a": b"abcd", "c": 1, "e": b"x"},
        b"\4abcd\0\0\0\1\0\1" + placed_at(11, b"x"),
    ),
    (
        "converted",
        {"n": u8, "a": (str, w.convert(w.custom(PLACED), decode=bytes.decode, encode=str.encode))},
        {"n": 9, "a": "é"},
        b"\x09" + placed_at(1, "é".encode()),
    ),
    (
        "a choice with its tag before",
        {"a": (bytes | str, w.choice(w.uvarint, {1: Placed, 300: Name})), "b": Placed},
        {"a": b"x", "b": b""},
        b"\1" + placed_at(1, b"x") + placed_at(5),
    ),
    (
        "a choice with a longer tag",
        {"a": (bytes | int, w.choice(w.uvarint, {1: u8, 300: Placed})), "b": Placed},
        {"a": b"x", "b": b""},
        b"\xac\2" + placed_at(2, b"x") + placed_at(6),
    ),
    (
        "a choice that a field tells",
        {"n": u8, "a": (Any, w.choice(this.n, {1: w.custom(PLACED), 2: w.custom(NAMES), 3: None}))},
        {"n": 1, "a": b"x"},
        b"\1" + placed_at(1, b"x"),
    ),
    (
        "an array with a count",
        {"a": (list[Placed], w.array(u16)), "b": Placed},
        {"a": [b"x", b"", b"yz"], "b": b""},
        b"\0\3" + placed_at(2, b"x") + placed_at(6) + placed_at(9, b"yz") + placed_at(14),
    ),
    (
        "an array with a size",
        {"a": (list[Placed], w.array(size=u8)), "b": Placed},
        {"a": [b"x", b""], "b": b""},
        b"\7" + placed_at(1, b"x") + placed_at(5) + placed_at(8),
    ),
    (
        "an array with a delimiter",
        {"a": (list[Placed], w.array(w.until(b"\xff"))), "b": Placed},
        {"a": [b"x", b""], "b": b""},
        placed_at(0, b"x") + placed_at(4) + b"\xff" + placed_at(8),
    ),
    (
        "an array to the end",
        {"n": u8, "a": (list[Placed], w.array(w.rest))},
        {"n": 9, "a": [b"x", b""]},
        b"\x09" + placed_at(1, b"x") + placed_at(5),
    ),
    (
        "an array with padding between",
        {"n": w.u32, "a": (list[Placed], w.array(2, between=4)), "b": Placed},
        {"n": 9, "a": [b"xy", b"z"], "b": b""},
        b"\0\0\0\x09" + placed_at(4, b"xy") + bytes(3) + placed_at(12, b"z") + placed_at(16),
    ),
    (
        "an array of arrays",
        {"a": (list[Annotated[list[Placed], w.array(u8)]], w.array(u8))},
        {"a": [[b"x"], [], [b"", b"y"]]},
        b"\3\1" + placed_at(2, b"x") + b"\0\2" + placed_at(8) + placed_at(11, b"y"),
    ),
    (
        "nested",
        {"n": u16, "a": Places, "b": Placed},
        {"n": 9, "a": Places(kind=1, optional=b"x", several=[b"", b"y"]), "b": b""},
        b"\0\x09\1\1"
        + placed_at(4, b"x")
        + b"\0\2"
        + placed_at(10)
        + placed_at(13, b"y")
        + placed_at(17),
    ),
    (
        "nested, an origin of its own",
        {"n": u16, "a": Window, "b": Placed},
        {"n": 9, "a": Window(bits=1, places=[], value=b"x"), "b": b"y"},
        b"\0\x09" + b"\0\x0c\0\1\0\0\0\0" + placed_at(8, b"x") + placed_at(14, b"y"),
    ),
    (
        "origins behind lengths of any size",
        {"a": (list[Window], w.array(w.uvarint)), "b": Annotated[Window, w.sized(w.uvarint)]},
        {"a": [Window(bits=1, places=[], value=b"")], "b": Window(bits=2, places=[], value=b"")},
        b"\1\0\x0b\0\1\0\0\0\0" + placed_at(8) + b"\x0b\0\x0b\0\2\0\0\0\0" + placed_at(8),
    ),
]


@pytest.mark.parametrize(
    ("fields", "values", "wire"),
    [pytest.param(*row, id=name) for name, *row in ROWS],
)
def test_value_stands_where_its_codec_is_told(
    fields: dict[str, Any], values: dict[str, Any], wire: bytes
) -> None:
    cls = declare("Row", fields)
    check_message(cls, cls(**values), wire)


@pytest.mark.parametrize(
    ("fields", "values", "wire"),
    [pytest.param(*row, id=name) for name, *row in ROWS],
)
def test_value_stands_there_on_a_stream(
    fields: dict[str, Any], values: dict[str, Any], wire: bytes
) -> None:
    """In a frame, in which the message is an origin, too."""
    cls = declare("Row", fields)
    framed: Any = Annotated[cls, w.sized(u16)]
    check_message(framed, cls(**values), len(wire).to_bytes(2, "big") + wire)


class Sized(Message, size=this.size + 3):
    kind: u8
    size: u16 = w.derived()
    value: Placed
    more: list[Placed] = w.array(w.rest)


def test_window_of_a_message_is_the_end_of_the_data() -> None:
    message = Sized(kind=1, value=b"x", more=[b"", b"y"])
    wire = b"\1\0\x0b" + placed_at(3, b"x") + placed_at(7) + placed_at(10, b"y")
    check_message(Sized, message, wire)


class Head(Message, variants=this.kind, size=this.size):
    kind: u8 = w.derived()
    size: u8 = w.derived()


class Body(Head, tag=1):
    places: Places
    value: Placed


class Empty(Head, tag=2):
    pass


def test_variants_count_from_their_header() -> None:
    body = Body(places=Places(kind=3, optional=None, several=[b"x"]), value=b"")
    wire = b"\1\x0d\3\0\0\1" + placed_at(6, b"x") + placed_at(10)
    check_message(Head, body, wire)
    check_message(Head, Empty(), b"\2\2")
    check_message(
        Annotated[list[Head], w.array(u8)], [body, Empty(), body], b"\3" + wire + b"\2\2" + wire
    )


class Named(Message, variants=this.kind):
    """A header that has a custom value itself, which is read twice."""

    name: Name
    kind: u8 = w.derived()


class Alias(Named, tag=5):
    target: Name


def test_header_may_hold_a_custom_value() -> None:
    check_message(Named, Alias(name="a.org", target="org"), b"\1a\3org\0\5\xc0\2")
    named: Any = Annotated[Named, w.sized(u8)]
    check_message(named, Alias(name="", target="org"), b"\7\0\5\3org\0")


class Tree(Message):
    """A message inside itself, of which the outermost is the origin."""

    value: Placed
    inner: list[Tree] = w.array(u8)


class Root(Tree, origin=True):
    """The same with origins everywhere, which those that derive from it inherit."""


class Twig(Root):
    own: Placed


def test_recursive_message_counts_from_the_outermost() -> None:
    tree = Tree(value=b"x", inner=[Tree(value=b"", inner=[Tree(value=b"", inner=[])])])
    wire = placed_at(0, b"x") + b"\1" + placed_at(5) + b"\1" + placed_at(9) + b"\0"
    check_message(Tree, tree, wire)
    check_message(Annotated[Tree, w.sized(w.uvarint)], tree, bytes([len(wire)]) + wire)


def test_origin_is_inherited() -> None:
    fields = {"n": u8, "twig": Twig, "after": Placed}
    cls = declare("Row", fields)
    message = cls(n=1, twig=Twig(value=b"", inner=[], own=b"x"), after=b"")
    wire = b"\1" + placed_at(0) + b"\0" + placed_at(4, b"x") + placed_at(9)
    check_message(cls, message, wire)


class Derived(Message):
    """What is derived around custom values."""

    size: u16 = w.derived(u16, w.size_of(this["first":"last"]))
    sum: u8 = w.checksum(lambda covered: sum(covered) & 0xFF, over=this["first":"last"])
    kept: u8 = w.derived(u8, w.size_of(this.first), keep=True)
    first: Placed = b"x"
    second: Name = "org"
    last: Name = "a.org"


def test_derived_fields_know_what_customs_take() -> None:
    first, names = placed_at(4, b"x"), b"\3org\0\1a\xc0\x08"
    total = sum(first + names) & 0xFF
    wire = bytes([0, 13, total, 4]) + first + names
    message = Derived()
    assert (message.size, message.sum, message.kept) == (13, total, 4)
    check_message(Derived, message, wire)


def test_default_is_tried_when_the_class_is_made() -> None:
    assert only(Placed, w.field(default=b"x"))().value == b"x"
    with pytest.raises(w.SchemaError, match="its default 'é' does not encode"):
        only(Name, w.field(default="é"))


def test_origin_is_shown() -> None:
    assert "origin: customs count from here" in show_record(codec_of(Window).blueprint, 0)
    assert "several   array(u16) of custom(PlacedCodec)" in show_record(
        codec_of(Places).blueprint, 0
    )


def test_each_call_begins_with_an_empty_memo() -> None:
    cls = only(Name)
    for _ in range(2):
        assert w.encode(cls(value="org")) == b"\3org\0"
    broken = declare("Broken", {"first": Name, "second": Name, "third": u8})
    with pytest.raises(w.OutOfRangeError):
        w.encode(broken(first="org", second="org", third=256))
    assert w.encode(broken(first="org", second="org", third=1)) == b"\3org\0\xc0\0\1"


def test_customs_stand_in_what_a_transform_gives_and_around_it() -> None:
    """Each counts from its own data, and sees nothing of the other's."""
    framed = annotated(Window, w.sized(w.u16))
    deflated = annotated(Window, w.sized(w.u16, through=w.deflate))
    cls = declare("Around", {"first": framed, "inside": deflated, "last": framed})
    message = cls(*(Window(bits=bits, places=[], value=bytes([bits])) for bits in (1, 2, 3)))
    plain = [
        struct.pack(">HHB", 12, bits, 0) + bytes(3) + placed_at(8, bytes([bits]))
        for bits in (1, 2, 3)
    ]
    packed = zlib.compress(plain[1])
    wire = b"".join(struct.pack(">H", len(each)) + each for each in (plain[0], packed, plain[2]))
    check_message(cls, message, wire)
