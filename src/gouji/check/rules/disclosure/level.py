"""At which level of government a department stands: by its name, else by the words its text uses of itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from gouji.model.amount import fold
from gouji.model.claim import ClaimSet

Rank = Literal["central", "province", "city", "county", "town"]

_MUNICIPALITY = re.compile(r"^(?:中国共产党|中共)?(?:北京|天津|上海|重庆)市")
_TOWN = re.compile(r"街道|镇人民政府|乡人民政府|[镇乡]$|[镇乡](?:党委|财政所|政府)")
_COUNTY = re.compile(
    r"[^自治专]{1,8}?[县旗]|市.{1,8}?区(?!块|域|划|分)|市[^县区局委办]{1,4}市|(?:开发|新|高新|示范|管理|合作|园)区|^[^省市]{1,6}区(?![块域划分])"
)
_CITY = re.compile(r"市|自治州|地区|盟")
_PROVINCE = re.compile(r"省|自治区")
_CENTRAL = re.compile(r"^(?:国家|中国|中华|中央|全国|最高人民)")
_SELF = re.compile(r"(?:全|我|本)([县区旗市省])|([县区旗市省])(?:委|政府|级|直)(?![员])")
_LEAST = 6  # words that a text must use of itself
_SHARE = 3  # times as often as any other


@dataclass(frozen=True, slots=True)
class Level:
    """A rank, and the word by which the place is called there (县, 区, 旗, 市, 省)."""

    rank: Rank
    word: str


def level_of_department(claims: ClaimSet) -> Level | None:
    """The department's level; None where neither its name nor its text says it plainly."""
    name = fold(claims.facts.entity.value) if claims.facts.entity is not None else ""
    return level_of_name(name) or _by_text(claims)


def level_of_name(name: str) -> Level | None:
    """The level that a public body's name shows.

    >>> level_of_name("青石县行政审批局"), level_of_name("上海市审计局")
    (Level(rank='county', word='县'), Level(rank='province', word='市'))
    >>> level_of_name("秦岭市南山区民政局").rank, level_of_name("行政审批部门")
    ('county', None)
    """
    if _CENTRAL.match(name) and not name.startswith("中国共产党"):
        return Level("central", "国")
    if _TOWN.search(name):
        return Level("town", "街镇")
    county = _COUNTY.search(name)
    if county is not None:
        return Level("county", county[0][-1])
    if _MUNICIPALITY.match(name):
        return Level("province", "市")
    if _PROVINCE.search(name):
        return Level("province", "省" if "省" in name else "区")
    return Level("city", "市") if _CITY.search(name) else None


def _by_text(claims: ClaimSet) -> Level | None:
    """The level of the word that a text uses of itself again and again, if there is one: 全区, 区委, 区级."""
    used = Counter(first or second for passage in claims.passages for first, second in _SELF.findall(passage.text))
    (word, times), (_, others) = [*used.most_common(2), ("", 0), ("", 0)][:2]
    if times < _LEAST or times < _SHARE * others:
        return None
    ranks: dict[str, Rank] = {"县": "county", "区": "county", "旗": "county", "市": "city", "省": "province"}
    return Level(ranks[word], word)
