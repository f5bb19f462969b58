from dataclasses import replace

from gouji.read.forms import continues_goal_form, is_goal_form


def test_an_indicator_head_makes_a_goal_form(draw):
    assert is_goal_form(draw("项目名称|除湿\n一级指标|二级指标|三级指标|指标值"))


def test_fields_alone_need_a_title(draw):
    fields = draw("项目名称 | 除湿")

    assert is_goal_form(fields, ("除湿项目绩效目标表",))
    assert not is_goal_form(fields, ("本年安排的绩效目标已经编制。",))


def test_money_tables_are_no_goal_forms(draw):
    table = draw("科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|5.00|3.00|2.00")
    projects = draw("类型|项目名称|项目单位|合计|财政拨款\n其他运转类|水电费|本级|2.00|2.00")

    assert not is_goal_form(table, ("部门预算支出总表",))
    assert not is_goal_form(projects, ("项目支出表",))


def test_a_page_goes_on_with_the_form_unless_it_names_a_project(draw):
    form = [draw("项目名称|除湿\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|台数|6台")]

    assert continues_goal_form(form, draw("一级指标|二级指标|三级指标|指标值\n效益指标||知晓度|80%"))
    assert continues_goal_form(form, draw("|质量指标|完好率|95%"))
    assert not continues_goal_form(form, draw("项目名称|巡查\n年度目标|查得勤"))


def test_a_page_whose_last_columns_are_blank_goes_on_where_it_stands_in_the_lines_of_the_form(draw):
    heads = "项目名称|资金总额|三级指标|指标值|三级指标|指标值|三级指标|指标值"
    form = [draw(f"{heads}\n除湿|2.00|台数|6台", page=1)]
    below = draw("巡查|5.00|次数|9次", page=2)
    moved = replace(below, cells=tuple(replace(one, place=_moved(one.place, 20.0)) for one in below.cells))

    assert continues_goal_form(form, below)
    assert not continues_goal_form(form, moved)


def _moved(place, by):
    return replace(place, box=replace(place.box, x0=place.box.x0 + by, x1=place.box.x1 + by))
