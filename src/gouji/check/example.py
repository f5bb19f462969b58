"""A few lines of text as a claim set: the notation in which the pages of checks and their tests give examples.

    部门支出总表 | 万元 | flow=expenditure
    科目 | 合计 | 基本支出 nature=basic | 项目支出 nature=project
    合计 | 30.00 | 10.00 | 20.00
    201 一般公共服务支出 | 30.00 | 10.00 | 20.00

The first line gives title, unit and what all points have in common (left out: nothing is bound); the second the
headers, each with its members. A row is `code label members`; two blanks of indent make it part of the row above, a
leading 其中： makes it an "of which". `# 支出 flow=expenditure` begins another list of the same table, `12.00?` is a
figure in doubt, `"是"` a text and no figure, an empty line ends the table.

    文字 | 万元 | flow=expenditure
    支出 50.00
    基本支出 40.00 nature=basic
    其中 支出 = 基本支出

A block that begins with 文字 holds figures of sentences, `name amount members` a line, and what is said of them: 其中
(the parts make up the whole; 主要 where they need not), 增加 or 减少 (a change = this year's, last year's), 增长 or
下降 (a rate = its change, this year's), 占 (a share = its part, the whole).

    文档 | entity=青石县行政审批局 | kind=budget | scope=department

says what the document is, where the check needs it. Blocks that begin with 正文 are running text, with 目标 goals, with
机构 a table of units (`gouji.check.example_words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gouji.check.example_words import is_goal, is_prose, is_units, print_grid, read_goal, read_prose, read_units
from gouji.law.classifications import dimension_of_code
from gouji.model.amount import Amount, parse_number
from gouji.model.claim import Claim, ClaimSet, Fact, Facts, Source
from gouji.model.document import Document, Grid, Paragraph, Place
from gouji.model.finding import Finding, Severity
from gouji.model.goal import Goal
from gouji.model.passage import Passage
from gouji.model.point import Dimension, Point
from gouji.model.statement import Statement, StatementKind
from gouji.model.table import Column, Entry, Row, Table

Members = dict[Dimension, str]

_MEMBER = re.compile(r"(?:^|\s)(?P<dimension>[a-z_]+)=(?P<member>\S+)")
_SAID: Mapping[str, tuple[StatementKind, int, bool]] = {
    "其中": ("parts", 1, True),
    "主要": ("parts", 1, False),
    "增加": ("change", 1, True),
    "减少": ("change", -1, True),
    "增长": ("rate", 1, True),
    "下降": ("rate", -1, True),
    "占": ("share", 1, True),
}
_CODE = re.compile(r"(?P<code>\d{3,})\s+")


@dataclass
class _Draft:
    """The table being read: what the lines so far have said."""

    number: int
    title: str
    unit: str | None
    common: Members | None
    headers: list[tuple[tuple[str, ...], Members]]
    list_name: str = ""
    list_members: Members = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def parse_example(text: str, year: str = "2024") -> ClaimSet:
    """The claim set that the lines describe; claims are named `row label@header`, with #2… where that repeats."""
    blocks = [block.splitlines() for block in re.split(r"\n\s*\n", text.strip("\n")) if block.strip()]
    facts = Facts(kind=Fact("budget", "部门预算"), year=Fact(year, year))
    tables: list[Table] = []
    cells: list[Claim] = []
    told: list[tuple[list[Claim], list[Statement]]] = []
    goals: list[Goal] = []
    passages: list[Passage] = []
    printed: list[Paragraph | Grid] = []
    for lines in blocks:
        if lines[0].startswith("文档"):
            facts = replace(facts, **_facts(lines[0]))
        elif _is_text(lines):
            told.append(_read_text(lines))
        elif is_prose(lines):
            for passage, paragraph in read_prose(lines, len(printed)):
                passages.append(passage)
                printed.append(paragraph)
        elif is_goal(lines):
            goal, form = read_goal(lines, len(tables))
            goals.append(goal)
            tables.append(form)
            printed.append(print_grid(form.number, lines))
        elif is_units(lines):
            tables.append(read_units(lines, len(tables)))
            printed.append(print_grid(tables[-1].number, lines))
        else:
            draft = _read_table(len(tables) + 1, lines)
            tables.append(_table(draft))
            cells.extend(draft.claims)
            printed.append(print_grid(draft.number, lines[1:]))
    return ClaimSet(
        documents=(Document("example.txt", "0" * 64, "text", (), tuple(printed)),),
        facts=facts,
        tables=tuple(tables),
        claims=(*_name_apart(iter(cells)), *(claim for claims, _ in told for claim in claims)),
        goals=tuple(goals),
        statements=tuple(statement for _, statements in told for statement in statements),
        passages=tuple(passages),
    )


def _facts(line: str) -> dict[str, Fact]:
    told = (cell.strip().split("=", 1) for cell in line.split("|")[1:])
    return {name: Fact(value, value) for name, value in told}


def _table(draft: _Draft) -> Table:
    columns = tuple(map(Column, _paths(draft)))
    return Table(draft.number, draft.title, draft.unit, (draft.number,), columns, tuple(draft.rows))


def failures_of(text: str) -> list[str]:
    """What a checker says of an example: code, claim and arithmetic of each finding that is more than a notice."""
    from gouji.check.run import check_claims  # the examples stand in the docstrings of what run imports

    return [
        f"{finding.code} {about(finding)}: {finding.arithmetic or finding.message[0]}"
        for finding in check_claims(parse_example(text)).findings
        if finding.severity is not Severity.NOTICE
    ]


def about(finding: Finding) -> str:
    """The figure in question, else the words, else a figure that bears witness."""
    culprits = [witness.claim for witness in finding.witnesses if witness.role == "culprit"]
    words = [quote.text for quote in finding.quotes]
    return next(iter((*culprits, *words, *(witness.claim for witness in finding.witnesses))))


def _is_text(lines: Sequence[str]) -> bool:
    return lines[0].startswith("文字")


def _read_text(lines: Sequence[str]) -> tuple[list[Claim], list[Statement]]:
    """The figures of sentences, and what is said of them."""
    _, unit, *common = [cell.strip() for cell in lines[0].split("|")]
    shared = _split_members(common[0])[1] if common else {}
    claims: list[Claim] = []
    statements: list[Statement] = []
    for line in lines[1:]:
        words, members = _split_members(line.strip())
        if " = " in words:
            statements.append(_statement(words))
            continue
        name, text = words.split()
        number = parse_number(text)
        if number is None:
            raise ValueError(f"no number: {text}")
        amount = Amount(number.value, number.decimals, "%" if number.percent else unit)
        point = Point.of({**shared, **members})
        source = Source("0" * 64, (Place(page=1),), text)
        claims.append(Claim(name, "sentence", amount, source, point=point, sentence=f"{name}{text}"))
    return claims, statements


def _statement(words: str) -> Statement:
    said, total, _, *parts = words.split()
    kind, sign, whole = _SAID[said]
    return Statement(kind, total, tuple(parts), sign, whole, words)


def _paths(draft: _Draft) -> list[tuple[str, ...]]:
    return [path for path, _ in draft.headers]


def _read_table(number: int, lines: Sequence[str]) -> _Draft:
    title, unit, *common = [cell.strip() for cell in lines[0].split("|")]
    headers = [_split_members(cell) for cell in lines[1].split("|")[1:]]
    draft = _Draft(
        number,
        title,
        unit or None,
        _split_members(common[0])[1] if common else None,
        [(tuple(name.split("/")), members) for name, members in headers],
    )
    for line in lines[2:]:
        if line.strip().startswith("#"):
            draft.list_name, draft.list_members = _split_members(line.strip().removeprefix("#"))
        else:
            _read_row(draft, line)
    return draft


def _read_row(draft: _Draft, line: str) -> None:
    head, *cells = line.rstrip().split("|")
    depth = (len(head) - len(head.lstrip())) // 2
    label, members = _split_members(head)
    code = _CODE.match(label)
    if code is not None:
        label = label[code.end() :]
        dimension = dimension_of_code(code["code"]) or Dimension.ENTITY
        members = {dimension: code["code"], **members}
    printed = [(path, column, cell.strip()) for (path, column), cell in zip(draft.headers, cells, strict=False)]
    row = Row(
        index=len(draft.rows),
        label=label.removeprefix("其中：") if label.startswith("其中：") else label,
        code=code["code"] if code else None,
        parent=_parent(draft, depth),
        role=_role(label),
        list_name=draft.list_name,
        entries=tuple(
            Entry(Column(path), text.removesuffix("?").strip('"'), (Place(page=draft.number),))
            for path, _, text in printed
            if text
        ),
    )
    draft.rows.append(row)
    draft.depths.append(depth)
    for path, column, text in printed:
        if text and not text.startswith('"'):
            draft.claims.append(_claim(draft, row, path, {**column, **draft.list_members, **members}, text))


def _role(label: str) -> str:
    if label.startswith("其中："):
        return "of_which"
    return "total" if label.endswith(("合计", "总计")) else "item"


def _parent(draft: _Draft, depth: int) -> int | None:
    if not depth:
        return None
    return max(index for index, other in enumerate(draft.depths) if other < depth)


def _claim(draft: _Draft, row: Row, path: tuple[str, ...], members: Members, text: str) -> Claim:
    number = parse_number(text.removesuffix("?"))
    if number is None:
        raise ValueError(f"no number: {text}")
    bound = draft.common is not None
    return Claim(
        id=f"{row.label}@{'/'.join(path)}",
        kind="cell",
        amount=Amount(number.value, number.decimals, "%" if number.percent else draft.unit),
        source=Source("0" * 64, (Place(page=draft.number),), text),
        table=draft.number - 1,
        row=row.index,
        column=path,
        point=Point.of({**(draft.common or {}), **members}) if bound else None,
        unbound=None if bound else "例：未绑定",
        doubt="例：存疑" if text.endswith("?") else None,
    )


def _split_members(text: str) -> tuple[str, Members]:
    members = {Dimension(match["dimension"]): match["member"] for match in _MEMBER.finditer(text)}
    return _MEMBER.sub("", text).strip(), members


def _name_apart(claims: Iterator[Claim]) -> Iterator[Claim]:

    seen: dict[str, int] = {}
    for claim in claims:
        seen[claim.id] = seen.get(claim.id, 0) + 1
        yield claim if seen[claim.id] == 1 else replace(claim, id=f"{claim.id}#{seen[claim.id]}")
