"""Prove a pack: its data are right, it prints what law asks, and what it prints is read back as it was meant.

name or folder ─load_pack─▶ Pack ─compose─▶ Edition ─render, prove_file, check_claims─▶ PackReport
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from gouji.build.compose import Composed, compose
from gouji.build.validate import validate
from gouji.law.dimensions import CODE_LENGTHS, members
from gouji.law.packs import Pack, PackError, load_pack
from gouji.model.budget import Budget
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Severity
from gouji.model.point import Dimension
from gouji.publish.duties import unmet_duties
from gouji.publish.formats import FORMATS, NAMES, prove, render_files
from gouji.publish.gate import proof_lines
from gouji.publish.pack_example import empty_budget, rich_budget, with_reasons

Words = tuple[str, str]
"""A text as (中文, English)."""

_SHOWN = 12  # faults of one check that are told one by one
_FREE = frozenset({Dimension.ENTITY, Dimension.PROJECT, Dimension.YEAR})
_TOLD_BY_MONEY = frozenset({(Dimension.VINTAGE, "new"), (Dimension.VINTAGE, "new_of_fund")})
"""Words that the ledger makes members of (see `Ledger.settle`)."""
_NAMED = re.compile(rf"""["']?\b({"|".join(Dimension)})["']?\s*[=:]\s*["']([^"'{{}}]*)["']""")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[a-z]+\}", re.DOTALL)
_ALLOWED = re.compile(
    r"^(?:#+ )?(?:\d{1,2}[、.．]|[（(]\d{1,2}[）)])"  # numbering of a line
    r"|[〔\[（(【][12]\d{3}[〕\]）)】]\s*(?:第)?\d+\s*号|第\d+号"  # numbers of documents
    r"|[（(][12]\d{3}年?(?:修订|修正|版)[）)]"
    r"|单[价位][^，。；]{0,6}?\d+万元|\d{1,2}月(?:\d{1,2}日)?",  # what law sets a limit at, days
    re.MULTILINE,
)
_DIGITS = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class PackCheck:
    """One thing that was tried, with what was tried on; `faults` are () where it holds."""

    name: Words
    tried: int
    faults: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class PackReport:
    """What proving a pack gave, check by check."""

    name: str
    checks: tuple[PackCheck, ...]

    @property
    def passed(self) -> bool:
        """Whether everything that was tried holds."""
        return not any(check.faults for check in self.checks)

    @property
    def lines(self) -> tuple[Words, ...]:
        """The report for people, line by line."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Words]:
        for check in self.checks:
            mark = "✗" if check.faults else "✓"
            yield f"{mark} {check.name[0]}（{check.tried}）", f"{mark} {check.name[1]} ({check.tried})"
            for fault in check.faults[:_SHOWN]:
                yield f"    {fault[0]}", f"    {fault[1]}"
            more = len(check.faults) - _SHOWN
            if more > 0:
                yield f"    还有 {more} 处", f"    and {more} more"
        if self.passed:
            yield f"表样包 {self.name} 检验通过。", f"The pack {self.name} is proved."
        else:
            yield f"表样包 {self.name} 没有通过检验。", f"The pack {self.name} is not proved."


def test_pack(name: str) -> PackReport:
    """The proof of a pack, by its name or the path of its folder.

    Where its data cannot be read, or its templates cannot be filled, the report ends there with the reason.
    """
    try:
        pack = load_pack(name)
    except PackError as error:
        fault = (f"{error.chinese}", f"{error}")
        return PackReport(name, (PackCheck(("数据", "data"), 1, (fault,)),))
    checks = [PackCheck(("数据可以读取，各表", "data are read, tables"), len(pack.tables)), _points(pack), _typed(pack)]
    composed: dict[str, Composed] = {}
    for kind, words, make in (
        ("rich", ("示例预算编成", "an example budget is composed"), rich_budget),
        ("empty", ("空预算编成", "an empty budget is composed"), empty_budget),
    ):
        check, made = _composed(pack, replace(make(pack), pack=name), words)
        checks.append(check)
        if made is not None:
            composed[kind] = made
    if "rich" in composed and "empty" in composed:
        checks.append(_duties(pack, composed["rich"], composed["empty"]))
    for kind, made in composed.items():
        checks += [_format(made, form, kind) for form in FORMATS]
    return PackReport(pack.name, tuple(checks))


test_pack.__test__ = False  # type: ignore[attr-defined]  # pytest takes names that begin so for tests


def _points(pack: Pack) -> PackCheck:
    """Every dimension and member that tables and templates name."""
    named = [*_members_in(pack), *((Dimension(found[1]), found[2]) for found in _NAMED.finditer(_templates(pack)))]
    unknown = dict.fromkeys(pair for pair in named if not _is_known(*pair))
    faults = tuple(
        (f"没有这样的成员：{dimension.value} = {member}", f"there is no member {dimension.value} = {member}")
        for dimension, member in unknown
    )
    return PackCheck(("表和模板所指的点都存在", "every point named exists"), len(named), faults)


def _members_in(value: Any) -> Iterator[tuple[Dimension, str]]:
    """Every (dimension, member) of the mappings of a pack's data, however deep they stand."""
    if isinstance(value, Mapping):
        names = {dimension.value for dimension in Dimension}
        yield from ((Dimension(name), str(member)) for name, member in value.items() if name in names)
    elif isinstance(value, tuple):
        for one in value:
            yield from _members_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "fields":  # these name fields of entries, not members
                yield from _members_in(getattr(value, one.name))


def _is_known(dimension: Dimension, member: str) -> bool:
    if dimension in _FREE or not member:
        return True
    if dimension in CODE_LENGTHS:
        return member.isdigit() and len(member) in CODE_LENGTHS[dimension]
    return (dimension, member.partition("/")[0]) in members() or (dimension, member) in _TOLD_BY_MONEY


def _templates(pack: Pack) -> str:
    cells = (cell.text for table in pack.tables for row in table.grid for cell in row.cells)
    return "\n".join((pack.document, pack.macros, *cells))


def _typed(pack: Pack) -> PackCheck:
    """Figures typed into sentences: numbering, document numbers, limits of law and days are none."""
    notes = (note for table in pack.tables for note in (*table.notes, table.empty))
    lines = [_TEMPLATE.sub("", text) for text in (pack.document, pack.macros, *pack.cover, *notes)]
    plain = [line.strip() for text in lines for line in text.splitlines() if line.strip() and not _places_table(line)]
    faults = []
    for line in plain:
        faults += [
            (
                f"句子里写死了数字 {typed}：“{line[:40]}”；请改用 money()、count() 等函数",
                f"the figure {typed} is typed in “{line[:40]}”; ask for it with money(), count()…",
            )
            for typed in _DIGITS.findall(_ALLOWED.sub("", line))
        ]
    return PackCheck(("句子里没有写死的数字", "no figure is typed in a sentence"), len(plain), tuple(faults))


def _places_table(line: str) -> bool:
    return line.strip().startswith("@")


def _composed(pack: Pack, budget: Budget, words: Words) -> tuple[PackCheck, Composed | None]:
    """An edition of a budget, with a reason for every change."""
    faults = [(fault.told(0), fault.told(1)) for fault in validate(budget) if fault.severity is Severity.ERROR]
    try:
        made = compose(budget, pack)
        made = compose(with_reasons(budget, made.unasked), pack)
    except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError) as error:  # whatever a template can do
        told = f"{type(error).__name__}: {error}"
        return PackCheck(words, 0, (*faults, (f"无法编成：{told}", f"cannot be composed: {told}"))), None
    faults += [(f"缺少 {key}", f"{key} is missing") for key in made.unasked]
    return PackCheck(words, len(made.edition.blocks), tuple(faults)), made


def _duties(pack: Pack, rich: Composed, empty: Composed) -> PackCheck:
    words = ("法定公开内容齐全", "what law asks for is there")
    return PackCheck(words, len(pack.duties), tuple(unmet_duties(pack, rich.edition, empty.edition)))


def _format(made: Composed, form: str, kind: str) -> PackCheck:
    """One file of an edition, read back and checked."""
    edition = made.edition
    file = next(one for one in render_files(edition, (form,)) if one.name == NAMES[form])
    proof = prove(edition, file)
    assert proof is not None, form  # every format of FORMATS prints figures
    faults = list(proof_lines(proof))
    if proof.claims is not None:
        faults += [
            (f"{finding.code} {finding.message[0]}", f"{finding.code} {finding.message[1]}")
            for finding in doubts_of_print(proof.claims)
        ]
    what = ("示例", "example") if kind == "rich" else ("空预算", "empty budget")
    name = (f"{what[0]} {form.upper()} 读回一致，数据", f"{what[1]}, {form.upper()} reads back the same, figures")
    return PackCheck(name, proof.expected, tuple(faults))


def doubts_of_print(claims: ClaimSet) -> tuple[Finding, ...]:
    """What checking a file finds wrong with how it was printed: every error, and warnings that are of figures.

    Warnings of rules look at what the officer entered and wrote (targets in words, headings without a text).
    """
    from gouji.check.rules import RULES
    from gouji.check.run import check_claims

    of_content = {rule.CODE for rule in RULES}
    return tuple(
        finding
        for finding in check_claims(claims).findings
        if finding.severity is Severity.ERROR
        or (finding.severity is Severity.WARNING and finding.code not in of_content)
    )
