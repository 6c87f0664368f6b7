"""The metaclass: a class body becomes a msgspec struct and a `Declaration` at `cls.__wire__`.

msgspec makes the constructor, equality, repr, pickling and JSON from the stored fields; fields that
are not stored become properties.
"""

from __future__ import annotations

import gc
import inspect
import sys
from collections.abc import Callable
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

from wirefmt._schema.arrays import array, sized
from wirefmt._schema.choices import choice
from wirefmt._schema.collect import (
    collect,
    default_of,
    is_complete,
    scope_of,
)
from wirefmt._schema.conversions import convert
from wirefmt._schema.customs import custom
from wirefmt._schema.declaration import (
    Declaration,
    Declared,
    Site,
    Variants,
    declaration_of,
)
from wirefmt._schema.digits import decimal, hexadecimal
from wirefmt._schema.expressions import Expression, unwrap
from wirefmt._schema.helpers import bits, data, enumerated, field, shortest, text
from wirefmt._schema.nodes import ConstNode, several
from wirefmt._schema.orders import (
    BitOrder,
    ByteOrder,
    bit_order as read_bit_order,
    byte_order as read_byte_order,
)
from wirefmt._schema.ready import fixed_point, timestamp
from wirefmt._schema.roles import align, checksum, const, derived, pad
from wirefmt._schema.tags import read_tag, shared_tag
from wirefmt.errors import EncodeError, GivenError
from wirefmt.ir import expressions as ir
from wirefmt.ir.tags import show_tag

if TYPE_CHECKING:
    from wirefmt._schema.extents import Checks
    from wirefmt._schema.tags import Tags
    from wirefmt.ir.records import Tag

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
        align,
        array,
        bits,
        checksum,
        choice,
        const,
        convert,
        custom,
        data,
        decimal,
        derived,
        enumerated,
        field,
        fixed_point,
        hexadecimal,
        pad,
        shortest,
        sized,
        text,
        timestamp,
    ),
)
class MessageMeta(msgspec.StructMeta):
    """The metaclass of messages.

    A class without a message among its bases is the root, and just a struct. `variants`, `tag`,
    `size`, `slack`, `align`, `origin`, `byte_order`, `bit_order` and `check` are wirefmt's
    keywords; msgspec's options pass through.

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
        variants: Expression | tuple[Expression, ...] | None = None,
        tag: Tags | None = None,
        size: Expression | None = None,
        byte_order: ByteOrder | Expression | None = None,
        bit_order: BitOrder | None = None,
        slack: bool = False,
        align: int = 1,
        origin: bool = False,
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
        extends = _extends(site, base, tag, variants)
        header = None if extends is None or tag is None else extends.family
        declaration = Declaration(
            site.type_name,
            fields={} if base is None else dict(base.fields),
            header=header,
            extends=extends,
            tag=None if header is None else read_tag(site, tag, len(header.chooses or ())),
            chooses=_chooses(site, variants) if extends is None or header else extends.chooses,
            size=_size(site, base, size),
            byte_order=read_byte_order(site, base, byte_order),
            bit_order=read_bit_order(site, base, bit_order),
            slack=slack or (base is not None and base.slack),
            align=_align(site, base, align),
            origin=_origin(site, base, origin=origin),
            checks=(*(() if base is None else base.checks), *several(check)),
            variants=Variants(),
        )
        scope = scope_of(sys._getframe(1), namespace)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        collect(declaration, namespace, scope, None if base is None else base.cls, _property)
        if any(each.is_kept for each in declaration.fields.values()):
            namespace["__post_init__"] = _filling(namespace.get("__post_init__"), bases)
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
    """Check a new class as far as its names are known, and make it known to its headers."""
    header = declaration.header
    if header is not None:
        _refuse_taken_tag(declaration, header)
    if declaration.fields and is_complete(declaration) and hooks.declared is not None:
        hooks.declared(declaration.cls)
    extends = declaration.extends if header is not None else None
    while extends is not None:
        extends.variants.add(declaration.cls)
        extends = None if extends is header else extends.extends


def _refuse_taken_tag(declaration: Declaration, header: Declaration) -> None:
    if _same_tag(declaration, header) is not None:
        gc.collect()  # a class that nobody holds any more may still be there
    found = _same_tag(declaration, header)
    if found is not None:
        other, shared = found
        raise declaration.site.error(
            f"tag={show_tag(shared)} is already the tag of {other.name}; "
            f"two variants of {header.name} cannot answer to one tag"
        )


def _same_tag(declaration: Declaration, header: Declaration) -> tuple[Declaration, Tag] | None:
    """Return the variant that has a tag of this one, and is not replaced by it; and the tag."""
    mine = (declaration.cls.__module__, declaration.cls.__qualname__)
    for other in header.variants:
        if (other.cls.__module__, other.cls.__qualname__) == mine:
            continue
        shared = shared_tag(declaration.tag or (), other.tag or ())
        if shared is not None:
            return other, shared
    return None


# ------------------------------------------------------------------ the class's keywords


def _base(site: Site, bases: tuple[type, ...]) -> Declaration | None:
    found = [each for each in map(declaration_of, bases) if each is not None]
    if len(found) > 1:
        names = " and ".join(each.name for each in found)
        raise site.error(f"a message has one message as its base, not {names}; nest one of them")
    return found[0] if found else None


def _extends(
    site: Site, base: Declaration | None, tag: object, variants: object
) -> Declaration | None:
    """Return the header that a class extends, as a variant or for variants of its own to share."""
    if base is None or base.chooses is None:
        if base is not None and base.header is not None:
            raise site.error(
                f"{base.name} is a variant, and a variant cannot be extended; give it variants= of "
                f"its own, or derive from {base.header.name} with a tag= of its own"
            )
        if tag is not None:
            raise site.error("tag= is for a variant; its base is a message with variants=")
        return None
    if tag is None and variants is not None:
        raise site.error(
            f"a variant of {base.name} needs tag=: a value, a range, a set of these, or ...; "
            "without variants= it extends the header"
        )
    return base


def _chooses(site: Site, variants: object) -> tuple[ir.Expression, ...] | None:
    if variants is None:
        return None
    parts = cast("tuple[object, ...]", variants) if isinstance(variants, tuple) else (variants,)
    chooses = [_expression(site, "variants", part) for part in parts]
    return tuple(each for each in chooses if each is not None) or None


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


def _align(site: Site, base: Declaration | None, align: object) -> int:
    if not isinstance(align, int) or isinstance(align, bool) or align < 1:
        raise site.error(f"align= is a number of bytes from 1 on, not {align!r}")
    inherited = 1 if base is None else base.align
    own = inherited if align == 1 else align
    if base is not None and base.chooses is not None and own != inherited:
        raise site.error(f"align= is said by {base.name}, so that all variants are padded alike")
    return own


def _origin(site: Site, base: Declaration | None, *, origin: bool) -> bool:
    inherited = base is not None and base.origin
    if base is not None and base.chooses is not None and origin and not inherited:
        raise site.error(f"origin= is said by {base.name}, whose fields are read first")
    return origin or inherited


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


def _filling(own: Callable[[object], None] | None, bases: tuple[type, ...]) -> Callable[..., None]:
    """Return what fills in the kept fields of a new message, and then does what its class says."""
    inherited = next((getattr(base, "__post_init__", None) for base in bases), None)
    further = own or inherited

    def __post_init__(message: object) -> None:  # noqa: N807  # msgspec calls it
        found = cast("Declaration", declaration_of(type(message)))
        for declared in found.fields.values():
            if declared.is_kept and getattr(message, declared.name) is None:
                _fill_in(message, declared.name)
        if further is not None:
            further(message)

    return __post_init__


def _fill_in(message: object, name: str) -> None:
    if hooks.derived is None:
        return
    try:
        value = hooks.derived(message, name)
    except (
        EncodeError,
        GivenError,
    ):  # its own fields do not suffice: encode will say it, or find it
        return
    msgspec.structs.force_setattr(cast("msgspec.Struct", message), name, value)


def _json_name(name: str) -> str:
    """Return a field's name in JSON: without the underscore that serves for Python's keywords."""
    return name.removesuffix("_") or name
