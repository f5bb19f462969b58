"""Page numbers in the contents of the Word document: those of the pages on which LibreOffice puts the headings."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree

from gouji.build.compose import compose
from gouji.build.render.docx import render_docx
from gouji.build.render.docx_lines import prose_lines
from gouji.law.packs import load_pack, pack_names
from gouji.model.amount import fold
from gouji.model.edition import Edition
from gouji.publish.pack_example import rich_budget

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice lays the pages out")


def _entries(data: bytes) -> list[tuple[str, int]]:
    """The entries of the contents: title and page."""
    with ZipFile(BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    links = [[text.text or "" for text in link.iter(f"{W}t")] for link in body.iter(f"{W}hyperlink")]
    return [(fold("".join(title)), int(page)) for *title, page in links]


def _laid_out(data: bytes, folder: Path) -> list[str]:
    """The text of each page as LibreOffice prints it."""
    path = folder / "edition.docx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path],
        check=True,
        capture_output=True,
    )
    with pypdfium2.PdfDocument(folder / "edition.pdf") as printed:
        return [fold(page.get_textpage().get_text_range()) for page in printed]


def _misplaced(edition: Edition, folder: Path) -> tuple[int, list[tuple[str, int]]]:
    """How many entries the contents have, and those whose heading stands on another page than they say."""
    data = render_docx(edition)
    entries, pages = _entries(data), _laid_out(data, folder)
    return len(entries), [(title, page) for title, page in entries if title not in "".join(pages[page - 1 : page])]


@pytest.mark.slow
@needs_office
def test_the_contents_name_the_pages_of_the_sample(sample_edition: Edition, tmp_path: Path) -> None:
    assert _misplaced(sample_edition, tmp_path) == (16, [])


@pytest.mark.slow
@needs_office
@pytest.mark.parametrize("name", pack_names())
def test_the_contents_name_the_pages_in_the_forms_of_every_place(name: str, tmp_path: Path) -> None:
    pack = load_pack(name)
    count, misplaced = _misplaced(compose(rich_budget(pack), pack, draft=True).edition, tmp_path)
    assert misplaced == []
    assert count > 20


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("安排大厅运行经费十二万元。", 12, 1),  # the stop hangs beyond the margin
        ("安排大厅运行经费十二万元整。", 12, 2),
        ("安排大厅运行经费（含税）", 11, 2),  # a bracket does not begin a line, and takes its word with it
        ("预算1063.44万元", 7.7, 1),  # a point is half as wide as a digit
        ("预算1063.44万元", 7.6, 2),  # and figures keep a distance from Chinese characters
        ("甲" * 25, 12, 3),
        ("1" * 60, 12, 3),  # a word longer than a line is broken
        ("上行\n下行", 12, 2),
    ],
)
def test_lines_are_counted_as_they_are_set(text: str, width: float, lines: int) -> None:
    assert prose_lines(text, width) == lines
