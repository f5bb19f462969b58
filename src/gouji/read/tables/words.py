"""The words and shapes by which people lay out budget tables: captions, header words, numbering, codes, totals."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji.model.amount import fold

_CJK = r"\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_UNIT = re.compile(r"单位[:：]?(?:人民币)?(亿元|百万元|万元|千元|元|万$)")
_UNIT_LINE = re.compile(r"[(（]?(?:金额|计量|货币)?单位[:：]?(?:人民币)?(?:亿|百万|万|千)?元[)）]?")
_BARE_UNIT = re.compile(r"[(（]?(亿元|百万元|万元|千元|元)[)）]?")
_PAGE_NUMBER = re.compile(r"[-—–―·]*第?\d{1,4}页?[-—–―·]*(?:[/,，]?共?\d{1,4}页?)?")
_TABLE_NUMBER = re.compile(
    r"[(（]?(?:附?表[格]?[:：]?[-\d一二三四五六七八九十.．—]+|(?:附件|附表)[-\d一二三四五六七八九十]*[:：]?"
    r"|[\u4e00-\u9fff]{0,6}(?:公开|预算|批复|附|财决|决算)[\u4e00-\u9fff]{0,4}(?:表[-\d]+|[-\d]+表))[)）]?"
)
_NUMBER_PREFIX = re.compile(
    r"附?表(?:[-—]?\d{1,2}?(?:[-—.．]\d{1,2}?)*?|[一二三四五六七八九十]+(?!般)(?:[-—.．]\d{1,2}?)*?)"
    r"(?:[:：、．.](?=\D|20\d\d年)|(?=20\d\d年|[\u4e00-\u9fff“\"]))|(?:公开|预算|决算|批复|财决)\d{1,2}(?:-\d+)?表[:：、．.]?"
)
_TITLE_ENDS = re.compile(r"(?:预算|决算|公开|目录|说明)$")
_TITLE_BEGINS = re.compile(
    r"(?:(?:19|20)\d\d年度?)[^。；;，,:：]{4,40}|[^。；;，,:：]{0,20}(?:部门|单位|财政|综合|一般公共|政府性|国有资本)[^。；;，,:：]{2,30}"
)
_HEADING = re.compile(
    r"[^。；;，,、:：?？!！]{2,36}(?:情况|预算|决算|明细|清单|一览|汇总|构成|统计|信息)(?<!部门预算)(?<!部门决算)(?<!单位预算)(?<!单位决算)"
)
_BRACKETED = re.compile(r"[(（][^()（）。]{3,40}[)）]")
_DEPARTMENT = re.compile(
    r"(?:预算|编制|填报|公开|主管|报送|填表|本级)?(?:部门|单位)(?:[(（](?:单位|部门|公章|盖章)[)）])?(?:名称|编码)?[:：]"
    r"(?!(?:人民币)?(?:亿|百万|万|千)?元)"
    r"|(?:部门|单位)(?:名称|公章)?[(（][^)）]*[)）][:：]|单位名称[:：]"
)
_CODED_DEPARTMENT = re.compile(
    rf"[\[【(（]?(?!.*(?:19|20)\d\d年)\d{{3,9}}[\]】)）]?[-—_]?(?=.{{3,40}}$)"
    rf"[{_CJK}（）()](?:[{_CJK}（）()A-Za-z]|\d+(?=[{_CJK}（）()A-Za-z]))*"
)
_YEAR = re.compile(
    r"(?:预算年度|决算年度|年度|截止时间|截至时间|截止日期|编制日期|填报日期|填报时间|日期|编制时间)[:：].{0,20}"
    r"|[(（]?(?:19|20)\d\d年?度?[)）]?|[(（]?截[止至](?:19|20)\d\d年.{1,8}[)）]?"
)
_TITLE = re.compile(
    rf"[^。；;]{{0,70}}[{_CJK}]{{2}}[^。；;]{{0,20}}[表](?:[-—]{{1,2}}[{_CJK}]{{2,12}})?(?:[(（][^)）]{{1,30}}[)）])*[：:]?"
)
_GOAL_TITLE = re.compile(rf"(?!.*[见附])[^。]{{0,70}}[{_CJK}][^。]{{0,20}}绩效目标(?:申报|批复|自评)?表")
"""The title of a project's form: a project's name may hold what no other title does (设备采购；安装)."""
_TITLE_NO = re.compile(
    r"^(?:注|备注|说明|详见|见|上表|下表|本表|此表|以上|如下|根据|按照)|[:：](?!.*表)|如下表|见下表|见附表|列表|[，,].*[，,].*[，,]|代表$|(?<![申填])报表$"
)
_CONTINUED = re.compile(r"[(（]?续(?:表)?[\d一二三四五]*[)）]?$|^续(?:上)?表")
_NOTE = re.compile(r"(?:备?注|说明|填表说明|编制说明|备注说明)(?:\d|[:：.、]|$)|注\d|[*＊※]")
_EMPTY_NOTE = re.compile(
    r"空表|无数据|没有数据|故此表|此表无|本表无|未发生|不涉及|(?:没有|无).{0,30}(?:安排|预算|收入|支出)"
)
_TOTAL = re.compile(r"(?:[^:：]*(?:合计|总计|小计|共计|总额))[:：]?(?:[(（][^)）]*[)）])?")
_OF_WHICH = re.compile(r"(?:其中|其 中)[:：]?")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d")
_COLUMN_NUMBER = re.compile(
    r"[(（]?\d{1,2}[)）]?|[(（]?\d{1,2}[)）]?(?:栏)?=[-\d+＋\-()（）*/÷×%栏]+|[甲乙丙丁]|[A-Z]|[①-⑳]|[-—*＊/]+|栏次|行次"
)
_NUMBERING = (
    re.compile(r"第[一二三四五六七八九十]+[部章]分?"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．:：]"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）][、.．]?"),
    re.compile(r"\d{1,2}[、.．](?!\d)"),
    re.compile(r"[(（]\d{1,2}[)）][、.．]?|\d{1,2}[)）]"),
    re.compile(r"[①-⑳]"),
)


def squeeze(text: str) -> str:
    r"""Text as printed without any white space.

    >>> squeeze("项　目 \n名称")
    '项目名称'
    """
    return "".join(text.split())


def join_wrapped(text: str) -> str:
    r"""A cell's text with its line breaks taken out; a blank stays only between two Latin words.

    >>> join_wrapped("一般公共服\n务支出"), join_wrapped("one\ntwo"), join_wrapped("1,234,\n567.80")
    ('一般公共服务支出', 'one two', '1,234,567.80')
    """
    if not text.isascii():
        return squeeze(text) if "\n" not in text else _join_lines(text)
    return _join_lines(text)


def _join_lines(text: str) -> str:
    joined = ""
    for line in (part.strip() for part in text.splitlines()):
        blank = joined[-1:].isascii() and joined[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha()
        joined += (" " if blank else "") + line
    return joined


def unit_in(text: str) -> str | None:
    """The money unit that a line or cell names as its unit (单位：万元, also cut short at 万), or None.

    >>> unit_in("金额单位：万元"), unit_in("单位：某某局"), unit_in("（万元）"), unit_in("单位：万")
    ('万元', None, '万元', '万元')
    """
    folded = fold(text)
    match = _UNIT.search(folded) or _BARE_UNIT.fullmatch(folded)
    return match[1].removesuffix("元") + "元" if match else None


@lru_cache(maxsize=4096)
def caption_kind(text: str) -> str | None:
    """What a line near a table says: "title", "unit", "department", "year", "number", "page", "continued"; or None.

    >>> [caption_kind(text) for text in ("2026年收支总表", "单位:元", "部门名称：某局", "公开02表", "- 7 -")]
    ['title', 'unit', 'department', 'number', 'page']
    """
    folded = fold(text)
    if not folded or len(folded) > 90:
        return None
    if _PAGE_NUMBER.fullmatch(folded):
        return "page"
    if _TABLE_NUMBER.fullmatch(folded):
        return "number"
    if _CONTINUED.fullmatch(folded) or folded in {"续表", "续上表"}:
        return "continued"
    if _UNIT_LINE.fullmatch(folded):
        return "unit"
    if _DEPARTMENT.match(folded):
        return "department"
    if unit_in(folded) and not _TITLE.fullmatch(folded):
        return "unit"
    if _YEAR.fullmatch(folded):
        return "year"
    if is_title(folded):
        return "title"
    return "department" if _CODED_DEPARTMENT.fullmatch(folded) else None


def is_title(text: str) -> bool:
    """Whether a line names a table: it ends with 表 and is no sentence.

    >>> [is_title(text) for text in ("部门预算收支总表（续）", "项目绩效目标申报表", "详见下表", "部门预算报表")]
    [True, True, False, False]
    """
    folded = fold(text)
    bare = re.sub(r"[(（]单位[:：]?[^)）]*[)）]$", "", folded)
    return bool(_TITLE.fullmatch(bare) or _GOAL_TITLE.fullmatch(bare)) and not _TITLE_NO.search(bare)


def begins_title(text: str) -> bool:
    """Whether a line could be the first of a title printed on two lines.

    >>> begins_title("2021年部门综合预算政府采购（资产配置、购买服务）"), begins_title("二、收入情况。")
    (True, False)
    """
    folded = fold(text)
    return bool(_TITLE_BEGINS.fullmatch(folded)) and not _TITLE_ENDS.search(folded) and numbering_level(text) is None


def is_heading(text: str) -> bool:
    """Whether a line could head a table without calling it one (机构设置情况, 政府采购预算).

    >>> is_heading("部门机构设置情况"), is_heading("2026年部门预算"), is_heading("收入预算10万元，比上年增加")
    (True, False, False)
    """
    folded = fold(text)
    return (
        bool(_HEADING.fullmatch(folded)) and numbering_level(text) is None and not _CODED_DEPARTMENT.fullmatch(folded)
    )


def is_bracketed(text: str) -> bool:
    """Whether a line is one remark in brackets (按支出功能分类科目), as under a title; a year or unit is none."""
    folded = fold(text)
    return bool(_BRACKETED.fullmatch(folded)) and not _YEAR.fullmatch(folded) and unit_in(folded) is None


def title_key(title: str) -> str:
    """A title in the form in which repeats of it compare equal: without table number, (续) and white space."""
    return _CONTINUED.sub("", split_number(fold(title))[1])


def split_number(text: str) -> tuple[str, str]:
    """A title's own table number and the rest.

    >>> split_number("表 1：收支决算总表")
    ('表1', '收支决算总表')
    """
    squeezed = squeeze(text)
    match = _NUMBER_PREFIX.match(squeezed)
    if match is None or match.end() == len(squeezed):
        return "", squeezed
    return match[0].rstrip(":：、．."), squeezed[match.end() :]


def is_note(text: str) -> bool:
    """Whether a line under a table is its note (注：…, 备注, 空表说明).

    >>> is_note("注：本表无数据"), is_note("二、收入情况")
    (True, False)
    """
    folded = fold(text)
    return bool(_NOTE.match(folded)) or (len(folded) < 120 and bool(_EMPTY_NOTE.search(folded)) and "表" in folded)


def is_total(label: str) -> bool:
    """Whether a row label names a total (合计, 本年收入合计, 小计).

    >>> is_total("支出总计"), is_total("总计划")
    (True, False)
    """
    return bool(_TOTAL.fullmatch(fold(label)))


def is_of_which(label: str) -> bool:
    """Whether a row label opens a list of parts that need not exhaust their whole (其中：…)."""
    return bool(_OF_WHICH.match(fold(label)))


def is_year(text: str) -> bool:
    """Whether a cell holds only a year, which is header text and no amount."""
    return bool(_YEAR_ONLY.fullmatch(fold(text)))


def is_column_number(text: str) -> bool:
    """Whether a cell could stand in a row of column numbers (栏次 1 2 3=1+2)."""
    return bool(_COLUMN_NUMBER.fullmatch(fold(text)))


@lru_cache(maxsize=4096)
def numbering_level(label: str) -> int | None:
    """How deep a label's numbering stands: 一、 is 1, （一） 2, 1. 3, (1) 4, ① 5; None where it has none.

    >>> [numbering_level(label) for label in ("十一、其他", "（一）外交", "1.办公费", "（2）差旅", "3年期", "合计")]
    [1, 2, 3, 4, None, None]
    """
    folded = fold(label)
    for level, pattern in enumerate(_NUMBERING):
        if pattern.match(folded):
            return level
    return None
