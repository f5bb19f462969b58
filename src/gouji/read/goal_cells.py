"""Indicators run together in one cell: 「1.1－产出指标，11－数量指标，踏勘件数；年度指标值：≥150件；2、…」 as a list.

Some places publish all indicators of a project in one cell of a list of projects, others put both kinds in front of
the name (产出指标数量指标踏勘件数).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gouji.law.goal_forms import goal_words
from gouji.model.amount import fold

_BEGINS = re.compile(r"(?:^|[;。,:])(?:\d{1,2}[.、])?(?=\d{1,2}-[^,;]{2,6}指标,\d{1,2}-)")
# a word of the form that a target follows; the colon is at times left out, the name may hold any mark before it
_VALUE = r"(?:实施周期|实施期|长期|中长期|年度|当年|本年)?(?:绩效)?指标值"
_ITEM = re.compile(
    r"\d{1,2}-(?P<kind>[^,;]{2,6}指标),(?:\d{1,2}-)?(?P<group>[^,;]{2,12}),"
    rf"(?P<name>.+?)[;,。](?P<values>{_VALUE}.*)"
)
_YEAR = re.compile(
    r"(?:^|[,;。])(?:年度|当年|本年)?(?:绩效)?指标值:?(?P<value>.*?)(?=[,;。](?:年度|实施|长期)[^:,;]{0,4}指标值|$)"
)
_TERM = re.compile(r"(?:实施周期|实施期|长期|中长期)指标值:?(?P<value>.*?)(?=[,;。](?:年度|当年)[^:,;]{0,4}指标值|$)")


class Together(NamedTuple):
    """One of the indicators of a cell: kinds, name, the target of the year and that of the whole term ("" for none)."""

    kind: str
    group: str
    name: str
    year: str
    term: str


def split_together(text: str) -> tuple[Together, ...]:
    """The indicators that a cell runs together; none where it holds anything else.

    >>> split_together("1.1－产出指标，11－数量指标，踏勘件数；实施周期指标值：9件，年度指标值：≥4件；")
    (Together(kind='产出指标', group='数量指标', name='踏勘件数', year='≥4件', term='9件'),)
    >>> split_together("1.2－效益指标，22－社会效益，系统稳定，数据真实。实施周期指标值：是，年度指标值：是")[0][2:]
    ('系统稳定,数据真实', '是', '是')
    >>> split_together("踏勘件数")
    ()
    """
    if "指标值" not in text:
        return ()
    return tuple(_items(fold(text)))


def _items(text: str) -> Iterator[Together]:
    for piece in _BEGINS.split(text):
        item = _ITEM.fullmatch(piece.rstrip(";,。"))
        if item is None:
            continue
        term, year = _TERM.search(item["values"]), _YEAR.search(item["values"])
        in_year, in_term = year["value"] if year else "", term["value"] if term else ""
        group = item["group"] if item["group"].endswith("指标") else f"{item['group']}指标"
        yield Together(item["kind"], group, item["name"], in_year.rstrip(";,。"), in_term.rstrip(";,。"))


def split_kinds(name: str) -> tuple[str, str, str] | None:
    """The kinds in front of a name, and the name; None where there are none.

    >>> split_kinds("产出指标数量指标踏勘件数")
    ('产出指标', '数量指标', '踏勘件数')
    >>> split_kinds("社会效益指标") is None
    True
    """
    words = goal_words()
    for first in words.first_levels:
        rest = name.removeprefix(first)
        if rest == name:
            continue
        seconds = (second for second in words.kinds if second.endswith("指标") and rest.startswith(second))
        second = max(seconds, key=len, default="")
        if second and len(rest) > len(second):
            return first, second, rest.removeprefix(second)
    return None
