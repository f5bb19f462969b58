"""Titles and sentences speak of the budget's year.

What it checks:
    The year in titles of tables, in lines like 预算年度:2024, in headings, and in sentences that say what this budget
    arranges. The same wrong year in titles is one finding, in sentences another.
Why:
    A stale year is the trace of last year's text, and its figures may be last year's too.
Not applicable when:
    1. The words compare (比2023年, 与上年), tell what was (执行, 决算, 结转, 截至…年底), or plan for later years.
    2. The year stands in a document's number, a law's title, a project's name or the reason for it.
    3. The document does not say which year it is for.
Source:
    《预算法》第十八条: the budget year is the calendar year.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 2023年部门支出总表 | 万元 | flow=expenditure
    ... 科目 | 合计
    ... 合计 | 30.00
    ... ''')
    ['YEA01 2023年部门支出总表: 2024年的预算，表名或标题却写“2023年”']
    >>> failures_of('''
    ... 正文
    ... 2024年支出预算30.00万元,比2023年预算增加1.00万元。
    ... ''')
    []
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.rules.disclosure.layout import Layout, is_title, layouts_of
from gouji.check.rules.disclosure.pieces import words_of
from gouji.check.rules.quotes import quote_table, quote_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.passage import Passage, sentence_at

CODE = "YEA01"
NAME = "years.other"
SOURCE = "《预算法》第十八条"

CHINESE = """
标题和文字说的是预算年度。

查什么
    表名、“预算年度：2024”一类的行、标题、说本次预算安排的句子中的年份。标题中同一错误年份合为一条，句子另为一条。
为什么
    旧年份是照抄上年文本的痕迹，数字也可能是上年的。
不适用的情形
    1. 用于比较（比2023年、与上年），说的是以前的情况（执行、决算、结转、截至……年底）或以后年度的计划。
    2. 年份在文号、法规名称、项目名称或立项依据中。
    3. 文件没有说明是哪一年。
依据
    《预算法》第十八条：预算年度自公历一月一日起至十二月三十一日止。
示例
    2024年预算中的“2023年部门支出总表”：列为警告。
"""

_YEAR = re.compile(r"(?<![\d〔\[(（【第])(20\d\d)(?:年度|年)(?!以来|以前|以后|底|末|\d{1,2}月|版|起|至|-|—|~|届|级|期)")
_BUDGET_YEAR = re.compile(r"^预算年度[:：](20\d\d)年?$")
_CAPTION = re.compile(r"(?m)^\((20\d\d)(?:年度|年)\)$")
_TITLE = re.compile(r"预算|收支|收入|支出|经费|采购|绩效目标")
_OTHER_TIME = re.compile(
    r"比|较|与|同|上年|去年|执行|决算|结转|结余|截至|截止|完成|实际|年末|期末|历年|以前|批复|增加|减少|增长|下降|持平|基数|预计|规划|〔"
)
_LOOKS_BACK = re.compile("评价|自评|监控|开展|总结|回顾|成效|成果|绩效管理")
"""What titles say of what was done with last year's budget."""
_MONEY = (
    "一般公共预算|财政拨款|政府性基金|国有资本经营|收支|收入|支出|机关运行经费|“?三公”?经费|政府采购|项目支出|基本支出"
)
_WHO = "(?:本|我)?(?:部门|单位|局|委|办)|[\u4e00-\u9fff]{2,20}(?:局|委|办|部|院|会)"
_AMOUNT = r"\d[\d,.]*(?:万|亿)?元"
_THIS_BUDGET = re.compile(
    rf"(20\d\d)年(?:度)?,?(?:{_WHO})?(?:"
    rf"(?:(?:{_MONEY})[^,。;:]{{0,14}}?(?:预算|安排)|预算(?:{_MONEY}))[^,。;:\d]{{0,6}}{_AMOUNT}"
    rf"|预算(?:数|安排)?(?:为)?{_AMOUNT}"
    rf"|(?:部门|单位)预算中[^,。;:\d]{{0,24}}{_AMOUNT}"
    rf"|(?:收入|支出|收支)(?:合计|总计|总额)(?:为)?{_AMOUNT})"
)
"""What a budget of a year arranges, with an amount."""
_PRESENTS = re.compile(
    r"(?:(?:^|[。;,])(?:现将|反映)[^。;,]{0,40}?|^|(?<=[。;]))"
    r"(20\d\d)年(?:度)?(?:部门|单位)?预算(?:(?:未|没有|不)?安排|(?:信息)?公开|草案|中)"
)
"""Words by which a sentence presents a year's budget, or says what it arranges."""
_IS_NAMED = re.compile(r"(?:表|说明|情况|草案|文本|事项)(?:\([^()]*\))?$")
_UNTIL = re.compile(r"截[至止](?:时间|日期)?[:：]?(20\d\d)(?:年|-|\.)")
_DRAWN_UP = 2  # years before: the last whole year when a budget is drawn up early
_STATE = re.compile(r"车辆|资产|设备|编制|人员|在职|房屋|截[至止](?:时间|日期)")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each other year in titles, and one for each in sentences."""
    year = claims.facts.year.value if claims.facts.year is not None else ""
    if not year or claims.facts.kind.value not in ("budget", "goals"):
        return  # (3)
    layouts = layouts_of(claims)
    titles: dict[str, list[Quote]] = {}
    for other, quote in (*_table_titles(claims, year), *_lines(layouts, year), *_captions(claims, year)):
        titles.setdefault(other, []).append(quote)
    for other, quotes in titles.items():
        yield _finding(year, other, quotes, ("表名或标题却写", "but a title says"))
    sentences: dict[str, list[Quote]] = {}
    for passage in (passage for layout in layouts for passage in layout.body if passage.certain):
        for other, quote in _stale(passage, year):
            sentences.setdefault(other, []).append(quote)
    for other, quotes in sentences.items():
        yield _finding(year, other, quotes, ("文中说到本次安排却写", "but a sentence on it says"))
    yield from _old_state(layouts, int(year))


def _table_titles(claims: ClaimSet, year: str) -> Iterator[tuple[str, Quote]]:
    for index, table in enumerate(claims.tables):
        title = fold(table.title)
        for match in _YEAR.finditer(title):
            if match[1] != year and table.kind == "money" and _is_about_budget(title):
                yield match[1], quote_table(claims, index)


def _lines(layouts: tuple[Layout, ...], year: str) -> Iterator[tuple[str, Quote]]:
    """Lines that name the year alone, headings of the text, and lines of the contents."""
    for passage in (passage for layout in layouts for passage in layout.body if passage.certain):
        alone = _BUDGET_YEAR.match(passage.text)
        if alone is not None and alone[1] != year:
            yield alone[1], quote_words(passage)
        elif is_title(passage) and (passage.is_heading or _IS_NAMED.search(passage.text)):
            yield from ((other, quote_words(passage)) for other in _other_years(passage.text, year))
    for entry in (entry for layout in layouts for entry in layout.entries if entry.passage.certain):
        end = entry.start + len(entry.text)
        yield from ((other, quote_words(entry.passage, entry.start, end)) for other in _other_years(entry.text, year))


def _other_years(title: str, year: str) -> Iterator[str]:
    """The years of a title about a budget that does not name the budget's own."""
    if year not in title and _is_about_budget(title):
        yield from (match[1] for match in _YEAR.finditer(title))


def _captions(claims: ClaimSet, year: str) -> Iterator[tuple[str, Quote]]:
    """Captions of goal forms: (2024年度)."""
    words = words_of(claims)
    for match in _CAPTION.finditer(words.text):
        if match[1] != year:
            yield match[1], words.quote(*match.span())


def _is_about_budget(title: str) -> bool:
    return not any(pattern.search(title) for pattern in (_OTHER_TIME, _LOOKS_BACK)) and _TITLE.search(title) is not None


def _stale(passage: Passage, year: str) -> Iterator[tuple[str, Quote]]:
    """Sentences that present another year's budget, or say what it arranges, as if it were this one's."""
    told = set()
    for match in _PRESENTS.finditer(passage.text):
        arranges = match[0].endswith("安排")
        if match[1] == year or year in _sentence(passage.text, match) or (arranges and _goes_on(passage, match, year)):
            continue  # (1)
        told.add(match.start(1))
        yield match[1], quote_words(passage, match.start(1), match.end())
    for match in _THIS_BUDGET.finditer(passage.text):
        clause = max(passage.text.rfind(mark, 0, match.start()) for mark in "。;,:") + 1
        is_of_itself = re.match(rf",?[比较与]{match[1]}年", passage.text[match.end() :]) is not None
        is_of_both = year in _sentence(passage.text, match) or _goes_on(passage, match, year)
        if match[1] == year or (is_of_both and not is_of_itself):
            continue  # (1)
        if match.start(1) not in told and _OTHER_TIME.search(passage.text[clause : match.end()]) is None:
            yield match[1], quote_words(passage, match.start(), match.end())


def _goes_on(passage: Passage, match: re.Match[str], year: str) -> bool:
    """Whether the next sentence is of this year, or compares."""
    rest = re.split("[。;]", passage.text[match.end() :], maxsplit=1)
    return len(rest) > 1 and re.match(rf"{year}年|[比较与同]", rest[1]) is not None


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence in which a year was found."""
    return text[slice(*sentence_at(text, match.start(1), match.end()))]


def _old_state(layouts: tuple[Layout, ...], year: int) -> Iterator[Finding]:
    """What the department has (cars, assets, staff) is told as of another time than the year before or this one.

    As of the end of two years before is a notice: budgets are drawn up before the year ends.
    """
    found: dict[str, list[Quote]] = {}
    for passage in (passage for layout in layouts for passage in layout.body if passage.certain):
        for match in _UNTIL.finditer(passage.text):
            if int(match[1]) not in (year - 1, year) and _STATE.search(passage.text[match.start() : match.end() + 40]):
                found.setdefault(match[1], []).append(quote_words(passage, match.start(), match.end() + 20))
    for other, quotes in found.items():
        yield _finding(
            str(year),
            other,
            quotes,
            ("资产、车辆或人员情况却截至", "what the department has is told as of"),
            Severity.NOTICE if int(other) == year - _DRAWN_UP else Severity.WARNING,
        )


def _finding(
    year: str, other: str, quotes: list[Quote], where: tuple[str, str], severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=severity,
        message=(f"{year}年的预算，{where[0]}“{other}年”", f"the budget is for {year}, {where[1]} {other}"),
        quotes=tuple(quotes),
        stated=other,
        expected=year,
        suggestion=(
            f"核对是否沿用了{other}年的文本和数字，改为{year}年",
            f"see whether text and figures of {other} were kept, and put {year}",
        ),
        source=SOURCE,
    )
