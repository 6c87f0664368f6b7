"""What every test shares."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

pytest.register_assert_rewrite("checking")

from checking import ENGINES  # noqa: E402  # only now, so that its assertions explain themselves

if TYPE_CHECKING:
    from checking import Engine

# `dev` is quick, `ci` is repeatable, `nightly` looks for what nobody has seen yet. Choose one with
# `pytest --hypothesis-profile=nightly`. Deadlines are off: the first example pays for building.
# `ci` has the same examples on each Python: all on the oldest, on others some to see them agree.
_SLOW = [HealthCheck.too_slow]
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=200 if sys.version_info < (3, 12) else 50,
    deadline=None,
    derandomize=True,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "nightly", max_examples=10_000, deadline=None, print_blob=True, suppress_health_check=_SLOW
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this test suite."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files in tests/golden anew instead of comparing with them",
    )


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Give each engine in turn: compiled, reference, and incremental (byte by byte)."""
    return request.param  # type: ignore[no-any-return]
