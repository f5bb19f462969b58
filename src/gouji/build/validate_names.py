"""Names and texts that forms cannot print so that they are read back as what they are: better said before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.build.asked import printed_records, text_name
from gouji.build.validate_faults import BudgetFault, Words, error, warning
from gouji.build.validate_walk import place_of
from gouji.law.packs import Pack
from gouji.law.vocabulary import ROW, read_label
from gouji.model.amount import fold, is_dash, parse_number
from gouji.model.budget import Budget

LONGEST = 60
"""Characters of a name: titles of goal forms hold the whole of it, and a title has its bounds."""

_SENTENCE = re.compile(r"[。！？!?；;，,：:、]$|[。！？!?]")
_REFERENCE = re.compile(r"[见附].*[；;]")
_CODE = re.compile(r"2\d{6}(?!\d)")  # of the functional classification
_HEADS = frozenset({"项目", "项目名称", "单位名称", "科目名称", "名称", "绩效目标"})
_MONEY = frozenset({"nature", "fund", "flow", "vintage"})
_RECORD = "名称｜时间｜人数｜金额（元）｜备注"


def name_faults(budget: Budget) -> Iterator[BudgetFault]:
    """Faults of the names of department, units, projects, tasks and what is bought."""
    yield from _of_name(budget.name, ("基本信息：部门名称", "heading: name"), None)
    for field in ("units", "projects", "tasks", "purchases"):
        for number, entry in enumerate(getattr(budget, field)):
            yield from _of_name(entry.name, place_of(field, number, entry), (field, number))


def text_faults(budget: Budget, pack: Pack) -> Iterator[BudgetFault]:
    """Lists that are none, and last year's figures that are not there."""
    for key in printed_records(pack) & budget.texts.keys():
        lines = [line for line in budget.texts[key].splitlines() if line.strip()]
        yield from (_no_record(key, line) for line in lines if not _is_record(line))
    if budget.lines and not any(one.receipts or one.lines for one in budget.previous):
        cause = (
            "没有填写上年数，说明文字中与上年的比较会把上年当作 0",
            "there are no figures of last year: sentences compare with nothing",
        )
        remedy = (
            "请填“上年收入”“上年支出”；新设部门不必处理",
            "give them under `previous`; leave it for a new department",
        )
        yield warning("no_previous", ("上年数", "previous"), cause, remedy)


def _of_name(name: str, place: Words, entry: tuple[str, int] | None) -> Iterator[BudgetFault]:
    """(1) A blank one is told elsewhere. Else the first thing that keeps it from being read back."""
    if not name.strip():  # (1)
        return
    remedy = ("请改为一个完整的名称", "give it a name of its own")
    found = _mark(name)
    if found is not None:
        cause = (
            f"名称里有{found[0]}，印出后会被当作一句话",
            f"the name holds {found[1]} and would be read as a sentence",
        )
        remedy = (f"请去掉{found[0]}", f"take out {found[1]}")
    elif is_dash(name) or parse_number(name) is not None:
        cause = ("名称只有数字或横线", "the name is a number or a dash")
    elif _CODE.match(fold(name)) and entry is not None and entry[0] != "units":
        cause = ("名称以编码开头，印出后会被当作科目", "the name begins with a code and would be read as one")
        remedy = ("编码请填在编码栏", "enter the code in its own column")
    elif _is_term(name, whole=entry is not None and entry[0] == "projects"):
        cause = (
            f"“{name}”是表格里的用语，印出后会被当作合计、表头或资金",
            f"{name!r} is a word of the forms: a total, a header or a kind of money",
        )
        remedy = ("请改为更完整的名称，如加上用途或单位", "give a fuller one, with its purpose or unit")
    elif len(fold(name)) > LONGEST:
        cause = (
            f"名称有 {len(fold(name))} 字，表名最多容得下 {LONGEST} 字",
            f"the name has {len(fold(name))} characters; a title holds {LONGEST}",
        )
        remedy = ("请用简称，全称写在用途或目标里", "shorten it; the whole of it can stand in its purpose or goal")
    else:
        return
    yield error("name", place, cause, remedy, entry)


def _mark(name: str) -> Words | None:
    """What in a name would end or begin a sentence."""
    if "\n" in name or "\r" in name:
        return "换行", "a line break"
    if _REFERENCE.search(name):
        return "“见…；”“附…；”", "a reference (见…；)"
    match = _SENTENCE.search(name.strip())
    return None if match is None else (f"“{match[0]}”", f"{match[0]!r}")


def _is_term(name: str, *, whole: bool) -> bool:
    """Whether a name is a total or a header; with `whole` (projects head rows of money) also a kind of money."""
    said = read_label(name, ROW)
    money = whole and (said.sets.keys() & _MONEY or said.get("item") == "procurement")
    return fold(name) in _HEADS or (said.understood and (said.get("total") is not None or bool(money)))


def _is_record(line: str) -> bool:
    parts = [part.strip() for part in line.replace("|", "｜").split("｜")]
    return len(parts) > 3 and parse_number(parts[3]) is not None


def _no_record(key: str, line: str) -> BudgetFault:
    place = (f"文字说明“{text_name(key)}”", f"texts.{key}")
    cause = (f"这一行不是一条完整的记录：“{line}”", f"this line is no record: {line!r}")
    remedy = (f"请写成：{_RECORD}", "write it as name｜time｜persons｜amount in 元｜note")
    return error("record", place, cause, remedy)
