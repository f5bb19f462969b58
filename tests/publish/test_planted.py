"""One figure planted anywhere in a rendered file is found, whatever the figure, the table and the format."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from gouji.build.compose import compose
from gouji.build.render.pdf import MissingCharacterError
from gouji.law.packs import load_pack
from gouji.model.amount import fold
from gouji.model.budget import Budget
from gouji.model.edition import Edition, EditionTable, Expected, Prose
from gouji.publish.formats import FORMATS, NAMES, PublishedFile, prove, render
from gouji.publish.proof import Difference, FileProof

from ..build.strategies import budgets  # noqa: TID252  # tests are no package that could be named


def _plant(edition: Edition, figure: str, text: str) -> Edition:
    """The edition with another text in the cell, or in the sentence, of one figure."""

    def planted(block: object) -> object:
        if isinstance(block, EditionTable):
            body = tuple(
                tuple(replace(cell, text=text) if cell.figure and cell.figure.id == figure else cell for cell in line)
                for line in block.body
            )
            claims = tuple(
                replace(claim, figure=replace(claim.figure, text=text)) if claim.figure.id == figure else claim
                for claim in block.claims
            )
            return replace(block, body=body, claims=claims)
        if isinstance(block, Prose):
            runs = tuple(
                replace(run, text=text) if run.figure and run.figure.id == figure else run for run in block.runs
            )
            return replace(block, runs=runs)
        return block

    return replace(edition, blocks=tuple(planted(block) for block in edition.blocks))


def _other_digit(chance: Random, text: str) -> str:
    place = chance.choice([place for place, character in enumerate(text) if character.isdigit()])
    digit = chance.choice([digit for digit in "123456789" if digit != text[place]])
    return text[:place] + digit + text[place + 1 :]


def _proof(edition: Edition, of: Edition, form: str) -> FileProof:
    proof = prove(edition, PublishedFile(NAMES[form], form, render(of, form)))
    assert proof is not None
    return proof


def _find_in_table(edition: Edition, chance: Random, form: str) -> None:
    places = [(table, claim) for table in edition.tables for claim in table.claims]
    table, claim = chance.choice(places)
    text = _other_digit(chance, claim.figure.text)
    proof = _proof(edition, _plant(edition, claim.figure.id, text), form)
    new = Counter(proof.differences) - Counter(_proof(edition, edition, form).differences)
    assert any(_tells(each, table, claim, text) for each in new), (claim, text, list(new)[:3])


def _tells(each: Difference, table: EditionTable, claim: Expected, text: str) -> bool:
    label = fold(claim.label)
    same = each.table == table.title and (label in each.row or not label)
    return same and (each.kind, each.before, each.after) == ("text", claim.figure.text, text)


@pytest.mark.parametrize("form", ["docx", "html", "csv", "xlsx", "pdf"])
def test_a_figure_of_a_table(edition: Edition, form: str) -> None:
    _find_in_table(edition, Random(form), form)


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("seed", range(4))
def test_a_figure_of_a_sentence(edition: Edition, form: str, seed: int) -> None:
    chance = Random(seed)
    runs = [run for block in edition.blocks if isinstance(block, Prose) for run in block.runs if run.figure]
    run = chance.choice(runs)
    assert run.figure is not None
    text = _other_digit(chance, run.text)
    proof = _proof(edition, _plant(edition, run.figure.id, text), form)
    assert proof.sentences is not None
    [change] = proof.sentences.changes
    assert (change.before, change.after, change.figure) == (run.text, text, True)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", range(20))
def test_a_figure_of_a_table_in_every_format(edition: Edition, form: str, seed: int) -> None:
    _find_in_table(edition, Random(seed), form)


@pytest.mark.slow
@settings(max_examples=20)
@given(budget=budgets(projects=4), seed=st.integers(0, 2**32))
def test_a_figure_of_any_budget(budget: Budget, seed: int) -> None:
    edition = compose(budget, load_pack(budget.pack)).edition
    chance = Random(seed)
    if any(table.claims for table in edition.tables):
        form = chance.choice(FORMATS)
        try:
            proof = _proof(edition, edition, form)
        except MissingCharacterError:
            reject()  # such a name is refused, never printed as an empty box
        if proof.differences:
            reject()  # such a name is not read back: its publication is refused
        _find_in_table(edition, chance, form)
