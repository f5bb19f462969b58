"""Templates in which no figure is typed: each is asked for by its point, and stays known as a figure in the sentence.

The template language is Jinja's. A function that gives a figure gives a mark that no text contains; when the words are
put together the marks become runs, each with its `Figure`, so that every renderer can link a figure to its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gouji.build.evaluate import Ledger
from gouji.build.figures import amount_of, count_of, least_printed, print_count, print_number, round_half_up
from gouji.build.goal_rows import goal_lines
from gouji.build.points import finish, resolve
from gouji.build.rows import code_name, numeral
from gouji.law.dimensions import chinese_name
from gouji.law.packs import Pack
from gouji.model.amount import Amount, fold, parse_number
from gouji.model.edition import Figure, Run
from gouji.model.goal import Indicator
from gouji.model.point import Dimension, Point
from gouji.model.target import parse_target

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_OPEN, _CLOSE, _PLAIN = "\ue000", "\ue001", "\ue002"
_OURS = str.maketrans("", "", _OPEN + _CLOSE + _PLAIN)
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_LAST = {"year": "last"}


class TemplateError(ValueError):
    """A template that cannot be filled: which one, the line, and the cause."""


class Filler:
    """Fills the templates of one edition. What each function gives is said at the function."""

    def __init__(self, ledger: Ledger, pack: Pack) -> None:
        self.ledger = ledger
        self.budget = ledger.budget
        self.pack = pack
        self.figures: list[Figure] = []
        self.unasked: list[str] = []
        """Keys of reasons and texts that a template wanted and the officer did not give."""
        self._environment = _environment(pack.macros)

    def fill(self, template: str, **words: object) -> str:
        """A template's text, with marks where figures stand."""
        from jinja2 import TemplateError as JinjaError

        try:
            return _compiled(self._environment, template).render({**self._words(), **words})
        except JinjaError as error:
            line = getattr(error, "lineno", None)
            where = f"line {line}: " if line else ""
            raise TemplateError(f"{self.pack.name}: {where}{error} in {template[:60]!r}") from error

    def fill_plain(self, template: str, **words: object) -> str:
        """A template's text with its figures as text."""
        return "".join(run.text for run in self.runs(self.fill(template, **words)))

    def value(self, expression: str, **words: object) -> Any:
        """What an expression of the template language gives: a list of entries to repeat a row for."""
        compiled = self._environment.compile_expression(expression, undefined_to_none=False)
        return compiled(**self._words(), **words)

    def runs(self, text: str) -> tuple[Run, ...]:
        """A filled text as runs: words, and figures."""
        return tuple(self._runs(text))

    def _runs(self, text: str) -> Iterator[Run]:
        begin = 0
        for mark in _MARK.finditer(text):
            if mark.start() > begin:
                yield Run(text[begin : mark.start()].replace(_PLAIN, ""))
            figure = self.figures[int(mark[1])]
            yield Run(figure.text, figure)
            begin = mark.end()
        if begin < len(text):
            yield Run(text[begin:].replace(_PLAIN, ""))

    def _words(self) -> Mapping[str, object]:
        budget = self.budget
        return {
            "budget": budget,
            "year": budget.year,
            "last": budget.year - 1,
            "name": budget.name,
            "code": budget.code,
            "place": budget.place,
            "projects": budget.projects,
            "units": budget.units,
            "money": self.money,
            "yuan": self.yuan,
            "count": self.count,
            "change": self.change,
            "rate": self.rate,
            "share": self.share,
            "sign": self.sign,
            "has": self.has,
            "nonzero": self.nonzero,
            "items": self.items,
            "text": self.text,
            "paragraphs": self.paragraphs,
            "reason": self.reason,
            "numeral": numeral,
            "in_unit": self.in_unit,
            "in_percent": self.in_percent,
            "in_count": self.in_count,
            "target": self.target,
            "goal_lines": goal_lines,
            "score": self.score,
            "name_of": self.name_of,
            "records": self.records,
        }

    def point(self, members: Mapping[str, str], unit: str = "", decimals: int = 2) -> Point:
        """The point that a template names, for figures of the pack's unit or another."""
        least = least_printed(unit or self.pack.unit, decimals)
        return finish(self.ledger.settle(resolve(members, self.budget.year), least), self.budget.year)

    def money(self, unit: str = "", decimals: int = 2, thousands: bool | None = None, **members: str) -> str:
        """The amount at a point, in the pack's unit (or another), rounded."""
        point = self.point(members, unit, decimals)
        return self._amount(self.ledger.at(point), unit or self.pack.unit, decimals, point, thousands=thousands)

    def in_unit(self, yuan: Decimal, unit: str = "", decimals: int = 2, **members: str) -> str:
        """An amount that an entry states (a plan's, a purchase's), at the point it is of."""
        point = self.point(members, unit, decimals) if members else None
        return self._amount(yuan, unit or self.pack.unit, decimals, point)

    def in_count(self, value: Decimal, unit: str = "", **members: str) -> str:
        """A number of pieces that an entry states, at the point it is of."""
        return self._mark(print_count(value), count_of(value, unit), self.point({**members, "measure": "count"}))

    def in_percent(self, part: Decimal, whole: Decimal, decimals: int = 2, **members: str) -> str:
        """An amount as a percentage of another, at the share of a form's own point; of nothing it is 0%."""
        percent = round_half_up(100 * Fraction(part) / Fraction(whole) if whole else Decimal(0), decimals)
        return self._percent(percent, decimals, self.point({**members, "measure": "share"}), "占比")

    def target(
        self,
        indicator: Indicator,
        project: str = "",
        section: str = "",
        after: Sequence[Indicator] | None = None,
        text: str | None = None,
        levels: int = 3,
    ) -> str:
        """An indicator's target as a form prints it in one cell (≥95%): a figure where it demands one number.

        `section` is what the form prints above the word 指标值, where it has several (长期绩效目标表); `text` another
        target of the indicator (last year's); `after` the indicators that the form lists before those of its period;
        `levels` how many of them the form prints (two: without the group).
        """
        printed = indicator.target if text is None else text
        found = parse_target(printed)
        if found is None:
            return printed
        item = f"form/{self._key_of(indicator, project, after, levels)}"
        measure = f"target/{section}" if section else "target"
        members = {"item": item, "measure": measure, **({"project": project} if project else {})}
        amount = Amount(found.value, found.decimals, found.unit)
        return self._mark(printed, amount, self.point(members))

    def score(self, indicator: Indicator, project: str = "") -> str:
        """An indicator's weight: a figure where it is a number."""
        found = parse_number(indicator.weight)
        if found is None:
            return indicator.weight
        item = f"form/{self._key_of(indicator, project)}"
        members = {"item": item, "measure": "score", **({"project": project} if project else {})}
        return self._mark(indicator.weight, Amount(found.value, found.decimals, None), self.point(members))

    def _key_of(
        self, indicator: Indicator, project: str, after: Sequence[Indicator] | None = None, levels: int = 3
    ) -> str:
        """Which indicator it is, as points have it; one that is called like another of its project is counted."""
        own = [one for entry in self.budget.projects if entry.name == project for one in entry.indicators]
        listed = own or [one for task in self.budget.tasks for one in task.indicators]
        if after is not None:
            listed = [one for one in listed if one.period == indicator.period]
        key = _key(indicator, levels)
        before = sum(_key(one, levels) == key for one in after or ())
        alike = [one for one in listed if _key(one, levels) == key]
        again = next((number for number, one in enumerate(alike, start=1 + before) if one is indicator), 1 + before)
        return key if again == 1 else f"{key}#{again}"

    def yuan(self, **members: str) -> Decimal:
        """The amount at a point, exact, in 元: for conditions, not for print."""
        return self.ledger.at(self.point(members))

    def count(self, unit: str = "", **members: str) -> str:
        """A count (of vehicles, pieces, persons) at a point."""
        value = self.ledger.at(self.point({**members, "measure": "count"}))
        return self._mark(print_count(value), count_of(value, unit), self.point({**members, "measure": "count"}))

    def change(self, base: Mapping[str, str] | None = None, unit: str = "", decimals: int = 2, **members: str) -> str:
        """By how much a point changed on last year's (or another base), without its sign: `sign` words it."""
        gap = self._gap(members, base or _LAST)
        point = self.point({**members, "measure": _measure("change", base)})
        return self._amount(abs(gap), unit or self.pack.unit, decimals, point, formula="|本年数 − 上年数|")

    def sign(self, more: str, less: str, same: str, base: Mapping[str, str] | None = None, **members: str) -> str:
        """The word for how a point changed: more, less, or the same (to the printed digit)."""
        gap = amount_of(self._gap(members, base or _LAST), self.pack.unit, 2).value
        return more if gap > 0 else less if gap < 0 else same

    def rate(self, base: Mapping[str, str] | None = None, decimals: int = 2, **members: str) -> str:
        """The change as a percentage of last year's figure, without its sign; "" where that was nothing."""
        was = self.ledger.at(self.point({**members, **(base or _LAST)}))
        if not was:
            return ""
        percent = round_half_up(100 * Fraction(abs(self._gap(members, base or _LAST))) / Fraction(was), decimals)
        point = self.point({**members, "measure": _measure("rate", base)})
        return self._percent(percent, decimals, point, "|本年数 − 上年数| ÷ 上年数")

    def share(self, of: Mapping[str, str], decimals: int = 2, **members: str) -> str:
        """A point's amount as a percentage of another's; "" where that is nothing."""
        whole = self.ledger.at(self.point(of))
        if not whole:
            return ""
        percent = round_half_up(100 * Fraction(self.ledger.at(self.point(members))) / Fraction(whole), decimals)
        return self._percent(percent, decimals, self.point({**members, "measure": "share"}), "占比")

    def has(self, **members: str) -> bool:
        """Whether the budget has any entry at a point."""
        return self.ledger.has(self.point(members))

    def nonzero(self, **members: str) -> bool:
        """Whether the amount at a point is printed as anything but zero."""
        return bool(amount_of(self.ledger.at(self.point(members)), self.pack.unit, 2).value)

    def items(self, dimension: str, level: int = 0, **members: str) -> list[dict[str, str]]:
        """The members of a dimension that have money at a point: code (or name), and name. `level` cuts codes."""
        axis = Dimension(dimension)
        found = self.ledger.members_of(axis, self.point(members))
        cut = dict.fromkeys(member[:level] if level else member for member in found)
        return [{"code": code, "name": self._name_of(axis, code), dimension: code} for code in cut]

    def name_of(self, dimension: str, code: str) -> str:
        """The name of a code, unit or other member, as sentences use it."""
        return self._name_of(Dimension(dimension), code)

    def text(self, key: str, otherwise: str = "") -> str:
        """The officer's own text of a key, on one line."""
        return " ".join(self.paragraphs(key)) or otherwise

    def paragraphs(self, key: str) -> list[str]:
        """The officer's own paragraphs of a key; where there are none the edition tells that they are missing."""
        text = self.budget.texts.get(key, "")
        if not text.strip() and key in self.pack.needs:
            self.unasked.append(f"texts.{key}")
        lines = [line.strip() for line in text.translate(_OURS).splitlines()]
        return [_PLAIN + line if line[0] in "#@" else line for line in lines if line]  # theirs are no headings

    def records(self, key: str) -> list[list[Any]]:
        """The officer's own list of a key: name, time, persons, amount in 元, note, one record a line, parted by ｜."""
        rows = [[part.strip() for part in line.replace("|", "｜").split("｜")] for line in self.paragraphs(key)]
        found = [(row, parse_number(row[3])) for row in rows if len(row) > 3]
        return [[*row[:3], number.value, "".join(row[4:])] for row, number in found if number is not None]

    def reason(self, key: str, base: Mapping[str, str] | None = None, **members: str) -> str:
        """The officer's reason for a change; asked for where the figure at the point changed and none was given."""
        given = self.budget.reasons.get(key, "").strip().rstrip("。")
        changed = not members or amount_of(self._gap(members, base or _LAST), self.pack.unit, 2).value
        if not given and changed:
            self.unasked.append(f"reasons.{key}")
        return given

    def _gap(self, members: Mapping[str, str], base: Mapping[str, str]) -> Decimal:
        return self.ledger.at(self.point(members)) - self.ledger.at(self.point({**members, **base}))

    def _name_of(self, axis: Dimension, member: str) -> str:
        if axis is Dimension.ENTITY:
            return next((unit.name for unit in self.budget.units if unit.code == member), member)
        if axis in (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC):
            return code_name(self.budget, axis, member)
        return chinese_name(axis, member)

    def _amount(
        self,
        value: Decimal,
        unit: str,
        decimals: int,
        point: Point | None,
        formula: str = "",
        *,
        thousands: bool | None = None,
    ) -> str:
        amount = amount_of(value, unit, decimals)
        thousands = self.pack.thousands if thousands is None else thousands
        return self._mark(print_number(amount.value, thousands=thousands), amount, point, formula)

    def _percent(self, percent: Decimal, decimals: int, point: Point, formula: str) -> str:
        return self._mark(print_number(percent) + "%", Amount(percent, decimals, "%"), point, formula)

    def _mark(self, text: str, amount: Amount, point: Point | None, formula: str = "") -> str:
        self.figures.append(Figure(f"s{len(self.figures) + 1}", text, amount, point, formula))
        return f"{_OPEN}{len(self.figures) - 1}{_CLOSE}"


def _measure(measure: str, base: Mapping[str, str] | None) -> str:
    """The measure of a comparison: with what was executed it has a name of its own."""
    return f"{measure}_from_executed" if base and base.get("stage") == "executed" else measure


def _key(indicator: Indicator, levels: int = 3) -> str:
    named = (indicator.kind, *((indicator.group,) if levels > 2 else ()), indicator.name)
    return "/".join(fold(level) for level in named)


@lru_cache(maxsize=64)
def _environment(macros: str) -> Environment:
    """The template language, with a pack's own phrases; undefined names are faults, never silence."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False
    )
    environment.globals["macros"] = macros
    return environment


@lru_cache(maxsize=4096)
def _compiled(environment: Environment, template: str) -> Template:
    macros = environment.globals["macros"]
    return environment.from_string(f"{macros}{template}")
