"""Bits from the least significant one on; the bytes are those of numbers made by shifting."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Annotated, Any, Literal

import pytest

import wirefmt as w
from checking import annotated, check_encode_error, check_faulty, check_message, declare, shown
from wirefmt import (
    CheckFailedError,
    ConstantError,
    MalformedError,
    Message,
    OutOfRangeError,
    SchemaError,
    TruncatedError,
    UnknownTagError,
    this,
)
from wirefmt._interp import Trace
from wirefmt._runtime.context import Context
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    Order = Literal["big", "little"]

WIDTHS: list[tuple[int, ...]] = [
    (4, 4),
    (1,) * 8,
    (1, 7),
    (3, 13),
    (1, 31),
    (4, 13, 31),
    (13, 31, 4),
    (1, 4, 13, 31, 7),
    (5, 31, 31, 5),
    (20, 20),
    (63, 1),
    (1, 64, 7),
    (100, 28),
    (11, 13),
    (8, 16, 24),
    (4, 4, 3, 13, 1, 7, 16),
    (12, 12, 12, 12, 1, 7),
]


def word(values: Sequence[int], widths: Sequence[int], order: Order) -> bytes:
    """Return numbers of so many bits, from the least significant on, as one number."""
    number = shift = 0
    for value, width in zip(values, widths, strict=True):
        number |= value << shift
        shift += width
    return number.to_bytes(shift // 8, order)


def words(values: Sequence[int], widths: Sequence[int], order: Order) -> bytes:
    """Return them as several numbers, each as short as it can be."""
    wire = b""
    begin = 0
    for end in range(1, len(widths) + 1):
        if sum(widths[begin:end]) % 8 == 0:
            wire += word(values[begin:end], widths[begin:end], order)
            begin = end
    return wire


@pytest.mark.parametrize("order", ["big", "little"])
@pytest.mark.parametrize("widths", WIDTHS, ids=shown)
def test_bits_stand_from_the_least_significant_one_on(
    widths: tuple[int, ...], order: Order
) -> None:
    fields: dict[str, Any] = {f"b{i}": (int, w.bits(width)) for i, width in enumerate(widths)}
    cls = declare("Word", fields, bit_order="lsb", byte_order=order)
    run = declare("Run", {**fields, "end": w.u8}, bit_order="lsb", byte_order=order)
    rows = [[fill & (1 << width) - 1 for width in widths] for fill in (0, 1, 0x5A5A << 50, -1)]
    rows += [[int(i == other) for other in range(len(widths))] for i in range(len(widths))]
    for row in rows:
        values = {f"b{i}": value for i, value in enumerate(row)}
        check_message(cls, cls(**values), word(row, widths, order))
        check_message(run, run(**values, end=7), words(row, widths, order) + b"\7")


@pytest.mark.parametrize("order", ["big", "little"])
@pytest.mark.parametrize("widths", WIDTHS, ids=shown)
def test_number_wider_than_its_bits_is_refused(widths: tuple[int, ...], order: Order) -> None:
    fields: dict[str, Any] = {f"b{i}": (int, w.bits(width)) for i, width in enumerate(widths)}
    cls = declare("Run", {**fields, "end": w.u8}, bit_order="lsb", byte_order=order)
    for index, width in enumerate(widths):
        values = {f"b{i}": 0 for i in range(len(widths))} | {f"b{index}": 1 << width}
        reason = f"{1 << width} is not in 0 to {(1 << width) - 1}"
        error = OutOfRangeError("Run", (f"b{index}",), str(1 << width), reason)
        check_encode_error(cls, cls(**values, end=0), error)


# ------------------------------------------------------------------ what standards say


class EndpointAddress(Message, bit_order="lsb"):
    number: int = w.bits(4)
    reserved: int = w.pad(w.bits(3))
    is_in: w.flag


class Transfer(IntEnum):
    CONTROL = 0
    ISOCHRONOUS = 1
    BULK = 2
    INTERRUPT = 3


class Endpoint(Message, size=this.length, byte_order="little", bit_order="lsb"):
    """Standard endpoint descriptor (Universal Serial Bus Specification 2.0, table 9-13)."""

    length: w.u8 = w.derived()
    descriptor_type: w.u8 = w.const(5)
    address: EndpointAddress
    transfer: Transfer = w.enumerated(w.bits(2))
    synchronisation: int = w.bits(2)
    usage: int = w.bits(2)
    reserved: int = w.pad(w.bits(2))
    max_packet_size: int = w.bits(11)
    further_transactions: int = w.bits(2)
    zero: int = w.pad(w.bits(3))
    interval: w.u8


def endpoint(number: int, size: int, further: int, interval: int) -> Endpoint:
    return Endpoint(
        address=EndpointAddress(number=number, is_in=True),
        transfer=Transfer.INTERRUPT,
        synchronisation=0,
        usage=0,
        max_packet_size=size,
        further_transactions=further,
        interval=interval,
    )


def test_endpoints_of_usb_devices_are_read() -> None:
    """A keyboard's, and one of high bandwidth: 3 packets of 1024 bytes in a microframe."""
    check_message(Endpoint, endpoint(1, 8, 0, 10), bytes.fromhex("07 05 81 03 0800 0a"))
    check_message(Endpoint, endpoint(2, 1024, 2, 1), bytes.fromhex("07 05 82 03 0014 01"))


class Method(Message, variants=(this.class_id, this.method_id), bit_order="lsb"):
    class_id: w.u16 = w.derived()
    method_id: w.u16 = w.derived()


class QueueDeclare(Method, tag=(50, 10)):
    """AMQP 0-9-1: bits of a method accumulate in whole octets, the first in the lowest bit."""

    reserved_1: w.u16 = 0
    queue: str = w.text(w.u8)
    passive: w.flag = False
    durable: w.flag = False
    exclusive: w.flag = False
    auto_delete: w.flag = False
    no_wait: w.flag = False
    unused: int = w.pad(w.bits(3))
    arguments: bytes = w.data(w.u32)


def test_bits_of_an_amqp_method_begin_with_the_lowest() -> None:
    message = QueueDeclare(queue="q", durable=True, auto_delete=True, arguments=b"")
    check_message(Method, message, bytes.fromhex("0032 000a 0000 0171 0a 00000000"))


# ------------------------------------------------------------------ every kind of field


class Colour(IntEnum):
    RED = 1
    GREEN = 2


class Rights(IntFlag):
    READ = 4
    WRITE = 2


class Low(Message):
    """Eleven bits of no order of their own, of which one is the first or the last."""

    urgent: w.flag
    code: int = w.bits(10)


class High(Message, bit_order="msb"):
    urgent: w.flag
    code: int = w.bits(10)


def header(low: type[Any], **orders: Any) -> type[Any]:
    """Return a class of every kind of field that stands in a run of bits, and bytes around."""
    fields = {
        "before": w.u16,
        "version": (int, w.const(5, w.bits(3))),
        "reserved": (int, w.pad(w.bits(2))),
        "colour": (Colour, w.enumerated(w.bits(2))),
        "rights": (Rights, w.enumerated(w.bits(6))),
        "low": low,
        "after": w.u24,
    }
    return declare("Header", fields, **orders)


HEADERS = [
    (Low, "big", 0x155 << 1 | 1),
    (Low, "little", 0x155 << 1 | 1),
    (High, "big", 1 << 10 | 0x155),
    (High, "little", 1 << 10 | 0x155),
]


@pytest.mark.parametrize(("inner", "order", "low"), HEADERS, ids=shown)
def test_every_kind_of_field_stands_in_a_run(inner: type[Any], order: Order, low: int) -> None:
    cls = header(inner, bit_order="lsb", byte_order=order)
    values = {"before": 0x0102, "colour": Colour.GREEN, "rights": Rights.READ, "after": 3}
    message = cls(low=inner(urgent=True, code=0x155), **values)
    bits = word((5, 0, 2, 4, low), (3, 2, 2, 6, 11), order)
    wire = (0x0102).to_bytes(2, order) + bits + (3).to_bytes(3, order)
    check_message(cls, message, wire)


def test_order_of_what_encloses_them_leaves_bits_of_another_as_they_are() -> None:
    """A class of the other order is a number in the run, its own fields as its own order has it."""
    lsb = declare("Lsb", {"urgent": w.flag, "code": (int, w.bits(10))}, bit_order="lsb")
    fields = {"first": (int, w.bits(2)), "inner": lsb, "last": (int, w.bits(3))}
    cls = declare("Outside", fields)
    message = cls(first=1, inner=lsb(urgent=True, code=0x155), last=2)
    number = 1 << 14 | (0x155 << 1 | 1) << 3 | 2
    check_message(cls, message, number.to_bytes(2, "big"))


# ------------------------------------------------------------------ numbers that stand alone


class Register(Message, bit_order="lsb", byte_order="little"):
    enable: w.flag
    mode: int = w.bits(3)
    level: int = w.bits(12)


REGISTER, REGISTER_WIRE = Register(enable=True, mode=5, level=0x123), b"\x3b\x12"


def test_message_of_bits_has_its_own_byte_order_on_byte_borders() -> None:
    fields = {
        "one": Register,
        "maybe": (Register | None, w.field(when=w.boolean, default=None)),
        "many": (list[Register], w.array(w.u16)),
    }
    every: list[dict[str, Any]] = [{}, {"bit_order": "lsb"}]
    for orders in every:
        cls = declare("Holder", fields, **orders)
        message = cls(one=REGISTER, maybe=REGISTER, many=[REGISTER])
        wire = REGISTER_WIRE + b"\1" + REGISTER_WIRE + b"\0\1" + REGISTER_WIRE
        check_message(cls, message, wire)
        reason = "-1 is not in 0 to 4095"
        wrong = cls(one=REGISTER, many=[Register(enable=True, mode=0, level=-1)])
        check_encode_error(
            cls, wrong, OutOfRangeError("Holder", ("many", 0, "level"), "-1", reason)
        )


@pytest.mark.parametrize("order", ["big", "little"])
def test_lone_bits_are_in_the_order_of_their_class(order: Order) -> None:
    bits = Annotated[int, w.bits(24)]
    fields = {
        "kind": (int, w.bits(16)),
        "maybe": (int | None, w.bits(16, when=this.kind > 0, default=None)),
        "colour": (Colour | None, w.enumerated(w.bits(16), when=w.boolean, default=None)),
        "many": (list[bits], w.array(w.u8)),
        "chosen": (int, w.choice(w.bits(16), {3: w.bits(24)})),
        "solved": (int | None, w.derived(w.bits(16), this.kind + 1, when=this.kind > 0)),
    }
    cls = declare("Lone", fields, bit_order="lsb", byte_order=order)
    message = cls(kind=1, maybe=0x102, colour=Colour.RED, many=[7], chosen=9)
    numbers = [(1, 2), (0x102, 2), (1, 1), (1, 2), (1, 1), (7, 3), (3, 2), (9, 3), (2, 2)]
    wire = b"".join(value.to_bytes(size, order) for value, size in numbers)
    check_message(cls, message, wire)
    few = cls(kind=0, many=[], chosen=9)
    wire = b"\0\0" + b"\0" + b"\0" + (3).to_bytes(2, order) + (9).to_bytes(3, order)
    check_message(cls, few, wire)


def test_from_the_most_significant_bit_on_no_byte_order_matters() -> None:
    fields = {"a": (int, w.bits(4)), "b": (int, w.bits(12)), "c": (list[int], ...)}
    bits = annotated(int, w.bits(16))
    fields["c"] = (list[bits], w.array(w.u8))  # type: ignore[valid-type]
    cls = declare("Drawn", fields, byte_order="little", bit_order="msb")
    check_message(cls, cls(a=1, b=0x234, c=[0x0102]), bytes.fromhex("1234 01 0102"))


# ------------------------------------------------------------------ which class says it


def test_nested_messages_take_the_order_of_what_encloses_them() -> None:
    inner = declare("Inner", {"a": (int, w.bits(3)), "b": (int, w.bits(5)), "c": w.u16})
    other = declare("Other", {"inner": inner}, bit_order="msb")
    cls = declare("Outside", {"inner": inner, "other": other}, bit_order="lsb", byte_order="little")
    message = cls(inner=inner(a=1, b=2, c=3), other=other(inner=inner(a=1, b=2, c=3)))
    check_message(cls, message, bytes.fromhex("11 0300 22 0300"))
    orders = [record.bit_order for record in codec_of(cls).layout.records]
    assert orders == ["lsb_le", "lsb_le", "msb", "msb"]


def test_inherited_fields_take_the_order_of_the_class() -> None:
    base = declare("Base", {"a": (int, w.bits(3)), "b": (int, w.bits(5))})
    cls = declare("Derived", {"c": (int, w.bits(8))}, base, bit_order="lsb")
    below = declare("Below", {"d": w.u8}, cls)
    check_message(base, base(a=1, b=2), b"\x22")
    check_message(below, below(a=1, b=2, c=3, d=4), b"\x11\3\4")


@pytest.mark.parametrize("order", ["big", "little"])
def test_header_says_it_for_its_variants(order: Order) -> None:
    head = {"kind": (int, w.derived(w.bits(4))), "flags": (int, w.bits(4))}
    trailing = {"end": (int, w.const(0xCE0, w.bits(16), trailing=True))}
    base = declare(
        "Head", {**head, **trailing}, variants=this.kind, bit_order="lsb", byte_order=order
    )
    bits = declare("Bits", {"more": (int, w.bits(3)), "most": (int, w.bits(13))}, base, tag=1)
    data = declare("Bytes", {"data": (bytes, w.data(w.u8))}, base, tag=2)
    end = (0xCE0).to_bytes(2, order)
    wire = b"\x51" + word((2, 0x123), (3, 13), order) + end
    check_message(base, bits(flags=5, more=2, most=0x123), wire)
    check_message(bits, bits(flags=5, more=2, most=0x123), wire)
    check_message(base, data(flags=5, data=b"a"), b"\x52\1a" + end)
    holder = declare("Holder", {"one": bits, "many": (list[base], w.array(w.u8))})  # type: ignore[valid-type]
    message = holder(one=bits(flags=5, more=2, most=0x123), many=[data(flags=5, data=b"a")])
    check_message(holder, message, wire + b"\1\x52\1a" + end)
    check_faulty(
        base, b"\x53", UnknownTagError("Head", ("kind",), 0, 0, "no variant has the tag 3")
    )


def test_variant_of_bits_alone_shares_the_octets_of_its_header() -> None:
    base = declare(
        "Head", {"kind": (int, w.derived(w.bits(8)))}, variants=this.kind, bit_order="lsb"
    )
    fields = {"a": (int, w.bits(1)), "b": (int, w.bits(7))}
    cls = declare("One", fields, base, tag=1)
    check_message(base, cls(a=1, b=2), b"\1\5")
    check_message(cls, cls(a=1, b=2), b"\1\5")
    many = declare("Many", {"many": (list[cls], w.array(w.u8))})  # type: ignore[valid-type]
    check_message(many, many(many=[cls(a=1, b=2)]), b"\1\1\5")


# ------------------------------------------------------------------ errors and spans


class Faulty(Message, bit_order="lsb"):
    before: w.u8
    version: int = w.const(3, w.bits(4))
    kind: Colour = w.enumerated(w.bits(7))
    low: int = w.bits(5, check=this.low != 9)
    after: w.u8


class LittleFaulty(Faulty, byte_order="little"):
    pass


@pytest.mark.parametrize("cls", [Faulty, LittleFaulty])
def test_error_is_where_the_least_significant_bit_stands(cls: type[Any]) -> None:
    order: Order = "big" if cls is Faulty else "little"
    first, last = (2, 1) if cls is Faulty else (1, 2)  # the byte of the least significant bits

    def wire(version: int, kind: int, low: int) -> bytes:
        return b"\0" + word((version, kind, low), (4, 7, 5), order) + b"\0"

    name = cls.__name__
    check_message(cls, cls(before=0, kind=Colour.RED, low=8, after=0), wire(3, 1, 8))
    check_faulty(cls, wire(4, 1, 8), ConstantError(name, ("version",), first, 0, "4 is not 3"))
    reason = "3 is no member of Colour"
    check_faulty(cls, wire(3, 3, 8), MalformedError(name, ("kind",), first, 4, reason))
    reason = "9 does not satisfy this.low != 9"
    check_faulty(cls, wire(3, 1, 9), CheckFailedError(name, ("low",), last, 3, reason))
    if cls is Faulty:  # the first field is in the last byte of its group
        error = TruncatedError(name, ("version",), 2, 0, "the input ends after 1 of 2 bytes")
    else:
        error = TruncatedError(name, ("kind",), 1, 4, "the input ends after 1 of 2 bytes")
    check_faulty(cls, wire(3, 1, 8)[:2], error)


def test_error_inside_a_message_of_bits_is_where_it_stands_in_the_run() -> None:
    inner = {"a": (int, w.bits(5)), "b": (Colour, w.enumerated(w.bits(4)))}
    for own, bit in (("lsb", 0), ("msb", 7 - 6)):
        cls = declare("Inner", inner, bit_order=own)
        holder = declare(
            "Holder",
            {"first": (int, w.bits(3)), "inner": cls, "last": (int, w.bits(4))},
            bit_order="lsb",
            byte_order="little",
        )
        number = (9 << 5 | 1 if own == "lsb" else 1 << 4 | 9) << 3
        reason = "9 is no member of Colour"
        where = (1, 0) if own == "lsb" else (0, bit)
        error = MalformedError("Holder", ("inner", "b"), *where, reason)
        check_faulty(holder, number.to_bytes(2, "little"), error)


def test_field_that_fills_its_bytes_begins_at_the_first() -> None:
    fields = {"before": w.u8, "kind": (Colour, w.enumerated(w.bits(16))), "after": w.u8}
    cls = declare("Whole", fields, bit_order="lsb")
    error = MalformedError("Whole", ("kind",), 1, 0, "3 is no member of Colour")
    check_faulty(cls, b"\0\0\3\0", error)


def test_spans_are_counted_from_the_least_significant_bit() -> None:
    trace = Trace()
    codec_of(Faulty).reference.decode(b"\0\x40\x13\0", Context(), trace=trace)
    spans = [(span.path, span.start, span.end, span.value) for span in trace.spans]
    assert spans == [
        (("before",), 0, 8, 0),
        (("version",), 8, 12, 3),
        (("kind",), 12, 19, Colour.RED),
        (("low",), 19, 24, 8),
        (("after",), 24, 32, 0),
    ]


# ------------------------------------------------------------------ what is measured and solved


@pytest.mark.parametrize("order", ["big", "little"])
def test_length_in_bits_is_solved(order: Order) -> None:
    fields = {
        "kind": (int, w.bits(4)),
        "length": (int, w.derived(w.bits(12))),
        "data": (bytes, w.data(this.length)),
        "sum": (int, w.checksum(sum, w.bits(16), over=this["kind":"data"])),
        "size": (int, w.derived(w.bits(8), w.size_of(this["kind":"length"]))),
    }
    cls = declare("Packet", fields, bit_order="lsb", byte_order=order)
    head = word((5, 3), (4, 12), order)
    wire = head + b"abc" + sum(head + b"abc").to_bytes(2, order) + b"\2"
    check_message(cls, cls(kind=5, data=b"abc"), wire)


def test_message_of_bits_is_measured_as_a_whole() -> None:
    fields = {"a": (int, w.bits(4)), "b": (int, w.bits(4))}
    size = {"size": (int, w.derived(w.bits(8), w.size_of(this["a":"size"])))}
    cls = declare("Whole", {**fields, **size}, bit_order="lsb")
    check_message(cls, cls(a=1, b=2), b"\2\x21")
    size = {"size": (int, w.derived(w.bits(8), w.size_of(this["a":"b"])))}
    with pytest.raises(SchemaError, match="begins or ends inside a byte"):
        declare("Part", {**fields, **size}, bit_order="lsb")
    check = declare("Drawn", {**fields, **size})
    check_message(check, check(a=1, b=2), b"\x12\1")


# ------------------------------------------------------------------ what is refused


def test_wrong_order_is_refused() -> None:
    with pytest.raises(SchemaError, match='Wrong: bit_order= is "msb" or "lsb", not \'big\''):
        declare("Wrong", {"a": w.u16}, bit_order="big")
    base = declare("Head", {"kind": (w.u16, w.derived())}, variants=this.kind)
    with pytest.raises(SchemaError, match="One: bit_order= is said by Head, whose fields are read"):
        declare("One", {"a": w.u16}, base, tag=1, bit_order="lsb")
    with pytest.raises(SchemaError, match=r"the run of bits that ends here has 3 bits"):
        declare("Short", {"a": (int, w.bits(3)), "b": w.u8}, bit_order="lsb")
