"""Nothing in a “三公” item, and such expenditure elsewhere.

What it checks:
    Projects, goals and lines of tables that name the renting of vehicles, receptions or travel abroad, while the “三公”
    item for it is nothing. A notice for each item.
Why:
    The “三公” table is what the public looks at. A car that is rented for the year costs as much as one that is owned,
    and is not in the table.
Not applicable when:
    1. The document says nothing of “三公”, or the item is more than nothing.
    2. The words stand in the table of “三公” itself, or name an economic class.
    3. They mean something else (receptions of petitioners, study abroad).
Source:
    The definition of “三公”经费: travel abroad, purchase and running (with rent) of official vehicles, receptions.

Examples:
    >>> from gouji.check.example import parse_example
    >>> tables = '''
    ... “三公”经费支出表 | 万元 | flow=expenditure fund=general
    ... 项目 | 预算数
    ... 公务用车购置及运行维护费 item=three_public.vehicles | 0.00
    ...
    ... 项目支出表 | 万元 | flow=expenditure nature=project
    ... 项目 | 合计
    ... 车辆租赁费 project=车辆租赁费 | 145.00'''
    >>> [finding.stated for finding in check(parse_example(tables))]
    ['车辆租赁费 145.00万元']
    >>> list(check(parse_example(tables.replace("0.00", "12.00"))))
    []
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.check.lookup import fixing
from gouji.check.rules.resources.ledger import money
from gouji.law.look_through import Use, look_through
from gouji.model.amount import MONEY_UNITS, fold
from gouji.model.claim import Claim, ClaimSet
from gouji.model.document import Place
from gouji.model.finding import Finding, Quote, Severity, Witness
from gouji.model.point import Dimension
from gouji.model.table import Row

CODE = "LOK03"
NAME = "look_through.three_public"
SOURCE = "“三公”经费口径"

CHINESE = """
“三公”经费某项为零，别处却有这类支出。

查什么
    项目、绩效目标或表格各行写有车辆租赁、公务接待、因公出国，而“三公”经费的相应项目为零；每项一条提示。
为什么
    公众看的是“三公”经费表。全年租用的车辆与自有车辆花费相当，却不在表中。
不适用的情形
    1. 文中没有“三公”经费，或该项不为零。
    2. 写在“三公”经费表中，或是经济科目的名称。
    3. 另有所指（信访接待、出国留学）。
依据
    “三公”经费口径：因公出国（境）、公务用车购置及运行（含租用）、公务接待。
示例
    公务用车购置及运行维护费 0，项目“车辆租赁费” 145.00：请核对。
"""

_THREE_PUBLIC = "三公"
_MOST_QUOTES = 8
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Hit:
    """A row that names the use: its label, what it costs where a figure says so, and where it stands."""

    label: str
    quote: Quote
    figure: Claim | None


def check(claims: ClaimSet) -> Iterator[Finding]:
    """A notice for each item of nothing whose use is named elsewhere."""
    told = [pair for pair in fixing(claims, Dimension.ITEM) if pair[1][Dimension.ITEM].startswith("three_public")]
    if not told and not any(_THREE_PUBLIC in table.title for table in claims.tables):
        return  # (1)
    figures: dict[tuple[int, int], list[Claim]] | None = None
    for use in look_through().three_public:
        own = [claim for claim, point in told if point[Dimension.ITEM].startswith(use.item)]
        if any(claim.amount.value and claim.amount.unit in MONEY_UNITS for claim in own):
            continue  # (1)
        figures = _by_row(claims) if figures is None else figures
        hits = list(_hits(claims, use, figures))
        if hits:
            yield _finding(use, own, hits)


def _by_row(claims: ClaimSet) -> dict[tuple[int, int], list[Claim]]:
    rows: dict[tuple[int, int], list[Claim]] = {}
    for claim in claims.claims:
        if claim.table is not None and claim.row is not None and claim.amount.unit in MONEY_UNITS:
            rows.setdefault((claim.table, claim.row), []).append(claim)
    return rows


def _hits(claims: ClaimSet, use: Use, figures: dict[tuple[int, int], list[Claim]]) -> Iterator[_Hit]:
    for number, table in enumerate(claims.tables):
        if _THREE_PUBLIC in table.title:
            continue  # (2)
        for row in table.rows:
            if not row.label or (row.code or "").startswith("3") or not use.find(fold(row.label)):
                continue  # (2), (3)
            amounts = [claim for claim in figures.get((number, row.index), ()) if claim.amount.value]
            if amounts or table.kind == "form":
                quote = Quote(
                    row.label[:_LONGEST], _place(row, table.place), "culprit", table.document, number, row.index
                )
                yield _Hit(row.label[:_LONGEST], quote, amounts[0] if amounts else None)


def _place(row: Row, default: Place) -> Place:
    return next((place for entry in row.entries for place in entry.places), default)


def _finding(use: Use, own: Sequence[Claim], hits: Sequence[_Hit]) -> Finding:
    first = next((hit for hit in hits if hit.figure is not None), hits[0])
    stated = first.label + (f" {money(first.figure.amount.yuan or Decimal(0))}" if first.figure is not None else "")
    figures = dict.fromkeys(hit.figure.id for hit in hits if hit.figure is not None)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE,
        message=(
            f"{use.name}为零，而别处列有“{stated}”",
            f"{use.name} is nothing, while “{stated}” stands elsewhere",
        ),
        witnesses=(
            *(Witness(claim, "culprit") for claim in list(figures)[:_MOST_QUOTES]),
            *(Witness(claim.id, "witness") for claim in own[:2]),
        ),
        quotes=tuple(hit.quote for hit in hits[:_MOST_QUOTES]),
        stated=stated,
        suggestion=(
            f"核对是否属于{use.name}；不属于的，在说明中讲清用途",
            f"see whether it belongs to {use.name}; if not, say what it is for",
        ),
        source=SOURCE,
    )
