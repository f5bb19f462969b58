"""A budget written as TOML: lists of entries first, one inline table a line; then tables and what has paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gouji.model.budget import Budget

_HEAD = "# 部门预算（Gouji 勾稽）。金额单位：元；每行一笔。 A departmental budget; amounts in 元, one entry a line.\n"
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ENTRIES = ("units", "receipts", "lines", "closings", "extras", "purchases", "assets")
_TABLES = ("dates", "names", "staffing", "contacts", "texts", "reasons")
_SECTIONS = ("previous", "projects", "tasks")
_COUNTS = frozenset({"quantity"})
"""Decimals that are no money: written as short as they are."""
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_CLOSING = re.compile(r'(?<=")"|"\Z')
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')


def budget_to_text(budget: Budget) -> str:
    r"""The budget as TOML; the same budget gives the same text, and `text_to_budget` gives the budget back.

    >>> print(budget_to_text(Budget("hebei-2024", 2027, "318", "青石县政务服务中心")).split("\n", 1)[1])
    pack = "hebei-2024"
    year = 2027
    code = "318"
    name = "青石县政务服务中心"
    <BLANKLINE>
    """
    listed = {field.name: (field, getattr(budget, field.name)) for field in fields(budget)}
    apart = {*_ENTRIES, *_TABLES, *_SECTIONS}
    parts = [_HEAD + "".join(_pairs(budget, apart))]
    parts += [_array(name, listed[name][1]) for name in _ENTRIES if listed[name][1]]
    for name in _TABLES:
        field, value = listed[name]
        if value and not _is_default(field, value):
            parts.append(f"[{name}]\n" + "".join(_pairs(value, set())))
    parts += [_section(name, one) for name in _SECTIONS for one in listed[name][1]]
    return "\n".join(parts)


def _section(name: str, entry: Any) -> str:
    return f"[[{name}]]\n" + "".join(_pairs(entry, set()))


def _pairs(holder: Any, apart: set[str]) -> Iterator[str]:
    """The lines of a table: of a mapping, or of an entry's fields that have not their usual value."""
    for key, value in _members(holder):
        if key not in apart:
            if isinstance(value, tuple) and value and isinstance(value[0], tuple | _Entry):
                yield _array(key, value)
            else:
                yield f"{_key(key)} = {_value(key, value, paragraphs=True)}\n"


class _EntryType(type):
    def __instancecheck__(cls, value: object) -> bool:
        return is_dataclass(value)


class _Entry(metaclass=_EntryType):
    """Any of the model's entries, for isinstance."""


def _members(holder: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(holder, Mapping):
        yield from holder.items()
        return
    for field in fields(holder):
        value = getattr(holder, field.name)
        if not _is_default(field, value):
            yield field.name, value


def _is_default(field: Field[Any], value: Any) -> bool:
    if value is None:
        return True
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and bool(value == field.default)


def _array(key: str, entries: tuple[Any, ...]) -> str:
    rows = "".join(f"  {_value(key, entry)},\n" for entry in entries)
    return f"{_key(key)} = [\n{rows}]\n"


def _value(key: str, value: Any, *, paragraphs: bool = False) -> str:
    """A value on one line; a text of several lines over several, where that is allowed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _lines(value) if paragraphs and "\n" in value else _string(value)
    if isinstance(value, Decimal):
        return _decimal(value, money=key not in _COUNTS)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(key, one) for one in value) + "]"
    return "{ " + ", ".join(f"{_key(name)} = {_value(name, one)}" for name, one in _members(value)) + " }"


def _decimal(value: Decimal, *, money: bool) -> str:
    """All the digits, money with two decimals at least; a value without a fraction is an integer to TOML."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), f"{value} is no amount"
    return f"{value:.2f}" if money and exponent >= -2 else f"{value:f}"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


def _lines(text: str) -> str:
    """A text of several lines as it reads; only quotes that would end it, and what cannot be seen, are escaped."""
    escaped = _TO_ESCAPE.sub(lambda match: match[0] if match[0] in '\n"' else _escape(match), text)
    return '"""\n' + _CLOSING.sub('\\\\"', escaped) + '"""'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"
