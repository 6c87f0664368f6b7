"""BGP-4 messages against RFC 4271 and those that came after it; recorded ones are vectors."""

from __future__ import annotations

import tomllib
from ipaddress import IPv4Address
from typing import TYPE_CHECKING, Any

import pytest

from checking import stand
from checking.messages import cuts
from strangers import CHECKOUT
from wirefmt import (
    CheckFailedError,
    ConstantError,
    DecodeError,
    Decoder,
    GivenError,
    LengthError,
    MalformedError,
    OutOfRangeError,
    OverrunError,
    TrailingBytesError,
    UnknownTagError,
    decode,
    encode,
)
from wirefmt.schemas.bgp import (
    AsPath,
    AtomicAggregate,
    BGPMessage,
    Capabilities,
    Communities,
    FourOctetAsCapability,
    IPv4Prefix,
    IPv6Prefix,
    Keepalive,
    MpReachNlri,
    NextHop,
    Open,
    Origin,
    OriginCode,
    PathAttribute,
    PathSegment,
    PathSegmentType,
    ReachableRoutes,
    UnknownAttribute,
    Update,
    WellKnownCommunity,
)

if TYPE_CHECKING:
    from checking import Engine

MARKER = "ff" * 16
TWO, FOUR = {"four_octet_as": False}, {"four_octet_as": True}


def vectors() -> list[Any]:
    text = (CHECKOUT / "tests" / "vectors" / "bgp.toml").read_text(encoding="utf-8")
    rows: list[Any] = tomllib.loads(text)["vector"]
    return rows


def message(kind: int, body: str) -> bytes:
    data = bytes.fromhex(body)
    return bytes.fromhex(MARKER) + (19 + len(data)).to_bytes(2, "big") + bytes([kind]) + data


def update(attributes: str, nlri: str = "") -> bytes:
    data = bytes.fromhex(attributes)
    return message(2, f"0000 {len(data):04x} {data.hex()} {nlri}")


# ------------------------------------------------------------------ streams


@pytest.mark.parametrize(("given", "count"), [(TWO, 6), (FOUR, 25)], ids=["two", "four"])
def test_recorded_messages_one_after_the_other_at_every_cut(
    given: dict[str, bool], count: int
) -> None:
    rows = [row for row in vectors() if row["given"] == given]
    data = b"".join(bytes.fromhex(row["hex"]) for row in rows)
    whole = stand(BGPMessage, [data], eof=True, given=given)
    assert (whole.error, whole.position) == (None, len(data))
    assert [type(each).__name__ for each in whole.messages] == [row["message"] for row in rows]
    assert len(rows) == count
    assert b"".join(encode(each, given=given) for each in whole.messages) == data
    for chunks in cuts(data):
        assert stand(BGPMessage, chunks, eof=True, given=given) == whole


def test_as_numbers_grow_when_both_sides_have_the_capability() -> None:
    opening = Open(
        my_autonomous_system=23_456,
        hold_time=90,
        bgp_identifier=IPv4Address("192.0.2.1"),
        optional_parameters=[
            Capabilities(capabilities=[FourOctetAsCapability(as_number=4_200_000_000)])
        ],
    )
    decoder = Decoder(BGPMessage, given=TWO)
    assert list(decoder.feed(encode(opening))) == [opening]
    decoder.given = FOUR
    path = AsPath(
        segments=[PathSegment(type=PathSegmentType.AS_SEQUENCE, value=[4_200_000_000, 64_496])]
    )
    route = Update(path_attributes=[path])
    wire = update("40 02 0a 02 02 fa56ea00 0000fbf0")
    assert encode(route, given=FOUR) == wire
    assert list(decoder.feed(wire)) == [route]


def test_as_number_of_four_octets_is_no_number_of_two() -> None:
    path = AsPath(segments=[PathSegment(type=PathSegmentType.AS_SET, value=[65_536])])
    with pytest.raises(OutOfRangeError) as caught:
        encode(path, given=TWO)
    assert caught.value.path == ("segments", 0, "value", 0)


def test_path_is_not_read_before_the_session_says_how() -> None:
    with pytest.raises(GivenError):
        decode(BGPMessage, update("40 02 04 02 01 fbf0"))


def test_bad_marker_fails_before_the_message_is_awaited() -> None:
    start = bytes.fromhex("ff" * 15 + "fe" + "1000")
    decoder = Decoder(BGPMessage, given=FOUR)
    with pytest.raises(ConstantError) as caught:
        list(decoder.feed(start + b"\x02"))
    assert (caught.value.path, caught.value.offset) == (("marker",), 0)


def test_largest_message_is_awaited_and_a_larger_one_refused() -> None:
    decoder = Decoder(BGPMessage, given=FOUR)
    assert list(decoder.feed(bytes.fromhex(MARKER + "1000 02"))) == []
    assert decoder.needed == 4096 - 19
    with pytest.raises(CheckFailedError) as caught:
        list(Decoder(BGPMessage, given=FOUR).feed(bytes.fromhex(MARKER + "1001 02")))
    assert (caught.value.path, caught.value.offset) == (("length",), 16)


# ------------------------------------------------------------------ made by hand


def test_smallest_message(engine: Engine) -> None:
    wire = bytes.fromhex(MARKER + "0013 04")
    assert engine.encode(BGPMessage, Keepalive()) == wire
    assert engine.decode(BGPMessage, wire) == Keepalive()


def test_update_of_the_rfc(engine: Engine) -> None:
    """Section 4.3: lengths, flags, types and prefixes as the text gives them."""
    route = Update(
        withdrawn_routes=[IPv4Prefix(length=7, prefix=b"\x0a")],
        path_attributes=[
            Origin(origin=OriginCode.EGP),
            AsPath(segments=[]),
            NextHop(next_hop=IPv4Address("192.0.2.1")),
            AtomicAggregate(),
        ],
        network_layer_reachability_information=[
            IPv4Prefix(length=0, prefix=b""),
            IPv4Prefix(length=9, prefix=b"\xc0\x80"),
        ],
    )
    wire = message(2, "0002 070a 0011 40010101 400200 400304c0000201 400600 00 09c080")
    assert engine.encode(BGPMessage, route, given=TWO) == wire
    assert engine.decode(BGPMessage, wire, given=TWO) == route


def test_length_has_two_bytes_where_the_flag_says_so(engine: Engine) -> None:
    """Section 4.3: the fourth high-order bit of the flags is the Extended Length bit."""
    short = Communities(communities=[WellKnownCommunity.NO_EXPORT])
    long = Communities(communities=[WellKnownCommunity.NO_EXPORT], extended_length=True)
    for attribute, wire in ((short, "c0 08 04 ffffff01"), (long, "d0 08 0004 ffffff01")):
        assert engine.encode(PathAttribute, attribute) == bytes.fromhex(wire)
        assert engine.decode(PathAttribute, bytes.fromhex(wire)) == attribute


def test_value_of_256_bytes_needs_the_flag() -> None:
    value = bytes(256)
    attribute = UnknownAttribute(
        optional=True, transitive=True, extended_length=True, type_code=99, value=value
    )
    assert encode(attribute) == bytes.fromhex("d0 63 0100") + value
    short = UnknownAttribute(optional=True, transitive=True, type_code=99, value=value)
    with pytest.raises(OutOfRangeError) as caught:
        encode(short)
    assert caught.value.path == ("value",)


@pytest.mark.parametrize(
    ("family", "use", "nlri", "wire"),
    [
        (1, 2, [IPv4Prefix(length=4, prefix=b"\xe0")], "04 e0"),
        (2, 1, [IPv6Prefix(length=128, prefix=bytes(16))], "80" + "00" * 16),
        (2, 2, [], ""),
        (1, 128, b"\x01\x02\x03", "010203"),
        (25, 65, b"\x09", "09"),
    ],
    ids=["ipv4_multicast", "ipv6_unicast", "ipv6_multicast", "vpn", "vpls"],
)
def test_routes_are_those_of_their_address_family(
    engine: Engine, family: int, use: int, nlri: Any, wire: str
) -> None:
    routes = ReachableRoutes(
        address_family=family, subsequent_address_family=use, next_hop=b"hop!", nlri=nlri
    )
    attribute = MpReachNlri(routes=routes)
    body = bytes.fromhex(f"{family:04x} {use:02x} 04 686f7021 00 {wire}")
    data = bytes([0x80, 14, len(body)]) + body
    assert engine.encode(PathAttribute, attribute) == data
    assert engine.decode(PathAttribute, data) == attribute


# ------------------------------------------------------------------ faults


INSIDE = ("path_attributes", 0)
NLRI = "network_layer_reachability_information"


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        (bytes.fromhex(MARKER + "0012 04"), OverrunError, ("type",), 18),
        (bytes.fromhex(MARKER + "0013 06"), UnknownTagError, ("type",), 18),
        (message(4, "00"), TrailingBytesError, (), 19),
        (message(1, "03 fbf0 005a c0000201 00"), ConstantError, ("version",), 19),
        (message(1, "04 fbf0 0002 c0000201 00"), CheckFailedError, ("hold_time",), 22),
        (message(1, "04 fbf0 005a c0000201 01"), OverrunError, ("optional_parameters",), 28),
        (message(2, "0000 0001"), OverrunError, ("path_attributes",), 21),
        (message(2, "0002 21 00 0000"), CheckFailedError, ("withdrawn_routes", 0, "length"), 21),
        (update("", "21 0a000000 00"), CheckFailedError, (NLRI, 0, "length"), 23),
        (update("", "09 c0"), OverrunError, (NLRI, 0, "prefix"), 24),
        (update("40 01 01 03"), MalformedError, (*INSIDE, "origin"), 25),
        (update("c0 01 01 00"), ConstantError, (*INSIDE, "optional"), 23),
        (update("60 01 01 00"), ConstantError, (*INSIDE, "partial"), 23),
        (update("40 04 04 00000001"), ConstantError, (*INSIDE, "optional"), 23),
        (update("40 03 05 c0000201 00"), TrailingBytesError, (*INSIDE, "next_hop"), 30),
        (update("80 04 03 000001"), OverrunError, (*INSIDE, "multi_exit_disc"), 25),
        (update("40 06 01 00"), LengthError, (*INSIDE, "value"), 25),
        (update("40 02 02 05 00"), MalformedError, (*INSIDE, "segments", 0, "type"), 26),
        (update("40 02 04 02 02 fbf0"), OverrunError, (*INSIDE, "segments", 0, "value"), 27),
        (update("c0 08 03 ffffff"), OverrunError, (*INSIDE, "communities", 0), 26),
        (
            update("80 0f 05 0002 01 81 00"),
            CheckFailedError,
            (*INSIDE, "routes", "withdrawn_routes", 0, "length"),
            29,
        ),
    ],
    ids=range(21),
)
def test_bytes_that_are_no_message_are_refused(
    engine: Engine, wire: bytes, error: type[DecodeError], path: tuple[str | int, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(BGPMessage, wire, given=TWO)
    assert (caught.value.path, caught.value.offset) == (path, offset)
