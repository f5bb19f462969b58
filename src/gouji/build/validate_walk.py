"""Every value of a budget with where it stands, and how an entry is named in a message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from gouji.build.validate_faults import Words
from gouji.law.dimensions import chinese_name
from gouji.model.budget import Budget
from gouji.model.point import Dimension

_FIELDS: Mapping[str, str] = {
    "units": "单位",
    "receipts": "收入",
    "lines": "支出",
    "closings": "结转下年",
    "extras": "“三公”等专项",
    "projects": "项目",
    "purchases": "政府采购",
    "assets": "资产",
    "tasks": "重点任务",
    "previous": "上年数",
}


def walk(holder: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain value with its path ("lines[3].amount", from 1), and every key of a mapping."""
    if is_dataclass(holder):
        for field in fields(holder):
            yield from walk(getattr(holder, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(holder, tuple):
        for number, one in enumerate(holder, start=1):
            yield from walk(one, f"{path}[{number}]")
    elif isinstance(holder, Mapping):
        for key, one in holder.items():
            yield f"{path} key", key
            yield from walk(one, f"{path}.{key}")
    else:
        yield path, holder


def place_of(field: str, number: int, entry: Any) -> Words:
    """An entry's place: its kind and number, and what tells it from others (unit, code, project, fund, name)."""
    told = [
        getattr(entry, name) for name in ("unit", "project", "code", "function", "economic") if hasattr(entry, name)
    ]
    fund = getattr(entry, "fund", "")
    words = [*told, chinese_name(Dimension.FUND, fund), getattr(entry, "name", ""), getattr(entry, "item", "")]
    chinese, english = (" ".join(filter(None, said)) for said in (words, [*told, fund, *words[len(told) + 1 :]]))
    kind = _FIELDS.get(field.split("[")[0].split(".")[0], field)
    return f"{kind}第{number + 1}项（{chinese}）", f"{field}[{number + 1}] ({english})"


def unit_name(budget: Budget, code: str) -> str:
    """A unit's code and name; the code alone where it is not listed."""
    return next((f"{unit.code} {unit.name}" for unit in budget.units if unit.code == code), code)
