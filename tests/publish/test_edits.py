"""One figure changed by hand in any file of a publication is found and named, even where the manifest was too."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.build.render.pdf import render_pdf
from gouji.model.edition import Edition, EditionTable, Prose
from gouji.publish.gate import proof_lines
from gouji.publish.verify import Verification, verify_publication

Edit = Callable[[Path, str, str], None]


def _in_archive(path: Path, member: str, change: Callable[[str], str]) -> None:
    """Rewrites one member of an office file, as a program that saves it would."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    before = contents[member].decode()
    contents[member] = change(before).encode()
    assert contents[member] != before.encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    path.write_bytes(stream.getvalue())


def _in_docx(folder: Path, before: str, after: str) -> None:
    def change(xml: str) -> str:
        return re.sub(rf">{re.escape(before)}<", f">{after}<", xml, count=1)

    _in_archive(folder / "budget.docx", "word/document.xml", change)


def _in_xlsx(folder: Path, before: str, after: str) -> None:
    from openpyxl import load_workbook

    path = folder / "budget.xlsx"
    book = load_workbook(path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if str(cell.value) == before]
    cells[0].value = float(after) if not isinstance(cells[0].value, str) else after
    book.save(path)


def _in_html(folder: Path, before: str, after: str) -> None:
    path = folder / "index.html"
    page = path.read_text("utf-8")
    assert before in page
    path.write_text(
        re.sub(rf"(<td[^>]*>(?:<[^>]*>)*){re.escape(before)}(?=<)", rf"\g<1>{after}", page, count=1), "utf-8"
    )


def _in_csv(folder: Path, before: str, after: str) -> None:
    path = folder / "data" / "figures.csv"
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if f",{before},{before}," in line)
    lines[number] = lines[number].replace(f",{before},{before},", f",{after},{after},")
    path.write_text("".join(lines), "utf-8-sig", newline="")


EDITS: dict[str, Edit] = {
    "budget.docx": _in_docx,
    "budget.xlsx": _in_xlsx,
    "index.html": _in_html,
    "data/figures.csv": _in_csv,
}


def _forge_manifest(folder: Path, name: str) -> None:
    """Makes the manifest name the edited file's hash and size, as a careful forger would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    for entry in manifest["files"]:
        if entry["name"] == name:
            data = (folder / name).read_bytes()
            entry.update(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    path.write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")


def _changed_cell(edition: Edition, before: str, after: str) -> Edition:
    def table(block: EditionTable) -> EditionTable:
        body = tuple(
            tuple(replace(cell, text=after) if cell.text == before else cell for cell in line) for line in block.body
        )
        return replace(block, body=body)

    blocks = tuple(table(block) if isinstance(block, EditionTable) else block for block in edition.blocks)
    return replace(edition, blocks=blocks)


def _found(verification: Verification) -> list[tuple[str, str, str, tuple[str, ...], str, str]]:
    """Every figure that differs: file, table, row, column, before, after."""
    return [
        (proof.name, each.table, each.row, each.column, each.before, each.after)
        for proof in verification.proofs
        for each in proof.differences
        if each.kind == "text"
    ]


def _codes(verification: Verification) -> list[tuple[str, str]]:
    return [(fault.code, fault.file) for fault in verification.faults]


@pytest.mark.parametrize("name", EDITS)
def test_one_figure_edited_is_named_with_its_place(
    published: Path, name: str, lone_figure: tuple[str, str, str, tuple[str, ...]], rewritten: Callable[[str], str]
) -> None:
    before, table, row, column = lone_figure
    after = rewritten(before)
    EDITS[name](published, before, after)
    plain = tuple(level.replace("（", "(").replace("）", ")") for level in column)
    _forge_manifest(published, name)
    forged = verify_publication(published)
    assert _found(forged) == [(name, table, row, plain, before, after)]
    assert (_codes(forged), forged.holds) == ([], False)


def test_one_figure_of_a_pdf_edited_is_named_with_its_page(
    published: Path,
    edition: Edition,
    lone_figure: tuple[str, str, str, tuple[str, ...]],
    rewritten: Callable[[str], str],
) -> None:
    before, table, row, _ = lone_figure
    after = rewritten(before)
    (published / "budget.pdf").write_bytes(render_pdf(_changed_cell(edition, before, after)))
    _forge_manifest(published, "budget.pdf")
    [proof] = [proof for proof in verify_publication(published).proofs if proof.format == "pdf"]
    [(told, _)] = proof_lines(proof)
    assert re.fullmatch(
        rf"budget\.pdf · 第 \d+ 页 · {table} · {row} · .+：数字不同，预算为 {before}，文件为 {after}", told
    )


def test_of_a_figure_printed_many_times_the_edited_one_is_named(published: Path) -> None:
    def change(xml: str) -> str:
        places = [match.start(1) for match in re.finditer(r">(65\.15)<", xml)]
        return xml[: places[4]] + "65.51" + xml[places[4] + 5 :]

    _in_archive(published / "budget.docx", "word/document.xml", change)
    [(name, table, row, _, before, after)] = _found(verify_publication(published))
    assert (name, before, after) == ("budget.docx", "65.15", "65.51")
    assert (table, row) == ("部门预算收入总表", "20805 行政事业单位养老支出")


def test_a_figure_in_a_sentence_edited_is_named_with_its_sentence(published: Path, edition: Edition) -> None:
    prose = next(
        block for block in edition.blocks if isinstance(block, Prose) and any(run.figure for run in block.runs)
    )
    figure = next(run.figure for run in prose.runs if run.figure)
    page = published / "index.html"
    text = page.read_text("utf-8")
    start = text.index(prose.runs[0].text)
    place = text.index(figure.text, start)
    page.write_text(text[:place] + "9" + text[place:], "utf-8")
    [proof] = [proof for proof in verify_publication(published).proofs if not proof.holds]
    assert proof.sentences is not None
    [change] = proof.sentences.changes
    assert ("index.html", figure.text, f"9{figure.text}") == (proof.name, change.before, change.after)


def test_a_word_of_a_sentence_edited_is_told(published: Path) -> None:
    _in_archive(
        published / "budget.docx", "word/document.xml", lambda xml: xml.replace("负责热线办理", "不负责热线办理")
    )
    verification = verify_publication(published)
    [proof] = [proof for proof in verification.proofs if not proof.holds]
    assert _codes(verification) == [("changed", "budget.docx")]
    assert proof.sentences is not None
    assert [(each.before, each.after) for each in proof.sentences.changes] == [("负责热线办理。", "不负责热线办理。")]


def test_a_row_left_out_is_missing_figure_by_figure(published: Path) -> None:
    def change(xml: str) -> str:
        rows = re.findall(r"<w:tr[ >].*?</w:tr>", xml, re.DOTALL)
        row = next(row for row in rows if "2080505" in row)
        return xml.replace(row, "", 1)

    _in_archive(published / "budget.docx", "word/document.xml", change)
    [proof] = [proof for proof in verify_publication(published).proofs if not proof.holds]
    missing = [each for each in proof.differences if each.kind == "missing"]
    assert missing
    assert {("部门预算收入总表", "2080505 机关事业单位基本养老保险缴费支出")} == {
        (each.table, each.row) for each in missing
    }
    assert (proof.missing, proof.extra) == (len(missing), 0)


def test_the_budget_itself_edited_differs_from_every_file(published: Path) -> None:
    path = published / "budget.toml"
    path.write_text(path.read_text("utf-8").replace("651512.00", "661512.00"), "utf-8")
    _forge_manifest(published, "budget.toml")
    verification = verify_publication(published)
    assert {"budget.pdf", "budget.docx", "budget.xlsx", "index.html", "data/figures.csv"} == {
        name for name, *_ in _found(verification)
    }
    told = set(_codes(verification))
    assert {("budget", "budget.toml"), ("proof", "proof.json"), ("package", "datapackage.json")} < told
    assert {code for code, name in told if name.startswith("data/tables/")} == {"package"}


def test_a_file_more_and_a_file_less_are_told(published: Path) -> None:
    (published / "budget.pdf").rename(published / "old.pdf")
    assert {("missing", "budget.pdf"), ("unlisted", "old.pdf")} == set(_codes(verify_publication(published)))


def test_a_file_that_is_no_longer_one_is_told_not_raised(published: Path) -> None:
    (published / "budget.docx").write_bytes(b"PK\x03\x04 broken")
    _forge_manifest(published, "budget.docx")
    [proof] = [proof for proof in verify_publication(published).proofs if not proof.holds]
    assert (["file"], 0, proof.expected) == ([each.kind for each in proof.differences], proof.equal, proof.missing)


def test_a_correction_told_otherwise_is_found(published: Path) -> None:
    path = published / "proof.json"
    proof = json.loads(path.read_bytes())
    proof["printed"]["tables"][0]["figures"][0]["text"] = "1.00"
    path.write_text(json.dumps(proof, ensure_ascii=False), "utf-8")
    _forge_manifest(published, "proof.json")
    assert _codes(verify_publication(published)) == [("proof", "proof.json")]


@pytest.mark.parametrize("files", ["nonsense", [1, {"name": 2}], None])
def test_a_manifest_of_nonsense_is_told_not_raised(published: Path, files: object) -> None:
    path = published / "manifest.json"
    manifest = json.loads(path.read_bytes())
    path.write_text(json.dumps({**manifest, "files": files, "errata": files, "pack": files, "budget": files}), "utf-8")
    verification = verify_publication(published)
    assert {"unlisted"} <= {fault.code for fault in verification.faults}
    assert not verification.holds
