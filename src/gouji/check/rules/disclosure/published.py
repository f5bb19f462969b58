"""What a document publishes: the titles of its tables (read or only named), and whether it is a whole budget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gouji.check.rules.disclosure.layout import Layout, is_title, key_of, layouts_of, names_of
from gouji.check.same import once
from gouji.law.disclosure import disclosure_law
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.document import Grid
from gouji.model.finding import Quote

_SCHOOL = re.compile(r"(?:大学|学院|学校|中学|小学|幼儿园|医院)$")
_TITLE = re.compile(r"表|预算$|情况$")
_LEAST_TABLES = 6
_LEAST_SECTIONS = 6
_SINCE = 2017  # the first budgets after 财预〔2016〕143号
_LEAST_ENTRIES = 5  # lines of the contents
_OPENING = re.compile(r"^(?!.*项目).*(?:职责|职能|概况|基本情况|简介)")
_HEAD_ROWS = 3  # of a grid: a table's title may stand in its own cells


@once
def is_whole_budget(claims: ClaimSet) -> bool:
    """Whether a document is all of a department's budget for publication: tables and text, every page read.

    A unit's extract, a file of tables or of goals alone, one that begins in the middle, a final account, a school's
    budget (which has a form of its own) and one from before the rules of 2016 are not.
    """
    facts = claims.facts
    if facts.year is not None and facts.year.value.isdigit() and int(facts.year.value) < _SINCE:
        return False
    if facts.kind.value != "budget" or facts.scope is None or facts.scope.value != "department":
        return False
    if any(page.unread for document in claims.documents for page in document.pages):
        return False
    named = facts.entity is not None and _SCHOOL.search(fold(facts.entity.value)) is not None
    return not named and _is_complete(claims)


def _is_complete(claims: ClaimSet) -> bool:
    money = sum(table.kind == "money" for table in claims.tables)
    return money >= _LEAST_TABLES and begins(claims) and sections_told(claims) >= _LEAST_SECTIONS


@once
def begins(claims: ClaimSet) -> bool:
    """Whether a document begins where a disclosure begins: with contents, or with a heading on the duties.

    The second of two files has neither; what it does not tell may stand in the first.
    """
    layouts = layouts_of(claims)
    if any(len(layout.entries) >= _LEAST_ENTRIES for layout in layouts):
        return True
    return any(_OPENING.search(passage.text) and is_title(passage) for layout in layouts for passage in layout.body)


@once
def sections_told(claims: ClaimSet) -> int:
    """Of how many of the subjects that the text must tell of it speaks."""
    texts = [passage.text for layout in layouts_of(claims) for passage in layout.body]
    return sum(any(words.search(text) for text in texts) for words in disclosure_law().sections.values())


@once
def printed_titles(claims: ClaimSet) -> Mapping[str, Quote]:
    """The key of every title that a document prints outside its contents, with its first place."""
    found: dict[str, Quote] = {}
    names = names_of(claims)
    for text, quote in _titles(claims, layouts_of(claims)):
        key = key_of(text, names)
        if key:
            found.setdefault(key, quote)
    return found


def _titles(claims: ClaimSet, layouts: tuple[Layout, ...]) -> Iterator[tuple[str, Quote]]:
    for number, table in enumerate(claims.tables):
        if table.title:
            yield fold(table.title), Quote(table.title, table.place, "witness", table.document, number)
        for above in table.above:
            yield fold(above), Quote(above, table.place, "witness", table.document, number)
    for layout in layouts:
        for passage in layout.body:
            if is_title(passage):
                yield passage.text, Quote(passage.text, passage.places[0], "witness", passage.document)
    for index, document in enumerate(claims.documents):
        for block in document.blocks:
            if isinstance(block, Grid):
                for cell in block.cells:
                    if cell.row < _HEAD_ROWS and _TITLE.search(cell.text):
                        yield fold(cell.text), Quote(fold(cell.text), cell.place, "witness", index)
                if block.place.sheet:
                    yield fold(block.place.sheet), Quote(block.place.sheet, block.place, "witness", index)
