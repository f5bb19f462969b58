"""The page of a check in Markdown, from its own docstring: what `gouji explain` prints and the documentation holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import dedent

from gouji.check.registry import CHINESE_HEADINGS, HEADINGS, Check
from gouji.report.words import Language

_ITEM = re.compile(r"(?:\d{1,2}\.|-) ")
_CODE = re.compile(r"\s*(?:>>>|\.\.\.) ?")


def check_to_page(check: Check, language: Language) -> str:
    """The check's code, name and page in one language.

    >>> from gouji.check.registry import check_of
    >>> check_to_page(check_of("SUM02"), "zh").splitlines()[:5]
    ['# SUM02 `sums.columns`', '', '同一行内各分栏之和应等于合计栏。', '', '## 查什么']
    """
    return f"# {check.code} `{check.name}`\n\n{page_body(check, language)}"


def page_body(check: Check, language: Language, depth: int = 2) -> str:
    """The page without its first heading; the headings in it are `depth` deep."""
    text = check.chinese if language == "zh" else check.english
    page = ""
    for block in _blocks(text.splitlines(), depth):
        is_next_item = _ITEM.match(block) and _ITEM.match(page.rpartition("\n")[2])
        page += ("\n" if is_next_item else "\n\n" if page else "") + block
    return page + "\n"


def _blocks(lines: Sequence[str], depth: int) -> Iterator[str]:
    """Headings, paragraphs, lists and examples of a page, each as one block of Markdown."""
    headings = {*CHINESE_HEADINGS, *(f"{heading}:" for heading in HEADINGS)}
    section: list[str] = []
    for line in (*lines, None):
        if line is not None and line not in headings:
            section.append(line)
            continue
        yield from _section_blocks(dedent("\n".join(section)).strip("\n").split("\n"))
        section = []
        if line is not None:
            yield f"{'#' * depth} {line.removesuffix(':')}"


def _section_blocks(lines: Iterable[str]) -> Iterator[str]:
    """What stands under one heading: an example as it is, all else with the breaks of its lines undone."""
    block: list[str] = []
    is_code = False
    for line in lines:
        starts_code = bool(_CODE.match(line)) and ">>>" in line
        if not line.strip() or (starts_code and not is_code) or (block and not is_code and _ITEM.match(line)):
            yield from _block(block, is_code)
            block, is_code = [], False
        if line.strip():
            is_code = is_code or starts_code
            block.append(line)
    yield from _block(block, is_code)


def _block(lines: Sequence[str], is_code: bool) -> Iterator[str]:
    if lines:
        yield "\n".join(("```pycon", *lines, "```")) if is_code else join_lines(lines)


def join_lines(lines: Iterable[str]) -> str:
    """Lines of a paragraph as one; between Chinese characters there is no space.

    >>> join_lines(["各行之和", "等于合计"]), join_lines(["rows add", "up"])
    ('各行之和等于合计', 'rows add up')
    """
    text = ""
    for line in (line.strip() for line in lines):
        spaced = text and (text[-1].isascii() or line[:1].isascii())
        text = f"{text} {line}" if spaced else text + line
    return text
