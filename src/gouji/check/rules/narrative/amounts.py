"""Amounts of the running text are written so that they can be read: one number, one unit of money, the right one.

What it checks:
    Numbers with two points (1,541.50.00万元) or marks of thousands in the wrong place, 为 between number and unit
    (3,623.98为万元), the unit twice, a sum of money without a unit, and amounts that are a table's figure ten thousand
    times over or under (元 for 万元). 万 alone for 万元, and a number of cars
    without 辆, are notices.
Why:
    A reader cannot tell what is meant, and a slip of the unit is one of four digits.
Not applicable when:
    1. The amount is another figure of the tables as it stands.
    2. What the amount is of is known and printed in a table: NAR01 compares them.
Source:
    GB/T 15835—2011 (出版物上数字用法); 《预算法》§14: what is published must be understood.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 正文
    ... 一般公共服务支出预算数3,623.98为万元，比上年减少1.50万元，主要原因是项目完工。'''
    >>> failures_of(example)
    ['NAR10 3,623.98为万元: 金额书写有误：“3,623.98为万元”，数字与单位之间多“为”字']
    >>> failures_of(example.replace("3,623.98为万元", "为3,623.98万元"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.check.lookup import told_in_text
from gouji.check.rules.narrative.changes import MONEY, running_text
from gouji.check.rules.quotes import quote_words
from gouji.model.amount import MONEY_UNITS
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Quote, Severity, Witness
from gouji.model.passage import Passage

CODE = "NAR10"
NAME = "narrative.amounts"
SOURCE = "《出版物上数字用法》（GB/T 15835—2011）；《预算法》第十四条"

CHINESE = """
文字中的金额应书写正确：一个数、一个单位，单位无误。

查什么
    两个小数点的数（1,541.50.00万元）、千分位逗号位置不对的数、数字与单位之间夹“为”字（3,623.98为万元）、单位重复、漏写单位的金额，以及恰为表中
    数字一万倍或万分之一的金额（万元误作元）。“万”字后漏“元”的，车辆、设备数量漏写单位的，列为提示。
为什么
    读者无法断定原意；单位写错就差四位数。
不适用的情形
    1. 按所写的单位，表中另有这个数。
    2. 已知说的是什么而表中印有该数：见 NAR01。
依据
    《出版物上数字用法》（GB/T 15835—2011）；《预算法》第十四条。
示例
    “预算数3,623.98为万元”：应为“预算数为3,623.98万元”。
"""

_DIGIT = re.compile("[0-9]")
_FAULTS = (
    (
        re.compile(r"[为是][亿万千]?元"),
        re.compile(rf"\d+(?:,\d{{3}})*\.\d+(?:为|是){MONEY}"),
        "数字与单位之间多“为”字",
        "为 stands between number and unit",
    ),
    (
        re.compile(r"\.\d+\."),
        re.compile(rf"\d+(?:,\d{{3}})*\.\d+\.\d+{MONEY}"),
        "数字有两个小数点",
        "the number has two points",
    ),
    (
        re.compile(r",(?:\d{4}|\d{1,2}(?!\d))"),
        re.compile(rf"(?<![\d,.])\d{{1,3}},(?:\d{{1,2}}|\d{{4,}})(?:\.\d+)?{MONEY}"),
        "千分位逗号位置不对",
        "misplaced comma",
    ),
    (re.compile(r"元万?元"), re.compile(rf"\d(?:\.\d+)?{MONEY}(?:万元|元)"), "单位重复", "the unit stands twice"),
)
"""What no such fault is without (found quickly), its pattern, and what is wrong (中文, English)."""
_UNITLESS = re.compile(
    r"(?:收入|支出|经费|预算|预算数)(?:安排|共计|合计|总计)?(?:为|是)?(?P<number>\d+(?:,\d{3})*\.\d{2})(?=[,。;]|较|比|其中)"
)
_BARE = re.compile(r"\d+\.\d{2}万(?=[,。;、])")
_UNCOUNTED = re.compile(r"(?:共有|实有|保有)?(?:车辆|公务用车|设备)(?:共|共计|为)?\d{1,4}(?=[,、。;])")
_COUNTED = re.compile(r"[辆车备](?:共计?|为)?\d")
_TIMES = Decimal(10_000)
_TELLING = 4  # digits of a figure that chance does not repeat
_SHOWN = 20


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each amount that cannot be read as written, one for all that say 万 for 万元."""
    bare: list[Quote] = []
    uncounted: list[Quote] = []
    for passage in running_text(claims):
        if _DIGIT.search(passage.text) is None:
            continue
        yield from _misspelt(passage)
        bare.extend(quote_words(passage, match.start(), match.end()) for match in _BARE.finditer(passage.text))
        if _COUNTED.search(passage.text):
            uncounted.extend(quote_words(passage, *match.span()) for match in _UNCOUNTED.finditer(passage.text))
    if bare:
        yield _finding(
            Severity.NOTICE,
            (
                f"金额只写“万”，未写“万元”：{bare[0].text}，共 {len(bare)} 处",
                f"{len(bare)} amounts say 万 for 万元 ({bare[0].text})",
            ),
            tuple(bare[:_SHOWN]),
        )
    if uncounted:
        yield _finding(
            Severity.NOTICE,
            (
                f"数量漏写单位（辆、台）：“{uncounted[0].text}”，共 {len(uncounted)} 处",
                f"{len(uncounted)} number(s) of things without 辆 or 台 (“{uncounted[0].text}”)",
            ),
            tuple(uncounted[:_SHOWN]),
        )
    yield from _wrong_units(claims)


def _misspelt(passage: Passage) -> Iterator[Finding]:
    for sign, pattern, chinese, english in _FAULTS:
        for match in pattern.finditer(passage.text) if sign.search(passage.text) else ():
            words = match.group()
            yield _finding(
                Severity.WARNING,
                (f"金额书写有误：“{words}”，{chinese}", f"“{words}” is no amount: {english}"),
                (quote_words(passage, match.start(), match.end()),),
            )
    for match in _UNITLESS.finditer(passage.text):
        yield _finding(
            Severity.WARNING,
            (f"金额漏写单位：“{match.group()}”", f"“{match.group()}” has no unit of money"),
            (quote_words(passage, match.start(), match.end()),),
        )


def _wrong_units(claims: ClaimSet) -> Iterator[Finding]:
    """Amounts that no table prints, and ten thousand times (or a ten-thousandth of) a figure that one does."""
    cells = [claim for claim in claims.claims if claim.kind == "cell" and claim.doubt is None and claim.amount.value]
    points = {claim.point for claim in cells if claim.amount.unit in MONEY_UNITS} - {None}
    suspects = [claim for claim in told_in_text(claims) if _may_be_off(claim) and claim.point not in points]  # (2)
    if not suspects:
        return
    printed = {abs(yuan): claim for claim in reversed(cells) if (yuan := claim.amount.yuan) is not None}
    for claim in suspects:
        yuan = claim.amount.yuan
        if yuan is None or abs(yuan) in printed:
            continue  # (1)
        meant = printed.get(abs(yuan) * (_TIMES if claim.amount.unit == "元" else 1 / _TIMES))
        if meant is not None:
            yield _wrong_unit(claim, meant)


def _may_be_off(claim: Claim) -> bool:
    """Whether an amount is in 元 or 万元, certain, and has digits enough to tell."""
    amount = claim.amount
    if amount.unit not in ("元", "万元") or not amount.value or claim.doubt is not None:
        return False
    return len(amount.value.normalize().as_tuple().digits) >= _TELLING


def _wrong_unit(claim: Claim, meant: Claim) -> Finding:
    right = f"{meant.source.text}{meant.amount.unit or ''}"
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"文字写 {claim.source.text}，表中为 {right}：单位恐有误（元、万元相混）",
            f"the text says {claim.source.text}, a table prints {right}: 元 and 万元 seem to be mixed up",
        ),
        witnesses=(Witness(claim.id, "culprit"), Witness(meant.id, "witness")),
        stated=claim.source.text,
        expected=right,
        suggestion=(f"核对单位，应为 {right}", f"check the unit: {right} is meant"),
        source=SOURCE,
    )


def _finding(severity: Severity, message: tuple[str, str], quotes: tuple[Quote, ...]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=message,
        quotes=quotes,
        stated=quotes[0].text,
        suggestion=("改正金额的写法", "write the amount as one number and one unit"),
        source=SOURCE,
    )
