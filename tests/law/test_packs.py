"""Packs as data: all that come with Gouji load, a pack that extends another says only what differs, faults are told."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from gouji.law.dimensions import members
from gouji.law.packs import PackError, load_pack, pack_names
from gouji.model.point import Dimension

SMALL = 'title = "甲县表样"\nsource = "甲"\nvalid_from = 2027\nunit = "万元"\ncover = ["封面"]\n'


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_has_its_source_its_years_and_one_table_a_key(name: str) -> None:
    pack = load_pack(name)
    keys = [table.key for table in pack.tables]
    assert pack.name == name
    assert pack.source
    assert pack.title
    assert str(pack.valid_from) == name[-4:]
    assert len(keys) == len(set(keys))
    assert pack.table(keys[0]).key == keys[0]


@pytest.mark.parametrize("name", pack_names())
def test_every_table_of_a_pack_is_placed_in_its_document(name: str) -> None:
    pack = load_pack(name)
    placed = set(re.findall(r"@(\w+)", pack.document)) - {"contents"}
    assert placed == {table.key for table in pack.tables}


@pytest.mark.parametrize("name", pack_names())
def test_the_funds_of_a_pack_are_members_of_the_budget_space(name: str) -> None:
    funds = load_pack(name).funds
    assert funds
    for fund in funds:
        assert (Dimension.FUND, fund) in members()


def test_a_pack_that_extends_another_differs_only_where_it_says_so() -> None:
    own, base = load_pack("hebei-2023"), load_pack("hebei-2024")
    assert [table.key for table in own.tables] == [table.key for table in base.tables]
    differing = {one.key for one, other in zip(own.tables, base.tables, strict=True) if one != other}
    assert differing == {"T1", "T7", "P", "G"}
    assert own.classes == base.classes
    assert (own.valid_from, own.valid_to) == (2023, 2023)


def test_a_pack_outside_gouji_is_found_by_its_folder_and_may_drop_tables(tmp_path: Path) -> None:
    tmp_path.joinpath("pack.toml").write_text(f'extends = "hebei-2024"\ndrop = ["T8", "A"]\n{SMALL}', "utf-8")
    pack = load_pack(str(tmp_path))
    base = load_pack("hebei-2024")
    assert {table.key for table in base.tables} - {table.key for table in pack.tables} == {"T8", "A"}
    assert (pack.title, pack.document) == ("甲县表样", base.document)


FAULTS = [
    ("title = ", "pack.toml 不是有效的 TOML"),
    (f'{SMALL}colour = "red"\n', "colour"),
    (f'{SMALL}[[table]]\nkey = "T1"\n', "title"),
    (SMALL.replace("2027", '"早"'), "valid_from"),
    (f'extends = "nowhere"\n{SMALL}', "没有名为“nowhere”的表样包"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), FAULTS)
def test_data_that_are_not_right_are_told_with_their_place(tmp_path: Path, text: str, words: str) -> None:
    tmp_path.joinpath("pack.toml").write_text(text, "utf-8")
    tmp_path.joinpath("document.j2").write_text("# 标题\n", "utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(str(tmp_path))
    assert words in caught.value.chinese


def test_a_table_that_there_is_not_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_pack("hebei-2024").table("T99")


def test_packs_are_values() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_pack("hebei-2024").title = ""  # type: ignore[misc]
