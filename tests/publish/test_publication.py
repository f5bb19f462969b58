"""A budget becomes a publication wholly or not at all, and is never replaced silently."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.model.budget import Budget
from gouji.publish.erratum import Correction
from gouji.publish.publication import build_publication
from gouji.publish.store import PublishError
from gouji.publish.verify import verify_publication

_ASKED = '缺少“项目支出”的增减原因：请在“变动原因”表填写，“哪一项”选或填“项目支出”（文本文件：reasons."project"）'
MARCH = Correction(date(2026, 3, 2), "养老保险缴费计算有误")


def _contents(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def corrected(budget: Budget) -> Budget:
    """The same budget with 1 万元 more of one item, and one sentence of the duties reworded."""
    lines = tuple(
        replace(line, amount=line.amount + 10_000) if line.function == "2080505" else line for line in budget.lines
    )
    first = replace(budget.receipts[0], amount=budget.receipts[0].amount + 10_000)
    texts = {**budget.texts, "duties": "负责政务服务和行政审批。\n负责热线办理。"}
    return replace(budget, lines=lines, receipts=(first, *budget.receipts[1:]), texts=texts)


def test_every_format_is_written_and_every_figure_of_each_is_proved(published: Path) -> None:
    assert {
        "budget.pdf",
        "budget.docx",
        "budget.xlsx",
        "index.html",
        "data/figures.csv",
        "datapackage.json",
        "budget.toml",
        "proof.json",
        "manifest.json",
    } == {name for name in _contents(published) if not name.startswith("data/tables/")}
    proof = json.loads((published / "proof.json").read_bytes())
    figures = [file["figures"] for file in proof["files"]]
    assert len(figures) == 5
    assert all(each["expected"] == each["equal"] > 150 and not each["extra"] for each in figures)
    assert verify_publication(published).holds


def test_the_same_budget_gives_the_same_bytes(published: Path, budget: Budget, tmp_path: Path) -> None:
    build_publication(budget, tmp_path / "again", day=date(2026, 2, 20))
    assert _contents(published) == _contents(tmp_path / "again")


def test_what_stands_there_already_is_left_alone(published: Path, budget: Budget) -> None:
    before = (published / "manifest.json").stat().st_mtime_ns
    assert build_publication(budget, published, day=date(2026, 2, 20)).outcome == "unchanged"
    assert before == (published / "manifest.json").stat().st_mtime_ns


def test_a_touched_file_is_never_taken_for_up_to_date(published: Path, budget: Budget) -> None:
    (published / "budget.pdf").write_bytes(b"%PDF-")
    with pytest.raises(PublishError) as refused:
        build_publication(budget, published, day=date(2026, 2, 20))
    assert refused.value.code == "published"


def test_no_date_comes_from_a_clock(budget: Budget, tmp_path: Path) -> None:
    build_publication(budget, tmp_path / "out", ("csv",))
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["date"] is None


def test_a_fault_in_the_entries_stops_it_and_writes_nothing(budget: Budget, tmp_path: Path) -> None:
    unbalanced = replace(budget, receipts=(replace(budget.receipts[0], amount=Decimal(1)), *budget.receipts[1:]))
    made = build_publication(unbalanced, tmp_path / "out", ("csv",))
    assert ("stopped", {"entry"}) == (made.outcome, {note.kind for note in made.obstacles})
    assert not (tmp_path / "out").exists()


def test_a_missing_reason_is_named_together_with_what_does_not_balance(budget: Budget, tmp_path: Path) -> None:
    short = replace(budget, receipts=budget.receipts[1:], reasons={"basic": "人员增加"})
    made = build_publication(short, tmp_path / "out", ("csv",))
    assert [note.kind for note in made.obstacles] == ["entry", "text"]
    assert made.obstacles[1].words[0] == _ASKED


def test_a_missing_reason_stops_it_and_is_named(budget: Budget, tmp_path: Path) -> None:
    made = build_publication(replace(budget, reasons={"basic": "人员增加"}), tmp_path / "out", ("csv",))
    assert (
        made.outcome,
        [note.words[0] for note in made.obstacles if note.kind == "text"],
    ) == ("stopped", [_ASKED])


def test_a_draft_is_built_all_the_same_and_says_so(budget: Budget, tmp_path: Path) -> None:
    made = build_publication(replace(budget, reasons={}), tmp_path / "out", ("docx", "pdf", "xlsx", "html"), draft=True)
    assert (made.outcome, json.loads(made.files["manifest.json"])["draft"]) == ("written", True)
    assert all(proof.holds for proof in made.proofs)


def test_a_draft_gives_way_to_the_publication(budget: Budget, tmp_path: Path) -> None:
    build_publication(budget, tmp_path / "out", ("csv",), draft=True)
    assert build_publication(budget, tmp_path / "out", ("csv",)).outcome == "written"
    assert not json.loads((tmp_path / "out" / "manifest.json").read_bytes())["draft"]


def test_a_publication_is_not_replaced_by_another_nor_by_a_draft(published: Path, corrected: Budget) -> None:
    before = _contents(published)
    for draft in (False, True):
        with pytest.raises(PublishError) as refused:
            build_publication(corrected, published, draft=draft)
        assert refused.value.code == "published"
    assert before == _contents(published)


def test_a_correction_tells_every_change_and_keeps_the_old_files(published: Path, corrected: Budget) -> None:
    before = _contents(published)
    made = build_publication(corrected, published, correction=MARCH)
    [erratum] = json.loads(made.files["manifest.json"])["errata"]
    kept = {name: data for name, data in made.files.items() if name.startswith("superseded/2026-03-02/")}
    assert before == {name.removeprefix("superseded/2026-03-02/"): data for name, data in kept.items()}
    assert ("2026-03-02", MARCH.reason) == (erratum["date"], erratum["reason"])
    assert {"erratum-2026-03-02.pdf", "erratum-2026-03-02.docx", "erratum-2026-03-02.html"} == set(erratum["files"])
    told = {(change["table"], change["before"], change["after"]) for change in erratum["changes"]}
    assert ("部门预算支出总表", "65.15", "66.15") in told
    assert ("", "负责政务服务和审批。", "负责政务服务和行政审批。") in told
    assert verify_publication(published).holds


def test_a_correction_corrected_keeps_both_older_ones(published: Path, budget: Budget, corrected: Budget) -> None:
    build_publication(corrected, published, ("docx", "csv"), correction=MARCH)
    build_publication(budget, published, ("docx", "csv"), correction=Correction(MARCH.day, "上次更正有误"))
    errata = json.loads((published / "manifest.json").read_bytes())["errata"]
    assert [erratum["superseded"] for erratum in errata] == ["superseded/2026-03-02", "superseded/2026-03-02-2"]
    assert verify_publication(published).holds


@pytest.mark.parametrize(
    ("code", "draft", "reason"),
    [("draft_correction", True, "有误"), ("no_reason", False, " "), ("no_change", False, "有误")],
)
def test_a_correction_that_makes_no_sense_is_refused(
    published: Path, budget: Budget, code: str, draft: bool, reason: str
) -> None:
    with pytest.raises(PublishError) as refused:
        build_publication(budget, published, draft=draft, correction=Correction(MARCH.day, reason))
    assert code == refused.value.code


def test_nothing_can_be_corrected_where_nothing_was_published(budget: Budget, tmp_path: Path) -> None:
    with pytest.raises(PublishError) as refused:
        build_publication(budget, tmp_path / "out", correction=MARCH)
    assert refused.value.code == "nothing_published"
