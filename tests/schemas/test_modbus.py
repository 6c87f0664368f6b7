"""Modbus TCP against its standard and the messages of real captures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

import strangers
from checking import Engine, check_faulty, stand
from checking.messages import cuts
from strangers import modbus as tshark
from wirefmt import (
    CheckFailedError,
    Codec,
    ConstantError,
    DecodeError,
    Decoder,
    LengthError,
    MalformedError,
    OverrunError,
    SizeMismatchError,
    TrailingBytesError,
    decode,
    encode,
)
from wirefmt.schemas.modbus import (
    ADU,
    ExceptionCode,
    ExceptionResponse,
    FunctionCode,
    OtherRequest,
    OutputValue,
    ReadCoilsResponse,
    ReadHoldingRegistersRequest,
    ReadHoldingRegistersResponse,
    Request,
    Response,
    WriteMultipleCoilsRequest,
    WriteMultipleRegistersRequest,
    WriteSingleCoilRequest,
    from_bits,
    to_bits,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from strangers import Pdu
    from wirefmt import Path


def side(unit: Pdu) -> type[Request | Response]:
    return Response if tshark.from_server(unit) else Request


# ------------------------------------------------------------------ unit by unit


COUNTS = {
    "ReadCoilsRequest": 3,
    "ReadCoilsResponse": 9,
    "ReadHoldingRegistersRequest": 30,
    "ReadHoldingRegistersResponse": 29,
    "ReadInputRegistersRequest": 2,
    "ReadInputRegistersResponse": 2,
    "WriteSingleCoilRequest": 2,
    "WriteSingleRegisterRequest": 1,
    "DiagnosticsRequest": 3,
    "WriteMultipleCoilsRequest": 8,
    "WriteMultipleCoilsResponse": 1,
    "ReportServerIDRequest": 1,
    "ReportServerIDResponse": 1,
    "ReadDeviceIdentificationRequest": 2,
    "OtherInterfaceRequest": 1,
    "OtherRequest": 15,
    "ExceptionResponse": 4,
}
"""How many units of each kind the captures have."""


def values(message: Request | Response, columns: Mapping[str, object]) -> dict[str, object]:
    """Return the fields by the names that the tables of tshark's fields have."""
    return {name: getattr(message, name) for name in columns if name != "states"}


def test_units_as_tshark_sees_them(engine: Engine) -> None:
    count: Counter[str] = Counter()
    for unit in tshark.units():
        assert not unit.malformed
        if tshark.unclaimed(unit) is not None:
            continue
        spec = side(unit)
        message = engine.decode(spec, unit.wire)
        name = type(message).__name__
        pdu = tshark.body(unit)
        columns = tshark.columns(name, pdu)
        expected = strangers.expected(pdu, columns)
        found = values(message, columns)
        if isinstance(message, ReadCoilsResponse):
            states = expected["states"]
            assert isinstance(states, list)
            found["states"] = to_bits(message.coil_status, len(states))
        assert found == expected, unit.name
        assert values(message, tshark.HEADER) == strangers.expected(unit, tshark.HEADER)
        assert engine.encode(spec, message) == unit.wire, unit.name
        count[name] += 1
    assert count == COUNTS
    assert count.total() == 114


REFUSALS = {
    ("a byte is left over", TrailingBytesError, (), 11): 1,
    ("a byte is left over", TrailingBytesError, (), 9): 1,
    ("counts contradict each other", CheckFailedError, ("write_byte_count",), 16): 1,
    (
        "neither says that more follows nor that it does not",
        MalformedError,
        ("more_follows",),
        11,
    ): 1,
}
"""Why units are left out, with which error of which field, where, and how many they are."""


def test_unclaimed_units_are_refused(engine: Engine) -> None:
    refused: Counter[tuple[str, type[DecodeError], Path, int]] = Counter()
    for unit in tshark.units():
        reason = tshark.unclaimed(unit)
        if reason is None:
            continue
        with pytest.raises(DecodeError) as caught:
            engine.decode(side(unit), unit.wire)
        refused[reason, type(caught.value), caught.value.path, caught.value.offset] += 1
    assert refused == REFUSALS


# ------------------------------------------------------------------ streams


FAULTS = {
    ("a byte is left over", TrailingBytesError, ()): 2,
    ("a length of 0", OverrunError, ("unit_identifier",)): 1,
    ("no header begins here: a fuzzer cut the stream", ConstantError, ("protocol_identifier",)): 2,
    ("neither says that more follows nor that it does not", MalformedError, ("more_follows",)): 1,
    ("counts contradict each other", CheckFailedError, ("write_byte_count",)): 1,
}
"""Why conversations end early, with which error of which field, and how many directions do."""


def framed(data: bytes, count: int) -> Iterator[bytes]:
    """Yield so many units of a stream, as far as their lengths tell."""
    for _ in range(count):
        size = 6 + int.from_bytes(data[4:6], "big")
        yield data[:size]
        data = data[size:]


def check_stream(
    spec: type[Request | Response], segments: list[bytes], listed: tshark.Direction
) -> DecodeError | None:
    """Feed a stream cut in every way; return the error that ended it."""
    data = b"".join(segments)
    whole = stand(spec, [data], eof=True)
    assert list(map(encode, whole.messages)) == list(framed(data, listed.units))
    assert stand(spec, segments, eof=True) == whole
    for chunks in cuts(data):
        assert stand(spec, chunks, eof=True) == whole
    assert whole.error is None or isinstance(whole.error, DecodeError)
    return whole.error


def test_captured_streams_at_every_cut() -> None:
    faults: Counter[tuple[str, type[DecodeError], Path]] = Counter()
    streams = strangers.streams("mbtcp")
    for stream in streams:
        for direction, listed in enumerate(tshark.STREAMS[stream.name]):
            spec = Response if stream.nodes[direction].endswith(tshark.PORT) else Request
            error = check_stream(spec, stream.segments(direction), listed)
            assert (error is None) == (listed.fault is None), stream.name
            if error is not None and listed.fault is not None:
                faults[listed.fault, type(error), error.path] += 1
    assert len(streams) == len(tshark.STREAMS) == 27
    assert faults == FAULTS


# ------------------------------------------------------------------ faults


def unit(pdu: str, length: int | None = None) -> bytes:
    """Return a PDU behind a header whose other fields are 0."""
    data = bytes.fromhex(pdu)
    return (
        bytes(4) + (len(data) + 1 if length is None else length).to_bytes(2, "big") + b"\0" + data
    )


@pytest.mark.parametrize(
    ("spec", "wire", "expected"),
    [
        (
            Request,
            bytes.fromhex("0000 0001 0002 00 07"),
            ConstantError("Request", ("protocol_identifier",), 2, 0, "1 is not 0"),
        ),
        (
            Request,
            unit("07", length=0),
            OverrunError(
                "Request", ("unit_identifier",), 6, 0, "needs 1 bytes, 0 are left in its window"
            ),
        ),
        (
            Request,
            unit("07", length=1),
            OverrunError(
                "Request", ("function_code",), 7, 0, "needs 1 bytes, 0 are left in its window"
            ),
        ),
        (
            Request,
            unit("03 0001", length=4),
            OverrunError(
                "Request",
                ("quantity_of_registers",),
                10,
                0,
                "needs 2 bytes, 0 are left in its window",
            ),
        ),
        (
            Request,
            unit("10 0000 0002 03 0001 0002"),
            CheckFailedError(
                "Request", ("byte_count",), 12, 0, "3 is not 4, which the other fields give"
            ),
        ),
        (
            Response,
            unit("03 03 000001"),
            OverrunError(
                "Response", ("register_value", 1), 11, 0, "needs 2 bytes, 1 are left in its window"
            ),
        ),
        (
            Response,
            unit("0c 05 0000 0000 00"),
            OverrunError(
                "Response", ("message_count",), 13, 0, "needs 2 bytes, 1 are left in its window"
            ),
        ),
        (
            Response,
            unit("0c 05 0000 0000 0000"),
            LengthError("Response", ("events",), 15, 0, "-1 is negative"),
        ),
        (
            Response,
            unit("14 05 04 05 0001 00"),
            ConstantError("Response", ("sub_responses", 0, "reference_type"), 10, 0, "5 is not 6"),
        ),
        (
            Response,
            unit("18 0002 0001 0005"),
            CheckFailedError(
                "Response", ("byte_count",), 8, 0, "2 is not 4, which the other fields give"
            ),
        ),
        (
            Response,
            unit("83 02 00"),
            TrailingBytesError("Response", (), 9, 0, "1 bytes are left in its window"),
        ),
    ],
    ids=[
        "protocol_1",
        "length_0",
        "length_1",
        "short_request",
        "byte_count_for_other_quantity",
        "half_a_register",
        "short_log",
        "log_that_ends_early",
        "reference_type_5",
        "fifo_of_two_counts",
        "exception_with_more",
    ],
)
def test_faulty_unit_is_refused(
    spec: type[Request | Response], wire: bytes, expected: DecodeError
) -> None:
    check_faulty(spec, wire, expected)


def test_length_that_no_peer_may_send_is_refused_at_once() -> None:
    header = bytes.fromhex("0000 0000 00ff")
    decoder = Decoder(Request)
    with pytest.raises(CheckFailedError) as caught:
        list(decoder.feed(header))
    assert (caught.value.path, caught.value.offset) == (("length",), 4)


def test_greatest_unit_has_260_bytes(engine: Engine) -> None:
    message = OtherRequest(function_code=0x41, data=bytes(252))
    wire = engine.encode(Request, message)
    assert len(wire) == 260
    assert engine.decode(Request, wire) == message


def test_values_that_a_server_answers_with_an_exception_are_accepted(engine: Engine) -> None:
    for pdu in (
        "01 0000 0000",
        "03 0000 ffff",
        "05 0000 1234",
        "0f 0000 0000 00",
        "10 0000 0000 00",
        "17 0000 0000 0000 0000 00",
    ):
        wire = unit(pdu)
        assert engine.encode(Request, engine.decode(Request, wire)) == wire


def test_a_function_code_of_a_response_is_any_in_a_request(engine: Engine) -> None:
    message = engine.decode(Request, unit("83 02"))
    assert message == OtherRequest(unit_identifier=0, function_code=0x83, data=b"\x02")


def test_codecs_are_canonical() -> None:
    assert all(Codec(cls).canonical for cls in (Request, Response, ADU))


# ------------------------------------------------------------------ what callers need not give


def test_counts_are_those_of_the_registers() -> None:
    request = WriteMultipleRegistersRequest(starting_address=1, registers_value=[10, 0x0102])
    assert (request.quantity_of_registers, request.byte_count, request.length) == (2, 4, 11)
    response = ReadHoldingRegistersResponse(register_value=[1, 2, 3])
    assert (response.byte_count, response.length) == (6, 9)


def test_number_of_coils_is_that_of_their_bytes() -> None:
    request = WriteMultipleCoilsRequest(
        starting_address=19, quantity_of_outputs=9, outputs_value=b"\xcd"
    )
    with pytest.raises(SizeMismatchError) as caught:
        encode(request)
    assert caught.value.path == ("outputs_value",)


def test_exception_says_what_was_asked_for() -> None:
    wire = unit("83 02")
    assert decode(Response, wire) == ExceptionResponse(
        unit_identifier=0,
        function_code=FunctionCode.READ_HOLDING_REGISTERS | 0x80,
        exception_code=ExceptionCode.ILLEGAL_DATA_ADDRESS,
    )


def test_output_value_is_on_or_off_or_no_state_of_a_coil() -> None:
    found = [decode(Request, unit(f"05 0000 {value}")) for value in ("0000", "ff00", "0001")]
    states = [each.output_value for each in found if isinstance(each, WriteSingleCoilRequest)]
    assert states == [OutputValue.OFF, OutputValue.ON, 1]


def test_unit_identifier_is_that_of_the_server_itself() -> None:
    request = ReadHoldingRegistersRequest(starting_address=0, quantity_of_registers=1)
    assert request.unit_identifier == 0xFF


# ------------------------------------------------------------------ bits


def test_bits_of_the_standard() -> None:
    """Coils 20 to 38 in section 6.1: the status CD 6B 05."""
    states = "1011 0011 1101 0110 101".replace(" ", "")
    assert to_bits(b"\xcd\x6b\x05", 19) == [state == "1" for state in states]


@given(st.lists(st.booleans()))
def test_bits_come_back(states: list[bool]) -> None:
    data = from_bits(states)
    assert len(data) == -(-len(states) // 8)
    assert to_bits(data, len(states)) == states


def test_more_bits_than_there_are_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 bytes have no 9 states"):
        to_bits(b"\xff", 9)
