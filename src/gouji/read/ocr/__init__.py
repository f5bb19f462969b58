"""Scans → Document, with the optional extra `gouji[ocr]`: what is recognised is never certain, a person confirms it."""

from gouji.read.ocr.available import is_available

__all__ = ["is_available"]
