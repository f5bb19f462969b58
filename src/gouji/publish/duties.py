"""What law asks a publication to contain (财预〔2016〕143号 and others), looked for in what a pack prints.

`rich` is the edition of a budget that has something of everything, `empty` that of one without any money.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from gouji.law.packs import Pack
from gouji.model.edition import Edition, EditionTable, Heading, Prose
from gouji.model.point import Dimension, Point

Words = tuple[str, str]
"""A text as (中文, English)."""

_Find = Callable[[Pack, Edition, Edition], Iterator[Words]]

_TABLES = {
    "D01": (r"收支(?:预算)?(?:总|情况|表)", r"收入(?:预算)?(?:总|情况|表)", r"支出(?:预算)?(?:总|情况|表)"),
    "D02": (
        r"财政拨款(?:预算)?收支|财政拨款收支",
        r"一般公共预算.*支出",
        r"基本支出",
        r"三公|“三公”",
        r"政府性?基金",
    ),
    "D03": (r"国有资本经营",),
}
"""Titles that tables must have."""

_WORDS = {
    "D11": (r"职责|职能", r"机构|单位构成", r"机关运行经费|运行经费", r"政府采购", r"名[词称]解释"),
    "D12": (r"国有资产|固定资产", r"绩效"),
}
"""Words that headings or paragraphs must have."""

_THREE_PUBLIC = ("abroad", "vehicles", "vehicles.purchase", "vehicles.running", "reception")


def unmet_duties(pack: Pack, rich: Edition, empty: Edition) -> Iterator[Words]:
    """Each thing that the pack names as a duty and does not print."""
    for code in pack.duties:
        find = _FINDERS.get(code)
        if find is None:
            yield f"{code}：没有这样的公开义务", f"{code}: there is no such duty"
        else:
            yield from ((f"{code}：{chinese}", f"{code}: {english}") for chinese, english in find(pack, rich, empty))


def _tables(code: str) -> _Find:
    def find(_: Pack, rich: Edition, empty: Edition) -> Iterator[Words]:
        for pattern in _TABLES[code]:
            for edition in (rich, empty):
                if not any(re.search(pattern, table.title) for table in edition.tables):
                    yield f"没有题名含“{pattern}”的表", f"no table's title has {pattern}"
                    break

    return find


def _words(code: str) -> _Find:
    def find(_: Pack, rich: Edition, empty: Edition) -> Iterator[Words]:
        texts = [block.text for block in rich.blocks if isinstance(block, Heading | Prose)]
        texts += [table.title for table in rich.tables]
        for pattern in _WORDS[code]:
            if not any(re.search(pattern, text) for text in texts):
                yield f"没有含“{pattern}”的标题或段落", f"no heading or paragraph has {pattern}"

    return find


def _says_empty(pack: Pack, rich: Edition, empty: Edition) -> Iterator[Words]:
    """A table of one fund without data is printed all the same, and a sentence says so (D04)."""
    for table in empty.tables:
        if re.search("政府性?基金|国有资本经营", table.title) and not (table.empty and _has_sentence(table)):
            yield f"空表“{table.title}”没有说明", f"the empty table {table.title} is not explained"


def _has_sentence(table: EditionTable) -> bool:
    return any(re.search("无|没有|未", note) for note in table.notes)


def _three_public(pack: Pack, rich: Edition, empty: Edition) -> Iterator[Words]:
    """“三公”经费 by its kinds, vehicles by purchase and running (D09): each has a cell in some table."""
    offered = {member for table in pack.tables for member in _items_of(table)}
    for kind in _THREE_PUBLIC:
        if f"three_public.{kind}" not in offered:
            yield f"“三公”经费表没有 three_public.{kind}", f"no table has three_public.{kind}"


def _items_of(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (str(member) for name, member in value.items() if name == Dimension.ITEM.value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _items_of(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _items_of(getattr(value, name))


def _explains_change(pack: Pack, rich: Edition, empty: Edition) -> Iterator[Words]:
    """The sentences say by how much each kind of “三公”经费 changed on last year (D10)."""
    changed = {item for point in _said(rich.blocks) if (item := _changed_item(point))}
    if "three_public.reception" not in changed:
        yield "没有逐项说明“三公”经费比上年的增减", "the change of 三公 on last year is not told kind by kind"


def _said(blocks: Sequence[object]) -> Iterator[Point]:
    for block in blocks:
        if isinstance(block, Prose):
            yield from (run.figure.point for run in block.runs if run.figure is not None and run.figure.point)


def _changed_item(point: Point) -> str:
    measure, item = point.get(Dimension.MEASURE) or "", point.get(Dimension.ITEM) or ""
    return item if measure.startswith("change") else ""


_FINDERS: Mapping[str, _Find] = {
    "D01": _tables("D01"),
    "D02": _tables("D02"),
    "D03": _tables("D03"),
    "D04": _says_empty,
    "D09": _three_public,
    "D10": _explains_change,
    "D11": _words("D11"),
    "D12": _words("D12"),
}
