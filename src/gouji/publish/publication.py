"""From a budget to its publication in one step that succeeds wholly or changes nothing.

Budget ─validate─▶ compose ─▶ Edition ─render─▶ files ─read back─▶ proof, check ─gate─▶ manifest ─▶ folder
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gouji import __version__
from gouji.build.charts import charts_of
from gouji.build.compose import compose
from gouji.build.text import budget_to_text
from gouji.build.validate_faults import BudgetFault
from gouji.law.packs import load_pack
from gouji.model.budget import Budget
from gouji.model.edition import Edition
from gouji.model.finding import Severity
from gouji.publish.changes import Change, find_changes
from gouji.publish.erratum import Correction, erratum_edition, render_erratum
from gouji.publish.formats import FORMATS, NAMES, PublishedFile, prove, render_files
from gouji.publish.gate import (
    Obstacle,
    Residue,
    entry_obstacles,
    find_residues,
    finding_obstacles,
    proof_obstacles,
    text_obstacles,
)
from gouji.publish.manifest import (
    BUDGET,
    MANIFEST,
    PROOF,
    SUPERSEDED,
    make_erratum,
    make_manifest,
    make_proof,
    pack_hash,
    parse_json,
    sha256,
)
from gouji.publish.proof import FileProof
from gouji.publish.snapshot import Snapshot, edition_to_snapshot, record_to_snapshot
from gouji.publish.store import PublishError, read_folder, write_folder
from gouji.report.record import Record

_COMPOSED = frozenset(
    {
        "asset_exceeds",
        "extra_exceeds",
        "indicator",
        "name",
        "plan_end",
        "plan_falls",
        "procurement_exceeds",
        "purchase_product",
        "record",
        "reserved_exceeds",
        "target_twice",
        "unbalanced",
    }
)
"""Errors with which a budget can be composed all the same: amounts and names that do not fit each other."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What building gave. `files` maps paths inside the folder to bytes, {} where something stopped it.

    `notes` is everything that the gate said; those that stop do so unless the publication is a draft. `outcome`:
    "written", "unchanged" (the same stood there already), "stopped". `changes` are those of a correction.
    """

    outcome: str
    edition: Edition | None
    files: Mapping[str, bytes]
    proofs: tuple[FileProof, ...]
    notes: tuple[Obstacle, ...]
    residues: tuple[Residue, ...] = ()
    unasked: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    draft: bool = False

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What stops it."""
        return tuple(note for note in self.notes if note.stops)


def build_publication(
    budget: Budget,
    out: Path,
    formats: Sequence[str] = FORMATS,
    *,
    draft: bool = False,
    day: date | None = None,
    correction: Correction | None = None,
    faults: Sequence[BudgetFault] | None = None,
) -> Publication:
    """The publication of a budget, proved, in the folder `out`; nothing is written where something stops it.

    `day` is the date that the manifest bears, else the budget's own date of publication, else none: never today's.
    A draft is written whatever the gate says, and is marked as one on every page. A publication that stands in `out`
    is replaced only where it is a draft, or by a `correction`, which keeps its files and tells what changed. `faults`
    are those of what was entered, where they were told with their places already.

    Raises:
        PublishError: what stands in `out` is no publication, or may not be replaced; or nothing is to be corrected.
        PackError: the budget names no pack that there is.
        TemplateError: a sentence of the pack cannot be filled.
    """
    before = read_folder(out)
    _refuse_correction(before, draft=draft, correction=correction)
    if correction is None and _is_current(before, budget, formats, draft=draft, day=day):
        return Publication("unchanged", None, before, (), (), draft=draft)
    if before and correction is None and not _is_draft(before):
        raise _published()
    made = make_publication(budget, formats, draft=draft, faults=faults)
    if made.outcome == "stopped" or made.edition is None:
        return made
    pack = load_pack(budget.pack)
    files = [PublishedFile(name, _form_of(name), data) for name, data in made.files.items()]
    errata: list[Record] = []
    changes: tuple[Change, ...] = ()
    if correction is not None:
        changes, added, errata = _correct(before, made, correction, formats)
        files += added
    manifest = make_manifest(
        budget,
        pack,
        made.edition.title,
        files,
        day=_day(budget, day, correction, draft=draft),
        draft=draft,
        errata=errata,
    )
    whole = {**{file.name: file.data for file in files}, MANIFEST: manifest}
    if whole == before:
        return replace(made, outcome="unchanged", files=whole)
    write_folder(out, whole)
    return replace(made, outcome="written", files=whole, changes=changes)


def make_publication(
    budget: Budget,
    formats: Sequence[str] = FORMATS,
    *,
    draft: bool = False,
    faults: Sequence[BudgetFault] | None = None,
) -> Publication:
    """The files of a publication, with budget and proof, read back and proved, without manifest and not yet written."""
    from gouji.build.validate import validate

    faults = validate(budget) if faults is None else faults
    notes = list(entry_obstacles(faults))
    if _stops(notes) and not draft:
        unasked = _unasked(budget, faults)
        return Publication("stopped", None, {}, (), (*notes, *text_obstacles(unasked)), unasked=unasked)
    composed = compose(budget, load_pack(budget.pack), draft=draft)
    notes += text_obstacles(composed.unasked)
    if _stops(notes) and not draft:
        return Publication("stopped", composed.edition, {}, (), tuple(notes), unasked=composed.unasked)
    charts = charts_of(budget) if "html" in formats else ()
    rendered = render_files(composed.edition, formats, charts)
    proofs = tuple(held for file in rendered if (held := prove(composed.edition, file)) is not None)
    notes += proof_obstacles(proofs)
    findings, residues = _checked(proofs)
    notes += findings
    stopped = _stops(notes) and not draft
    proof = make_proof(
        edition_to_snapshot(composed.edition),
        proofs,
        {file.name: sha256(file.data) for file in rendered},
        notes,
        residues,
    )
    files = {file.name: file.data for file in rendered}
    files[BUDGET] = budget_to_text(budget).encode()
    files[PROOF] = proof
    return Publication(
        "stopped" if stopped else "made",
        composed.edition,
        {} if stopped else files,
        proofs,
        tuple(notes),
        residues=tuple(residues),
        unasked=composed.unasked,
        draft=draft,
    )


def _unasked(budget: Budget, faults: Iterable[BudgetFault]) -> tuple[str, ...]:
    """What else is missing where errors stop the build, said with them; () where they keep it from being composed."""
    errors = {fault.code for fault in faults if fault.severity is Severity.ERROR}
    return compose(budget, load_pack(budget.pack)).unasked if errors <= _COMPOSED else ()


def _checked(proofs: Iterable[FileProof]) -> tuple[tuple[Obstacle, ...], Sequence[Residue]]:
    """What the checks say of the figures as read back; one file is checked, the proof says that all are the same."""
    from gouji.check.run import check_claims

    claims = next((proof.claims for proof in proofs if proof.claims is not None), None)
    if claims is None:
        return (), ()
    report = check_claims(claims)
    return tuple(finding_obstacles(report.findings)), find_residues(report)


def _stops(notes: Iterable[Obstacle]) -> bool:
    return any(note.stops for note in notes)


def _refuse_correction(before: Mapping[str, bytes], *, draft: bool, correction: Correction | None) -> None:
    """Says at once what makes no sense of a correction."""
    if correction is None:
        return
    if draft:
        raise PublishError("draft_correction", "更正不能是草稿", "a correction cannot be a draft")
    if not correction.reason.strip():
        raise PublishError("no_reason", "请用 --reason 写明更正原因", "say why with --reason")
    if not before or _is_draft(before):
        raise PublishError(
            "nothing_published",
            "该文件夹里没有已公开的文件可供更正；请直接编制",
            "nothing that was published stands there to be corrected; build it without --correct",
        )


def _published() -> PublishError:
    return PublishError(
        "published",
        "该文件夹里已有内容不同的公开文件，不能悄悄替换：请用 --correct 日期 --reason 原因 更正，或另选文件夹",
        "another publication stands there already, and none may be replaced silently: "
        "correct it with --correct DATE --reason TEXT, or choose another folder",
    )


def _is_draft(files: Mapping[str, bytes]) -> bool:
    return bool(parse_json(files[MANIFEST]).get("draft"))


def _is_current(
    before: Mapping[str, bytes], budget: Budget, formats: Sequence[str], *, draft: bool, day: date | None
) -> bool:
    """Whether what was asked for stands there already, untouched, made by this version from this very budget."""
    if not before:
        return False
    manifest = parse_json(before[MANIFEST])
    try:
        listed = {entry["name"]: entry["sha256"] for entry in manifest["files"]}
    except (KeyError, TypeError):
        return False
    whole = {name: sha256(data) for name, data in before.items() if name != MANIFEST} == listed
    asked = {NAMES[form] for form in formats}
    told = _day(budget, day, None, draft=draft)
    return (
        whole
        and manifest.get("gouji") == __version__
        and manifest.get("draft") == draft
        and manifest.get("pack") == {"name": budget.pack, "sha256": pack_hash(load_pack(budget.pack))}
        and listed.get(BUDGET) == sha256(budget_to_text(budget).encode())
        and asked == {name for name in NAMES.values() if name in before}
        and (manifest.get("date") == told or bool(manifest.get("errata")))
    )


def _day(budget: Budget, day: date | None, correction: Correction | None, *, draft: bool) -> str | None:
    """The date that the manifest bears: the one given, that of the correction, or the budget's own."""
    usual = None if draft else budget.dates.published
    told = day or (correction.day if correction is not None else usual)
    return told.isoformat() if told is not None else None


def _form_of(name: str) -> str:
    own = {**{file: form for form, file in NAMES.items()}, BUDGET: "budget", PROOF: "proof"}
    return own.get(name, "datapackage")


def _correct(
    before: Mapping[str, bytes], made: Publication, correction: Correction, formats: Sequence[str]
) -> tuple[tuple[Change, ...], list[PublishedFile], list[Record]]:
    """What a correction changes, the files that it adds (the note, the old files), and the errata so far."""
    assert made.edition is not None
    manifest = parse_json(before[MANIFEST])
    changes = find_changes(_snapshot(before), edition_to_snapshot(made.edition))
    if not changes:
        raise PublishError("no_change", "更正后的内容与已公开的相同，没有可更正之处", "nothing would change")
    day = correction.day.isoformat()
    label = _free_label(before, day)
    folder = f"{SUPERSEDED}/{label}"
    edition = made.edition
    note = erratum_edition(
        edition.title,
        edition.name,
        edition.code,
        edition.year,
        edition.pack,
        day=day,
        reason=correction.reason,
        superseded=folder,
        changes=changes,
    )
    notes = render_erratum(note, label, formats)
    kept = [
        PublishedFile(name, "kept", data)
        for name, data in before.items()
        if name.startswith((f"{SUPERSEDED}/", "erratum-"))
    ]
    moved = [
        PublishedFile(f"{folder}/{name}", "superseded", data)
        for name, data in before.items()
        if not name.startswith((f"{SUPERSEDED}/", "erratum-"))
    ]
    names = [file.name for file in notes]
    erratum = make_erratum(edition.title, edition.name, day, correction.reason, folder, names, changes)
    return changes, [*notes, *kept, *moved], [*manifest.get("errata", ()), erratum]


def _snapshot(files: Mapping[str, bytes]) -> Snapshot:
    try:
        return record_to_snapshot(parse_json(files[PROOF])["printed"])
    except (KeyError, TypeError, ValueError):
        raise PublishError(
            "damaged",
            f"已公开的 {PROOF} 缺失或已损坏，无从知道更正前的内容；请先用 gouji prove 查明",
            f"the {PROOF} that was published is missing or damaged: see gouji prove",
        ) from None


def _free_label(files: Mapping[str, bytes], day: str) -> str:
    """The day as the name of a folder; a second correction of the same day gets a number."""
    label, number = day, 1
    while any(name.startswith(f"{SUPERSEDED}/{label}/") for name in files):
        number += 1
        label = f"{day}-{number}"
    return label
