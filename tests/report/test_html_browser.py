"""The page in a real browser: keys, jumps both ways, the filter. Skipped where no Chromium is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.model.finding import Severity
from gouji.model.report import Report
from gouji.report.html import summary_to_html
from gouji.report.html.images import page_images
from gouji.report.summary import Summary
from gouji.report.terminal import NOTICES_SHOWN

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
)

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")]


@pytest.fixture(scope="module")
def page(pdf_summary: Summary, pdf_report: Report, examples: Path) -> str:
    images = page_images(pdf_summary, {"a" * 64: examples / "faulty.pdf"})
    return summary_to_html(pdf_summary, pdf_report.claims, images)


def after(page: str, script: str, folder: Path) -> str:
    """The page's body as it is after the script, errors of any script at its end."""
    path = folder / "page.html"
    listen = "<script>addEventListener('error', (e) => document.body.append('FAILED' + ':' + e.message))</script>"
    path.write_text(page.replace("<body>", f"<body>{listen}") + f"<script>{script}</script>", "utf-8")
    assert CHROMIUM
    done = subprocess.run(
        [
            CHROMIUM,
            *FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            "--window-size=1440,1000",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    body = done.stdout.partition("<body>")[2]
    assert "FAILED:" not in body
    return body


def test_j_selects_the_next_finding_and_its_boxes(page: str, tmp_path: Path) -> None:
    body = after(page, "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))", tmp_path)
    assert 'class="finding error selected"' in body
    assert body.count('class="mark chosen"') == 5
    assert 'class="viewer choosing"' in body


def test_the_keys_open_the_fold_of_notices(pdf_summary: Summary, pdf_report: Report, tmp_path: Path) -> None:
    error = pdf_summary.problems[0]
    notices = [replace(error, severity=Severity.NOTICE)] * (NOTICES_SHOWN + 1)
    folded = summary_to_html(replace(pdf_summary, problems=(error, *notices)), pdf_report.claims, {})
    assert '<details class="fold">' in folded
    press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));"
    assert '<details class="fold">' in after(folded, press, tmp_path)
    assert '<details class="fold" open="">' in after(folded, press * 2, tmp_path)


def test_a_box_leads_to_its_finding(page: str, tmp_path: Path) -> None:
    script = "document.querySelector('.mark').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
    assert 'class="finding error selected"' in after(page, script, tmp_path)


def test_the_list_of_checks_leaves_the_findings_of_one(page: str, tmp_path: Path) -> None:
    second = page.replace('id="finding-1"', 'id="finding-2"').replace('data-code="SUM01"', 'data-code="GOA01"')
    item = re.search(r'<li id="finding-2".*?</li>(?=</ol>)', second, re.DOTALL)
    assert item
    chooser = '<select hidden><option value=""></option><option value="SUM01"></option></select><span class="keys">'
    both = page.replace('<ol class="findings">', f'<ol class="findings">{item[0]}').replace(
        '<span class="keys">', chooser
    )
    script = "const one = document.querySelector('select'); one.value = 'SUM01'; one.dispatchEvent(new Event('change'))"
    body = after(both, script, tmp_path)
    assert re.search(r'<li id="finding-2"[^>]*hidden', body)
    assert not re.search(r'<li id="finding-1"[^>]*hidden', body)
    assert "<select>" in body


def test_the_filter_hides_findings_and_their_boxes(page: str, tmp_path: Path) -> None:
    body = after(page, "document.querySelector('.filter input').click()", tmp_path)
    assert re.search(r'<li id="finding-1"[^>]*hidden', body)
    assert body.count("display: none") == 5
    assert '<p class="empty" role="status">' in body
