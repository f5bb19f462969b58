"""Random valid budgets in the forms of every place and every format: what is read back is what was built.

One example is one budget, one pack and one format: many budgets meet every pair of pack and format. The slow suite
draws 2,000 of them, and 320 in which one figure is planted wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from gouji.build.compose import compose
from gouji.build.residues import NOTE, residues
from gouji.build.validate import validate
from gouji.law.packs import Pack, load_pack, pack_names
from gouji.model.budget import Budget, Line, Receipt, Task
from gouji.model.edition import Edition, EditionTable, Figure
from gouji.model.finding import Severity
from gouji.model.goal import Indicator
from gouji.publish.formats import render
from gouji.publish.pack_test import doubts_of_print
from gouji.publish.proof import FileProof, prove_file

from strategies import budgets  # isort: skip  # tests/build is put on the path by conftest.py

FORMATS = ("xlsx", "html", "docx", "pdf")
_UNITS = ("行政审批局本级", "政务服务中心", "公共资源交易中心", "便民热线服务中心", "档案管理中心")
_THINGS = ("现场踏勘", "政务大厅", "便民热线", "窗口人员", "网络租赁", "档案数字化", "评标专家", "自助终端")
_ENDS = ("经费", "保障", "运行维护", "建设", "升级改造")  # not 项目: a title 甲项目绩效目标表 may be of 甲 or of 甲项目
_GROUPS = {"产出指标": "数量指标", "效益指标": "社会效益指标"}
_MEASURES = ("办理事项数量", "按期完成率")
_GOODS = ("台式计算机", "空调机", "打印设备", "办公家具", "视频会议系统", "速录服务")
QUICK = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
SHARES = 10
"""How many tests the examples are dealt to, so that the processes of the suite take them side by side."""
DEALT = [*range(3), *(pytest.param(share, marks=pytest.mark.exhaustive) for share in range(3, SHARES))]
THOROUGH = settings(max_examples=2_000 // SHARES, deadline=None, suppress_health_check=list(HealthCheck))
PLANTED = settings(THOROUGH, max_examples=320 // SHARES)


@st.composite
def cases(draw: Any, forms: tuple[str, ...] = FORMATS, packs: tuple[str, ...] = pack_names()) -> tuple[Budget, str]:
    """A budget of a place, and a format to print it in."""
    pack = load_pack(draw(st.sampled_from(packs)))
    projects = draw(st.sampled_from([0, 2, 3, 3, 3, 3, 3, 40]))
    budget = draw(budgets(pack.name, pack.valid_from, projects=projects))
    made = _in_font(printable(named(budget), pack))
    assert [fault.told() for fault in validate(made) if fault.severity is Severity.ERROR] == []
    assume(not any(_hides_what_was_carried(made, fund) for fund in ("general", "government_fund", "state_capital")))
    return made, draw(st.sampled_from(forms))


def _hides_what_was_carried(budget: Budget, fund: str) -> bool:
    """Whether a fund's total prints alike with and without money carried over: no reader knows then which it is."""
    lines = [line for line in budget.lines if line.fund.partition(".")[0] == fund]
    whole = sum(line.amount for line in lines)
    current = sum(line.amount for line in lines if line.vintage == "current")
    return current != whole and round(current / 10_000, 2) == round(whole / 10_000, 2)


def _in_font(value: Any) -> Any:
    """The value without the one character of the strategies that the font lacks: printing it is refused, rightly."""
    if isinstance(value, str):
        return value.replace("𠀀", "")
    if isinstance(value, tuple):
        return tuple(map(_in_font, value))
    if isinstance(value, dict):
        return {key: _in_font(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _in_font(getattr(value, one.name)) for one in fields(value)})
    return value


def named(budget: Budget) -> Budget:
    """The budget with names as people give them: a reader may take "服务" for a class and "00" for a code."""
    units = [
        replace(unit, name=f"青石县{word}", support="财政拨款")
        for unit, word in zip(budget.units, _UNITS, strict=False)
    ]
    code = units[0].code[:3]
    projects = []
    for number, project in enumerate(budget.projects):
        things = _THINGS[number % len(_THINGS)], _ENDS[number // len(_THINGS)]
        goals = tuple(map(_measured, project.indicators, count()))
        counted = tuple((f"测算内容{at}", words, money) for at, (_, words, money) in enumerate(project.calculation, 1))
        goal = f"完成全年任务{project.goal}"
        projects.append(
            replace(
                project,
                name="".join(things),
                purpose=f"用于{project.purpose}",
                basis=project.basis and f"依据{project.basis}",
                goal=goal,
                indicators=goals or _goals(),
                calculation=counted,
            )
        )
    tasks = [
        replace(
            task,
            name=f"{thing}提升",
            content=f"做好{task.content}工作",
            indicators=tuple(map(_measured, task.indicators, count())) or _goals(),
        )
        for task, thing in zip(budget.tasks or (Task("", "做好服务"),), _THINGS, strict=False)
    ]
    bought = [replace(one, name=_GOODS[place % len(_GOODS)]) for place, one in enumerate(budget.purchases)]
    return replace(
        budget,
        code=code,
        name="青石县政务服务管理局",
        units=tuple(units),
        projects=tuple(projects),
        tasks=tuple(tasks),
        purchases=tuple(bought),
        names={},
        texts={key: _written(text) for key, text in budget.texts.items()},
    )


def _written(text: str) -> str:
    """A text in sentences: a paragraph of one odd character stands in every line of a file."""
    return "\n".join(f"负责有关工作：{line}" if line.strip() else "" for line in text.splitlines())


def _goals() -> tuple[Indicator, ...]:
    return (Indicator("产出指标", "数量指标", "办理事项数量", "150", "≥", "件"),)


def _measured(indicator: Indicator, place: int) -> Indicator:
    unit = indicator.unit if indicator.comparator else ""
    value = indicator.value if indicator.comparator else "明显提升"
    return replace(indicator, group=_GROUPS[indicator.kind], name=_MEASURES[place], value=value, unit=unit)


def printable(budget: Budget, pack: Pack) -> Budget:
    """The budget with some pay, for a department without money has nothing to publish, and with the texts asked for."""
    paid = Line(budget.units[0].code, "2010301", "30101", "50101", "general", "personnel", Decimal("123456.78"))
    return replace(
        budget,
        lines=(paid, *budget.lines),
        receipts=(Receipt(paid.unit, paid.fund, paid.amount), *budget.receipts),
        texts={**dict.fromkeys(pack.needs, "本部门按职责办理。"), **budget.texts},
    )


def proved(budget: Budget, form: str) -> tuple[Edition, FileProof]:
    edition = compose(budget, load_pack(budget.pack)).edition
    return edition, prove_file(edition, render(edition, form), f"edition.{form}")


def faults(proof: FileProof) -> list[str]:
    """Figures and sentences that are not as built, and what checking them finds."""
    assert proof.claims is not None
    assert proof.sentences is not None
    return [
        *(
            f"{one.kind} {one.table} {one.row} {one.column}: {one.before!r} → {one.after!r}"
            for one in proof.differences
        ),
        *(f"{one.sentence}: {one.before!r} → {one.after!r}" for one in proof.sentences.changes),
        *(f"{one.code} {one.message[0]}" for one in doubts_of_print(proof.claims)),
    ]


@QUICK
@given(cases(("xlsx", "html")))
def test_what_is_read_back_is_what_was_built(case: tuple[Budget, str]) -> None:
    _, proof = proved(*case)
    assert faults(proof) == []


@pytest.mark.slow
@pytest.mark.parametrize("share", DEALT)
def test_two_thousand_budgets_are_read_back_as_built(share: int) -> None:
    @seed(share)
    @THOROUGH
    @given(cases())
    def holds(case: tuple[Budget, str]) -> None:
        _, proof = proved(*case)
        assert faults(proof) == []

    holds()


@QUICK
@given(cases(("xlsx",)))
def test_printed_parts_miss_their_total_by_less_than_rounding_can(case: tuple[Budget, str]) -> None:
    edition = compose(case[0], load_pack(case[0].pack)).edition
    for table in edition.tables:
        found = list(residues(table.claims))
        assert (NOTE in table.notes) == bool(found)
        for whole, gap in found:
            half = whole.amount.quantum / 2
            assert abs(gap) <= half * (len(table.claims) + 1)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_one_planted_edit_is_always_found(share: int) -> None:
    @seed(share)
    @PLANTED
    @given(cases(), st.randoms(use_true_random=False))
    def is_found(case: tuple[Budget, str], random: Any) -> None:
        budget, form = case
        edition = compose(budget, load_pack(budget.pack)).edition
        chosen = random.choice([claim.figure for table in edition.tables for claim in table.claims])
        proof = prove_file(edition, planted(edition, chosen, form), f"edition.{form}")
        assert not proof.holds

    is_found()


def planted(edition: Edition, figure: Figure, form: str) -> bytes:
    """The edition's file with one figure changed: by building it from an edition in which it is another."""
    other = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), figure.text, count=1)
    assert other != figure.text
    return render(replace(edition, blocks=tuple(_with(edition, figure, other))), form)


def _with(edition: Edition, figure: Figure, text: str) -> Iterator[Any]:
    for block in edition.blocks:
        if not isinstance(block, EditionTable):
            yield block
            continue
        body = tuple(
            tuple(
                replace(
                    cell,
                    text=text,
                    figure=replace(
                        cell.figure, text=text, amount=replace(cell.figure.amount, value=_number(text)), exact=""
                    ),
                )
                if cell.figure is not None and cell.figure.id == figure.id
                else cell
                for cell in row
            )
            for row in block.body
        )
        yield replace(block, body=body)


def _number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", text))
