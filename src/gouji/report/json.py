"""Machine output of a whole document: figures, tables and reports as JSON (the contract is in ARCHITECTURE)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import cast

from gouji.model.claim import Claim, ClaimSet, Fact
from gouji.model.document import Document, Place
from gouji.model.goal import Goal
from gouji.model.table import Entry, Row, Table
from gouji.report.record import Json, Record, dump, place_record, row_record, summary_to_record, table_record
from gouji.report.summary import RowName, Summary, claim_to_figure


def summary_to_json(summary: Summary) -> str:
    """The report of one document."""
    return dump(summary_to_record(summary), indent=1) + "\n"


def claim_to_record(claim: Claim, claims: ClaimSet) -> Record:
    """One figure: what it prints, where, what it is worth, and its point or why it has none."""
    figure = claim_to_figure(claim, claims)
    amount = claim.amount
    return {
        "id": claim.id,
        "kind": claim.kind,
        "table": table_record(figure.table),
        "row": row_record(figure.row),
        "column": list(claim.column),
        "text": claim.source.text,
        "value": _decimal(amount.value),
        "unit": amount.unit,
        "yuan": _decimal(amount.yuan),
        "point": {dimension.value: member for dimension, member in claim.point} if claim.point is not None else None,
        "unbound": claim.unbound,
        **place_record(figure.place),
        "sentence": claim.sentence,
        "doubt": claim.doubt,
    }


def claim_set_to_json(claims: ClaimSet) -> str:
    """The whole document as read: facts with their evidence, tables with every cell, sentences that hold figures."""
    record: Record = {
        "document": _read_document(claims),
        "tables": [_table(table, claims) for table in claims.tables],
        "sentences": list(_sentences(claims)),
        "goals": [_goal(goal) for goal in claims.goals],
    }
    return dump(record, indent=1) + "\n"


def _goal(goal: Goal) -> Record:
    return {
        "scope": goal.scope,
        "name": goal.name,
        "code": goal.code or None,
        "table": goal.table,
        "row": goal.row,
        "fields": dict(goal.fields),
        "purpose": goal.purpose or None,
        "goal": goal.goal or None,
        "term_goal": goal.term_goal or None,
        "plan": [{"month": month, "text": text} for month, text in goal.plan],
        "indicators": [
            {**asdict(indicator), "previous": list(indicator.previous), "row": row, "claim": claim or None}
            for indicator, row, claim in zip(goal.indicators, goal.rows, goal.claims, strict=True)
        ],
    }


def _read_document(claims: ClaimSet) -> Record:
    facts = claims.facts
    files: list[Json] = [
        {
            "sha256": document.sha256,
            "name": document.name,
            "format": document.format,
            "pages": len(document.pages),
            "unread": _unread_pages(document),
            "notices": list(document.notices),
        }
        for document in claims.documents
    ]
    first = cast("Record", files[0]) if files else {}
    return {
        **first,
        "kind": facts.kind.value,
        "entity": facts.entity.value if facts.entity else None,
        "year": facts.year.value if facts.year else None,
        "stage": facts.stage.value if facts.stage else None,
        "scope": facts.scope.value if facts.scope else None,
        "unit": facts.unit.value if facts.unit else None,
        "evidence": {name: _evidence(getattr(facts, name)) for name in ("kind", "entity", "year", "stage", "scope")},
        "files": files,
    }


def _evidence(fact: Fact | None) -> Json:
    return {"text": fact.evidence, **place_record(fact.place)} if fact else None


def _unread_pages(document: Document) -> list[Json]:
    return [{"page": page.number, "reason": page.unread} for page in document.pages if page.unread is not None]


def _table(table: Table, claims: ClaimSet) -> Record:
    return {
        "number": table.number,
        "title": table.title,
        "unit": table.unit,
        "pages": list(table.pages),
        "kind": table.kind,
        "file": table.document,
        "columns": [{"path": list(column.path), "unit": column.unit} for column in table.columns],
        "above": list(table.above),
        "below": list(table.below),
        "cells": [cell for row in table.rows for cell in _cells(row)],
    }


def _cells(row: Row) -> Iterator[Record]:
    """The row's cells, each once: labels and codes first, then entries."""
    name = row_record(RowName(row.code, row.label, row.path))
    entered = {entry.column.path for entry in row.entries}
    for header, text in row.labels:
        if (header,) not in entered and text:
            yield {
                "row": name,
                "role": row.role,
                "column": [header],
                "text": text,
                "doubt": None,
                **place_record(Place()),
            }
    for entry in row.entries:
        yield {"row": name, "role": row.role, **_entry(entry)}


def _entry(entry: Entry) -> Record:
    place = entry.places[0] if entry.places else Place()
    return {"column": list(entry.column.path), "text": entry.text, "doubt": entry.doubt, **place_record(place)}


def _sentences(claims: ClaimSet) -> Iterator[Record]:
    """Sentences that hold figures, in the order of the document, each with the ids of its claims."""
    by_sentence: dict[tuple[str, Place], list[Json]] = {}
    for claim in claims.claims:
        if claim.sentence is not None:
            by_sentence.setdefault((claim.sentence, claim.source.place), []).append(claim.id)
    for (text, place), identifiers in by_sentence.items():
        yield {"text": text, "claims": identifiers, **place_record(place)}


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
