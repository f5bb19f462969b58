"""The formula that reproduces a wrong figure within its printed digits: another base, a part left out, another line.

Formulas are tried from the natural to the far-fetched. Many formulas over many figures hit anything in the end: one is
claimed only where those tried so far would hit a random figure as precise as this one with a chance of 1 % at most, and
where it alone hits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import log

from gouji.check.equation import Equation
from gouji.check.figures import SCALE, Book, Figure
from gouji.check.tolerance import rate_interval
from gouji.check.wording import Words, name_place, print_amount, print_figure
from gouji.model.point import Dimension

MOST_CHANCE = 0.01  # a probability, not money
PERCENT = 100 * 10**SCALE

_FRAME = frozenset({Dimension.FLOW, Dimension.YEAR, Dimension.STAGE, Dimension.ENTITY})


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the interval (scaled, doubled) in which its value lies by the digits of what it is made of.

    Of very many formulas one is told in words at most: they are made when asked for.
    """

    low: int
    high: int
    words: Callable[[], Words]
    key: object


@dataclass(frozen=True, slots=True)
class Origin:
    """The formula that reproduces a figure: in words, how many were tried, and how likely chance finds one."""

    words: Words
    tried: int
    chance: float


def find_origin(book: Book, equation: Equation, stated: Figure) -> Origin | None:
    """How a wrong figure was worked out, or None where no formula is found that chance would not find."""
    if equation.total is not stated or not stated.value:
        return None
    tiers = _rates(book, equation, stated) if equation.relation == "rate" else _amounts(book, equation, stated)
    return _first_claim(stated, tiers)


def chance_of_hit(stated: Figure) -> float:
    """The chance that a random figure, as likely of one size as of another, is printed just like this one.

    Sizes go from the last printed digit to 100 % for rates, to a hundred times the figure for amounts.
    """
    size, quantum = abs(stated.value), stated.quantum
    largest = max(PERCENT, size) if stated.kind == "%" else 100 * size
    if 2 * size <= quantum:
        return 1.0
    return log((2 * size + quantum) / (2 * size - quantum)) / log(max(largest / quantum, 2))


def _first_claim(stated: Figure, tiers: Iterable[Iterable[Formula]]) -> Origin | None:
    tried: set[object] = set()
    for tier in tiers:
        formulas = {formula.key: formula for formula in tier if formula.key not in tried}
        tried.update(formulas)
        chance = len(tried) * chance_of_hit(stated)
        if chance > MOST_CHANCE:
            return None
        low, high = 2 * stated.value - stated.quantum, 2 * stated.value + stated.quantum
        hits = [formula for formula in formulas.values() if formula.low <= high and low <= formula.high]
        if hits:
            return (
                Origin(_with_odds(hits[0].words(), len(tried), chance), len(tried), chance) if len(hits) == 1 else None
            )
    return None


def _with_odds(words: Words, tried: int, chance: float) -> Words:
    odds = f"{max(chance * 100, 0.01):.1g}%"
    return (
        f"{words[0]}（试过 {tried} 个算式，碰巧吻合的机会不到 {odds}）",
        f"{words[1]} ({tried} formulas tried; chance would find one in less than {odds} of cases)",
    )


def _rates(book: Book, equation: Equation, stated: Figure) -> Iterator[Iterable[Formula]]:
    numerator, bases = equation.parts[: -equation.bases], equation.parts[-equation.bases :]
    right = sum(sign * figure.value for figure, sign in bases)
    kind = bases[0][0].kind
    totals = [figure for figure in _totals(book) if figure.kind == kind]
    own = [figure for figure, _ in bases]
    near = [figure for figure in (*totals, *own) if figure.value not in (0, right)]
    yield [*(_rate(book, numerator, figure) for figure in near), *_rates_of_last_year(book, numerator, kind, right)]
    yield [_print(book, figure) for figure in book.figures if figure.kind == "%" and figure is not stated]
    every = [figure for figure in book.figures if figure.kind == kind and figure.value not in (0, right)]
    yield [_rate(book, numerator, figure) for figure in every]


def _totals(book: Book) -> Iterator[Figure]:
    """The document's own totals: all income, all expenditure."""
    for point, figures in book.by_point.items():
        if point.get(Dimension.FLOW) is not None and all(dimension in _FRAME for dimension, _ in point):
            yield from figures


def _rates_of_last_year(
    book: Book, numerator: Sequence[tuple[Figure, int]], kind: str, right: int
) -> Iterator[Formula]:
    """The rate on last year's totals, where the text tells a total and how much it changed."""
    for statement in book.claims.statements:
        if statement.kind != "change":
            continue
        change, this = book.by_key.get(statement.total), book.by_key.get(statement.parts[0])
        if change is None or this is None or this.point is None or this.kind != kind or change.kind != kind:
            continue
        last = this.value - statement.sign * change.value
        if last not in (0, right) and all(dimension in _FRAME for dimension, _ in this.point):
            words = "的上年数", ", last year's"
            yield _rate(book, numerator, this, value=last, quantum=this.quantum + change.quantum, of=words)


def _rate(
    book: Book,
    numerator: Sequence[tuple[Figure, int]],
    base: Figure,
    *,
    value: int | None = None,
    quantum: int | None = None,
    of: Words = ("", ""),
) -> Formula:
    """The rate on a figure, or on a value worked out from it (with the room that its digits leave)."""
    top = sum(sign * figure.value for figure, sign in numerator)
    room = sum(figure.quantum for figure, _ in numerator)
    size = abs(base.value if value is None else value)

    def words() -> Words:
        chinese, english = name_place(book, base)
        worked = f"{print_amount(abs(top), numerator[0][0])} ÷ {print_amount(size, base)}"
        return (
            f"像是用错了基数：{worked}，{chinese}{of[0]}",
            f"it looks worked out on a wrong base: {worked}, {english}{of[1]}",
        )

    key = ("rate", size)
    interval = rate_interval(abs(top), room, size, base.quantum if quantum is None else quantum)
    if interval is None:
        return Formula(1, 0, words, key)
    (low, low_base), (high, high_base) = interval
    return Formula(2 * PERCENT * low // low_base, -(-2 * PERCENT * high // high_base), words, key)


def _print(book: Book, figure: Figure) -> Formula:
    def words() -> Words:
        chinese, english = name_place(book, figure)
        return f"与{chinese}的 {print_figure(figure)} 相同，像是抄错", f"it is the {print_figure(figure)} of {english}"

    return Formula(2 * figure.value, 2 * figure.value, words, ("print", figure.value))


def _amounts(book: Book, equation: Equation, stated: Figure) -> Iterator[Iterable[Formula]]:
    if equation.relation == "=" and len(equation.parts) > 1:
        yield list(_miscounted(book, equation))
    beside = [
        figure
        for figure in book.figures
        if figure.kind == stated.kind and figure is not stated and figure.claim.table == stated.claim.table
    ]
    lines = [f for f in beside if f.claim.row == stated.claim.row or f.claim.column == stated.claim.column]
    own = {figure.key for figure in equation.figures}
    yield [_print(book, figure) for figure in lines if figure.key not in own and figure.value]


def _miscounted(book: Book, equation: Equation) -> Iterator[Formula]:
    """The sum with one of its parts left out, or counted twice."""
    worked = sum(sign * figure.value for figure, sign in equation.parts)
    room = sum(figure.quantum for figure, _ in equation.parts)
    for figure, sign in equation.parts:
        if figure.value:
            missed, twice = 2 * (worked - sign * figure.value), 2 * (worked + sign * figure.value)
            words = partial(_miscounted_words, book, figure, "漏加", "left out")
            yield Formula(missed - room, missed + room, words, ("missed", figure.value))
            words = partial(_miscounted_words, book, figure, "重加", "counted twice")
            yield Formula(twice - room, twice + room, words, ("twice", figure.value))


def _miscounted_words(book: Book, figure: Figure, how: str, how_in_english: str) -> Words:
    chinese, english = name_place(book, figure)
    amount = print_figure(figure)
    return f"像是{how}了{chinese}的 {amount}", f"it looks as if {amount} was {how_in_english}: {english}"
