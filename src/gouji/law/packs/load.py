"""Packs are folders of data: `pack.toml`, `document.j2`, and `macros.j2` where a place has phrases of its own.

Those that come with Gouji are in `law/data/packs`; any other folder of the same shape is a pack too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from gouji.law.packs.forms import Pack

_SHARED_MACROS = "macros.j2"


class PackError(ValueError):
    """A pack's data are not right: which file, where, and what was expected. Texts are (中文, English)."""

    def __init__(self, name: str, chinese: str, english: str) -> None:
        super().__init__(f"{name}: {english}")
        self.name = name
        self.chinese = chinese
        self.english = english


def pack_names() -> tuple[str, ...]:
    """The packs that come with Gouji, by name."""
    return tuple(sorted(folder.name for folder in _home().iterdir() if folder.joinpath("pack.toml").is_file()))


@cache
def load_pack(name: str) -> Pack:
    """The pack of a name, or of the folder at a path; PackError where there is none or its data are not right.

    >>> load_pack("hebei-2024").table("T3").title
    '部门预算支出总表'
    """
    from cattrs import BaseValidationError, Converter, transform_error

    folder = _folder(name)
    data = _read(folder, name)
    converter = Converter(forbid_extra_keys=True)
    try:
        return converter.structure(data, Pack)
    except BaseValidationError as error:
        faults = "; ".join(transform_error(error))
        raise PackError(name, f"pack.toml 内容有误：{faults}", f"pack.toml is not right: {faults}") from error


def _home() -> Traversable:
    return files("gouji.law").joinpath("data/packs")


def _folder(name: str) -> Traversable:
    if "/" not in name and _home().joinpath(name, "pack.toml").is_file():
        return _home().joinpath(name)
    if Path(name, "pack.toml").is_file():
        return Path(name)
    known = "、".join(pack_names())
    raise PackError(
        name,
        f"没有名为“{name}”的表样包，该路径下也没有 pack.toml；现有：{known}",
        f"no pack of this name and no folder with a pack.toml; there are: {known}",
    )


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    """A pack's data as one mapping; a pack that `extends` another says only what differs."""
    try:
        data: dict[str, Any] = tomllib.loads(folder.joinpath("pack.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(name, f"pack.toml 不是有效的 TOML：{error}", f"pack.toml is not valid TOML: {error}") from error
    data["tables"] = data.pop("table", [])
    data["name"] = folder.name
    for key, file in (("document", "document.j2"), ("macros", _SHARED_MACROS)):
        if folder.joinpath(file).is_file():
            data[key] = folder.joinpath(file).read_text("utf-8")
    base = data.pop("extends", None)
    dropped = data.pop("drop", [])
    if base is None:
        return data
    return _extended(_read(_folder(base), base), data, dropped)


def _extended(base: Mapping[str, Any], own: Mapping[str, Any], dropped: list[str]) -> dict[str, Any]:
    """A pack's data over those of the pack that it extends: tables are replaced by key, new ones come last."""
    tables = {table["key"]: table for table in base["tables"] if table["key"] not in dropped}
    tables.update((table["key"], table) for table in own["tables"])
    return {**base, **own, "tables": list(tables.values())}
