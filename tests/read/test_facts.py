"""Kind, year, department, scope and unit come from what a document says, never from its file's name."""

from __future__ import annotations

import pytest

from gouji.model.claim import Facts
from gouji.model.document import Document, Paragraph, Place
from gouji.model.table import Column, Entry, Row, Table
from gouji.read.facts import document_facts

AMOUNT = Column(("预算数",))


def table(title: str, unit: str | None = "万元", kind: str = "money", above: tuple[str, ...] = ()) -> Table:
    row = Row(0, "合计", entries=(Entry(AMOUNT, "1.00", ()),))
    return Table(1, title, unit, (1,), (AMOUNT,), (row,), kind, above=above)


def facts(lines: list[str], *tables: Table, name: str = "scan.pdf") -> Facts:
    paragraphs = tuple(Paragraph(line, Place(page=1)) for line in lines)
    return document_facts((Document(name, "0" * 64, "pdf", (), paragraphs),), tables)


KINDS = [
    ("a budget", ["某某市某某局2026年部门预算"], ["部门收支总表", "部门支出总表"], "budget", "budget"),
    ("a final account", ["某某局2024年度部门决算"], ["收入支出决算总表", "收入决算表"], "final_account", "final"),
    ("a final account with a budget column", ["2024年度部门决算"], ["收入支出决算总表", "收入决算表", "三公经费决算表"],
     "final_account", "final"),
    ("a draft", ["某某局2026年部门预算草案"], ["部门收支总表"], "budget", "draft"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "titles", "kind", "stage"), [case[1:] for case in KINDS], ids=[c[0] for c in KINDS])
def test_the_kind_is_what_titles_and_tables_say(lines: list[str], titles: list[str], kind: str, stage: str) -> None:
    found = facts(lines, *(table(title) for title in titles))
    assert (found.kind.value, found.stage and found.stage.value) == (kind, stage)


def test_a_document_of_goal_forms_alone_is_goals() -> None:
    found = facts(["某某局2026年项目支出绩效目标表"], table("项目支出绩效目标表", kind="form"))
    assert found.kind.value == "goals"


@pytest.mark.parametrize(
    "lines", [["中华人民共和国预算法", "第一条 为了规范政府收支行为"], ["市财政部门公布2026年预算安排"], []]
)
def test_a_text_without_a_table_of_the_forms_is_no_budget(lines: list[str]) -> None:
    found = facts(lines, name="2026年部门预算.pdf")
    assert (found.kind.value, found.year, found.entity) == ("not_a_budget", None, None)


def test_an_invoice_is_no_budget() -> None:
    invoice = Table(1, "增值税发票", "元", (1,), (AMOUNT,), (Row(0, "餐费", entries=(Entry(AMOUNT, "1.00", ()),)),))
    assert facts(["发票"], invoice).kind.value == "not_a_budget"


YEARS = [
    (["某某局2026年部门预算", "2025年工作回顾", "与2025年预算相比"], "2026"),
    (["二〇二四年部门预算"], "2024"),
    (["某某街道部门预算（2023年度）"], "2023"),
    (["2024年部门预算公开", "比2023年", "比2023年", "比2023年"], "2024"),
]


@pytest.mark.parametrize(("lines", "year"), YEARS)
def test_the_year_is_the_one_named_beside_the_budget(lines: list[str], year: str) -> None:
    found = facts(lines, table("部门收支总表")).year
    assert found is not None
    assert found.value == year


ENTITIES = [
    (["某某市审计局2026年部门预算"], (), "某某市审计局"),
    (["2026年某某市审计局部门预算公开"], (), "某某市审计局"),
    (["2026年部门预算"], ("编制部门：某某区商务委员会 单位：元",), "某某区商务委员会"),
    (["2026年部门预算"], ("部门（单位）：某某市民政局　单位：万元",), "某某市民政局"),
    (["第二部分 某某市审计局2026年部门预算"], (), "某某市审计局"),
    (["某某大学", "2026年度部门预算", "目录"], (), "某某大学"),
    (["2026年部门预算", "部门名称：某某市安全局　保密审查情况：已审查"], (), "某某市安全局"),
]


def test_one_stale_title_does_not_outvote_the_lines_that_name_the_budget_year() -> None:
    year = ("预算年度：2024",)
    tables = [table("部门收支总表", above=year), table("部门支出总表", above=year)]
    stale = table("2023年部门预算财政拨款支出表", above=("2023年部门预算财政拨款支出表", *year))

    found = facts(["2024年部门预算信息公开目录"], *tables, stale)

    assert found.year is not None
    assert found.year.value == "2024"


@pytest.mark.parametrize(("lines", "above", "entity"), ENTITIES)
def test_the_department_is_named_by_titles_and_lines_above_tables(
    lines: list[str], above: tuple[str, ...], entity: str
) -> None:
    found = facts(lines, table("部门收支总表", above=above)).entity
    assert found is not None
    assert found.value == entity


def test_a_units_document_is_told_from_a_departments() -> None:
    unit = facts(["2026年单位预算"], table("2026年预算单位财务收支预算总表"))
    department = facts(["2026年部门预算"], table("2026年部门财务收支预算总表"))
    assert (unit.scope and unit.scope.value, department.scope and department.scope.value) == ("unit", "department")


def test_the_unit_is_the_one_that_most_tables_print() -> None:
    found = facts(
        ["2026年部门预算"], table("部门收支总表", "元"), table("部门收入总表", "元"), table("三公经费表", "万元")
    )
    assert found.unit is not None
    assert found.unit.value == "元"


def test_every_fact_has_the_words_that_say_it() -> None:
    found = facts(["某某市审计局2026年部门预算"], table("部门收支总表"))
    told = [found.kind, found.year, found.stage, found.entity, found.scope, found.unit]
    assert all(fact is not None and fact.evidence for fact in told)


def test_the_narrative_of_a_budget_is_a_budget_though_its_tables_are_in_another_file() -> None:
    sections = ["收入预算说明", "支出预算说明", "“三公”经费说明", "机关运行经费说明", "政府采购说明", "名词解释"]
    found = facts(["某某市司法局2026年部门预算", *sections])
    assert (found.kind.value, found.year and found.year.value) == ("budget", "2026")


def test_the_narrative_of_a_final_account_is_one_though_its_tables_are_in_another_file() -> None:
    sections = [
        "“三公”经费支出决算说明",
        "机关运行经费说明",
        "政府采购说明",
        "国有资产占用说明",
        "决算情况说明",
        "名词解释",
    ]
    found = facts(["某某市司法局2025年度部门决算", *sections])
    assert (found.kind.value, found.year and found.year.value) == ("final_account", "2025")
