"""IPv6 packets against RFC 8200 and the packets of real captures."""

from __future__ import annotations

from collections import Counter
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, Any

import pytest

import strangers
from checking.messages import cuts
from checking.streams import stand
from strangers import ipv6 as tshark
from wirefmt import (
    CheckFailedError,
    ConstantError,
    DecodeError,
    EncodeError,
    InvalidValueError,
    LengthError,
    LimitExceededError,
    Message,
    OutOfRangeError,
    OverrunError,
    SizeMismatchError,
    TrailingBytesError,
    TruncatedError,
    WrongTypeError,
    decode,
    encode,
)
from wirefmt.schemas import ipv4
from wirefmt.schemas.ipv6 import (
    Authentication,
    DestinationOptions,
    Fragment,
    HopByHopOptions,
    LongOption,
    Option,
    Packet,
    Pad1,
    PadN,
    PseudoHeader,
    RouterAlert,
    Routing,
    SegmentRouting,
    SourceRoute,
    UnknownOption,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checking import Engine

HERE, THERE = IPv6Address("2001:db8::1"), IPv6Address("2001:db8::2")


def packet(next_header: int, payload: Any, **fields: Any) -> Packet:
    return Packet(
        next_header=next_header,
        source_address=HERE,
        destination_address=THERE,
        payload=payload,
        **fields,
    )


def chain(message: Packet) -> list[Message]:
    """Return a packet's extension headers, in order."""
    found: list[Message] = []
    payload = message.payload
    while not isinstance(payload, bytes):
        found.append(payload)
        payload = payload.payload
    return found


def upper_layer(message: Packet) -> tuple[int, bytes] | None:
    """Return the protocol of the upper layer and its packet, None if that is in fragments."""
    headers: list[Any] = [message, *chain(message)]
    for header in headers:
        if isinstance(header, Fragment) and (header.fragment_offset or header.m_flag):
            return None
    return headers[-1].next_header, headers[-1].payload


def options_of(message: Packet) -> list[Option]:
    return [
        option
        for header in chain(message)
        if isinstance(header, HopByHopOptions | DestinationOptions)
        for option in header.options
    ]


def fields(message: Message, names: Any) -> dict[str, object]:
    return {name: getattr(message, name) for name in names}


# ------------------------------------------------------------------ packet by packet


def test_headers_as_tshark_sees_them(engine: Engine) -> None:
    claimed = [pdu for pdu in strangers.pdus("ipv6") if tshark.unclaimed(pdu) is None]
    assert len(claimed) == 195
    for pdu in claimed:
        wire = tshark.packet_of(pdu)
        message = engine.decode(Packet, wire)
        found = fields(message, tshark.COLUMNS)
        assert found == strangers.expected(pdu, tshark.COLUMNS), pdu.name
        assert engine.encode(Packet, message) == wire, pdu.name


def test_extension_headers_as_tshark_sees_them(engine: Engine) -> None:
    seen: Counter[str] = Counter()
    for pdu in strangers.pdus("ipv6"):
        if tshark.unclaimed(pdu) is not None:
            continue
        for header in chain(engine.decode(Packet, tshark.packet_of(pdu))):
            columns = tshark.EXTENSIONS[type(header).__name__]
            assert fields(header, columns) == strangers.expected(pdu, columns), pdu.name
            seen[type(header).__name__] += 1
            if isinstance(header, Routing):
                data, columns = header.type_specific_data, tshark.EXTENSIONS["SourceRoute"]
                assert isinstance(data, SourceRoute)
                assert fields(data, columns) == strangers.expected(pdu, columns), pdu.name
    assert seen == {"HopByHopOptions": 6, "DestinationOptions": 2, "Routing": 2, "Fragment": 5}


def test_options_as_tshark_sees_them(engine: Engine) -> None:
    seen: Counter[str] = Counter()
    for pdu in strangers.pdus("ipv6"):
        if tshark.unclaimed(pdu) is not None:
            continue
        options = options_of(engine.decode(Packet, tshark.packet_of(pdu)))
        seen.update(type(option).__name__ for option in options)
        assert {
            "option_type": [option.option_type for option in options],
            "opt_data_len": [each.opt_data_len for each in options if isinstance(each, LongOption)],
        } == strangers.expected(pdu, tshark.EXTENSIONS["Option"]), pdu.name
        paddings = [each.option_data for each in options if isinstance(each, PadN)]
        expected = strangers.expected(pdu, tshark.EXTENSIONS["PadN"])
        assert {"option_data": [data for data in paddings if data]} == expected, pdu.name
        alerts = [each.value for each in options if isinstance(each, RouterAlert)]
        assert {"value": alerts} == strangers.expected(pdu, tshark.EXTENSIONS["RouterAlert"])
    assert seen == {"PadN": 8, "RouterAlert": 1}


def test_what_is_left_out_is_listed_and_decodes_where_it_is_whole() -> None:
    reasons: Counter[str] = Counter()
    refused: Counter[tuple[str, str]] = Counter()
    for pdu in strangers.pdus("ipv6"):
        reason = tshark.unclaimed(pdu)
        if reason is None:
            continue
        reasons[reason] += 1
        wire = tshark.packet_of(pdu)
        try:
            message = decode(Packet, wire)
        except ConstantError as error:
            refused[reason, ".".join(map(str, error.path))] += 1
        else:
            assert encode(message) == wire
    assert reasons == tshark.UNCLAIMED
    assert refused == {("version 3, in a packet of version 6", "version"): 17}


# ------------------------------------------------------------------ the packets of all frames


def packets() -> Iterator[tuple[str, bytes]]:
    for file in strangers.captures():
        for _, data in strangers.packets(file, version=6):
            yield file, data


def test_packets_come_back() -> None:
    chains: Counter[tuple[str, tuple[str, ...]]] = Counter()
    count = 0
    for file, data in packets():
        count += 1
        message = decode(Packet, data)
        assert encode(message) == data
        headers = tuple(type(header).__name__ for header in chain(message))
        if headers:
            chains[file, headers] += 1
    assert count == 6_725
    assert chains == tshark.CHAINS


CHECKSUMS = {6: "TCP", 17: "UDP", 58: "ICMPv6"}


def test_checksums_of_upper_layers_hold_but_for_those_listed() -> None:
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for file, data in packets():
        message = decode(Packet, data)
        found = upper_layer(message)
        if found is None or found[0] not in CHECKSUMS:
            continue
        protocol, content = found
        counts[CHECKSUMS[protocol]] += 1
        pseudo_header = PseudoHeader(
            source_address=message.source_address,
            destination_address=message.destination_address,
            upper_layer_packet_length=len(content),
            next_header=protocol,
        )
        if ipv4.internet_checksum(encode(pseudo_header) + content) != 0:
            wrong[file] += 1
    assert counts == {"TCP": 4_526, "UDP": 119, "ICMPv6": 56}
    assert wrong == tshark.WRONG_CHECKSUMS


def test_stream_of_packets_at_every_cut() -> None:
    some: dict[tuple[str, ...], bytes] = {}
    for _, data in packets():
        headers = tuple(type(header).__name__ for header in chain(decode(Packet, data)))
        if headers and len(data) < 200:
            some.setdefault(headers, data)
    assert len(some) == 4
    data = b"".join(some.values())
    whole = stand(Packet, [data], eof=True)
    assert [encode(message) for message in whole.messages] == list(some.values())
    for chunks in cuts(data):
        assert stand(Packet, chunks, eof=True) == whole


# ------------------------------------------------------------------ what a declaration says


def test_lengths_are_solved_from_options_and_payload() -> None:
    alert = HopByHopOptions(
        next_header=58, options=[RouterAlert(value=0), PadN()], payload=bytes(8)
    )
    routing = Routing(
        next_header=6,
        routing_type=4,
        segments_left=1,
        type_specific_data=SegmentRouting(segment_list=[THERE, HERE]),
    )
    wire = encode(packet(0, alert))
    assert wire[4:8] == bytes.fromhex("0010 00 40")
    assert wire[40:48] == bytes.fromhex("3a 00 05020000 0100")
    wire = encode(packet(43, routing))
    assert wire[4:8] == bytes.fromhex("0028 2b 40")
    assert wire[40:48] == bytes.fromhex("06 04 04 01 01 00 0000")
    assert wire[48:] == THERE.packed + HERE.packed


def test_only_the_first_fragment_is_looked_into(engine: Engine) -> None:
    options = bytes.fromhex("3b00 0104 00000000")
    first = Fragment(
        next_header=60,
        identification=1,
        m_flag=True,
        payload=DestinationOptions(next_header=59, options=[PadN(option_data=bytes(4))]),
    )
    second = Fragment(next_header=60, identification=1, fragment_offset=1, payload=options)
    for fragment, head in ((first, "3c 00 0001"), (second, "3c 00 0008")):
        wire = bytes.fromhex(head) + bytes.fromhex("0000 0001") + options
        assert engine.encode(Fragment, fragment) == wire
        assert engine.decode(Fragment, wire) == fragment


HEADER = "60000000 {:04x} {:02x} 40" + HERE.packed.hex() + THERE.packed.hex()


def bytes_of(next_header: int, payload: str, size: int | None = None) -> bytes:
    content = bytes.fromhex(payload)
    size = len(content) if size is None else size
    return bytes.fromhex(HEADER.format(size, next_header)) + content


OPTIONS = ("payload", "options")


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        (b"\x45" + bytes_of(59, "")[1:], ConstantError, ("version",), 0),
        (bytes_of(17, "00", 2), TruncatedError, (), 0),
        (bytes_of(0, "0600 c204 00010000", 0), OverrunError, ("payload", "next_header"), 40),
        (bytes_of(0, "0601 0104 00000000"), OverrunError, OPTIONS, 42),
        (bytes_of(0, "0600 0105 00000000"), OverrunError, (*OPTIONS, 0), 42),
        (bytes_of(0, "0600 0000 00000001"), OverrunError, (*OPTIONS, 5, "opt_data_len"), 48),
        (bytes_of(60, "0600 0503 00000000"), TrailingBytesError, (*OPTIONS, 0), 46),
        (bytes_of(60, "0600 0501 00000000"), OverrunError, (*OPTIONS, 0, "value"), 44),
        (bytes_of(60, "0000 0104 00000000"), CheckFailedError, ("payload", "next_header"), 40),
        (
            bytes_of(43, "0601 0000 00000000 0000000000000000"),
            OverrunError,
            ("payload", "type_specific_data", "addresses", 0),
            48,
        ),
        (
            bytes_of(43, "0600 0400 00000000"),
            OverrunError,
            ("payload", "type_specific_data", "segment_list"),
            48,
        ),
        (bytes_of(44, "1100 0001 00000001 00"), CheckFailedError, ("payload",), 40),
        (bytes_of(44, "1100 fff8 00000001" + 8 * "00"), CheckFailedError, ("payload",), 40),
        (
            bytes_of(44, "3c00 0000 00000001 3b00"),
            OverrunError,
            ("payload", "payload", "options"),
            50,
        ),
        (
            bytes_of(51, "0600 0000 00000001 00000001"),
            LengthError,
            ("payload", "integrity_check_value"),
            52,
        ),
    ],
    ids=[
        *("version_4", "payload_cut", "jumbogram", "options_cut", "option_cut"),
        *("length_missing", "alert_of_3", "alert_of_1", "hop_by_hop_inside", "half_an_address"),
        *("segments_missing", "fragment_of_1", "fragment_beyond", "first_cut", "payload_len_0"),
    ],
)
def test_bytes_that_are_no_packet_are_refused(
    engine: Engine,
    wire: bytes,
    error: type[DecodeError],
    path: tuple[str | int, ...],
    offset: int,
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Packet, wire)
    assert (caught.value.path, caught.value.offset) == (path, offset)


def test_chain_of_headers_is_bounded_by_the_depth() -> None:
    headers = "3c00 0104 00000000" * 61 + "3b00 0104 00000000"
    message = decode(Packet, bytes_of(60, headers))
    assert len(chain(message)) == 62
    with pytest.raises(LimitExceededError) as caught:
        decode(Packet, bytes_of(60, "3c00 0104 00000000" * 63))
    assert caught.value.path == ("payload",) * 63 + ("options", 0)
    assert caught.value.offset == 40 + 62 * 8 + 2


@pytest.mark.parametrize(
    ("message", "error", "path"),
    [
        (packet(17, bytes(65_536)), OutOfRangeError, ("payload_length",)),
        (packet(59, b"", flow_label=1 << 20), OutOfRangeError, ("flow_label",)),
        (packet(0, b""), WrongTypeError, ("payload",)),
        (packet(6, Fragment(next_header=6, identification=1)), WrongTypeError, ("payload",)),
        (
            packet(60, DestinationOptions(next_header=6, options=[Pad1()])),
            SizeMismatchError,
            OPTIONS,
        ),
        (
            packet(60, DestinationOptions(next_header=0, options=[PadN(option_data=bytes(4))])),
            InvalidValueError,
            ("payload", "next_header"),
        ),
        (
            packet(60, DestinationOptions(next_header=6, options=[PadN(option_data=bytes(256))])),
            OutOfRangeError,
            (*OPTIONS, 0, "opt_data_len"),
        ),
        (
            packet(
                60,
                DestinationOptions(
                    next_header=6, options=[UnknownOption(option_type=1, option_data=bytes(4))]
                ),
            ),
            InvalidValueError,
            (*OPTIONS, 0),
        ),
        (
            packet(44, Fragment(next_header=6, identification=1, m_flag=True, payload=bytes(9))),
            InvalidValueError,
            ("payload",),
        ),
        (
            packet(
                51,
                Authentication(
                    next_header=6,
                    security_parameters_index=1,
                    sequence_number=1,
                    integrity_check_value=bytes(5),
                ),
            ),
            SizeMismatchError,
            ("payload", "integrity_check_value"),
        ),
    ],
    ids=[
        *("payload_too_long", "flow_label", "no_header", "other_header", "options_off_the_grid"),
        *("hop_by_hop_inside", "option_too_long", "known_as_unknown", "fragment_of_9", "icv_of_5"),
    ],
)
def test_values_that_do_not_fit_are_refused(
    engine: Engine, message: Packet, error: type[EncodeError], path: tuple[str | int, ...]
) -> None:
    with pytest.raises(error) as caught:
        engine.encode(Packet, message)
    assert caught.value.path == path
