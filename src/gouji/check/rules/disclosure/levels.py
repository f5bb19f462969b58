"""A department's text speaks of its own level of government.

What it checks:
    Words of another level in what a department says of itself: 全市 after a verb of duty in a county's document,
    市直部门, 各县区, 我省, another level's treasury in the glossary. Each kind of word is one finding, with all its
    places.
Why:
    Such words show that the text was taken over from another level's department; its duties and goals are not this
    one's.
Not applicable when:
    1. Neither the department's name nor its text says plainly at which level it stands.
    2. The words tell of others: 贯彻, 按照, 配合, 走在…前列, 与…联动.
    3. It is a town or a street, which speaks of its district; 我区 may be the autonomous region, 本市 the municipality.
Source:
    《预算法》第三条 (one level of government, one budget); practice of reviewing.

Examples:
    >>> from gouji.check.example import failures_of
    >>> failures_of('''
    ... 文档 | entity=青石县行政审批局
    ...
    ... 正文
    ... 引导和推动全市社会信用体系建设。
    ... 工作走在全市前列。
    ... ''')
    ['NAM05 引导和推动全市社会信用体系建设: 县级单位的文本中出现“全市”，是其他层级的用语']
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check.rules.disclosure.level import Level, level_of_department
from gouji.check.rules.disclosure.pieces import words_of
from gouji.law.levels import LevelWord, level_words
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity

CODE = "NAM05"
NAME = "names.level"
SOURCE = "《预算法》第三条（一级政府一级预算）"

CHINESE = """
部门的文本说的是本级的事。

查什么
    部门讲自身时出现的其他层级用语：县区文件中职责动词后的“全市”，以及“市直部门”“各县区”“我省”、
    名词解释中其他层级的财政。同一用语列为一条，附全部位置。
为什么
    这类用语说明文本照搬了其他层级部门的材料，职责、目标并非本部门的。
不适用的情形
    1. 从部门名称和文本都看不出层级。
    2. 说的是别人的事：贯彻、按照、配合、走在……前列、与……联动。
    3. 乡镇、街道，常说到所在的区县；“我区”可指自治区，“本市”可指直辖市。
依据
    《预算法》第三条（一级政府一级预算）；审核实践。
示例
    县级部门：“引导和推动全市社会信用体系建设”，列为警告；“工作走在全市前列”，不列。
"""

_RANKS = {"county": ("县级", "county"), "city": ("市级", "city"), "province": ("省级", "province")}


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each kind of word of another level."""
    level = level_of_department(claims)
    if level is None or level.rank not in _RANKS:
        return  # (1), (3)
    text = words_of(claims)
    name = fold(claims.facts.entity.value) if claims.facts.entity is not None else ""
    words = [word for word in level_words().words if word.is_about(level.rank, level.word, name, text.text)]
    for word in words:
        places = list(level_words().found_in(text.text, word))
        found = [(text.text[start:end], text.quote_around(start, end)) for start, end in places]
        if found:
            yield _finding(level, word, found)


def _finding(level: Level, word: LevelWord, found: list[tuple[str, Quote]]) -> Finding:
    stated = "、".join(dict.fromkeys(f"“{text}”" for text, _ in found))
    chinese, english = _RANKS[level.rank]
    right = word.right.replace("{word}", level.word)
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.WARNING if word.severity == "warning" else Severity.NOTICE,
        message=(
            f"{chinese}单位的文本中出现{stated}，是其他层级的用语",
            f"a department of {english} level speaks of {stated}: words of another level",
        ),
        quotes=tuple(quote for _, quote in found),
        stated=stated,
        expected=right,
        suggestion=(
            f"核对是否照搬了其他层级的材料，改为本级的提法（如“{right}”）",
            f"see whether the text was taken over from another level, and put it in this one's words ({right})",
        ),
        source=SOURCE,
    )
