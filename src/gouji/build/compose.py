"""Budget and pack make an edition: tables, then the document's lines with the tables where it places them.

A document is a template of lines. `# `, `## ` and `### ` begin headings, `@T1` places the table of that key (all of
them where it is printed for every project), `@contents` the contents; every other line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.build.evaluate import Ledger
from gouji.build.grids import build_grid
from gouji.build.tables import build_table
from gouji.build.template import Filler
from gouji.law.packs import Pack, TableForm
from gouji.model.budget import Budget
from gouji.model.edition import Block, Contents, Edition, EditionTable, Heading, Page, Prose, Run
from gouji.model.point import Point

_PLACE = re.compile(r"@[A-Za-z0-9]+")
_HEADING = re.compile(r"#{1,3} ")


@dataclass(frozen=True, slots=True)
class Composed:
    """An edition, and the keys of what it wanted from the officer and did not get (texts.duties, reasons.basic…)."""

    edition: Edition
    unasked: tuple[str, ...]


def compose(budget: Budget, pack: Pack, *, draft: bool = False) -> Composed:
    """The whole publication of a budget in the forms of a pack."""
    ledger = Ledger(budget)
    filler = Filler(ledger, pack)
    tables = {form.key: tuple(_tables(form, ledger, pack, filler)) for form in pack.tables}
    cells = {
        claim.figure.point: claim.figure.id
        for printed in reversed(list(tables.values()))
        for table in reversed(printed)
        for claim in reversed(table.claims)
        if claim.figure.point is not None
    }
    document = filler.fill(pack.document)
    blocks = tuple(_blocks(document, tables, filler, cells))
    cover = tuple(filler.fill_plain(line) for line in pack.cover)
    edition = Edition(
        title=cover[0] if cover else f"{budget.name}{budget.year}年部门预算",
        cover=cover,
        name=budget.name,
        code=budget.code,
        year=budget.year,
        pack=pack.name,
        blocks=blocks,
        page=_page(pack),
        draft=draft,
    )
    return Composed(edition, tuple(dict.fromkeys(filler.unasked)))


def _page(pack: Pack) -> Page:
    usual = Page()
    top, right, bottom, left = usual.margins
    asked = pack.page
    margins = (asked.get("top", top), asked.get("right", right), asked.get("bottom", bottom), asked.get("left", left))
    return Page(margins=margins, size=asked.get("size", usual.size))


def _tables(form: TableForm, ledger: Ledger, pack: Pack, filler: Filler) -> Iterator[EditionTable]:
    """The table of a form; one for every project, unit or task where the form says so."""
    if not form.each:
        yield build_grid(form, filler, {}) if form.grid else build_table(form, ledger, pack)
        return
    for number, member in enumerate(filler.value(form.each + "s"), start=1):
        yield build_grid(form, filler, {form.each: member}, number)


def _blocks(
    document: str, tables: Mapping[str, Sequence[EditionTable]], filler: Filler, cells: Mapping[Point, str]
) -> Iterator[Block]:
    headings = 0
    for line in map(str.strip, document.splitlines()):
        if not line:
            continue
        if line == "@contents":
            yield Contents()
        elif _PLACE.fullmatch(line):  # a name may begin with the sign too
            yield from tables[line[1:]]
        elif _HEADING.match(line):
            headings += 1
            marks, _, text = line.partition(" ")
            plain = "".join(run.text for run in filler.runs(text))
            yield Heading(len(marks), plain, f"h{headings}")
        else:
            yield Prose(tuple(_linked(run, cells) for run in filler.runs(line)))


def _linked(run: Run, cells: Mapping[Point, str]) -> Run:
    """A run whose figure is printed in a table too, with that cell's id."""
    if run.figure is None or run.figure.point is None or run.figure.formula:
        return run
    return replace(run, cell=cells.get(run.figure.point, ""))
