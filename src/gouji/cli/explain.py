"""`gouji explain`: what a check means, why, when it does not apply, and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gouji.cli.options import language_option

if TYPE_CHECKING:
    from gouji.report.words import Language


@click.command()
@click.argument("code", required=False)
@language_option
def explain(code: str | None, language: Language) -> None:
    """说明一项检查：查什么、为什么、何时不适用、依据；不给代码则列出全部。

    Explains a check by its code or name; lists all checks where none is given.
    """
    from gouji.compare.registry import CHECKS, check_of
    from gouji.report.check_page import check_to_page

    pick = 0 if language == "zh" else 1
    if code is None:
        for each in CHECKS.values():
            click.echo(f"{each.code}  {each.title[pick]}  ({each.name})")
        return
    try:
        found = check_of(code.upper() if code.upper() in CHECKS else code)
    except KeyError:
        raise click.BadParameter(f"{code}：没有这项检查，见 gouji explain；no such check, see gouji explain") from None
    click.echo(check_to_page(found, language), nl=False)
