"""Workbooks → Document: cells as they print, merged and hidden parts, formulas held against their stored values."""

from gouji.read.xlsx.workbook import read_xlsx, sheets_to_document

__all__ = ["read_xlsx", "sheets_to_document"]
