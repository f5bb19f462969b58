"""Self-evaluation: scores make up their total, none is above its weight, and grades make up the projects.

What it checks:
    In a form of self-evaluation: no indicator's score is above its weight; the scores, with that for how the money was
    spent, make up the total that the form prints; the rate of execution is the money spent by the money of the year. In
    the text: the projects by grade (优、良、中、差) are as many as were evaluated, and their average score lies within
    the bands of these grades.
Why:
    The score decides on next year's money. A sum that does not hold was typed in, or a line was changed afterwards.
Not applicable when:
    1. The form has no scores, or not for every indicator.
    2. The weights read are not those of a whole form (90 and 10 for the money, or 100): a line may be missing.
    3. The text gives fewer than three grades, or more than one number of projects; the average is not printed.
Source:
    财预〔2020〕10号 (项目支出绩效自评).

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务 | 年度资金总额/得分=9.50 | 总分/得分=97.50
    ... 产出指标/数量指标 | 踏勘件数 | ≥150件 | 权重=50 | 得分=50
    ... 效益指标/社会效益指标 | 政策知晓率 | ≥80% | 权重=30 | 得分=29
    ... 满意度指标/服务对象满意度指标 | 申请人满意度 | ≥95% | 权重=10 | 得分=10'''
    >>> failures_of(example)
    ['GOA18 97.50: 50 + 29 + 10 + 9.50 = 98.50 ≠ 97.50']
    >>> failures_of(example.replace("97.50", "98.50"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.rules.goals.grades import grades_in_text
from gouji.check.rules.goals.seats import Seat, goal_seats, quote_seats, told
from gouji.check.rules.quotes import quote_field
from gouji.law.goal_forms import head_role, plain_word
from gouji.model.amount import Number, parse_number
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.goal import Goal

CODE = "GOA18"
NAME = "goals.scores"
SOURCE = "财预〔2020〕10号"

CHINESE = """
绩效自评的得分、总分、执行率和评级应前后相符。

查什么
    自评表：每项得分不超过分值；各项得分与预算执行率得分之和等于总分；执行率等于执行数除以全年预算数。
    文字：各评级的项目个数之和等于开展自评的项目个数，平均得分在各评级的分数段之内。
为什么
    自评得分决定下一年的预算。加总不符，说明总分是填上去的，或有一行事后改过。
不适用的情形
    1. 表中没有得分，或不是每项都有得分。
    2. 读到的分值不是整张表的（指标90、执行率10，或合计100）：可能缺行。
    3. 文字中的评级不足三种，项目个数不止一个，或没有平均得分。
依据
    财预〔2020〕10号。
示例
    得分50、29、10与执行率得分9.50，总分98.50：相符。总分97.50：不符。
"""

_TOTALS = frozenset({"总分", "合计", "总计"})
_WITH_MONEY, _WHOLE, _OF_MONEY = Decimal(90), Decimal(100), Decimal(10)
_SPENT, _GIVEN = ("全年执行数", "执行数"), ("全年预算数", "年初预算数", "预算数")


@dataclass(frozen=True, slots=True)
class _Score:
    """One score of a form: the number, and where it stands in the fields."""

    path: str
    number: Number


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each score above its weight, each total, each rate, and each sentence that does not hold."""
    for goal in claims.goals:
        yield from _of_form(claims, goal)
        yield from _rate(claims, goal)
    for told_words, arithmetic, quote in grades_in_text(claims.passages):
        yield _finding(told_words, (quote,), arithmetic, Severity.NOTICE)  # places grade in bands of their own


def _of_form(claims: ClaimSet, goal: Goal) -> Iterator[Finding]:
    own = [seat for seat in goal_seats(goal) if parse_number(seat.indicator.weight) is not None]
    scores = [score for seat in own if (score := _score_of(claims, seat)) is not None]
    total, money = _in_fields(goal, of_total=True), _in_fields(goal, of_total=False)
    weights = sum((number.value for seat in own if (number := parse_number(seat.indicator.weight))), Decimal(0))
    is_whole = weights == (_WITH_MONEY if money is not None else _WHOLE) and len(own) == len(goal.rows)
    if not scores or len(scores) < len(own) or not is_whole:
        return
    for seat, score in zip(own, scores, strict=True):
        weight = parse_number(seat.indicator.weight)
        if weight is not None and score.value > weight.value:
            yield _above(claims, seat, score, weight)
    if total is not None:
        yield from _sum(claims, goal, scores + ([money.number] if money is not None else []), total)


def _score_of(claims: ClaimSet, seat: Seat) -> Number | None:
    """The score that an indicator's row prints."""
    row = claims.tables[seat.goal.table].rows[seat.goal.rows[seat.number]]
    texts = [entry.text for entry in row.entries if entry.column.path and head_role(entry.column.path[-1]) == "score"]
    return parse_number(texts[0]) if len(texts) == 1 else None


def _in_fields(goal: Goal, *, of_total: bool) -> _Score | None:
    """The score of the whole, or that for how the money was spent; None where there is none, or more than one."""
    found = []
    for path, text in goal.fields.items():
        above, _, last = path.rpartition("/")
        is_total = plain_word(above.rpartition("/")[2]) in _TOTALS
        number = parse_number(text) if head_role(last) == "score" else None
        if number is not None and is_total == of_total:
            found.append(_Score(path, number))
    return found[0] if len(found) == 1 else None


def _above(claims: ClaimSet, seat: Seat, score: Number, weight: Number) -> Finding:
    words = (
        f"{told(seat)}得分 {_plain(score)}，超过分值 {_plain(weight)}",
        f"{told(seat)} has a score of {_plain(score)}, more than its weight of {_plain(weight)}",
    )
    return _finding(words, quote_seats(claims, [seat]), f"{_plain(score)} > {_plain(weight)}")


def _sum(claims: ClaimSet, goal: Goal, scores: Sequence[Number], total: _Score) -> Iterator[Finding]:
    """A finding where the scores do not make up the total, but for the rounding of each."""
    made = sum((score.value for score in scores), Decimal(0))
    decimals = max(number.decimals for number in (*scores, total.number))
    slack = Decimal(1).scaleb(-decimals) * (len(scores) + 1) / 2 if decimals else Decimal(0)
    if abs(made - total.number.value) <= slack:
        return
    words = (
        f"{goal.name}：各项得分合计 {made}，自评总分却为 {_plain(total.number)}",
        f"{goal.name}: the scores make up {made}, and the total printed is {_plain(total.number)}",
    )
    listed = " + ".join(map(_plain, scores))
    quote = _quote(claims, goal, total.path)
    yield _finding(words, (quote,), f"{listed} = {made} ≠ {_plain(total.number)}")


def _rate(claims: ClaimSet, goal: Goal) -> Iterator[Finding]:
    """A finding where the rate of execution is neither of the year's money nor of the first budget's."""
    rates = {path: text for path, text in goal.fields.items() if plain_word(path.rpartition("/")[2]) == "执行率"}
    for path, text in rates.items():
        above = path.rpartition("/")[0]
        rate, spent = parse_number(text), _amount(goal, above, _SPENT)
        given = [amount for word in _GIVEN if (amount := _amount(goal, above, (word,))) is not None and amount.value]
        if rate is None or not rate.percent or spent is None or not given or not above:
            continue
        made = [spent.value / amount.value * 100 for amount in given]
        slacks = [rate.quantum + 100 * (spent.quantum + amount.quantum) / amount.value for amount in given]
        if all(abs(share - rate.value) > slack for share, slack in zip(made, slacks, strict=True)):
            words = (
                f"{goal.name}：执行率 {text.strip()}，按执行数与预算数计算为 {made[0]:.2f}%",
                f"{goal.name}: the rate of execution is {text.strip()}; the money spent gives {made[0]:.2f}%",
            )
            arithmetic = f"{_plain(spent)} ÷ {_plain(given[0])} = {made[0]:.2f}%"
            yield _finding(words, (_quote(claims, goal, path),), arithmetic)


def _amount(goal: Goal, above: str, words: Sequence[str]) -> Number | None:
    texts = (goal.fields[f"{above}/{word}"] for word in words if f"{above}/{word}" in goal.fields)
    return next((number for text in texts if (number := parse_number(text)) is not None), None)


def _quote(claims: ClaimSet, goal: Goal, path: str) -> Quote:
    """A field's cell; that of the total stands in a row of its own below the indicators."""
    table = claims.tables[goal.table]
    label, _, last = path.rpartition("/")
    for row in table.rows[goal.row :]:
        for entry in row.entries:
            if (row.role, row.label, entry.column.path[-1:]) == ("total", label, (last,)) and entry.places:
                return Quote(entry.text, entry.places[0], "culprit", table.document, goal.table, row.index)
    return quote_field(claims, goal, path)


def _plain(number: Number) -> str:
    return f"{number.value:f}"


def _finding(
    words: tuple[str, str], quotes: tuple[Quote, ...], arithmetic: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=words,
        quotes=quotes,
        stated=quotes[0].text,
        arithmetic=arithmetic,
        suggestion=("核对自评得分和评级", "check the scores and grades"),
        source=SOURCE,
    )
