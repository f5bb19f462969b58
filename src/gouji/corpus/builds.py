"""Building many publications: each in a process of its own, in the order given; what stands there already is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from gouji.corpus.pool import run_tasks
from gouji.corpus.worker import Done, Progress
from gouji.model.budget import Budget, Line, Receipt, Unit
from gouji.publish.erratum import Correction
from gouji.publish.formats import FORMATS
from gouji.publish.gate import Words
from gouji.publish.summary import BuildSummary
from gouji.read.limits import Limits
from gouji.report.files import Fault

_MODULES = (
    "gouji.publish.publication",
    "gouji.publish.load",
    "gouji.build.validate",
    "gouji.build.workbook.read",
    "gouji.corpus.tasks",
    "jinja2.sandbox",
    "cattrs",
)


_MANY = 5
"""From so many budgets on it pays to fill the caches before workers are forked: a second spent saves one in each."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a budget gave nothing: "entry" (what was entered is no budget), else "order" (what was asked cannot be)."""

    kind: Literal["entry", "order"]
    told: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What is asked of every budget of a run. `today` is for telling deadlines only; it never goes into a file."""

    formats: tuple[str, ...] = FORMATS
    draft: bool = False
    day: date | None = None
    today: date | None = None
    correction: Correction | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class BuildTask:
    """Builds the budget in one file into one folder."""

    path: Path
    out: Path
    order: BuildOrder

    def __call__(self, progress: Progress) -> BuildSummary | Refusal:
        """What building gave, or why it could not."""
        from gouji.build.template import TemplateError
        from gouji.build.validate_faults import BudgetError
        from gouji.law.packs import PackError
        from gouji.publish.load import load_budget
        from gouji.publish.publication import build_publication
        from gouji.publish.store import PublishError
        from gouji.publish.summary import summarize_build

        order = self.order
        try:
            entered = load_budget(self.path)
            made = build_publication(
                entered.budget,
                self.out,
                order.formats,
                draft=order.draft,
                day=order.day,
                correction=order.correction,
                faults=entered.faults(),
            )
        except BudgetError as error:
            return Refusal("entry", tuple((fault.told(0), fault.told(1)) for fault in error.faults))
        except (PackError, PublishError) as error:
            return Refusal("order", ((error.chinese, error.english),))
        except TemplateError as error:
            return Refusal("order", ((f"表样包的文字模板无法填写：{error}", f"a sentence of the pack: {error}"),))
        except OSError as error:
            reason = error.strerror or str(error)
            told = (f"无法写入 {self.out}：{reason}", f"{self.out} cannot be written: {reason}")
            return Refusal("order", (told,))
        return summarize_build(made, entered.budget, str(self.out), order.today)


def build_files(
    jobs: Iterable[tuple[Path, Path]], order: BuildOrder, workers: int
) -> Iterator[tuple[Path, BuildSummary | Refusal | Fault]]:
    """What became of each budget: (file, folder) in, in the order given; never more than a few ahead."""
    listed = list(jobs)
    preload(order.formats)
    if len(listed) >= _MANY:
        _warm(order.formats)
    tasks = (BuildTask(path, out, order) for path, out in listed)
    outcomes = run_tasks(tasks, order.limits, workers)
    for (path, _), outcome in zip(listed, outcomes, strict=True):
        yield path, outcome.value if isinstance(outcome, Done) else outcome


def preload(formats: Iterable[str]) -> None:
    """Imports what every build needs, once, before workers are forked from this process."""
    from importlib import import_module

    from gouji.corpus.tasks import preload as preload_checks

    for name in (*_MODULES, *(f"gouji.build.render.{form}" for form in formats if form != "csv")):
        import_module(name)
    preload_checks()


def _warm(formats: Iterable[str]) -> None:
    """Fills every cache (packs, classifications, templates) by making one small publication here, not written anywhere.

    PDF is left out: its compiler starts threads, and this process forks.
    """
    from gouji.law.packs import load_pack, pack_names
    from gouji.publish.publication import make_publication

    for name in pack_names():
        load_pack(name)
    unit = Unit("301001", "青石县示范局本级")
    money = Decimal(120_000)
    budget = Budget(
        "hebei-2024",
        2026,
        "301",
        "青石县示范局",
        "县",
        (unit,),
        (Receipt(unit.code, "general", money),),
        (Line(unit.code, "2010301", "30101", "50101", "general", "personnel", money),),
        texts={"duties": "负责有关工作。", "overall_goal": "做好有关工作。"},
    )
    make_publication(budget, tuple(form for form in formats if form != "pdf"), draft=True)
