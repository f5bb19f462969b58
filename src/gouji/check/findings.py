"""From explained failures to what a reader is told: one finding a mistake, with both figures, arithmetic and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gouji.check.culprits.misprints import is_telling
from gouji.check.explanation import Explanation
from gouji.check.figures import SCALE, Book, Figure
from gouji.check.forensics.formulas import Origin, find_origin
from gouji.check.prove import Proof, Trial
from gouji.check.registry import check_of
from gouji.check.wording import Words, name_place, print_amount, print_arithmetic, print_figure, with_unit
from gouji.model.finding import Finding, Severity, Witness

MOST_WITNESSES = 40
MOST_RIVALS = 6
_ONE_YUAN = 10**SCALE


def explanation_to_finding(book: Book, explanation: Explanation, proofs: Mapping[int, Proof]) -> Finding:
    """One mistake as a finding. `proofs` gives the proof that each trial (by id) belongs to."""
    trial = _clearest(explanation)
    if explanation.lacks_rows and trial.equation.total is not None:
        return _shortfall(book, explanation, trial, trial.equation.total)
    sure = explanation.is_sure or explanation.leads
    shown = explanation.culprits[0] if sure or trial.equation.total is None else trial.equation.total
    change = explanation.change if sure else (-trial.residue if shown is trial.equation.total else None)
    if change is not None and trial.equation.relation == "rate" and shown is trial.equation.total:
        change = (shown.value + change + shown.quantum // 2) // shown.quantum * shown.quantum - shown.value
    origin = None if explanation.given_up else find_origin(book, trial.equation, shown)
    check = check_of(trial.equation.code)
    expected = None if change is None else with_unit(print_amount(shown.value + change, shown), shown)
    return Finding(
        code=check.code,
        name=check.name,
        severity=_severity(explanation, proofs),
        message=_message(book, trial, shown, expected, change),
        witnesses=_witnesses(explanation, shown, sure=sure),
        stated=print_figure(shown),
        expected=expected,
        difference=None if change is None else with_unit(print_amount(-change, shown), shown),
        arithmetic=_arithmetic(trial, explanation.trials),
        suggestion=_suggestion(expected, sure=sure),
        explanation=_with_origin(_reason(book, explanation, trial), origin),
        source=check.source,
        related=tuple(dict.fromkeys(told.equation.code for told in explanation.trials if told is not trial)),
    )


def _shortfall(book: Book, explanation: Explanation, trial: Trial, total: Figure) -> Finding:
    """A warning that rows add up to less than a total which the rest of the document bears out."""
    check = check_of(trial.equation.code)
    chinese, english = name_place(book, total)
    short = with_unit(print_amount(trial.residue, total), total)
    worked = with_unit(print_amount(total.value - trial.residue, total), total)
    totals = [told.equation.total for told in explanation.trials if told.equation.total is not None]
    clean = all(figure.certain for told in explanation.trials for figure in told.equation.figures)
    return Finding(
        code=check.code,
        name=check.name,
        severity=Severity.WARNING if clean else Severity.NOTICE,
        message=(
            f"{chinese}为 {print_figure(total)}，所列各行之和为 {worked}，少 {short}：可能有行未列出",
            f"{english} states {print_figure(total)}, its rows add up to {worked}: {short} short, rows may be missing",
        ),
        witnesses=_list_witnesses(totals, [figure for told in explanation.trials for figure in told.equation.figures]),
        stated=print_figure(total),
        expected=worked,
        difference=short,
        arithmetic="；".join(dict.fromkeys(print_arithmetic(told.equation) for told in explanation.trials[:5])),
        suggestion=("补列缺少的行，或说明未列的原因", "print the missing rows, or say why they are left out"),
        explanation=(
            "合计与文中其他数字相符，所列各行不足：漏列，或因涉密等原因未公开",
            "the total agrees with other figures; the rows fall short: left out by mistake, or withheld",
        ),
        source=check.source,
        related=tuple(dict.fromkeys(told.equation.code for told in explanation.trials if told is not trial)),
    )


def rounding_notices(book: Book, holding: Iterable[Trial]) -> Iterator[Finding]:
    """A notice for each sum that honest rounding explains, but not well; once for the same sum in several columns."""
    told: set[tuple[str, int]] = set()
    for trial in holding:
        total = trial.equation.total
        if not trial.residue or total is None or trial.grade.plausible:
            continue
        if total.kind == "元" and abs(trial.residue) < _ONE_YUAN:
            continue  # nobody prints a budget anew for less than one 元
        key = (trial.equation.why, trial.residue)
        if key in told:
            continue
        told.add(key)
        check = check_of(trial.equation.code)
        size = print_amount(trial.residue, total)
        chance = f"{trial.grade.probability * 100:.2g}%"
        chinese, english = name_place(book, total)
        yield Finding(
            code=check.code,
            name=check.name,
            severity=Severity.NOTICE,
            message=(
                f"{chinese}与各分项之和相差 {size}，四舍五入可能造成，但可能性仅约 {chance}",
                f"{english} differs from its parts by {size}: rounding may do this, at a chance of only about {chance}",
            ),
            witnesses=_list_witnesses((total,), trial.equation.figures),
            stated=print_figure(total),
            expected=with_unit(print_amount(total.value - trial.residue, total), total),
            difference=with_unit(print_amount(trial.residue, total), total),
            arithmetic=print_arithmetic(trial.equation),
            source=check.source,
        )


def _clearest(explanation: Explanation) -> Trial:
    """The equation to show first: one whose total is the culprit, of these the one with most parts."""

    def clarity(trial: Trial) -> tuple[bool, bool, int]:
        total = trial.equation.total
        return total in explanation.culprits, total is not None, len(trial.equation.parts)

    return max(explanation.trials, key=clarity)


def _severity(explanation: Explanation, proofs: Mapping[int, Proof]) -> Severity:
    """How sure it is: a doubtful figure makes a notice at most, a reading that only the layout suggests a warning."""
    clean = [trial for trial in explanation.trials if all(figure.certain for figure in trial.equation.figures)]
    if not clean:
        return Severity.NOTICE
    if all(trial.equation.relation == "rate" and _is_last_digit(trial) for trial in clean):
        return Severity.NOTICE
    strong = [trial for trial in clean if trial.equation.total is not None and proofs[id(trial)].is_strong]
    if not strong or explanation.doubted or all(_is_last_digit(trial) for trial in strong):
        return Severity.WARNING
    return Severity.ERROR


def _is_last_digit(trial: Trial) -> bool:
    """Whether two prints of one fact differ in the last digit only: rounding in another order may do that.

    A share may be off by its last digit too, where people made their shares add up to 100 %.
    """
    total = trial.equation.total
    if trial.equation.relation == "rate" and total is not None:
        return 2 * abs(trial.residue) <= 3 * total.quantum
    quantum = max(figure.quantum for figure in trial.equation.figures)
    return len(trial.equation.parts) == 1 and abs(trial.residue) <= quantum


def _message(book: Book, trial: Trial, shown: Figure, expected: str | None, change: int | None) -> Words:
    chinese, english = name_place(book, shown)
    stated = print_figure(shown)
    if trial.equation.total is None:
        return (
            f"{chinese}为 {stated}，而它所属的一方为空（“{trial.equation.why}”）",
            f"{english} states {stated}, while what it is part of is blank (“{trial.equation.why}”)",
        )
    if expected is None or change is None:
        return (
            f"{chinese}为 {stated}，与勾稽关系“{trial.equation.why}”不符",
            f"{english} states {stated}, which does not obey “{trial.equation.why}”",
        )
    size = with_unit(print_amount(abs(change), shown), shown)
    more, much = ("多", "much") if change < 0 else ("少", "little")
    return (
        f"{chinese}为 {stated}，按“{trial.equation.why}”应为 {expected}，{more} {size}",
        f"{english} states {stated}; by “{trial.equation.why}” it should be {expected}: {size} too {much}",
    )


def _arithmetic(first: Trial, trials: Sequence[Trial]) -> str:
    """Up to five equations worked out, the clearest first; one fact that differs from several prints is told once."""
    told: dict[object, str] = {}
    for trial in (first, *trials):
        values = [figure.value for figure in trial.equation.figures]
        key = frozenset(values) if len(values) == 2 else id(trial)
        told.setdefault(key, print_arithmetic(trial.equation))
    return "；".join(list(told.values())[:5])


def _witnesses(explanation: Explanation, shown: Figure, *, sure: bool) -> tuple[Witness, ...]:
    others = [figure for trial in explanation.trials for figure in trial.equation.figures]
    rivals = explanation.rivals[:MOST_RIVALS]
    suspects = (*explanation.culprits, *rivals) if sure else (shown, *explanation.culprits, *rivals)
    return _list_witnesses(suspects, others)


def _list_witnesses(culprits: Sequence[Figure], others: Sequence[Figure]) -> tuple[Witness, ...]:
    roles = {figure.key: Witness(figure.key, "culprit") for figure in culprits}
    for figure in others:
        roles.setdefault(figure.key, Witness(figure.key, "witness"))
    return tuple(roles.values())[:MOST_WITNESSES]


def _suggestion(expected: str | None, *, sure: bool) -> Words | None:
    if expected is None:
        return None
    if sure:
        return f"改为 {expected}，或核对相关各数", f"change it to {expected}, or check the figures it is made of"
    return "核对两方数字，改正有误的一方", "check both sides and correct the one that is wrong"


def _names_slip(explanation: Explanation) -> bool:
    """Whether a slip explains the change, and chance would not make one of it."""
    if not explanation.slip.chinese or explanation.change is None:
        return False
    first = explanation.culprits[0]
    return is_telling(first, first.value + explanation.change, 1 + len(explanation.rivals))


def _with_origin(reason: Words, origin: Origin | None) -> Words:
    return reason if origin is None else (f"{reason[0]}。{origin.words[0]}", f"{reason[1]}. {origin.words[1]}")


def _reason(book: Book, explanation: Explanation, trial: Trial) -> Words:
    """Why these figures are suspected: what repairs, what slip it undoes, and who else may be wrong."""
    count = len(explanation.trials)
    chinese, english = explanation.slip.chinese, explanation.slip.english
    cause = (f"；很可能是{chinese}", f"; most likely {english}") if _names_slip(explanation) else ("", "")
    if explanation.is_pattern:
        size = len(explanation.culprits)
        return (
            f"{chinese}，共 {size} 个数：各归其位后，{count} 条不成立的勾稽关系即全部成立",
            f"{english}, {size} figures in all: put back, they make all {count} failing identities true",
        )
    if explanation.joint > 1 and not explanation.rivals:
        return (
            f"与另外 {explanation.joint - 1} 处一并改正，有关的勾稽关系即全部成立{cause[0]}",
            f"corrected together with {explanation.joint - 1} more, it makes all identities concerned true{cause[1]}",
        )
    if explanation.is_sure:
        return (
            f"只改这一个数，{count} 条不成立的勾稽关系即全部成立{cause[0]}",
            f"changing this one figure makes all {count} failing identities true{cause[1]}",
        )
    if explanation.given_up:
        return (
            "全文不成立的勾稽关系过多，未再查找有误的数字",
            "too many identities of the document fail: which figure is wrong was no longer looked for",
        )
    first = explanation.culprits[0] if explanation.leads else trial.equation.total
    figures = [figure for told in (trial, *explanation.trials) for figure in told.equation.figures]
    named = explanation.rivals if explanation.leads else ()
    others = [figure for figure in dict.fromkeys((*named, *figures)) if figure is not first][:3]
    places = [name_place(book, figure) for figure in others]
    shown = [print_figure(figure) for figure in others]
    listed = "；".join(f"{place[0]} {amount}" for place, amount in zip(places, shown, strict=True))
    named_in_english = "; ".join(f"{place[1]}: {amount}" for place, amount in zip(places, shown, strict=True))
    if explanation.leads:
        return (
            f"改这一个数，{count} 条不成立的勾稽关系即成立{cause[0]}。也可能有误的：{listed}",
            f"changing this one figure repairs {count} failing identities{cause[1]}. Also possible: {named_in_english}",
        )
    return (
        f"各方都可能有误，无法仅凭数字断定。另一方：{listed}",
        f"either side may be wrong; the figures alone do not tell. The other side: {named_in_english}",
    )
