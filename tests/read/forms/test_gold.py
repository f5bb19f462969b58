"""The goal forms of the development corpus as a careful human read them: every cell, and no other."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from gouji.model.amount import fold
from gouji.read.tables import document_to_tables
from gouji.read.text import read_text

pytestmark = pytest.mark.shared


def _read_gold(folder: Path) -> dict[str, Counter[tuple[str, ...]]]:
    tables: dict[str, Counter[tuple[str, ...]]] = {}
    for path in sorted(folder.glob("*_绩效_*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                cell = (row["row_key"].split("#")[0], row["column_path"].replace(" / ", "/"), row["value_text"])
                cells = tables.setdefault(fold(row["table_title"]), Counter())
                cells[tuple(map(_compared, cell))] += 1
    return tables


def _compared(text: str) -> str:
    return fold(text).replace(",", "")


@pytest.mark.parametrize("seed", ["000", "003"])
def test_every_cell_of_every_goal_form_is_read_and_no_other(shared, seed):
    text = (shared / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")
    gold = _read_gold(shared / "gold" / seed)

    read = {
        fold(table.title): Counter(
            tuple(map(_compared, (row.label, "/".join(entry.column.path), entry.text)))
            for row in table.rows
            for entry in row.entries
        )
        for table in document_to_tables(read_text(text, seed, ""))
        if table.kind == "form"
    }
    assert gold == read
