"""`python -m wirefmt`, and the `wirefmt` command."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; without its packages, say how to install them."""
    try:
        from wirefmt.cli import commands  # noqa: PLC0415  # an extra: it may be missing
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in {"click", "rich"}:
            raise
        sys.exit(f"the command line needs {package}: pip install 'wirefmt[cli]'")
    commands()


if __name__ == "__main__":
    main()
