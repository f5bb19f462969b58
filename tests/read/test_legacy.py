"""Old formats go through LibreOffice, and a LibreOffice that fails is told as such."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from gouji.corpus.worker import Worker
from gouji.model.document import Document
from gouji.model.fault import ReadError
from gouji.read.limits import Limits
from gouji.read.opener import read_bytes

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLD = b"{\\rtf1 old}"


def _install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a stand-in for LibreOffice where it will be found; $out is its output folder."""
    program = folder / "soffice"
    program.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nout="$2"\n{script}\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "soffice" else None)


def test_an_old_document_is_converted_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converted = tmp_path / "converted.docx"
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as container:
        body = "<w:body><w:p><w:r><w:t>单位：万元</w:t></w:r></w:p></w:body>"
        container.writestr("word/document.xml", f"<w:document {WORD}>{body}</w:document>")
    converted.write_bytes(saved.getvalue())
    _install(tmp_path, monkeypatch, f'mkdir -p "$out" && cp "{converted}" "$out/source.docx"')
    document = read_bytes(OLD, "旧.rtf", Limits())
    assert [block.text for block in document.blocks] == ["单位：万元"]  # type: ignore[union-attr]  # all are paragraphs
    assert (document.format, document.notices) == ("rtf", ("旧格式 RTF，经 LibreOffice 转换后读取",))


@pytest.mark.parametrize(
    ("script", "seconds", "said"),
    [
        ("exit 7", 60.0, "exit code 7"),
        ("exit 0", 60.0, "it wrote no file"),
        ("sleep 30", 0.2, "not done within 0 seconds"),
    ],
)
def test_a_conversion_that_fails_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, seconds: float, said: str
) -> None:
    _install(tmp_path, monkeypatch, script)
    with pytest.raises(ReadError) as caught:
        read_bytes(OLD, "旧.rtf", replace(Limits(), seconds=seconds))
    assert (caught.value.code, said in caught.value.english) == ("conversion_failed", True)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("killed", [False, True], ids=["out of time", "killed with its worker"])
def test_what_libreoffice_started_ends_with_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool) -> None:
    beating = tmp_path / "beating"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _install(tmp_path, monkeypatch, f'(while true; do echo >> "{beating}"; sleep 0.05; done) & sleep 30')
    if killed:
        task = partial(_read_old, replace(Limits(), seconds=60.0))
        worker = Worker(task, Limits())
        _wait_for(beating)
        worker.stop()
    else:
        with pytest.raises(ReadError):
            read_bytes(OLD, "旧.rtf", replace(Limits(), seconds=0.5))
    time.sleep(0.2)
    beats = beating.stat().st_size
    time.sleep(0.3)
    assert (beating.stat().st_size, list(tmp_path.glob("gouji-*"))) == (beats, [])


def _read_old(limits: Limits, progress: Callable[[int, int], None]) -> Document:
    return read_bytes(OLD, "旧.rtf", limits, progress)


def _wait_for(path: Path) -> None:
    """Return as soon as a file is there; ten seconds are plenty."""
    for _ in range(200):
        if path.exists():
            return
        time.sleep(0.05)
    pytest.fail(f"{path.name} never came")
