"""Heads over the targets of several years, as text conversions print them."""

import pytest

from gouji.read.forms import form_table

_PATHS = ("指标值/近两年指标值/前年", "指标值/近两年指标值/上年", "指标值/预期当年实现值")


@pytest.mark.parametrize(
    "head",
    [
        """
         | | | 指标值 | |
        一级指标 | 二级指标 | 三级指标 | 近两年 | 指标值 | 预期当年 | 指标值确定依据
         | | | 前 年 | 上_年 | 实现值""",
        """
         | | | | 指标值 |
        一级指标 | 二级指标 | 三级指标 | 近两年指标值 | | 预期当年 | 指标值确定依据
         | | | 前年 | 上年 | 实现值""",
        """
         | | | | 指标值 |
        一级指标 | 二级指标 | 三级指标 | 近两年: 前 年 | 指标值 上年 | 预期当年 实现值 | 指标值确定依据""",
    ],
    ids=["cut in two lines and columns", "centred", "run together"],
)
def test_targets_of_several_years_stand_under_the_whole_head(draw, read, named, head):
    form = draw(f"{head}\n产出指标 | 数量指标 | 除湿机台数 | 4台 | 5台 | 6台 | 计划标准")

    indicator = read(named(form_table([form]), "除湿机台数"))
    assert [indicator[path] for path in _PATHS] == ["4台", "5台", "6台"]


def test_a_word_that_was_not_recognized_beside_the_head_is_no_head(draw, read, named):
    form = draw(
        """
        一加北二 | 一妞北二 | 1oo Hz | | 指标值 | | 北上在公里
        一级指标 | 二级指标 | 三级指标 | 前年 | 上年 | 预计当年实现值 | 指标值确定依据
        产出指标 | 数量指标 | 除湿机台数 | 4台 | 5台 | 6台 | 计划标准
        """
    )

    assert read(named(form_table([form]), "除湿机台数"))["指标值/上年"] == "5台"


def test_targets_under_the_heads_of_several_years_run_together_are_not_read(draw, read, named):
    form = draw(
        """
        一级指标 | 二级指标 | 三级指标 | 前年 上年 预计当年 | 指标值确定依据
        产出指标 | 数量指标 | 除湿机台数 | 6台 | 计划标准
        """
    )

    assert "6台" not in read(named(form_table([form]), "除湿机台数")).values()
