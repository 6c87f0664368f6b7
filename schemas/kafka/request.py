"""Requests of Kafka: their header, and those of ApiVersions."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, i16, i32, this
from wirefmt.schemas.kafka.tagged import COMPACT, TAG_BUFFER, TaggedField

__all__ = ["ApiKey", "ApiVersionsRequest", "ApiVersionsRequestV0", "OtherRequest", "Request"]


class ApiKey(IntEnum):
    """Which request it is, of those that have a class here."""

    API_VERSIONS = 18


class Request(Message, variants=(this.api_key, this.api_version), size=this.size + 4, frozen=True):
    """Request: its size, the request header, and what the request adds ("Request Header").

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              size                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            api_key            |          api_version          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         correlation_id                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /         variant by this.api_key, this.api_version ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes or more.

    Not checked here: whether the broker knows the request in this version.
    """

    size: i32 = w.derived()
    """The size of what follows in bytes."""

    api_key: i16 = w.derived()
    """Which request it is; see `ApiKey`."""

    api_version: i16
    """In which version the request is written, and its response is wanted."""

    correlation_id: i32
    """What the response will have, so that the client knows to which request it belongs."""


class ApiVersionsRequestV0(Request, tag=(ApiKey.API_VERSIONS, range(3)), frozen=True):
    """ApiVersions request of version 0, 1 or 2: there is nothing in it but request header v1.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              size                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            api_key            |          api_version          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         correlation_id                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        client_id size?        |         client_id? ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 14 to 32,781 bytes.

    Not checked here: nothing is left to check.
    """

    api_version: i16 = 0
    """The version: 0 to 2, which differ in their response alone."""

    client_id: str | None = w.text(w.prefix(i16, none=-1), default=None)
    """A name that the client has given itself, if it has."""


class ApiVersionsRequest(Request, tag=(ApiKey.API_VERSIONS, range(3, 5)), frozen=True):
    """ApiVersions request of version 3 or 4: header v2, and the client's software (KIP-511).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              size                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            api_key            |          api_version          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         correlation_id                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        client_id size?        |         client_id? ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                 header_tagged_fields count ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    header_tagged_fields ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                 client_software_name size ...                 /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    client_software_name ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                client_software_version size ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                  client_software_version ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    tagged_fields count ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       tagged_fields ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 18 to 680,564,733,841,876,927,627,725,489,664,499,417,099 bytes.

    Not checked here: that name and version of the software have no other characters than letters,
    digits, dots and hyphens: a broker answers with the error 42 where they have.
    """

    api_version: i16 = 3
    """The version: 3, or 4, whose response has features with a minimum of 0."""

    client_id: str | None = w.text(w.prefix(i16, none=-1), default=None)
    """A name that the client has given itself, if it has; no compact string, for old brokers."""

    header_tagged_fields: list[TaggedField] = TAG_BUFFER
    """Tagged fields of the request header; none are known."""

    client_software_name: str = w.text(COMPACT)
    """The name of the client's software."""

    client_software_version: str = w.text(COMPACT)
    """The version of the client's software."""

    tagged_fields: list[TaggedField] = TAG_BUFFER
    """Tagged fields of the request; none are known."""


class OtherRequest(Request, tag=(..., ...), frozen=True):
    """Any other request, or one of an ApiVersions that is not known here.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              size                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            api_key            |          api_version          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         correlation_id                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            rest ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes or more.

    Not checked here: whatever is in it.
    """

    api_key: i16 = w.field()
    """Which request it is, by its number in the protocol guide."""

    rest: bytes = w.data(w.rest)
    """The rest of the request header and the request, as they stand."""
