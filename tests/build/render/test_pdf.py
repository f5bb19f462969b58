"""The PDF of an edition: read back it gives the same figures; it is accessible, archival, the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.build.render.cover import DRAFT_MARK
from gouji.build.render.pdf import MissingCharacterError, render_pdf
from gouji.build.render.pdf_fit import INSET, fit_table, print_width
from gouji.model.amount import fold
from gouji.model.document import Grid
from gouji.model.edition import Edition, EditionCell, EditionTable, Expected, Heading, Page, Prose, Run
from gouji.pipeline import read_file

Said = tuple[str, object, int, str | None, str, str | None, tuple[str, ...]]


@pytest.fixture(scope="session")
def published(sample_edition: Edition) -> bytes:
    return render_pdf(sample_edition)


@pytest.fixture
def pages(published: bytes) -> list[str]:
    return _texts(published)


def _texts(data: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def _expected(edition: Edition) -> Counter[Said]:
    def said(table: EditionTable, claim: Expected) -> Said:
        amount, path = claim.figure.amount, tuple(map(fold, claim.column))
        return fold(table.title), amount.value, amount.decimals, amount.unit, fold(claim.label), claim.code, path

    return Counter(said(table, claim) for table in edition.tables for claim in table.claims)


def _read_back(data: bytes, folder: Path) -> Counter[Said]:
    path = folder / "edition.pdf"
    path.write_bytes(data)
    read = read_file(path)
    found: Counter[Said] = Counter()
    for claim in (claim for claim in read.claims if claim.kind != "sentence"):
        assert claim.table is not None
        assert claim.row is not None
        table = read.tables[claim.table]
        row, amount, column = table.rows[claim.row], claim.amount, tuple(map(fold, claim.column))
        found[(fold(table.title), amount.value, amount.decimals, amount.unit, fold(row.label), row.code, column)] += 1
    return found


def _shifted(edition: Edition, key: str, paragraphs: int) -> Edition:
    """The edition with so many short paragraphs before a table and its heading, so that it breaks elsewhere."""
    place = next(i for i, b in enumerate(edition.blocks) if isinstance(b, EditionTable) and b.key == key) - 1
    more = (Prose((Run("本部门没有其他需要说明的事项。"),)),) * paragraphs
    return replace(edition, blocks=(*edition.blocks[:place], *more, *edition.blocks[place:]))


def test_a_reader_finds_exactly_the_figures_of_the_edition(
    published: bytes, sample_edition: Edition, tmp_path: Path
) -> None:
    assert _read_back(published, tmp_path) == _expected(sample_edition)


def test_the_watermark_of_a_draft_does_not_mix_with_its_figures(draft_edition: Edition, tmp_path: Path) -> None:
    assert _read_back(render_pdf(draft_edition), tmp_path) == _expected(draft_edition)


@pytest.mark.parametrize("paragraphs", [4, 8, 12, 23, 26])
def test_a_form_reads_the_same_wherever_a_page_cuts_it(
    sample_edition: Edition, paragraphs: int, tmp_path: Path
) -> None:
    data = render_pdf(_shifted(sample_edition, "T5", paragraphs))
    assert _read_back(data, tmp_path) == _expected(sample_edition)


def test_a_cell_that_is_longer_than_a_page_goes_on_and_an_address_does_not_run_out_of_it(
    sample_edition: Edition, tmp_path: Path
) -> None:
    form = sample_edition.tables[4]
    words = "保障农村居民用水安全，落实管护责任。" * 150
    address = "http://example.invalid/" + "water/" * 20
    body = list(form.body)
    body[2] = (body[2][0], replace(body[2][1], text=words))
    body[5] = (body[5][0], replace(body[5][1], text=f"{body[5][1].text}{address}"))
    edition = replace(sample_edition, blocks=(replace(form, body=tuple(body)),))
    data = render_pdf(edition)
    printed = "".join(fold(page) for page in _texts(data))
    assert printed.count("落实管护责任") == 150
    assert _read_back(data, tmp_path) == _expected(edition)


def test_every_page_of_a_draft_says_so_and_no_other_does(draft_edition: Edition, pages: list[str]) -> None:
    drafts = _texts(render_pdf(draft_edition))
    assert [fold(text).count(fold(DRAFT_MARK)) for text in drafts] == [1] * len(drafts)
    assert not any("未经审核" in text for text in pages)


def test_the_watermark_is_drawn_where_the_page_is_empty(draft_edition: Edition, published: bytes) -> None:
    import pypdfium2

    marked = []
    for data in (render_pdf(draft_edition), published):
        picture = pypdfium2.PdfDocument(data)[2].render(scale=1).to_pil().convert("L")
        below = picture.crop((0, picture.height * 2 // 5, picture.width, picture.height * 9 // 10))
        marked.append(sum(below.histogram()[:230]))
    assert marked[0] > 2000
    assert marked[1] == 0


def test_the_same_edition_gives_the_same_bytes_in_every_process(published: bytes) -> None:
    folder = Path(__file__).parent
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import sample; "
        "from gouji.build.render.pdf import render_pdf; "
        "print(hashlib.sha256(render_pdf(sample.sample_edition())).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True, env=environment
    )
    import hashlib

    assert done.stdout.strip() == hashlib.sha256(published).hexdigest()


def test_it_says_that_it_is_accessible_and_archival(published: bytes, sample_edition: Edition) -> None:
    import pypdfium2

    metadata = published.decode("latin-1")
    claims = [re.search(rf"<{name}>(.+?)</{name}>", metadata) for name in ("pdfuaid:part", "pdfaid:part")]
    assert [match and match[1] for match in claims] == ["1", "2"]
    document = pypdfium2.PdfDocument(published)
    facts = document.get_metadata_dict()
    assert (facts["Title"], facts["Author"]) == (sample_edition.title, sample_edition.name)
    assert facts["CreationDate"].startswith("D:20270101")
    assert document.is_tagged()
    assert re.search(r"/Lang\s*\(zh", metadata)


def test_the_contents_give_the_page_on_which_each_heading_stands(published: bytes, pages: list[str]) -> None:
    import pypdfium2

    entries = re.findall(r"^(.+?)\s*[. ]{6,}\s*(\d+)\s*$", pages[1], re.MULTILINE)
    marks = [
        (fold(mark.get_title()), mark.get_dest().get_index() + 1) for mark in pypdfium2.PdfDocument(published).get_toc()
    ]
    assert [(fold(text), int(page)) for text, page in entries] == marks
    assert len(marks) == 16
    assert all(title in fold(pages[page - 1]) for title, page in marks)
    assert all(text.rstrip().endswith(str(number)) for number, text in enumerate(pages[1:], start=2))


def test_a_long_table_stands_on_landscape_pages_with_its_head_and_unit_on_each(
    published: bytes, pages: list[str]
) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(published)
    sizes = [document.get_page_size(number) for number in range(len(document))]
    wide = [number for number, (width, height) in enumerate(sizes) if width > height]
    assert wide == [4, 5, 6]
    for number in wide:
        text = fold(pages[number])
        assert [text.count(fold(word)) for word in ("326青石县水务服务中心", "单位：万元", "附属单位上缴收入")] == [
            1
        ] * 3


def test_no_figure_is_wrapped_or_leaves_its_cell(published: bytes, sample_edition: Edition) -> None:
    from gouji.read.limits import Limits
    from gouji.read.pdf import read_pdf

    document = read_pdf(published, "edition.pdf", "0" * 64, Limits(), None)
    cells = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells]
    printed = Counter(cell.text.strip() for cell in cells)
    figures = Counter(claim.figure.text for table in sample_edition.tables for claim in table.claims)
    figures = Counter({text: count for text, count in figures.items() if re.fullmatch(r"[-\d.,%]+", text)})
    assert {text: printed[text] for text in figures if printed[text] < figures[text]} == {}
    for table in sample_edition.tables:
        fit = fit_table(table, sample_edition.page)
        for row in table.body:
            if len(row) == len(fit.widths):
                needs = [print_width(cell.text) * fit.size + 2 * INSET if cell.figure else 0 for cell in row]
                wrapped = [c.text for c, need, has in zip(row, needs, fit.widths, strict=True) if need > has]
                assert [text for text in wrapped if re.fullmatch(r"[-\d.,%]+", text)] == []


def test_the_widths_of_characters_are_those_of_the_font() -> None:
    import json

    import noto_cjk_sans_otc
    import typst

    fonts = [str(Path(noto_cjk_sans_otc.__file__).parent)]
    source = (
        '#set text(font: "Noto Sans CJK SC", size: 1000pt)\n'
        "#context [#metadata(range(33, 127).map(c => measure(str.from-unicode(c)).width / 1pt)) <widths>]"
    )
    compiler = typst.Compiler(input=source.encode(), font_paths=fonts, ignore_system_fonts=True)
    measured = json.loads(compiler.query("<widths>", field="value", one=True))
    wrong = [
        (chr(code), width)
        for code, width in enumerate(measured, start=33)
        if not width - 0.5 <= 1000 * print_width(chr(code)) <= 1.4 * width
    ]
    assert wrong == []


def _with_figures(table: EditionTable, texts: list[str]) -> EditionTable:
    """The first row of T3 with so many columns of figures."""
    like = table.body[0][1].figure
    assert like is not None
    cells = tuple(EditionCell(text, align="right", figure=replace(like, text=text)) for text in texts)
    heads = tuple(EditionCell(f"第{number}列", align="center", head=True) for number in range(len(texts)))
    widths = (2.0,) * (len(texts) + 1)
    return replace(table, widths=widths, head=((table.head[0][0], *heads),), body=((table.body[0][0], *cells),))


def test_a_table_gets_smaller_letters_then_a_landscape_page_then_larger_paper(sample_edition: Edition) -> None:
    table = sample_edition.tables[2]
    fits = [fit_table(_with_figures(table, ["1234567.89"] * count), Page()) for count in (4, 8, 14, 20)]
    assert [(fit.paper, fit.flipped, fit.size >= 7) for fit in fits] == [
        ("a4", False, True),
        ("a4", False, True),
        ("a4", True, True),
        ("a3", True, True),
    ]
    assert fits[0].size > fits[1].size


def test_a_table_that_fits_on_no_paper_is_an_error_that_names_it(sample_edition: Edition) -> None:
    table = _with_figures(sample_edition.tables[2], ["1234567.89"] * 60)
    with pytest.raises(ValueError, match=r"“三公”经费支出预算表”在A3横向、7磅字下仍放不下"):
        render_pdf(replace(sample_edition, blocks=(table,)))


def test_an_unknown_paper_is_an_error_that_names_those_that_are_known(sample_edition: Edition) -> None:
    with pytest.raises(ValueError, match="不认识的纸张“foolscap”，可用：a3、a4"):
        render_pdf(replace(sample_edition, page=Page(paper="foolscap")))


def _in_a_cell(edition: Edition, text: str) -> Edition:
    table = edition.tables[2]
    body = ((EditionCell(text), *table.body[0][1:]), *table.body[1:])
    return replace(edition, blocks=(replace(table, body=body),))


def _in_a_note(edition: Edition, text: str) -> Edition:
    return replace(edition, blocks=(replace(edition.tables[0], notes=(text,)),))


def _in_a_sentence(edition: Edition, text: str) -> Edition:
    return replace(edition, blocks=(Heading(1, "第一部分"), Prose((Run(text),))))


@pytest.mark.parametrize(
    ("put", "place"),
    [
        (_in_a_cell, "表“‘三公’经费支出预算表”第1行"),
        (_in_a_note, "表“部门财政拨款收支总表”表注"),
        (_in_a_sentence, "“第一部分”下的段落"),
    ],
)
@pytest.mark.parametrize("character", ["😀", "\ue000"])
def test_a_character_that_the_font_lacks_is_an_error_that_names_it_and_its_place(
    sample_edition: Edition, put: Callable[[Edition, str], Edition], place: str, character: str
) -> None:
    with pytest.raises(MissingCharacterError) as caught:
        render_pdf(put(sample_edition, f"水务{character}中心"))
    assert (caught.value.character, fold(caught.value.place)) == (
        character,
        fold(place.replace("‘", "“").replace("’", "”")),
    )
    assert f"U+{ord(character):04X}" in caught.value.chinese


def test_text_is_never_taken_for_typst_source(sample_edition: Edition) -> None:
    text = '#panic("x") *a* _b_ $c$ `d` <e> @f // g /* h */ \\ = i'
    edition = replace(sample_edition, cover=(text,), blocks=(Heading(1, text), Prose((Run(text),))))
    printed = [fold(page) for page in _texts(render_pdf(edition))]
    assert [fold(text) in page for page in printed] == [True, True]
    assert printed[1].count(fold(text)) == 2


def test_headings_that_skip_a_level_are_printed_and_still_nest(sample_edition: Edition) -> None:
    import pypdfium2

    blocks = (Heading(3, "（一）甲"), Heading(1, "第一部分"), Heading(3, "（一）乙"), Prose((Run("没有。"),)))
    data = render_pdf(replace(sample_edition, blocks=blocks))
    marks = [(mark.level, fold(mark.get_title())) for mark in pypdfium2.PdfDocument(data).get_toc()]
    assert marks == [(0, "(一)甲"), (0, "第一部分"), (1, "(一)乙")]
