"""Old office formats, read through LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from gouji.model.document import Document
from gouji.read.docx import read_docx
from gouji.read.faults import fault
from gouji.read.limits import Limits
from gouji.read.xlsx import read_xlsx

TARGETS = MappingProxyType({"doc": "docx", "odt": "docx", "rtf": "docx", "xml": "docx", "ods": "xlsx", "xlsb": "xlsx"})
"""Formats that LibreOffice converts, and into what."""

_PROGRAMS = ("soffice", "libreoffice")
_PATIENCE = 120.0
"""Seconds that one conversion may take, at most; a cold start of LibreOffice takes ten."""
_GUARDED = 'exec 3<&0; { read -r _ || rm -rf "$0"; kill -s KILL 0; } <&3 & exec "$@" </dev/null 3<&-'
"""A shell's line that runs a program with a guard beside it, which waits for the end of a pipe that we hold open.

LibreOffice starts processes of its own. However we end (done, out of time, killed for the sake of the run), the pipe
closes, and the guard takes all of them with it; their folder ($0) too, unless a line tells that it is still wanted.
"""


def read_old_office(data: bytes, name: str, sha256: str, limits: Limits, kind: str) -> Document:
    """A file of an old format (one of TARGETS), read after LibreOffice has converted it; that is noticed.

    Raises:
        ReadError: LibreOffice is not installed, fails, or takes too long; or what it wrote cannot be read.
    """
    target = TARGETS[kind]
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if program is None:
        raise fault("needs_libreoffice", detail=kind.upper(), target=target.upper())
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as folder:
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
    command += ["--outdir", str(source.parent / "out"), str(source)]
    process = subprocess.Popen(
        command if sys.platform == "win32" else ["sh", "-c", _GUARDED, str(source.parent), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdin is not None
    try:
        status = process.wait(seconds)
        process.stdin.write(b"\n")
    except subprocess.TimeoutExpired:
        said = (f"{seconds:.0f} 秒内没有完成", f"not done within {seconds:.0f} seconds")
        raise fault("conversion_failed", detail=said, target=target.upper()) from None
    finally:
        if sys.platform == "win32":
            process.kill()
        process.stdin.close()
        process.wait()
    if status:
        said = (f"退出码 {status}", f"exit code {status}")
        raise fault("conversion_failed", detail=said, target=target.upper())
