"""The units that a document names, so that a code in one table and a name in another are the same entity."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from gouji.law.classifications import dimension_of_code
from gouji.law.vocabulary import COLUMN, read_label
from gouji.model.amount import fold
from gouji.model.table import Row, Table

_CODE_IN_FRONT = re.compile(r"^[\[(【]?(\d{3,12})(?![A-Za-z]+(?:\d|$))[\])】]?[-—:]?(?=[^\d.年%])")
"""A code before a name; digits with a letter and digits behind them are part of a longer code: 42011223003T0000001."""
_LONGEST_CODE = 12  # digits of a unit's code; projects have 15 and more
_BODY = re.compile(
    r"(?:局|委员会|委|办公室|厅|部|处|院|所|中心|站|队|校|学|园|馆|会|团|社|署|公司|分局|本级|机关|政府|街道|镇|乡|法庭|支队|医院)"
    r"(?:\((?:本级|机关|本部|汇总)\))?$"
)


@dataclass(slots=True)
class Entities:
    """The document's own name (folded), and the codes of the units it lists by their names."""

    own: str | None = None
    codes: dict[str, set[str]] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """What stands for a unit in points: its code where the name has exactly one, else the name."""
        folded = fold(name)
        codes = self.codes.get(folded, set())
        return next(iter(codes)) if len(codes) == 1 else folded

    def knows(self, name: str) -> bool:
        """Whether the document lists this name as a unit, or is called so itself."""
        folded = fold(name)
        bare = re.sub(r"\((?:本级|机关|本部|汇总)\)$|本级$", "", folded)
        return folded in self.codes or (self.own is not None and self.own in (folded, bare)) or bare in self.codes


def is_entity_header(header: str) -> bool:
    """Whether a header names units: 单位编码, 预算单位, 部门名称…"""
    return read_label(header, COLUMN).get("list") == "entity"


def looks_like_entity(name: str) -> bool:
    """Whether a name ends as names of public bodies do: 局, 委员会, 中心, 学校…

    >>> looks_like_entity("某某市审计局"), looks_like_entity("办公楼维修经费")
    (True, False)
    """
    return bool(_BODY.search(fold(name)))


def split_code(label: str) -> tuple[str | None, str]:
    """A code printed in front of a name in the same cell, and the name.

    >>> split_code("[20108]审计事务"), split_code("2050803-培训支出"), split_code("2026年预算")
    (('20108', '审计事务'), ('2050803', '培训支出'), (None, '2026年预算'))
    >>> split_code("42011223003T000000001"), split_code("301IT设备")
    ((None, '42011223003T000000001'), ('301', 'IT设备'))
    """
    folded = fold(label)
    match = _CODE_IN_FRONT.match(folded)
    return (match[1], folded[match.end() :]) if match else (None, folded)


def collect_entities(tables: Iterable[Table], own: str | None) -> Entities:
    """All units that the tables list with code and name under headers that say so."""
    entities = Entities(fold(own) if own else None)
    for table in tables:
        for row in table.rows:
            code, name = _listed_unit(row)
            if code and name:
                entities.codes.setdefault(name, set()).add(code)
    return entities


def may_be_unit_code(code: str) -> bool:
    """Whether a code is not too long for a unit's: projects are often listed under the header of their units' codes.

    >>> may_be_unit_code("112001"), may_be_unit_code("410796220000000003604")
    (True, False)
    """
    folded = fold(code)
    return not (folded.isdigit() and len(folded) > _LONGEST_CODE)


def unit_code(row: Row) -> str | None:
    """The code of a unit that a row prints: under a header of units, or where it can be no code of a classification."""
    headed = next((code for header, code in row.codes if is_entity_header(header) and may_be_unit_code(code)), None)
    if headed is not None or not row.code or not fold(row.code).isdigit() or len(row.code) < 3:
        return headed
    if not may_be_unit_code(row.code):
        return None
    named = any(text == row.label and is_entity_header(header) for header, text in row.labels)
    return fold(row.code) if named or dimension_of_code(fold(row.code)) is None else None


def _listed_unit(row: Row) -> tuple[str | None, str | None]:
    code = unit_code(row)
    names = [fold(text) for header, text in row.labels if is_entity_header(header) and not fold(text).isdigit()]
    name = names[0] if names else (fold(row.label) if code and not _names_other(row) else None)
    if name is None:
        return code, None
    printed, bare = split_code(name)
    mixed = any("科目" in header for header, text in row.labels if fold(text) == name)
    return code or printed, None if mixed and not looks_like_entity(bare) else bare


def _names_other(row: Row) -> bool:
    """Whether a label names a project or a purchase, by its header, though the unit's code stands beside it."""
    headers = [header for header, text in row.labels if text == row.label and "单位" not in header]
    listed = {read_label(header, COLUMN).get("list") for header in headers}
    return bool(listed & {"project", "purchase"}) and not looks_like_entity(row.label)
