"""The year is not left out where the department's budget is named.

What it checks:
    The department's name followed at once by 年度 and 预算 (反映…局年度部门预算), without the year between them;
    比年预算, 截至年12月.
Why:
    The form has a blank there; the reader must know which year's budget a sentence speaks of.
Not applicable when:
    1. Something else than the name stands before 年度: 本年度, 各年度, 2024年度.
    2. The document does not name its department.
Source:
    《预算法》第十八条: the budget year is the calendar year.

Examples:
    >>> from gouji.check.example import parse_example
    >>> text = '''
    ... 文档 | entity=青石县行政审批局
    ...
    ... 正文
    ... 各表反映青石县行政审批局年度部门预算的总体情况。
    ... '''
    >>> [found.message[0] for found in check(parse_example(text))]
    ['“青石县行政审批局年度部门预算”缺少年份，应为“2024年度”']
    >>> list(check(parse_example(text.replace("局年度", "局2024年度"))))
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.layout import names_of
from gouji.check.rules.disclosure.pieces import words_of
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity

CODE = "YEA02"
NAME = "years.missing"
SOURCE = "《预算法》第十八条"

CHINESE = """
写到部门预算时不漏年份。

查什么
    部门名称之后直接写“年度……预算”（反映……局年度部门预算），中间没有年份的；“比年预算”“截至年12月”。
为什么
    表样在这里留有空格；读者要知道说的是哪一年的预算。
不适用的情形
    1. “年度”前不是部门名称：本年度、各年度、2024年度。
    2. 文件没有写明部门名称。
依据
    《预算法》第十八条。
示例
    “反映青石县行政审批局年度部门预算”：列为提示，应为“2024年度”。
"""

_AFTER = r"年度?(?:部门|单位)(?:综合)?(?:预算|决算)"
_BLANK = r"(?:比|较|与|截至|截止|现将)年(?:度)?(?:\d{1,2}月|(?:部门|单位)?预算|相比)"


def check(claims: ClaimSet) -> Iterator[Finding]:
    """At most one finding, with all its places."""
    names = names_of(claims)
    if not names:
        return  # (2)
    words = words_of(claims, contents=False)
    pattern = re.compile(f"(?:{'|'.join(map(re.escape, names))}){_AFTER}|{_BLANK}")
    found = list(pattern.finditer(words.text))
    if not found:
        return
    year = claims.facts.year.value if claims.facts.year is not None else ""
    right = f"，应为“{year}年度”" if year else ""
    yield Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(f"“{found[0][0]}”缺少年份{right}", f"the year is missing in “{found[0][0]}”"),
        quotes=tuple(words.quote(*match.span()) for match in found),
        stated=found[0][0],
        expected=year or None,
        suggestion=("补上年份", "put in the year"),
        source=SOURCE,
    )
