from __future__ import annotations

import zlib
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from gouji.model.report import Disposition, Report
from gouji.report.files import Fault, FileReport
from gouji.report.html import summary_to_html
from gouji.report.html.images import PageImage, gray_to_png, page_images
from gouji.report.html.index import reports_to_html
from gouji.report.html.markup import Markup, tag
from gouji.report.summary import Orphan, Summary

VOID = {"meta", "br", "input", "rect", "use", "image", "img"}


class Checker(HTMLParser):
    """Collects tags, links and ids, and notes elements that are not closed as they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.crossed.append(tag)


def parse(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    checker.close()
    return checker


@pytest.fixture(scope="module")
def images(pdf_summary: Summary, examples: Path) -> dict[tuple[int, int], PageImage]:
    return page_images(pdf_summary, {"a" * 64: examples / "faulty.pdf"})


@pytest.fixture(scope="module")
def pdf_page(pdf_summary: Summary, pdf_report: Report, images: dict[tuple[int, int], PageImage]) -> str:
    return summary_to_html(pdf_summary, pdf_report.claims, images)


@pytest.fixture(scope="module")
def text_page(text_summary: Summary, text_report: Report) -> str:
    return summary_to_html(text_summary, text_report.claims, {})


def test_elements_are_closed_as_they_were_opened(pdf_page: str, text_page: str) -> None:
    for page in (pdf_page, text_page):
        checked = parse(page)
        assert (checked.open, checked.crossed) == ([], [])


def test_only_pages_that_findings_speak_of_are_drawn(images: dict[tuple[int, int], PageImage]) -> None:
    assert list(images) == [(0, 5)]
    assert (round(images[0, 5].width), round(images[0, 5].height)) == (842, 595)
    assert len(images[0, 5].uri) < 150_000


def test_the_page_asks_for_nothing_from_outside(pdf_page: str) -> None:
    links = [
        value for _, attributes in parse(pdf_page).tags for key in ("src", "href") if (value := attributes.get(key))
    ]
    assert all(link.startswith(("#", "data:image/png;base64,")) for link in links)
    assert "@import" not in pdf_page
    assert "url(" not in pdf_page
    (policy,) = (each["content"] for _, each in parse(pdf_page).tags if each.get("http-equiv"))
    assert str(policy).startswith("default-src 'none'; img-src data:")


def test_every_link_inside_the_page_leads_somewhere(pdf_page: str) -> None:
    tags = parse(pdf_page).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    targets = {value[1:] for _, attributes in tags if (value := attributes.get("href") or "").startswith("#")}
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_checks_that_ran_are_listed_with_their_relations(pdf_page: str, pdf_summary: Summary) -> None:
    relations = dict(pdf_summary.coverage.relations)
    assert sum(relations.values()) == 18
    assert (
        f"<code>SUM01</code> 下级各行之和应等于上级，各行之和应等于合计行<small> {relations['SUM01']} 条关系"
        in pdf_page
    )
    assert "<code>CLS01</code>" in pdf_page


def test_each_figure_of_a_finding_is_boxed_on_its_page(pdf_page: str, pdf_summary: Summary) -> None:
    rectangles = [attributes["class"] for name, attributes in parse(pdf_page).tags if name == "rect"]
    figures = len(pdf_summary.problems[0].figures)
    assert rectangles.count("culprit") == 2  # on the whole page and in the cut
    assert rectangles.count("witness") == 2 * (figures - 1)


def test_a_picture_is_carried_once_however_often_it_is_shown(pdf_page: str) -> None:
    names = [name for name, _ in parse(pdf_page).tags]
    assert (names.count("image"), names.count("use")) == (1, 2)


def test_without_pages_the_table_is_shown_around_the_figure(text_page: str) -> None:
    assert '<mark class="culprit">12.80</mark>' in text_page
    assert '<mark class="witness">318.50</mark>' in text_page
    assert "2010301 行政运行" in text_page
    assert 'class="viewer"' not in text_page


def test_coverage_stands_in_the_page(pdf_page: str) -> None:
    assert "勾稽关系 18 条：相符 16，不符 2，不适用 0，无法检验 0" in pdf_page
    assert "未读 2 页：14–15（整页为图像）" in pdf_page


def test_nothing_found_is_told_with_its_caution(clean_summary: Summary, clean_report: Report) -> None:
    page = summary_to_html(clean_summary, clean_report.claims, {})
    assert "没有发现问题不等于没有问题" in page


def test_text_of_a_document_cannot_become_markup(hostile_summary: Summary, text_report: Report) -> None:
    page = summary_to_html(hostile_summary, text_report.claims, {})
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x07" not in page


@pytest.mark.parametrize(("language", "code"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_says_its_language(language: str, code: str, clean_summary: Summary, clean_report: Report) -> None:
    page = summary_to_html(clean_summary, clean_report.claims, {}, language)  # type: ignore[arg-type]  # parametrized
    assert f'<html lang="{code}">' in page


def test_pages_have_landmarks_and_pictures_have_names(pdf_page: str) -> None:
    tags = parse(pdf_page).tags
    names = [name for name, _ in tags]
    assert {"main", "header", "aside", "h1", "h2", "h3", "footer"} <= set(names)
    pictures = [attributes for name, attributes in tags if name == "svg" and "aria-hidden" not in attributes]
    assert pictures
    assert names.count("title") >= len(pictures)


def test_a_page_beyond_the_size_limit_is_left_out_and_the_table_stands_in(
    pdf_summary: Summary, pdf_report: Report, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gouji.report.html.images.MOST_BYTES", 1000)
    assert page_images(pdf_summary, {"a" * 64: examples / "faulty.pdf"}) == {}
    assert '<mark class="culprit">12.80</mark>' in summary_to_html(pdf_summary, pdf_report.claims, {})


def test_a_file_that_is_no_pdf_has_no_page_images(pdf_summary: Summary, tmp_path: Path) -> None:
    other = tmp_path / "faulty.xlsx"
    other.write_bytes(b"PK\x03\x04")
    assert page_images(pdf_summary, {"a" * 64: other}) == {}


@pytest.mark.parametrize(("width", "height"), [(1, 1), (4, 3), (5, 2), (7, 7)])
def test_a_png_keeps_the_upper_half_of_every_gray(width: int, height: int, tmp_path: Path) -> None:
    stride = width + 3
    pixels = bytes((column * 37 + row * 101) % 256 for row in range(height) for column in range(stride))
    path = tmp_path / "x.png"
    path.write_bytes(gray_to_png(pixels, width, height, stride))
    with Image.open(path) as image:
        assert image.size == (width, height)
        drawn = [image.convert("L").getpixel((x, y)) for y in range(height) for x in range(width)]
    assert drawn == [(pixels[y * stride + x] >> 4) * 17 for y in range(height) for x in range(width)]


def test_a_broken_png_is_noticed_by_its_checksum() -> None:
    png = gray_to_png(b"\x00\xff", 2, 1, 2)
    kind, end = png[12:29], png[29:33]
    assert zlib.crc32(kind).to_bytes(4, "big") == end


def test_the_index_links_to_pages_and_names_faults(text_summary: Summary) -> None:
    reports = [
        FileReport("a/<b>.txt", Disposition.CHECKED, text_summary),
        FileReport("c.pdf", Disposition.UNREADABLE, fault=Fault("encrypted", ("文件已加密", "encrypted"))),
    ]
    page = reports_to_html(reports, {"a/<b>.txt": "pages/a/%3Cb%3E.txt.html"})
    assert '<a href="pages/a/%3Cb%3E.txt.html">a/&lt;b&gt;.txt</a>' in page
    assert "文件已加密" in page
    assert "共 2 个文件：已检查 1，不是预算或决算 0，无法读取 1" in page


def test_markup_is_trusted_and_text_is_not() -> None:
    assert tag("p", Markup("<b>"), "<b>", None, ["a", "&"]) == "<p><b>&lt;b&gt;a&amp;</p>"
    assert tag("p", title='"<&', hidden=False, lang=None) == '<p title="&quot;&lt;&amp;"></p>'


def test_figures_that_could_not_be_placed_are_listed_with_the_reason(
    text_summary: Summary, text_report: Report, clean_summary: Summary
) -> None:
    orphan = Orphan(text_summary.problems[0].culprits[0], "“某某”未识别")
    page = summary_to_html(replace(text_summary, orphans=(orphan,)), text_report.claims, {})
    assert "未能定位的数字" in page
    assert "“某某”未识别" in page
    assert "未能定位的数字" not in summary_to_html(replace(clean_summary, orphans=()), text_report.claims, {})
