"""Records of the DNS against RFC 1035, RFC 2782 and RFC 6891; the vectors have the rest."""

from __future__ import annotations

from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import pytest

from checking import check_faulty
from wirefmt import (
    CheckFailedError,
    DecodeError,
    InvalidValueError,
    LengthError,
    MalformedError,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TrailingBytesError,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas.dns import (
    OPT,
    TXT,
    A,
    Class,
    DNSMessage,
    Option,
    OtherRecord,
    RecordType,
    TCPMessage,
)

if TYPE_CHECKING:
    from checking import Engine


def decoded(engine: Engine, wire: bytes) -> DNSMessage:
    """Decode a message in a frame: no stream can tell how far a bare one goes."""
    framed: TCPMessage = engine.decode(TCPMessage, in_frame(wire))
    return framed.message


def in_frame(wire: bytes) -> bytes:
    return len(wire).to_bytes(2, "big") + wire


def response(counts: str, *rest: str) -> bytes:
    """Return the octets of a response: a digit for the count of each section, and what follows."""
    return bytes.fromhex("0007 8000" + "".join(f"000{count}" for count in counts) + "".join(rest))


def answer(kind: int, data: str, size: int | None = None) -> bytes:
    """Return a response with one record of the root, whose data is at 23."""
    octets = bytes.fromhex(data)
    length = len(octets) if size is None else size
    return response("0100", f"00 {kind:04x} 0001 00000001 {length:04x}") + octets


@pytest.mark.parametrize(
    ("record", "error", "field", "offset"),
    [
        (answer(1, "c00002"), OverrunError, ("address",), 23),
        (answer(1, "c000020101"), TrailingBytesError, (), 27),
        (answer(1, ""), OverrunError, ("address",), 23),
        (answer(28, "20010db8"), OverrunError, ("address",), 23),
        (answer(2, ""), OverrunError, ("nsdname",), 23),
        (answer(2, "0161"), MalformedError, ("nsdname",), 23),
        (answer(2, "c0"), MalformedError, ("nsdname",), 23),
        (answer(2, "016100 00"), TrailingBytesError, (), 26),
        (answer(2, "c017"), MalformedError, ("nsdname",), 23),
        (answer(2, "c018 00"), MalformedError, ("nsdname",), 23),
        (answer(15, "0001"), OverrunError, ("exchange",), 25),
        (answer(15, "0001 0161 c019"), MalformedError, ("exchange",), 25),
        (
            answer(6, "00 00 00000001 00000002 00000003 00000004 000000"),
            OverrunError,
            ("minimum",),
            41,
        ),
        (answer(6, "0161 00"), OverrunError, ("rname",), 26),
        (answer(14, "0161 00"), OverrunError, ("emailbx",), 26),
        (answer(16, ""), LengthError, ("txt_data",), 23),
        (answer(33, "0000 0000 0000"), OverrunError, ("target",), 29),
    ],
)
def test_data_that_is_too_short_or_too_long_is_refused(
    engine: Engine, record: bytes, error: type[DecodeError], field: tuple[str, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        decoded(engine, record)
    path = ("message", "answer", 0, *field)
    assert type(caught.value) is error
    assert (caught.value.path, caught.value.offset) == (path, 2 + offset)


def test_character_string_that_is_too_long_is_refused() -> None:
    reason = "needs 2 bytes, 1 are left in its window"
    error = OverrunError("DNSMessage", ("answer", 0, "txt_data", 0), 23, 0, reason)
    check_faulty(DNSMessage, answer(16, "0261"), error)


def test_length_of_data_beyond_the_message_is_truncated() -> None:
    wire = answer(65_280, "0102", size=3)
    reason = "the input ends after 13 of 14 bytes"
    check_faulty(DNSMessage, wire, TruncatedError("DNSMessage", ("answer", 0), 12, 0, reason))


def test_name_in_data_sees_no_byte_behind_its_length() -> None:
    """The label would go on in the next record."""
    wire = response("0200", "00 0002 0001 00000001 0002 0161", "00 0002 0001 00000001 0001 00")
    reason = "a name goes on where its data ends"
    path = ("answer", 0, "nsdname")
    check_faulty(DNSMessage, wire, MalformedError("DNSMessage", path, 23, 0, reason))


def test_more_records_are_announced_than_there_are() -> None:
    with pytest.raises(TruncatedError) as caught:
        decode(DNSMessage, bytes.fromhex("0001 0000 ffff 0000 0000 0000"))
    assert (caught.value.path, caught.value.offset) == (("question", 0, "qname"), 12)


def test_message_is_behind_no_other_bytes() -> None:
    with pytest.raises(TrailingBytesError) as caught:
        decode(DNSMessage, response("0000", "00"))
    assert caught.value.offset == 12


def test_known_type_is_no_other_record() -> None:
    with pytest.raises(InvalidValueError, match="its tag is not one of OtherRecord"):
        encode(OtherRecord(name=".", type=RecordType.A, ttl=0, rdata=bytes(4)))


def test_data_has_65535_octets_at_most() -> None:
    record = OtherRecord(name=".", type=65_280, ttl=0, rdata=bytes(0xFFFF))
    message = DNSMessage(id=1, answer=[record])
    assert decode(DNSMessage, encode(message)) == message
    with pytest.raises(OutOfRangeError) as caught:
        encode(TCPMessage(message=message))
    assert caught.value.path == ("length",)
    with pytest.raises(OutOfRangeError):
        encode(OtherRecord(name=".", type=65_280, ttl=0, rdata=bytes(0x10000)))


def test_class_is_a_number() -> None:
    """The bits that multicast DNS has there (RFC 6762, sections 5.4 and 10.2) are part of it."""
    wire = response("1100", "00 00ff 8001", "00 0001 8001 00000001 0004 c0000201")
    message = decode(DNSMessage, wire)
    assert message.question[0].qclass == 0x8001
    assert message.answer == [A(name=".", class_=0x8001, ttl=1, address=IPv4Address("192.0.2.1"))]
    assert encode(message) == wire
    assert decode(DNSMessage, response("1000", "00 0001 0003")).question[0].qclass is Class.CH


def test_opt_stands_at_the_root() -> None:
    wire = response("0001", "0161 00 0029 04d0 00000000 0000")
    with pytest.raises(CheckFailedError) as caught:
        decode(DNSMessage, wire)
    assert (caught.value.path, caught.value.offset) == (("additional", 0, "name"), 12)
    with pytest.raises(InvalidValueError) as refused:
        encode(OPT(name="a.", udp_payload_size=1_232))
    assert refused.value.path == ("name",)


def test_opt_has_its_fields_where_others_have_class_and_ttl(engine: Engine) -> None:
    """RFC 6891, sections 6.1.2 and 6.1.3."""
    message = DNSMessage(
        id=7,
        qr=True,
        additional=[
            OPT(
                udp_payload_size=1_232,
                extended_rcode=1,
                version=2,
                do=True,
                z=3,
                options=[Option(option_code=65_001, option_data=b"x"), Option(option_code=3)],
            )
        ],
    )
    wire = response("0001", "00 0029 04d0 01 02 8003 0009 fde9 0001 78 0003 0000")
    assert engine.encode(DNSMessage, message) == wire
    assert decoded(engine, wire) == message


def test_text_of_one_empty_string_is_no_empty_text() -> None:
    wire = answer(16, "00")
    assert decode(DNSMessage, wire).answer == [TXT(name=".", ttl=1, txt_data=[b""])]
    with pytest.raises(SizeMismatchError) as caught:
        encode(TXT(name=".", ttl=1, txt_data=[]))
    assert caught.value.path == ("txt_data",)
