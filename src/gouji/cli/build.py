"""`gouji build`: a publication from a budget, or one from each budget of a folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.exits import ExitCode, worst
from gouji.cli.options import language_option, limit_options, make_limits
from gouji.cli.output import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.corpus.builds import BuildOrder, Refusal
    from gouji.publish.summary import BuildSummary
    from gouji.report.files import Fault
    from gouji.report.words import Language

DAY = click.DateTime(formats=["%Y-%m-%d"])
_FORMATS = ("pdf", "docx", "xlsx", "html", "csv")


@click.command()
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="公开文件的文件夹；多份预算时每份一个子文件夹。Folder of the publication; of many: one folder each inside.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(_FORMATS),
    help="只做这些格式，可重复；默认全部。Only these formats; default: all.",
)
@click.option("--draft", is_flag=True, help="草稿：有问题也编制，每页标明。A draft: built all the same, and marked.")
@click.option("--date", "day", type=DAY, help="公开日期，记入清单。Date of publication, for the manifest.")
@click.option("--correct", type=DAY, help="更正已公开的文件，写明更正日期。Correct what was published, on this date.")
@click.option("--reason", default="", help="更正原因。Why it is corrected.")
@click.option("--today", type=DAY, help="按这一天提示期限，默认今天。Tell deadlines as of this day; default: today.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="同时编制几份，默认为核数。Budgets at once.")
@language_option
@limit_options
def build(
    paths: tuple[Path, ...],
    output: Path,
    formats: tuple[str, ...],
    draft: bool,
    day: datetime | None,
    correct: datetime | None,
    reason: str,
    today: datetime | None,
    jobs: int | None,
    language: Language,
    max_bytes: int | None,
    max_pages: int | None,
    max_seconds: float | None,
    max_memory: int | None,
) -> int:
    """由预算编制公开文件，读回逐数核对后写入；有错误则不写。

    Builds the publication of a budget, proves it by reading it back, and writes it; nothing where it does not tie.
    """
    from gouji.corpus.builds import BuildOrder
    from gouji.publish.erratum import Correction

    if reason and correct is None:
        raise click.UsageError("--reason 要与 --correct 一起用 --reason goes with --correct")
    order = BuildOrder(
        formats=formats or _FORMATS,
        draft=draft,
        day=day.date() if day else None,
        today=(today.date() if today else date.today()),
        correction=Correction(correct.date(), reason) if correct else None,
        limits=make_limits(max_bytes, max_pages, max_seconds, max_memory),
    )
    if len(paths) == 1 and not paths[0].is_dir():
        return _build(((paths[0], output),), order, 1, language, many=False)
    if correct is not None:
        raise click.UsageError("更正要一份一份地做 A correction is made one budget at a time")
    from gouji.corpus.run import default_jobs

    return _build(_folders(paths, output), order, jobs or default_jobs(), language, many=True)


def _folders(paths: tuple[Path, ...], output: Path) -> list[tuple[Path, Path]]:
    """The budgets to build, each with a folder of its own named as its file is."""
    from gouji.corpus.find import find_files
    from gouji.publish.load import SUFFIXES

    found: list[tuple[Path, Path]] = []
    taken: set[Path] = set()
    for given in paths:
        files = find_files((given,), exclude=output) if given.is_dir() else [given]
        for path in files:
            if given.is_dir() and path.suffix.lower() not in SUFFIXES:
                continue
            folder = output / (path.relative_to(given) if given.is_dir() else Path(path.name)).with_suffix("")
            if folder in taken:
                folder = folder.with_name(path.name.replace(".", "-"))
            taken.add(folder)
            found.append((path, folder))
    if not found:
        raise click.UsageError("没有找到预算文件（.xlsx 或 .toml） No budget (.xlsx or .toml) was found")
    return found


def _build(listed: Sequence[tuple[Path, Path]], order: BuildOrder, jobs: int, language: Language, *, many: bool) -> int:
    from gouji.corpus.builds import build_files

    progress = ProgressLine()
    codes: list[ExitCode] = []
    progress.show(0, len(listed))
    number = 0
    try:
        for number, (path, result) in enumerate(build_files(listed, order, jobs), 1):
            progress.clear()
            codes.append(_tell(path, result, language, many=many))
            progress.show(number, len(listed), str(path))
        progress.clear()
    except KeyboardInterrupt:
        progress.clear()
        if many:
            _tell_rest(number, len(listed), language)
        raise
    if many:
        good = sum(code is ExitCode.CLEAN for code in codes)
        click.echo((f"{good}/{len(codes)} 份完成", f"{good} of {len(codes)} done")[language != "zh"])
    return worst(codes)


def _tell_rest(done: int, total: int, language: Language) -> None:
    """Says what an interrupted run left, and how it goes on."""
    words = (
        f"已处理 {done}/{total} 份；再次运行同一命令即继续，已编制的不重做",
        f"{done} of {total} dealt with; the same command goes on from here, and keeps what is built",
    )
    click.echo(words[language != "zh"], err=True)


def _tell(path: Path, result: BuildSummary | Refusal | Fault, language: Language, *, many: bool) -> ExitCode:
    """Prints what became of one budget; the exit code that it calls for."""
    from gouji.corpus.builds import Refusal
    from gouji.publish.summary import build_lines
    from gouji.report.files import Fault, fault_words

    if isinstance(result, Fault):
        click.echo(fault_words(str(path), result, language), err=True)
        return ExitCode.INTERNAL if result.internal else ExitCode.UNREADABLE
    if isinstance(result, Refusal):
        for words in result.told:
            click.echo(f"{path}: {words[language != 'zh']}", err=True)
        return ExitCode.UNREADABLE if result.kind == "entry" else ExitCode.USAGE
    lines = list(build_lines(result, language))
    usual = many and not result.stopped
    click.echo("\n".join(lines[:1] if usual else lines))
    return ExitCode.FINDINGS if result.stopped else ExitCode.CLEAN
