"""Methods of the class basic that carry messages (section 1.8 of the reference)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import flag, u16, u32, u64
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.table import FieldTable, ShortString

__all__ = [
    "BasicCancel",
    "BasicCancelOk",
    "BasicConsume",
    "BasicConsumeOk",
    "BasicDeliver",
    "BasicPublish",
    "BasicQos",
    "BasicQosOk",
    "BasicReturn",
]


class BasicQos(Method, tag=(60, 10)):
    """The client says how much may be sent before it acknowledges (basic.qos).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         prefetch_size                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         prefetch_count        |    unused   |g|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        g  global

    Size: 11 bytes.

    Not checked here: nothing is left to check.
    """

    prefetch_size: u32 = 0
    """How many bytes; 0 is no limit."""

    prefetch_count: u16 = 0
    """How many messages; 0 is no limit."""

    global_: flag = False
    """For the connection, not the channel alone; in RabbitMQ for the channel, not each new
    consumer.
    """

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class BasicQosOk(Method, tag=(60, 11)):
    """The server has set these limits (basic.qos-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class BasicConsume(Method, tag=(60, 20)):
    """The client starts a consumer (basic.consume).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |   queue size  |   queue ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |consume_tag siz|                consumer_tag ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | unused|n|e|n|n|                 arguments size                |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |                 arguments ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        consume_tag siz  consumer_tag size
        n                no_wait
        e                exclusive
        n                no_ack
        n                no_local

    Size: 13 to 4,294,967,818 bytes.

    Not checked here: that no other consumer of the channel has this name.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    queue: ShortString = ""
    """The queue's name; empty is the last one that was declared on this channel."""

    consumer_tag: ShortString = ""
    """The consumer's name on its channel; empty where the server is to choose."""

    no_local: flag = False
    """Nothing that this connection has published."""

    no_ack: flag = False
    """The client will not acknowledge."""

    exclusive: flag = False
    """Nobody else may consume."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(4))
    """The rest of the octet of bits."""

    arguments: FieldTable = w.field(default_factory=list)
    """What the server takes beyond, by name."""


class BasicConsumeOk(Method, tag=(60, 21)):
    """The consumer has started (basic.consume-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |consume_tag siz|                consumer_tag ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        consume_tag siz  consumer_tag size

    Size: 5 to 260 bytes.

    Not checked here: nothing is left to check.
    """

    consumer_tag: ShortString
    """The consumer's name on its channel."""


class BasicCancel(Method, tag=(60, 30)):
    """The consumer ends; RabbitMQ says so to clients too (basic.cancel).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |consume_tag siz|                consumer_tag ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |n|
        +-+-+-+-+-+-+-+-+
        consume_tag siz  consumer_tag size
        n                no_wait

    Size: 6 to 261 bytes.

    Not checked here: that there is such a consumer.
    """

    consumer_tag: ShortString
    """The consumer's name on its channel."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class BasicCancelOk(Method, tag=(60, 31)):
    """The consumer has ended (basic.cancel-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |consume_tag siz|                consumer_tag ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        consume_tag siz  consumer_tag size

    Size: 5 to 260 bytes.

    Not checked here: nothing is left to check.
    """

    consumer_tag: ShortString
    """The consumer's name on its channel."""


class BasicPublish(Method, tag=(60, 40)):
    """The client publishes a message; its content follows (basic.publish).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          | exchange size |  exchange ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   unused  |i|m|
        +-+-+-+-+-+-+-+-+
        routing_key siz  routing_key size
        i                immediate
        m                mandatory

    Size: 9 to 519 bytes.

    Not checked here: that there is such an exchange.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    exchange: ShortString = ""
    """Where it goes to; empty is the default exchange, whose routing keys are queues."""

    routing_key: ShortString = ""
    """What bindings match it by."""

    mandatory: flag = False
    """Return it if no queue takes it."""

    immediate: flag = False
    """Return it if no consumer takes it now; RabbitMQ refuses this."""

    unused: int = w.pad(w.bits(6))
    """The rest of the octet of bits."""


class BasicReturn(Method, tag=(60, 50)):
    """The server returns a message; its content follows (basic.return).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reply_code          |reply_text size| reply_text .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | exchange size |                  exchange ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        routing_key siz  routing_key size

    Size: 9 to 774 bytes.

    Not checked here: that the code is one.
    """

    reply_code: u16
    """Why, a `ReplyCode`."""

    reply_text: ShortString = ""
    """Why, in words."""

    exchange: ShortString
    """The exchange that it was published to; empty is the default one."""

    routing_key: ShortString
    """The routing key that it was published with."""


class BasicDeliver(Method, tag=(60, 60)):
    """The server delivers a message to a consumer; its content follows (basic.deliver).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |consume_tag siz|                consumer_tag ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                          delivery_tag                         +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |r| exchange size |          exchange ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        consume_tag siz  consumer_tag size
        r                redelivered
        routing_key siz  routing_key size

    Size: 16 to 781 bytes.

    Not checked here: that there is such a consumer.
    """

    consumer_tag: ShortString
    """The consumer's name on its channel."""

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
