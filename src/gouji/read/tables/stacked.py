"""Lines that hold several rows at once, because the page draws no rule between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.model.amount import parse_number
from gouji.read.tables.lines import Line, Slot, own_slots


def whole_numbers(text: str) -> tuple[str, ...]:
    r"""The numbers of a cell that prints nothing but whole numbers, one a line; () where it does not.

    >>> whole_numbers("390000\n10000"), whole_numbers("1,234,\n567.80"), whole_numbers("12.5")
    (('390000', '10000'), (), ('12.5',))
    """
    parts = tuple(part.strip() for part in text.splitlines() if part.strip())
    return parts if parts and all(parse_number(part) is not None for part in parts) else ()


def split_stacked(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with each one that stacks several rows taken apart.

    A line stacks rows where all its figures (two at least) and one of its names print equally many lines.
    """
    for line in lines:
        count = _stacked_rows(line)
        if count < 2:
            yield line
            continue
        for number in range(count):
            yield tuple(_part(slot, number, count) for slot in line)


def _stacked_rows(line: Line) -> int:
    if not any("\n" in slot.text for slot in own_slots(line)):
        return 1
    figures = [numbers for slot in own_slots(line) if (numbers := whole_numbers(slot.text))]
    counts = {len(numbers) for numbers in figures}
    if len(figures) < 2 or len(counts) != 1:
        return 1
    count = counts.pop()
    names = [slot for slot in own_slots(line) if not whole_numbers(slot.text)]
    return count if any(len(slot.text.splitlines()) == count for slot in names) else 1


def _part(slot: Slot | None, number: int, count: int) -> Slot | None:
    if slot is None:
        return None
    parts = [part.strip() for part in slot.text.splitlines() if part.strip()]
    if len(parts) == count:
        return replace(slot, text=parts[number])
    return slot if number == 0 else None
