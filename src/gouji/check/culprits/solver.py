"""The set of facts of least weight whose change makes all equations of a component true, by integer programming.

One binary variable a fact says whether it is changed, one number by how much; equations leave what rounding allows.
Only figures of failing equations may change, and by no more than all residues together: a loose bound is slow and,
by the solver's own tolerances, wrong. What the solver says is worked out again in whole numbers before it is believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gouji.check.culprits.component import Component
from gouji.check.culprits.repair import Prints, correction_of, room_for_rounding
from gouji.check.figures import Figure
from gouji.check.prove import Trial

if TYPE_CHECKING:
    from gouji.check.equation import Equation

MOST_EQUATIONS = 1500
"""A component with more equations than this is no case for the solver: the document as a whole is in disorder."""

Change = tuple[Prints, int]
"""A fact and what is to be added to its prints."""


def solve_component(component: Component, weights: Sequence[int], seconds: int) -> list[Change] | None:
    """The set of changes of least weight after which all equations hold; None where none was found in time.

    `weights` gives for each of the component's facts how unlikely it is that somebody mistook it.
    """
    trials = _equations(component)
    if len(trials) > MOST_EQUATIONS:
        return None
    chosen = _choose_facts(component, trials, weights, seconds)
    return None if chosen is None else _work_out(component, chosen)


def _equations(component: Component) -> list[Trial]:
    touched = {id(trial): trial for trial in component.failing}
    for prints in component.facts:
        for figure in prints:
            touched.update((id(trial), trial) for trial in component.holding_at.get(figure.key, ()))
    return list(touched.values())


def _choose_facts(
    component: Component, trials: Sequence[Trial], weights: Sequence[int], seconds: int
) -> list[Prints] | None:
    """The facts that the solver changes."""
    import highspy  # a quarter of a second: paid only where simpler searches found nothing

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy says no types of its methods
    for option, value in {
        "output_flag": False, "time_limit": seconds, "mip_feasibility_tolerance": 1e-9, "threads": 1, "random_seed": 1,
    }.items():  # fmt: skip
        solver.setOptionValue(option, value)
    unit = min(figure.quantum for prints in component.facts for figure in prints)
    most = 2 + sum(abs(residue) for residue in {trial.residue for trial in component.failing}) / unit
    facts = component.facts
    for weight in weights:
        solver.addVariable(0, 1, weight)
        solver.changeColIntegrality(solver.getNumCol() - 1, highspy.HighsVarType.kInteger)
    for _ in facts:
        solver.addVariable(-most, most, 0)
    for number in range(len(facts)):
        solver.addRow(-solver.inf, 0, 2, [len(facts) + number, number], [1, -most])
        solver.addRow(0, solver.inf, 2, [len(facts) + number, number], [1, most])
    numbers: dict[Figure, list[int]] = defaultdict(list)
    for number, prints in enumerate(facts):
        for figure in prints:
            numbers[figure].append(number)
    for trial in trials:
        _add_equation(solver, trial, facts, numbers, unit)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = solver.getSolution().col_value
    return [prints for number, prints in enumerate(facts) if values[number] > 0.5]


def _add_equation(
    solver: Any, trial: Trial, facts: Sequence[Prints], numbers: Mapping[Figure, Sequence[int]], unit: int
) -> None:
    """One equation as a row of the solver. `numbers` gives the facts that each figure prints."""
    equation = trial.equation
    sums: dict[int, Any] = {}
    for figure, by in _weights(equation):
        for number in numbers.get(figure, ()):
            sums[number] = sums.get(number, 0) + by
    terms = [(len(facts) + number, by) for number, by in sorted(sums.items()) if by]
    residue, room = _residue(equation), room_for_rounding(equation)
    if equation.relation == "rate":
        slack = [number for number, prints in enumerate(facts) if equation.total in prints]
        limit = 2 * (abs(residue) + room) / unit
        low = [(column, limit) for column in slack]
        high = [(column, -limit) for column in slack]
        _add_row(solver, (-room - residue) / unit, solver.inf, [*terms, *low])
        _add_row(solver, -solver.inf, (room - residue) / unit, [*terms, *high])
        return
    highest = solver.inf if equation.relation == ">=" else (room - residue) / unit
    lowest = -solver.inf if equation.relation == "<=" else (-room - residue) / unit
    _add_row(solver, lowest, highest, terms)


def _add_row(solver: Any, low: object, high: object, terms: Sequence[tuple[int, object]]) -> None:
    if terms:
        solver.addRow(low, high, len(terms), [column for column, _ in terms], [weight for _, weight in terms])


def _weights(equation: Equation) -> Iterator[tuple[Figure, Any]]:
    """How much what is left grows by each figure: of a rate, what is left of its numerator."""
    found: dict[Figure, Any] = {}
    if equation.relation != "rate" and equation.total is not None:
        found[equation.total] = 1
    rate = _stated_rate(equation)
    for place, (figure, sign) in enumerate(equation.terms):
        base = equation.relation == "rate" and place >= len(equation.parts) - equation.bases
        by = -sign * rate if base else sign
        found[figure] = found.get(figure, 0) + (by if equation.relation == "rate" else -by)
    yield from found.items()


def _stated_rate(equation: Equation) -> Any:
    """The rate as a share of one; it only steers the solver, exact arithmetic decides."""
    percent = 100 * 10**8
    return 0 if equation.relation != "rate" or equation.total is None else equation.total.value / percent


def _residue(equation: Equation) -> Any:
    return sum(weight * figure.value for figure, weight in _weights(equation))


def _work_out(component: Component, chosen: Sequence[Prints]) -> list[Change] | None:
    """The changes of these facts in whole numbers, one equation after the other; None where they do not hold."""
    made: dict[Prints, int] = {}
    moves: dict[Figure, int] = {}
    trials = _equations(component)
    while len(made) < len(chosen):
        step = _next_change(trials, [prints for prints in chosen if prints not in made], moves)
        if step is None:
            return None
        made[step[0]] = step[1]
        for figure in step[0]:
            moves[figure] = moves.get(figure, 0) + step[1]
    if any(component.left_by(moves)) or any(component.broken_by(moves)):
        return None
    return [(prints, change) for prints, change in made.items() if change]


def _next_change(trials: Sequence[Trial], open_facts: Sequence[Prints], moves: Mapping[Figure, int]) -> Change | None:
    """A fact that is the only open one of some equation, with the change that follows; exact sums first."""
    for trial in sorted(trials, key=lambda trial: (trial.equation.relation != "=", len(trial.equation.parts))):
        inside = [prints for prints in open_facts if any(figure in trial.equation.figures for figure in prints)]
        if len(inside) == 1 and trial.equation.relation in ("=", "rate"):
            change = correction_of(trial, inside[0], moves)
            if change is not None:
                return inside[0], change
    return None
