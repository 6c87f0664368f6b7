"""SPEC on the command line: which message is meant."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wirefmt import Codec, Message, SchemaError, schemas

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["find_type"]


def find_type(_context: click.Context, _parameter: click.Parameter, spec: str) -> Any:
    """Return the type that SPEC names, once it is sure that it has a codec.

    Raises:
        click.BadParameter: If there is no such module or name, or the declaration is wrong.
    """
    try:
        module, name = _load(spec)
        found = _find(module, name)
        Codec(found)
    except (ImportError, SchemaError) as error:
        raise click.BadParameter(str(error)) from error
    return found


def _load(spec: str) -> tuple[ModuleType, str]:
    place, colon, name = spec.rpartition(":")
    if not colon:
        place, _, name = spec.partition(".")
        return _load_shipped(place), name
    if place.endswith(".py"):
        return _load_file(Path(place)), name
    sys.path.insert(0, str(Path.cwd()))  # as `python -m` does
    return importlib.import_module(place), name


def _load_shipped(place: str) -> ModuleType:
    shipped = [module.name for module in pkgutil.iter_modules(schemas.__path__)]
    if place not in shipped:
        raise click.BadParameter(
            f"{place!r} is not a schema that comes with wirefmt ({', '.join(shipped)}); others are "
            "package.module:Class or file.py:Class"
        )
    return importlib.import_module(f"{schemas.__name__}.{place}")


def _load_file(path: Path) -> ModuleType:
    """Import a file under a name that hides no module, its neighbours within reach."""
    name = f"_spec_{path.stem}"
    found = importlib.util.spec_from_file_location(name, path)
    if found is None or found.loader is None or not path.is_file():
        raise click.BadParameter(f"there is no file {str(path)!r}")
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module  # forward references are looked up there
    sys.path.insert(0, str(path.parent.resolve()))
    found.loader.exec_module(module)
    return module


def _find(module: ModuleType, name: str) -> Any:
    found: Any = module
    for part in name.split("."):
        if not hasattr(found, part):
            messages = ", ".join(_messages(module))
            raise click.BadParameter(f"{module.__name__} has no {name!r}; it has {messages}")
        found = getattr(found, part)
    return found


def _messages(module: ModuleType) -> list[str]:
    return [
        name
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, Message) and value is not Message
    ]
