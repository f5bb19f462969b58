"""`gouji new`: an empty workbook for a year's budget, or one begun from last year's publication."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.exits import ExitCode
from gouji.cli.options import language_option, limit_options, make_limits
from gouji.cli.output import ProgressLine

if TYPE_CHECKING:
    from gouji.build.start import Leftover
    from gouji.corpus.tasks import StartTask
    from gouji.model.budget import Budget
    from gouji.report.words import Language


@click.command()
@click.option("--pack", "pack_name", required=True, help="表样包，见 gouji pack list。The place's forms.")
@click.option("--year", type=click.IntRange(2000, 2100), help="预算年度。The year; of --from: the one after it.")
@click.option(
    "--from",
    "published",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="由上年公开文件生成。Begin from last year's publication.",
)
@click.option("--name", default="", help="部门名称。The department's name.")
@click.option("--code", default="", help="部门编码。The department's code.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="budget.xlsx，或 budget.toml（文本）。The workbook, or the same as text.",
)
@click.option("--force", is_flag=True, help="覆盖已有文件。Replace a file that is there.")
@language_option
@limit_options
def new(
    pack_name: str,
    year: int | None,
    published: Path | None,
    name: str,
    code: str,
    output: Path,
    force: bool,
    language: Language,
    max_bytes: int | None,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """新建一份预算工作簿；可由上年公开的文件生成。

    Writes a workbook for a department's budget, empty or begun from last year's publication.
    """
    from gouji.law.packs import PackError, load_pack

    pick = 0 if language == "zh" else 1
    if output.suffix not in (".xlsx", ".toml"):
        raise click.UsageError("输出文件应以 .xlsx 或 .toml 结尾 The output must end in .xlsx or .toml")
    if output.exists() and not force:
        raise click.UsageError(f"{output} 已存在，覆盖请加 --force {output} is there; --force replaces it")
    if published is None and year is None:
        raise click.UsageError("请用 --year 指明年度 Say the year with --year")
    try:
        load_pack(pack_name)
    except PackError as error:
        raise click.BadParameter(f"{error.chinese} {error.english}", param_hint="--pack") from None
    leftovers: tuple[Leftover, ...] = ()
    if published is None:
        budget = _empty(pack_name, year or 0, code, name)
    else:
        from gouji.corpus.tasks import StartTask

        limits = make_limits(max_bytes, max_pages, max_seconds, max_memory)
        begun = _begun(StartTask(published, limits, pack_name, year), language)
        if isinstance(begun, ExitCode):
            return begun
        budget, leftovers = begun
    _write(budget, output)
    click.echo(("已写入", "Written:")[pick] + f" {output}")
    for left in leftovers:
        click.echo(f"  {('未能沿用', 'not taken over')[pick]}：{left.what[pick]}：{left.why[pick]}")
    return ExitCode.CLEAN


def _empty(pack: str, year: int, code: str, name: str) -> Budget:
    from gouji.model.budget import Budget, Unit

    units = (Unit(f"{code}001", f"{name}本级"),) if code else ()
    return Budget(pack=pack, year=year, code=code, name=name, units=units)


def _begun(task: StartTask, language: Language) -> tuple[Budget, tuple[Leftover, ...]] | ExitCode:
    """The budget begun from a publication and what was left over; what to exit with, told, where it cannot be read."""
    from gouji.corpus.pool import run_task
    from gouji.corpus.worker import Done
    from gouji.report.files import fault_words

    progress = ProgressLine()
    outcome = run_task(task, task.limits, progress.show)
    progress.clear()
    if isinstance(outcome, Done):
        return outcome.value
    click.echo(fault_words(str(task.path), outcome, language), err=True)
    return ExitCode.INTERNAL if outcome.internal else ExitCode.UNREADABLE


def _write(budget: Budget, output: Path) -> None:
    if output.suffix == ".toml":
        from gouji.build.text import budget_to_text

        output.write_text(budget_to_text(budget), encoding="utf-8", newline="\n")
        return
    from gouji.build.workbook import write_workbook

    write_workbook(budget, output)
