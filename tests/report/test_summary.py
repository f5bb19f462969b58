from __future__ import annotations

from dataclasses import replace

from gouji.model.document import Box, Place
from gouji.model.finding import Finding, Severity, Verdict, Witness
from gouji.model.report import Report
from gouji.report.place import amount_words, place_words, problem_places, quote
from gouji.report.summary import Summary, summarize


def test_a_summary_locates_the_culprit_and_its_witnesses(pdf_summary: Summary) -> None:
    (problem,) = pdf_summary.problems
    (culprit,) = problem.culprits
    assert (culprit.text, culprit.place.page, culprit.row and culprit.row.code) == ("12.80", 5, "2010306")
    assert {figure.text for figure in problem.witnesses} >= {"318.50", "131.50", "59.00"}


def test_a_summary_counts_outcomes_and_unread_pages(pdf_summary: Summary) -> None:
    assert pdf_summary.outcomes[Verdict.FAIL] == 2
    assert sum(pdf_summary.outcomes.values()) == 18
    assert [page for page, _ in pdf_summary.files[0].unread] == [14, 15]


def test_the_most_severe_findings_come_first_then_the_first_in_the_document(text_report: Report) -> None:
    claims = text_report.claims.claims

    def finding(severity: Severity, claim: int) -> Finding:
        return Finding("X", "x", severity, ("中", "en"), (Witness(claims[claim].id, "culprit"),))

    wanted = [(Severity.ERROR, 0), (Severity.ERROR, 9), (Severity.WARNING, 3), (Severity.NOTICE, 1)]
    mixed = tuple(finding(*wanted[index]) for index in (3, 1, 2, 0))
    problems = summarize(replace(text_report, findings=mixed)).problems
    assert [(each.severity, each.culprits[0].id) for each in problems] == [
        (severity, claims[claim].id) for severity, claim in wanted
    ]


def test_a_finding_without_figures_is_told_without_a_place(text_report: Report) -> None:
    bare = replace(text_report, findings=(Finding("X", "x", Severity.NOTICE, ("中", "en")),))
    summary = summarize(bare, "en")
    assert summary.problems[0].message == "en"
    assert problem_places(summary.problems[0], summary, "en", 3) == ()


def test_where_no_culprit_is_known_the_first_witness_gives_the_place(text_report: Report) -> None:
    claims = text_report.claims.claims
    finding = Finding(
        "X", "x", Severity.ERROR, ("中", "en"), (Witness(claims[2].id, "witness"), Witness(claims[1].id, "witness"))
    )
    (problem,) = summarize(replace(text_report, findings=(finding,))).problems
    assert [figure.id for figure in problem.culprits] == [claims[2].id]
    assert [figure.id for figure in problem.witnesses] == [claims[1].id]


def test_places_are_told_in_both_languages() -> None:
    place = Place(page=8, box=Box(1, 2, 3, 4))
    assert (place_words(place, "zh"), place_words(place, "en")) == ("第 8 页", "page 8")
    assert place_words(Place(line=155), "zh") == "第 155 行"
    assert place_words(Place(sheet="表3"), "en") == "sheet “表3”"
    assert place_words(Place(), "zh") == ""


def test_a_long_sentence_is_quoted_around_its_figure() -> None:
    sentence = "甲" * 80 + "12.80" + "乙" * 80
    quoted = quote(sentence, "12.80")
    assert "12.80" in quoted
    assert len(quoted) < 70


def test_an_amount_without_a_unit_is_told_as_printed() -> None:
    assert (amount_words("12.80", None), amount_words("12.80", "万元")) == ("12.80", "12.80 万元")
