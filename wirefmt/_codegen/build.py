"""Source → functions: the one `exec` of the library."""

from __future__ import annotations

import enum
import itertools
import linecache
import struct
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wirefmt._codegen import names
from wirefmt._runtime import customs, loose, numbers, orders, values
from wirefmt._runtime.context import Context, Fault
from wirefmt.limits import DEFAULT_LIMITS

__all__ = ["FAILURES", "Functions", "build"]

FAILURES = (Fault, ValueError, struct.error)
"""What generated code and users' functions raise for what is wrong: the reference engine is then
asked what and where."""

_serials: defaultdict[str, Iterator[int]] = defaultdict(lambda: itertools.count(2))


class Functions:
    """The functions of one generated module.

    `source` is its text; it stays in `linecache`, for tracebacks and debuggers, as long as this
    object lives. There are no `steps` where a stream cannot be read (`wirefmt.ir.streaming`).
    """

    def __init__(self, name: str, source: str, namespace: dict[str, Any]) -> None:
        self.source = source
        self.encode: Callable[..., bytes] = namespace["encode"]
        self.decode: Callable[..., Any] = namespace["decode"]
        self.decode_from: Callable[..., tuple[Any, int]] = namespace["decode_from"]
        self.decode_many: Callable[..., tuple[list[Any], int]] = namespace["decode_many"]
        self.take: Callable[..., tuple[Any, int]] = namespace["take"]
        self.steps: Callable[..., Any] | None = namespace["steps"]
        lines = source.splitlines(keepends=True)
        linecache.cache[name] = (len(source), None, lines, name)
        weakref.finalize(self, linecache.cache.pop, name, None)


def build(
    title: str,
    source: str,
    bindings: Mapping[str, object],
    locators: Mapping[str, Callable[..., Any]],
) -> Functions:
    """Compile a module's source.

    Args:
        title: What it is for, such as `wirefmt.schemas.udp.Datagram`.
        source: The text that `emit_module` gave.
        bindings: The objects of the layout's slots.
        locators: What generated code calls when it fails, to say what and where.
    """
    namespace: dict[str, Any] = {
        "__name__": "wirefmt._generated",
        "Context": Context,
        "DEFAULT_LIMITS": DEFAULT_LIMITS,
        "FAILURES": FAILURES,
        "Fault": Fault,
        "ONLY_INTS": frozenset({int}),
        "Struct": struct.Struct,
    }
    for module in (numbers, values, loose, customs, orders):
        namespace.update({name: getattr(module, name) for name in module.__all__})
    namespace.update(locators)
    for slot, value in bindings.items():
        namespace[names.user(slot)] = value
        if isinstance(value, enum.EnumMeta):
            namespace[names.members(slot)] = dict(value._value2member_map_)
    name = _unique(f"<wirefmt {title}>")
    exec(compile(source, name, "exec", dont_inherit=True), namespace)
    return Functions(name, source, namespace)


def _unique(name: str) -> str:
    """Return a file name that no other living module has, without probing for it."""
    if name not in linecache.cache:
        return name
    return f"{name[:-1]} {next(_serials[name])}>"
