"""The folder of a publication: read whole, written whole. Either all files of a new one stand there, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from gouji.publish.manifest import MANIFEST, parse_json

_OLD = ".replaced"


class PublishError(Exception):
    """A publication that cannot be made or read as asked. Texts are (中文, English); `code` is stable."""

    def __init__(self, code: str, chinese: str, english: str) -> None:
        super().__init__(english)
        self.code = code
        self.chinese = chinese
        self.english = english


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of a publication by its path inside the folder; {} where there is no folder, or an empty one.

    Raises:
        PublishError: something stands there that is no publication.
    """
    _finish(folder)
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise PublishError("not_a_folder", f"{folder} 不是文件夹", f"{folder} is no folder")
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    if files and not is_publication(files):
        raise PublishError(
            "not_a_publication",
            f"{folder} 里有别的文件，但没有公开资料清单 {MANIFEST}；请另选一个空文件夹",
            f"{folder} holds other files, and no {MANIFEST} of a publication; choose an empty folder",
        )
    return files


def is_publication(files: Mapping[str, bytes]) -> bool:
    """Whether files by name include a manifest of ours."""
    try:
        return "gouji" in parse_json(files[MANIFEST])
    except (KeyError, ValueError):
        return False


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts a publication in place of what stood there: written beside it first, then moved as one."""
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".new", dir=folder.parent))
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        fresh.chmod(0o777 & ~_umask())
        _swap(fresh, folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _swap(fresh: Path, folder: Path) -> None:
    old = _old(folder)
    if not folder.exists():
        fresh.rename(folder)
        return
    folder.rename(old)
    try:
        fresh.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old)


def _finish(folder: Path) -> None:
    """Ends what an interrupted swap left: the old publication comes back where the new one did not arrive."""
    folder = folder.absolute()
    old = _old(folder)
    if old.is_dir():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}{_OLD}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
