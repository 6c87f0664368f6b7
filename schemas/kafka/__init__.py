"""Kafka: requests and responses of ApiVersions, versions 0 to 4 (Kafka protocol guide; KIP-511).

A client begins with an ApiVersions request, in a version of its choice, to learn which versions of
which requests its broker knows. Requests say what they are (`Request` has them as variants); a
response does not say of which version it is, and a decoder is told::

    decoder = Decoder(ApiVersionsResponse, given={"api_version": 3})

A broker that does not know the version of the request answers with version 0 and the error 35
(KIP-511).
"""

from __future__ import annotations

from wirefmt.schemas.kafka.request import (
    ApiKey,
    ApiVersionsRequest,
    ApiVersionsRequestV0,
    OtherRequest,
    Request,
)
from wirefmt.schemas.kafka.response import (
    ApiVersion,
    ApiVersionsResponse,
    FinalizedFeatureKey,
    FinalizedFeatures,
    FinalizedFeaturesEpoch,
    ResponseTaggedField,
    SupportedFeatureKey,
    SupportedFeatures,
    UnknownTaggedField,
    ZkMigrationReady,
)
from wirefmt.schemas.kafka.tagged import TaggedField

__all__ = [
    "ApiKey",
    "ApiVersion",
    "ApiVersionsRequest",
    "ApiVersionsRequestV0",
    "ApiVersionsResponse",
    "FinalizedFeatureKey",
    "FinalizedFeatures",
    "FinalizedFeaturesEpoch",
    "OtherRequest",
    "Request",
    "ResponseTaggedField",
    "SupportedFeatureKey",
    "SupportedFeatures",
    "TaggedField",
    "UnknownTaggedField",
    "ZkMigrationReady",
]
