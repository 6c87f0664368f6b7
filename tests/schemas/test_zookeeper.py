"""ZooKeeper's protocol against zookeeper.jute; what kazoo and a server said are vectors."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from checking import stand
from checking.messages import cuts
from strangers import CHECKOUT
from wirefmt import (
    DecodeError,
    Decoder,
    GivenError,
    LengthError,
    MalformedError,
    OverrunError,
    TextError,
    TrailingBytesError,
    decode,
    encode,
)
from wirefmt.schemas.zookeeper import (
    AuthRequest,
    ConnectRequest,
    ConnectResponse,
    GetChildrenResponse,
    OpCode,
    OtherRequest,
    PingRequest,
    Reply,
    Request,
    WatcherEvent,
)

if TYPE_CHECKING:
    from checking import Engine


REQUESTS, REPLIES, TOLD = 24, 26, 9
"""How many requests and replies were recorded, and how many of these their header tells."""

CHILDREN = ("response", "children")


def vectors(kind: str) -> list[Any]:
    text = (CHECKOUT / "tests" / "vectors" / "zookeeper.toml").read_text(encoding="utf-8")
    rows: list[Any] = tomllib.loads(text)["vector"]
    return [row for row in rows if row.get("decode", "Request") == kind]


def framed(body: str) -> bytes:
    data = bytes.fromhex(body)
    return len(data).to_bytes(4, "big") + data


# ------------------------------------------------------------------ streams


def test_requests_one_after_the_other_at_every_cut() -> None:
    rows = vectors("Request")
    data = b"".join(bytes.fromhex(row["hex"]) for row in rows)
    whole = stand(Request, [data], eof=True)
    assert (whole.error, whole.position, len(whole.messages)) == (None, len(data), REQUESTS)
    assert [type(each).__name__ for each in whole.messages] == [row["message"] for row in rows]
    for chunks in cuts(data):
        assert stand(Request, chunks, eof=True) == whole


def test_replies_one_after_the_other_each_to_its_request() -> None:
    rows = vectors("Reply")
    decoder = Decoder(Reply)
    found = []
    for row in rows:
        decoder.given = row["given"]
        (message,) = decoder.feed(bytes.fromhex(row["hex"]))
        found.append((message.xid, message.zxid, message.err))
    list(decoder.feed_eof())
    assert found == [tuple(row["fields"][name] for name in ("xid", "zxid", "err")) for row in rows]
    assert len(found) == REPLIES


def test_replies_that_the_header_tells_at_every_cut() -> None:
    rows = [row for row in vectors("Reply") if row["fields"]["xid"] < 0 or row["fields"]["err"]]
    data = b"".join(bytes.fromhex(row["hex"]) for row in rows)
    whole = stand(Reply, [data], eof=True)
    assert (whole.error, whole.position, len(whole.messages)) == (None, len(data), TOLD)
    for chunks in cuts(data):
        assert stand(Reply, chunks, eof=True) == whole


# ------------------------------------------------------------------ made by hand


def test_read_only_is_absent_in_old_clients(engine: Engine) -> None:
    start = "00000000 0000000000000000 00000fa0 0000000000000000 00000002 6162"
    old = ConnectRequest(time_out=4000, passwd=b"ab")
    new = ConnectRequest(time_out=4000, passwd=b"ab", read_only=True)
    for message, wire in ((old, framed(start)), (new, framed(f"{start} 01"))):
        assert engine.encode(ConnectRequest, message) == wire
        assert engine.decode(ConnectRequest, wire) == message


def test_a_session_that_has_expired(engine: Engine) -> None:
    wire = framed("00000000 00000000 0000000000000000 00000010" + "00" * 17)
    message = ConnectResponse(time_out=0, session_id=0, passwd=bytes(16), read_only=False)
    assert engine.encode(ConnectResponse, message) == wire
    assert engine.decode(ConnectResponse, wire) == message


@pytest.mark.parametrize(
    ("response", "digits"),
    [
        (GetChildrenResponse(children=None), "ffffffff"),
        (GetChildrenResponse(children=[]), "00000000"),
        (GetChildrenResponse(children=[None, ""]), "00000002 ffffffff 00000000"),
    ],
    ids=["no_vector", "empty_vector", "no_text"],
)
def test_nothing_is_not_empty(engine: Engine, response: GetChildrenResponse, digits: str) -> None:
    """The length of what is null is -1 (``BinaryOutputArchive``)."""
    given = {"type": OpCode.GET_CHILDREN}
    wire = framed(f"00000001 0000000000000002 00000000 {digits}")
    message = Reply(xid=1, zxid=2, response=response)
    assert engine.encode(Reply, message, given=given) == wire
    assert engine.decode(Reply, wire, given=given) == message


def test_event_does_not_ask_what_was_requested(engine: Engine) -> None:
    wire = framed("ffffffff ffffffffffffffff 00000000 00000002 00000003 00000002 2f61")
    message = Reply(xid=-1, zxid=-1, response=WatcherEvent(type=2, state=3, path="/a"))
    assert engine.encode(Reply, message) == wire
    assert engine.decode(Reply, wire) == message


def test_error_has_no_response_whatever_was_requested(engine: Engine) -> None:
    wire = framed("00000001 0000000000000002 ffffff9b")
    message = Reply(xid=1, zxid=2, err=-101)
    for given in ({}, {"type": OpCode.GET_DATA}, {"type": OpCode.CREATE2}):
        assert engine.decode(Reply, wire, given=given) == message
        assert engine.encode(Reply, message, given=given) == wire


def test_reply_waits_for_the_type_of_its_request() -> None:
    wire = framed("00000001 0000000000000002 00000000")
    with pytest.raises(GivenError):
        decode(Reply, wire)
    decoder = Decoder(Reply)
    with pytest.raises(GivenError):
        list(decoder.feed(wire))
    decoder.given = {"type": OpCode.DELETE}
    assert list(decoder) == [Reply(xid=1, zxid=2)]


def test_xids_that_are_no_calls_are_filled_in() -> None:
    assert encode(PingRequest()) == framed("fffffffe 0000000b")
    auth = AuthRequest(scheme="digest", auth=b"a:b")
    expected = framed("fffffffc 00000064 00000000 00000006 646967657374 00000003 613a62")
    assert encode(auth) == expected


def test_request_of_another_type_goes_by(engine: Engine) -> None:
    wire = framed("00000001 00000010 ffffffff")
    message = OtherRequest(xid=1, type=16, body=b"\xff" * 4)
    assert engine.decode(Request, wire) == message
    assert engine.encode(Request, message) == wire


# ------------------------------------------------------------------ faults


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        (bytes.fromhex("ffffffff 00000001"), LengthError, (), 0),
        (bytes.fromhex("00000004 00000001"), OverrunError, ("type",), 8),
        (framed("00000001 00000004 fffffffe"), LengthError, ("path",), 12),
        (framed("00000001 00000004 00000002 2f"), OverrunError, ("path",), 12),
        (framed("00000001 00000004 00000001 ff"), TextError, ("path",), 16),
        (framed("00000001 00000004 00000001 2f 02"), MalformedError, ("watch",), 17),
        (framed("00000001 00000004 00000001 2f 01 00"), TrailingBytesError, (), 18),
        (framed("00000001 fffffff5 00"), TrailingBytesError, (), 12),
        (framed("00000001 00000001 ffffffff ffffffff 00000001"), OverrunError, ("acl",), 20),
    ],
    ids=range(9),
)
def test_bytes_that_are_no_request_are_refused(
    engine: Engine, wire: bytes, error: type[DecodeError], path: tuple[str | int, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Request, wire)
    assert (caught.value.path, caught.value.offset) == (path, offset)


HEADER = "00000001 0000000000000002"


@pytest.mark.parametrize(
    ("kind", "body", "error", "path", "offset"),
    [
        (OpCode.PING, f"{HEADER} 00000000 00", TrailingBytesError, (), 20),
        (OpCode.EXISTS, f"{HEADER} ffffff9b 00", TrailingBytesError, (), 20),
        (OpCode.EXISTS, f"{HEADER} 00000000", OverrunError, ("response", "stat", "czxid"), 20),
        (OpCode.SYNC, f"{HEADER} 00000000 00000001", OverrunError, ("response", "path"), 20),
        (OpCode.GET_CHILDREN, f"{HEADER} 00000000 00000001", OverrunError, CHILDREN, 20),
        (OpCode.GET_CHILDREN, f"{HEADER} 00000000 fffffffe", LengthError, CHILDREN, 20),
    ],
    ids=range(6),
)
def test_bytes_that_are_no_reply_are_refused(  # noqa: PLR0913, PLR0917  # a row of a table
    engine: Engine,
    kind: OpCode,
    body: str,
    error: type[DecodeError],
    path: tuple[str | int, ...],
    offset: int,
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Reply, framed(body), given={"type": kind})
    assert (caught.value.path, caught.value.offset) == (path, offset)
