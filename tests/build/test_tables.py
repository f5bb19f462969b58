"""Headers, rows and cells of tables: what is drawn, what is expanded, what each cell prints."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.build.evaluate import Ledger
from gouji.build.heads import draw_head
from gouji.build.rows import expand_rows, numeral
from gouji.build.tables import build_table
from gouji.law.packs import ColumnForm, ListForm, Pack, RowForm, TableForm, load_pack
from gouji.model.budget import Budget, Line, Previous, Project, Purchase, Unit
from gouji.model.edition import EditionTable

PACK = load_pack("hebei-2024")
LINES = (
    Line("318001", "2010301", "30101", "50101", "general", "personnel", Decimal(1_234_567)),
    Line("318001", "2010306", "30201", "50201", "general", "specific", Decimal(20_000), "current", "P1"),
    Line("318002", "2080505", "30108", "50501", "other", "personnel", Decimal(49)),
)
BUDGET = Budget(
    "hebei-2024",
    2027,
    "318",
    "青石县某局",
    units=(Unit("318001", "本级"), Unit("318002", "某中心")),
    lines=LINES,
    projects=(Project("P1", "窗口改造", "318001"), Project("P2", "没有钱的项目", "318001")),
)
AMOUNT = ColumnForm(("金额",), point={})
LABEL = ColumnForm(("项目",), show="label")


def table(*rows: RowForm, columns: tuple[ColumnForm, ...] = (LABEL, AMOUNT), **other: object) -> TableForm:
    listed = ListForm(columns, rows, point={"flow": "expenditure"})
    return TableForm("T", "表", lists=(listed,), **other)  # type: ignore[arg-type]


def built(form: TableForm, budget: Budget = BUDGET, pack: Pack = PACK) -> EditionTable:
    return build_table(form, Ledger(budget), pack)


def texts(made: EditionTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in made.body]


paths = st.lists(st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=8)


@given(paths)
def test_a_head_covers_every_column_and_level_once(drawn: list[tuple[str, ...]]) -> None:
    head = draw_head(drawn)
    covered: set[tuple[int, int]] = set()
    for level, row in enumerate(head):
        column = 0
        for cell in row:
            while (level, column) in covered:
                column += 1
            cells = {(level + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            assert not covered & cells
            covered |= cells
    assert covered == {(level, column) for level in range(len(head)) for column in range(len(drawn))}


def test_equal_levels_side_by_side_are_one_cell_unless_a_path_ends_there() -> None:
    head = draw_head([("收入", "项目"), ("收入", "金额"), ("收入",)])
    assert [(cell.text, cell.rows, cell.columns) for cell in head[0]] == [("收入", 1, 2), ("收入", 2, 1)]


def test_codes_are_printed_at_their_levels_each_before_its_parts() -> None:
    rows = expand_rows([RowForm(each="function", levels=(3, 5, 7))], Ledger(BUDGET), PACK, {})
    codes = [row.code for row in rows]
    assert codes == ["201", "20103", "2010301", "2010306", "208", "20805", "2080505"]


def test_rows_below_a_row_inherit_its_point() -> None:
    unit = RowForm(each="unit", rows=(RowForm(each="function", levels=(7,)),))
    rows = list(expand_rows([unit], Ledger(BUDGET), PACK, {}))
    assert [row.code for row in rows] == ["318001", "2010301", "2010306", "318002", "2080505"]
    assert rows[4].above[0] == ("318002", "某中心")


def test_rows_of_members_without_money_are_not_printed_unless_always() -> None:
    assert [row[0] for row in texts(built(table(RowForm(each="project"))))] == ["窗口改造"]
    always = table(RowForm(each="project", always=True))
    assert [row[0] for row in texts(built(always))] == ["窗口改造", "没有钱的项目"]


def test_a_fixed_row_with_if_any_stands_only_where_there_is_money() -> None:
    rows = (
        RowForm("基金", {"fund": "government_fund"}, if_any=True),
        RowForm("一般", {"fund": "general"}, if_any=True),
    )
    assert [row[0] for row in texts(built(table(*rows)))] == ["一般"]


def test_each_cell_is_rounded_from_its_exact_value_and_nothing_is_blank() -> None:
    rows = (
        RowForm("合计", role="total"),
        RowForm("其他", {"fund": "other"}),
        RowForm("基金", {"fund": "government_fund"}),
    )
    made = built(table(*rows))
    assert [row[1] for row in texts(made)] == ["125.46", "0.00", ""]
    assert [claim.figure.exact for claim in made.claims] == ["125.4616", "0.0049"]


def test_a_row_and_a_column_with_nothing_in_common_leave_the_cell_blank() -> None:
    columns = (LABEL, ColumnForm(("基金",), point={"fund": "government_fund"}))
    made = built(table(RowForm("一般", {"fund": "general"}), columns=columns, zero="0.00"))
    assert texts(made) == [["一般", ""]]
    assert made.claims == ()


def test_rows_at_the_foot_of_lists_stand_level() -> None:
    one = ListForm((LABEL, AMOUNT), (RowForm("甲"), RowForm("合计", foot=True)), "收入", {"flow": "income"})
    rows = (RowForm("乙"), RowForm("丙"), RowForm("合计", foot=True))
    other = ListForm((LABEL, AMOUNT), rows, "支出", {"flow": "expenditure"})
    made = built(TableForm("T", "表", lists=(one, other)))
    assert [(row[0], row[2]) for row in texts(made)] == [("甲", "乙"), ("", "丙"), ("合计", "合计")]


COMPARED = [
    ("1200000", "1000000", "20.00", "20.00%"),
    ("1000000", "1000000", "", "0.00%"),
    ("500000", "1000000", "-50.00", "-50.00%"),
    ("500000", "0", "50.00", ""),
]


@pytest.mark.parametrize(("now", "then", "change", "rate"), COMPARED)
def test_a_comparison_is_made_of_exact_values(now: str, then: str, change: str, rate: str) -> None:
    columns = (
        LABEL,
        ColumnForm(("增减",), point={"measure": "change"}, base={"year": "last"}),
        ColumnForm(("%",), point={"measure": "rate"}, base={"year": "last"}),
    )
    before = Previous("budget", lines=(replace(LINES[0], amount=Decimal(then)),))
    budget = replace(BUDGET, lines=(replace(LINES[0], amount=Decimal(now)),), previous=(before,))
    assert texts(built(table(RowForm("合计"), columns=columns), budget)) == [["合计", change, rate]]


def test_a_table_without_data_is_printed_with_its_sentence_and_no_rows() -> None:
    form = table(RowForm("基金", {"fund": "government_fund"}), empty="注：{name}无此项。")
    made = built(form)
    assert (made.empty, made.body, made.notes, made.claims) == (True, (), ("注：青石县某局无此项。",), ())
    assert made.head


def test_purchases_of_the_same_name_are_lines_of_their_own() -> None:
    bought = Purchase("318001", "P1", "空调", "A02", "goods", Decimal(2), "台", Decimal(3000), Decimal(6000))
    budget = replace(BUDGET, purchases=(bought, replace(bought, amount=Decimal(9000))))
    columns = (ColumnForm(("名称",), field="name"), ColumnForm(("金额",), field="amount", point={}))
    made = built(table(RowForm(each="purchase"), columns=columns, point={"item": "procurement"}), budget)
    points = [dict(claim.figure.point.members) for claim in made.claims if claim.figure.point]
    assert [point["item"] for point in points] == ["procurement/空调", "procurement/空调#2"]  # type: ignore[index]
    assert [row[1] for row in texts(made)] == ["0.60", "0.90"]


def test_numerals_are_chinese_up_to_99() -> None:
    assert [numeral(number) for number in (1, 10, 11, 20, 35, 99)] == ["一", "十", "十一", "二十", "三十五", "九十九"]
