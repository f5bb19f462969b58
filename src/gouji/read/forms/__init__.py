"""Performance-goal forms (项目绩效目标表, 申报表, 汇总表, 部门整体支出绩效目标表, 自评表) → Table(kind="form").

    grids ─columns, pieces─▶ lines ─mend─▶ ─blocks─▶ key-value lines ─fields, stacked─▶ the project's row, lists
                                                  └▶ indicator lists ─heads, align, levels, indicators─▶ rows

For the table reader: `is_goal_form(grid, captions)` says whether a grid is (the beginning of) a goal form;
`continues_goal_form(form, grid)` whether a later grid belongs to the form begun by the earlier one(s), with or without
its head repeated; `form_table(grids, …)` turns the grids of one form into its Table. Its first row is the project with
the path of words to each value as the column; each indicator is a row with its levels as path. In tables of many
projects an indicator's `parent` is its project, which is no sum of it.
"""

from gouji.model.target import Target, parse_target
from gouji.read.forms.detect import continues_goal_form, is_goal_form
from gouji.read.forms.form import form_table

__all__ = ["Target", "continues_goal_form", "form_table", "is_goal_form", "parse_target"]
