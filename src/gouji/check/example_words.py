"""Examples of running text and of goals: the blocks 正文, 目标 and 机构 of the notation of `gouji.check.example`.

    正文
    二、部门预算安排的总体情况
    支出预算746.33万元，比上年增加126.62万元。

Each line of a 正文 is a paragraph; a short one that begins with a number is a heading, one that ends in ……3 a line of
the table of contents.

    目标 | 现场踏勘服务 | 预算数=132.00万元 | 计划=3:33.00 6:66.00
    年度目标 完成踏勘
    产出指标/数量指标 | 踏勘件数 | ≥150件 | 说明=全年踏勘件数 | 权重=10

A 目标 names its project (整体目标: the department) and fields of its form; then its goal text, and an indicator a line
(得分=10 is its score in a form of self-evaluation).

    机构
    青石县行政审批局本级 | 行政

A 机构 is the table of units: a name and its 单位性质 a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.model.amount import fold
from gouji.model.document import Cell, Grid, Paragraph, Place
from gouji.model.goal import Goal, Indicator
from gouji.model.passage import UNNUMBERED, Passage, level_of
from gouji.model.table import Column, Entry, Row, Table
from gouji.model.target import parse_target

_TARGET_COLUMN = Column(("绩效指标", "指标值"))
_SCORE_COLUMN = Column(("得分",))
_SCORE = re.compile(r"\| *得分=([^|\s]+)")
_CONTENTS = re.compile(r"…{2,}\d+$")
_LONGEST_HEADING = 40
_WORDS = {"说明": "description", "依据": "basis", "权重": "weight", "上年": "previous", "期间": "period"}


def is_prose(lines: Sequence[str]) -> bool:
    """Whether a block is running text."""
    return lines[0].strip() == "正文"


def is_goal(lines: Sequence[str]) -> bool:
    """Whether a block is a goal."""
    return lines[0].startswith(("目标", "整体目标"))


def read_prose(lines: Sequence[str], block: int) -> Iterator[tuple[Passage, Paragraph]]:
    """The passages of a block, and the paragraphs of the document that they are; `block` is the first one's index."""
    over: list[tuple[int, str]] = []
    for number, line in enumerate(lines[1:]):
        text = fold(line.strip())
        level = level_of(text)
        is_contents = bool(_CONTENTS.search(line))
        is_heading = (
            level < UNNUMBERED and len(text) <= _LONGEST_HEADING and not text.endswith("。") and not is_contents
        )
        if is_heading:
            over = [(other, heading) for other, heading in over if other < level]
        place = Place(page=1, line=block + number + 1)
        yield (
            Passage(
                text=text,
                starts=(0,),
                places=(place,),
                headings=tuple(heading for _, heading in over),
                level=level,
                is_heading=is_heading,
                is_contents=is_contents,
                block=block + number,
            ),
            Paragraph(line.strip(), place, heading=is_heading),
        )
        if is_heading:
            over.append((level, text))


def print_grid(number: int, lines: Sequence[str]) -> Grid:
    """The lines of a table or goal as a grid on the page of that number: what stands between two bars is a cell."""
    cells = [
        Cell(row, column, text.strip().strip('"'), Place(page=number, line=row + 1))
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split("|"))
        if text.strip()
    ]
    return Grid(tuple(cells), Place(page=number, line=1))


def read_goal(lines: Sequence[str], table: int) -> tuple[Goal, Table]:
    """The goal of a block, and the form that prints it, the table of that index."""
    kind, name, *rest = [cell.strip() for cell in lines[0].split("|")]
    fields = dict(cell.split("=", 1) for cell in rest)
    plan = tuple((int(month), text) for month, text in (one.split(":") for one in fields.pop("计划", "").split()))
    told = [line for line in lines[1:] if "|" in line]
    goal = next((line.strip().partition(" ")[2] for line in lines[1:] if line.strip().startswith("年度目标")), "")
    indicators = tuple(map(_indicator, told))
    rows = [Row(0, name)]
    for number, (line, indicator) in enumerate(zip(told, indicators, strict=True), 1):
        target = line.split("|")[2].strip()
        place = Place(page=table + 1, line=number + 1)
        entries = [Entry(_TARGET_COLUMN, target, (place,))]
        entries += [Entry(_SCORE_COLUMN, score, (place,)) for score in _SCORE.findall(line)]
        rows.append(Row(number, indicator.name, path=(indicator.kind, indicator.group), entries=tuple(entries)))
    form = Table(table + 1, f"{name}绩效目标表", None, (table + 1,), (_TARGET_COLUMN,), tuple(rows), kind="form")
    return (
        Goal(
            scope="department" if kind == "整体目标" else "project",
            name=name,
            code=fields.pop("编码", ""),
            table=table,
            row=0,
            fields=fields,
            purpose=fields.get("用途", ""),
            goal=goal,
            term_goal=fields.get("长期目标", ""),
            plan=plan,
            indicators=indicators,
            rows=tuple(range(1, len(indicators) + 1)),
            claims=("",) * len(indicators),
        ),
        form,
    )


def is_units(lines: Sequence[str]) -> bool:
    """Whether a block is a table of units."""
    return lines[0].strip() == "机构"


def read_units(lines: Sequence[str], table: int) -> Table:
    """The table of units of a block, the table of that index: name | 单位性质 a line."""
    column = Column(("单位性质",))
    rows = []
    for number, line in enumerate(lines[1:]):
        name, nature = (cell.strip() for cell in line.split("|"))
        rows.append(Row(number, name, entries=(Entry(column, nature, (Place(page=table + 1, line=number + 1),)),)))
    return Table(table + 1, "机构设置情况", None, (table + 1,), (column,), tuple(rows), kind="list")


def _indicator(line: str) -> Indicator:
    level, name, text, *rest = [cell.strip() for cell in line.split("|")]
    first, _, second = level.partition("/")
    told = {_WORDS[key]: value for key, value in (cell.split("=", 1) for cell in rest) if key != "得分"}
    target = parse_target(text)
    signed = fold(text)[:1] not in "0123456789"
    return Indicator(
        kind=first,
        group=second,
        name=name,
        value=text if target is None else f"{target.value:f}",
        comparator=target.comparator if target is not None and (signed or target.comparator != "=") else "",
        unit=target.unit or "" if target is not None else "",
        description=told.get("description", ""),
        basis=told.get("basis", ""),
        weight=told.get("weight", ""),
        previous=tuple(told.get("previous", "").split()),
        period=told.get("period", "year"),
    )
