"""Formats whose first bytes, or sessions, tell their byte order: D-Bus and pcapng."""

from __future__ import annotations

import struct
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import pytest

import strangers
import strangers.pcap
import wirefmt as w
from checking import (
    Engine,
    check_encode_error,
    check_faulty,
    check_message,
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
    Message,
    OutOfRangeError,
    given,
    peek,
    this,
    u8,
    u16,
    u32,
)
from wirefmt.codec import codec_of
from wirefmt.ir.show import show_record

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


# ------------------------------------------------------------------ what is shown of them


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
