"""Tables drawn in every way that published documents draw them read back as they were drawn."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIGURES = [["10", "1,234.50", "20.00"], ["11", "0.75", "-3.10"], ["12", "99,999.99", "7.00"], ["13", "5.00", "12.30"]]
HEIGHT, WIDTH, LEFT, TOP = 20.0, 90.0, 60.0, 350.0


def figures(kit, table, *, right=4.0):
    """Right-aligned figures in cells of equal size."""
    shown = ""
    for row, texts in enumerate(table):
        for column, text in enumerate(texts):
            x = LEFT + (column + 1) * WIDTH - right - kit.text_width(text)
            shown += kit.show(x, TOP - (row + 1) * HEIGHT + 6, text) if text else ""
    return shown


def horizontals(kit, count, columns, *, only=None):
    rows = range(count + 1) if only is None else only
    return "".join(kit.line(LEFT, TOP - row * HEIGHT, LEFT + columns * WIDTH, TOP - row * HEIGHT) for row in rows)


def verticals(kit, count, columns, *, only=None):
    kept = range(columns + 1) if only is None else only
    return "".join(kit.line(LEFT + c * WIDTH, TOP, LEFT + c * WIDTH, TOP - count * HEIGHT) for c in kept)


def strokes(kit, rows, columns):
    return horizontals(kit, rows, columns) + verticals(kit, rows, columns)


def doubled_strokes(kit, rows, columns):
    shifted = f"q 1 0 0 1 1.5 -1.5 cm {strokes(kit, rows, columns)} Q\n"
    return strokes(kit, rows, columns) + strokes(kit, rows, columns) + shifted


def double_rules(kit, rows, columns):
    shifted = f"q 1 0 0 1 0 -2 cm {horizontals(kit, rows, columns)} Q\n"
    return strokes(kit, rows, columns) + shifted


def rectangles_of_cells(kit, rows, columns):
    return "0.4 w\n" + "".join(
        f"{LEFT + c * WIDTH} {TOP - (r + 1) * HEIGHT} {WIDTH} {HEIGHT} re S\n"
        for r in range(rows)
        for c in range(columns)
    )


def inset_rectangles(kit, rows, columns):
    return "0.4 w\n" + "".join(
        f"{LEFT + c * WIDTH + 0.5} {TOP - (r + 1) * HEIGHT + 0.5} {WIDTH - 1} {HEIGHT - 1} re S\n"
        for r in range(rows)
        for c in range(columns)
    )


def thin_filled_rectangles(kit, rows, columns):
    across = "".join(f"{LEFT} {TOP - r * HEIGHT} {columns * WIDTH} 0.6 re f\n" for r in range(rows + 1))
    down = "".join(
        f"{LEFT + c * WIDTH} {TOP - (r + 1) * HEIGHT} 0.6 {HEIGHT} re f\n"
        for c in range(columns + 1)
        for r in range(rows)
    )
    return across + down


def one_path(kit, rows, columns):
    across = "".join(
        f"{LEFT} {TOP - r * HEIGHT} m {LEFT + columns * WIDTH} {TOP - r * HEIGHT} l\n" for r in range(rows + 1)
    )
    down = "".join(
        f"{LEFT + c * WIDTH} {TOP} m {LEFT + c * WIDTH} {TOP - rows * HEIGHT} l\n" for c in range(columns + 1)
    )
    return f"0.5 w {across}{down}S\n"


def one_filled_path(kit, rows, columns):
    across = "".join(f"{LEFT} {TOP - r * HEIGHT} {columns * WIDTH} 0.6 re\n" for r in range(rows + 1))
    down = "".join(f"{LEFT + c * WIDTH} {TOP - rows * HEIGHT} 0.6 {rows * HEIGHT} re\n" for c in range(columns + 1))
    return f"{across}{down}f\n"


def dashes(kit, rows, columns):
    drawn = "0.5 w\n"
    for r in range(rows + 1):
        for x in range(0, int(columns * WIDTH), 6):
            drawn += f"{LEFT + x} {TOP - r * HEIGHT} m {LEFT + x + 3} {TOP - r * HEIGHT} l S\n"
    for c in range(columns + 1):
        for y in range(0, int(rows * HEIGHT), 6):
            drawn += f"{LEFT + c * WIDTH} {TOP - y} m {LEFT + c * WIDTH} {TOP - y - 3} l S\n"
    return drawn


def no_outer_verticals(kit, rows, columns):
    return horizontals(kit, rows, columns) + verticals(kit, rows, columns, only=range(1, columns))


def no_closing_rule(kit, rows, columns):
    return horizontals(kit, rows, columns, only=range(rows)) + verticals(kit, rows, columns)


def no_opening_rule(kit, rows, columns):
    return horizontals(kit, rows, columns, only=range(1, rows + 1)) + verticals(kit, rows, columns)


def only_horizontals(kit, rows, columns):
    return horizontals(kit, rows, columns)


def three_lines(kit, rows, columns):
    return horizontals(kit, rows, columns, only=(0, 1, rows))


def box_with_horizontals(kit, rows, columns):
    return horizontals(kit, rows, columns) + verticals(kit, rows, columns, only=(0, columns))


def only_columns_and_frame(kit, rows, columns):
    return horizontals(kit, rows, columns, only=(0, rows)) + verticals(kit, rows, columns)


def nothing(kit, rows, columns):
    return ""


RULED = [
    strokes,
    doubled_strokes,
    double_rules,
    rectangles_of_cells,
    inset_rectangles,
    thin_filled_rectangles,
    one_path,
    one_filled_path,
    dashes,
    no_outer_verticals,
    no_closing_rule,
    no_opening_rule,
]
HALF_RULED = [only_horizontals, three_lines, box_with_horizontals, only_columns_and_frame, nothing]


@pytest.mark.parametrize("draw", RULED + HALF_RULED, ids=lambda draw: draw.__name__)
def test_a_table_reads_back_however_its_lines_are_drawn(kit, draw):
    [grid] = kit.grids(kit.read(kit.write_pdf(draw(kit, 4, 3) + figures(kit, FIGURES))))
    assert kit.rows(grid) == FIGURES


amounts = st.decimals(min_value=-99_999, max_value=999_999, places=2).map(lambda value: f"{value:,}")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.data(),
    st.integers(3, 6),
    st.integers(2, 5),
    st.sampled_from([strokes, thin_filled_rectangles, no_closing_rule, only_horizontals, three_lines, nothing]),
)
def test_any_grid_of_figures_reads_back_equal(kit, data, rows, columns, draw):
    table = [[data.draw(amounts) for _ in range(columns)] for _ in range(rows)]
    [grid] = kit.grids(kit.read(kit.write_pdf(draw(kit, rows, columns) + figures(kit, table))))
    assert kit.rows(grid) == table


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(2, 6), st.integers(2, 5))
def test_empty_cells_of_a_ruled_table_stay_empty(kit, data, rows, columns):
    cells = st.one_of(st.just(""), amounts)
    table = [[data.draw(cells) for _ in range(columns)] for _ in range(rows)]
    table[0][0] = table[-1][-1] = "1.00"
    [grid] = kit.grids(kit.read(kit.write_pdf(strokes(kit, rows, columns) + figures(kit, table))))
    assert kit.rows(grid) == table


def test_a_number_wider_than_its_column_keeps_every_digit(kit):
    table = [["1.00", "2.00", "3.00"], ["", "1,234,567,890,123,456.78", "5.00"]]
    [grid] = kit.grids(kit.read(kit.write_pdf(strokes(kit, 2, 3) + figures(kit, table))))
    assert kit.rows(grid) == table


def test_a_number_that_runs_into_its_full_neighbour_takes_no_digit_from_it(kit):
    left = kit.show(LEFT + 30, TOP - 14, "107.000000")
    right = kit.show(LEFT + 30 + kit.text_width("107.000000") - 3, TOP - 14, "57.000000")
    wall = LEFT + 30 + kit.text_width("107.000000") + 1
    drawn = "".join(kit.line(x, TOP, x, TOP - 20) for x in (LEFT, wall, wall + 60)) + "".join(
        kit.line(LEFT, y, wall + 60, y) for y in (TOP, TOP - 20)
    )
    [grid] = kit.grids(kit.read(kit.write_pdf(drawn + left + right)))
    assert kit.rows(grid) == [["107.000000", "57.000000"]]


def test_two_codes_that_touch_across_a_line_stay_two(kit):
    wall = LEFT + 60
    left = kit.show(wall - 0.7 - kit.text_width("30000"), TOP - 14, "30000")
    right = kit.show(wall + 0.7, TOP - 14, "302")
    drawn = "".join(kit.line(x, TOP, x, TOP - 20) for x in (LEFT, wall, wall + 60)) + "".join(
        kit.line(LEFT, y, wall + 60, y) for y in (TOP, TOP - 20)
    )
    [grid] = kit.grids(kit.read(kit.write_pdf(drawn + left + right)))
    assert kit.rows(grid) == [["30000", "302"]]


def test_a_number_wrapped_inside_its_cell_stays_one_cell(kit):
    wrapped = kit.show(LEFT + 4, TOP - 9, "1,234,567.", size=8) + kit.show(LEFT + 4, TOP - 18, "89", size=8)
    other = kit.show(LEFT + WIDTH + 4, TOP - 14, "5.00", size=8)
    [grid] = kit.grids(kit.read(kit.write_pdf(strokes(kit, 1, 2) + wrapped + other)))
    assert kit.rows(grid) == [["1,234,567.\n89", "5.00"]]


def test_rows_without_lines_between_them_are_parted_where_figures_stand_in_line(kit):
    drawn = horizontals(kit, 4, 3, only=(0, 1, 4)) + verticals(kit, 4, 3)
    [grid] = kit.grids(kit.read(kit.write_pdf(drawn + figures(kit, FIGURES))))
    assert kit.rows(grid) == FIGURES


def test_missing_lines_make_merged_cells(kit):
    drawn = horizontals(kit, 3, 3, only=(0, 3)) + verticals(kit, 3, 3, only=(0, 3))
    drawn += kit.line(LEFT + WIDTH, TOP - HEIGHT, LEFT + 3 * WIDTH, TOP - HEIGHT)
    drawn += kit.line(LEFT, TOP - 2 * HEIGHT, LEFT + 3 * WIDTH, TOP - 2 * HEIGHT)
    drawn += kit.line(LEFT + WIDTH, TOP, LEFT + WIDTH, TOP - 3 * HEIGHT)
    drawn += kit.line(LEFT + 2 * WIDTH, TOP - HEIGHT, LEFT + 2 * WIDTH, TOP - 3 * HEIGHT)
    text = kit.show(LEFT + 5, TOP - 24, "name") + kit.show(LEFT + 150, TOP - 14, "both")
    text += figures(kit, [["", "", ""], ["", "a", "b"], ["x", "1.00", "2.00"]])
    [grid] = kit.grids(kit.read(kit.write_pdf(drawn + text)))
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans == {
        "name": (0, 0, 2, 1),
        "both": (0, 1, 1, 2),
        "a": (1, 1, 1, 1),
        "b": (1, 2, 1, 1),
        "x": (2, 0, 1, 1),
        "1.00": (2, 1, 1, 1),
        "2.00": (2, 2, 1, 1),
    }


def test_columns_that_no_horizontal_crosses_belong_to_the_table_beside_them(kit):
    drawn = verticals(kit, 4, 4) + "".join(
        kit.line(LEFT + 2 * WIDTH, TOP - r * HEIGHT, LEFT + 4 * WIDTH, TOP - r * HEIGHT) for r in range(5)
    )
    body = figures(kit, [["", "", "1.00", "2.00"], ["p", "37.40", "3.00", "4.00"], ["", "", "5.00", "6.00"]])
    [grid] = kit.grids(kit.read(kit.write_pdf(drawn + body)))
    assert [(cell.row, cell.row_span) for cell in grid.cells if cell.text in {"p", "37.40"}] == [(0, 4), (0, 4)]


def test_two_tables_on_a_page_and_side_by_side_stay_apart(kit):
    small = [["1.00", "2.00"], ["3.00", "4.00"]]
    beside = f"q 1 0 0 1 240 0 cm {strokes(kit, 2, 2)}{figures(kit, small)} Q\n"
    below = f"q 1 0 0 1 0 -120 cm {strokes(kit, 2, 2)}{figures(kit, small)} Q\n"
    found = kit.grids(kit.read(kit.write_pdf(strokes(kit, 2, 2) + figures(kit, small) + beside + below)))
    assert [kit.rows(grid) for grid in found] == [small, small, small]


def test_a_borderless_head_stands_over_its_columns(kit):
    head = kit.show(LEFT + 20, TOP - 14 + HEIGHT, "name") + kit.show(LEFT + 140, TOP - 14 + HEIGHT, "first")
    head += kit.show(LEFT + 230, TOP - 14 + HEIGHT, "second")
    [grid] = kit.grids(kit.read(kit.write_pdf(head + figures(kit, FIGURES))))
    assert kit.rows(grid) == [["name", "first", "second"], *FIGURES]


def test_figures_with_nothing_to_keep_them_in_columns_stay_text(kit):
    scattered = "".join(
        kit.show(40 + 130 * (i % 3) + 37 * ((i * i) % 5), 300 - 15 * (i // 3), f"{i * 37 % 101}.{i}0")
        for i in range(12)
    )
    document = kit.read(kit.write_pdf(scattered))
    assert kit.grids(document) == []
    assert sum(block.text.count(".") for block in document.blocks) == 12


def test_a_bar_chart_is_no_table(kit):
    bars = "0 0.4 0.8 rg\n" + "".join(f"{100 + 60 * i} 100 20 {40 + 20 * i} re f\n" for i in range(5)) + "0 g\n"
    grid_lines = "".join(kit.line(90, 100 + 40 * i, 420, 100 + 40 * i) for i in range(5))
    labels = "".join(kit.show(60, 97 + 40 * i, f"{i * 500}") for i in range(5))
    labels += "".join(kit.show(100 + 60 * i, 145 + 20 * i, f"{(2 + i) * 250}.00") for i in range(5))
    labels += "".join(kit.show(100 + 60 * i, 85, f"20{21 + i}") for i in range(5))
    assert kit.grids(kit.read(kit.write_pdf(bars + grid_lines + labels))) == []


def test_a_list_of_contents_is_no_table(kit):
    entries = "".join(
        kit.show(60, 300 - 20 * i, f"part {i} of it") + kit.show(500, 300 - 20 * i, f"{3 * i + 1}") for i in range(6)
    )
    assert kit.grids(kit.read(kit.write_pdf(entries))) == []


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_displayed(kit, rotate):
    turned = {
        0: "1 0 0 1 0 0",
        90: "0 1 -1 0 600 0",
        180: "-1 0 0 -1 600 600",
        270: "0 -1 1 0 0 600",
    }[rotate]
    content = f"q {turned} cm {strokes(kit, 4, 3)}{figures(kit, FIGURES)} Q\n"
    data = kit.write_pdf(content, page=f"/MediaBox [0 0 600 600] /Rotate {rotate}")
    [grid] = kit.grids(kit.read(data))
    box = grid.place.box
    assert kit.rows(grid) == FIGURES
    assert (box.x0, box.y0) == pytest.approx((LEFT, 600 - TOP), abs=2)


@pytest.mark.parametrize(
    ("turned", "expected"),
    [("0 1 -1 0 600 0", (600 - TOP, 600 - LEFT - 3 * WIDTH)), ("0 -1 1 0 0 600", (TOP - 4 * HEIGHT, LEFT))],
    ids=["anticlockwise", "clockwise"],
)
def test_a_table_set_sideways_is_read_as_a_person_turns_the_page(kit, turned, expected):
    content = f"q {turned} cm {strokes(kit, 4, 3)}{figures(kit, FIGURES)} Q\n"
    [grid] = kit.grids(kit.read(kit.write_pdf(content, page="/MediaBox [0 0 600 600]")))
    box = grid.place.box
    assert kit.rows(grid) == FIGURES
    assert (box.x0, box.y0) == pytest.approx(expected, abs=2)


def test_boxes_count_from_the_corner_of_the_crop_box(kit):
    content = strokes(kit, 4, 3) + figures(kit, FIGURES)
    data = kit.write_pdf(content, page="/MediaBox [0 0 600 400] /CropBox [50 100 450 380]")
    document = kit.read(data)
    [grid] = kit.grids(document)
    assert (grid.place.box.x0, grid.place.box.y0) == pytest.approx((LEFT - 50, 380 - TOP), abs=1)
    assert (document.pages[0].width, document.pages[0].height) == (400, 280)


def test_a_cell_tells_its_indent_and_whether_it_is_bold(kit):
    text = kit.show(LEFT + 4, TOP - 14, "whole", font="B") + kit.show(LEFT + 4 + 20, TOP - 34, "part")
    text += figures(kit, [["", "2.00"], ["", "1.00"]])
    [grid] = kit.grids(kit.read(kit.write_pdf(strokes(kit, 2, 2) + text)))
    told = {cell.text: (cell.indent > 0, cell.bold) for cell in grid.cells if cell.column == 0}
    assert told == {"whole": (False, True), "part": (True, False)}


def test_a_typeset_chinese_table_keeps_heads_spans_and_wrapped_labels(kit, typeset):
    markup = """
#table(columns: (60pt, 120pt, 80pt, 80pt),
  table.cell(rowspan: 2)[科目编码], table.cell(rowspan: 2)[科目名称], table.cell(colspan: 2)[本年支出],
  [基本支出], [项目支出],
  [2010301], [行政运行], [1,024.50], [],
  [2010302], [一般行政管理事务以及其他各项管理事务支出], [], [88.00])
"""
    [grid] = kit.grids(kit.read(typeset(markup)))
    assert kit.rows(grid) == [
        ["科目编码", "科目名称", "本年支出", ""],
        ["", "", "基本支出", "项目支出"],
        ["2010301", "行政运行", "1,024.50", ""],
        ["2010302", "一般行政管理事务以及其\n他各项管理事务支出", "", "88.00"],
    ]


def test_a_text_too_wide_for_its_cell_gives_no_letter_to_its_neighbour(kit):
    boxes = "".join(kit.line(*ends) for ends in ((50, 300, 250, 300), (50, 280, 250, 280), (50, 260, 250, 260)))
    boxes += "".join(kit.line(x, 260, x, 300) for x in (50, 150, 250))
    long = "hoodedgoodband"  # letters of one width
    start = 150 - kit.text_width(long[:-1])
    content = boxes + kit.show(start, 286, long) + kit.show(220, 286, "12.50") + kit.show(52, 266, "goods")
    [grid] = kit.grids(kit.read(kit.write_pdf(content + kit.show(220, 266, "2.50"))))
    assert kit.rows(grid) == [[long, "12.50"], ["goods", "2.50"]]


def test_the_last_line_of_a_text_too_high_for_its_cell_stays_with_it(kit):
    boxes = "".join(kit.line(50, y, 250, y) for y in (300, 280, 260, 240)) + "".join(
        kit.line(x, 240, x, 300) for x in (50, 150, 250)
    )
    lines = kit.show(160, 291, "paid", size=8) + kit.show(160, 284, "back", size=8) + kit.show(160, 277, "late", size=8)
    content = boxes + lines + kit.show(52, 286, "item") + kit.show(52, 266, "wages") + kit.show(52, 246, "goods")
    [grid] = kit.grids(kit.read(kit.write_pdf(content + kit.show(220, 262, "12.50") + kit.show(220, 246, "2.50"))))
    assert [row[1].replace("\n", " ") for row in kit.rows(grid)] == ["paid back late", "12.50", "2.50"]


def test_an_indent_is_the_same_on_a_page_where_every_text_is_indented(kit):
    first = kit.show(LEFT + 3, TOP - 14, "whole") + kit.show(LEFT + 3 + 30, TOP - 34, "part")
    second = kit.show(LEFT + 3 + 30, TOP - 14, "trap") + kit.show(LEFT + 3 + 30, TOP - 34, "rapt")
    table = strokes(kit, 2, 2) + figures(kit, [["", "2.00"], ["", "1.00"]])
    grids = kit.grids(kit.read(kit.write_pdf(table + first, table + second)))
    told = {cell.text: cell.indent for grid in grids for cell in grid.cells if cell.column == 0}
    assert told["trap"] == told["rapt"] == told["part"] > told["whole"] == 0


def test_an_amount_and_the_label_right_behind_it_stand_in_two_columns(kit, typeset):
    label = "#place(dx: {x}pt, dy: {y}pt)[{text}]"
    rows = [("一、事业收入", "952.72", "一、教育支出", "802.27"), ("二、其他收入", "60.00", "二、年终结转", "210.45")]
    rows.append(("收入总计", "1012.72", "支出总计", "1012.72"))
    markup = "#set text(size: 10pt)\n"
    for number, (income, left, expenditure, right) in enumerate(rows):
        y = 20 * number
        markup += label.format(x=0, y=y, text=income) + label.format(x=152, y=y, text=expenditure)
        for end, amount in ((150, left), (300, right)):
            markup += f"#place(dx: {end - 100}pt, dy: {y}pt, box(width: 100pt, align(right)[{amount}]))"
    [grid] = kit.grids(kit.read(typeset(markup)))
    assert kit.rows(grid) == [list(row) for row in rows]


def test_a_head_over_an_empty_column_is_not_read_into_its_neighbour(kit):
    heads = (
        kit.show(60, 320, "Name")
        + kit.show(160, 320, "First")
        + kit.show(210, 320, "Empty")
        + kit.show(280, 320, "Last")
    )
    body = "".join(
        kit.show(60, 300 - 15 * row, f"row {row}")
        + kit.show(162, 300 - 15 * row, "1.00")
        + kit.show(282, 300 - 15 * row, "2.00")
        for row in range(4)
    )
    [grid] = kit.grids(kit.read(kit.write_pdf(heads + body)))
    assert kit.rows(grid)[:2] == [["Name", "First", "Empty", "Last"], ["row 0", "1.00", "", "2.00"]]


def test_heads_without_verticals_span_what_they_are_centred_over(kit):
    upper, middle, lower = 340, 332, 324
    heads = (
        kit.show(95, upper, "Class")
        + kit.show(240, upper, "Income")
        + kit.show(60, middle, "No")
        + kit.show(180, middle, "All")
    )
    for x, text in ((80, "Code"), (120, "Name"), (220, "Sub"), (260, "Tax"), (300, "Fee")):
        heads += kit.show(x, lower, text)
    figures = ((60, "{}"), (80, "20{}"), (120, "item"), (178, "9.00"), (218, "8.00"), (258, "5.00"), (298, "3.00"))
    body = "".join(kit.show(x, 300 - 16 * row, text.format(row)) for row in range(1, 5) for x, text in figures)
    rules = "".join(kit.line(55, y, 330, y) for y in (352, 312, *(297 - 16 * row for row in range(5))))
    [grid] = kit.grids(kit.read(kit.write_pdf(rules + heads + body)))
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells if cell.row < 3}
    assert spans == {
        "No": (0, 0, 3, 1),
        "Class": (0, 1, 2, 2),
        "All": (0, 3, 3, 1),
        "Income": (0, 4, 2, 3),
        "Code": (2, 1, 1, 1),
        "Name": (2, 2, 1, 1),
        "Sub": (2, 4, 1, 1),
        "Tax": (2, 5, 1, 1),
        "Fee": (2, 6, 1, 1),
    }
