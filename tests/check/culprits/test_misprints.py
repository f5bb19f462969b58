"""Slips of hand and eye are told from each other, and claimed only where chance would not make them."""

from __future__ import annotations

import pytest

from gouji.check.culprits.lines import Lines
from gouji.check.culprits.misprints import UNKNOWN, explain_value, is_telling, one_slip_away
from gouji.check.example import parse_example
from gouji.check.figures import Book, Figure, open_book

TABLE = """
部门支出总表 | 万元 | flow=expenditure
科目 | 合计 | 基本支出 nature=basic
201 一般公共服务支出 | {printed} | 152.15
208 社会保障和就业支出 | 19.91 | 33.40
"""
UNIT = 10**12  # one 万元 in 10⁻⁸ 元


def figure_of(printed: str) -> tuple[Book, Figure]:
    book = open_book(parse_example(TABLE.format(printed=printed)))
    return book, book.by_key["一般公共服务支出@合计"]


@pytest.mark.parametrize(
    ("printed", "meant", "words"),
    [
        ("649.23", 69423, "颠倒"),
        ("694.28", 69423, "一位数字写错"),
        ("69.23", 69423, "漏写一位"),
        ("6944.23", 69423, "多写一位"),
        ("6942.30", 69423, "小数点错一位"),
        ("69423.00", 69423, "小数点错两位"),
        ("6942300.00", 69423, "单位"),
        ("-694.23", 69423, "正负号"),
        ("694.00", 69423, "小数部分"),
        ("0.00", 69423, "漏填"),
        ("19.91", 69423, "下一行"),
        ("152.15", 69423, "右边一栏"),
    ],
)
def test_a_slip_is_known_by_what_it_makes_of_a_figure(printed: str, meant: int, words: str) -> None:
    book, figure = figure_of(printed)
    assert words in explain_value(figure, meant * UNIT // 100, Lines(book)).chinese


def test_an_unlike_value_is_no_slip() -> None:
    book, figure = figure_of("812.77")
    assert explain_value(figure, 69423 * UNIT // 100, Lines(book)) is UNKNOWN


def test_short_figures_and_many_suspects_tell_nothing() -> None:
    _, short = figure_of("6.92")
    _, long = figure_of("649231.15")
    assert not is_telling(short, 629 * UNIT // 100, 1)
    assert is_telling(long, 69423115 * UNIT // 100, 3)
    assert not is_telling(long, 69423115 * UNIT // 100, 10_000)


@pytest.mark.parametrize("printed", ["649.23", "0.07", "1,050.00", "-33.10"])
def test_every_value_one_slip_away_is_known_as_that_slip(printed: str) -> None:
    _, figure = figure_of(printed)
    away = {meant for meant in one_slip_away(figure) if meant not in (0, figure.value)}
    alike = {meant for meant in away if (meant < 0) == (figure.value < 0) or meant == -figure.value}
    assert len(alike) > 20
    assert all(meant % figure.quantum == 0 for meant in alike)
    assert [meant for meant in alike if explain_value(figure, meant, None) is UNKNOWN] == []
