"""The sentences of an edition held against the paragraphs that a reader found: each must stand there, word for word.

All texts are compared without white space, in NFKC. A file is one stream of its paragraphs, so that a page break inside
one does not matter; paragraphs are looked for in their order. What then stands in a paragraph besides, and prints
an amount that the edition does not know, is a sentence too many.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from gouji.model.amount import fold
from gouji.model.document import Document, Paragraph, Place
from gouji.model.edition import Edition, EditionTable, Heading, Prose, Run

_NUMBER = r"[-+(]?\d[\d,]*(?:\.\d+)?\)?%?"
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?=(?:亿|百万|万|千)?元|%)")
_PART_OF_NUMBER = frozenset("0123456789.,-+%")
_LIKE = 0.5
"""How like its original a paragraph must be to be called edited instead of missing: this words a report, no more."""


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A paragraph that is not as it should be. `number` counts the edition's paragraphs from 1 (0: not one of them).

    `figure` is the figure's text where one figure alone differs; `before` and `after` are that figure, or the
    paragraph's words ("" on the side that has none). `sentence` is the paragraph as the edition prints it.
    """

    number: int
    sentence: str
    before: str
    after: str
    figure: bool
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class SentenceProof:
    """How many paragraphs and figures in paragraphs were expected and found, and each that differs."""

    paragraphs: int
    figures: int
    equal_paragraphs: int
    equal_figures: int
    changes: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class _Stream:
    """The paragraphs of a file as one text, and where each begins in it."""

    text: str
    starts: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]

    def place(self, position: int) -> Place:
        return self.paragraphs[max(bisect_right(self.starts, position) - 1, 0)].place if self.paragraphs else Place()

    def bounds(self, number: int) -> tuple[int, int]:
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end


@dataclass(frozen=True, slots=True, order=True)
class _Text:
    """One text that the edition prints outside its tables: a paragraph (with its number), or what stands around."""

    text: str
    number: int = 0
    printed: str = ""
    runs: tuple[Run, ...] = field(default=(), compare=False)


Span = tuple[int, int]


def prove_sentences(edition: Edition, document: Document) -> SentenceProof:
    """Every paragraph of an edition looked for in a file as read."""
    stream = _stream(document)
    texts = list(_texts(edition))
    spans = _find(texts, stream.text)
    changes: list[SentenceChange] = []
    for index, text in enumerate(texts):
        if text.number and spans[index] is None:
            spans[index], found = _near(text, _gap(spans, index, len(stream.text)), stream)
            changes += found
    placed = sorted((span, text) for span, text in zip(spans, texts, strict=True) if span is not None)
    changes += _too_many(stream, placed, _known_amounts(edition), {change.number for change in changes})
    prose = [text for text in texts if text.number]
    figures = sum(_figures(text) for text in prose)
    touched = {change.number for change in changes if change.number}
    return SentenceProof(
        paragraphs=len(prose),
        figures=figures,
        equal_paragraphs=len(prose) - len(touched),
        equal_figures=figures - sum(_not_equal(text, changes) for text in prose),
        changes=tuple(changes),
    )


def edition_lines(edition: Edition) -> tuple[str, ...]:
    """Everything that an edition prints outside its tables, in order: cover, headings, paragraphs, titles, notes."""
    return (*filter(fold, edition.cover), *_lines(edition))


def _lines(edition: Edition) -> Iterator[str]:
    for block in edition.blocks:
        if isinstance(block, Heading | Prose) and fold(block.text):
            yield block.text
        elif isinstance(block, EditionTable):
            yield from filter(fold, (block.title, block.department, block.unit, *block.notes))


def _not_equal(text: _Text, changes: Sequence[SentenceChange]) -> int:
    """How many figures of a paragraph were not found: those that differ, or all where its words do."""
    mine = [change for change in changes if change.number == text.number]
    if any(not change.figure for change in mine):
        return _figures(text)
    return len(mine)


def _figures(text: _Text) -> int:
    return sum(run.figure is not None for run in text.runs)


def _stream(document: Document) -> _Stream:
    starts: list[int] = []
    parts: list[str] = []
    paragraphs = tuple(block for block in document.blocks if isinstance(block, Paragraph) and fold(block.text))
    length = 0
    for paragraph in paragraphs:
        starts.append(length)
        parts.append(fold(paragraph.text))
        length += len(parts[-1])
    return _Stream("".join(parts), tuple(starts), paragraphs)


def _texts(edition: Edition) -> Iterator[_Text]:
    number = 0
    for block in edition.blocks:
        if isinstance(block, Heading):
            yield _Text(fold(block.text))
        elif isinstance(block, Prose) and fold(block.text):
            number += 1
            yield _Text(fold(block.text), number, block.text, block.runs)
        elif isinstance(block, EditionTable):
            yield from map(_Text, filter(None, map(fold, (block.title, block.department, block.unit, *block.notes))))


def _find(texts: Sequence[_Text], stream: str) -> list[Span | None]:
    """Where each text stands, one after another; None for those that are not there.

    Paragraphs that occur once are found first: one that was left out then leads none astray of those after it. Other
    paragraphs are looked for between them, and between all of these what stands around them.
    """
    spans: list[Span | None] = [None] * len(texts)
    for index, span in _anchors(texts, stream):
        spans[index] = span
    for is_paragraph in (True, False):
        for index, text in enumerate(texts):
            if spans[index] is None and bool(text.number) == is_paragraph:
                spans[index] = _find_one(text.text, stream, *_gap(spans, index, len(stream)))
    return spans


def _anchors(texts: Sequence[_Text], stream: str) -> list[tuple[int, Span]]:
    """The paragraphs that the edition and the stream have once, as many as stand in one order in both."""
    edition = "".join(text.text for text in texts)
    ends: list[int] = []  # of the last anchor in the best row of each length, as in patience sorting
    rows: list[list[tuple[int, Span]]] = []
    for index, text in enumerate(texts):
        span = _only(text.text, stream) if text.number and _only(text.text, edition) else None
        length = bisect_right(ends, span[0]) if span else 0
        if span and (length == len(ends) or span[1] < ends[length]):
            ends[length : length + 1] = [span[1]]
            rows[length : length + 1] = [[*(rows[length - 1] if length else ()), (index, span)]]
    return rows[-1] if rows else []


def _only(text: str, stream: str) -> Span | None:
    """Where a text stands, if it does at one place alone."""
    span = _find_one(text, stream, 0, len(stream))
    return span if span and stream.find(text, span[0] + 1) < 0 else None


def _find_one(text: str, stream: str, begin: int, end: int) -> Span | None:
    """The first place of a text between two places that no digit continues on either side."""
    at = stream.find(text, begin, end)
    while at >= 0:
        if not _cuts_number(stream, at) and not _cuts_number(stream, at + len(text)):
            return at, at + len(text)
        at = stream.find(text, at + 1, end)
    return None


def _cuts_number(stream: str, at: int) -> bool:
    around = stream[max(at - 1, 0) : at + 1]
    return len(around) == 2 and at > 0 and all(character in _PART_OF_NUMBER for character in around)


def _gap(spans: Sequence[Span | None], index: int, length: int) -> Span:
    """What lies between the texts before and after one, among those found."""
    before = max((span[1] for span in spans[:index] if span), default=0)
    after = min((span[0] for span in spans[index + 1 :] if span), default=length)
    return before, max(after, before)


def _near(text: _Text, gap: Span, stream: _Stream) -> tuple[Span | None, list[SentenceChange]]:
    """A paragraph that is not there as it should be: with other figures, with other words, or not at all."""
    sentence = text.printed
    pattern = "".join(f"({_NUMBER})" if run.figure else re.escape(fold(run.text)) for run in text.runs)
    match = re.compile(pattern).search(stream.text, *gap)
    if match is not None:
        printed = [fold(run.text) for run in text.runs if run.figure]
        changes = [
            SentenceChange(text.number, sentence, before, after, True, stream.place(match.start(group)))
            for group, (before, after) in enumerate(zip(printed, match.groups(), strict=True), 1)
            if before != after
        ]
        return match.span(), changes
    found = _most_alike(text.text, gap, stream)
    if found is None:
        return None, [SentenceChange(text.number, sentence, sentence, "", False, stream.place(gap[0]))]
    words = stream.paragraphs[found].text
    span = stream.bounds(found)
    return span, [SentenceChange(text.number, sentence, sentence, words, False, stream.place(span[0]))]


def _most_alike(sentence: str, gap: Span, stream: _Stream) -> int | None:
    """The number of the paragraph as read, between two places, that is most like a sentence; None where none is."""
    best: tuple[float, int] | None = None
    for number in range(len(stream.starts)):
        begin, end = stream.bounds(number)
        if begin >= gap[0] and end <= gap[1]:
            ratio = SequenceMatcher(None, sentence, stream.text[begin:end], autojunk=False).ratio()
            if ratio >= _LIKE and (best is None or ratio > best[0]):
                best = ratio, number
    return best[1] if best else None


def _too_many(
    stream: _Stream, placed: Sequence[tuple[Span, _Text]], known: frozenset[str], told: set[int]
) -> Iterator[SentenceChange]:
    """What stands in no text of the edition: words added to a paragraph, or an amount that the edition does not print.

    `told` are the numbers of the paragraphs that are known to be changed.
    """
    for number in range(len(stream.starts)):
        begin, end = stream.bounds(number)
        inside = [(span, text) for span, text in placed if span[0] < end and span[1] > begin]
        rests = list(_uncovered((begin, end), [span for span, _ in inside]))
        paragraph = next((text for _, text in inside if text.number), None)
        for start, stop in rests:
            rest = stream.text[start:stop]
            if paragraph is not None and paragraph.number not in told:
                words, printed = stream.paragraphs[number].text, paragraph.printed
                yield SentenceChange(paragraph.number, printed, printed, words, False, stream.place(start))
                break
            if any(match[0] not in known for match in _AMOUNT.finditer(rest)):
                yield SentenceChange(0, "", "", rest, False, stream.place(start))


def _uncovered(span: Span, covered: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span that no other one covers; the others are in order."""
    at = span[0]
    for start, stop in covered:
        if stop <= at or start >= span[1]:
            continue
        if start > at:
            yield at, start
        at = max(at, stop)
    if at < span[1]:
        yield at, span[1]


def _known_amounts(edition: Edition) -> frozenset[str]:
    """Every amount that the edition prints anywhere, as digits."""
    texts = [expected.figure.text for table in edition.tables for expected in table.claims]
    texts += [text.text for text in _texts(edition)]
    texts += [cell.text for table in edition.tables for line in (*table.head, *table.body) for cell in line]
    return frozenset(match[0] for text in texts for match in re.finditer(r"\d[\d,]*(?:\.\d+)?", fold(text)))
