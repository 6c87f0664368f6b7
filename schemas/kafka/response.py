"""The response of Kafka's ApiVersions, and the features that it tells of (KIP-584)."""

from __future__ import annotations

from typing import Annotated

import wirefmt as w
from wirefmt import Message, boolean, given, i16, i32, i64, this
from wirefmt.schemas.kafka.tagged import COMPACT, MAXIMUM_TAG, TAG_BUFFER, TaggedField, tags_ascend

__all__ = [
    "ApiVersion",
    "ApiVersionsResponse",
    "FinalizedFeatureKey",
    "FinalizedFeatures",
    "FinalizedFeaturesEpoch",
    "ResponseTaggedField",
    "SupportedFeatureKey",
    "SupportedFeatures",
    "UnknownTaggedField",
    "ZkMigrationReady",
]

_FLEXIBLE = 3
"""The first version of ApiVersions with compact types and tagged fields (KIP-482)."""


class ApiVersion(Message, frozen=True):
    """Which versions of one request the broker knows, in a response of ApiVersions.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            api_key            |          min_version          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          max_version          |    tagged_fields count? ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       tagged_fields? ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 6 to 340,282,366,920,938,463,795,416,000,758,540,140,541 bytes.

    Not checked here: that the minimum is not above the maximum.
    """

    api_key: i16
    """Which request it is, by its number in the protocol guide."""

    min_version: i16
    """The lowest version that the broker knows."""

    max_version: i16
    """The highest version that the broker knows."""

    tagged_fields: list[TaggedField] | None = w.array(
        w.uvarint, when=given.api_version >= _FLEXIBLE, default=None, check=tags_ascend
    )
    """Tagged fields, from version 3 on; none are known."""


class SupportedFeatureKey(Message, frozen=True):
    """Which versions of a feature the broker supports (KIP-584).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         name size ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            name ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          min_version          |          max_version          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    tagged_fields count ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       tagged_fields ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 6 to 340,282,366,920,938,463,813,862,744,832,249,692,163 bytes.

    Not checked here: that the minimum is not above the maximum.
    """

    name: str = w.text(COMPACT)
    """The name of the feature, such as `metadata.version`."""

    min_version: i16
    """The lowest version that is supported; before version 4 of the response not 0."""

    max_version: i16
    """The highest version that is supported."""

    tagged_fields: list[TaggedField] = TAG_BUFFER
    """Tagged fields; none are known."""


class FinalizedFeatureKey(Message, frozen=True):
    """Which levels of a feature the whole cluster has settled on (KIP-584).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         name size ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            name ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       max_version_level       |       min_version_level       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    tagged_fields count ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       tagged_fields ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 6 to 340,282,366,920,938,463,813,862,744,832,249,692,163 bytes.

    Not checked here: that the minimum is not above the maximum.
    """

    name: str = w.text(COMPACT)
    """The name of the feature."""

    max_version_level: i16
    """The highest level; here it stands before the lowest."""

    min_version_level: i16
    """The lowest level."""

    tagged_fields: list[TaggedField] = TAG_BUFFER
    """Tagged fields; none are known."""


class ResponseTaggedField(
    Message, variants=this.tag, size=this.size + w.size_of(this["tag":"size"]), frozen=True
):
    """Tagged field of a response of ApiVersions, version 3 or 4.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tag ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            size ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    variant by this.tag ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: nothing is left to check.
    """

    tag: w.uvarint = w.derived(check=this.tag <= MAXIMUM_TAG)
    """Which field it is: 0 to 4,294,967,295."""

    size: w.uvarint = w.derived()
    """The size of the field's value in bytes."""


class SupportedFeatures(ResponseTaggedField, tag=0, frozen=True):
    """The features that the broker supports (KIP-584).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tag ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            size ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       features count ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          features ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 3 to 6,277,101,735,386,680,769,620,589,660,863,620,294,334,087,728,224,259,801,112 bytes.

    Not checked here: that no feature stands twice.
    """

    features: list[SupportedFeatureKey] = w.array(COMPACT)
    """A feature each."""


class FinalizedFeaturesEpoch(ResponseTaggedField, tag=1, frozen=True):
    """How old the finalized features are (KIP-584).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tag ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            size ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                             epoch                             +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 10 to 28 bytes.

    Not checked here: nothing is left to check.
    """

    epoch: i64
    """A number that grows with each change, from 0 on; -1 where it is not known."""


class FinalizedFeatures(ResponseTaggedField, tag=2, frozen=True):
    """The features that the whole cluster has settled on (KIP-584).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tag ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            size ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       features count ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          features ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 3 to 6,277,101,735,386,680,769,620,589,660,863,620,294,334,087,728,224,259,801,112 bytes.

    Not checked here: that no feature stands twice.
    """

    features: list[FinalizedFeatureKey] = w.array(COMPACT)
    """A feature each."""


class ZkMigrationReady(ResponseTaggedField, tag=3, frozen=True):
    """Whether a controller can take over what ZooKeeper holds (KIP-866).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tag ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            size ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     ready     |
        +-+-+-+-+-+-+-+-+

    Size: 3 to 21 bytes.

    Not checked here: nothing is left to check.
    """

    ready: boolean
    """It can."""


class UnknownTaggedField(ResponseTaggedField, tag=..., frozen=True):
    """A tagged field that has no class here; it is kept.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tag ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            size ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: whatever is in it.
    """

    tag: w.uvarint = w.field(check=this.tag <= MAXIMUM_TAG)
    """Which field it is."""

    data: bytes = w.data(w.rest, default=b"")
    """The field's value."""


class ApiVersionsResponse(Message, size=this.size + 4, frozen=True):
    """ApiVersions response, behind response header v0, which all its versions have (KIP-511).

    Its version is that of the request, `given.api_version`: 0 to 4.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              size                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         correlation_id                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           error_code          |          api_keys ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                       throttle_time_ms?                       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    tagged_fields count? ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       tagged_fields? ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 11 bytes or more.

    Not checked here: that the correlation id is that of a request; that no request stands twice.
    """

    size: i32 = w.derived()
    """The size of what follows in bytes."""

    correlation_id: i32
    """That of the request."""

    error_code: i16 = 0
    """0 where all is well; 35: the broker does not know the version of the request."""

    api_keys: list[ApiVersion] = w.choice(
        given.api_version >= _FLEXIBLE,
        {
            0: Annotated[list[ApiVersion], w.array(i32)],
            1: Annotated[list[ApiVersion], w.array(COMPACT)],
        },
    )
    """The requests that the broker knows: an ARRAY, from version 3 on a COMPACT_ARRAY."""

    throttle_time_ms: i32 | None = w.field(when=given.api_version >= 1, default=None)
    """For how long the broker held the request back, in milliseconds; from version 1 on."""

    tagged_fields: list[ResponseTaggedField] | None = w.array(
        w.uvarint, when=given.api_version >= _FLEXIBLE, default=None, check=tags_ascend
    )
    """What the broker says beside, from version 3 on."""
