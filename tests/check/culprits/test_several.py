"""Several wrong figures: changed places are one mistake; other mistakes are found together where none repairs alone."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

from gouji.check.example import parse_example
from gouji.check.run import check_claims
from gouji.model.finding import Finding, Severity, Witness

AMOUNTS = {
    "201": ("152.15", "542.08"),
    "205": ("60.21", "21.25"),
    "208": ("13.37", "6.54"),
    "210": ("9.62", "7.17"),
    "212": ("31.04", "12.14"),
    "221": ("11.83", "3.57"),
    **{
        f"{code}": (f"{code % 7 + 3}.{code % 89 + 10}", f"{code % 11 + 2}.{code % 83 + 11}") for code in range(222, 242)
    },
}
ROWS = {code: (str(sum(map(Decimal, parts))), *parts) for code, parts in AMOUNTS.items()}
TOTAL = tuple(str(sum(map(Decimal, column))) for column in zip(*ROWS.values(), strict=True))


def table_of(rows: dict[str, tuple[str, ...]], total: tuple[str, ...] = TOTAL) -> str:
    lines = ["部门支出总表 | 万元 | flow=expenditure"]
    lines.append("科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project")
    lines.append(" | ".join(("合计", *total)))
    return "\n".join([*lines, *(" | ".join((f"{code} 支出{code}", *cells)) for code, cells in rows.items())])


def faults(text: str) -> list[Finding]:
    found = check_claims(parse_example(text)).findings
    return [finding for finding in found if finding.code != "CLS01" and finding.severity is not Severity.NOTICE]


def culprits(finding: Finding) -> set[str]:
    return {witness.claim for witness in finding.witnesses if witness.role == "culprit"}


def with_column(place: int, values: list[str]) -> dict[str, tuple[str, ...]]:
    changed = {
        code: (*cells[:place], value, *cells[place + 1 :])
        for (code, cells), value in zip(ROWS.items(), values, strict=False)
    }
    return {**ROWS, **changed}


def test_the_budget_of_these_tests_is_clean() -> None:
    assert faults(table_of(ROWS)) == []


def test_two_swapped_rows_are_one_finding() -> None:
    (finding,) = faults(table_of(with_column(1, ["152.15", "60.21", "9.62", "13.37", "31.04", "11.83"])))
    assert culprits(finding) == {"支出208@基本支出", "支出210@基本支出"}
    assert finding.explanation is not None
    assert "上下两行的数对调" in finding.explanation[0]


def test_a_run_slid_by_a_row_is_one_finding_with_the_lost_figure() -> None:
    (finding,) = faults(table_of(with_column(1, ["152.15", "152.15", "60.21", "13.37", "9.62", "11.83"])))
    assert culprits(finding) == {f"支出{code}@基本支出" for code in ("205", "208", "210", "212")}
    assert (finding.stated, finding.expected) == ("152.15 万元", "60.21 万元")
    assert finding.explanation is not None
    assert "下移一行，共 4 个数" in finding.explanation[0]


def test_two_slips_in_one_column_are_found_where_none_repairs_alone() -> None:
    rows = {**ROWS, "205": ("81.46", "60.21", "27.25"), "212": ("43.18", "31.04", "82.14")}
    found = faults(table_of(rows))
    assert {(finding.stated, finding.expected) for finding in found} == {
        ("27.25 万元", "21.25 万元"),
        ("82.14 万元", "12.14 万元"),
    }


def test_four_slips_that_hang_together_are_settled_by_the_solver() -> None:
    rows = {
        **ROWS,
        "201": ("694.23", "152.51", "542.08"),
        "205": ("81.46", "60.21", "27.25"),
        "208": ("19.91", "18.37", "6.54"),
        "212": ("43.18", "31.04", "82.14"),
    }
    named = [finding.witnesses[0] for finding in faults(table_of(rows))]
    assert set(named) == {
        Witness(f"支出{place}", "culprit") for place in ("201@基本支出", "205@项目支出", "208@基本支出", "212@项目支出")
    }


def test_a_document_in_disorder_ends_in_time_and_says_that_it_gave_up() -> None:
    codes = [f"{number}" for number in range(201, 230)]
    cells = {f"{code}{low:02d}{deep:02d}": low * 7 + deep for code in codes for low in (1, 2) for deep in range(1, 4)}
    tables = []
    for name, wrong in (("表一", False), ("表二", True)):
        lines = [f"{name} | 万元 | flow=expenditure", "科目 | 合计"]
        lines += [
            f"{code} 某支出 | {value + (300 + place if wrong and place % 5 < 2 else 0)}.00"
            for place, (code, value) in enumerate(cells.items())
        ]
        tables.append("\n".join(lines))
    begin = process_time()
    found = faults("\n\n".join(tables))
    assert process_time() - begin < 5
    assert len(found) > 60
    assert any("未再查找" in (finding.explanation or ("",))[0] for finding in found)
