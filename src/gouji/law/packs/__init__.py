"""Packs: the forms of a place as dated data — tables, order, sentences, goal forms, cover and duties."""

from gouji.law.packs.forms import ColumnForm, GridCell, GridRow, ListForm, Members, Pack, RowForm, TableForm
from gouji.law.packs.load import PackError, load_pack, pack_names

__all__ = [
    "ColumnForm",
    "GridCell",
    "GridRow",
    "ListForm",
    "Members",
    "Pack",
    "PackError",
    "RowForm",
    "TableForm",
    "load_pack",
    "pack_names",
]
