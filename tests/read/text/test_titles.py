from gouji.model.document import Grid
from gouji.read.text import read_text


def read_grid(text: str) -> Grid:
    (grid,) = (block for block in read_text(text, "example.txt", "0" * 64).blocks if isinstance(block, Grid))
    return grid


def paths_of(grid: Grid, height: int) -> dict[int, str]:
    """The head path above each column."""
    paths: dict[int, list[str]] = {}
    for cell in sorted((cell for cell in grid.cells if cell.row < height), key=lambda cell: cell.row):
        for column in range(cell.column, cell.column + cell.column_span):
            paths.setdefault(column, []).append(cell.text)
    return {column: "/".join(path) for column, path in paths.items()}


CUT = (
    "\t\t\t资金\t来源\t\t\n"
    "编码\t名称\t总计\t预算资金\t专户资金\t其他资金\t时间\n"
    "101\t打印机\t9.00\t6.00\t3.00\t\t四月\n"
    "102\t打印纸\t1.00\t1.00\t\t\t五月\n"
)


def test_a_title_cut_over_two_columns_covers_the_group_that_begins_at_its_total() -> None:
    paths = paths_of(read_grid(CUT), 2)
    assert [paths[column] for column in range(5)] == [
        "编码",
        "名称",
        "资金来源/总计",
        "资金来源/预算资金",
        "资金来源/专户资金",
    ]
    assert paths[6] == "时间"


def test_columns_under_a_guessed_title_are_not_certain() -> None:
    assert not read_grid(CUT).certain_columns


def test_titles_that_begin_over_their_own_total_are_left_where_they_stand() -> None:
    text = "\t\t基本支出\t\t项目支出\t\n编码\t名称\t小计\t人员\t小计\t其他\n201\t公共服务\t3.00\t3.00\t1.00\t1.00\n"
    grid = read_grid(text)
    assert {column: path for column, path in paths_of(grid, 2).items() if column > 1} == {
        2: "基本支出/小计",
        3: "基本支出/人员",
        4: "项目支出/小计",
        5: "项目支出/其他",
    }
    assert grid.certain_columns


def test_a_lost_head_is_named_total_where_every_row_adds_up() -> None:
    text = CUT.replace("总计", "Bit").replace("101\t打印机", "100\t笔\t2.00\t2.00\t\t\t三月\n101\t打印机")
    assert paths_of(read_grid(text), 2)[2] == "资金来源/合计"


def test_a_lost_head_keeps_its_scrap_where_a_row_does_not_add_up() -> None:
    text = CUT.replace("总计", "Bit").replace("9.00", "9.50")
    assert paths_of(read_grid(text), 2)[2] == "Bit"
