"""A budget that ties to the last 元 and is printed in 万元 is never accused, however its figures are rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.check.example import parse_example
from gouji.check.run import check_claims
from gouji.model.finding import Severity

AMOUNTS = st.integers(0, 10**8)
CODES = ("2010301", "2010302", "2010399", "2010601", "2080505", "2080506", "2101101", "2210201")


def print_rounded(yuan: int) -> str:
    return str((Decimal(yuan) / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP))


def print_budget(amounts: list[tuple[int, int, int]]) -> str:
    """A summary table and a table of expenditure by function, from exact amounts of (personnel, running, project)."""
    leaves = dict(zip(CODES, amounts, strict=True))
    keys = sorted({code[:length] for code in leaves for length in (3, 5, 7)})
    sums = {
        key: tuple(sum(part) for part in zip(*(leaves[code] for code in leaves if code.startswith(key)), strict=True))
        for key in ("", *keys)
    }
    lines = ["部门支出总表 | 万元 | flow=expenditure"]
    lines.append(
        "科目 | 合计 | 基本 nature=basic | 人员 nature=personnel | 公用 nature=public_use | 项目 nature=project"
    )
    for key, (personnel, running, project) in sums.items():
        cells = (personnel + running + project, personnel + running, personnel, running, project)
        lines.append(" | ".join([f"{key} 某支出" if key else "合计", *map(print_rounded, cells)]))
    total = print_rounded(sum(sums[""]))
    lines += ["", "部门收支总表 | 万元 |", "项目 | 预算数", "# 收入 flow=income", f"财政拨款 fund=fiscal | {total}"]
    lines += [f"收入总计 flow=sources | {total}", "# 支出 flow=expenditure"]
    lines += [f"{key} 某支出 | {print_rounded(sum(sums[key]))}" for key in keys if len(key) == 3]
    return "\n".join([*lines, f"支出总计 flow=uses | {total}"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=len(CODES), max_size=len(CODES)))
def test_honest_rounding_makes_no_finding_above_a_notice(amounts: list[tuple[int, int, int]]) -> None:
    findings = check_claims(parse_example(print_budget(amounts))).findings
    assert [
        finding.message
        for finding in findings
        if finding.severity is not Severity.NOTICE and not finding.code.startswith("CLS")
    ] == []


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS), min_size=len(CODES), max_size=len(CODES)),
    st.integers(1, 14),
    st.integers(1, 5),
    st.integers(100, 10**6),
)
def test_a_slip_of_one_figure_beyond_rounding_is_found(
    amounts: list[tuple[int, int, int]], row: int, column: int, slip: int
) -> None:
    lines = print_budget(amounts).splitlines()
    cells = lines[1 + row].split(" | ")
    cells[column] = str(Decimal(cells[column]) + Decimal(slip) / 100)
    lines[1 + row] = " | ".join(cells)
    findings = [one for one in check_claims(parse_example("\n".join(lines))).findings if one.severity is Severity.ERROR]
    assert len(findings) == 1
    named = {witness.claim for witness in findings[0].witnesses}
    header = lines[1].split(" | ")[column].split()[0]
    assert any(claim.split("#")[0].endswith(f"@{header}") for claim in named)
