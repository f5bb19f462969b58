"""Figures of one file that another must have published: the same fact copied, or worked out from a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gouji.check.figures import SCALE, Figure
from gouji.check.tolerance import Grade, grade_copy, grade_sum
from gouji.check.wording import print_amount, print_figure, with_unit
from gouji.compare.merge import side_of
from gouji.compare.model import Side, Unmatched, Words
from gouji.compare.shelves import Library, Shelf, is_of
from gouji.compare.study import Tried
from gouji.compare.words import place_of, told
from gouji.model.finding import Finding, Identity, Outcome, Severity, Term, Verdict, Witness
from gouji.model.point import Dimension

PROVEN = 8
"""Figures of a family that must tie before one that does not is certain to be a mistake."""
_MOST_WITNESSES = 12
_FEWEST_FAILING = 3
"""From so many on, and if more fail than hold, a column is taken to mean something else than what was published."""


@dataclass(frozen=True)
class Tie:
    """`published` = Σ ±`parts`; published is None where the other side lists such lines and not this one (nothing).

    `parts` is one figure (a copy), this year's figure less its change, or the figures of several units.
    """

    published: Figure | None
    parts: tuple[tuple[Figure, int], ...]
    family: str
    why: str

    @property
    def stated(self) -> Figure:
        """The figure that is put in question."""
        return self.parts[0][0]

    @cached_property
    def sum(self) -> int:
        """Σ ±parts, scaled."""
        return sum(sign * figure.value for figure, sign in self.parts)

    @property
    def residue(self) -> int:
        """Published less Σ parts, scaled."""
        return (self.published.value if self.published is not None else 0) - self.sum

    @cached_property
    def grade(self) -> Grade:
        """How well rounding explains the residue."""
        if self.published is None:
            return grade_copy(self.residue, self.stated.quantum, self.stated.quantum)
        if len(self.parts) == 1:
            return grade_copy(self.residue, self.published.quantum, self.stated.quantum)
        return grade_sum(self.residue, self.published.quantum, [figure.quantum for figure, _ in self.parts])

    @property
    def is_about_something(self) -> bool:
        """Whether any of its figures is more than nothing."""
        return bool(self.sum or (self.published is not None and self.published.value))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All its figures, the stated ones first."""
        published = () if self.published is None else (self.published,)
        return (*(figure for figure, _ in self.parts), *published)

    @property
    def certain(self) -> bool:
        """Whether no figure of it is in doubt."""
        return all(figure.certain for figure in self.figures)


def find_ties(library: Library, stating: Side, shelf: Shelf, year: str, stage: str) -> Iterator[Tie]:
    """What a side says of another's year and stage, each against what the other printed: copies and told changes."""
    for figure in library.by_side[stating.number]:
        if is_of(figure, year, stage):
            yield from _copies(library, shelf, figure)
    yield from _told_changes(library, stating, shelf, year, stage)


def _copies(library: Library, shelf: Shelf, figure: Figure) -> Iterator[Tie]:
    assert figure.point is not None
    point = figure.point.without(Dimension.YEAR, Dimension.STAGE)
    published = shelf.find(point)
    family = _family(library, figure)
    if published is not None and published.kind == figure.kind:
        yield Tie(published, ((figure, 1),), family, "转列数 = 公开数")
    elif published is None and figure.claim.kind == "cell" and shelf.lists(point):
        yield Tie(None, ((figure, 1),), family, "转列数 = 公开数（未列）")


def _told_changes(library: Library, stating: Side, shelf: Shelf, year: str, stage: str) -> Iterator[Tie]:
    """Last year's amount as this year's less the change that a sentence tells, where it compares with that stage."""
    for statement in library.claims.statements:
        change, this = (library.book.by_key.get(key) for key in (statement.total, statement.parts[0]))
        if statement.kind != "change" or len(statement.parts) > 1 or change is None or this is None:
            continue  # where the sentence prints last year's amount too, that is a copy
        point = this.point
        if point is None or point.get(Dimension.YEAR) != stating.year or int(stating.year or 0) != int(year) + 1:
            continue
        if side_of(this.key) != stating.number or not _compares_with(statement.words, change, stage):
            continue
        published = shelf.find(point.without(Dimension.YEAR, Dimension.STAGE))
        if published is not None and published.kind == this.kind == change.kind:
            terms = ((this, 1), (change, -statement.sign))
            yield Tie(published, terms, "文字", "本年数 − 增减额 = 上年公开数")


def _compares_with(words: str, change: Figure, stage: str) -> bool:
    """Whether a change is told against figures of that stage: 执行数 and 决算数 say so, 预算 is meant otherwise."""
    measure = change.point.get(Dimension.MEASURE) if change.point is not None else None
    executed = "执行" in words or (measure or "").endswith("_from_executed")
    final = "决算" in words
    return (final and not executed) if stage == "final" else not (executed or final)


def _family(library: Library, figure: Figure) -> str:
    claim = figure.claim
    return "文字" if claim.table is None else f"{claim.table}/{'/'.join(claim.column)}"


@dataclass(frozen=True)
class Sorted:
    """Ties by what came of them: those that fail on their own, and families that mean something else."""

    outcomes: tuple[Outcome, ...]
    failing: tuple[tuple[Tie, ...], ...]
    """Ties that fail, those of one fact (same two amounts) together."""
    other_meaning: Mapping[str, tuple[Tie, ...]]
    holding: int


def sort_ties(code: str, ties: Iterable[Tie]) -> Sorted:
    """The outcome of every tie; a family most of whose figures differ is not checkable."""
    families: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        families[tie.family].append(tie)
    outcomes: list[Outcome] = []
    failing: dict[tuple[int, int], list[Tie]] = defaultdict(list)
    other: dict[str, tuple[Tie, ...]] = {}
    holding = 0
    for family, members in families.items():
        wrong = [tie for tie in members if not tie.grade.possible]
        right = [tie for tie in members if tie.grade.possible and tie.is_about_something]
        holding += len(right)
        if len(wrong) >= _FEWEST_FAILING and len(wrong) > len(right):
            other[family] = tuple(wrong)
            outcomes += [_outcome(code, tie, Verdict.NOT_CHECKABLE) for tie in members]
            continue
        outcomes += [_outcome(code, tie, Verdict.FAIL if tie in wrong else Verdict.PASS) for tie in members]
        for tie in wrong:
            failing[tie.published.value if tie.published is not None else 0, tie.sum].append(tie)
    return Sorted(tuple(outcomes), tuple(map(tuple, failing.values())), other, holding)


def _outcome(code: str, tie: Tie, verdict: Verdict) -> Outcome:
    identity = Identity(
        code=code,
        total=tie.published.key if tie.published is not None else "",
        parts=tuple(Term(figure.key, sign) for figure, sign in tie.parts),
        why=tie.why,
        family=tie.family,
    )
    reason = "该栏多数数字与公开数不同，含义不同" if verdict is Verdict.NOT_CHECKABLE else ""
    return Outcome(identity, verdict, residue=_yuan(tie.residue), likelihood=tie.grade.probability, reason=reason)


def _yuan(value: int) -> Decimal:
    return Decimal(value).scaleb(-SCALE)


@dataclass(frozen=True)
class Telling:
    """How the failures of one check are told: its code, name and source, and the words of its message."""

    code: str
    name: str
    source: str
    related: tuple[str, ...] = ()
    remedy: Words = (
        "核对两份文件，改正有误的一份；如因口径调整，请在文中说明",
        "check both files and correct the wrong one; if the scope changed, the text should say so",
    )


def tie_finding(library: Library, telling: Telling, ties: Sequence[Tie], severity: Severity) -> Finding:
    """One fact that two files print differently: both figures with their places, the difference, the remedy."""
    tie = min(ties, key=lambda tie: (len(tie.parts), tie.stated.claim.kind != "cell"))
    stated, published = tie.stated, tie.published
    chinese, english = place_of(library.book, library.sides, stated)
    worked = with_unit(print_amount(tie.sum, stated), stated)
    if published is None:
        other: Words = ("对方文件所列各行中没有这一项", "the other file lists no such line")
        expected = None
    else:
        other = told(library.book, library.sides, published)
        expected = with_unit(print_amount(published.value, stated), stated)
    said = chinese_sum = print_figure(stated)
    english_sum = said
    if len(tie.parts) > 1:
        chinese_sum, english_sum = f"{said}，推得 {worked}", f"{said}, which gives {worked}"
    return Finding(
        code=telling.code,
        name=telling.name,
        severity=severity if any(each.certain for each in ties) else Severity.NOTICE,
        message=(
            f"{chinese}为 {chinese_sum}；{other[0]}",
            f"{english} states {english_sum}; {other[1]}",
        ),
        witnesses=_witnesses(ties),
        stated=worked if len(tie.parts) > 1 else said,
        expected=expected,
        difference=with_unit(print_amount(-tie.residue, stated), stated),
        arithmetic=_arithmetic(tie),
        suggestion=telling.remedy,
        explanation=(
            "两份文件都可能有误，仅凭数字无法断定",
            "either file may be wrong; the figures alone do not tell",
        ),
        source=telling.source,
        related=telling.related,
    )


def nothing_told(stating: Side, what: Words) -> tuple[Unmatched, ...]:
    """Says that a side prints no such figures, so that nothing could be held against the other file."""
    reason = ("没有读到，未能与对方文件核对", "none was read: nothing to hold against the other file")
    return (Unmatched(stating.number, what, reason, 0),)


def meaning_finding(library: Library, telling: Telling, ties: Sequence[Tie]) -> Finding:
    """A notice that most figures of a column are not what was published: it is of another scope, or restated."""
    shown = ties[0]
    chinese, english = place_of(library.book, library.sides, shown.stated)
    count = len(ties)
    return Finding(
        code=telling.code,
        name=telling.name,
        severity=Severity.NOTICE,
        message=(
            f"{chinese}所在的一栏有 {count} 个数字与对方文件公开的不同，多于相同的：口径可能不同或已调整，未逐一判断",
            f"{english}: {count} figures of its column are not what was published, most of them: another scope?",
        ),
        witnesses=_witnesses(ties),
        arithmetic="；".join(_arithmetic(tie) for tie in ties[:3]),
        suggestion=telling.remedy,
        source=telling.source,
        related=telling.related,
    )


def _arithmetic(tie: Tie) -> str:
    scale = tie.stated
    terms = "".join(f" {'+' if sign > 0 else '−'} {print_amount(figure.value, scale)}" for figure, sign in tie.parts)
    left = terms.removeprefix(" + ")
    if len(tie.parts) > 1:
        left = f"{left} = {print_amount(tie.sum, scale)}"
    return f"{left} ≠ {print_amount(tie.published.value, scale) if tie.published is not None else '未列'}"


def _witnesses(ties: Sequence[Tie]) -> tuple[Witness, ...]:
    roles = {tie.stated.key: Witness(tie.stated.key, "culprit") for tie in ties}
    for tie in ties:
        for figure in tie.figures:
            roles.setdefault(figure.key, Witness(figure.key, "witness"))
    return tuple(roles.values())[:_MOST_WITNESSES]


def try_ties(
    library: Library, telling: Telling, ties: Iterable[Tie], grade: Callable[[Sequence[Tie], int], Severity]
) -> Tried:
    """Outcomes and findings of ties; `grade` says how severe a failure is, from its ties and how many others hold."""
    done = sort_ties(telling.code, ties)
    findings = [tie_finding(library, telling, same, grade(same, done.holding)) for same in done.failing]
    findings += [meaning_finding(library, telling, wrong) for wrong in done.other_meaning.values()]
    return Tried(done.outcomes, tuple(findings))
