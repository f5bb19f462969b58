"""Write the members of every dimension into GLOSSARY.md; with `--check`, only say whether they are up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from gouji.law.dimensions import members

GLOSSARY = Path(__file__).parent.parent / "GLOSSARY.md"
BEGIN = "<!-- members: written by tools/update_glossary.py -->\n"
END = "<!-- end of members -->"


def member_table() -> str:
    """The members as a markdown table, in the order of the data file."""
    lines = ["| 中文 | identifier | meaning | source |", "|---|---|---|---|"]
    lines += [
        f"| {member.chinese} | `{member.dimension.value}={member.name}` | {member.english} | {member.source} |"
        for member in members().values()
    ]
    return "\n".join(lines) + "\n"


def updated(text: str) -> str:
    """The glossary's text with the members written anew."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + member_table() + "\n" + END + rest.split(END)[1]


def main() -> int:
    text = GLOSSARY.read_text("utf-8")
    if "--check" in sys.argv:
        return int(updated(text) != text)
    GLOSSARY.write_text(updated(text), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
