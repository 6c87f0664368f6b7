"""Methods of the class exchange (section 1.6 of the standard's reference)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import flag, u16
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.table import FieldTable, ShortString

__all__ = [
    "ExchangeBind",
    "ExchangeBindOk",
    "ExchangeDeclare",
    "ExchangeDeclareOk",
    "ExchangeDelete",
    "ExchangeDeleteOk",
    "ExchangeUnbind",
    "ExchangeUnbindOk",
]


class ExchangeDeclare(Method, tag=(40, 10)):
    """The client declares an exchange (exchange.declare).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          | exchange size |  exchange ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   type size   |                    type ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |unuse|n|i|a|d|p|                 arguments size                |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |                 arguments ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        unuse  unused
        n      no_wait
        i      internal
        a      auto_delete
        d      durable
        p      passive

    Size: 13 to 4,294,967,818 bytes.

    Not checked here: which characters the names have.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    exchange: ShortString
    """The exchange's name."""

    type: ShortString = "direct"
    """How it routes: `direct`, `fanout`, `topic`, `headers`, or what the server has beyond."""

    passive: flag = False
    """Only find out whether it is there."""

    durable: flag = False
    """It outlives the server's restart."""

    auto_delete: flag = False
    """Delete it when the last binding is gone; RabbitMQ's, the standard's `reserved-2`."""

    internal: flag = False
    """Nobody publishes to it but other exchanges; RabbitMQ's, the standard's `reserved-3`."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(3))
    """The rest of the octet of bits."""

    arguments: FieldTable = w.field(default_factory=list)
    """What the server takes beyond, by name."""


class ExchangeDeclareOk(Method, tag=(40, 11)):
    """The exchange is there (exchange.declare-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class ExchangeDelete(Method, tag=(40, 20)):
    """The client deletes an exchange (exchange.delete).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          | exchange size |  exchange ... /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   unused  |n|i|
        +-+-+-+-+-+-+-+-+
        n  no_wait
        i  if_unused

    Size: 8 to 263 bytes.

    Not checked here: that there is such an exchange.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    exchange: ShortString
    """The exchange's name."""

    if_unused: flag = False
    """Only if nothing is bound to it."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(6))
    """The rest of the octet of bits."""


class ExchangeDeleteOk(Method, tag=(40, 21)):
    """The exchange is deleted (exchange.delete-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class ExchangeBind(Method, tag=(40, 30)):
    """The client binds an exchange to another one (RabbitMQ's exchange.bind).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |destination siz|destination .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  source size  |                   source ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |n|                 arguments size                |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |                 arguments ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        destination siz  destination size
        routing_key siz  routing_key size
        n                no_wait

    Size: 14 to 4,294,968,074 bytes.

    Not checked here: that there are such exchanges.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    destination: ShortString
    """The exchange that messages go to."""

    source: ShortString
    """The exchange that they come from."""

    routing_key: ShortString = ""
    """What the binding matches messages by; what it means depends on the exchange's type."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""

    arguments: FieldTable = w.field(default_factory=list)
    """What the server takes beyond, by name."""


class ExchangeBindOk(Method, tag=(40, 31)):
    """The exchanges are bound (RabbitMQ's exchange.bind-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class ExchangeUnbind(Method, tag=(40, 40)):
    """The client unbinds an exchange from another one (RabbitMQ's exchange.unbind).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reserved_1          |destination siz|destination .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  source size  |                   source ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |routing_key siz|                routing_key ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |n|                 arguments size                |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |                 arguments ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        destination siz  destination size
        routing_key siz  routing_key size
        n                no_wait

    Size: 14 to 4,294,968,074 bytes.

    Not checked here: that there is such a binding.
    """

    reserved_1: u16 = 0
    """Reserved: 0; once an access ticket."""

    destination: ShortString
    """The exchange that messages went to."""

    source: ShortString
    """The exchange that they came from."""

    routing_key: ShortString = ""
    """What the binding matches messages by; what it means depends on the exchange's type."""

    no_wait: flag = False
    """The server is not to answer."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""

    arguments: FieldTable = w.field(default_factory=list)
    """What the server takes beyond, by name."""


class ExchangeUnbindOk(Method, tag=(40, 51)):
    """The exchanges are unbound (RabbitMQ's exchange.unbind-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """
