"""Total rows: what each of them may sum, by where it stands in its list and by what it means (SUM01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gouji.check.derive.rows import (
    SUMS_OF_ROWS,
    Group,
    missed_parts,
    outermost_rows,
    split_by_kind,
    split_into_groups,
    sum_rows,
)
from gouji.check.equation import Family
from gouji.check.figures import Header, Sheet
from gouji.model.table import Row


def total_families(sheet: Sheet, headers: Sequence[Header], parents: Mapping[int, int | None]) -> Iterator[Family]:
    """For each total row, every way in which it may sum the rows of its list; the figures prove which."""
    tops = [
        row
        for row in sheet.rows
        if row.role == "total"
        or (row.role == "item" and (parents[row.index] is None or _is_total(sheet, parents[row.index])))
    ]
    labels = Counter(row.label for row in tops if row.role == "total")
    repeated = {label for label, times in labels.items() if times > 1}
    for place, row in enumerate(tops):
        if row.role != "total":
            continue
        slot = f"{SUMS_OF_ROWS}/{sheet.name}/total{row.index}"
        ways = _ways_to_total(tops, place)
        ways += [parts for way in ways[:1] for parts in missed_parts(sheet, headers, row, way)]
        for way, parts in enumerate(ways):
            outermost = outermost_rows(sheet, parts)
            groups = list(split_into_groups(sheet, row, outermost))
            coded = all(part.code for part in outermost)
            if row.label in repeated or (not coded and missed_parts(sheet, headers, row, outermost)):
                groups = [Group(row, tuple(parts), False)]
            yield from _way_families(sheet, headers, f"{slot}/{way}", groups)
            if len(groups) > 1:
                yield from _way_families(sheet, headers, f"{slot}/{way}+", [Group(row, tuple(parts), False)])


def _way_families(sheet: Sheet, headers: Sequence[Header], way: str, groups: Sequence[Group]) -> Iterator[Family]:
    for number, group in enumerate(groups):
        money, other = split_by_kind(list(sum_rows(sheet, headers, group)))
        slot = way.rpartition("/")[0]
        if money:
            yield Family(f"{way}.{number}", slot, tuple(money), group.certain, way=way)
        if other:
            yield Family(f"{way}.{number}/counts", f"{slot}/counts", tuple(other), way=way, offered=True)


def _is_total(sheet: Sheet, index: int | None) -> bool:
    return index is not None and sheet.row_by_index[index].role == "total"


def _ways_to_total(tops: Sequence[Row], place: int) -> list[list[Row]]:
    """The rows that a total may sum: since the last total with it; all items above; all below; the totals above."""
    above, below = tops[:place], tops[place + 1 :]
    totals = [row for row in above if row.role == "total"]
    items = [row for row in above if row.role == "item"]
    since = [row for row in items if not totals or row.index > totals[-1].index]
    following: list[Row] = []
    for row in below:
        if row.role == "total":
            break
        following.append(row)
    later = [row for row in below if row.role == "item"]
    ways = [totals[-1:] + since, since, items, totals] if above else []
    if not items:
        ways += [following, later, [row for row in below if row.role == "total"]]
    distinct: dict[tuple[int, ...], list[Row]] = {}
    for way in filter(None, ways):
        distinct.setdefault(tuple(row.index for row in way), way)
    return list(distinct.values())
