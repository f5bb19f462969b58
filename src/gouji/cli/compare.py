"""`gouji compare`: files held against each other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.exits import ExitCode, worst
from gouji.cli.options import language_option, limit_options, make_limits
from gouji.cli.output import ProgressLine, terminal_width, write_output

if TYPE_CHECKING:
    from gouji.corpus.comparisons import ComparisonForm, ComparisonOrder, Input
    from gouji.model.claim import ClaimSet
    from gouji.model.finding import Severity
    from gouji.read.limits import Limits
    from gouji.report.words import Language


@click.command()
@click.argument("paths", metavar="A B...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "html", "xlsx"]),
    default="terminal",
    show_default=True,
    help="报告形式。Form of the report.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。Write to a file.")
@click.option(
    "--relation",
    type=click.Choice(["years", "final", "units", "versions"]),
    help="指明文件之间的关系（units 时第一个是部门），默认由内容判断。What the files are to each other "
    "(units: the department first); default: found from their content.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "notice", "never"]),
    default="error",
    show_default=True,
    help="达到此级别的问题使退出码为 1。Findings of this level or above make the exit code 1.",
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="同时读取几个文件，默认为核数。Files read at once.")
@language_option
@limit_options
def compare(
    paths: tuple[Path, ...],
    form: ComparisonForm,
    output: Path | None,
    relation: str | None,
    fail_on: str,
    jobs: int | None,
    language: Language,
    max_bytes: int | None,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """比较文件：两个年度、预算与决算、部门与单位、草案与公开文件。

    Compares files: two years of a department, a budget and its final account, a department and its units, a draft and
    the published file. What they are is found from their content. A folder is one budget in several files.
    """
    from gouji.corpus.comparisons import ComparisonOrder
    from gouji.model.finding import Severity

    if len(paths) < 2:
        raise click.UsageError("请给出两份或更多文件。Give two files or more.")
    threshold = None if fail_on == "never" else Severity(fail_on)
    limits = make_limits(max_bytes, max_pages, max_seconds, max_memory)
    order = ComparisonOrder(form, language, terminal_width(output), relation)
    codes, sides = _read(paths, limits, jobs, language)
    if len(sides) < 2:
        click.echo(
            _pick(("可读的文件不足两份，未作比较", "fewer than two files could be read: not compared"), language),
            err=True,
        )
        return worst(codes)
    return worst((*codes, _compare(sides, order, limits, threshold, output)))


def _read(
    paths: tuple[Path, ...], limits: Limits, jobs: int | None, language: Language
) -> tuple[list[ExitCode], list[tuple[Input, str, ClaimSet]]]:
    """What could be read; what could not is told on stderr."""
    from gouji.corpus.comparisons import read_sides
    from gouji.corpus.run import default_jobs
    from gouji.report.files import Fault, fault_words

    inputs = [_input(path) for path in paths]
    progress = ProgressLine()
    codes = [ExitCode.CLEAN]
    sides: list[tuple[Input, str, ClaimSet]] = []
    for given, files, outcome in zip(
        paths, inputs, read_sides(inputs, limits, jobs or default_jobs(), progress.show), strict=True
    ):
        progress.clear()
        if isinstance(outcome, Fault):
            click.echo(fault_words(str(given), outcome, language), err=True)
            codes.append(ExitCode.INTERNAL if outcome.internal else ExitCode.UNREADABLE)
        else:
            sides.append((files, str(given), outcome))
    return codes, sides


def _input(path: Path) -> Input:
    """The files of one side; what a folder holds is one budget."""
    from gouji.corpus.find import find_files

    if not path.is_dir():
        return (path,)
    files = tuple(find_files((path,)))
    if not files:
        raise click.UsageError(f"{path}{os.sep} 中没有可读的文件。No files in that folder.")
    return files


def _compare(
    sides: list[tuple[Input, str, ClaimSet]],
    order: ComparisonOrder,
    limits: Limits,
    threshold: Severity | None,
    output: Path | None,
) -> ExitCode:
    from gouji.corpus.comparisons import compare_sides
    from gouji.report.files import Fault, fault_words

    compared = compare_sides(sides, order, limits)
    if isinstance(compared, Fault):
        click.echo(fault_words(" + ".join(name for _, name, _ in sides), compared, order.language), err=True)
        return ExitCode.INTERNAL if compared.internal else ExitCode.UNREADABLE
    write_output(compared.content, output)
    if not compared.bonds:
        told = (
            "看不出这些文件之间的关系，未作比较；如确有关系，请用 --relation 指明",
            "what these files are to each other was not found: nothing compared; say it with --relation",
        )
        click.echo(_pick(told, order.language), err=True)
        return ExitCode.USAGE
    reached = threshold is not None and compared.reaches(threshold)
    return ExitCode.FINDINGS if reached else ExitCode.CLEAN


def _pick(told: tuple[str, str], language: Language) -> str:
    return told[language != "zh"]
