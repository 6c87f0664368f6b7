"""Methods of the class basic that fetch and acknowledge (section 1.8 of the reference)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import flag, u16, u32, u64
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.table import ShortString

__all__ = [
    "BasicAck",
    "BasicGet",
    "BasicGetEmpty",
    "BasicGetOk",
    "BasicNack",
    "BasicRecover",
    "BasicRecoverAsync",
    "BasicRecoverOk",
    "BasicReject",
]


class BasicGet(Method, tag=(60, 70)):
    """The client asks for one message of a queue (basic.get).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |   queue size  |   queue ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |n|
        +-+-+-+-+-+-+-+-+
        n  no_ack

    Size: 8 to 263 bytes.

    Not checked here: that there is such a queue.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    queue: ShortString = ""
    """The queue's name; empty is the last one that was declared on this channel."""

    no_ack: flag = False
    """The client will not acknowledge."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class BasicGetOk(Method, tag=(60, 71)):
    """The server gives that message; its content follows (basic.get-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                          delivery_tag                         +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |r| exchange size |          exchange ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         message_count                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        r                redelivered
        routing_key siz  routing_key size

    Size: 19 to 529 bytes.

    Not checked here: nothing is left to check.
    """

    delivery_tag: u64
    """The delivery's number on its channel, counted up from 1."""

    redelivered: flag = False
    """The message may have been delivered before."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""

    exchange: ShortString
    """The exchange that it was published to; empty is the default one."""

    routing_key: ShortString
    """The routing key that it was published with."""

    message_count: u32
    """How many messages are left in the queue."""


class BasicGetEmpty(Method, tag=(60, 72)):
    """The queue has no message (basic.get-empty).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |reserved_1 size|                 reserved_1 ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 to 260 bytes.

    Not checked here: nothing is left to check.
    """

    reserved_1: ShortString = ""
    """Reserved: empty; once the cluster's identifier."""


class BasicAck(Method, tag=(60, 80)):
    """Deliveries are processed; or RabbitMQ has taken messages, if it confirms (basic.ack).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                          delivery_tag                         +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |m|
        +-+-+-+-+-+-+-+-+
        m  multiple

    Size: 13 bytes.

    Not checked here: that there is such a delivery.
    """

    delivery_tag: u64
    """Which delivery, by its number on its channel; 0 with `multiple` is all of them."""

    multiple: flag = False
    """All up to this one."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class BasicReject(Method, tag=(60, 90)):
    """The client refuses a delivery (basic.reject).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                          delivery_tag                         +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |r|
        +-+-+-+-+-+-+-+-+
        r  requeue

    Size: 13 bytes.

    Not checked here: that there is such a delivery.
    """

    delivery_tag: u64
    """Which delivery, by its number on its channel."""

    requeue: flag = True
    """The server is to deliver it to another one; else to drop it."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class BasicRecoverAsync(Method, tag=(60, 100)):
    """The client asks for all that it did not acknowledge; deprecated (basic.recover-async).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |r|
        +-+-+-+-+-+-+-+-+
        r  requeue

    Size: 5 bytes.

    Not checked here: nothing is left to check.
    """

    requeue: flag = False
    """It may go to another consumer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class BasicRecover(Method, tag=(60, 110)):
    """The client asks for all that it did not acknowledge (basic.recover).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |r|
        +-+-+-+-+-+-+-+-+
        r  requeue

    Size: 5 bytes.

    Not checked here: nothing is left to check.
    """

    requeue: flag = False
    """It may go to another consumer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class BasicRecoverOk(Method, tag=(60, 111)):
    """The server will deliver it again (basic.recover-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class BasicNack(Method, tag=(60, 120)):
    """Deliveries are refused; or messages could not be taken (RabbitMQ's basic.nack).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                          delivery_tag                         +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   unused  |r|m|
        +-+-+-+-+-+-+-+-+
        r  requeue
        m  multiple

    Size: 13 bytes.

    Not checked here: that there is such a delivery.
    """

    delivery_tag: u64
    """Which delivery, by its number on its channel; 0 with `multiple` is all of them."""

    multiple: flag = False
    """All up to this one."""

    requeue: flag = True
    """The server is to deliver them to another one; else to drop them."""

    unused: int = w.pad(w.bits(6))
    """The rest of the octet of bits."""
