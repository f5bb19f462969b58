"""Gouji beside pdfplumber and camelot on the same pages in the same run: seconds, and figures placed right.

    python benchmarks/readers.py [PDF …] [--pages N]

"Right" is proved without trusting any reader: a grid's figures are right where rows add across (合计 = its parts) and
classification rows add down, so each reader's grids are turned into tables and claims by the same code and scored
by the share of derived identities that hold and by the number of figures that take part. Speeds are ratios to ours.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

from gouji.check.run import check_claims
from gouji.model.document import Cell, Document, Grid, Page, Paragraph, Place
from gouji.pipeline import documents_to_claims
from gouji.read.opener import read_document

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "corpus"


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


def by_pdfplumber(path: Path) -> Document:
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
        return document(path, len(pdf.pages), blocks)


def by_camelot(path: Path) -> Document:
    import camelot

    with pdfplumber.open(path) as pdf:
        texts = [page.extract_text_lines() for page in pdf.pages]
        heights = [page.height for page in pdf.pages]
    begin: dict[int, list[tuple[float, Paragraph | Grid]]] = {n + 1: [] for n in range(len(texts))}
    for table in camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True):
        number, top = table.page, table._bbox[3]
        begin[number].append((heights[number - 1] - top, grid(table.df.values.tolist(), number)))
    blocks: list[Paragraph | Grid] = []
    for number, lines in enumerate(texts, start=1):
        items = begin[number] + [(line["top"], Paragraph(line["text"], Place(page=number))) for line in lines]
        blocks += [item for _, item in sorted(items, key=lambda item: item[0])]
    return document(path, len(texts), blocks)


READERS: dict[str, Callable[[Path], Document]] = {
    "gouji": read_document,
    "pdfplumber": by_pdfplumber,
    "camelot": by_camelot,
}


def score(read: Callable[[Path], Document], path: Path) -> Score:
    begin = time.perf_counter()
    found = read(path)
    seconds = time.perf_counter() - begin
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
    paths = options.files or sorted(CORPUS.glob("*.pdf"))[::12] or sorted((HERE.parent / "examples").glob("*.pdf"))
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
