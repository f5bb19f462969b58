"""Rewrite `src/gouji/law/data/{functional,economic_*,aliases}.csv`.

Run `python tools/update_classifications.py DIRECTORY` with the development corpus's code lists. Columns are trimmed to
what reading and checking need; `source` says in a word how far a row may be trusted (see `law/classifications.py`).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "gouji" / "law" / "data"
SOURCES = {
    "A": "published budgets",
    "O": "Ministry of Finance notice",
    "B": "independent list",
    "C": "recalled",
    "D": "recalled, not certain",
    "L": "local practice in published budgets",
}
LISTS = {
    "functional": ("functional.csv", "functional_unverified.csv"),
    "economic_department": ("economic_department.csv",),
    "economic_government": ("economic_government.csv",),
}
UNITS = {"机关（参公）": "office", "事业单位": "institution", "不分": "any"}
"""Whom a row of the mapping of economic classes is for; those for enterprises and households are left out."""
USEFUL_ALIASES = frozenset({"local_name", "outdated_name"})
MET_IN_HEADERS = [
    ["301", "工资福利性支出", "local_name"],
    ["303", "对个人和家庭的补助支出", "local_name"],
    ["303", "对个人和家庭补助支出", "local_name"],
    ["307", "债务利息支出", "local_name"],
    ["307", "债务付息及费用支出", "local_name"],
    ["310", "一般资本性支出", "local_name"],
    ["310", "其他资本性支出", "local_name"],
    ["313", "对社会保障基金支出", "local_name"],
]
"""Names of economic classes that whole places print in headers and summaries."""


def trim(row: dict[str, str]) -> list[str]:
    """One list row: year_from, year_to, basis, code, name, trust, source."""
    basis = "approx" if "approx" in (row["year_from_basis"], row["year_to_basis"]) else "certain"
    return [row["year_from"], row["year_to"], basis, row["code"], row["name"], row["trust"], SOURCES[row["trust"]]]


def main(directory: Path) -> None:
    for kind, files in LISTS.items():
        rows = [trim(row) for file in files for row in read(directory / file)]
        write(f"{kind}.csv", ["year_from", "year_to", "basis", "code", "name", "trust", "source"], sorted_rows(rows))
    aliases = {
        (row["code"], row["name_in_document"], row["kind"])
        for row in read(directory / "functional_aliases.csv")
        if row["kind"] in USEFUL_ALIASES and not row["name_in_document"].startswith("及")
    }
    write("aliases.csv", ["code", "name", "kind"], sorted([*map(list, aliases), *MET_IN_HEADERS]))
    mapping = [
        [row["dep_code"], row["gov_code"], UNITS[row["applies_to"]], row["trust"], SOURCES[row["trust"]]]
        for row in read(directory / "economic_mapping.csv")
        if row["applies_to"] in UNITS and len(row["dep_code"]) == 5
    ]
    write("economic_mapping.csv", ["department", "government", "unit", "trust", "source"], sorted(mapping))


def sorted_rows(rows: list[list[str]]) -> list[list[str]]:
    return sorted(rows, key=lambda row: (row[3], row[0]))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
