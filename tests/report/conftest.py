"""Small reports of each kind: a PDF's with boxes, a text's with lines, one with nothing found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gouji.check.example import parse_example
from gouji.check.run import check_claims
from gouji.model.claim import ClaimSet, Fact
from gouji.model.document import Box, Document, Page, Place
from gouji.model.report import Report
from gouji.model.table import Entry, Table
from gouji.report.summary import Summary, summarize

SPENDING = """
部门预算支出总表 | 万元 | flow=expenditure
科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
合计 | 1047.72 | 669.22 | 378.50
201 一般公共服务支出 | 802.27 | 483.77 | 318.50
20103 政府办公厅（室）及相关机构事务 | 802.27 | 483.77 | 318.50
2010301 行政运行 | 365.59 | 365.59 |
2010302 一般行政管理事务 | 131.50 | | 131.50
2010306 政务公开审批 | 128.00 | | {slipped}
2010350 事业运行 | 118.18 | 118.18 |
2010399 其他政府办公厅（室）及相关机构事务支出 | 59.00 | | 59.00
208 社会保障和就业支出 | 245.45 | 185.45 | 60.00
"""


def placed(claims: ClaimSet, document: Document, places: dict[str, Place]) -> ClaimSet:
    """The claims as they would stand in the document, at the places given for some of them."""
    moved = tuple(
        replace(
            claim,
            source=replace(claim.source, sha256=document.sha256, places=(places.get(claim.id, claim.source.place),)),
        )
        for claim in claims.claims
    )
    facts = replace(claims.facts, entity=Fact("青石县政务服务中心管理局", "青石县政务服务中心管理局"))
    return replace(claims, documents=(document,), claims=moved, facts=facts, tables=(with_entries(claims),))


def with_entries(claims: ClaimSet) -> Table:
    """The table with its figures as entries, as reading leaves them."""
    (table,) = claims.tables
    found = {(claim.row, claim.column): claim.source for claim in claims.claims}
    rows = (
        replace(
            row,
            entries=tuple(
                Entry(column, source.text, source.places)
                for column in table.columns
                if (source := found.get((row.index, column.path)))
            ),
        )
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def example_claims(slipped: str = "12.80") -> ClaimSet:
    return parse_example(SPENDING.format(slipped=slipped), year="2027")


@pytest.fixture(scope="session")
def pdf_report() -> Report:
    """The example's page 5 with its slipped decimal point, boxes where they stand in examples/faulty.pdf."""
    pages = tuple(Page(number, 841.89, 595.28) for number in range(1, 14))
    unread = (Page(14, 595.28, 841.89, unread="整页为图像"), Page(15, 595.28, 841.89, unread="整页为图像"))
    document = Document("faulty.pdf", "a" * 64, "pdf", (*pages, *unread), (), ("文件名与内容不符",))
    places = {
        claim.id: Place(page=5, box=Box(x0, 120 + 13.45 * claim.row, x1, 129 + 13.45 * claim.row))
        for claim in example_claims().claims
        for x0, x1 in [{"合计": (399, 430), "基本支出": (488, 513), "项目支出": (571, 597)}[claim.column[0]]]
        if claim.row is not None
    }
    return check_claims(placed(example_claims(), document, places))


@pytest.fixture(scope="session")
def text_report() -> Report:
    """The same as a text file's, by lines."""
    document = Document("faulty.txt", "b" * 64, "text", (Page(1),), ())
    places = {claim.id: Place(line=40 + (claim.row or 0)) for claim in example_claims().claims}
    return check_claims(placed(example_claims(), document, places))


@pytest.fixture(scope="session")
def clean_report() -> Report:
    """A document in which nothing is wrong."""
    document = Document("clean.txt", "c" * 64, "text", (Page(1),), ())
    return check_claims(placed(example_claims("128.00"), document, {}))


@pytest.fixture(scope="session")
def pdf_summary(pdf_report: Report) -> Summary:
    return summarize(pdf_report)


@pytest.fixture(scope="session")
def text_summary(text_report: Report) -> Summary:
    return summarize(text_report)


@pytest.fixture(scope="session")
def clean_summary(clean_report: Report) -> Summary:
    return summarize(clean_report)


@pytest.fixture(scope="session")
def hostile_summary(text_summary: Summary) -> Summary:
    """Texts that would do harm where they are not escaped."""
    problem = text_summary.problems[0]
    bad = replace(problem, message="<script>alert(1)</script>", suggestion="=cmd|' /C calc'!A0", stated="@SUM(1)\x07")
    file = replace(text_summary.files[0], name="<img src=x onerror=alert(1)>.txt")
    return replace(text_summary, problems=(bad,), files=(file,))


def faulty_pdf(examples: Path) -> dict[str, Path]:
    """The page images' files by hash, as `pdf_report` names them."""
    return {"a" * 64: examples / "faulty.pdf"}
