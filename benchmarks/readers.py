"""Gouji beside pdfplumber and camelot on the same pages in the same run: seconds, and figures placed right.

    python benchmarks/readers.py [PDF …]

"Right" is proved without trusting any reader: a grid's figures are right where rows add across (合计 = its parts) and
classification rows add down, so each reader's grids are turned into tables and claims by the same code and scored
by the share of derived identities that hold and by the number of figures that take part. Only the reading is timed,
pages to grids; camelot finds no text outside tables, so it is lent pdfplumber's lines, untimed. Without files, the
shortest file of each of six places of the development corpus is read (or the examples, where there is none): two to
three minutes, most of them camelot's.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from gouji.check.run import check_claims
from gouji.model.document import Cell, Document, Grid, Page, Paragraph, Place
from gouji.pipeline import documents_to_claims
from gouji.read.opener import read_document

HERE = Path(__file__).resolve().parent
CORPUS = Path(os.environ.get("GOUJI_SHARED", HERE.parent.parent / "shared")) / "corpus"


@dataclass
class Score:
    """What one reader did with one file."""

    seconds: float
    held: int
    tried: int
    figures: int


def grid(rows: list[list[str | None]], page: int) -> Grid:
    cells = [
        Cell(row, column, text, Place(page=page))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    ]
    return Grid(tuple(cells), Place(page=page))


def document(path: Path, pages: int, blocks: list[Paragraph | Grid]) -> Document:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Document(path.name, digest, "pdf", tuple(Page(n + 1) for n in range(pages)), tuple(blocks))


def by_gouji(path: Path) -> tuple[float, Document]:
    begin = time.perf_counter()
    found = read_document(path)
    return time.perf_counter() - begin, found


def by_pdfplumber(path: Path) -> tuple[float, Document]:
    begin = time.perf_counter()
    blocks: list[Paragraph | Grid] = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            tables = page.find_tables()
            rest = page
            for table in tables:
                rest = rest.outside_bbox(table.bbox, strict=False)
            items = [(line["top"], Paragraph(line["text"], Place(page=number))) for line in rest.extract_text_lines()]
            items += [(table.bbox[1], grid(table.extract(), number)) for table in tables]
            blocks += [item for _, item in sorted(items, key=lambda item: item[0])]
        found = document(path, len(pdf.pages), blocks)
    return time.perf_counter() - begin, found


def by_camelot(path: Path) -> tuple[float, Document]:
    import camelot

    begin = time.perf_counter()
    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)
    seconds = time.perf_counter() - begin
    found: dict[int, list[Any]] = defaultdict(list)
    for table in tables:
        found[table.page].append(table)
    blocks: list[Paragraph | Grid] = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            rest = page
            items: list[tuple[float, Paragraph | Grid]] = []
            for table in found[number]:
                left, bottom, right, top = table._bbox
                box = (left, page.height - top, right, page.height - bottom)
                rest = rest.outside_bbox(box, strict=False)
                items.append((box[1], grid(table.df.values.tolist(), number)))
            items += [(line["top"], Paragraph(line["text"], Place(page=number))) for line in rest.extract_text_lines()]
            blocks += [item for _, item in sorted(items, key=lambda item: item[0])]
        return seconds, document(path, len(pdf.pages), blocks)


READERS: dict[str, Callable[[Path], tuple[float, Document]]] = {
    "gouji": by_gouji,
    "pdfplumber": by_pdfplumber,
    "camelot": by_camelot,
}


def one_of_each_place() -> list[Path]:
    """The shortest file of each of six places that is no mere leaflet; a file's name begins with its place."""
    places: dict[str, Path] = {}
    counted = {path: page_count(path) for path in CORPUS.glob("*.pdf")}
    for path in sorted((path for path in counted if counted[path] >= 15), key=lambda path: (counted[path], path)):
        places.setdefault(path.name.partition("-")[0], path)
    return list(places.values())[:6]


def page_count(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def score(read: Callable[[Path], tuple[float, Document]], path: Path) -> Score:
    seconds, found = read(path)
    report = check_claims(documents_to_claims((found,)))
    verdicts = [outcome.verdict.value for outcome in report.outcomes]
    held = verdicts.count("pass")
    return Score(seconds, held, held + verdicts.count("fail"), report.coverage.held_once + report.coverage.held_twice)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    paths = options.files or one_of_each_place() or sorted((HERE.parent / "examples").glob("*.pdf"))
    totals = {name: Score(0, 0, 0, 0) for name in READERS}
    for path in paths:
        for name, read in READERS.items():
            one = score(read, path)
            total = totals[name]
            total.seconds += one.seconds
            total.held += one.held
            total.tried += one.tried
            total.figures += one.figures
            held = f"{one.held:6d} of {one.tried:6d} identities hold, {one.figures:6d} figures held"
            print(f"{path.name:40.40} {name:11} {one.seconds:7.2f} s  {held}")
    ours = totals["gouji"]
    for name, total in totals.items():
        speed = f"{total.seconds:8.2f} s, {total.seconds / ours.seconds:5.1f} times ours"
        share = f"{total.held / max(total.tried, 1):7.2%} of identities hold"
        figures = f"{total.figures:6d} figures held, ours {ours.figures / max(total.figures, 1):5.2f} times"
        print(f"{name:11} {speed}; {share}; {figures}")


if __name__ == "__main__":
    main()
