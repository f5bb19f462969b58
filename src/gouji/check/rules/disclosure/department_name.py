"""The department is named by its own name.

What it checks:
    Names that begin with the department's place and end as its name does, but leave out or change what stands
    between: 平山县审批局 for 平山县行政审批局; and its name with a character twice, or with one missing in its place
    (平县行政审批局). Each wrong name is one finding, with all its places.
Why:
    A public body's name is fixed; another name may be another body, or a text taken over from one.
Not applicable when:
    1. The name is the official one, whole or without the places in front of it (县行政审批局, 局).
    2. The text introduces a short name (以下简称), or lists the other body among its units.
    3. The document does not name its department, or names it by a kind only (行政审批部门).
Source:
    《党政机关公文格式》(GB/T 9704—2012): bodies are named in full or by their fixed short name.

Examples:
    >>> from gouji.check.example import parse_example
    >>> [found.message[0] for found in check(parse_example('''
    ... 文档 | entity=青石县行政审批局
    ...
    ... 正文
    ... 优化青石县审批局通信服务,为青石县行政审批局提供保障。
    ... '''))]
    ['部门名称写作“青石县审批局”，与“青石县行政审批局”不一致']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.check.lookup import fixing
from gouji.check.rules.disclosure.layout import own_name
from gouji.check.rules.disclosure.pieces import words_of
from gouji.model.amount import fold
from gouji.model.claim import ClaimSet
from gouji.model.finding import Finding, Quote, Severity
from gouji.model.point import Dimension

CODE = "NAM01"
NAME = "names.department"
SOURCE = "《党政机关公文格式》（GB/T 9704—2012）"

CHINESE = """
部门名称前后一致。

查什么
    以部门所在地开头、以同样的字结尾，中间却少字、错字的名称（“平山县审批局”应为“平山县行政审批局”），
    以及重了一个字、地名少了一个字的名称。
    同一错名合为一条，附全部位置。
为什么
    机关名称是固定的；另一个名称可能是另一个机关，或照搬了别处的文本。
不适用的情形
    1. 正式名称本身，或省去前面的地名（县行政审批局、局）。
    2. 文中规定了简称（以下简称），或该单位列在所属单位中。
    3. 文件没有写明部门名称，或只写部门类别。
依据
    《党政机关公文格式》（GB/T 9704—2012）：机关用全称或规范化简称。
示例
    “平山县审批局”少“行政”二字：列为提示；错字列为警告。
"""

_PLACE = re.compile(r"^(?:中国共产党|中共)?(?:.*[省市县区旗])(?=.{3,})")
_BODY = re.compile(r"(?:委员会|办公室|办公厅|管理委员会|局|厅|署|部|院|会|办|处|中心)$")
_DECLARED = re.compile(r"简称[为:：]?([^)。;,]{2,24})")
_LONGEST = 16  # characters between place and ending
_LEAST = 4  # characters of a name that may be misprinted
_LEVELS = "省市县区旗人民政府"
_SHORT = 2  # characters that a shortened name must still have before its ending


def check(claims: ClaimSet) -> Iterator[Finding]:
    """One finding for each other name."""
    name = own_name(claims)
    place = _PLACE.match(name)
    ending = _BODY.search(name)
    if ending is None or len(name) <= _LEAST:
        return  # (3)
    words = words_of(claims)
    units = units_of(claims)
    for other in dict.fromkeys(_misprints(name, place.end() if place is not None else 0)):
        if other in words.text and other not in name and other not in units:
            places = re.finditer(re.escape(other), words.text)
            yield _finding(name, other, [words.quote(*found.span()) for found in places], shortened=False)
    if place is None or place.end() >= ending.start():
        return  # (3)
    declared = "".join(_DECLARED.findall(words.text))
    core = name[place.end() :]
    nearest = re.split(r"(?<=[省市])", place[0].rstrip())[-1] or place[0]
    pattern = re.compile(f"{re.escape(nearest)}([\u4e00-\u9fff]{{1,{_LONGEST}}}?){re.escape(ending[0])}")
    found: dict[str, list[Quote]] = {}
    for match in pattern.finditer(words.text):
        other = match[1] + ending[0]
        if other != core and match[0] not in units and match[0] not in declared and _is_variant(other, core, ending[0]):
            found.setdefault(match[0], []).append(words.quote(*match.span()))
    for other, quotes in found.items():
        yield _finding(name, other, quotes, shortened=len(other) - len(nearest) < len(core))


def _misprints(name: str, place: int) -> Iterator[str]:
    """A name with a character twice, or with one left out of the place in front that no short form leaves out.

    >>> list(_misprints("青石市审计局", 3))
    ['青石石市审计局', '青石市市审计局', '青石市审审计局', '青石市审计计局', '青市审计局']
    """
    inner = range(1, len(name) - 1)
    yield from (name[: at + 1] + name[at:] for at in inner)
    yield from (name[:at] + name[at + 1 :] for at in inner if at < place and name[at] not in _LEVELS)


def units_of(claims: ClaimSet) -> frozenset[str]:
    """The names of the department's units, as its tables print them (2)."""
    members = {point[Dimension.ENTITY] for _, point in fixing(claims, Dimension.ENTITY)}
    listed = {row.label for table in claims.tables if table.kind == "list" for row in table.rows}
    return frozenset(fold(name).removesuffix("(本级)").removesuffix("本级") for name in (*members, *listed))


def _is_variant(other: str, core: str, ending: str) -> bool:
    """Whether a name is the core with inner characters left out, or with one changed."""
    body = other.removesuffix(ending)
    if other.replace("政府", "人民政府") == core:
        return False  # 县政府办公室 is how everybody calls 县人民政府办公室
    if len(other) < len(core):
        return len(body) >= _SHORT and _is_within(other, core)
    if len(other) != len(core):
        return False
    return sum(a != b for a, b in zip(other, core, strict=True)) == 1 and len(core) > _SHORT + 2


def _is_within(short: str, whole: str) -> bool:
    """Whether all characters of a text stand in another, in their order."""
    letters = iter(whole)
    return all(letter in letters for letter in short)


def _finding(name: str, other: str, quotes: list[Quote], *, shortened: bool) -> Finding:
    return Finding(
        code=CODE,
        name=NAME,
        severity=Severity.NOTICE if shortened else Severity.WARNING,
        message=(
            f"部门名称写作“{other}”，与“{name}”不一致",
            f"the department is called {other}, elsewhere {name}",
        ),
        quotes=tuple(quotes),
        stated=other,
        expected=name,
        suggestion=(f"改为“{name}”或其规范简称", f"write {name}, or its fixed short name"),
        source=SOURCE,
    )
