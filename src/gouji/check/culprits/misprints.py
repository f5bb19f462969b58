"""How a figure may have become what is printed: slips of hand and eye, with how unlikely each is.

A cost is about −log₂ of how often people make just this slip of this figure: one bit less is twice as often. They
order suspects of which arithmetic alone cannot tell; they never make or unmake a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gouji.check.culprits.lines import Lines, Side
from gouji.check.figures import Figure
from gouji.model.point import Dimension

ANY_VALUE = 12
"""The cost of a change that no slip explains."""

_LOOK_ALIKE = frozenset(map(frozenset, ("06", "08", "09", "17", "14", "27", "38", "35", "49", "56", "58", "68", "39")))
_DIGITS_AT_MOST = 18


@dataclass(frozen=True, slots=True)
class Misprint:
    """A slip that turns one value into another: how unlikely it is, and its name in Chinese and English."""

    cost: int
    chinese: str
    english: str
    proves: bool = False
    """Whether nothing innocent makes just this difference of two long figures."""


UNKNOWN = Misprint(ANY_VALUE, "", "")

LEFT_EMPTY = Misprint(ANY_VALUE - 1, "漏填", "it was left out")
"""A figure left out of a row that prints nothing else either: forms have many such rows, and mostly rightly so."""

_SIDES: dict[Side, tuple[str, str]] = {
    "above": ("误抄上一行的数", "the figure of the row above was copied"),
    "below": ("误抄下一行的数", "the figure of the row below was copied"),
    "left": ("误抄左边一栏的数", "the figure of the column to the left was copied"),
    "right": ("误抄右边一栏的数", "the figure of the column to the right was copied"),
}
_SHIFTS = {
    1: ("小数点错一位", "the decimal point is one place off"),
    2: ("小数点错两位", "the decimal point is two places off"),
    3: ("单位差一千倍", "it is a thousand times too large or too small"),
    4: ("单位误作元或万元", "元 were taken for 万元, or the other way round"),
    8: ("单位误作元或亿元", "元 were taken for 亿元, or the other way round"),
}


def explain_value(figure: Figure, meant: int, lines: Lines | None) -> Misprint:
    """The likeliest slip by which a figure that should be `meant` (scaled) was printed as it is.

    `lines` gives the figures beside it; without them only its digits are looked at.
    """
    found = list(_slips(figure, meant))
    if lines is not None and figure.value:
        found.extend(_copies(figure, lines))
    elif lines is not None and not any(other.value for other in lines.line_of(figure, across=True)):
        found = [LEFT_EMPTY]
    return min(found, key=lambda slip: slip.cost, default=UNKNOWN)


def one_slip_away(figure: Figure) -> Iterator[int]:
    """Every value (scaled) of which one slip of its digits, its point or its sign makes what is printed."""
    printed, quantum = figure.value, figure.quantum
    yield -printed
    for power in _SHIFTS:
        yield printed * 10**power
        if printed % (10**power * quantum) == 0:
            yield printed // 10**power
    sign = -quantum if printed < 0 else quantum
    yield from (sign * int(digits) for digits in _one_digit_away(str(abs(printed) // quantum)))


def _one_digit_away(text: str) -> Iterator[str]:
    """The digits with one dropped, changed or put in, or two transposed; noughts do not lead."""
    for place in range(min(len(text), _DIGITS_AT_MOST)):
        before, digit, after = text[:place], text[place], text[place + 1 :]
        others = [
            before + after,
            *(before + other + after for other in "0123456789" if other != digit),
            *(before + other + digit + after for other in "0123456789"),
            before + after[:1] + digit + after[1:],
        ]
        yield from (other for other in others if other and other[0] != "0")


def is_telling(figure: Figure, meant: int, suspects: int) -> bool:
    """Whether chance would not make a slip of the difference: in 1 % of cases at most, with so many figures suspected.

    From a figure of so many digits, all the slips looked for lead to about 20 others a digit.
    """
    digits = len(str(max(abs(figure.value), abs(meant)) // figure.quantum))
    reachable: int = (21 * digits + 20) * suspects
    return reachable * 100 <= 9 * int(10 ** (digits - 1))


def _slips(figure: Figure, meant: int) -> Iterator[Misprint]:
    printed, quantum = figure.value, figure.quantum
    if printed == -meant:
        yield Misprint(4, "正负号写反", "the sign was turned round", proves=True)
    if printed == 0:
        yield Misprint(5, "漏填", "it was left out")
        return
    if (printed < 0) != (meant < 0) or meant == 0:
        return
    for power, words in _SHIFTS.items():
        if _is_shifted(abs(printed), abs(meant), 10**power, quantum):
            yield Misprint(4 if power < 3 else 5, *words, proves=True)
    whole = 10**figure.claim.amount.decimals * quantum
    if printed % whole == 0 and printed // whole == meant // whole:
        yield Misprint(4, "小数部分漏写", "the decimals were left out", proves=True)
    if meant % quantum == 0:
        yield from _digit_slips(str(abs(printed) // quantum), str(abs(meant) // quantum))


def _is_shifted(printed: int, meant: int, factor: int, quantum: int) -> bool:
    """Whether one is the other times the factor, rounded to the quantum that is printed."""
    return abs(printed * factor - meant) * 2 <= quantum * factor or printed == meant * factor


def _digit_slips(printed: str, meant: str) -> Iterator[Misprint]:
    if max(len(printed), len(meant)) > _DIGITS_AT_MOST:
        return
    if len(printed) == len(meant):
        wrong = [place for place in range(len(meant)) if printed[place] != meant[place]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and printed[wrong[0]] == meant[wrong[1]]:
            if printed[wrong[1]] == meant[wrong[0]]:
                yield Misprint(4, "相邻两位数字颠倒", "two neighbouring digits are transposed", proves=True)
        elif len(wrong) == 1:
            alike = frozenset((printed[wrong[0]], meant[wrong[0]])) in _LOOK_ALIKE
            yield Misprint(5 if alike else 6, "一位数字写错", "one digit is wrong")
    elif _has_one_more(meant, printed) or _drops_noughts(printed, meant):
        yield Misprint(6, "漏写一位数字", "a digit was dropped", proves=True)
    elif _has_one_more(printed, meant):
        doubled = any(printed[place] == printed[place + 1] for place in range(len(printed) - 1))
        yield Misprint(5 if doubled else 7, "多写一位数字", "there is a digit too many", proves=True)


def _has_one_more(longer: str, shorter: str) -> bool:
    """Whether taking one digit out of the longer text leaves the shorter one."""
    if len(longer) != len(shorter) + 1:
        return False
    place = next((place for place, digit in enumerate(shorter) if digit != longer[place]), len(shorter))
    return longer[place + 1 :] == shorter[place:]


def _drops_noughts(printed: str, meant: str) -> bool:
    """Whether the first digit fell away, and with it the noughts that then led (1050 → 50)."""
    return meant[1:].lstrip("0") == printed and bool(printed)


def _copies(figure: Figure, lines: Lines) -> Iterator[Misprint]:
    for side, other in lines.beside(figure).items():
        if other.value == figure.value:
            yield Misprint(5, *_SIDES[side])
    if any(other.value == figure.value for other in lines.same_but(figure, Dimension.YEAR)):
        yield Misprint(6, "沿用了另一年度的数", "another year's figure was left standing")
    if any(other.value == figure.value for other in lines.same_but(figure, Dimension.FUND)):
        yield Misprint(7, "误用了另一资金的数", "it is another fund's figure")
