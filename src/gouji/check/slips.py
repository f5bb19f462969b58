"""Realistic slips to plant in a document's claims: what the benchmark and the self-test try the checker with.

A kind of slip is a pure function: from the lists of a document and one of its figures to other values for some claims,
or nothing where it cannot happen there (the first row has none above it). Nothing is written to any file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from random import Random
from typing import TypeVar

from gouji.check.figures import decimals_of_columns
from gouji.model.claim import Claim, ClaimSet
from gouji.model.point import Dimension, Point

T = TypeVar("T")

Changes = Mapping[str, Decimal]
"""New values by claim id."""

_LOOK_ALIKE = {"0": "689", "1": "74", "2": "7", "3": "85", "4": "19", "5": "63", "6": "508", "7": "12", "8": "360"}
_LOOK_ALIKE["9"] = "04"
_LONGEST_RUN = 8


@dataclass(frozen=True)
class Field:
    """A document's claims by where they stand: what a slip of the eye or the hand may take instead of a figure."""

    claims: ClaimSet

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.claims.claims}

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Where each claim stands in the claim set, by its id."""
        return {claim.id: place for place, claim in enumerate(self.claims.claims)}

    @cached_property
    def unpadded(self) -> frozenset[tuple[int | None, tuple[str, ...]]]:
        """The columns, by table and header, that drop zeros at the end of decimals."""
        return frozenset(decimals_of_columns(self.claims.claims))

    @cached_property
    def columns(self) -> Mapping[tuple[int | None, tuple[str, ...]], Sequence[Claim]]:
        """The figures of each column of each table, from the top."""
        return self._lines(_place)

    @cached_property
    def rows(self) -> Mapping[tuple[int | None, int | None], Sequence[Claim]]:
        """The figures of each row of each table, from the left."""
        return self._lines(lambda claim: (claim.table, claim.row))

    @cached_property
    def by_point(self) -> Mapping[Point, Sequence[Claim]]:
        """The figures by what they mean."""
        found: dict[Point, list[Claim]] = defaultdict(list)
        for claim in self.claims.claims:
            if claim.point is not None:
                found[claim.point].append(claim)
        return found

    @cached_property
    def by_line(self) -> Mapping[Point, Sequence[Claim]]:
        """The figures by what they mean, of whatever fund."""
        found: dict[Point, list[Claim]] = defaultdict(list)
        for point, claims in self.by_point.items():
            found[point.without(Dimension.FUND)].extend(claims)
        return found

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Claim]]:
        """The figures right below a total in its column, whose codes begin with its own; the total's by its id."""
        return {
            whole.id: found
            for line in self.columns.values()
            for whole in line
            if len(found := self._children(whole, line)) > 1
        }

    def line_of(self, claim: Claim, *, across: bool) -> tuple[Sequence[Claim], int]:
        """The row (across) or column in which a figure stands, and its place there; alone where it is in no table."""
        if claim.kind != "cell" or claim.row is None:
            return (claim,), 0
        line = self.rows[claim.table, claim.row] if across else self.columns[claim.table, claim.column]
        return line, next(place for place, other in enumerate(line) if other is claim)

    def _lines(self, place: Callable[[Claim], T]) -> Mapping[T, Sequence[Claim]]:
        lines: dict[T, list[Claim]] = defaultdict(list)
        for claim in self.claims.claims:
            if claim.kind == "cell" and claim.row is not None:
                lines[place(claim)].append(claim)
        return lines

    def _children(self, whole: Claim, line: Sequence[Claim]) -> list[Claim]:
        code = self._code(whole)
        if not code:
            return []
        below = [claim for claim in line if (other := self._code(claim)) and other != code and other.startswith(code)]
        nearest = min((len(self._code(claim) or "") for claim in below), default=0)
        return [claim for claim in below if len(self._code(claim) or "") == nearest]

    def _code(self, claim: Claim) -> str | None:
        if claim.table is None or claim.row is None:
            return None
        return self.claims.tables[claim.table].rows[claim.row].code


Planter = Callable[[Field, Claim, Random], Changes | None]


@dataclass(frozen=True, slots=True)
class SlipKind:
    """A kind of slip: its identifier, its names, and how it happens to a figure."""

    name: str
    chinese: str
    english: str
    plant: Planter


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip planted: its kind, the claims it changed with their new values, and the claim set that it made."""

    kind: SlipKind
    changes: Changes
    claims: ClaimSet


def plant_slip(field: Field, kind: SlipKind, claim: Claim, random: Random) -> Slip | None:
    """The claim set with one slip at (or beginning at) a claim; None where this kind cannot happen there."""
    changes = kind.plant(field, claim, random)
    if changes is None:
        return None
    real = {key: value for key, value in changes.items() if value != field.by_id[key].amount.value}
    return Slip(kind, real, _change_claims(field, real)) if real else None


def _change_claims(field: Field, changes: Changes) -> ClaimSet:
    claims = list(field.claims.claims)
    for key, value in changes.items():
        place = field.place_of[key]
        claims[place] = _print_anew(claims[place], value, drops_zeros=_place(claims[place]) in field.unpadded)
    return replace(field.claims, claims=tuple(claims))


def _place(claim: Claim) -> tuple[int | None, tuple[str, ...]]:
    return claim.table, claim.column


def _print_anew(claim: Claim, value: Decimal, *, drops_zeros: bool) -> Claim:
    """The claim with another value, printed as its column prints: to its decimals, or without zeros at the end."""
    needed = max(0, -int(value.normalize().as_tuple().exponent))
    decimals = needed if drops_zeros else max(claim.amount.decimals, needed)
    text = f"{value:.{decimals}f}"
    return replace(
        claim,
        amount=replace(claim.amount, value=Decimal(text), decimals=decimals),
        source=replace(claim.source, text=text),
    )


def _by_digits(change: Callable[[str, Random], str | None]) -> Planter:
    """A slip in the digits of one figure: they are given without sign and point, with at least one before the point."""

    def plant(field: Field, claim: Claim, random: Random) -> Changes | None:
        digits = _digits(claim)
        changed = change(digits, random) if digits.strip("0") else None
        if changed is None:
            return None
        value = Decimal(changed or "0").scaleb(-claim.amount.decimals)
        return {claim.id: value.copy_sign(claim.amount.value)}

    return plant


def _digits(claim: Claim) -> str:
    whole = abs(claim.amount.value).scaleb(claim.amount.decimals)
    return str(int(whole)).zfill(claim.amount.decimals + 1)


def _transpose(digits: str, random: Random) -> str | None:
    places = [place for place in range(len(digits) - 1) if digits[place] != digits[place + 1]]
    if not places:
        return None
    place = random.choice(places)
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def _mistype(digits: str, random: Random) -> str:
    place = random.randrange(len(digits))
    return digits[:place] + random.choice("0123456789".replace(digits[place], "")) + digits[place + 1 :]


def _confuse(digits: str, random: Random) -> str:
    place = random.randrange(len(digits))
    return digits[:place] + random.choice(_LOOK_ALIKE[digits[place]]) + digits[place + 1 :]


def _drop(digits: str, random: Random) -> str:
    place = random.randrange(len(digits))
    return digits[:place] + digits[place + 1 :]


def _drop_first(digits: str, _: Random) -> str:
    return digits.lstrip("0")[1:]


def _double(digits: str, random: Random) -> str:
    place = random.randrange(len(digits))
    return digits[:place] + digits[place] + digits[place:]


def _insert(digits: str, random: Random) -> str:
    place = random.randrange(len(digits) + 1)
    return digits[:place] + random.choice("0123456789") + digits[place:]


def _times(power: int) -> Planter:
    def plant(field: Field, claim: Claim, random: Random) -> Changes:
        value = claim.amount.value.scaleb(power)
        return {claim.id: value if power > 0 else round(value, claim.amount.decimals)}

    return plant


def _sign(field: Field, claim: Claim, random: Random) -> Changes | None:
    """The sign turned round; sentences have words for it."""
    return {claim.id: -claim.amount.value} if claim.kind == "cell" else None


def _cut_off(field: Field, claim: Claim, random: Random) -> Changes:
    return {claim.id: Decimal(int(claim.amount.value))}


def _blank(field: Field, claim: Claim, random: Random) -> Changes:
    return {claim.id: Decimal(0)}


def _retype(field: Field, claim: Claim, random: Random) -> Changes | None:
    """A total typed over with what another draft came to: up to a seventh more or less."""
    if claim.id not in field.parts:
        return None
    factor = 1 + Decimal(random.choice((-1, 1)) * random.randint(5, 150)) / 1000
    return {claim.id: round(claim.amount.value * factor, claim.amount.decimals)}


def _add_wrongly(sign: int) -> Planter:
    def plant(field: Field, claim: Claim, random: Random) -> Changes | None:
        parts = [part for part in field.parts.get(claim.id, ()) if part.amount.value]
        if len(parts) < 2:
            return None
        return {claim.id: claim.amount.value + sign * random.choice(parts).amount.value}

    return plant


def _neighbour(field: Field, claim: Claim, step: int, *, across: bool) -> Claim | None:
    line, place = field.line_of(claim, across=across)
    other = line[place + step] if 0 <= place + step < len(line) else None
    return other if other is not None and other.amount.unit == claim.amount.unit else None


def _copy_beside(step: int, *, across: bool) -> Planter:
    def plant(field: Field, claim: Claim, random: Random) -> Changes | None:
        other = _neighbour(field, claim, step, across=across)
        return None if other is None else {claim.id: other.amount.value}

    return plant


def _swap(*, across: bool) -> Planter:
    def plant(field: Field, claim: Claim, random: Random) -> Changes | None:
        other = _neighbour(field, claim, 1, across=across)
        return None if other is None else {claim.id: other.amount.value, other.id: claim.amount.value}

    return plant


def _shift(*, across: bool) -> Planter:
    """A run of figures slid by one: each prints what belongs to the one before it, the first keeps its own."""

    def plant(field: Field, claim: Claim, random: Random) -> Changes | None:
        line, place = field.line_of(claim, across=across)
        run = line[place : place + random.randint(4, _LONGEST_RUN)]
        if len(run) < 4 or len({other.amount.unit for other in run}) > 1:
            return None
        return {after.id: before.amount.value for before, after in pairwise(run)}

    return plant


def _stale(field: Field, claim: Claim, random: Random) -> Changes | None:
    """What the document prints for the year before (or, in its comparison, for the year after)."""
    year = claim.point.get(Dimension.YEAR) if claim.point is not None else None
    if claim.point is None or year is None or not year.isdigit():
        return None
    for other in (str(int(year) - 1), str(int(year) + 1)):
        prints = field.by_point.get(claim.point.having(Dimension.YEAR, other), ())
        if prints and prints[0].amount.unit == claim.amount.unit:
            return {claim.id: prints[0].amount.value}
    return None


def _everywhere(field: Field, claim: Claim, random: Random) -> Changes | None:
    """One mistyped figure that was copied to wherever the fact is printed."""
    prints = (
        [other for other in field.by_point.get(claim.point, ()) if other.amount == claim.amount] if claim.point else []
    )
    digits = _digits(claim)
    if len(prints) < 2 or not digits.strip("0"):
        return None
    value = Decimal(_mistype(digits, random)).scaleb(-claim.amount.decimals).copy_sign(claim.amount.value)
    return {other.id: value for other in prints}


def _of_other_fund(field: Field, claim: Claim, random: Random) -> Changes | None:
    """What the document prints for the same lines of another fund, or of all funds."""
    if claim.point is None:
        return None
    others = [
        other
        for other in field.by_line[claim.point.without(Dimension.FUND)]
        if other.point != claim.point and other.amount.unit == claim.amount.unit
    ]
    return {claim.id: random.choice(others).amount.value} if others else None


def _on_wrong_base(field: Field, claim: Claim, random: Random) -> Changes | None:
    """A rate or share worked out on another amount of the document."""
    said = next(
        (one for one in field.claims.statements if one.total == claim.id and one.kind in ("rate", "share")), None
    )
    bases = [other for other in field.claims.claims if other.amount.yuan and other.amount.value > 0]
    if said is None or not bases:
        return None
    rate = 100 * field.by_id[said.parts[0]].amount.value / random.choice(bases).amount.value
    return {claim.id: round(rate, claim.amount.decimals)} if rate < 1000 else None


KINDS = (
    SlipKind("transposed", "相邻两位数字颠倒", "two digits transposed", _by_digits(_transpose)),
    SlipKind("mistyped", "一位数字写错", "one digit mistyped", _by_digits(_mistype)),
    SlipKind("confused", "形近数字误认", "a digit taken for one that looks like it", _by_digits(_confuse)),
    SlipKind("dropped", "漏写一位数字", "a digit dropped", _by_digits(_drop)),
    SlipKind("first_dropped", "漏写首位数字", "the first digit dropped", _by_digits(_drop_first)),
    SlipKind("doubled", "重复一位数字", "a digit doubled", _by_digits(_double)),
    SlipKind("inserted", "多写一位数字", "a digit too many", _by_digits(_insert)),
    SlipKind("point_right", "小数点右移一位", "the decimal point one place to the right", _times(1)),
    SlipKind("point_left", "小数点左移一位", "the decimal point one place to the left", _times(-1)),
    SlipKind("point_lost", "漏写小数点", "the decimal point left out", _times(2)),
    SlipKind("unit_small", "万元栏误填元数", "元 printed as 万元", _times(4)),
    SlipKind("unit_large", "元数误除以一万", "divided by ten thousand once too often", _times(-4)),
    SlipKind("sign", "正负号写反", "the sign turned round", _sign),
    SlipKind("cut_off", "小数部分漏写", "the decimals left out", _cut_off),
    SlipKind("nothing", "漏填，写作零", "left out and printed as nothing", _blank),
    SlipKind("typed_over", "合计手工改写", "a total typed over", _retype),
    SlipKind("part_missed", "合计漏加一项", "a total that leaves out one part", _add_wrongly(-1)),
    SlipKind("part_twice", "合计重加一项", "a total that counts one part twice", _add_wrongly(1)),
    SlipKind("copied_above", "误抄上一行", "copied from the row above", _copy_beside(-1, across=False)),
    SlipKind("copied_below", "误抄下一行", "copied from the row below", _copy_beside(1, across=False)),
    SlipKind("copied_left", "误抄左栏", "copied from the column to the left", _copy_beside(-1, across=True)),
    SlipKind("copied_right", "误抄右栏", "copied from the column to the right", _copy_beside(1, across=True)),
    SlipKind("rows_swapped", "上下两行对调", "two rows swapped in a column", _swap(across=False)),
    SlipKind("columns_swapped", "左右两栏对调", "two columns swapped in a row", _swap(across=True)),
    SlipKind("row_shift", "一栏数字整体错行", "a run of figures slid by a row", _shift(across=False)),
    SlipKind("column_shift", "一行数字整体错栏", "a run of figures slid by a column", _shift(across=True)),
    SlipKind("stale", "沿用另一年度的数字", "another year's figure", _stale),
    SlipKind("other_fund", "误填另一资金的数字", "another fund's figure", _of_other_fund),
    SlipKind("everywhere", "写错的数字抄到各处", "one mistyped figure copied to all its places", _everywhere),
    SlipKind("wrong_base", "比率用错基数", "a rate worked out on a wrong base", _on_wrong_base),
)
"""All kinds of slips; those of one figure's digits first, then of its line, its meaning, its formula."""
