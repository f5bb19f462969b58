"""A budget read from TOML: every field is held against the model, and all that is wrong is said at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from gouji.build.validate_faults import BudgetError, BudgetFault, Words, error
from gouji.model.amount import parse_number
from gouji.model.budget import Budget

_NAMES: Mapping[type, Words] = {
    str: ("文字（加引号）", "a text in quotes"),
    int: ("整数", "a whole number"),
    Decimal: ("数（如 1684200.00）", "a number (such as 1684200.00)"),
    bool: ("true 或 false", "true or false"),
    date: ("日期（如 2027-01-18）", "a date (such as 2027-01-18)"),
}


def text_to_budget(text: str, name: str) -> Budget:
    r"""The budget that a TOML text says; `name` is the file's, for messages.

    Raises `BudgetError` with every fault: no valid TOML, a key that is not known or missing, a value of another kind.

    >>> text_to_budget('pack = "hebei-2024"\nyear = 2027\ncode = "318"\nname = "某局"', "budget.toml").name
    '某局'
    """
    try:
        data = tomllib.loads(text.removeprefix("\N{BYTE ORDER MARK}"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as broken:
        cause = (f"不是有效的 TOML：{broken}", f"not valid TOML: {broken}")
        remedy = ("请改正所示行列处的引号、逗号或括号", "mend the quotes, commas or brackets at that line and column")
        raise BudgetError([error("toml", (name, name), cause, remedy)]) from broken
    shaper = _Shaper(name)
    budget = shaper.entry(Budget, data, "")
    if shaper.faults:
        raise BudgetError(shaper.faults)
    assert isinstance(budget, Budget)
    return budget


class _Shaper:
    """Turns parsed TOML into the model's values and collects what does not fit."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[BudgetFault] = []

    def entry(self, kind: type, data: Any, path: str) -> Any:
        """An entry of the model from a table; None where it has faults."""
        if not isinstance(data, dict):
            return self._wrong(path, ("应为一组键值 { 键 = 值 }", "a table { key = value } is expected"))
        hints, known = _hints(kind), {field.name: field for field in fields(kind)}
        before = len(self.faults)
        for key in data.keys() - known.keys():
            self._unknown(_join(path, key), key, known)
        made = {key: self.value(hints[key], data[key], _join(path, key), kind) for key in known if key in data}
        for key, field in known.items():
            if key not in data and field.default is MISSING and field.default_factory is MISSING:
                self._fault("missing", _join(path, key), ("缺少此项", "is missing"), ("请补上", "add it"))
        return kind(**made) if len(self.faults) == before else None

    def value(self, hint: Any, data: Any, path: str, holder: type) -> Any:
        """A value of the kind that a field's annotation asks for."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return self.value(next(one for one in arguments if one is not type(None)), data, path, holder)
        if origin is tuple:
            return self._tuple(arguments, data, path, holder)
        if origin is not None:  # the only other generic of the model is Mapping
            return self._mapping(arguments[1], data, path, holder)
        return self._scalar(hint, data, path) if hint in _NAMES else self.entry(hint, data, path)

    def _tuple(self, kinds: tuple[Any, ...], data: Any, path: str, holder: type) -> Any:
        if not isinstance(data, list):
            return self._wrong(path, ("应为列表 [ … ]", "a list [ … ] is expected"))
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(data)
        if len(kinds) != len(data):
            return self._wrong(path, (f"应有 {len(kinds)} 项", f"{len(kinds)} values are expected"))
        pairs = enumerate(zip(kinds, data, strict=True), start=1)
        return tuple(self.value(kind, one, f"{path}[{number}]", holder) for number, (kind, one) in pairs)

    def _mapping(self, kind: Any, data: Any, path: str, holder: type) -> Any:
        if not isinstance(data, dict):
            return self._wrong(path, ("应为一组键值", "a table is expected"))
        return {key: self.value(kind, one, _join(path, key), holder) for key, one in data.items()}

    def _scalar(self, kind: type, data: Any, path: str) -> Any:
        if kind is Decimal:
            number = _decimal(data)
            return self._wrong_kind(kind, data, path) if number is None else number
        fits = isinstance(data, kind) and not (kind is int and isinstance(data, bool))
        if not fits or isinstance(data, datetime):
            return self._wrong_kind(kind, data, path)
        return data

    def _wrong_kind(self, kind: type, data: Any, path: str) -> None:
        chinese, english = _NAMES[kind]
        self._wrong(path, (f"这里是 {data!r}，应为{chinese}", f"{data!r} stands where {english} belongs"))

    def _wrong(self, path: str, cause: Words) -> None:
        self._fault("kind", path, cause, ("请改为所说的形式", "write it in that form"))

    def _unknown(self, path: str, key: str, known: Iterable[str]) -> None:
        near = get_close_matches(key, list(known), 1)
        remedy = (
            f"是否为 {near[0]}？请改正或删去" if near else "请改正或删去",
            f"is it {near[0]}? mend or remove it" if near else "mend or remove it",
        )
        self._fault("unknown_key", path, (f"没有名为“{key}”的项", f"there is no key {key!r}"), remedy)

    def _fault(self, code: str, path: str, cause: Words, remedy: Words) -> None:
        place = f"{self.name} {path}".rstrip()
        self.faults.append(error(code, (place, place), cause, remedy))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decimal(data: Any) -> Decimal | None:
    """A TOML number, or one in quotes as people print it ("1,684,200.00")."""
    if isinstance(data, Decimal):
        return data if data.is_finite() else None
    if isinstance(data, int) and not isinstance(data, bool):
        return Decimal(data)
    number = parse_number(data) if isinstance(data, str) else None
    return None if number is None or number.percent else number.value


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
