"""Small PDFs made on the spot: typeset Chinese ones, and hand-written ones whose every operator is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from gouji.model.document import Document, Grid
from gouji.read.limits import Limits
from gouji.read.pdf import read_pdf

WIDTHS = {".": 0.278, ",": 0.278, "-": 0.333, " ": 0.278}


class Kit:
    """What the tests of this folder draw with and look at results with."""

    @staticmethod
    def text_width(text: str, size: float = 10) -> float:
        return sum(WIDTHS.get(character, 0.556) for character in text) * size

    @staticmethod
    def write_pdf(*contents: str, page: str = "/MediaBox [0 0 600 400]", fonts: str = "") -> bytes:
        """A PDF with one page a content stream, Helvetica as /F and Helvetica-Bold as /B."""
        kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(contents)))
        objects = {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
            3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        }
        for index, content in enumerate(contents):
            number = 10 + 2 * index
            resources = f"/Resources << /Font << /F 3 0 R /B 4 0 R {fonts} >> >>"
            objects[number] = f"<< /Type /Page /Parent 2 0 R {page} {resources} /Contents {number + 1} 0 R >>"
            objects[number + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
        out = bytearray(b"%PDF-1.7\n")
        offsets = {}
        for number, value in objects.items():
            offsets[number] = len(out)
            out += f"{number} 0 obj\n{value}\nendobj\n".encode("latin-1")
        start = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \n"
        for number, offset in offsets.items():
            out += f"{number} 1\n{offset:010} 00000 n \n".encode()
        out += f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

    @staticmethod
    def show(x: float, y: float, text: str, *, size: float = 10, font: str = "F") -> str:
        """The operators that print a text with its baseline starting at a point."""
        return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"

    @staticmethod
    def line(x0: float, y0: float, x1: float, y1: float) -> str:
        """The operators that stroke a line."""
        return f"0.5 w {x0} {y0} m {x1} {y1} l S\n"

    @staticmethod
    def read(data: bytes, limits: Limits | None = None, progress: Callable[[int, int], None] | None = None) -> Document:
        """The document read from bytes."""
        return read_pdf(data, "test.pdf", "0" * 64, limits or Limits(), progress)

    @staticmethod
    def grids(document: Document) -> list[Grid]:
        """The grids of a document."""
        return [block for block in document.blocks if isinstance(block, Grid)]

    @staticmethod
    def rows(grid: Grid) -> list[list[str]]:
        """The texts of a grid as rows of equal length, spans empty after their first cell."""
        table = [[""] * grid.column_count for _ in range(grid.row_count)]
        for cell in grid.cells:
            table[cell.row][cell.column] = cell.text
        return table


@pytest.fixture(scope="session")
def kit() -> Kit:
    """The drawing kit."""
    return Kit()


@cache
def _font_folder() -> str:
    fonts = pytest.importorskip("noto_cjk_sans_otc", reason="the typeset cases need typst and its font")
    return str(Path(fonts.__file__).parent)


@pytest.fixture(scope="session")
def typeset() -> Callable[[str], bytes]:
    """A function that typesets typst markup on small pages."""
    typst = pytest.importorskip("typst", reason="the typeset cases need typst and its font")

    def compile_markup(markup: str) -> bytes:
        head = '#set page(width: 500pt, height: 400pt, margin: 30pt)\n#set text(font: "Noto Sans CJK SC", size: 10pt)\n'
        made = typst.compile((head + markup).encode(), font_paths=[_font_folder()], ignore_system_fonts=True)
        assert isinstance(made, bytes)
        return made

    return compile_markup
