"""The workbook that a clerk fills in: written with lists, notes and checks, and read back with every fault at once."""

from gouji.build.workbook.arrange import arrange
from gouji.build.workbook.read import Reading, examine_workbook, place_faults, read_workbook
from gouji.build.workbook.write import workbook_bytes, write_workbook

__all__ = [
    "Reading",
    "arrange",
    "examine_workbook",
    "place_faults",
    "read_workbook",
    "workbook_bytes",
    "write_workbook",
]
