"""Last year's figures: what a document says of the year before is what was published in that year.

What it checks:
    Columns of last year, last year's amounts in sentences, and this year's amount less the change it tells, each
    against the same point in last year's document.
Why:
    A change looks smaller or larger if its base is altered afterwards; and a base that was typed by hand goes wrong.
Not applicable when:
    1. The other document is not of the year before, or of another stage (an executed amount against a budget).
    2. Most figures of a column differ: it is of another scope, or restated; that is told once, as a notice.
    3. The change is printed so coarsely that rounding explains what is left.
Source:
    《地方预决算公开操作规程》（财预〔2016〕143号）: changes are to be explained, so their base is the published one.

Examples:
    >>> from gouji.compare.example import compared
    >>> last = '''
    ... 支出预算表 | 万元 | flow=expenditure year=2023 stage=budget
    ... 科目 | 合计
    ... 201 一般公共服务支出 | 60.00
    ... 208 社会保障和就业支出 | 12.00'''
    >>> this = '''
    ... 支出预算表 | 万元 | flow=expenditure stage=budget
    ... 科目 | 上年预算数 year=2023 | 本年预算数 year=2024
    ... 201 一般公共服务支出 | 66.00 | 70.00
    ... 208 社会保障和就业支出 | 12.00 | 13.00'''
    >>> compared((last, "2023"), (this, "2024"))
    ['warning ACR01 66.00 ≠ 60.00']
    >>> compared((last, "2023"), (this.replace("66.00", "60.00"), "2024"))
    []
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.compare.model import Kind
from gouji.compare.study import Study, Tried
from gouji.compare.ties import Telling, Tie, find_ties, nothing_told, try_ties
from gouji.model.finding import Severity

CODE = "ACR01"
NAME = "across.last_year"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）关于增减变化说明的要求"
KINDS = (Kind.YEARS,)
_WHAT = ("上年数（表中或文字中）", "last year's figures, in tables or sentences")

CHINESE = """
所列上年数应是上年公开的数。

查什么
    上年数各栏、文字中的上年数、由本年数减增减额推得的上年数，逐一与上年文件中含义相同的数核对。
为什么
    事后改动基数，增减就显得小了或大了；手工录入的基数也容易出错。
不适用的情形
    1. 对方文件不是上一年度的，或阶段不同（执行数与预算数）。
    2. 某栏多数数字不同：口径不同或经过调整，只作一次提示。
    3. 增减额位数较粗，差额可由四舍五入解释。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）：增减变化应作说明，其基数应为已公开的数。
示例
    上年公开 60.00，本年文件的上年预算数栏为 66.00：不成立。
"""


def check(study: Study) -> Tried:
    """Every figure of the later document that is of the earlier one's year and stage."""
    earlier, later = study.earlier, study.later
    if earlier.year is None:
        return Tried()
    ties = list(find_ties(study.library, later, study.before, earlier.year, earlier.stage))
    if not ties:
        return Tried(unmatched=nothing_told(later, _WHAT))
    return try_ties(study.library, Telling(CODE, NAME, SOURCE), ties, _severity)


def _severity(_ties: Sequence[Tie], _holding: int) -> Severity:
    return Severity.WARNING  # restating last year for comparison can be innocent, if the text says so
