"""Rows cut in two by a page break: when a page's first line is the rest of the last page's last row, and their join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gouji.law.classifications import dimension_of_code, lookup
from gouji.model.amount import fold, parse_number
from gouji.read.tables.lines import Line, Slot, doubted, is_figure, own_slots
from gouji.read.tables.words import is_of_which, is_total, numbering_level

CUT = "分页处拼接的数字，是否同一个数无法确定"
_WHOLE_CODE = frozenset({3, 5, 7})


def completes(body: Sequence[Line], line: Line, serial: int | None) -> bool:
    """Whether a page's first line is the rest of the last page's last row.

    It is where a code would be invalid alone and valid together with the one above, where figures are whole only
    together, where the row above prints no figure in a table of codes and this line has no code, or where the line
    prints neither number, code nor figure although the others do. `serial` is the column that counts the rows.
    """
    last, own = body[-1], list(own_slots(line))
    if not own or any(is_total(slot.text) or is_of_which(slot.text) for slot in own):
        return False
    if (serial is not None and line[serial] is not None) or any(_spoils(last[slot.column], slot) for slot in own):
        return False
    if _joins_code(last, own):
        return True
    if any(_stands_alone(slot.text) for slot in own):
        return False
    if any(is_figure(slot.text) for slot in own):
        return _joins_figures(body, own) or _brings_figures(body, own, serial)
    if not all(last[slot.column] is not None for slot in own):
        return False
    return serial is not None or (_has_codes(body) and _has_code(last))


def join_lines(body: Sequence[Line], line: Line) -> Line:
    """The last line of a body together with its rest on the next page; a figure that may not be one is doubtful."""
    joined = list(body[-1])
    for slot in own_slots(line):
        upper = joined[slot.column]
        if upper is None:
            for column in range(slot.column, slot.column + slot.column_span):
                joined[column] = slot if joined[column] is None else joined[column]
            continue
        whole = replace(upper.joined(slot), continued=False)
        if not _is_whole(body, whole):
            whole = replace(whole, doubt=CUT)
        joined = [whole if part is not None and part.column == upper.column else part for part in joined]
    return tuple(joined)


def doubt_edge(body: Sequence[Line], line: Line) -> tuple[Line, Line]:
    """The last line above a page break and the first below, which do not join, with doubt where one may be cut.

    Figures are in doubt where the lower one is not printed like the others of its column, or both only together are,
    and on a line that has no name, or no code although all others have one.
    """
    last = body[-1]
    cut = {
        slot.column
        for slot in own_slots(line)
        if (above := last[slot.column]) is not None
        and (not _is_whole(body, slot) or (not _is_whole(body, above) and _is_whole(body, above.joined(slot))))
    }
    upper, lower = (
        tuple(replace(slot, doubt=CUT) if slot is not None and slot.column in cut else slot for slot in one)
        for one in (last, line)
    )
    return (
        doubted(upper, CUT) if _lacks_name(body[:-1], last) else upper,
        doubted(lower, CUT) if _lacks_name(body, line) else lower,
    )


def _lacks_name(body: Sequence[Line], line: Line) -> bool:
    """Whether a line has no name among lines that have one, or no code among lines that all have one."""
    if _is_nameless(line):
        return not all(map(_is_nameless, body))
    return _are_coded(body) and not (_has_code(line) or _has_level(line) or _names_total(line))


def _has_level(line: Line) -> bool:
    """Whether a line begins with the two digits of a 款 or 项 in a column of their own."""
    text = next((fold(slot.text) for slot in own_slots(line)), "")
    return len(text) == 2 and text.isdigit()


def _is_nameless(line: Line) -> bool:
    return all(is_figure(slot.text) for slot in own_slots(line))


def _spoils(upper: Slot | None, slot: Slot) -> bool:
    """Whether one of two cells prints a number and both together would print none."""
    if upper is None or parse_number(upper.joined(slot).text) is not None:
        return False
    return any(parse_number(text) is not None for text in (upper.text, slot.text))


def _joins_code(last: Line, own: Sequence[Slot]) -> bool:
    """Whether the first cell of digits only is the rest of a code whose beginning stands right above it."""
    right = next((slot for slot in own if fold(slot.text).isdigit()), None)
    upper = None if right is None else last[right.column]
    if right is None or upper is None:
        return False
    above, below = fold(upper.text), fold(right.text)
    whole = above + below
    dimension = dimension_of_code(whole)
    if not above.isdigit() or dimension is None or len(whole) not in _WHOLE_CODE:
        return False
    if dimension_of_code(below) is not None:
        return len(above) not in _WHOLE_CODE and lookup(dimension, whole) is not None
    return len(above) not in _WHOLE_CODE or lookup(dimension, whole) is not None


def _joins_figures(body: Sequence[Line], own: Sequence[Slot]) -> bool:
    """Whether the line's figures are digits that the figures right above them lack to be printed like the others."""
    pieces = [slot for slot in own if is_figure(slot.text)]
    for slot in pieces:
        upper = body[-1][slot.column]
        if upper is None or not _is_digits(upper.text) or not _is_digits(slot.text):
            return False
        if _is_whole(body, upper) or not _is_whole(body, upper.joined(slot)):
            return False
    return all(body[-1][slot.column] is not None for slot in own)


def _brings_figures(body: Sequence[Line], own: Sequence[Slot], serial: int | None) -> bool:
    """Whether the last row waits for its figures: it has a code (or a number) as all others have, and no figure."""
    last, figures = body[-1], [slot for slot in own if is_figure(slot.text)]
    if any(is_figure(slot.text) and not dimension_of_code(fold(slot.text)) for slot in _beside(last, serial)):
        return False
    if len(body) < 2 or any(last[slot.column] is not None for slot in figures):
        return False
    if not all(last[slot.column] is not None for slot in own if slot not in figures):
        return False
    if serial is not None:
        return last[serial] is not None
    return _has_code(last) and _are_coded(body)


def _beside(line: Line, serial: int | None) -> list[Slot]:
    return [slot for slot in own_slots(line) if slot.column != serial]


def _is_whole(body: Sequence[Line], slot: Slot) -> bool:
    """Whether a figure has as many decimals as others of its column (two where there are none); texts are whole."""
    if not _is_digits(slot.text) or dimension_of_code(fold(slot.text)) is not None:
        return True
    number = parse_number(slot.text)
    if number is None:
        return False
    others = {
        other.decimals
        for line in body[:-1]
        if (above := line[slot.column]) is not None and (other := parse_number(above.text)) is not None
    }
    return number.decimals in (others or {2})


def _is_digits(text: str) -> bool:
    return bool(text) and not fold(text).strip("0123456789.,")


def _stands_alone(text: str) -> bool:
    return numbering_level(text) is not None or dimension_of_code(fold(text)) is not None


def _names_total(line: Line) -> bool:
    return any(is_total(slot.text) for slot in own_slots(line))


def _are_coded(body: Sequence[Line]) -> bool:
    """Whether every line has a code, totals aside."""
    return _has_codes(body) and all(_has_code(line) or _names_total(line) for line in body)


def _has_codes(body: Sequence[Line]) -> bool:
    return any(_has_code(line) for line in body)


def _has_code(line: Line) -> bool:
    return any(dimension_of_code(fold(slot.text)) is not None for slot in own_slots(line))
