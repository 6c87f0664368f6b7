"""What the metaclass keeps of a class: its fields as they were declared, and its variants."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from types import EllipsisType
from typing import Any, TypeAlias

import msgspec

from wirefmt._schema.nodes import Node
from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import Expression

__all__ = ["Declaration", "Declared", "Site", "Tag", "Variants", "declaration_of"]

Tag: TypeAlias = tuple[int, ...] | EllipsisType
"""What a variant answers to: values, or with `...` every other."""


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
    def site(self) -> Site:
        """Where the field was declared."""
        return Site(self.owner.name, self.name)


class Declaration(msgspec.Struct, eq=False, weakref=True):
    """A message class as it was declared; stands at `cls.__wire__`.

    Attributes:
        name: The class's qualified name, without the functions around it.
        fields: All fields in wire order, a header's included.
        header: The declaration of the header that this class is a variant of.
        tag: In a variant, what it answers to.
        chooses: In a header, the expression of `variants=`.
        size: The expression of `size=`, this class's or its base's.
        slack: Whether this class or its base says that the window need not be filled.
        checks: Those of `check=`, a base's first.
        variants: The variants of a header.
        cls: The class.
        codec: For the codec of the class, once there is one.
    """

    name: str
    fields: dict[str, Declared]
    header: Declaration | None
    tag: Tag | None
    chooses: Expression | None
    size: Expression | None
    slack: bool
    checks: tuple[object, ...]
    variants: Variants
    cls: Any = None
    codec: Any = None

    @property
    def site(self) -> Site:
        """The class as a place for errors."""
        return Site(self.name)


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
