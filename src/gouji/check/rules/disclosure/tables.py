"""The tables that every department must publish are there.

What it checks:
    A department's whole budget holds the statutory tables: income and expenditure, income, expenditure, fiscal
    appropriations, general public budget, its basic expenditure, 三公 and government funds. A table that a title, a
    sheet or a caption names counts as there, even where it is empty.
Why:
    The Budget Law makes departments publish them; a table left out is the gravest gap of a disclosure, and often one
    that the contents still announce.
Not applicable when:
    1. The document is not a department's whole budget: a unit's extract, tables or goals alone, a final account.
    2. A page could not be read, so that the table may stand on it.
    3. It is a school's or a hospital's budget, which has a form of its own.
    4. Half of the tables are not there: then they are in another file.
Source:
    《预算法》第十四条、《预算法实施条例》第六条; 财预〔2016〕143号.

Examples:
    >>> from gouji.law.disclosure import disclosure_law
    >>> [table.name for table in disclosure_law().tables][:3]
    ['部门收支总表', '部门收入总表', '部门支出总表']
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.rules.disclosure.layout import key_of, layouts_of, names_of
from gouji.check.rules.disclosure.published import is_whole_budget, printed_titles
from gouji.check.rules.quotes import quote_table, quote_words
from gouji.law.disclosure import StatutoryTable, disclosure_law
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity

CODE = "DIS01"
NAME = "disclosure.tables"
SOURCE = "《预算法》第十四条；《预算法实施条例》第六条；《地方预决算公开操作规程》"

CHINESE = """
应当公开的部门预算表齐全。

查什么
    部门整本预算中，部门收支总表、收入总表、支出总表、财政拨款收支总表、一般公共预算支出表、基本支出表、“三公”经费表、
    政府性基金预算支出表是否都有；表名、工作表名或表头提到的即算有，空表也算有。
为什么
    这些表是预算法规定的公开内容；缺一张是公开中最重的缺漏，而目录上往往还列着。
不适用的情形
    1. 不是部门的整本预算：单位预算、只有表或只有绩效目标的文件、决算。
    2. 有页面未能读取，表可能在那一页上。
    3. 学校、医院等另有规定格式的。
    4. 一半以上的表都没有：应在别的文件中。
依据
    《预算法》第十四条、《预算法实施条例》第六条；财预〔2016〕143号。
示例
    目录列有“部门收入预算表”，全文没有：列为警告。
"""


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each statutory table that nothing in the document names."""
    if not is_whole_budget(claims):
        return  # (1), (2), (3)
    layouts = layouts_of(claims)
    titles = [key for key in printed_titles(claims) if "表" in key]
    names = names_of(claims)
    announced = [(key_of(entry.text, names), entry) for layout in layouts for entry in layout.entries]
    missing = [table for table in disclosure_law().tables if not any(table.is_named_by(key) for key in titles)]
    if len(missing) * 2 >= len(disclosure_law().tables):
        return  # (4)
    for table in missing:
        lines = [entry for key, entry in announced if "表" in key and table.is_named_by(key)]
        quotes = [quote_words(line.passage, line.start, line.start + len(line.text)) for line in lines[:1]]
        yield _finding(table, quotes or [quote_table(claims, 0)], announced=bool(lines))


def _finding(table: StatutoryTable, quotes: list[Quote], *, announced: bool) -> Finding:
    said = ("，目录却列有此表", "; the contents announce it") if announced else ("", "")
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING,
        message=(
            f"没有找到应当公开的“{table.name}”{said[0]}",
            f"the table {table.name}, which must be published, is not in the document{said[1]}",
        ),
        quotes=tuple(quotes),
        expected=table.name,
        suggestion=(
            "补上这张表；没有数据的也应列出空表并说明。若表在别的文件中，请连同该文件一起检查",
            "add the table, empty with a note where there are no figures; if it is in another file, check both",
        ),
        source=SOURCE,
    )
