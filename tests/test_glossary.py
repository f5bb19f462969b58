"""The glossary names every type that the parts exchange, every dimension, and every member of the budget space."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from gouji.law.dimensions import members
from gouji.model.point import Dimension

ROOT = Path(__file__).resolve().parent.parent
IDENTIFIERS = set(re.findall(r"`([^`]+)`", (ROOT / "GLOSSARY.md").read_text("utf-8")))
MODEL_TYPES = [
    node.name
    for path in sorted((ROOT / "src" / "gouji" / "model").glob("*.py"))
    for node in ast.parse(path.read_text("utf-8")).body
    if isinstance(node, ast.ClassDef)
]


@pytest.mark.parametrize("name", MODEL_TYPES)
def test_every_noun_of_the_model_is_in_the_glossary(name: str) -> None:
    assert name in IDENTIFIERS


@pytest.mark.parametrize("dimension", Dimension)
def test_every_dimension_is_in_the_glossary(dimension: Dimension) -> None:
    assert dimension.value in IDENTIFIERS


def test_every_member_is_in_the_glossary_with_its_term_meaning_and_source() -> None:
    missing = [
        f"{dimension.value}={name}" for dimension, name in members() if f"{dimension.value}={name}" not in IDENTIFIERS
    ]
    bare = [member.name for member in members().values() if not (member.chinese and member.english and member.source)]
    assert (missing, bare) == ([], [])
