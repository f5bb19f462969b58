"""The change of a whole is the sum of the changes of its parts.

What it checks:
    "比上年增加 126.62 万元，其中：基本支出增加 66.22 万元；项目支出增加 60.40 万元": the parts with their signs add
    up to the whole. 基本支出 and 项目支出 together are all, as are the three items of “三公”经费: a warning. Parts told
    after 其中 in one sentence may leave one out: a notice, unless one sign turned makes them right.
Why:
    The changes of parts are worked out one by one, and one of them may be of another base or another draft.
Not applicable when:
    1. The words leave room: 主要, 等, or one part only.
    2. A part's change is told as a rate, or in another unit.
    3. The parts differ from the whole by no more than rounding allows.
Source:
    Arithmetic.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 正文
    ... 支出预算较上年增加126.62万元，其中：基本支出增加66.22万元，项目支出增加64.40万元，主要因人员增加。'''
    >>> [words.rpartition(": ")[2] for words in failures_of(example)]
    ['66.22 + 64.40 = 130.62 ≠ 126.62']
    >>> failures_of(example.replace("64.40", "60.40"))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gouji.check.rules.narrative.changes import Change, changes_of, sections_of
from gouji.check.rules.quotes import quote_words
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.passage import UNNUMBERED

CODE = "NAR11"
NAME = "narrative.change_parts"
SOURCE = "算术关系"

CHINESE = """
总数的增减额应等于各部分增减额之和。

查什么
    “比上年增加126.62万元，其中：基本支出增加66.22万元；项目支出增加60.40万元”：各部分带正负号相加应等于总数。基本支出与项目支出合为
    全部，“三公”经费三项合为全部，为警告；同一句“其中”之后所列的其他各项可能没有列全，为提示（改一个正负号即相符的，为警告）。
为什么
    各部分的增减额分别计算，其中一个可能用了别的基数或旧稿。
不适用的情形
    1. 用“主要”“等”字样，或只列一项。
    2. 只写了增减率，或单位不同。
    3. 相差不超过四舍五入所允许的范围。
依据
    算术关系。
示例
    增加126.62，其中基本支出增加66.22、项目支出增加64.40：66.22 + 64.40 = 130.62，不成立。
"""

_AMONG = re.compile(r"其中[:,]?$|其中[:,][^,。;]*$")
_OPEN = re.compile(r"主要|等")
_BESIDE = re.compile(r"^(?:结转下年|年末结转|年终结转|上缴上级|(?:事业单位)?经营支出|对附属单位)")
"""What money goes to besides basic and project expenditure."""
_THREE_PUBLIC = ("出国", "用车", "接待")
_BASIC, _PROJECT, _PART = re.compile(r"^基本支出"), re.compile(r"^项目支出"), re.compile(r"^(?:基本|项目)支出")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each whole whose change is not that of its parts."""
    for passages in sections_of(claims):
        told = [change for passage in passages for change in changes_of(passage)]
        for number, whole in enumerate(told):
            after = told[number + 1 :]
            own = [change for change in after if change.passage is whole.passage]
            parts = _parts(whole, own) or (_parts_below(whole, after) if not own else [])
            if len(parts) > 1 and _is_off(whole, parts):
                yield _finding(whole, parts, is_sure=_is_sure(whole, parts))


def _parts(whole: Change, after: Sequence[Change]) -> list[Change]:
    """The changes that follow as the parts of a whole: basic and project expenditure, else all of one sentence."""
    if not after or whole.amount is None:
        return []
    text = whole.passage.text
    between = text[whole.end : _figure_start(after[0])]
    if "其中" not in between or "。" in between or _OPEN.search(between):
        return []  # (1)
    pair = _basic_and_project(after)
    if pair:
        return pair
    stop = text.find("。", whole.end)
    one = [change for change in after if stop < 0 or change.end <= stop]
    tail = text[one[-1].end : stop if stop >= 0 else len(text)] if one else ""
    return [] if any(change.reason for change in one) or _OPEN.search(tail) else one


def _parts_below(whole: Change, after: Sequence[Change]) -> list[Change]:
    """Basic and project expenditure as items below a passage that ends in a colon (…主要安排情况如下：)."""
    if whole.amount is None or not whole.passage.text.endswith(":") or _PART.search(whole.subject):
        return []
    return _basic_and_project([change for change in after if change.passage.level < UNNUMBERED])


def _basic_and_project(after: Sequence[Change]) -> list[Change]:
    """The first changes of basic and of project expenditure, with those of what else money goes to; nothing where one
    of the two is not told.
    """
    pair = [next((one for one in after if pattern.search(one.subject)), None) for pattern in (_BASIC, _PROJECT)]
    if None in pair:
        return []
    return [*(change for change in pair if change is not None), *(one for one in after if _BESIDE.search(one.subject))]


def _is_sure(whole: Change, parts: Sequence[Change]) -> bool:
    """Whether the parts are all that the whole consists of by definition, or add up to it with one sign turned.

    Another list after 其中 may leave some parts out.
    """
    if any(_BASIC.search(part.subject) for part in parts) and any(_PROJECT.search(part.subject) for part in parts):
        return True
    if "三公" in whole.subject and all(any(word in part.subject for part in parts) for word in _THREE_PUBLIC):
        return True
    gap = sum(map(_signed, parts)) - _signed(whole)
    return any(_signed(part) * 2 == gap for part in parts)


def _figure_start(change: Change) -> int:
    """Where the words of a change that tell its way begin."""
    return change.passage.text.rfind(change.words, change.start, change.end)


def _is_off(whole: Change, parts: Sequence[Change]) -> bool:
    """Whether the parts' changes do not add up to the whole's, beyond what rounding allows."""
    if any(part.amount is None and part.way != "same" for part in parts):
        return False  # (2)
    if any(part.unit not in ("", whole.unit) or part.either or part.negative for part in (whole, *parts)):
        return False
    told = [change.amount for change in (whole, *parts) if change.amount is not None]
    quantum = max(Decimal(1).scaleb(int(amount.as_tuple().exponent)) for amount in told)
    return abs(_signed(whole) - sum(map(_signed, parts))) > quantum * len(told) / 2  # (3)


def _signed(change: Change) -> Decimal:
    if change.amount is None or change.way == "same":
        return Decimal(0)
    return change.amount if change.way == "up" else -change.amount


def _finding(whole: Change, parts: Sequence[Change], *, is_sure: bool) -> Finding:
    total = sum(map(_signed, parts), Decimal(0))
    terms = "".join(f" {'+' if _signed(part) >= 0 else '−'} {abs(_signed(part))}" for part in parts)
    sum_told = f"{terms.removeprefix(' + ').strip()} = {total} ≠ {_signed(whole)}"
    difference = f"{abs(_signed(whole) - total)}{whole.unit}"
    unit, change = whole.unit, _signed(whole)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if is_sure else Severity.NOTICE,
        message=(
            f"“{whole.subject}”增减 {change}{unit}，所列各部分增减之和为 {total}{unit}，相差 {difference}",
            f"“{whole.subject}” changed by {change}{unit}, its parts by {total}{unit}: {difference} off",
        ),
        quotes=tuple(quote_words(change.passage, change.start, change.end) for change in (whole, *parts)),
        stated=f"{change}{unit}",
        expected=f"{total}{unit}",
        difference=difference,
        arithmetic=sum_told,
        suggestion=("核对总数与各部分的上年数", "check last year's figures of the whole and its parts"),
        source=SOURCE,
    )
