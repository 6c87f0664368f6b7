"""SCTP packets against RFC 9260; those of scapy and aiortc are vectors."""

from __future__ import annotations

import tomllib
from ipaddress import IPv4Address as Address
from typing import TYPE_CHECKING, Any

import pytest

import strangers
from checking import check_message
from strangers import CHECKOUT
from wirefmt import (
    CheckFailedError,
    ChecksumError,
    DecodeError,
    EncodeError,
    LengthError,
    Message,
    OverrunError,
    TrailingBytesError,
    TruncatedError,
    UnknownTagError,
    decode,
    encode,
)
from wirefmt.schemas import sctp
from wirefmt.schemas.sctp import (
    Abort,
    Chunk,
    CookieAck,
    CookieEcho,
    Data,
    DataFlags,
    Error,
    ErrorCause,
    Heartbeat,
    HeartbeatInfo,
    Init,
    IPv4Address,
    OutOfResource,
    Packet,
    Parameter,
    ProtocolViolation,
    SelectiveAck,
    ShutdownComplete,
    StateCookie,
    SupportedAddressTypes,
    TagFlags,
    UnknownCause,
    UnknownChunk,
    UnknownParameter,
    crc32c,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checking import Engine

NOT_TAGGED = {Chunk, sctp.Initiation, ErrorCause, Parameter, Packet, sctp.GapAckBlock}


def vectors() -> list[Any]:
    text = (CHECKOUT / "tests" / "vectors" / "sctp.toml").read_text(encoding="utf-8")
    rows: list[Any] = tomllib.loads(text)["vector"]
    return rows


def packet(chunks: str, checksum: int | None = None) -> bytes:
    """Return a packet of these chunks, with its own checksum or another."""
    head, body = bytes.fromhex("1e61 1e62 55667788"), bytes.fromhex(chunks)
    number = crc32c(head + bytes(4) + body) if checksum is None else checksum
    return head + number.to_bytes(4, "little") + body


def inside(value: Any) -> Iterator[Message]:
    """Yield a message and all messages in it."""
    if isinstance(value, Message):
        yield value
        for name in value.__struct_fields__:
            yield from inside(getattr(value, name))
    elif isinstance(value, list):
        for each in value:
            yield from inside(each)


# ------------------------------------------------------------------ checksum


def test_checksum_of_the_catalogue() -> None:
    (check,) = {
        row["check"] for row in strangers.vectors("crc_check")["crcs"] if "CRC-32C" in row["names"]
    }
    assert crc32c(b"123456789") == int(check, 16)


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (bytes(32), 0x8A91_36AA),
        (b"\xff" * 32, 0x62A8_AB43),
        (bytes(range(32)), 0x46DD_794E),
        (bytes(range(31, -1, -1)), 0x113F_DB5C),
    ],
    ids=["zeros", "ones", "up", "down"],
)
def test_checksums_of_iscsi(data: bytes, number: int) -> None:
    """RFC 3720, appendix B.4, has them as they are sent, the lowest byte first."""
    assert crc32c(data) == number


@pytest.mark.parametrize("position", range(16))
def test_no_bit_may_fall(engine: Engine, position: int) -> None:
    wire = bytearray(packet("0b000004"))
    wire[position] ^= 0x40
    with pytest.raises(DecodeError) as caught:
        engine.decode(Packet, bytes(wire))
    if position < 12:
        assert type(caught.value) is ChecksumError
        assert (caught.value.path, caught.value.offset) == (("checksum",), 8)


def test_checksum_of_the_other_byte_order_is_wrong(engine: Engine) -> None:
    right = int.from_bytes(packet("0b000004")[8:12], "little")
    swapped = int.from_bytes(right.to_bytes(4, "little"), "big")
    with pytest.raises(ChecksumError):
        engine.decode(Packet, packet("0b000004", swapped))


# ------------------------------------------------------------------ vectors


def test_vectors_have_every_class() -> None:
    found = {
        type(each)
        for row in vectors()
        for each in inside(decode(Packet, bytes.fromhex(row["hex"])))
    }
    every = {
        value
        for value in vars(sctp).values()
        if isinstance(value, type) and issubclass(value, Message)
    }
    assert every - found == NOT_TAGGED - {Packet, sctp.GapAckBlock}


@pytest.mark.parametrize("row", vectors(), ids=lambda row: row["name"])
def test_vectors_on_each_engine(engine: Engine, row: Any) -> None:
    wire = bytes.fromhex(row["hex"])
    found = engine.decode(Packet, wire)
    assert engine.encode(Packet, found) == wire


# ------------------------------------------------------------------ padding


def test_chunks_are_padded_outside_their_length() -> None:
    """RFC 9260, section 3.2."""
    chunks = [CookieEcho(cookie=b"abcde"), UnknownChunk(chunk_type=0x3F), CookieAck()]
    wire = packet("0a000009 6162636465 000000 3f000004 0b000004")
    message = decode(Packet, wire)
    assert message.chunks == chunks
    assert encode(message) == wire


def test_parameters_are_padded_inside_but_for_the_last() -> None:
    """RFC 9260, section 3.2.1: the chunk's length counts no padding behind the last one."""
    message = Init(
        initiate_tag=1,
        a_rwnd=1500,
        number_of_outbound_streams=2,
        number_of_inbound_streams=3,
        initial_tsn=4,
        parameters=[
            SupportedAddressTypes(address_types=[5]),
            IPv4Address(ipv4_address=Address("192.0.2.1")),
            StateCookie(cookie=b"abc"),
        ],
    )
    wire = bytes.fromhex(
        "0100002b 00000001 000005dc 00020003 00000004 000c00060005 0000 00050008c0000201"
        "00070007616263 00"
    )
    check_message(Chunk, message, wire)


@pytest.mark.parametrize(
    ("chunk", "canonical"),
    [
        ("0600000c 000c0007627965 00", "0600000b 000c0007627965 00"),
        ("0400000c 00010007313233 00", "0400000b 00010007313233 00"),
    ],
    ids=["causes", "heartbeat"],
)
def test_padding_may_be_counted(engine: Engine, chunk: str, canonical: str) -> None:
    """RFC 9260, section 3.2: a robust receiver accepts a length that counts the padding."""
    found = engine.decode(Packet, packet(chunk))
    assert found == engine.decode(Packet, packet(canonical))
    assert engine.encode(Packet, found) == packet(canonical)


def test_padding_is_not_looked_at(engine: Engine) -> None:
    found = engine.decode(Packet, packet("0a000005 61 a5a5a5"))
    assert found.chunks == [CookieEcho(cookie=b"a")]
    assert engine.encode(Packet, found) == packet("0a000005 61 000000")


# ------------------------------------------------------------------ what is kept


@pytest.mark.parametrize(
    ("spec", "wire", "message"),
    [
        (Chunk, "c0050008 00000001", UnknownChunk),
        (Parameter, "c0000004", UnknownParameter),
        (ErrorCause, "00a0000561", UnknownCause),
    ],
    ids=["chunk", "parameter", "cause"],
)
def test_unknown_ones_are_kept(spec: Any, wire: str, message: type[Message]) -> None:
    found = decode(spec, bytes.fromhex(wire))
    assert type(found) is message
    check_message(spec, found, bytes.fromhex(wire))


def test_flags_without_a_name_are_kept() -> None:
    data = decode(Chunk, bytes.fromhex("00f30011 0000000a 0001 0003 00000000 61 000000"))
    assert isinstance(data, Data)
    assert data.chunk_flags == DataFlags.B | DataFlags.E | 0xF0
    assert encode(data)[1] == 0xF3


@pytest.mark.parametrize("cls", [Abort, ShutdownComplete])
def test_reflected_tag(cls: type[Abort | ShutdownComplete]) -> None:
    assert encode(cls(chunk_flags=TagFlags.T))[1] == 1
    assert encode(cls())[1] == 0


def test_causes_one_after_the_other() -> None:
    message = Error(
        error_causes=[
            ProtocolViolation(additional_information=b"x"),
            OutOfResource(),
            UnknownCause(cause_code=0xA0, cause_specific_information=b"yz"),
        ]
    )
    check_message(
        Chunk, message, bytes.fromhex("0900001600 0d0005 78 000000 00040004 00a00006 797a 0000")
    )


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("chunks", "error", "path", "offset"),
    [
        ("", LengthError, ("chunks",), 12),
        ("0b0000", TruncatedError, ("chunks", 0, "chunk_length"), 14),
        ("0b000003", LengthError, ("chunks", 0), 12),
        ("0b000005 00000000", TrailingBytesError, ("chunks", 0), 16),
        ("0a000009 61626364", TruncatedError, ("chunks", 0), 12),
        ("0a000005 61", TruncatedError, ("chunks", 0), 12),
        ("00030010 00000001 00010001 00000000", LengthError, ("chunks", 0, "user_data"), 28),
        (
            "01000014 00000000 000005dc 00010001 00000000",
            CheckFailedError,
            ("chunks", 0, "initiate_tag"),
            16,
        ),
        (
            "01000014 00000001 000005dc 00000001 00000000",
            CheckFailedError,
            ("chunks", 0, "number_of_outbound_streams"),
            24,
        ),
        (
            "03000010 00000001 000005dc 00010000",
            OverrunError,
            ("chunks", 0, "gap_ack_blocks"),
            28,
        ),
        (
            "0400000c 00050008 c0000201",
            UnknownTagError,
            ("chunks", 0, "heartbeat_information", "parameter_type"),
            16,
        ),
        ("09000004", CheckFailedError, ("chunks", 0, "error_causes"), 16),
        ("06000008 000c0003", LengthError, ("chunks", 0, "error_causes", 0), 16),
    ],
    ids=[
        "no_chunk",
        "chunk_of_3_bytes",
        "length_3",
        "length_5",
        "length_9",
        "unpadded",
        "no_user_data",
        "initiate_tag_0",
        "no_streams",
        "gap_ack_blocks",
        "heartbeat_of_an_address",
        "no_cause",
        "cause_length_3",
    ],
)
def test_bytes_that_are_no_packet_are_refused(
    engine: Engine, chunks: str, error: type[DecodeError], path: tuple[Any, ...], offset: int
) -> None:
    with pytest.raises(DecodeError) as caught:
        engine.decode(Packet, packet(chunks))
    found = caught.value
    assert (type(found), found.path, found.offset) == (error, path, offset)


@pytest.mark.parametrize(
    ("message", "path"),
    [
        (Error(error_causes=[]), ("error_causes",)),
        (CookieEcho(cookie=bytes(65_532)), ("chunk_length",)),
        (Heartbeat(heartbeat_information=HeartbeatInfo(heartbeat_information=bytes(65_529))), ()),
    ],
    ids=["no_cause", "cookie", "heartbeat"],
)
def test_chunks_that_cannot_be_are_refused(message: Chunk, path: tuple[str, ...]) -> None:
    with pytest.raises(EncodeError) as caught:
        encode(message)
    assert caught.value.path[: len(path)] == path


def test_duplicates_are_counted() -> None:
    message = SelectiveAck(cumulative_tsn_ack=1, a_rwnd=2, duplicate_tsns=[3, 4])
    assert (message.number_of_gap_ack_blocks, message.number_of_duplicate_tsns) == (0, 2)
