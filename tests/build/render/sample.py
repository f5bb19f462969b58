"""A rich edition made by hand, of an invented department: what every renderer must print and a reader must find again.

Cover, contents, headings of three levels, sentences with figures, and six tables: two-sided under heads of three rows,
twelve columns wide over several pages, last year's comparison with rates, empty with its sentence, a goal form whose
merged cells cross a page break, and a list of assets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from gouji.law.classifications import listings
from gouji.model.amount import Amount, parse_number
from gouji.model.edition import (
    Block,
    Contents,
    Edition,
    EditionCell,
    EditionTable,
    Expected,
    Figure,
    Heading,
    Prose,
    Run,
)
from gouji.model.point import Dimension, Point

NAME, CODE, YEAR = "青石县水务服务中心", "326", 2027
DEPARTMENT = f"{CODE} {NAME}"
LABEL, NUMBER = "label", "code"

Column = str | tuple[tuple[str, ...], dict[str, str] | None]
"""What a column holds: labels, codes, or figures under a header path, with what the path says of their point."""


def figure(name: str, text: str, unit: str | None = "万元", point: Point | None = None, formula: str = "") -> Figure:
    """A figure as printed; a percentage has the unit %."""
    number = parse_number(text)
    assert number is not None
    amount = Amount(number.value, number.decimals, "%" if number.percent else unit)
    return Figure(name, text, amount, point, formula, str(number.value))


def count_unit(label: str) -> str | None:
    """The unit that a label names for its count: 2、车辆（台、辆）."""
    return label[:-1].rpartition("（")[2] if label.endswith("）") else None


def head(text: str, rows: int = 1, columns: int = 1) -> EditionCell:
    """A header cell."""
    return EditionCell(text, rows, columns, "center", head=True)


def matrix(
    key: str,
    title: str,
    heads: Sequence[Sequence[EditionCell]],
    columns: Sequence[Column],
    rows: Iterable[tuple[str, ...]],
    widths: tuple[float, ...],
    *,
    unit: str = "万元",
    notes: tuple[str, ...] = (),
    wide: bool = False,
    empty: bool = False,
) -> EditionTable:
    """A table of rows of texts; a figure's label and code are the nearest ones at its left."""
    body, claims = [], []
    for row, texts in enumerate(rows):
        cells, label, code = [], "", None
        for column, (text, kind) in enumerate(zip(texts, columns, strict=True)):
            if kind == NUMBER:
                code = text or None
                cells.append(EditionCell(text, indent=0))
            elif kind == LABEL:
                label = text
                cells.append(EditionCell(text, indent=max((len(code or "") - 3) // 2, int(text.startswith("其中")))))
            elif not text or isinstance(kind, str):
                cells.append(EditionCell(text, align="right"))
            else:
                path, sets = kind
                function = {"function": code} if code else {}
                point = Point.of(year=str(YEAR), stage="budget", **sets, **function) if sets is not None else None
                found = figure(f"{key}.{row}.{column}", text, unit if path[-1] != "数量" else count_unit(label), point)
                cells.append(EditionCell(text, align="right", figure=found))
                claims.append(Expected(found, label, code, path))
        body.append(tuple(cells))
    return EditionTable(
        key,
        title,
        f"单位：{unit}",
        DEPARTMENT,
        widths,
        tuple(tuple(row) for row in heads),
        tuple(body),
        notes,
        wide,
        empty=empty,
        claims=tuple(claims),
    )


def summary() -> EditionTable:
    """Income and expenditure side by side, the expenditure by fund: heads of three rows."""
    heads = (
        (head("收入", columns=2), head("支出", columns=4)),
        (head("项目", 2), head("预算数", 2), head("项目", 2), head("预算数", columns=3)),
        (head("合计"), head("一般公共预算财政拨款"), head("政府性基金预算财政拨款")),
    )
    out = {"flow": "expenditure"}
    columns: tuple[Column, ...] = (
        LABEL,
        (("收入", "预算数"), {"flow": "income", "fund": "fiscal"}),
        LABEL,
        (("支出", "预算数", "合计"), {**out, "fund": "fiscal"}),
        (("支出", "预算数", "一般公共预算财政拨款"), {**out, "fund": "general"}),
        (("支出", "预算数", "政府性基金预算财政拨款"), {**out, "fund": "government_fund"}),
    )
    rows = (
        ("一、一般公共预算拨款", "14952.72", "一、社会保障和就业支出", "1396.69", "1396.69", ""),
        ("二、政府性基金预算拨款", "60.00", "二、卫生健康支出", "842.68", "842.68", ""),
        ("三、国有资本经营预算拨款", "", "三、城乡社区支出", "60.00", "", "60.00"),
        ("", "", "四、农林水支出", "12482.27", "12482.27", ""),
        ("", "", "五、住房保障支出", "246.08", "246.08", ""),
        ("本年收入合计", "15012.72", "本年支出合计", "15027.72", "14967.72", "60.00"),
        ("上年结转结余", "15.00", "年终结转结余", "", "", ""),
        ("收入总计", "15027.72", "支出总计", "15027.72", "14967.72", "60.00"),
    )
    return matrix("T1", "部门财政拨款收支总表", heads, columns, rows, (5, 2.4, 5, 2.4, 2.6, 2.6))


def _codes() -> list[str]:
    """Sixty codes of three, five and seven digits, every one with its parents before it."""
    found = [
        c
        for c in sorted(listings(Dimension.FUNCTION))
        if c[:3] in ("207", "208", "213") and (len(c) == 3 or c[-2:] < "06")
    ]
    return [code for code in found if len(code) < 7 or code[:5] in found][:59]


def income() -> EditionTable:
    """Twelve columns and sixty rows: a landscape table over several pages, with long names and long figures."""
    sources = "财政拨款收入 财政专户管理资金收入 事业收入 事业单位经营收入 上级补助收入 附属单位上缴收入 其他收入"
    funds = ("fiscal", "special_account", "business", "operating", "superior", "affiliate", "other")
    parts = sources.split()
    heads = (
        (
            head("功能分类科目", columns=2),
            head("合计", 2),
            head("本年收入", columns=8),
            head("上年结转结余", 2),
        ),
        (head("科目编码"), head("科目名称"), head("小计"), *map(head, parts)),
    )
    columns: tuple[Column, ...] = (
        NUMBER,
        LABEL,
        (("合计",), {"flow": "sources"}),
        (("本年收入", "小计"), {"flow": "income"}),
        *[(("本年收入", name), {"flow": "income", "fund": f}) for name, f in zip(parts, funds, strict=True)],
        (("上年结转结余",), {"flow": "opening"}),
    )
    rows = [("", "合计", "1234567.89", "1234552.89", "1200000.00", "", "34532.89", "", "", "", "20.00", "15.00")]
    for number, code in enumerate(_codes(), start=1):
        base = Decimal(f"{number * 173}.{number:02d}")
        other = Decimal("20.00") if number % 4 == 0 else Decimal(0)
        opening = Decimal("15.00") if number % 7 == 0 else Decimal(0)
        shown = (base + other + opening, base + other, base, 0, 0, 0, 0, 0, other, opening)
        name = listings(Dimension.FUNCTION)[code][0].name
        rows.append((code, name, *(f"{amount:.2f}" if amount else "" for amount in shown)))
    widths = (2.4, 5, 2.7, 2.7, 2.7, 2, 2, 2, 2, 2, 2, 2)
    return matrix("T2", "部门收入总表", heads, columns, rows, widths, wide=True)


def three_public() -> EditionTable:
    """A comparison with the year before: differences below zero and rates."""
    heads = ((head("项目"), head("2026年预算数"), head("2027年预算数"), head("增减额"), head("增减率")),)
    columns: tuple[Column, ...] = (
        LABEL,
        (("2026年预算数",), None),
        (("2027年预算数",), {"flow": "expenditure"}),
        (("增减额",), None),
        (("增减率",), None),
    )
    rows = (
        ("合计", "18.00", "16.50", "-1.50", "-8.33%"),
        ("1、因公出国（境）费", "0.00", "0.00", "0.00", ""),
        ("2、公务用车购置及运行维护费", "15.00", "14.00", "-1.00", "-6.67%"),
        ("其中：公务用车购置费", "0.00", "0.00", "0.00", ""),
        ("公务用车运行维护费", "15.00", "14.00", "-1.00", "-6.67%"),
        ("3、公务接待费", "3.00", "2.50", "-0.50", "-16.67%"),
    )
    note = "注：公务用车运行维护费减少，原因是老旧车辆报废。"
    return matrix("T3", "“三公”经费支出预算表", heads, columns, rows, (6, 3, 3, 3, 3), notes=(note,))


def empty_table() -> EditionTable:
    """A table without data, printed all the same with the sentence that says so."""
    heads = (
        (head("功能分类科目", columns=2), head("合计", 2), head("基本支出", 2), head("项目支出", 2)),
        (head("科目编码"), head("科目名称")),
    )
    columns: tuple[Column, ...] = (NUMBER, LABEL, *((((name,), None)) for name in ("合计", "基本支出", "项目支出")))
    note = "注：本部门2027年没有国有资本经营预算财政拨款安排的支出，故本表无数据。"
    title = "国有资本经营预算财政拨款支出表"
    return matrix("T4", title, heads, columns, (), (2.6, 6, 3, 3, 3), notes=(note,), empty=True)


def assets() -> EditionTable:
    """What is held, with counts beside values."""
    heads = ((head("项目"), head("数量"), head("价值")),)
    columns: tuple[Column, ...] = (LABEL, (("数量",), None), (("价值",), None))
    rows = (
        ("资产总额", "", "1330.05"),
        ("1、房屋（平方米）", "3260", "812.40"),
        ("其中：办公用房（平方米）", "1180.5", "296.35"),
        ("2、车辆（台、辆）", "1", "17.80"),
        ("3、单价在20万元以上的设备", "3", "96.60"),
        ("4、其他固定资产", "1284", "403.25"),
    )
    return matrix("T6", "部门固定资产占用情况表", heads, columns, rows, (7, 3, 3))


PROJECT = ("13099927P000326000011", "农村饮水安全工程维修养护")
INDICATORS = (
    ("产出指标", "数量指标", "维修养护供水工程处数", "全年完成维修养护的农村供水工程处数", "≥64处", "年度工作计划"),
    ("产出指标", "数量指标", "更换老旧管网长度", "全年更换的老旧供水管网长度", "≥120公里", "工程设计"),
    ("产出指标", "数量指标", "水质检测次数", "全年委托检测的次数", "≥240次", "检测合同"),
    ("产出指标", "数量指标", "培训管水员人数", "参加培训并考核合格的管水员人数", "≥150人", "培训方案"),
    ("产出指标", "质量指标", "工程验收合格率", "一次验收合格的工程占全部工程的比例", "100%", "验收报告"),
    ("产出指标", "质量指标", "水质达标率", "检测达标的水样占全部水样的比例，按季度取平均值计算", "≥95%", "检测报告"),
    ("产出指标", "时效指标", "故障抢修时间", "从接到报修到恢复供水的时间", "≤24小时", "服务承诺"),
    ("产出指标", "时效指标", "项目完成时间", "全部工程完工的月份", "12月底前", "年度工作计划"),
    ("产出指标", "成本指标", "单公里管网更换成本", "更换每公里老旧管网的费用", "≤1.85万元/公里", "概算批复"),
    ("效益指标", "社会效益指标", "受益人口", "供水条件得到改善的农村人口", "≥3.6万人", "统计台账"),
    ("效益指标", "社会效益指标", "停水投诉下降比例", "停水投诉件数比上年下降的比例", "≥20%", "热线记录"),
    ("效益指标", "生态效益指标", "管网漏损率", "漏损水量占供水总量的比例", "≤12%", "计量记录"),
    ("效益指标", "可持续影响指标", "工程良性运行比例", "正常运行的工程占全部工程的比例", "≥92%", "运行台账"),
    ("满意度指标", "服务对象满意度指标", "用水户满意度", "问卷调查中满意及以上的比例", "≥96%", "问卷调查"),
)


def _runs(level: int) -> list[int]:
    """For every indicator, how many rows its cell of a level spans; 0 where the cell above spans it."""
    keys = [indicator[: level + 1] for indicator in INDICATORS]
    return [0 if i and keys[i - 1] == key else sum(1 for other in keys if other == key) for i, key in enumerate(keys)]


def goal_form() -> EditionTable:
    """One project's goal form: fields in irregular merged cells, then indicators under cells that span many rows."""
    code, name = PROJECT
    claims: list[Expected] = []

    def money(text: str, path: tuple[str, ...], columns: int = 1) -> EditionCell:
        found = figure(f"T5.{len(claims)}", text, "万元")
        claims.append(Expected(found, name, code, path))
        return EditionCell(text, columns=columns, align="right", figure=found)

    budget, plan = "预算规模及资金用途", "资金支出计划（万元）"
    purpose = "用于全县农村集中供水工程的管网更换、设备维修、水质检测和管水员培训，保障农村居民用水安全。" * 2
    goal = "完成年度维修养护任务，工程验收合格，农村供水水质稳定达标，用水户满意。" * 3
    months = ("3月底", "6月底", "10月底", "12月底")
    rows: list[tuple[EditionCell, ...]] = [
        (head("项目编码"), EditionCell(code, columns=2), head("项目名称"), EditionCell(name, columns=2)),
        (
            head(budget, 2),
            head("预算数"),
            money("322.00", (budget, "预算数")),
            head("其中：财政资金"),
            money("300.00", (budget, "其中：财政资金"), 2),
        ),
        (head("用途"), EditionCell(purpose, columns=4)),
        (head(plan, 2), *map(head, months[:3]), EditionCell(months[3], columns=2, align="center", head=True)),
        (
            *(money(text, (plan, m)) for text, m in zip(("64.40", "128.80", "257.60"), months[:3], strict=True)),
            money("322.00", (plan, months[3]), 2),
        ),
        (head("绩效目标"), EditionCell(goal, columns=5)),
        tuple(map(head, ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"))),
    ]
    first, second = _runs(0), _runs(1)
    for number, (kind, group, third, description, value, basis) in enumerate(INDICATORS):
        digits = value.lstrip("≥≤")
        count = digits.rstrip("%处公里次人小时万元/月底前")
        unit = digits.removeprefix(count)
        target: Figure | None = None
        if "月" not in value:
            amount = Amount(Decimal(count), len(count.partition(".")[2]), unit)
            target = Figure(f"T5.i{number}", value, amount, None, "", count)
            claims.append(Expected(target, third, None, ("指标值",)))
        rows.append(
            (
                *([EditionCell(kind, first[number])] if first[number] else []),
                *([EditionCell(group, second[number])] if second[number] else []),
                EditionCell(third),
                EditionCell(description),
                EditionCell(value, figure=target),
                EditionCell(basis),
            )
        )
    return EditionTable(
        "T5",
        f"1、{name}绩效目标表",
        "单位：万元",
        DEPARTMENT,
        (1.5, 1.7, 2.6, 3.4, 1.7, 1.9),
        (),
        tuple(rows),
        form=True,
        level=3,
        claims=tuple(claims),
    )


def figured(text: str, *figures: Figure) -> Prose:
    """A paragraph: every {} prints the next figure."""
    runs: list[Run] = []
    pieces = text.split("{}")
    for number, piece in enumerate(pieces):
        if piece:
            runs.append(Run(piece))
        if number < len(figures):
            runs.append(Run(figures[number].text, figures[number], cell=figures[number].formula))
    return Prose(tuple(runs))


def sample_edition(*, draft: bool = False) -> Edition:
    """The edition that every renderer's tests print."""

    def said(name: str, text: str, cell: str) -> Figure:
        return figure(f"N.{name}", text, "万元", None, cell)

    blocks: tuple[Block, ...] = (
        Contents(),
        Heading(1, "第一部分 部门概况", "part1"),
        Heading(2, "一、部门职责", "duties"),
        Prose((Run("贯彻执行国家和省、市、县有关水利工作的方针政策，负责全县农村供水工程的运行管理和技术服务。"),)),
        Prose((Run("负责农村饮水安全、节约用水和水利工程维修养护的日常工作，承办县政府交办的其他事项。"),)),
        Heading(2, "二、机构设置", "units"),
        Prose((Run("从预算单位构成看，本部门预算包括本级预算，没有下属预算单位。"),)),
        Heading(1, "第二部分 2027年部门预算表", "part2"),
        summary(),
        income(),
        three_public(),
        empty_table(),
        Heading(1, "第三部分 2027年部门预算情况说明", "part3"),
        Heading(2, "一、收支总体情况", "overview"),
        figured(
            "2027年财政拨款收入总计{}万元，其中一般公共预算拨款{}万元，政府性基金预算拨款{}万元，上年结转{}万元。",
            said("total", "15027.72", "T1.7.1"),
            said("general", "14952.72", "T1.0.1"),
            said("fund", "60.00", "T1.1.1"),
            said("carried", "15.00", "T1.6.1"),
        ),
        Heading(3, "（一）“三公”经费", "three_public"),
        figured(
            "“三公”经费预算{}万元，比上年减少{}万元，下降{}，原因是厉行节约、压减一般性支出。",
            said("three_public", "16.50", "T3.0.2"),
            figure("N.change", "1.50", "万元", None, ""),
            figure("N.rate", "8.33%", "%", None, ""),
        ),
        Heading(2, "二、预算绩效目标", "goals"),
        goal_form(),
        Heading(2, "三、国有资产信息", "assets"),
        figured("上年末固定资产总额{}万元，详见下表。", said("assets", "1330.05", "T6.0.2")),
        assets(),
        Heading(2, "四、名词解释", "words"),
        Prose((Run("财政拨款收入：指县级财政当年拨付的资金。"),)),
    )
    title = f"{NAME}{YEAR}年部门预算"
    cover = (title, NAME, f"{YEAR}年2月")
    return Edition(title, cover, NAME, CODE, YEAR, "sample", blocks, draft=draft)
