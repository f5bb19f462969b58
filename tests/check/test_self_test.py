"""The self-test tells what a whole check would have found, the same every time, and says when time was over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from gouji.check.figures import open_book, reopen_book
from gouji.check.planting import Subject, how_held, make_subject, plant_somewhere, score_slip
from gouji.check.run import check_claims, find_mistakes
from gouji.check.self_test import run_self_test
from gouji.check.slips import KINDS, SlipKind
from gouji.check.study import study_again
from gouji.check.word_slips import WORD_KINDS
from gouji.model.claim import ClaimSet
from gouji.pipeline import read_file

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def claims() -> ClaimSet:
    return read_file(EXAMPLES / "clean.xlsx")


@pytest.fixture(scope="module")
def subject(claims: ClaimSet) -> Subject:
    return make_subject(claims)


@pytest.mark.parametrize("kinds", [KINDS[::4], pytest.param(KINDS, marks=pytest.mark.slow)])
def test_checking_again_where_a_figure_changed_gives_just_what_a_whole_check_gives(
    subject: Subject, kinds: tuple[SlipKind, ...]
) -> None:
    random = Random(7)
    for kind in kinds:
        slip = plant_somewhere(subject, kind, subject.figures, random)
        if slip is None:
            continue
        whole = check_claims(slip.claims)
        again = study_again(subject.study, slip.claims)
        assert tuple(outcome for _, outcome in again.tried()) == whole.outcomes
        equations = {outcome.identity.code for outcome in whole.outcomes}
        told = {finding for finding in whole.findings if finding.code in equations}
        assert set(find_mistakes(again)) == told


def test_a_book_opened_again_holds_what_one_opened_anew_holds(subject: Subject) -> None:
    slip = plant_somewhere(subject, KINDS[0], subject.held, Random(3))
    assert slip is not None
    again, anew = reopen_book(subject.study.book, slip.claims), open_book(slip.claims)
    assert [(figure.key, figure.value, figure.quantum) for figure in again.figures] == [
        (figure.key, figure.value, figure.quantum) for figure in anew.figures
    ]
    assert [(sheet.name, list(sheet.cells)) for sheet in again.sheets] == [
        (sheet.name, list(sheet.cells)) for sheet in anew.sheets
    ]
    (key,) = slip.changes
    table = subject.field.by_id[key].table
    kept = [sheet for sheet in again.sheets if sheet.number != table]
    assert kept
    assert all(any(sheet is old for old in subject.study.book.sheets) for sheet in kept)


def test_the_same_seed_gives_the_same_answer(claims: ClaimSet) -> None:
    assert run_self_test(claims, each=1, seed=4) == run_self_test(claims, each=1, seed=4)
    assert run_self_test(claims, each=1, seed=4) != run_self_test(claims, each=1, seed=5)


def test_every_kind_is_counted_and_the_counts_fit_together(claims: ClaimSet) -> None:
    told = run_self_test(claims, each=2)
    assert [kind.name for kind in told.kinds] == [kind.name for kind in KINDS]
    assert told.complete
    assert [kind.name for kind in told.in_words] == [kind.name for kind in WORD_KINDS]
    assert told.wanted == 2 * (len(KINDS) + len(WORD_KINDS))
    assert sum(1 for kind in told.kinds if kind.planted) >= 25
    for kind in (*told.kinds, told.total):
        assert kind.first <= kind.three <= kind.caught <= kind.planted
        assert kind.covered_caught <= kind.covered <= kind.held <= kind.planted
    assert told.total.covered_caught >= 0.95 * told.total.covered
    assert told.total.first >= 0.8 * told.total.caught


def test_a_test_that_is_stopped_says_so_and_keeps_what_it_has(claims: ClaimSet) -> None:
    told = run_self_test(claims, each=2, go_on=lambda done, planned: done < 5)
    assert not told.complete
    assert (told.wanted, told.total.planted) == (2 * (len(KINDS) + len(WORD_KINDS)), 5)
    assert all(kind.planted == 0 for kind in told.in_words)


def test_a_slip_that_nothing_holds_is_not_covered_and_one_that_sums_hold_is_caught(subject: Subject) -> None:
    kind = next(kind for kind in KINDS if kind.name == "transposed")
    free = [claim for claim in subject.figures if claim.id not in subject.at]
    unheld = plant_somewhere(subject, kind, free, Random(1))
    assert unheld is not None
    assert how_held(subject, unheld) == (False, False)
    held = plant_somewhere(subject, kind, subject.held, Random(1))
    assert held is not None
    score = score_slip(subject, held)
    assert (score.held, score.covered, score.caught, score.rank) == (True, True, True, 0)


def test_a_document_without_figures_is_told_without_a_slip(claims: ClaimSet) -> None:
    told = run_self_test(replace(claims, claims=(), statements=()), each=1)
    assert told.total.planted == 0
    assert told.margin == 1.0


@pytest.mark.slow  # a thousand slips
def test_what_is_predicted_is_what_other_slips_measure(claims: ClaimSet) -> None:
    predicted, measured = (run_self_test(claims, each=20, seed=seed) for seed in (1, 2))
    shares = [told.total.caught / told.total.planted for told in (predicted, measured)]
    assert abs(shares[0] - shares[1]) <= predicted.margin + measured.margin
    known = [told.total.covered_caught / told.total.covered for told in (predicted, measured)]
    assert abs(known[0] - known[1]) <= 0.03
