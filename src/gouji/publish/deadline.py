"""By which day the law asks what: approval of the budget, handing it on to the units, publication (RULES.md L01–L05).

Days are calendar days; the day from which they run is not counted, and a last day of rest rolls forward to the next
working day (民法典 §201, §203). Where only an earlier date is known, the bound is the sum of the spans on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from gouji.law.holidays import roll_forward, years_known
from gouji.model.budget import Dates

Status = Literal["met", "late", "passed", "near", "ahead", "open"]
"""Done in time; done too late; not done and too late; not done, 5 days or fewer; not done, more; no day to compare."""

NEAR_DAYS = 5
"""How many days before its end a span is near its end."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law asks to be done: who does what, the article, and which of `Dates` says when it was done."""

    code: str
    words: tuple[str, str]
    source: str
    done: str


APPROVAL = Duty(
    "L01", ("财政部门批复部门预算", "the finance bureau approves the budget"), "预算法第五十二条", "finance"
)
HANDING_ON = Duty(
    "L02", ("部门批复所属单位预算", "the department approves its units' budgets"), "预算法第五十二条", "department"
)
PUBLICATION = Duty("L03", ("部门公开预算", "the department publishes its budget"), "预算法第十四条", "published")
UNITS = Duty("L04", ("所属单位公开预算", "the units publish their budgets"), "预算法实施条例第六条", "published_units")

_WORDS = {
    "congress": ("人大批准", "the congress's approval"),
    "finance": ("财政部门批复", "the finance bureau's approval"),
    "department": ("部门批复所属单位", "the department's approval for its units"),
}
_SPANS: tuple[tuple[Duty, tuple[tuple[str, int], ...]], ...] = (
    (APPROVAL, (("congress", 20),)),
    (HANDING_ON, (("finance", 15), ("congress", 35))),
    (PUBLICATION, (("finance", 20), ("congress", 40))),
    (UNITS, (("department", 20), ("finance", 35), ("congress", 55))),
)
"""For each duty the dates from which it may run, the nearest first; all but the first are bounds (L05)."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for a duty. `start` is the day from which `days` run, of the kind `basis` (congress, finance…).

    `bound`: the law counts from a later date, which is not known; this is the latest that it can be. `counted` is the
    day before it was moved off days of rest, `known` whether the holidays of that year are known. `done` is when it was
    done, `left` the days from today to the last day (negative: over), None where no day of today was given.
    """

    duty: Duty
    basis: str
    start: date
    days: int
    last: date
    counted: date
    bound: bool
    known: bool
    done: date | None
    left: int | None
    status: Status

    @property
    def warns(self) -> bool:
        """Whether a person should act or answer for it."""
        return self.status in ("late", "passed", "near")

    def told(self, language: int = 0) -> str:
        """The deadline in one sentence: in Chinese (0) or English (1)."""
        return (_chinese if language == 0 else _english)(self)


def deadlines(dates: Dates, today: date | None = None) -> tuple[Deadline, ...]:
    """The last day for every duty whose beginning is known, in the order of the law.

    >>> [each.last.isoformat() for each in deadlines(Dates(finance=date(2026, 2, 3)))]
    ['2026-02-24', '2026-02-24', '2026-03-10']
    """
    return tuple(_deadlines(dates, today))


def deadline(dates: Dates, today: date | None = None) -> Deadline | None:
    """The last day for the department's publication; None where no date of approval is known.

    >>> deadline(Dates(congress=date(2026, 1, 20))).bound
    True
    """
    return next((each for each in deadlines(dates, today) if each.duty is PUBLICATION), None)


def _deadlines(dates: Dates, today: date | None) -> Iterator[Deadline]:
    for duty, spans in _SPANS:
        known = ((basis, days, getattr(dates, basis)) for basis, days in spans)
        found = next(((basis, days, start) for basis, days, start in known if start is not None), None)
        if found is None:
            continue
        basis, days, start = found
        counted = start + timedelta(days=days)
        last = roll_forward(counted)
        done: date | None = getattr(dates, duty.done, None)
        yield Deadline(
            duty=duty,
            basis=basis,
            start=start,
            days=days,
            last=last,
            counted=counted,
            bound=basis != spans[0][0],
            known={counted.year, last.year} <= years_known(),
            done=done,
            left=None if today is None else (last - today).days,
            status=_status(last, done, today),
        )


def _status(last: date, done: date | None, today: date | None) -> Status:
    if done is not None:
        return "late" if done > last else "met"
    if today is None:
        return "open"
    left = (last - today).days
    return "passed" if left < 0 else "near" if left <= NEAR_DAYS else "ahead"


def _chinese(each: Deadline) -> str:
    kind = "最迟（按最长期限推算）" if each.bound else "最迟"
    parts = [f"{each.duty.words[0]}：{kind} {each.last}（{_WORDS[each.basis][0]} {each.start} 起 {each.days} 日"]
    if each.last != each.counted:
        parts.append(f"，{each.counted} 是休息日，顺延")
    if not each.known:
        parts.append(f"，{each.counted.year} 年节假日安排未知，只按周末顺延")
    parts.append(f"；{each.duty.source}）")
    parts.append(
        {
            "met": f"。已于 {each.done} 完成。",
            "late": f"。已于 {each.done} 完成，迟了 {_days_late(each)} 天。",
            "passed": f"。已超过 {-(each.left or 0)} 天，尚未完成！",
            "near": f"。只剩 {each.left} 天！",
            "ahead": f"。还有 {each.left} 天。",
            "open": "。",
        }[each.status]
    )
    return "".join(parts)


def _english(each: Deadline) -> str:
    kind = "at the very latest (longest spans added up)" if each.bound else "by"
    parts = [f"{each.duty.words[1]}: {kind} {each.last} ({each.days} days from {_WORDS[each.basis][1]} {each.start}"]
    if each.last != each.counted:
        parts.append(f"; {each.counted} is a day of rest")
    if not each.known:
        parts.append(f"; the holidays of {each.counted.year} are not known, only weekends were left out")
    parts.append(f"; {each.duty.source})")
    parts.append(
        {
            "met": f". Done on {each.done}.",
            "late": f". Done on {each.done}, {_days_late(each)} days late.",
            "passed": f". {-(each.left or 0)} days over, and not done!",
            "near": f". Only {each.left} days left!",
            "ahead": f". {each.left} days left.",
            "open": ".",
        }[each.status]
    )
    return "".join(parts)


def _days_late(each: Deadline) -> int:
    return (each.done - each.last).days if each.done is not None else 0
