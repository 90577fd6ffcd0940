"""Our kind of commands: click's, with examples in their help."""

from collections.abc import Sequence
from typing import Any

import click

from redaksi.cli import metavars, trailing_options
from redaksi.i18n import _


class CliCommand(click.Command):
    """A command with `examples`: useful command lines that show its use."""

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": _("[OPTIONS]"), **settings})
        self.examples = tuple(examples)
        for parameter in self.params:
            parameter.metavar = metavars.spoken(metavars.written(parameter)) or None

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), *trailing_options.options(ctx)]

    def invoke(self, ctx: click.Context) -> Any:
        from redaksi.cli import journal  # noqa: PLC0415 - not for --version

        journal.called(ctx)
        return super().invoke(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(self.examples, formatter)


class CliGroup(click.Group):
    """A command with subcommands, each of them a `CliCommand`."""

    command_class = CliCommand

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **settings: Any) -> None:
        wording = {"options_metavar": _("[OPTIONS]"), "subcommand_metavar": _("COMMAND [ARGS]...")}
        super().__init__(*arguments, **{**wording, **settings})
        self.examples = tuple(examples)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*super().get_params(ctx), *trailing_options.options(ctx)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(self.examples, formatter)


def write_examples(examples: Sequence[str], formatter: click.HelpFormatter) -> None:
    """Write `examples` as the last part of a help text, one a line.

    The lines are never wrapped, because people copy them.
    """
    if examples:
        with formatter.section(_("Examples")):
            for line in examples:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")
