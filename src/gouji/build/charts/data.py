"""The charts of a budget, computed from its entries in plain sums of 元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from gouji.build.charts.model import Change, Chart, Leaf, Link
from gouji.build.figures import amount_of, print_number, round_half_up
from gouji.build.rows import code_name
from gouji.law.dimensions import chinese_name
from gouji.model.budget import Budget, Line, Previous
from gouji.model.point import Dimension

_VINTAGES = {"carried": "上年结转", "surplus": "使用非财政拨款结余"}
_CLOSING = "结转下年"
_PROJECTS = ("other_operations", "specific")
_STAGES = {"budget": "预算数", "executed": "执行数"}
_NATURES = ("personnel", "public_use", *_PROJECTS, "operating", "remit_up", "subsidy_down")

Key = TypeVar("Key", bound=Hashable)


def charts_of(budget: Budget) -> tuple[Chart, ...]:
    """The charts that the budget has figures for; none for a budget without expenditure."""
    charts = (_flow(budget), _functions(budget), _natures(budget), _changes(budget))
    return tuple(chart for chart in charts if chart is not None)


def print_wan(value: Decimal) -> str:
    """元 as 万元 with two decimals.

    >>> print_wan(Decimal("10425812.34"))
    '1,042.58'
    """
    return print_number(amount_of(value, "万元", 2).value, thousands=True)


def print_rate(part: Decimal, whole: Decimal) -> str:
    """A part in hundredths of its whole with one decimal; "—" where there is no whole.

    >>> print_rate(Decimal(1), Decimal(3)), print_rate(Decimal(1), Decimal(0))
    ('33.3', '—')
    """
    return print_number(round_half_up(100 * Fraction(part) / Fraction(whole), 1)) if whole else "—"


def print_change(value: Decimal) -> str:
    """A change of 元 in 万元, with its sign.

    >>> print_change(Decimal(12500)), print_change(Decimal(-12500)), print_change(Decimal(0))
    ('+1.25', '-1.25', '0.00')
    """
    text = print_wan(value)
    return f"+{text}" if value > 0 and any(digit in "123456789" for digit in text) else text


def _summed(pairs: Iterable[tuple[Key, Decimal]]) -> dict[Key, Decimal]:
    sums: defaultdict[Key, Decimal] = defaultdict(Decimal)
    for key, amount in pairs:
        sums[key] += amount
    return {key: amount for key, amount in sums.items() if amount}


def _largest(sums: Mapping[Key, Decimal]) -> list[tuple[Key, Decimal]]:
    return sorted(sums.items(), key=lambda pair: (-pair[1], str(pair[0])))


def _function(budget: Budget, code: str, digits: int) -> str:
    return code_name(budget, Dimension.FUNCTION, code[:digits]) or code[:digits] or "未分类"


def _source(fund: str, vintage: str) -> str:
    return _VINTAGES.get(vintage) or chinese_name(Dimension.FUND, fund)


def _flow(budget: Budget) -> Chart | None:
    """From the sources to the classes of functions."""
    spent = (((_source(one.fund, one.vintage), _function(budget, one.function, 3)), one.amount) for one in budget.lines)
    kept = (((_source(one.fund, one.vintage), _CLOSING), one.amount) for one in budget.closings)
    sums = _summed([*spent, *kept])
    if not sums:
        return None
    total = sum(sums.values(), Decimal(0))
    sources = _largest(_summed((source, amount) for (source, _), amount in sums.items()))
    targets = _largest(_summed((target, amount) for (_, target), amount in sums.items()))
    order = {name: place for place, (name, _) in enumerate(targets)}
    ordered = sorted(
        sums.items(), key=lambda pair: ([name for name, _ in sources].index(pair[0][0]), order[pair[0][1]])
    )
    return Chart(
        "chart-flow",
        "钱从哪里来，用到哪里去",
        "左边是资金来源，右边是支出的功能分类，带子的宽度表示金额。"
        f"最大的来源是{sources[0][0]}，最大的去向是{targets[0][0]}。",
        tuple(Link(source, target, amount) for (source, target), amount in ordered),
        ("来源", "去向", "金额", "占比（%）"),
        tuple((*key, print_wan(amount), print_rate(amount, total)) for key, amount in ordered),
        names=2,
    )


def _functions(budget: Budget) -> Chart | None:
    """Expenditure by class and item of functions."""
    sums = _summed((one.function, one.amount) for one in budget.lines)
    leaves = [
        Leaf(_function(budget, code, 3), _function(budget, code, 7), amount, code) for code, amount in sums.items()
    ]
    return _treemap("chart-functions", "支出用在哪些功能上", "支出功能分类", ("类", "项"), leaves)


def _natures(budget: Budget) -> Chart | None:
    """Expenditure by nature: projects by name, the rest by economic class."""
    names = {project.code: project.name for project in budget.projects}

    def of(line: Line) -> tuple[str, str, str]:
        if line.nature in _PROJECTS:
            return line.nature, line.project, names.get(line.project) or line.project or "未列项目"
        code = line.economic[:5]
        return line.nature, code, code_name(budget, Dimension.ECONOMIC, code) or code or "未分类"

    sums = _summed((of(line), line.amount) for line in budget.lines)
    leaves = [
        Leaf(chinese_name(Dimension.NATURE, nature), name, amount, code)
        for (nature, code, name), amount in sorted(sums.items(), key=lambda pair: _place(pair[0][0]))
    ]
    return _treemap("chart-natures", "支出的性质和项目", "支出性质", ("性质", "项目或经济分类"), leaves)


def _place(nature: str) -> int:
    return _NATURES.index(nature) if nature in _NATURES else len(_NATURES)


def _treemap(id: str, title: str, words: str, head: tuple[str, str], leaves: list[Leaf]) -> Chart | None:  # noqa: A002 the field's name
    if not leaves:
        return None
    total = sum((leaf.amount for leaf in leaves), Decimal(0))
    groups = dict(_largest(_summed((leaf.group, leaf.amount) for leaf in leaves)))
    places = {group: place for place, group in enumerate(groups)}
    leaves = sorted(leaves, key=lambda leaf: (places.get(leaf.group, len(places)), -leaf.amount, leaf.code))
    first = next(iter(groups), leaves[0].group)
    return Chart(
        id,
        title,
        f"按{words}划分，面积表示金额。共{len(leaves)}项，最大的一类是{first}。",
        tuple(leaves),
        (*head, "金额", "占比（%）"),
        tuple((leaf.group, leaf.name, print_wan(leaf.amount), print_rate(leaf.amount, total)) for leaf in leaves),
        names=2,
    )


def _previous(budget: Budget) -> Previous | None:
    """Last year's entries to compare with: the budget before the execution."""
    found = {one.stage: one for one in budget.previous if one.lines}
    return found.get("budget") or found.get("executed")


def _changes(budget: Budget) -> Chart | None:
    """Expenditure by class of functions, last year and this year."""
    previous = _previous(budget)
    if previous is None:
        return None
    changes = sorted(_class_changes(budget, previous), key=lambda one: (-max(one.after, one.before), one.code))
    if not changes:
        return None
    before = sum((one.before for one in changes), Decimal(0))
    after = sum((one.after for one in changes), Decimal(0))
    last = f"{budget.year - 1}年{_STAGES.get(previous.stage, previous.stage)}"
    moved = max(changes, key=lambda one: abs(one.after - one.before))
    direction = "增加" if after > before else "减少" if after < before else "持平"
    return Chart(
        "chart-changes",
        f"与{budget.year - 1}年相比",
        f"各类支出的{budget.year}年预算数与{last}。支出合计{direction}"
        + (f"，变化最大的是{moved.name}。" if moved.after != moved.before else "。"),
        tuple(changes),
        ("类", last, f"{budget.year}年预算数", "增减", "增减率（%）"),
        tuple(
            (
                one.name,
                print_wan(one.before),
                print_wan(one.after),
                print_change(one.after - one.before),
                print_rate(one.after - one.before, one.before),
            )
            for one in (*changes, Change("合计", before, after))
        ),
    )


def _class_changes(budget: Budget, previous: Previous) -> Iterator[Change]:
    now = _summed((line.function[:3], line.amount) for line in budget.lines)
    then = _summed((line.function[:3], line.amount) for line in previous.lines)
    for code in sorted(now.keys() | then.keys()):
        yield Change(_function(budget, code, 3), then.get(code, Decimal(0)), now.get(code, Decimal(0)), code)
