"""The key figures of an edition: found by their points among what it prints, with the change on last year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gouji.build.figures import print_number, round_half_up
from gouji.model.edition import Edition, Figure, Prose
from gouji.model.point import Dimension, Point

_FUNDS: tuple[dict[str, str], ...] = ({"fund": "fiscal"}, {}, {"fund": "general"})
_OUT = {"flow": "expenditure"}
_ASKED: tuple[tuple[str, tuple[dict[str, str], ...]], ...] = (
    ("收入总计", ({"flow": "sources"},)),
    ("本年支出", (_OUT, {"flow": "uses"})),
    ("财政拨款支出", ({**_OUT, "fund": "fiscal"}, {**_OUT, "fund": "general"})),
    ("基本支出", ({**_OUT, "nature": "basic"},)),
    ("项目支出", ({**_OUT, "nature": "project"},)),
    ("“三公”经费", tuple({**_OUT, "item": "three_public", **fund} for fund in _FUNDS)),
    ("机关运行经费", tuple({**_OUT, "item": "operating_cost", **fund} for fund in _FUNDS)),
    ("政府采购", ({**_OUT, "item": "procurement"},)),
)
"""The names of key figures, and the points that may print each: the first that the edition has."""

_DIRECTION = re.compile(r"(增加|增长|减少|下降)[^，。；]{0,3}$")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One key figure: its name, the figure, the id of its cell ("" where only a sentence prints it).

    `change` is the difference from last year, signed, in the figure's unit; None where nothing printed tells it.
    """

    name: str
    figure: Figure
    cell: str
    change: Decimal | None = None
    rate: Decimal | None = None

    @property
    def change_text(self) -> str:
        """The change as it is shown: +12.50, or 持平."""
        if not self.change:
            return "持平" if self.change is not None else ""
        sign = "+" if self.change > 0 else ""
        return f"{sign}{print_number(self.change, thousands=True)}"

    @property
    def rate_text(self) -> str:
        """The rate of change in hundredths, with its sign and %; "" where there is none."""
        if self.rate is None or not self.change:
            return ""
        return f"{'+' if self.rate > 0 else ''}{print_number(self.rate)}%"


def key_figures(edition: Edition) -> tuple[KeyFigure, ...]:
    """The key figures that the edition prints, in a fixed order; none is computed that is not printed."""
    cells = {
        claim.figure.point: claim.figure
        for table in reversed(edition.tables)
        for claim in reversed(table.claims)
        if claim.figure.point is not None
    }
    runs = [(block, place) for block in edition.blocks if isinstance(block, Prose) for place in range(len(block.runs))]
    said = {
        run.figure.point: (run.figure, _signed(block, place))
        for block, place in reversed(runs)
        if (run := block.runs[place]).figure is not None and run.figure.point is not None
    }
    return tuple(_found(edition, cells, said))


Said = Mapping[Point, tuple[Figure, int]]


def _signed(block: Prose, place: int) -> int:
    """1 or −1 as the words before a figure say that it grew or shrank; 0 where they say neither."""
    before = "".join(run.text for run in block.runs[max(place - 1, 0) : place])
    match = _DIRECTION.search(before)
    return 0 if match is None else (1 if match[1] in ("增加", "增长") else -1)


def _found(edition: Edition, cells: Mapping[Point, Figure], said: Said) -> Iterator[KeyFigure]:
    for name, asked in _ASKED:
        for members in asked:
            point = Point.of(year=str(edition.year), stage="budget", **members)
            figure = cells.get(point) or (said[point][0] if point in said else None)
            if figure is None:
                continue
            change, rate = _change(point, figure, cells, said)
            yield KeyFigure(name, figure, figure.id if point in cells else "", change, rate)
            break


def _change(
    point: Point, figure: Figure, cells: Mapping[Point, Figure], said: Said
) -> tuple[Decimal | None, Decimal | None]:
    """The change and its rate: from last year's printed figure, or else from a printed change and its word."""
    last_point = point.having(Dimension.YEAR, str(int(point[Dimension.YEAR]) - 1))
    last = cells.get(last_point) or (said[last_point][0] if last_point in said else None)
    if last is not None and last.amount.unit == figure.amount.unit:
        now, then = _exact(figure), _exact(last)
        return round_half_up(now - then, figure.amount.decimals), _rate(now - then, then)
    told = said.get(point.having(Dimension.MEASURE, "change"))
    if told is None or told[0].amount.unit != figure.amount.unit or not (told[1] or not told[0].amount.value):
        return None, None
    change = abs(told[0].amount.value) * told[1]
    return change, _rate(change, figure.amount.value - change)


def _exact(figure: Figure) -> Decimal:
    return Decimal(figure.exact) if figure.exact else figure.amount.value


def _rate(change: Decimal, before: Decimal) -> Decimal | None:
    return round_half_up(100 * change / before, 1) if before > 0 else None
