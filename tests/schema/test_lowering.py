"""What a declaration is in the IR: each spelling of each type, roles, options, bare types."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import declare, only
from wirefmt import Message, this, u8, u16, u32
from wirefmt._schema.lower import lower
from wirefmt.ir.expressions import Binary, Constant, Reference
from wirefmt.ir.extents import Extent, Fixed, Prefixed, Rest, Told, Until
from wirefmt.ir.records import (
    Check,
    Checksum,
    ConstantRole,
    Field,
    Padding,
    PresenceByte,
    Solved,
    Spelled,
    Stored,
)
from wirefmt.ir.types import (
    Array,
    Bits,
    Boolean,
    Converted,
    Data,
    Digits,
    Enumerated,
    Float,
    Integer,
    Nested,
    Sized,
    Text,
    Varint,
)


class Kind(IntEnum):
    PING = 1
    PONG = 2
    ALSO_PONG = 2  # an alias is not a second member


class Flags(IntFlag):
    ACK = 1
    END = 4


def keyed(block: bytes, key: int) -> bytes:
    return bytes(each ^ key for each in block)


class Point(Message):
    x: u8
    y: u8


Name = Annotated[str, w.text(u8)]

TOLD = Extent(Told(Reference(("n",))))


def field_of(annotation: Any, right: Any = ...) -> Field:
    """Return the field `value` of a class that has a number `n` before it."""
    cls = declare("Only", {"n": u8, "value": (annotation, right)})
    return lower(cls).layout.root.fields[1]


@pytest.mark.parametrize("width", [8, 16, 24, 32, 40, 48, 56, 64, 128])
def test_integers_have_every_width(width: int) -> None:
    for signed, letter in ((False, "u"), (True, "i")):
        assert field_of(getattr(w, f"{letter}{width}")).type == Integer(width // 8, signed)
        if width > 8:
            little = Integer(width // 8, signed, little=True)
            assert field_of(getattr(w, f"{letter}{width}_le")).type == little


TYPES: dict[str, tuple[Any, Any, Any]] = {
    "f16": (w.f16, ..., Float(2)),
    "f32": (w.f32, ..., Float(4)),
    "f64_le": (w.f64_le, ..., Float(8, little=True)),
    "boolean": (w.boolean, ..., Boolean()),
    "uvarint": (w.uvarint, ..., Varint("uvarint", 10, 2**64 - 1)),
    "mqtt_varint": (w.mqtt_varint, ..., Varint("mqtt_varint", 4, 2**28 - 1)),
    "svarint": (w.svarint, ..., Varint("svarint", 10, 2**64 - 1, zigzag=True)),
    "quic_varint": (w.quic_varint, ..., Varint("quic_varint", 8, 2**62 - 1, form="quic")),
    "convert": (
        bytes,
        w.convert(w.data(4), decode=keyed, encode=keyed, using=this.n),
        Converted(Data(Extent(Fixed(4))), "keyed", "keyed", Reference(("n",))),
    ),
    "hexadecimal": (int, w.hexadecimal(4), Digits(Extent(Fixed(4)), 16)),
    "signed decimal": (int, w.decimal(4, signed=True), Digits(Extent(Fixed(4)), signed=True)),
    "shortest": (
        int,
        w.shortest(w.mqtt_varint),
        Varint("mqtt_varint", 4, 2**28 - 1, shortest=True),
    ),
    "bits": (int, w.bits(16), Bits(16)),
    "bits in the annotation": (Annotated[int, w.bits(8)], ..., Bits(8)),
    "data fixed": (bytes, w.data(4), Data(Extent(Fixed(4)))),
    "data prefixed": (bytes, w.data(u16), Data(Extent(Prefixed(Integer(2))))),
    "data told": (bytes, w.data(this.n), Data(TOLD)),
    "data until": (bytes, w.data(w.until(b"\0")), Data(Extent(Until(b"\0")))),
    "data rest": (bytes, w.data(w.rest), Data(Extent(Rest()))),
    "data bounded": (bytes, w.data(u8, min=1, max=9), Data(Extent(Prefixed(Integer(1)), 1, 9))),
    "text fixed": (str, w.text(4, "latin-1"), Text(Extent(Fixed(4)), "latin-1")),
    "text prefixed": (str, w.text(w.uvarint), Text(Extent(Prefixed(field_of(w.uvarint).type)))),  # type: ignore[arg-type]
    "text told": (str, w.text(this.n), Text(TOLD)),
    "text until": (str, w.text(w.until(b"\r\n"), max=80), Text(Extent(Until(b"\r\n"), 0, 80))),
    "text rest": (str, w.text(w.rest), Text(Extent(Rest()))),
    "netstring": (
        bytes,
        w.data(w.decimal(w.until(b":"))),
        Data(Extent(Prefixed(Digits(Extent(Until(b":")))))),
    ),
    "decimal fixed": (int, w.decimal(5), Digits(Extent(Fixed(5)))),
    "decimal wide": (int, w.decimal(30), Digits(Extent(Fixed(30)), max_digits=30)),
    "decimal prefixed": (int, w.decimal(u8), Digits(Extent(Prefixed(Integer(1))))),
    "decimal told": (int, w.decimal(this.n), Digits(TOLD)),
    "decimal bounded": (
        int,
        w.decimal(w.until(b"\n"), max=40),
        Digits(Extent(Until(b"\n"), 0, 40), max_digits=40),
    ),
    "array fixed": (list[u8], w.array(3), Array(Integer(1), Extent(Fixed(3)))),
    "array counted": (list[u32], w.array(u8), Array(Integer(4), Extent(Prefixed(Integer(1))))),
    "array told": (list[Point], w.array(this.n), Array(Nested(1), TOLD)),
    "array in bytes": (list[u8], w.array(size=this.n), Array(Integer(1), TOLD, "bytes")),
    "array rest": (list[u8], w.array(w.rest), Array(Integer(1), Extent(Rest()), "bytes")),
    "array of composites": (
        list[Name],
        w.array(u8, max=3),
        Array(Text(Extent(Prefixed(Integer(1)))), Extent(Prefixed(Integer(1)), 0, 3)),
    ),
    "array of arrays": (
        list[Annotated[list[u8], w.array(this.n)]],
        w.array(this.n),
        Array(Array(Integer(1), Extent(Told(Reference(("n",)), 1))), TOLD),
    ),
    "sized on the right": (Point, w.sized(2), Sized(Nested(1), Extent(Fixed(2)))),
    "sized in the annotation": (
        Annotated[Point, w.sized(u8)],
        ...,
        Sized(Nested(1), Extent(Prefixed(Integer(1)))),
    ),
    "sized told": (Point, w.sized(this.n, min=2), Sized(Nested(1), Extent(TOLD.length, 2))),
    "sized until": (u16, w.sized(w.until(b"\n")), Sized(Integer(2), Extent(Until(b"\n")))),
    "sized rest": (Point, w.sized(w.rest), Sized(Nested(1), Extent(Rest()))),
    "sized twice": (
        Annotated[Name, w.sized(this.n)],
        w.sized(this.n),
        Sized(Sized(Text(Extent(Prefixed(Integer(1)))), Extent(Told(Reference(("n",)), 1))), TOLD),
    ),
    "enumerated": (Kind, w.enumerated(u8), Enumerated(Integer(1), "Kind", (1, 2))),
    "enumerated flags": (
        Flags,
        w.enumerated(w.bits(8)),
        Enumerated(Bits(8), "Flags", (1, 4), flags=True),
    ),
    "nested": (Point, ..., Nested(1)),
    "reused": (Name, ..., Text(Extent(Prefixed(Integer(1))))),
}


@pytest.mark.parametrize("case", TYPES)
def test_type_is_lowered(case: str) -> None:
    annotation, right, expected = TYPES[case]
    assert field_of(annotation, right).type == expected


def crc(block: bytes) -> int:
    return len(block)


ROLES: dict[str, tuple[Any, Any, Any, Any]] = {
    "solved, type in the annotation": (u16, w.derived(), Integer(2), Solved()),
    "solved, type on the right": (int, w.derived(u16), Integer(2), Solved()),
    "solved, both": (u16, w.derived(u16), Integer(2), Solved()),
    "solved, with a default": (u16, w.derived(default=7), Integer(2), Solved(7)),
    "solved, digits": (int, w.derived(w.decimal(2)), Digits(Extent(Fixed(2))), Solved()),
    "spelled": (
        u16,
        w.derived(None, this.n + 1),
        Integer(2),
        Spelled(Binary("+", Reference(("n",)), Constant(1))),
    ),
    "const": (int, w.const(4, u8), Integer(1), ConstantRole(4)),
    "const, type in the annotation": (u8, w.const(4), Integer(1), ConstantRole(4)),
    "const bytes": (bytes, w.const(b"abc"), Data(Extent(Fixed(3))), ConstantRole(b"abc")),
    "const text": (str, w.const("ab", w.text(u8)), Text(Extent(Prefixed(Integer(1)))), ...),
    "const enum": (
        Kind,
        w.const(Kind.PING, w.enumerated(u8)),
        Enumerated(Integer(1), "Kind", (1, 2)),
        ConstantRole(1),
    ),
    "pad": (bytes, w.pad(3), Data(Extent(Fixed(3))), Padding()),
    "pad told": (None, w.pad(this.n), Data(TOLD), Padding()),
    "pad prefixed": (bytes, w.pad(u8), Data(Extent(Prefixed(Integer(1)))), Padding()),
    "pad rest": (bytes, w.pad(w.rest), Data(Extent(Rest())), Padding()),
    "pad bits": (int, w.pad(w.bits(8)), Bits(8), Padding()),
    "checksum": (
        int,
        w.checksum(crc, u16, over=this["n":"value"]),
        Integer(2),
        Checksum("crc", "n", "value"),
    ),
    "checksum of one field": (u16, w.checksum(crc, over=this.n), ..., Checksum("crc", "n", "n")),
}


@pytest.mark.parametrize("case", ROLES)
def test_role_is_lowered(case: str) -> None:
    annotation, right, type_, role = ROLES[case]
    user = {"user": (bytes, w.data(this.value))} if isinstance(role, Solved) else {}
    cls = declare("Only", {"n": u8, "value": (annotation, right), **user})
    field = lower(cls).layout.root.fields[1]
    assert type_ in (..., field.type)
    assert role in (..., field.role)


def test_presence_is_an_expression_a_byte_or_what_is_left() -> None:
    assert field_of(u8 | None, w.field(when=this.n)).when == Reference(("n",))
    assert field_of(u8 | None, w.field(when=w.boolean)).when == PresenceByte()
    assert field_of(u8 | None, w.field(when=w.rest)).when == Rest()
    assert field_of(str | None, w.text(u8, when=this.n == 1)).when == Binary(
        "==", Reference(("n",)), Constant(1)
    )


def test_padding_may_be_absent_without_none() -> None:
    assert field_of(int, w.pad(2, when=this.n)).when == Reference(("n",))


def is_even(value: int) -> bool:
    return value % 2 == 0


def test_checks_carry_their_text() -> None:
    lowered = lower(only(u8, w.field(check=(this.value > 1, is_even, lambda _: True))))
    assert lowered.layout.root.fields[0].checks == (
        Check("this.value > 1", "value", condition=Binary(">", Reference(("value",)), Constant(1))),
        Check("is_even(…)", "value", function="is_even"),
        Check("check_value(…)", "value", function="check_value"),
    )
    assert lowered.bindings["is_even"] is is_even
    assert callable(lowered.bindings["check_value"])


def test_class_has_checks_of_its_own() -> None:
    class Range(Message, check=(this.low <= this.high, bool)):
        low: u8
        high: u8

    class Wider(Range, check=this.step > 0):
        step: u8

    assert [each.text for each in lower(Range).layout.root.checks] == [
        "this.low <= this.high",
        "bool(…)",
    ]
    assert [each.text for each in lower(Wider).layout.root.checks] == [
        "this.low <= this.high",
        "bool(…)",
        "this.step > 0",
    ]


def test_message_can_be_extended() -> None:
    class Sized2(Message, size=this.length):
        length: u8 = w.derived()

    class More(Sized2):
        rest: bytes = w.data(w.rest)

    record = lower(More).layout.root
    assert [field.name for field in record.fields] == ["length", "rest"]
    assert record.size == Reference(("length",))


def test_slots_are_readable_and_unique() -> None:
    def twin() -> Any:
        class Point(Message):
            z: u8

        return Point

    twin_class = twin()
    odd = declare("None", {"a": u8})
    kinds = {"e": (Kind, w.enumerated(u8)), "f": (Kind, w.enumerated(u8))}
    lowered = lower(declare("Pair", {"a": Point, "b": twin_class, "c": odd, "d": Point, **kinds}))
    names = {"Point": Point, "Point_2": twin_class, "slot": odd}
    assert {**names, "Kind": Kind}.items() <= lowered.bindings.items()
    assert [record.cls for record in lowered.layout.records] == ["Pair", *names]
    assert lowered.layout.root.fields[3].type == Nested(1)


BARE: dict[str, tuple[Any, str, Any]] = {
    "alias": (u16, "u16", Integer(2)),
    "text": (Annotated[str, w.text(w.until(b"\n"))], "str", Text(Extent(Until(b"\n")))),
    "message": (Annotated[Point, w.sized(u32)], "Point", ...),
    "list": (Annotated[list[u16], w.array(u8)], "list[u16]", ...),
    "bits": (Annotated[int, w.bits(8)], "bits", Bits(8)),
}


@pytest.mark.parametrize("case", BARE)
def test_bare_type_is_a_record_of_one_value(case: str) -> None:
    spec, name, type_ = BARE[case]
    record = lower(spec).layout.root
    assert (record.name, record.cls, record.stored) == (name, None, ("value",))
    assert record.fields == (Field("value", record.fields[0].type, Stored()),)
    assert type_ in (..., record.fields[0].type)


def test_names_leave_out_the_functions_around_a_class() -> None:
    class Outer(Message):
        class Inner(Message):
            a: u8

        inner: Inner

    assert [record.name for record in lower(Outer).layout.records] == ["Outer", "Outer.Inner"]


def test_nodes_have_a_short_repr() -> None:
    assert repr(Annotated[int, w.bits(4)]).endswith("bits]")
    assert repr(w.text(u8)) == "text(…)"
