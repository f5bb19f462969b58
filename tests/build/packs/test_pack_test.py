"""Packs are proved: those that come with Gouji, the one that docs/packs.md shows, and ones with a fault each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.law.packs import pack_names
from gouji.publish.pack_test import PackReport, test_pack

DOCS = Path(__file__).parent.parent.parent.parent / "docs" / "packs.md"
BLOCKS = {name: re.search(rf"```{kind}\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL) for name, kind in
          (("pack.toml", "toml"), ("document.j2", "jinja"))}  # fmt: skip


def written(folder: Path, changes: dict[str, tuple[str, str]]) -> str:
    """The pack of the page, in a folder of its own, with one text replaced in a file."""
    for name, block in BLOCKS.items():
        assert block is not None
        old, new = changes.get(name, ("", ""))
        assert old in block[1]
        folder.joinpath(name).write_text(block[1].replace(old, new, 1) if old else block[1], "utf-8")
    return str(folder)


def told(report: PackReport) -> str:
    return "\n".join(chinese for chinese, _ in report.lines)


def test_the_example_of_the_page_is_proved(tmp_path: Path) -> None:
    report = test_pack(written(tmp_path, {}))
    assert report.passed, told(report)
    assert min(check.tried for check in report.checks[:6]) > 0
    assert sum("PDF" in check.name[0] for check in report.checks) == 2


FAULTS = [
    ("pack.toml", 'nature = "basic"', 'nature = "basis"', "没有这样的成员：nature = basis"),
    ("pack.toml", 'title = "示例县', 'titel = "示例县', "titel"),
    ("document.j2", "万元，支出总计", "万元，比上年增加3.5万元，支出总计", "写死了数字 3.5"),
    ("document.j2", "@T4\n", "@T9\n", "无法编成"),
    ("document.j2", "money(", "monney(", "monney"),
    ("pack.toml", "（2）公务用车运行维护费", "（2）油钱", "列头不同|含义不同"),
    ("pack.toml", 'empty = "注：本部门无政府性基金预算支出，空表列示。"', "", "D04"),
    ("pack.toml", 'item = "three_public.abroad"', 'item = "meeting"', "D09：“三公”经费表没有 three_public.abroad"),
    ("pack.toml", 'duties = ["D04"', 'duties = ["D99"', "没有这样的公开义务"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "words"), FAULTS)
def test_a_fault_of_a_pack_is_told(tmp_path: Path, file: str, old: str, new: str, words: str) -> None:
    report = test_pack(written(tmp_path, {file: (old, new)}))
    assert not report.passed
    assert re.search(words, told(report)), told(report)


def test_a_folder_without_a_pack_is_told(tmp_path: Path) -> None:
    assert "没有名为" in told(test_pack(str(tmp_path)))


@pytest.mark.slow
@pytest.mark.parametrize("name", pack_names())
def test_every_pack_that_comes_with_gouji_is_proved(name: str) -> None:
    report = test_pack(name)
    assert report.passed, told(report)
