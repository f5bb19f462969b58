"""Terms of the field that have one right wording, and where a text prints one of them with a single slip.

The data are in `data/terms.csv`: the term, what is also said, and the source.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_LINKS = frozenset("的和及与、费性类款项总()")
"""Characters that people leave out or put in without a slip; 性 in 政府性基金 is the exception below."""
_NEEDED = frozenset({"政府性基金"})
"""Terms of which even such a character may not be left out: without it they mean something else."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its one right wording; `also` are other wordings in use."""

    text: str
    also: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A term printed with one character wrong, missing or twice: what stands there, from which offset to which."""

    term: Term
    text: str
    start: int
    end: int


@cache
def terms() -> tuple[Term, ...]:
    """The terms, in the order of the data."""
    text = files("gouji.law.data").joinpath("terms.csv").read_text(encoding="utf-8")
    return tuple(
        Term(row["term"], tuple((row["also"] or "").split()), row["source"])
        for row in csv.DictReader(text.splitlines())
    )


def slips_in(text: str) -> Iterator[Slip]:
    """Every term of the field that a text prints with a single slip inside it; first and last character are right.

    >>> [(slip.text, slip.term.text) for slip in slips_in("注:无政府基金预算财政拨款预算")]
    [('政府基金', '政府性基金')]
    >>> list(slips_in("一般公共预算和政府性基金预算"))
    []
    """
    for term in terms():
        half = len(term.text) // 2
        head, tail = term.text[:half], term.text[half:]
        seen: set[int] = set()
        for at in _all(text, head):
            if not text.startswith(term.text, at):
                yield from _new(_slip(term, text, at, at + len(head), tail), seen)
        for at in _all(text, tail):
            yield from _new(_slip_before(term, text, at, head), seen)


def _new(slip: Slip | None, seen: set[int]) -> Iterator[Slip]:
    if slip is not None and slip.start not in seen:
        seen.add(slip.start)
        yield slip


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _slip(term: Term, text: str, start: int, middle: int, tail: str) -> Slip | None:
    """The slip in the second half, if what follows the first is one edit away from it."""
    end = middle + len(tail)
    if tail[-1] not in text[end - 2 : end + 1]:
        return None  # the last character is right where anything is: nearly always it is not
    for length in (len(tail), len(tail) - 1, len(tail) + 1):
        found = text[middle : middle + length]
        if len(found) == length and _is_slip(tail, found, term, text[start : middle + length]):
            return Slip(term, text[start : middle + length], start, middle + length)
    return None


def _slip_before(term: Term, text: str, middle: int, head: str) -> Slip | None:
    """The slip in the first half, if what stands before the second is one edit away from it."""
    end = middle + len(term.text) - len(head)
    begin = max(middle - len(head), 0)
    if head[0] not in text[max(begin - 1, 0) : begin + 2]:
        return None
    for length in (len(head), len(head) - 1, len(head) + 1):
        start = middle - length
        if start >= 0 and _is_slip(head, text[start:middle], term, text[start:end]):
            return Slip(term, text[start:end], start, end)
    return None


def _is_slip(right: str, found: str, term: Term, whole: str) -> bool:
    """Whether `found` is `right` with one inner character changed, left out or doubled, and no wording in use."""
    if found == right or whole[0] != term.text[0] or whole[-1] != term.text[-1] or not _is_words(found):
        return False
    if any(whole == other or other.startswith(whole) for other in term.also):
        return False
    pairs = enumerate(zip(right, found, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), min(len(right), len(found)))
    if len(found) == len(right):
        return right[at + 1 :] == found[at + 1 :] and not {right[at], found[at]} & _LINKS
    if len(found) < len(right):
        left_out = right[at] if at < len(right) else ""
        return right[at + 1 :] == found[at:] and (left_out not in _LINKS or term.text in _NEEDED)
    return right[at:] == found[at + 1 :] and at > 0 and found[at] == found[at - 1]


def _is_words(text: str) -> bool:
    return all("\u4e00" <= letter <= "\u9fff" or letter in "()" for letter in text)
