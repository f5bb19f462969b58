"""What keeps a budget from being published is told so that an officer knows what to change."""

from __future__ import annotations

from gouji.publish.gate import proof_obstacles
from gouji.publish.proof import Difference, FileProof


def test_a_name_that_is_read_back_as_something_else_is_told_before_its_figures() -> None:
    points = [
        (f"flow=expenditure project=12345热线 measure={measure}", f"flow=expenditure measure={measure} project=热线")
        for measure in ("count", "unit_price")
    ]
    differences = tuple(Difference("point", "采购表", "空调机", before=one, after=other) for one, other in points)
    proof = FileProof("budget.pdf", "pdf", 1, 2, 0, 0, 2, 0, differences)
    told = [obstacle.words[0] for obstacle in proof_obstacles([proof])]
    assert len(told) == 3
    assert told[0].startswith("“12345热线”作为名称印出后，读回时被当作别的意思")
