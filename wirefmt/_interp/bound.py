"""What the slots of a layout are bound to, by what is done with it."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, cast

from wirefmt._interp.refusal import Refusal, shorten
from wirefmt.errors import CheckFailedError, MalformedError
from wirefmt.ir.classes import ValueClass
from wirefmt.ir.types import Enumerated, Slot

__all__ = ["Bound"]

_BUILTINS = {cls.__name__: cls for cls in (bool, bytes, float, int, list, str, type(None))}


class Bound:
    """The bindings beside a layout."""

    def __init__(self, bindings: Mapping[str, object]) -> None:
        self._bindings = bindings

    def build(self, cls: Slot, values: Iterable[object]) -> object:
        """Return a message, of its stored values in the constructor's order.

        Raises:
            Refusal: If the class's `__post_init__` says no.
        """
        try:
            return self._callable(cls)(*values)
        except (ValueError, struct.error) as error:
            raise Refusal(str(error), CheckFailedError) from error

    def is_class_of(self, cls: Slot, value: object) -> bool:
        """Return whether a value is of exactly this class."""
        return self._bindings[cls] is type(value)

    def is_instance(self, cls: Slot, value: object) -> bool:
        """Return whether a value is an instance of a class, or of one of several."""
        return isinstance(value, cast("type", self._bindings[cls]))

    def value_class(self, value_class: ValueClass) -> type:
        """Return a class whose values a type has."""
        if value_class.is_slot:
            return cast("type", self._bindings[value_class.name])
        return _BUILTINS[value_class.name]

    def member(self, type_: Enumerated, value: int) -> object:
        """Return the enum member of a number.

        Raises:
            Refusal: If there is none.
        """
        if type_.admits(value):
            if not type_.flags and value not in type_.members:
                return value
            try:
                return self._callable(type_.enum)(value)
            except ValueError:  # an IntFlag whose boundary refuses unknown bits
                pass
        raise Refusal(f"{shorten(value)} is no member of {type_.enum}", MalformedError)

    def ask(self, function: Slot, *arguments: object) -> object:
        """Return what a user's function gives.

        Raises:
            Refusal: If it raises one of the exceptions by which it may say no (its cause).
        """
        try:
            return self._callable(function)(*arguments)
        except (ValueError, struct.error) as error:
            raise Refusal(str(error)) from error

    def ask_object(self, user: Slot, way: Literal["decode", "encode"], *arguments: object) -> Any:
        """Return what a function of a user's object gives.

        Raises:
            Refusal: If it raises one of the exceptions by which it may say no (its cause).
        """
        try:
            return getattr(self._bindings[user], way)(*arguments)
        except (ValueError, struct.error) as error:
            raise Refusal(str(error)) from error

    def transform(
        self, transform: Slot, way: Literal["decode", "encode"], *arguments: object
    ) -> bytes:
        """Return the bytes that a user's transform makes of others.

        Raises:
            Refusal: If it raises one of the exceptions by which it may say no (its cause), or gives
                no bytes.
        """
        found = self.ask_object(transform, way, *arguments)
        try:
            return bytes(memoryview(found))
        except TypeError:
            reason = f"{transform}.{way} gives a {type(found).__name__}, where bytes are needed"
            raise Refusal(reason) from None

    def _callable(self, slot: Slot) -> Callable[..., Any]:
        return cast("Callable[..., Any]", self._bindings[slot])
