"""What running official vehicles costs agrees with how many there are.

What it checks:
    公务用车运行维护费 against the stated number of vehicles: money for none, or more than 150 000 元 for each. A
    notice.
Why:
    Vehicles that are run and not owned belong to somebody else, or the number is left over from another year.
Not applicable when:
    1. The document does not say how many vehicles there are, or prints no such money.
    2. The notice asks to look: vehicles of a common pool are paid for and not owned.
Source:
    The definition of 公务用车运行维护费 (fuel, repair, tolls, insurance); plausibility.

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... “三公”经费支出表 | 万元 | flow=expenditure fund=general
    ... 项目 | 预算数
    ... 公务用车运行维护费 item=three_public.vehicles.running | 15.00
    ...
    ... 正文
    ... 截至上年末，本部门共有车辆0辆，其中其他用车0辆。'''
    >>> [finding.stated for finding in check(parse_example(tables))]
    ['15.00万元 / 0辆']
    >>> list(check(parse_example(tables.replace("共有车辆0辆", "共有车辆3辆"))))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.check.rules.quotes import quote_words
from gouji.check.rules.resources.ledger import money, most_of, totals_of
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness

CODE = "LOK05"
NAME = "look_through.vehicles"
SOURCE = "“三公”经费口径；常理"

CHINESE = """
公务用车运行维护费应与车辆数相称。

查什么
    公务用车运行维护费与所述车辆数：没有车而有运行费，或每辆超过 15 万元，作提示。
为什么
    有运行费而没有车，车就是别人的；或者车辆数是往年留下的。
不适用的情形
    1. 没有说明车辆数，或没有列公务用车运行维护费。
    2. 本提示只请核对：公车统管的单位付费而不登记车辆。
依据
    “三公”经费口径（燃料、维修、过路过桥、保险等）；常理。
示例
    公务用车运行维护费 15.00 万元，共有车辆 0 辆：请核对。
"""

_VEHICLES = re.compile(
    r"(?:共有|共|拥有|保有|现有|实有)(?:公务用|公务)?(?:车辆|用车|车)(?:共计|总数|数|为)?(?P<count>\d+)(?:辆|台)?"
)
_RUNNING = "three_public.vehicles.running"
_MOST = Decimal(150_000)


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A notice where money and number do not agree."""
    told = totals_of(claims, _RUNNING)
    cost = most_of(told)
    if not cost:
        return  # (1)
    for passage in claims.passages:
        match = _VEHICLES.search(passage.text) if "车" in passage.text else None
        if match is None or passage.is_contents:
            continue
        count = int(match["count"])
        if count and cost <= _MOST * count:
            return
        each = f"{cost / 10_000:.2f} ÷ {count} = {cost / 10_000 / count:.2f}" if count else None
        yield Finding(
            code=CODE,
            name=NAME,
            severity=Severity.NOTICE,
            message=(
                f"公务用车运行维护费 {money(cost)}，而共有车辆 {count} 辆",
                f"running vehicles costs {money(cost)}, and there are {count} vehicles",
            ),
            witnesses=tuple(Witness(claim.id, "culprit") for claim in told[:2]),
            quotes=(quote_words(passage, match.start(), match.end()),),
            stated=f"{money(cost)} / {count}辆",
            arithmetic=each,
            suggestion=(
                "核对车辆数；公车统管、租用的，在说明中讲清",
                "check the number; say so where vehicles are of a pool",
            ),
            source=SOURCE,
        )
        return
