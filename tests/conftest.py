"""What all tests share: where the examples and the development corpus are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# A loaded machine is slow, not wrong: no deadline. CI tries the same examples every time; a desk tries new ones, also
# with the constants of all modules that happen to be loaded: these would change CI's from one run to the next.
settings.register_profile("gouji", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("gouji"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "gouji")
if os.environ.get("CI"):
    assert callable(providers._get_local_constants)  # Hypothesis has no setting for it
    providers._get_local_constants = lambda: providers._local_constants


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the project's own example files."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development corpus beside the checkout; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development corpus (../shared) is not beside this checkout")
    return SHARED
