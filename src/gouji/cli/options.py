"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from gouji.read.limits import Limits

Command = TypeVar("Command", bound=Callable[..., Any])  # click commands take whatever their options give

_SIZE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[KMG]?)i?B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}


class Size(click.ParamType[int]):
    """A number of bytes: 500M, 2G, 1048576."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes that the text means."""
        match = _SIZE.fullmatch(str(value).strip())
        if match is None:
            self.fail(f"{value!r}: 500M, 2G, 1048576 …", param, ctx)
        return int(float(match["number"]) * _FACTORS[match["unit"].upper()])


def limit_options(command: Command) -> Command:
    """Adds the limits on one file; each defaults to what `Limits` says."""
    for option in (
        click.option("--max-memory", type=Size(), help="每个文件最多占用的内存，如 2G。Memory for one file."),
        click.option("--max-seconds", type=click.FloatRange(min=0.1), help="每个文件最多用时（秒）。Seconds a file."),
        click.option("--max-pages", type=click.IntRange(min=1), help="每个文件最多页数。Pages of one file."),
        click.option("--max-bytes", type=Size(), help="每个文件最大字节数，如 200M。Size of one file."),
    ):
        command = option(command)
    return command


def language_option(command: Command) -> Command:
    """Adds the language of reports and messages."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        envvar="GOUJI_LANG",
        help="报告语言。Language of the report.",
    )(command)


def make_limits(
    max_bytes: int | None, max_pages: int | None, max_seconds: float | None, max_memory: int | None
) -> Limits:
    """The limits asked for, the rest by default."""
    from gouji.read.limits import Limits

    usual = Limits()
    return replace(
        usual,
        bytes=usual.bytes if max_bytes is None else max_bytes,
        pages=usual.pages if max_pages is None else max_pages,
        seconds=usual.seconds if max_seconds is None else max_seconds,
        memory=usual.memory if max_memory is None else max_memory,
    )
