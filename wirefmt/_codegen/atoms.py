"""Atoms: the parts of which a message's bytes are joined.

An atom is either values for one `struct` code or an expression that gives bytes. Neighbouring
struct atoms become one `Struct.pack`, whatever fields they come from: the prefix of a string is
packed together with the number before it.
"""

from __future__ import annotations

from typing import NamedTuple

from wirefmt._codegen.fuse import Leaf, order_of
from wirefmt._codegen.names import Names

__all__ = ["Atom", "join", "size_text"]


class Atom(NamedTuple):
    """Part of a message: struct values (`leaf`), or bytes (`values` is then one expression)."""

    values: tuple[str, ...]
    leaf: Leaf | None = None

    @property
    def size(self) -> str:
        """The number of its bytes, as an expression."""
        return f"len({self.values[0]})" if self.leaf is None else str(self.leaf.size)


def size_text(atoms: list[Atom]) -> str:
    """Return the size of some atoms as an expression."""
    fixed = sum(atom.leaf.size for atom in atoms if atom.leaf is not None)
    terms = [atom.size for atom in atoms if atom.leaf is None]
    if fixed or not terms:
        terms.append(str(fixed))
    return terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"


def join(atoms: list[Atom], namer: Names) -> str:
    """Return the expression of some atoms' bytes."""
    parts: list[str] = []
    pending: list[Atom] = []
    for atom in atoms:
        if atom.leaf is not None:
            pending.append(atom)
            continue
        parts += _pack(pending, namer)
        pending = []
        parts += atom.values
    parts += _pack(pending, namer)
    if len(parts) <= 1:
        return parts[0] if parts else "b''"
    return f"b''.join(({', '.join(parts)}))"


def _pack(atoms: list[Atom], namer: Names) -> list[str]:
    leaves = [atom.leaf for atom in atoms if atom.leaf is not None]
    if not leaves:
        return []
    order = order_of(leaves)
    codes = ""
    values: list[str] = []
    for atom, leaf in zip(atoms, leaves, strict=True):
        if leaf.order in {"", order}:
            codes += leaf.codes
            values += atom.values
        else:  # of the other byte order: as raw bytes
            codes += f"{leaf.size}s"
            values.append(f"{namer.pack(leaf.order + leaf.codes)}({', '.join(atom.values)})")
    return [f"{namer.pack(order + codes)}({', '.join(values)})"]
