"""Read and check every file of the development corpus; print what was read, bound, held, how fast and how large.

    python benchmarks/corpus.py [DIRECTORY] [--only TEXT] [--violations] [--unbound]

Each file runs in a fresh process, so that seconds and peak memory are its own. `--violations` lists every identity
that fails, with its arithmetic; findings that known_faults.yaml explains are marked. Exit 1 when a goal is missed, an
error finding is unexplained, or a fault that is known is found no more.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from gouji.model.claim import Claim
    from gouji.model.finding import Finding

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "corpus"
GOAL_BOUND, GOAL_HOLDS = 0.99, 0.995


def measure(path: Path) -> dict[str, Any]:
    """Everything the table prints about one file; runs in its own process."""
    from gouji.check.run import check_claims
    from gouji.model.amount import MONEY_UNITS
    from gouji.pipeline import read_file

    begin = time.perf_counter()
    claims = read_file(path)
    read = time.perf_counter()
    report = check_claims(claims)
    done = time.perf_counter()
    cells = [c for c in claims.claims if c.kind == "cell" and claims.tables[c.table or 0].kind == "money"]
    by_id = {claim.id: claim for claim in claims.claims}
    verdicts = Counter(outcome.verdict.value for outcome in report.outcomes)
    fails = []
    for outcome in report.outcomes:
        if outcome.verdict.value == "fail":
            total = by_id[outcome.identity.total]
            fails.append(
                {
                    "code": outcome.identity.code,
                    "page": total.source.place.page,
                    "table": claims.tables[total.table].title if total.table is not None else "",
                    "row": claims.tables[total.table].rows[total.row].label if total.row is not None else "",
                    "column": list(total.column),
                    "total": total.source.text,
                    "parts": [by_id[term.claim].source.text for term in outcome.identity.parts],
                    "residue_yuan": str(outcome.residue),
                    "why": outcome.identity.why,
                }
            )
    findings = [
        {
            "codes": [finding.code, *finding.related],
            "severity": finding.severity.value,
            "stated": finding.stated,
            "page": next(iter(pages_of(finding, by_id)), None),
            "pages": pages_of(finding, by_id),
            "quotes": [quote.text for quote in finding.quotes],
            "message": finding.message[0],
        }
        for finding in report.findings
    ]
    return {
        "pages": sum(len(document.pages) for document in claims.documents),
        "figures": len(cells),
        "money": sum(1 for c in cells if c.amount.unit in MONEY_UNITS),
        "bound": sum(1 for c in cells if c.point is not None),
        "unbound": Counter(c.unbound or "" for c in cells if c.point is None).most_common(20),
        "told": sum(1 for c in claims.claims if c.kind == "sentence"),
        "told_bound": sum(1 for c in claims.claims if c.kind == "sentence" and c.point is not None),
        "verdicts": dict(verdicts),
        "fails": fails,
        "findings": findings,
        "read_seconds": read - begin,
        "check_seconds": done - read,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "kind": claims.facts.kind.value,
        "year": claims.facts.year.value if claims.facts.year else None,
        "entity": claims.facts.entity.value if claims.facts.entity else None,
    }


def pages_of(finding: Finding, claims: Mapping[str, Claim]) -> list[int | None]:
    """The pages of what a finding names as wrong, figures first."""
    figures = [claims[witness.claim].source.place.page for witness in finding.witnesses if witness.role == "culprit"]
    return figures + [quote.place.page for quote in finding.quotes if quote.role == "culprit"]


def run_fresh(path: Path) -> dict[str, Any]:
    """`measure` in a process of its own."""
    command = [sys.executable, __file__, "--measure", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}"}
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def is_of(fault: dict[str, Any], name: str, finding: dict[str, Any]) -> bool:
    """Whether a finding tells a known fault: same file, page and check, and the figure stated or the words quoted."""
    if fault["file"] != name or fault["page"] not in finding["pages"] or fault["code"] not in finding["codes"]:
        return False
    if "words" in fault:
        return any(fault["words"] in quote for quote in finding["quotes"])
    return bool(fault["stated"] == (finding["stated"] or "").split(" ")[0])


def explained(name: str, finding: dict[str, Any], known: list[dict[str, Any]]) -> bool:
    """Whether known_faults.yaml lists this finding."""
    return any(is_of(fault, name, finding) for fault in known)


def lost_faults(results: dict[str, dict[str, Any]], known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The known faults of the files that were read which no finding of their severity tells."""
    return [
        fault
        for fault in known
        if fault["file"] in results
        and not any(
            is_of(fault, fault["file"], finding) and finding["severity"] == fault["severity"]
            for finding in results[fault["file"]].get("findings", ())
        )
    ]


def print_file(name: str, result: dict[str, Any], known: list[dict[str, Any]], options: argparse.Namespace) -> int:
    """One line for the file, and its violations if asked; the number of unexplained error findings."""
    if "error" in result:
        print(f"{name:34.34} {result['error']}")
        return 1
    verdicts = result["verdicts"]
    tried = verdicts.get("pass", 0) + verdicts.get("fail", 0)
    errors = [finding for finding in result["findings"] if finding["severity"] == "error"]
    unexplained = [finding for finding in errors if not explained(name, finding, known)]
    print(
        f"{name:34.34} {result['pages']:5d} {result['figures']:7d} {result['bound'] / max(result['figures'], 1):7.2%}"
        f" {tried:7d} {verdicts.get('pass', 0) / max(tried, 1):8.3%} {verdicts.get('not_checkable', 0):6d}"
        f" {result['read_seconds']:6.2f} {result['check_seconds'] * 1000:6.0f} {result['megabytes']:5.0f}"
        f" {len(result['findings']):4d} {len(errors):3d} {len(unexplained):3d}  {result['kind']} {result['year']}"
    )
    if options.violations:
        for fail in result["fails"]:
            print("    ✗", json.dumps(fail, ensure_ascii=False))
        for finding in result["findings"]:
            mark = "known" if explained(name, finding, known) else finding["severity"]
            print(f"    [{mark}] p{finding['page']} {finding['message']}")
    if options.unbound:
        for reason, count in result["unbound"]:
            print(f"    ? {count:5d} {reason}")
    return len(unexplained)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--only", default="", help="only files whose name contains this")
    parser.add_argument("--violations", action="store_true")
    parser.add_argument("--unbound", action="store_true")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure), ensure_ascii=False))
        return 0
    paths = [path for path in sorted(options.directory.glob("*")) if options.only in path.name and path.suffix != ".md"]
    if not paths:
        print(f"nothing to read in {options.directory}", file=sys.stderr)
        return 2
    known = yaml.safe_load((HERE / "known_faults.yaml").read_text("utf-8")) or []
    print(f"{'file':34} pages figures   bound  ident.    holds uncheck read s chk ms   MB find err new  kind year")
    results = {}
    unexplained = 0
    for path in paths:
        results[path.stem] = run_fresh(path)
        unexplained += print_file(path.stem, results[path.stem], known, options)
    lost = lost_faults(results, known)
    for fault in lost:
        print(f"not found: {fault['file']} p{fault['page']} {fault['code']} {fault.get('words') or fault['stated']}")
    missed = summarise([result for result in results.values() if "error" not in result], unexplained)
    return int(bool(lost) or missed)


def summarise(results: list[dict[str, Any]], unexplained: int) -> bool:
    """The totals line; whether a goal is missed."""
    pages = sum(result["pages"] for result in results)
    figures = sum(result["figures"] for result in results)
    bound = sum(result["bound"] for result in results) / max(figures, 1)
    passed = sum(result["verdicts"].get("pass", 0) for result in results)
    tried = passed + sum(result["verdicts"].get("fail", 0) for result in results)
    holds = passed / max(tried, 1)
    seconds = sum(result["read_seconds"] for result in results)
    told, told_bound = (sum(result[key] for result in results) for key in ("told", "told_bound"))
    print(
        f"in all: {len(results)} files, {pages} pages, {figures} figures, {bound:.2%} bound (goal {GOAL_BOUND:.0%}), "
        f"{told} figures of sentences, {told_bound / max(told, 1):.1%} bound, "
        f"{tried} identities, {holds:.3%} hold (goal {GOAL_HOLDS:.1%}), {pages / max(seconds, 1e-9):.0f} pages/s, "
        f"peak {max(result['megabytes'] for result in results):.0f} MB, {unexplained} error findings unexplained"
    )
    return bound < GOAL_BOUND or holds < GOAL_HOLDS or unexplained > 0


if __name__ == "__main__":
    sys.exit(main())
