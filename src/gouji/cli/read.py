"""`gouji read`: the tables and figures of a file as Gouji reads them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from gouji.cli.exits import ExitCode
from gouji.cli.options import language_option, limit_options, make_limits
from gouji.cli.output import ProgressLine, terminal_width, write_output

if TYPE_CHECKING:
    from gouji.report.words import Language


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "jsonl"]),
    default="terminal",
    show_default=True,
    help="表格、整份文件的 JSON、或每个数字一行。Tables, the whole document, or a line a figure.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写入文件。Write to a file.")
@language_option
@limit_options
def read(
    file: Path,
    form: Literal["terminal", "json", "jsonl"],
    output: Path | None,
    language: Language,
    max_bytes: int | None,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """读取一份文件，列出其中的表格和数字。

    Reads a file and prints its tables and figures.
    """
    from gouji.corpus.pool import run_task
    from gouji.corpus.tasks import ReadTask
    from gouji.corpus.worker import Done
    from gouji.report.files import fault_words

    limits = make_limits(max_bytes, max_pages, max_seconds, max_memory)
    progress = ProgressLine()
    outcome = run_task(ReadTask(file, limits, form, language, terminal_width(output)), limits, progress.show)
    progress.clear()
    if isinstance(outcome, Done):
        write_output(outcome.value, output)
        return ExitCode.CLEAN
    click.echo(fault_words(str(file), outcome, language), err=True)
    return ExitCode.INTERNAL if outcome.internal else ExitCode.UNREADABLE
