"""Byte orders that an expression tells: what the message begins with, what is given, or outer."""

from __future__ import annotations

import struct
import zlib
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import pytest
from msgspec.structs import replace

import strangers
import strangers.pcap
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
from checking.messages import (
    check_borders,
    check_cuts,
    check_decoding,
    check_encoding,
    check_prefixes,
    check_spans,
)
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
from wirefmt.ir.show import show_record
from wirefmt.ir.types import Integer

if TYPE_CHECKING:
    Order = Literal["big", "little"]

BOTH: list[Any] = [("big", ">"), ("little", "<")]
both = pytest.mark.parametrize(("order", "sign"), BOTH)


# ------------------------------------------------------------------ D-Bus


class MessageType(IntEnum):
    METHOD_CALL = 1
    METHOD_RETURN = 2
    ERROR = 3
    SIGNAL = 4


class Start(Message, byte_order=peek(u8) == ord("l")):
    """The fields `yyyyuu` of a message's header (D-Bus Specification, "Message Format")."""

    endianness: u8 = w.field(check=w.one_of(this.endianness, ord("l"), ord("B")))
    type: MessageType = w.enumerated(u8)
    flags: u8
    protocol_version: u8 = w.const(1)
    body_length: u32
    serial: u32 = w.field(check=this.serial != 0)


def start(mark: str, body_length: int, serial: int) -> Start:
    return Start(
        endianness=ord(mark),
        type=MessageType.METHOD_CALL,
        flags=0,
        body_length=body_length,
        serial=serial,
    )


def test_dbus_header_says_its_order_in_its_first_byte() -> None:
    check_message(Start, start("l", 8, 1), b"l\1\0\1\x08\0\0\0\1\0\0\0")
    check_message(Start, start("B", 8, 1), b"B\1\0\1\0\0\0\x08\0\0\0\1")


def test_error_is_that_of_the_order_in_which_a_message_is(engine: Engine) -> None:
    for mark, wire in (("l", b"\0\0\0\0"), ("B", b"\0\0\0\0")):
        error = w.CheckFailedError(
            "Start", ("serial",), 8, 0, "0 does not satisfy this.serial != 0"
        )
        check_faulty(Start, mark.encode() + b"\1\0\1" + 2 * wire, error)
    refused = OutOfRangeError(
        "Start", ("serial",), str(1 << 32), "4294967296 is not in 0 to 4294967295"
    )
    check_encode_error(Start, start("l", 8, 1 << 32), refused)
    with pytest.raises(w.WrongTypeError):
        engine.encode(Start, 3)


# ------------------------------------------------------------------ pcapng

BYTE_ORDER_MAGIC = 0x1A2B3C4D


class SectionHeader(
    Message, byte_order=peek(u32, at=8) == 0x4D3C2B1A, size=this.block_total_length
):
    """Section Header Block (draft-ietf-opsawg-pcapng, section 4.1)."""

    block_type: u32 = w.const(0x0A0D0D0A)
    block_total_length: u32 = w.derived()
    byte_order_magic: u32 = w.const(BYTE_ORDER_MAGIC)
    major_version: u16 = 1
    minor_version: u16 = 0
    section_length: w.i64 = -1
    options: bytes = w.data(w.rest)
    last_length: u32 = w.derived(u32, this.block_total_length)


class Block(
    Message,
    byte_order=given.little,
    variants=this.block_type,
    size=this.block_total_length,
):
    """Any other block (section 3.1)."""

    block_type: u32 = w.derived()
    block_total_length: u32 = w.derived()
    last_length: u32 = w.derived(u32, this.block_total_length, trailing=True)


class InterfaceDescription(Block, tag=1):
    link_type: u16
    reserved: u16 = w.pad(2)
    snap_length: u32
    options: bytes = w.data(w.rest)


class EnhancedPacket(Block, tag=6):
    interface_id: u32
    timestamp_high: u32
    timestamp_low: u32
    captured_length: u32 = w.derived()
    original_length: u32
    packet: bytes = w.data(this.captured_length, align=4)
    options: bytes = w.data(w.rest)


class OtherBlock(Block, tag=...):
    block_type: u32 = w.field()
    body: bytes = w.data(w.rest)


def section_header(sign: str) -> bytes:
    """Return a Section Header Block without options."""
    return struct.pack(f"{sign}IIIHHqI", 0x0A0D0D0A, 28, BYTE_ORDER_MAGIC, 1, 0, -1, 28)


@pytest.mark.parametrize("sign", "><")
def test_section_header_says_its_order_in_its_magic_number(sign: str) -> None:
    codec, wire = codec_of(SectionHeader), section_header(sign)
    check_decoding(codec, SectionHeader(options=b""), wire, None)
    check_borders(codec, SectionHeader(options=b""), wire, None)
    check_prefixes(codec, wire, None)
    check_spans(codec, wire, None)
    check_cuts(codec, SectionHeader(options=b""), wire, None)
    wrong = wire[:24] + struct.pack(f"{sign}I", 29)
    reason = "29 is not 28, which the other fields give"
    check_faulty(
        SectionHeader, wrong, w.CheckFailedError("SectionHeader", ("last_length",), 24, 0, reason)
    )


def test_magic_number_that_suits_both_orders_is_written_in_network_order() -> None:
    check_encoding(codec_of(SectionHeader), SectionHeader(options=b""), section_header(">"), None)
    assert codec_of(SectionHeader).canonical.forgets == ("SectionHeader: the order of its bytes",)


@both
def test_blocks_are_in_the_order_that_is_given(order: Order, sign: str) -> None:
    session = {"little": order == "little"}
    message = InterfaceDescription(link_type=1, snap_length=65535, options=b"")
    wire = struct.pack(f"{sign}IIHHII", 1, 20, 1, 0, 65535, 20)
    check_message(Block, message, wire, given=session)
    check_message(InterfaceDescription, message, wire, given=session)
    packet = EnhancedPacket(
        interface_id=0,
        timestamp_high=1,
        timestamp_low=2,
        original_length=9,
        packet=b"abc",
        options=b"",
    )
    wire = struct.pack(f"{sign}IIIIIII3sxI", 6, 36, 0, 1, 2, 3, 9, b"abc", 36)
    check_message(Block, packet, wire, given=session)
    check_message(
        Block,
        OtherBlock(block_type=9, body=b""),
        struct.pack(f"{sign}III", 9, 12, 12),
        given=session,
    )


class Section(Message, byte_order=peek(u32, at=8) == 0x4D3C2B1A):
    """A section as one message; its magic number is kept as bytes, and so its order."""

    block_type: u32 = w.const(0x0A0D0D0A)
    block_total_length: u32
    byte_order_magic: bytes = w.data(
        4, check=w.one_of(this.byte_order_magic, b"\x1a\x2b\x3c\x4d", b"\x4d\x3c\x2b\x1a")
    )
    rest_of_header: bytes = w.data(this.block_total_length - 12)
    blocks: list[SectionBlock] = w.array(w.rest)


class SectionBlock(Message, variants=this.block_type, size=this.block_total_length):
    block_type: u32 = w.derived()
    block_total_length: u32 = w.derived()
    last_length: u32 = w.derived(u32, this.block_total_length, trailing=True)


class SectionInterface(SectionBlock, tag=1):
    link_type: u16
    reserved: u16 = w.pad(2)
    snap_length: u32
    options: bytes = w.data(w.rest)


class SectionPacket(SectionBlock, tag=6):
    interface_id: u32
    timestamp_high: u32
    timestamp_low: u32
    captured_length: u32 = w.derived()
    original_length: u32
    packet: bytes = w.data(this.captured_length, align=4)
    options: bytes = w.data(w.rest)


class SectionOther(SectionBlock, tag=...):
    block_type: u32 = w.field()
    body: bytes = w.data(w.rest)


@pytest.mark.parametrize("sign", "><")
def test_order_governs_what_is_nested(sign: str) -> None:
    magic = struct.pack(f"{sign}I", BYTE_ORDER_MAGIC)
    header = section_header(sign)
    wire = header + struct.pack(f"{sign}IIHHII", 1, 20, 1, 0, 65535, 20)
    block = SectionInterface(link_type=1, snap_length=65535, options=b"")
    message = Section(
        block_total_length=28, byte_order_magic=magic, rest_of_header=header[12:], blocks=[block]
    )
    check_message(Section, message, wire)


FILES = strangers.WIRE / "captures" / "pcap" / "gopacket+gopacket"


def section_starts(data: bytes) -> list[int]:
    """Return where the sections of a file begin, and where the file ends."""
    starts, offset, sign = [], 0, ">"
    while offset < len(data):
        if data.startswith(b"\x0a\x0d\x0d\x0a", offset):
            sign = "<" if data.startswith(b"\x4d\x3c\x2b\x1a", offset + 8) else ">"
            starts.append(offset)
        (size,) = struct.unpack_from(f"{sign}I", data, offset + 4)
        offset += size
    return [*starts, offset]


@pytest.mark.parametrize("order", ["be", "le"])
def test_strangers_files_are_read(order: str) -> None:
    """Some have sections in both orders."""
    strangers.require_wire()
    paths = sorted(FILES.glob(f"pcapgo__tests__{order}__*.pcapng"))
    assert paths
    for path in paths:
        data = path.read_bytes()
        packets: list[bytes] = []
        for start, stop in pairwise(section_starts(data)):
            wire = data[start:stop]
            header, end = codec_of(SectionHeader).decode_from(wire)
            assert (header.major_version, header.minor_version) == (1, 0)
            session = {"little": wire[8] == 0x4D}
            blocks, last = codec_of(Block).decode_many(wire, end, given=session)
            assert last == len(wire)
            written = b"".join(codec_of(Block).encode(each, given=session) for each in blocks)
            assert written == wire[end:]
            packets += [each.packet for each in blocks if isinstance(each, EnhancedPacket)]
            section = codec_of(Section).decode(wire)
            assert codec_of(Section).encode(section) == wire
            assert len(section.blocks) == len(blocks)
        frames = [frame.data for frame in strangers.pcap.frames(path)]
        assert packets
        assert all(packet in frames for packet in packets)


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


def test_variant_has_the_order_of_its_header() -> None:
    base = declare(
        "Head", {"kind": (u16, w.derived())}, variants=this.kind, byte_order=given.little
    )
    for order in ("big", given.other):
        with pytest.raises(SchemaError, match="One: byte_order= is said by Head, whose fields are"):
            declare("One", {"a": u16}, base, tag=1, byte_order=order)
    declare("One", {"a": u16}, base, tag=1, byte_order=given.little)


def test_layout_holds_it_in_both_orders() -> None:
    records = codec_of(Section).layout.records
    found = {(record.name, record.switch is None) for record in records}
    assert found == {
        ("Section", False),
        ("Section", True),
        ("SectionBlock", True),
        ("SectionInterface", True),
        ("SectionPacket", True),
        ("SectionOther", True),
    }
    assert len(records) == 10


def test_table_says_what_tells_the_order() -> None:
    blueprint = codec_of(SectionHeader).blueprint
    lines = show_record(blueprint, 0).splitlines()
    assert lines[0] == "SectionHeader: 28.. bytes"
    assert "byte order: little-endian if peek(u32, at=8) == 1295788826" in lines
    assert "byte order" not in show_record(blueprint, 1)


def test_order_that_the_session_tells_is_not_forgotten() -> None:
    assert codec_of(Bits).canonical
    assert codec_of(Start).canonical.forgets == ("Start: the order of its bytes",)
