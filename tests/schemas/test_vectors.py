"""The vectors of every shipped schema, tried in every way; `checking.vectors` tells their form."""

from __future__ import annotations

from typing import Any

import pytest

from checking import check_message
from checking.vectors import Vector, vectors
from wirefmt import Message
from wirefmt._schema.nodes import AlignNode, PadNode
from wirefmt.codec import codec_of


def fields_of(message: Message, fields: dict[str, Any]) -> dict[str, Any]:
    """Return every field of a message that is present, derived ones included.

    A derived field that the vector leaves out is not asked for: inside another message, or where
    something is given, a message does not know it by itself.
    """
    declared = vars(type(message))["__wire__"].fields.values()
    names = [each.name for each in declared if not isinstance(each.node, PadNode | AlignNode)]
    stored = type(message).__struct_fields__
    values = {
        name: plain(getattr(message, name), fields.get(name))
        for name in names
        if name in stored or name in fields
    }
    return {name: value for name, value in values.items() if value is not None}


def plain(value: Any, expected: Any) -> Any:
    match value:
        case Message():
            return fields_of(value, expected if isinstance(expected, dict) else {})
        case list():
            others = [*(expected if isinstance(expected, list) else []), *([None] * len(value))]
            return [plain(inner, other) for inner, other in zip(value, others, strict=False)]
        case None | int() | float() | str() | bytes():
            return value
        case _:
            return str(value)


@pytest.mark.parametrize("vector", list(vectors()), ids=lambda vector: vector.name)
def test_vector_in_every_way(vector: Vector) -> None:
    message = codec_of(vector.spec).decode(vector.wire, given=vector.given)
    assert type(message) is vector.cls
    check_message(vector.spec, message, vector.wire, given=vector.given)
    assert fields_of(message, vector.fields) == vector.fields
