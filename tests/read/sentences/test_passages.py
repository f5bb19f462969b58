"""Passages: sentences put together over lines and pages, without what runs along the edge of every page."""

from __future__ import annotations

from gouji.model.document import Box, Document, Page, Paragraph, Place
from gouji.read.sentences.passages import documents_to_passages


def line(text: str, page: int, y0: float, x0: float = 90, x1: float = 510) -> Paragraph:
    return Paragraph(text, Place(page=page, box=Box(x0, y0, x1, y0 + 14)))


def texts(*paragraphs: Paragraph) -> list[str]:
    pages = tuple(Page(number, 595, 842) for number in (1, 2, 3))
    document = Document("text.pdf", "0" * 64, "pdf", pages, paragraphs)
    return [passage.text for passage in documents_to_passages((document,))]


HEADS = tuple(line("青石县某局2027年部门预算公开", page, 10, 41, 190) for page in (1, 2, 3))


def test_a_running_head_does_not_cut_the_sentence_that_goes_over_the_page() -> None:
    assert texts(
        HEADS[0],
        line("（一）一般公共服务支出906.63万元，主要用于", 1, 760),
        HEADS[1],
        line("审计事务。与上年相比减少17.08万元。", 2, 80),
        HEADS[2],
    ) == ["(一)一般公共服务支出906.63万元,主要用于审计事务。与上年相比减少17.08万元。"]


def test_what_repeats_within_the_text_is_no_running_head() -> None:
    repeated = [line("无其他需要说明的事项。", page, 400) for page in (1, 2, 3)]
    assert len(texts(*repeated)) == 3


def test_a_full_line_that_breaks_off_goes_on_below() -> None:
    assert texts(
        line("（一）收入预算：收入预算558.35万元，其中：一般公共预算", 1, 100, 90, 517),
        line("收入776.75万元，其他收入781.60万元。", 1, 139, 90, 344),
        line("我局没有其他收入。", 1, 170, 90, 534),
    ) == ["(一)收入预算:收入预算558.35万元,其中:一般公共预算收入776.75万元,其他收入781.60万元。", "我局没有其他收入。"]


def test_a_short_line_is_whole() -> None:
    above, below = "预算收入：包括一般公共预算收入、其他收入", "收入776.75万元。"
    assert texts(line(above, 1, 100, 90, 300), line(below, 1, 139, 90, 534)) == [above.replace("：", ":"), below]


def test_a_unit_line_is_whole_and_a_note_begins_anew() -> None:
    unit, note = "编制部门：青石县某局                    单位：万元", "注：本部门无政府性基金预算，故本表为空表。"
    assert texts(line(unit, 1, 100), line(note, 1, 139)) == [
        "编制部门:青石县某局单位:万元",
        "注:本部门无政府性基金预算,故本表为空表。",
    ]
