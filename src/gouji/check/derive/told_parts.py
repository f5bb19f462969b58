"""Told parts: what a sentence says a figure is made of adds up to it (其中, 包括).

What it checks:
    "X 万元，其中：a 万元，b 万元": a + b = X; where the words leave room (主要, 用于) or only one part is named, no
    more than X.
Why:
    A part left out, or a figure left over from another draft, shows here.
Not applicable when:
    1. The parts count different things.
    2. It is not sure that they are its parts: some mean what is no part of it, or nobody knows what they mean.
Source:
    Arithmetic.

Examples:
    >>> from gouji.check.example import failures_of
    >>> example = '''
    ... 文字 | 万元 | flow=expenditure
    ... 支出 190.00
    ... 基本支出 152.15 nature=basic
    ... 项目支出 37.58 nature=project
    ... 其中 支出 = 基本支出 项目支出'''
    >>> failures_of(example)
    ['NAR02 项目支出: 152.15 + 37.58 = 189.73 ≠ 190.00']
    >>> failures_of(example.replace("37.58", "37.85"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.derive.points import do_not_overlap, is_part
from gouji.check.equation import Equation, Family, Relation
from gouji.check.figures import Book, Figure

CODE = "NAR02"
NAME = "narrative.parts"
SOURCE = "算术关系"

CHINESE = """
文字中“其中”所列各项之和应等于总数。

查什么
    “X万元，其中：a万元，b万元”：a + b = X；用“主要”“用于”等字样或只列一项的，不应大于 X。
为什么
    漏列的项目、由旧稿遗留的数字，在这里显露。
不适用的情形
    1. 各项计量不同。
    2. 不能确定各项属于这个总数：有的含义不在其中，或含义未能识别。
依据
    算术关系。
示例
    支出 190.00，其中基本支出 152.15、项目支出 37.58：152.15 + 37.58 = 189.73，不成立。
"""


def _are_its_parts(whole: Figure, parts: Sequence[Figure], *, all_named: bool) -> bool:
    """Whether the figures are surely parts of the whole: by what each means, or, where nobody knows what they mean, by
    standing in one sentence with it in a list of all its parts.
    """
    points = [part.point for part in parts if part.point is not None]
    if whole.point is not None and len(points) == len(parts):
        return all(is_part(point, whole.point) for point in points) and do_not_overlap(points)
    return all_named and not points and all(part.claim.sentence == whole.claim.sentence for part in parts)


def derive(book: Book) -> Iterator[Family]:
    """For each list of a sentence: its parts make up the whole, or at least are no more than it."""
    equations: dict[bool, list[Equation]] = {True: [], False: []}
    for statement in book.claims.statements:
        whole = book.by_key.get(statement.total)
        parts = [book.by_key.get(part) for part in statement.parts]
        if statement.kind != "parts" or whole is None or any(part is None for part in parts):
            continue
        figures = [part for part in parts if part is not None]
        if any(part.kind != whole.kind for part in figures) or whole.value < 0:
            continue  # (1)
        if not _are_its_parts(whole, figures, all_named=statement.whole):
            continue  # (2)
        told = tuple((part, 1) for part in figures)
        relation: Relation = "=" if statement.whole else ">="
        why = "文字所列各项之和" if statement.whole else "文字所列各项不大于总数"
        equations[statement.whole].append(Equation(CODE, whole, told, relation=relation, why=why))
    for exhausts, listed in equations.items():
        if listed:
            name = f"{CODE}/{'all' if exhausts else 'some'}"
            yield Family(name, name, tuple(listed), certain=True)
