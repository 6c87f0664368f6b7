"""Chunks of SCTP (RFC 9260, sections 3.2 and 3.3)."""

# A type of chunk says which flags its `chunk_flags` are, in place of the plain number of `Chunk`.
# pyright: reportIncompatibleVariableOverride=false

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u8, u16, u32
from wirefmt.schemas.sctp.causes import ErrorCause
from wirefmt.schemas.sctp.flags import DataFlags, TagFlags
from wirefmt.schemas.sctp.parameters import HeartbeatInfo, Parameter

__all__ = [
    "Abort",
    "Chunk",
    "CookieAck",
    "CookieEcho",
    "Data",
    "Error",
    "GapAckBlock",
    "Heartbeat",
    "HeartbeatAck",
    "Init",
    "InitAck",
    "Initiation",
    "SelectiveAck",
    "Shutdown",
    "ShutdownAck",
    "ShutdownComplete",
    "UnknownChunk",
]


class Chunk(Message, variants=this.chunk_type, size=this.chunk_length, align=4):
    """Chunk of a packet (RFC 9260, section 3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                 variant by this.chunk_type ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: which chunks may stand together, and in which order; that flags without a
    meaning are zero.
    """

    chunk_type: u8 = w.derived()
    """What the chunk is. The two high bits say what a receiver does that does not know it: 0 and 1
    stop at it, 2 and 3 skip it; 1 and 3 also report it.
    """

    chunk_flags: u8 = 0
    """What the chunk's type makes of them; zero where it makes nothing. Kept as they came."""

    chunk_length: u16 = w.derived()
    """The size of the chunk in bytes: 4 or more. It is padded with zeros up to a multiple of 4, and
    they do not count.
    """


class Data(Chunk, tag=0):
    """DATA: payload data (RFC 9260, section 3.3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              tsn                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       stream_identifier       |     stream_sequence_number    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                  payload_protocol_identifier                  |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         user_data ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes or more.

    Not checked here: what `Chunk` does not check.
    """

    chunk_flags: DataFlags = w.enumerated(u8)
    """Which fragment of a user message it is, and how it is delivered."""

    tsn: u32
    """The transmission sequence number of the chunk."""

    stream_identifier: u16
    """S: the stream that the data are of."""

    stream_sequence_number: u16
    """n: the number of the user message in the stream; one for all fragments."""

    payload_protocol_identifier: u32 = 0
    """What the data are to the upper layer, by IANA's numbers; 0 says nothing."""

    user_data: bytes = w.data(w.rest, min=1)
    """The payload, which is never empty."""


class Initiation(Chunk):
    """What INIT and INIT ACK have in common (RFC 9260, sections 3.3.2 and 3.3.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          initiate_tag                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             a_rwnd                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   number_of_outbound_streams  |   number_of_inbound_streams   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          initial_tsn                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         parameters ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                 variant by this.chunk_type ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes or more.

    Not checked here: that the window is 1,500 bytes or more, and which parameters are there.
    """

    initiate_tag: u32 = w.field(check=this.initiate_tag != 0)
    """The verification tag that the receiver is to put in its packets: not 0."""

    a_rwnd: u32
    """Advertised receiver window credit: the buffer for this association, in bytes."""

    number_of_outbound_streams: u16 = w.field(check=this.number_of_outbound_streams != 0)
    """How many streams the sender wants to send on: not 0."""

    number_of_inbound_streams: u16 = w.field(check=this.number_of_inbound_streams != 0)
    """How many streams the sender allows the peer, at most: not 0."""

    initial_tsn: u32
    """The TSN that the sender begins with."""

    parameters: list[Parameter] = w.array(w.rest, between=4, default_factory=list)
    """Addresses and more; padded from one to the next, the last one with the chunk."""


class Init(Initiation, tag=1):
    """INIT: an association is asked for (RFC 9260, section 3.3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          initiate_tag                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             a_rwnd                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   number_of_outbound_streams  |   number_of_inbound_streams   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          initial_tsn                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         parameters ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes or more.

    Not checked here: what `Initiation` does not check.
    """


class InitAck(Initiation, tag=2):
    """INIT ACK: the answer to INIT (RFC 9260, section 3.3.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          initiate_tag                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             a_rwnd                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   number_of_outbound_streams  |   number_of_inbound_streams   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          initial_tsn                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         parameters ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes or more.

    Not checked here: that there is a state cookie, and what `Initiation` does not check.
    """


class GapAckBlock(Message):
    """Gap ack block: a run of TSNs that arrived (RFC 9260, section 3.3.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             start             |              end              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: that the end is not before the start.
    """

    start: u16
    """The first TSN of the run, less the cumulative TSN ack."""

    end: u16
    """The last TSN of the run, less the cumulative TSN ack."""


class SelectiveAck(Chunk, tag=3):
    """SACK: selective acknowledgement of DATA (RFC 9260, section 3.3.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                       cumulative_tsn_ack                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             a_rwnd                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    number_of_gap_ack_blocks   |    number_of_duplicate_tsns   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       gap_ack_blocks ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       duplicate_tsns ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 16 bytes or more.

    Not checked here: that the blocks are in order and apart.
    """

    cumulative_tsn_ack: u32
    """The last TSN before the first gap."""

    a_rwnd: u32
    """Advertised receiver window credit: what is left of the buffer, in bytes."""

    number_of_gap_ack_blocks: u16 = w.derived()
    """How many blocks there are."""

    number_of_duplicate_tsns: u16 = w.derived()
    """How many duplicates there are."""

    gap_ack_blocks: list[GapAckBlock] = w.array(this.number_of_gap_ack_blocks, default_factory=list)
    """What has arrived beyond the first gap."""

    duplicate_tsns: list[u32] = w.array(this.number_of_duplicate_tsns, default_factory=list)
    """The TSNs that arrived again since the last SACK."""


class Heartbeat(Chunk, tag=4):
    """HEARTBEAT: is the destination address reachable? (RFC 9260, section 3.3.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                   heartbeat_information ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: what `Chunk` does not check.
    """

    heartbeat_information: HeartbeatInfo = w.sized(w.rest, slack=True)
    """What the answer is to bring back."""


class HeartbeatAck(Chunk, tag=5):
    """HEARTBEAT ACK: the answer to HEARTBEAT (RFC 9260, section 3.3.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                   heartbeat_information ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: what `Chunk` does not check.
    """

    heartbeat_information: HeartbeatInfo = w.sized(w.rest, slack=True)
    """That of the HEARTBEAT, as it came."""


class Abort(Chunk, tag=6):
    """ABORT: the association is closed at once (RFC 9260, section 3.3.7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        error_causes ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: what `Chunk` does not check.
    """

    chunk_flags: TagFlags = w.enumerated(u8, default=TagFlags(0))
    """Whose verification tag the packet has."""

    error_causes: list[ErrorCause] = w.array(w.rest, between=4, default_factory=list)
    """Why, if that is said."""


class Shutdown(Chunk, tag=7):
    """SHUTDOWN: the association is to be closed in order (RFC 9260, section 3.3.8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                       cumulative_tsn_ack                      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: what `Chunk` does not check.
    """

    cumulative_tsn_ack: u32
    """The last TSN before the first gap."""


class ShutdownAck(Chunk, tag=8):
    """SHUTDOWN ACK: the answer to SHUTDOWN (RFC 9260, section 3.3.9).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: what `Chunk` does not check.
    """


class Error(Chunk, tag=9):
    """ERROR: something went wrong (RFC 9260, section 3.3.10).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        error_causes ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: what `Chunk` does not check.
    """

    error_causes: list[ErrorCause] = w.array(
        w.rest, between=4, check=w.count_of(this.error_causes) != 0
    )
    """What: at least one cause."""


class CookieEcho(Chunk, tag=10):
    """COOKIE ECHO: the state cookie of the INIT ACK goes back (RFC 9260, section 3.3.11).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           cookie ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that the cookie is the one that was sent.
    """

    cookie: bytes = w.data(w.rest)
    """The cookie, as it came."""


class CookieAck(Chunk, tag=11):
    """COOKIE ACK: the association is there (RFC 9260, section 3.3.12).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: what `Chunk` does not check.
    """


class ShutdownComplete(Chunk, tag=14):
    """SHUTDOWN COMPLETE: the association is gone (RFC 9260, section 3.3.13).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: what `Chunk` does not check.
    """

    chunk_flags: TagFlags = w.enumerated(u8, default=TagFlags(0))
    """Whose verification tag the packet has."""


class UnknownChunk(Chunk, tag=...):
    """Chunk of any other type, kept as it came.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   chunk_type  |  chunk_flags  |          chunk_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        chunk_value ...                        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: the value.
    """

    chunk_type: u8 = w.field()
    """What the chunk is, see `Chunk`."""

    chunk_value: bytes = w.data(w.rest, default=b"")
    """What the chunk says."""
