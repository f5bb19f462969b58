"""The gallery of bad input: the smallest file of each fault, and exactly what is said of it.

`gallery.yaml` drives these tests and makes docs/errors.md; the files themselves are made here.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from gouji.model.fault import ReadError
from gouji.read.faults import FAULTS
from gouji.read.limits import Limits
from gouji.read.opener import read_document

ENTRIES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("gallery.yaml").read_text("utf-8"))
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ENTITY = '<!DOCTYPE d [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
LINE = "部门预算收支总表，单位：万元，本年收入合计 952.72。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def pdf_of_objects(*objects: bytes) -> bytes:
    """A PDF with these objects, numbered from 1, the first of them the catalogue."""
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + tail


def pdf_page(content: bytes, resources: bytes, *more: bytes) -> bytes:
    """A PDF of one page with this content stream; further objects count from 5."""
    return pdf_of_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << %b >> >>" % resources,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        *more,
    )


def image_only_pdf() -> bytes:
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    image += b" /Length 1 >>\nstream\n\x00\nendstream"
    return pdf_page(b"q 100 0 0 100 50 50 cm /I Do Q", b"/XObject << /I 5 0 R >>", image)


def pdf_with_a_scan() -> bytes:
    """A page of text and a page that is one image."""
    text = b"BT /F 12 Tf 20 100 Td (12.50) Tj ET"
    image = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return pdf_of_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 200 200] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 8 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        b"<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << /XObject << /I 7 0 R >> >> >>",
        b"<< /Length 28 >>\nstream\nq 100 0 0 100 50 50 cm /I Do\nendstream",
        image + b" /Length 1 >>\nstream\n\x00\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def encrypted_pdf() -> bytes:
    """A PDF whose standard security handler is given no valid password."""
    key = b"<" + b"41" * 32 + b">"
    security = b"<< /Filter /Standard /V 1 /R 2 /O %b /U %b /P -4 >>" % (key, key)
    plain = pdf_of_objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", security)
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 3 0 R /ID [<41><41>]")


def compressed_pdf_as_text() -> bytes:
    """A PDF with a compressed stream, opened and saved by a text program."""
    stream = b"x\x9c\x8b\x8e\x05\x00\x01\xb5\x00\xf9" * 4
    whole = b"%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode /Length 40 >>\nstream\n" + stream + b"\nendstream\nendobj\n"
    return whole.decode("utf-8", "replace").encode()


def archive(members: dict[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return written.getvalue()


def docx(body: str, before: str = "") -> bytes:
    return archive({"word/document.xml": f"{before}<w:document {WORD}><w:body>{body}</w:body></w:document>"})


def xlsx(rows: str, before: str = "") -> bytes:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
    sheets = f'<sheets><sheet name="表" sheetId="1" xmlns:r="{office}" r:id="r1"/></sheets>'
    return archive(
        {
            "xl/workbook.xml": f"<workbook {SHEET}>{sheets}</workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
            "xl/worksheets/sheet1.xml": f"{before}<worksheet {SHEET}><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def ole(stream: str) -> bytes:
    """A compound file that names one stream in its directory."""
    entry = stream.encode("utf-16-le").ljust(128, b"\x00")
    return OLE.ljust(512, b"\x00") + entry


def unreadable_font_pdf() -> bytes:
    """A page whose digits are drawn with a symbolic font that does not say which characters they are."""
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 "
    font += b"/LastChar 2 /Widths [600 600] /Encoding << /Type /Encoding /Differences [1 /g1 /g2] >> "
    font += b"/CharProcs << /g1 6 0 R /g2 6 0 R >> /Resources << >> >>"
    glyph = b"<< /Length 37 >>\nstream\n600 0 0 0 500 700 d1 0 0 500 700 re f\nendstream"
    return pdf_page(b"BT /F 12 Tf 20 100 Td <01020102> Tj ET", b"/Font << /F 5 0 R >>", font, glyph)


INPUTS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "only blanks": lambda: b" \r\n\x00\x00",
    "half of a PDF": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Cat",
    "an encrypted PDF": encrypted_pdf,
    "an encrypted workbook": lambda: ole("EncryptedPackage"),
    "a PDF of one image": image_only_pdf,
    "a PDF with one scanned page": pdf_with_a_scan,
    "a web page": lambda: f"<!DOCTYPE html><html><body><p>{LINE}</p></body></html>".encode(),
    "a PDF saved as text": compressed_pdf_as_text,
    "a PDF of many pages": lambda: pdf(10_000),
    "a PDF without a character map": unreadable_font_pdf,
    "a DOCX that unpacks to much": lambda: docx(" " * 70_000_000),
    "an XLSX that unpacks to much": lambda: xlsx(" " * 70_000_000),
    "a DOCX that asks for a file": lambda: docx("<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>", ENTITY),
    "an XLSX that asks for a file": lambda: xlsx("<row><c><v>&secret;</v></c></row>", ENTITY),
    "a DOCX of tables in tables": lambda: docx("<w:tbl><w:tr><w:tc>" * 100 + "</w:tc></w:tr></w:tbl>" * 100),
    "a web page of tables in tables": lambda: b"<html>" + b"<table><tr><td>" * 400 + b"1",
    "half of an XLSX": lambda: xlsx("<row><c><v>1</v></c></row>")[:-60],
    "an XLSX without its workbook": lambda: archive({"xl/styles.xml": "<styleSheet/>"}),
    "an XLSX of cells far apart": lambda: xlsx(
        "".join(f'<row r="{row}"><c r="{"ABCDEFGHIJ"[row % 10]}{row}"><v>1</v></c></row>' for row in range(1, 30))
    ),
    "text with NUL bytes": lambda: LINE.encode() + b"\x00\x00\x00" + LINE.encode(),
    "text in GB 18030": lambda: (LINE * 3).encode("gb18030"),
    "text in UTF-16": lambda: (LINE * 3).encode("utf-16-le"),
    "text in Big5": lambda: "部門預算收支總表，單位：萬元，本年收入合計。\n".encode("big5"),
    "text in no encoding": lambda: LINE.encode() + b"\xff\xfe\xfd\x81\x00\xff",
    "text that ends in half a character": lambda: "部门预算".encode()[:-1],
    "text read as Latin and saved": lambda: LINE.encode("gb18030").decode("latin-1").encode(),
    "bytes of no format": lambda: bytes(range(1, 30)) * 9,
    "a ZIP of files": lambda: archive({"预算.pdf": "%PDF"}),
    "an OFD": lambda: archive({"OFD.xml": "<OFD/>"}),
    "a DOC": lambda: ole("WordDocument"),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(20),
    "a text": lambda: LINE.encode(),
}


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither LibreOffice nor the recognition extra is there, wherever the tests run."""
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("gouji.read.ocr.is_available", lambda: False)


def _make(entry: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = folder / entry["name"]
    match entry["input"]:
        case "no file":
            pass
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "a file that may not be read":
            path.write_text(LINE, "utf-8")

            def refuse(self: Path) -> bytes:
                raise PermissionError(13, "Permission denied")

            monkeypatch.setattr(Path, "read_bytes", refuse)  # tests may run as root, whom no permission stops
        case made:
            path.write_bytes(INPUTS[made]())
    return path


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["sentence"])
def test_bad_input_is_told_exactly(entry: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _make(entry, tmp_path, monkeypatch)
    limits = replace(Limits(), **entry.get("limits", {}))
    if "code" not in entry:
        document = read_document(path, limits)
        unread = [page.unread for page in document.pages if page.unread]
        said = {"notices": list(document.notices), "unread": unread[:1], "unread_pages": len(unread)}
        assert {key: said[key] for key in said if key in entry} == {key: entry[key] for key in said if key in entry}
        return
    with pytest.raises(ReadError) as caught:
        read_document(path, limits)
    error = caught.value
    expected = (entry["code"], entry["chinese"], entry["english"])
    assert expected == (error.code, error.chinese, error.english)


def test_every_fault_has_its_example() -> None:
    shown = {entry.get("code") for entry in ENTRIES}
    elsewhere = {
        "cannot_open",  # a disk that fails: test_opener.py
        "conversion_failed",  # LibreOffice that fails: test_legacy.py
        "image_too_big",  # needs the recognition extra
        "too_much_memory",  # simulated in test_opener.py
        "reader_failed",  # a defect of ours: simulated in test_opener.py
    }
    assert shown - {None} == set(FAULTS) - elsewhere


def test_the_docs_page_is_made_from_the_gallery() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "tools/update_docs.py", "--check"], cwd=root, check=False)
    assert done.returncode == 0
