"""`gouji pack`: which places' forms there are, what one holds, and whether one is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gouji.cli.exits import ExitCode
from gouji.cli.options import language_option

if TYPE_CHECKING:
    from gouji.law.packs import Pack
    from gouji.report.words import Language


@click.group()
def pack() -> None:
    """各地表样包：列出、查看、检验。

    The forms of places: lists them, shows one, proves one.
    """


@pack.command("list")
def list_packs() -> None:
    """列出自带的表样包。

    Lists the packs that come with Gouji.
    """
    from gouji.law.packs import load_pack, pack_names

    for name in pack_names():
        found = load_pack(name)
        until = found.valid_to or ""
        click.echo(f"{name:16} {found.valid_from}–{until!s:5} {len(found.tables):3} 张表  {found.title}")


@pack.command()
@click.argument("name")
def show(name: str) -> None:
    """查看一个表样包的各表和依据。

    Shows the tables of a pack and its source.
    """
    found = _load(name)
    click.echo(f"{found.name}  {found.title}\n{found.source}\n")
    for table in found.tables:
        click.echo(f"  {table.key:6} {table.title}")


@pack.command()
@click.argument("name")
@language_option
def test(name: str, language: Language) -> int:
    """检验一个表样包（名称或文件夹）：编一份示例预算，排成各种格式，读回核对。

    Proves a pack (by name or folder): builds an example budget, renders it, reads it back.
    """
    from gouji.publish.pack_test import test_pack

    _load(name)
    pick = 0 if language == "zh" else 1
    report = test_pack(name)
    for line in report.lines:
        click.echo(line[pick])
    return ExitCode.CLEAN if report.passed else ExitCode.FINDINGS


def _load(name: str) -> Pack:
    from gouji.law.packs import PackError, load_pack

    try:
        return load_pack(name)
    except PackError as error:
        raise click.BadParameter(f"{error.chinese} {error.english}", param_hint="NAME") from None
