"""The official classifications: which code has which name in which years, and how surely we know it.

Rows are dated: a code may carry several names over the years. How far a row may be trusted: A the same code and name
were read in a published budget · O a notice of the Ministry of Finance · B recalled and found in an independent list ·
C recalled · D recalled, not certain: never accuse a document with it · L local practice. A code that is not listed is
a reason to look, no proof of an error: the lists are incomplete at the lowest level.

Source: 政府收支分类科目 (财政部, yearly), as met in published budgets of 2018 to 2026.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

from gouji.law.dimensions import CODE_LENGTHS
from gouji.model.amount import fold
from gouji.model.point import Dimension

FILES = {
    Dimension.FUNCTION: "functional.csv",
    Dimension.ECONOMIC: "economic_department.csv",
    Dimension.GOVERNMENT_ECONOMIC: "economic_government.csv",
}
FIRST_DIGIT = {"2": Dimension.FUNCTION, "3": Dimension.ECONOMIC, "5": Dimension.GOVERNMENT_ECONOMIC}

FIRST_YEAR = 2018
"""The lists begin here: what was right before is not known."""

_PUNCTUATION = str.maketrans("", "", "()[]{}〔〕【】<>《》“”\"'‘’、,，.。·:：;；-—_")
_APPROXIMATE_YEARS = 2  # a boundary marked "approx" may be off by one or two years


class NameVerdict(StrEnum):
    """What the list says of a printed (code, name, year)."""

    KNOWN = "known"  # the name is (or was within the years' doubt) the code's name, whole or shortened by a line break
    OTHER_YEAR = "other_year"  # the code carries this name, but in other years
    OTHER_NAME = "other_name"  # the code is listed, and this is not its name
    UNKNOWN = "unknown"  # the code is not listed
    LOCAL = "local"  # the code ends in 98 or is below the listed levels: places may add such codes


@dataclass(frozen=True, slots=True)
class Listing:
    """One name of one code over a span of years; `year_to` None where no end is known."""

    dimension: Dimension
    code: str
    name: str
    year_from: int
    year_to: int | None
    approximate: bool
    trust: str
    source: str

    def holds_in(self, year: int | None) -> bool:
        """Whether the name was valid in a year, giving approximate boundaries the benefit of the doubt."""
        if year is None:
            return True
        slack = _APPROXIMATE_YEARS if self.approximate else 0
        return self.year_from - slack <= year and (self.year_to is None or year <= self.year_to + slack)


@dataclass(frozen=True, slots=True)
class NameJudgement:
    """A verdict on a printed name, with the listed names it was held against and how far they may be trusted."""

    verdict: NameVerdict
    listings: tuple[Listing, ...] = ()

    @property
    def trust(self) -> str:
        """The best trust among the listings: A before O, B, C, L, D; "" where there are none."""
        return min((listing.trust for listing in self.listings), key="AOBCLD".index, default="")


def name_key(name: str) -> str:
    """A name as names are compared: folded, without brackets and punctuation.

    >>> name_key("政府办公厅（室）及 相关机构事务") == name_key("政府办公厅(室)及相关机构事务")
    True
    """
    return fold(name).translate(_PUNCTUATION)


@cache
def listings(dimension: Dimension) -> dict[str, tuple[Listing, ...]]:
    """Every listed name of every code of a classification, by code, in order of years."""
    grouped: dict[str, list[Listing]] = {}
    for row in _rows(FILES[dimension]):
        listing = Listing(
            dimension,
            row["code"],
            row["name"],
            int(row["year_from"] or FIRST_YEAR),
            int(row["year_to"]) if row["year_to"] else None,
            row["basis"] == "approx",
            row["trust"],
            row["source"],
        )
        grouped.setdefault(listing.code, []).append(listing)
    return {code: tuple(rows) for code, rows in grouped.items()}


def lookup(dimension: Dimension, code: str, year: int | None = None) -> Listing | None:
    """The listing of a code in a year (in any year for None, the latest first); None where it is not listed.

    >>> lookup(Dimension.FUNCTION, "20805", 2024).name
    '行政事业单位养老支出'
    """
    valid = [listing for listing in listings(dimension).get(code, ()) if listing.holds_in(year)]
    return max(valid, key=lambda listing: listing.year_from, default=None)


def dimension_of_code(code: str) -> Dimension | None:
    """The classification whose codes look like this one (first digit, length), or None.

    >>> dimension_of_code("2010306"), dimension_of_code("003001")
    (<Dimension.FUNCTION: 'function'>, None)
    """
    dimension = FIRST_DIGIT.get(code[:1]) if code.isdigit() else None
    return dimension if dimension is not None and len(code) in CODE_LENGTHS[dimension] else None


@lru_cache(maxsize=8192)
def codes_named(dimension: Dimension, name: str) -> tuple[str, ...]:
    """Every code that carries (or carried) this name, official, alias, or with 支出 left out; in order of code.

    >>> codes_named(Dimension.FUNCTION, "审计事务"), codes_named(Dimension.ECONOMIC, "办公费")
    (('20108',), ('30201',))
    """
    index = _codes_by_name(dimension)
    key = name_key(name)
    found = index.get(key, ())
    if not found and key.endswith(("类", "款", "项")):
        found = index.get(key[:-1], ())
    return found


def judge_name(dimension: Dimension, code: str, name: str, year: int | None) -> NameJudgement:
    """What the list says of a printed code and name in a year.

    Brackets, line breaks, a name cut short (wrapped over cells), a local suffix and the code in front are tolerated.

    >>> judge_name(Dimension.FUNCTION, "20805", "行政事业单位离退休", 2026).verdict.value
    'other_year'
    >>> judge_name(Dimension.FUNCTION, "2010306", "行政运行", 2024).verdict.value
    'other_name'
    """
    listed = listings(dimension).get(code, ())
    if not listed:
        return NameJudgement(NameVerdict.LOCAL if _is_local(dimension, code) else NameVerdict.UNKNOWN)
    key = name_key(name).removeprefix(code)
    matching = tuple(listing for listing in listed if _is_same_name(key, name_key(listing.name)))
    if any(listing.holds_in(year) for listing in matching) or key in _alias_keys().get(code, frozenset()):
        return NameJudgement(NameVerdict.KNOWN, matching or listed)
    if matching:
        return NameJudgement(NameVerdict.OTHER_YEAR, matching)
    return NameJudgement(NameVerdict.OTHER_NAME, listed)


def _is_same_name(printed: str, official: str) -> bool:
    if len(printed) < 2:
        return not printed
    return printed in official or printed.startswith(official) or _without_ending(printed) == _without_ending(official)


def _without_ending(key: str) -> str:
    for ending in ("支出", "事务", "费用", "费"):
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key[: -len(ending)]
    return key


def _is_local(dimension: Dimension, code: str) -> bool:
    """Codes that places add on their own: nnn98 items, and economic codes below the 款."""
    return code.endswith("98") or (dimension is Dimension.ECONOMIC and len(code) > 5)


@cache
def _codes_by_name(dimension: Dimension) -> dict[str, tuple[str, ...]]:
    named: dict[str, set[str]] = {}
    for code, rows in listings(dimension).items():
        for listing in rows:
            key = name_key(listing.name)
            named.setdefault(key, set()).add(code)
            if len(code) == 3:
                named.setdefault(key.removesuffix("支出"), set()).add(code)
    for code, keys in _alias_keys().items():
        if FIRST_DIGIT[code[0]] is dimension:
            for key in keys:
                named.setdefault(key, set()).add(code)
    return {key: tuple(sorted(codes)) for key, codes in named.items()}


@cache
def _alias_keys() -> dict[str, frozenset[str]]:
    grouped: dict[str, set[str]] = {}
    for row in _rows("aliases.csv"):
        if row["kind"] == "local_name":
            grouped.setdefault(row["code"], set()).add(name_key(row["name"]))
    return {code: frozenset(keys) for code, keys in grouped.items()}


def _rows(file: str) -> list[dict[str, str]]:
    text = resources.files("gouji.law").joinpath("data", file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
