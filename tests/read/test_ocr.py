"""Scans are read where the extra is installed, and nothing of them is certain."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from gouji.model.document import Document, Grid, Paragraph
from gouji.read.limits import Limits
from gouji.read.opener import read_bytes, read_document


def _scan(path: Path, page: int, degrees: float) -> bytes:
    """A page of a PDF as it comes from a scanner: a grey, slightly turned picture in a PDF."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(path) as document:
        picture = document[page - 1].render(scale=170 / 72).to_pil().convert("L")
    turned = picture.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    saved = io.BytesIO()
    turned.point(lambda shade: round(shade * 0.85) + 20).save(saved, "PDF", resolution=170)
    return saved.getvalue()


def _cells(document: Document, page: int) -> dict[tuple[int, int], str]:
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.place.page == page]
    return {(cell.row, cell.column): cell.text for grid in grids for cell in grid.cells}


def test_lines_of_a_turned_scan_make_the_table_s_lattice(examples: Path) -> None:
    pytest.importorskip("cv2")
    import numpy
    import pypdfium2

    from gouji.read.ocr.lines import picture_to_rules, straighten
    from gouji.read.pdf.lattice import rules_to_lattices

    with pypdfium2.PdfDocument(_scan(examples / "clean.pdf", 17, 0.8)) as document:
        picture = document[0].render(scale=200 / 72, rev_byteorder=True).to_numpy()[:, :, :3]
    rules = picture_to_rules(straighten(numpy.ascontiguousarray(picture), 200), 200)
    (lattice,) = rules_to_lattices(*rules)
    assert (len(lattice.ys) - 1, len(lattice.xs) - 1) == (11, 14)


@pytest.mark.slow
def test_a_scanned_table_is_read_and_none_of_it_is_certain(examples: Path) -> None:
    pytest.importorskip("rapidocr")
    document = read_bytes(_scan(examples / "clean.pdf", 5, 0.5), "扫描.pdf", Limits())
    printed = _cells(read_document(examples / "clean.pdf"), 5)
    assert _cells(document, 1) == printed
    certain = [cell.certain for block in document.blocks if isinstance(block, Grid) for cell in block.cells]
    certain += [block.certain for block in document.blocks if isinstance(block, Paragraph)]
    assert (any(certain), document.notices) == (False, ("第 1 页是图片，文字由机器识别，数字须由人核对",))
