"""The example's text: every figure in a sentence is computed from the same lines as the tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from example_budget.tables import FISCAL, ZERO, Budget, basic, carried, current, fund, personnel, project

GLOSSARY = (
    "1、财政拨款收入：本级财政当年安排给部门使用的资金。",
    "2、上年结转：上年已经安排、本年按原用途继续使用的资金。",
    "3、基本支出：保障机构正常运转、完成日常工作的人员经费和公用经费。",
    "4、项目支出：在基本支出之外，为完成特定任务安排的支出。",
    "5、机关运行经费：为保障单位运行用于购买货物和服务的公用经费。",
)


def narrative(budget: Budget) -> list[dict[str, Any]]:
    """Headings and paragraphs, in order."""
    facts = budget.facts
    name, year = facts["name"], facts["year"]
    income, opening = budget.total(current), budget.total(carried)
    total = income + opening
    basic_money, project_money = budget.total(basic), budget.total(project)
    staff = budget.total(basic, lambda line: personnel(line.economic or ""))
    office = basic_money - staff
    special = budget.total(current, FISCAL)
    items = {key: Decimal(text) for key, text in facts["three_public"].items()}
    vehicles = items["purchase"] + items["running"]
    three_public = items["abroad"] + vehicles + items["reception"]
    projects = "，".join(f"{p['name']}{p['amount']}万元" for p in facts["projects"])
    general = budget.total(current, fund("general"))
    government = budget.total(fund("government_fund"))
    other = budget.total(fund("other"))
    blocks = [
        ("一、部门职责及机构设置情况", ""),
        ("", f"{name}负责全县政务服务体系建设、审批事项办理的组织协调、便民热线受理和公共资源交易服务。"),
        (
            "",
            f"纳入{year}年部门预算编制范围的单位共{len(facts['units'])}个："
            + "、".join(u["name"] for u in facts["units"])
            + "。",
        ),
        ("二、部门预算安排的总体情况", ""),
        ("", "按照综合预算的要求，全部收入和支出都反映在部门预算中。"),
        (
            "",
            f"1、收入说明。{year}年预算收入{total}万元，其中：一般公共预算收入{general}万元，基金预算收入{government}万元，"
            f"国有资本经营预算收入{ZERO:.2f}万元，财政专户核拨收入{ZERO:.2f}万元，单位资金收入{other}万元，上年结转{opening}万元。"
            f"当年财政拨款合计{special}万元。",
        ),
        (
            "",
            f"2、支出说明。{year}年支出预算{total}万元，其中：基本支出{basic_money}万元，包括人员经费{staff}万元和公用经费{office}万元；"
            f"项目支出{project_money}万元，包括{projects}。",
        ),
        ("三、机关运行经费安排情况", ""),
        ("", f"{year}年机关运行经费安排{office}万元，用于办公、印刷、邮电、差旅、会议和公务用车运行等日常支出。"),
        ("四、财政拨款“三公”经费预算情况", ""),
        (
            "",
            f"{year}年财政拨款“三公”经费预算{three_public}万元，其中：因公出国（境）费{items['abroad']}万元；公务用车购置及运维费{vehicles}万元"
            f"（公务用车购置费{items['purchase']}万元，公务用车运维费{items['running']}万元）；公务接待费{items['reception']}万元。",
        ),
    ]
    return [{"heading": bool(heading), "text": heading or text} for heading, text in blocks]


def goals(budget: Budget) -> list[dict[str, Any]]:
    """One form a project; first- and second-level names span the rows they share."""
    return [_goal(number, p) for number, p in enumerate(budget.facts["projects"], start=1)]


def _goal(number: int, project: dict[str, Any]) -> dict[str, Any]:
    fiscal = project["fund"] != "other"
    return {
        "title": f"{number}、{project['name']}绩效目标表",
        "code": project["code"],
        "name": project["name"],
        "amount": project["amount"],
        "fiscal": project["amount"] if fiscal else "",
        "other": "" if fiscal else project["amount"],
        "purpose": project["purpose"],
        "plan": project["plan"],
        "goal": project["goal"],
        "rows": project["indicators"],
        "indicators": spanned(project["indicators"]),
    }


def spanned(rows: list[list[str]]) -> list[list[dict[str, Any]]]:
    """Indicator rows as cells with row spans: a first-level name is printed once over the rows it covers."""
    result = []
    for number, row in enumerate(rows):
        cells = [{"text": text, "rows": 1} for text in row[1:]]
        if number == 0 or rows[number - 1][0] != row[0]:
            length = next((n for n, other in enumerate(rows[number:]) if other[0] != row[0]), len(rows) - number)
            cells.insert(0, {"text": row[0], "rows": length})
        result.append(cells)
    return result


def procurement_text(budget: Budget) -> str:
    """The sentence under the procurement table."""
    lines = budget.facts["procurement"]["lines"]
    goods = sum((Decimal(line[6]) for line in lines if line[2].startswith("A")), ZERO)
    services = sum((Decimal(line[6]) for line in lines if line[2].startswith("C")), ZERO)
    parts = f"货物{goods}万元，工程{ZERO:.2f}万元，服务{services}万元"
    return f"{budget.facts['year']}年政府采购预算{goods + services}万元，其中：{parts}。"


def assets_text(budget: Budget) -> str:
    """The sentence above the asset table."""
    lines = budget.facts["assets"]["lines"]
    total = sum((Decimal(line[2]) for line in lines if not line[0].startswith("其中")), ZERO)
    return f"上年末固定资产金额为{total}万元（详见下表）。"
