"""What a departmental budget must publish: its tables and the sections of its text, and the words that tell them apart.

The data are in `data/disclosure.toml`, with its sources.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """A table that must be published, and how its title is known (without numbering, year, marks and name)."""

    name: str
    title: re.Pattern[str]
    other: re.Pattern[str]

    def is_named_by(self, key: str) -> bool:
        """Whether a title is this table's.

        >>> [table.name for table in disclosure_law().tables if table.is_named_by("部门收入总表")]
        ['部门收入总表']
        """
        return self.title.search(key) is not None and self.other.search(key) is None


@dataclass(frozen=True, slots=True)
class Subject:
    """Money of which a table may be empty: its name, the words that mean it, its fund ("" where it is no fund)."""

    name: str
    word: re.Pattern[str]
    fund: str


@dataclass(frozen=True, slots=True)
class DisclosureLaw:
    """Tables and sections that must be there; words that tell tables apart; how a text says that there is nothing."""

    tables: tuple[StatutoryTable, ...]
    sections: Mapping[str, re.Pattern[str]]
    marks: tuple[str, ...]
    strong: tuple[str, ...]
    nothing: re.Pattern[str]
    subjects: tuple[Subject, ...]
    surnames: frozenset[str]

    def marks_of(self, key: str) -> frozenset[str]:
        """The telling words in a title.

        >>> sorted(disclosure_law().marks_of("部门收支总表"))
        ['收支']
        """
        return frozenset(word for word in self.marks if word in key)

    def strong_marks_of(self, key: str) -> frozenset[str]:
        """The words in a title that say by themselves what its table is; of goals, whether they are the whole's.

        >>> sorted(disclosure_law().strong_marks_of("部门政府采购支出预算明细表"))
        ['采购']
        >>> sorted(disclosure_law().strong_marks_of("项目支出绩效目标表"))
        ['分项', '绩效']
        """
        if "绩效" in key:
            return frozenset({"绩效", "整体" if "整体" in key else "分项"})
        return frozenset(word for word in self.strong if word in key)


@cache
def disclosure_law() -> DisclosureLaw:
    """The data, read once."""
    data = tomllib.loads(files("gouji.law.data").joinpath("disclosure.toml").read_text(encoding="utf-8"))
    return DisclosureLaw(
        tables=tuple(
            StatutoryTable(table["name"], re.compile(table["title"]), re.compile(table["not"]))
            for table in data["tables"]
        ),
        sections={name: re.compile("|".join(words)) for name, words in data["sections"].items()},
        marks=tuple(data["marks"]["words"]),
        strong=tuple(data["marks"]["strong"]),
        nothing=re.compile(data["nothing"]["pattern"]),
        subjects=tuple(
            Subject(subject["name"], re.compile(subject["word"]), subject["fund"]) for subject in data["subjects"]
        ),
        surnames=frozenset("".join(data["people"]["surnames"].split())),
    )
