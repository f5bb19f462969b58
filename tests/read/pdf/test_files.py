"""Files that are no whole PDF, pages that are not read, and how the reader says so."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
import pytest

from gouji.model.document import Grid, Paragraph
from gouji.model.fault import ReadError
from gouji.read.limits import Limits


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\0\0\n", "empty"), (b"<html></html>", "damaged"), (b"%PDF-1.7\n", "damaged")],
)
def test_what_is_no_pdf_is_refused_with_its_cause(kit, data, code):
    with pytest.raises(ReadError) as caught:
        kit.read(data)
    assert (caught.value.code, bool(caught.value.chinese), bool(caught.value.english)) == (code, True, True)


def test_a_locked_file_is_refused_as_encrypted(kit):
    locked = kit.write_pdf(kit.show(60, 300, "secret")).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >>",
    )
    with pytest.raises(ReadError) as caught:
        kit.read(locked)
    assert caught.value.code == "encrypted"


def test_pages_beyond_the_limit_are_listed_as_not_read(kit):
    data = kit.write_pdf(*(kit.show(60, 300, f"page {n}") for n in range(5)))
    document = kit.read(data, Limits(pages=2))
    assert [page.unread is None for page in document.pages] == [True, True, False, False, False]
    assert {block.place.page for block in document.blocks} == {1, 2}


def test_a_damaged_page_is_listed_and_the_others_are_read(kit):
    data = kit.write_pdf(*(kit.show(60, 300, f"page {n}") for n in range(3)))
    broken = data.replace(b"12 0 obj\n<< /Type /Page ", b"12 0 obj\n<< /Type /Nope ")
    document = kit.read(broken)
    assert next(block.text for block in document.blocks if isinstance(block, Paragraph)) == "page 0"
    assert len(document.pages) == 3


def test_a_page_of_nothing_but_an_image_is_not_read_and_an_empty_page_is(kit):
    image = "q 500 0 0 300 50 50 cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID 00FF00FF> EI Q\n"
    document = kit.read(kit.write_pdf(image, ""))
    assert [page.unread for page in document.pages] == ["image only", None]


def test_the_text_that_recognition_put_over_a_scan_is_read_but_never_certain(kit):
    scan = "q 600 0 0 400 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID 00FF00FF> EI Q\n"
    document = kit.read(kit.write_pdf(scan + "3 Tr\n" + kit.show(60, 300, "1,234.50")))
    assert [(block.text, block.certain) for block in document.blocks] == [("1,234.50", False)]
    assert document.notices


def test_progress_is_told_page_by_page(kit):
    told = []
    data = kit.write_pdf(*(kit.show(60, 300, f"page {n}") for n in range(3)))
    kit.read(data, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.shared
def test_every_amount_of_a_published_file_is_read_once_and_whole(kit, shared):
    amount = re.compile(r"\d[\d,]*\.\d+")
    path = min((shared / "corpus").glob("*.pdf"), key=lambda path: path.stat().st_size)
    data = path.read_bytes()
    with pypdfium2.PdfDocument(data) as opened:
        printed = Counter(amount.findall("\n".join(page.get_textpage().get_text_range() for page in opened)))
    read: Counter[str] = Counter()
    for block in kit.read(data).blocks:
        for text in [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]:
            read.update(amount.findall(text))
    assert read == printed
