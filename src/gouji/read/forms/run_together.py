"""Several fields or indicators printed in one cell, taken apart where only one reading is possible."""

from __future__ import annotations

import re

from gouji.law.goal_forms import field_group
from gouji.model.amount import fold

_AMOUNT = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PAIR = re.compile(rf"(?P<word>(?:其中:)?[^\d:,;。]{{2,20}}?):?(?P<value>{_AMOUNT})(?:万元|元)?[,;。]?")
_COLON = re.compile(r"(?P<word>[^:]{2,20}):(?P<value>.+)")


def split_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """The (word, value) pairs of a cell that prints words and values in a run, or nothing where that is not certain.

    >>> split_pairs("年度资金总额：12.00 其中:财政拨款 12.00 其他资金 0")
    (('年度资金总额', '12.00'), ('其中:财政拨款', '12.00'), ('其他资金', '0'))
    >>> split_pairs("项目名称：设备运维"), split_pairs("用于3个项目")
    ((('项目名称', '设备运维'),), ())
    """
    folded = fold(text)
    pairs: list[tuple[str, str]] = []
    position = 0
    while position < len(folded) and (match := _PAIR.match(folded, position)):
        pairs.append((match["word"], match["value"]))
        position = match.end()
    if pairs and position == len(folded) and all(_is_money(word) for word, _ in pairs):
        return tuple(pairs)
    single = _COLON.fullmatch(folded)
    if single and field_group(single["word"]) in {"identity", "text"} and field_group(single["value"]) is None:
        return ((single["word"], single["value"]),)
    return ()


def _is_money(word: str) -> bool:
    return field_group(word) == "money"
