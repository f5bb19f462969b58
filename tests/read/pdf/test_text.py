"""Text outside tables, what a page hides, and letters that nobody can be sure of."""

from __future__ import annotations

from gouji.model.document import Grid, Paragraph


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(document):
    return [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells]


def test_full_lines_run_on_and_indents_begin_paragraphs(kit, typeset):
    sentence = "本年收入合计一千二百三十四万元，比上年增加五十六万元，主要是项目支出增加。"
    markup = f"#set par(first-line-indent: (amount: 2em, all: true), leading: 1em)\n{sentence * 3}\n\n{sentence * 2}\n"
    assert texts(kit.read(typeset(markup))) == [sentence * 3, sentence * 2]


def test_a_line_that_names_the_unit_goes_on_from_no_title(kit, typeset):
    title = "青石县政务服务中心二〇二七年部门综合预算一般公共预算支出明细表（按支出功能科目）"
    captions = "表7 #h(1fr) 单位：元"
    grid = "#table(columns: (1fr, 1fr), [科目], [合计], [教育支出], [1.00])"
    document = kit.read(typeset(f"#set par(spacing: 1em)\n#align(center)[{title}]\n{captions}\n{grid}"))
    assert texts(document)[0] == title


def test_a_short_line_does_not_run_on_because_no_line_of_the_page_is_longer(kit, typeset):
    lines = ["1、受理提升", "绩效指标：办理事项数量不少于262件", "绩效指标：按期完成率不低于94%", "以上由窗口办理"]
    indented = f"#h(2em){lines[1]}\n\n#h(2em){lines[2]}"
    markup = f"#set par(spacing: 0.6em)\n{lines[0]}\n\n{indented}\n\n{lines[3]}"
    assert texts(kit.read(typeset(markup))) == lines


def test_the_next_number_of_a_list_begins_a_paragraph_below_a_full_line(kit, typeset):
    full = "1、按时办结受理的事项，公开每一项的结果，并答复来人来电来信所问的事情，全年不漏一件，不错一件，不拖一天"
    lines = [full, "2、按季公开办件数量", "3、按年公开评价结果"]
    markup = "#set text(size: 8pt)\n#set par(spacing: 0.6em)\n" + "\n\n".join(lines)
    assert texts(kit.read(typeset(markup))) == lines


def test_a_line_at_the_margin_goes_on_from_no_title_in_the_middle(kit, typeset):
    titles = ["档案整理项目经费绩效目标表", "评审专家项目经费绩效目标表", "自助终端项目经费绩效目标表"]
    year = "#align(left, text(size: 8pt)[（2027年度）])"
    markup = "#set par(spacing: 0.6em)\n#set text(size: 12pt)\n"
    markup += "\n#v(3em)\n".join(f"#align(center)[{title}]\n{year}" for title in titles)
    assert texts(kit.read(typeset(markup))) == [text for title in titles for text in (title, "（2027年度）")]


def test_a_heading_is_told_by_its_larger_letters(kit, typeset):
    markup = "#text(size: 16pt)[第一部分 概况]\n\n" + "主要职责是编制预算并公开。" * 8
    document = kit.read(typeset(markup))
    assert [block.heading for block in document.blocks] == [True, False]


def test_page_numbers_are_dropped_and_running_titles_stay(kit):
    pages = [kit.show(40, 380, "Budget of the office") + kit.show(300, 15, f"- {n} -") for n in (1, 2, 3)]
    assert texts(kit.read(kit.write_pdf(*pages))) == ["Budget of the office"] * 3


def test_page_numbers_at_the_side_are_dropped_where_nothing_stands_above_or_below_them(kit):
    sides = [kit.show(300, 380, "text") + kit.show(4, 200, f"{n}") for n in (1, 2, 3)]
    lists = [kit.show(4, 300, "basis") + kit.show(4, 200, f"{n}") + kit.show(4, 100, "end") for n in (1, 2, 3)]
    assert texts(kit.read(kit.write_pdf(*sides))) == ["text"] * 3
    assert texts(kit.read(kit.write_pdf(*lists))) == ["basis", "1", "end", "basis", "2", "end", "basis", "3", "end"]


def test_a_lone_figure_at_the_foot_of_a_page_stays(kit):
    pages = [kit.show(40, 200, "text") + kit.show(300, 15, figure) for figure in ("512", "88", "7")]
    assert texts(kit.read(kit.write_pdf(*pages))) == ["text", "512", "text", "88", "text", "7"]


def test_blocks_come_in_reading_order(kit):
    table = "".join(kit.line(60, y, 260, y) for y in (300, 280, 260)) + "".join(
        kit.line(x, 300, x, 260) for x in (60, 160, 260)
    )
    figures = kit.show(70, 285, "1.00") + kit.show(170, 285, "2.00") + kit.show(70, 265, "3.00")
    content = table + figures + kit.show(60, 100, "below") + kit.show(60, 350, "above")
    kinds = [type(block).__name__ for block in kit.read(kit.write_pdf(content)).blocks]
    assert kinds == ["Paragraph", "Grid", "Paragraph"]


def test_invisible_clipped_and_white_text_is_left_out_and_told(kit):
    content = (
        kit.show(60, 300, "seen")
        + "q 3 Tr\n" + kit.show(60, 280, "invisible") + "Q\n"
        + "q 60 200 20 5 re W n\n" + kit.show(60, 240, "clipped") + "Q\n"
        + "q 1 1 1 rg\n" + kit.show(60, 180, "white") + "Q\n"
        + kit.show(700, 300, "outside")
    )  # fmt: skip
    document = kit.read(kit.write_pdf(content))
    assert texts(document) == ["seen"]
    assert "4" in document.notices[0]


def test_white_letters_on_a_dark_ground_are_read(kit):
    content = "0 0 0.5 rg 50 290 100 20 re f 1 1 1 rg\n" + kit.show(60, 296, "head")
    assert texts(kit.read(kit.write_pdf(content))) == ["head"]


def test_letters_printed_twice_for_boldness_are_read_once(kit):
    content = kit.show(60, 300, "1,234.50") + kit.show(60.3, 300, "1,234.50") + kit.show(60, 280, "1,234.50")
    assert texts(kit.read(kit.write_pdf(content))) == ["1,234.50", "1,234.50"]


def test_digits_set_one_by_one_and_out_of_order_with_their_neighbours_stay_whole(kit):
    first = "".join(kit.show(100 + 5.56 * i, 300, digit) for i, digit in enumerate("12345"))
    second = "".join(kit.show(125 + 5.56 * i, 300, digit) for i, digit in enumerate("678"))
    [text] = texts(kit.read(kit.write_pdf(first + second)))
    assert text == "12345678" or text.split() == ["12345", "678"]


def test_a_hyphen_that_ends_a_line_is_still_a_hyphen(kit):
    content = kit.show(60, 300, "no. 12-") + kit.show(60, 288, "34 and on")
    assert "".join(texts(kit.read(kit.write_pdf(content)))) == "no. 12-34 and on"


def test_text_set_sideways_in_one_cell_is_read_in_its_own_direction(kit):
    table = "".join(kit.line(60, y, 260, y) for y in (300, 200, 180)) + "".join(
        kit.line(x, 300, x, 180) for x in (60, 160, 260)
    )
    sideways = "BT /F 10 Tf 0 1 -1 0 100 220 Tm (Target) Tj ET\n"
    figures = "".join(kit.show(170, 290 - 12 * i, f"{i}.00 of the year") for i in range(6)) + kit.show(70, 185, "1.00")
    assert cells(kit.read(kit.write_pdf(table + sideways + figures)))[0].text == "Target"


def test_a_watermark_does_not_get_into_the_cells(kit):
    table = "".join(kit.line(60, y, 260, y) for y in (300, 200, 180)) + "".join(
        kit.line(x, 300, x, 180) for x in (60, 160, 260)
    )
    mark = "BT /F 30 Tf 0.7 0.7 -0.7 0.7 80 190 Tm (DRAFT) Tj ET\n"
    figures = kit.show(70, 250, "11.00") + kit.show(170, 250, "12.00") + kit.show(70, 185, "13.00")
    document = kit.read(kit.write_pdf(table + figures + mark))
    assert [cell.text for cell in cells(document)] == ["11.00", "12.00", "13.00"]
    assert "DRAFT" in document.notices[0]


def test_letters_of_a_font_without_a_character_map_are_never_certain(kit):
    codes = "BT /X 10 Tf 1 0 0 1 60 285 Tm <00140015> Tj ET\n"
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts [<< /Type /Font"
        " /Subtype /CIDFontType2 /BaseFont /Nameless /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /DW 600 /FontDescriptor << /Type /FontDescriptor /FontName /Nameless /Flags 4"
        " /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>"
    )
    table = "".join(kit.line(60, y, 260, y) for y in (300, 280, 260)) + "".join(
        kit.line(x, 300, x, 260) for x in (60, 160, 260)
    )
    data = kit.write_pdf(table + codes + kit.show(170, 285, "2.00"), fonts=f"/X {font}")
    document = kit.read(data)
    assert {cell.column: cell.certain for cell in cells(document)} == {0: False, 1: True}
    assert document.notices


def test_a_title_and_the_line_of_its_unit_stay_two(kit):
    content = kit.show(200, 350, "Income and expenditure of the office", size=16) + kit.show(60, 325, "Office: A")
    content += kit.show(480, 325, "Unit: yuan")
    assert len(texts(kit.read(kit.write_pdf(content)))) == 2


def test_two_captions_of_one_length_above_a_table_stay_two(kit):
    captions = kit.show(60, 300, "Title of the table below", size=11) + kit.show(60, 286, "318 Department of the table")
    document = kit.read(kit.write_pdf(captions + kit.show(500, 270, "Unit") + kit.show(60, 340, "Before")))
    assert texts(document)[-3:] == ["Title of the table below", "318 Department of the table", "Unit"]


def test_a_text_cut_by_its_cell_stands_in_the_row_in_which_it_shows(kit):
    rules = "".join(kit.line(60, y, 260, y) for y in (300, 285, 270)) + "".join(
        kit.line(x, 300, x, 270) for x in (60, 160, 260)
    )
    wrapped = "q 60 285 100 15 re W n\n" + kit.show(64, 291, "Wrapped") + kit.show(64, 281, "label") + "Q\n"
    content = rules + wrapped + kit.show(170, 288, "1.00") + kit.show(170, 273, "2.00")
    assert [(cell.row, cell.text) for cell in cells(kit.read(kit.write_pdf(content)))] == [
        (0, "Wrapped\nlabel"),
        (0, "1.00"),
        (1, "2.00"),
    ]


def test_a_large_title_that_is_the_longest_line_does_not_run_on(kit):
    lines = kit.show(60, 300, "Assets held by the department", size=14) + kit.show(62, 286, "318 Department of it")
    assert texts(kit.read(kit.write_pdf(lines + kit.show(60, 270, "Date: 2026")))) == [
        "Assets held by the department",
        "318 Department of it",
        "Date: 2026",
    ]
