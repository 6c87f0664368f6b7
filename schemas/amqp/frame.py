"""What stands on a connection of AMQP 0-9-1: the protocol header, and frames (section 4.2)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, this, u8, u16, u32, u64
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.properties import BasicProperties

__all__ = [
    "BodyFrame",
    "Frame",
    "FrameType",
    "HeaderFrame",
    "HeartbeatFrame",
    "MethodFrame",
    "ProtocolHeader",
    "Unit",
]


class FrameType(IntEnum):
    """The type of a frame (section 4.2.3).

    That of a heartbeat is 4 there, and 8 in the grammar (section 4.2.1) and for all peers.
    """

    METHOD = 1
    HEADER = 2
    BODY = 3
    HEARTBEAT = 8


class Unit(Message, variants=this.type):
    """What either side sends, one after the other: a protocol header, or a frame.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |            variant by this.type ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the protocol header is the first.
    """

    type: u8 = w.derived()
    """Which of them it is: a `FrameType`, or the letter `A` of a protocol header."""


class ProtocolHeader(Unit, tag=ord("A")):
    """Protocol header: `AMQP` and the version that a client wants (section 4.2.2).

    A server that does not know that version answers with one that it knows.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |                    protocol                   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  protocol_id  | version_major | version_minor |    revision   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: that the version is one that is known.
    """

    protocol: bytes = w.const(b"MQP")
    """The rest of the protocol's name."""

    protocol_id: u8 = 0
    """Zero; before 0-9-1 and in 1.0 other numbers too."""

    version_major: u8 = 0
    """The protocol's major version."""

    version_minor: u8 = 9
    """The protocol's minor version."""

    revision: u8 = 1
    """The protocol's revision."""


class Frame(Unit, size=this.size + 8):
    """Frame: its header, the payload that its type says, and its end (section 4.2.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |            channel            |               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      size                     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    variant by this.type ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   frame_end   |
        +-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the channel is open. The end is checked after the payload.
    """

    channel: u16
    """The channel that it belongs to; 0 is the connection itself."""

    size: u32 = w.derived()
    """The size of the payload in bytes."""

    frame_end: u8 = w.const(0xCE, trailing=True)
    """The end of the frame, by which errors of framing are found."""


class MethodFrame(Frame, tag=FrameType.METHOD):
    """Method frame: one method (section 4.2.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |            channel            |               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      size                     |   method ...  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   frame_end   |
        +-+-+-+-+-+-+-+-+

    Size: 12 bytes or more.

    Not checked here: that methods of the class connection are on channel 0, and no others.
    """

    method: Method
    """The method."""


class HeaderFrame(Frame, tag=FrameType.HEADER):
    """Content header frame: what a message is, and how much of it will follow (section 4.2.6.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |            channel            |               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      size                     |    class_id   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |             weight            |               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+               +
        |                           body_size                           |
        +                                               +-+-+-+-+-+-+-+-+
        |                                               | properties .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   frame_end   |
        +-+-+-+-+-+-+-+-+

    Size: 22 to 4,294,969,891 bytes.

    Not checked here: that a method that carries content was before it on the channel.
    """

    channel: u16 = w.field(check=this.channel != 0)
    """The channel that it belongs to; never 0."""

    class_id: u16 = w.const(60)
    """The class of the method before it: basic is the only one whose methods carry content."""

    weight: u16 = w.const(0)
    """Unused: 0."""

    body_size: u64
    """The size of the body in bytes, all its frames together; it has no frame if that is 0."""

    properties: BasicProperties = w.field(default_factory=BasicProperties)
    """The message's properties."""


class BodyFrame(Frame, tag=FrameType.BODY):
    """Content body frame: a message's body, or a part of it (section 4.2.6.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |            channel            |               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      size                     |  payload ...  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   frame_end   |
        +-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the frames of a body are as large as its header said.
    """

    channel: u16 = w.field(check=this.channel != 0)
    """The channel that it belongs to; never 0."""

    payload: bytes = w.data(w.rest)
    """The bytes."""


class HeartbeatFrame(Frame, tag=FrameType.HEARTBEAT):
    """Heartbeat frame: a sign of life (section 4.2.7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |            channel            |               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      size                     |   frame_end   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: that heartbeats were negotiated.
    """

    channel: u16 = w.const(0)
    """Always 0."""
