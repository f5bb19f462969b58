"""Whose figures a text tells: the department's own, or those of one of its units in a section or sentence about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gouji.law.vocabulary import strip_numbering
from gouji.model.amount import fold
from gouji.model.claim import Claim, Facts
from gouji.model.passage import Passage
from gouji.model.point import Dimension
from gouji.read.bind.entities import looks_like_entity

_BRACKETS = re.compile(r"[()（）]")
_OWN_PART = re.compile(r"(?:本级|机关|本部|部门|单位|系统)*")
_AREA = re.compile(r"^.{1,12}?(?:省|自治区|市|县|区|州|盟|旗)(?=.{3})")
_SHORTEST = 4  # characters of a unit's name
_YEAR = r"(?:19|20)\d\d年度?"
_SUBJECT = re.compile(
    rf"^(?:{_YEAR},?)?(?P<name>[^,;。:、“”\d]{{3,30}}?)(?=(?:{_YEAR}|部门|单位)?(?:的)?(?:收入|支出|收支|预算|基本|项目|财政|一般公共|政府性|“|\"))"
)
"""A sentence that begins with whose figures it tells: 青石县某中心2027年收入预算, 2027年青石县某中心预算."""
_NO_NAME = re.compile(r"预算|收入|支出|经费|情况|说明|采购|资产|项目|绩效|本部门|本单位|我|各|所属|下属|其中|按照|由")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that a text tells of, with its member of the entity dimension where the tables have its figures."""

    name: str
    member: str | None


class Units:
    """The department's own names, and the units that its tables tell apart."""

    def __init__(self, cells: Iterable[Claim], facts: Facts, passages: Sequence[Passage]) -> None:
        entity = fold(facts.entity.value) if facts.entity is not None else ""
        members = {claim.point.get(Dimension.ENTITY) for claim in cells if claim.point is not None}
        named_members = (member for member in members if member and not _is_code(member))
        self._known: Mapping[str, str] = {_bare(member): member for member in named_members}
        told = Counter(name for passage in passages if (name := _subject_name(passage.text)))
        often = [name for name, count in told.most_common(1) if count > 1]
        self._own = tuple({form for name in (entity, *often) if name for form in _forms(_bare(name))})
        headings = {strip_numbering(heading) for passage in passages for heading in passage.headings}
        named = (*told, *(name for name in headings if looks_like_entity(name) and not _NO_NAME.search(name)))
        self._several = bool(self._known) or any(not self._is_own_part(_bare(name)) for name in named)

    def of_heading(self, heading: str) -> Unit | None:
        """The unit whose name a heading is; None where it is no name, or the department's own."""
        name = strip_numbering(heading)
        return None if _NO_NAME.search(name) else self._unit(name)

    def of_sentence(self, text: str) -> Unit | None:
        """The unit that a sentence names as its subject; None where it names none, or the department itself."""
        name = _subject_name(strip_numbering(text))
        return self._unit(name) if name else None

    def names_own(self, text: str) -> bool:
        """Whether a sentence names the department itself as its subject."""
        name = _subject_name(strip_numbering(text))
        return bool(name) and _bare(name) in self._own

    def without_name(self, text: str) -> str:
        """The words of a phrase without the name of a unit that the tables know, or the department's, before them."""
        match = _SUBJECT.match(text)
        if match is None:
            return text
        name = _bare(match["name"])
        known = name in self._own or self._member(name) is not None
        return text[: match.start("name")] + text[match.end("name") :] if known else text

    def _unit(self, printed: str) -> Unit | None:
        name = _bare(printed)
        if len(name) < _SHORTEST or not looks_like_entity(name) or any(own.startswith(name) for own in self._own):
            return None
        member = self._member(name)
        if member is None and self._is_own_part(name) and (name in self._own or not self._several):
            return None
        return Unit(printed, member)

    def _member(self, name: str) -> str | None:
        """The one unit of the tables that is called so, or so with the name of its area before it."""
        found = {member for known, member in self._known.items() if known == name or known.endswith(name)}
        exact = self._known.get(name)
        return exact or (next(iter(found)) if len(found) == 1 and len(name) >= _SHORTEST else None)

    def _is_own_part(self, name: str) -> bool:
        """Whether a name is the department's, or that of its own offices where no table tells these apart."""
        rests = (name.removeprefix(own) for own in self._own if name.startswith(own))
        return any(_OWN_PART.fullmatch(rest) for rest in rests)


def _subject_name(text: str) -> str:
    """The name of a body that a sentence begins with; "" where it begins otherwise."""
    match = _SUBJECT.match(text)
    name = match["name"] if match else ""
    return name if name and looks_like_entity(_bare(name)) and not _NO_NAME.search(name) else ""


def _bare(name: str) -> str:
    return _BRACKETS.sub("", fold(name))


def _forms(name: str) -> Iterable[str]:
    """A name, and what is left of it without the names of the areas before it.

    >>> sorted(_forms("青石市建筑工务署"))
    ['市建筑工务署', '建筑工务署', '青石市建筑工务署']
    """
    yield name
    match = _AREA.match(name)
    while match:
        yield name[match.end() - 1 :]
        name = name[match.end() :]
        yield name
        match = _AREA.match(name)


def _is_code(member: str) -> bool:
    return member.isdigit() or member.startswith("第")
