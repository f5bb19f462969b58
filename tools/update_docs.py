"""Write the generated pages of docs/ anew; with --check, say which of them are not fresh and fail."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml

from gouji.check.example import parse_example
from gouji.check.registry import Check
from gouji.check.run import check_claims
from gouji.cli import commands
from gouji.compare.registry import CHECKS
from gouji.report.check_page import check_to_page, page_body
from gouji.report.check_sources import Ground, article_number, checks_by_source
from gouji.report.words import severity_word

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
ENGLISH = {
    "预算法": "Budget Law",
    "预算法实施条例": "Regulations implementing the Budget Law",
    "地方预决算公开操作规程": "Rules for the disclosure of local budgets and final accounts",
    "政府收支分类科目": "Classification of government revenue and expenditure",
    "中央部门预算绩效目标管理办法": "Rules on performance goals in the budgets of central departments",
    "算术关系": "Arithmetic",
    "部门预算表样": "The forms of departmental budgets",
}
"""What sources are called in English; those that are not here go by their Chinese title alone."""
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
    """Every check by its code, with what it is about in both languages and a link to its page."""
    lines = [
        "# 查什么 What Gouji checks",
        "",
        "由 `just docs` 生成，请勿手改。每项检查一页，与 `gouji explain 代码` 所印相同，另附成立与不成立的例子。",
        "Made by `just docs`; do not edit.",
        "A page a check, as `gouji explain CODE` prints it, with a case that fails and one that passes.",
        "",
        "[按依据索引 By legal source](checks-by-source.md) · [勾稽不查什么 What Gouji does not check](not-checked.md)",
        "",
        "| 代码 code | 名称 name | 中文 | English |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| [{check.code}](checks/{check.code}.md) | {check.name} | {check.title[0]} | {check.title[1]} |"
        for check in CHECKS.values()
    ]
    return "\n".join(lines) + "\n"


def check_pages() -> dict[str, str]:
    """A page for each check: the Chinese page, the English page, a case that fails and one that passes."""
    return {f"docs/checks/{check.code}.md": _check_page(check) for check in CHECKS.values()}


def _check_page(check: Check) -> str:
    source = "*由 `just docs` 生成，请勿手改。Made by `just docs`; do not edit.*"
    parts = [check_to_page(check, "zh"), "---\n", page_body(check, "en"), *_cases(check), source + "\n"]
    return "\n".join(parts)


def _cases(check: Check) -> Iterator[str]:
    """The first case that fails and the first that passes, with what is said of them."""
    path = CASES / f"{check.code}.yaml"
    cases: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
    for kind, heading in (("fail", "不成立的例子 A case that fails"), ("pass", "成立的例子 A case that passes")):
        found = next(((name, case) for name, case in cases.items() if case["kind"] == kind), None)
        if found is not None:
            name, case = found
            yield f"## {heading}\n\n{name[0].upper()}{name[1:]}.\n\n```text\n{case['tables'].rstrip()}\n```\n"
            yield "\n".join(_findings(check.code, case["tables"])) or "没有发现问题。Nothing found.\n"


def _findings(code: str, example: str) -> Iterator[str]:
    for finding in check_claims(parse_example(example)).findings:
        if finding.code == code:
            level, (chinese, english) = finding.severity, finding.message
            yield f"> {severity_word(level, 'zh')}：{chinese}\n>\n> {severity_word(level, 'en')}: {english}\n"


def sources_page() -> str:
    """The checks by what they rest on."""
    lines = ["# 检查的依据 Checks by legal source", ""]
    lines += ["由各项检查所列依据生成，请勿手改。Made from the sources of the checks by `just docs`; do not edit.", ""]
    grounds = checks_by_source(CHECKS.values())
    for is_law, heading in ((True, "法律与制度 Laws and rules"), (False, "不据法规 What needs no law")):
        lines += [f"## {heading}", ""]
        for ground in (ground for ground in grounds if ground.is_law is is_law):
            lines += [f"### {_ground_name(ground)}", "", *_ground_rows(ground), ""]
    return "\n".join(lines).rstrip() + "\n"


def _ground_name(ground: Ground) -> str:
    """A law's title with its document number and what it is called in English, as far as there are any."""
    title = f"《{ground.title}》" if ground.is_law and ground.title else ground.title
    number = f"（{ground.number}）" if title and ground.number else ground.number
    return " ".join(part for part in (f"{title}{number}", ENGLISH.get(ground.title, "")) if part)


def _ground_rows(ground: Ground) -> Iterator[str]:
    has_articles = any(article for article, _ in ground.checks)
    first = ["条款 article"] if has_articles else []
    heads = [*first, "检查 check", "中文", "English"]
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for article, codes in ground.checks:
        for position, code in enumerate(codes):
            named = f"{article} §{article_number(article)}" if article and not position else ""
            cells = [*([named] if has_articles else []), f"[{code}](checks/{code}.md)", *CHECKS[code].title]
            yield f"| {' | '.join(cells)} |"


def cli_page() -> str:
    """The help of the program and of each command."""
    lines = ["# Commands", "", "Made from `gouji --help` by `just docs`; do not edit.", ""]
    for name in ("", *commands.commands):
        command = commands.commands[name] if name else commands
        context = click.Context(command, info_name=f"gouji {name}".strip(), max_content_width=100, terminal_width=100)
        lines += [f"## gouji {name}".rstrip(), "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def pages() -> dict[str, str]:
    """Every generated page by its path."""
    return {
        "docs/checks.md": checks_page(),
        "docs/checks-by-source.md": sources_page(),
        **check_pages(),
        "docs/cli.md": cli_page(),
        "docs/errors.md": errors_page(),
    }


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check only compare them; the exit code is 1 where one is not fresh."""
    made = pages()
    gone = [path for path in sorted((ROOT / "docs" / "checks").glob("*.md")) if str(path.relative_to(ROOT)) not in made]
    stale = [name for name, text in made.items() if not _is_fresh(ROOT / name, text)]
    if "--check" in arguments:
        for name in (*stale, *gone):
            print(f"{name} is not fresh: run `just docs`", file=sys.stderr)
        return 1 if stale or gone else 0
    for name in stale:
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(made[name], "utf-8")
    for path in gone:
        path.unlink()
    return 0


def _is_fresh(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
