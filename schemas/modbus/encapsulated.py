"""Function code 43: other interfaces (Application Protocol, sections 6.19 to 6.21)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, this, u8
from wirefmt.schemas.modbus.adu import FunctionCode, Request, Response

__all__ = [
    "EncapsulatedInterfaceRequest",
    "EncapsulatedInterfaceResponse",
    "IdentificationObject",
    "MEIType",
    "MoreFollows",
    "ObjectID",
    "OtherInterfaceRequest",
    "OtherInterfaceResponse",
    "ReadDeviceIDCode",
    "ReadDeviceIdentificationRequest",
    "ReadDeviceIdentificationResponse",
]


class MEIType(IntEnum):
    """MODBUS Encapsulated Interface: what function code 43 transports (section 6.19)."""

    CANOPEN_GENERAL_REFERENCE = 0x0D
    READ_DEVICE_IDENTIFICATION = 0x0E


class ReadDeviceIDCode(IntEnum):
    """How much identification is asked for (section 6.21)."""

    BASIC = 1
    REGULAR = 2
    EXTENDED = 3
    SPECIFIC = 4


class ObjectID(IntEnum):
    """The objects that the standard names; the first three are mandatory (section 6.21)."""

    VENDOR_NAME = 0x00
    PRODUCT_CODE = 0x01
    MAJOR_MINOR_REVISION = 0x02
    VENDOR_URL = 0x03
    PRODUCT_NAME = 0x04
    MODEL_NAME = 0x05
    USER_APPLICATION_NAME = 0x06


class MoreFollows(IntEnum):
    """Whether more objects are to be asked for (section 6.21)."""

    NO = 0x00
    YES = 0xFF


class EncapsulatedInterfaceRequest(
    Request, tag=FunctionCode.ENCAPSULATED_INTERFACE_TRANSPORT, variants=this.mei_type
):
    """Encapsulated Interface Transport: request (section 6.19).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    mei_type   |          variant by this.mei_type ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: whether the server has this interface; it answers exception 1 if not.
    """

    mei_type: u8 = w.derived()
    """Which interface it is for, an `MEIType`."""


class EncapsulatedInterfaceResponse(
    Response, tag=FunctionCode.ENCAPSULATED_INTERFACE_TRANSPORT, variants=this.mei_type
):
    """Encapsulated Interface Transport: response (section 6.19).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    mei_type   |          variant by this.mei_type ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: that the interface is that of the request.
    """

    mei_type: u8 = w.derived()
    """Which interface it is for, an `MEIType`."""


class OtherInterfaceRequest(EncapsulatedInterfaceRequest, tag=...):
    """Encapsulated Interface Transport: request for another interface (section 6.19).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    mei_type   |                  mei_data ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: the data.
    """

    mei_type: u8 = w.field()
    """Which interface it is for; 0x0D is CANopen (section 6.20)."""

    mei_data: bytes = w.data(w.rest, default=b"")
    """The data of that interface."""


class OtherInterfaceResponse(EncapsulatedInterfaceResponse, tag=...):
    """Encapsulated Interface Transport: response of another interface (section 6.19).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    mei_type   |                  mei_data ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: the data.
    """

    mei_type: u8 = w.field()
    """Which interface it is for; 0x0D is CANopen (section 6.20)."""

    mei_data: bytes = w.data(w.rest, default=b"")
    """The data of that interface."""


class ReadDeviceIdentificationRequest(
    EncapsulatedInterfaceRequest, tag=MEIType.READ_DEVICE_IDENTIFICATION
):
    """Read Device Identification: request (section 6.21).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    mei_type   |read_dev_id_cod|   object_id   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        read_dev_id_cod  read_device_id_code

    Size: 11 bytes.

    Not checked here: that the code is one of the four; a server answers another with exception 3.
    """

    read_device_id_code: ReadDeviceIDCode | int = w.enumerated(u8, open=True)
    """How much is asked for."""

    object_id: u8 = 0
    """The first object that is wanted, or with code 4 the only one; an `ObjectID`."""


class IdentificationObject(Message):
    """One thing that a device says of itself (section 6.21).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   object_id   | object_length |        object_value ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: the value.
    """

    object_id: u8
    """Which object: an `ObjectID`, 0x80 to 0xFF the device's own."""

    object_length: u8 = w.derived()
    """The size of the value in bytes."""

    object_value: bytes = w.data(this.object_length)
    """The value; text in ASCII for each `ObjectID`."""


class ReadDeviceIdentificationResponse(
    EncapsulatedInterfaceResponse, tag=MEIType.READ_DEVICE_IDENTIFICATION
):
    """Read Device Identification: response (section 6.21).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    mei_type   |read_dev_id_cod|conformit_level|  more_follows |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | next_object_id|number_of_objec|          objects ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        read_dev_id_cod  read_device_id_code
        conformit_level  conformity_level
        number_of_objec  number_of_objects

    Size: 14 bytes or more.

    Not checked here: that the code is that of the request; that the conformity level is one of the
    six.
    """

    read_device_id_code: ReadDeviceIDCode | int = w.enumerated(u8, open=True)
    """How much was asked for."""

    conformity_level: u8
    """What the device can identify: 1 basic, 2 regular, 3 extended; 0x81 to 0x83 single objects
    too.
    """

    more_follows: MoreFollows = w.enumerated(u8, default=MoreFollows.NO)
    """Whether another request is needed for the rest of the objects."""

    next_object_id: u8 = 0
    """The object that it should ask for; else 0."""

    number_of_objects: u8 = w.derived()
    """How many objects there are."""

    objects: list[IdentificationObject] = w.array(this.number_of_objects)
    """The objects, in the order of their ids."""
