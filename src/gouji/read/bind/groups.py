"""Lists that begin anew: the same codes printed again for the next unit (though none is named), or the next nature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gouji.model.table import Row
from gouji.read.bind.partial import Partial

_CODES = ("function", "economic", "government_economic")
_TOLD = ("entity", "project", "item")
_UNTOLD = ("side", "total", "part")


def tell_groups(rows: Sequence[Row], read: Mapping[int, Partial]) -> dict[int, Partial]:
    """The partials of a list, its groups told apart where the codes go back to the beginning and repeat.

    Nothing names the groups: they are counted (第1组…), so that equal codes of two groups are not taken for one figure.
    """
    read = _tell_natures(rows, read)
    coded = [row for row in rows if row.role == "item" and _key(read[row.index])]
    if any(read[row.index].get(key) for row in coded for key in _TOLD):
        return dict(read)
    wholes = [_whole(read[row.index]) for row in coded]
    if len(set(wholes)) == len(wholes):
        return dict(read)
    groups = _number_groups(coded, read)
    return {
        index: partial.having(entity=f"第{groups[index]}组") if index in groups else partial
        for index, partial in read.items()
    }


def _tell_natures(rows: Sequence[Row], read: Mapping[int, Partial]) -> dict[int, Partial]:
    """The partials, economic classes that follow the lines of two natures or more (一、基本支出…) within these."""
    pairs = tuple(pairwise(rows))
    heads = {
        row.index
        for row, below in pairs
        if row.role == "item" and _is_nature(read[row.index]) and _is_class(read[below.index])
    }
    told = dict(read)
    if len({read[index].get("nature") for index in heads}) < 2:
        return told
    nature: str | None = None
    for row in rows:
        partial = read[row.index]
        if row.index in heads:
            nature = partial.get("nature")
        elif nature is not None and _is_class(partial):
            told[row.index] = partial.having(nature=nature)
        else:
            nature = None
    return told


def _is_nature(partial: Partial) -> bool:
    return partial.reason is None and {key for key in partial.sets if key not in _UNTOLD} == {"nature"}


def _is_class(partial: Partial) -> bool:
    return partial.reason is None and {key for key in partial.sets if key not in _UNTOLD} == {"economic"}


def _number_groups(coded: Sequence[Row], read: Mapping[int, Partial]) -> dict[int, int]:
    """The group of each row: a new one wherever the codes go back."""
    numbers: dict[int, int] = {}
    number, previous = 1, ""
    for row in coded:
        key = _key(read[row.index])
        number += key < previous
        previous = key
        numbers[row.index] = number
    return numbers


def _whole(partial: Partial) -> str:
    return " ".join(f"{key}={value}" for key, value in sorted(partial.sets.items()) if key not in _UNTOLD)


def _key(partial: Partial) -> str:
    return " ".join(str(partial.get(key)) for key in _CODES if partial.get(key)) if not partial.reason else ""
