"""Every kind of slip of words changes one name or year of a document, and checking names what it changed."""

from __future__ import annotations

from random import Random

import pytest

from gouji.check.example import parse_example
from gouji.check.run import check_claims
from gouji.check.self_test import run_self_test
from gouji.check.word_slips import WORD_KINDS, WordKind
from gouji.model.claim import ClaimSet

TEXT = """
文档 | entity=青石县行政审批局 | kind=budget | year=2024

2024年部门支出总表 | 万元 | flow=expenditure
科目 | 合计
201 一般公共服务支出 | 611.00
208 社会保障和就业支出 | 83.23

项目支出表 | 万元 | flow=expenditure nature=project
项目 | 合计
热线服务外包费用 project=热线服务外包费用 | 120.00

政府采购表 | 万元 | item=procurement
项目 | 合计
热线服务外包费用 project=热线服务外包费用 | 120.00

正文
现将青石县行政审批局2024年部门预算公开如下。
"""


@pytest.fixture(scope="module")
def claims() -> ClaimSet:
    return parse_example(TEXT)


@pytest.mark.parametrize("kind", WORD_KINDS, ids=lambda kind: kind.name)
def test_a_slip_of_words_changes_one_place(kind: WordKind, claims: ClaimSet) -> None:
    slip = kind.plant(claims, Random(2))
    assert slip is not None
    rows = [
        (before.label, after.label)
        for table, other in zip(claims.tables, slip.claims.tables, strict=True)
        for before, after in zip(table.rows, other.rows, strict=True)
        if before != after
    ]
    pairs = zip(claims.passages, slip.claims.passages, strict=True)
    texts = [(before.text, after.text) for before, after in pairs if before != after]
    ((before, after),) = rows + texts
    assert slip.wrong in after
    assert slip.wrong not in before
    assert [claim.amount for claim in slip.claims.claims] == [claim.amount for claim in claims.claims]


@pytest.mark.parametrize("kind", WORD_KINDS, ids=lambda kind: kind.name)
def test_where_there_is_no_place_for_it_nothing_is_planted(kind: WordKind) -> None:
    assert kind.plant(parse_example("收支表 | 万元 |\n项目 | 预算数\n合计 | 3.00\n"), Random(2)) is None


def test_a_document_without_findings_is_told_which_slips_of_words_are_caught(claims: ClaimSet) -> None:
    assert not [finding for finding in check_claims(claims).findings if finding.code in ("CLS01", "NAM01", "NAM03")]
    told = {kind.name: kind for kind in run_self_test(claims, each=6).in_words}
    assert all(kind.planted == 6 and 0 < kind.caught <= 6 for kind in told.values())
    assert told["year_left"].caught == 6
