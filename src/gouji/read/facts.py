"""What a document is: kind, year, stage, department, scope and unit of money, each with the words that say so.

Only content counts. A file's name says nothing: it was given by whoever saved it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gouji.law.vocabulary import TITLE, read_label, strip_numbering
from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Fact, Facts
from gouji.model.document import Document, Paragraph, Place
from gouji.model.table import Table
from gouji.read.bind.entities import looks_like_entity

_TITLE_PAGE = 10  # paragraphs; lines this near the beginning weigh most
_OPENING = 80  # paragraphs from the beginning in which a document names itself
_LONGEST_HEADING = 60  # characters; longer lines are running text
_YEAR = re.compile(r"(20\d\d)(?:年度|年)")
_CHINESE_YEAR = re.compile(r"([二][〇○零O][〇○零一二三四五六七八九O]{2})年")
_CHINESE_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_NAMED_YEAR = re.compile(
    r"(20\d\d)(?:年度|年).{0,30}?(?:预算|决算)|(?:预算|决算)(?:公开)?\D{0,4}(20\d\d)(?:年度|年)|^预算年度[:：](20\d\d)年?$"
)
_COMPARED = re.compile(r"[比较与]20\d\d年|上年")
_BUDGET = re.compile(r"(?:部门|单位|综合|支出|收支|收入|拨款|公共|经费)预算|预算(?:单位|公开|数|总表|收支)")
_FINAL = re.compile(r"决算")
_NAMED_FINAL = re.compile(r"20\d\d年度?(?:部门|单位)?决算|(?:部门|单位)决算(?:公开)?$")
_TITLE_WEIGHT = 3
_GOALS = re.compile(r"绩效目标")
_ENTITY_LINE = re.compile(
    r"(?:^|[\s(])(?:编制|填报|公开|预算)?(?:部门|单位)(?:\((?:单位|部门|公章|盖章)\))?(?:名称)?(?:\((?:公章|盖章)\))?[:：]\s*"
    r"([^:：\s]{3,40}?)(?=\s|(?:金额)?(?:计量)?单位[:：]|$)"
)
_TITLE_ENTITY = (
    re.compile(r"^(?P<name>[^\d,，。:：]{3,40}?)(?:20\d\d)(?:年度|年)(?:部门|单位)?(?:综合)?(?:预算|决算)"),
    re.compile(r"^(?:20\d\d)(?:年度|年)(?P<name>[^\d,，。:：]{3,40}?)(?:部门|单位)(?:综合)?(?:预算|决算)"),
    re.compile(r"^(?P<name>[^\d,，。:：]{3,40}?)(?:部门|单位)(?:综合)?(?:预算|决算)(?:公开)?$"),
)
_TITLE_ALONE = re.compile(r"^20\d\d(?:年度|年)(?:部门|单位)(?:综合)?(?:预算|决算)")
_WHOLE = re.compile(r"\((?:汇总|本级|机关)\)$")
_SECTIONS = (
    "收入预算",
    "支出预算",
    "三公",
    "机关运行经费",
    "政府采购",
    "国有资产占",
    "绩效目标",
    "名词解释",
    "决算情况",
)
_ENOUGH_SECTIONS = 5  # of the sections that a published narrative must have; laws and news name fewer
_UNIT_SCOPE = re.compile(r"单位(?:预算|决算)|预算单位(?:财务|收入|支出|财政|一般)|本级(?:预算|决算)")
_DEPARTMENT_SCOPE = re.compile(r"部门(?:综合)?(?:预算|决算|收支|财务收支)")
_NOT_ENTITIES = frozenset({"部门", "单位", "本部门", "本单位", "年度", "万元", "元", "编制"})

_CODED_ENTITY = re.compile(r"\d{3,9}[-_]?(?P<name>[^\d]{3,40})")
"""A budget unit's code and name, as they stand above every table."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in which a document may name itself."""

    text: str
    place: Place
    weight: int
    printed: str = ""  # with its blanks, which part a name from what follows it


def document_facts(documents: Sequence[Document], tables: Sequence[Table]) -> Facts:
    """What the documents (that make up one budget) say of themselves."""
    lines = [*_headings(documents), *_table_lines(tables)]
    kind = _kind(lines, tables)
    if kind.value == "not_a_budget":
        kind = _narrative(documents, lines) or kind
    stage = "final" if kind.value == "final_account" else "draft" if _is_draft(lines) else "budget"
    named = kind.value != "not_a_budget"
    return Facts(
        kind=kind,
        year=_year(lines, kind.value) if named else None,
        stage=Fact(stage, kind.evidence, kind.place) if named else None,
        entity=_entity(lines) if named else None,
        scope=_scope(lines) if named else None,
        unit=_unit(tables, documents) if named else None,
    )


def _headings(documents: Iterable[Document]) -> Iterator[_Line]:
    """Short lines at a document's beginning (they weigh most) and its later headings."""
    for document in documents:
        paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
        for place, paragraph in enumerate(paragraphs):
            text = fold(paragraph.text)
            if text and len(text) <= _LONGEST_HEADING and (place < _OPENING or paragraph.heading):
                weight = _TITLE_WEIGHT if place < _TITLE_PAGE else 1
                yield _Line(text, paragraph.place, weight, _spaced(paragraph.text))


def _table_lines(tables: Iterable[Table]) -> Iterator[_Line]:
    for table in tables:
        if table.title:
            yield _Line(fold(table.title), table.place, 2)
        for text in table.above:
            yield _Line(fold(text), table.place, 2, _spaced(text))


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _kind(lines: Sequence[_Line], tables: Sequence[Table]) -> Fact:
    """What kind of document it is: it must hold a table of the budget's forms, or it is none."""
    known = [table for table in tables if _is_budget_table(table)]
    forms = [table for table in tables if table.kind == "form"]
    if not known and not forms:
        return Fact("not_a_budget", "没有读到部门预算、决算或绩效目标的表")
    if not known and _weight(lines, _GOALS):
        return _evidence("goals", lines, _GOALS) or Fact("goals", forms[0].title, forms[0].place)
    finals = [table for table in known if "决算" in fold(table.title)]
    told = [table for table in known if _BUDGET.search(fold(table.title)) or table in finals]
    named_so = any(line.weight == _TITLE_WEIGHT and _NAMED_FINAL.search(line.text) for line in lines)
    most = len(finals) * 2 > len(told if named_so else known)  # 机构运行信息表 says neither; the title page does
    if most or (not finals and _weight(lines, _FINAL) > _weight(lines, _BUDGET)):
        return _evidence("final_account", lines, _FINAL) or Fact("final_account", finals[0].title, finals[0].place)
    if known or _weight(lines, _BUDGET):
        fallback = (known or forms)[0]
        return _evidence("budget", lines, _BUDGET) or Fact("budget", fallback.title, fallback.place)
    return Fact("goals", forms[0].title, forms[0].place)


def _narrative(documents: Iterable[Document], lines: Sequence[_Line]) -> Fact | None:
    """The kind of a text that explains a budget whose tables are elsewhere: by its title and its statutory sections."""
    texts = [fold(block.text) for document in documents for block in document.blocks if isinstance(block, Paragraph)]
    named = sum(any(section in text for text in texts) for section in _SECTIONS)
    titled = any(
        line.weight == 3 and _NAMED_YEAR.search(line.text) and (_BUDGET.search(line.text) or _FINAL.search(line.text))
        for line in lines
    )
    if named < _ENOUGH_SECTIONS or not titled:
        return None
    if _weight(lines, _FINAL) > _weight(lines, _BUDGET):
        return _evidence("final_account", lines, _FINAL)
    return _evidence("budget", lines, _BUDGET)


def _is_budget_table(table: Table) -> bool:
    """Whether a table is one of the forms: its title says which money it shows, or its columns do."""
    if table.kind == "form" or not any(row.entries for row in table.rows):
        return False
    said = read_label(table.title, TITLE).sets
    return bool({"side", "fund", "nature", "item"} & said.keys()) and bool(table.unit or table.rows)


def _weight(lines: Iterable[_Line], pattern: re.Pattern[str]) -> int:
    return sum(line.weight for line in lines if pattern.search(line.text))


def _evidence(value: str, lines: Sequence[_Line], pattern: re.Pattern[str]) -> Fact | None:
    for line in lines:
        if pattern.search(line.text):
            return Fact(value, line.text, line.place)
    return None


def _is_draft(lines: Iterable[_Line]) -> bool:
    return any(re.search(r"预算草案|征求意见稿|送审稿", line.text) for line in lines if line.weight == 3)


def _year(lines: Sequence[_Line], kind: str) -> Fact | None:
    """The year most often named beside 预算 or 决算; titles weigh more than headings."""
    word = "决算" if kind == "final_account" else "预算"
    votes: Counter[str] = Counter()
    first: dict[str, _Line] = {}
    for line in lines:
        if _COMPARED.search(line.text):
            continue
        text = _CHINESE_YEAR.sub(lambda match: match[1].translate(_CHINESE_DIGITS) + "年", line.text)
        years = {year for match in _NAMED_YEAR.finditer(text) for year in match.groups() if year}
        bare = years or set(_YEAR.findall(text))
        for year in bare:
            weight = line.weight * (4 if years and word in text else 1)
            votes[year] += weight
            first.setdefault(year, line)
    if not votes:
        return None
    best = max(votes, key=lambda year: (votes[year], year))
    return Fact(best, first[best].text, first[best].place)


def _entity(lines: Sequence[_Line]) -> Fact | None:
    """The department's (or unit's) name: from the lines above tables (by its code or a word), else from the title."""
    votes: Counter[str] = Counter()
    first: dict[str, _Line] = {}
    for line in lines:
        found = _ENTITY_LINE.search(line.printed)
        names = [fold(found[1])] if found else []
        title = strip_numbering(line.text)
        names += [match["name"] for pattern in _TITLE_ENTITY if (match := pattern.match(title))]
        coded = _CODED_ENTITY.fullmatch(line.text)
        names += [coded["name"]] if coded and looks_like_entity(coded["name"]) else []
        for name in names[:1]:
            if name not in _NOT_ENTITIES and not re.search(r"[:：]|公开|目录|预算$|^(?:金额|万元|单位)", name):
                votes[name] += line.weight * (5 if found else 1)
                first.setdefault(name, line)
    if not votes:
        return _name_on_title_page(lines)
    best = max(votes, key=lambda name: votes[name])
    return Fact(best, first[best].text, first[best].place)


def _name_on_title_page(lines: Sequence[_Line]) -> Fact | None:
    """A public body's name that stands alone on the line before (or after) 「2026年部门预算」."""
    opening = [line for line in lines if line.weight == 3]
    for upper, lower in pairwise(opening):
        for name, title in ((upper, lower), (lower, upper)):
            bare = _WHOLE.sub("", name.text)
            if _TITLE_ALONE.match(title.text) and looks_like_entity(bare) and not _BUDGET.search(bare):
                return Fact(bare, name.text, name.place)
    return None


def _scope(lines: Sequence[_Line]) -> Fact | None:
    """Whether it is a department's document (部门, with its units) or one unit's."""
    unit, department = _weight(lines, _UNIT_SCOPE), _weight(lines, _DEPARTMENT_SCOPE)
    if not unit and not department:
        return None
    if unit > department:
        return _evidence("unit", lines, _UNIT_SCOPE)
    return _evidence("department", lines, _DEPARTMENT_SCOPE)


def _unit(tables: Iterable[Table], documents: Iterable[Document]) -> Fact | None:
    """The unit of money most tables print; else the one that a line of the text declares."""
    printed = [(table.unit, table) for table in tables if table.unit in MONEY_UNITS]
    if printed:
        unit = Counter(unit for unit, _ in printed).most_common(1)[0][0]
        table = next(table for found, table in printed if found == unit)
        return Fact(str(unit), f"单位：{unit}", table.place)
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Paragraph) and (match := re.search(r"单位[:：](万元|元|亿元|千元)", fold(block.text))):
                return Fact(match[1], fold(block.text)[:_LONGEST_HEADING], block.place)
    return None
