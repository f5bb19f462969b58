"""The door never lets another error out than ReadError, whatever the bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji.model.document import Document
from gouji.model.fault import ReadError
from gouji.read.limits import Limits
from gouji.read.opener import read_bytes, read_document
from gouji.read.sniff import Format, sniff_format

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["部门收支总表"])
    sheet.append(["科目", "合计", "基本支出"])
    sheet.append(["行政运行", 952.72, "=B3*2"])
    sheet.merge_cells("A1:C1")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _word() -> bytes:
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>952.72</w:t></w:r></w:p></w:tc>"
    body = f"<w:p/><w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as container:
        container.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
    return written.getvalue()


HTML = "<html><table><tr><td rowspan=2>科目</td><td>合计</td></tr><tr><td>952.72</td></tr></table></html>".encode()
TEXT = "单位：万元\n科目\t合计\n行政运行\t952.72\n".encode()
SEEDS = {"xlsx": _workbook(), "docx": _word(), "html": HTML, "text": TEXT}


def _read(data: bytes) -> Document | ReadError:
    """What reading gives; a defect of the reader itself is no answer."""
    try:
        return read_bytes(data, "文件", Limits(cells=10_000, unpacked=10_000_000))
    except ReadError as error:
        if error.code == "reader_failed":
            raise AssertionError from error
        return error


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    assert isinstance(_read(data), Document | ReadError)


@pytest.mark.parametrize(
    "magic",
    [
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html>",
        pytest.param(b"{\\rtf1", marks=pytest.mark.slow),  # each goes through LibreOffice, where it is installed
    ],
)
@given(st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_bytes_behind_a_known_beginning_too(magic: bytes, data: bytes) -> None:
    assert isinstance(_read(magic + data), Document | ReadError)


@pytest.mark.parametrize("kind", SEEDS)
@given(cut=st.floats(0, 1), place=st.floats(0, 1), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_truncated_and_changed_files_too(kind: str, cut: float, place: float, byte: int) -> None:
    whole = SEEDS[kind]
    changed = bytearray(whole)
    changed[int(place * (len(whole) - 1))] = byte
    assert isinstance(_read(bytes(changed)), Document | ReadError)
    assert isinstance(_read(whole[: int(cut * len(whole))]), Document | ReadError)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@given(place=st.floats(0, 1), byte=st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_changed_xml_inside_a_whole_container_too(kind: str, place: float, byte: int) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SEEDS[kind])) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = bytearray(old.read(name))
            content[int(place * (len(content) - 1))] = byte
            new.writestr(name, bytes(content))
    assert isinstance(_read(written.getvalue()), Document | ReadError)


def test_a_defect_of_ours_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr("gouji.read.text.read_text", fail)
    with pytest.raises(ReadError) as caught:
        read_bytes(TEXT, "文件", Limits())
    assert (caught.value.code, "KeyError: 'gone'" in caught.value.chinese) == ("reader_failed", True)


def test_lack_of_memory_is_a_fault_of_this_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("gouji.read.text.read_text", fail)
    with pytest.raises(ReadError) as caught:
        read_bytes(TEXT, "文件", Limits())
    assert caught.value.code == "too_much_memory"


def test_a_disk_that_fails_is_told_with_the_system_s_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "预算.pdf"
    path.write_bytes(TEXT)

    def fail(self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert (caught.value.code, "Input/output error" in caught.value.english) == ("cannot_open", True)


def test_the_name_is_no_evidence_of_the_format() -> None:
    assert read_bytes(HTML, "预算.pdf", Limits()).format == "html"
    assert read_bytes(TEXT, "预算.xlsx", Limits()).format == "text"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"junk before\n%PDF-1.4", Format.PDF),
        (b"\xef\xbb\xbf<!-- a --><!-- b --> <!DOCTYPE HTML PUBLIC>", Format.HTML),
        ("<html>".encode("utf-16"), Format.HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Format.MHTML),
        (b"From: x\nMIME-Version: 1.0\n", Format.MHTML),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', Format.WORD_XML),
        ("PDF-1.4 是一种格式".encode(), Format.TEXT),
        ("单位：万元，共 12.50".encode("utf-16-le"), Format.TEXT),
        (b"<!---->" * 580, Format.TEXT),
        (b"PK\x03\x04", Format.DAMAGED_ZIP),
        (b"\x1f\x8b\x08\x00", Format.ARCHIVE),
        ("BMW 公务用车".encode(), Format.TEXT),
    ],
)
def test_formats_are_told_by_content(data: bytes, expected: Format) -> None:
    assert expected == sniff_format(data)
