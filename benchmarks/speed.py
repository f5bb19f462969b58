"""Seconds of each stage on born-digital PDFs, of checking a 2,000-figure document, and of a cold start.

    python benchmarks/speed.py [DIRECTORY]

Prints medians of several runs in one process (reading, checking) and of whole processes (cold start), with the goals.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gouji.check.run import check_claims
from gouji.model.claim import ClaimSet
from gouji.pipeline import read_file
from gouji.read.opener import read_document

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "corpus"
RUNS = 5


def timed(call: Callable[[], T], runs: int = RUNS) -> tuple[float, T]:
    """Median seconds of several calls, and the last result."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        result = call()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), result


def reading(paths: list[Path]) -> None:
    document_seconds = claims_seconds = 0.0
    pages = 0
    for path in paths:
        seconds, document = timed(lambda path=path: read_document(path), 3)  # type: ignore[misc]
        pages += len(document.pages)
        document_seconds += seconds
        claims_seconds += timed(lambda path=path: read_file(path), 3)[0]  # type: ignore[misc]
    print(
        f"reading {len(paths)} files, {pages} pages: {pages / document_seconds:.0f} pages/s to grids, "
        f"{pages / claims_seconds:.0f} pages/s to claims (goal 50)"
    )


def sized(paths: list[Path], figures: int) -> ClaimSet:
    """The claims of the file whose number of figures is nearest to `figures`."""
    return min((read_file(path) for path in paths), key=lambda claims: abs(len(claims.claims) - figures))


def checking(paths: list[Path]) -> None:
    claims = sized(paths, 2000)
    seconds, report = timed(lambda: check_claims(claims))
    what = f"{len(claims.claims)} figures, {len(report.outcomes)} identities"
    print(f"checking {what}: {seconds * 1000:.0f} ms (goal 100 for 2,000 figures)")


def cold_start(path: Path) -> None:
    """From the shell to the terminal report, a process each time."""
    command = [str(Path(sys.executable).with_name("gouji")), "check", str(path)]
    seconds, _ = timed(lambda: subprocess.run(command, capture_output=True, check=False), 5)
    print(f"cold start, {path.name}: {seconds:.2f} s from shell to report (goal 2)")
    seconds, _ = timed(lambda: subprocess.run([command[0], "--help"], capture_output=True, check=False), 5)
    print(f"cold start, --help: {seconds:.2f} s")


def main() -> None:
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    paths = sorted(directory.glob("*.pdf")) or sorted((HERE.parent / "examples").glob("*.pdf"))
    reading(paths)
    checking(paths)
    thirty = min(paths, key=lambda path: abs(len(read_document(path).pages) - 30))
    cold_start(thirty)


if __name__ == "__main__":
    main()
