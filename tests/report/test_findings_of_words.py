"""Findings that quote words and name no figure: their places, the text around them, and many notices behind a fold."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from gouji.check.example import parse_example
from gouji.check.rules.quotes import quote_indicator, quote_words
from gouji.check.run import check_claims
from gouji.model.document import Box, Document, Page, Place
from gouji.model.finding import Finding, Severity
from gouji.model.report import Disposition, Report
from gouji.report.files import FileReport
from gouji.report.html import summary_to_html
from gouji.report.html.images import PageImage
from gouji.report.sarif import reports_to_sarif
from gouji.report.summary import Summary, summarize
from gouji.report.tables import display_width
from gouji.report.terminal import NOTICES_SHOWN, summary_to_terminal
from gouji.report.xlsx import reports_to_xlsx

PROSE = "支出预算746.33万元，比上年增加126.62万元，主要为支出增加；其他情况与上年相同，没有需要说明的事项。"
EXAMPLE = f"""
正文
一、部门预算安排的总体情况
{PROSE}

目标 | 现场踏勘服务
年度目标 完成踏勘
成本指标/经济成本指标 | 踏勘单价 | ≥800元
产出指标/数量指标 | 踏勘件数 | ≥150件
"""
TEXT = Document("a.txt", "d" * 64, "text", (Page(1),), ())


def reported(*findings: Finding) -> Report:
    claims = replace(parse_example(EXAMPLE), documents=(TEXT,))
    report = check_claims(claims)
    return replace(report, findings=findings)


def finding(severity: Severity = Severity.WARNING, times: int = 1) -> Finding:
    passage = parse_example(EXAMPLE).passages[1]
    start = passage.text.index("主要为")
    quote = quote_words(passage, start, start + 7)
    return Finding("NAR05", "narrative.reasons", severity, ("只是重复", "says it again"), quotes=(quote,) * times)


def goal_finding() -> Finding:
    claims = parse_example(EXAMPLE)
    return Finding(
        "GOA01",
        "goals.direction",
        Severity.ERROR,
        ("方向", "way"),
        quotes=(quote_indicator(claims, claims.goals[0], 0),),
    )


def many_notices() -> Report:
    return reported(goal_finding(), *[finding(Severity.NOTICE)] * (NOTICES_SHOWN + 1))


def test_the_place_of_words_quotes_them() -> None:
    text = summary_to_terminal(summarize(reported(finding(), goal_finding())))
    assert "· 「主要为支出增加」\n" in text
    assert re.search(r"位置  .*绩效目标表.* · 「踏勘单价 ≥800元」\n", text)


def test_one_place_is_told_once_and_no_more_than_a_few() -> None:
    assert summary_to_terminal(summarize(reported(finding(times=3)))).count("「主要为支出增加」") == 1
    assert "… +2" in summary_to_terminal(summarize(reported(finding(times=6))))


def test_many_notices_are_a_line_each_beside_an_error() -> None:
    told = summary_to_terminal(summarize(many_notices()))
    assert "提示从简列出" in told
    assert len(re.findall(r"^\d+\. 提示 只是重复  第 \d+ .* · NAR05$", told, re.MULTILINE)) == NOTICES_SHOWN + 1
    assert "1. 错误" in told
    alone = summary_to_terminal(summarize(reported(*[finding(Severity.NOTICE)] * (NOTICES_SHOWN + 1))))
    assert "提示从简列出" not in alone


@pytest.mark.parametrize("width", [60, 100])
def test_short_notices_keep_to_the_window(width: int) -> None:
    styled = summary_to_terminal(summarize(many_notices()), "zh", width)
    lines = re.sub(r"\x1b\[[\d;]*m", "", styled).splitlines()
    assert sum(line.rstrip().endswith("· NAR05") for line in lines) == NOTICES_SHOWN + 1
    assert max(map(display_width, lines)) <= width


def page(report: Report, summary: Summary | None = None, **images: PageImage) -> str:
    shown = {(0, int(name[1:])): image for name, image in images.items()}
    return summary_to_html(summary or summarize(report), report.claims, shown)


def test_words_are_shown_in_their_paragraph() -> None:
    html = page(reported(finding()))
    assert '<mark class="culprit">主要为支出增加</mark>' in html
    assert "比上年增加126.62万元" in html.partition("<blockquote>")[2].partition("</blockquote>")[0]


def test_the_row_of_a_goal_is_shown_with_its_target_marked() -> None:
    html = page(reported(goal_finding()))
    excerpt = html.partition('class="excerpt"')[2].partition("</table>")[0]
    assert '<mark class="culprit">≥800元</mark>' in excerpt
    assert "≥150件" in excerpt


def test_many_notices_wait_behind_a_fold_beside_an_error() -> None:
    html = page(many_notices())
    before, _, fold = html.partition('<details class="fold">')
    assert (before.count('data-severity="error"'), fold.count('data-severity="notice"')) == (1, NOTICES_SHOWN + 1)
    assert '<details class="fold">' not in page(reported(*[finding(Severity.NOTICE)] * (NOTICES_SHOWN + 1)))


def test_a_box_as_wide_as_the_page_is_seen_whole_and_drawn_once() -> None:
    passage = parse_example(EXAMPLE).passages[1]
    place = Place(page=1, box=Box(40, 100, 800, 180))
    quote = replace(quote_words(passage), place=place)
    twice = replace(finding(), quotes=(quote, replace(quote, text="主要为支出增加")))
    html = page(reported(twice), p1=PageImage(842, 595, "data:,"))
    (view,) = re.findall(r'viewBox="([\d. ]+)" role="img"', html)
    left, _, width, _ = map(float, view.split())
    assert left <= 40
    assert left + width >= 800
    assert html.count("<rect") == 2  # on the page and in the cut


def test_words_tell_findings_of_one_check_apart_in_sarif() -> None:
    other = replace(finding(), quotes=(replace(finding().quotes[0], text="其他情况"),))
    log = reports_to_sarif([FileReport("a.txt", Disposition.CHECKED, summarize(reported(finding(), other)))])
    assert len(set(re.findall(r'"gouji/v1": "(\w+)"', log))) == 2


def test_checks_can_be_chosen_where_several_found_something() -> None:
    html = page(reported(finding(), goal_finding()))
    assert re.findall(r'<option value="(\w*)">', html) == ["", "GOA01", "NAR05"]
    assert "<select" not in page(reported(finding()))


def test_a_row_of_the_list_is_as_high_as_its_fullest_cell() -> None:
    book = openpyxl.load_workbook(
        BytesIO(reports_to_xlsx([FileReport("a.txt", Disposition.CHECKED, summarize(reported(finding(times=9))))]))
    )
    sheet = book["问题清单"]
    assert sheet.row_dimensions[2].height > 2 * 14


def test_what_a_rule_masks_is_not_shown_by_the_report() -> None:
    masked = replace(goal_finding(), quotes=(replace(goal_finding().quotes[0], text="张** 138****0000"),))
    assert 'class="excerpt"' not in page(reported(masked))
