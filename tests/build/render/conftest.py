"""The hand-made edition that the renderers' tests print: `sample.py`, imported once, as fixtures."""

from __future__ import annotations

from collections.abc import Callable
from importlib import util
from pathlib import Path

import pytest

from gouji.model.edition import Edition


def _maker() -> Callable[..., Edition]:
    spec = util.spec_from_file_location("render_sample", Path(__file__).with_name("sample.py"))
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    maker: Callable[..., Edition] = module.sample_edition
    return maker


@pytest.fixture(scope="session")
def sample_edition() -> Edition:
    """The sample as it is published."""
    return _maker()()


@pytest.fixture(scope="session")
def draft_edition() -> Edition:
    """The same, not yet approved."""
    return _maker()(draft=True)
