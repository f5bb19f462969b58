"""The written pages tell the truth: links lead somewhere, both READMEs give the same commands, recipes exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def _commands(page: str) -> list[str]:
    """The commands of a page's shell blocks, without their comments and file names."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [" ".join(word for word in line.split() if word.isascii()) for line in lines if line]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_both_readmes_begin_with_the_same_two_commands() -> None:
    assert _commands("README.md")[:2] == _commands("README.zh-CN.md")[:2]


def test_every_recipe_that_a_page_names_is_in_the_justfile() -> None:
    recipes = set(re.findall(r"^([a-z-]+)(?: [A-Z*]+)?:", (ROOT / "Justfile").read_text("utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`just ([a-z-]+)", page.read_text("utf-8"))}
    assert named - recipes == set()


def test_architecture_stays_short_enough_to_read() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()) <= 150
