"""Names that differ as a slip of the pen makes them differ."""

from __future__ import annotations

import re

_NUMBER = re.compile("[0-9A-Za-z一二三四五六七八九十甲乙丙丁东南西北上下]")


def is_one_slip(one: str, other: str) -> bool:
    """Whether two names differ by one character: another one, or one too many. Numbers and sides are no slips.

    >>> is_one_slip("热线服务费", "热线线服务费"), is_one_slip("信息化一期", "信息化二期")
    (True, False)
    """
    begun = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    short, long = sorted((one[begun:], other[begun:]), key=len)
    rests = (short[1:], short) if len(short) == len(long) else (short,)
    return bool(long) and long[1:] in rests and not _NUMBER.search(short[:1] + long[:1])
