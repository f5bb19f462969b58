"""A comparison on a terminal: laid out for its width, or plain lines where a program reads them."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from gouji.compare.model import Comparison
from gouji.report.comparison import (
    LinkTold,
    Section,
    count_words,
    side_lines,
    summarize_comparison,
    tell_links,
    tell_strangers,
)
from gouji.report.comparison_words import tell
from gouji.report.coverage import coverage_lines
from gouji.report.terminal import print_problems, problem_lines, verdict_words
from gouji.report.words import Language


def comparison_to_terminal(comparison: Comparison, language: Language = "zh", width: int | None = None) -> str:
    """The whole comparison; folded and coloured at `width` columns, or plain where `width` is None."""
    if width is None:
        return "\n".join(_plain_lines(comparison, language)) + "\n"
    summary = summarize_comparison(comparison, language)
    console = Console(file=StringIO(), width=width, force_terminal=True, highlight=False)
    console.print(Text(tell("title", language), "bold"))
    for line in side_lines(comparison, language):
        console.print(Text(line, "dim"))
    for link in tell_links(comparison, language):
        _print_link(console, link, language)
    for line in tell_strangers(comparison, language):
        console.print(Text(f"\n{line}", "yellow"))
    print_problems(console, summary, language)
    console.print()
    console.print(Text(verdict_words(summary, language), "bold"))
    for line in (count_words(comparison, language), *coverage_lines(summary, language)):
        console.print(Text(line))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def _print_link(console: Console, link: LinkTold, language: Language) -> None:
    console.print()
    console.print(Text(link.title, "bold cyan"))
    console.print(Text(link.evidence, "dim"))
    for section in link.sections:
        console.print()
        console.print(Text(f"{section.title} {len(section.rows)}", "bold"))
        if section.main:
            console.print(_grid(section))
        if section.rest:
            console.print(Text(tell("more", language, count=section.rest), "dim"))


def _grid(section: Section) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    for position, head in enumerate(section.heads):
        number = position in section.numbers
        grid.add_column(head, justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in section.rows[: section.main]:
        grid.add_row(*map(Text, row))
    return grid


def _plain_lines(comparison: Comparison, language: Language) -> Iterator[str]:
    summary = summarize_comparison(comparison, language)
    yield tell("title", language)
    yield from side_lines(comparison, language)
    for link in tell_links(comparison, language):
        yield from ("", f"## {link.title}", link.evidence)
        for section in link.sections:
            yield from ("", f"{section.title} {len(section.rows)}")
            if section.main:
                yield "\t".join(section.heads)
            yield from ("\t".join(row) for row in section.rows[: section.main])
            if section.rest:
                yield tell("more", language, count=section.rest)
    for line in tell_strangers(comparison, language):
        yield from ("", line)
    yield from problem_lines(summary, language)
    yield ""
    yield verdict_words(summary, language)
    yield count_words(comparison, language)
    yield from coverage_lines(summary, language)
