"""Write examples/budget.xlsx, the workbook of the budget in examples/budget.toml (which is written by hand).

    python tools/make_budget_workbook.py [OUTPUT]

The same text gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from gouji.build.text import text_to_budget
from gouji.build.workbook import write_workbook

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main(output: Path) -> None:
    source = EXAMPLES / "budget.toml"
    write_workbook(text_to_budget(source.read_text("utf-8"), source.name), output)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES / "budget.xlsx")
