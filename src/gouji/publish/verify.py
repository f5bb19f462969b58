"""A publication verified offline: its files against the manifest, and the proof made anew from files and budget.

The manifest tells that a file was touched; the proof made anew tells which figure, and also where the manifest and
the kept proof were changed along with the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gouji.build.compose import compose
from gouji.build.render.opendata import FIGURES, render_opendata
from gouji.build.text import budget_to_text, text_to_budget
from gouji.build.validate_faults import BudgetError
from gouji.law.packs import PackError, load_pack
from gouji.model.edition import Edition
from gouji.model.fault import ReadError
from gouji.publish.changes import find_changes, record_to_change
from gouji.publish.erratum import erratum_edition, missing_from
from gouji.publish.formats import NAMES, PublishedFile, prove
from gouji.publish.gate import Words
from gouji.publish.manifest import BUDGET, MANIFEST, PROOF, SUPERSEDED, pack_hash, parse_json, sha256
from gouji.publish.proof import FileProof
from gouji.publish.snapshot import Snapshot, edition_to_snapshot, record_to_snapshot
from gouji.publish.store import PublishError, read_folder


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the publication says: `file` is its path, `code` stable ("changed", "missing"…)."""

    code: str
    file: str
    words: Words


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying gave. `faults` are those of files, `proofs` hold every figure; `notes` are worth knowing only."""

    title: str
    draft: bool
    files: int
    faults: tuple[Fault, ...]
    proofs: tuple[FileProof, ...]
    notes: tuple[Words, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every file is as published and says what the budget says."""
        return not self.faults and all(proof.holds for proof in self.proofs)


def verify_publication(folder: Path) -> Verification:
    """Every file of a publication against its manifest, and every figure against its budget.

    Raises:
        PublishError: there is no publication, or its budget cannot be read, so that nothing can be proved.
    """
    files = read_folder(folder)
    if not files:
        raise PublishError("nothing", f"{folder} 里没有公开的文件", f"there is no publication in {folder}")
    manifest = parse_json(files[MANIFEST])
    faults = list(_against_manifest(files, manifest))
    edition, notes = _edition(files, manifest)
    faults += _of_budget(files, manifest)
    proofs = []
    for name, data in files.items():
        form = next((form for form, usual in NAMES.items() if usual == name), None)
        if form is not None and (proof := prove(edition, PublishedFile(name, form, data))) is not None:
            proofs.append(proof)
    if not proofs:
        told = ("没有可核对的公开文件", "there is no file to hold against the budget")
        faults.append(Fault("no_files", str(folder), told))
    faults += _kept_proof(files, edition)
    faults += _package(files, edition)
    faults += _errata(files, manifest, edition)
    return Verification(edition.title, bool(manifest.get("draft")), len(files), tuple(faults), tuple(proofs), notes)


def _against_manifest(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[Fault]:
    listed: dict[str, str] = {}
    for entry in _entries(manifest, "files"):
        listed[str(entry.get("name"))] = str(entry.get("sha256"))
    for name, digest in listed.items():
        if name not in files:
            yield Fault("missing", name, ("清单列出的文件不在了", "listed in the manifest, but not there"))
        elif sha256(files[name]) != digest:
            yield Fault(
                "changed", name, ("公开后被改动：与清单的哈希值不符", "changed since: its hash is not the manifest's")
            )
    for name in files.keys() - listed.keys() - {MANIFEST}:
        yield Fault("unlisted", name, ("清单没有列出的文件", "a file that the manifest does not list"))


def _entries(manifest: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects of a list of the manifest; what is none is as good as not there."""
    listed = manifest.get(name)
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def _edition(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> tuple[Edition, tuple[Words, ...]]:
    """The edition that the budget in the folder gives, and what may make it another than the one published."""
    from gouji import __version__
    from gouji.build.template import TemplateError

    if BUDGET not in files:
        raise PublishError(
            "no_budget", f"缺少 {BUDGET}，无法重新核对数字", f"{BUDGET} is missing: no figure can be proved"
        )
    notes: list[Words] = []
    try:
        budget = text_to_budget(files[BUDGET].decode(), BUDGET)
        pack = load_pack(budget.pack)
        edition = compose(budget, pack, draft=bool(manifest.get("draft"))).edition
    except (UnicodeDecodeError, BudgetError, PackError, TemplateError, KeyError, ValueError) as error:
        raise PublishError("bad_budget", f"{BUDGET} 无法使用：{error}", f"{BUDGET} cannot be used: {error}") from error
    if manifest.get("gouji") != __version__:
        made = manifest.get("gouji")
        notes.append(
            (f"由勾稽 {made} 编制，现用 {__version__} 核对", f"made by Gouji {made}, verified by {__version__}")
        )
    said = manifest.get("pack", {})
    if isinstance(said, dict) and said.get("sha256") != pack_hash(pack):
        told = (
            f"表样包“{budget.pack}”与编制时不同，以下不符可能由此而来",
            f"the pack {budget.pack} is not the one it was made with, which may cause differences",
        )
        notes.append(told)
    return edition, tuple(notes)


def _of_budget(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[Fault]:
    budget = manifest.get("budget", {})
    if not isinstance(budget, dict) or budget.get("sha256") != sha256(files[BUDGET]):
        yield Fault("budget", BUDGET, ("预算与清单登记的不是同一份", "not the budget that the manifest names"))
    canonical = budget_to_text(text_to_budget(files[BUDGET].decode(), BUDGET)).encode()
    if canonical != files[BUDGET]:
        yield Fault(
            "budget", BUDGET, ("预算文本被改写过，不是规范格式", "rewritten: not the canonical text of a budget")
        )


def _kept_proof(files: Mapping[str, bytes], edition: Edition) -> Iterator[Fault]:
    """Whether the proof that was published says the same as the one made anew."""
    try:
        kept = record_to_snapshot(parse_json(files[PROOF])["printed"])
    except KeyError:
        if PROOF not in files:
            return  # told already
        kept = Snapshot((), ())
    except (TypeError, ValueError):
        kept = Snapshot((), ())
    if kept != edition_to_snapshot(edition):
        told = ("记载的数字与预算重新算出的不同", "what it records is not what the budget gives anew")
        yield Fault("proof", PROOF, told)


def _package(files: Mapping[str, bytes], edition: Edition) -> Iterator[Fault]:
    """Whether the tables of open data and their Data Package are those that the budget gives."""
    if FIGURES not in files:
        return
    for name, data in render_opendata(edition).items():
        if name != FIGURES and files.get(name) != data:
            told = ("与预算应有的数据不同", "not the data that the budget gives")
            yield Fault("package", name, told)


def _errata(files: Mapping[str, bytes], manifest: Mapping[str, Any], edition: Edition) -> Iterator[Fault]:
    """Whether each correction tells what changed from the files that it superseded to those after it."""
    from gouji.read.limits import Limits
    from gouji.read.opener import read_bytes

    errata = _entries(manifest, "errata")
    states = [_superseded(files, str(entry.get("superseded"))) for entry in errata]
    after = [*states[1:], edition_to_snapshot(edition)] if errata else []
    told_folders = {str(entry.get("superseded")) for entry in errata}
    for name in files:
        if name.startswith(f"{SUPERSEDED}/") and not any(name.startswith(f"{folder}/") for folder in told_folders):
            yield Fault("erratum", name, ("没有更正说明的旧文件", "an old file that no correction tells of"))
    for entry, old, new in zip(errata, states, after, strict=True):
        try:
            changes = tuple(record_to_change(change) for change in entry["changes"])
            day, reason, names = str(entry["date"]), str(entry["reason"]), list(entry["files"])
            title, name_then = str(entry["title"]), str(entry["name"])
        except (KeyError, TypeError):
            yield Fault("erratum", MANIFEST, ("更正记录已损坏", "the record of a correction is damaged"))
            continue
        if old is None or new is None or find_changes(old, new) != changes:
            told = (f"{day} 的更正记录与新旧文件的差别不符", f"the correction of {day} is not what changed")
            yield Fault("erratum", MANIFEST, told)
        note = erratum_edition(
            title,
            name_then,
            edition.code,
            edition.year,
            edition.pack,
            day=day,
            reason=reason,
            superseded=str(entry.get("superseded")),
            changes=changes,
        )
        for name in names:
            if name not in files:
                continue  # told by the manifest
            try:
                absent = missing_from(read_bytes(files[name], name, Limits()), note)
            except ReadError as error:
                absent = (error.chinese,)
            for text in absent:
                yield Fault("erratum", name, (f"更正说明中缺少「{text}」", f"「{text}」 is missing in the note"))


def _superseded(files: Mapping[str, bytes], folder: str) -> Snapshot | None:
    try:
        return record_to_snapshot(parse_json(files[f"{folder}/{PROOF}"])["printed"])
    except (KeyError, TypeError, ValueError):
        return None
