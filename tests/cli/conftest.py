"""What the tests of the command line share: `command_line`, and modules compiled once for all processes they start."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session", autouse=True)
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lets the many short runs share compiled modules, as an installed Gouji does, whichever worker starts them."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPYCACHEPREFIX", str(run / "compiled"))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield
