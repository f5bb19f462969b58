"""A sentence on the budget is about this department, not about another.

What it checks:
    Sentences and titles that begin with a public body's name and go on with its budget of the year (青石县财政局2024年
    部门预算…): the body is the department, one of its units, or a short form of either.
Why:
    Another body's name is the trace of that body's text; its figures may have come along.
Not applicable when:
    1. The name is part of the department's or a unit's name, or they are part of it; or all its characters stand in the
       department's name, in their order (发改委).
    2. The body is told of as a unit, or as one that was merged or renamed (原, 划转, 下属, 包括…).
    3. The finance bureau, which asks for budgets and approves them.
    4. The document does not name its department, or names the other body as often.
Source:
    《预算法》第十四条: each department publishes its own budget.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 文档 | entity=青石县行政审批局
    ...
    ... 正文
    ... 青石县行政审批局2024年部门预算说明
    ... 青石县行政审批局2024年收入预算30.00万元。青石县民政局2024年部门预算支出30.00万元。
    ... '''))]
    ['青石县行政审批局的预算，文中却写“青石县民政局”']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.department_name import units_of
from gouji.check.rules.disclosure.layout import names_of, own_name
from gouji.check.rules.quotes import quote_words
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity

CODE = "NAM10"
NAME = "names.other_body"
SOURCE = "《预算法》第十四条"

CHINESE = """
说本部门预算的句子，主语是本部门。

查什么
    以机关名称开头、接着说其年度预算的句子和标题（“青石县财政局2024年部门预算……”）：该机关应是本部门、所属单位，
    或其简称。
为什么
    出现别的机关的名称，是照搬其文本的痕迹，数字也可能是照搬的。
不适用的情形
    1. 名称与本部门或所属单位的名称互相包含，或其各字依次都在本部门名称中（发改委）。
    2. 文中说明是所属单位，或已合并、更名（原、划转、下属、包括……）。
    3. 财政部门：布置和批复预算的。
    4. 文件没有写明部门名称，或另一名称出现得一样多。
依据
    《预算法》第十四条：各部门公开本部门的预算。
示例
    县行政审批局的预算中“青石县民政局2024年部门预算支出30.00万元”：列为警告。
"""

_BODY = "(?:局|委员会|委|办公室|厅|中心|大学|学院|法院|检察院|支队|总队|办事处|管理处|事务所)"
_SUBJECT = re.compile(
    r"(?:^|(?<=[。;]))(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]+\)|\d{1,2}[.、])?"
    rf"(?P<body>[\u4e00-\u9fff()]{{2,24}}?{_BODY})(?:20\d\d年度?)(?:部门|单位)?(?:综合)?"
    r"(?:预算|决算|收入|支出|收支|财政拨款|一般公共预算|政府性基金|“?三公”?经费|机关运行经费|政府采购|项目支出)"
)
_NO_NAME = re.compile(
    r"^(?:本|我|各|该|全|所属|下属|原|按|根据|依据|经|由|与|和|对|为|在|从|其|上述)|财政|预算|人大|人民代表"
)
_HOLDS = "所属|下属|直属|内设|二级|纳入|包括|组成|构成|原"
_BECAME = "合并|划转|更名|划入|转隶|并入|撤销|划归"
_LEAST = 4  # characters of a department's name


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each other body, with all its places."""
    name = own_name(claims)
    if len(name) < _LEAST or re.search(f"{_BODY}$", name) is None:
        return  # (4)
    own = (name, *(one for one in (*names_of(claims), *units_of(claims)) if len(one) >= _LEAST))
    found: dict[str, list[Quote]] = {}
    for passage in claims.passages:
        for match in _SUBJECT.finditer(passage.text) if passage.certain and "年" in passage.text else ():
            body = match["body"]
            if not _NO_NAME.search(body) and not any(_is_same(body, one) for one in own):
                found.setdefault(body, []).append(quote_words(passage, match.start("body"), match.end()))
    for body, quotes in found.items():
        texts = [passage.text for passage in claims.passages if body in passage.text]
        times = sum(name in passage.text for passage in claims.passages)
        if len(texts) < times and not any(_is_related(body, text) for text in texts):  # (2), (4)
            yield _finding(name, body, quotes)


def _is_related(body: str, text: str) -> bool:
    """Whether a text tells of a body as a unit, or as one that became another."""
    name = re.escape(body)
    return re.search(rf"(?:{_HOLDS})[^。]{{0,60}}{name}|{name}[^。]{{0,20}}(?:{_BECAME})", text) is not None


def _is_same(body: str, own: str) -> bool:
    """Whether a body's name is a form of one of ours (1)."""
    letters = iter(own)
    return body in own or own in body or all(letter in letters for letter in body)


def _finding(name: str, body: str, quotes: list[Quote]) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(f"{name}的预算，文中却写“{body}”", f"the budget is of {name}, a sentence on it says {body}"),
        quotes=tuple(quotes),
        stated=body,
        expected=name,
        suggestion=("核对是否照搬了其他部门的文本和数字", "see whether text and figures of another body were kept"),
        source=SOURCE,
    )
