import pytest

from gouji.check.example import parse_example
from gouji.check.rules.disclosure.layout import layouts_of
from gouji.check.rules.disclosure.level import level_of_name


def _entries(text: str) -> tuple[list[str], str]:
    (layout,) = layouts_of(parse_example(f"正文\n{text}"))
    return [entry.text for entry in layout.entries], layout.body[0].text if layout.body else ""


def test_contents_end_where_their_first_line_is_printed_again():
    text = "目录\n一、部门职责\n二、名词解释\n一、部门职责\n负责审批。"

    assert _entries(text) == (["一、部门职责", "二、名词解释"], "一、部门职责")


def test_lines_of_the_contents_that_run_together_are_taken_apart():
    text = "目录\n一、收支总表二、收入总表\n第三部分情况说明第四部分名词解释\n一、收支总表"

    assert _entries(text)[0] == ["一、收支总表", "二、收入总表", "第三部分情况说明", "第四部分名词解释"]


def test_the_menu_of_a_page_is_its_contents():
    headings = [
        f"{number}、{name}" for number, name in zip("一二三四五", ["职责", "机构", "收支", "采购", "解释"], strict=True)
    ]
    body = "\n".join(f"{heading}\n说明文字。" for heading in headings)

    assert _entries("\n".join(headings) + "\n" + body) == (headings, "一、职责")


def test_a_document_that_begins_with_its_text_has_no_contents():
    assert _entries("一、部门职责\n负责审批。\n二、名词解释\n基本支出。") == ([], "一、部门职责")


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("青石县行政审批局", "county"),
        ("秦岭市南山区民政局", "county"),
        ("秦岭市民政局", "city"),
        ("秦岭市青石市民政局", "county"),
        ("上海市审计局", "province"),
        ("某省民政厅", "province"),
        ("国家信访局", "central"),
        ("南山区人民政府青石街道办事处", "town"),
        ("秦岭高新技术产业开发区管理委员会", "county"),
        ("中国共产党秦岭市委员会宣传部", "city"),
    ],
)
def test_a_name_shows_the_level_of_its_body(name, rank):
    level = level_of_name(name)

    assert level is not None
    assert level.rank == rank


@pytest.mark.parametrize("name", ["行政审批部门", "", "西部大学"])
def test_a_kind_or_a_school_shows_no_level(name):
    assert level_of_name(name) is None
