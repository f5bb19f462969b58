"""A doubted equation that fails by a telling slip is told; one that fails by a round amount is not."""

from __future__ import annotations

import pytest

from gouji.check.example import parse_example
from gouji.check.run import check_claims

TABLE = """
项目明细表 | 元
项目 | 金额
政务公开 | {first}
  场地租赁 | 18803216.45
  设备维护 | 32134391.90
"""


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("50937608.35", []),
        ("50937068.35", ["50937608.35 元"]),
        ("5093760.35", ["50937608.35 元"]),
        ("5093760835.00", ["50937608.35 元"]),
        ("50837608.35", []),
        ("61204417.20", []),
    ],
)
def test_only_a_slip_that_chance_would_not_make_proves_what_a_drawing_suggests(printed: str, told: list[str]) -> None:
    findings = check_claims(parse_example(TABLE.format(first=printed))).findings
    assert [finding.expected for finding in findings] == told
