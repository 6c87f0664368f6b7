"""TCP segments against RFC 9293 and the segments of real captures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import strangers
from checking import check_message
from strangers import tcp as tshark
from wirefmt import (
    DecodeError,
    EncodeError,
    InvalidValueError,
    LengthError,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TrailingBytesError,
    TruncatedError,
    decode,
    encode,
)
from wirefmt.schemas import ipv6
from wirefmt.schemas.tcp import (
    EndOfOptionList,
    FastOpenCookie,
    LongOption,
    MaximumSegmentSize,
    NoOperation,
    Option,
    PseudoHeader,
    Sack,
    SackBlock,
    Segment,
    Timestamps,
    UnknownOption,
    UserTimeout,
    WindowScale,
    checksum,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checking import Engine

TCP = 6
HEADER = "0001 0002 00000000 00000000 {:x}002 0000 0000 0000"
HERE, THERE = bytes((192, 0, 2, 1)), bytes((192, 0, 2, 2))


class Found(NamedTuple):
    """A segment of the captures, and the addresses of IP around it."""

    version: int
    file: str
    data: bytes
    source: bytes
    destination: bytes


def segments() -> Iterator[Found]:
    """Yield the segments of the captures: no fragments, captured whole."""
    for file in strangers.captures():
        for _, packet in strangers.packets(file):
            if packet[9] == TCP and int.from_bytes(packet[6:8], "big") & 0x3FFF == 0:
                size = 4 * (packet[0] & 0xF)
                yield Found(4, file, packet[size:], packet[12:16], packet[16:20])
        for _, packet in strangers.packets(file, version=6):
            data = over_ipv6(decode(ipv6.Packet, packet))
            if data is not None:
                yield Found(6, file, data, packet[8:24], packet[24:40])


def over_ipv6(packet: ipv6.Packet) -> bytes | None:
    header: Any = packet
    while not isinstance(header.payload, bytes):
        header = header.payload
        if isinstance(header, ipv6.Fragment) and (header.fragment_offset or header.m_flag):
            return None
    return header.payload if header.next_header == TCP else None


def values(message: Segment) -> dict[str, object]:
    """Return the fields by the names that the table of tshark's fields has."""
    composed = {"reserved_high": message.reserved >> 1, "reserved_low": message.reserved & 1}
    return {
        name: composed[name] if name in composed else getattr(message, name)
        for name in tshark.COLUMNS
    }


def option_list(message: Segment) -> list[tuple[int, int | None]]:
    """Return the kinds and lengths of options, and each byte of padding as tshark sees it."""
    found: list[tuple[int, int | None]] = []
    for option in message.options:
        found.append((option.kind, option.length if isinstance(option, LongOption) else None))
        if isinstance(option, EndOfOptionList):
            found += [(byte, None) for byte in option.padding]
    return found


def option_values(message: Segment) -> dict[str, object]:
    found: dict[str, object] = dict.fromkeys(tshark.OPTION_FIELDS)
    for option in message.options:
        match option:
            case MaximumSegmentSize(maximum_segment_size=size):
                found["maximum_segment_size"] = size
            case WindowScale(shift_cnt=count):
                found["shift_cnt"] = count
            case Timestamps(ts_value=value, ts_echo_reply=reply):
                found |= {"ts_value": value, "ts_echo_reply": reply}
            case _:
                pass
    return found


# ------------------------------------------------------------------ segments of captures


def test_segments_as_tshark_sees_them(engine: Engine) -> None:
    headers = strangers.pdus("tcp")
    assert len(headers) == 252
    for header in headers:
        wire = tshark.segment(header)
        message = engine.decode(Segment, wire)
        assert values(message) == strangers.expected(header, tshark.COLUMNS), header.name
        assert option_list(message) == tshark.option_list(header), header.name
        expected = strangers.expected(header, tshark.OPTION_FIELDS)
        assert option_values(message) == expected, header.name
        assert engine.encode(Segment, message) == wire, header.name


def test_captured_headers_in_every_way() -> None:
    headers = [header for header in strangers.pdus("tcp") if tshark.option_list(header)]
    assert len(headers) == 153
    some = {tuple(tshark.option_list(header)): header.wire for header in headers}
    assert len(some) == 5
    for wire in some.values():
        check_message(Segment, decode(Segment, wire), wire)


def test_segments_come_back_and_checksums_hold_but_for_those_listed() -> None:
    counts: Counter[int] = Counter()
    options: Counter[str] = Counter()
    wrong: Counter[tuple[int, str]] = Counter()
    for found in segments():
        message = decode(Segment, found.data)
        assert encode(message) == found.data
        counts[found.version] += 1
        options.update(type(option).__name__ for option in message.options)
        if message.checksum != checksum(message, found.source, found.destination):
            wrong[found.version, found.file] += 1
    assert counts == {4: 6_055, 6: 4_526}
    assert options == tshark.OPTIONS
    assert wrong == tshark.WRONG_CHECKSUMS


# ------------------------------------------------------------------ the checksum


def test_checksum_of_another_program() -> None:
    """Scapy 2.8.0 computed it, and tshark 4.0.17 finds it good."""
    wire = "9c40 0050 00000007 00000009 50f8 0064 6ce2 0001 21"
    assert checksum(decode(Segment, bytes.fromhex(wire)), HERE, THERE) == 0x6CE2


def test_checksum_leaves_out_what_the_segment_says() -> None:
    bare = Segment(source_port=1, destination_port=2, data=b"odd")
    signed = Segment(source_port=1, destination_port=2, data=b"odd", checksum=0xABCD)
    assert checksum(bare, HERE, THERE) == checksum(signed, HERE, THERE)
    assert signed.checksum == 0xABCD


def test_pseudo_header_of_the_rfc(engine: Engine) -> None:
    wire = bytes.fromhex("c0000201 c0000202 00 06 0014")
    message = engine.decode(PseudoHeader, wire)
    assert (message.source_address.packed, message.destination_address.packed) == (HERE, THERE)
    assert message.tcp_length == 20
    assert engine.encode(PseudoHeader, message) == wire


@pytest.mark.parametrize(
    ("source", "destination"),
    [(HERE, bytes(16)), (bytes(16), THERE), (b"", b""), (bytes(5), bytes(5))],
    ids=["to_ipv6", "from_ipv6", "none", "5_bytes"],
)
def test_checksum_takes_two_addresses_of_one_version(source: bytes, destination: bytes) -> None:
    with pytest.raises(ValueError, match="is not permitted as an IPv"):
        checksum(Segment(source_port=1, destination_port=2), source, destination)


# ------------------------------------------------------------------ what a declaration says


def test_data_offset_is_solved_from_the_options(engine: Engine) -> None:
    options: list[Option] = [MaximumSegmentSize(maximum_segment_size=1_460), NoOperation()]
    message = Segment(
        source_port=1, destination_port=2, options=[*options, WindowScale(shift_cnt=7)], data=b"x"
    )
    assert message.data_offset == 7
    wire = engine.encode(Segment, message)
    assert (wire[12], wire[20:]) == (0x70, bytes.fromhex("020405b4 01 030307 78"))


def test_what_stands_behind_the_end_of_the_list_is_padding(engine: Engine) -> None:
    wire = HEADER.format(7) + "01 00 0204 05b4 0101"
    message = engine.decode(Segment, bytes.fromhex(wire))
    padding = bytes.fromhex("0204 05b4 0101")
    assert message.options == [NoOperation(), EndOfOptionList(padding=padding)]
    assert engine.encode(Segment, message) == bytes.fromhex(wire)


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        (HEADER.format(5)[:-5], TruncatedError, ("urgent_pointer",), 18),
        (HEADER.format(4), LengthError, ("options",), 20),
        (HEADER.format(6) + "01", TruncatedError, ("options",), 20),
        (HEADER.format(6) + "0101 0102", OverrunError, ("options", 3, "length"), 24),
        (HEADER.format(6) + "0206 05b4", OverrunError, ("options", 0), 20),
        (HEADER.format(6) + "0500 0101", LengthError, ("options", 0), 20),
        (HEADER.format(6) + "0501 0101", LengthError, ("options", 0), 20),
        (HEADER.format(6) + "0106 0401", OverrunError, ("options", 1), 21),
        (
            HEADER.format(6) + "0203 0501",
            OverrunError,
            ("options", 0, "maximum_segment_size"),
            22,
        ),
        (HEADER.format(6) + "0304 0701", TrailingBytesError, ("options", 0), 23),
        (
            HEADER.format(7) + "0506 0000 0001 0101",
            OverrunError,
            ("options", 0, "blocks", 0, "right_edge"),
            26,
        ),
        (
            HEADER.format(8) + "0101 0809 00000000 00000000",
            OverrunError,
            ("options", 2, "ts_echo_reply"),
            28,
        ),
    ],
    ids=[
        *("header_cut", "offset_of_4", "options_cut", "length_missing", "mss_beyond", "length_0"),
        *("length_1", "unknown_beyond", "mss_of_3", "scale_of_4", "half_a_block", "stamps_of_9"),
    ],
)
def test_bytes_that_are_no_segment_are_refused(
    engine: Engine,
    wire: str,
    error: type[DecodeError],
    path: tuple[str | int, ...],
    offset: int,
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Segment, bytes.fromhex(wire))
    assert (caught.value.path, caught.value.offset) == (path, offset)


@pytest.mark.parametrize(
    ("fields", "error", "path"),
    [
        ({"options": [NoOperation()]}, SizeMismatchError, ("options",)),
        ({"options": [NoOperation()] * 44}, OutOfRangeError, ("data_offset",)),
        (
            {"options": [EndOfOptionList(), *[NoOperation()] * 3]},
            InvalidValueError,
            ("options", 0),
        ),
        (
            {"options": [UserTimeout(user_timeout=1 << 15)]},
            OutOfRangeError,
            ("options", 0, "user_timeout"),
        ),
        (
            {"options": [FastOpenCookie(cookie=bytes(254))]},
            OutOfRangeError,
            ("options", 0, "length"),
        ),
        (
            {"options": [UnknownOption(kind=8, data=bytes(2))]},
            InvalidValueError,
            ("options", 0),
        ),
        (
            {"options": [Sack(blocks=[SackBlock(left_edge=-1, right_edge=0)])]},
            OutOfRangeError,
            ("options", 0, "blocks", 0, "left_edge"),
        ),
        ({"reserved": 16}, OutOfRangeError, ("reserved",)),
    ],
    ids=[
        *("options_off_the_grid", "options_too_long", "option_behind_the_end", "timeout_too_long"),
        *("cookie_too_long", "known_as_unknown", "edge_below_0", "reserved"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    engine: Engine,
    fields: dict[str, Any],
    error: type[EncodeError],
    path: tuple[str | int, ...],
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(Segment, Segment(source_port=1, destination_port=2, **fields))
    assert caught.value.path == path
