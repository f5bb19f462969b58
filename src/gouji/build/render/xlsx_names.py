"""Names of sheets: legal, no longer than Excel allows, and unlike each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 31
_RESERVED = frozenset({"history"})


def name_sheets(titles: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A sheet's name for each title, in order.

    >>> name_sheets(["收入/支出表", "收入/支出表", ""], taken=["目录"])
    ('收入支出表', '收入支出表(2)', '表')
    """
    used = {*_RESERVED, *(name.casefold() for name in taken)}
    names: list[str] = []
    for title in titles:
        base = _ILLEGAL.sub("", title).strip().strip("'") or "表"
        name, number = base[:_LONGEST], 1
        while name.casefold() in used:
            number += 1
            suffix = f"({number})"
            name = base[: _LONGEST - len(suffix)] + suffix
        used.add(name.casefold())
        names.append(name)
    return tuple(names)
