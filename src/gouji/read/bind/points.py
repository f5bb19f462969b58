"""Points from partials: what title, column, row and document say, made absolute and put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gouji.model.claim import Facts
from gouji.model.point import Dimension, Point
from gouji.read.bind.partial import Partial, join

_DIMENSIONS = {dimension.value: dimension for dimension in Dimension}
_PROJECTS = ("project", "project_and_other", "other_operations", "specific")
_WITHOUT_FLOW = frozenset({"assets"})
_SPENT = frozenset({"item", "nature", "function", "economic", "government_economic", "project", "vintage"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table: the document's facts, and which flows its columns name."""

    year: int | None
    stage: str | None
    has_opening: bool = False
    has_closing: bool = False
    has_income: bool = False


def make_frame(facts: Facts, columns: Mapping[tuple[str, ...], Partial]) -> Frame:
    """The frame of a table from the document's facts and its own columns."""
    flows = {partial.get("flow") for partial in columns.values()}
    return Frame(
        year=int(facts.year.value) if facts.year is not None else None,
        stage=facts.stage.value.replace("draft", "budget") if facts.stage is not None else None,
        has_opening=bool(flows & {"opening", "surplus_use", "account_balance"}),
        has_closing=bool(flows & {"closing", "surplus_distribution", "account_unspent"}),
        has_income="income" in flows,
    )


def make_point(title: Partial, column: Partial, row: Partial, frame: Frame) -> Point | str:
    """The point of the figure where a column meets a row, or the reason why it has none."""
    whole = join(join(title, column), row)
    if whole.reason:
        return whole.reason
    sets = dict(whole.sets)
    if sets.get("item") == "open":
        if column.get("total") is None and row.get("total") is None:
            return "表名列有多项经费，行列没有说明是哪一项"
        return "多项经费的合计，不是预算空间中的一点"
    if sets.get("fund") == "rest":
        return "“其他资金”以同表未列的资金为准，本表没有列明"
    line = row.get("item") or ""
    if "/" in line and (part := column.get("item") or "").startswith(f"{line.partition('/')[0]}."):
        sets["item"] = f"{part}/{line.partition('/')[2]}"  # of one purchase what is reserved, not the whole of it
    flow = _flow(sets, title, column, frame)
    if flow is None and not _holds_assets(sets):
        return "分不清是收入还是支出"
    if flow is not None and not _holds_assets(sets):
        sets["flow"] = flow
    if not (frame.has_income and frame.has_closing):  # a table of what comes in, goes out and stays
        _say_what_carries(sets, title, column)
    if "project" in sets and sets.get("nature") in _PROJECTS:
        del sets["nature"]  # a project says itself that it is one
    if sets.get("flow") == "income":
        sets.pop("vintage", None)  # this year's income is this year's money
    sets["measure"] = _measure(sets)
    year = _year(sets.get("year"), frame)
    if year is None:
        return "列为上年，而本文是哪一年未读到"
    sets["year"] = year
    sets.setdefault("stage", frame.stage or "")
    return Point.of({_DIMENSIONS[key]: value for key, value in sets.items() if key in _DIMENSIONS and value})


def _flow(sets: Mapping[str, str], title: Partial, column: Partial, frame: Frame) -> str | None:
    explicit, side = sets.get("flow"), sets.get("side")
    if explicit is not None:
        return explicit
    total = column.get("total") is not None and column.get("fund") is None
    if side == "in" and title.get("item") is not None:
        return "expenditure"  # what a table of purchases or the like names as income pays for them
    if side == "in":
        return "sources" if total and frame.has_opening and column.get("flow") is None else "income"
    if side == "out":
        return "uses" if total and frame.has_closing else "expenditure"
    return "expenditure" if _SPENT & sets.keys() else None


def _say_what_carries(sets: dict[str, str], title: Partial, column: Partial) -> None:
    """In a table of expenditure the column 上年结转 is money spent out of balances; the funds beside it are not."""
    if title.get("side") != "out" and not (title.get("side") == "both" and column.get("side") == "out"):
        return
    if column.get("flow") == "opening":
        sets.update(flow="expenditure", vintage="carried")
    elif column.get("beside_opening") and column.get("fund") is not None:
        sets.setdefault("vintage", "current")


def _measure(sets: Mapping[str, str]) -> str:
    measure = sets.get("measure", "")
    if measure in ("change", "rate") and sets.get("base") == "executed":
        return f"{measure}_from_executed"
    return "" if measure == "value" else measure


def _year(printed: str | None, frame: Frame) -> str | None:
    """The year in four digits, "" where the document's is meant but not known, None where it cannot be told."""
    if printed is None or printed == "0":
        return "" if frame.year is None else str(frame.year)
    if printed == "-1":
        return None if frame.year is None else str(frame.year - 1)
    return printed


def _holds_assets(sets: Mapping[str, str]) -> bool:
    return str(sets.get("item", "")).split(".")[0].split("/")[0] in _WITHOUT_FLOW
