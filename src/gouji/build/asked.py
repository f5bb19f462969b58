"""What a pack's sentences ask of the officer, in words: the keys of texts and of reasons, and what people call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from gouji.law.dimensions import chinese_name, members
from gouji.law.packs import Pack, PackError, load_pack
from gouji.law.packs.forms import GridRow
from gouji.model.point import Dimension

Words = tuple[str, str]

TEXTS: Mapping[str, str] = {
    "duties": "部门职责",
    "institution": "机构设置",
    "organs": "内设机构",
    "staffing": "人员情况",
    "tasks": "年度主要工作任务",
    "overall_goal": "部门整体绩效目标",
    "policy": "重点任务和支出政策情况",
    "operating_cost": "机关运行经费说明",
    "procurement": "政府采购说明",
    "assets": "国有资产说明",
    "assets_date": "资产情况截止日期",
    "vehicles": "车辆构成情况",
    "asset_plan": "资产购置计划",
    "evaluation": "绩效管理情况",
    "key_projects": "重点项目说明",
    "transfers": "专项转移支付说明",
    "meetings": "会议明细",
    "trainings": "培训明细",
    "glossary": "名词解释",
    "secrecy": "保密审查情况",
    "signed": "负责人审签情况",
    "other": "其他需要说明的事项",
}
"""What people call the officer's own texts, by key."""

REASONS = (
    "sources",
    "expenditure",
    "fiscal",
    "general",
    "government_fund",
    "basic",
    "project",
    "personnel",
    "public_use",
    "three_public",
    "three_public.abroad",
    "three_public.vehicles",
    "three_public.vehicles.purchase",
    "three_public.vehicles.running",
    "three_public.reception",
    "meeting",
    "training",
    "operating_cost",
    "commissioned",
)
"""The changes of which a reason may be asked, besides those of single codes and of single kinds of income."""

_OWN_NAMES = {"commissioned": "委托业务费"}
_OF_CODES = {"function": "功能科目", "economic": "部门经济科目"}
_OF_INCOME = "收入："
_CODED = re.compile(rf"({'|'.join(_OF_CODES.values())})\s*(\d+)\D*")
_TEXT = re.compile(r"\b(text|paragraphs|records)\(\s*[\"']([a-z_]+)[\"']")


def text_name(key: str) -> str:
    """What people call a text: "duties" is 部门职责; the key itself where it has no name."""
    return TEXTS.get(key, key)


def reason_name(key: str) -> str:
    """What a change is of, in Chinese.

    >>> reason_name("basic"), reason_name("function.2010301"), reason_name("income.general")
    ('基本支出', '功能科目 2010301', '收入：一般公共预算')
    """
    kind, _, rest = key.partition(".")
    if kind in _OF_CODES and rest.isdigit():
        return f"{_OF_CODES[kind]} {rest}"
    if kind == "income" and (Dimension.FUND, rest) in members():
        return _OF_INCOME + chinese_name(Dimension.FUND, rest)
    for dimension in (Dimension.NATURE, Dimension.ITEM, Dimension.FLOW, Dimension.FUND):
        if (dimension, key) in members():
            return chinese_name(dimension, key)
    return _OWN_NAMES.get(key, key)


def reason_key(name: str) -> str | None:
    """The key of a change of one code or one kind of income, from its name; None for any other.

    >>> reason_key("功能科目 2010301 行政运行"), reason_key("收入：一般公共预算"), reason_key("基本支出")
    ('function.2010301', 'income.general', None)
    """
    coded = _CODED.fullmatch(name.strip())
    if coded is not None:
        return next(f"{kind}.{coded[2]}" for kind, word in _OF_CODES.items() if word == coded[1])
    fund = name.strip().replace(":", "：").removeprefix(_OF_INCOME)
    found = (member for dimension, member in members() if dimension is Dimension.FUND)
    if fund == name.strip():
        return None
    return next((f"income.{member}" for member in found if chinese_name(Dimension.FUND, member) == fund), None)


@cache
def printed_texts(name: str) -> tuple[str, ...]:
    """The keys of the texts that a pack's forms print, those that it needs first; none where the pack is not known."""
    try:
        pack = load_pack(name)
    except PackError:
        return ()
    found = (match[2] for text in _templates(pack) for match in _TEXT.finditer(text))
    return tuple(dict.fromkeys((*pack.needs, *found)))


def printed_records(pack: Pack) -> frozenset[str]:
    """The keys of the texts that a pack prints as a list, one record a line."""
    found = (match for text in _templates(pack) for match in _TEXT.finditer(text))
    return frozenset(match[2] for match in found if match[1] == "records")


def asked_words(key: str) -> Words:
    """What to do about a text or reason that is asked for ("texts.duties") and was not given."""
    kind, _, name = key.partition(".")
    if kind == "reasons":
        told = _quoted(reason_name(name))
        return (
            f'缺少{told}的增减原因：请在“变动原因”表填写，“哪一项”选或填{told}（文本文件：reasons."{name}"）',
            f'no reason for the change of {told}: give it on the sheet 变动原因 (in text: reasons."{name}")',
        )
    told = _quoted(text_name(name))
    return (
        f"缺少说明文字{told}：请在“文字说明”表填写，“内容”选{told}（文本文件：texts.{name}）",
        f"no text {told}: give it on the sheet 文字说明 (in text: texts.{name})",
    )


def _quoted(name: str) -> str:
    """A name in quotes, where it has none of its own (“三公”经费)."""
    return name if "“" in name else f"“{name}”"


def _templates(pack: Pack) -> Iterator[str]:
    yield pack.document
    for table in pack.tables:
        yield from _in_rows(table.grid)


def _in_rows(rows: Iterable[GridRow]) -> Iterator[str]:
    for row in rows:
        yield row.each
        yield from (cell.text for cell in row.cells)
        yield from _in_rows(row.rows)
