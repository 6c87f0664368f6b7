"""The metaclass: a class body becomes a msgspec struct and a `Declaration` at `cls.__wire__`.

msgspec makes the constructor, equality, repr, pickling and JSON from the stored fields; fields that
are not stored become properties.
"""

from __future__ import annotations

import gc
import inspect
import sys
from collections.abc import Callable
from enum import Enum
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypedDict,
    TypeVar,
    Unpack,
    cast,
    dataclass_transform,
)

import msgspec

from wirefmt._schema.collect import (
    collect,
    default_of,
    is_complete,
    scope_of,
)
from wirefmt._schema.declaration import (
    Declaration,
    Declared,
    Site,
    Tag,
    Variants,
    declaration_of,
)
from wirefmt._schema.expressions import Expression, unwrap
from wirefmt._schema.helpers import (
    array,
    bits,
    checksum,
    choice,
    const,
    data,
    decimal,
    derived,
    enumerated,
    field,
    pad,
    sized,
    text,
)
from wirefmt._schema.nodes import ConstNode, several
from wirefmt.ir import expressions as ir

if TYPE_CHECKING:
    from types import EllipsisType

    from wirefmt._schema.extents import Checks

__all__ = ["Hooks", "MessageMeta", "StructOptions", "generation", "hooks"]

_M = TypeVar("_M", bound="MessageMeta")


class StructOptions(TypedDict, total=False):
    """The options that pass through to msgspec.

    The others are not options of messages: they would change the order of fields, or take names.
    """

    frozen: bool
    eq: bool
    order: bool
    gc: bool
    weakref: bool
    dict: bool
    cache_hash: bool
    omit_defaults: bool
    repr_omit_defaults: bool
    forbid_unknown_fields: bool


class Hooks:
    """What the floor above adds to classes; set when it is imported.

    Attributes:
        declared: Called with a new class that can be lowered; raises `SchemaError` if it is wrong.
        derived: Gives the value of a field that is not stored, for a message and the field's name.
    """

    def __init__(self) -> None:
        self.declared: Callable[[type], None] | None = None
        self.derived: Callable[[object, str], object] | None = None


hooks = Hooks()
"""The hooks of every message class."""


def generation() -> int:
    """Return a number that grows whenever a variant is registered."""
    return Variants.generation


@dataclass_transform(
    kw_only_default=True,
    field_specifiers=(
        array,
        bits,
        checksum,
        choice,
        const,
        data,
        decimal,
        derived,
        enumerated,
        field,
        pad,
        sized,
        text,
    ),
)
class MessageMeta(msgspec.StructMeta):
    """The metaclass of messages.

    A class without a message among its bases is the root, and just a struct. `variants`, `tag`,
    `size` and `check` are wirefmt's keywords; msgspec's options pass through.

    Raises:
        SchemaError: If the declaration is wrong, and that can be known already.
    """

    def __new__(  # noqa: PYI019  # a metaclass has no Self
        mcls: type[_M],
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        /,
        *,
        variants: Expression | None = None,
        tag: int | set[int] | frozenset[int] | EllipsisType | None = None,
        size: Expression | None = None,
        check: Checks = (),
        **options: Unpack[StructOptions],
    ) -> _M:
        if not any(isinstance(base, MessageMeta) for base in bases):
            return super().__new__(mcls, name, bases, namespace, rename=_json_name, **options)
        unknown = sorted(options.keys() - StructOptions.__annotations__.keys())
        if unknown:
            message = f"{name}: {unknown[0]!r} is no keyword of a message class"
            raise TypeError(message)
        site = Site(str(namespace.get("__qualname__", name)).rpartition("<locals>.")[2])
        base = _base(site, bases)
        declaration = Declaration(
            site.type_name,
            fields={} if base is None else dict(base.fields),
            header=_header(site, base, tag, variants),
            tag=_tag(site, tag),
            chooses=_expression(site, "variants", variants),
            size=_size(site, base, size),
            checks=(*(() if base is None else base.checks), *several(check)),
            variants=Variants(),
        )
        scope = scope_of(sys._getframe(1), namespace)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        collect(declaration, namespace, scope, None if base is None else base.cls, _property)
        namespace["__wire__"] = declaration
        cls = super().__new__(mcls, name, bases, namespace, **options)
        declaration.cls = cls
        _declare(declaration)
        return cls

    @property
    def __signature__(cls) -> inspect.Signature:  # noqa: N805  # a metaclass
        """Keyword-only, with true defaults: msgspec's own shows factories."""
        declaration = declaration_of(cls)
        fields = {} if declaration is None else declaration.fields
        return inspect.Signature([_parameter(cls, fields[name]) for name in cls.__struct_fields__])


def _parameter(cls: type, declared: Declared) -> inspect.Parameter:
    default = default_of(cls, declared.name)
    return inspect.Parameter(
        declared.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if default is ... else default,
        annotation=declared.annotation,
    )


def _declare(declaration: Declaration) -> None:
    """Check a new class as far as its names are known, and make it known to its header."""
    header = declaration.header
    if header is not None:
        _refuse_taken_tag(declaration, header)
    if declaration.fields and is_complete(declaration) and hooks.declared is not None:
        hooks.declared(declaration.cls)
    if header is not None:
        header.variants.add(declaration.cls)


def _refuse_taken_tag(declaration: Declaration, header: Declaration) -> None:
    if _same_tag(declaration, header) is not None:
        gc.collect()  # a class that nobody holds any more may still be there
    other = _same_tag(declaration, header)
    if other is not None:
        raise declaration.site.error(
            f"tag={_shared(declaration.tag, other.tag)} is already the tag of {other.name}; "
            f"two variants of {header.name} cannot answer to one tag"
        )


def _same_tag(declaration: Declaration, header: Declaration) -> Declaration | None:
    """Return the variant that has a tag of this one, and is not replaced by it."""
    mine = (declaration.cls.__module__, declaration.cls.__qualname__)
    for other in header.variants:
        if (other.cls.__module__, other.cls.__qualname__) == mine:
            continue
        if _shared(declaration.tag, other.tag) is not None:
            return other
    return None


def _shared(left: Tag | None, right: Tag | None) -> object:
    """Return a tag that both answer to, or None."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return next((tag for tag in left if tag in right), None)
    return "..." if left is ... and right is ... else None


# ------------------------------------------------------------------ the class's keywords


def _base(site: Site, bases: tuple[type, ...]) -> Declaration | None:
    found = [each for each in map(declaration_of, bases) if each is not None]
    if len(found) > 1:
        names = " and ".join(each.name for each in found)
        raise site.error(f"a message has one message as its base, not {names}; nest one of them")
    return found[0] if found else None


def _header(
    site: Site, base: Declaration | None, tag: object, variants: object
) -> Declaration | None:
    """Return the header that a class is a variant of."""
    header = base if base is not None and base.chooses is not None else None
    if base is not None and base.header is not None:
        raise site.error(
            f"{base.name} is a variant, and a variant cannot be extended; "
            f"derive from {base.header.name} with a tag= of its own"
        )
    if header is None:
        if tag is not None:
            raise site.error("tag= is for a variant; its base is a message with variants=")
        return None
    if tag is None:
        raise site.error(f"a variant of {header.name} needs tag=: a value, a set of them, or ...")
    if variants is not None:
        raise site.error("a variant cannot have variants of its own; choose by one tag")
    return header


def _tag(site: Site, tag: object) -> Tag | None:
    if tag is None or tag is ...:
        return tag
    values: tuple[object, ...] = (tag,)
    if isinstance(tag, set | frozenset):
        values = tuple(cast("set[object]", tag))
    plain = {value.value if isinstance(value, Enum) else value for value in values}
    numbers = sorted(int(value) for value in plain if isinstance(value, int))
    if not values or len(numbers) < len(values):
        raise site.error(f"tag= is an int, a set of them, or ... for every other, not {tag!r}")
    return tuple(numbers)


def _expression(
    site: Site, word: Literal["variants", "size"], value: object
) -> ir.Expression | None:
    node = unwrap(value)
    if node is None or isinstance(node, ir.Expression):
        return node
    raise site.error(f"{word}= is an expression over fields, such as this.{word}, not {value!r}")


def _size(site: Site, base: Declaration | None, size: object) -> ir.Expression | None:
    own = _expression(site, "size", size)
    inherited = None if base is None else base.size
    if own is not None and inherited is not None and base is not None:
        raise site.error(f"{base.name} says the size already; leave size= out")
    return inherited if own is None else own


# ------------------------------------------------------------------ what the struct gets


def _property(declared: Declared) -> property:
    """Return the property of a field that is not stored."""
    name, node = declared.name, declared.node
    if isinstance(node, ConstNode) and node.options.when is None:
        constant = node.value
        return property(lambda _message: constant, doc=f"{name}: always {constant!r}")

    def compute(message: object) -> object:
        if hooks.derived is None:
            raise AttributeError(name)
        return hooks.derived(message, name)

    word = "" if node is None else node.word
    return property(compute, doc=f"{name}: {word}, not in the constructor")


def _json_name(name: str) -> str:
    """Return a field's name in JSON: without the underscore that serves for Python's keywords."""
    return name.removesuffix("_") or name
