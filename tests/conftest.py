"""What all tests share: where the examples and the development corpus are."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


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
