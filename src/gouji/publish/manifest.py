"""The manifest of a publication: what it consists of, by hash; what made it; what was corrected since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from gouji import __version__
from gouji.law.packs import Pack
from gouji.model.budget import Budget
from gouji.publish.changes import Change, change_to_record
from gouji.publish.formats import PublishedFile
from gouji.publish.gate import Obstacle, Residue
from gouji.publish.proof import Difference, FileProof
from gouji.publish.sentences import SentenceProof
from gouji.publish.snapshot import Snapshot, snapshot_to_record
from gouji.report.record import Record, dump, place_record

MANIFEST = "manifest.json"
PROOF = "proof.json"
BUDGET = "budget.toml"
SUPERSEDED = "superseded"
LAYOUT = 1
"""Version of the shape of manifest and proof."""


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def pack_hash(pack: Pack) -> str:
    """The SHA-256 of a pack's data as loaded: tells whether two versions of Gouji print the same forms."""
    return sha256(repr(pack).encode())


def make_manifest(
    budget: Budget,
    pack: Pack,
    title: str,
    files: Iterable[PublishedFile],
    *,
    day: str | None,
    draft: bool,
    errata: Iterable[Record],
) -> bytes:
    """The manifest as JSON. Nothing in it comes from a clock: the same input gives the same bytes."""
    listed = sorted(files, key=lambda file: file.name)
    canonical = next(file.data for file in listed if file.name == BUDGET)
    record: Record = {
        "layout": LAYOUT,
        "gouji": __version__,
        "title": title,
        "entity": {"code": budget.code, "name": budget.name},
        "year": budget.year,
        "date": day,
        "draft": draft,
        "pack": {"name": budget.pack, "sha256": pack_hash(pack)},
        "budget": {"file": BUDGET, "sha256": sha256(canonical)},
        "files": [
            {"name": file.name, "format": file.format, "bytes": len(file.data), "sha256": sha256(file.data)}
            for file in listed
        ],
        "errata": list(errata),
    }
    return to_json(record)


def make_erratum(
    title: str, name: str, day: str, reason: str, superseded: str, names: Iterable[str], changes: Iterable[Change]
) -> Record:
    """One correction as the manifest lists it: of which title, by whom, when and why, where the old files are."""
    return {
        "title": title,
        "name": name,
        "date": day,
        "reason": reason,
        "superseded": superseded,
        "files": list(names),
        "changes": [dict(change_to_record(change)) for change in changes],
    }


def make_proof(
    snapshot: Snapshot,
    proofs: Iterable[FileProof],
    hashes: Mapping[str, str],
    notes: Iterable[Obstacle],
    residues: Iterable[Residue],
) -> bytes:
    """The proof as JSON: all that the budget prints, what each file gave when it was read back, what checking said."""
    record: Record = {
        "layout": LAYOUT,
        "gouji": __version__,
        "files": [_file_record(proof, hashes[proof.name]) for proof in proofs],
        "notes": [list(note.words) for note in notes],
        "residues": [
            {"table": each.table, "row": each.row, "column": each.column, "yuan": f"{each.yuan.normalize():f}"}
            for each in residues
        ],
        "printed": snapshot_to_record(snapshot),
    }
    return to_json(record)


def to_json(record: Record) -> bytes:
    """JSON values as UTF-8 text, one value a line."""
    return (dump(record, indent=1) + "\n").encode()


def parse_json(data: bytes) -> Mapping[str, Any]:
    """The object that a file of JSON holds; ValueError where it holds none."""
    value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def _file_record(proof: FileProof, digest: str) -> Record:
    return {
        "name": proof.name,
        "format": proof.format,
        "sha256": digest,
        "holds": proof.holds,
        "tables": proof.tables,
        "figures": {
            "expected": proof.expected,
            "equal": proof.equal,
            "missing": proof.missing,
            "differing": proof.differing,
            "extra": proof.extra,
        },
        "differences": [_difference(each) for each in proof.differences],
        "sentences": _sentences(proof.sentences) if proof.sentences else None,
    }


def _difference(each: Difference) -> Record:
    return {
        "kind": each.kind,
        "table": each.table,
        "row": each.row,
        "column": list(each.column),
        "before": each.before,
        "after": each.after,
        **place_record(each.place),
    }


def _sentences(proof: SentenceProof) -> Record:
    return {
        "paragraphs": {"expected": proof.paragraphs, "equal": proof.equal_paragraphs},
        "figures": {"expected": proof.figures, "equal": proof.equal_figures},
        "differences": [
            {
                "paragraph": change.number or None,
                "sentence": change.sentence,
                "before": change.before,
                "after": change.after,
                **place_record(change.place),
            }
            for change in proof.changes
        ],
    }
