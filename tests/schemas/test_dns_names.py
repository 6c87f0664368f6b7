"""Names of the DNS: their text, their compression, and those that are made to do harm."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import wirefmt as w
from checking import check_faulty, check_message
from wirefmt import (
    DecodeError,
    InvalidValueError,
    MalformedError,
    Message,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas.dns import (
    CNAME,
    NS,
    PTR,
    SRV,
    DNSMessage,
    DomainName,
    DomainNameCodec,
    OtherRecord,
    Question,
    Record,
    RecordType,
    TCPMessage,
    to_labels,
    to_text,
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


# ------------------------------------------------------------------ names as text


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (".", []),
        ("org.", [b"org"]),
        ("WWW.example.org.", [b"WWW", b"example", b"org"]),
        (r"a\.b.c\\d.", [b"a.b", b"c\\d"]),
        (r"\000\032\127\255.~!.", [b"\0 \x7f\xff", b"~!"]),
        ('"(;)"@$.', [b'"(;)"@$']),
        (r"\.\\.", [b".\\"]),
    ],
)
def test_text_of_a_name(text: str, labels: list[bytes]) -> None:
    """RFC 1035, section 5.1."""
    assert to_text(labels) == text
    assert to_labels(text) == labels


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("org", "org."),
        (r"\097\b.\@", "ab.@."),
        (r"a b", r"a\032b."),
        (r"\046", r"\.."),
        (r"\ .", r"\032."),
        ("a\n", r"a\010."),
    ],
)
def test_other_spellings_have_labels_but_are_in_no_message(text: str, spelled: str) -> None:
    assert to_text(to_labels(text)) == spelled
    with pytest.raises(InvalidValueError) as caught:
        encode(Question(qname=text, qtype=1))
    assert caught.value.path == ("qname",)
    assert caught.value.reason == f"the name is spelled {spelled!r}"


@pytest.mark.parametrize(
    "text",
    ["", "..", ".a.", "a..b.", "a\\", r"a\25", r"\256.", "é.", "a.é", r"\é.", "x" * 64 + "."],
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no name|is empty|not in range"):
        to_labels(text)
    with pytest.raises(InvalidValueError) as caught:
        encode(Question(qname=text, qtype=1))
    assert caught.value.path == ("qname",)


@pytest.mark.parametrize("value", [b"org.", 7, ["org"]])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        encode(Question(qname=value, qtype=1))
    assert caught.value.path == ("qname",)


@given(st.lists(st.binary(min_size=1, max_size=63), max_size=3))
def test_any_labels_come_back(labels: list[bytes]) -> None:
    text = to_text(labels)
    assert to_labels(text) == labels
    question = Question(qname=text, qtype=RecordType.ANY)
    wire = encode(question)
    assert wire[:-4] == b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    assert decode(Question, wire) == question


LARGEST = f"{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 61}."


def test_name_has_255_octets_at_most() -> None:
    """RFC 1035, section 2.3.4."""
    wire = response("1000", *(f"3f{letter * 63}" for letter in ("61", "62", "63")))
    end = bytes.fromhex("00 0001 0001")
    message = decode(DNSMessage, wire + b"\x3d" + b"d" * 61 + end)
    assert message.question == [Question(qname=LARGEST, qtype=RecordType.A)]
    assert encode(message) == wire + b"\x3d" + b"d" * 61 + end
    with pytest.raises(MalformedError, match="larger than 255 octets"):
        decode(DNSMessage, wire + b"\x3e" + b"d" * 62 + end)
    with pytest.raises(InvalidValueError, match="larger than 255 octets"):
        encode(Question(qname=LARGEST.replace("d.", "dd."), qtype=1))


def test_name_has_127_labels_at_most() -> None:
    name = "a." * 127
    assert len(encode(Question(qname=name, qtype=1))) == 255 + 4
    with pytest.raises(InvalidValueError, match="larger than 255 octets"):
        encode(Question(qname=f"b.{name}", qtype=1))


def test_name_with_a_pointer_has_255_octets_at_most() -> None:
    message = DNSMessage(
        id=1,
        question=[Question(qname=LARGEST[64:], qtype=RecordType.NS)],
        answer=[NS(name=LARGEST, ttl=0, nsdname=LARGEST[64:])],
    )
    wire = encode(message)
    assert decode(DNSMessage, wire) == message
    faulty = wire.replace(b"\x3f" + b"a" * 63 + b"\xc0\x0c", b"\x3fa" + b"a" * 62 + b"\1b\xc0\x0c")
    assert len(faulty) == len(wire) + 2
    with pytest.raises(MalformedError, match="larger than 255 octets"):
        decode(DNSMessage, faulty)


# ------------------------------------------------------------------ names that are compressed


class Example(Message):
    """The names of RFC 1035, section 4.1.4, where that section has them."""

    gap: bytes = w.data(20)
    first: DomainName
    second_gap: bytes = w.data(8)
    second: DomainName
    third_gap: bytes = w.data(18)
    third: DomainName
    last_gap: bytes = w.data(26)
    root: DomainName


def test_names_are_compressed_as_in_the_standard() -> None:
    wire = bytearray(93)
    wire[20:32] = b"\1F\3ISI\4ARPA\0"
    wire[40:46] = b"\3FOO\xc0\x14"
    wire[64:66] = b"\xc0\x1a"
    message = Example(
        gap=bytes(20),
        first="F.ISI.ARPA.",
        second_gap=bytes(8),
        second="FOO.F.ISI.ARPA.",
        third_gap=bytes(18),
        third="ARPA.",
        last_gap=bytes(26),
        root=".",
    )
    check_message(Example, message, bytes(wire))


def test_another_case_is_not_compressed(engine: Engine) -> None:
    """A pointer would give the name the other's case."""
    message = DNSMessage(
        id=7,
        qr=True,
        question=[Question(qname="WWW.Example.", qtype=RecordType.CNAME)],
        answer=[CNAME(name="www.Example.", ttl=1, cname="WWW.example.")],
    )
    wire = response(
        "1100",
        "03575757 074578616d706c65 00 0005 0001",
        "03777777 c010 0005 0001 00000001 000d 03575757 076578616d706c65 00",
    )
    assert engine.encode(DNSMessage, message) == wire
    assert decoded(engine, wire) == message


def test_pointer_takes_the_case_of_what_it_points_to() -> None:
    wire = response("2000", "01 41 00 0001 0001", "01 62 c00c 0001 0001")
    assert [each.qname for each in decode(DNSMessage, wire).question] == ["A.", "b.A."]


def test_target_of_srv_is_written_in_full_and_read_in_any_form(engine: Engine) -> None:
    """RFC 2782 forbids compression, RFC 3597 asks receivers to expect it all the same."""
    head = response("0200", "0161 00 0021 0001 00000001")
    message = DNSMessage(
        id=7,
        qr=True,
        answer=[
            SRV(name="a.", ttl=1, priority=1, weight=2, port=3, target="b.a."),
            PTR(name="a.", ttl=1, ptrdname="b.a."),
        ],
    )
    last = bytes.fromhex("c00c 000c 0001 00000001 0004 0162 c00c")
    written = head + bytes.fromhex("000b 0001 0002 0003 0162 0161 00") + last
    assert engine.encode(DNSMessage, message) == written
    assert decoded(engine, written) == message
    shortened = head + bytes.fromhex("000a 0001 0002 0003 0162 c00c") + last
    assert decoded(engine, shortened) == message


def test_raw_data_is_neither_compressed_nor_pointed_to(engine: Engine) -> None:
    message = DNSMessage(
        id=7,
        qr=True,
        answer=[
            OtherRecord(name="a.", type=RecordType.DNAME, ttl=1, rdata=b"\1b\1a\0"),
            NS(name="a.", ttl=1, nsdname="b.a."),
        ],
    )
    wire = response(
        "0200",
        "0161 00 0027 0001 00000001 0005 0162 0161 00",
        "c00c 0002 0001 00000001 0004 0162 c00c",
    )
    assert engine.encode(DNSMessage, message) == wire
    assert decoded(engine, wire) == message


def test_pointer_into_raw_data_is_followed() -> None:
    """As BIND writes them, into the signer's name of an RRSIG; they are written in another way."""
    wire = response("0200", "00 002e 0001 00000001 0003 0162 00", "c017 0002 0001 00000001 0001 00")
    message = decode(DNSMessage, wire)
    assert message.answer[1] == NS(name="b.", ttl=1, nsdname=".")
    again = encode(message)
    assert len(again) == len(wire) + 1
    assert decode(DNSMessage, again) == message


def test_no_pointer_goes_beyond_its_fourteen_bits() -> None:
    filler = OtherRecord(name=".", type=65_280, ttl=0, rdata=bytes(0x3FFE - 12 - 11))
    early = NS(name="a.", ttl=0, nsdname="b.")
    records: list[Record] = [filler, early, *[NS(name="b.", ttl=0, nsdname="c.")] * 2]
    wire = encode(DNSMessage(id=0, answer=records))
    places = [wire.index(b"\1a\0"), wire.index(b"\1b\0"), wire.index(b"\1c\0")]
    assert places == [0x3FFE, 0x400B, 0x401B]
    assert wire.count(b"\1b\0") == 3
    assert wire.count(b"\1c\0") == 2
    assert decode(DNSMessage, wire).answer == records


def test_last_place_that_a_pointer_reaches() -> None:
    filler = OtherRecord(name=".", type=65_280, ttl=0, rdata=bytes(0x3FFF - 12 - 11))
    records: list[Record] = [filler, NS(name="a.", ttl=0, nsdname="a.")]
    wire = encode(DNSMessage(id=0, answer=records))
    assert wire[0x3FFF:] == bytes.fromhex("0161 00 0002 0001 00000000 0002 ffff")
    assert decode(DNSMessage, wire).answer == records


def test_record_alone_points_to_nothing_where_a_header_would_be() -> None:
    record = NS(name="example.", ttl=0, nsdname="ns.example.")
    wire = b"\7example\0" + bytes.fromhex("0002 0001 00000000 000c") + b"\2ns\7example\0"
    assert encode(record) == wire
    assert decode(Record, wire) == record


# ------------------------------------------------------------------ hostile names


QNAME = ("question", 0, "qname")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("c00c", "a pointer leads to 12, where no earlier name is"),
        ("0161 c00c", "a pointer leads to 12, where no earlier name is"),
        ("0161 c00e", "a pointer leads to 14, where no earlier name is"),
        ("c00e 0161 00", "a pointer leads to 14, where no earlier name is"),
        ("ffff", "a pointer leads to 16383, where no earlier name is"),
        ("c000", "a pointer leads to 0, where no earlier name is"),
        ("c00b", "a pointer leads to 11, where no earlier name is"),
        ("40", "a label begins with 0x40, which is reserved"),
        ("7f", "a label begins with 0x7f, which is reserved"),
        ("0161 80", "a label begins with 0x80, which is reserved"),
        ("bf", "a label begins with 0xbf, which is reserved"),
    ],
)
def test_names_that_go_wrong_are_refused(engine: Engine, name: str, reason: str) -> None:
    with pytest.raises(MalformedError) as caught:
        decoded(engine, response("1000", name, "0001 0001"))
    assert (caught.value.path, caught.value.offset) == (("message", *QNAME), 2 + 12)
    assert caught.value.reason == reason


@pytest.mark.parametrize("name", ["", "01", "0161", "3f6161", "c0", "0161 c0"])
def test_names_that_are_cut_are_refused(name: str) -> None:
    wire = response("1000", name)
    path, offset = QNAME, 12
    if name:
        error: DecodeError = MalformedError(
            "DNSMessage", path, offset, 0, "a name goes on where its data ends"
        )
    else:
        error = TruncatedError("DNSMessage", path, offset, 0, "the input ends after 0 of 1 bytes")
    check_faulty(DNSMessage, wire, error)


def raw(data: bytes) -> bytes:
    """Return a response whose first record has this data, at 23, and whose second has no name."""
    head = response("0200", "00 ff00 0001 00000001") + len(data).to_bytes(2, "big")
    assert len(head) == 23
    return head + data


REST = bytes.fromhex("0002 0001 00000001 0001 00")
OWNER = ("answer", 1, "name")


def test_loop_of_two_pointers_is_refused() -> None:
    wire = raw(bytes.fromhex("c019 c017")) + b"\xc0\x19" + REST
    reason = "a pointer leads to 25, where no earlier name is"
    check_faulty(DNSMessage, wire, MalformedError("DNSMessage", OWNER, 27, 0, reason))


def test_loop_through_labels_is_refused() -> None:
    wire = raw(bytes.fromhex("0161 0162")) + b"\xc0\x17" + REST
    reason = "a name goes on where its data ends"
    check_faulty(DNSMessage, wire, MalformedError("DNSMessage", OWNER, 27, 0, reason))


def test_labels_that_a_pointer_leads_to_end_before_the_name() -> None:
    """The label at 23 would hold the pointer, and the name would go on behind it."""
    wire = raw(bytes.fromhex("0d 0162")) + b"\xc0\x17" + REST + b"\0"
    reason = "a name goes on where its data ends"
    check_faulty(DNSMessage, wire, MalformedError("DNSMessage", OWNER, 26, 0, reason))


def chain(count: int) -> bytes:
    """Return a response in which a name is read by so many pointers, each to the one before it."""
    data = b"\1a\0"
    place = 23
    for _ in range(count - 1):
        data += (0xC000 | place).to_bytes(2, "big")
        place = 23 + len(data) - 2
    return raw(data) + (0xC000 | place).to_bytes(2, "big") + REST


@pytest.mark.parametrize("count", [1, 2, 126, 127])
def test_chain_of_pointers_is_read(count: int) -> None:
    assert decode(DNSMessage, chain(count)).answer[1].name == "a."


@pytest.mark.parametrize("count", [128, 1_000, 8_000])
def test_chain_of_more_pointers_than_labels_is_refused(count: int) -> None:
    wire = chain(count)
    with pytest.raises(MalformedError, match="or all pointers") as caught:
        decode(DNSMessage, wire)
    assert (caught.value.path, caught.value.offset) == (OWNER, len(wire) - len(REST) - 2)


class Counting:
    """Data that counts how often an octet, or a label, is read; what is cut from it counts, too."""

    def __init__(self, data: memoryview, reads: list[object]) -> None:
        self.data, self.reads = data, reads

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice) and index.start is None:
            return Counting(self.data[index], self.reads)
        self.reads.append(index)
        return self.data[index]


LABELS = b"\1a" * 9_000
POINTERS = b"\0\0" + b"".join((0xC00C + 2 * i).to_bytes(2, "big") for i in range(8_000))
BOTH = b"\1a\0\0" + b"".join(b"\1a" + (0xC00C + 4 * i).to_bytes(2, "big") for i in range(4_000))


@pytest.mark.parametrize(
    ("data", "position"),
    [(LABELS, 0), (POINTERS, len(POINTERS) - 2), (BOTH, len(BOTH) - 4), (BOTH, 4 + 125 * 4)],
    ids=["labels", "pointers", "both", "both_that_are_read"],
)
def test_work_for_a_name_is_bounded(data: bytes, position: int) -> None:
    """Data is read twice for each label and each pointer: at most 127 labels, and 128 pointers."""
    reads: list[object] = []
    counting: Any = Counting(memoryview(bytes(12) + data), reads)
    try:
        name, _ = DomainNameCodec(compress=True).decode(counting, 12 + position)
    except ValueError as error:
        assert "larger than 255 octets" in str(error)  # noqa: PT017  # or it is read
    else:
        assert name == "a." * 127
    assert 127 < len(reads) <= 2 * (127 + 128) + 1


def test_pointers_chosen_at_random_end() -> None:
    """Names of labels and pointers to anywhere; most are refused, and none takes long."""
    choose = random.Random(1035)  # noqa: S311  # the same names each time
    read = 0
    for _ in range(300):
        body = b"".join(
            (0xC000 | choose.randrange(8, 200)).to_bytes(2, "big")
            if choose.random() < 0.5
            else b"\1a"
            for _ in range(60)
        )
        wire = raw(body) + (0xC000 | choose.randrange(23, 23 + len(body))).to_bytes(2, "big") + REST
        try:
            decode(DNSMessage, wire)
            read += 1
        except MalformedError as error:
            assert error.path == OWNER  # noqa: PT017  # or it is read
    assert read < 300
