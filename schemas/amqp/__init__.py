"""AMQP 0-9-1: the Advanced Message Queuing Protocol, as RabbitMQ speaks it.

A client sends a `ProtocolHeader`, and after it frames; a server sends frames, or a protocol header
if it refuses that of the client. `Unit` is any of these; decoding it gives one of their classes::

    decoder = Decoder(Unit, limits=Limits(message_size=131_072))
    for unit in decoder.feed(chunk):
        match unit:
            case MethodFrame(channel=channel, method=BasicDeliver(delivery_tag=tag)):
                ...

The limit is the `frame_max` that one has proposed or agreed to (`ConnectionTune`): a longer frame
is refused when its size is read. How deep tables nest, and how many fields they have, is bounded
by the limits too. On encode nothing looks at `frame_max`: a body is cut by who sends it.

All methods of the standard are here, and what RabbitMQ adds: `basic.nack`, `confirm.select`,
`connection.blocked` and `unblocked`, `connection.update-secret`, `exchange.bind` and `unbind`. The
values of tables have the types of RabbitMQ's errata to the standard.
"""

from __future__ import annotations

from wirefmt.schemas.amqp.basic import (
    BasicCancel,
    BasicCancelOk,
    BasicConsume,
    BasicConsumeOk,
    BasicDeliver,
    BasicPublish,
    BasicQos,
    BasicQosOk,
    BasicReturn,
)
from wirefmt.schemas.amqp.channel import (
    ChannelClose,
    ChannelCloseOk,
    ChannelFlow,
    ChannelFlowOk,
    ChannelOpen,
    ChannelOpenOk,
)
from wirefmt.schemas.amqp.connection import (
    ConnectionClose,
    ConnectionCloseOk,
    ConnectionOpen,
    ConnectionOpenOk,
    ConnectionSecure,
    ConnectionSecureOk,
    ConnectionStart,
    ConnectionStartOk,
    ConnectionTune,
    ConnectionTuneOk,
)
from wirefmt.schemas.amqp.delivery import (
    BasicAck,
    BasicGet,
    BasicGetEmpty,
    BasicGetOk,
    BasicNack,
    BasicRecover,
    BasicRecoverAsync,
    BasicRecoverOk,
    BasicReject,
)
from wirefmt.schemas.amqp.exchange import (
    ExchangeBind,
    ExchangeBindOk,
    ExchangeDeclare,
    ExchangeDeclareOk,
    ExchangeDelete,
    ExchangeDeleteOk,
    ExchangeUnbind,
    ExchangeUnbindOk,
)
from wirefmt.schemas.amqp.extension import (
    ConfirmSelect,
    ConfirmSelectOk,
    ConnectionBlocked,
    ConnectionUnblocked,
    ConnectionUpdateSecret,
    ConnectionUpdateSecretOk,
)
from wirefmt.schemas.amqp.frame import (
    BodyFrame,
    Frame,
    FrameType,
    HeaderFrame,
    HeartbeatFrame,
    MethodFrame,
    ProtocolHeader,
    Unit,
)
from wirefmt.schemas.amqp.method import (
    Method,
    ReplyCode,
    UnknownMethod,
)
from wirefmt.schemas.amqp.properties import (
    BasicProperties,
    DeliveryMode,
)
from wirefmt.schemas.amqp.queue import (
    QueueBind,
    QueueBindOk,
    QueueDeclare,
    QueueDeclareOk,
    QueueDelete,
    QueueDeleteOk,
    QueuePurge,
    QueuePurgeOk,
    QueueUnbind,
    QueueUnbindOk,
)
from wirefmt.schemas.amqp.table import (
    DecimalValue,
    FieldArray,
    FieldPair,
    FieldTable,
    FieldType,
    FieldValue,
    LongString,
    ShortString,
)
from wirefmt.schemas.amqp.transaction import (
    TxCommit,
    TxCommitOk,
    TxRollback,
    TxRollbackOk,
    TxSelect,
    TxSelectOk,
)

__all__ = [
    "BasicAck",
    "BasicCancel",
    "BasicCancelOk",
    "BasicConsume",
    "BasicConsumeOk",
    "BasicDeliver",
    "BasicGet",
    "BasicGetEmpty",
    "BasicGetOk",
    "BasicNack",
    "BasicProperties",
    "BasicPublish",
    "BasicQos",
    "BasicQosOk",
    "BasicRecover",
    "BasicRecoverAsync",
    "BasicRecoverOk",
    "BasicReject",
    "BasicReturn",
    "BodyFrame",
    "ChannelClose",
    "ChannelCloseOk",
    "ChannelFlow",
    "ChannelFlowOk",
    "ChannelOpen",
    "ChannelOpenOk",
    "ConfirmSelect",
    "ConfirmSelectOk",
    "ConnectionBlocked",
    "ConnectionClose",
    "ConnectionCloseOk",
    "ConnectionOpen",
    "ConnectionOpenOk",
    "ConnectionSecure",
    "ConnectionSecureOk",
    "ConnectionStart",
    "ConnectionStartOk",
    "ConnectionTune",
    "ConnectionTuneOk",
    "ConnectionUnblocked",
    "ConnectionUpdateSecret",
    "ConnectionUpdateSecretOk",
    "DecimalValue",
    "DeliveryMode",
    "ExchangeBind",
    "ExchangeBindOk",
    "ExchangeDeclare",
    "ExchangeDeclareOk",
    "ExchangeDelete",
    "ExchangeDeleteOk",
    "ExchangeUnbind",
    "ExchangeUnbindOk",
    "FieldArray",
    "FieldPair",
    "FieldTable",
    "FieldType",
    "FieldValue",
    "Frame",
    "FrameType",
    "HeaderFrame",
    "HeartbeatFrame",
    "LongString",
    "Method",
    "MethodFrame",
    "ProtocolHeader",
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
    "ReplyCode",
    "ShortString",
    "TxCommit",
    "TxCommitOk",
    "TxRollback",
    "TxRollbackOk",
    "TxSelect",
    "TxSelectOk",
    "Unit",
    "UnknownMethod",
]
