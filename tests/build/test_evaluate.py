"""The ledger against a sum that asks every entry one by one, and what it makes of income, carried money and words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.build.evaluate import Ledger
from gouji.law.dimensions import adds_to
from gouji.model.budget import Budget, Closing, Extra, Line, Previous, Project, Receipt, Unit
from gouji.model.point import Dimension, Point

FUNCTIONS = ("2010301", "2010306", "2080505")
ECONOMICS = ("30101", "30201", "30217")
FUNDS = ("general", "government_fund", "business", "other")
NATURES = ("personnel", "public_use", "specific")
FLOWS = {"current": "income", "carried": "opening"}


def line(function: str = "2010301", amount: str = "100", **other: str) -> Line:
    known = {"unit": "318001", "economic": "30101", "government_economic": "50101", "fund": "general"}
    words = {**known, "nature": "personnel", "vintage": "current", "project": "", **other}
    return Line(function=function, amount=Decimal(amount), **words)  # type: ignore[arg-type]


def ledger(*lines: Line, **other: object) -> Ledger:
    return Ledger(Budget("hebei-2024", 2027, "318", "青石县某局", lines=lines, **other))  # type: ignore[arg-type]


lines = st.builds(
    Line,
    unit=st.sampled_from(["318001", "318002"]),
    function=st.sampled_from(FUNCTIONS),
    economic=st.sampled_from(ECONOMICS),
    government_economic=st.just("50201"),
    fund=st.sampled_from(FUNDS),
    nature=st.sampled_from(NATURES),
    amount=st.decimals(0, 10**8, places=2),
    vintage=st.sampled_from(["current", "carried"]),
)
points = st.fixed_dictionaries(
    {},
    optional={
        "function": st.sampled_from(["201", "20103", *FUNCTIONS]),
        "economic": st.sampled_from(["301", "302", *ECONOMICS]),
        "fund": st.sampled_from(["fiscal", "non_fiscal", "own", *FUNDS]),
        "nature": st.sampled_from(["basic", "project", *NATURES]),
        "vintage": st.sampled_from(["current", "carried"]),
        "entity": st.sampled_from(["318", "318001", "318002"]),
    },
)


def summed(spent: list[Line], asked: dict[str, str]) -> Decimal:
    """The lines that lie within a point, one by one."""
    fields = {"entity": "unit"}
    total = Decimal(0)
    for one in spent:
        wanted = {name: member for name, member in asked.items() if (name, member) != ("entity", "318")}
        held = {name: getattr(one, fields.get(name, name)) for name in wanted}
        if all(adds_to(Dimension(name), held[name], member) for name, member in wanted.items()):
            total += one.amount
    return total


@given(st.lists(lines, max_size=12), points)
def test_expenditure_is_the_sum_of_the_lines_within_the_point(spent: list[Line], asked: dict[str, str]) -> None:
    book = ledger(*spent)
    assert book.at(Point.of(flow="expenditure", **asked)) == summed(spent, asked)
    assert sum(book.parts(Point.of(flow="expenditure", **asked)), Decimal(0)) == summed(spent, asked)


@given(st.lists(lines, max_size=12), points)
def test_income_by_function_is_what_is_spent_out_of_it(spent: list[Line], asked: dict[str, str]) -> None:
    asked = {"function": "2010301", **asked}
    for vintage, flow in FLOWS.items():
        own = [one for one in spent if one.vintage == vintage]
        assert ledger(*spent).at(Point.of(flow=flow, **asked)) == summed(own, asked)


@given(st.lists(lines, max_size=12))
def test_what_comes_in_is_what_goes_out(spent: list[Line]) -> None:
    receipts = tuple(Receipt(one.unit, one.fund, one.amount, FLOWS[one.vintage]) for one in spent)
    book = ledger(*spent, receipts=receipts)
    for fund in (None, "fiscal", "general", "own"):
        asked = {} if fund is None else {"fund": fund}
        assert book.at(Point.of(flow="sources", **asked)) == book.at(Point.of(flow="uses", **asked))


def test_a_point_that_says_nothing_of_items_leaves_them_out() -> None:
    book = ledger(line(amount="500"), extras=(Extra("318001", "three_public.reception", "general", Decimal(20)),))
    assert book.at(Point.of(flow="expenditure")) == 500
    assert book.at(Point.of(flow="expenditure", item="three_public")) == 20
    assert book.at(Point.of(flow="expenditure", item="three_public.abroad")) == 0


def test_money_carried_on_belongs_to_uses_and_to_the_income_of_its_function() -> None:
    book = ledger(line(amount="70"), closings=(Closing("318001", "general", "2010306", Decimal(30)),))
    assert book.at(Point.of(flow="uses")) == 100
    assert book.at(Point.of(flow="income", function="2010306")) == 30
    assert book.at(Point.of(flow="expenditure", function="2010306")) == 0


def test_last_year_is_asked_for_by_its_year_and_stage() -> None:
    book = ledger(line(amount="70"), previous=(Previous("executed", lines=(line(amount="60"),)),))
    assert book.at(Point.of(flow="expenditure", year="2026", stage="executed")) == 60
    assert book.at(Point.of(flow="expenditure", year="2026", stage="budget")) == 0
    assert book.at(Point.of(flow="expenditure")) == 70


def test_projects_are_known_by_their_names_as_readers_fold_them() -> None:
    project = Project("P1", "窗口，改造", "318001")
    book = ledger(line(amount="9", nature="specific", project="P1"), projects=(project,))
    assert book.at(Point.of(flow="expenditure", project="窗口,改造")) == 9


@pytest.mark.parametrize("amounts", [("0", "0"), ("5", "-5")])
def test_a_point_has_money_where_any_entry_is_not_zero(amounts: tuple[str, str]) -> None:
    book = ledger(*(line(amount=amount) for amount in amounts))
    assert book.at(Point.of(flow="expenditure")) == 0
    assert book.has(Point.of(flow="expenditure")) == (amounts != ("0", "0"))


def test_members_are_the_leaves_that_have_money() -> None:
    book = ledger(line("2010306"), line("2080505", "0"), line("2010301"), units=(Unit("318001", "本级"),))
    assert book.members_of(Dimension.FUNCTION, Point.of(flow="expenditure")) == ("2010301", "2010306")
    assert book.members_of(Dimension.FUNCTION, Point.of(flow="income")) == ("2010301", "2010306")


NEW = {Dimension.FLOW: "expenditure", Dimension.FUND: "general", Dimension.VINTAGE: "new"}


@pytest.mark.parametrize(
    ("spent", "balance", "settled"),
    [
        ("500", "0", False),  # nothing was left over
        ("500", "49.99", False),  # what was left over prints as 0.00 万元
        ("500", "50", True),
        ("49.99", "50", False),  # this year's money prints as nothing
    ],
)
def test_this_years_money_is_told_from_all_money_where_both_are_printed(
    spent: str, balance: str, *, settled: bool
) -> None:
    receipts = (Receipt("318001", "general", Decimal(spent)), Receipt("318001", "general", Decimal(balance), "opening"))
    book = ledger(line(amount=spent), line(amount=balance, vintage="carried"), receipts=receipts)
    assert (book.settle(NEW, Decimal(50)).get(Dimension.VINTAGE) == "current") == settled


def test_a_part_of_a_fund_that_has_only_balances_has_nothing_this_year() -> None:
    receipts = (Receipt("318001", "general", Decimal(500)), Receipt("318001", "general", Decimal(80), "opening"))
    book = ledger(
        line(amount="500", nature="personnel"),
        line(amount="80", nature="public_use", vintage="carried"),
        receipts=receipts,
    )
    part = book.settle({**NEW, Dimension.NATURE: "public_use"}, Decimal(50))
    assert book.at(Point.of(part)) == 0
