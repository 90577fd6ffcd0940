"""The options of the program are taken behind a command as well, as if they stood before it."""

from copy import copy
from typing import Any

import click
from click.core import ParameterSource

PREFIX = "program."
"""Before the names of these options: no parameter of a command is called so."""


def options(context: click.Context) -> list[click.Parameter]:
    """The options of the program for the command of `context`; its help does not repeat them."""
    top = context.find_root()
    return (
        []
        if context is top
        else [_behind(one) for one in top.command.params if isinstance(one, click.Option)]
    )


def _behind(option: click.Option) -> click.Option:
    behind = copy(option)
    behind.hidden = True
    if option.expose_value:  # else it answers by itself, as --version does
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
    """Do what the options of the program ask for before a command, now that there are more of
    them.
    """
    from redaksi.cli import journal  # noqa: PLC0415 - not for --version
    from redaksi.cli.session import install_language  # noqa: PLC0415 - the same

    journal.begin(verbose=top.params["verbose"])
    install_language(top.params["newsroom"])
