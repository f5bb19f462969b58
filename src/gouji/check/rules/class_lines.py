"""The lines of a form that names classes of expenditure without codes: names of other years, slips in names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from gouji.check.rules.disclosure.pieces import Piece, pieces_of
from gouji.check.same import once
from gouji.law.classifications import Listing, listings, name_key
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.point import Dimension

_NUMBER = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_CLASS_DIGITS = 3
_FEWEST = 4  # names of classes that make a table a list of them
_SHORTEST = 5  # characters of a name that another one resembles by a slip


def old_lines(claims: ClaimSet, year: int) -> Iterator[tuple[Listing, Listing, tuple[Piece, ...]]]:
    """The old names that forms print: each with the name of this year, and where it stands."""
    for key, pieces in _lines(claims).items():
        old = _names().get(key)
        if old is not None and not old.holds_in(year):
            new = next((each for each in listings(Dimension.FUNCTION)[old.code] if each.holds_in(year)), None)
            if new is not None and new.trust == "A":
                yield old, new, pieces


def slipped_lines(claims: ClaimSet, year: int | None) -> Iterator[tuple[str, Listing, tuple[Piece, ...]]]:
    """The names that are no class's, and one's but for one character or the order of its characters."""
    for key, pieces in _lines(claims).items():
        if key in _names() or len(key) < _SHORTEST:
            continue
        meant = [listing for name, listing in _names().items() if _is_slip(key, name) and listing.holds_in(year)]
        if len(meant) == 1:
            yield _bare(pieces[0].text), meant[0], pieces


def _is_slip(printed: str, name: str) -> bool:
    if len(printed) != len(name):
        return False
    if sum(one != other for one, other in zip(printed, name, strict=True)) == 1:
        return True
    return set(printed) == set(name) and sorted(printed) == sorted(name)


@once
def _lines(claims: ClaimSet) -> Mapping[str, tuple[Piece, ...]]:
    """The lines of lists of classes by what they name, with their places."""
    keys: dict[str, str] = {}
    for table in claims.tables:
        if table.kind != "money":
            continue
        named = {label: _key(label) for row in table.rows if not row.code and (label := fold(row.label))}
        if sum(key in _names() for key in named.values()) >= _FEWEST:
            keys.update(named)
    found: dict[str, list[Piece]] = {}
    for piece in pieces_of(claims) if keys else ():
        if piece.passage is None and piece.certain and piece.text in keys:
            found.setdefault(keys[piece.text], []).append(piece)
    return {key: tuple(pieces) for key, pieces in found.items()}


def _bare(text: str) -> str:
    return _NUMBER.sub("", text)


@lru_cache(maxsize=2048)  # forms repeat their labels
def _key(label: str) -> str:
    return name_key(_bare(label)).removesuffix("支出")


@cache
def _names() -> Mapping[str, Listing]:
    """Every name that a class has or had, without 支出 at its end; the latest where years share one."""
    classes = (rows for code, rows in listings(Dimension.FUNCTION).items() if len(code) == _CLASS_DIGITS)
    return {name_key(listing.name).removesuffix("支出"): listing for rows in classes for listing in rows}
