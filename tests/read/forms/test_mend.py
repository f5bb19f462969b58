"""Forms that a conversion to text damaged."""

from gouji.read.forms import form_table


def test_words_cut_by_a_wrong_column_line_are_whole_again(draw, read):
    form = draw("项目编 | 扁码 | 120 | 101240P0001 | 联系电 | 1234\n项目总预算 | 23.8 | | 项目当 | 年预算 23.8")

    assert read(form_table([form]).rows[0]) == {
        "项目编码": "120101240P0001",
        "联系电话": "1234",
        "项目总预算": "23.8",
        "项目当年预算": "23.8",
    }


def test_shares_cut_in_two_are_put_together_only_as_shares(draw, read):
    form = draw(
        "项目名称|除湿\n资金支出 | 3 , | 月底 | 6月底 | 1 | 2月底\n计划 (%) | 25. | .00% | 50.00% | 10 | 00.00%"
    )

    project = form_table([form]).rows[0]
    assert read(project)["资金支出计划(%)/3月底"] == "25.00%"
    assert read(project)["资金支出计划(%)/12月底"] == "100.00%"
    assert project.entries[-1].doubt is not None


def test_a_first_level_printed_beside_a_middle_line_is_found_by_the_second(draw, named):
    form = draw(
        """
        一级指标 | 二级指标 | 三级指标 | 指标值
         | 数量指标 | 台数 | 3台
        产出指标 | 质量指标 | 完好率 | 95%
        フ山ト | 时效指标 | 及时率 | 95%
        """
    )
    table = form_table([form])

    assert [named(table, label).path[0] for label in ("台数", "完好率", "及时率")] == ["产出指标"] * 3
    assert named(table, "台数").entries[0].doubt is not None


def test_a_line_that_lost_its_level_cells_is_moved_right_and_doubted(draw, read, named):
    explanation = "制度是否健全并得到执行，用以反映管理对履职的保障情况。"
    form = draw(
        f"""
        一级指标 | 二级指标 | 三级指标 | 指标值 | 指标值说明
        投入管理指标 | 财务管理 | 执行率 | ≥90% | 执行数占预算数之比，反映执行进度的快慢程度。
        制度健全性 | 健全 | {explanation}
        """
    )

    indicator = named(form_table([form]), "制度健全性")
    assert read(indicator) == {
        "一级指标": "投入管理指标",
        "二级指标": "财务管理",
        "三级指标": "制度健全性",
        "指标值": "健全",
        "指标值说明": explanation,
    }
    assert indicator.entries[3].doubt is not None


def test_tables_inside_a_form_are_led_by_their_title_line(draw, read, named):
    form = draw(
        """
         | | 项目采购
        品名 | 数 | 量 | 金额
        除湿机 | 6台 | | 24
         | | 年度绩效目 | 标表
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 台数 | 6台
        """.replace("年度绩效目 | 标表", "年度绩效目标 | 示表")
    )
    table = form_table([form])

    assert read(named(table, "除湿机"))["项目采购/金额"] == "24"
    assert read(named(table, "台数"))["年度绩效目标表/指标值"] == "6台"


def test_a_damaged_head_of_the_sources_of_money_still_begins_their_list(draw, read, named):
    form = draw(
        """
        项目名称 | 除湿 | | |
         | 来源了 | 页目 | | 金额
         | 合讠 | + | | 0.9
        项目资金来源 | 一般公共预算财政拨款 | | | 0.9
        """
    )
    table = form_table([form])

    assert [row.label for row in table.rows] == ["除湿", "合计", "一般公共预算财政拨款"]
    assert read(named(table, "合计"))["项目资金来源/金额"] == "0.9"


def test_a_goals_word_beside_its_indicators_is_no_title(draw, named):
    form = draw(
        """
        | 一级指标 | 二级指标 | 三级指标 | 指标值
        | | 数量指标 | 台数 | ≥4台
        年度绩效目标1 | | 质量指标 | 工作效率 | 提高
        | 满意度指标 | 服务对象满意度指标 | 满意度 | ≥90%
        """
    )

    assert named(form_table([form]), "满意度").path == ("满意度指标", "服务对象满意度指标")
