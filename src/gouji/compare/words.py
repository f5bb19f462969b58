"""How sides, lines and figures of several files are put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.check.figures import Book, Figure
from gouji.check.wording import name_place, print_figure
from gouji.compare.merge import side_of
from gouji.compare.model import Side, Words
from gouji.law.dimensions import chinese_name
from gouji.law.vocabulary import strip_numbering
from gouji.model.claim import Claim, Facts
from gouji.model.point import Dimension, Point
from gouji.model.table import Table

_KINDS: Mapping[str, Words] = {
    "budget": ("预算", "budget"),
    "final_account": ("决算", "final account"),
    "goals": ("绩效目标", "goals"),
    "not_a_budget": ("其他文件", "other file"),
}
_SCOPES: Mapping[str, Words] = {"department": ("部门", "department's"), "unit": ("单位", "unit's")}
_SAID_BY_NAME = (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC)
_ORDER = (
    Dimension.FLOW,
    Dimension.FUND,
    Dimension.VINTAGE,
    Dimension.NATURE,
    Dimension.ITEM,
    Dimension.PROJECT,
    Dimension.ENTITY,
    Dimension.MEASURE,
)


def label_side(facts: Facts, name: str, *, with_scope: bool = False) -> Words:
    """How reports call a file: its year and kind (and scope), or its name where it says no year."""
    chinese, english = _KINDS.get(facts.kind.value, (facts.kind.value, facts.kind.value))
    if with_scope and facts.scope is not None:
        scope = _SCOPES.get(facts.scope.value, ("", ""))
        chinese, english = scope[0] + chinese, f"{scope[1]} {english}"
    if facts.year is None:
        return f"{name}（{chinese}）", f"{name} ({english})"
    return f"{facts.year.value}年{chinese}", f"{facts.year.value} {english}"


def place_of(book: Book, sides: Sequence[Side], figure: Figure) -> Words:
    """Where a figure stands: file, table, page, row and column."""
    chinese, english = name_place(book, figure)
    label = sides[side_of(figure.key)].label
    return f"{label[0]}{chinese}", f"{label[1]}, {english}"


def told(book: Book, sides: Sequence[Side], figure: Figure) -> Words:
    """A figure with its place: 2024年预算表1《…》“合计”行 3.00 万元."""
    place = place_of(book, sides, figure)
    return f"{place[0]} {print_figure(figure)}", f"{place[1]}: {print_figure(figure)}"


def name_line(point: Point, claim: Claim, tables: Sequence[Table]) -> str:
    """A point in the words of the document: 支出 · 一般公共预算 · 基本支出 · 201 一般公共服务支出."""
    words = [chinese_name(dimension, member) for dimension in _ORDER if (member := point.get(dimension)) is not None]
    codes = [code for dimension in _SAID_BY_NAME if (code := point.get(dimension)) is not None]
    if codes:
        words.append(" × ".join([*codes[:-1], f"{codes[-1]} {_row_name(claim, tables, codes[-1])}".rstrip()]))
    return " · ".join(words)


def _row_name(claim: Claim, tables: Sequence[Table], code: str) -> str:
    """The name that the row prints beside the code; nothing where the figure is not of that row."""
    if claim.table is None or claim.row is None:
        return ""
    row = tables[claim.table].rows[claim.row]
    own = row.code in (None, code) or any(printed == code for _, printed in row.codes)
    return strip_numbering(row.label.removeprefix(code).strip()) if own else ""
