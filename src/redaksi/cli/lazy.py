"""A click group that imports a command's module when the command is called, in the person's language."""

from importlib import import_module

import click

from redaksi.i18n import _

COMMANDS = {
    "init": "newsroom",
    "demo": "newsroom",
    "import": "importing",
    "new": "writing",
    "edit": "writing",
    "set": "writing",
    "list": "reading",
    "show": "reading",
    "history": "reading",
    "search": "reading",
    "revisions": "revising",
    "diff": "revising",
    "restore": "revising",
    "assign": "moving",
    "submit": "moving",
    "return": "moving",
    "publish": "moving",
    "reopen": "moving",
    "undo": "moving",
    "spike": "moving",
    "unspike": "moving",
    "export": "exporting",
    "team": "team",
    "verify": "checking",
    "anchor": "checking",
    "doctor": "upkeep",
    "reindex": "upkeep",
    "backup": "upkeep",
    "restore-backup": "upkeep",
}
"""Every command with the module of this package that holds it (as `NAME_command`), in the order of `--help`."""


class LazyGroup(click.Group):
    """The top of the command line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        _speak(ctx)
        module = import_module(f"redaksi.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _speak(ctx)
        self.help = _(self.help or "")
        for parameter in self.params:
            if isinstance(parameter, click.Option):
                parameter.help = _(parameter.help or "")
        super().format_help(ctx, formatter)


def _speak(ctx: click.Context) -> None:
    from redaksi.cli.session import install_language  # noqa: PLC0415 - not for --version

    install_language(ctx.params.get("newsroom"))
