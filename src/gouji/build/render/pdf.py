"""An edition as PDF: typeset by typst in an open font, tagged and archival (PDF/UA-1 and PDF/A-2a at once).

Under these standards typst refuses a character that the font lacks, where it would else print an empty box.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from gouji.build.render.cover import cover_lines
from gouji.build.render.pdf_data import edition_data
from gouji.model.edition import Contents, Edition, EditionTable, Heading

if TYPE_CHECKING:
    import typst

STANDARDS: Final[tuple[Literal["ua-1"], Literal["a-2a"]]] = ("ua-1", "a-2a")
"""What every PDF obeys: PDF/UA-1 (accessible) and PDF/A-2a (archival) together."""
_MISSING = re.compile(r'(?:the text|the disallowed codepoint) `"(.+?)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_threads = threading.local()


class MissingCharacterError(ValueError):
    """A text of the edition holds a character that the font cannot print. `character` and `place` say which and where.

    `chinese` and `english` are the message.
    """

    def __init__(self, character: str, place: str) -> None:
        code = " ".join(f"U+{ord(one):04X}" for one in character)
        self.character, self.place = character, place
        self.chinese = f"{place}：字库中没有字符“{character}”（{code}），无法印出。请改用规范汉字或常用符号。"
        self.english = f"{place}: the font has no character {character!r} ({code}). Use another character."
        super().__init__(self.chinese)


def render_pdf(edition: Edition) -> bytes:
    """The edition as one PDF: cover, contents, bookmarks, tagged tables. The same edition gives the same bytes.

    Raises:
        MissingCharacterError: a character that the font lacks.
        ValueError: a table that does not fit on any paper, or a paper that is not known.
    """
    import typst

    data = json.dumps(edition_data(edition), ensure_ascii=False)
    try:
        made = _compiler().compile(input=_template(), sys_inputs={"data": data}, pdf_standards=list(STANDARDS))
    except typst.TypstError as error:
        found = _MISSING.search(str(error))
        if found is None:
            raise
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], found[1])
        raise MissingCharacterError(text, _where(edition, text)) from error
    assert isinstance(made, bytes)
    return made


def _compiler() -> typst.Compiler:
    """This thread's compiler: to find the font costs as much as several pages, and a compiler serves one thread."""
    if not hasattr(_threads, "compiler"):
        import typst

        font = import_module("noto_cjk_sans_otc").__file__
        assert font is not None
        _threads.compiler = typst.Compiler(font_paths=[str(Path(font).parent)], ignore_system_fonts=True)
    compiler: typst.Compiler = _threads.compiler
    return compiler


@cache
def _template() -> bytes:
    return resources.files("gouji.build.render").joinpath("data/edition.typ").read_bytes()


def _where(edition: Edition, text: str) -> str:
    """The first place whose text holds a piece of text."""
    return next((place for place, said in _texts(edition) if text in said), edition.title)


def _texts(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every text that is printed, with words that say where."""
    yield from (("封面", line) for line in cover_lines(edition))
    under = "正文"
    for block in edition.blocks:
        if isinstance(block, Heading):
            under = block.text
            yield f"标题“{block.text}”", block.text
        elif isinstance(block, EditionTable):
            yield from _table_texts(block)
        elif isinstance(block, Contents):
            yield "目录", block.title
        else:
            yield f"“{under}”下的段落", block.text


def _table_texts(table: EditionTable) -> Iterator[tuple[str, str]]:
    name = f"表“{table.title}”"
    yield from ((f"{name}{part}", said) for part, said in (("表名", table.title), ("单位行", table.unit)))
    yield f"{name}部门行", table.department
    for part, rows in (("表头", table.head), ("", table.body)):
        for number, row in enumerate(rows, start=1):
            yield from ((f"{name}{part}第{number}行", cell.text) for cell in row)
    yield from ((f"{name}表注", note) for note in table.notes)
