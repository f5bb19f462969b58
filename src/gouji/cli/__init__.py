"""The command line: one command an arrow. Data goes to stdout, progress and messages to stderr.

Nothing but click is imported before a command needs it, so that `gouji --help` answers at once.
"""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

import click

from gouji import __version__
from gouji.cli.build import build
from gouji.cli.check import check
from gouji.cli.compare import compare
from gouji.cli.exits import ExitCode
from gouji.cli.explain import explain
from gouji.cli.new import new
from gouji.cli.pack import pack
from gouji.cli.prove import deadline, prove
from gouji.cli.read import read


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, "-V", "--version", message="gouji %(version)s")
def commands() -> None:
    """勾稽：读取并检查已公开的部门预算、决算。

    Gouji reads any published Chinese departmental budget and checks every figure in it.

    退出码 Exit codes: 0 无达到级别的问题 nothing at or above --fail-on · 1 有问题 findings · 2 用法 usage ·
    3 有文件无法读取 some input unreadable · 4 程序错误 internal error · 130 中断 interrupted
    """


commands.add_command(check)
commands.add_command(compare)
commands.add_command(read)
commands.add_command(explain)
commands.add_command(new)
commands.add_command(build)
commands.add_command(prove)
commands.add_command(deadline)
commands.add_command(pack)


def main() -> NoReturn:
    """Runs the command line and leaves with its exit code; never with a traceback for bad input."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Chinese even where the locale knows only ASCII
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = commands.main(prog_name="gouji", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):
        click.echo("\n已中断 Interrupted", err=True)
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    sys.exit(int(code or 0))


def _interrupt(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
