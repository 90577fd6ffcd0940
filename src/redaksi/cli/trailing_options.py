"""The program's options are accepted after a command, too, with the same effect."""

from copy import copy
from typing import Any

import click
from click.core import ParameterSource

PREFIX = "program."
"""The prefix of these options' names; no parameter of a command begins with it."""


def options(context: click.Context) -> list[click.Parameter]:
    """The program's options for the command of `context`, hidden from its help."""
    top = context.find_root()
    return (
        []
        if context is top
        else [_behind(one) for one in top.command.params if isinstance(one, click.Option)]
    )


def _behind(option: click.Option) -> click.Option:
    behind = copy(option)
    behind.hidden = True
    if option.expose_value:  # other options act by themselves, as --version does
        behind.name = PREFIX + str(option.name)
        behind.expose_value = False
        behind.callback = _take
    return behind


def _take(context: click.Context, option: click.Parameter, value: Any) -> None:
    name = str(option.name)
    if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
        top = context.find_root()
        top.params[name.removeprefix(PREFIX)] = value
        if not context.resilient_parsing:
            _begin_again(top)


def _begin_again(top: click.Context) -> None:
    """Set up log and language again, because the program has more options now."""
    from redaksi.cli import journal  # noqa: PLC0415 - not for --version
    from redaksi.cli.session import install_language  # noqa: PLC0415 - not for --version

    journal.begin(verbose=top.params["verbose"])
    install_language(top.params["newsroom"])
