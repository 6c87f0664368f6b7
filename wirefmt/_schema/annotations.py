"""Annotations and what stands as a type, taken apart and spelled out."""

from __future__ import annotations

import enum
import types
import typing
from typing import Annotated, Any, Final

from wirefmt._schema.declaration import declaration_of
from wirefmt._schema.nodes import AliasNode, ContentNode, ConvertNode, Node

__all__ = [
    "ANY",
    "CONTENT",
    "allows_none",
    "besides_int",
    "enum_of",
    "is_spec",
    "name_of",
    "options_of",
    "python_of",
    "readable",
    "split_none",
]

ANY: Final = object()
"""The Python type of what stands where no annotation says one, as in `derived(decimal(5))`."""

CONTENT = {"data": bytes, "text": str, "decimal": int, "hexadecimal": int}


def enum_of(python: object) -> type[enum.Enum] | None:
    """Return a Python type if it is an enum."""
    if isinstance(python, type) and issubclass(python, enum.Enum):
        return python
    return None


def besides_int(python: object) -> object:
    """Return the other type of `Colour | int`, None if it is no such union."""
    others = [each for each in options_of(python) if each is not int]
    return others[0] if len(others) == 1 and others[0] is not python else None


def python_of(spec: object) -> tuple[object, ...]:
    """Return the classes that an arm's values have as far as its spelling says so."""
    match spec:
        case AliasNode(python=python):
            return (python,)
        case ConvertNode(python=python):
            return () if python is None else (python,)
        case ContentNode(kind=kind):
            return (CONTENT[kind],)
        case Node():
            return ()
        case _:
            inner = typing.get_args(spec)[0] if typing.get_origin(spec) is Annotated else spec
            return tuple(typing.get_origin(each) or each for each in options_of(inner))


def is_spec(value: object) -> bool:
    """Return whether a value is a wire type: an alias, or what a helper gives."""
    return isinstance(value, Node) or typing.get_origin(value) is Annotated


def name_of(function: Any, otherwise: str) -> str:
    """Return the name of a function where it has one that can be an identifier."""
    name = getattr(function, "__name__", otherwise)
    return name if name.isidentifier() else otherwise


def split_none(annotation: object) -> tuple[object, bool]:
    """Return an annotation without `| None`, and whether it had that."""
    annotation = getattr(annotation, "__value__", annotation)
    if typing.get_origin(annotation) not in (typing.Union, types.UnionType):
        return annotation, False
    rest = [each for each in typing.get_args(annotation) if each is not types.NoneType]
    if not rest or len(rest) == len(typing.get_args(annotation)):
        return annotation, False
    return typing.Union[tuple(rest)], True  # noqa: UP007  # of as many as there are


def allows_none(annotation: object) -> bool:
    """Return whether an annotation has None among its types."""
    annotation = getattr(annotation, "__value__", annotation)
    if typing.get_origin(annotation) is Annotated:
        return allows_none(typing.get_args(annotation)[0])
    return split_none(annotation)[1]


def options_of(python: object) -> tuple[object, ...]:
    """Return the types that an annotation allows: a header's field is wider than its variants'."""
    union = typing.get_origin(python) in (typing.Union, types.UnionType)
    return typing.get_args(python) if union else (python,)


def readable(spec: object) -> str:
    """Return a type as text: an alias by its word, a class by its name."""
    if isinstance(spec, Node):
        return f"{spec.word}(…)"
    origin = typing.get_origin(spec)
    if origin is Annotated:
        inner, *metadata = typing.get_args(spec)
        words = [each.word for each in metadata if isinstance(each, AliasNode)]
        return words[0] if words else readable(inner)
    if origin is list:
        return f"list[{', '.join(map(readable, typing.get_args(spec)))}]"
    if spec is ANY or not isinstance(spec, type):
        return repr(spec)
    found = declaration_of(spec)
    return spec.__name__ if found is None else found.name
