"""Many budgets in one run: each gets its folder or the reason why not, and what stands there already is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.build.text import budget_to_text
from gouji.corpus.builds import BuildOrder, Refusal, build_files
from gouji.model.budget import Budget, Dates, Line, Receipt, Unit
from gouji.publish.summary import BuildSummary
from gouji.report.files import Fault

NAMES = {"301": "青石县林业局", "302": "青石县水务局", "303": "青石县商务局", "304": "青石县文化局"}
ORDER = BuildOrder(formats=("docx", "csv"), today=date(2026, 3, 20))


def _write(folder: Path, code: str, amount: str = "120000.00", **changed: str) -> Path:
    unit = Unit(f"{code}001", f"{NAMES[code]}本级")
    budget = Budget(
        changed.get("pack", "hebei-2024"),
        2026,
        code,
        NAMES[code],
        "县",
        (unit,),
        (Receipt(unit.code, "general", Decimal("120000.00")),),
        (Line(unit.code, "2010301", "30101", "50101", "general", "personnel", Decimal(amount)),),
        texts={"duties": "负责有关工作。", "overall_goal": "做好有关工作。"},
        dates=Dates(finance=date(2026, 3, 2)),
    )
    path = folder / f"{code}.toml"
    path.write_text(budget_to_text(budget), "utf-8")
    return path


def _run(paths: list[Path], out: Path, workers: int = 2) -> list[BuildSummary | Refusal | Fault]:
    jobs = [(path, out / path.stem) for path in paths]
    told = list(build_files(jobs, ORDER, workers))
    assert [path for path, _ in told] == paths
    return [result for _, result in told]


def test_every_budget_gets_its_folder_or_a_reason_in_the_order_given(tmp_path: Path) -> None:
    paths = [
        _write(tmp_path, "301"),
        _write(tmp_path, "302", amount="130000.00"),
        _write(tmp_path, "303", pack="nowhere-2024"),
        _write(tmp_path, "304"),
    ]
    (tmp_path / "305.toml").write_text("pack = ", "utf-8")
    good, unbalanced, packless, fine, broken = _run([*paths, tmp_path / "305.toml"], tmp_path / "out")
    assert isinstance(good, BuildSummary)
    assert isinstance(fine, BuildSummary)
    assert (good.outcome, fine.outcome) == ("written", "written")
    assert isinstance(unbalanced, BuildSummary)
    assert unbalanced.stopped
    assert unbalanced.obstacles
    assert isinstance(broken, Refusal)
    assert broken.kind == "entry"
    assert "TOML" in broken.told[0][0]
    assert isinstance(packless, BuildSummary | Refusal)
    assert "nowhere-2024" in str(packless.told if isinstance(packless, Refusal) else packless.obstacles)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["301", "304"]


def test_a_run_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    paths = [_write(tmp_path, code) for code in ("301", "302")]
    _run(paths[:1], tmp_path / "out")
    before = (tmp_path / "out" / "301" / "manifest.json").stat().st_mtime_ns
    results = _run(paths, tmp_path / "out")
    assert [result.outcome for result in results if isinstance(result, BuildSummary)] == ["unchanged", "written"]
    assert (tmp_path / "out" / "301" / "manifest.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("workers", [1, 2])
def test_deadlines_are_told_for_the_day_given(tmp_path: Path, workers: int) -> None:
    [told] = _run([_write(tmp_path, "301")], tmp_path / "out", workers)
    assert isinstance(told, BuildSummary)
    assert [warns for (chinese, _), warns in told.deadlines if chinese.startswith("部门公开预算")] == [True]
