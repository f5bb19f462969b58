"""Write examples/budget.xlsx, clean.pdf, clean.xlsx, faulty.pdf and faulty.xlsx from examples/budget.toml.

    python tools/make_examples.py [OUTPUT_DIRECTORY]

budget.toml is written by hand: an invented department's budget. The workbook is the same budget as a clerk fills it in;
clean is what Gouji builds from it; faulty is the same publication with six mistakes planted, each of another kind, that
`gouji check` must find. The same text gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from gouji.build.compose import compose
from gouji.build.render.pdf import render_pdf
from gouji.build.render.xlsx import render_xlsx
from gouji.build.text import text_to_budget
from gouji.build.workbook import write_workbook
from gouji.law.packs import load_pack
from gouji.model.amount import Amount, parse_number
from gouji.model.edition import Edition, EditionCell, EditionTable

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

Fault = Callable[[EditionTable], EditionTable]


def typed(row: str, column: int, text: str) -> Fault:
    """A cell of the row that holds a text (a code or a label), typed over."""

    def plant(table: EditionTable) -> EditionTable:
        lines = list(table.body)
        number = next(number for number, line in enumerate(lines) if row in [cell.text for cell in line])
        lines[number] = tuple(
            retyped(cell, text) if place == column else cell for place, cell in enumerate(lines[number])
        )
        return replace(table, body=tuple(lines))

    return plant


def retyped(cell: EditionCell, text: str) -> EditionCell:
    """A cell with another text; where it prints a figure, that figure with the number that the text says."""
    number = parse_number(text)
    if cell.figure is None or number is None:
        return replace(cell, text=text, figure=None)
    amount = Amount(number.value, number.decimals, cell.figure.amount.unit)
    return replace(cell, text=text, figure=replace(cell.figure, text=text, amount=amount))


def spent_without_income(table: EditionTable) -> EditionTable:
    """Spending of a fund that has no money, where an empty table stood."""
    rows = (
        ("1", "", "合计", "12.00", "", "12.00"),
        ("2", "223", "国有资本经营预算支出", "12.00", "", "12.00"),
        ("3", "22301", "解决历史遗留问题及改革成本支出", "12.00", "", "12.00"),
        ("4", "2230199", "其他解决历史遗留问题及改革成本支出", "12.00", "", "12.00"),
    )
    body = tuple(
        tuple(EditionCell(text, align="left" if place == 2 else "center") for place, text in enumerate(row))
        for row in rows
    )
    return replace(table, body=body, notes=(), empty=False)


FAULTS: Mapping[str, Fault] = {
    "T1": typed("收入总计", 2, "1150.62"),  # 1. a grand total typed over: the two sides no longer balance
    "T3": typed("2010306", 5, "12.80"),  # 2. a decimal point slipped: 128.00 became 12.80
    "T5": typed("2080505", 2, "机关事业单位职业年金缴费支出"),  # 3. the name of the line below stands beside this code
    "T6": typed("30201", 3, "14.90"),  # 4. two digits swapped in one figure of a long list
    "T8": spent_without_income,  # 5. spending from a fund that has no money
    "A": typed("资产总额", 2, "1626.40"),  # 6. the total counts an 其中 line a second time
}


def plant_faults(edition: Edition) -> Edition:
    """The same publication with six mistakes that people make."""
    blocks = [
        FAULTS[block.key](block) if isinstance(block, EditionTable) and block.key in FAULTS else block
        for block in edition.blocks
    ]
    return replace(edition, blocks=tuple(blocks))


def main(output: Path) -> None:
    source = EXAMPLES / "budget.toml"
    budget = text_to_budget(source.read_text("utf-8"), source.name)
    output.mkdir(parents=True, exist_ok=True)
    write_workbook(budget, output / "budget.xlsx")
    clean = compose(budget, load_pack(budget.pack)).edition
    for name, edition in (("clean", clean), ("faulty", plant_faults(clean))):
        (output / f"{name}.pdf").write_bytes(render_pdf(edition))
        (output / f"{name}.xlsx").write_bytes(render_xlsx(edition))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES)
