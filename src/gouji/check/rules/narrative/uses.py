"""What the text says that running costs are for is what the table of basic expenditure spends them on.

What it checks:
    A list of uses after the amount of 公用经费, 机关运行经费 or 人员经费: the subjects it names have money in the
    table of basic expenditure. None or few of two or more named ones there is a warning, and so is a complete list
    (no 等) that names one without money; a list that ends in 等, and a complete one that leaves a subject out, are
    notices. Where a list gives amounts, each is the table's.
Why:
    Such lists are copied from the definition of the term instead of from the department's own table.
Not applicable when:
    1. The amount is not what the table's rows add up to: running costs may be paid from projects too.
    2. The document prints no table of basic expenditure by economic subject.
    3. A use that is no economic subject (临时人员工作餐) is not looked for.
    4. A table that was hard to read makes a notice at most.
Source:
    财预〔2016〕143号 (the narrative explains the tables); 政府收支分类科目 支出经济分类.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 一般公共预算基本支出表 | 万元 | flow=expenditure nature=basic
    ... 科目 | 合计
    ... 302 商品和服务支出 | 21.16
    ...   30201 办公费 | 19.80
    ...   30228 工会经费 | 1.36
    ...
    ... 正文
    ... 机关运行经费共计安排21.16万元，主要用于日常维修、办公用房水电费、办公用房取暖费等日常运行支出。'''
    >>> [words.split(":")[0] for words in failures_of(example)]
    ['NAR08 机关运行经费共计安排21.16万元,主要用于日常维修、办公用房水电费、办公用房取暖费等日常运行支出']
    >>> failures_of(example.replace("日常维修、办公用房水电费、办公用房取暖费", "办公费、工会经费"))
    []
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.narrative.changes import MONEY, NUMBER, running_text
from gouji.check.rules.quotes import quote_words
from gouji.law.classifications import lookup
from gouji.law.narrative import codes_of_use
from gouji.model.amount import Amount
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point

CODE = "NAR08"
NAME = "narrative.uses"
SOURCE = "《地方预决算公开操作规程》（财预〔2016〕143号）；《政府收支分类科目》支出经济分类"

CHINESE = """
文字所列用途应是基本支出表中有金额的科目。

查什么
    公用经费、机关运行经费、人员经费金额之后所列的用途，在基本支出表中是否有金额：所列两项以上而多数在表中没有的，或完整列举（没有“等”字）中有
    表中没有的，列为警告；带“等”字而个别没有的，完整列举而漏列科目的，列为提示。用途带有金额的，与表中该科目核对。
为什么
    这类文字常照抄名词解释，与本部门的表对不上。
不适用的情形
    1. 金额与表中各科目之和不符：运行经费也可能由项目支出安排。
    2. 没有按经济分类的基本支出表。
    3. 所列用途不是经济科目（如临时人员工作餐）。
    4. 表格读取存疑的，只作提示。
依据
    《地方预决算公开操作规程》（财预〔2016〕143号）；《政府收支分类科目》。
示例
    机关运行经费“主要用于日常维修、水电费、取暖费”，而表中只有办公费、工会经费：不成立。
"""

_AMOUNT = re.compile(
    rf"(?P<what>机关运行经费|机构运[转行]经费|运行经费|公用经费|人员经费)(?P<more>[^,。;:\d]{{0,20}})"
    rf"(?P<number>{NUMBER})(?P<unit>{MONEY})"
)
_LIST = re.compile(
    rf"(?:(?!{NUMBER}{MONEY})[^:]){{0,60}}?(?:主要用于|主要包括|具体包括|包括|主要是|用于|包含)[:,]?"
    r"(?P<list>[^。;]+)"
)
_ENDS_IN_MORE = re.compile(r"等[^、,;]{0,12}$")
_ITEM = re.compile(r"[、,;]|以及|及其他")
_FIGURE = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{MONEY})$")
_TAIL = re.compile(r"等(?:日常)?(?:运行|公用)?(?:经费|支出|费用|方面)?$")
_PREFIXES = {"人员经费": ("301", "303"), "": ("302", "307", "309", "310", "399")}
_LEAST = 2
_COMPLETE = 4  # subjects that a list without 等 names before it is taken for complete
_FEW = 5  # differences named in a message


@dataclass(frozen=True, slots=True)
class _Use:
    words: str
    codes: tuple[str, ...]
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class _Spent:
    """What the table of basic expenditure spends, by 款: exact 元, a claim that prints it; and what is nothing.

    `in_doubt` says that some of its figures are: their sum may prove them, but not each of them.
    """

    yuan: Mapping[str, Decimal]
    witness: Mapping[str, str]
    noughts: frozenset[str]
    in_doubt: bool = False


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A finding for each list of uses that the table of basic expenditure does not bear out."""
    lists = list(_lists(claims))
    spent = _basic_expenditure(claims) if lists else None
    if spent is None or not spent.yuan:
        return  # (2)
    for passage, match, begin, end in lists:
        uses = [_use(words) for words in _split(passage.text[begin:end])]
        yield from _judge(passage, match, (match.start(), end), uses, spent)


def _lists(claims: ClaimSet) -> Iterator[tuple[Passage, re.Match[str], int, int]]:
    """Each amount of running or personnel costs that a list of uses follows, with where the list begins and ends."""
    for passage in running_text(claims):
        for match in _AMOUNT.finditer(passage.text):
            listed = _LIST.match(passage.text, match.end())
            if listed is not None:
                yield passage, match, listed.start("list"), listed.end("list")


def _split(text: str) -> Iterator[str]:
    """The items of a list; the last one may hold two (工会经费和福利费)."""
    for words in _ITEM.split(text):
        left, _, right = words.partition("和")
        bare = _TAIL.sub("", right)
        yield from (left, bare) if codes_of_use(left) and codes_of_use(bare) else (words,)


def _use(words: str) -> _Use:
    figure = _FIGURE.search(words)
    name = words[: figure.start()] if figure else words
    amount = None
    if figure:
        digits = figure["number"].replace(",", "")
        amount = Amount(Decimal(digits), len(digits.partition(".")[2]), figure["unit"])
    bare = _TAIL.sub("", name)
    codes = codes_of_use(bare) or codes_of_use(bare.rpartition("的")[2])  # 保障正常运转的办公费
    return _Use(bare, codes, amount)


def _basic_expenditure(claims: ClaimSet) -> _Spent:
    """The amounts of basic expenditure by economic 款, the whole department's, of this year."""
    year = claims.facts.year.value if claims.facts.year is not None else None
    found: dict[str, dict[Point, tuple[Decimal, str]]] = defaultdict(dict)
    noughts = set()
    in_doubt = False
    for claim, point in fixing(claims, Dimension.ECONOMIC):
        yuan, code = claim.amount.yuan, point[Dimension.ECONOMIC]
        if claim.kind != "cell" or yuan is None or len(code) < 5:
            continue
        if point.get(Dimension.NATURE) not in ("basic", "public_use", "personnel"):
            continue
        if point.get(Dimension.YEAR) not in (None, year) or point.get(Dimension.MEASURE) or point.get(Dimension.ITEM):
            continue
        in_doubt = in_doubt or claim.doubt is not None
        if not yuan:
            noughts.add(code[:5])
            continue
        found[code[:5]].setdefault(point.without(Dimension.FUND, Dimension.NATURE), (yuan, claim.id))
    most = {code: max(amounts.values()) for code, amounts in found.items()}
    return _Spent(
        {code: yuan for code, (yuan, _) in most.items()},
        {code: claim for code, (_, claim) in most.items()},
        frozenset(noughts - most.keys()),
        in_doubt,
    )


def _judge(
    passage: Passage, match: re.Match[str], span: tuple[int, int], uses: Sequence[_Use], spent: _Spent
) -> Iterator[Finding]:
    prefixes = _PREFIXES.get(match["what"], _PREFIXES[""])
    rows = {code: yuan for code, yuan in spent.yuan.items() if code.startswith(prefixes)}
    named = [use for use in uses if use.codes and any(code.startswith(prefixes) for code in use.codes)]
    digits = match["number"].replace(",", "")
    stated = Amount(Decimal(digits), len(digits.partition(".")[2]), match["unit"])
    yuan, quantum = stated.yuan, stated.quantum_yuan
    if not rows or len(named) < _LEAST or yuan is None or quantum is None:
        return
    if abs(sum(rows.values()) - yuan) > quantum * (len(rows) + 1):
        return  # (1)
    absent = [use for use in named if not any(code in rows for code in use.codes)]
    complete = not _ENDS_IN_MORE.search(passage.text[span[0] : span[1]]) and len(named) == len(uses) >= _COMPLETE
    if absent:
        unprinted = not any(code in spent.noughts for use in absent for code in use.codes)  # 0.00 may be 40 元
        most = len(absent) >= _LEAST and 2 * len(absent) > len(named)
        sure = not spent.in_doubt and (len(absent) == len(named) or ((most or complete) and unprinted))
        yield _absent(passage, match["what"], span, absent, rows, spent, sure=sure)
    left_out = [code for code in sorted(rows) if not any(code in use.codes for use in named)]
    if complete and left_out and not absent:
        yield _left_out(passage, match["what"], span, left_out, spent)
    wrong = [use for use in named if use not in absent and _is_off(use, uses, rows)]
    if wrong:
        yield _off(passage, match["what"], span, wrong, rows, spent)


def _is_off(use: _Use, uses: Sequence[_Use], rows: Mapping[str, Decimal]) -> bool:
    """Whether a use's amount is not the table's, and no use that is no subject can be the rest of it."""
    if use.amount is None or use.amount.yuan is None or use.amount.quantum_yuan is None:
        return False
    table = sum((rows.get(code, Decimal(0)) for code in use.codes), Decimal(0))
    gap = use.amount.yuan - table
    if abs(gap) <= use.amount.quantum_yuan * len(use.codes):
        return False
    return gap > 0 or all(other.codes or other.amount is None for other in uses)


def _name(code: str) -> str:
    listing = lookup(Dimension.ECONOMIC, code)
    return listing.name if listing is not None else code


def _absent(
    passage: Passage,
    what: str,
    span: tuple[int, int],
    absent: Sequence[_Use],
    rows: Mapping[str, Decimal],
    spent: _Spent,
    *,
    sure: bool,
) -> Finding:
    names = "、".join(use.words for use in absent[:_FEW])
    table = "、".join(_name(code) for code in sorted(rows)[:_FEW])
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if sure else Severity.NOTICE,
        message=(
            f"{what}所列用途“{names}”在基本支出表中没有金额，表中为{table}等 {len(rows)} 项",
            f"the uses named for {what} ({names}) have no money in the table of basic expenditure, which has {table}…",
        ),
        quotes=(quote_words(passage, *span),),
        witnesses=tuple(Witness(spent.witness[code], "witness") for code in sorted(rows)[:20]),
        stated=names,
        suggestion=("按基本支出表中有金额的科目改写用途", "name the subjects that have money in the table"),
        source=SOURCE,
    )


def _left_out(passage: Passage, what: str, span: tuple[int, int], codes: Sequence[str], spent: _Spent) -> Finding:
    names = "、".join(_name(code) for code in codes[:_FEW])
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{what}逐项列出了科目，没有列出基本支出表中有金额的“{names}”",
            f"the list of subjects for {what} leaves out {names}, which has money in the table of basic expenditure",
        ),
        quotes=(quote_words(passage, *span),),
        witnesses=tuple(Witness(spent.witness[code], "witness") for code in codes),
        stated=names,
        suggestion=("补列该科目，或在末尾加“等”", "name that subject too, or end the list in 等"),
        source=SOURCE,
    )


def _off(
    passage: Passage,
    what: str,
    span: tuple[int, int],
    wrong: Sequence[_Use],
    rows: Mapping[str, Decimal],
    spent: _Spent,
) -> Finding:
    told = []
    for use in wrong[:_FEW]:
        table = sum((rows.get(code, Decimal(0)) for code in use.codes), Decimal(0)) / 10000
        told.append(f"{use.words} {use.amount.value if use.amount else ''} ≠ {table.normalize():f}")
    codes = [code for use in wrong for code in use.codes if code in rows]
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE if spent.in_doubt else Severity.WARNING,
        message=(
            f"{what}所列用途的金额与基本支出表不符：{'；'.join(told)}（万元）",
            f"amounts of uses of {what} are not those of the table of basic expenditure: {'; '.join(told)} (万元)",
        ),
        quotes=(quote_words(passage, *span),),
        witnesses=tuple(Witness(spent.witness[code], "witness") for code in codes),
        arithmetic="；".join(told),
        suggestion=("核对文字与基本支出表", "check the text against the table of basic expenditure"),
        source=SOURCE,
    )
