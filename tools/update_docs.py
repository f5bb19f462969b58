"""Write the generated pages of docs/ anew; with --check, say which of them are not fresh and fail."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import yaml

from gouji.cli import commands
from gouji.compare.registry import CHECKS

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


def checks_page() -> str:
    """Every check by its code, as `gouji explain CODE` prints it, in both languages."""
    lines = ["# What Gouji checks", "", "Made from `gouji.compare.registry` by `just docs`; do not edit.", ""]
    lines += ["| code | name | 中文 | English |", "|---|---|---|---|"]
    lines += [
        f"| [{check.code}](#{check.code.lower()}) | {check.name} | {check.title[0]} | {check.title[1]} |"
        for check in CHECKS.values()
    ]
    for check in CHECKS.values():
        lines += ["", f"## {check.code}", "", f"`{check.name}`"]
        for text in (check.chinese, check.english):
            lines += ["", "```text", text, "```"]
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """The help of the program and of each command."""
    lines = ["# Commands", "", "Made from `gouji --help` by `just docs`; do not edit.", ""]
    for name in ("", *commands.commands):
        command = commands.commands[name] if name else commands
        context = click.Context(command, info_name=f"gouji {name}".strip(), max_content_width=100, terminal_width=100)
        lines += [f"## gouji {name}".rstrip(), "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/checks.md": checks_page,
    "docs/cli.md": cli_page,
    "docs/errors.md": errors_page,
}


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
