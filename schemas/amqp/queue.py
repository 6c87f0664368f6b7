"""Methods of the class queue (section 1.7 of the standard's reference)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import flag, u16, u32
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.table import FieldTable, ShortString

__all__ = [
    "QueueBind",
    "QueueBindOk",
    "QueueDeclare",
    "QueueDeclareOk",
    "QueueDelete",
    "QueueDeleteOk",
    "QueuePurge",
    "QueuePurgeOk",
    "QueueUnbind",
    "QueueUnbindOk",
]


class QueueDeclare(Method, tag=(50, 10)):
    """The client declares a queue (queue.declare).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |   queue size  |   queue ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |unuse|n|a|e|d|p|                 arguments size                |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |                 arguments ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        unuse  unused
        n      no_wait
        a      auto_delete
        e      exclusive
        d      durable
        p      passive

    Size: 12 to 4,294,967,562 bytes.

    Not checked here: which characters the name has.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    queue: ShortString = ""
    """The queue's name; empty where the server is to choose."""

    passive: flag = False
    """Only find out whether it is there."""

    durable: flag = False
    """It outlives the server's restart."""

    exclusive: flag = False
    """It belongs to this connection, and ends with it."""

    auto_delete: flag = False
    """Delete it when the last consumer is gone."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(3))
    """The rest of the octet of bits."""

    arguments: FieldTable = w.field(default_factory=list)
    """What the server takes beyond, by name."""


class QueueDeclareOk(Method, tag=(50, 11)):
    """The queue is there (queue.declare-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   queue size  |                   queue ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         message_count                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         consumer_count                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 13 to 268 bytes.

    Not checked here: nothing is left to check.
    """

    queue: ShortString
    """The queue's name."""

    message_count: u32
    """How many messages are ready in it."""

    consumer_count: u32
    """How many consumers it has."""


class QueueBind(Method, tag=(50, 20)):
    """The client binds a queue to an exchange (queue.bind).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |   queue size  |   queue ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | exchange size |                  exchange ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |n|                 arguments size                |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |                 arguments ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        routing_key siz  routing_key size
        n                no_wait

    Size: 14 to 4,294,968,074 bytes.

    Not checked here: that there are such a queue and such an exchange.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    queue: ShortString = ""
    """The queue's name; empty is the last one that was declared on this channel."""

    exchange: ShortString
    """The exchange that messages come from."""

    routing_key: ShortString = ""
    """What the binding matches messages by; what it means depends on the exchange's type."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""

    arguments: FieldTable = w.field(default_factory=list)
    """What the server takes beyond, by name."""


class QueueBindOk(Method, tag=(50, 21)):
    """The queue is bound (queue.bind-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class QueueUnbind(Method, tag=(50, 50)):
    """The client unbinds a queue from an exchange (queue.unbind).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |   queue size  |   queue ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | exchange size |                  exchange ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         arguments size                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         arguments ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        routing_key siz  routing_key size

    Size: 13 to 4,294,968,073 bytes.

    Not checked here: that there is such a binding.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    queue: ShortString = ""
    """The queue's name; empty is the last one that was declared on this channel."""

    exchange: ShortString
    """The exchange that messages came from."""

    routing_key: ShortString = ""
    """What the binding matches messages by; what it means depends on the exchange's type."""

    arguments: FieldTable = w.field(default_factory=list)
    """What the server takes beyond, by name."""


class QueueUnbindOk(Method, tag=(50, 51)):
    """The queue is unbound (queue.unbind-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class QueuePurge(Method, tag=(50, 30)):
    """The client deletes the messages that are ready in a queue (queue.purge).

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
        n  no_wait

    Size: 8 to 263 bytes.

    Not checked here: that there is such a queue.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    queue: ShortString = ""
    """The queue's name; empty is the last one that was declared on this channel."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class QueuePurgeOk(Method, tag=(50, 31)):
    """The messages are deleted (queue.purge-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         message_count                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """

    message_count: u32
    """How many messages were deleted."""


class QueueDelete(Method, tag=(50, 40)):
    """The client deletes a queue (queue.delete).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |   queue size  |   queue ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  unused |n|i|i|
        +-+-+-+-+-+-+-+-+
        n  no_wait
        i  if_empty
        i  if_unused

    Size: 8 to 263 bytes.

    Not checked here: that there is such a queue.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    queue: ShortString = ""
    """The queue's name; empty is the last one that was declared on this channel."""

    if_unused: flag = False
    """Only if it has no consumers."""

    if_empty: flag = False
    """Only if it has no messages."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(5))
    """The rest of the octet of bits."""


class QueueDeleteOk(Method, tag=(50, 41)):
    """The queue is deleted (queue.delete-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         message_count                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """

    message_count: u32
    """How many messages were deleted."""
