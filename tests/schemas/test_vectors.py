"""The vectors of every shipped schema, tried in every way.

A file ``tests/vectors/<schema>.toml`` has one table for each vector: its name, where it was taken
from, its bytes, the class of the message, and all fields that are present, derived ones included.
Bytes are written ``{ hex = "…" }``. ``decode`` is the class whose codec is asked.
"""

from __future__ import annotations

import importlib
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pytest

from checking import check_message
from strangers import CHECKOUT
from wirefmt import Codec, Message
from wirefmt.ir.types import Padding

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = CHECKOUT / "tests" / "vectors"


class Vector(NamedTuple):
    name: str
    spec: type[Message]
    cls: type[Message]
    wire: bytes
    fields: dict[str, Any]


def vectors() -> Iterator[Vector]:
    for path in sorted(FOLDER.glob("*.toml")):
        module = importlib.import_module(f"wirefmt.schemas.{path.stem}")
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in document["vector"]:
            yield Vector(
                f"{path.stem}: {row['name']}",
                getattr(module, document["decode"]),
                getattr(module, row["message"]),
                bytes.fromhex(row["hex"]),
                with_bytes(row["fields"]),
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


def fields_of(message: Message) -> dict[str, Any]:
    """Return every field of a message that is present, derived ones included."""
    values = {
        field.name: plain(getattr(message, field.name))
        for field in Codec(type(message)).layout.root.fields
        if not isinstance(field.role, Padding)
    }
    return {name: value for name, value in values.items() if value is not None}


def plain(value: Any) -> Any:
    match value:
        case Message():
            return fields_of(value)
        case list():
            return [plain(inner) for inner in value]
        case _:
            return value


@pytest.mark.parametrize("vector", list(vectors()), ids=lambda vector: vector.name)
def test_vector_in_every_way(vector: Vector) -> None:
    message = msgspec.convert(vector.fields, vector.cls, builtin_types=(bytes,))
    check_message(vector.spec, message, vector.wire)
    assert fields_of(message) == vector.fields
