"""From a class body to declared fields: annotations, helpers, defaults, forward references.

msgspec must see a plain struct: stored fields with their annotations and defaults, everything else
gone. An annotation that is text is evaluated in the scope of the class statement; what cannot be
yet (a later class) stays text and is tried again in the module when it is needed.
"""

from __future__ import annotations

import copy
import sys
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import partial
from types import FrameType
from typing import Any, ClassVar, NoReturn, cast

import msgspec

from wirefmt._schema.declaration import Declaration, Declared, declaration_of
from wirefmt._schema.expressions import Expression
from wirefmt._schema.nodes import ConstNode, DerivedNode, Node, RoleNode
from wirefmt.errors import SchemaError

__all__ = [
    "MissingFieldError",
    "collect",
    "default_of",
    "is_complete",
    "is_stored",
    "resolve",
    "scope_of",
]


class MissingFieldError(TypeError, msgspec.ValidationError):
    """A required argument is missing: a `TypeError` to a caller, a `ValidationError` in JSON."""


class _Required:
    """The default of a required field that follows one with a default: it raises."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self) -> NoReturn:
        message = f"Missing required argument {self._name!r}"
        raise MissingFieldError(message)


def collect(
    declaration: Declaration,
    namespace: dict[str, Any],
    scope: Mapping[str, object],
    base: Any,
    compute: Callable[[Declared], property],
) -> None:
    """Take a class body's fields into a declaration, and leave in the body what msgspec takes.

    Args:
        declaration: Holds the inherited fields, and gets those of the body.
        namespace: The class body, which is changed: helpers leave it, defaults and properties come.
        scope: What the names in an annotation mean.
        base: The message that the class extends, or None.
        compute: Gives the property of a field that is not stored.

    Raises:
        SchemaError: If something on the right of a field cannot stand there.
    """
    annotations: dict[str, object] = namespace.get("__annotations__", {})
    _refuse_unannotated(declaration, namespace, annotations)
    struct_annotations: dict[str, object] = {}
    for name, annotation in annotations.items():
        if _is_classvar(annotation):
            struct_annotations[name] = annotation
            continue
        right = namespace.pop(name, ...)
        declared = _declare(declaration, name, annotation, right)
        declared.scope = _named_in(annotation, scope)
        declaration.fields[name] = declared
        if is_stored(declared):
            struct_annotations[name] = annotation
        else:
            namespace[name] = compute(declared)
    namespace["__annotations__"] = struct_annotations
    inherited = () if base is None else base.__struct_fields__
    order = dict.fromkeys((*inherited, *struct_annotations))
    stored = [declaration.fields[name] for name in order if name in declaration.fields]
    _give_defaults(stored, namespace, optional=base is not None and bool(base.__struct_defaults__))


def is_stored(declared: Declared) -> bool:
    """Return whether a field is in the constructor, as are those that narrow such a field."""
    if declared.narrows is not None and is_stored(declared.narrows):
        return True
    return not isinstance(declared.node, RoleNode)


def scope_of(frame: FrameType, namespace: Mapping[str, object]) -> dict[str, object]:
    """Return what the names in a class body mean: its own, and those of what encloses it.

    A field does not hide what its name means outside: `flag: flag` is well.
    """
    layers: list[Mapping[str, object]] = [namespace, frame.f_locals]
    while "__qualname__" in frame.f_locals and frame.f_back is not None:  # a class in a class
        frame = frame.f_back
        layers.append(frame.f_locals)
    layers.append(frame.f_globals)
    scope: dict[str, object] = {}
    for layer in reversed(layers):
        hidden = layer.get("__annotations__") if "__qualname__" in layer else None
        fields = cast("dict[str, object]", hidden or {})
        scope.update((name, value) for name, value in layer.items() if name not in fields)
    return scope


def resolve(declaration: Declaration) -> None:
    """Evaluate the annotations of a declaration that are still text.

    Raises:
        SchemaError: If one names what is not there.
    """
    for declared in declaration.fields.values():
        error = _evaluate(declared)
        if error is None:
            continue
        missing = error.name or str(error)
        local = "<locals>" in declaration.cls.__qualname__
        hint = " (a class made inside a function must stand before its use)" if local else ""
        raise declared.site.error(
            f"the annotation {declared.annotation!r} names {missing!r}, which "
            f"{declaration.cls.__module__} does not have{hint}"
        )


def is_complete(declaration: Declaration, seen: set[int] | None = None) -> bool:
    """Return whether a class and all that it refers to can be lowered: no name is unknown."""
    seen = set() if seen is None else seen
    if id(declaration) in seen:
        return True
    seen.add(id(declaration))
    fields = declaration.fields.values()
    if any(_evaluate(declared) is not None for declared in fields):
        return False
    inner = [message for declared in fields for message in _messages(declared.annotation)]
    return all(is_complete(message, seen) for message in (*inner, *declaration.variants))


def default_of(cls: type, name: str) -> Any:
    """Return the default of a stored field, as a constructor gives it; `...` for a required one."""
    declaration = declaration_of(cls)
    declared = None if declaration is None else declaration.fields.get(name)
    if declared is None:
        return ...
    factory = _factory(declared)
    return declared.default if factory is None else factory()


# ------------------------------------------------------------------ one field


def _declare(declaration: Declaration, name: str, annotation: object, right: Any) -> Declared:
    node = right if isinstance(right, Node) else None
    default = node.options.default if node is not None else right
    narrows = declaration.fields.get(name)
    if isinstance(node, ConstNode) and narrows is not None and is_stored(narrows):
        default = node.value
    declared = Declared(name, annotation, node, default, declaration, {}, narrows)
    reason = _misplaced(declared, right)
    if reason is not None:
        raise declared.site.error(reason)
    return declared


def _misplaced(declared: Declared, right: object) -> str | None:
    """Return why this cannot stand on the right of this field, or None."""
    node, narrows = declared.node, declared.narrows
    if declared.name.startswith("__") and declared.name.endswith("__"):
        return "a field's name cannot be a dunder, which expressions do not reach; rename it"
    twins = {declared.name.removesuffix("_"), declared.name + "_"} - {declared.name}
    if taken := sorted(twins & declared.owner.fields.keys()):
        return f"without its underscore it is {taken[0]!r} in paths and JSON; rename one of them"
    if node is None:
        return _no_default(right)
    is_given = node.options.default is not ...
    if isinstance(node, DerivedNode) and node.expression is not None and is_given:
        return "default= is for what is solved; an expression always gives a value"
    if is_given and node.options.default_factory is not None:
        return "default= and default_factory= are two defaults; keep one"
    is_taken_away = isinstance(node, RoleNode) and not isinstance(node, ConstNode)
    if is_taken_away and narrows is not None and is_stored(narrows):
        header = narrows.owner.name
        return f"a stored field of {header} can become const(…), but not {node.word}(…)"
    return None


def _no_default(right: object) -> str | None:
    """Return why a value that is no helper's is no default either, or None."""
    if isinstance(right, Expression):
        return f"an expression is no default; write derived(type, {right!r})"
    if hasattr(right, "__metadata__") or isinstance(right, type):
        return "a type stands in the annotation, such as `length: u16`, a default on the right"
    if type(right) is type(msgspec.field()):
        return "write wirefmt.field(…) instead of msgspec.field(…)"
    return None


def _refuse_unannotated(
    declaration: Declaration, namespace: Mapping[str, Any], annotations: Mapping[str, object]
) -> None:
    for name, value in namespace.items():
        is_field = isinstance(value, Node) or name in declaration.fields
        if is_field and name not in annotations:
            raise declaration.site.error(f"{name!r} has no annotation; write `{name}: type = …`")


def _give_defaults(stored: list[Declared], namespace: dict[str, Any], *, optional: bool) -> None:
    """Put into the body what msgspec takes as defaults.

    To msgspec no required field may follow one with a default, a base's fields included: those get
    a default that raises. `optional` says whether the base has any default, a raising one included.
    """
    for declared in stored:
        annotations = namespace["__annotations__"]
        factory = _factory(declared)
        if declared.default is ... and factory is None:
            if optional:
                annotations.setdefault(declared.name, declared.annotation)
                namespace[declared.name] = msgspec.field(default_factory=_Required(declared.name))
            continue
        optional = True
        if declared.name in annotations:
            default = (
                declared.default if factory is None else msgspec.field(default_factory=factory)
            )
            namespace[declared.name] = default


def _factory(declared: Declared) -> Callable[[], Any] | None:
    """Return what makes the default: the user's factory, or a copy of what could be changed."""
    default = declared.default
    if default is ...:
        return None if declared.node is None else declared.node.options.default_factory
    if default is None or isinstance(default, int | float | bytes | str | Enum):
        return None
    return partial(copy.deepcopy, default)


def _is_classvar(annotation: object) -> bool:
    if isinstance(annotation, str):
        return annotation.partition("[")[0].rpartition(".")[2].strip() == "ClassVar"
    return annotation is ClassVar or typing.get_origin(annotation) is ClassVar


# ------------------------------------------------------------------ forward references


def _named_in(annotation: object, scope: Mapping[str, object]) -> dict[str, object]:
    """Return the part of a scope that an annotation needs, so that no frame is kept alive."""
    names = {
        name
        for text in _texts(annotation)
        for name in compile(text, "<annotation>", "eval", dont_inherit=True).co_names
    }
    return {name: scope[name] for name in names if name in scope}


def _texts(annotation: object) -> Iterator[str]:
    match annotation:
        case str():
            yield annotation
        case typing.ForwardRef(__forward_arg__=text):
            yield text
        case _:
            for inner in typing.get_args(annotation):
                yield from _texts(inner)


def _evaluate(declared: Declared) -> NameError | AttributeError | None:
    """Evaluate a field's annotation if that was not done yet; return why it cannot be, if so."""
    if declared.scope is None:
        return None
    cls = declared.owner.cls
    module = vars(sys.modules[cls.__module__]) if cls.__module__ in sys.modules else {}
    scope = {**module, **declared.scope, cls.__name__: cls}
    holder = type(cls.__name__, (), {"__annotations__": {declared.name: declared.annotation}})
    try:
        hints = typing.get_type_hints(holder, scope, scope, include_extras=True)
    except (NameError, AttributeError) as error:
        return error
    except SchemaError:
        raise
    except TypeError as error:
        reason = f"the annotation {declared.annotation!r} is no type: {error}"
        raise declared.site.error(reason) from error
    declared.annotation = hints[declared.name]
    declared.scope = None
    if is_stored(declared):
        cls.__annotations__[declared.name] = declared.annotation  # msgspec's JSON reads it
    return None


def _messages(annotation: object) -> Iterator[Declaration]:
    found = declaration_of(annotation)
    if found is not None:
        yield found
    for inner in typing.get_args(annotation):
        yield from _messages(inner)
