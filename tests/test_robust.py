"""Whatever a conversion does to a text, the whole path ends with a report and never with an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.check.run import check_claims
from gouji.pipeline import documents_to_claims, read_file
from gouji.read.text import read_text


@pytest.fixture(scope="module")
def lines(examples: Path) -> list[str]:
    """The clean example as a conversion to text would give it: caption lines and rows with tabs."""
    text: list[str] = []
    for table in read_file(examples / "clean.xlsx").tables:
        text += [
            "",
            *table.above,
            "",
            "\t".join(["项目编码", "项目", *("/".join(column.path) for column in table.columns)]),
        ]
        for row in table.rows:
            printed = {entry.column: entry.text for entry in row.entries}
            text.append("\t".join([row.code or "", row.label, *(printed.get(column, "") for column in table.columns)]))
    return text


@st.composite
def damages(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """What happens to which lines: one is lost, doubled elsewhere, loses a tab, or has its characters reversed."""
    kinds = st.sampled_from(["lose", "double", "join", "reverse", "blank"])
    return draw(st.lists(st.tuples(kinds, st.integers(0, 10**6), st.integers(0, 10**6)), max_size=30))


def damaged(lines: list[str], damage: list[tuple[str, int, int]]) -> str:
    text = list(lines)
    for kind, first, second in damage:
        place, other = first % len(text), second % len(text)
        if kind == "lose":
            del text[place]
        elif kind == "double":
            text.insert(place, text[other])
        elif kind == "join":
            text[place] = text[place].replace("\t", " ", 1)
        elif kind == "reverse":
            text[place] = text[place][::-1]
        else:
            text[place] = ""
    return "\n".join(text)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=damages())
def test_a_damaged_text_still_gives_a_report(lines: list[str], damage: list[tuple[str, int, int]]) -> None:
    claims = documents_to_claims((read_text(damaged(lines, damage), "damaged.txt", "0" * 64),))
    report = check_claims(claims)
    assert report.coverage.bound <= report.coverage.figures <= len(claims.claims)
    assert all((claim.point is None) == (claim.unbound is not None) for claim in claims.claims)
