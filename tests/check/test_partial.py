"""A document in which very much is wrong is told in time, and the report says what was not looked for."""

from __future__ import annotations

import re
import time
from random import Random

import pytest

from gouji.check.example import parse_example
from gouji.check.partial import partial_finding
from gouji.check.run import check_claims
from gouji.model.finding import Finding, Severity, Verdict
from gouji.model.report import Report

SECONDS = 5.0
COLUMNS = (
    "科目 | 合计 | 基本 nature=basic | 人员 nature=personnel | 公用 nature=public_use | 项目 nature=project"
    " | 经营 nature=operating"
)


def print_budget(spoiled: float, tables: int = 2, leaves: int = 128) -> str:
    """Tables of one budget by function, about 2,000 figures; a share of those of the first ones has random digits.

    `tables` says in how many tables figures are spoiled.
    """
    random = Random(1)
    codes = sorted(
        {f"2{random.randint(1, 8):02d}{random.randint(1, 6):02d}{random.randint(1, 12):02d}" for _ in range(leaves)}
    )
    amounts = {code: [random.randint(0, 10**6) for _ in range(4)] for code in codes}
    keys = ["", *sorted({code[:length] for code in codes for length in (3, 5, 7)})]
    lines = []
    for table, title in enumerate(("部门支出总表", "部门支出明细表")):
        lines += [f"{title} | 万元 | flow=expenditure", COLUMNS]
        for key in keys:
            parts = [values for code, values in amounts.items() if code.startswith(key)]
            personnel, running, project, business = (sum(column) for column in zip(*parts, strict=True))
            basic = personnel + running
            values = (basic + project + business, basic, personnel, running, project, business)
            share = spoiled if table < tables else 0
            cells = [_print(_spoil(value, random) if random.random() < share else value) for value in values]
            lines.append(" | ".join([f"{key} 某支出" if key else "合计", *cells]))
        lines.append("")
    return "\n".join(lines)


def _spoil(value: int, random: Random) -> int:
    digits = [random.choice("123456789"), *(random.choice("0123456789") for _ in str(value)[1:])]
    return int("".join(digits))


def _print(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def check_in_time(text: str) -> Report:
    claims = parse_example(text)
    assert len(claims.claims) > 2000
    begin = time.process_time()
    report = check_claims(claims)
    assert time.process_time() - begin <= SECONDS
    return report


def partial_of(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.code == "RUN02"]


def test_a_sound_document_of_that_size_is_told_whole() -> None:
    report = check_in_time(print_budget(0))
    assert {outcome.verdict for outcome in report.outcomes} == {Verdict.PASS}
    assert partial_of(report) == []


@pytest.mark.slow  # seconds: what it is about
@pytest.mark.parametrize("spoiled", [0.05, 0.1, 0.2])
def test_where_too_much_fails_the_answer_is_partial_says_so_and_comes_in_time(spoiled: float) -> None:
    report = check_in_time(print_budget(spoiled))
    (partial,) = partial_of(report)
    assert partial.severity is Severity.NOTICE
    listed = re.search(r"(\d+) 条只列出", partial.message[0])
    groups = re.search(r"(\d+) 组只找了单个错数", partial.message[0])
    assert listed or groups
    untold = sum("未再查找有误的数字" in (finding.explanation or ("",))[0] for finding in report.findings)
    assert untold <= (int(listed[1]) if listed else 0)
    failing = {
        outcome.identity.total or outcome.identity.parts[0].claim
        for outcome in report.outcomes
        if outcome.verdict is Verdict.FAIL
    }
    named = {witness.claim for finding in report.findings for witness in finding.witnesses}
    assert failing <= named


@pytest.mark.slow  # seconds: what it is about
@pytest.mark.parametrize("tables", [1, 2])
def test_random_digits_in_whole_tables_are_not_taken_for_a_thousand_mistakes(tables: int) -> None:
    report = check_in_time(print_budget(1, tables))
    doubted = sum(outcome.verdict is Verdict.NOT_CHECKABLE for outcome in report.outcomes)
    assert doubted > sum(outcome.verdict is Verdict.FAIL for outcome in report.outcomes)


def test_the_notice_names_only_what_happened() -> None:
    assert "只列出" in partial_finding(3, 0).message[0]
    assert "组" not in partial_finding(3, 0).message[0]
    assert "several at once" in partial_finding(0, 2).message[1]
    assert "only listed" not in partial_finding(0, 2).message[1]
