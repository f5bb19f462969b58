"""Grids and the lines around them → Tables as a person reads them.

    Grid + captions ─sections─▶ Section ─stitch─▶ Stitched ─header, lists, rows─▶ Table

A section is a grid with the caption lines that belong to it; sections of one published table are stitched over pages;
the header gives every column its path; each list of the table gives its rows. Goal forms go to `gouji.read.forms`.
"""

from gouji.read.tables.build import document_to_tables

__all__ = ["document_to_tables"]
