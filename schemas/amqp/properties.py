"""The properties of a message: the content header of class basic (sections 1.8 and 4.2.6.1)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, flag, this, u8, u64
from wirefmt.schemas.amqp.table import FieldTable, ShortString

__all__ = ["BasicProperties", "DeliveryMode"]


class DeliveryMode(IntEnum):
    """Whether a message outlives the server's restart, in a queue that does."""

    NON_PERSISTENT = 1
    PERSISTENT = 2


class BasicProperties(Message):
    """Properties of a message: sixteen flags, and the properties whose flag is set.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |c|c|h|d|p|c|r|e|m|t|t|u|a|r|s|c|content_type s?|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       content_type? ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |content_encodi?|             content_encoding? ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         headers size?                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          headers? ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | delivery_mode?|   priority?   |correla_id siz?|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                      correlation_id? ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | reply_to size?|                 reply_to? ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |expiration siz?|                expiration? ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |message_id siz?|                message_id? ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                           timestamp?                          +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   type size?  |                   type? ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | user_id size? |                  user_id? ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  app_id size? |                  app_id? ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | reserved size?|                 reserved? ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        c               content_type_flag
        c               content_encoding_flag
        h               headers_flag
        d               delivery_mode_flag
        p               priority_flag
        c               correlation_id_flag
        r               reply_to_flag
        e               expiration_flag
        m               message_id_flag
        t               timestamp_flag
        t               type_flag
        u               user_id_flag
        a               app_id_flag
        r               reserved_flag
        s               spare
        c               continuation
        content_type s  content_type size
        content_encodi  content_encoding size
        correla_id siz  correlation_id size
        expiration siz  expiration size
        message_id siz  message_id size

    Size: 2 to 4,294,969,871 bytes.

    Not checked here: that the priority is 0 to 9, and the delivery mode 1 or 2.
    """

    content_type_flag: flag = w.derived()
    """There is `content_type`."""

    content_encoding_flag: flag = w.derived()
    """There is `content_encoding`."""

    headers_flag: flag = w.derived()
    """There is `headers`."""

    delivery_mode_flag: flag = w.derived()
    """There is `delivery_mode`."""

    priority_flag: flag = w.derived()
    """There is `priority`."""

    correlation_id_flag: flag = w.derived()
    """There is `correlation_id`."""

    reply_to_flag: flag = w.derived()
    """There is `reply_to`."""

    expiration_flag: flag = w.derived()
    """There is `expiration`."""

    message_id_flag: flag = w.derived()
    """There is `message_id`."""

    timestamp_flag: flag = w.derived()
    """There is `timestamp`."""

    type_flag: flag = w.derived()
    """There is `type`."""

    user_id_flag: flag = w.derived()
    """There is `user_id`."""

    app_id_flag: flag = w.derived()
    """There is `app_id`."""

    reserved_flag: flag = w.derived()
    """There is `reserved`."""

    spare: int = w.pad(w.bits(1))
    """No property of this class."""

    continuation: int = w.const(0, w.bits(1))
    """No further flags follow; this class has no more than 14 properties."""

    content_type: ShortString | None = w.field(when=this.content_type_flag, default=None)
    """The MIME type of the body."""

    content_encoding: ShortString | None = w.field(when=this.content_encoding_flag, default=None)
    """How the body is coded, as MIME names it."""

    headers: FieldTable | None = w.field(when=this.headers_flag, default=None)
    """What the application says of the message; exchanges of type `headers` match it."""

    delivery_mode: u8 | None = w.field(when=this.delivery_mode_flag, default=None)
    """Whether it outlives the server's restart, a `DeliveryMode`."""

    priority: u8 | None = w.field(when=this.priority_flag, default=None)
    """The message's priority, 0 to 9."""

    correlation_id: ShortString | None = w.field(when=this.correlation_id_flag, default=None)
    """What a reply is recognized by."""

    reply_to: ShortString | None = w.field(when=this.reply_to_flag, default=None)
    """Where a reply is to go, usually a queue."""

    expiration: ShortString | None = w.field(when=this.expiration_flag, default=None)
    """When it expires; RabbitMQ: after so many milliseconds, in digits."""

    message_id: ShortString | None = w.field(when=this.message_id_flag, default=None)
    """What the application knows the message by."""

    timestamp: u64 | None = w.field(when=this.timestamp_flag, default=None)
    """When it was sent, in seconds since 1970."""

    type: ShortString | None = w.field(when=this.type_flag, default=None)
    """What kind of message it is."""

    user_id: ShortString | None = w.field(when=this.user_id_flag, default=None)
    """Who sent it; RabbitMQ checks that it is the connection's user."""

    app_id: ShortString | None = w.field(when=this.app_id_flag, default=None)
    """Which application sent it."""

    reserved: ShortString | None = w.field(when=this.reserved_flag, default=None)
    """Reserved; once the cluster's identifier."""
