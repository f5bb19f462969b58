"""Whole forms of places that the development corpus does not have: read, bound and checked, clean and with a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.model.finding import Severity
from gouji.model.report import Report
from gouji.pipeline import check_file

GOVERNMENT_FUND = """
政府性基金预算财政拨款收入支出决算表
项目:2 | 年初结转和结余^2 | 本年收入^2 | 本年支出:3 | 年末结转和结余^2
科目代码 | 科目名称 | 小计 | 基本支出 | 项目支出
合计:2 | 7.87 | 17.54 | 20.53 | | 20.53 | 4.88
229 | 其他支出 | 7.87 | 17.54 | 20.53 | | 20.53 | 4.88
22960 | 彩票公益金安排的支出 | 7.87 | 17.54 | 20.53 | | 20.53 | 4.88
2296002 | 用于社会福利的彩票公益金支出 | 7.87 | 17.54 | 20.53 | | 20.53 | 4.88
"""
WAGES = """
一般公共预算基本支出表--人员经费(工资福利支出)(按部门预算经济分类)
单位代码^2 | 单位名称（科目）^2 | 总计^2 | 工资津补贴:3 | 住房公积金^2
合计 | 基本工资 | 奖金
 | 合计 | 60.00 | 50.50 | 30.25 | 20.25 | 9.50
401002 | 河湾县水务站 | 60.00 | 50.50 | 30.25 | 20.25 | 9.50
"""
GOVERNMENT_CLASSES = """
支出预算分类汇总表（按政府预算经济分类）
科目编码 | 科目名称 | 总计 | 机关工资福利支出 | 机关商品和服务支出 | 对个人和家庭的补助
 | 合计 | 96.40 | 60.00 | 30.00 | 6.40
201 | 一般公共服务支出 | 90.00 | 60.00 | 30.00 |
20103 | 政府办公厅（室）及相关机构事务 | 90.00 | 60.00 | 30.00 |
2010301 | 行政运行 | 90.00 | 60.00 | 30.00 |
208 | 社会保障和就业支出 | 6.40 | | | 6.40
20805 | 行政事业单位养老支出 | 6.40 | | | 6.40
2080501 | 行政单位离退休 | 6.40 | | | 6.40
"""
NON_TAX = """
收支总表
收入:2 | 支出:2
项目 | 本年预算 | 项目 | 本年预算
一、一般公共预算拨款收入 | 90.00 | 一、一般公共服务支出 | 96.00
　　其中：经费拨款 | 65.50 | 二、外交支出 |
　　　　　纳入一般公共预算管理的非税收入拨款 | 24.50 | 三、国防支出 |
二、财政专户管理资金收入 | | 四、公共安全支出 |
三、其他收入 | 6.00 | 五、教育支出 |
本年收入合计 | 96.00 | 本年支出合计 | 96.00
收入总计 | 96.00 | 支出总计 | 96.00
"""
ONE_UNIT = """
收入总表
单位代码^2 | 单位名称^2 | 合计^2 | 本年收入:4
小计 | 一般公共预算 | 政府性基金预算 | 其他收入
 | 合计 | 1733.35 | 1733.35 | 1672.42 | 40.78 | 20.15
401 | 河湾县水利局 | 1733.35 | 1733.35 | 1672.42 | 40.78 | 20.15
401002 | 河湾县水务站 | 1733.35 | 1733.35 | 1672.42 | 40.78 | 20.15
"""
PROJECTS = """
一般公共预算项目支出预算表
科目编码:3 | 单位代码^2 | 单位名称（科目）^2 | 金额^2
类 | 款 | 项
 | | | | 合计 | 30.50
 | | | | 某类业务 |
201 | 03 | 02 | 401002 | 网格数据采集经费 | 10.25
201 | 03 | 02 | 401002 | 平台运行维护费 | 20.25
"""


def check_form(path: Path, form: str) -> Report:
    """The report on a page with one table: title, two header lines or one (`text:columns`, `text^rows`), then rows."""
    title, *lines = form.strip().splitlines()
    rows = "".join(f"<tr>{''.join(_cell(text) for text in line.split('|'))}</tr>" for line in lines)
    file = path / "form.html"
    file.write_text(
        f"<meta charset='utf-8'><p>河湾县水务站2025年部门预算</p><p>{title}</p><p>单位：万元</p><table>{rows}</table>",
        encoding="utf-8",
    )
    return check_file(file)


def _cell(text: str) -> str:
    text = text.strip(" ")
    for mark, name in ((":", "colspan"), ("^", "rowspan")):
        body, found, number = text.partition(mark)
        if found and number.isdigit():
            return f"<td {name}={number}>{body}</td>"
    return f"<td>{text}</td>"


def faults(report: Report) -> list[str]:
    """The text of the culprit of every finding that is more than a notice."""
    texts = {claim.id: claim.source.text for claim in report.claims.claims}
    return [
        "/".join(texts[witness.claim] for witness in finding.witnesses if witness.role == "culprit")
        for finding in report.findings
        if finding.severity is not Severity.NOTICE
    ]


FORMS = [GOVERNMENT_FUND, WAGES, GOVERNMENT_CLASSES, NON_TAX, ONE_UNIT, PROJECTS]


@pytest.mark.parametrize("form", FORMS)
def test_a_clean_form_has_no_fault(form: str, tmp_path: Path) -> None:
    assert faults(check_form(tmp_path, form)) == []


SLIPS = [
    (GOVERNMENT_FUND, "20.53 | 4.88\n2296002", "20.35 | 4.88\n2296002", "20.35"),
    (GOVERNMENT_CLASSES, "96.40 | 60.00", "96.40 | 66.00", "66.00"),
]


@pytest.mark.parametrize(("form", "right", "wrong", "culprit"), SLIPS)
def test_one_slip_is_told_once(form: str, right: str, wrong: str, culprit: str, tmp_path: Path) -> None:
    assert right in form
    assert faults(check_form(tmp_path, form.replace(right, wrong))) == [culprit]


def test_a_slip_in_a_row_that_repeats_the_total_takes_no_figure_its_point(tmp_path: Path) -> None:
    slipped = ONE_UNIT.replace("1672.42 | 40.78 | 20.15\n401002", "1772.42 | 40.78 | 20.15\n401002")
    claims = check_form(tmp_path, slipped).claims.claims
    assert [claim.source.text for claim in claims if claim.point is None] == []
    assert "1772.42" in {claim.source.text for claim in claims}


POINTS = [
    (GOVERNMENT_FUND, "合计", "20.53", {"flow": "expenditure", "fund": "government_fund"}),
    (WAGES, "合计", "30.25", {"economic": "30101", "fund": "general", "nature": "personnel"}),
    (WAGES, "合计", "60.00", {"economic": "301", "fund": "general", "nature": "personnel"}),
    (GOVERNMENT_CLASSES, "行政运行", "60.00", {"government_economic": "501", "function": "2010301"}),
    (NON_TAX, "纳入一般公共预算管理的非税收入拨款", "24.50", {"flow": "income", "fund": "general.non_tax"}),
    (PROJECTS, "平台运行维护费", "20.25", {"function": "2010302", "project": "平台运行维护费"}),
]


@pytest.mark.parametrize(("form", "label", "text", "members"), POINTS)
def test_a_figure_stands_where_title_row_and_column_say(
    form: str, label: str, text: str, members: dict[str, str], tmp_path: Path
) -> None:
    claims = check_form(tmp_path, form).claims
    found = [
        {dimension.value: member for dimension, member in claim.point}
        for claim in claims.claims
        if claim.point is not None
        and claim.table is not None
        and claim.row is not None
        and (claims.tables[claim.table].rows[claim.row].label, claim.source.text) == (label, text)
    ]
    assert found
    assert members.items() <= found[0].items()
