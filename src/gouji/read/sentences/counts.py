"""Counts of what a department holds: its vehicles by kind, its equipment above a price."""

from __future__ import annotations

import re
from dataclasses import replace

from gouji.model.claim import Claim
from gouji.model.point import Dimension, Point
from gouji.model.statement import Statement
from gouji.read.bind.partial import Partial
from gouji.read.bind.points import make_point
from gouji.read.sentences.comparisons import Told
from gouji.read.sentences.mentions import Mention, sentence_before
from gouji.read.sentences.phrases import phrase_before
from gouji.read.sentences.state import OpenList, State

UNRELATED = "不是预算金额"
_HAS = re.compile(r"^.*?(?:共有|现有|实有|拥有|保有|共计)|^(?:其中:?)")
_PLANNED = re.compile(r"购置|新增|更新|报废|计划|拟|处置|配置")
_EQUIPMENT = re.compile(
    r"(?:单位|单台|单件)?(?:价值|价格|价)(?:在)?(?P<price>\d+)万元(?:\(含\))?(?:\(含.{0,8}\))?(?:及)?以上(?:\(含\))?的?"
    r"(?P<kind>通用|专用|大型)?设备(?:\(不含车辆\))?(?:共|共有|为)?"
)
_NAMED = {("50", "通用"): "general", ("100", "专用"): "special"}
_VEHICLES = "assets.vehicles"


def read_count(told: Told, claim: Claim, text: str, mention: Mention, state: State) -> Claim:
    """A number of vehicles or of equipment that is held, with its point; what is planned, and any other, unbound."""
    phrase = phrase_before(text, 0, mention.start)
    if _PLANNED.search(sentence_before(text, mention)):
        return replace(claim, unbound=UNRELATED)
    own = _equipment(phrase) or told.resolver.subject_of(_HAS.sub("", mention.words))
    item = own.get("item") if own is not None else None
    if own is None or item is None or not item.startswith("assets"):
        return replace(claim, unbound=UNRELATED)
    if state.unit is not None and state.unit.member is not None:
        own = own.having(entity=state.unit.member)
    point = make_point(Partial(), Partial(), own.having(measure="count"), told.resolver.frame)
    bound = replace(claim, point=point) if isinstance(point, Point) else replace(claim, unbound=point)
    _count_fleet(told, bound, state)
    return bound


def _equipment(phrase: str) -> Partial | None:
    """Equipment above a price: the kinds of the central forms, or what the words call it."""
    match = _EQUIPMENT.search(phrase)
    if match is None:
        return None
    name = _NAMED.get((match["price"], match["kind"]))
    return Partial({"item": f"assets.equipment.{name}" if name else f"assets.equipment/{match.group()}"})


def _count_fleet(told: Told, claim: Claim, state: State) -> None:
    """Takes note of all vehicles, and of each kind of them; with 其他用车 the kinds make up all."""
    item = claim.point.get(Dimension.ITEM) if claim.point is not None else None
    if item == _VEHICLES:
        state.fleet = OpenList(claim, "其中", Partial(), in_bracket=False)
    elif state.fleet is not None and item is not None and item.startswith(f"{_VEHICLES}."):
        state.fleet.parts.append(claim)
        if item == f"{_VEHICLES}.other":
            parts = tuple(part.id for part in state.fleet.parts)
            told.statements.append(Statement("parts", state.fleet.whole.id, parts, words=state.fleet.words))
            state.fleet = None
