"""The budget book: a reader finds every figure of the edition in it, every link arrives, nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from gouji.build.charts import Chart, charts_of
from gouji.build.compose import compose
from gouji.build.render.html import render_html
from gouji.build.render.html.describe import describe
from gouji.build.render.html.summary import key_figures
from gouji.law.packs import load_pack
from gouji.model.amount import Amount, fold, parse_number
from gouji.model.budget import Budget, Extra, Line, Previous, Project, Receipt, Unit
from gouji.model.claim import ClaimSet
from gouji.model.edition import Edition, Figure, Heading, Prose, Run
from gouji.model.point import Point
from gouji.pipeline import read_file
from gouji.publish.proof import prove_file


def make_budget() -> Budget:
    """An invented department with two funds, a project, carried money and a year before."""

    def line(
        function: str, nature: str, amount: str, fund: str = "general", vintage: str = "current", project: str = ""
    ) -> Line:
        return Line("318001", function, "30201", "50201", fund, nature, Decimal(amount), vintage, project)

    return Budget(
        "hebei-2024",
        2027,
        "318",
        "青石县档案馆",
        "县",
        (Unit("318001", "青石县档案馆本级"),),
        (
            Receipt("318001", "general", Decimal("1533333.33")),
            Receipt("318001", "general", Decimal("66666.67"), "opening"),
            Receipt("318001", "government_fund", Decimal(400000)),
        ),
        (
            line("2012601", "public_use", "1000000.00"),
            line("2012604", "specific", "333333.33", project="P1"),
            line("2012604", "specific", "66666.67", vintage="carried", project="P1"),
            line("2080505", "personnel", "200000.00"),
            line("2120803", "specific", "400000.00", "government_fund", project="P2"),
        ),
        extras=(Extra("318001", "three_public.reception", "general", Decimal(12000)),),
        projects=(Project("P1", "馆藏档案数字化", "318001"), Project("P2", "库房改造", "318001")),
        previous=(Previous("budget", lines=(line("2012601", "public_use", "800000.00"),)),),
    )


@pytest.fixture(scope="module")
def budget() -> Budget:
    return make_budget()


@pytest.fixture(scope="module")
def charts(budget: Budget) -> tuple[Chart, ...]:
    return charts_of(budget)


@pytest.fixture(scope="module")
def composed(budget: Budget) -> Edition:
    return compose(budget, load_pack("hebei-2024")).edition


@pytest.fixture(scope="module")
def page(composed: Edition, charts: tuple[Chart, ...]) -> html.HtmlElement:
    return html.document_fromstring(render_html(composed, charts).decode())


def read_back(data: bytes, folder: Path) -> ClaimSet:
    file = folder / "book.html"
    file.write_bytes(data)
    return read_file(file)


def expected_claims(edition: Edition) -> list[tuple[str, str, str, Decimal, str | None, tuple[str, ...]]]:
    return [
        (
            fold(table.title),
            fold(claim.code or "") if not table.form else "",
            fold(claim.label),
            claim.figure.amount.value,
            claim.figure.amount.unit,
            tuple(map(fold, claim.column)),
        )
        for table in edition.tables
        for claim in table.claims
        if any(map(str.isdigit, claim.figure.text))
    ]


def found_claims(
    edition: Edition, claims: ClaimSet
) -> list[tuple[str, str, str, Decimal, str | None, tuple[str, ...]]]:
    forms = {fold(table.title) for table in edition.tables if table.form}
    found = []
    for claim in (claim for claim in claims.claims if claim.kind != "sentence"):
        assert claim.table is not None
        assert claim.row is not None
        table = claims.tables[claim.table]
        row, title = table.rows[claim.row], fold(table.title)
        code = "" if title in forms else fold(row.code or "")
        found.append(
            (title, code, fold(row.label), claim.amount.value, claim.amount.unit, tuple(map(fold, claim.column)))
        )
    return found


@pytest.mark.parametrize("name", ["sample_edition", "draft_edition"])
def test_a_reader_finds_every_figure_of_the_sample_and_no_other(
    name: str, charts: tuple[Chart, ...], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    edition: Edition = request.getfixturevalue(name)
    claims = read_back(render_html(edition, charts), tmp_path)
    assert sorted(expected_claims(edition), key=str) == sorted(found_claims(edition, claims), key=str)
    assert len(expected_claims(edition)) > 200


def test_a_composed_publication_is_proved_figure_by_figure_and_sentence_by_sentence(
    composed: Edition, charts: tuple[Chart, ...]
) -> None:
    proof = prove_file(composed, render_html(composed, charts), "book.html")
    assert proof.holds, (proof.differences[:5], proof.sentences)
    assert proof.equal == proof.expected > 100
    assert proof.claims is not None
    assert proof.claims.documents[0].notices == ()


def test_one_edited_figure_is_found(composed: Edition, charts: tuple[Chart, ...]) -> None:
    figure = next(claim.figure for claim in composed.tables[0].claims)
    text = render_html(composed, charts).decode()
    cell = re.search(rf'<td id="{figure.id}"[^>]*>{re.escape(figure.text)}<', text)
    assert cell is not None
    edited = text[: cell.end() - 2] + "9<" + text[cell.end() :]
    proof = prove_file(composed, edited.encode(), "book.html")
    assert [difference.kind for difference in proof.differences] == ["text"]


def test_the_same_edition_gives_the_same_bytes(composed: Edition, charts: tuple[Chart, ...]) -> None:
    first, second = (sha256(render_html(composed, charts)).hexdigest() for _ in range(2))
    assert first == second


def test_every_link_arrives_and_every_id_is_its_own(page: html.HtmlElement) -> None:
    ids = [each.get("id") for each in page.iter() if isinstance(each.tag, str) and each.get("id")]
    assert len(ids) == len(set(ids))
    targets = [each.get("href") for each in page.iter("a")]
    assert [target for target in targets if not target.startswith("#") or target[1:] not in ids] == []
    assert len(targets) > 40


def test_every_figure_in_a_sentence_that_a_table_prints_links_to_its_cell(
    composed: Edition, page: html.HtmlElement
) -> None:
    cells = [run.cell for block in composed.blocks if isinstance(block, Prose) for run in block.runs if run.cell]
    links = [each.get("href") for each in page.find_class("figure") if each.tag == "a"]
    assert [f"#{cell}" for cell in cells] == links
    assert links
    for cell, link in zip(cells, page.xpath("//article/p//a"), strict=True):
        assert page.get_element_by_id(cell).text == link.text


def test_headers_named_by_figures_are_there(page: html.HtmlElement) -> None:
    named = [each for each in page.iter("td") if each.get("headers")]
    for cell in named:
        for name in cell.get("headers").split():
            assert page.get_element_by_id(name).tag == "th"
    table = next(each for each in page.iter("table") if "部门预算收支总表" in each.text_content())
    right = [each for each in table.iter("td") if "支出总计" in (each.get("title") or "")]
    heads = [page.get_element_by_id(name).text for name in right[0].get("headers").split()]
    assert "支出总计" in heads
    assert "收入总计" not in heads


def test_it_asks_nobody_for_anything(composed: Edition, charts: tuple[Chart, ...], page: html.HtmlElement) -> None:
    text = render_html(composed, charts).decode()
    bare = text.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//\w+\.\w|@import|\bsrc=|<link", bare)
    (policy,) = page.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none';")


def test_charts_have_their_figures_as_tables_that_no_reader_takes_for_the_budgets(
    page: html.HtmlElement, charts: tuple[Chart, ...]
) -> None:
    tables = page.xpath("//*[@role='table']")
    assert [each.get("aria-label") for each in tables] == [chart.title for chart in charts]
    for table, chart in zip(tables, charts, strict=True):
        rows = [[cell.text for cell in row] for row in table]
        assert rows == [list(chart.head), *map(list, chart.rows)]


def test_words_from_outside_are_escaped(sample_edition: Edition) -> None:
    bad = '<script>alert("1")</script>'
    table = sample_edition.tables[0]
    cell = replace(table.body[0][0], text=bad)
    blocks = (
        Heading(1, bad, '"><b>'),
        Prose((Run(bad),)),
        replace(table, title=bad, notes=(bad,), body=((cell, *table.body[0][1:]), *table.body[1:])),
    )
    text = render_html(replace(sample_edition, title=bad, cover=(bad,), blocks=blocks)).decode()
    assert "<script>alert" not in text
    assert '"><b>' not in text
    assert text.count("&lt;script&gt;") >= 6


def test_a_draft_says_so_on_the_page_and_on_every_printed_page(draft_edition: Edition, sample_edition: Edition) -> None:
    draft, final = render_html(draft_edition).decode(), render_html(sample_edition).decode()
    assert "草稿 · 未经审核" in html.document_fromstring(draft).find_class("ribbon")[0].text
    assert "@top-left" in draft
    assert "草稿" not in final


def test_a_figure_tells_its_row_its_point_and_how_it_was_computed(composed: Edition) -> None:
    claim = next(c for c in composed.tables[2].claims if c.code == "2012604")
    assert describe(claim.figure, claim) == (
        "2012604 档案馆 · 合计\n口径：2027年初预算数 · 本年支出 · 功能分类 2012604 档案馆\n舍入前：40 万元"
    )
    rate = Figure("r", "25.00%", Amount(Decimal("25.00"), 2, "%"), formula="(本年数 − 上年数) ÷ 上年数")
    assert describe(rate) == "算法：(本年数 − 上年数) ÷ 上年数"


def figure(name: str, text: str, **members: str) -> Figure:
    number = parse_number(text)
    assert number is not None
    return Figure(name, text, Amount(number.value, number.decimals, "万元"), Point.of(stage="budget", **members))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("较上年增加", ("+20.00", "+25.0%")), ("较上年减少", ("-20.00", "-16.7%")), ("较上年", ("", ""))],
)
def test_a_change_is_told_with_the_direction_that_the_sentence_says(
    words: str, expected: tuple[str, str], sample_edition: Edition
) -> None:
    now = figure("a", "100.00", flow="expenditure", year="2027")
    change = figure("b", "20.00", flow="expenditure", year="2027", measure="change")
    runs = (Run("支出"), Run("100.00", now), Run(f"万元，{words}"), Run("20.00", change), Run("万元。"))
    (found,) = key_figures(replace(sample_edition, blocks=(Prose(runs),)))
    assert (found.change_text, found.rate_text) == expected


def test_a_change_comes_from_last_years_printed_figure_before_any_word(sample_edition: Edition) -> None:
    now = figure("a", "100.00", flow="expenditure", year="2027")
    then = figure("b", "80.00", flow="expenditure", year="2026")
    runs = (Run("100.00", now), Run("万元，上年"), Run("80.00", then), Run("万元。"))
    (found,) = key_figures(replace(sample_edition, blocks=(Prose(runs),)))
    assert (found.name, found.change, found.rate, found.cell) == ("本年支出", Decimal("20.00"), Decimal("25.0"), "")


def test_a_term_of_the_glossary_is_marked_and_reads_on(sample_edition: Edition) -> None:
    page = html.document_fromstring(render_html(sample_edition).decode())
    (term,) = page.find_class("term")
    assert (term.find("dfn").text, term.text_content()) == (
        "财政拨款收入：",
        "财政拨款收入：指县级财政当年拨付的资金。",
    )


def test_a_figure_whose_cell_is_not_printed_leads_nowhere(sample_edition: Edition) -> None:
    said = figure("a", "100.00", flow="expenditure", year="2027")
    text = render_html(replace(sample_edition, blocks=(Prose((Run("100.00", said, "gone"),)),))).decode()
    assert "#gone" not in text
    assert html.document_fromstring(text).find_class("figure")[0].tag == "span"
