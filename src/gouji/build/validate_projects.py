"""Projects and goals: money, plans, calculations and indicators that agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from gouji.build.validate_entries import PROJECT
from gouji.build.validate_faults import BudgetFault, Words, error, warning
from gouji.build.validate_walk import place_of
from gouji.model.amount import fold, parse_number
from gouji.model.budget import Budget, Project
from gouji.model.goal import Indicator

_CHECK: Words = ("请核对后改正", "check and mend it")


def project_faults(budget: Budget) -> Iterator[BudgetFault]:
    """Faults of projects, their lines and goals, and of the department's tasks."""
    spent: dict[str, Decimal] = {}
    natures = {project.code: project.nature for project in budget.projects}
    for number, line in enumerate(budget.lines):
        place, entry = place_of("lines", number, line), ("lines", number)
        if line.project:
            spent[line.project] = spent.get(line.project, Decimal(0)) + line.amount
            yield from _of_line(place, entry, natures.get(line.project), line.nature)
        elif line.nature in PROJECT:
            cause = ("是项目支出，却没有写是哪个项目", "money of a project without a project")
            yield error("missing_project", place, cause, ("请填项目", "name the project"), entry)
    yield from _named_once(budget)
    for number, project in enumerate(budget.projects):
        yield from _project(project, place_of("projects", number, project), ("projects", number), spent)
    for number, purchase in enumerate(budget.purchases):
        if purchase.project and purchase.project not in natures:
            yield _unlisted(place_of("purchases", number, purchase), ("purchases", number))
    for number, task in enumerate(budget.tasks):
        place = place_of("tasks", number, task)
        if not task.name:
            yield error("missing", place, ("没有任务名称", "no name is given"), _CHECK, ("tasks", number))
        yield from _indicators(task.indicators, place, ("tasks", number))


def _of_line(place: Words, entry: tuple[str, int], nature: str | None, own: str) -> Iterator[BudgetFault]:
    if nature is None:
        yield _unlisted(place, entry)
    elif nature != own:
        cause = (
            "支出性质与项目的类别不一致",
            f"the line's nature {own!r} is not its project's, {nature!r}",
        )
        yield error("project_nature", place, cause, _CHECK, entry)


def _unlisted(place: Words, entry: tuple[str, int]) -> BudgetFault:
    cause = ("项目没有登记", "its project is not listed")
    return error("unknown_project", place, cause, ("请在“项目”中登记", "list it among the projects"), entry)


def _named_once(budget: Budget) -> Iterator[BudgetFault]:
    """Codes and names are how projects and tasks are known in the forms."""
    kinds = (
        (("项目编码", "project code"), [project.code for project in budget.projects]),
        (("项目名称", "project name"), [project.name for project in budget.projects]),
        (("任务名称", "task name"), [task.name for task in budget.tasks]),
    )
    for (chinese, english), names in kinds:
        for name, times in Counter(names).items():
            if times > 1:
                cause = (f"出现 {times} 次", f"stands there {times} times")
                yield error(
                    "repeated",
                    (f"{chinese}“{name}”", f"{english} {name!r}"),
                    cause,
                    ("请改为互不相同", "make them differ"),
                )


def _project(
    project: Project, place: Words, entry: tuple[str, int], spent: dict[str, Decimal]
) -> Iterator[BudgetFault]:
    if not project.code or not project.name:
        yield error("missing", place, ("没有项目编码或名称", "code or name is not given"), _CHECK, entry)
    if project.nature not in PROJECT:
        cause = (f"项目类别“{project.nature}”不在可选范围内", f"nature {project.nature!r} is no project's")
        yield error("unknown_nature", place, cause, _CHECK, entry)
    if project.code not in spent:
        cause = ("没有对应的项目支出", "no line spends its money")
        yield error("no_lines", place, cause, ("请填项目支出，或删去项目", "give its lines or remove it"), entry)
        return
    money = spent[project.code]
    if not money:
        cause = ("项目支出合计为 0", "its lines come to nothing")
        yield warning("no_money", place, cause, ("请填金额", "give the amounts"), entry)
    yield from _plan(project, money, place, entry)
    calculated = sum((amount for _, _, amount in project.calculation), Decimal(0))
    if project.calculation and calculated != money:
        cause = (
            f"测算合计 {calculated:,.2f} 元，项目支出 {money:,.2f} 元",
            f"calculated {calculated:,.2f} 元, its lines {money:,.2f} 元",
        )
        yield warning("calculation", place, cause, ("请核对", "check them"), entry)
    if not project.goal or not project.indicators:
        cause = ("没有绩效目标或绩效指标", "no goal or no indicators")
        yield warning("no_goal", place, cause, ("请补填", "give them"), entry)
    yield from _indicators(project.indicators, place, entry)


def _plan(project: Project, money: Decimal, place: Words, entry: tuple[str, int]) -> Iterator[BudgetFault]:
    """Cumulative: it never falls, and ends at the project's money."""
    months = [month for month, _ in project.plan]
    amounts = [amount for _, amount in sorted(project.plan)]
    if len(set(months)) != len(months) or not all(1 <= month <= 12 for month in months):
        cause = ("资金支出计划的月份重复或不在 1—12 之间", "months of the plan repeat or are not within 1 to 12")
        yield error("plan_months", place, cause, _CHECK, entry)
    if amounts != sorted(amounts):
        cause = ("资金支出计划是累计数，却有后面比前面小的", "the plan is cumulative and falls")
        yield error("plan_falls", place, cause, ("请填累计金额", "give cumulative amounts"), entry)
    elif amounts and amounts[-1] != money:
        cause = (
            f"资金支出计划最后为 {amounts[-1]:,.2f} 元，项目支出 {money:,.2f} 元",
            f"the plan ends at {amounts[-1]:,.2f} 元, its lines come to {money:,.2f} 元",
        )
        yield error("plan_end", place, cause, ("两者应相等，请核对", "they must be equal: check them"), entry)


def _indicators(indicators: Iterable[Indicator], place: Words, entry: tuple[str, int]) -> Iterator[BudgetFault]:
    listed = list(indicators)
    for number, one in enumerate(listed, start=1):
        where = (f"{place[0]}指标{number}“{one.name}”", f"{place[1]} indicator {number} {one.name!r}")
        blank = [
            title
            for title, value in (("一级", one.kind), ("二级", one.group), ("三级", one.name), ("指标值", one.value))
            if not value
        ]
        if blank:
            cause = (f"没有填写{'、'.join(blank)}", "kind, group, name or value is not given")
            yield error("indicator", where, cause, ("请补填", "give them"), entry)
        elif _is_twice(one):
            cause = (
                f"指标值“{one.value}”里已有比较符或计量单位，会印成“{one.comparator}{one.value}{one.unit}”",
                f"{one.value!r} has comparator or unit already: {one.comparator}{one.value}{one.unit} would be printed",
            )
            remedy = ("比较符、数、单位请各写一处", "give comparator, number and unit once each")
            yield error("target_twice", where, cause, remedy, entry)
        elif one.comparator and parse_number(one.value) is None:
            cause = (f"有比较符，指标值“{one.value}”却不是数", f"a comparator before {one.value!r}, which is no number")
            yield warning("target", where, cause, ("请只填数，单位另填", "give the number only, the unit apart"), entry)
        if one.period not in ("year", "term"):
            yield error("period", where, ("指标期不在可选范围内", f"period {one.period!r} is not known"), _CHECK, entry)
    weights = [weight.value for one in listed if (weight := parse_number(one.weight))]
    if len(weights) == len(listed) and listed and sum(weights) not in (100, 90):  # 10 points may be the execution's
        cause = (f"权重合计 {sum(weights)}", f"weights add to {sum(weights)}")
        yield warning(
            "weights", place, cause, ("应为 100（预算执行率占 10 分时为 90）", "100 (or 90) is expected"), entry
        )


def _is_twice(indicator: Indicator) -> bool:
    """Whether a target's number has with it the comparator or the unit that stands in a cell of its own: ≥95%, %."""
    value = fold(indicator.value)
    unit = fold(indicator.unit)
    bare = value.lstrip("≥≤=><").removesuffix(unit)
    compared = bool(indicator.comparator) and value[0] in "≥≤=><"
    return (compared or (bool(unit) and value.endswith(unit))) and parse_number(bare) is not None
