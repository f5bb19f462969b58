"""Told shares: a share is its part over the whole that the sentence speaks of (占 r%).

What it checks:
    "X 万元，其中：a 万元，占 r%": r = a ÷ X within what the printed digits allow.
Why:
    Shares are typed by hand, and stay as they were when the amounts change.
Not applicable when:
    1. What the share is of is not printed in the text before it, or is not sure to be what the part belongs to.
    2. The whole is nothing.
    3. It is off by its last digit, and shares of that whole (three or more in a row) add up to exactly 100 %: one of
       them was rounded so that they do. Off by its last digit without that, it is told as a notice.
Source:
    Arithmetic; a share must lie in the interval that the printed digits allow.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 文字 | 万元 | flow=expenditure
    ... 支出 50616.94
    ... 基本支出 11056.07 nature=basic
    ... 占比 28.14% measure=share nature=basic
    ... 占 占比 = 基本支出 支出'''
    >>> failures_of(example)
    ['NAR04 占比: 11056.07 ÷ 50616.94 = 21.84% ≠ 28.14%']
    >>> failures_of(example.replace("28.14%", "21.84%"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.derive.points import is_part
from gouji.check.equation import Equation, Family
from gouji.check.figures import SCALE, Book, Figure

CODE = "NAR04"
NAME = "narrative.shares"
SOURCE = "算术关系"

CHINESE = """
文字中的占比应等于部分除以总数。

查什么
    “X万元，其中：a万元，占 r%”：r = a ÷ X，在所印位数允许的区间内。
为什么
    占比多为手工填写，金额改了而占比没改。
不适用的情形
    1. 文字没有印出占的是哪一个数。
    2. 总数为零。
    3. 末位相差 1，而该总数相连的各项占比（三项以上）合计恰为 100%：为凑足 100% 而调整尾数。仅末位相差的，只作提示。
依据
    算术关系；占比应落在所印位数允许的区间内。
示例
    支出 50616.94，其中基本支出 11056.07，占 28.14%：应为 21.84%，不成立。
"""


_ALL = 100 * 10**SCALE
_FEWEST = 3  # shares that people make add up; two are each other's rest


def _is_of(part: Figure, whole: Figure) -> bool:
    """Whether one figure is surely a part of the other."""
    if whole.value <= 0 or part.kind != whole.kind:
        return False  # (2)
    return part.point is not None and whole.point is not None and is_part(part.point, whole.point)


def derive(book: Book) -> Iterator[Family]:
    """For each share of a sentence: its part and its whole."""
    equations: list[Equation] = []
    for statement in book.claims.statements:
        stated = book.by_key.get(statement.total)
        parts = [figure for part in statement.parts if (figure := book.by_key.get(part)) is not None]
        if statement.kind == "share" and stated is not None and len(parts) == 2 and _is_of(*parts):
            terms = tuple((part, 1) for part in parts)
            equations.append(Equation(CODE, stated, terms, relation="rate", why="占比 = 部分 ÷ 总数"))
    kept = tuple(equation for equation in equations if not _is_made_up(equation, equations))  # (3)
    if kept:
        yield Family(CODE, CODE, kept, certain=True)


def _is_made_up(equation: Equation, equations: Sequence[Equation]) -> bool:
    """Whether a share is off by its last digit so that all shares of its whole make exactly 100 %."""
    (part, _), (whole, _) = equation.parts
    stated = equation.total
    if stated is None:
        return False
    off: int = 2 * abs(stated.value * whole.value - _ALL * part.value)
    if not stated.quantum * whole.value < off <= 3 * stated.quantum * whole.value:
        return False
    shares = [other.total for other in equations if other.parts[1][0] is whole and other.total is not None]
    return _make_all(shares, shares.index(stated))


def _make_all(shares: Sequence[Figure], at: int) -> bool:
    """Whether three or more shares in a row, the one at that place among them, add up to exactly 100 %."""
    return any(
        sum([share.value for share in shares[start:end]]) == _ALL
        for start in range(at + 1)
        for end in range(max(at + 1, start + _FEWEST), len(shares) + 1)
    )
