"""What the forms of a pack have no line for, or cannot tell apart: better said before than printed wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.build.validate_faults import BudgetFault, Words, error
from gouji.build.validate_walk import place_of
from gouji.law.dimensions import adds_to, chinese_name
from gouji.law.packs import Pack
from gouji.model.budget import Budget, Closing
from gouji.model.point import Dimension

VINTAGE_OF = {"income": "current", "opening": "carried", "surplus_use": "surplus"}
"""Which money a receipt of a flow is."""
_CHECK: Words = ("请核对后改正，或改用有此栏的表样", "check it, or take forms that have it")


def pack_faults(budget: Budget, pack: Pack) -> Iterator[BudgetFault]:
    """Money that a pack's forms cannot print: of another year, or carried on to the next. Nothing (0) does no harm."""
    for field in ("receipts", "lines", "closings"):
        for number, entry in enumerate(getattr(budget, field)):
            vintage = VINTAGE_OF.get(getattr(entry, "flow", ""), getattr(entry, "vintage", "current"))
            place, cause = place_of(field, number, entry), None
            if not entry.amount:
                continue
            if vintage in VINTAGE_OF.values() and vintage not in pack.vintages:
                name = chinese_name(Dimension.VINTAGE, vintage)
                cause = (f"“{pack.title}”没有“{name}”这一栏", f"the forms of {pack.name} have no line for {vintage!r}")
                yield error("vintage_of_pack", place, cause, _CHECK, (field, number))
            elif isinstance(entry, Closing) and not can_close(pack, entry):
                cause = (
                    f"“{pack.title}”无法列示{_closed(entry)}",
                    f"the forms of {pack.name} cannot print what is carried on of {entry.fund!r} ({vintage})",
                )
                yield error("closing_of_pack", place, cause, _CHECK, (field, number))


def can_close(pack: Pack, closing: Closing) -> bool:
    """Whether a pack's forms can print that money is carried to the next year.

    Forms that print this year's appropriations without a word, and balances elsewhere, cannot print that some of
    either is carried on: what is spent would then be neither the income nor all that there is.
    """
    if not pack.closes:
        return False
    vintages = {table.point.get("vintage") for table in pack.tables}
    silent = "new" in vintages or ("new_of_fund" in vintages and closing.vintage == "current")
    return not (silent and adds_to(Dimension.FUND, closing.fund, "fiscal"))


def _closed(closing: Closing) -> str:
    year = "当年" if closing.vintage == "current" else "上年结转的"
    return f"{year}{chinese_name(Dimension.FUND, closing.fund)}结转下年"
