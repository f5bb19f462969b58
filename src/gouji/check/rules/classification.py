"""Code and name of a row are those of the official classification.

What it checks:
    Each row with a functional or economic code: the code is in the list of its year, and the printed name is its name.
    A code with a name that published budgets surely do not give it is a warning; all else is a notice. The classes
    that a form lists without codes (一般公共服务支出, …): their names are those of the year, without slips; a notice.
Why:
    Departments compile and publish their budgets by the official subjects; a wrong name hides what money is for.
Not applicable when:
    1. The row has no code of a classification, or names something else beside it (a purchase, a project, a unit), and
       its name is not the code's but for one character.
    2. The code is of a place's own making (ending in 98, or below the official levels).
    3. The list knows the code's name from memory only (trust C or D): nobody is accused on such ground.
    4. The budget is of a year before the lists begin (2018): they cannot tell what was right.
Source:
    预算法 §32; 政府收支分类科目 (财政部, yearly).

Examples:
    >>> from gouji.law.classifications import judge_name
    >>> judge_name(Dimension.FUNCTION, "2010306", "行政运行", 2024).verdict.value
    'other_name'
    >>> judge_name(Dimension.FUNCTION, "2010301", "行政运行", 2024).verdict.value
    'known'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gouji.check.rules.class_lines import old_lines, slipped_lines
from gouji.check.rules.disclosure.pieces import Piece
from gouji.check.rules.slips_of_names import is_one_slip
from gouji.law.classifications import FIRST_YEAR, NameJudgement, NameVerdict, judge_name, name_key
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension, Point
from gouji.model.table import Row

CODE = "CLS01"
NAME = "classification.names"
SOURCE = "《预算法》第三十二条；财政部年度《政府收支分类科目》"

CHINESE = """
科目编码与科目名称应与《政府收支分类科目》一致。

查什么
    带有功能分类或经济分类编码的每一行：编码是否在当年科目表内，所印名称是否为该编码的名称。
    编码的名称确知无疑而所印名称不同的，列为警告；其余一律为提示。
    收支总表等不带编码列出的类级科目：是否为当年的名称，有无错字；有则提示。
为什么
    部门预算按统一科目编制和公开，科目名称有误，资金用途就看不清。
不适用的情形
    1. 该行没有科目编码，或另有所指（采购品目、项目、单位），且不是只差一个字。
    2. 地方自设编码（以 98 结尾，或细于国家科目的级次）。
    3. 科目表中该名称仅凭记忆录入（可信度 C、D），不据以指摘。
    4. 预算年度早于科目表的起始年（2018 年），无从判断。
依据
    《预算法》第三十二条；财政部年度《政府收支分类科目》。
示例
    2010306 政务公开审批：一致。2010306 行政运行：不一致（行政运行为 2010301）。
"""

_CODED = (Dimension.FUNCTION, Dimension.ECONOMIC, Dimension.GOVERNMENT_ECONOMIC)
_OTHERS = frozenset({Dimension.ITEM, Dimension.PROJECT, Dimension.ENTITY})
_MOST_NAMES = 3
"""A code with more names in one document is no heading: its rows name something else."""

_PRINTED_CODE = re.compile(r"^(?:[\[［【(（]\d{3,}[\]］】)）]|\d{3,}\s*[-—_－])\s*")
_NAMED = 6  # codes named in one message
_SURE = frozenset("A")
_HEARSAY = frozenset("CDL")


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each code and name that the list does not confirm, with the rows that print them."""
    year = claims.facts.year
    printed_year = int(year.value) if year is not None and year.value.isdigit() else None
    if printed_year is not None and printed_year < FIRST_YEAR:
        return  # (4)
    other_years: list[tuple[str, str, list[Claim]]] = []
    names = _coded_names(claims)
    for (dimension, code, name), rows in names.plain.items():
        judgement = judge_name(dimension, code, name, printed_year)
        if judgement.trust in _HEARSAY:
            continue  # (3)
        if judgement.verdict is NameVerdict.OTHER_YEAR:
            other_years.append((code, name, rows))
        elif judgement.verdict in (NameVerdict.UNKNOWN, NameVerdict.OTHER_NAME):
            yield _finding(code, name, judgement, rows)
    if other_years:
        yield _other_years(other_years)
    for (codes, name), rows in names.crossed.items():
        judged = [(code, judge_name(dimension, code, name, printed_year)) for dimension, code in codes]
        if all(judgement.verdict is NameVerdict.OTHER_NAME for _, judgement in judged):
            slips = [(code, judgement) for code, judgement in judged if _is_slip(code, name, judgement)]
            yield from (_finding(code, name, judgement, rows) for code, judgement in slips[:1])  # (1)
    yield from _lines(claims, printed_year)


def _lines(claims: ClaimSet, year: int | None) -> Iterator[Finding]:
    """One notice for all names of other years, one for each name with a slip."""
    old = list(old_lines(claims, year)) if year is not None else []
    if old:
        names = "、".join(f"“{before.name}”（{now.year_from}年起为“{now.name}”）" for before, now, _ in old)
        english = ", ".join(f"“{before.name}” ({now.name} since {now.year_from})" for before, now, _ in old)
        message = f"表中类级科目仍用旧名：{names}", f"classes under names of other years: {english}"
        yield _line_finding(message, [piece for _, _, pieces in old for piece in pieces], old[0][1].name)
    for printed, meant, pieces in slipped_lines(claims, year):
        message = (
            f"类级科目“{printed}”应为“{meant.name}”",
            f"the class “{printed}” is named “{meant.name}”",
        )
        yield _line_finding(message, pieces, meant.name)


def _line_finding(message: tuple[str, str], pieces: Sequence[Piece], expected: str) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=message,
        quotes=tuple(piece.quote(0, len(piece.text)) for piece in pieces),
        stated=pieces[0].text,
        expected=expected,
        suggestion=("按当年《政府收支分类科目》的名称更新表样", "bring the form up to the names of the year"),
        source=SOURCE,
    )


_Coded = tuple[Dimension, str]
"""A classification and one of its codes."""


@dataclass(frozen=True, slots=True)
class _Names:
    """A figure of each row that prints a name: by its code, and, where a row names more, by all codes it may be of."""

    plain: dict[tuple[Dimension, str, str], list[Claim]] = field(default_factory=dict)
    crossed: dict[tuple[tuple[_Coded, ...], str], list[Claim]] = field(default_factory=dict)


def _coded_names(claims: ClaimSet) -> _Names:
    names = _Names()
    seen: set[tuple[int, int]] = set()
    for claim in claims.claims:
        if claim.table is None or claim.row is None or claim.point is None or (claim.table, claim.row) in seen:
            continue
        row = claims.tables[claim.table].rows[claim.row]
        name = _PRINTED_CODE.sub("", row.label) if row.code and claim.doubt is None else ""
        if not name or not row.code:
            continue
        printed = {row.code, *(code for _, code in row.codes)}
        codes = tuple((axis, claim.point[axis]) for axis in _CODED if claim.point.get(axis) in printed)
        if _is_crossed(claim.point, row):
            if codes:
                seen.add((claim.table, claim.row))
                names.crossed.setdefault((codes, name), []).append(claim)
        elif codes and codes[0][1] == row.code:
            seen.add((claim.table, claim.row))
            names.plain.setdefault((*codes[0], name), []).append(claim)
    times = Counter((dimension, code) for dimension, code, _ in names.plain)
    plain = {key: rows for key, rows in names.plain.items() if times[key[:2]] <= _MOST_NAMES}
    return replace(names, plain=plain)


def _is_slip(code: str, name: str, judgement: NameJudgement) -> bool:
    """Whether a name is surely a listed one with one character wrong."""
    printed = name_key(name).removeprefix(code)
    names = (name_key(listing.name) for listing in judgement.listings)
    return judgement.trust not in _HEARSAY and any(is_one_slip(printed, each) for each in names)


def _is_crossed(point: Point, row: Row) -> bool:
    """Whether a row has more to name than one classification: a purchase, a project, a unit, a second code."""
    return len(row.codes) > 1 or not _OTHERS.isdisjoint(point.fixed)


def _other_years(found: list[tuple[str, str, list[Claim]]]) -> Finding:
    """One notice for all codes with names of other years: the list of one year was used for another."""
    named = "、".join(f"{code} {name}" for code, name, _ in found[:_NAMED])
    more = f"等 {len(found)} 个" if len(found) > _NAMED else ""
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"科目名称属其他年度：{named}{more}",
            f"{len(found)} code(s) with names of other years: {named}",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for _, _, rows in found for claim in rows[:_NAMED]),
        stated=f"{found[0][0]} {found[0][1]}",
        suggestion=("按当年《政府收支分类科目》核对编码和名称", "check codes and names in the list of the year"),
        source=SOURCE,
    )


def _finding(code: str, name: str, judgement: NameJudgement, rows: list[Claim]) -> Finding:
    listed = next((listing.name for listing in judgement.listings), None)
    sure = judgement.verdict is NameVerdict.OTHER_NAME and judgement.trust in _SURE
    if listed is None:
        message = (
            f"科目编码 {code}（{name}）不在已知的科目表内，请核对",
            f"code {code} ({name}) is not in the list of subjects: please check it",
        )
    else:
        message = (
            f"科目编码 {code} 印为“{name}”，科目表名称为“{listed}”",
            f"code {code} is printed as “{name}”; the list names it “{listed}”",
        )
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if sure else Severity.NOTICE,
        message=message,
        witnesses=tuple(Witness(claim.id, "culprit") for claim in rows[:20]),
        stated=f"{code} {name}",
        expected=f"{code} {listed}" if sure and listed else None,
        source=SOURCE,
    )
