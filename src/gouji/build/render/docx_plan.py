"""What stands on which kind of page: an edition cut into portrait and landscape sections of items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from gouji.build.render.cover import cover_lines
from gouji.model.edition import Contents, Edition, EditionTable, Heading, Prose


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in a style. `anchor` is the name of its bookmark and `level` its depth in the contents, if any."""

    style: str
    text: str
    anchor: str = ""
    level: int = 0
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table; the title above it is a `Line` of its own."""

    table: EditionTable


@dataclass(frozen=True, slots=True)
class Listing:
    """The contents: its title, then an entry for every line that has an anchor."""

    title: str


Item = Line | Matrix | Listing


@dataclass(frozen=True, slots=True)
class Section:
    """Items on pages of one direction."""

    wide: bool
    items: tuple[Item, ...]


def plan_sections(edition: Edition) -> tuple[Section, ...]:
    """The sections in order. The cover, the contents, each part and each table after a table begin a new page."""
    return _Planner(edition).sections()


class _Planner:
    """Walks the blocks; headings wait until it is known whether a wide table follows."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._done: list[Section] = []
        self._items: list[Item] = []
        self._wide = False
        self._waiting: list[Line] = []
        self._anchors = count(1)
        self._breaks = False

    def sections(self) -> tuple[Section, ...]:
        for text in cover_lines(self.edition):
            self._items.append(Line("Title" if text == self.edition.title else "Subtitle", text))
        self._breaks = True
        for block in self.edition.blocks:
            if isinstance(block, Heading):
                self._wait(f"Heading{min(max(block.level, 1), 3)}", block.text, block.level, block.level == 1)
            elif isinstance(block, Prose):
                self._put(Line("BodyText", block.text), wide=False)
            elif isinstance(block, Contents):
                self._put(Listing(block.title), wide=False)
                self._breaks = True
            else:
                self._table(block)
        self._flush(self._wide)
        self._close()
        return tuple(self._done)

    def _wait(self, style: str, text: str, level: int, new_page: bool) -> None:
        anchor = f"_Toc{next(self._anchors):06d}"
        self._waiting.append(Line(style, text, anchor, min(max(level, 1), 3), new_page))

    def _table(self, table: EditionTable) -> None:
        after_table = not self._waiting and bool(self._items) and isinstance(self._items[-1], Matrix)
        if table.title:
            self._wait(f"TableTitle{min(max(table.level, 1), 3)}", table.title, table.level, after_table)
        self._put(Matrix(table), wide=table.wide)

    def _put(self, item: Item, wide: bool) -> None:
        self._flush(wide)
        if self._breaks and isinstance(item, Line):
            item = replace(item, new_page=True)
        elif self._breaks and isinstance(item, Matrix):  # a table without a title has no line that could break
            self._items.append(Line("UnitLine", "", new_page=True))
        self._breaks = False
        self._items.append(item)

    def _flush(self, wide: bool) -> None:
        """Put the headings that wait on pages of a direction; the first after a change begins its page anyway."""
        if wide != self._wide:
            self._close()
            self._wide = wide
            self._breaks = False
        for line in self._waiting:
            begins = self._breaks or (line.new_page and bool(self._items))
            self._items.append(replace(line, new_page=begins))
            self._breaks = False
        self._waiting = []

    def _close(self) -> None:
        if self._items:
            self._done.append(Section(self._wide, tuple(self._items)))
        self._items = []
