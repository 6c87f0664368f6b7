"""The vectors of every shipped schema, read from their files.

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
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirefmt import Message

__all__ = ["Vector", "vectors"]

FOLDER = Path(__file__).parents[1] / "vectors"


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
                _with_bytes(row["fields"]),
                _with_bytes(row.get("given", {})),
            )


def _with_bytes(value: Any) -> Any:
    match value:
        case {"hex": str(digits)}:
            return bytes.fromhex(digits)
        case dict():
            return {name: _with_bytes(inner) for name, inner in value.items()}
        case list():
            return [_with_bytes(inner) for inner in value]
        case _:
            return value
