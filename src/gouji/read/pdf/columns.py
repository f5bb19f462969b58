"""Phrases of lines → the columns they stand in, where no line parts them: by overlap, then by aligned edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from gouji.read.pdf.lines import Line, tokens_text
from gouji.read.pdf.numbers import decimals, is_number
from gouji.read.pdf.tokens import Token

_PHRASE_GAP = 0.8  # letters between what belongs to different columns
_ALIGNED = 0.6  # letters by which aligned edges may differ
_SHARE_ALIGNED = 0.7
_LABEL = re.compile(r"(?!.{0,3}元|[个亿万千百倍台辆套吨米]|人次|平方|公里)[\u4e00-\u9fff（(]")


@dataclass(frozen=True)
class Phrase:
    """Tokens of one line that stand together."""

    tokens: tuple[Token, ...]

    @property
    def x0(self) -> float:
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        return self.tokens[-1].x1

    @property
    def height(self) -> float:
        return self.tokens[0].height

    @cached_property
    def text(self) -> str:
        """Its text."""
        return tokens_text(self.tokens)

    @cached_property
    def is_number(self) -> bool:
        """Whether it is one number."""
        return is_number(self.text)


@dataclass(frozen=True, slots=True)
class Column:
    """Where the body of one column starts and ends."""

    x0: float
    x1: float
    is_numeric: bool

    def overlap(self, phrase: Phrase) -> float:
        """How much of a phrase's width lies in the column, in points; negative is the distance to it."""
        return min(self.x1, phrase.x1) - max(self.x0, phrase.x0)


def line_to_phrases(line: Line) -> list[Phrase]:
    """The phrases of a line: tokens with less than about a letter between them, and amounts parted from labels."""
    groups: list[list[Token]] = []
    for token in chain.from_iterable(map(_amount_and_label, line.tokens)):
        if not groups or _parts(groups[-1], token):
            groups.append([token])
        else:
            groups[-1].append(token)
    return [Phrase(tuple(group)) for group in groups]


def _parts(group: Sequence[Token], token: Token) -> bool:
    """Whether a token begins another phrase than that which a group of tokens makes."""
    last = group[-1]
    if token.x0 - last.x1 > _PHRASE_GAP * min(last.height, token.height):
        return True
    return len(group) == 1 and _are_neighbours(last.text, token.text)


def _amount_and_label(token: Token) -> list[Token]:
    """A token cut behind its amount, where another text object begins the next column's label right there."""
    for joint in token.joints:
        if _are_neighbours(token.text[:joint], token.text[joint:]):
            return [token.part(0, joint), token.part(joint, len(token.text))]
    return [token]


def _are_neighbours(amount: str, label: str) -> bool:
    """Whether an amount at its column's right edge is followed by a label at its column's left one, and not its unit.

    A running text does not begin with an amount that no unit follows.
    """
    return decimals(amount) is not None and _LABEL.match(label) is not None


def find_columns(body: Sequence[Sequence[Phrase]]) -> tuple[list[Column], bool] | None:
    """The columns of a table's body, and whether each figure's column is beyond doubt; None where none can be told."""
    numeric: list[Column] = []
    certain = True
    figures = [(row, phrase) for row, phrases in enumerate(body) for phrase in phrases if phrase.is_number]
    for group in _overlapping(figures):
        parts = [group]
        if _collides(group):
            split = _split_by_alignment(group)
            if split is None:
                return None
            parts, certain = split, False
        numeric.extend(_column(part, is_numeric=True) for part in parts)
    numeric.sort(key=lambda column: column.x0)
    labels = [(row, phrase) for row, phrases in enumerate(body) for phrase in phrases if not phrase.is_number]
    free = [pair for pair in labels if not any(column.overlap(pair[1]) > 0.5 * _width(pair[1]) for column in numeric)]
    texts = [_column(group, is_numeric=False) for group in _overlapping(free)]
    texts = [_cut(text, numeric) for text in texts]
    return sorted([*numeric, *texts], key=lambda column: column.x0), certain


def with_empty_columns(columns: Sequence[Column], head: Iterable[Sequence[Phrase]]) -> list[Column]:
    """The columns with those in which the body prints nothing: heads that stand beside a column's own head."""
    found = list(columns)
    for phrases in head:
        beside: dict[int, list[Phrase]] = {}
        for phrase in phrases:
            beside.setdefault(best_column(phrase, found), []).append(phrase)
        free = [
            phrase
            for index, rivals in beside.items()
            for phrase in rivals
            if len(rivals) > 1 and len(phrase.text) > 1 and found[index].overlap(phrase) < 0
        ]
        found = sorted([*found, *(Column(one.x0, one.x1, is_numeric=True) for one in free)], key=lambda one: one.x0)
    return found


def are_aligned(body: Iterable[Sequence[Phrase]], columns: Sequence[Column]) -> bool:
    """Whether the figures of most columns keep to one edge (or middle): chance and charts do not."""
    held: dict[int, list[Phrase]] = {}
    for phrases in body:
        for phrase in phrases:
            if phrase.is_number:
                held.setdefault(best_column(phrase, columns), []).append(phrase)
    judged = [_is_aligned(phrases) for phrases in held.values() if len(phrases) > 1]
    return bool(judged) and sum(judged) >= _SHARE_ALIGNED * len(judged)


def best_column(phrase: Phrase, columns: Sequence[Column]) -> int:
    """The column in which most of a phrase stands, or the nearest."""
    return max(range(len(columns)), key=lambda index: columns[index].overlap(phrase))


def _width(phrase: Phrase) -> float:
    return phrase.x1 - phrase.x0


def _overlapping(phrases: Sequence[tuple[int, Phrase]]) -> list[list[tuple[int, Phrase]]]:
    """Groups of phrases whose extents overlap, directly or through others."""
    groups: list[list[tuple[int, Phrase]]] = []
    end = float("-inf")
    for row, phrase in sorted(phrases, key=lambda pair: pair[1].x0):
        if groups and phrase.x0 < end:
            groups[-1].append((row, phrase))
            end = max(end, phrase.x1)
        else:
            groups.append([(row, phrase)])
            end = phrase.x1
    return groups


def _collides(group: Sequence[tuple[int, Phrase]]) -> bool:
    return any(count > 1 for count in Counter(row for row, _ in group).values())


_EDGES: tuple[Callable[[Phrase], float], ...] = (
    lambda phrase: phrase.x1,
    lambda phrase: phrase.x0,
    lambda phrase: (phrase.x0 + phrase.x1) / 2,
)


def _split_by_alignment(group: Sequence[tuple[int, Phrase]]) -> list[list[tuple[int, Phrase]]] | None:
    """The group as columns of aligned figures, by the edge that makes the fewest; None where rows still collide."""
    found: list[list[list[tuple[int, Phrase]]]] = []
    for edge in _EDGES:
        parts: list[list[tuple[int, Phrase]]] = []
        for row, phrase in sorted(group, key=lambda pair: edge(pair[1])):
            if parts and edge(phrase) - edge(parts[-1][-1][1]) <= _ALIGNED * phrase.height:
                parts[-1].append((row, phrase))
            else:
                parts.append([(row, phrase)])
        if not any(_collides(part) for part in parts):
            found.append(parts)
    return min(found, key=len) if found else None


def _is_aligned(phrases: Sequence[Phrase]) -> bool:
    slack = _ALIGNED * phrases[0].height
    for edge in _EDGES:
        places = sorted(edge(phrase) for phrase in phrases)
        middle = places[len(places) // 2]
        if sum(abs(place - middle) <= slack for place in places) >= _SHARE_ALIGNED * len(places):
            return True
    return False


def _column(group: Sequence[tuple[int, Phrase]], *, is_numeric: bool) -> Column:
    return Column(min(phrase.x0 for _, phrase in group), max(phrase.x1 for _, phrase in group), is_numeric)


def _cut(text: Column, numeric: Sequence[Column]) -> Column:
    """A column of labels up to where the next figures start, for labels that run on into an empty cell."""
    end = min((column.x0 for column in numeric if column.x0 > text.x0), default=text.x1)
    return Column(text.x0, min(text.x1, max(end, text.x0 + 1)), is_numeric=False)
