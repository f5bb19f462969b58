import pytest

from gouji.read.text.rows import is_garbage_row, is_noise, join_cut_cells, unit_line


@pytest.mark.parametrize(
    "text", ["· · · ·", ", , , ,", "_", "~ ~ ~", "不 不 不 不 不 不 不 不", "19-24-19-24-19-24-19-24-19-24-19-24-19-24"]
)
def test_specks_and_stutters_are_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize("text", ["—", "0.00", "1,111,111.11", "≥95%", "A", "2023-12-31", "哈哈", "√"])
def test_what_says_something_is_no_noise(text: str) -> None:
    assert not is_noise(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [("10.00", "20.00"), ("3", "4"), ("2", "100"), ("≥95", "%"), ("12", "个"), ("5", "0.50"), ("30101", "301.00")],
)
def test_two_figures_side_by_side_stay_two_cells(left: str, right: str) -> None:
    assert [left, right] == [piece.text for piece in join_cut_cells([left, right])]


@pytest.mark.parametrize(("left", "right"), [("数", "量"), ("娄", "女量(1)"), ("娄", "文量")])
def test_the_word_for_quantity_is_whole_again(left: str, right: str) -> None:
    assert [(piece.text, piece.span) for piece in join_cut_cells([left, right])] == [("数量", 2)]


def test_halves_with_a_blank_field_between_them_stay_apart() -> None:
    assert [piece.text for piece in join_cut_cells(["25", "", ".00%"])] == ["25", ".00%"]


def test_a_line_of_latin_scraps_is_garbage_but_a_line_of_figures_is_not() -> None:
    assert is_garbage_row(["x 1K /y)", "", "2022"])
    assert not is_garbage_row(["10.00", "—", "2022"])
    assert not is_garbage_row(["合计", "10.00"])


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (["填报单位:某局", "单位:万元"], "填报单位:某局 单位:万元"),
        (["编制单位", "某局"], "编制单位:某局"),
        (["单位名称", "项目名称", "金额"], None),
        (["项目", "金额"], None),
        (["填报单位:某局", "10.00"], None),
    ],
)
def test_unit_lines_are_told_from_heads_and_figures(texts: list[str], line: str | None) -> None:
    assert line == unit_line(texts)
