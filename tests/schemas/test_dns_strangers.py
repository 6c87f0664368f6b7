"""DNS messages of real captures, in a frame and in none, and what becomes of damaged ones."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import strangers
from strangers import CHECKOUT, dns as tshark
from wirefmt import (
    Codec,
    DecodeError,
    Decoder,
    OverrunError,
    SchemaError,
    TrailingBytesError,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas.dns import DNSMessage, OtherRecord, Record, RecordType, TCPMessage

if TYPE_CHECKING:
    from checking import Engine
    from strangers import Pdu

SECTIONS = {
    "qdcount": "question",
    "ancount": "answer",
    "nscount": "authority",
    "arcount": "additional",
}


def decoded(engine: Engine, wire: bytes) -> DNSMessage:
    """Decode a message in a frame: no stream can tell how far a bare one goes."""
    framed: TCPMessage = engine.decode(TCPMessage, in_frame(wire))
    return framed.message


def in_frame(wire: bytes) -> bytes:
    return len(wire).to_bytes(2, "big") + wire


def records_of(message: DNSMessage) -> list[Record]:
    return [*message.answer, *message.authority, *message.additional]


def vectors() -> list[Any]:
    text = (CHECKOUT / "tests" / "vectors" / "dns.toml").read_text(encoding="utf-8")
    rows: list[Any] = tomllib.loads(text)["vector"]
    return rows


def bare(row: Any) -> bytes:
    """Return the message of a vector without the length of TCP."""
    wire = bytes.fromhex(row["hex"])
    return wire[2:] if row["message"] == "TCPMessage" else wire


# ------------------------------------------------------------------ captures


def datagram(pdu: Pdu) -> bytes:
    """Return a message without the length of TCP."""
    return pdu.wire[2:] if tshark.is_tcp(pdu) else pdu.wire


def values(item: Any, names: Any) -> dict[str, object]:
    """Return the fields of a question, a record or an option by name."""
    found = {name: getattr(item, name) for name in names}
    if "options" in found:
        fields = ("option_code", "option_data")
        found["options"] = [values(option, fields) for option in found["options"]]
    return found


def kind_of(record: Record) -> int:
    """Return a record's type: its class has the name of it."""
    return record.type if isinstance(record, OtherRecord) else RecordType[type(record).__name__]


def test_messages_as_tshark_sees_them(engine: Engine) -> None:
    kinds: Counter[int] = Counter()
    for pdu in tshark.claimed():
        message = decoded(engine, datagram(pdu))
        assert message == decode(DNSMessage, datagram(pdu)), pdu.name
        header = tshark.header(pdu)
        for count, section in SECTIONS.items():
            assert len(getattr(message, section)) == header.pop(count), pdu.name
        assert values(message, header) == header, pdu.name
        assert [
            values(question, ("qname", "qtype", "qclass")) for question in message.question
        ] == tshark.questions(pdu), pdu.name
        for record, expected in zip(records_of(message), tshark.records(pdu), strict=True):
            size, kind = expected.pop("rdlength"), expected.pop("type")
            assert kind_of(record) == kind, pdu.name
            assert values(record, expected) == expected, pdu.name
            assert not isinstance(record, OtherRecord) or len(record.rdata) == size, pdu.name
            kinds[kind_of(record)] += 1
    assert kinds == tshark.RECORDS


def test_messages_come_back(engine: Engine) -> None:
    """As the same message; most of them in the same bytes, those of the sender's choice not."""
    same = 0
    rewritten = {name for names in tshark.REWRITTEN.values() for name in names}
    for pdu in tshark.claimed():
        wire = datagram(pdu)
        message = decode(DNSMessage, wire)
        again = engine.encode(DNSMessage, message)
        assert decode(DNSMessage, again) == message, pdu.name
        assert (again == wire) is (pdu.name not in rewritten), pdu.name
        assert len(again) <= len(wire), pdu.name
        same += again == wire
    assert same == 239


def test_messages_of_tcp_come_at_every_cut() -> None:
    pdus = [pdu for pdu in tshark.claimed() if tshark.is_tcp(pdu)]
    assert len(pdus) == 7
    stream = b"".join(pdu.wire for pdu in pdus)
    expected = [TCPMessage(message=decode(DNSMessage, datagram(pdu))) for pdu in pdus]
    assert [framed.length for framed in expected] == [len(datagram(pdu)) for pdu in pdus]
    for size in (1, 2, 7, 100, 1_460, len(stream)):
        decoder = Decoder(TCPMessage)
        found = [
            framed
            for start in range(0, len(stream), size)
            for framed in decoder.feed(stream[start : start + size])
        ]
        assert found == expected, size
        assert list(decoder.feed_eof()) == []


def test_every_field_is_compared_or_left_out_for_a_reason() -> None:
    fields = {field for pdu in strangers.pdus("dns") for field in pdu.fields}
    beginnings = tuple(each for names in tshark.LEFT_OUT.values() for each in names)
    assert {field for field in fields if not field.startswith(beginnings)} == tshark.FIELDS
    assert all(any(field.startswith(each) for field in fields) for each in beginnings)


def test_what_is_unclaimed_is_refused(engine: Engine) -> None:
    pdus = {pdu.name: pdu for pdu in strangers.pdus("dns") if tshark.unclaimed(pdu)}
    assert pdus.keys() == tshark.UNCLAIMED.keys()
    behind, cut = (pdus[name] for name in tshark.UNCLAIMED)
    assert (behind.malformed, cut.malformed) == (False, True)
    with pytest.raises(TrailingBytesError) as caught:
        decoded(engine, behind.wire)
    assert (caught.value.path, caught.value.offset) == (("message",), 2 + 53)
    with pytest.raises(OverrunError) as refused:
        decoded(engine, cut.wire)
    path = ("message", "additional", 0, "options", 1, "option_data")
    assert (refused.value.path, refused.value.offset) == (path, 2 + 53)
    assert len(tshark.claimed()) == len(strangers.pdus("dns")) - 2 == 253


# ------------------------------------------------------------------ streams, and any bytes


@pytest.mark.parametrize("row", vectors(), ids=lambda row: row["name"])
def test_vectors_on_each_engine(engine: Engine, row: Any) -> None:
    wire = bare(row)
    assert engine.encode(DNSMessage, decoded(engine, wire)) == wire


def test_vectors_have_every_type_that_has_a_class() -> None:
    found = {
        type(record) for row in vectors() for record in records_of(decode(DNSMessage, bare(row)))
    }
    assert {cls.__name__ for cls in found} == {
        *("A", "NS", "MD", "MF", "CNAME", "SOA", "MB", "MG", "MR", "PTR", "MINFO", "MX", "TXT"),
        *("AAAA", "SRV", "OPT", "OtherRecord"),
    }


@pytest.mark.parametrize("row", vectors(), ids=lambda row: row["name"])
def test_every_prefix_is_refused_or_awaited(row: Any) -> None:
    wire = bare(row)
    framed = in_frame(wire)
    for size in range(len(wire)):
        with pytest.raises(DecodeError):
            decode(DNSMessage, wire[:size])
        with pytest.raises(DecodeError):  # the frame is whole, the message is not
            decode(TCPMessage, in_frame(wire[:size]))
    decoder = Decoder(TCPMessage)
    for byte in framed[:-1]:
        assert list(decoder.feed(bytes([byte]))) == []
    with pytest.raises(TruncatedError):
        list(decoder.feed_eof())


def test_no_stream_tells_where_a_bare_message_ends() -> None:
    with pytest.raises(SchemaError, match="frame the message"):
        Decoder(DNSMessage)


def test_message_has_several_forms() -> None:
    assert not Codec(DNSMessage).canonical


@given(st.data())
def test_bytes_give_a_message_that_comes_back_or_are_refused(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(vectors()), label="row")
    wire = bytearray(bare(row))
    for _ in range(data.draw(st.integers(1, 3), label="changes")):
        place = data.draw(st.integers(0, len(wire) - 1), label="place")
        wire[place] = data.draw(st.sampled_from([0, 1, 12, 0x3F, 0xC0, 0xFF]) | st.integers(0, 255))
    try:
        message = decode(DNSMessage, wire)
    except DecodeError:
        return
    again = encode(message)
    assert decode(DNSMessage, again) == message
    assert encode(decode(DNSMessage, again)) == again
