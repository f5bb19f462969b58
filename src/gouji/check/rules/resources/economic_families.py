"""Departmental and government economic classes belong together, and one unit uses one family of them.

What it checks:
    In tables that print both classifications: each pair of classes (款) against the official correspondence; and
    whether pay and running costs are those of one kind of unit: 501 and 502 for offices, 505 for institutions.
Why:
    The government's classification tells offices from other institutions. Pay of an institution beside running costs
    of an office is nobody's budget: one of the two columns was filled in by rote.
Not applicable when:
    1. The table prints one classification only, or its codes stop at the 类.
    2. The correspondence does not know the departmental class.
    3. Pay or running costs are printed in both families: the department has offices and institutions.
Source:
    财预〔2017〕98号 (支出经济分类科目改革方案): the table of correspondence.

Examples:
    >>> from gouji.check.example import failures_of
    >>> table = '''
    ... 基本支出表 | 万元 | flow=expenditure fund=general nature=basic
    ... 科目 | 合计
    ... 30101 基本工资 government_economic=50501 | 213.77
    ... 30201 办公费 government_economic=50201 | 3.64'''
    >>> failures_of(table)
    ['CLS07 基本工资@合计: 301→505，302→502']
    >>> failures_of(table.replace("50501", "50101"))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.check.lookup import fixing
from gouji.check.rules.resources.ledger import CLASS_DIGITS, row_label
from gouji.law.economic_mapping import corresponding_classes
from gouji.model.claim import Claim, ClaimSet
from gouji.model.finding import Finding, Severity, Witness
from gouji.model.point import Dimension

CODE = "CLS07"
NAME = "classification.economic_families"
SOURCE = "财预〔2017〕98号 支出经济分类科目改革方案（对照关系）"

CHINESE = """
部门经济分类与政府经济分类应当对应，同一单位只用一套科目。

查什么
    同时列有两套经济分类的表：每一行的两个款级科目是否对应；
    工资福利与商品服务是否属于同一类单位（机关用 501、502，事业单位用 505）。
为什么
    政府经济分类区分机关和事业单位。工资按事业单位、公用经费按机关，不是任何一个单位的预算，必有一方是照抄。
不适用的情形
    1. 只列一套经济分类，或只列到类级。
    2. 对照关系中没有该部门经济科目。
    3. 工资福利或商品服务两套科目都有：部门既有机关又有事业单位。
依据
    财预〔2017〕98号 支出经济分类科目改革方案（对照关系）。
示例
    30101 基本工资→50501（事业），30201 办公费→50201（机关）：混用。
"""

_PAY, _GOODS = "301", "302"
_OFFICE = frozenset({"501", "502"})
_INSTITUTION = frozenset({"505"})
_MOST_WITNESSES = 40


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for the mixture of families, one for each pair of classes that do not correspond."""
    rows = list(_paired_rows(claims))
    pay = [claim for economic, government, claim in rows if economic[:3] == _PAY]
    families = {
        part: {government[:3] for economic, government, _ in rows if economic[:3] == part} for part in (_PAY, _GOODS)
    }
    goods = [claim for economic, _, claim in rows if economic[:3] == _GOODS]
    kinds = [{_kind(family) for family in families[part]} - {""} for part in (_PAY, _GOODS)]
    if all(kinds) and not kinds[0] & kinds[1]:
        yield _mixture(families, [*pay, *goods])
    pairs: dict[tuple[str, str], list[Claim]] = {}
    for economic, government, claim in rows:
        known = corresponding_classes(economic)
        if known and government not in known:  # (2)
            pairs.setdefault((economic, government), []).append(claim)
    for (economic, government), figures in pairs.items():
        yield _mismatch(claims, economic, government, figures)


def _paired_rows(claims: ClaimSet) -> Iterator[tuple[str, str, Claim]]:
    """The first figure of each row with both classes to the 款 that is not zero."""
    seen: set[tuple[int | None, int | None]] = set()
    for claim, point in fixing(claims, Dimension.GOVERNMENT_ECONOMIC):
        if claim.doubt is not None:
            continue
        economic, government = point.get(Dimension.ECONOMIC) or "", point[Dimension.GOVERNMENT_ECONOMIC]
        place = claim.table, claim.row
        if len(economic) < CLASS_DIGITS or len(government) != CLASS_DIGITS or place in seen or not claim.amount.value:
            continue  # (1)
        seen.add(place)
        yield economic[:CLASS_DIGITS], government, claim


def _kind(family: str) -> str:
    if family in _OFFICE:
        return "office"
    return "institution" if family in _INSTITUTION else ""


def _mixture(families: dict[str, set[str]], figures: Sequence[Claim]) -> Finding:
    pay, goods = ("、".join(sorted(families[part])) for part in (_PAY, _GOODS))
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"工资福利支出全部列政府经济分类 {pay}，商品和服务支出全部列 {goods}：前者与后者不是同一类单位的科目",
            f"all pay is in government class {pay} and all goods and services in {goods}: of different kinds of unit",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in figures[:_MOST_WITNESSES]),
        stated=f"301→{pay}，302→{goods}",
        arithmetic=f"301→{pay}，302→{goods}",
        suggestion=(
            "机关（含参公）用 501、502，其他事业单位用 505；按单位性质统一",
            "501 and 502 for offices, 505 for other institutions: choose by the nature of the unit",
        ),
        source=SOURCE,
    )


def _mismatch(claims: ClaimSet, economic: str, government: str, figures: Sequence[Claim]) -> Finding:
    expected = " / ".join(sorted(corresponding_classes(economic)))
    name = row_label(claims, figures[0])
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"{economic}（{name}）对应的政府经济分类列为 {government}，应为 {expected}",
            f"{economic} ({name}) stands beside government class {government}; it belongs to {expected}",
        ),
        witnesses=tuple(Witness(claim.id, "culprit") for claim in figures[:_MOST_WITNESSES]),
        stated=government,
        expected=expected,
        suggestion=("按对照关系改正其中一个科目", "correct one of the two codes by the table of correspondence"),
        source=SOURCE,
    )
