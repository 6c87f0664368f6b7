"""Who may import what, beyond the order of the floors, which import-linter keeps."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from architecture.outside import run_outside
from architecture.tree import LIBRARY, Import, Module, exported, imports, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INPUT_AND_OUTPUT = {
    *("asyncio", "http", "multiprocessing", "select", "selectors", "signal"),
    *("socket", "socketserver", "ssl", "subprocess", "urllib"),
}

AT_HOME = {"wirefmt", "msgspec", *sys.stdlib_module_names}
"""What any module may import; everything else belongs to an extra."""

GUESTS = {
    "click": ["wirefmt.__main__", "wirefmt.cli"],
    "construct": ["wirefmt.interop"],
    "hypothesis": ["wirefmt.strategies"],
    "rich": ["wirefmt.__main__", "wirefmt.cli"],
    "typing_extensions": ["wirefmt"],  # for type checkers, which bundle it
}
"""What only some modules may import, and which."""

IR_NEVER = {
    *("builtins", "codecs", "ctypes", "gc", "importlib", "inspect", "io", "os", "pathlib"),
    *("pickle", "pkgutil", "runpy", "struct", "sys", "types", "weakref"),
}
"""What inspects classes and functions, or reads bytes."""

IR_NEVER_FROM_TYPING = {"ForwardRef", "get_args", "get_origin", "get_overloads", "get_type_hints"}

HEAVY = {
    *("asyncio", "click", "construct", "dataclasses", "hypothesis", "pytest"),
    *("rich", "selectors", "socket", "ssl", "subprocess"),
}
"""What `import wirefmt` leaves alone: each costs more than wirefmt itself, or is an extra."""


def offences(group: list[Module], *, allowed: Callable[[Module, Import], bool]) -> list[str]:
    return [
        f"{module.place}:{item.line}: {item.module} {item.name or ''}".rstrip()
        for module in group
        for item in imports(module)
        if not allowed(module, item)
    ]


def test_input_and_output_stand_in_net_and_cli_alone() -> None:
    def allowed(module: Module, item: Import) -> bool:
        return item.distribution not in INPUT_AND_OUTPUT or within(
            module.name, "wirefmt.net", "wirefmt.cli"
        )

    assert offences(LIBRARY, allowed=allowed) == []


def test_an_extra_is_imported_on_its_floor_alone() -> None:
    def allowed(module: Module, item: Import) -> bool:
        guest = item.distribution
        return guest in AT_HOME or within(module.name, *GUESTS.get(guest, []))

    assert offences(LIBRARY, allowed=allowed) == []


def test_typing_extensions_is_for_type_checkers_alone(tmp_path: Path) -> None:
    script = "import sys; sys.modules['typing_extensions'] = None; import wirefmt; print('fine')"
    assert run_outside(tmp_path, script) == "fine\n"


def test_the_package_itself_is_imported_from_outside_alone() -> None:
    """A floor that imported `wirefmt` would import the floors above it."""

    def allowed(module: Module, item: Import) -> bool:
        outside = within(module.name, "wirefmt.schemas", "wirefmt.cli", "wirefmt.__main__")
        return item.module != "wirefmt" or outside

    assert offences(LIBRARY, allowed=allowed) == []


def test_schemas_import_public_names_alone() -> None:
    public = {
        name for module in LIBRARY if module.name == "wirefmt" for name in exported(module) or ()
    }

    def allowed(module: Module, item: Import) -> bool:
        if not within(module.name, "wirefmt.schemas"):
            return True
        if item.module == "wirefmt":
            return item.name is None or item.name in public
        return item.distribution in sys.stdlib_module_names or within(
            item.module, "wirefmt.schemas"
        )

    assert offences(LIBRARY, allowed=allowed) == []


def test_ir_imports_data_alone() -> None:
    def allowed(module: Module, item: Import) -> bool:
        if not within(module.name, "wirefmt.ir"):
            return True
        if item.distribution == "wirefmt":
            return within(item.module, "wirefmt.ir", "wirefmt.limits", "wirefmt.errors")
        if item.module == "typing":
            return item.name not in {None, *IR_NEVER_FROM_TYPING}
        return item.distribution in AT_HOME - IR_NEVER

    assert offences(LIBRARY, allowed=allowed) == []


def test_import_is_light(tmp_path: Path) -> None:
    script = (
        "import json, sys; before = set(sys.modules); import wirefmt; "
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    loaded = set(json.loads(run_outside(tmp_path, script)))
    assert "wirefmt" in loaded
    assert loaded & HEAVY == set()
