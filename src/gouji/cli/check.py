"""`gouji check`: one file, files that make up one budget, or as many as you like."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from gouji.cli.exits import ExitCode, exit_code, worst
from gouji.cli.options import language_option, limit_options, make_limits
from gouji.cli.output import ProgressLine, give_up_stdout, terminal_width, write_output

if TYPE_CHECKING:
    from gouji.corpus.sinks import Pages
    from gouji.corpus.state import State
    from gouji.model.finding import Severity
    from gouji.read.limits import Limits
    from gouji.report.files import FileReport
    from gouji.report.words import Language

Form = Literal["terminal", "json", "jsonl", "html", "xlsx", "sarif"]
STATE_NAME = "gouji-state.jsonl"


@click.command()
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "jsonl", "html", "xlsx", "sarif"]),
    default="terminal",
    show_default=True,
    help="报告形式。Form of the report.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="写入文件；多个文件的 html 写入文件夹。Write to a file; html of many files: a folder.",
)
@click.option(
    "--together", is_flag=True, help="这些文件合为一份预算（如表格与说明分开）。The files make up one budget."
)
@click.option(
    "--self-test",
    is_flag=True,
    help="在本文件的数字中随机种入差错，报告能查出多少。Plants slips in its figures; counts those caught.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "notice", "never"]),
    default="error",
    show_default=True,
    help="达到此级别的问题使退出码为 1。Findings of this level or above make the exit code 1.",
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="同时检查几个文件，默认为核数。Files at once.")
@click.option(
    "--state",
    "state_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="记录进度的文件，中断后可续查。Where progress is kept, so that an interrupted run can go on.",
)
@click.option("--resume/--no-resume", default=True, show_default=True, help="沿用记录的结果。Use what --state keeps.")
@language_option
@limit_options
def check(
    paths: tuple[Path, ...],
    form: Form,
    output: Path | None,
    together: bool,
    self_test: bool,
    fail_on: str,
    jobs: int | None,
    state_path: Path | None,
    resume: bool,
    language: Language,
    max_bytes: int | None,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """检查部门预算、决算文件，列出不相符之处。

    Checks budgets and final accounts: single files, or folders with as many as you like.
    """
    from gouji.model.finding import Severity

    threshold = None if fail_on == "never" else Severity(fail_on)
    limits = make_limits(max_bytes, max_pages, max_seconds, max_memory)
    order = _Order(form, output, language, limits, threshold, self_test)
    if together or (len(paths) == 1 and not paths[0].is_dir()):
        return _check_one(paths, order)
    if self_test:
        raise click.UsageError("--self-test 一次只测一份预算。--self-test takes one budget at a time")
    if form == "html" and (output is None or output.is_file()):
        raise click.UsageError("多个文件的 html 报告请用 -o 指定文件夹。HTML of many files wants a folder: -o DIR")
    return _check_many(paths, order, jobs, _open_state(state_path, order, resume))


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for: form and place of the report, its language, limits, and which findings count."""

    form: Form
    output: Path | None
    language: Language
    limits: Limits
    threshold: Severity | None
    self_test: bool = False


def _check_one(paths: tuple[Path, ...], order: _Order) -> int:
    """Files that make up one budget (mostly one file): the whole report."""
    from gouji.corpus.pool import run_task
    from gouji.corpus.run import outcome_to_report
    from gouji.corpus.tasks import CheckTask
    from gouji.corpus.worker import Done
    from gouji.report.files import fault_words

    progress = ProgressLine()
    task = CheckTask(paths, order.limits, order.language, html=order.form == "html", self_test=order.self_test)
    outcome = run_task(task, order.limits, progress.show)
    progress.clear()
    report = outcome_to_report(" + ".join(map(str, paths)), outcome)
    if report.fault is not None:
        click.echo(fault_words(report.path, report.fault, order.language), err=True)
    else:
        page = outcome.value[1] if isinstance(outcome, Done) else None
        write_output(_render(report, page, order), order.output)
    return exit_code(report, order.threshold)


def _render(report: FileReport, page: str | None, order: _Order) -> str | bytes:
    summary = report.summary
    assert summary is not None
    match order.form:
        case "terminal":
            from gouji.report.terminal import summary_to_terminal

            return summary_to_terminal(summary, order.language, terminal_width(order.output))
        case "json":
            from gouji.report.json import summary_to_json

            return summary_to_json(summary)
        case "jsonl":
            from gouji.report.jsonl import summary_to_jsonl

            return summary_to_jsonl(summary)
        case "html":
            assert page is not None
            return page
        case "xlsx":
            from gouji.report.xlsx import reports_to_xlsx

            return reports_to_xlsx([report], order.language)
        case "sarif":
            from gouji.report.sarif import reports_to_sarif

            return reports_to_sarif([report], order.language)


def _check_many(paths: tuple[Path, ...], order: _Order, jobs: int | None, state: State | None) -> int:
    """Many files: each result is told as soon as it is known; where nobody listens any more, the run ends."""
    from gouji.corpus.find import find_files
    from gouji.corpus.run import Settings, check_files, default_jobs
    from gouji.corpus.sinks import open_sink

    pages = _pages(paths, order)
    files = list(find_files(paths, exclude=pages.folder if pages else None))
    settings = Settings(order.limits, order.language, jobs or default_jobs(), html=pages is not None)
    full = not any(path.is_dir() for path in paths)
    width = terminal_width(order.output)
    codes = [ExitCode.CLEAN]
    progress = ProgressLine()
    try:
        with open_sink(order.form, order.output, order.language, width, full=full, pages=pages) as sink:
            progress.show(0, len(files))
            for number, (report, page) in enumerate(check_files(files, settings, state, _page_is_there(pages)), 1):
                progress.clear()
                codes.append(exit_code(report, order.threshold))
                _tell_fault(report, order)
                sink.add(report, page)
                progress.show(number, len(files), report.path)
            progress.clear()
    except BrokenPipeError:
        give_up_stdout()
    return worst(codes)


def _pages(paths: tuple[Path, ...], order: _Order) -> Pages | None:
    """Where HTML pages go, named as the files below the folder that holds them all."""
    if order.form != "html" or order.output is None:
        return None
    from gouji.corpus.sinks import Pages

    folders = [path.absolute() if path.is_dir() else path.absolute().parent for path in paths]
    return Pages(order.output, Path(os.path.commonpath(folders)))


def _page_is_there(pages: Pages | None) -> Callable[[FileReport], bool]:
    """Whether a file that the state knows still has its page, if it is one that gets a page."""
    return lambda report: pages is None or report.summary is None or pages.path(Path(report.path)).is_file()


def _tell_fault(report: FileReport, order: _Order) -> None:
    """Says on stderr which file could not be read, where stdout is for programs."""
    from gouji.report.files import fault_words

    if report.fault is not None and order.form != "terminal":
        click.echo(fault_words(report.path, report.fault, order.language), err=True)


def _open_state(path: Path | None, order: _Order, resume: bool) -> State | None:
    """The state asked for; HTML pages bring one of their own in their folder."""
    from gouji.corpus.state import State

    if path is None and order.form == "html" and order.output is not None:
        path = order.output / STATE_NAME
    return State(path, resume=resume) if path is not None else None
