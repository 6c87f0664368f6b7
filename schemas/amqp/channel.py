"""Methods of the class channel (section 1.5 of the standard's reference)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import flag, u16
from wirefmt.schemas.amqp.method import Method
from wirefmt.schemas.amqp.table import LongString, ShortString

__all__ = [
    "ChannelClose",
    "ChannelCloseOk",
    "ChannelFlow",
    "ChannelFlowOk",
    "ChannelOpen",
    "ChannelOpenOk",
]


class ChannelOpen(Method, tag=(20, 10)):
    """The client opens a channel (channel.open).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |reserved_1 size|                 reserved_1 ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 to 260 bytes.

    Not checked here: that the channel is not open yet.
    """

    reserved_1: ShortString = ""
    """Reserved: empty; once settings for out of band transfers."""


class ChannelOpenOk(Method, tag=(20, 11)):
    """The channel is open (channel.open-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        reserved_1 size                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         reserved_1 ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 to 4,294,967,303 bytes.

    Not checked here: nothing is left to check.
    """

    reserved_1: LongString = b""
    """Reserved: empty; once the channel's identifier."""


class ChannelFlow(Method, tag=(20, 20)):
    """Either side asks the other to pause content, or to go on (channel.flow).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |a|
        +-+-+-+-+-+-+-+-+
        a  active

    Size: 5 bytes.

    Not checked here: nothing is left to check.
    """

    active: flag = True
    """The other side is to send; else to pause."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class ChannelFlowOk(Method, tag=(20, 21)):
    """The other side pauses, or goes on (channel.flow-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    unused   |a|
        +-+-+-+-+-+-+-+-+
        a  active

    Size: 5 bytes.

    Not checked here: nothing is left to check.
    """

    active: flag = True
    """Content will be sent; else not."""

    unused: int = w.pad(w.bits(7))
    """The rest of the octet of bits."""


class ChannelClose(Method, tag=(20, 40)):
    """Either side ends the channel, and says why (channel.close).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           reply_code          |reply_text size| reply_text .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        failing_class_id       |       failing_method_id       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 11 to 266 bytes.

    Not checked here: that the code is one, and the method one that was received.
    """

    reply_code: u16
    """Why, a `ReplyCode`."""

    reply_text: ShortString = ""
    """Why, in words."""

    failing_class_id: u16 = 0
    """The class of the method that failed, if one did; the standard's `class-id`."""

    failing_method_id: u16 = 0
    """The method that failed, if one did; the standard's `method-id`."""


class ChannelCloseOk(Method, tag=(20, 41)):
    """The other side agrees to the end of the channel (channel.close-ok).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            class_id           |           method_id           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """
