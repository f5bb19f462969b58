"""The report on a terminal: coloured and laid out for its width, or plain lines where a program reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from gouji.model.finding import Severity
from gouji.report.coverage import coverage_lines
from gouji.report.files import FileReport, disposition_word, fault_message
from gouji.report.place import amount_words, place_words, problem_places, witness_words
from gouji.report.summary import FileName, Problem, Summary
from gouji.report.words import Language, say, severity_word, share

COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTICE: "bold blue"}
PROBLEMS_SHOWN = 20
"""Findings listed below one file of a run, at most."""
PLACES_SHOWN = 4
"""Places listed for one finding, at most."""
NOTICES_SHOWN = 5
"""Notices told in full beside findings that are more than that; where there are more, each is a line."""
WITNESSES_SHOWN = 8
"""Witnesses listed for one finding, at most; the other forms list them all."""


def summary_to_terminal(summary: Summary, language: Language = "zh", width: int | None = None) -> str:
    """The whole report of one document; with colours and folded at `width` columns, or plain where `width` is None."""
    if width is None:
        return "\n".join(_plain_lines(summary, language)) + "\n"
    console = Console(file=StringIO(), width=width, force_terminal=True, highlight=False)
    console.print(_heading(summary, language))
    print_problems(console, summary, language)
    console.print()
    console.print(_closing(summary, language))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def print_problems(console: Console, summary: Summary, language: Language) -> None:
    """Prints the findings, those that are to be told in full with all their fields."""
    full = problems_in_full(summary)
    for number, problem in enumerate(summary.problems[:full], 1):
        console.print()
        console.print(_title(number, problem, language))
        console.print(Padding(_grid(problem, summary, language), (0, 0, 0, 4)))
    for number, problem in enumerate(summary.problems[full:], full + 1):
        if number == full + 1:
            console.print(Text(f"\n{say('notices_in_short', language)}", "dim"))
        level = severity_word(problem.severity, language), COLORS[problem.severity]
        words = problem.message, (f"  {_short_place(problem, summary, language)}", "dim")
        console.print(Text.assemble((f"{number:>3} ", "dim"), level, " ", *words))


def problems_in_full(summary: Summary) -> int:
    """How many problems, from the first, are told in full: many notices must not bury what is more than a notice."""
    notices = summary.count(Severity.NOTICE)
    louder = len(summary.problems) - notices
    return louder if louder and notices > NOTICES_SHOWN else len(summary.problems)


def _short_place(problem: Problem, summary: Summary, language: Language) -> str:
    """The page or line of what is in question, and the check's code."""
    figures = problem.culprits[:1]
    file = [summary.files[each.document].name for each in figures if len(summary.files) > 1]
    return " · ".join(filter(None, (*file, *(place_words(each.place, language) for each in figures), problem.code)))


def headline(summary: Summary, language: Language) -> str:
    """Entity, year and kind of the document, as far as its content tells."""
    kind = "kind:not_a_budget" if not summary.is_budget else summary.kind
    year = say("year", language, year=summary.year) if summary.year else None
    return " · ".join(part for part in (summary.entity, year, say(kind, language)) if part)


def file_words(file: FileName, language: Language) -> str:
    """A file's name and how many pages it has, where it has pages."""
    return f"{file.name} · {say('page_count', language, count=file.pages)}" if file.pages else file.name


def verdict_words(summary: Summary, language: Language) -> str:
    """How many findings of which level; or that there are none."""
    if not summary.is_budget:
        return say("kind:not_a_budget", language)
    if not summary.problems:
        return say("no_findings" if summary.is_tested else "nothing_tested", language)
    levels = [(severity, summary.count(severity)) for severity in Severity]
    counts = "，" if language == "zh" else ", "
    listed = counts.join(f"{severity_word(severity, language)} {count}" for severity, count in levels if count)
    separator = "：" if language == "zh" else ": "
    return say("found", language, count=len(summary.problems)) + separator + listed


def problem_fields(problem: Problem, summary: Summary, language: Language) -> Iterator[tuple[str, str]]:
    """The fields of a finding that have something to say, each with its name, in the order in which one reads them."""
    for position, place in enumerate(problem_places(problem, summary, language, PLACES_SHOWN)):
        yield (say("place", language) if position == 0 else ""), place
    for key in ("stated", "expected", "difference", "arithmetic"):
        yield say(key, language), getattr(problem, key) or ""
    yield say("explanation", language), problem.explanation or ""
    yield from _witness_fields(problem, summary, language)
    yield say("suggestion", language), problem.suggestion or ""
    yield say("source", language), problem.source or ""
    yield say("related", language), ", ".join(problem.related)


def _witness_fields(problem: Problem, summary: Summary, language: Language) -> Iterator[tuple[str, str]]:
    witnesses = problem.witnesses
    name = say("witnesses", language)
    culprit = problem.culprits[0] if problem.culprits else None
    for position, figure in enumerate(witnesses[:WITNESSES_SHOWN]):
        file = (summary.files[figure.document].name,) if len(summary.files) > 1 else ()
        words = " · ".join((*file, *witness_words(figure, culprit, language)))
        told = words if figure.is_words else f"{amount_words(figure.text, figure.unit)} — {words}"
        yield (name if position == 0 else ""), told
    if len(witnesses) > WITNESSES_SHOWN:
        yield "", f"… +{len(witnesses) - WITNESSES_SHOWN}"


def _heading(summary: Summary, language: Language) -> Text:
    files = "\n".join(file_words(file, language) for file in summary.files)
    return Text.assemble((headline(summary, language), "bold"), "\n", (files, "dim"))


def _title(number: int, problem: Problem, language: Language) -> Text:
    """Number, level, title and code of a finding in one line."""
    color = COLORS[problem.severity]
    title = (f"{number:>3} ", "dim"), (f"{severity_word(problem.severity, language)} ", color), (problem.title, "bold")
    return Text.assemble(*title, "  ", (problem.code, "dim"))


def _grid(problem: Problem, summary: Summary, language: Language) -> Grid:
    """What is to be said of a finding, a row a field."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(say("problem", language), Text(problem.message))
    marked = {say("stated", language): "red", say("expected", language): "green"}
    for name, text in problem_fields(problem, summary, language):
        if text:
            grid.add_row(name, Text(text, style=marked.get(name, "")))
    return grid


def _closing(summary: Summary, language: Language) -> Text:
    worst = summary.problems[0].severity if summary.problems else None
    color = COLORS[worst] if worst else ("bold green" if summary.is_budget and summary.is_tested else "bold")
    return Text.assemble(
        (verdict_words(summary, language), color), *(("\n" + line, "") for line in coverage_lines(summary, language))
    )


def _plain_lines(summary: Summary, language: Language) -> Iterator[str]:
    yield headline(summary, language)
    for file in summary.files:
        yield file_words(file, language)
    yield from problem_lines(summary, language)
    yield ""
    yield verdict_words(summary, language)
    yield from coverage_lines(summary, language)


def problem_lines(summary: Summary, language: Language) -> Iterator[str]:
    """The findings as plain lines."""
    full = problems_in_full(summary)
    for number, problem in enumerate(summary.problems[:full], 1):
        yield ""
        yield f"{number}. {severity_word(problem.severity, language)} {problem.title} {problem.code}"
        yield f"    {say('problem', language)}  {problem.message}"
        for name, text in problem_fields(problem, summary, language):
            if text:
                yield f"    {name or ' ' * 4}  {text}"
    for number, problem in enumerate(summary.problems[full:], full + 1):
        if number == full + 1:
            yield ""
            yield say("notices_in_short", language)
        level, place = severity_word(problem.severity, language), _short_place(problem, summary, language)
        yield f"{number}. {level} {problem.message}  {place}"


def file_to_terminal(report: FileReport, language: Language, width: int | None) -> str:
    """One file of a run in a line, its errors and warnings in a line each."""
    text = Text.assemble(_mark(report), " ", (report.path, "bold"), "  ", _outcome_words(report, language))
    if report.summary is not None:
        shown = [problem for problem in report.summary.problems if problem.severity is not Severity.NOTICE]
        for problem in shown[:PROBLEMS_SHOWN]:
            text.append("\n    ")
            text.append(severity_word(problem.severity, language), COLORS[problem.severity])
            text.append(f" {problem.code} {problem.message}")
        if len(shown) > PROBLEMS_SHOWN:
            text.append(f"\n    … +{len(shown) - PROBLEMS_SHOWN}", "dim")
    return _render(text, width)


def closing_to_terminal(
    counts: Mapping[str, int], with_problems: int, problems: int, resumed: int, language: Language, width: int | None
) -> str:
    """The dispositions of all files of a run, and how many findings there are."""
    text = Text("\n")
    text.append(say("files_line", language, total=sum(counts.values()), **counts), "bold")
    if resumed:
        text.append("\n" + say("resumed", language, count=resumed))
    text.append("\n" + say("files_found", language, files=with_problems, count=problems))
    return _render(text, width)


def _mark(report: FileReport) -> tuple[str, str]:
    if report.summary is None:
        return "!", "bold red"
    if not report.summary.is_budget or not (report.summary.is_tested or report.summary.problems):
        return "-", "dim"
    worst = report.summary.problems[0].severity if report.summary.problems else None
    return ("✗", COLORS[worst]) if worst in {Severity.ERROR, Severity.WARNING} else ("✓", "bold green")


def _outcome_words(report: FileReport, language: Language) -> str:
    if report.summary is None:
        assert report.fault is not None
        return fault_message(report.path, report.fault, language)
    if not report.summary.is_budget:
        return disposition_word(report.disposition, language)
    coverage = report.summary.coverage
    figures = say(
        "read_line",
        language,
        figures=f"{coverage.figures:,}",
        bound=f"{coverage.bound:,}",
        share=share(coverage.bound, coverage.figures),
    )
    return f"{verdict_words(report.summary, language)}{'；' if language == 'zh' else '; '}{figures}"


def _render(text: Text, width: int | None) -> str:
    if width is None:
        return text.plain + "\n"
    console = Console(file=StringIO(), width=width, force_terminal=True, highlight=False)
    console.print(text)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()
