"""CoAP messages against RFC 7252; those of libcoap and aiocoap are vectors."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from checking import check_faulty, check_message
from strangers import CHECKOUT
from wirefmt import (
    CheckFailedError,
    Codec,
    ConstantError,
    EncodeError,
    InvalidValueError,
    LengthError,
    MalformedError,
    TruncatedError,
    UnknownTagError,
    decode,
    encode,
)
from wirefmt.schemas.coap import (
    CoAPMessage,
    Code,
    Option,
    OptionFormat,
    OptionNumber,
    Type,
    from_options,
    from_uint,
    to_options,
    to_uint,
)

if TYPE_CHECKING:
    from checking import Engine

HEADER = "40 01 7d34"


def message(**fields: Any) -> CoAPMessage:
    return CoAPMessage(type=Type.CONFIRMABLE, code=Code.GET, message_id=0x7D34, **fields)


def vectors() -> list[Any]:
    text = (CHECKOUT / "tests" / "vectors" / "coap.toml").read_text(encoding="utf-8")
    rows: list[Any] = tomllib.loads(text)["vector"]
    return rows


# ------------------------------------------------------------------ options


@pytest.mark.parametrize(
    ("number", "size", "head"),
    [
        (12, 12, "cc"),
        (13, 0, "d000"),
        (268, 0, "d0ff"),
        (269, 0, "e00000"),
        (65_535, 0, "e0fef2"),
        (1, 13, "1d00"),
        (1, 268, "1dff"),
        (1, 269, "1e0000"),
        (300, 300, "ee001f001f"),
    ],
)
def test_long_deltas_and_lengths_have_bytes_of_their_own(number: int, size: int, head: str) -> None:
    """RFC 7252, section 3.1: 13 says one byte more, less 13; 14 two, less 269."""
    options = [Option(number, b"v" * size)]
    wire = bytes.fromhex(HEADER + head) + b"v" * size
    assert encode(message(options=options)) == wire
    assert decode(CoAPMessage, wire).options == options


def test_deltas_add_up() -> None:
    """Those of one number keep their order: the delta between them is 0."""
    options = [
        Option(OptionNumber.URI_PATH, b"b"),
        Option(OptionNumber.URI_PATH, b"a"),
        Option(OptionNumber.URI_QUERY, b"q"),
        Option(2_050, b""),
    ]
    check_message(
        CoAPMessage,
        message(options=options, payload=b"p"),
        bytes.fromhex(HEADER + "b162 0161 4171 e006e6 ff 70"),
    )


def test_known_numbers_are_members_and_others_are_plain() -> None:
    options = decode(CoAPMessage, bytes.fromhex(HEADER + "60 40")).options
    assert [type(option.number) for option in options] == [OptionNumber, int]


NUMBERS = st.lists(st.integers(0, 0xFFFF), max_size=6).map(sorted)


@given(NUMBERS, st.sampled_from([0, 12, 13, 268, 269, 300]))
def test_numbers_come_back(numbers: list[int], size: int) -> None:
    options = [Option(number, b"v" * size) for number in numbers]
    assert to_options(from_options(options)) == options
    assert decode(CoAPMessage, encode(message(options=options))).options == options


def test_options_out_of_order_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="option 5 stands behind option 11") as caught:
        encode(message(options=[Option(11, b"a"), Option(5)]))
    assert caught.value.path == ("options",)


@pytest.mark.parametrize("option", [Option(65_805), Option(1, bytes(65_805))])
def test_options_that_are_too_great_are_refused(option: Option) -> None:
    with pytest.raises(EncodeError) as caught:
        encode(message(options=[option]))
    assert caught.value.path[:1] == ("options",)


def test_number_beyond_the_registry_is_not_encoded() -> None:
    with pytest.raises(InvalidValueError, match="65536"):
        encode(message(options=[Option(65_536)]))


@pytest.mark.parametrize(
    ("number", "value"), [(0, ""), (1, "01"), (255, "ff"), (256, "0100"), (15_683, "3d43")]
)
def test_numbers_take_as_few_bytes_as_they_need(number: int, value: str) -> None:
    """RFC 7252, section 3.2; 15,683 is the port that libcoap wrote."""
    assert from_uint(number) == bytes.fromhex(value)
    assert to_uint(bytes.fromhex(value)) == number


def test_zeros_in_front_are_ignored() -> None:
    assert to_uint(b"\0\0\x01") == 1


def test_option_alone() -> None:
    wire = bytes.fromhex("bb") + b"temperature"
    found = OptionFormat(
        option_delta=11, option_length=11, option_delta_extended=None, option_value=b"temperature"
    )
    check_message(OptionFormat, found, wire)


# ------------------------------------------------------------------ messages


def test_vectors_cover_what_the_standard_has() -> None:
    found = [decode(CoAPMessage, bytes.fromhex(row["hex"])) for row in vectors()]
    assert {each.type for each in found} == set(Type)
    seen = {option.number for each in found for option in each.options}
    assert set(OptionNumber) - seen == {OptionNumber.PROXY_SCHEME}


@pytest.mark.parametrize("row", vectors(), ids=lambda row: row["name"])
def test_vectors_on_each_engine(engine: Engine, row: Any) -> None:
    wire = bytes.fromhex(row["hex"])
    found = engine.decode(CoAPMessage, wire)
    assert engine.encode(CoAPMessage, found) == wire


def test_empty_message_is_a_header_alone() -> None:
    """RFC 7252, section 4.1."""
    empty = CoAPMessage(type=Type.RESET, code=Code.EMPTY, message_id=1)
    check_message(CoAPMessage, empty, bytes.fromhex("70000001"))
    for fields in ({"token": b"t"}, {"options": [Option(1)]}, {"payload": b"p"}):
        crowded: Any = CoAPMessage(type=Type.RESET, code=Code.EMPTY, message_id=1, **fields)
        with pytest.raises(InvalidValueError) as caught:
            encode(crowded)
        assert caught.value.path == ("payload",)


def test_codes_without_a_name_are_kept() -> None:
    found = decode(CoAPMessage, bytes.fromhex("50 7f 0001"))
    assert (found.code, type(found.code)) == (0x7F, int)


def test_marker_without_a_payload_is_forgotten() -> None:
    assert decode(CoAPMessage, bytes.fromhex(HEADER + "ff")) == message()
    forgets = Codec(CoAPMessage).canonical.forgets
    assert "CoAPMessage.options: a delimiter at the end" in forgets


@pytest.mark.parametrize(
    ("wire", "path", "offset", "found"),
    [
        ("4001", ("message_id",), 2, "0 of 2"),
        ("41017d34", ("token",), 4, "0 of 1"),
        ("40017d34 d0", ("options", 0, "option_delta_extended"), 5, "0 of 1"),
        ("40017d34 b261", ("options", 0, "option_value"), 5, "1 of 2"),
    ],
)
def test_cut_messages_are_truncated(
    wire: str, path: tuple[str | int, ...], offset: int, found: str
) -> None:
    reason = f"the input ends after {found} bytes"
    error = TruncatedError("CoAPMessage", path, offset, 0, reason)
    check_faulty(CoAPMessage, bytes.fromhex(wire), error)


@pytest.mark.parametrize(
    ("wire", "error", "path", "offset"),
    [
        ("80017d34", ConstantError, ("version",), 0),
        ("49017d34" + 9 * "00", LengthError, ("token",), 4),
        ("40017d34 f0", UnknownTagError, ("options", 0, "option_delta_extended"), 5),
        ("40017d34 0f", UnknownTagError, ("options", 0, "option_value"), 5),
        ("40017d34 e0ffff", MalformedError, ("options",), 4),
        ("40017d34 e0fef2 10", MalformedError, ("options",), 4),
        ("40007d34 ff70", CheckFailedError, ("payload",), 5),
        ("41007d34 70", CheckFailedError, ("payload",), 5),
        ("40007d34 10", CheckFailedError, ("payload",), 5),
    ],
    ids=[
        "version_2",
        "token_length_9",
        "delta_15",
        "length_15",
        "number_65804",
        "number_65536",
        "empty_with_payload",
        "empty_with_token",
        "empty_with_option",
    ],
)
def test_bytes_that_are_no_message_are_refused(
    engine: Engine, wire: str, error: type[Any], path: tuple[Any, ...], offset: int
) -> None:
    with pytest.raises(error) as caught:
        engine.decode(CoAPMessage, bytes.fromhex(wire))
    assert (type(caught.value), caught.value.path, caught.value.offset) == (error, path, offset)
