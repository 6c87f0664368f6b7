"""Blueprints as text."""

from __future__ import annotations

import pytest

from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.diagram import box_diagram
from wirefmt.ir.expressions import (
    Binary,
    Constant,
    Expression,
    Measure,
    OneOf,
    Peek,
    Reference,
    Root,
    Select,
    Unary,
)
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Rest, Told, Until
from wirefmt.ir.records import (
    Case,
    Check,
    Checksum,
    ConstantRole,
    Dispatch,
    Field,
    Layout,
    Padding,
    PresenceByte,
    Record,
    Solved,
    Spelled,
    Stored,
)
from wirefmt.ir.show import show_expression, show_record, wire_type
from wirefmt.ir.types import (
    Array,
    Bits,
    Boolean,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Float,
    Integer,
    Nested,
    Sized,
    Text,
    Through,
    Type,
    Varint,
)

U8, U16, U32 = Integer(1), Integer(2), Integer(4)
UVARINT = Varint("uvarint", 10, 2**64 - 1)
A, B, C = Reference(("a",)), Reference(("b",)), Reference(("c",))
REST = Extent(Rest())


def number(value: int) -> Constant:
    return Constant(value)


def told(expression: Expression) -> Extent:
    return Extent(Told(expression))


def blueprint(*records: Record) -> Blueprint:
    return Blueprint(Layout(records))


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (number(8), "8"),
        (Constant(b"\r\n"), r"b'\r\n'"),
        (A, "this.a"),
        (Reference(("header", "class_")), "this.header.class_"),
        (Reference(("version",), Root.GIVEN), "given.version"),
        (Reference((), Root.ITEM), "item"),
        (Binary("-", A, number(8)), "this.a - 8"),
        (Binary("-", Binary("-", A, B), C), "this.a - this.b - this.c"),
        (Binary("-", A, Binary("-", B, C)), "this.a - (this.b - this.c)"),
        (Binary("*", number(4), Binary("-", A, number(5))), "4 * (this.a - 5)"),
        (Binary("-", Binary("*", number(4), A), number(20)), "4 * this.a - 20"),
        (Binary("&", A, Binary("|", B, C)), "this.a & (this.b | this.c)"),
        (Binary("+", A, Binary("<<", B, number(2))), "this.a + (this.b << 2)"),
        (Binary(">", Binary("&", A, number(6)), number(0)), "this.a & 6 > 0"),
        (
            Binary("&", Binary(">", A, B), Binary("==", A, C)),
            "(this.a > this.b) & (this.a == this.c)",
        ),
        (Binary("==", Binary("==", A, B), C), "(this.a == this.b) == this.c"),
        (Unary("~", OneOf(A, (1, 2))), "~one_of(this.a, 1, 2)"),
        (Unary("-", Binary("+", A, B)), "-(this.a + this.b)"),
        (Unary("~", Unary("-", A)), "~-this.a"),
        (Binary("+", A, number(-1)), "this.a + (-1)"),
        (Select(Binary(">=", A, number(2)), B, C), "select(this.a >= 2, this.b, this.c)"),
        (Measure("size", "a", "b"), 'size_of(this["a":"b"])'),
        (Measure("count", "a", "a"), "count_of(this.a)"),
        (Measure("present", "a", "a"), "present(this.a)"),
        (Measure("extent", "a", "a"), "extent_of(this.a)"),
        (Peek(U8), "peek(u8)"),
        (Peek(U8, -1), "peek(u8, at=-1)"),
    ],
    ids=str,
)
def test_expression_is_shown_as_declared(expression: Expression, text: str) -> None:
    assert show_expression(expression) == text


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (U16, "u16"),
        (Integer(3, signed=True, little=True), "i24_le"),
        (Integer(1, little=True), "u8"),
        (Float(8), "f64"),
        (Float(2, little=True), "f16_le"),
        (Boolean(), "boolean"),
        (Bits(4), "bits(4)"),
        (Bits(1, flag=True), "flag"),
        (Data(told(Binary("-", Peek(U8, -1), number(1)))), "data(peek(u8, at=-1) - 1)"),
        (UVARINT, "uvarint"),
        (Data(Extent(Until(b";", include=True))), "data(until(b';', include=True))"),
        (Converted(U8, "half", "twice"), "convert(u8, decode=half, encode=twice)"),
        (Converted(U8, "f", "g", A), "convert(u8, decode=f, encode=g, using=this.a)"),
        (Custom("Names"), "custom(Names)"),
        (Enumerated(U8, "Kind", (1,), open=True), "enumerated(u8, open=True) of Kind"),
        (Enumerated(U8, "Kind", (1,), True, strict=True), "enumerated(u8, strict=True) of Kind"),
        (Varint("uvarint", 10, 2**64 - 1, shortest=True), "shortest(uvarint)"),
        (Digits(Extent(Fixed(5))), "decimal(5)"),
        (
            Digits(Extent(Until(b"\r\n")), 16, signed=True),
            r"hexadecimal(until(b'\r\n'), signed=True)",
        ),
        (Data(told(Binary("-", Reference(("length",)), number(8)))), "data(this.length - 8)"),
        (Data(REST), "data(rest)"),
        (Text(Extent(Prefixed(U16))), "text(u16)"),
        (Text(Extent(Fixed(8)), "ascii"), "text(8, encoding='ascii')"),
        (Text(Extent(Until(b"\0"), 1, 80)), r"text(until(b'\x00'), min=1, max=80)"),
        (Data(Extent(Prefixed(U32, offset=-4))), "data(prefix(u32, item - 4))"),
        (Data(Extent(Prefixed(U8, 8, 6))), "data(prefix(u8, 8 * item + 6))"),
        (Data(Extent(Prefixed(U8, 2, none=255))), "data(prefix(u8, 2 * item, none=255))"),
        (Text(Extent(Prefixed(U16, none=0))), "text(prefix(u16, none=0))"),
        (Array(U32, Extent(Prefixed(U8))), "array(u8) of u32"),
        (Array(U32, Extent(Until(b";"))), "array(until(b';')) of u32"),
        (
            Array(U32, Extent(Last(Binary("==", Reference((), Root.ITEM), Constant(0))))),
            "array(until(item == 0)) of u32",
        ),
        (Array(U32, Extent(Prefixed(U8)), "bytes"), "array(size=u8) of u32"),
        (Array(U32, Extent(Prefixed(U8)), between=8), "array(u8, between=8) of u32"),
        (Array(Text(Extent(Prefixed(U16))), REST, "bytes"), "array(rest) of text(u16)"),
        (Sized(Nested(0), Extent(Prefixed(U32))), "sized(u32) of message"),
        (
            Sized(U8, Extent(Prefixed(U16)), slack=True, through=Through("deflate")),
            "sized(u16, slack=True, through=deflate) of u8",
        ),
        (
            Sized(U8, Extent(Prefixed(U16)), through=Through("Mask", Reference(("key",)))),
            "sized(u16, through=Mask, using=this.key) of u8",
        ),
        (Enumerated(U8, "Kind", (1, 2)), "enumerated(u8) of Kind"),
    ],
    ids=str,
)
def test_type_is_shown_as_declared(type_: Type, text: str) -> None:
    assert wire_type(type_) == text


def test_message_is_shown_by_its_name_in_a_layout() -> None:
    layout = Layout((Record("Login", "Login", (), ()),))
    assert wire_type(Array(Nested(0), Extent(Fixed(2))), layout) == "array(2) of Login"


def test_what_a_checksum_is_given_is_shown() -> None:
    role = Checksum("crc", "a", "a", using=A)
    record = Record("Sum", "Sum", (Field("a", U8), Field("sum", U8, role)), ("a",))
    assert "crc over a to a, using this.a" in show_record(blueprint(record), 0)


IPV4 = blueprint(
    Record(
        "Packet",
        "Packet",
        (
            Field("version", Bits(4), ConstantRole(4)),
            Field("ihl", Bits(4), Solved()),
            Field("type_of_service", U8),
            Field("total_length", U16, Solved()),
            Field("identification", U16),
            Field("flags", Bits(3)),
            Field("fragment_offset", Bits(13)),
            Field("time_to_live", U8),
            Field("protocol", U8),
            Field("header_checksum", U16, Checksum("internet", "version", "options")),
            Field("source_address", U32),
            Field("destination_address", U32),
            Field(
                "options",
                Data(told(Binary("-", Binary("*", number(4), Reference(("ihl",))), number(20)))),
            ),
            Field("payload", Data(REST)),
        ),
        (),
        size=Reference(("total_length",)),
    )
)

IPV4_TABLE = """
Packet: 20.. bytes
byte  bit  field                type                     size     value                             present
0     0    version              bits(4)                  4 bits   = 4
0     4    ihl                  bits(4)                  4 bits   derived
1          type_of_service      u8                       1
2          total_length         u16                      2        derived
4          identification       u16                      2
6     0    flags                bits(3)                  3 bits
6     3    fragment_offset      bits(13)                 13 bits
8          time_to_live         u8                       1
9          protocol             u8                       1
10         header_checksum      u16                      2        internet over version to options
12         source_address       u32                      4
16         destination_address  u32                      4
20         options              data(4 * this.ihl - 20)  0..
?          payload              data(rest)               0..
size: this.total_length
"""  # noqa: E501  # as wide as it is printed

IPV4_DIAGRAM = """
 0                   1                   2                   3
 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|version|  ihl  |type_of_service|          total_length         |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|         identification        |flags|     fragment_offset     |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|  time_to_live |    protocol   |        header_checksum        |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|                         source_address                        |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|                      destination_address                      |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/                          options ...                          /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/                          payload ...                          /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
"""

UDP = blueprint(
    Record(
        "Datagram",
        "Datagram",
        (
            Field("source_port", U16),
            Field("destination_port", U16),
            Field("length", U16, Solved()),
            Field("checksum", U16),
            Field("data", Data(REST)),
        ),
        (),
        size=Reference(("length",)),
    )
)

UDP_DIAGRAM = """
 0                   1                   2                   3
 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|          source_port          |        destination_port       |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|             length            |            checksum           |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/                            data ...                           /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
"""

OPTIONAL = blueprint(
    Record(
        "Login",
        "Login",
        (
            Field("version", U8, Stored(2)),
            Field("reserved", Bits(1), Padding()),
            Field("flags", Bits(7)),
            Field("twice", U16, Spelled(Binary("*", number(2), Reference(("version",))))),
            Field(
                "class_",
                Text(Extent(Prefixed(U8))),
                when=Binary(">=", Reference(("version",)), number(2)),
                checks=(Check("one_of(this.class_, 'a', 'b')", "class_"),),
            ),
            Field("line", Text(Extent(Until(b"\r\n"), maximum=80))),
            Field("blob", Data(Extent(Prefixed(UVARINT)))),
            Field("count", U16, when=PresenceByte()),
            Field("scopes", Array(U32, Extent(Prefixed(U16)))),
            Field("last", U32, when=Rest()),
        ),
        (),
        checks=(Check("this.version > 0"),),
    )
)

OPTIONAL_TABLE = r"""
Login: 10.. bytes
byte  bit  field     type                          size       value               present
0          version   u8                            1          = 2
1     0    reserved  bits(1)                       1 bit      padding
1     1    flags     bits(7)                       7 bits
2          twice     u16                           2          = 2 * this.version
4          class     text(u8)                      1..256                         when this.version >= 2
?          line      text(until(b'\r\n'), max=80)  2..82
?          blob      data(uvarint)                 1..
?          count     u16                           2                              when boolean
?          scopes    array(u16) of u32             2..262142
?          last      u32                           4                              when rest
check of class: one_of(this.class_, 'a', 'b')
check: this.version > 0
"""  # noqa: E501  # as wide as it is printed

OPTIONAL_DIAGRAM = r"""
 0                   1                   2                   3
 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|    version    |r|    flags    |             twice             |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|  class size?  |                   class? ...                  /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/                        line ... b'\r\n'                       /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/                         blob size ...                         /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/                            blob ...                           /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|   has_count   |             count?            |  scopes count |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|               |                   scopes ...                  /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|                             last?                             |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
r  reserved
"""

REGISTER = blueprint(
    Record(
        "Register",
        "Register",
        (
            Field("id", U8),
            Field("low", Bits(4)),
            Field("level", Bits(12)),
            Field("code", Nested(1)),
            Field("more", Bits(3)),
            Field("most", Bits(5)),
            Field("wide", Bits(16), when=PresenceByte()),
        ),
        (),
        bit_order="lsb_le",
    ),
    Record("Code", "Code", (Field("a", Bits(3)), Field("b", Bits(13))), (), bit_order="lsb"),
    Record("Odd", "Odd", (Field("a", Bits(3)), Field("b", Bits(6))), (), bit_order="lsb"),
)

REGISTER_TABLE = """
Register: 7..9 bytes
byte  bit  field  type      size     value  present
0          id     u8        1
1     0    low    bits(4)   4 bits
1     4    level  bits(12)  12 bits
3     0    code   Code      16 bits
5     0    more   bits(3)   3 bits
5     3    most   bits(5)   5 bits
6     0    wide   bits(16)  16 bits         when boolean
bits: the least significant first, of little-endian numbers
"""

CODE_TABLE = """
Code: 2 bytes
byte  bit  field  type      size     value  present
1     0    a      bits(3)   3 bits
1     3    b      bits(13)  13 bits
bits: the least significant first
"""

ODD_TABLE = """
Odd: 2 bytes
byte  bit  field  type     size    value  present
0     0    a      bits(3)  3 bits
0     3    b      bits(6)  6 bits
bits: the least significant first
"""

REGISTER_DIAGRAM = """
 0                   1                   2                   3
 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|       id      |         level         |  low  |      code     |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|               |   most  | more|    has_wide   |     wide?     |
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|               |
+-+-+-+-+-+-+-+-+
"""

KIND = Field("kind", U8, Solved())
HEADER = blueprint(
    Record(
        "Option",
        "Option",
        (KIND,),
        (),
        dispatch=Dispatch(
            (Reference(("kind",)),), (Case(((0,),), 1), Case(((2,), (3,)), 2)), otherwise=3
        ),
    ),
    Record("End", "End", (KIND,), (), tag=Binary("==", Reference(("kind",)), number(0))),
    Record(
        "Two",
        "Two",
        (Field("kind", U8), Field("x", U16)),
        (),
        tag=OneOf(Reference(("kind",)), (2, 3)),
    ),
    Record("Unknown", "Unknown", (Field("kind", U8), Field("x", Nested(1))), ()),
)

HEADER_TABLE = """
Option: 1..3 bytes
byte  bit  field  type  size  value    present
0          kind   u8    1     derived
variants by this.kind:
  0: End
  2, 3: Two
  any other: Unknown
"""

HEADER_DIAGRAM = """
 0                   1                   2                   3
 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
|      kind     |            variant by this.kind ...           /
+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
"""

VARIANT_TABLE = """
Two: 3 bytes
byte  bit  field  type  size  value  present
0          kind   u8    1
1          x      u16   2
tag: one_of(this.kind, 2, 3)
"""


@pytest.mark.parametrize(
    ("blueprint", "record", "table"),
    [
        pytest.param(IPV4, 0, IPV4_TABLE, id="IPv4"),
        pytest.param(OPTIONAL, 0, OPTIONAL_TABLE, id="optional fields"),
        pytest.param(HEADER, 0, HEADER_TABLE, id="header"),
        pytest.param(HEADER, 2, VARIANT_TABLE, id="variant"),
        pytest.param(REGISTER, 0, REGISTER_TABLE, id="little-endian bits"),
        pytest.param(REGISTER, 1, CODE_TABLE, id="big-endian bits"),
        pytest.param(REGISTER, 2, ODD_TABLE, id="bits of no whole bytes"),
    ],
)
def test_table_of_a_record(blueprint: Blueprint, record: int, table: str) -> None:
    assert show_record(blueprint, record) == table.strip("\n")


@pytest.mark.parametrize(
    ("blueprint", "diagram"),
    [
        pytest.param(IPV4, IPV4_DIAGRAM, id="IPv4"),
        pytest.param(UDP, UDP_DIAGRAM, id="UDP"),
        pytest.param(OPTIONAL, OPTIONAL_DIAGRAM, id="optional fields"),
        pytest.param(HEADER, HEADER_DIAGRAM, id="header"),
        pytest.param(REGISTER, REGISTER_DIAGRAM, id="bits from the least significant on"),
    ],
)
def test_diagram_of_a_record(blueprint: Blueprint, diagram: str) -> None:
    assert box_diagram(blueprint, 0) == diagram.strip("\n")
