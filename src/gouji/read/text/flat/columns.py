"""The columns of a flattened expenditure table, from the words of its head, and where a row's figures can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_GROUPS = (
    ("基本支出", ("工资福利", "商品和服务", "对个人和家庭", "资本性", "人员经费", "公用经费")),
    ("项目支出", ("部门项目", "公共项目")),
)
"""The groups of an expenditure table's head and the fragments by which their parts are known (heads come wrapped)."""
_DEEPER = re.compile(r"经常性项目|延续性项目|一次性项目|其他运转类|特定目标类")
_TOTAL = re.compile(r"总计|合计")


@dataclass(frozen=True, slots=True)
class Columns:
    """The amount columns of a table from left to right.

    `parts` gives for a total column the columns that make it up. `fragments` are the words by which to find evidence.
    `unnamed` columns take figures but their head cannot be told: what stands there is not read.
    """

    paths: tuple[tuple[str, ...], ...]
    fragments: tuple[str, ...]
    parts: tuple[tuple[int, tuple[int, ...]], ...]
    unnamed: frozenset[int] = frozenset()

    @property
    def leaves(self) -> tuple[int, ...]:
        """The columns that are no total of others."""
        totals = {total for total, _ in self.parts}
        return tuple(column for column in range(len(self.paths)) if column not in totals)


def read_columns(words: Sequence[str]) -> Columns | None:
    """The columns that these head words name; None where the head is not one of an expenditure table.

    >>> read_columns(["科目编码", "总计", "基本支出", "项目支出"]).paths
    (('总计',), ('基本支出',), ('项目支出',))
    """
    head = "".join(words)
    total = _TOTAL.search(head)
    if total is None:
        return None
    found = [(group, [part for part in parts if part in head]) for group, parts in _GROUPS if group in head]
    return _tree(head, total[0], found)


def _tree(head: str, total: str, found: Sequence[tuple[str, list[str]]]) -> Columns | None:
    subtotals = head.count("小计")
    divided = [group for group, parts in found if parts]
    is_deep = _DEEPER.search(head) is not None
    if subtotals not in {0, len(divided)} and not is_deep:
        return None
    paths: list[tuple[str, ...]] = [(total,)]
    fragments = [""]
    parts: list[tuple[int, tuple[int, ...]]] = []
    unnamed: set[int] = set()
    top: list[int] = []
    for group, names in found:
        begin = len(paths)
        if is_deep and group == "项目支出":
            unnamed.update((begin, begin + 1))
            names = names[:1] or [group]
        if names and (subtotals or is_deep):
            paths.append((group, "小计"))
            fragments.append(group)
            top.append(begin)
            parts.append((begin, tuple(range(begin + 1, begin + 1 + len(names)))))
        elif not names:
            paths.append((group,))
            fragments.append(group)
            top.append(begin)
        else:
            top.extend(range(begin, begin + len(names)))
        paths.extend((group, _printed_name(name, head)) for name in names)
        fragments.extend(names)
    if top:
        parts.insert(0, (0, tuple(top)))
    return Columns(tuple(paths), tuple(fragments), tuple(parts), frozenset(unnamed))


def _printed_name(fragment: str, head: str) -> str:
    """The whole name of a column of which the wrapped head shows this fragment."""
    names = {
        "工资福利": "工资福利支出",
        "商品和服务": "商品和服务支出",
        "对个人和家庭": "对个人和家庭的补助支出" if "补助支" in head else "对个人和家庭的补助",
        "资本性": "一般资本性支出" if "般资本性" in head else "资本性支出",
        "公共项目": "公共项目(专项资金)" if "专项资金" in head else "公共项目",
    }
    return names.get(fragment, fragment)


Placement = tuple[int | None, ...]
"""For each column the index of the row's figure that stands there, or None."""


@lru_cache(maxsize=4096)
def can_place(columns: Columns, values: tuple[int, ...]) -> bool:
    """Whether a row's figures can be given to columns at all."""
    return next(_placements(columns, values), None) is not None


@lru_cache(maxsize=256)
def placements(columns: Columns, values: tuple[int, ...]) -> tuple[Placement, ...]:
    """Every way to give a row's figures to columns so that totals are their parts.

    A subtotal may be missing (its parts stand for it), a part may not.
    """
    return tuple(_placements(columns, values))


def _placements(columns: Columns, values: tuple[int, ...]) -> Iterator[Placement]:
    if not values:
        yield (None,) * len(columns.paths)
    elif len(columns.paths) == 1:
        yield from ((0,),) if len(values) == 1 else ()
    elif len(values) <= len(columns.paths) and _adds_up(values):
        yield from _place(columns, values, (values.index(max(values)),))


def _adds_up(values: tuple[int, ...]) -> bool:
    """Whether figures can be a total, its parts, and at most all the subtotals between: twice to thrice the total."""
    whole, slack = max(values), len(values)
    return 2 * whole - slack <= sum(values) <= 3 * whole + slack


def _place(columns: Columns, values: tuple[int, ...], placed: Placement) -> Iterator[Placement]:
    column = len(placed)
    rest = [index for index in range(len(values)) if index not in placed]
    if len(rest) > len(columns.paths) - column or not _sums_hold(columns, values, placed):
        return
    if column == len(columns.paths):
        yield placed
        return
    most = _room(columns, values, placed)
    if column in columns.parts[0][1] and any(values[index] > most for index in rest):
        return  # what is left belongs to this group or a later one, and no group can exceed what the total leaves
    seen: set[int] = set()
    for index in rest:
        if values[index] not in seen and values[index] <= most:
            seen.add(values[index])
            yield from _place(columns, values, (*placed, index))
    if column > 0:
        yield from _place(columns, values, (*placed, None))


def _room(columns: Columns, values: tuple[int, ...], placed: Placement) -> int:
    """The largest figure that the next column can hold beside its siblings; the first column holds the largest."""
    column = len(placed)
    for total, parts in reversed(columns.parts):
        if column in parts and placed[total] is not None:
            used = sum(_effective(columns, values, placed, part) for part in parts if part < column)
            return _value(values, placed, total) - used + (len(parts) + 1) // 2
    return max(values)


def _sums_hold(columns: Columns, values: tuple[int, ...], placed: Placement) -> bool:
    """Whether every total whose parts have just been decided is their sum, within the bound of rounding."""
    for total, parts in _closing_sums(columns).get(len(placed), ()):
        if placed[total] is None:
            continue
        residue = values[placed[total] or 0] - sum(_effective(columns, values, placed, part) for part in parts)
        if 2 * abs(residue) > len(parts) + 1:
            return False
    return True


@lru_cache(maxsize=64)
def _closing_sums(columns: Columns) -> dict[int, tuple[tuple[int, tuple[int, ...]], ...]]:
    """The sums by how many columns must be decided before they can be tried."""
    sums: dict[int, tuple[tuple[int, tuple[int, ...]], ...]] = {}
    for total, parts in columns.parts:
        last = max(parts[-1], *_parts_by_total(columns).get(parts[-1], (0,)))
        sums[last + 1] = (*sums.get(last + 1, ()), (total, parts))
    return sums


@lru_cache(maxsize=64)
def _parts_by_total(columns: Columns) -> dict[int, tuple[int, ...]]:
    return dict(columns.parts)


def _value(values: tuple[int, ...], placed: Placement, column: int) -> int:
    index = placed[column]
    return 0 if index is None else values[index]


def _effective(columns: Columns, values: tuple[int, ...], placed: Placement, column: int) -> int:
    """A column's figure, or the sum of its parts where a subtotal is not printed."""
    if placed[column] is None:
        return sum(_value(values, placed, part) for part in _parts_by_total(columns).get(column, ()))
    return _value(values, placed, column)
