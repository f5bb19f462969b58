"""The look of cells, as far as it means something: number format, bold, indent, and whether rules stand beside it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from gouji.read.archive import local_name
from gouji.read.xlsx.number_format import BUILT_IN


@dataclass(frozen=True, slots=True)
class Style:
    """A cell's look. `ruled` is True where a vertical rule stands at its left or right: such a cell is in a table."""

    format: str = "General"
    bold: bool = False
    indent: int = 0
    ruled: bool = False


def read_styles(root: etree._Element) -> tuple[Style, ...]:
    """The styles that cells of the workbook name by their index."""
    groups = {local_name(group): group for group in root}
    codes = {_integer(item, "numFmtId"): item.get("formatCode", "General") for item in _children(groups.get("numFmts"))}
    bold = [any(local_name(part) == "b" and _is_on(part) for part in font) for font in _children(groups.get("fonts"))]
    ruled = [_has_vertical_rule(border) for border in _children(groups.get("borders"))]
    return tuple(
        Style(
            format=_format_code(_integer(look, "numFmtId"), codes),
            bold=_at(bold, _integer(look, "fontId")),
            indent=_indent(look),
            ruled=_at(ruled, _integer(look, "borderId")),
        )
        for look in _children(groups.get("cellXfs"))
    )


def _children(group: etree._Element | None) -> list[etree._Element]:
    return [] if group is None else [child for child in group if local_name(child)]


def _integer(element: etree._Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _at(marks: list[bool], index: int) -> bool:
    return index < len(marks) and marks[index]


def _is_on(element: etree._Element) -> bool:
    return element.get("val", "1") not in {"0", "false"}


def _format_code(number: int, codes: dict[int, str]) -> str:
    return codes.get(number) or BUILT_IN.get(number, "General")


def _has_vertical_rule(border: etree._Element) -> bool:
    sides = {"left", "right", "start", "end"}
    return any(local_name(side) in sides and side.get("style", "none") != "none" for side in border)


def _indent(look: etree._Element) -> int:
    return max((_integer(part, "indent") for part in look if local_name(part) == "alignment"), default=0)
