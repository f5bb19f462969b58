"""A rate between two years' amounts that a sentence tells is the rate of these two.

What it checks:
    "2023年执行数为 132.59 万元，2024年预算安排 220.63 万元，比上年增加 66.40%": the rate and its direction follow from
    the two amounts, within what the printed digits allow. A rate beside an increase that is this year's whole amount
    (比上年增加40万元，增长100%) is told as a notice: last year there was nothing.
Why:
    Such sentences are written one after another from the same pattern, and figures of the one before stay behind.
Not applicable when:
    1. Last year's amount is nothing, and no rate is told.
    2. The amounts are of different units, or the years do not follow each other.
    3. The change itself is told too: NAR03 holds the rate against it.
    4. This year's amount is not the tables' (NAR01 tells of that), and with the tables' the rate is right. Where it is
       wrong with both, the right rate is that of the tables' amount.
Source:
    Arithmetic; a rate must lie in the interval that the printed digits allow.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 正文
    ... 2023年执行数为132.59万元，2024年预算安排220.63万元，比2023年执行数增加60.54%。主要原因是缴费基数提高。'''
    >>> [words.rpartition(": ")[2] for words in failures_of(example)]
    ['(220.63 − 132.59) ÷ 132.59 = 66.40% ≠ 60.54%']
    >>> failures_of(example.replace("60.54%", "66.40%"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gouji.check.lookup import told_in_text
from gouji.check.rules.narrative.changes import MONEY, NUMBER, running_text
from gouji.check.rules.narrative.spoken import amounts_before
from gouji.check.rules.quotes import quote_words
from gouji.law.narrative import narrative_words
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point

CODE = "NAR12"
NAME = "narrative.year_rates"
SOURCE = "算术关系"

CHINESE = """
同一句所写两年金额之间的增减率应由这两个数得出。

查什么
    “2023年执行数为132.59万元，2024年预算安排220.63万元，比上年增加66.40%”：增减率及方向由两个金额得出，在所印位数允许的区间内。
    增加额就是本年全部金额、还写增长百分之几的（比上年增加40万元，增长100%），作提示：上年为零。
为什么
    这类句子照同一句式逐条填写，常把上一条的数字留了下来。
不适用的情形
    1. 上年金额为零，也没有写增减率。
    2. 两个金额单位不同，或年度不相连。
    3. 同时写有增减额：见 NAR03。
    4. 本年金额与表不符（见 NAR01），按表中金额则增减率无误；都不符的，按表中金额给出应有的增减率。
依据
    算术关系；比率应落在所印位数允许的区间内。
示例
    132.59、220.63，写增加60.54%：应为66.40%，不成立。
"""

_TOLD = re.compile(
    rf"(?P<last>(?:19|20)\d\d)年[^,;。]{{0,16}}?(?P<base>{NUMBER})(?P<base_unit>{MONEY}),"
    rf"(?P<year>(?:19|20)\d\d)年[^,;。]{{0,14}}?(?P<this>{NUMBER})(?P<unit>{MONEY}),"
    rf"(?:比|较|与)[^,;。]{{0,20}}?(?P<way>[增减下降上升长加少低]{{2}})(?:了|约|为)*(?P<rate>{NUMBER})%"
)
_HUNDRED = Decimal(100)
_CHANGE_AND_AMOUNT = 2  # parts of a rate whose base is not printed


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each rate that is not that of the two amounts before it."""
    told = [(passage, match) for passage in running_text(claims) for match in _TOLD.finditer(passage.text)]
    spoken = amounts_before(claims) if told else {}
    for passage, match in told:
        if match["unit"] != match["base_unit"] or int(match["year"]) != int(match["last"]) + 1:
            continue  # (2)
        amounts = spoken.get((passage.document, passage.block), ())
        point = next((one.point for one in amounts if one.start == match.start("this")), None)
        yield from _judge(claims, passage, match, point)
    yield from _from_nothing(claims)


def _from_nothing(claims: ClaimSet) -> Iterator[Finding]:
    """One notice for all rates of amounts that are increases as a whole."""
    ids = {claim.id: claim for claim in told_in_text(claims)}
    found: list[tuple[Claim, Claim]] = []
    for statement in claims.statements:
        if statement.kind == "rate" and statement.sign > 0 and len(statement.parts) == _CHANGE_AND_AMOUNT:
            rate, change, this = (ids.get(part) for part in (statement.total, *statement.parts))
            if rate is None or change is None or this is None or not rate.amount.value:
                continue
            if change.amount.value == this.amount.value > 0 and change.amount.unit == this.amount.unit:
                found.append((rate, change))
    if found:
        rate, change = found[0]
        printed = f"{change.source.text}，增长{rate.source.text}"
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"增加额就是本年全部金额，上年为零，没有增减率，却写“增加{printed}”，共 {len(found)} 处",
                f"{len(found)} rate(s) of growth from nothing ({change.source.text} is all of the amount)",
            ),
            witnesses=tuple(Witness(claim.id, "culprit") for pair in found for claim in pair),
            stated=rate.source.text,
            suggestion=("写明上年为零、无法计算增减率", "say that there was nothing last year, and no rate"),
            source=SOURCE,
        )


def _judge(claims: ClaimSet, passage: Passage, match: re.Match[str], point: Point | None) -> Iterator[Finding]:
    words = narrative_words()
    this, base, rate = (_number(match[name]) for name in ("this", "base", "rate"))
    if match["way"] not in (*words.up, *words.down) or base <= _quantum(match["base"]):
        return  # (1)
    told = rate if match["way"] in words.up else -rate
    printed = _printed(claims, point, match["unit"])
    if any(_follows(other, match, told) for other in (this, *printed)):
        return  # (4)
    tables = {other.quantize(_quantum(match["this"]), ROUND_HALF_UP) for other in printed}
    whose = ("", "")
    if len(tables) == 1 and this not in tables:
        [this], whose = (
            tables,
            ("（表中数）", " (of the tables)"),
        )  # NAR01 tells that the text's is wrong: a rate of it would be wrong too
    right = ((this / base - 1) * _HUNDRED).quantize(_quantum(match["rate"]), ROUND_HALF_UP)
    sum_told = f"({this} − {base}) ÷ {base} = {right}% ≠ {told}%"
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"由 {base} 到 {this}{match['unit']}{whose[0]}，增减率应为 {right}%，文字写{match['way']}{match['rate']}%",
            f"from {base} to {this} {match['unit']}{whose[1]} the rate is {right} %, the text says {told} %",
        ),
        quotes=(quote_words(passage, match.start(), match.end()),),
        stated=f"{told}%",
        expected=f"{right}%",
        arithmetic=sum_told,
        suggestion=("核对两年金额和增减率，疑有上一条遗留的数字", "check amounts and rate: one may be left over"),
        source=SOURCE,
    )


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _quantum(text: str) -> Decimal:
    """A unit of the last printed digit."""
    return Decimal(1).scaleb(-len(text.partition(".")[2]))


def _follows(this: Decimal, match: re.Match[str], told: Decimal) -> bool:
    """Whether the told rate lies within what the printed digits of the amounts and of the rate allow."""
    base = _number(match["base"])
    half_this, half_base, half_rate = (_quantum(match[name]) / 2 for name in ("this", "base", "rate"))
    lowest = ((this - half_this) / (base + half_base) - 1) * _HUNDRED - half_rate
    highest = ((this + half_this) / (base - half_base) - 1) * _HUNDRED + half_rate
    return lowest <= told <= highest


def _printed(claims: ClaimSet, point: Point | None, unit: str) -> list[Decimal]:
    """What the tables print for this year's amount, in the sentence's unit; else of any fund, for one may be all."""
    if point is None:
        return []
    cells = [claim for claim in claims.claims if claim.kind == "cell" and claim.amount.yuan is not None]
    own = [claim for claim in cells if claim.point == point]
    line = point.without(Dimension.FUND)
    found = own or [claim for claim in cells if claim.point is not None and claim.point.without(Dimension.FUND) == line]
    return [claim.amount.yuan / MONEY_UNITS[unit] for claim in found if claim.amount.yuan is not None]
