"""What all methods of AMQP 0-9-1 share, and what a reply says (section 4.2.4)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, this, u16

__all__ = ["Method", "ReplyCode", "UnknownMethod"]


class ReplyCode(IntEnum):
    """Why a channel or a connection ends, or a message is returned (constants of the reference).

    312 and 313 stand in `basic.return`. Of the others those that say so end a channel, the rest the
    connection.
    """

    REPLY_SUCCESS = 200
    CONTENT_TOO_LARGE = 311  # channel
    NO_ROUTE = 312
    NO_CONSUMERS = 313  # channel
    CONNECTION_FORCED = 320
    INVALID_PATH = 402
    ACCESS_REFUSED = 403  # channel
    NOT_FOUND = 404  # channel
    RESOURCE_LOCKED = 405  # channel
    PRECONDITION_FAILED = 406  # channel
    FRAME_ERROR = 501
    SYNTAX_ERROR = 502
    COMMAND_INVALID = 503
    CHANNEL_ERROR = 504
    UNEXPECTED_FRAME = 505
    RESOURCE_ERROR = 506
    NOT_ALLOWED = 530
    NOT_IMPLEMENTED = 540
    INTERNAL_ERROR = 541


class Method(Message, variants=(this.class_id, this.method_id), bit_order="lsb"):
    """Method: which one it is, and its arguments (section 4.2.4).

    Bits that stand side by side share octets, from the lowest bit on (section 4.2.5.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /          variant by this.class_id, this.method_id ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: whether it may be sent in this direction, or now.
    """

    class_id: u16 = w.derived()
    """The class that it belongs to."""

    method_id: u16 = w.derived()
    """Which of the class's methods it is."""


class UnknownMethod(Method, tag=(..., ...)):
    """Method that has no class of its own here; a peer answers 540 to it.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         arguments ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: the arguments.
    """

    class_id: u16 = w.field()
    """The class that it belongs to."""

    method_id: u16 = w.field()
    """Which of the class's methods it is."""

    arguments: bytes = w.data(w.rest, default=b"")
    """Everything behind the two."""
