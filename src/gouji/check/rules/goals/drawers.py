"""Drawers: an indicator stands under the kind that it is one of.

What it checks:
    What an indicator measures, by its name (or by a description that tells of a survey of satisfaction), is what its
    second-level kind is for: satisfaction under 满意度, timeliness under 时效, technical quality under 质量, costs
    under 成本, effects on nature under 生态效益. Two rows of one project that stand in each other's drawers are told
    as one swap. A project that counts nothing is told so.
    More than three slips of one kind in a document are told as one, with every place.
Why:
    A goal is complete only if each kind is really covered; an output filed as a benefit hides that no benefit is meant.
Not applicable when:
    1. The form gives no second-level kind, or one that is not known.
    2. The name does not say what is measured; what could stand in two drawers is told as a notice or not at all.
    3. The line is empty or says 不涉及; ecological effects where the project or the department is of nature itself.
Source:
    财预〔2015〕88号 (指标科学); 财预〔2021〕101号.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 目标 | 现场踏勘服务
    ... 效益指标/社会效益指标 | 群众满意率 | ≥95%'''
    >>> failures_of(example)
    ['GOA03 群众满意率 ≥95%: “群众满意率 ≥95%”列在社会效益指标，应属满意度指标']
    >>> failures_of(example.replace("效益指标/社会效益指标", "满意度指标/服务对象满意度指标"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.rules.goals.seats import (
    Seat,
    bundle,
    gather,
    goal_seats,
    named,
    places,
    quote_groups,
    quote_seats,
    title_of,
    told,
)
from gouji.law.goal_indicators import indicator_words, says
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "GOA03"
NAME = "goals.drawers"
SOURCE = "财预〔2015〕88号；财预〔2021〕101号"

CHINESE = """
三级指标应列在与其内容相符的二级指标下。

查什么
    满意率（或说明为满意调查的）列入满意度指标，及时率列入时效指标，合格率、达标率列入质量指标，成本列入成本指标，对环境的影响列入生态效益指标；
    同一项目中两行互换位置的，合为一条；数量指标只有比率而没有任何数量的，予以指出。
    一份文件同类问题超过三处的，合为一条，附全部位置。
为什么
    各类指标都有实际内容，目标才完整；把产出写成效益，就看不出没有设定效益。
不适用的情形
    1. 表中没有二级指标，或不是常见的二级指标。
    2. 名称看不出衡量什么；两类皆可的，只作提示或不提。
    3. 空行，或注明“不涉及”；项目或部门本身即为生态环境类的，其生态效益指标。
依据
    财预〔2015〕88号；财预〔2021〕101号。
示例
    满意度指标下的“群众满意率”：相符。社会效益指标下的“群众满意率”、成本指标下的“综合事务保障率”：不符。
"""

_ECOLOGICAL, _SATISFACTION, _QUANTITY = "ecological", "satisfaction", "quantity"
_Key = tuple[str, str, str]


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each name in a wrong drawer, one for each pair of rows that are swapped."""
    found: list[tuple[_Key, Seat]] = []
    rates: list[tuple[tuple[str, ...], Sequence[Seat]]] = []
    swaps: list[tuple[tuple[str, ...], tuple[Seat, Seat]]] = []
    green = _is_green(claims.facts.entity.value if claims.facts.entity is not None else "")
    for goal in claims.goals:
        own = goal_seats(goal)
        of_nature = green or _is_green(goal.name + goal.goal)
        wrong = [
            (*misfit, seat)
            for seat in own
            if (misfit := _misfit(seat)) and not (of_nature and seat.drawer == _ECOLOGICAL)
        ]
        swap = _swap(wrong)
        if swap is not None:
            swaps.append((tuple(f"{seat.drawer} {seat.name}" for seat in swap), swap))
        found += [
            ((belongs, seat.drawer if sure else f"?{seat.drawer}", seat.name), seat)
            for belongs, sure, seat in wrong
            if swap is None or seat not in swap
        ]
        only = _only_rates(own)
        if only:
            rates.append((tuple(seat.name for seat in only), only))
    for pairs in gather(swaps).values():
        yield _swapped(claims, pairs)
    for (belongs, drawer, _), groups in bundle(gather(found), lambda key: key[:2]):
        yield _misplaced(claims, belongs, not drawer.startswith("?"), groups)
    for _, alike in bundle(gather(rates), lambda _: None):
        yield _no_quantity(claims, alike)


def _is_green(text: str) -> bool:
    """Whether a department or a project is of nature itself, so that all it does is for it."""
    return says("green", fold(text))


def _misfit(seat: Seat) -> tuple[str, bool] | None:
    """Where an indicator belongs ("" for: not here), and whether that is sure; None where it may stand."""
    if not seat.drawer:
        return None
    for misfit in indicator_words().misfits:
        if misfit.belongs == _QUANTITY and (seat.at_most or not seat.value or seat.unit == "%"):
            continue  # few of something unwanted is a quality, so is a share of what is counted
        if seat.drawer in misfit.drawers and misfit.name.search(seat.name) and not misfit.unless.search(seat.name):
            return misfit.belongs, misfit.sure
    if seat.drawer != _SATISFACTION and says("surveyed", fold(seat.indicator.description)):
        return _SATISFACTION, True
    for need in indicator_words().needs:
        if need.drawer == seat.drawer and (seat.value is not None or (not need.numeric and seat.indicator.value)):
            pieces = need.drawer == _SATISFACTION and seat.value is not None and seat.unit != "%"
            bare = need.words.search(seat.about) is None and seat.yuan is None and not pieces
            return ("", need.sure) if bare else None
    return None


def _swap(wrong: Sequence[tuple[str, bool, Seat]]) -> tuple[Seat, Seat] | None:
    """The two seats of one project that stand in each other's drawers, or None."""
    for belongs, sure, seat in wrong:
        for other_belongs, _, other in wrong:
            exchanged = other is not seat and belongs == other.drawer and other_belongs in ("", seat.drawer)
            if sure and exchanged and seat.drawer != other.drawer:
                return seat, other
    return None


def _only_rates(own: Sequence[Seat]) -> list[Seat]:
    """The rates under 数量指标 of a project that counts nothing at all."""
    counted = [seat for seat in own if seat.drawer == "quantity"]
    if not counted or any(seat.unit != "%" or not says("rate", seat.name) for seat in counted):
        return []
    return counted


def _misplaced(claims: ClaimSet, belongs: str, sure: bool, groups: Sequence[Sequence[Seat]]) -> Finding:
    words, where = named(groups), places([seat for same in groups for seat in same])
    here = title_of(groups[0][0].drawer)
    there = title_of(belongs) if belongs else None
    chinese = f"应属{there[0]}" if there else "内容与之无关"
    english = f"and belongs under {there[1]}" if there else "with which it has nothing to do"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if sure else Severity.NOTICE,
        message=(
            f"{words[0]}列在{here[0]}，{chinese}{where[0]}",
            f"{words[1]} stands under {here[1]}, {english}{where[1]}",
        ),
        quotes=quote_groups(claims, groups),
        stated=here[0],
        expected=there[0] if there else None,
        suggestion=("移到相应的二级指标，或改写指标", "move it to the kind it is one of, or reword it"),
        source=SOURCE,
    )


def _swapped(claims: ClaimSet, pairs: Sequence[tuple[Seat, Seat]]) -> Finding:
    one, other = pairs[0]
    where = places([seat for seat, _ in pairs])
    titles = title_of(one.drawer), title_of(other.drawer)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{told(one)}列在{titles[0][0]}，{told(other)}列在{titles[1][0]}，两行位置互换{where[0]}",
            f"{told(one)} under {titles[0][1]}, {told(other)} under {titles[1][1]}: the rows are swapped{where[1]}",
        ),
        quotes=quote_seats(claims, [seat for pair in pairs for seat in pair]),
        suggestion=("把两行互换回来", "swap the two rows back"),
        source=SOURCE,
    )


def _no_quantity(claims: ClaimSet, alike: Sequence[Sequence[Sequence[Seat]]]) -> Finding:
    """One finding for all the rates of a project, and for the projects that have the same; for all where they are many.

    `alike` holds lists of projects that have the same rates, a project being its rates.
    """
    projects = [rates for same in alike for rates in same]
    where = places([rates[0] for rates in projects])
    listed = {seat.name: told(seat) for seat in projects[0]}.values()
    words = named([same[0] for same in alike]) if len(alike) > 1 else ("、".join(listed), ", ".join(listed))
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"数量指标只有比率{words[0]}，没有任何产出数量{where[0]}",
            f"the only quantity is a rate, {words[1]}: no output is counted{where[1]}",
        ),
        quotes=quote_groups(claims, projects),
        suggestion=("补充产出数量（件、次、人等）", "add a count of outputs"),
        source=SOURCE,
    )
