"""The example budget's tables, computed from budget.toml: a provincial form with nine tables, goals and two lists."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

ZERO = Decimal(0)
CLASSES = "201 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 219 220 221 222 223 224 227 229".split()
CLASS_LABELS = (
    "一般公共服务支出 "
    "国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 "
    "社会保障和就业支出 社会保险基金支出 "
    "卫生健康支出 节能环保支出 城乡社区支出 农林水支出 交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 "
    "援助其他地区支出 自然资源海洋气象等支出 住房保障支出 粮油物资储备支出 "
    "国有资本经营预算支出 灾害防治及应急管理支出 预备费 其他支出"
).split()
NUMERALS = (
    "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一 二十二 二十三 二十四"
).split()


@dataclass(frozen=True)
class Line:
    """One base entry: how much money of which fund goes to which function, for what."""

    function: str
    economic: str | None
    fund: str
    amount: Decimal
    vintage: str = "current"

    @property
    def basic(self) -> bool:
        return self.economic is not None


@dataclass(frozen=True)
class Head:
    """One header cell: text, and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Page:
    """One published table. `key` names it for the planted faults; a body row's first cell is its key there."""

    key: str
    title: str
    head: tuple[tuple[Head, ...], ...]
    body: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    unit: str = "单位：万元"
    note: str = ""
    labels: frozenset[int] = frozenset({0, 1})
    spans: dict[tuple[int, int], int] = field(default_factory=dict)

    def with_text(self, row: str, column: int, text: str) -> Page:
        """The same table with one cell's text replaced: how a fault is planted."""
        index = next(number for number, cells in enumerate(self.body) if row in cells)
        cells = list(self.body[index])
        cells[column] = text
        return replace(self, body=(*self.body[:index], tuple(cells), *self.body[index + 1 :]))


def money(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount else ""


class Budget:
    """The base entries and sums over them; amounts are exact 万元."""

    def __init__(self, path: Path) -> None:
        self.facts = tomllib.loads(path.read_text("utf-8"))
        names = self.facts["names"]
        self.functions: dict[str, str] = names["function"]
        self.economics: dict[str, str] = names["economic"]
        self.lines = [Line(f, e, fund, Decimal(a)) for f, e, fund, a in self.facts["basic"]["lines"]]
        self.lines += [
            Line(p["function"], None, p["fund"], Decimal(p["amount"]), p.get("vintage", "current"))
            for p in self.facts["projects"]
        ]

    def total(self, *tests: Callable[[Line], bool]) -> Decimal:
        return sum((line.amount for line in self.lines if all(test(line) for test in tests)), ZERO)


def fund(*names: str) -> Callable[[Line], bool]:
    return lambda line: line.fund in names


def under(code: str) -> Callable[[Line], bool]:
    return lambda line: line.function.startswith(code)


def basic(line: Line) -> bool:
    return line.basic


def project(line: Line) -> bool:
    return not line.basic


def current(line: Line) -> bool:
    return line.vintage == "current"


def carried(line: Line) -> bool:
    return line.vintage == "carried"


def levels(codes: Iterable[str]) -> list[str]:
    """Every code with its ancestors (3, 5, 7 digits), in order."""
    return sorted({code[:size] for code in codes for size in (3, 5, 7) if size <= len(code)})


FISCAL = fund("general", "government_fund", "state_capital")


def summary(budget: Budget) -> Page:
    funds = (
        "general",
        "government_fund",
        "state_capital",
        "special",
        "business",
        "operating",
        "superior",
        "affiliate",
        "other",
    )
    names = (
        "一般公共预算拨款收入 政府性基金预算拨款收入 国有资本经营预算拨款收入 财政专户管理资金收入 "
        "事业收入 事业单位经营收入 "
        "上级补助收入 附属单位上缴收入 其他收入"
    ).split()
    income = [
        (f"{NUMERALS[i]}、{name}", budget.total(fund(key), current))
        for i, (key, name) in enumerate(zip(funds, names, strict=True))
    ]
    classes = [
        (f"{NUMERALS[i]}、{label}", budget.total(under(code)))
        for i, (code, label) in enumerate(zip(CLASSES, CLASS_LABELS, strict=True))
    ]
    body = []
    for number, (label, amount) in enumerate(classes):
        left = income[number] if number < len(income) else ("", ZERO)
        body.append((str(number + 1), left[0], money(left[1]), label, money(amount)))
    total, spent, opening = budget.total(current), budget.total(), budget.total(carried)
    count = len(classes)
    body.append((str(count + 1), "本年收入合计", money(total), "本年支出合计", money(spent)))
    body.append((str(count + 2), "上年结转结余", money(opening), "年终结转结余", ""))
    body.append((str(count + 3), "收入总计", money(total + opening), "支出总计", money(spent)))
    head = (
        (Head("序号", 2), Head("收入", columns=2), Head("支出", columns=2)),
        (Head("项目"), Head("预算数"), Head("项目"), Head("预算数")),
    )
    return Page("T1", "部门预算收支总表", head, tuple(body), (1, 5, 3, 5, 3), labels=frozenset({0, 1, 3}))


def code_rows(budget: Budget, codes: list[str], columns: Callable[[str], list[Decimal]]) -> tuple[tuple[str, ...], ...]:
    rows = [("1", "", "合计", *map(money, columns("")))]
    for number, code in enumerate(codes, start=2):
        rows.append((str(number), code, budget.functions[code], *map(money, columns(code))))
    return tuple(rows)


CODE_HEAD = (Head("序号", 2), Head("功能分类科目", columns=2))
CODE_SUB = (Head("科目编码"), Head("科目名称"))


def income_table(budget: Budget) -> Page:
    sources = ("special", "business", "operating", "superior", "affiliate", "other")

    def columns(code: str) -> list[Decimal]:
        this = [budget.total(under(code), FISCAL, current)] + [
            budget.total(under(code), fund(s), current) for s in sources
        ]
        opening = budget.total(under(code), carried)
        return [sum(this, opening), sum(this, ZERO), *this, opening]

    head = (
        (*CODE_HEAD, Head("合计", 2), Head("本年收入", columns=8), Head("上年结转", 2)),
        (
            *CODE_SUB,
            *map(
                Head, "小计 财政拨款收入 财政专户收入 事业收入 经营收入 上级补助收入 附属单位上缴收入 其他收入".split()
            ),
        ),
    )
    codes = levels(line.function for line in budget.lines)
    widths = (1.2, 2.6, 5.4, 2.7, 2.7, 2.7, 1.9, 1.9, 1.9, 1.9, 1.9, 1.9, 1.9)
    return Page("T2", "部门预算收入总表", head, code_rows(budget, codes, columns), widths, labels=frozenset({0, 1, 2}))


def expenditure_table(budget: Budget) -> Page:
    def columns(code: str) -> list[Decimal]:
        parts = [budget.total(under(code), basic), budget.total(under(code), project), ZERO, ZERO, ZERO]
        return [sum(parts, ZERO), *parts]

    head = (
        (
            *CODE_HEAD,
            *(Head(text, 2) for text in "合计 基本支出 项目支出 经营支出 上解上级支出 对附属单位补助支出".split()),
        ),
        CODE_SUB,
    )
    codes = levels(line.function for line in budget.lines)
    widths = (1.2, 2.6, 6, 2.8, 2.8, 2.8, 2, 2, 2.2)
    return Page("T3", "部门预算支出总表", head, code_rows(budget, codes, columns), widths, labels=frozenset({0, 1, 2}))


def fiscal_table(budget: Budget) -> Page:
    funds = ("general", "government_fund", "state_capital")
    income = list(
        zip(("一、一般公共预算拨款", "二、政府性基金预算拨款", "三、国有资本经营预算拨款"), funds, strict=True)
    )
    body = []
    for number, (code, label) in enumerate(zip(CLASSES, CLASS_LABELS, strict=True)):
        left = (income[number][0], money(budget.total(fund(income[number][1]), current))) if number < 3 else ("", "")
        parts = [budget.total(under(code), fund(name)) for name in funds]
        body.append(
            (str(number + 1), *left, f"{NUMERALS[number]}、{label}", money(sum(parts, ZERO)), *map(money, parts))
        )
    spent = [budget.total(fund(name)) for name in funds]
    opening = [budget.total(fund(name), carried) for name in funds]
    this = budget.total(FISCAL, current)
    count = len(body)
    out = tuple(map(money, (sum(spent, ZERO), *spent)))
    body.append((str(count + 1), "本年收入合计", money(this), "本年支出合计", *out))
    body.append(
        (str(count + 2), "年初财政拨款结转和结余", money(sum(opening, ZERO)), "年末财政拨款结转和结余", "", "", "", "")
    )
    for number, (label, _) in enumerate(income):
        body.append((str(count + 3 + number), label, money(opening[number]), "", "", "", "", ""))
    body.append((str(count + 6), "收入总计", money(this + sum(opening, ZERO)), "支出总计", *out))
    head = (
        (Head("序号", 2), Head("收入", columns=2), Head("支出", columns=5)),
        tuple(
            map(
                Head,
                (
                    "项目",
                    "金额",
                    "项目",
                    "合计",
                    "一般公共预算财政拨款",
                    "政府性基金预算财政拨款",
                    "国有资本经营预算财政拨款",
                ),
            )
        ),
    )
    return Page(
        "T4",
        "部门预算财政拨款收支总表",
        head,
        tuple(body),
        (1.2, 5, 2.8, 5, 2.8, 2.8, 2.6, 2.6),
        labels=frozenset({0, 1, 3}),
    )


def fund_table(budget: Budget, key: str, title: str, name: str, empty: str) -> Page:
    def columns(code: str) -> list[Decimal]:
        parts = [budget.total(under(code), fund(name), basic), budget.total(under(code), fund(name), project)]
        return [sum(parts, ZERO), *parts]

    head = ((*CODE_HEAD, Head("合计", 2), Head("基本支出", 2), Head("项目支出", 2)), CODE_SUB)
    codes = levels(line.function for line in budget.lines if line.fund == name)
    body = code_rows(budget, codes, columns) if codes else ()
    return Page(
        key, title, head, body, (1.2, 2.6, 7, 3, 3, 3), note="" if codes else empty, labels=frozenset({0, 1, 2})
    )


def personnel(code: str) -> bool:
    return code[:3] in {"301", "303"}


def basic_table(budget: Budget) -> Page:
    amounts: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for line in budget.lines:
        if line.economic and line.fund == "general":
            for code in (line.economic, line.economic[:3]):
                amounts[code] += line.amount
    tops = [code for code in amounts if len(code) == 3]
    staff = sum((amounts[code] for code in tops if personnel(code)), ZERO)
    office = sum((amounts[code] for code in tops if not personnel(code)), ZERO)
    body = [("1", "", "合计", money(staff + office), money(staff), money(office))]
    for number, code in enumerate(sorted(amounts), start=2):
        pair = (amounts[code], ZERO) if personnel(code) else (ZERO, amounts[code])
        body.append((str(number), code, budget.economics[code], money(amounts[code]), *map(money, pair)))
    head = (
        (Head("序号", 2), Head("支出部门经济分类科目", columns=2), Head("一般公共预算基本支出", columns=3)),
        tuple(map(Head, ("科目编码", "科目名称", "合计", "人员经费", "公用经费"))),
    )
    title = "部门预算一般公共预算财政拨款基本支出表"
    return Page("T6", title, head, tuple(body), (1.2, 2.6, 6, 3, 3, 3), labels=frozenset({0, 1, 2}))


def three_public_table(budget: Budget) -> Page:
    items = {name: Decimal(text) for name, text in budget.facts["three_public"].items()}
    rows = [
        ("1、因公出国（境）费", items["abroad"]),
        ("2、公务用车购置及运维费", items["purchase"] + items["running"]),
        ("其中：公务用车购置费", items["purchase"]),
        ("公务用车运维费", items["running"]),
        ("3、公务接待费", items["reception"]),
    ]
    total = items["abroad"] + items["purchase"] + items["running"] + items["reception"]
    body = [("1", "合计", *[f"{total:.2f}"] * 2, "0.00", "0.00")]
    body += [(str(n), label, *[f"{amount:.2f}"] * 2, "0.00", "0.00") for n, (label, amount) in enumerate(rows, start=2)]
    head = (
        (Head("序号", 2), Head("项目", 2), Head("资金性质", columns=4)),
        tuple(map(Head, ("合计", "一般公共预算财政拨款", "政府性基金预算拨款", "国有资本经营预算拨款"))),
    )
    return Page("T9", "部门预算财政拨款“三公”经费支出表", head, tuple(body), (1.2, 6, 3, 3, 3, 3))


def procurement_table(budget: Budget) -> Page:
    lines = budget.facts["procurement"]["lines"]
    total = sum((Decimal(line[6]) for line in lines), ZERO)
    body = [("合计", "", "", "", "", "", money(total), money(total), "", "")]
    body += [(*line[:6], line[6], line[6], "", "") for line in lines]
    head = (
        (
            *(Head(t, 2) for t in "项目名称 采购物品名称 政府采购目录序号 计量单位 数量 单价".split()),
            Head("政府采购金额", columns=4),
        ),
        tuple(map(Head, "合计 一般公共预算拨款 基金预算拨款 单位资金".split())),
    )
    return Page(
        "G",
        "部门政府采购预算",
        head,
        tuple(body),
        (5, 4, 3, 1.6, 1.4, 1.8, 2.4, 2.4, 2, 2),
        labels=frozenset({0, 1, 2, 3}),
    )


def assets_table(budget: Budget) -> Page:
    lines = budget.facts["assets"]["lines"]
    total = sum((Decimal(line[2]) for line in lines if not line[0].startswith("其中")), ZERO)
    body = (("资产总额", "", money(total)), *(tuple(line) for line in lines))
    head = (tuple(map(Head, ("项目", "数量", "价值（金额单位：万元）"))),)
    unit = f"截止时间：{budget.facts['assets']['date']}"
    return Page("A", "部门固定资产占用情况表", head, body, (8, 4, 5), unit=unit, labels=frozenset({0}))


def budget_tables(budget: Budget) -> list[Page]:
    """The statutory tables in the order of the form, then procurement and assets."""
    general = ("T5", "部门预算一般公共预算财政拨款支出表", "general", "")
    government = (
        "T7",
        "部门预算政府性基金预算财政拨款支出表",
        "government_fund",
        "注：无政府性基金预算财政拨款预算，空表列示。",
    )
    capital = (
        "T8",
        "部门预算国有资本经营预算财政拨款支出表",
        "state_capital",
        "注：无国有资本经营预算财政拨款预算，空表列示。",
    )
    return [
        summary(budget),
        income_table(budget),
        expenditure_table(budget),
        fiscal_table(budget),
        fund_table(budget, *general),
        basic_table(budget),
        fund_table(budget, *government),
        fund_table(budget, *capital),
        three_public_table(budget),
        procurement_table(budget),
        assets_table(budget),
    ]
