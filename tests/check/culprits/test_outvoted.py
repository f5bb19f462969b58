"""One figure that several doubted families, true but for it, want to be the same other value."""

from __future__ import annotations

import pytest

from gouji.check.example import parse_example
from gouji.check.run import check_claims

PROJECTS = """
项目支出表 | 万元 | flow=expenditure
项目 | 预算数
大厅运行 project=大厅运行 | {0}
热线服务 project=热线服务 | 31.20
档案整理 project=档案整理 | 8.64
设备更新 project=设备更新 | 12.05
"""


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("75.30", "75.30", "75.30"), None),
        (("57.30", "75.30", "75.30"), "75.30 万元"),  # 57.30 stands alone against both
        (("57.30", "75.30"), None),  # one against one: nobody knows, and a name may mean two things
        (("57.30", "75.30", "73.50"), None),  # the others do not agree
    ],
    ids=["right", "outvoted", "one against one", "three values"],
)
def test_a_figure_that_families_agree_against_is_told_with_what_they_ask_for(
    printed: tuple[str, ...], expected: str | None
) -> None:
    tables = [PROJECTS.format(amount).replace("项目支出表", f"表{number}") for number, amount in enumerate(printed)]
    findings = check_claims(parse_example("\n".join(tables))).findings
    told = [finding for finding in findings if finding.code == "TIE01"]
    assert [finding.expected for finding in told] == ([expected] if expected else [])
    assert all(finding.severity == "warning" for finding in told)
