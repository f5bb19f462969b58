"""`gouji check FILE --self-test` tells what checking would catch, in every form that people and programs read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import Done, gouji  # isort: skip  # tests/cli is put on the path by conftest.py

BUDGET = """青石县示范局2024年部门预算

部门支出总表
单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 38.65 | 13.02 | 25.63 |
| 201 | 一般公共服务支出 | 38.65 | 13.02 | 25.63 |
| 20103 | 政府办公厅（室）及相关机构事务 | 38.65 | 13.02 | 25.63 |
| 2010301 | 行政运行 | 13.02 | 13.02 | |
| 2010302 | 一般行政管理事务 | 25.63 | | 25.63 |
"""


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("self_test") / "budget.txt"
    path.write_text(BUDGET, "utf-8")
    return path


@pytest.fixture(scope="module")
def told(budget: Path) -> dict[str, Any]:
    """What the self-test of the budget says as JSON."""
    return json.loads(check(budget, "--self-test", "--format", "json").stdout)


def check(*arguments: str | Path) -> Done:
    return gouji("check", *arguments)


def test_the_terminal_tells_after_the_coverage_what_json_says(budget: Path, told: dict[str, Any]) -> None:
    shown = check(budget, "--self-test")
    assert shown.returncode == 0, shown.stderr
    line = next(line for line in shown.stdout.splitlines() if line.startswith("自检："))
    assert "在全部 13 个数字中随机种入" in line
    assert any(line.strip().startswith("相邻两位数字颠倒") for line in shown.stdout.splitlines())
    record = told["self_test"]
    assert f"种入 {record['total']['planted']} 处" in line, line
    assert "自检" not in check(budget).stdout


def test_json_has_a_key_of_its_own_which_is_null_without_it(budget: Path, told: dict[str, Any]) -> None:
    plain = json.loads(check(budget, "--format", "json").stdout)
    assert plain["self_test"] is None
    assert {**told, "self_test": None} == plain
    record = told["self_test"]
    assert record["complete"]
    assert len(record["kinds"]) >= 25
    for name in ("planted", "held", "covered", "caught", "first", "three"):
        assert record["total"][name] == sum(kind[name] for kind in record["kinds"])
    assert record["total"]["caught"] >= 0.9 * record["total"]["planted"]


@pytest.mark.slow
def test_html_has_a_section_of_it(budget: Path) -> None:
    page = check(budget, "--self-test", "--format", "html", "--lang", "en").stdout
    assert "<h2>Self-test</h2>" in page
    assert "two digits transposed" in page
    assert "Self-test" not in check(budget, "--format", "html", "--lang", "en").stdout


def test_one_budget_at_a_time(budget: Path) -> None:
    told = check(budget, budget, "--self-test")
    assert told.returncode == 2
    assert "--self-test 一次只测一份预算" in told.stderr
