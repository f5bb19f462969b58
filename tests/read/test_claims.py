"""Figures are bound by what title, header and row say; equal facts of two tables meet at one point, others never."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gouji.law.vocabulary import ROW, read_label
from gouji.model.claim import Claim, ClaimSet
from gouji.model.document import Document, Paragraph, Place
from gouji.model.table import Column, Entry, Row, Table
from gouji.read.claims import tables_to_claims


def sheet(title: str, text: str, unit: str | None = "万元", kind: str = "money") -> Table:
    """A table from its title and lines: the first is the header (levels apart by /), each other one a row.

    Columns headed 编码 hold codes, columns headed 名称, 项目, 单位 or 年度 labels; all others figures. In a header of a
    two-sided table the first level is the side; 「项目」 then begins each side's list.
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, body = lines[0], lines[1:]
    rows: list[Row] = []
    for begin, end, name in _lists(header):
        for cells in body:
            row = _row(len(rows), header[begin:end], cells[begin:end], name)
            if row is not None:
                rows.append(_under(row, rows))
    columns = tuple(_column(head) for head in header if not _is_text(head))
    return Table(1, title, unit, (1,), columns, tuple(rows), kind)


def _lists(header: list[str]) -> list[tuple[int, int, str]]:
    sides = [place for place, head in enumerate(header) if "/" in head and head.endswith(("/项目", "科目"))]
    if not sides:
        return [(0, len(header), "")]
    ends = [*sides[1:], len(header)]
    return [(begin, end, header[begin].split("/")[0]) for begin, end in zip(sides, ends, strict=True)]


def _row(index: int, header: list[str], cells: list[str], name: str) -> Row | None:
    if not any(cells):
        return None
    codes = tuple((head, cell) for head, cell in zip(header, cells, strict=True) if "编码" in head and cell)
    labels = tuple(
        (head, cell) for head, cell in zip(header, cells, strict=True) if _is_text(head) and "编码" not in head and cell
    )
    entries = tuple(
        Entry(_column(head), cell, ()) for head, cell in zip(header, cells, strict=True) if not _is_text(head) and cell
    )
    label = labels[0][1] if labels else ""
    role = "total" if read_label(label, ROW).get("total") else "item"
    code = codes[0][1] if codes else None
    return Row(index, label, code, None, role, (), name, codes, labels, entries)


def _under(row: Row, rows: list[Row]) -> Row:
    """The row with the row above that it is part of: by code, or by numbering （一） below 一、."""
    for above in reversed(rows):
        if above.list_name != row.list_name:
            break
        by_code = row.code and above.code and above.code != row.code and row.code.startswith(above.code)
        by_number = re.match(r"（[一二三四]）|[1-9]\.|其中", row.label) and re.match(r"[一二三四]、", above.label)
        if by_code or (by_number and not row.code):
            return replace(row, parent=above.index)
    return row


def _is_text(head: str) -> bool:
    return head.endswith(("编码", "名称", "项目", "科目", "单位", "年度", "类别", "品目"))


def _column(head: str) -> Column:
    unit = re.search(r"（(万元|元|%)）$", head)
    return Column(tuple(head.split("/")), unit[1] if unit else None)


SUMMARY = sheet(
    "部门收支总表",
    """收入/项目 | 收入/预算数 | 支出/项目 | 支出/预算数
一、一般公共预算拨款收入 | 90.00 | 一、一般公共服务支出 | 80.00
二、事业收入 | 10.00 | 八、社会保障和就业支出 | 25.00
本年收入合计 | 100.00 | 本年支出合计 | 105.00
上年结转 | 5.00 | 结转下年 |
收入总计 | 105.00 | 支出总计 | 105.00""",
)
INCOME = sheet(
    "部门收入总表",
    """科目编码 | 科目名称 | 合计 | 上年结转 | 本年收入/小计 | 本年收入/一般公共预算拨款收入 | 本年收入/事业收入
 | 合计 | 105.00 | 5.00 | 100.00 | 90.00 | 10.00
201 | 一般公共服务支出 | 80.00 | 5.00 | 75.00 | 65.00 | 10.00""",
)
EXPENDITURE = sheet(
    "部门支出总表",
    """科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
201 | 一般公共服务支出 | 80.00 | 50.00 | 30.00
20103 | 政府办公厅（室）及相关机构事务 | 80.00 | 50.00 | 30.00
 | 合计 | 105.00 | 75.00 | 30.00""",
)


def bind(*tables: Table, text: tuple[str, ...] = ("某某市某某局2026年部门预算",)) -> ClaimSet:
    paragraphs = tuple(Paragraph(line, Place(page=1), heading=True) for line in text)
    document = Document("some name", "0" * 64, "text", (), paragraphs)
    return tables_to_claims((document,), tables)


def at(claims: ClaimSet, table: int, label: str, column: str) -> Claim:
    """The claim of a row (its label, or the beginning of it) under a column (its path's end)."""
    found = [
        claim
        for claim in claims.claims
        if claim.table == table
        and claim.row is not None
        and claims.tables[table].rows[claim.row].label.startswith(label)
        and "/".join(claim.column).endswith(column)
    ]
    assert len(found) == 1, [(claim.column, claim.row) for claim in found]
    return found[0]


def says(claim: Claim) -> str:
    """A claim's point without year and stage, as text; or its reason."""
    if claim.point is None:
        return f"unbound: {claim.unbound}"
    return " ".join(f"{name.value}={member}" for name, member in claim.point if name.value not in ("year", "stage"))


def test_every_figure_of_the_statutory_tables_is_bound() -> None:
    claims = bind(SUMMARY, INCOME, EXPENDITURE)
    assert [says(claim) for claim in claims.claims if claim.point is None] == []
    assert [claim.id for claim in claims.claims] == [f"c{number}" for number in range(1, len(claims.claims) + 1)]


TWICE = [
    (0, "收入总计", "预算数", 1, "合计", "合计"),
    (0, "本年收入合计", "预算数", 1, "合计", "小计"),
    (0, "一、一般公共预算拨款收入", "预算数", 1, "合计", "一般公共预算拨款收入"),
    (0, "二、事业收入", "预算数", 1, "合计", "事业收入"),
    (0, "上年结转", "预算数", 1, "合计", "上年结转"),
    (0, "本年支出合计", "预算数", 2, "合计", "合计"),
    (0, "一、一般公共服务支出", "预算数", 2, "一般公共服务支出", "合计"),
]


@pytest.mark.parametrize(("table", "label", "column", "other", "other_label", "other_column"), TWICE)
def test_the_same_fact_in_two_tables_has_one_point(
    table: int, label: str, column: str, other: int, other_label: str, other_column: str
) -> None:
    claims = bind(SUMMARY, INCOME, EXPENDITURE)
    assert says(at(claims, table, label, column)) == says(at(claims, other, other_label, other_column))


def test_different_facts_of_one_table_have_different_points() -> None:
    claims = bind(SUMMARY, INCOME, EXPENDITURE)
    for table in range(3):
        points = [claim.point for claim in claims.claims if claim.table == table]
        assert len(points) == len(set(points))


def test_a_total_without_any_line_of_balances_is_this_years_money() -> None:
    plain = sheet(
        "2026年部门财务收支预算总表",
        """本年收入/项目 | 本年收入/预算数 | 本年支出/项目 | 本年支出/预算数
一、财政拨款收入 | 9 | 一、教育支出 | 9
收入总计 | 9 | 支出总计 | 9""",
        "元",
    )
    claims = bind(plain)
    assert [says(claim) for claim in claims.claims] == [
        "flow=income fund=fiscal", "flow=income", "flow=expenditure function=205", "flow=expenditure",
    ]  # fmt: skip


def test_balances_listed_by_fund_after_their_line_are_not_this_years_income() -> None:
    appropriations = sheet(
        "财政拨款收支总表",
        """收入/项目 | 收入/预算数
一、本年收入 | 8.00
（一）一般公共预算拨款 | 8.00
二、上年结转 | 2.00
（一）一般公共预算拨款 | 2.00
收入总计 | 10.00""",
    )
    assert [says(claim) for claim in bind(appropriations).claims] == [
        "flow=income fund=fiscal",
        "flow=income fund=general",
        "flow=opening fund=fiscal",
        "flow=opening fund=general",
        "flow=sources fund=fiscal",
    ]


def test_comparisons_with_last_year_do_not_meet_the_plain_figures() -> None:
    compared = sheet(
        "一般公共预算支出表",
        """科目编码 | 科目名称 | 2025年执行数/执行数 | 2025年执行数/扣除中央基建投资后执行数 | 2026年预算数/小计 | """
        """2026年预算数/基本支出 | 2026年预算数比2025年执行数/增减额 | 2026年预算数比2025年执行数/增减(%) | """
        """2026年预算数比2025年执行数（扣除中央基建投资）/增减额
201 | 一般公共服务支出 | 4.00 | 3.00 | 5.00 | 5.00 | 1.00 | 25.00% | 2.00""",
    )
    claims = bind(compared)
    spent = "flow=expenditure function=201 fund=general"
    assert [says(claim) for claim in claims.claims] == [
        spent,
        "flow=expenditure function=201 fund=general item=without_construction",
        spent,
        "flow=expenditure function=201 fund=general nature=basic",
        "flow=expenditure function=201 fund=general measure=change_from_executed",
        "flow=expenditure function=201 fund=general measure=rate_from_executed",
        "flow=expenditure function=201 fund=general item=without_construction measure=change_from_executed",
    ]
    points = [claim.point for claim in claims.claims if claim.point is not None]
    assert [(point["year"], point["stage"]) for point in points[:3]] == [
        ("2025", "executed"), ("2025", "executed"), ("2026", "budget"),
    ]  # fmt: skip
    assert claims.claims[5].amount.unit == "%"


def test_beside_money_carried_over_the_funds_are_this_years() -> None:
    basic = sheet(
        "基本支出总表",
        """支出项目类别 | 总计 | 财政拨款/一般公共预算拨款 | 单位资金/事业收入 | 上年结余、结转
工资福利支出 | 9.00 | 7.00 | 1.00 | 1.00""",
    )
    assert [says(claim) for claim in bind(basic).claims] == [
        "economic=301 flow=expenditure nature=basic",
        "economic=301 flow=expenditure fund=general nature=basic vintage=current",
        "economic=301 flow=expenditure fund=business nature=basic vintage=current",
        "economic=301 flow=expenditure nature=basic vintage=carried",
    ]


def test_a_word_that_is_not_understood_leaves_its_figures_unbound_and_is_named() -> None:
    odd = sheet("部门支出总表", "科目编码 | 科目名称 | 合计 | 奇怪栏目\n201 | 一般公共服务支出 | 5 | 4")
    claims = bind(odd)
    assert says(at(claims, 0, "一般公共服务支出", "合计")) == "flow=expenditure function=201"
    assert says(at(claims, 0, "一般公共服务支出", "奇怪栏目")) == "unbound: 列头“奇怪栏目”中的“奇怪栏目”未识别"


def test_two_rows_that_read_the_same_but_differ_are_both_unbound() -> None:
    twice = sheet("部门支出总表", "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 5\n201 | 一般公共服务支出 | 7")
    assert all(claim.point is None and "分不清" in str(claim.unbound) for claim in bind(twice).claims)


def test_names_without_codes_get_their_codes_from_the_order_of_the_form() -> None:
    named = sheet(
        "部门支出总表",
        """科目名称 | 合计
一般公共服务支出 | 5
审计事务 | 5
行政运行 | 5
社会保障和就业支出 | 2
其他支出 | 1
其他支出 | 1""",
    )
    assert [says(claim) for claim in bind(named).claims] == [
        f"flow=expenditure function={code}" for code in ("201", "20108", "2010801", "208", "229", "22999")
    ]


def test_units_are_told_apart_and_the_sole_department_is_the_whole() -> None:
    units = sheet(
        "部门收入总表",
        """单位编码 | 单位名称 | 合计 | 财政拨款收入
 | 合计 | 9 | 9
003 | 某某局 | 9 | 9
003001 | 某某局本级 | 5 | 5
003002 | 某某服务中心 | 4 | 4""",
    )
    assert [says(claim) for claim in bind(units).claims][::2] == [
        "flow=income",
        "flow=income",
        "entity=003001 flow=income",
        "entity=003002 flow=income",
    ]


def test_three_public_items_of_two_years_are_bound() -> None:
    items = sheet(
        "“三公”经费支出表",
        """单位名称 | 上年预算数/合计 | 本年预算数/合计 | 本年预算数/公务用车购置及运行费/小计 | """
        """本年预算数/公务用车购置及运行费/购置费
某某局 | 3.00 | 4.00 | 2.00 | 1.00""",
    )
    claims = bind(items)
    assert [claim.point["year"] for claim in claims.claims if claim.point] == ["2025", "2026", "2026", "2026"]
    assert [claim.point["item"] for claim in claims.claims if claim.point] == [
        "three_public", "three_public", "three_public.vehicles", "three_public.vehicles.purchase",
    ]  # fmt: skip


def test_the_unit_of_a_column_comes_before_the_tables_and_a_missing_one_is_a_doubt() -> None:
    assets = sheet("固定资产占用情况表", "项目 | 数量 | 价值（元）\n一、房屋 | 12 | 500000\n二、车辆 | 2 | 100000")
    claims = bind(assets, sheet("部门支出总表", "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 5", unit=None))
    assert [claim.amount.unit for claim in claims.claims] == [None, "元", None, "元", "万元"]
    assert claims.claims[-1].doubt == "本表没有印金额单位，按全文其他表的单位"


BROUGHT_ON = sheet(
    "财政拨款收支总表",
    """收入/项目 | 收入/预算数 | 支出/项目 | 支出/预算数
一、本年收入 | 8.00 | 一、本年支出 | 10.00
（一）一般公共预算拨款 | 8.00 | （一）教育支出 | 10.00
二、上年结转 | 2.00 | 二、结转下年 |
（一）一般公共预算拨款 | 2.00 | |
收入总计 | 10.00 | 支出总计 | 10.00""",
)


def test_this_years_expenditure_is_told_from_all_expenditure_by_the_totals() -> None:
    text = "科目编码 | 科目名称 | 合计\n205 | 教育支出 | {0}\n | 合计 | {0}"
    current = bind(BROUGHT_ON, sheet("一般公共预算支出表", text.format("8.00")))
    whole = bind(BROUGHT_ON, sheet("一般公共预算支出表", text.format("10.00")))
    assert "vintage=current" in says(current.claims[-1])
    assert "vintage" not in says(whole.claims[-1])


OF_THE_FUND = "科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 | 项目支出\n | 合计 | 8.00 | 4.00 | 1.00 | 3.00"


@pytest.mark.parametrize(("total", "personnel", "vintage"), [("5.00", "4.00", True), ("5.70", "4.70", False)])
def test_basic_expenditure_alone_is_this_years_where_its_totals_are(total: str, personnel: str, vintage: bool) -> None:
    basic = f"科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费\n | 合计 | {total} | {personnel} | 1.00"
    claims = bind(BROUGHT_ON, sheet("一般公共预算支出表", OF_THE_FUND), sheet("一般公共预算基本支出表", basic)).claims
    assert [("vintage=current" in says(claim)) for claim in claims[-3:]] == [vintage] * 3


def test_basic_expenditure_that_is_the_same_with_and_without_balances_is_not_told() -> None:
    basic = sheet("一般公共预算基本支出表", "科目编码 | 科目名称 | 合计\n | 合计 | 5.00")
    of_all = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n | 合计 | {} | 5.00 | {}"
    of_the_fund = sheet("一般公共预算支出表", of_all.format("8.00", "3.00"))
    with_balances = sheet("一般公共预算支出明细表", of_all.format("10.00", "5.00"))
    assert "vintage" not in says(bind(BROUGHT_ON, of_the_fund, with_balances, basic).claims[-1])


def test_a_project_that_is_called_like_an_item_of_the_forms_is_a_project() -> None:
    projects = sheet("项目支出表", "项目名称 | 合计\n合计 | 9\n特定目标类 | 9\n培训费 | 5\n上级补助收入管理 | 4")
    assert [says(claim) for claim in bind(projects).claims] == [
        "flow=expenditure nature=project",
        "flow=expenditure nature=specific",
        "flow=expenditure project=培训费",
        "flow=expenditure project=上级补助收入管理",
    ]


PURCHASES = "采购品目 | 金额\n合计 | {}\n物业管理服务 | 1446000\n印刷服务 | 345100"


@pytest.mark.parametrize(
    ("total", "units"), [("179.11", ["万元", "元", "元"]), ("179.12", ["万元"] * 3), ("1791100", ["万元"] * 3)]
)
def test_lines_that_meet_their_total_only_in_yuan_are_in_yuan(total: str, units: list[str]) -> None:
    claims = bind(sheet("政府购买服务预算表", PURCHASES.format(total)))
    assert [claim.amount.unit for claim in claims.claims] == units
    assert [claim.doubt is not None for claim in claims.claims] == [unit == "元" for unit in units]


@pytest.mark.parametrize(("whole", "unit"), [("179.11", "元"), ("179.12", "万元")])
def test_lines_that_meet_the_row_above_them_only_in_yuan_are_in_yuan(whole: str, unit: str) -> None:
    text = "单位编码 | 采购品目 | 金额\n003 | 某某局 | {}\n003001 | 物业 | 1446000\n003002 | 印刷 | 345100"
    claims = bind(sheet("政府购买服务预算表", text.format(whole)))
    assert [claim.amount.unit for claim in claims.claims] == ["万元", unit, unit]


def test_a_total_of_almost_nothing_tells_no_unit() -> None:
    functions = "科目编码 | 科目名称 | 合计\n205 | 教育支出 | 0.01\n206 | 科学技术支出 | 0.01\n | 合计 | 0.01"
    assert [claim.amount.unit for claim in bind(sheet("部门支出总表", functions)).claims] == ["万元"] * 3


def test_lines_of_a_list_of_purchases_are_told_apart() -> None:
    claims = bind(sheet("政府采购预算表", "采购品目 | 金额\n合计 | 9.00\n复印纸 | 5.00\n复印纸 | 4.00"))
    assert [says(claim) for claim in claims.claims] == [
        "flow=expenditure item=procurement",
        "flow=expenditure item=procurement/复印纸",
        "flow=expenditure item=procurement/复印纸#2",
    ]


def test_a_title_that_names_no_money_binds_nothing() -> None:
    claims = bind(sheet("预算表", "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 5"))
    assert says(claims.claims[0]) == "unbound: 表名“预算表”没有说明是哪些资金的收入或支出"


def test_balances_are_brought_in_on_one_side_and_carried_on_on_the_other() -> None:
    balances = sheet(
        "部门收支总表",
        """收入/项目 | 收入/预算数 | 支出/项目 | 支出/预算数
一、财政拨款收入 | 8.00 | 一、教育支出 | 7.00
财政拨款结转结余 | 2.00 | 财政拨款结转 | 3.00""",
    )
    assert [says(claim) for claim in bind(balances).claims] == [
        "flow=income fund=fiscal",
        "flow=opening fund=fiscal",
        "flow=expenditure function=205",
        "flow=closing fund=fiscal",
    ]
