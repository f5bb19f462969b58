"""Prints how fast and how large Gouji is: pages a second, checking 2,000 figures, cold starts, memory over many files.

    python benchmarks/speed.py [DIRECTORY] [--memory [FILES]]

Without a directory the development corpus beside the checkout is read (`../shared`, or the folder named by
GOUJI_SHARED), or the examples where there is none. Reading and checking are measured in processor seconds of this one
process (other work on the machine disturbs these least), with the garbage collector set as in the workers of the
command line; cold starts in seconds on the clock, a process each time. All are medians. `--memory` instead reads and
checks so many files (100) one after the other in this process, and prints its size after every tenth, and by how much
it grows.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import TypeVar

from gouji.check.planting import make_subject, plant_somewhere
from gouji.check.run import check_claims
from gouji.check.slips import KINDS
from gouji.corpus.worker import set_collector
from gouji.model.claim import ClaimSet
from gouji.pipeline import check_file, documents_to_claims
from gouji.read.opener import read_document

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
CORPUS = Path(os.environ.get("GOUJI_SHARED", HERE.parent.parent / "shared")) / "corpus"
RUNS = 5
MEGABYTE = 2**20


def timed(call: Callable[[], T], clock: Callable[[], float] = time.process_time, runs: int = RUNS) -> tuple[float, T]:
    """Median seconds of several calls, and the last result."""
    seconds = []
    for _ in range(runs):
        begin = clock()
        result = call()
        seconds.append(clock() - begin)
    return statistics.median(seconds), result


def best_of_three(call: Callable[[], object]) -> float:
    """The least of the seconds of three calls."""
    return min(timed(call, runs=1)[0] for _ in range(3))


def measure_reading(paths: Sequence[Path]) -> list[ClaimSet]:
    """Prints pages a second to grids and to claims; the claims of each file."""
    to_grids = to_claims = 0.0
    pages = 0
    found = []
    for path in paths:
        seconds, document = timed(lambda path=path: read_document(path), runs=3)  # type: ignore[misc]
        to_grids += seconds
        seconds, claims = timed(lambda document=document: documents_to_claims((document,)), runs=3)  # type: ignore[misc]
        to_claims += seconds
        pages += len(document.pages)
        found.append(claims)
    print(
        f"reading {len(paths)} files, {pages} pages: {pages / to_grids:.0f} pages/s to grids, "
        f"{pages / (to_grids + to_claims):.0f} pages/s to claims (goal 50)"
    )
    return found


def measure_checking(claim_sets: Sequence[ClaimSet]) -> None:
    """Prints milliseconds of checking: of the document nearest to 2,000 figures, and for 2,000 figures on average."""
    nearest = min(claim_sets, key=lambda claims: abs(len(claims.claims) - 2000))
    seconds, report = timed(lambda: check_claims(nearest))
    what = f"{len(nearest.claims)} figures, {len(report.outcomes)} identities"
    print(f"checking one document of {what}: {seconds * 1000:.0f} ms (goal 100 for 2,000 figures)")
    total = sum(timed(lambda claims=claims: check_claims(claims), runs=3)[0] for claims in claim_sets)  # type: ignore[misc]
    figures = sum(len(claims.claims) for claims in claim_sets)
    print(f"checking all {len(claim_sets)}, {figures} figures: {total / figures * 2e6:.0f} ms for 2,000 figures")


def measure_slips(claim_sets: Sequence[ClaimSet]) -> None:
    """Prints milliseconds of whole checks of the document nearest to 2,000 figures, a slip planted in it each time.

    Every kind of slip is planted twice, and the best of three runs of each is taken: what else the machine does should
    not be counted. Looking for the wrong figure is part of what is timed.
    """
    nearest = min(claim_sets, key=lambda claims: abs(len(claims.claims) - 2000))
    subject = make_subject(nearest)
    random = Random(1)
    slips = [plant_somewhere(subject, kind, subject.held, random) for kind in (*KINDS, *KINDS)]
    times = sorted(best_of_three(partial(check_claims, slip.claims)) for slip in slips if slip is not None)
    p95 = times[int(len(times) * 0.95)]
    print(
        f"checking {len(nearest.claims)} figures with one of {len(times)} slips: median "
        f"{statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms (goal 300)"
    )


def measure_start(arguments: Sequence[str], what: str, goal: float) -> None:
    """Prints seconds from the shell to the end of a command, with compiled modules kept and without any."""
    command = [sys.executable, "-m", "gouji", *arguments]
    with tempfile.TemporaryDirectory() as caches:
        kept = {**os.environ, "PYTHONPYCACHEPREFIX": caches, "PYTHONDONTWRITEBYTECODE": ""}
        run(command, kept)
        warm, _ = timed(lambda: run(command, kept), time.perf_counter)
    with tempfile.TemporaryDirectory() as nowhere:
        none = {**os.environ, "PYTHONPYCACHEPREFIX": nowhere, "PYTHONDONTWRITEBYTECODE": "1"}
        cold, _ = timed(lambda: run(command, none), time.perf_counter)
    print(f"{what}: {warm:.2f} s, {cold:.2f} s with every module compiled anew (goal {goal:g})")


def run(command: Sequence[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.decode()}")


def measure_memory(paths: Sequence[Path], count: int) -> None:
    """Prints the size of this process after every tenth file, how it grows after the first round, and its peak."""
    sizes: list[float] = []
    for number, path in enumerate(islice(cycle(paths), count), start=1):
        check_file(path)
        sizes.append(resident())
        if number % 10 == 0:
            print(f"after {number:4d} files: {sizes[-1]:6.1f} MB", flush=True)
    settled = sizes[min(len(paths), count // 2) :]
    growth = statistics.linear_regression(range(len(settled)), settled).slope if len(settled) > 1 else 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"growth {growth * 100:+.1f} MB in 100 files, peak {peak:.0f} MB (goal 500, flat)")


def resident() -> float:
    """Megabytes of this process that are in memory now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--memory", nargs="?", type=int, const=100, metavar="FILES")
    options = parser.parse_args()
    paths = sorted(options.directory.glob("*.pdf")) or sorted((HERE.parent / "examples").glob("*.pdf"))
    if options.memory:
        measure_memory(paths, options.memory)
        return
    set_collector()
    claim_sets = measure_reading(paths)
    measure_checking(claim_sets)
    measure_slips(claim_sets)
    pages = {path: len(claims.documents[0].pages) for path, claims in zip(paths, claim_sets, strict=True)}
    thirty = min(paths, key=lambda path: abs(pages[path] - 30))
    measure_start(("check", str(thirty)), f"from shell to report, {pages[thirty]} pages", 2)
    measure_start(("--help",), "from shell to --help", 0.15)


if __name__ == "__main__":
    main()
