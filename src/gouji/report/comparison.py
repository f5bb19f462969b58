"""A comparison in one language: the files, what they are to each other, and its lists as rows of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gouji.compare.changes import is_main, without_echoes
from gouji.compare.model import Change, Comparison, Kind, Link, Side
from gouji.model.report import Report
from gouji.report.comparison_words import tell
from gouji.report.summary import Summary, summarize
from gouji.report.words import Language, choose

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a link: its title, the heads of its columns, its rows; `numbers` are columns of amounts.

    The first `main` rows are those that a short report shows.
    """

    title: str
    heads: Row
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()
    main: int = 0

    @property
    def rest(self) -> int:
        """How many rows a short report leaves out."""
        return len(self.rows) - self.main


@dataclass(frozen=True, slots=True)
class LinkTold:
    """One link: what the files are to each other, the words that show it, and its lists."""

    title: str
    evidence: str
    sections: tuple[Section, ...]


def summarize_comparison(comparison: Comparison, language: Language) -> Summary:
    """Findings and coverage of a comparison, told like those of a check."""
    report = Report(comparison.claims, comparison.outcomes, comparison.findings, comparison.coverage)
    kinds = [side.facts.kind.value for side in comparison.sides]
    kind = next((kind for kind in kinds if kind != "not_a_budget"), "not_a_budget")
    return replace(summarize(report, language), kind=kind, entity=None, year=None)


def tell_links(comparison: Comparison, language: Language) -> tuple[LinkTold, ...]:
    """Every link in words."""
    return tuple(_tell_link(link, comparison, language) for link in comparison.links)


def tell_strangers(comparison: Comparison, language: Language) -> tuple[str, ...]:
    """A line for each file that has to do with no other."""
    separator = "：" if language == "zh" else ": "
    return tuple(
        f"{comparison.sides[number].name}{separator}{choose(reason, language)}"
        for number, reason in comparison.strangers
    )


def side_lines(comparison: Comparison, language: Language) -> tuple[str, ...]:
    """A line for each file: how reports call it, whose it is, its name."""
    return tuple(
        " · ".join(part for part in (choose(side.label, language), side.entity, _file_names(comparison, side)) if part)
        for side in comparison.sides
    )


def _file_names(comparison: Comparison, side: Side) -> str:
    documents = [comparison.claims.documents[number] for number in side.documents]
    return " + ".join(document.name for document in documents)


def _tell_link(link: Link, comparison: Comparison, language: Language) -> LinkTold:
    bond = link.bond
    before = "、".join(choose(comparison.sides[number].label, language) for number in bond.before)
    after = choose(comparison.sides[bond.after].label, language)
    labels = (before, after)
    sections = (
        _changes(link, labels, language),
        _projects(link, labels, language),
        _names(link, labels, language),
        _goals(link, labels, language),
        _unmatched(link, comparison, language),
    )
    return LinkTold(
        title=f"{tell(f'kind:{bond.kind.value}', language)} · {before} → {after}",
        evidence=choose(bond.evidence, language),
        sections=tuple(section for section in sections if section.rows),
    )


def _changes(link: Link, labels: tuple[str, str], language: Language) -> Section:
    """Main changes first, each list in the order of the document; projects have a list of their own."""
    told = [change for change in without_echoes(link.changes) if change.view != "project"]
    main = [change for change in told if is_main(change)]
    rest = [change for change in told if not is_main(change)]
    rate = "executed_rate" if link.bond.kind is Kind.FINAL else "rate"
    heads = (
        tell("line", language),
        *labels,
        tell("difference", language),
        tell(rate, language),
        tell("unit", language),
    )
    rows = tuple(_change(change, language) for change in (*main, *rest))
    return Section(tell("changes", language), heads, rows, frozenset({1, 2, 3, 4}), len(main))


def _change(change: Change, language: Language) -> Row:
    unlisted = tell("unlisted", language)
    values = [unlisted if value is None else amount_text(value) for value in (change.value_before, change.value_after)]
    rate = "—" if change.rate is None else f"{change.rate}%"
    return change.name, *values, amount_text(change.difference, sign=True), rate, change.unit


def _projects(link: Link, labels: tuple[str, str], language: Language) -> Section:
    order = ("continues", "ends", "begins", "unclear")
    rows = []
    for each in sorted(link.projects, key=lambda project: order.index(project.fate)):
        values = ["" if value is None else amount_text(value) for value in (each.value_before, each.value_after)]
        name = f"{each.name}（{tell('was', language)} {each.was}）" if each.was else each.name
        matched = tell(f"by:{each.matched}", language) if each.matched else ""
        rows.append((tell(f"fate:{each.fate}", language), name, *values, each.unit, matched))
    heads = (tell("fate", language), tell("project", language), *labels, tell("unit", language), tell("by", language))
    return Section(tell("projects", language), heads, tuple(rows), frozenset({2, 3}), len(rows))


def _names(link: Link, labels: tuple[str, str], language: Language) -> Section:
    rows = tuple(
        (
            tell(f"name:{each.change}", language),
            f"{each.code_before} {each.name_before}".strip(),
            f"{each.code_after} {each.name_after}".strip(),
        )
        for each in link.names
    )
    return Section(tell("names", language), (tell("fate", language), *labels), rows, main=len(rows))


def _goals(link: Link, labels: tuple[str, str], language: Language) -> Section:
    order = ("lower", "vanished", "reworded", "raised", "new")
    told = sorted(link.goals, key=lambda goal: order.index(goal.change))
    rows = tuple(
        (tell(f"goal:{each.change}", language), each.project, each.indicator, each.target_before, each.target_after)
        for each in told
    )
    heads = (tell("fate", language), tell("project", language), tell("indicator", language), *labels)
    main = sum(1 for each in told if each.change in ("lower", "vanished"))
    return Section(tell("goals", language), heads, rows, main=main)


def _unmatched(link: Link, comparison: Comparison, language: Language) -> Section:
    rows = tuple(
        (
            choose(comparison.sides[each.side].label, language),
            choose(each.what, language),
            str(each.count),
            choose(each.reason, language),
            "；".join(each.examples),
        )
        for each in link.unmatched
    )
    heads = tuple(tell(key, language) for key in ("file", "what", "count", "reason", "examples"))
    return Section(tell("unmatched", language), heads, rows, frozenset({2}), len(rows))


def amount_text(value: Decimal, *, sign: bool = False) -> str:
    """An amount with thousands marks, its decimals as they are.

    >>> amount_text(Decimal("-8767517.00")), amount_text(Decimal("10.5"), sign=True)
    ('-8,767,517.00', '+10.5')
    """
    return f"{value:+,f}" if sign and value else f"{value:,f}"


def count_words(comparison: Comparison, language: Language) -> str:
    """How many bonds there are, and how many points stand on both sides where changes are listed."""
    both = sum(1 for link in comparison.links for each in link.changes if each.before and each.after)
    if not both:
        return tell("bonds", language, links=len(comparison.links))
    return tell("compared", language, points=f"{both:,}", links=len(comparison.links))


def iterate_sections(links: Sequence[LinkTold]) -> Iterator[tuple[LinkTold, Section]]:
    """Every section with its link, in order."""
    for link in links:
        for section in link.sections:
            yield link, section
