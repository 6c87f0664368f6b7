"""What the metaclass keeps of a class: its fields as they were declared, and its variants."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from wirefmt._schema.nodes import DerivedNode, Node
from wirefmt._schema.orders import BitOrder, ByteOrder
from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import Expression
from wirefmt.ir.records import Tag

__all__ = ["Declaration", "Declared", "Site", "Variants", "declaration_of"]


class Site(msgspec.Struct, frozen=True):
    """Where a declaration is wrong: the class's name, and the field's or None."""

    type_name: str
    field: str | None = None

    def error(self, reason: str) -> SchemaError:
        """Return the error that names this place."""
        return SchemaError(self.type_name, self.field, reason)


class Declared(msgspec.Struct, eq=False):
    """One field as it was declared.

    Attributes:
        name: The name in the class.
        annotation: A type; text where a name in it is not known yet.
        node: The helper on the right, or None.
        default: The value on the right, or that of the helper; `...` where there is none.
        owner: The declaration of the class in whose body the field stands.
        scope: What the names in the annotation meant where it stands; None once it is evaluated.
        narrows: The field of a header that this one stands for.
    """

    name: str
    annotation: object
    node: Node | None
    default: Any
    owner: Declaration
    scope: Mapping[str, object] | None
    narrows: Declared | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the message holds a derived field, or None for it to be derived."""
        return isinstance(self.node, DerivedNode) and self.node.keep

    @property
    def trailing(self) -> bool:
        """Whether a header's field stands after those of its variants."""
        if self.narrows is not None:
            return self.narrows.trailing
        return self.node is not None and self.node.options.trailing

    @property
    def site(self) -> Site:
        """Where the field was declared."""
        return Site(self.owner.name, self.name)


class Declaration(msgspec.Struct, eq=False, weakref=True):
    """A message class as it was declared; stands at `cls.__wire__`.

    Attributes:
        name: The class's qualified name, without the functions around it.
        fields: All fields in wire order, a header's included, its trailing ones last.
        header: The declaration of the header that this class is a variant of.
        extends: The header, or the class that extends it, from which this one derives.
        tag: In a variant, what it answers to; None for what is no variant.
        chooses: In a header, and in what extends it, the expressions of `variants=`.
        size: The expression of `size=`, this class's or its base's.
        byte_order: That of `byte_order=`, this class's or its base's, or what tells it; None for
            that of what encloses the message.
        bit_order: That of `bit_order=` likewise.
        origin: Whether customs in this class count from its start, as this class or its base says.
        slack: Whether this class or its base says that the window need not be filled.
        align: That of `align=`, this class's or its base's; 1 where nothing pads the message.
        checks: Those of `check=`, a base's first.
        variants: The variants of a header; of what extends it, those that derive from it.
        cls: The class.
        codec: For the codec of the class, once there is one.
    """

    name: str
    fields: dict[str, Declared]
    header: Declaration | None
    extends: Declaration | None
    tag: tuple[Tag, ...] | None
    chooses: tuple[Expression, ...] | None
    size: Expression | None
    byte_order: ByteOrder | Expression | None
    bit_order: BitOrder | None
    slack: bool
    origin: bool
    align: int
    checks: tuple[object, ...]
    variants: Variants
    cls: Any = None
    codec: Any = None

    @property
    def site(self) -> Site:
        """The class as a place for errors."""
        return Site(self.name)

    @property
    def family(self) -> Declaration:
        """The class that says `variants=`, of one that does or that extends it."""
        extends = self.extends
        return self if self.tag is not None or extends is None else extends.family

    def levels(self) -> Iterator[tuple[Declaration, Declaration]]:
        """Yield the headers over a class, outermost first, with the variant that leads to it."""
        family = self.family
        if family.header is not None:
            yield from family.header.levels()
            yield family.header, family


class Variants:
    """The variants of one header, held weakly, in the order of their declaration.

    A class of the same module and qualified name replaces the earlier one, in its place: a cell of
    a notebook may run twice.
    """

    generation = 0
    """How many variants were ever registered, of all headers."""

    def __init__(self) -> None:
        self._classes: list[weakref.ref[Any]] = []

    def __iter__(self) -> Iterator[Declaration]:
        for reference in self._classes:
            cls = reference()
            if cls is not None:
                yield cls.__wire__

    def add(self, cls: type) -> None:
        """Register a class."""
        Variants.generation += 1
        place = (cls.__module__, cls.__qualname__)
        alive = [declaration.cls for declaration in self]
        places = [(other.__module__, other.__qualname__) for other in alive]
        if place in places:
            alive[places.index(place)] = cls
        else:
            alive.append(cls)
        self._classes = [weakref.ref(each) for each in alive]


def declaration_of(cls: object) -> Declaration | None:
    """Return the declaration of a message class, None for anything else."""
    found = vars(cls).get("__wire__") if isinstance(cls, type) else None
    return found if isinstance(found, Declaration) else None
