"""`gouji prove`: whether a publication is as it was published. `gouji deadline`: by when it must be."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.build import DAY
from gouji.cli.exits import ExitCode
from gouji.cli.options import language_option

if TYPE_CHECKING:
    from gouji.report.words import Language


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@language_option
def prove(folder: Path, language: Language) -> int:
    """核验公开文件：清单、每个数字、每处更正；不联网。

    Verifies a publication offline: files against the manifest, every figure against the budget inside.
    """
    from gouji.publish.store import PublishError
    from gouji.publish.summary import verification_lines
    from gouji.publish.verify import verify_publication

    try:
        verification = verify_publication(folder)
    except PublishError as error:
        click.echo((error.chinese, error.english)[language != "zh"], err=True)
        return ExitCode.UNREADABLE
    click.echo("\n".join(verification_lines(verification, language)))
    return ExitCode.CLEAN if verification.holds else ExitCode.FINDINGS


@click.command()
@click.argument("budget", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--today", type=DAY, help="按这一天计算，默认今天。As of this day; default: today.")
@language_option
def deadline(budget: Path, today: datetime | None, language: Language) -> int:
    """由批准、批复日期计算公开期限。

    The days by which a budget must be approved, handed on and published, from the dates in it.
    """
    from gouji.build.validate_faults import BudgetError
    from gouji.publish.deadline import deadlines
    from gouji.publish.load import load_budget

    pick = 0 if language == "zh" else 1
    try:
        dates = load_budget(budget).budget.dates
    except BudgetError as error:
        for fault in error.faults:
            click.echo(fault.told(pick), err=True)
        return ExitCode.UNREADABLE
    found = deadlines(dates, today.date() if today else date.today())
    if not found:
        told = (
            "预算中没有人大批准或财政批复的日期，无法计算期限；请填写 dates 中的 congress 或 finance",
            "the budget has no date of approval to count from; give congress or finance under dates",
        )
        click.echo(told[pick])
    for each in found:
        click.echo(f"{'⚠' if each.warns else '·'} {each.told(pick)}")
    return ExitCode.FINDINGS if any(each.status in ("late", "passed") for each in found) else ExitCode.CLEAN
