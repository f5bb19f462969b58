"""Text → Document: runs of lines become grids and paragraphs, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gouji.model.amount import fold
from gouji.model.document import Document, Grid, Paragraph, Place
from gouji.read.repair import repair_sentence
from gouji.read.text.flat.blocks import Unread, flat_blocks
from gouji.read.text.flat.evidence import Evidence
from gouji.read.text.flat.tokens import is_flattened
from gouji.read.text.grids import rows_to_blocks
from gouji.read.text.lines import Row, Run, is_contents, is_damaged_contents, is_prose, split_runs

_HEADING = re.compile(r"\s*#{1,6}\s+")
_END_OF_PROSE = frozenset("。；;：:！!？?")
_OPENING = re.compile(
    r"\s*(?:[-*+#•]\s|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十]+部分|附件|注|备注)"
)
_LONG_LINE, _LONGEST_PARAGRAPH = 20, 5000


def read_text(text: str, name: str, sha256: str) -> Document:
    """A decoded text file as paragraphs and grids with their lines; a text has no pages."""
    found = tuple(_blocks(split_runs(text), Evidence(text)))
    notices = tuple(str(block) for block in found if isinstance(block, Unread))
    blocks = tuple(_join_broken_prose(block for block in found if not isinstance(block, Unread)))
    return Document(name=name, sha256=sha256, format="text", pages=(), blocks=blocks, notices=notices)


def _blocks(runs: tuple[Run, ...], evidence: Evidence) -> Iterator[Paragraph | Grid | Unread]:
    in_contents = False
    for run in runs:
        if run.kind == "prose" and is_flattened(run.rows[0].fields[0]):
            yield from flat_blocks(run.rows[0].fields[0], run.rows[0].line, evidence)
        elif run.kind == "prose":
            paragraph = _paragraph(run.rows[0])
            if paragraph is not None:
                folded = fold(paragraph.text)
                in_contents = folded.endswith("目录") or (in_contents and paragraph.heading)
                yield paragraph
        elif is_contents(run.rows) or is_prose(run.rows) or (in_contents and is_damaged_contents(run.rows)):
            for row in run.rows:
                paragraph = _paragraph(row)
                if paragraph is not None:
                    yield paragraph
        else:
            in_contents = False
            yield from rows_to_blocks(run.rows, evidence)


def _paragraph(row: Row) -> Paragraph | None:
    line = " ".join(field for field in row.fields if field.strip())
    heading = _HEADING.match(line)
    text = repair_sentence(line[heading.end() :] if heading else line)
    return Paragraph(text, Place(line=row.line), heading=heading is not None) if text else None


def _join_broken_prose(blocks: Iterable[Paragraph | Grid]) -> Iterator[Paragraph | Grid]:
    """The blocks, with a sentence that a page break cut in two made whole; its place is where it begins."""
    held: Paragraph | None = None
    for block in blocks:
        if held is not None and isinstance(block, Paragraph) and _continues(held, block):
            held = Paragraph(held.text + block.text, held.place)
            continue
        if held is not None:
            yield held
        held = block if isinstance(block, Paragraph) else None
        if held is None:
            yield block
    if held is not None:
        yield held


def _continues(first: Paragraph, second: Paragraph) -> bool:
    """Whether the second paragraph goes on with the first's unfinished sentence."""
    if first.heading or second.heading or _OPENING.match(second.text):
        return False
    is_prose_line = _LONG_LINE <= len(first.text) <= _LONGEST_PARAGRAPH and any(
        mark in first.text for mark in "，,。;；"
    )
    return is_prose_line and first.text[-1] not in _END_OF_PROSE and any(mark in second.text for mark in "，,。；;")
