"""Items that were renamed or moved: one code with two names, or one name with two codes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from gouji.check.figures import Figure
from gouji.compare.model import NameChange
from gouji.compare.shelves import Library
from gouji.law.vocabulary import strip_numbering
from gouji.model.amount import fold
from gouji.model.point import Dimension

_KINDS = (Dimension.FUNCTION, Dimension.ECONOMIC)
_MARKS = re.compile(r"[^\w]|支出$|其中")

Named = dict[str, tuple[str, str]]
"""Names and the ids of claims of their rows, by code."""


def find_name_changes(library: Library, before: int, after: int) -> Iterator[NameChange]:
    """Function and economic items whose name or code changed between two sides."""
    for dimension in _KINDS:
        ours, theirs = _names(library, before, dimension), _names(library, after, dimension)
        yield from _renamed(dimension, ours, theirs)
        yield from _moved(dimension, ours, theirs)


def _renamed(dimension: Dimension, ours: Named, theirs: Named) -> Iterator[NameChange]:
    for code, (name, claim) in ours.items():
        if code in theirs and _plain(name) != _plain(theirs[code][0]):
            other, twin = theirs[code]
            yield NameChange("renamed", dimension.value, code, code, name, other, claim, twin)


def _moved(dimension: Dimension, ours: Named, theirs: Named) -> Iterator[NameChange]:
    """Names that stand once on each side, at one level, under codes that only their own side has."""
    gone = {code: entry for code, entry in ours.items() if code not in theirs}
    new = {code: entry for code, entry in theirs.items() if code not in ours}
    by_name = _unique(theirs), _unique(ours)
    for code, (name, claim) in gone.items():
        target = by_name[0].get((_plain(name), len(code)))
        if target in new and by_name[1].get((_plain(name), len(code))) == code:
            other, twin = new[target]
            yield NameChange("moved", dimension.value, code, target, name, other, claim, twin)


def _unique(named: Named) -> Mapping[tuple[str, int], str]:
    codes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for code, (name, _) in named.items():
        codes[_plain(name), len(code)].append(code)
    return {key: same[0] for key, same in codes.items() if len(same) == 1}


def _names(library: Library, number: int, dimension: Dimension) -> Named:
    """What rows of the side call the codes they print; a code that it names in two ways is left out."""
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for figure in library.by_side[number]:
        named = _row_name(library, figure, dimension)
        if named is not None:
            code, name = named
            found[code].setdefault(_plain(name), (name, figure.key))
    return {code: next(iter(names.values())) for code, names in found.items() if len(names) == 1}


def _row_name(library: Library, figure: Figure, dimension: Dimension) -> tuple[str, str] | None:
    """The code and the name that a figure's row prints."""
    claim = figure.claim
    code = figure.point.get(dimension) if figure.point is not None else None
    if code is None or claim.table is None or claim.row is None:
        return None
    row = library.claims.tables[claim.table].rows[claim.row]
    printed = row.code or next((each for _, each in row.codes if each == code), None)
    name = strip_numbering(row.label.removeprefix(code).strip())
    return (code, name) if printed == code and name and not name.isdigit() else None


def _plain(name: str) -> str:
    return _MARKS.sub("", fold(name))
