"""From tables to claims: every printed figure with its source, bound to a point or unbound with the reason.

    title ─┐
    column ├─ read_label (law/vocabulary, law/classifications) ─▶ Partial ─join─▶ Point
    row   ─┘                                    what is not understood ─▶ the reason why a figure is unbound

A figure is never bound by a guess: every word of its title, header path and row label must be understood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gouji.law.vocabulary import TITLE, read_label
from gouji.model.amount import Amount, fold, parse_number
from gouji.model.claim import Claim, ClaimSet, Facts, Source
from gouji.model.document import Document
from gouji.model.point import Point
from gouji.model.table import Entry, Row, Table
from gouji.read.bind.columns import read_columns
from gouji.read.bind.entities import Entities, collect_entities, looks_like_entity
from gouji.read.bind.forms import form_claims
from gouji.read.bind.partial import Partial, from_reading
from gouji.read.bind.points import Frame, make_frame, make_point
from gouji.read.bind.projects import unify_projects
from gouji.read.bind.repeats import unbind_repeats
from gouji.read.bind.rows import read_rows
from gouji.read.bind.units import unit_of
from gouji.read.bind.vintage import tell_uses, tell_vintage
from gouji.read.bind.wrong_units import correct_units
from gouji.read.facts import document_facts
from gouji.read.goals import tables_to_goals
from gouji.read.sentences.passages import documents_to_passages
from gouji.read.sentences.read import read_sentences

_SAYING = frozenset({"side", "flow", "fund", "nature", "item"})
_CLASSES = {"工资福利支出": "301", "商品和服务支出": "302", "对个人和家庭的补助": "303", "资本性支出": "310"}
"""Economic classes that have tables of their own, and whose names mean nothing else."""
_NOT_FIGURES = frozenset({"序号", "行次", "栏次", "备注", "科目编码", "编码"})


@dataclass(frozen=True, slots=True)
class _Context:
    """What binding a table needs besides the table."""

    facts: Facts
    entities: Entities
    hashes: tuple[str, ...]

    def source(self, table: Table, entry: Entry) -> Source:
        """Where an entry was printed."""
        sha256 = self.hashes[table.document] if table.document < len(self.hashes) else ""
        return Source(sha256, entry.places, entry.text)


def tables_to_claims(documents: Sequence[Document], tables: Sequence[Table]) -> ClaimSet:
    """Every figure of the tables as a claim, in reading order, with what the documents say of themselves."""
    facts = document_facts(documents, tables)
    entities = collect_entities(tables, facts.entity.value if facts.entity is not None else None)
    context = _Context(facts, entities, tuple(document.sha256 for document in documents))
    claims: list[Claim] = []
    for index, table in enumerate(tables):
        claims.extend(_table_claims(index, table, context))
    bound = tell_uses(tell_vintage(unbind_repeats(tables, unify_projects(tables, claims))))
    right = correct_units(tables, bound)
    numbered = tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(right, 1))
    passages = tuple(documents_to_passages(documents))
    told, statements = read_sentences(documents, passages, numbered, facts)
    return ClaimSet(
        documents=tuple(documents),
        facts=facts,
        tables=tuple(tables),
        claims=(*numbered, *told),
        goals=tables_to_goals(tables, numbered),
        statements=statements,
        passages=passages,
    )


def _table_claims(index: int, table: Table, context: _Context) -> Iterator[Claim]:
    if table.kind == "form":
        yield from form_claims(index, table, context.facts, context.source)
        return
    title = read_title(table, context.entities)
    columns = read_columns(table, title)
    year = int(context.facts.year.value) if context.facts.year is not None else None
    rows = read_rows(table, title, context.entities, year)
    frame = make_frame(context.facts, columns)
    for row in table.rows:
        heads = Counter(entry.column.path for entry in row.entries if parse_number(entry.text) is not None)
        for entry in row.entries:
            claim = _claim(index, table, row, entry, (title, columns, rows[row.index], frame), context)
            if claim is not None and claim.point is not None and heads[entry.column.path] > 1:
                reason = f"同一行有几个数都在“{'/'.join(entry.column.path)}”栏下，分不清各是什么"
                claim = replace(claim, point=None, unbound=reason)
            if claim is not None:
                yield claim


def read_title(table: Table, entities: Entities) -> Partial:
    """What a table's title says; the department's name in front of it says nothing."""
    title = fold(table.title)
    for name in filter(None, (entities.own, *entities.codes)):
        title = title.removeprefix(name) if title != name else title
    if not title:
        return Partial({}, "表没有表名")
    told = _read_title_words(table, title)
    if told.reason is not None:
        for name, code in _CLASSES.items():
            if name in title:
                without = _read_title_words(table, title.replace(name, "支出"))
                return without.having(economic=code)
    return told


def _read_title_words(table: Table, title: str) -> Partial:
    reading = read_label(title, TITLE)
    if reading.unknown and title.startswith(reading.unknown[0]) and looks_like_entity(reading.unknown[0]):
        reading = read_label(title.removeprefix(reading.unknown[0]), TITLE)
    if reading.understood and not _SAYING & reading.sets.keys():
        return Partial(reading.sets, f"表名“{table.title}”没有说明是哪些资金的收入或支出")
    return from_reading(reading, "表名", table.title)


def _claim(
    index: int,
    table: Table,
    row: Row,
    entry: Entry,
    said: tuple[Partial, Mapping[tuple[str, ...], Partial], Partial, Frame],
    context: _Context,
) -> Claim | None:
    """The claim of one entry; None where the entry prints no number, or one that is no figure (a serial number)."""
    number = parse_number(entry.text)
    title, columns, own, frame = said
    column = columns[entry.column.path]
    if number is None or (entry.column.path and entry.column.path[-1] in _NOT_FIGURES):
        return None
    if column.get("list") is not None and column.get("measure") is None:
        column = Partial(column.sets, f"列“{'/'.join(entry.column.path)}”是科目或名称栏，不应有金额")
    point = make_point(title, column, own, frame)
    unit, doubt = unit_of(number, entry.column, row, column, table, context.facts)
    return Claim(
        id="",
        kind="cell",
        amount=Amount(number.value, number.decimals, unit),
        source=context.source(table, entry),
        table=index,
        row=row.index,
        column=entry.column.path,
        point=point if isinstance(point, Point) else None,
        unbound=None if isinstance(point, Point) else point,
        doubt=entry.doubt or doubt,
    )
