"""Prints what building costs: one department in all formats with and without proof, PDFs a second, many units.

    python benchmarks/build.py [--units 1000] [--runs 5]

The department is invented: 4 units, 12 projects, about 20 pages. Times of ours are processor seconds of this process
(medians; other work on the machine disturbs these least), with the clock's beside them. docxtpl prints the same tables
from a template into DOCX; LibreOffice turns our DOCX into PDF, counted with the process that it starts. With --units so
many small budgets are built by one `gouji build DIR`, which is interrupted after a third (Ctrl-C) and run again; memory
is that of the command itself as the run goes on, and the largest of any process. Goes on where it was stopped too:
--folder keeps budgets and publications.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from gouji.build.compose import compose
from gouji.build.text import budget_to_text
from gouji.check.run import check_claims
from gouji.corpus.run import default_jobs
from gouji.corpus.worker import set_collector
from gouji.law.packs import load_pack
from gouji.model.budget import Budget, Line, Project, Receipt, Unit
from gouji.model.edition import Edition, EditionTable
from gouji.model.goal import Indicator
from gouji.publish.formats import FORMATS, NAMES, PublishedFile, prove, render
from gouji.publish.publication import build_publication

T = TypeVar("T")
PACK = "hebei-2024"
MEGABYTE = 2**20
FUNCTIONS = ("2010301", "2010302", "2010306", "2010399", "2010350")
PAY = (("30101", "50101"), ("30102", "50101"), ("30103", "50101"), ("30108", "50102"), ("30113", "50103"))
GOALS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
TEXTS = {"duties": "负责政务服务。\n负责审批制度改革。", "overall_goal": "让群众少跑路。"}
OFFICES = ("林业站", "水务站", "文化站", "农技站", "兽医站", "司法所", "财政所", "卫生院", "敬老院", "中心校")
WORDS = "甲乙丙丁戊己庚辛壬癸"


def make_budget(code: str, name: str, units: int, projects: int) -> Budget:
    """An invented department that ties: pay and running costs of every unit, and its projects."""
    own = tuple(Unit(f"{code}{number:03}", f"{name}{WORDS[number - 1]}处") for number in range(1, units + 1))
    lines = [
        Line(
            unit.code, "2010301", economic, government, "general", "personnel", Decimal(f"{120000 + 137 * place}.4{n}")
        )
        for n, unit in enumerate(own)
        for place, (economic, government) in enumerate(PAY)
    ]
    lines += [
        Line(unit.code, "2010301", "30201", "50201", "general", "public_use", Decimal("98044.10")) for unit in own
    ]
    made = []
    for number in range(projects):
        amount = Decimal(150000 + 12345 * number)
        unit = own[number % units].code
        project = f"P{number + 1}"
        function = FUNCTIONS[number % len(FUNCTIONS)]
        lines.append(Line(unit, function, "30227", "50205", "general", "specific", amount, project=project))
        indicators = tuple(
            Indicator(kind, group, f"指标{WORDS[place]}", str(90 + place), "≥", "%", "说明", "工作计划")
            for place, (kind, group) in enumerate(
                [
                    ("产出指标", "数量指标"),
                    ("产出指标", "质量指标"),
                    ("效益指标", "社会效益指标"),
                    ("满意度指标", "服务对象满意度指标"),
                ]
            )
        )
        title = f"{WORDS[number % 10]}{'一二三四五六七八九十'[number // 10]}项目"
        plan = tuple((month, amount * month / 12) for month in (3, 6, 9, 12))
        made.append(
            Project(project, title, unit, purpose=f"用于{title}", goal="按时完成", plan=plan, indicators=indicators)
        )
    receipts = tuple(
        Receipt(unit.code, "general", sum((line.amount for line in lines if line.unit == unit.code), Decimal(0)))
        for unit in own
    )
    return Budget(PACK, 2026, code, name, "县", own, receipts, tuple(lines), projects=tuple(made), texts=TEXTS)


def timed(call: Callable[[], T], runs: int) -> tuple[float, float, T]:
    """Median processor seconds (children too) and seconds on the clock, and the last result."""
    used, passed = [], []
    for _ in range(runs):
        begin, begun = _processor(), time.perf_counter()
        result = call()
        used.append(_processor() - begin)
        passed.append(time.perf_counter() - begun)
    return statistics.median(used), statistics.median(passed), result


def _processor() -> float:
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def _row(what: str, used: float, passed: float, note: str = "") -> None:
    print(f"{what:44} {used:7.3f} s processor {passed:7.3f} s clock  {note}")


def measure_department(budget: Budget, runs: int) -> tuple[Edition, bytes, float, float]:
    """Prints what one department costs; its edition, its DOCX, and the processor seconds of its DOCX and PDF."""
    pack = load_pack(budget.pack)
    used, passed, edition = timed(lambda: compose(budget, pack).edition, runs)
    figures = sum(len(table.claims) for table in edition.tables)
    _row("compose", used, passed, f"{len(edition.tables)} tables, {figures} figures")
    without, clock, proof = used, passed, 0.0
    data: dict[str, bytes] = {}
    spent: dict[str, float] = {}
    for form in FORMATS:
        used, passed, data[form] = timed(lambda form=form: render(edition, form), runs)  # type: ignore[misc]
        spent[form] = used
        without += used
        clock += passed
        _row(f"render {form}", used, passed, f"{len(data[form]) / 1024:,.0f} KB")
    _row("all formats without proof", without, clock, "goal 2 s")
    for form in FORMATS:
        file = PublishedFile(NAMES[form], form, data[form])
        used, passed, held = timed(lambda file=file: prove(edition, file), runs)  # type: ignore[misc]
        assert held is not None
        proof += used
        clock += passed
        _row(f"prove {form}", used, passed, f"{held.equal} of {held.expected} equal")
        if held.claims is not None:
            claims = held.claims
    used, passed, _ = timed(lambda: check_claims(claims), runs)
    _row("check", used, passed)
    _row("all formats, proved and checked", without + proof + used, clock + passed)
    _measure_whole(budget, runs)
    from pypdfium2 import PdfDocument

    pages = len(PdfDocument(data["pdf"]))
    speed = 1 / spent["pdf"]
    print(f"PDF of {pages} pages: {speed:.1f} a second and core, {pages * speed:.0f} pages (goal: 2 of 20)")
    return edition, data["docx"], spent["docx"], spent["pdf"]


def _measure_whole(budget: Budget, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"

        def build() -> str:
            shutil.rmtree(out, ignore_errors=True)
            return build_publication(budget, out).outcome

        used, passed, outcome = timed(build, runs)
        _row("build_publication, to the written folder", used, passed, outcome)
        path = Path(folder) / "budget.toml"
        path.write_text(budget_to_text(budget), "utf-8")

        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder + "/compiled"  # modules are compiled once, as when installed

        def command() -> int:
            shutil.rmtree(out, ignore_errors=True)
            call = [sys.executable, "-m", "gouji", "build", str(path), "-o", str(out)]
            return subprocess.run(call, capture_output=True, check=False, env=environment).returncode

        command()
        used, passed, code = timed(command, runs)
        _row("shell: gouji build", used, passed, f"exit {code}")


def compare_docxtpl(edition: Edition, ours: float, runs: int) -> None:
    """Prints how long docxtpl takes for the same tables in DOCX."""
    try:
        from docx import Document
        from docxtpl import DocxTemplate
    except ImportError:
        print("docxtpl is not installed: uv sync --group benchmarks")
        return
    document = Document()
    document.add_paragraph("{%p for table in tables %}")
    document.add_paragraph("{{ table.title }}")
    grid = document.add_table(rows=3, cols=3)
    grid.style = "Table Grid"
    grid.cell(0, 0).text = "{%tr for row in table.rows %}"
    for place, text in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        grid.cell(1, place).text = text
    grid.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endfor %}")
    template = io.BytesIO()
    document.save(template)

    def fill() -> bytes:
        tables = [{"title": table.title, "rows": _texts(table)} for table in edition.tables]
        filled = DocxTemplate(io.BytesIO(template.getvalue()))
        filled.render({"tables": tables}, autoescape=True)
        stream = io.BytesIO()
        filled.save(stream)
        return stream.getvalue()

    used, passed, _ = timed(fill, runs)
    _row("docxtpl, the same tables in DOCX", used, passed, f"{used / ours:.1f} times ours, which has the text too")


def _texts(table: EditionTable) -> list[list[str]]:
    return [[cell.text for cell in line] for line in (*table.head, *table.body)]


def compare_libreoffice(docx: bytes, ours: float, runs: int) -> None:
    """Prints how long LibreOffice takes to turn our DOCX into PDF."""
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "budget.docx"
        path.write_bytes(docx)
        call = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]

        def convert() -> int:
            done = subprocess.run([*call, "--outdir", folder, str(path)], capture_output=True, check=True)
            return done.returncode

        convert()  # the first run makes its profile
        used, passed, _ = timed(convert, runs)
    _row("LibreOffice, our DOCX to PDF", used, passed, f"{used / ours:.1f} times ours from the edition")


def measure_many(units: int, folder: Path) -> None:
    """Prints how long many small budgets take in one run that is interrupted once, and how much memory."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # begun in the background, a shell has it ignored
    budgets, out = folder / "budgets", folder / "out"
    budgets.mkdir(parents=True, exist_ok=True)
    for number in range(units):
        place = f"{WORDS[number // 100 % 10]}{WORDS[number // 10 % 10]}"
        small = make_budget(f"{100 + number % 900}", f"青石县{place}镇{OFFICES[number % 10]}", 1, 1)
        (budgets / f"{number:04}.toml").write_text(budget_to_text(small), "utf-8")
    used, passed = _processor(), time.perf_counter()
    first = _run_many(budgets, out, stop_after=units // 3)
    print(f"interrupted: exit {first}, {_published(out)} of {units} published, {_debris(out)} half-written folders")
    again = time.perf_counter()
    last = _run_many(budgets, out, stop_after=None)
    ended = time.perf_counter()
    print(f"run again: exit {last}, {_published(out)} of {units} published, {_debris(out)} half-written folders")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{units} small units, {len(FORMATS)} formats each, proved: {ended - passed:.0f} s clock on {default_jobs()} "
        f"cores, {(_processor() - used) / units:.2f} s processor a unit; largest process {largest:.0f} MB"
    )
    third = time.perf_counter()
    _run_many(budgets, out, stop_after=None)
    found = time.perf_counter() - third
    print(f"a third run, which finds all of them there: {found:.0f} s (the second took {ended - again:.0f})")


def _run_many(budgets: Path, out: Path, stop_after: int | None) -> int:
    """The exit code of one `gouji build DIR`, interrupted after so many lines where that is asked; prints its size."""
    call = [sys.executable, "-m", "gouji", "build", str(budgets), "-o", str(out)]
    begun = time.perf_counter()
    process = subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    for count, _ in enumerate(process.stdout, 1):
        if count in {1, 10} or count % 100 == 0:
            spent = time.perf_counter() - begun
            print(f"  after {count:5}: {_size(process.pid) / MEGABYTE:6.1f} MB in the command itself, {spent:7.1f} s")
        if count == stop_after:
            process.send_signal(signal.SIGINT)
    return process.wait()


def _published(out: Path) -> int:
    return sum(1 for _ in out.glob("*/manifest.json"))


def _debris(out: Path) -> int:
    return sum(1 for _ in out.glob(".*"))


def _size(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=0, help="build so many small budgets in one run")
    parser.add_argument("--folder", type=Path, help="where the many budgets and publications are kept")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if options.units:
        with tempfile.TemporaryDirectory() as name:
            measure_many(options.units, options.folder or Path(name))
        return
    set_collector()
    edition, docx, docx_seconds, pdf_seconds = measure_department(
        make_budget("318", "青石县政务服务局", 4, 12), options.runs
    )
    compare_docxtpl(edition, docx_seconds, options.runs)
    compare_libreoffice(docx, pdf_seconds, options.runs)


if __name__ == "__main__":
    main()
