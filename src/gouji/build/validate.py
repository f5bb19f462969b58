"""What must hold before anything is built from a budget: every fault at once, errors first."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.build.validate_entries import entry_faults
from gouji.build.validate_faults import BudgetFault, Words, error, warning
from gouji.build.validate_money import money_faults
from gouji.build.validate_names import name_faults, text_faults
from gouji.build.validate_pack import pack_faults
from gouji.build.validate_projects import project_faults
from gouji.law.packs import Pack, PackError, load_pack
from gouji.model.budget import Budget
from gouji.model.finding import Severity

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def validate(budget: Budget) -> tuple[BudgetFault, ...]:
    """Every fault of a budget, errors first; () for one that can be built and about which nothing is doubtful.

    Errors: what cannot be printed or contradicts itself — a fund that does not balance, a code of the wrong length,
    an amount below zero, a plan that does not end at the project's money. Warnings: what a person must look at — a code
    that the year's list does not have, a calculation that comes to something else.

    >>> [fault.code for fault in validate(Budget("hebei-2024", 2027, "318", "青石县某局"))]
    ['no_units']
    """
    faults: list[BudgetFault] = []
    try:
        pack: Pack | None = load_pack(budget.pack)
    except PackError as unknown:
        pack, faults = None, [_no_pack(budget, unknown)]
    if pack is not None:
        faults = [*_heading(budget, pack), *pack_faults(budget, pack), *text_faults(budget, pack)]
    faults += [*entry_faults(budget, pack), *name_faults(budget), *project_faults(budget), *money_faults(budget)]
    return tuple(sorted(faults, key=lambda fault: _RANK[fault.severity]))


def _no_pack(budget: Budget, unknown: PackError) -> BudgetFault:
    place: Words = ("基本信息：表样", "pack")
    return error(
        "pack", place, (unknown.chinese, unknown.english), ("请从列出的表样中选", "choose one of those listed")
    )


def _heading(budget: Budget, pack: Pack) -> Iterator[BudgetFault]:
    place: Words = ("基本信息", "heading")
    if not budget.code or not budget.name:
        cause = ("没有填写部门代码或名称", "the department's code or name is not given")
        yield error("missing", place, cause, ("请填写", "give it"))
    if budget.year < pack.valid_from or (pack.valid_to is not None and budget.year > pack.valid_to):
        years = f"{pack.valid_from}–{pack.valid_to or ''}"
        cause = (f"表样“{pack.title}”用于 {years} 年度", f"the forms of {pack.name} are for {years}")
        yield warning("pack_year", place, cause, ("请核对年度和表样", "check the year and the pack"))
