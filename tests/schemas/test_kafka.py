"""ApiVersions of Kafka against the protocol guide; what programs sent and encode are vectors."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from checking import stand
from checking.messages import cuts
from strangers import CHECKOUT
from wirefmt import (
    CheckFailedError,
    DecodeError,
    Decoder,
    GivenError,
    InvalidValueError,
    LengthError,
    MalformedError,
    OverrunError,
    TrailingBytesError,
    decode,
    encode,
)
from wirefmt.schemas.kafka import (
    ApiVersion,
    ApiVersionsRequest,
    ApiVersionsRequestV0,
    ApiVersionsResponse,
    FinalizedFeaturesEpoch,
    OtherRequest,
    Request,
    TaggedField,
    UnknownTaggedField,
    ZkMigrationReady,
)

if TYPE_CHECKING:
    from checking import Engine


def vectors() -> list[Any]:
    text = (CHECKOUT / "tests" / "vectors" / "kafka.toml").read_text(encoding="utf-8")
    rows: list[Any] = tomllib.loads(text)["vector"]
    return rows


def framed(body: str) -> bytes:
    data = bytes.fromhex(body)
    return len(data).to_bytes(4, "big") + data


# ------------------------------------------------------------------ streams


def test_requests_one_after_the_other_at_every_cut() -> None:
    rows = [row for row in vectors() if "decode" not in row]
    data = b"".join(bytes.fromhex(row["hex"]) for row in rows)
    whole = stand(Request, [data], eof=True)
    assert (whole.error, whole.position) == (None, len(data))
    assert [type(each).__name__ for each in whole.messages] == [row["message"] for row in rows]
    assert [each.api_version for each in whole.messages] == [4, 0, 3, 0, 1, 2, 3, 4]
    for chunks in cuts(data):
        assert stand(Request, chunks, eof=True) == whole


@pytest.mark.parametrize(("version", "count"), [(0, 2), (1, 1), (2, 1), (3, 2), (4, 1)])
def test_responses_one_after_the_other_at_every_cut(version: int, count: int) -> None:
    given = {"api_version": version}
    rows = [row for row in vectors() if row.get("given") == given]
    data = b"".join(bytes.fromhex(row["hex"]) for row in rows)
    whole = stand(ApiVersionsResponse, [data], eof=True, given=given)
    assert (whole.error, whole.position, len(whole.messages)) == (None, len(data), count)
    for chunks in cuts(data):
        assert stand(ApiVersionsResponse, chunks, eof=True, given=given) == whole


def test_a_request_of_another_kind_goes_by() -> None:
    """A Metadata request of version 1 for no topic ("Metadata Request (Version: 1)")."""
    metadata = framed("0003 0001 00000007 0001 63 00000000")
    versions = framed("0012 0000 00000008 ffff")
    messages = list(Decoder(Request).feed(metadata + versions))
    assert messages == [
        OtherRequest(
            api_key=3, api_version=1, correlation_id=7, rest=bytes.fromhex("0001 63 00000000")
        ),
        ApiVersionsRequestV0(correlation_id=8),
    ]
    assert b"".join(map(encode, messages)) == metadata + versions


def test_a_version_that_is_not_known_is_still_a_request() -> None:
    """KIP-511: the broker must be able to answer it with version 0 and the error 35."""
    wire = framed("0012 0005 00000001 ffff 00")
    expected = OtherRequest(api_key=18, api_version=5, correlation_id=1, rest=b"\xff\xff\0")
    assert decode(Request, wire) == expected
    assert encode(expected) == wire


# ------------------------------------------------------------------ made by hand


def test_tagged_fields_that_nobody_knows_are_kept(engine: Engine) -> None:
    """KIP-482: a tag, a size, and as many bytes, in the order of the tags."""
    request = ApiVersionsRequest(
        correlation_id=2,
        client_id="c",
        header_tagged_fields=[TaggedField(tag=0, data=b"ab")],
        client_software_name="n",
        client_software_version="v",
        tagged_fields=[TaggedField(tag=1, data=b""), TaggedField(tag=300, data=b"x")],
    )
    header = "0012 0003 00000002 0001 63 01 00 02 6162"
    wire = framed(f"{header} 02 6e 02 76 02 01 00 ac02 01 78")
    assert engine.encode(Request, request) == wire
    assert engine.decode(Request, wire) == request


def test_tagged_fields_of_a_response(engine: Engine) -> None:
    given = {"api_version": 4}
    response = ApiVersionsResponse(
        correlation_id=1,
        api_keys=[
            ApiVersion(
                api_key=18,
                min_version=0,
                max_version=4,
                tagged_fields=[TaggedField(tag=5, data=b"?")],
            )
        ],
        throttle_time_ms=0,
        tagged_fields=[
            FinalizedFeaturesEpoch(epoch=-1),
            ZkMigrationReady(ready=False),
            UnknownTaggedField(tag=128, data=b"ab"),
        ],
    )
    key = "0012 0000 0004 01 05 01 3f"
    tags = "03 01 08 ffffffffffffffff 03 01 00 8001 02 6162"
    wire = framed(f"00000001 0000 02 {key} 00000000 {tags}")
    assert engine.encode(ApiVersionsResponse, response, given=given) == wire
    assert engine.decode(ApiVersionsResponse, wire, given=given) == response


def test_response_is_not_read_before_its_version_is_known() -> None:
    with pytest.raises(GivenError):
        decode(ApiVersionsResponse, framed("00000001 0000 00000000"))


def test_response_has_what_its_version_has() -> None:
    old = ApiVersionsResponse(correlation_id=1, api_keys=[])
    assert encode(old, given={"api_version": 0}) == framed("00000001 0000 00000000")
    with pytest.raises(InvalidValueError) as caught:
        encode(old, given={"api_version": 1})
    assert caught.value.path == ("throttle_time_ms",)


def test_request_has_what_its_version_has() -> None:
    with pytest.raises(InvalidValueError, match="its tag is not one of ApiVersionsRequestV0"):
        encode(ApiVersionsRequestV0(api_version=3, correlation_id=1))


# ------------------------------------------------------------------ faults


V3 = "0012 0003 00000001 ffff"


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        (bytes.fromhex("ffffffff 0012 0000"), LengthError, (), 0),
        (bytes.fromhex("00000007 0012 0000 00000001"), OverrunError, ("correlation_id",), 8),
        (framed("0012 0000 00000001 fffe"), LengthError, ("client_id",), 12),
        (framed("0012 0000 00000001 0002 61"), OverrunError, ("client_id",), 12),
        (framed("0012 0000 00000001 ffff 00"), TrailingBytesError, (), 14),
        (framed(f"{V3} 00 00 01 00"), LengthError, ("client_software_name",), 15),
        (framed(f"{V3} 02 0100 0100 01 01 00"), CheckFailedError, ("header_tagged_fields",), 14),
        (framed(f"{V3} 02 0200 0100 01 01 00"), CheckFailedError, ("header_tagged_fields",), 14),
        (
            framed(f"{V3} 01 8080808010 00 01 01 00"),
            CheckFailedError,
            ("header_tagged_fields", 0, "tag"),
            15,
        ),
    ],
    ids=range(9),
)
def test_bytes_that_are_no_request_are_refused(
    engine: Engine, wire: bytes, error: type[DecodeError], path: tuple[str | int, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(Request, wire)
    assert (caught.value.path, caught.value.offset) == (path, offset)


V3_START = "00000001 0000 01 00000000"


@pytest.mark.parametrize(
    ("version", "body", "error", "path", "offset"),
    [
        (0, "00000001 0000 ffffffff", LengthError, ("api_keys",), 10),
        (0, "00000001 0000 00000001 0012", OverrunError, ("api_keys",), 10),
        (0, "00000001 0000 00000000 00000000", TrailingBytesError, (), 14),
        (3, "00000001 0000 00 00000000 00", LengthError, ("api_keys",), 10),
        (3, f"{V3_START} 01 03 01 02", MalformedError, ("tagged_fields", 0, "ready"), 18),
        (3, f"{V3_START} 01 01 07 00000000000000", OverrunError, ("tagged_fields", 0, "epoch"), 18),
        (3, f"{V3_START} 01 03 02 01 00", TrailingBytesError, ("tagged_fields", 0), 19),
        (3, f"{V3_START} 02 03 01 01 03 01 01", CheckFailedError, ("tagged_fields",), 15),
    ],
    ids=range(8),
)
def test_bytes_that_are_no_response_are_refused(  # noqa: PLR0913, PLR0917  # a row of a table
    engine: Engine,
    version: int,
    body: str,
    error: type[DecodeError],
    path: tuple[str | int, ...],
    offset: int,
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(ApiVersionsResponse, framed(body), given={"api_version": version})
    assert (caught.value.path, caught.value.offset) == (path, offset)
