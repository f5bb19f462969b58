import pytest

from gouji.read.forms import form_table

PROJECT = """
项目编码 | 120101240P00000011 | | 项目名称 | 档案库房除湿 |
预算规模及资金用途 | 预算数 | 24.00 | 其中：财政资金 | 20.00 | 其他资金
 | 用于购买除湿设备
资金支出计划（%） | 3月底 | | 6月底 | 10月底 | 12月底
 | 25.00 | | 50.00 | 75.00 | 100.00
绩效目标 | 1.库房湿度达标。
一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
产出指标 | 数量指标 | 除湿机台数 | 新购除湿机 | ≥6 台 | 采购计划
 | 质量指标 | 湿度达 | 达标天数占 | ≥98% | 档案馆建筑
"""
NEXT_PAGE = """
一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
 | | 标率 | 比 | | 设计规范
满意度指标 | 服务对象满意度指标 | 查档人满意度 | 查档人满意度 | 90% | 问卷
"""


def test_a_projects_fields_are_one_row_under_the_words_that_lead_to_them(draw, read):
    project = form_table([draw(PROJECT)]).rows[0]

    assert (project.label, project.code) == ("档案库房除湿", "120101240P00000011")
    assert read(project) == {
        "项目编码": "120101240P00000011",
        "项目名称": "档案库房除湿",
        "预算规模及资金用途/预算数": "24.00",
        "预算规模及资金用途/其中：财政资金": "20.00",
        "预算规模及资金用途/用途": "用于购买除湿设备",
        "资金支出计划（%）/3月底": "25.00",
        "资金支出计划（%）/6月底": "50.00",
        "资金支出计划（%）/10月底": "75.00",
        "资金支出计划（%）/12月底": "100.00",
        "绩效目标": "1.库房湿度达标。",
    }


def test_each_indicator_is_a_row_with_its_levels_filled_down(draw, read, named):
    table = form_table([draw(PROJECT)])

    indicator = named(table, "湿度达")
    assert indicator.path == ("产出指标", "质量指标")
    assert read(indicator)["一级指标"] == "产出指标"
    assert read(indicator)["指标值"] == "≥98%"


def test_a_new_first_level_does_not_inherit_the_second_level_above(draw, named):
    table = form_table([draw("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|场次|≥3场\n效益指标||知晓度|≥80%")])

    assert named(table, "知晓度").path == ("效益指标",)


def test_an_indicator_cut_by_the_page_break_is_one_indicator(draw, read, named):
    table = form_table([draw(PROJECT), draw(NEXT_PAGE)])

    indicator = named(table, "湿度达标率")
    assert read(indicator)["绩效指标描述"] == "达标天数占比"
    assert read(indicator)["指标值确定依据"] == "档案馆建筑设计规范"
    assert [len(entry.places) for entry in indicator.entries] == [1, 1, 2, 2, 1, 2]
    assert named(table, "查档人满意度").path == ("满意度指标", "服务对象满意度指标")


def test_a_page_that_divides_its_columns_otherwise_is_read_by_where_they_stand(draw, read, named):
    first = draw(
        "一级指标||二级指标|三级指标||指标值\n产出指标||数量指标|巡检次数||12次",
        page=1,
        spans={(0, 0): (1, 2), (1, 0): (1, 2), (0, 3): (1, 2), (1, 3): (1, 2)},
    )
    second = draw("||质量指标|完好率||95%", page=2, spans={(0, 3): (1, 2)})
    table = form_table([first, second])

    assert read(named(table, "完好率")) == {
        "一级指标": "产出指标",
        "二级指标": "质量指标",
        "三级指标": "完好率",
        "指标值": "95%",
    }


def test_without_a_field_the_title_names_the_project(draw):
    form = draw("绩效目标|保障运行\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|台数|3台")

    assert form_table([form], title="3、设备更新费绩效目标表").rows[0].label == "设备更新费"
    assert form_table([form], title="部门整体绩效目标表", above=("部门名称：某市档案局",)).rows[0].label == "某市档案局"


def test_money_words_under_a_section_keep_its_unit(draw):
    form = draw(
        "项目名称|除湿\n项目资金/n（万元）|年度资金总额：|12.50|执行率分值（10）\n|其中：财政拨款|12.50\n绩效指标|一级指标|二级指标|三级指标|指标值",
        page=1,
        spans={(0, 1): (1, 3), (1, 0): (2, 1)},
    )

    [project] = form_table([form]).rows
    total, fiscal = project.entries[1:]
    assert (total.column.path, total.column.unit, total.text) == (("项目资金（万元）", "年度资金总额"), "万元", "12.50")
    assert fiscal.column.path == ("项目资金（万元）", "其中：财政拨款")


def test_goals_side_by_side_are_two_fields(draw, read):
    form = draw("项目绩效目标 | 项目总目标 | 年度总体目标\n | 三年建成 | 今年开工", page=1, spans={(0, 0): (2, 1)})

    [project] = form_table([form]).rows
    assert read(project) == {"项目绩效目标/项目总目标": "三年建成", "项目绩效目标/年度总体目标": "今年开工"}


def test_tasks_with_a_head_are_rows_named_by_the_task(draw, read, named):
    form = draw(
        """
        年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | |
         | | | 总额 | 财政拨款 | 其他资金
         | 窗口服务 | 保障窗口 | 30.00 | 25.00 | 5.00
         | 金额合计 | | 30.00 | 25.00 | 5.00
        """,
        page=1,
        spans={(0, 0): (4, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 3)},
    )
    table = form_table([form])

    assert read(named(table, "窗口服务"))["年度主要任务/预算金额（万元）/其他资金"] == "5.00"
    assert named(table, "金额合计").role == "total"


def test_numbers_beside_one_word_are_never_run_together(draw, read):
    table = form_table([draw("项目名称 | 除湿\n财政拨款 | 12.00 | 80% | 15.00")])

    assert read(table.rows[0]) == {"项目名称": "除湿"}


def test_words_above_tell_several_numbers_of_a_line_apart(draw, read, named):
    form = draw(
        "项目名称 | | 除湿\n本页 | | 当年金额 | 占比\n收入构成 | 财政拨款 | 12.00 | 80%\n | 合计 | 15.00 | 100%"
    )
    table = form_table([form])

    assert read(named(table, "财政拨款")) == {"收入构成/当年金额": "12.00", "收入构成/占比": "80%"}
    assert (read(table.rows[0]), named(table, "合计").role) == ({"项目名称": "除湿"}, "total")


def test_a_list_leaves_the_section_above_it_for_its_own(draw, read, named):
    form = draw(
        """
        资金情况 | 财政拨款 | 12.00 | |
         | 项目名称 | 支出项目类别 | 项目总预算 | 项目本年度预算
        项目支出情况 | 除湿 | 常年性项目 | 7.00 | 5.00
         | 通风 | 新增项目 | 5.00 | 5.00
        """
    )

    assert read(named(form_table([form]), "通风"))["项目支出情况/项目本年度预算"] == "5.00"


def test_rows_under_a_head_that_was_not_recognized_are_not_read(draw):
    form = draw("项目名称 | 除湿 | |\n品名 | 1 | 数量 | 金额\n除湿机 | 湿器 | 6 | 24.00", page=1)

    [project] = form_table([form]).rows
    assert [entry.text for entry in project.entries] == ["除湿"]


def test_a_note_below_the_indicators_is_none_of_them(draw):
    form = draw("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|台数|3台\n备注：可选择填写。", page=1)

    assert [row.label for row in form_table([form]).rows] == ["台数"]


def test_an_empty_form_has_no_rows(draw):
    form = draw("项目名称 |\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标\n|质量指标", page=1)

    assert form_table([form]).rows == ()


def test_text_that_was_guessed_stays_in_doubt(draw):
    from dataclasses import replace

    grid = draw("项目名称 | 除湿")
    guessed = replace(grid, cells=tuple(replace(cell, certain=False) for cell in grid.cells))

    assert form_table([guessed]).rows[0].entries[0].doubt is not None


def test_the_same_word_in_two_columns_is_told_apart_by_the_total_above_it(draw, read):
    form = draw(
        "项目名称|除湿\n项目资金|项目资金总额|30.00|年度资金总额|10.00\n|其他资金|3.00|其他资金|1.00",
        page=1,
        spans={(1, 0): (2, 1), (0, 1): (1, 4)},
    )

    fields = read(form_table([form]).rows[0])
    assert fields["项目资金/项目资金总额/其他资金"] == "3.00"
    assert fields["项目资金/年度资金总额/其他资金"] == "1.00"


def test_a_level_whose_cell_a_page_break_cuts_counts_from_where_the_cell_begins(draw, named):
    first = draw(
        "一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|甲项|3项\n||乙项|4项\n||丙项|90%",
        page=1,
        spans={(1, 0): (3, 1), (1, 1): (2, 1)},
    )
    second = draw("产出指标|质量指标|丁项|95%", page=2)
    table = form_table([first, second])

    assert [named(table, label).path[1] for label in ("甲项", "乙项", "丙项", "丁项")] == [
        "数量指标",
        "数量指标",
        "质量指标",
        "质量指标",
    ]


def test_a_self_evaluation_has_its_money_by_word_and_column_and_its_scores(draw, read, named):
    form = draw(
        """
        项目名称 | 除湿 | | | | |
        项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
         | 年度资金总额 | 10.00 | 12.00 | 9.00 | 10 | 75% | 7.5
         | 其中：当年财政拨款 | 10.00 | 12.00 | 9.00 | — | 75% | —
        年度总体目标 | 预期目标 | | | 实际完成情况
         | 湿度达标 | | | 已经达标
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 台数 | ≥6台 | 5台 | 50 | 41.7 | 供货晚
        总分 | | | | | 100 | 89.2
        """,
        page=1,
        spans={(1, 0): (3, 1), (4, 0): (2, 1), (4, 1): (1, 3), (5, 1): (1, 3), (4, 4): (1, 4), (5, 4): (1, 4)},
    )
    table = form_table([form])

    project = read(named(table, "除湿"))
    assert project["项目资金（万元）/年度资金总额/全年执行数"] == "9.00"
    assert project["项目资金（万元）/其中：当年财政拨款/执行率"] == "75%"
    assert project["年度总体目标/实际完成情况"] == "已经达标"
    assert read(named(table, "台数"))["实际完成值"] == "5台"
    assert (named(table, "总分").role, read(named(table, "总分"))["得分"]) == ("total", "89.2")


def test_a_plan_that_does_not_end_at_a_hundred_is_in_money_whatever_its_head_says(draw):
    head = "项目名称 | 除湿\n资金支出计划（%） | 6月底 | 12月底\n | "

    def units(figures: str) -> list[str | None]:
        return [entry.column.unit for entry in form_table([draw(head + figures)]).rows[0].entries[1:]]

    assert units("50.00 | 100.00") == ["%", "%"]
    assert units("25% | 90%") == ["%", "%"]
    assert units("12.00 | 24.00") == [None, None]


def test_heads_in_two_lines_lead_to_their_values_even_where_a_head_is_drawn_too_narrow(draw, read):
    form = draw(
        """
        部门名称 | 某市档案局
        总体资金情况（万元） | 预算支出总额 | 财政拨款 | | 其他资金 |
         | | 合计 | 基本支出 | 合计 | 基本支出
         | 12.50 | 11.00 | 7.00 | 1.50 | 0.50
        """,
        page=1,
        spans={(1, 0): (3, 1), (1, 1): (2, 1), (1, 4): (1, 2)},
    )

    fields = read(form_table([form]).rows[0])
    assert fields["总体资金情况（万元）/预算支出总额"] == "12.50"
    assert fields["总体资金情况（万元）/财政拨款/基本支出"] == "7.00"
    assert fields["总体资金情况（万元）/其他资金/基本支出"] == "0.50"


def test_words_that_no_list_names_are_known_by_where_they_stand(draw, read):
    form = draw(
        """
        项目名称 | 除湿 | |
        项目主管部门 | 档案局 | 档案馆所 | 一所
        项目口径 | 全口径 | |
        项目资金 | 本期安排资金 | 12.00 |
         | 其中：基金 | 3.00 |
         | 拟筹： | 待定 |
        """,
        page=1,
        spans={(3, 0): (3, 1)},
    )

    fields = read(form_table([form]).rows[0])
    assert fields["项目口径"] == "全口径"
    assert fields["项目资金/本期安排资金"] == "12.00"
    assert fields["项目资金/拟筹"] == "待定"


INDICATORS = [
    "产出指标|数量指标|甲项|3项",
    "||乙项|4项",
    "|质量指标|丙项|90%",
    "||丁项|95%",
    "效益指标|社会效益指标|戊项|明显",
    "满意度指标|服务对象满意度指标|己项|≥90%",
    "||庚项|≥85%",
]


@pytest.mark.parametrize("break_at", range(1, len(INDICATORS)))
@pytest.mark.parametrize("repeat", [False, True])
def test_a_page_break_anywhere_gives_the_same_indicators(draw, read, break_at, repeat):
    head = "一级指标|二级指标|三级指标|指标值"
    whole = form_table([draw("\n".join([head, *INDICATORS]))])

    pages = [[head, *INDICATORS[:break_at]], [*([head] if repeat else []), *INDICATORS[break_at:]]]
    split = form_table([draw("\n".join(page)) for page in pages])

    assert [read(row) for row in split.rows] == [read(row) for row in whole.rows]


def test_a_section_and_its_first_field_in_one_cell_are_two_words(draw, read):
    form = draw(
        """
        部门名称 | 某市档案局 |
        预算情况 | 部门预算总额（万元） | 30.00
         | 1、资金来源：(1)政府预算资金 | 28.00
         | (2)财政专户管理资金 |
         | (3)单位资金 | 2.00
         | 2、资金结构：(1)基本支出 | 21.00
         | (2)项目支出 | 9.00
        """
    )

    assert read(form_table([form]).rows[0]) == {
        "部门名称": "某市档案局",
        "预算情况/部门预算总额（万元）": "30.00",
        "预算情况/1、资金来源/(1)政府预算资金": "28.00",
        "预算情况/1、资金来源/(3)单位资金": "2.00",
        "预算情况/2、资金结构/(1)基本支出": "21.00",
        "预算情况/2、资金结构/(2)项目支出": "9.00",
    }


def test_projects_in_a_list_are_names_also_where_they_end_as_words_of_money_do(draw, read, named):
    table = form_table(
        [
            draw(
                """
部门名称 | 青石县某某局
项目支出情况 | 项目名称 | 支出项目类别 | 项目本年度预算 | 项目主要支出方向和用途
 | 除湿经费 | | 3.00 | 买机器
 | 通风经费 | | 4.00 | 修风道
整体绩效总目标 | 把工作做好
"""
            )
        ]
    )
    assert read(named(table, "除湿经费"))["项目支出情况/项目本年度预算"] == "3.00"
    assert read(named(table, "通风经费"))["项目支出情况/项目本年度预算"] == "4.00"
