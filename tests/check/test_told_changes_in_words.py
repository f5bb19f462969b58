"""Changes told in words: what changed, which way, by how much and why; and 持平 against last year's figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.check.example import parse_example
from gouji.check.rules.narrative import directions
from gouji.check.rules.narrative.changes import changes_of
from gouji.model.claim import ClaimSet
from gouji.model.document import Place
from gouji.model.passage import Passage


def told(text: str, *headings: str) -> list[tuple[str, str, str, str]]:
    passage = Passage(text, (0,), (Place(line=1),), headings)
    return [(one.subject, one.way, str(one.amount or one.rate or ""), one.reason) for one in changes_of(passage)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("基本支出增加66.22万元,主要因人员增加", [("基本支出", "up", "66.22", "人员增加")]),
        ("公务接待费2.00万元,比上年减少0.50万元,下降20%。", [("公务接待费", "down", "0.50", "")]),
        ("因公出国(境)费0万元,与上年持平;", [("因公出国(境)费", "same", "", "")]),
        ("培训费。2027年预算数1.65万元,较2026年年初预算减少0.24万元", [("培训费", "down", "0.24", "")]),
        (
            "(2)住房保障支出442.09万元,用于住房改革。与上年相比增加31.1万元。主要原因是基数提高。",
            [("住房保障支出", "up", "31.1", "基数提高")],
        ),
        ("其他收入增加5.00万元", [("其他收入", "up", "5.00", "")]),
        ("工作经验得到推广,办结率提高", []),
    ],
)
def test_a_change_is_of_what_stands_before_it(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(text) == expected


def test_a_change_without_a_subject_is_of_its_heading() -> None:
    assert told("与2026年相比减少3.00万元。", "四、机关运行经费情况")[0][0] == "机关运行经费"


def test_amounts_inside_a_reason_are_no_changes_of_their_own() -> None:
    text = "支出减少9.00万元,主要原因:一是会议费减少5.00万元;二是培训费减少4.00万元。"
    assert told(text) == [("支出", "down", "9.00", "一是会议费减少5.00万元;二是培训费减少4.00万元")]


def claims_of(last_year: str, words: str) -> ClaimSet:
    claims = parse_example(f"""
“三公”经费支出表 | 万元 | flow=expenditure item=three_public.reception
项目 | 本年 year=2024 | 上年 year=2023
公务接待费 | 2.00 | {last_year}

文字 | 万元 | flow=expenditure year=2024
公务接待费 2.00 item=three_public.reception

正文
公务接待费2.00万元，{words}。
""")
    place = claims.passages[0].places[0]
    source = replace(claims.claims[-1].source, places=(place,), text="2.00万元")
    return replace(claims, claims=(*claims.claims[:-1], replace(claims.claims[-1], source=source)))


@pytest.mark.parametrize(
    ("last_year", "words", "expected"),
    [
        ("2.00", "与上年持平", []),
        ("1.95", "与上年基本持平", []),
        ("1.50", "与上年持平", ["写“持平”，而表中上年数为 1.50万元，本年数为 2.00万元"]),
        ("1.50", "与上年基本持平", ["写“持平”，而表中上年数为 1.50万元，本年数为 2.00万元"]),
    ],
)
def test_what_is_called_the_same_was_the_same(last_year: str, words: str, expected: list[str]) -> None:
    assert [finding.message[0] for finding in directions.check(claims_of(last_year, words))] == expected
