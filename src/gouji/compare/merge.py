"""Several claim sets as one, so that figures of different files can stand in one identity and one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.model.claim import Claim, ClaimSet
from gouji.model.goal import Goal
from gouji.model.statement import Statement


def merge_claim_sets(sets: Sequence[ClaimSet]) -> ClaimSet:
    """All that was read of the documents; ids become "side:id", sides from 1; facts are the first's.

    Table indexes are shifted; the tables' own numbers stay as they are in their document.
    """
    shifted = []
    tables, documents = 0, 0
    for number, claims in enumerate(sets, 1):
        shifted.append(_shift(claims, f"{number}:", tables, documents))
        tables += len(claims.tables)
        documents += len(claims.documents)
    return ClaimSet(
        documents=tuple(document for each in shifted for document in each.documents),
        facts=sets[0].facts,
        tables=tuple(table for each in shifted for table in each.tables),
        claims=tuple(claim for each in shifted for claim in each.claims),
        goals=tuple(goal for each in shifted for goal in each.goals),
        statements=tuple(statement for each in shifted for statement in each.statements),
        passages=tuple(passage for each in shifted for passage in each.passages),
    )


def side_of(identifier: str) -> int:
    """The side that a merged claim belongs to, from 0.

    >>> side_of("2:c17")
    1
    """
    return int(identifier.partition(":")[0]) - 1


def _shift(claims: ClaimSet, prefix: str, tables: int, documents: int) -> ClaimSet:
    return replace(
        claims,
        tables=tuple(replace(table, document=table.document + documents) for table in claims.tables),
        claims=tuple(_claim(claim, prefix, tables) for claim in claims.claims),
        goals=tuple(_goal(goal, prefix, tables) for goal in claims.goals),
        statements=tuple(_statement(statement, prefix) for statement in claims.statements),
        passages=tuple(replace(passage, document=passage.document + documents) for passage in claims.passages),
    )


def _claim(claim: Claim, prefix: str, tables: int) -> Claim:
    table = None if claim.table is None else claim.table + tables
    return replace(claim, id=prefix + claim.id, table=table)


def _goal(goal: Goal, prefix: str, tables: int) -> Goal:
    ids = tuple(prefix + claim if claim else "" for claim in goal.claims)
    return replace(goal, table=goal.table + tables, claims=ids)


def _statement(statement: Statement, prefix: str) -> Statement:
    return replace(statement, total=prefix + statement.total, parts=tuple(prefix + part for part in statement.parts))
