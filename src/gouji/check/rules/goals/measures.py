"""Measures: a target can be met or missed, so it has a figure where its indicator asks for one.

What it checks:
    A rate, a degree, an economic effect or a cost has a figure, not "markedly improved"; a percentage is of something
    that can be counted, not of a slogan ("provide good service ≥ 95 %"); words of a target fit its indicator (lowering
    costs is not "raised", a time is not "published", what is wanted is not "no"); "once every quarter" is not met by
    once a year; a rate of improvement is not 85 %. A rate of 三公 or procurement money of which the budget has none
    cannot be counted: a notice.
    More than three slips of one kind in a document are told as one, with every place.
Why:
    What cannot be measured is always met, and the money behind it cannot be judged.
Not applicable when:
    1. The form itself asks for a grade in words (定性: 优良中低差).
    2. The effect is social, ecological or lasting and its name asks for no figure, or the words are those of a grade
       (及时, 良好, 不超预算): told as one notice a document, as is 资金到位率, which any budget asks for.
    3. The line is empty or says 不涉及.
    4. It is the target of a term of years, and the same indicator has a figure for the year.
Source:
    财预〔2015〕88号 (细化量化); 财预〔2020〕10号.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 效益指标/社会效益指标 | 自助通办提升度 | 明显提升'''
    >>> failures_of(example)
    ['GOA04 自助通办提升度 明显提升: “自助通办提升度 明显提升”用文字代替数值，无法衡量']
    >>> failures_of(example.replace("明显提升", "≥20%"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.check.rules.goals.bases import baseless_rates
from gouji.check.rules.goals.seats import (
    Seat,
    bundle,
    gather,
    named,
    places,
    quote_groups,
    quote_seats,
    seats,
    told,
)
from gouji.law.goal_indicators import indicator_words, says
from gouji.model.amount import fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.goal import Indicator

CODE = "GOA04"
NAME = "goals.measures"
SOURCE = "财预〔2015〕88号；财预〔2020〕10号"

CHINESE = """
指标值应能衡量，要求数值的指标应有数值。

查什么
    比率、程度、经济效益和成本应有数值，不写“明显提升”；百分比应有可数的对象，不写“提供优质服务 ≥95%”；
    指标值的文字与指标相符（降低成本不是“明显提高”，完成时间不是“已公开”，符合规定不是“否”）；“每季度一次”的指标值不是一年一次；提升率不是85%。
    “三公”经费、政府采购预算为零，而指标是其控制率、执行率的，无从计算，作提示。
    一份文件同类问题超过三处的，合为一条，附全部位置。
为什么
    不能衡量的目标总能完成，资金花得值不值也就无从判断。
不适用的情形
    1. 表样本身要求定性评价（优良中低差）。
    2. 社会、生态、可持续影响且名称不要求数值的，或指标值为及时、良好、不超预算等：全文合为一条提示；
       资金到位率等预算本身的要求也只作提示。
    3. 空行，或注明“不涉及”。
    4. 实施周期指标值为文字，而同一指标的年度指标值已有数值。
依据
    财预〔2015〕88号；财预〔2020〕10号。
示例
    “自助通办提升度 ≥20%”：可衡量。“自助通办提升度 明显提升”“提高效率 ≥95%”：不可衡量。
"""

_HALF, _MOST_RISE, _NO_RISE = Decimal(50), Decimal(60), Decimal(80)
_ASKED = frozenset({"economic", "cost"})
_A_YEAR = {"半年": 2, "季度": 4, "季": 4, "月": 12, "周": 52, "星期": 52, "天": 250, "日": 250}
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_MESSAGES: Mapping[str, tuple[Severity, str, str]] = {
    "vague": (
        Severity.WARNING,
        "{}用文字代替数值，无法衡量",
        "{} has words instead of a figure and cannot be measured",
    ),
    "soft": (
        Severity.NOTICE,
        "指标{}为定性表述，宜尽量量化",
        "{} is in words; a figure would be better",
    ),
    "echo": (
        Severity.WARNING,
        "{}：指标值只是重复名称，没有数值",
        "{}: the target repeats the name and has no figure",
    ),
    "abstract": (
        Severity.NOTICE,
        "{}：看不出是什么的百分比，宜写明计算方法",
        "{}: it does not say of what; the way to count it should be given",
    ),
    "rise": (
        Severity.WARNING,
        "{}：提升率一般不会这样高，疑为达标率或满意率",
        "{}: no rise is so high; a rate of what is reached may be meant",
    ),
    "vacuous": (
        Severity.NOTICE,
        "{}是预算本身的要求，不能说明项目的产出或效果",
        "{} is what any budget asks for, and tells nothing of outputs or effects",
    ),
    "rate": (Severity.WARNING, "{}是比率，指标值却没有数字", "{} is a rate, and its target has no figure"),
    "slogan": (
        Severity.WARNING,
        "{}以百分比衡量一句口号，看不出是什么的百分比",
        "{} measures a slogan in per cent: it does not say of what",
    ),
    "when": (
        Severity.WARNING,
        "{}是时间，指标值却没有写时间",
        "{} is a time, and its target names none",
    ),
    "refused": (
        Severity.WARNING,
        "{}：希望做到的事，指标值却是“否”",
        "{}: something wanted, whose target is “no”",
    ),
    "against": (
        Severity.WARNING,
        "{}：指标是降低，指标值却是提高",
        "{}: the indicator is of lowering, its target of raising",
    ),
    "seldom": (
        Severity.WARNING,
        "{}：名称要求的次数多于指标值，只做一次也算达标",
        "{}: the name asks for more times than the target, which one time meets",
    ),
}


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each slip; one a document for words in place of figures."""
    found = gather((_key(kind, seat), seat) for seat in _asked(claims) if (kind := _kind(seat)) is not None)
    for (kind, _), groups in bundle(found, lambda key: key[0]):
        yield _finding(claims, kind, groups)
    for seat, told_zero in baseless_rates(claims):
        yield _baseless(claims, seat, told_zero)


def _baseless(claims: ClaimSet, seat: Seat, told_zero: Sequence[Claim]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{told(seat)}：本年预算为零，比率无从计算",
            f"{told(seat)}: the budget of it is nothing, so that there is no rate",
        ),
        witnesses=tuple(Witness(claim.id, "witness") for claim in told_zero[:2]),
        quotes=quote_seats(claims, [seat]),
        stated=seat.indicator.target,
        suggestion=("删去该指标，或注明不适用", "drop the indicator, or say that it does not apply"),
        source=SOURCE,
    )


def _asked(claims: ClaimSet) -> Iterator[Seat]:
    """Every indicator, but that of a term of years only where the same has no figure for the year (4)."""
    figured = {
        (id(seat.goal), seat.name) for seat in seats(claims) if seat.value is not None and _is_of_year(seat.indicator)
    }
    return (seat for seat in seats(claims) if _is_of_year(seat.indicator) or (id(seat.goal), seat.name) not in figured)


def _is_of_year(indicator: Indicator) -> bool:
    return indicator.period == "year"


def _key(kind: str, seat: Seat) -> tuple[str, str]:
    if kind in ("vague", "soft", "vacuous", "abstract", "echo"):
        return kind, ""
    return kind, fold(seat.indicator.value) if kind == "rate" else seat.name


def _kind(seat: Seat) -> str | None:
    if seat.value is None:
        return _kind_of_words(seat, fold(seat.indicator.value))
    if seat.unit != "%":
        return "seldom" if _is_seldom(seat) else None
    if says("rise_rate", seat.name) and seat.at_least and seat.value >= _NO_RISE:
        return "rise"
    if says("vacuous", seat.name) and seat.goal.scope == "project":
        return "vacuous"
    effect = seat.drawer in ("economic", "social", "ecological", "lasting") or not seat.drawer
    if effect and _is_slogan(seat):
        return "slogan"
    return "abstract" if says("abstract", seat.name) and seat.value >= _HALF else None


def _kind_of_words(seat: Seat, words: str) -> str | None:
    if seat.indicator.comparator or not words:
        return None  # (1)
    if any(sign.isdigit() for sign in words):  # a figure in a sentence, unless it is one of hours or days
        sentence = says("rate", seat.name) and "%" not in words and not words[-1].isdigit()
        return "rate" if sentence and says("around_the_clock", words) else None
    if says("lowering", seat.name) and not says("rise", seat.name.partition("降低")[0]) and says("raising", words):
        return "against"
    if says("refused", words):
        return "refused" if says("wanted", seat.name) and not says("failure", seat.name) else None
    if says("compared", words):
        return None
    if says("duration", seat.name) and not says("of_time", words):
        return "when"
    if _is_echo(words):
        return "echo"
    if says("rate", seat.name) or says("satisfied", seat.name):
        return "rate"
    if says("soft", words) or words == seat.name:
        return "soft" if seat.drawer or seat.goal.scope == "project" else None  # (1): 健全, 规范… of a common form
    if not says("vague", words):
        return None
    return "vague" if seat.drawer in _ASKED or says("asks_figure", seat.name) else "soft"


def _is_echo(words: str) -> bool:
    """Whether a target only names a rate or a count, without its figure (居民满意度: 满意度), or asks (是否可用)."""
    return words.startswith("是否") or says("rate", words) or says("satisfied", words) or says("count", words)


def _is_slogan(seat: Seat) -> bool:
    if seat.value is None or not says("slogan", seat.name) or says("measured", seat.name):
        return False
    return seat.value >= (_MOST_RISE if says("rise", seat.name) else _HALF)  # a rise by a part can be measured


def _is_seldom(seat: Seat) -> bool:
    """Whether a name says how often in a part of the year, and the target of the year is less."""
    match = indicator_words().patterns["each_period"].search(seat.name)
    if match is None or "次" not in seat.unit or "/" in seat.unit or seat.value is None:
        return False
    times = _NUMERALS.get(match["times"]) or int(match["times"])
    return seat.value < times * _A_YEAR[match["period"]] and seat.value <= times


def _finding(claims: ClaimSet, kind: str, groups: Sequence[Sequence[Seat]]) -> Finding:
    severity, chinese, english = _MESSAGES[kind]
    same = [seat for group in groups for seat in group]
    where, (words, in_english) = places(same), named(groups)
    if len(groups) == 1 and len({seat.name for seat in same}) > 1:
        words += "等"
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(chinese.format(words) + where[0], english.format(in_english) + where[1]),
        quotes=quote_groups(claims, groups),
        stated=same[0].indicator.target,
        suggestion=("改为可衡量的数值，或改写指标", "give a figure, or reword the indicator"),
        source=SOURCE,
    )
