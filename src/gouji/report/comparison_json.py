"""Machine output of a comparison: files, bonds with their changes, and findings as `gouji check` writes them."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import cast

from gouji.compare.model import Bond, Change, Comparison, Link, ProjectFate, Side, Unmatched
from gouji.report.comparison import summarize_comparison
from gouji.report.record import Json, Record, dump, summary_to_record
from gouji.report.words import Language, choose


def comparison_to_json(comparison: Comparison, language: Language = "zh") -> str:
    """The whole comparison; ids of claims are "file:id", files counted from 1 in the order given."""
    told = summary_to_record(summarize_comparison(comparison, language))
    document = cast("Record", told.pop("document"))
    record: Record = {
        "files": [_side(side, document, language) for side in comparison.sides],
        "relations": [_link(link, language) for link in comparison.links],
        "not_compared": [
            {"file": number + 1, "reason": choose(reason, language)} for number, reason in comparison.strangers
        ],
        **told,
    }
    return dump(record, indent=1) + "\n"


def _side(side: Side, document: Record, language: Language) -> Record:
    files = cast("list[Json]", document["files"])
    return {
        "number": side.number + 1,
        "name": side.name,
        "label": choose(side.label, language),
        "entity": side.entity,
        "year": side.year,
        "kind": side.facts.kind.value,
        "stage": side.stage,
        "scope": side.facts.scope.value if side.facts.scope is not None else None,
        "documents": [files[number] for number in side.documents],
    }


def _link(link: Link, language: Language) -> Record:
    return {
        **_bond(link.bond, language),
        "changes": [_change(change) for change in link.changes],
        "projects": [_project(project) for project in link.projects],
        "names": [{key: value or None for key, value in asdict(each).items()} for each in link.names],
        "goals": [{key: value or None for key, value in asdict(each).items()} for each in link.goals],
        "unmatched": [_unmatched(each, language) for each in link.unmatched],
    }


def _bond(bond: Bond, language: Language) -> Record:
    return {
        "kind": bond.kind.value,
        "before": [number + 1 for number in bond.before],
        "after": bond.after + 1,
        "evidence": choose(bond.evidence, language),
    }


def _change(change: Change) -> Record:
    return {
        "point": {dimension.value: member for dimension, member in change.point},
        "view": change.view,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "unit": change.unit,
        "value_before": _text(change.value_before),
        "value_after": _text(change.value_after),
        "difference": _text(change.difference),
        "rate": _text(change.rate),
    }


def _project(project: ProjectFate) -> Record:
    return {
        "fate": project.fate,
        "name": project.name,
        "was": project.was or None,
        "code": project.code or None,
        "matched": project.matched or None,
        "before": project.before,
        "after": project.after,
        "unit": project.unit or None,
        "value_before": _text(project.value_before),
        "value_after": _text(project.value_after),
    }


def _unmatched(each: Unmatched, language: Language) -> Record:
    return {
        "file": each.side + 1,
        "what": choose(each.what, language),
        "reason": choose(each.reason, language),
        "count": each.count,
        "examples": list(each.examples),
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
