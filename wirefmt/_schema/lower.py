"""From classes and types to the IR: a layout, and what its slots are bound to."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from functools import partial

import msgspec

from wirefmt._schema.annotations import readable
from wirefmt._schema.collect import resolve
from wirefmt._schema.declaration import Declaration, Declared, Site, declaration_of
from wirefmt._schema.fields import lower_check, lower_field, numbered
from wirefmt._schema.orders import NETWORK, Order
from wirefmt._schema.shapes import Shaper
from wirefmt._schema.tags import tag_condition, varying_places
from wirefmt.ir.alignment import phased
from wirefmt.ir.checks import check
from wirefmt.ir.expressions import Expression, conjunction, references
from wirefmt.ir.records import Case, Dispatch, Field, Layout, Record, Solved, Switch
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.tags import is_exact
from wirefmt.ir.types import Slot

__all__ = ["Lowered", "lower"]


class Lowered(msgspec.Struct, frozen=True):
    """A type as data.

    Attributes:
        layout: The records; the type's own is the first.
        bindings: The class, enum or function of each slot.
        families: The headers whose variants are in the layout: when one of them gets another
            variant, the layout is out of date.
    """

    layout: Layout
    bindings: dict[str, object]
    families: tuple[Declaration, ...]


def lower(spec: object, *, alone: bool = True) -> Lowered:
    """Lower a message class, or any other type such as `Annotated[Login, sized(u32)]`.

    What reads the message that encloses it can stand in others, and not `alone`.

    Raises:
        SchemaError: If the declaration is wrong, or names what is not there (yet).
    """
    lowering = _Lowering()
    declaration = declaration_of(spec)
    if declaration is None:
        lowering.value(spec)
    else:
        lowering.nested(declaration.cls)
        for each in _descendants(declaration):
            _refuse_other_widths(each)
    layout = phased(lowering.layout())
    check(layout, alone=alone)
    return Lowered(layout, lowering.bindings, tuple(lowering.families))


class _Lowering:
    """Lowers a type and all that it refers to into one layout."""

    def __init__(self) -> None:
        self.bindings: dict[str, object] = {}
        self.families: list[Declaration] = []
        self._records: list[Record | None] = []
        self._indices: dict[tuple[type, Order], int] = {}
        self._slots: dict[int, Slot] = {}

    def layout(self) -> Layout:
        """Return all records, once all are lowered."""
        return Layout(tuple(record for record in self._records if record is not None))

    def nested(self, cls: type, order: Order = NETWORK) -> int:
        """Return the index of a class's record; the first time, lower it.

        `order` is that around the message, for a class that says none.
        """
        declaration = declaration_of(cls)
        return self._in_order(cls, order if declaration is None else order.of(declaration))

    def _in_order(self, cls: type, order: Order) -> int:
        """Return the index of a class's record in just this order."""
        declaration = declaration_of(cls)
        key = cls, order
        if key not in self._indices and declaration is not None:
            index = self._indices[key] = len(self._records)
            self._records.append(None)  # its place, for those that refer to it meanwhile
            resolve(declaration)
            self._records[index] = self._record(declaration, order)
        return self._indices[key]

    def value(self, spec: object) -> None:
        """Lower a bare type: a record whose one field is the value."""
        name = readable(spec)
        self._records.append(None)
        type_ = numbered(self._shaper(Site(name)).alone(spec))
        self._records[0] = Record(name, None, (Field("value", type_),), ("value",))

    def field(self, declared: Declared, order: Order = NETWORK) -> Field:
        """Lower one field."""
        return lower_field(declared, self._shaper(declared.site, order))

    def _shaper(self, site: Site, order: Order = NETWORK) -> Shaper:
        return Shaper(site, partial(self.nested, order=order), self._slot, order)

    # -------------------------------------------------------------- records

    def _record(self, declaration: Declaration, order: Order) -> Record:
        slot = self._slot(declaration.cls, declaration.cls.__name__)
        fields = tuple(self.field(declared, order) for declared in declaration.fields.values())
        shaper = self._shaper(declaration.site)
        return Record(
            name=declaration.name,
            cls=slot,
            fields=fields,
            stored=declaration.cls.__struct_fields__,
            size=declaration.size,
            checks=tuple(
                lower_check(each, declaration.site, shaper) for each in declaration.checks
            ),
            tag=self._tag(declaration, fields),
            dispatch=self._dispatch(declaration, order),
            trailing=0
            if declaration.chooses is None
            else sum(each.trailing for each in declaration.fields.values()),
            slack=declaration.slack,
            align=declaration.align,
            bit_order=order.bits,
            switch=self._switch(declaration, order),
            origin=declaration.origin,
        )

    def _switch(self, declaration: Declaration, order: Order) -> Switch | None:
        """Return what tells the byte order of a class, of its record in network order."""
        told = declaration.byte_order
        if order.little or not isinstance(told, Expression):
            return None
        return Switch(told, self._in_order(declaration.cls, order._replace(little=True)))

    def _dispatch(self, declaration: Declaration, order: Order) -> Dispatch | None:
        if declaration.chooses is None:
            return None
        self._family(declaration)
        cases: list[Case] = []
        otherwise: int | None = None
        for variant in declaration.variants:
            index = self._in_order(variant.cls, order)
            every = (None,) * len(declaration.chooses)
            tags = tuple(tag for tag in variant.tag or () if tag != every)
            if tags:
                cases.append(Case(tags, index))
            if every in (variant.tag or ()):
                otherwise = index
        return Dispatch(declaration.chooses, tuple(cases), otherwise)

    def _tag(self, declaration: Declaration, fields: tuple[Field, ...]) -> Expression | None:
        """Return the condition that a variant's tag satisfies, and those of the headers over it."""
        conditions: list[Expression] = []
        for header, variant in declaration.levels():
            self._refuse_solved(header, variant, declaration, fields)
            if not all(map(is_exact, variant.tag or ())):  # it is narrowed by those of the others
                self._family(header)
            chosen = tag_condition(header, variant)
            if chosen is not None:
                conditions.append(chosen)
        return conjunction(conditions)

    def _refuse_solved(
        self,
        header: Declaration,
        variant: Declaration,
        declaration: Declaration,
        fields: tuple[Field, ...],
    ) -> None:
        controllers = varying_places(header, variant)
        read = {name for controller in controllers for name in references(controller)}
        for field in fields:
            if field.name in read and isinstance(field.role, Solved):
                raise Site(declaration.name, field.name).error(
                    "the tag is not one value, so the field cannot be derived from it; declare it "
                    f"again as an ordinary field, such as `{field.name}: u8 = w.field()`"
                )

    def _family(self, header: Declaration) -> None:
        if header not in self.families:
            self.families.append(header)

    # -------------------------------------------------------------- slots

    def _slot(self, value: object, wish: str) -> Slot:
        """Return the slot of an object: the name wished for, with a number if that is taken."""
        if id(value) not in self._slots:
            name = wish if wish.isidentifier() and not keyword.iskeyword(wish) else "slot"
            slot, number = name, 1
            while slot in self.bindings:
                number += 1
                slot = f"{name}_{number}"
            self.bindings[slot] = value
            self._slots[id(value)] = slot
        return self._slots[id(value)]


def _descendants(declaration: Declaration) -> Iterator[Declaration]:
    yield declaration
    for variant in declaration.variants:
        yield from _descendants(variant)


def _refuse_other_widths(declaration: Declaration) -> None:
    """Refuse a narrowed field that would move what follows it, or be there at other times."""
    for declared in declaration.fields.values():
        if declared.narrows is None:
            continue
        resolve(declared.narrows.owner)
        (ours, here), (theirs, there) = map(_width, (declared, declared.narrows))
        header = declared.narrows.owner.name
        if here != there:
            raise declared.site.error(f"when= is not that of {header}; say the same condition")
        if ours != theirs:
            raise declared.site.error(
                f"it is not as wide as in {header}; a narrowed field keeps its width on the wire"
            )


def _width(declared: Declared) -> tuple[object, object]:
    """Return how wide a field is, in bits, or its type where that varies; and its presence."""
    lowering = _Lowering()
    field = lowering.field(declared)
    bits = Sizes(lowering.layout()).bits(field.type)
    return (field.type if bits is None else bits), field.when
