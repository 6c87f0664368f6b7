"""Modbus TCP: the MODBUS Application Protocol V1.1b3 on TCP/IP, all public functions.

How it stands on TCP is in the MODBUS Messaging on TCP/IP Implementation Guide V1.0b. Sections are
those of the Application Protocol, if nothing else is said.

What a client sends is a `Request`, what a server sends a `Response`: nothing in a message tells
which it is. Decoding one gives the variant of its function::

    for request in Decoder(Request).feed(chunk):
        match request:
            case ReadHoldingRegistersRequest(starting_address=address):
                ...

Values that a server answers with an exception are accepted, so that it can do so. What is refused
is a message that cannot be taken apart: its counts and lengths contradict each other, or bytes are
left over behind its fields.
"""

from __future__ import annotations

from wirefmt.schemas.modbus.adu import (
    ADU,
    ExceptionCode,
    ExceptionResponse,
    FunctionCode,
    OtherRequest,
    OtherResponse,
    Request,
    Response,
)
from wirefmt.schemas.modbus.coils import (
    OutputValue,
    ReadCoilsRequest,
    ReadCoilsResponse,
    ReadDiscreteInputsRequest,
    ReadDiscreteInputsResponse,
    WriteMultipleCoilsRequest,
    WriteMultipleCoilsResponse,
    WriteSingleCoilRequest,
    WriteSingleCoilResponse,
    from_bits,
    to_bits,
)
from wirefmt.schemas.modbus.diagnostics import (
    DiagnosticsRequest,
    DiagnosticsResponse,
    GetCommEventCounterRequest,
    GetCommEventCounterResponse,
    GetCommEventLogRequest,
    GetCommEventLogResponse,
    ReadExceptionStatusRequest,
    ReadExceptionStatusResponse,
    ReportServerIDRequest,
    ReportServerIDResponse,
    SubFunction,
)
from wirefmt.schemas.modbus.encapsulated import (
    EncapsulatedInterfaceRequest,
    EncapsulatedInterfaceResponse,
    IdentificationObject,
    MEIType,
    MoreFollows,
    ObjectID,
    OtherInterfaceRequest,
    OtherInterfaceResponse,
    ReadDeviceIDCode,
    ReadDeviceIdentificationRequest,
    ReadDeviceIdentificationResponse,
)
from wirefmt.schemas.modbus.files import (
    ReadFIFOQueueRequest,
    ReadFIFOQueueResponse,
    ReadFileRecordRequest,
    ReadFileRecordResponse,
    ReadFileSubRequest,
    ReadFileSubResponse,
    WriteFileRecordRequest,
    WriteFileRecordResponse,
    WriteFileSubRequest,
)
from wirefmt.schemas.modbus.registers import (
    MaskWriteRegisterRequest,
    MaskWriteRegisterResponse,
    ReadHoldingRegistersRequest,
    ReadHoldingRegistersResponse,
    ReadInputRegistersRequest,
    ReadInputRegistersResponse,
    ReadWriteMultipleRegistersRequest,
    ReadWriteMultipleRegistersResponse,
    WriteMultipleRegistersRequest,
    WriteMultipleRegistersResponse,
    WriteSingleRegisterRequest,
    WriteSingleRegisterResponse,
)

__all__ = [
    "ADU",
    "DiagnosticsRequest",
    "DiagnosticsResponse",
    "EncapsulatedInterfaceRequest",
    "EncapsulatedInterfaceResponse",
    "ExceptionCode",
    "ExceptionResponse",
    "FunctionCode",
    "GetCommEventCounterRequest",
    "GetCommEventCounterResponse",
    "GetCommEventLogRequest",
    "GetCommEventLogResponse",
    "IdentificationObject",
    "MEIType",
    "MaskWriteRegisterRequest",
    "MaskWriteRegisterResponse",
    "MoreFollows",
    "ObjectID",
    "OtherInterfaceRequest",
    "OtherInterfaceResponse",
    "OtherRequest",
    "OtherResponse",
    "OutputValue",
    "ReadCoilsRequest",
    "ReadCoilsResponse",
    "ReadDeviceIDCode",
    "ReadDeviceIdentificationRequest",
    "ReadDeviceIdentificationResponse",
    "ReadDiscreteInputsRequest",
    "ReadDiscreteInputsResponse",
    "ReadExceptionStatusRequest",
    "ReadExceptionStatusResponse",
    "ReadFIFOQueueRequest",
    "ReadFIFOQueueResponse",
    "ReadFileRecordRequest",
    "ReadFileRecordResponse",
    "ReadFileSubRequest",
    "ReadFileSubResponse",
    "ReadHoldingRegistersRequest",
    "ReadHoldingRegistersResponse",
    "ReadInputRegistersRequest",
    "ReadInputRegistersResponse",
    "ReadWriteMultipleRegistersRequest",
    "ReadWriteMultipleRegistersResponse",
    "ReportServerIDRequest",
    "ReportServerIDResponse",
    "Request",
    "Response",
    "SubFunction",
    "WriteFileRecordRequest",
    "WriteFileRecordResponse",
    "WriteFileSubRequest",
    "WriteMultipleCoilsRequest",
    "WriteMultipleCoilsResponse",
    "WriteMultipleRegistersRequest",
    "WriteMultipleRegistersResponse",
    "WriteSingleCoilRequest",
    "WriteSingleCoilResponse",
    "WriteSingleRegisterRequest",
    "WriteSingleRegisterResponse",
    "from_bits",
    "to_bits",
]
