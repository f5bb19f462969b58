"""Charts: their figures are plain sums of the budget, and their drawings hold labels that never overlap or overflow."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from random import Random
from xml.etree import ElementTree

import pytest

from gouji.build.charts import Change, Chart, Leaf, Link, charts_of, draw_chart
from gouji.build.charts.svg import GREY, PALETTE, contrast, ink_on, text_width
from gouji.model.budget import Budget, Closing, Line, Previous, Project, Unit

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = (760, 340)


def line(
    function: str, nature: str, amount: str, fund: str = "general", vintage: str = "current", project: str = ""
) -> Line:
    return Line("318001", function, "30201", "50201", fund, nature, Decimal(amount), vintage, project)


@pytest.fixture(scope="module")
def budget() -> Budget:
    return Budget(
        "hebei-2024",
        2027,
        "318",
        "青石县档案馆",
        "县",
        (Unit("318001", "青石县档案馆本级"),),
        lines=(
            line("2012601", "public_use", "1000000.00"),
            line("2012604", "specific", "333333.33", project="P1"),
            line("2012604", "specific", "66666.67", vintage="carried", project="P1"),
            line("2080505", "personnel", "200000.00"),
            line("2120803", "specific", "400000.00", "government_fund", project="P2"),
        ),
        closings=(Closing("318001", "general", "2012604", Decimal("50000.00")),),
        projects=(Project("P1", "馆藏档案数字化", "318001"), Project("P2", "库房改造", "318001")),
        previous=(
            Previous("executed", lines=(line("2012601", "public_use", "1.00"),)),
            Previous(
                "budget", lines=(line("2012601", "public_use", "800000.00"), line("2130101", "public_use", "7.00"))
            ),
        ),
    )


def many(seed: int) -> Budget:
    """A budget of many functions, funds and projects with long names, some of them tiny."""
    pick = Random(seed)
    names = [
        "社会保障和就业支出中的其他行政事业单位养老支出",
        "教育",
        "农村饮水安全巩固提升工程维修养护及水质检测（2027年）",
    ]
    codes = [f"2{pick.randrange(1, 30):02d}{pick.randrange(1, 9):02d}{pick.randrange(1, 9):02d}" for _ in range(40)]
    funds = [
        "general",
        "government_fund",
        "state_capital",
        "special_account",
        "business",
        "operating",
        "superior",
        "other",
        "other_level",
    ]
    projects = tuple(Project(f"P{n}", f"{pick.choice(names)}{n}", "1") for n in range(30))
    lines = tuple(
        Line(
            "1", code, "30201", "", pick.choice(funds), pick.choice(["personnel", "specific", "operating"]),
            Decimal(pick.choice([1, 999, 123456, 98765432])) / 100, pick.choice(["current", "carried", "surplus"]),
            pick.choice(projects).code,
        )
        for code in codes
    )  # fmt: skip
    before = tuple(Line("1", code, "", "", "general", "personnel", Decimal(pick.randrange(10**7))) for code in codes)
    return Budget(
        "x", 2027, "1", "某局", lines=lines, projects=projects, previous=(Previous("executed", lines=before),)
    )


def by_id(budget: Budget) -> dict[str, Chart]:
    return {chart.id: chart for chart in charts_of(budget)}


def test_money_flows_from_the_fund_or_the_year_before_to_the_class_or_the_next_year(budget: Budget) -> None:
    flow = by_id(budget)["chart-flow"]
    assert set(flow.items) == {
        Link("一般公共预算", "一般公共服务支出", Decimal("1333333.33")),
        Link("一般公共预算", "社会保障和就业支出", Decimal("200000.00")),
        Link("一般公共预算", "结转下年", Decimal("50000.00")),
        Link("上年结转", "一般公共服务支出", Decimal("66666.67")),
        Link("政府性基金预算", "城乡社区支出", Decimal("400000.00")),
    }
    assert flow.rows[0] == ("一般公共预算", "一般公共服务支出", "133.33", "65.0")


def test_the_treemaps_hold_all_expenditure_once(budget: Budget) -> None:
    charts = by_id(budget)
    for name in ("chart-functions", "chart-natures"):
        leaves = [item for item in charts[name].items if isinstance(item, Leaf)]
        assert sum(leaf.amount for leaf in leaves) == Decimal(2000000)
    natures = charts["chart-natures"].items
    assert Leaf("特定目标类", "馆藏档案数字化", Decimal("400000.00"), "P1") in natures


def test_last_years_budget_is_compared_before_its_execution(budget: Budget) -> None:
    changes = by_id(budget)["chart-changes"]
    assert Change("农林水支出", Decimal("7.00"), Decimal(0), "213") in changes.items
    assert changes.rows[0] == ("一般公共服务支出", "80.00", "140.00", "+60.00", "75.0")
    assert changes.rows[-1] == ("合计", "80.00", "200.00", "+120.00", "150.0")
    assert changes.head[1] == "2026年预算数"


def test_a_budget_without_figures_has_no_charts() -> None:
    assert charts_of(Budget("x", 2027, "1", "某局")) == ()


def test_a_chart_is_not_made_where_last_year_is_not_known(budget: Budget) -> None:
    from dataclasses import replace

    assert "chart-changes" not in by_id(replace(budget, previous=()))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_drawing_has_a_name_a_description_and_no_script(budget: Budget, width: int) -> None:
    for chart in charts_of(budget):
        text = draw_chart(chart, width)
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img"
        assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [chart.title, chart.summary]
        assert not re.search(r"<script|href|url\(|@import", text)


def test_drawings_of_the_same_budget_are_the_same(budget: Budget) -> None:
    first = [draw_chart(chart) for chart in charts_of(budget)]
    assert first == [draw_chart(chart) for chart in charts_of(budget)]


def test_names_are_escaped(budget: Budget) -> None:
    from dataclasses import replace

    named = replace(budget, projects=(Project("P1", "<b>&", "318001"),))
    assert "&lt;b&gt;&amp;" in draw_chart(by_id(named)["chart-natures"])
    assert "<b>" not in draw_chart(by_id(named)["chart-natures"])


Box = tuple[float, float, float, float]


def label_boxes(root: ElementTree.Element) -> list[tuple[str, Box]]:
    """The room that each line of text takes, by the drawings' own (generous) measure."""
    boxes = []
    for text in root.iter(f"{SVG}text"):
        words, size = text.text or "", float(text.attrib["font-size"])
        x, y, wide = float(text.attrib["x"]), float(text.attrib["y"]), text_width(words, size)
        left = x - wide if text.get("text-anchor") == "end" else x
        boxes.append((words, (left, y - size * 0.9, left + wide, y + size * 0.2)))
    return boxes


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] - 0.2 and other[0] < one[2] - 0.2 and one[1] < other[3] - 0.2 and other[1] < one[3] - 0.2


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("seed", range(12))
def test_labels_never_overlap_nor_leave_the_drawing(seed: int, width: int) -> None:
    drawn = 0
    for chart in charts_of(many(seed)):
        root = ElementTree.fromstring(draw_chart(chart, width))
        boxes = label_boxes(root)
        drawn += len(boxes)
        height = float(root.attrib["height"])
        outside = [
            each for each, (x0, y0, x1, y1) in boxes if x0 < -0.5 or y0 < -0.5 or x1 > width + 0.5 or y1 > height + 0.5
        ]
        clashes = [(a, b) for (a, box), (b, other) in combinations(boxes, 2) if overlap(box, other)]
        assert (outside, clashes) == ([], [])
    assert drawn > 40


@pytest.mark.parametrize("seed", range(4))
def test_a_label_stays_inside_its_rectangle(seed: int) -> None:
    root = ElementTree.fromstring(draw_chart(by_id(many(seed))["chart-natures"], 340))
    checked = 0
    for group in root.iter(f"{SVG}g"):
        shape = group.find(f"{SVG}rect")
        if shape is None:
            continue
        x, y, wide, high = (float(shape.attrib[key]) for key in ("x", "y", "width", "height"))
        for words, (x0, y0, x1, y1) in label_boxes(group):
            assert x <= x0, words
            assert y <= y0, words
            assert x1 <= x + wide + 0.2, words
            assert y1 <= y + high + 0.2, words
            checked += 1
    assert checked


@pytest.mark.parametrize("colour", [*PALETTE, GREY])
def test_colours_stand_out_on_light_and_dark_pages_and_carry_white_words(colour: str) -> None:
    assert min(contrast(colour, ground) for ground in ("#ffffff", "#202327")) >= 3
    assert ink_on(colour) == "#ffffff"
    assert contrast(colour, "#ffffff") >= 4.5
