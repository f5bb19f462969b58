"""Write the generated pages of docs/ anew; with --check, say which of them are not fresh and fail."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "tests" / "errors" / "gallery.yaml"


def errors_page() -> str:
    """The gallery of bad input as a page: by code, what is wrong, and what is said of it."""
    entries: list[dict[str, Any]] = yaml.safe_load(GALLERY.read_text("utf-8"))
    lines = [
        "# What cannot be read, and what is said of it",
        "",
        "Made from `tests/errors/gallery.yaml` by `just docs`; do not edit.",
        "Codes are stable.",
        "A file that cannot be read ends a command with exit code 3, and never the run over other files.",
        "",
    ]
    for entry in entries:
        lines += [f"## {entry['sentence'][0].upper()}{entry['sentence'][1:]}", "", *_said(entry), ""]
    return "\n".join(lines).rstrip() + "\n"


def _said(entry: dict[str, Any]) -> list[str]:
    if "code" in entry:
        return [f"`{entry['code']}`", "", f"> {entry['chinese']}", ">", f"> {entry['english']}"]
    said = ["Read."]
    said += [f"Notice: {notice}" for notice in entry.get("notices", [])]
    if entry.get("unread_pages"):
        said.append(f"{entry['unread_pages']} pages listed as not read: {entry['unread'][0]}.")
    return said


PAGES: dict[str, Callable[[], str]] = {"docs/errors.md": errors_page}


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only compare them; the exit code is 1 where one is not fresh."""
    stale = [name for name, page in PAGES.items() if not _is_fresh(ROOT / name, page())]
    if "--check" in arguments:
        for name in stale:
            print(f"{name} is not fresh: run `just docs`", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).write_text(PAGES[name](), "utf-8")
    return 0


def _is_fresh(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
