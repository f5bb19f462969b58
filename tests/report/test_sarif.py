from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from gouji.model.finding import Severity
from gouji.model.report import Disposition
from gouji.report.files import Fault, FileReport
from gouji.report.sarif import reports_to_sarif
from gouji.report.summary import Summary


@pytest.fixture(scope="module")
def run(pdf_summary: Summary, text_summary: Summary) -> dict[str, Any]:
    reports = [
        FileReport("预算 a.pdf", Disposition.CHECKED, pdf_summary),
        FileReport("b.txt", Disposition.CHECKED, text_summary),
        FileReport("c.pdf", Disposition.UNREADABLE, fault=Fault("encrypted", ("文件已加密", "encrypted"))),
    ]
    log = json.loads(reports_to_sarif(reports))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_every_result_has_a_rule_that_is_described(run: dict[str, Any]) -> None:
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == set(rules) == {"SUM01"}
    assert rules["SUM01"]["name"] == "sums.children"
    assert rules["SUM01"]["fullDescription"]["text"]


def test_a_pdf_place_is_told_in_properties_and_its_path_is_a_uri(run: dict[str, Any]) -> None:
    location = run["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "%E9%A2%84%E7%AE%97%20a.pdf"
    assert location["properties"]["page"] == 5
    assert len(location["properties"]["box"]) == 4
    assert "region" not in location["physicalLocation"]


def test_a_text_place_is_a_region_of_lines(run: dict[str, Any]) -> None:
    physical = run["results"][1]["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 45, "snippet": {"text": "12.80"}}


def test_witnesses_are_related_locations(run: dict[str, Any], pdf_summary: Summary) -> None:
    related = run["results"][0]["relatedLocations"]
    assert [each["id"] for each in related] == list(range(len(pdf_summary.problems[0].witnesses)))


def test_unread_files_and_pages_are_notifications(run: dict[str, Any]) -> None:
    (invocation,) = run["invocations"]
    notices = invocation["toolExecutionNotifications"]
    assert not invocation["executionSuccessful"]
    assert [(notice["descriptor"]["id"], notice["level"]) for notice in notices] == [
        ("page-not-read", "warning"),
        ("page-not-read", "warning"),
        ("encrypted", "error"),
    ]


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("notice", "note")])
def test_levels_are_sarifs(severity: str, level: str, pdf_summary: Summary) -> None:
    problem = replace(pdf_summary.problems[0], severity=Severity(severity))
    report = FileReport("a.pdf", Disposition.CHECKED, replace(pdf_summary, problems=(problem,)))
    assert json.loads(reports_to_sarif([report]))["runs"][0]["results"][0]["level"] == level


def test_the_same_finding_in_a_corrected_file_keeps_its_fingerprint(pdf_summary: Summary) -> None:
    problem = replace(pdf_summary.problems[0], message="…", stated="13.80 万元")
    later = replace(pdf_summary, problems=(problem,), files=(replace(pdf_summary.files[0], sha256="d" * 64),))
    prints = [
        json.loads(reports_to_sarif([FileReport("a.pdf", Disposition.CHECKED, each)]))["runs"][0]["results"][0][
            "partialFingerprints"
        ]
        for each in (pdf_summary, later)
    ]
    assert prints[0] == prints[1]
