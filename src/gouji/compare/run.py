"""Compare claim sets: find out what they are to each other, and work out every bond."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import ModuleType

from gouji.check.crash import crash_finding
from gouji.compare.changes import find_changes, find_unmatched
from gouji.compare.checks import ACROSS
from gouji.compare.merge import merge_claim_sets
from gouji.compare.model import Comparison, Kind, Link, Side, Unmatched, Words
from gouji.compare.projects import find_fates
from gouji.compare.relate import find_strangers, relate
from gouji.compare.shelves import Library
from gouji.compare.study import Study, Tried
from gouji.compare.words import label_side
from gouji.model.claim import ClaimSet
from gouji.model.finding import Coverage, Finding, Outcome, Severity, Verdict

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def compare_claims(
    sets: Sequence[ClaimSet], names: Sequence[str] | None = None, forced: Kind | None = None
) -> Comparison:
    """Everything that documents say about each other. `names` are the files' as given; `forced` says what they are.

    With `forced` = UNITS the first is the department.
    """
    claims = merge_claim_sets(sets)
    sides = make_sides(sets, names)
    library = Library(claims, sides)
    bonds = relate(library, forced)
    links, outcomes, findings = [], list[Outcome](), list[Finding]()
    for bond in bonds:
        study = Study(library, bond)
        tried = [_try(module, study) for module in ACROSS if bond.kind in module.KINDS]
        outcomes += [outcome for each in tried for outcome in each.outcomes]
        findings += [finding for each in tried for finding in each.findings]
        links.append(_work_out(study, [unmatched for each in tried for unmatched in each.unmatched]))
    findings.sort(key=lambda finding: _ORDER[finding.severity])
    return Comparison(
        claims=claims,
        sides=sides,
        links=tuple(links),
        outcomes=tuple(outcomes),
        findings=tuple(findings),
        coverage=_coverage(claims, outcomes),
        strangers=tuple(find_strangers(sides, bonds).items()),
    )


def make_sides(sets: Sequence[ClaimSet], names: Sequence[str] | None = None) -> tuple[Side, ...]:
    """The inputs, each with a label of its own: year and kind, or entity and file name where these do not differ."""
    given = names or [" + ".join(document.name for document in claims.documents) for claims in sets]
    labels = _labels(sets, given)
    sides: list[Side] = []
    begin = 0
    for number, claims in enumerate(sets):
        end = begin + len(claims.documents)
        sides.append(Side(number, given[number], claims.facts, tuple(range(begin, end)), labels[number]))
        begin = end
    return tuple(sides)


def _labels(sets: Sequence[ClaimSet], names: Sequence[str]) -> list[Words]:
    """Year and kind; where files share these, with the scope, the entity, the file's name, or the name as given."""
    files = [" + ".join(document.name for document in claims.documents) for claims in sets]
    facts = [claims.facts for claims in sets]
    plain = [label_side(fact, name) for fact, name in zip(facts, names, strict=True)]
    scoped = [label_side(fact, name, with_scope=True) for fact, name in zip(facts, names, strict=True)]
    owners = [fact.entity.value if fact.entity else file for fact, file in zip(facts, files, strict=True)]
    ways = (plain, scoped, *(_before(told, plain) for told in (owners, files)))
    return next((labels for labels in ways if len(set(labels)) == len(labels)), _before(names, plain))


def _before(told: Sequence[str], labels: Sequence[Words]) -> list[Words]:
    return [(f"{name} {label[0]}", f"{name} {label[1]}") for name, label in zip(told, labels, strict=True)]


def _try(module: ModuleType, study: Study) -> Tried:
    """What a check gives; one that breaks down is a finding about itself and stops no other."""
    try:
        tried: Tried = module.check(study)
    except Exception as error:  # whatever went wrong in one check, the others must run
        return Tried(findings=(crash_finding(module.CODE, module.NAME, error),))
    return tried


def _work_out(study: Study, unmatched: Sequence[Unmatched]) -> Link:
    """What changed between the sides of a bond."""
    bond = study.bond
    if bond.kind is Kind.UNITS or bond.kind is Kind.VERSIONS:
        return Link(bond, unmatched=tuple(unmatched))
    executed = bond.kind is Kind.FINAL
    return Link(
        bond,
        changes=find_changes(study.library, study.before, study.after, executed=executed),
        names=study.names,
        projects=tuple(find_fates(*study.projects)),
        goals=study.goals if bond.kind is Kind.YEARS else (),
        unmatched=(*unmatched, *find_unmatched(study.library, study.before, study.after), *_unlisted_projects(study)),
    )


def _unlisted_projects(study: Study) -> Iterable[Unmatched]:
    """Projects that cannot be followed, because the other side lists none."""
    before, after = study.projects
    for ours, theirs, side in ((before, after, study.earlier), (after, before, study.later)):
        if ours and not theirs:
            yield Unmatched(
                side.number,
                ("项目", "projects"),
                ("另一份文件没有列出项目", "the other file lists no projects"),
                len(ours),
                tuple(project.name for project in ours[:5]),
            )


def _coverage(claims: ClaimSet, outcomes: Iterable[Outcome]) -> Coverage:
    """How many figures are held by a relation across files."""
    held: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.verdict in (Verdict.PASS, Verdict.FAIL):
            names = {outcome.identity.total, *(term.claim for term in outcome.identity.parts)} - {""}
            held.update(names)
    figures = len(claims.claims)
    once = sum(1 for count in held.values() if count == 1)
    return Coverage(
        figures=figures,
        bound=sum(1 for claim in claims.claims if claim.point is not None),
        held_once=once,
        held_twice=len(held) - once,
        orphans=figures - len(held),
    )
