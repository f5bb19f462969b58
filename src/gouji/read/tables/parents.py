"""Which row each row is part of: by codes, then units, numbering, 其中 and indentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gouji.law.classifications import dimension_of_code
from gouji.model.amount import fold
from gouji.model.table import Row
from gouji.read.tables.words import numbering_level

_FIRST = re.compile(r"[(（]?[一1①][)）、.．]")
_UNDER_WORDS = 4  # characters: lines set under the words after 其中： (three, and one for rounding) stand beside them


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before its parent is known, with what tells the parent.

    `codes` is how many codes it prints, `unit` the code of the unit that it stands for or belongs to, `column` where
    its label stands.
    """

    row: Row
    indent: int
    codes: int
    unit: str | None
    column: int | None = None


def find_parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each row the index of the row it is part of: by codes, then units, numbering and indentation."""
    found: list[int | None] = []
    stack: list[int] = []
    openers = _openers(drafts)
    for number, draft in enumerate(drafts):
        if draft.row.role == "total" and numbering_level(draft.row.label) is None:
            stack = []
            found.append(None)
            continue
        while stack and not _is_part(draft, drafts[stack[-1]]):
            if stack[-1] in openers and numbering_level(draft.row.label) is not None:
                break
            stack.pop()
        found.append(stack[-1] if stack else None)
        stack.append(number)
    return found


def _openers(drafts: Sequence[Draft]) -> frozenset[int]:
    """Rows without numbering below which a list's numbering begins again (年初结转和结余: 一、… 二、…)."""
    found: set[int] = set()
    seen: set[int] = set()
    for number, draft in enumerate(drafts):
        level = numbering_level(draft.row.label)
        begins_again = level in seen and bool(_FIRST.match(fold(draft.row.label)))
        if begins_again and number and _is_opener(drafts[number - 1]):
            found.add(number - 1)
        if level is not None:
            seen.add(level)
    return frozenset(found)


def _is_opener(draft: Draft) -> bool:
    return draft.row.role == "item" and numbering_level(draft.row.label) is None and draft.row.code is None


def _is_part(draft: Draft, above: Draft) -> bool:
    """Whether a row is part of a row above it (the nearest that is still open)."""
    code, other = draft.row.code, above.row.code
    if draft.unit != above.unit:
        return above.unit is not None and (draft.unit is None or draft.unit.startswith(above.unit))
    if draft.unit is not None and draft.codes != above.codes:
        return draft.codes > above.codes
    if code and other:
        same = dimension_of_code(code) == dimension_of_code(other)
        if same:
            return draft.indent > above.indent if code == other else code.startswith(other)
        return not draft.row.codes and draft.indent > above.indent
    if draft.column is not None and above.column is not None and draft.column != above.column:
        return draft.column > above.column  # lists go from left to right: units, then their classes or projects
    if code or other:
        return bool(other) and not code and (draft.indent > above.indent or draft.row.role == "of_which")
    return _is_below(draft, above)


def _is_below(draft: Draft, above: Draft) -> bool:
    """Whether a row without codes is part of another by 其中, numbering and indentation."""
    mine, theirs = numbering_level(draft.row.label), numbering_level(above.row.label)
    if draft.row.role == "of_which":
        return above.row.role != "of_which" and (mine is None or theirs is None or mine > theirs)
    if above.row.role == "of_which":
        return mine is None and draft.indent > above.indent + _UNDER_WORDS
    if mine is not None and theirs is not None:
        return mine > theirs
    if mine is None and theirs is None:
        return draft.indent > above.indent
    if theirs is None:
        return draft.indent > above.indent and mine is not None and mine >= 2
    return draft.indent > above.indent
