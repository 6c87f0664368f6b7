"""Message classes made by a call, for tables and for Hypothesis; a test's own are written out."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Annotated, Any, cast

from wirefmt import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["annotated", "declare", "list_of", "only"]


def declare(
    name: str,
    fields: Mapping[str, Any],
    base: type[Message] = Message,
    **keywords: Any,
) -> type[Any]:
    """Return a message class.

    Args:
        name: Its name.
        fields: For each field its annotation, or a pair of annotation and right-hand side.
        base: A header, for a variant.
        **keywords: Those of the class statement.
    """
    pairs = {key: each if isinstance(each, tuple) else (each, ...) for key, each in fields.items()}

    def body(namespace: dict[str, Any]) -> None:
        namespace["__module__"] = __name__
        namespace["__qualname__"] = name
        namespace["__annotations__"] = {key: annotation for key, (annotation, _) in pairs.items()}
        namespace.update((key, right) for key, (_, right) in pairs.items() if right is not ...)

    return types.new_class(name, (base,), keywords, body)


def only(annotation: Any, right: Any = ...) -> type[Any]:
    """Return a message class `Only` of one field, `value`."""
    return declare("Only", {"value": (annotation, right)})


def annotated(annotation: Any, node: object) -> Any:
    """Return `Annotated[annotation, node]`, of an annotation that no type checker knows."""
    return cast("Any", Annotated)[annotation, node]


def list_of(annotation: Any) -> Any:
    """Return `list[annotation]`, of an annotation that no type checker knows."""
    return types.GenericAlias(list, (annotation,))
