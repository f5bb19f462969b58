"""Damage between the cells of tab rows: noise of a recognition, cells cut in two, rows without their leading blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouji.model.amount import fold, is_dash, parse_number
from gouji.read.text.header import is_full_head

_REPEATED = re.compile(r"(.{1,6}?)\1{5,}")
_MEANINGFUL = re.compile(r"[\w≥≤＞＜><=×√☑□/〃%％]")
_COMPARATORS = "≥≤><=＞＜"
_CUT_QUANTITY = re.compile(r"数\|量(?:\(\d\))?|娄\|[女文攵]量(?:\(\d\))?")  # 数量 cut between or through its characters
_TOTALS = frozenset({"合计", "总计"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MONTH_HEAD = re.compile(r"(\d{1,2})\D?")
_UNIT_LINE = re.compile(r"(?:填报|编报|编制)(?:单位|部门)(?:[:：].*)?|(?:预算)?(?:部门|单位)(?:名称)?[:：].*")
_MONEY_UNIT = re.compile(r".{0,4}[:：](?P<unit>(?:亿|百万|万|千)?元)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell of a row: where it stands, how many fields it took, its text; certain if it can be read in one way."""

    column: int
    text: str
    span: int = 1
    certain: bool = True


def is_noise(text: str) -> bool:
    """Whether a field is only specks or a stutter of the recognition (", , , ," or "19-24-19-24-…").

    >>> [is_noise(text) for text in ("· · · · · ·", "P104-19-24-19-24-19-24-19-24-19-24-19-24", "—", "100000000")]
    [True, True, False, False]
    """
    if is_dash(text) or parse_number(text) is not None:
        return False
    folded = fold(text)
    match = _REPEATED.search(folded)
    return not _MEANINGFUL.search(folded.replace("_", "")) or (match is not None and 2 * len(match[0]) > len(folded))


def unit_line(texts: Sequence[str]) -> str | None:
    """The line "填报单位：… 单位：万元" that a conversion gave cells of its own, as one text; None for other rows.

    >>> unit_line(["填报单位:", "某局", "", "单位: 万元"])
    '填报单位:某局 单位:万元'
    """
    filled = [text for text in texts if text]
    if not filled or not _UNIT_LINE.fullmatch(fold(filled[0])) or any(parse_number(text) for text in filled):
        return None
    last = _MONEY_UNIT.fullmatch(fold(filled[-1])) if len(filled) > 1 else None
    if last is None:
        return "".join(filled) if re.search("[:：]", "".join(filled)) else ":".join(filled)
    return f"{''.join(filled[:-1]).removesuffix('单').rstrip('化')} 单位:{last['unit']}"


def join_cut_cells(texts: Sequence[str]) -> list[Piece]:
    """The filled fields of a row, figures that a wrong column boundary cut in two made whole again.

    Only what cannot be a figure of its own is joined: ".00%" or "00.00%" to the digits before it, "月底" or "2月底" to
    the digit before it, "3200件" to "≥53". Where both halves print the digit on the boundary it is counted once, and
    the figure is not certain.

    >>> [piece.text for piece in join_cut_cells(["计划", "25", ".00%", "50.00%", "1", "00.00%"])]
    ['计划', '25.00%', '50.00%', '100.00%']
    """
    pieces: list[Piece] = []
    for column, text in enumerate(texts):
        if not text:
            continue
        last = pieces[-1] if pieces else None
        joined = _joined(last.text, text) if last is not None and last.column + last.span == column else None
        if last is None or joined is None:
            pieces.append(Piece(column, text))
            continue
        certain = last.certain and not (last.text[-1] == text[0] and text[0].isdigit())
        pieces[-1] = Piece(last.column, joined, last.span + 1, certain)
    return pieces


def _joined(left: str, right: str) -> str | None:
    """What the halves of a cut cell say together; None where they are two cells."""
    first, second = fold(left), fold(right)
    if re.fullmatch(r"\d{1,3}\.?", first) and re.fullmatch(r"\.\d+%?", second):
        return first.rstrip(".") + second
    if re.fullmatch(r"\d{1,2}", first) and re.fullmatch(r"0\d+\.\d+%", second):
        return first + second.removeprefix(first[-1] if len(first) > 1 else "")
    if (
        _MONTH_HEAD.fullmatch(first)
        and re.fullmatch(r"\d?月底?", second)
        and len(re.sub(r"\D", "", first + second)) <= 2
    ):
        return re.sub(r"\D", "", first) + second
    if _CUT_QUANTITY.fullmatch(f"{first}|{second}"):
        return "数量"
    if re.fullmatch(rf"[{_COMPARATORS}]\d+", first) and re.fullmatch(r"\d+[^\W\d_]+", second):
        return first + (second[1:] if first[-1] == second[0] else second)
    return None


def align_shifted_rows(rows: Sequence[Sequence[str]], head: int) -> list[list[str]]:
    """The rows, those that lost a leading blank (a merged cell above) moved back under their columns.

    A row is moved only when it prints a figure in a column that holds texts in all other rows, ends with as many
    blanks, fits once moved (figures under figures, percentages under percentages, texts under texts), and then begins
    where the row above begins.
    """
    aligned = [list(row) for row in rows]
    kinds = [Counter(_kind(row[column]) for row in rows[head:] if row[column]) for column in range(len(rows[0]))]
    for index in range(head + 1, len(rows)):
        row = rows[index]
        shift = _first_filled(aligned[index - 1]) - _first_filled(row)
        if shift not in {1, 2} or any(row[-shift:]):
            continue
        others = [counter - Counter([_kind(text)] if text else []) for counter, text in zip(kinds, row, strict=True)]
        moved = [*[""] * shift, *row[:-shift]]
        if not _fits(row, others) and _fits(moved, others):
            aligned[index] = moved
    return aligned


def _first_filled(row: Sequence[str]) -> int:
    return next((column for column, text in enumerate(row) if text), len(row))


def _fits(row: Sequence[str], kinds: Sequence[Counter[str]]) -> bool:
    """Whether every figure and text of a row stands in a column where another row has one of its kind, none foreign."""
    return all(not text or not others or others[_kind(text)] > 0 for text, others in zip(row, kinds, strict=True))


def _kind(text: str) -> str:
    number = parse_number(text)
    if number is None:
        return "dash" if is_dash(text) else "text"
    return "share" if number.percent else "number"


def drop_head_noise(rows: list[list[str]]) -> None:
    """Empties stray figures of the recognition in a first row that stands above the full head of a table."""
    for index in range(min(3, len(rows) - 1)):
        if is_full_head(rows[index + 1]) and _count_figures(rows[index]) == 1 and sum(map(bool, rows[index])) <= 4:
            rows[index] = ["" if parse_number(text) is not None else text for text in rows[index]]


def drop_doubled_totals(rows: Sequence[list[str]], height: int) -> None:
    """Empties "总计" where it stands beside "合计" in a row without figures: the recognition read the name twice."""
    for row in rows[height:]:
        filled = [column for column, text in enumerate(row) if text]
        if len(filled) > 1 and all(fold(row[column]) in _TOTALS for column in filled):
            for column in filled[1:]:
                row[column] = ""


def drop_box_edges(rows: Sequence[list[str]]) -> None:
    """Empties a lone "1" after a title in the midst of an otherwise blank row: the edge of the title's box."""
    for row in rows:
        filled = [column for column, text in enumerate(row) if text]
        if len(filled) == 2 and filled[0] >= 2 and row[filled[1]] == "1" and _CHINESE.search(row[filled[0]]):
            row[filled[1]] = ""


def is_garbage_row(texts: Sequence[str]) -> bool:
    """Whether a row holds no Chinese word, and something that is no figure either: a line that was not recognized."""
    filled = [text for text in texts if text]
    figures = _count_figures(filled) + sum(is_dash(text) for text in filled)
    return not any(_CHINESE.search(text) for text in filled) and figures < len(filled)


def _count_figures(texts: Iterable[str]) -> int:
    return sum(parse_number(text) is not None for text in texts)
