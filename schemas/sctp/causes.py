"""Error causes of SCTP, in ABORT and ERROR chunks (RFC 9260, section 3.3.10)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u16, u32
from wirefmt.schemas.sctp.parameters import Parameter

__all__ = [
    "CookieReceivedWhileShuttingDown",
    "ErrorCause",
    "InvalidMandatoryParameter",
    "InvalidStreamIdentifier",
    "MissingMandatoryParameter",
    "NoUserData",
    "OutOfResource",
    "ProtocolViolation",
    "RestartOfAnAssociationWithNewAddresses",
    "StaleCookie",
    "UnknownCause",
    "UnrecognizedChunkType",
    "UnrecognizedParameters",
    "UnresolvableAddress",
    "UserInitiatedAbort",
]


class ErrorCause(Message, variants=this.cause_code, size=this.cause_length):
    """Error cause: what went wrong (RFC 9260, section 3.3.10).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                 variant by this.cause_code ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: in which chunk the cause may stand.
    """

    cause_code: u16 = w.derived()
    """What the cause is."""

    cause_length: u16 = w.derived()
    """The size of the cause in bytes without padding: 4 or more."""


class InvalidStreamIdentifier(ErrorCause, tag=1):
    """Invalid stream identifier: data came for a stream that is not (RFC 9260, section 3.3.10.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       stream_identifier       |            reserved           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: that the reserved bits are zero.
    """

    stream_identifier: u16
    """The stream."""

    reserved: u16 = 0
    """Zero; kept as it came."""


class MissingMandatoryParameter(ErrorCause, tag=2):
    """Missing mandatory parameter: an INIT or INIT ACK lacks some (RFC 9260, section 3.3.10.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                  number_of_missing_parameters                 |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                  missing_parameter_types ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: nothing is left to check.
    """

    number_of_missing_parameters: u32 = w.derived()
    """How many there are."""

    missing_parameter_types: list[u16] = w.array(this.number_of_missing_parameters)
    """Their types."""


class StaleCookie(ErrorCause, tag=3):
    """Stale cookie: a valid cookie has expired (RFC 9260, section 3.3.10.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      measure_of_staleness                     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """

    measure_of_staleness: u32
    """For how long it had expired, in microseconds; 0 if that is not told."""


class OutOfResource(ErrorCause, tag=4):
    """Out of resource (RFC 9260, section 3.3.10.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: that it stands in an ABORT.
    """


class UnresolvableAddress(ErrorCause, tag=5):
    """Unresolvable address: its type is not supported (RFC 9260, section 3.3.10.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    unresolvable_address ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the parameter is an address.
    """

    unresolvable_address: Parameter
    """The parameter of the address."""


class UnrecognizedChunkType(ErrorCause, tag=6):
    """Unrecognized chunk type (RFC 9260, section 3.3.10.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     unrecognized_chunk ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that the bytes are a chunk.
    """

    unrecognized_chunk: bytes = w.data(w.rest)
    """The chunk: its type, flags, length and value, as they came."""


class InvalidMandatoryParameter(ErrorCause, tag=7):
    """Invalid mandatory parameter of an INIT or INIT ACK (RFC 9260, section 3.3.10.7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class UnrecognizedParameters(ErrorCause, tag=8):
    """Unrecognized parameters of an INIT ACK (RFC 9260, section 3.3.10.8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                  unrecognized_parameters ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that the bytes are parameters.
    """

    unrecognized_parameters: bytes = w.data(w.rest)
    """One parameter or more, as they came."""


class NoUserData(ErrorCause, tag=9):
    """No user data: a DATA chunk had none (RFC 9260, section 3.3.10.9).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              tsn                              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """

    tsn: u32
    """The TSN of the chunk."""


class CookieReceivedWhileShuttingDown(ErrorCause, tag=10):
    """Cookie received while shutting down (RFC 9260, section 3.3.10.10).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: nothing is left to check.
    """


class RestartOfAnAssociationWithNewAddresses(ErrorCause, tag=11):
    """Restart of an association with new addresses (RFC 9260, section 3.3.10.11).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                      new_address_tlvs ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that the parameters are addresses.
    """

    new_address_tlvs: list[Parameter] = w.array(w.rest, between=4)
    """The addresses that the INIT had, and the association not."""


class UserInitiatedAbort(ErrorCause, tag=12):
    """User-initiated abort: the upper layer wants it (RFC 9260, section 3.3.10.12).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                  upper_layer_abort_reason ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that it stands in an ABORT.
    """

    upper_layer_abort_reason: bytes = w.data(w.rest, default=b"")
    """What the upper layer says."""


class ProtocolViolation(ErrorCause, tag=13):
    """Protocol violation that no other cause names (RFC 9260, section 3.3.10.13).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                   additional_information ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: nothing is left to check.
    """

    additional_information: bytes = w.data(w.rest, default=b"")
    """What kind of violation it was."""


class UnknownCause(ErrorCause, tag=...):
    """Error cause of any other code, kept as it came.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           cause_code          |          cause_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                 cause_specific_information ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: the information.
    """

    cause_code: u16 = w.field()
    """What the cause is."""

    cause_specific_information: bytes = w.data(w.rest, default=b"")
    """What the cause says."""
