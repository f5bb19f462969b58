"""Tables of many projects."""

from gouji.read.forms import form_table

HEAD = """
项目名称|项目总额|其中：||绩效目标|一级指标|二级指标|三级指标|绩效指标性质|本年绩效指标值|绩效度量单位
 | | 财政资金 | 其他资金
"""
HEAD_SPANS = {(0, column): (2, 1) for column in (0, 1, 4, 5, 6, 7, 8, 9, 10)} | {(0, 2): (1, 2)}
FIRST = (
    HEAD
    + """
110000240000001-热线运行 | 10.500000 | 10.500000 | | 接得快 | 产出指标 | 时效指标 | 接通时间 | ≤ | 15 | 秒
 | | | | | 产出指标 | 数量指标 | 坐席数 | ＝ | 40 | 个
 | | | | 建好知 | 产出指标 | 数量指标 | 词条数 | ≥ | 900 | 条
"""
)
SECOND = """
110000240000002-知识库 | 3.000000 | 3.000000 | | 识库 | 产出指标 | 质量指标 | 准确率 | ≥ | 98 | %
"""


def _page(draw, text, page, spans):
    return draw(text.replace("\n\n", "\n"), page=page, spans=spans)


def test_each_project_is_a_row_and_owns_the_indicators_below_it(draw, read, named):
    table = form_table([_page(draw, FIRST, 1, {**HEAD_SPANS, (2, 0): (2, 1)})])

    project = named(table, "热线运行")
    assert project.code == "110000240000001"
    assert read(project)["其中：/财政资金".replace("：", "")] == "10.500000"
    assert [named(table, label).parent for label in ("接通时间", "坐席数")] == [project.index, project.index]
    assert read(named(table, "接通时间"))["绩效指标性质"] == "≤"


def test_a_project_whose_cells_a_page_break_cuts_is_one_project(draw, read, named):
    table = form_table([_page(draw, FIRST, 1, HEAD_SPANS), _page(draw, SECOND, 2, {})])

    project = named(table, "知识库")
    assert read(project)["绩效目标"] == "建好知识库"
    assert {named(table, label).parent for label in ("词条数", "准确率")} == {project.index}


def test_targets_of_each_kind_side_by_side_are_indicators_of_their_own(draw, read, named):
    table = form_table(
        [
            draw(
                """
                项目名称 | 资金总额 | 成本指标 | | 产出指标 |
                 | | 三级指标 | 指标值 | 三级指标 | 指标值
                印刷 | 4.00 | 总成本 | ≤4万元 | 册数 | 200册
                 | | | | 合格率 | ≥95%
                """,
                page=1,
                spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2), (0, 4): (1, 2)},
            )
        ]
    )

    assert read(named(table, "印刷"))["资金总额"] == "4.00"
    assert named(table, "总成本").path == ("成本指标",)
    assert read(named(table, "合格率"))["产出指标/指标值"] == "≥95%"


def test_lines_that_slid_left_in_a_conversion_go_back_under_their_heads(draw, read, named):
    table = form_table(
        [
            draw(
                """
                项目名称 | 资金总额 | 单位资金 | 成本指标 | | 产出指标 |
                 | | | 三级指标 | 指标值 | 三级指标 | 指标值
                印刷 | 4.00 | 总成本 | ≤4万元 | 册数 | 200册 |
                 | | | | 合格率 | ≥95% |
                """,
                spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 2), (0, 5): (1, 2)},
            )
        ]
    )

    assert read(named(table, "总成本"))["成本指标/指标值"] == "≤4万元"
    assert read(named(table, "合格率"))["产出指标/指标值"] == "≥95%"


def test_indicators_run_together_in_one_cell_stay_a_text_of_the_project(draw, read):
    table = form_table(
        [draw("项目名称|总计|绩效目标|绩效指标\n巡查|8.00|查得勤|1、数量指标：≥3次；2、质量指标：100%", page=1)]
    )

    [project] = table.rows
    assert read(project)["绩效指标"] == "1、数量指标：≥3次；2、质量指标：100%"
