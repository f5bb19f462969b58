"""How a document is laid out: the lines of its table of contents, the lines of its body, the keys that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gouji.check.same import once
from gouji.law.vocabulary import strip_numbering
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.passage import UNNUMBERED, Passage, level_of

_BEGINS = re.compile(r"^.{0,40}目录$")
_PAGE = re.compile(r"[.…·\-—]*\d{0,3}$")
_SPLIT = re.compile(
    r"(?<!^)(?=第[一二三四五六七八九十]{1,3}部分)|(?<=[^第(（一二三四五六七八九十])(?=[一二三四五六七八九十]{1,3}、)|(?<=[\d…)表明])(?=[(（][一二三四五六七八九十]{1,3}[)）])"
)
_YEAR = re.compile(r"(?:20\d\d|二[〇○零O][一二三四五六七八九〇○零]{2})年度?")
_MARKS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_IS_TEXT = re.compile(r"[。:]$|^(?:备注|注|根据|按照|依据)|20\d\d年\d{1,2}月$")
_GENERAL = re.compile(r"部门|单位")
_LEAST = 4  # characters that a line printed again must have
_AHEAD = 4  # lines: contents whose lines name pages end where so many follow that name none
_LEAST_HEADINGS = 5  # of a menu
_GAP = 14  # lines between two headings of a menu: the titles of tables
_SEARCHED = 80  # passages from the beginning among which the contents begin
_LONGEST = 60  # characters of a heading or title


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: its words without number and page, the page it names, and the passage it stands in."""

    text: str
    page: int | None
    level: int
    passage: Passage
    start: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The contents of a document (empty where it has none) and the passages after them."""

    document: int
    entries: tuple[Entry, ...]
    body: tuple[Passage, ...]


@once
def layouts_of(claims: ClaimSet) -> tuple[Layout, ...]:
    """The layout of each document."""
    return tuple(_read_layouts(claims))


def _read_layouts(claims: ClaimSet) -> Iterator[Layout]:
    names = names_of(claims)
    for index in range(len(claims.documents)):
        passages = [passage for passage in claims.passages if passage.document == index]
        begin, end = _contents(passages, names)
        entries = tuple(entry for passage in passages[begin:end] for entry in _entries(passage))
        yield Layout(index, entries, tuple(passages[end:]))


@lru_cache(maxsize=2048)  # titles and headings, which one rule after another compares
def key_of(text: str, names: tuple[str, ...] = ()) -> str:
    """What two titles are compared by: their words without numbering, year, marks and the department's names.

    >>> key_of("三、2024年部门“三公”经费表（元）")
    '部门三公经费表元'
    """
    bare = strip_numbering(text)
    for name in names:
        bare = bare.replace(name, "")
    return words_alone(bare)


def words_alone(text: str) -> str:
    """A folded text without years and marks.

    >>> words_alone("2024年部门“三公”经费表(元)")
    '部门三公经费表元'
    """
    return _MARKS.sub("", _YEAR.sub("", text))


def _contents(passages: Sequence[Passage], names: tuple[str, ...]) -> tuple[int, int]:
    """From which passage to which the contents run; they end where one of their lines is printed again."""
    opening = passages[:_SEARCHED]
    begin = next((at + 1 for at, passage in enumerate(opening) if _BEGINS.match(passage.text)), None)
    if begin is None:
        begin = next((at for at, passage in enumerate(opening) if passage.is_contents), None)
    if begin is None:
        return _menu(passages)
    sheet = passages[begin].places[0].sheet if begin < len(passages) else None
    seen: set[str] = set()
    paged = any(passage.is_contents for passage in passages[begin : begin + _AHEAD])
    for at in range(begin, len(passages)):
        if passages[at].places[0].sheet != sheet:
            return begin, at
        if paged and not any(passage.is_contents for passage in passages[at : at + _AHEAD]):
            return begin, at
        text = _PAGE.sub("", passages[at].text) if passages[at].is_contents else passages[at].text
        if _recurs(text, _bare(text, names), seen) or (not passages[at].is_contents and _IS_TEXT.search(text)):
            return begin, at
        seen.update(key for entry in _split(text) for key in (entry.text, _bare(entry.text, names)))
    return 0, 0


def _menu(passages: Sequence[Passage]) -> tuple[int, int]:
    """The run of headings near the beginning that are all printed again later: a web page's menu."""
    last = {passage.text: at for at, passage in enumerate(passages)}
    hits = [at for at, passage in enumerate(passages[:_SEARCHED]) if numbered(passage) and last[passage.text] > at + 1]
    if len(hits) < _LEAST_HEADINGS:
        return 0, 0
    end = begin = hits[0]
    for at in hits:
        if at > end + _GAP or not all(map(is_title, passages[end:at])):
            break
        end = at
    run = [at for at in hits if begin <= at <= end]
    first = next((at for at, passage in enumerate(passages) if at > end and passage.text == passages[begin].text), 0)
    return (begin, end + 1) if len(run) >= _LEAST_HEADINGS and first > end else (0, 0)


def _recurs(text: str, bare: str, seen: set[str]) -> bool:
    """Whether a line is one of the contents printed again: whole, cut short, or with the department's name."""
    if text in seen or bare in seen:
        return True
    return len(text) >= _LEAST and any(key.startswith(text) for key in seen)


def _bare(text: str, names: tuple[str, ...]) -> str:
    """A title without number, year, marks and the words that every title has; itself where too little is left."""
    bare = _GENERAL.sub("", key_of(text, names))
    return bare if len(bare) >= _LEAST else text


def _split(text: str) -> Iterator[Entry]:
    starts = [0, *(match.start() for match in _SPLIT.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        if end > start:
            yield Entry(text[start:end], None, level_of(text[start:end]), _NOWHERE, start)


def _entries(passage: Passage) -> Iterator[Entry]:
    for part in _split(passage.text):
        bare = _PAGE.sub("", part.text)
        digits = re.search(r"\d{1,3}$", part.text) if passage.is_contents else None
        if bare:
            page = int(digits[0]) if digits is not None else None
            yield Entry(bare, page, part.level, passage, part.start)


_NOWHERE = Passage("", (0,), ())


def pairs_of(key: str) -> frozenset[str]:
    """The pairs of neighbouring characters in a key."""
    return frozenset(key[at : at + 2] for at in range(len(key) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two keys have in common, by their pairs of characters: 0 to 1.

    >>> likeness(pairs_of("政府采购表"), pairs_of("政府采购预算表")) > 0.5
    True
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def is_title(passage: Passage) -> bool:
    """Whether a passage can be a heading or a title: short, and no sentence."""
    return len(passage.text) <= _LONGEST and not passage.text.endswith(("。", ";", "；"))


def numbered(passage: Passage) -> bool:
    """Whether a passage begins with a number of some depth."""
    return passage.level < UNNUMBERED


def own_name(claims: ClaimSet) -> str:
    """The department's name, without 本级; "" where the document does not say it."""
    name = fold(claims.facts.entity.value) if claims.facts.entity is not None else ""
    return name.removesuffix("(本级)").removesuffix("本级")


@once
def names_of(claims: ClaimSet) -> tuple[str, ...]:
    """The department's name, which titles may carry: whole, and without the places in front of it."""
    name = fold(claims.facts.entity.value) if claims.facts.entity is not None else ""
    shorter = [name[at + 1 :] for at, letter in enumerate(name[:-3]) if letter in "省市县区旗"]
    nearer = [name[at:] for at, letter in enumerate(name[:-3]) if letter in "省市县区旗"]
    return tuple(sorted({part for part in (name, *shorter, *nearer) if len(part) >= 3}, key=len, reverse=True))
