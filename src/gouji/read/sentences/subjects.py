"""Subjects: what a phrase before a figure speaks of, read with the vocabulary of the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from gouji.law.classifications import codes_named, dimension_of_code
from gouji.law.vocabulary import COLUMN, ROW, TITLE, read_label, strip_numbering
from gouji.model.amount import fold
from gouji.model.claim import Claim, Facts
from gouji.model.point import Dimension, Point
from gouji.read.bind.partial import Partial

_LEADS = re.compile(
    r"^(?:其中|包括|分别是|分别为|主要包括|具体包括|具体为|主要为|主要是|主要有|主要用于|即|另外|另|以及|及|和|与|同时|并|由|按|是|为|的|含|加上|"
    r"全年|今年|本年度?|当年|本次|年初(?!结转|结余)|一是|二是|三是|四是|五是|六是)+"
)
_TAILS = re.compile(
    r"(?:均|各|分别为|分别是|年初预算安排|年初预算数?为|年初预算数?|预算安排为|预算安排|安排预算|共计安排|共安排|计划安排|拟安排|共计为|总计为|合计为|预算数?为|预算数|总额为|总金额为|金额为|总额|总金额|金额|"
    r"预算总额|资金总额|共计|总计|合计|共|安排|列支|为|是|约|达到|达|计|数|资金|预算|总|有|了)+$"
)
_POINTING = re.compile(r"(?:该|此|上述|前述)(?:项目|专项|经费|资金)")
_OURS = re.compile(
    r"(?:^|(?<=[,;。:]))(?:学校|医院|全[校院局委市区县]|全部门)|(?:所属)?(?:各预算|各)单位|(?:及|和)所属(?:预算)?单位|(?:本|我|该)(?:部门|单位|局|委|办|校|院|厅|中心|署|司|会|区|市|县|级)"
)
_DATE = re.compile(r"(?:截至|截止)?(?:(?:19|20)\d\d年|上年|本年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|年末|年底)(?:,)?")
_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)年度?|(?P<last>上年度?(?!结转|结余|实户|末)|去年)|(?P<this>本年度?(?!收入|支出)|当年|今年)"
)
_ENTERED = re.compile(
    r"^.{0,20}?纳入(?:(?:19|20)\d\d年度?)?(?:部门|单位)?预算(?:编制|管理)?的|^.{0,8}?(?:部门|单位)预算中纳入(?=政府)"
)
_OF_UNITS = re.compile(
    r"^(?:部门|单位)?(?:机关)?(?:本级)?及?(?:下属|所属|其所属)[^,;。]{0,18}?单位的|^[^,;。]{0,18}?单位的(?=机关运行经费)"
)
_FUND_BEFORE = re.compile(r"^(?P<fund>一般公共预算|财政拨款)(?:财政拨款)?(?:资金)?(?:安排)?(?:的)?(?P<rest>.{3,})$")
_FUND_BEHIND = re.compile(r"^(?P<rest>.{3,}?)(?P<fund>财政拨款)(?:支出)?(?:预算)?(?:数|为|是|共)*$")
_FUNDS = {"一般公共预算": "general", "财政拨款": "fiscal"}
_ARRANGED = re.compile(r"^(?:通过|使用|由)(.+?)安排的(.+)$")
_BOTH_SIDES = re.compile(r"收、支|收入、支出")
_APPROPRIATED = re.compile(r"当年(?:财政)?拨款(?!收入)")
_CODE = re.compile(r"\((?P<code>\d{3,7})\)")
_LEVEL = re.compile(r"\((?:类|款|项)\)")
_QUOTES = re.compile(r"[“”\"'《》「」]")
_TELLING = 6  # characters that a name shares at its end before it is taken for the same
_NO_NAME = re.compile(
    r"^(?:其中)?(?:上年|年初|使用)*(?:度)?结转|^(?:较|比|由)|^(?:财政拨款|其他资金|单位资金|自有资金)$|的|增加|减少"
)
"""What is no name of a line: what it was carried over from, paid from or compared with."""
_LONGEST_NAME = 40  # characters of a line's name
_CLASS = 3  # digits of a class (类)
_TOLD_ALONE = frozenset({"委托业务费"})
"""Economic classes that texts have a section of their own about, whether or not the tables go as deep."""
_ENDINGS = ("支出", "经费", "费用", "费", "项目", "科目", "")


@dataclass(frozen=True)
class Lexicon:
    """What a document's tables teach about its words: its names, its projects, and the codes that it prints.

    `projects` maps a folded name to the project's name in points; `codes` names each printed code's dimension.
    """

    names: tuple[str, ...] = ()
    projects: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Dimension] = field(default_factory=dict)

    @cached_property
    def by_bare_name(self) -> Mapping[str, frozenset[str]]:
        """The projects' names in points by what is left of their names without quotes and 项目."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, name in self.projects.items():
            found[_bare_key(key)].add(name)
        return {bare: frozenset(names) for bare, names in found.items()}


def read_subject(phrase: str, lexicon: Lexicon) -> Partial | None:
    """What a phrase speaks of, or None where it is not wholly understood.

    >>> read_subject("其中:基本支出", Lexicon()).sets["nature"]
    'basic'
    >>> read_subject("2024年我部门机关运行经费共计安排", Lexicon()).get("item")
    'operating_cost'
    >>> read_subject("用于改善环境的各种", Lexicon()) is None
    True
    """
    words = _BOTH_SIDES.sub("收支", strip_numbering(phrase))
    if _POINTING.search(words):
        return None
    for name in lexicon.names:
        words = words.replace(name, "")
    words = _ARRANGED.sub(r"\1\2", _ENTERED.sub("", words))
    words = _DATE.sub("", _OURS.sub("", words)).replace("(含所属单位)", "").replace("(含下属单位)", "")
    year = year_of(words)
    bare = _OF_UNITS.sub("", _tidy(_YEAR.sub("", words)))
    named = (
        _named_project(bare, lexicon) or _coded(bare, lexicon) or _understood(bare, lexicon) or _of_fund(bare, lexicon)
    )
    if named is None:
        return None
    if _APPROPRIATED.search(words) and named.get("flow") is None and named.get("side") != "in":
        named = named.without("side").having(flow="expenditure", vintage="current")
    return named.having(year=year) if year else named


def _of_fund(words: str, lexicon: Lexicon) -> Partial | None:
    """A thing that is understood without the fund that it is paid from (委托业务费财政拨款预算)."""
    match = _FUND_BEFORE.match(words) or _FUND_BEHIND.match(words)
    named = _understood(match["rest"], lexicon) if match else None
    if match is None or named is None or named.get("fund") is not None:
        return None
    return named.having(fund=_FUNDS[match["fund"]])


def year_of(words: str) -> str:
    """The year that words name: "2023", "-1" for last year, "" for this one or none.

    >>> year_of("2023年当年预算执行数为"), year_of("上年预算"), year_of("本年")
    ('2023', '-1', '')
    """
    year = ""
    for match in _YEAR.finditer(words):
        year = match["year"] or ("-1" if match["last"] else "") or year
    return year


def _tidy(words: str) -> str:
    """A phrase without the words that lead to it or from it to the figure."""
    return _LEADS.sub("", _QUOTES.sub("", words).strip(":,、"))


def _named_project(words: str, lexicon: Lexicon) -> Partial | None:
    """A project of the tables, called by its name or by it and one of the words for expenditure."""
    for ending in _ENDINGS:
        for text in (words, _TAILS.sub("", words)):
            for name in (text.removesuffix(ending), text + ending):
                if name in lexicon.projects:
                    return Partial({"flow": "expenditure", "project": lexicon.projects[name]})
    bare = bare_name(words)
    named = lexicon.by_bare_name.get(bare, frozenset())
    return Partial({"flow": "expenditure", "project": next(iter(named))}) if len(named) == 1 else None


def projects_alike(words: str, lexicon: Lexicon) -> list[Partial]:
    """The projects whose names end as a phrase does (or it as they do): to be believed where the amount agrees only."""
    bare = bare_name(words)
    named = dict.fromkeys(
        name for key, names in lexicon.by_bare_name.items() if _ends_alike(bare, key) for name in sorted(names)
    )
    return [Partial({"flow": "expenditure", "project": name}) for name in named]


def bare_name(words: str) -> str:
    """A line's name in a list of a sentence: without what leads to it, quotes, and words such as 项目安排 at its end.

    >>> bare_name("主要为“好差评”专业评价系统经费项目安排")
    '好差评专业评价系统经费'
    """
    bare = _LEADS.sub("", _QUOTES.sub("", strip_numbering(words)).strip(":,、"))
    return _TAILS.sub("", bare).removesuffix("项目")


def _bare_key(name: str) -> str:
    return _QUOTES.sub("", name).removesuffix("项目").removesuffix("绩效目标表")


def _ends_alike(words: str, name: str) -> bool:
    """Whether a phrase ends in a project's name (关区人民政府政务服务中心为政府采购评审费), or the other way round."""
    shorter, longer = sorted((words, name), key=len)
    return len(shorter) >= _TELLING and longer.endswith(shorter)


def _coded(words: str, lexicon: Lexicon) -> Partial | None:
    """A classification named with its code, or level by level: 教育支出（类）进修及培训（款）培训支出（项）."""
    match = _CODE.search(words)
    if match:
        dimension = dimension_of_code(match["code"])
        return None if dimension is None else Partial({dimension.value: match["code"], "flow": "expenditure"})
    levels = [level for level in _LEVEL.split(words) if level]
    if not levels or not _LEVEL.search(words):
        return None
    if _TAILS.sub("", levels[-1]).removesuffix("科目") in ("", "支出"):
        levels = levels[:-1]
    code = ""
    for level in levels:
        found = [
            other
            for other in (*codes_named(Dimension.FUNCTION, level), *codes_named(Dimension.FUNCTION, f"{level}支出"))
            if other.startswith(code) and len(other) > len(code)
        ]
        printed = [other for other in found if other in lexicon.codes]
        if not found:
            return None
        code = min(printed or found, key=len)
    return Partial({"function": code, "flow": "expenditure"})


def _understood(words: str, lexicon: Lexicon) -> Partial | None:
    """A phrase of which the vocabulary, or a list of classes, knows every word."""
    for text in dict.fromkeys((words, _TAILS.sub("", words), _TAILS.sub("", words).removesuffix("科目"))):
        if not text:
            continue
        for where in (ROW, COLUMN, TITLE):
            reading = read_label(text, where)
            if reading.understood and reading.sets:
                return _as_told(Partial(dict(reading.sets)), words)
        for dimension in (Dimension.FUNCTION, Dimension.ECONOMIC):
            named = codes_named(dimension, text)
            codes = [code for code in named if lexicon.codes.get(code) is dimension]
            if not codes and len(named) == 1 and len(named[0]) == _CLASS and dimension is Dimension.FUNCTION:
                codes = list(named)  # a class of which there is no money this year
            if not codes and len(named) == 1 and text in _TOLD_ALONE:
                codes = list(named)
            if codes and (len(codes) == 1 or _is_one_branch(codes)):
                return Partial({dimension.value: min(codes, key=len), "flow": "expenditure"})
    return None


def _as_told(partial: Partial, words: str) -> Partial:
    """What the vocabulary understands; a 收支总预算 is of all there is, not of this year's money."""
    return partial.having(total="总") if partial.get("side") == "both" and "总" in words else partial


def _is_one_branch(codes: list[str]) -> bool:
    """Whether each code stands above the next: 类, 款 and 项 of one name (住房改革支出)."""
    ordered = sorted(codes, key=len)
    return all(longer.startswith(shorter) for shorter, longer in pairwise(ordered))


def line_of(words: str, whole: Point | None) -> Partial | None:
    """A line that only the sentence names, of a list whose lines have names of their own: projects, running costs."""
    name = bare_name(fold(words))
    if whole is None or not 2 <= len(name) <= _LONGEST_NAME or _NO_NAME.search(name):
        return None
    project = whole.get(Dimension.PROJECT)
    if project is not None and whole.get(Dimension.MEASURE) is None:
        return Partial({"flow": "expenditure", "project": f"{project}/{name}"})
    if whole.get(Dimension.NATURE) == "project" and whole.get(Dimension.MEASURE) is None:
        return Partial({"flow": "expenditure", "project": name})
    if whole.get(Dimension.ITEM) == "operating_cost" and whole.get(Dimension.MEASURE) is None:
        return Partial({"flow": "expenditure", "item": f"operating_cost/{name}"})
    return None


def learn_words(cells: Iterable[Claim], facts: Facts) -> Lexicon:
    """What the bound figures of tables, and what a document says of itself, teach about its words."""
    projects: dict[str, str] = {}
    codes: dict[str, Dimension] = {}
    for claim in cells:
        if claim.point is None:
            continue
        project = claim.point.get(Dimension.PROJECT)
        if project:
            projects[fold(project)] = project
        for dimension in (Dimension.FUNCTION, Dimension.ECONOMIC):
            code = claim.point.get(dimension)
            if code:
                codes[code] = dimension
    entity = fold(facts.entity.value) if facts.entity is not None else ""
    return Lexicon((entity,) if entity else (), projects, codes)
