"""The pack of Henan: seed 004 rebuilt from its own figures, and a budget of our own read back from its files."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from published import published
from read_back import example, read_back
from rebuild import differences, fit

from gouji.build.compose import compose
from gouji.law.packs import load_pack
from gouji.model.amount import fold
from gouji.model.budget import Unit
from gouji.model.claim import Claim, ClaimSet
from gouji.model.edition import Edition
from gouji.model.point import Dimension

NAME = "henan-2022"
NEVER_PRINTED = ("2022年部门收入预算表", "2022年支出经济分类汇总表")
"""Tables that the contents of seed 004 announce and the document does not have."""
UNIT = "经开区行政审批和营商环境服务局"


def _meant(claims: ClaimSet) -> ClaimSet:
    """The claims at the points that the form means, where the document leads its reader astray.

    Table 3 prints class 210 twice (医疗卫生与计划生育, 卫生健康), so its rows look like groups. Table 12 gives the unit
    two codes (112 and 112001), so that its row in table 10 looks like one of two units.
    """
    return replace(claims, claims=tuple(_meant_by(claims, claim) for claim in claims.claims))


def _meant_by(claims: ClaimSet, claim: Claim) -> Claim:
    if claim.point is None or claim.table is None:
        return claim
    if claim.point.get(Dimension.ENTITY) == "第1组" or claims.tables[claim.table].title == "项目支出预算表":
        return replace(claim, point=claim.point.without(Dimension.ENTITY))
    return claim


def _without_unit_rows(claims: ClaimSet) -> ClaimSet:
    """Without the two rows of table 12 that are the unit's (112, and again 112001) and not a project's."""
    units = ("112", UNIT)
    kept = (one for one in claims.claims if not (one.point and one.point.get(Dimension.PROJECT) in units))
    return replace(claims, claims=tuple(kept), goals=tuple(goal for goal in claims.goals if goal.name not in units))


@pytest.mark.slow
@pytest.mark.shared
def test_seed_004_is_rebuilt_from_its_figures(shared: Path) -> None:
    claims = _meant(published(shared / "seeds" / "004.txt"))
    assert claims.facts.entity is not None
    units = (Unit("112", UNIT),)
    budget = fit(_without_unit_rows(claims), load_pack(NAME), code="112", name=claims.facts.entity.value, units=units)
    built = compose(budget, load_pack(NAME)).edition
    found = [one for one in differences(claims, built) if one.table not in NEVER_PRINTED]
    told = [(one.table, one.label, "/".join(one.column), one.published, one.built) for one in found]
    spending, funds = "2022年部门支出预算表", "2022年政府性基金支出预算表"
    goals = "2022年度部门预算项目绩效目标汇总表"
    assert [
        # 小计 is left blank though its parts are printed: 235.95 + 8.34, and the whole of four classes
        (spending, "行政运行", "基本支出/小计", "", "244.29"),
        (spending, "机关事业单位基本养老保险缴费支出", "基本支出/小计", "", "11.73"),
        (spending, "其他社会保障和就业支出", "基本支出/小计", "", "0.70"),
        (spending, "行政单位医疗", "基本支出/小计", "", "9.61"),
        (spending, "公务员医疗补助", "基本支出/小计", "", "6.26"),
        # the empty table prints a nought in every column but the last
        (funds, "合计", "项目支出/特定目标类", "", "0.00"),
        # the unit is listed twice, as 112 and as 112001, which no other table knows
        (goals, "112", "项目金额(万元)/资金总额", "1661.90", ""),
        (goals, "112", "项目金额(万元)/政府预算资金", "1661.90", ""),
    ] == told


@pytest.mark.shared
def test_seed_004_prints_the_tables_of_the_pack_in_their_order(shared: Path) -> None:
    claims = published(shared / "seeds" / "004.txt")
    titles = [fold(table.title or "") for table in claims.tables]
    forms = load_pack(NAME).tables
    named = [fold(form.title.replace("{{ year }}", "2022").replace("{year}", "2022")) for form in forms]
    assert titles == [title for title in named if title not in map(fold, NEVER_PRINTED)]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return compose(example(NAME), load_pack(NAME)).edition


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_a_budget_is_read_back_as_it_was_built(edition: Edition, form: str) -> None:
    found = read_back(edition, form)
    assert found.differences == Counter()
    assert found.findings == []


def test_the_officer_is_asked_for_what_only_a_person_knows() -> None:
    bare = replace(example(NAME), texts={}, reasons={})
    asked = compose(bare, load_pack(NAME)).unasked
    assert {"texts.duties", "texts.organs", "texts.overall_goal", "reasons.expenditure"} <= set(asked)
