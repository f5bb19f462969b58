"""Old office formats: .xls directly, the others through LibreOffice where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import python_calamine

from gouji.model.document import Document
from gouji.read.docx import read_docx
from gouji.read.faults import fault
from gouji.read.limits import Limits
from gouji.read.xlsx import read_xlsx, sheets_to_document
from gouji.read.xlsx.number_format import format_general
from gouji.read.xlsx.sheet import Area, Position, Sheet, SheetCell

TARGETS = MappingProxyType({"doc": "docx", "odt": "docx", "rtf": "docx", "xml": "docx", "ods": "xlsx", "xlsb": "xlsx"})
"""Formats that LibreOffice converts, and into what."""

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 120.0
"""Seconds that one conversion may take, at most; a cold start of LibreOffice takes ten."""

_NO_FORMATS = "旧式 XLS 不给出数字格式：小数位按存储值读取，可能与显示不同"


def read_xls(data: bytes, name: str, sha256: str, limits: Limits) -> Document:
    """An Excel 97–2003 workbook. It is read without number formats, so printed decimals may differ: that is noticed.

    Raises:
        ReadError: damaged, encrypted, or too many cells.
    """
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            sheets = tuple(_xls_sheets(book, limits))
    except python_calamine.PasswordError:
        raise fault("encrypted") from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise fault("damaged", detail=f"XLS: {error}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own crash, which Python sees as no Exception
            raise
        raise fault("damaged", detail="XLS") from None
    return sheets_to_document(sheets, name, sha256, "xls", limits, (_NO_FORMATS,))


def read_old_office(data: bytes, name: str, sha256: str, limits: Limits, kind: str) -> Document:
    """A file of an old format (one of TARGETS), read after LibreOffice has converted it; that is noticed.

    Raises:
        ReadError: LibreOffice is not installed, fails, or takes too long; or what it wrote cannot be read.
    """
    target = TARGETS[kind]
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if program is None:
        raise fault("needs_libreoffice", detail=kind.upper(), target=target.upper())
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        source = Path(folder) / f"source.{kind}"
        source.write_bytes(data)
        _convert(program, source, target, min(limits.seconds, _PATIENCE))
        made = Path(folder) / "out" / f"source.{target}"
        if not made.is_file():
            raise fault("conversion_failed", detail=("没有产生文件", "it wrote no file"), target=target.upper())
        read = read_docx if target == "docx" else read_xlsx
        document = read(made.read_bytes(), name, sha256, limits)
    notice = f"旧格式 {kind.upper()}，经 LibreOffice 转换后读取"
    return replace(document, format=kind, notices=(notice, *document.notices))


def _convert(program: str, source: Path, target: str, seconds: float) -> None:
    """Run LibreOffice with a profile of its own, so that it neither waits for nor disturbs another one."""
    profile = (source.parent / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", target]
    process = subprocess.Popen(
        [*command, "--outdir", str(source.parent / "out"), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        said = (f"{seconds:.0f} 秒内没有完成", f"not done within {seconds:.0f} seconds")
        raise fault("conversion_failed", detail=said, target=target.upper()) from None
    if status:
        said = (f"退出码 {status}", f"exit code {status}")
        raise fault("conversion_failed", detail=said, target=target.upper())


def _xls_sheets(book: python_calamine.CalamineWorkbook, limits: Limits) -> Iterator[Sheet]:
    for index, about in enumerate(book.sheets_metadata):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        merges: list[Area] = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        yield Sheet(about.name, _xls_cells(sheet, limits), tuple(merges), hidden=hidden)


def _xls_cells(sheet: python_calamine.CalamineSheet, limits: Limits) -> dict[Position, SheetCell]:
    top, left = sheet.start or (0, 0)
    cells: dict[Position, SheetCell] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top):
        for column, value in enumerate(values, left):
            text, number = _xls_value(value)
            if text.strip():
                cells[row, column] = SheetCell(text, number=number)
        if len(cells) > limits.cells:
            raise fault("too_many_cells", limit=f"{limits.cells:,}")
    return cells


def _xls_value(value: object) -> tuple[str, Decimal | None]:
    """What a cell shows, as far as it can be told, and its number."""
    if isinstance(value, bool):
        return str(value).upper(), None
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return (format_general(number), number) if number.is_finite() else (str(value), None)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat(), None
    if isinstance(value, datetime | date | time | timedelta):
        return str(value), None
    return str(value or ""), None
