"""Limits on one input file: what protects a run against a file that is too big, too deep or made to do harm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may cost. The defaults hold every published budget that we know, ten times over.

    `bytes`: size of the file. `pages`: pages of a PDF, or images. `seconds`: wall time for one file, enforced by the
    worker process. `memory`: bytes of address space of that process. `unpacked`: bytes that a zip container (XLSX,
    DOCX) or a compressed stream may grow to, in all; `ratio`: times that one of its members may grow.
    `cells`: cells of one workbook or document; `characters`: characters of one text. Markup may be nested 256 deep:
    that bound is the parser's own.
    """

    bytes: int = 200 * 2**20
    pages: int = 2_000
    seconds: float = 300.0  # a duration, not money
    memory: int = 2 * 2**30
    unpacked: int = 500 * 2**20
    ratio: int = 300
    cells: int = 2_000_000
    characters: int = 50_000_000
