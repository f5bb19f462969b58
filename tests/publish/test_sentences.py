"""Every paragraph must stand in a file word for word; what was changed, added or left out is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gouji.model.amount import Amount
from gouji.model.document import Document, Paragraph, Place
from gouji.model.edition import Edition, Figure, Heading, Prose, Run
from gouji.publish.sentences import SentenceChange, prove_sentences


def _prose(*pieces: str) -> Prose:
    """Pieces in turn words and figure."""
    return Prose(
        tuple(
            Run(piece, Figure(f"s{number}", piece, Amount(Decimal(piece), 2, "万元"))) if number % 2 else Run(piece)
            for number, piece in enumerate(pieces)
            if piece
        )
    )


EDITION = Edition(
    "某局2027年部门预算",
    (),
    "某局",
    "318",
    2027,
    "any",
    (
        Heading(1, "一、收支情况"),
        _prose("本年收入", "10.00", "万元，支出", "12.00", "万元。"),
        _prose("", "10.00", "万元为财政拨款。"),
        _prose("无其他说明。"),
    ),
)
TEXTS = ("一、收支情况", "本年收入10.00万元，支出12.00万元。", "10.00万元为财政拨款。", "无其他说明。")


def _told(*texts: str) -> list[tuple[int, str, str]]:
    blocks = tuple(Paragraph(text, Place(line=number)) for number, text in enumerate(texts, 1))
    proof = prove_sentences(EDITION, Document("x", "", "text", (), blocks))
    assert (proof.paragraphs, proof.figures) == (3, 3)
    assert proof.equal_paragraphs == 3 - len({change.number for change in proof.changes if change.number})
    return [(change.number, change.before, change.after) for change in proof.changes]


def test_paragraphs_as_they_should_be() -> None:
    assert _told(*TEXTS) == []


def test_white_space_and_a_page_break_inside_a_paragraph_do_not_matter() -> None:
    assert _told("一、收支情况", "本年收入 10.00 万元，支", "出12.00万元。", *TEXTS[2:]) == []


def test_a_figure_that_differs_is_told_alone() -> None:
    assert _told(TEXTS[0], "本年收入10.00万元，支出21.00万元。", *TEXTS[2:]) == [(1, "12.00", "21.00")]


def test_a_digit_before_a_paragraph_is_not_overlooked() -> None:
    assert _told(*TEXTS[:2], "110.00万元为财政拨款。", TEXTS[3]) == [(2, "10.00", "110.00")]


def test_two_figures_exchanged_are_told_both() -> None:
    told = _told(TEXTS[0], "本年收入12.00万元，支出10.00万元。", *TEXTS[2:])
    assert told == [(1, "10.00", "12.00"), (1, "12.00", "10.00")]


def test_words_that_differ_are_told_whole() -> None:
    assert _told(*TEXTS[:3], "没有其他说明。") == [(3, "无其他说明。", "没有其他说明。")]


def test_words_added_to_a_paragraph_are_told() -> None:
    assert _told(*TEXTS[:3], "并无其他说明。") == [(3, "无其他说明。", "并无其他说明。")]


def test_a_short_paragraph_left_out_leads_none_after_it_astray() -> None:
    edition = replace(EDITION, blocks=tuple(map(_prose, ("立项依据", "0", "实施主体：档案馆", "预算共计30万元。"))))
    blocks = tuple(Paragraph(text, Place()) for text in ("立项依据", "实施主体：档案馆", "预算共计30万元。"))
    proof = prove_sentences(edition, Document("x", "", "text", (), blocks))
    assert [(change.number, change.after) for change in proof.changes] == [(2, "")]


def test_paragraphs_exchanged_are_told_as_few() -> None:
    assert _told(TEXTS[0], *reversed(TEXTS[1:])) == [(1, TEXTS[1], ""), (2, TEXTS[2], "")]


def test_a_paragraph_left_out_is_missing() -> None:
    assert _told(TEXTS[0], *TEXTS[2:]) == [(1, TEXTS[1], "")]


def test_an_amount_that_the_edition_does_not_print_is_one_too_many() -> None:
    assert _told(*TEXTS, "另安排99.00万元。") == [(0, "", "另安排99.00万元。")]


def test_an_amount_that_the_edition_prints_may_stand_in_a_summary() -> None:
    assert _told("收入合计10.00万元", *TEXTS) == []


def test_a_change_says_where_it_stands() -> None:
    blocks = tuple(Paragraph(text, Place(page=number)) for number, text in enumerate(TEXTS[:3], 4))
    changed = (*blocks, Paragraph("无别的说明。", Place(page=9)))
    [change] = prove_sentences(EDITION, Document("x", "", "pdf", (), changed)).changes
    assert change == SentenceChange(3, "无其他说明。", "无其他说明。", "无别的说明。", False, Place(page=9))
