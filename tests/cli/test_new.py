"""`gouji new` as clerks meet it: an empty workbook, one begun from a publication, and files that mean harm."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from gouji.build.text import text_to_budget

from command_line import Done, apart, gouji  # isort: skip  # tests/cli is put on the path by conftest.py

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "clean.pdf"
STROKE = b"0 0 m 9 9 l S "


def _begin(published: Path, out: Path, *options: str) -> Done:
    return apart("new", "--pack", "hebei-2024", "--from", published, "-o", out, *options)


def _pdf(path: Path, strokes: int) -> Path:
    """A page drawn with so many strokes, packed small: it takes long to draw, or much memory to unpack."""
    content = zlib.compress(STROKE * strokes, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    made, starts = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        starts.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, text)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    path.write_bytes(made + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made))
    return path


def test_last_years_publication_begins_the_next_budget(tmp_path: Path) -> None:
    done = _begin(EXAMPLE, tmp_path / "budget.toml")
    budget = text_to_budget((tmp_path / "budget.toml").read_text("utf-8"), "budget.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "未能沿用：资产、政府采购、资金结转：每年不同" in done.stdout
    assert (budget.year, budget.code, len(budget.previous)) == (2028, "318", 1)


@pytest.mark.parametrize(
    ("strokes", "limits", "words"),
    [
        (1_000_000, ("--max-seconds", "0.5"), "超过时间限制 0.5 秒"),
        (15_000_000, ("--max-memory", "400M"), "内存"),
        (10, ("--max-bytes", "100"), "100"),
    ],
    ids=["slow", "bomb", "large"],
)
def test_a_pdf_that_means_harm_gets_the_message_that_checking_gives_it(
    tmp_path: Path, strokes: int, limits: tuple[str, str], words: str
) -> None:
    hostile = _pdf(tmp_path / "last-year.pdf", strokes)
    begun, checked = _begin(hostile, tmp_path / "budget.xlsx", *limits), apart("check", hostile, *limits)
    assert begun.returncode == checked.returncode == 3
    assert words in begun.stderr
    assert begun.stderr == checked.stderr
    assert not (tmp_path / "budget.xlsx").exists()


def test_a_file_that_is_damaged_is_told_in_english_too(tmp_path: Path) -> None:
    damaged = tmp_path / "last-year.pdf"
    damaged.write_bytes(EXAMPLE.read_bytes()[:2000])
    done = _begin(damaged, tmp_path / "budget.xlsx", "--lang", "en")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"{damaged}: ")


def test_an_empty_budget_needs_a_year_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    out = tmp_path / "budget.xlsx"
    unsaid = gouji("new", "--pack", "hebei-2024", "-o", out)
    made = gouji("new", "--pack", "hebei-2024", "--year", "2027", "-o", out)
    again = gouji("new", "--pack", "hebei-2024", "--year", "2027", "-o", out)
    assert (unsaid.returncode, made.returncode, again.returncode) == (2, 0, 2)
    assert "--year" in unsaid.stderr
    assert "--force" in again.stderr
