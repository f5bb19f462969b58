"""What templates print: each figure by its point, and the words for no change, a base of nothing, equal figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.build.evaluate import Ledger
from gouji.build.template import Filler, TemplateError
from gouji.law.packs import load_pack
from gouji.model.budget import Budget, Line, Previous, Project
from gouji.model.goal import Indicator

PACK = load_pack("hebei-2024")
LINE = Line("318001", "2010301", "30101", "50101", "general", "personnel", Decimal(1_234_567))
MOVED = '{{ sign("增加", "减少", "持平", **out) }}{{ change(**out) }}万元，{{ rate(**out) or "上年为零" }}'
OUT = '{% set out = {"flow": "expenditure"} %}'


def filler(now: str = "1234567", then: str | None = None, **other: object) -> Filler:
    previous = () if then is None else (Previous("budget", lines=(replace(LINE, amount=Decimal(then)),)),)
    lines = (replace(LINE, amount=Decimal(now)),)
    made = Budget("hebei-2024", 2027, "318", "某局", lines=lines, previous=previous, **other)  # type: ignore[arg-type]
    return Filler(Ledger(made), PACK)


def test_a_figure_in_a_sentence_knows_its_point() -> None:
    one = filler()
    words, figure, end = one.runs(one.fill("共{{ money(flow='expenditure') }}万元。"))
    assert (words.text, figure.text, end.text) == ("共", "123.46", "万元。")
    assert figure.figure is not None
    assert dict(figure.figure.point.members)["flow"] == "expenditure"  # type: ignore[union-attr, index]
    assert figure.figure.amount.unit == "万元"


CHANGES = [
    ("1200000", "1000000", "增加20.00万元，20.00%"),
    ("1000000", "1200000", "减少20.00万元，16.67%"),
    ("1000000", "1000000", "持平0.00万元，0.00%"),
    ("1000000", "1000049", "持平0.00万元，0.00%"),
    ("1000000", "0", "增加100.00万元，上年为零"),
    ("0", "0", "持平0.00万元，上年为零"),
]


@pytest.mark.parametrize(("now", "then", "told"), CHANGES)
def test_changes_are_worded_as_people_do(now: str, then: str, told: str) -> None:
    assert filler(now, then).fill_plain(OUT + MOVED) == told


def test_a_share_of_nothing_is_no_figure() -> None:
    template = "{{ share(of={'flow': 'expenditure'}, flow='expenditure', nature='basic') }}"
    assert filler().fill_plain(template) == "100.00%"
    assert filler("0").fill_plain(template) == ""


def test_conditions_ask_for_entries_and_for_printed_amounts() -> None:
    template = "{{ has(flow='expenditure') }} {{ nonzero(flow='expenditure') }}"
    assert [filler(now).fill_plain(template) for now in ("100", "49", "0")] == [
        "True True",
        "True False",
        "False False",
    ]


def test_items_are_the_members_with_money() -> None:
    template = "{% for one in items('function', level=3, flow='expenditure') %}{{ one.code }}{{ one.name }}{% endfor %}"
    assert filler().fill_plain(template) == "201一般公共服务支出"


def test_reasons_are_asked_for_where_the_printed_figure_changed() -> None:
    template = "{{ reason('basic', flow='expenditure') }}"
    for then, asked in (("1000000", ["reasons.basic"]), ("1234567", []), ("1234600", [])):
        one = filler("1234567", then)
        assert one.fill_plain(template) == ""
        assert one.unasked == asked
    assert filler("1234567", "1", reasons={"basic": "人员增加。"}).fill_plain(template) == "人员增加"


def test_texts_that_the_pack_needs_are_asked_for() -> None:
    one = filler()
    assert one.fill_plain("{{ text('duties') }}{{ text('other', '无。') }}") == "无。"
    assert one.unasked == ["texts.duties"]


def test_an_officers_text_is_neither_heading_nor_template_nor_mark() -> None:
    odd = "# 不是标题\n@T1\n{{ money() }}\ue0000\ue001"
    lines = filler(texts={"duties": odd}).paragraphs("duties")
    filled = filler(texts={"duties": odd}).fill_plain("{% for line in paragraphs('duties') %}{{ line }}\n{% endfor %}")
    assert not any(line.startswith(("#", "@")) for line in lines)
    assert filled.splitlines() == ["# 不是标题", "@T1", "{{ money() }}0"]


TARGETS = [
    ("95", "≥", "%", "≥95%", "%"),
    ("48小时内", "", "", "48小时内", "小时"),
    ("明显提升", "", "", "明显提升", None),
]


@pytest.mark.parametrize(("value", "comparator", "unit", "printed", "read"), TARGETS)
def test_a_target_is_a_figure_where_a_reader_finds_a_number(
    value: str, comparator: str, unit: str, printed: str, read: str | None
) -> None:
    indicator = Indicator("产出指标", "数量指标", "办结率", value, comparator, unit)
    project = Project("P1", "某项目", "318001", indicators=(indicator,))
    one = filler(projects=(project,))
    (run,) = one.runs(one.fill("{{ target(projects[0].indicators[0], '某项目') }}"))
    assert run.text == printed
    assert (run.figure.amount.unit if run.figure else None) == read


def test_indicators_of_the_same_name_are_counted() -> None:
    twice = tuple(Indicator("产出指标", "数量指标", "件数", value, "≥", "件") for value in ("5", "6"))
    one = filler(projects=(Project("P1", "某项目", "318001", indicators=twice),))
    runs = one.runs(one.fill("{% for i in projects[0].indicators %}{{ target(i, '某项目') }}{% endfor %}"))
    items = [dict(run.figure.point.members)["item"] for run in runs if run.figure and run.figure.point]  # type: ignore[index]
    assert items == ["form/产出指标/数量指标/件数", "form/产出指标/数量指标/件数#2"]


@pytest.mark.parametrize("template", ["{{ nothing }}", "{{ money( }}", "{{ budget.__class__.__mro__ }}"])
def test_a_template_that_cannot_be_filled_names_its_pack(template: str) -> None:
    with pytest.raises(TemplateError, match="hebei-2024"):
        filler().fill(template)
