"""The lists that a table prints side by side, and what each of their columns holds: codes, labels, figures, text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gouji.law.classifications import dimension_of_code
from gouji.model.amount import fold, is_dash
from gouji.model.table import Column
from gouji.read.tables.header import Header
from gouji.read.tables.lines import Line, Slot, is_figure
from gouji.read.tables.words import is_year

_LINES = 5  # lines whose numbers go up one by one
_CODE = 4  # digits of what may be a year; no form has a thousand lines
_SERIAL = frozenset({"序号", "行次", "栏次", "编号"})
_CODE_HEADS = re.compile(r"编码|代码|^[类款项]$|^科目号$|^项目编号$")
_LABEL_HEADS = re.compile(r"名称$|^项目$|^科目$|内容$|^单位$|^部门$|^预算单位$|类别$")
GOODS_HEADS = re.compile(r"服务内容$|品名|物品名称|^采购项目")
"""Headers over the names of what is bought: rows are called so wherever these stand, also behind a figure."""
_TEXT_HEADS = re.compile(r"备注|说明|依据|用途|理由|时间|日期|地点|计量单位|型号|规格|人数|次数|天数|批次|方式|是否")
_LIST_HEADS = re.compile(r"^项目(?:\(.*\))?$|科目|分类|^(?:收入|支出)项目$|^收入$|^支出$|^预算单位$|^单位名称$")
_YEAR_HEADS = re.compile(r"^$|年|时间|日期")
_SIDE = re.compile(r"收入|支出|来源|运用|收|支")


@dataclass(frozen=True, slots=True)
class TableList:
    """One list of a table: its columns by what they hold, as indices into the table's columns.

    `name` is "" where the table has one list; `columns` are the table's columns with this list's side in front.
    """

    name: str
    codes: tuple[int, ...]
    labels: tuple[int, ...]
    values: tuple[int, ...]
    columns: dict[int, Column]


def split_lists(header: Header, body: Sequence[Line]) -> tuple[TableList, ...]:
    """The lists of a table, from left to right."""
    roles = [_role(column, index, body) for index, column in enumerate(header.columns)]
    _name_by_kind(roles, header.columns, body)
    segments = _segments(header.columns, roles)
    named = _with_sides([_make(header.columns, roles, segment) for segment in segments], body)
    return tuple(named)


def _role(column: Column, index: int, body: Sequence[Line]) -> str:
    """What a column holds: "serial", "code", "label", "figure", "text", or "empty" where nothing tells."""
    head = fold(_head(column))
    if head in _SERIAL:
        return "serial"
    texts = [fold(slot.text) for slot in _own_in(body, index) if not is_dash(slot.text)]
    if _counts_lines(texts):
        return "serial"
    if _TEXT_HEADS.search(head) and not any(is_figure(text) and "." in text for text in texts):
        return "text"
    figures = sum(1 for text in texts if is_figure(text) or (is_year(text) and not _YEAR_HEADS.search(head)))
    if _CODE_HEADS.search(head) and not any("." in text for text in texts):
        return "code"
    if texts and not head and all(dimension_of_code(text) is not None for text in texts):
        return "code"
    if not texts:
        return "label" if _LABEL_HEADS.search(head) else "empty"
    return "figure" if figures * 2 > len(texts) else "label"


def _counts_lines(texts: Sequence[str]) -> bool:
    """Whether a column only numbers the lines (行次), whatever its header was read as: 58, 59, 60, 61, 63…

    >>> _counts_lines(["58", "59", "60", "61", "63"]), _counts_lines(["1.00", "2.00", "3.00", "4.00", "5.00"])
    (True, False)
    """
    if len(texts) < _LINES or not all(text.isascii() and text.isdigit() and len(text) < _CODE for text in texts):
        return False
    numbers = [int(text) for text in texts]
    steps = [after - before for before, after in pairwise(numbers)]
    return all(step > 0 for step in steps) and 2 * steps.count(1) >= len(steps)


def _name_by_kind(roles: list[str], columns: Sequence[Column], body: Sequence[Line]) -> None:
    """Let a column of kinds (规格要求) name the rows of a list of purchases whose other names repeat."""
    names = [index for index, role in enumerate(roles) if role == "label"]
    kind = next((index for index, column in enumerate(columns) if column.path and is_kind(column.path[-1])), None)
    if kind is None or roles[kind] != "text" or len(names) != 1 or kind < names[0]:
        return
    texts = [fold(slot.text) for slot in _own_in(body, names[0])]
    kinds = [fold(slot.text) for slot in _own_in(body, kind)]
    repeated = len(texts) > 2 and 2 * len(set(texts)) <= len(texts) and len(set(kinds)) == len(kinds) > 1
    if repeated or _stand_below_names(body, names[0], kind):
        roles[kind] = "label"


def _stand_below_names(body: Sequence[Line], name: int, kind: int) -> bool:
    """Whether each line with a kind repeats the name of a line above it that has none: a unit above what it buys."""
    above: set[str] = set()
    found = False
    for line in body:
        named, told = line[name], line[kind]
        text = fold(named.text) if named is not None else ""
        if told is None or not fold(told.text):
            above.add(text)
        elif not text or text not in above:
            return False
        else:
            found = True
    return found


def is_kind(head: str) -> bool:
    """Whether a column's header says that it tells what kind of thing is bought (规格要求).

    >>> is_kind("规格要求"), is_kind("采购品目")
    (True, False)
    """
    return fold(head).startswith("规格")


def _own_in(body: Sequence[Line], index: int) -> Iterator[Slot]:
    """The cells that begin in a column."""
    return (slot for line in body if (slot := line[index]) is not None and slot.column == index)


def _segments(columns: Sequence[Column], roles: Sequence[str]) -> list[list[int]]:
    """Column indices of each list: one begins where names follow figures under a header that begins a list."""
    segments: list[list[int]] = [[]]
    for index, role in enumerate(roles):
        current = segments[-1]
        has_figures = any(roles[other] in {"figure", "empty"} for other in current)
        has_names = any(roles[other] in {"label", "code"} for other in current)
        if role in {"label", "code"} and has_figures and has_names and _begins_list(columns, roles, current, index):
            segments.append([])
        segments[-1].append(index)
    return segments


def _begins_list(columns: Sequence[Column], roles: Sequence[str], current: Sequence[int], index: int) -> bool:
    if not any(role in {"figure", "empty"} for role in roles[index + 1 :]):
        return False
    here, first = columns[index].path, columns[next(i for i in current if roles[i] != "serial")].path
    if not here or not first:
        return False
    if here[0] != first[0] and _SIDE.search(here[0]) and _SIDE.search(first[0]):
        return True
    return bool(_LIST_HEADS.search(fold(here[-1]))) or here == first


def _make(columns: Sequence[Column], roles: Sequence[str], segment: Sequence[int]) -> TableList:
    codes = tuple(index for index in segment if roles[index] == "code")
    labels = tuple(index for index in segment if roles[index] == "label")
    if not labels and not codes:
        first = next((index for index in segment if roles[index] == "empty"), None)
        labels = () if first is None or len(segment) == 1 or columns[first].path else (first,)
    figures = [index for index in segment if roles[index] in {"figure", "empty"}]
    begin = figures[0] if figures else len(columns)
    heads = tuple(i for i in labels if i < begin or GOODS_HEADS.search(fold(_head(columns[i])))) or labels[:1]
    if not figures:  # a table of texts: its first names head the rows, the others are what it says of them
        heads = labels[:1]
    values = tuple(index for index in segment if index not in {*codes, *heads} and roles[index] != "serial")
    return TableList("", codes, heads, values, {index: columns[index] for index in segment})


def _with_sides(lists: Sequence[TableList], body: Sequence[Line]) -> list[TableList]:
    """The lists of a many-list table with their side as first level and a name each."""
    if len(lists) < 2:
        return list(lists)
    sides = [_side(one, body) for one in lists]
    if not any(sides):
        return [replace(one, name="") for one in lists]
    counts = Counter(sides)
    return [
        _under(one, side, side if counts[side] == 1 else f"{side}·{_list_head(one)}")
        for one, side in zip(lists, sides, strict=True)
    ]


def head_of(one: TableList, index: int) -> str:
    """The innermost header above one of a list's columns."""
    return _head(one.columns[index])


def _head(column: Column) -> str:
    return column.path[-1] if column.path else ""


def _list_head(one: TableList) -> str:
    first = next(iter((*one.labels, *one.codes)), None)
    return "" if first is None else head_of(one, first)


def _side(one: TableList, body: Sequence[Line]) -> str:
    """收入 or 支出, from the header or from what the labels say; "" where neither tells."""
    tops = {column.path[0] for column in one.columns.values() if column.path}
    for top in tops:
        if fold(top) in {"收入", "支出", "本年收入", "本年支出"}:
            return top[-2:]
    words = "".join(top for top in tops) + "".join(
        slot.text for line in body for index in one.labels if (slot := line[index]) is not None
    )
    income, expenditure = words.count("收入") + words.count("拨款"), words.count("支出")
    if income == expenditure:
        return ""
    return "收入" if income > expenditure else "支出"


def _under(one: TableList, side: str, name: str) -> TableList:
    columns = {
        index: column
        if column.path[:1] == (side,) or not side
        else replace(column, path=(side, *_less(column.path, side)))
        for index, column in one.columns.items()
    }
    return replace(one, name=name, columns=columns)


def _less(path: tuple[str, ...], side: str) -> tuple[str, ...]:
    """A path without a first level that only says the side in other words (本年收入)."""
    return path[1:] if len(path) > 1 and path[0].endswith(side) else path
