"""What a report counts, and what a check costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import process_time
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest

from gouji.check.example import parse_example
from gouji.check.rules import RULES, apply_rules, classification
from gouji.check.run import check_claims
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity


def test_coverage_counts_figures_by_how_many_identities_hold_them() -> None:
    report = check_claims(
        parse_example("""
部门支出总表 | 万元 | flow=expenditure
科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
201 一般公共服务支出 | 60.00 | 40.00 | 20.00
20103 政府办公厅（室）及相关机构事务 | 60.00 | 35.00 |
20106 财政事务 | | 5.00 |

会议表 | 万元
项目 | 金额
某会议 | 0.64
""")
    )
    coverage = report.coverage
    assert (coverage.figures, coverage.bound) == (7, 6)
    assert coverage.held_once + coverage.held_twice + coverage.orphans == coverage.figures
    assert coverage.orphans == 1


def test_nothing_equals_nothing_holds_nothing() -> None:
    report = check_claims(
        parse_example("""
国有资本经营预算支出表 | 万元 | flow=expenditure fund=state_capital
科目 | 合计 | 基本支出 nature=basic
合计 | 0.00 |
""")
    )
    assert (report.outcomes, report.coverage.orphans) == ((), 1)


def test_an_empty_claim_set_gives_an_empty_report() -> None:
    report = check_claims(parse_example("空表 | 万元\n科目 | 合计"))
    assert (report.outcomes, report.findings, report.coverage.figures) == ((), (), 0)


def test_only_rules_that_ran_to_their_end_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = parse_example("部门支出总表 | 万元\n科目 | 合计\n合计 | 1.00\n208 社会保障和就业支出 | 1.00")
    report = check_claims(claims)
    assert report.coverage.rules == tuple(dict.fromkeys(rule.CODE for rule in RULES))
    assert report.coverage.relations == (("SUM01", 1),)
    monkeypatch.setattr(classification, "check", None)
    assert set(report.coverage.rules) - set(check_claims(claims).coverage.rules) == {classification.CODE}


def test_a_rule_that_crashes_is_a_finding_and_stops_no_other() -> None:
    def crash(claims: ClaimSet) -> Iterator[Finding]:
        raise ValueError("no such year")

    def find(claims: ClaimSet) -> Iterator[Finding]:
        yield Finding("TST02", "test.finds", Severity.NOTICE, ("有", "found"))

    rules = [
        cast(ModuleType, SimpleNamespace(CODE="TST01", NAME="test.crashes", check=crash)),
        cast(ModuleType, SimpleNamespace(CODE="TST02", NAME="test.finds", check=find)),
    ]
    findings = list(apply_rules(parse_example("空表 | 万元\n科目 | 合计"), rules))
    assert [(finding.code, finding.related) for finding in findings] == [("RUN01", ("TST01",)), ("TST02", ())]
    assert "no such year" in findings[0].message[0]


def test_two_thousand_figures_are_checked_in_a_blink() -> None:
    claims = parse_example("\n\n".join(_large_table(title) for title in "甲乙丙丁戊"))
    check_claims(claims)  # first calls read the law's data files
    start = process_time()
    report = check_claims(claims)
    assert process_time() - start < 1.0  # about 0.1 s on a quiet core; a shared one may be slow
    assert len(report.claims.claims) == 2025
    assert report.coverage.orphans == 0


def _large_table(title: str) -> str:
    """A table of one total and 79 rows at three levels, five columns, in which everything adds up."""
    leaves = {f"{900 + kind}{section:02}{item:02}": 100 * kind + 7 * section + item for kind, section, item in _codes()}
    keys = sorted({code[:length] for code in leaves for length in (3, 5, 7)})
    lines = [
        f"{title} | 万元 | flow=expenditure",
        "科目 | 合计 | 基本 nature=basic | 人员 nature=personnel | 公用 nature=public_use | 项目 nature=project",
        _line("合计", sum(leaves.values())),
    ]
    lines += [
        _line(f"{key} 某支出 function={key}", sum(value for code, value in leaves.items() if code.startswith(key)))
        for key in keys
    ]
    return "\n".join(lines)


def _codes() -> list[tuple[int, int, int]]:
    return [(kind, section, item) for kind in range(1, 10) for section in (1, 2) for item in (1, 2, 99)][:53]


def _line(name: str, amount: int) -> str:
    return f"{name} | {6 * amount}.00 | {3 * amount}.00 | {2 * amount}.00 | {amount}.00 | {3 * amount}.00"


def test_a_document_that_leaves_out_secret_rows_may_print_less_than_its_totals() -> None:
    claims = parse_example("""
部门支出总表 | 万元 | flow=expenditure
科目 | 合计
201 一般公共服务支出 | 60.00
20103 政府办公厅（室）及相关机构事务 | 25.00
20106 财政事务 | 10.00
""")
    note = "注：根据国家保密法律法规的规定，部分项目信息公开时予以剔除。"
    noted = replace(claims, tables=tuple(replace(table, below=(note,)) for table in claims.tables))
    assert [str(outcome.verdict) for outcome in check_claims(claims).outcomes] == ["fail"]
    assert [str(outcome.verdict) for outcome in check_claims(noted).outcomes] == ["pass"]
