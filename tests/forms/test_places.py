"""Publications of places that the development corpus does not have: every figure read, bound, and checked.

A `.form` file holds one invented department's publication in the shape of a real one:

    # what is special about the place          ! what every point of the table fixes
    the cover's lines                          % what each column adds; `.` prints no figure, `?` is bound to nothing
    @ a table's title                          row | of | cells # what the row adds
    = its unit line, where not 万元             > a note below the table
    header | cells:columns^rows                ~ right => wrong => the figure that must then be told

`||` parts the lists of a table, in columns and rows. Years and stages are the cover's where nothing else is said.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from gouji.model.amount import parse_number
from gouji.model.claim import Claim
from gouji.model.finding import Severity
from gouji.model.report import Report
from gouji.pipeline import check_file

PLACES = sorted((Path(__file__).parent / "places").glob("*.form"))
PRINTED = ("chongqing", "operations", "shandong", "sichuan", "xinjiang")
NAMES = {
    "f": "function",
    "e": "economic",
    "g": "government_economic",
    "n": "nature",
    "v": "vintage",
    "i": "item",
    "u": "entity",
    "p": "project",
    "y": "year",
    "s": "stage",
    "m": "measure",
}
_HEAD = """#set page(width: 420mm, height: 90mm, margin: 8mm)
#set text(font: "Noto Sans CJK SC", size: 7pt)
#set table(stroke: 0.5pt)
#set par(leading: 0.3em)
"""
CELL = re.compile(r"(.*?)(?::(\d+))?(?:\^(\d+))?", re.DOTALL)

Check = Callable[[str], Report]
Told = Counter[tuple[str, str]]
"""Figures as printed, with the point (or "?") that each is bound to."""


@dataclass
class Form:
    """One table as written down."""

    title: str
    unit: str = "单位：万元"
    fixed: str = ""
    columns: list[list[str]] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    rows: list[tuple[str, str | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Publication:
    """A `.form` file: the cover's lines, the tables, and the slips to try."""

    cover: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    slips: list[tuple[str, str, str]] = field(default_factory=list)


def read_publication(text: str) -> Publication:
    """A publication from the notation above."""
    told = Publication()
    for line in text.splitlines():
        mark, rest = line[:2], line[2:].strip()
        if not line.strip() or mark == "# ":
            continue
        if mark == "~ ":
            right, wrong, culprit = (part.strip() for part in rest.split("=>"))
            told.slips.append((right, wrong, culprit))
        elif mark == "@ ":
            told.forms.append(Form(rest))
        elif not told.forms:
            told.cover.append(line)
        else:
            _add_line(told.forms[-1], line, mark, rest)
    return told


def _add_line(form: Form, line: str, mark: str, rest: str) -> None:
    if mark == "= ":
        form.unit = rest
    elif mark == "! ":
        form.fixed = rest
    elif mark == "> ":
        form.notes.append(rest)
    elif mark == "% ":
        form.columns = [[column.strip() for column in side.split("|")] for side in rest.split("||")]
    elif form.columns:
        body, found, said = line.rpartition(" #")
        form.rows.append((body, said) if found else (line, None))
    else:
        form.head.append(line)


def cells(line: str) -> list[tuple[str, int, int]]:
    """The texts of a line, with how many columns and rows each covers."""
    matches = [CELL.fullmatch(text.strip(" ")) for text in line.split("|")]
    return [(match[1], int(match[2] or 1), int(match[3] or 1)) for match in matches if match is not None]


def to_html(publication: Publication) -> str:
    """The publication as a page."""
    page = ["<meta charset='utf-8'>", *(f"<p>{line}</p>" for line in publication.cover)]
    for form in publication.forms:
        page.append(f"<p>{form.title}</p><p>{form.unit}</p><table>")
        for line in (*form.head, *(body for body, _ in form.rows)):
            row = (f"<td colspan={wide} rowspan={high}>{text}</td>" for text, wide, high in cells(line))
            page.append(f"<tr>{''.join(row)}</tr>")
        page.append("</table>" + "".join(f"<p>{note}</p>" for note in form.notes))
    return "".join(page)


def to_typst(publication: Publication) -> str:
    """The publication as low pages, all names centred, so that tables go over pages and nothing is indented."""
    page = [_HEAD, *(f"{_quoted(line)}\n" for line in publication.cover)]
    for form in publication.forms:
        page.append(f"#pagebreak()\n#align(center)[{_quoted(form.title)}]\n#align(right)[{_quoted(form.unit)}]\n")
        width = max(
            sum(wide for _, wide, _ in cells(line)) for line in (form.head[0], *(body for body, _ in form.rows))
        )
        drawn = _placed([*form.head, *(body for body, _ in form.rows)], width)
        page.append(f"#table(columns: {width}, inset: 2pt, {', '.join(drawn)})\n")
        page.extend(f"{_quoted(note)}\n" for note in form.notes)
    return "\n".join(page)


def _placed(lines: list[str], width: int) -> Iterator[str]:
    """The cells of a table's lines, each where it stands below the cells that cover several rows."""
    taken: set[tuple[int, int]] = set()
    for y, line in enumerate(lines):
        x = 0
        for text, wide, high in cells(line):
            while (x, y) in taken:
                x += 1
            if x >= width:
                continue  # a line that only carries the cells above it on
            taken |= {(x + right, y + down) for right in range(wide) for down in range(high)}
            said = f"x: {x}, y: {y}, colspan: {wide}, rowspan: {high}, align: {_align(text)}"
            yield f"table.cell({said})[{_quoted(text)}]"
            x += wide


def _quoted(text: str) -> str:
    return f"#{json.dumps(text, ensure_ascii=False)}"


def _align(text: str) -> str:
    return "right" if "." in text and parse_number(text) is not None else "center"


def meant(form: Form, frame: dict[str, str]) -> Told:
    """What each figure of a table is, as written beside its rows and columns."""
    told: Told = Counter()
    for body, said in form.rows:
        printed = [part for text, wide, _ in cells(body) for part in (text, *[""] * (wide - 1))]
        sides = [] if said is None else [side.strip() for side in said.split("||")]
        place = 0
        for number, columns in enumerate(form.columns):
            for column in columns:
                text = printed[place] if place < len(printed) else ""
                place += 1
                if column == "." or number >= len(sides) or parse_number(text) is None:
                    continue
                unbound = "?" in (column, sides[number])
                told[text, "?" if unbound else _point(frame, form.fixed, column, sides[number])] += 1
    return told


def _point(frame: dict[str, str], *said: str) -> str:
    members = dict(frame)
    for words in said:
        for word in words.split():
            name, _, member = word.partition("=")
            members[NAMES.get(name, name)] = "" if member == "-" else member
    return " ".join(f"{name}={member}" for name, member in sorted(members.items()) if member)


def bound(claims: list[Claim]) -> Told:
    """What each figure was taken for."""
    return Counter((claim.source.text, _bound_point(claim)) for claim in claims)


def _bound_point(claim: Claim) -> str:
    if claim.point is None:
        return "?"
    return " ".join(f"{dimension.value}={member}" for dimension, member in claim.point if member)


def faults(report: Report) -> list[list[str]]:
    """For every finding that is more than a notice the figures that may be wrong, as printed."""
    texts = {claim.id: claim.source.text for claim in report.claims.claims}
    return [
        [texts[witness.claim] for witness in finding.witnesses if witness.role == "culprit"]
        for finding in report.findings
        if finding.severity is not Severity.NOTICE
    ]


@cache
def publication_at(path: Path) -> Publication:
    """The publication of a file."""
    return read_publication(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Checks a publication written in the notation."""
    folder = tmp_path_factory.mktemp("forms")

    @cache
    def run(text: str) -> Report:
        path = folder / "publication.html"
        path.write_text(to_html(read_publication(text)), encoding="utf-8")
        return check_file(path)

    return run


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
def test_every_figure_is_bound_to_what_it_means(path: Path, check: Check) -> None:
    hold_against(publication_at(path), check(path.read_text("utf-8")))


@pytest.mark.parametrize("name", PRINTED)
def test_every_figure_of_a_print_is_bound_to_what_it_means(name: str, tmp_path: Path) -> None:
    typst = pytest.importorskip("typst", reason="the prints need typst and its font")
    fonts = pytest.importorskip("noto_cjk_sans_otc", reason="the prints need typst and its font")
    publication = publication_at(Path(__file__).parent / "places" / f"{name}.form")
    path = tmp_path / "publication.pdf"
    folders = [str(Path(fonts.__file__).parent)]
    path.write_bytes(typst.compile(to_typst(publication).encode(), font_paths=folders, ignore_system_fonts=True))
    report = check_file(path)
    hold_against(publication, report)
    assert faults(report) == []


def hold_against(publication: Publication, report: Report) -> None:
    """Holds what was read against what is written beside rows and columns."""
    cover = "".join(publication.cover)
    year = re.search(r"20\d\d", cover)
    assert year is not None
    frame = {"year": year[0], "stage": "final" if "决算" in cover else "budget"}
    read = [table for table in report.claims.tables if table.rows]
    expected = [(form.title, meant(form, frame)) for form in publication.forms if form.rows]
    assert len(read) == len(expected)
    for table, (title, figures) in zip(read, expected, strict=True):
        claims = [
            claim
            for claim in report.claims.claims
            if claim.kind == "cell" and claim.table is not None and report.claims.tables[claim.table] is table
        ]
        assert (title, bound(claims)) == (title, figures)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
def test_a_clean_publication_has_no_fault(path: Path, check: Check) -> None:
    assert faults(check(path.read_text("utf-8"))) == []


SLIPS = [(path, *slip) for path in PLACES for slip in publication_at(path).slips]


@pytest.mark.parametrize(("path", "right", "wrong", "culprit"), SLIPS, ids=lambda value: getattr(value, "stem", ""))
def test_one_slip_is_told_once(path: Path, right: str, wrong: str, culprit: str, check: Check) -> None:
    body, mark, slips = path.read_text("utf-8").partition("\n~ ")
    assert right in body
    [suspects] = faults(check(body.replace(right, wrong, 1) + mark + slips))
    assert culprit in suspects
