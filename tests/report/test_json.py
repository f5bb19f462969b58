"""The machine output is a contract: these tests name every key and the type of its value."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gouji.model.claim import Claim, ClaimSet
from gouji.model.document import Box, Place
from gouji.model.finding import Severity
from gouji.model.report import Report
from gouji.report.json import claim_set_to_json, claim_to_record, summary_to_json
from gouji.report.jsonl import claim_set_to_jsonl, summary_to_jsonl
from gouji.report.record import dump, record_to_summary, summary_to_record
from gouji.report.summary import Summary

NONE = type(None)
PLACE = {"page": (int, NONE), "box": (list, NONE), "line": (int, NONE), "sheet": (str, NONE), "cell": (str, NONE)}
TABLE = {"number": int, "title": str, "unit": (str, NONE), "pages": list}
ROW = {"code": (str, NONE), "label": str, "path": list}
FIGURE = {
    "id": str,
    "kind": str,
    "table": (dict, NONE),
    "row": (dict, NONE),
    "column": list,
    "text": str,
    "value": str,
    "unit": (str, NONE),
    "yuan": (str, NONE),
    "point": (dict, NONE),
    "unbound": (str, NONE),
    **PLACE,
    "sentence": (str, NONE),
    "doubt": (str, NONE),
}
DOCUMENT = {
    "sha256": str,
    "name": str,
    "entity": (str, NONE),
    "year": (str, NONE),
    "kind": str,
    "pages": int,
    "files": list,
}
COVERAGE = {
    **dict.fromkeys(("figures", "bound", "held_once", "held_twice", "orphans", "passages", "goals", "indicators"), int),
    "relations": dict,
    "rules": list,
}
OUTCOMES = dict.fromkeys(("pass", "fail", "not_applicable", "not_checkable"), int)
TEXT = (str, NONE)
FINDING = {
    "code": str,
    "name": str,
    "title": str,
    "severity": str,
    "message": str,
    "claims": list,
    **dict.fromkeys(("stated", "expected", "difference", "arithmetic", "suggestion", "explanation", "source"), TEXT),
    "related": list,
}
LOCATED = {
    "id": str,
    "text": str,
    "unit": (str, NONE),
    "file": int,
    **PLACE,
    "table": (dict, NONE),
    "row": (dict, NONE),
    "column": list,
    "sentence": (str, NONE),
    "doubt": (str, NONE),
}
NAMED = {"id": str, "role": str, **{key: kind for key, kind in LOCATED.items() if key != "id"}}


def assert_schema(value: dict[str, Any], schema: dict[str, Any]) -> None:
    assert list(value) == list(schema)
    assert {key: value[key] for key, kind in schema.items() if not isinstance(value[key], kind)} == {}


def test_every_figure_is_a_line_that_keeps_the_contract(pdf_report: Report) -> None:
    lines = list(claim_set_to_jsonl(pdf_report.claims))
    assert len(lines) == len(pdf_report.claims.claims)
    for line in lines:
        figure = json.loads(line)
        assert_schema(figure, FIGURE)
        assert_schema(figure["table"], TABLE)
        assert_schema(figure["row"], ROW)


def test_a_figure_is_told_as_in_the_contract(pdf_report: Report) -> None:
    claim = next(each for each in pdf_report.claims.claims if each.source.text == "12.80")
    assert claim_to_record(claim, pdf_report.claims) == {
        "id": claim.id,
        "kind": "cell",
        "table": {"number": 1, "title": "部门预算支出总表", "unit": "万元", "pages": [1]},
        "row": {"code": "2010306", "label": "政务公开审批", "path": []},
        "column": ["项目支出"],
        "text": "12.80",
        "value": "12.80",
        "unit": "万元",
        "yuan": "128000.00",
        "point": {"flow": "expenditure", "function": "2010306", "nature": "project"},
        "unbound": None,
        "page": 5,
        "box": [571, pytest.approx(187.25), 597, pytest.approx(196.25)],
        "line": None,
        "sheet": None,
        "cell": None,
        "sentence": None,
        "doubt": None,
    }


def with_first(claims: ClaimSet, **changes: Any) -> tuple[Claim, ClaimSet]:
    first = replace(claims.claims[0], **changes)
    return first, replace(claims, claims=(first, *claims.claims[1:]))


def test_money_is_never_written_with_an_exponent(pdf_report: Report) -> None:
    amount = replace(pdf_report.claims.claims[0].amount, value=Decimal("1E+6"))
    record = claim_to_record(*with_first(pdf_report.claims, amount=amount))
    assert (record["value"], record["yuan"]) == ("1000000", "10000000000")


def test_a_count_has_no_yuan(pdf_report: Report) -> None:
    amount = replace(pdf_report.claims.claims[0].amount, unit="辆")
    assert claim_to_record(*with_first(pdf_report.claims, amount=amount))["yuan"] is None


def test_a_sentence_has_neither_table_nor_row(pdf_report: Report) -> None:
    changes = {"kind": "sentence", "table": None, "row": None, "column": (), "sentence": "共 1047.72 万元。"}
    claim, claims = with_first(pdf_report.claims, **changes)
    record = claim_to_record(claim, claims)
    assert (record["kind"], record["table"], record["row"], record["column"]) == ("sentence", None, None, [])
    read = json.loads(claim_set_to_json(claims))
    assert [(each["text"], each["claims"]) for each in read["sentences"]] == [("共 1047.72 万元。", [claim.id])]


def test_a_document_is_read_with_all_its_cells(pdf_report: Report) -> None:
    read = json.loads(claim_set_to_json(pdf_report.claims))
    assert list(read) == ["document", "tables", "sentences", "goals"]
    (table,) = read["tables"]
    assert {"number", "title", "unit", "pages", "kind", "columns", "cells"} <= set(table)
    texts = [cell["text"] for cell in table["cells"] if cell["row"]["code"] == "2010306"]
    assert texts == ["128.00", "12.80"]
    assert read["document"]["unread"] == [{"page": page, "reason": "整页为图像"} for page in (14, 15)]


def test_a_text_cell_stands_among_the_cells_once(pdf_report: Report) -> None:
    claims = pdf_report.claims
    row = replace(claims.tables[0].rows[0], labels=(("备注", "含结转"), ("合计", "1047.72")))
    table = replace(claims.tables[0], rows=(row,))
    (read,) = json.loads(claim_set_to_json(replace(claims, tables=(table,), claims=())))["tables"]
    assert [(cell["column"], cell["text"]) for cell in read["cells"]] == [
        (["备注"], "含结转"),
        (["合计"], "1047.72"),
        (["基本支出"], "669.22"),
        (["项目支出"], "378.50"),
    ]


@pytest.mark.parametrize("name", ["pdf_summary", "text_summary", "clean_summary"])
def test_a_report_keeps_the_contract(name: str, request: pytest.FixtureRequest) -> None:
    record = json.loads(summary_to_json(request.getfixturevalue(name)))
    assert list(record) == ["document", "coverage", "outcomes", "reasons", "orphans", "findings", "self_test"]
    assert_schema(record["document"], DOCUMENT)
    assert_schema(record["coverage"], COVERAGE)
    assert_schema(record["outcomes"], OUTCOMES)
    for orphan in record["orphans"]:
        assert_schema({key: value for key, value in orphan.items() if key != "reason"}, LOCATED)
        assert orphan["reason"]
    for finding in record["findings"]:
        assert_schema(finding, FINDING)
        assert finding["severity"] in {severity.value for severity in Severity}
        for claim in finding["claims"]:
            assert_schema(claim, NAMED)
            assert claim["role"] in {"culprit", "witness"}


@pytest.mark.parametrize("name", ["pdf_summary", "text_summary", "clean_summary", "hostile_summary"])
def test_a_summary_comes_back_from_its_record(name: str, request: pytest.FixtureRequest) -> None:
    summary: Summary = request.getfixturevalue(name)
    if name == "pdf_summary":
        summary = rounded(summary)
    assert record_to_summary(json.loads(dump(summary_to_record(summary)))) == summary


def rounded(summary: Summary) -> Summary:
    """Boxes as the record keeps them, to a hundredth of a point."""

    def round_place(place: Place) -> Place:
        box = place.box
        edges = (round(edge, 2) for edge in (box.x0, box.y0, box.x1, box.y1)) if box else ()
        return replace(place, box=Box(*edges) if box else None)

    problems = tuple(
        replace(
            problem,
            figures=tuple(
                replace(each, figure=replace(each.figure, place=round_place(each.figure.place)))
                for each in problem.figures
            ),
        )
        for problem in summary.problems
    )
    orphans = tuple(
        replace(each, figure=replace(each.figure, place=round_place(each.figure.place))) for each in summary.orphans
    )
    return replace(summary, problems=problems, orphans=orphans)


def test_one_report_fits_one_line(pdf_summary: Summary) -> None:
    assert summary_to_jsonl(pdf_summary).count("\n") == 1


def test_lone_surrogates_do_not_break_the_output() -> None:
    assert dump("\ud800.pdf").encode() == b'"?.pdf"'
