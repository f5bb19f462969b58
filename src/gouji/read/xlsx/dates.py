"""Stored day numbers → the dates and times that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_FALSE_LEAP_DAY = 60
"""Day numbers below this are one off: the 1900 system counts a 29 February 1900 that never was."""

_LAST_DAY = 2_958_465
"""31 December 9999."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = "一二三四五六日"


def format_date(value: Decimal, tokens: Sequence[tuple[str, str]], *, from_1904: bool) -> str | None:
    """The text of a day number under the tokens of a date format; None where it is no date.

    >>> format_date(Decimal("46023"), [("date", "yyyy"), ("literal", "年"), ("date", "m")], from_1904=False)
    '2026年1'
    """
    if not 0 <= value <= _LAST_DAY:
        return None
    moment = _moment(value, from_1904)
    dated = [index for index, (kind, _) in enumerate(tokens) if kind in {"date", "elapsed"}]
    has_half = any(kind == "half" for kind, _ in tokens)
    shown: list[str] = []
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            shown.append(_part(text.lower(), moment, _is_minute(tokens, dated, index), has_half))
        elif kind == "elapsed":
            shown.append(str(int(value * {"h": 24, "m": 1440, "s": 86400}[text[0]])))
        elif kind == "half":
            names = ("上午", "下午") if text.startswith("上") else ("AM", "PM")
            shown.append(names[moment.hour >= 12])
        elif kind in {"literal", "mark"} and text not in {"@", ","}:
            shown.append(text)
    return "".join(shown).strip()


def _moment(value: Decimal, from_1904: bool) -> datetime:
    days = int(value)
    seconds = round((value - days) * 86400)
    if from_1904:
        return _EPOCH_1904 + timedelta(days=min(days, _LAST_DAY - 1462), seconds=seconds)
    first = days + 1 if days < _FALSE_LEAP_DAY else days
    return _EPOCH_1900 + timedelta(days=first) + timedelta(seconds=min(seconds, 86399))


def _is_minute(tokens: Sequence[tuple[str, str]], dated: Sequence[int], index: int) -> bool:
    """Whether an "m" stands for minutes: after hours or before seconds."""
    position = dated.index(index)
    before = tokens[dated[position - 1]][1].lower() if position else ""
    after = tokens[dated[position + 1]][1].lower() if position + 1 < len(dated) else ""
    return before.startswith("h") or after.startswith("s")


def _part(text: str, moment: datetime, is_minute: bool, has_half: bool) -> str:
    first, length = text[0], len(text)
    if first == "m" and not is_minute:
        return _MONTHS[moment.month - 1] if length >= 3 else f"{moment.month:0{length}d}"
    if first == "y":
        return f"{moment.year % 100:02d}" if length <= 2 else str(moment.year)
    if first == "a" or (first == "d" and length >= 3):
        return f"星期{_WEEKDAYS[moment.weekday()]}"
    hour = (moment.hour + 11) % 12 + 1 if has_half else moment.hour
    number = {"e": moment.year, "d": moment.day, "h": hour, "m": moment.minute, "s": moment.second}.get(first)
    return "" if number is None else f"{number:0{min(length, 2)}d}"
