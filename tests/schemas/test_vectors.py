"""The vectors of every shipped schema, tried in every way.

A file ``tests/vectors/<schema>.toml`` has one table for each vector: its name, where it was taken
from, its bytes, the class of the message, and all fields that are present; a derived one may be
left out where the message does not know it by itself.
Bytes are written ``{ hex = "…" }``, what is no plain number or text (an address) as it is printed.
``decode`` is the type whose codec is asked, for the file or for one vector; ``given`` is what the
session has negotiated.
"""

from __future__ import annotations

import importlib
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from checking import check_message
from strangers import CHECKOUT
from wirefmt import Message
from wirefmt._schema.nodes import AlignNode, PadNode
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = CHECKOUT / "tests" / "vectors"


class Vector(NamedTuple):
    name: str
    spec: Any
    cls: type[Message]
    wire: bytes
    fields: dict[str, Any]
    given: dict[str, Any]


def vectors() -> Iterator[Vector]:
    for path in sorted(FOLDER.glob("*.toml")):
        module = importlib.import_module(f"wirefmt.schemas.{path.stem}")
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in document["vector"]:
            yield Vector(
                f"{path.stem}: {row['name']}",
                getattr(module, row.get("decode", document["decode"])),
                getattr(module, row["message"]),
                bytes.fromhex(row["hex"]),
                with_bytes(row["fields"]),
                with_bytes(row.get("given", {})),
            )


def with_bytes(value: Any) -> Any:
    match value:
        case {"hex": str(digits)}:
            return bytes.fromhex(digits)
        case dict():
            return {name: with_bytes(inner) for name, inner in value.items()}
        case list():
            return [with_bytes(inner) for inner in value]
        case _:
            return value


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
