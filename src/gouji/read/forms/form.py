"""The grids of one goal form → its Table: the project with its fields, lists inside the form, and the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gouji.law.goal_forms import field_group
from gouji.model.amount import MONEY_UNITS, fold, parse_number
from gouji.model.document import Grid, Place
from gouji.model.table import Column, Entry, Row, Table
from gouji.read.forms.blocks import Block, lines_to_blocks
from gouji.read.forms.fields import Field, ListRow, read_fields
from gouji.read.forms.heads import TOTALS, Head, HeadColumn
from gouji.read.forms.indicators import Indicator, ProjectLine, read_indicators
from gouji.read.forms.mend import mend_lines
from gouji.read.forms.pieces import Line, Piece, grids_to_lines

_UNIT = re.compile(r"\(([^()]*)\)$")
_TITLE = re.compile(
    r"^(?:(?:预算|附|公开)?(?:表\d+-?|\d+表))?(?:\(?[\d一二三四五六七八九十]+[)、.])?(?P<name>.*?)(?:项目)?(?:支出)?(?:预算)?绩效目标(?:申报|填报|批复)?表$"
)
_CODE_NAME = re.compile(r"(?P<code>[0-9A-Z]{12,})[-—–](?P<name>.+)")
_DEPARTMENT = re.compile(r"(?:部门|单位|填报单位|部门\(单位\))(?:名称)?:(?P<name>[^:]{4,40}?)(?:单位:.*|金额单位:.*)?$")
_PROJECT_NAMES = ("项目名称", "专项名称", "(项目)名称", "专项资金名称", "转移支付名称")


@dataclass(slots=True)
class _Rows:
    """The rows of a table as they are made."""

    rows: list[Row] = field(default_factory=list)

    def add(
        self,
        label: str,
        entries: Iterable[Entry],
        *,
        code: str | None = None,
        path: tuple[str, ...] = (),
        parent: int | None = None,
    ) -> int:
        index = len(self.rows)
        role = "total" if fold(label).strip(":") in TOTALS else "item"
        self.rows.append(Row(index, label, code, parent, role, path, entries=tuple(entries)))
        return index


def form_table(
    grids: Sequence[Grid],
    *,
    number: int = 0,
    title: str = "",
    unit: str | None = None,
    pages: tuple[int, ...] = (),
    above: tuple[str, ...] = (),
    below: tuple[str, ...] = (),
) -> Table:
    """The table of a goal form from its grids (one a page, in order).

    The first row is the project with its fields as columns; lists and indicators follow as rows of their own. `title`
    is the line above the form; it names the project where no field does.
    """
    rows = _form_rows(grids_to_lines(grids), title, above)
    columns = tuple(dict.fromkeys(entry.column for row in rows for entry in row.entries))
    place = grids[0].place if grids else Place()
    return Table(number, title, unit, pages, columns, tuple(rows), "form", place, above, below)


def _form_rows(lines: Sequence[Line], title: str, above: Sequence[str]) -> list[Row]:
    """The rows of the form: the project, then lists and indicators block after block."""
    blocks = lines_to_blocks(mend_lines(lines))
    read = {
        number: read_fields(block.lines, block.section) for number, block in enumerate(blocks) if block.head is None
    }
    fields = [item for found, _ in read.values() for item in found]
    rows = _Rows()
    if fields:
        code = next((item.text for item in fields if _is_word(item, "编码", "代码") and "项目" in item.path[-1]), None)
        rows.add(_project_name(fields, title, above), _project_entries(fields), code=fold(code) if code else None)
    several = len({block.label for block in blocks if block.head is not None}) > 1
    for number, block in enumerate(blocks):
        for listed in read[number][1] if number in read else ():
            _add_list_row(rows, listed)
        if block.head is not None:
            _add_indicators(rows, block, block.head, several)
    return rows.rows


def _is_word(item: Field, *endings: str) -> bool:
    return item.path[-1].endswith(endings) and field_group(item.path[-1]) == "identity"


def _project_name(fields: Sequence[Field], title: str, above: Sequence[str]) -> str:
    """The project's name: the field's, else the title's, else the department's."""
    named = next((item for item in fields if _is_word(item, *_PROJECT_NAMES)), None)
    by_title = title_to_project(title)
    if named is not None:
        if by_title and len(named.places) > 1 and fold(named.text)[:4] == by_title[:4]:
            return by_title
        return named.text
    if by_title:
        return by_title
    department = next((item.text for item in fields if _is_word(item, "名称")), None)
    return department or _department(above) or fold(title)


def _department(above: Sequence[str]) -> str:
    """The department that a line above the form names (部门名称:…), or ""."""
    return next((match["name"] for line in above if (match := _DEPARTMENT.match(fold(line)))), "")


def title_to_project(title: str) -> str:
    """The project that a form's title names, or "" where the title names no project.

    >>> title_to_project("2、设备维护费用绩效目标表"), title_to_project("项目绩效目标申报表")
    ('设备维护费用', '')
    """
    match = _TITLE.match(fold(title))
    name = match["name"] if match else ""
    return "" if not name or field_group(name) or _is_kind_of_form(name) else name


def _is_kind_of_form(name: str) -> bool:
    """Whether a title's words before 绩效目标表 say what kind of form it is, not which project."""
    return bool(
        re.fullmatch(
            r"(?:\d{4}年?度?)?(?:本级)?(?:部门|单位|财政|政策和|市级|区级|县级|省级|中央|整体|专项|资金|业务|经费|转移支付|总体|项目|预算|支出|\(单位\)|年度|\(|\)|及)*",
            name,
        )
    )


def _add_list_row(rows: _Rows, row: ListRow) -> None:
    rows.add(row.label, (_entry(item.path, item.text, item.places, item.doubt) for item in row.fields), path=row.path)


def _add_indicators(rows: _Rows, block: Block, head: Head, several: bool) -> None:
    """Add the rows of an indicator list; in forms with several lists the section's word leads the columns."""
    prefix = tuple(filter(None, (block.section or (block.label if several else ""),)))
    project: int | None = None
    for item in read_indicators(head, block.lines):
        entries = tuple(_cell_entry(prefix, column, piece) for column, piece in item.cells)
        if isinstance(item, ProjectLine):
            label, code = _name_and_code(item)
            project = rows.add(label, entries, code=code)
        elif isinstance(item, Indicator):
            rows.add(item.label, entries, path=item.path, parent=project)


def _name_and_code(project: ProjectLine) -> tuple[str, str | None]:
    """A project's name and code from its cells: each in its own, or joined by a dash in one."""
    cells = [(column, piece) for column, piece in project.cells if column.role == "identity"]
    code = next(
        (fold(piece.text) for column, piece in cells if "编码" in column.path[-1] or "代码" in column.path[-1]), None
    )
    name = next(
        (piece.text for column, piece in cells if "名称" in column.path[-1] and "编码" not in column.path[-1]), ""
    )
    match = _CODE_NAME.fullmatch(fold(name))
    if match and code is None:
        return match["name"], match["code"]
    return name or code or "", code


def _cell_entry(prefix: tuple[str, ...], column: HeadColumn, piece: Piece) -> Entry:
    return _entry(prefix + column.path, piece.text, piece.places, piece.doubt)


def _entry(path: tuple[str, ...], text: str, places: tuple[Place, ...], doubt: str | None) -> Entry:
    return Entry(Column(path, _unit_of(path)), text, places, doubt)


def _unit_of(path: tuple[str, ...]) -> str | None:
    """The unit that the innermost word of a path names in brackets."""
    unit = next((found[1] for word in reversed(path) if (found := _UNIT.search(fold(word)))), None)
    return unit if unit in MONEY_UNITS or unit == "%" else None


def _project_entries(fields: Sequence[Field]) -> tuple[Entry, ...]:
    """The entries of a project's fields; amounts under a head that says % are in the form's unit.

    A plan in shares ends at 100; forms print amounts in it under the same head.
    """
    entries = tuple(_entry(item.path, item.text, item.places, item.doubt) for item in fields)
    plan = [entry for entry in entries if entry.column.unit == "%"]
    numbers = [number for entry in plan if (number := parse_number(entry.text)) is not None]
    if not numbers or numbers[-1].value == 100 or any(number.percent for number in numbers):
        return entries
    return tuple(
        replace(entry, column=replace(entry.column, unit=None)) if entry in plan else entry for entry in entries
    )
