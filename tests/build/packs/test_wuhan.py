"""The pack of Wuhan: the tables of seed 002 rebuilt from their figures, a budget of our own read back from files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from published import published
from read_back import example, read_back
from rebuild import Difference, differences, fit

from gouji.build.compose import compose
from gouji.law.packs import Pack, load_pack
from gouji.model.amount import fold
from gouji.model.budget import Budget, Line, Receipt, Unit
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Dimension
from gouji.publish.pack_example import CENTRE, OFFICE

NAME = "wuhan-2023"
ALL_MONEY = "2023年一般公共预算支出表(功能分类项级)"
"""Is printed under the title of the general budget, but holds all money: 5456.16 = 4461.66 + 994.50 carried over."""
SERVICES = "2023年政府购买服务预算表"
"""Prints its rows in 元 and its totals in 万元, under a unit line that the conversion lost."""


def _tables_only(claims: ClaimSet, without: Collection[str] = (SERVICES,)) -> ClaimSet:
    """Without the goal forms, which the conversion tore, and the tables named.

    The conversion made “三公” '三公'. Noughts at the end are not printed (2512, 0.9): two decimals are meant.
    """
    left = {index for index, table in enumerate(claims.tables) if table.kind == "form" or table.title in without}
    kept = (claim for claim in claims.claims if claim.table is not None and claim.table not in left)
    tables = (replace(table, title=(table.title or "").replace("'三公'", "“三公”")) for table in claims.tables)
    return replace(claims, claims=tuple(map(_to_two_decimals, kept)), tables=tuple(tables), goals=())


def _to_two_decimals(claim: Claim) -> Claim:
    return claim if claim.amount.unit is None else replace(claim, amount=replace(claim.amount, decimals=2))


def _consistent(claims: ClaimSet) -> ClaimSet:
    """The claims that one budget can have made: without the figures that the document's other figures refute.

    737.27 is printed as 737.26 in two other tables, 4264.58 (all projects) as 3270.08 where money is general. What
    table 6 prints as the general budget's is all money. Of what is carried over, 994.50, the projects print 964.50 as
    other money: the 30.00 left are those of the one project of 30.
    """
    return replace(claims, claims=tuple(_moved(claims, one) for one in claims.claims if not _is_slip(claims, one)))


def _is_slip(claims: ClaimSet, claim: Claim) -> bool:
    if claim.source.text == "737.27" or (claim.source.text == "4264.58" and claim.column == ("预算内资金",)):
        return True
    if claim.point is None or claim.table is None or claims.tables[claim.table].title != ALL_MONEY:
        return False
    is_of_projects = (claim.point.get(Dimension.FUNCTION) or "201").startswith("201")
    return is_of_projects and claim.point.get(Dimension.ECONOMIC) not in ("301", "303")


def _moved(claims: ClaimSet, claim: Claim) -> Claim:
    point = claim.point
    if point is None or point.get(Dimension.PROJECT) != "行政审批综合业务支出" or not point.get(Dimension.FUND):
        return claim
    return replace(claim, point=point.having(Dimension.FUND, "own"))


def _for_fit(pack: Pack) -> Pack:
    """The pack with the two funds that the document has; without the question whose money its tables hold."""
    plain = (
        replace(form, point={key: held for key, held in form.point.items() if key != "vintage"}) for form in pack.tables
    )
    kept = tuple(form for form in plain if form.key not in ("P", "W", "T12"))
    return replace(pack, tables=kept, funds=("general", "other"))


@pytest.mark.slow
@pytest.mark.shared
def test_the_tables_of_seed_002_are_rebuilt_from_their_figures(shared: Path) -> None:
    read = published(shared / "seeds" / "002.txt")
    assert read.facts.entity is not None
    pack, name = load_pack(NAME), read.facts.entity.value
    units = (Unit("003001", f"{name}本级"),)
    budget = fit(_consistent(_tables_only(read)), _for_fit(pack), code="003", name=name, units=units)
    claims = _tables_only(read)
    built = compose(budget, pack).edition
    built = replace(built, blocks=tuple(table for table in built.tables if table.key[0] == "T" and table.key != "T12"))
    found = {(one.table.removeprefix("2023年"), *_told(one)) for one in differences(claims, built)}
    assert found == {
        *(("一般公共预算支出表（功能分类项级）", *one) for one in _ALL_MONEY_OF),
        *(("部门支出总表", *one) for one in _NOT_READ_IN_THREE),
        *(("一般公共预算支出总表", label, "基本支出/小计", "", text) for label, text in _NO_SUBTOTAL.items()),
        *(("项目支出预算表", *one) for one in _PROJECTS),
        # 998.24 less the 260.98 of the six other classes is 737.26, as two other tables print
        ("部门支出总表", "政务公开审批", "基本支出/工资福利支出", "737.27", "737.26"),
        # the conversion prints the figure two lines below its row
        ("财政拨款收支预算总表", "部门项目支出", "支出/预算数", "", "3270.08"),
        # the total's cell says 总计 where its figure should be
        ("一般公共预算“三公”经费支出表", "合计", "本年预算数", "", "1.00"),
        # the money of the eleven lines is of the budget, and left out in the rows above them
        ("政府采购预算表", name, "资金来源/预算内资金", "", "1875.70"),
        ("政府采购预算表", f"{name}本级", "资金来源/预算内资金", "", "1875.70"),
        # machines, lots and services do not add up to 24 of anything
        ("政府采购预算表", name, "采购数量", "24", ""),
        ("政府采购预算表", f"{name}本级", "采购数量", "24", ""),
    }


def _told(one: Difference) -> tuple[str, str, str, str]:
    return one.label, "/".join(one.column), one.published, one.built


_BUREAU, _OFFICE = "武汉市东西湖区行政审批局", "武汉市东西湖区行政审批局本级"
_WHOLE = (_BUREAU, _OFFICE)
_OF_201 = ("201一般公共服务", "政府办公厅（室）及相关机构事务", "政务公开审批")
_ALL_MONEY_OF = (
    # 5456.16 − 994.50 carried over = 4461.66, and the same of class 201: 5188.13 − 994.50 = 4193.63
    *((label, "合计", "5456.16", "4461.66") for label in _WHOLE),
    *((label, "合计", "5188.13", "4193.63") for label in _OF_201),
    # 4447.26 + 3.60 − 994.50 = 3456.36: table 4 counts the 3.60 of equipment to goods and services
    *((label, "商品和服务支出", "4447.26", "3456.36") for label in (*_WHOLE, *_OF_201)),
    *((label, "资本性支出", "3.60", "") for label in (*_WHOLE, "一般公共服务支出", "政府办公厅(室)及相关机构事务")),
)
_NOT_READ_IN_THREE = tuple(
    (label, column, "", "4264.58")
    for label in (*_WHOLE, "政务公开审批")
    for column in ("项目支出/小计", "项目支出/部门项目/小计")
)
"""Printed, but in columns that the conversion ran together: the reader does not say whose they are."""
_NO_SUBTOTAL = {
    "机关事业单位基本养老保险缴费支出": "70.80",
    "行政单位医疗": "35.79",
    "公务员医疗补助": "31.31",
    "其他卫生健康支出": "5.24",
    "住房公积金": "98.92",
    "提租补贴": "18.92",
}
"""小计 is left blank though its one part is printed."""
_PROJECTS = (
    # the six projects of the budget's money come to 3300.08, less the 30.00 that are carried over: 3270.08
    *((label, "预算内资金", "4264.58", "3270.08") for label in _WHOLE),
    *((label, "其他资金", "", "994.50") for label in _WHOLE),
    ("行政审批综合业务支出", "预算内资金", "30", ""),
    ("行政审批综合业务支出", "其他资金", "", "30.00"),
)


@pytest.mark.shared
def test_seed_002_prints_the_tables_of_the_pack_in_their_order(shared: Path) -> None:
    titles = [fold(table.title or "").replace("'", "") for table in published(shared / "seeds" / "002.txt").tables]
    forms = [
        fold(form.title.replace("{year}", "2023")).replace("“", "").replace("”", "") for form in load_pack(NAME).tables
    ]
    printed = [
        form for form in forms if form != "2023年政府性基金预算支出表"
    ]  # an empty table is no table to the reader
    assert list(dict.fromkeys(titles)) == printed


def _rich() -> Budget:
    """The example, with government funds, non-tax income and transfers carried over besides."""
    plain = example(NAME)
    now, then = "current", "carried"
    more = (
        Line(OFFICE, "2120803", "31005", "50302", "government_fund", "specific", Decimal(300000), now, "P1"),
        Line(CENTRE, "2120803", "31005", "50302", "government_fund", "specific", Decimal("200000.55"), then, "P2"),
        Line(CENTRE, "2010350", "30201", "50502", "general.transfer", "public_use", Decimal("12345.67"), then),
        Line(OFFICE, "2010306", "30227", "50205", "general.non_tax", "specific", Decimal("55555.55"), now, "P1"),
    )
    flows = {now: "income", then: "opening"}
    receipts = tuple(Receipt(line.unit, line.fund, line.amount, flows[line.vintage]) for line in more)
    return replace(plain, lines=plain.lines + more, receipts=plain.receipts + receipts)


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
@pytest.mark.parametrize("budget", [example(NAME), _rich()], ids=["plain", "rich"])
def test_a_budget_is_read_back_as_it_was_built(budget: Budget, form: str) -> None:
    found = read_back(compose(budget, load_pack(NAME)).edition, form)
    assert found.findings == []
    assert found.differences == Counter()
