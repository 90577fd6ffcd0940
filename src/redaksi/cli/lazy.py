"""The top of the command line, in the person's language.

The module of a command is imported when the command is called.
"""

from importlib import import_module
from typing import Any

import click
from click.exceptions import NoSuchCommand

from redaksi.cli import metavars
from redaksi.cli.command import CliGroup
from redaksi.i18n import N_, _

SECTIONS = {
    N_("Writing"): {
        "new": "writing",
        "templates": "templates",
        "import": "importing",
        "edit": "writing",
        "set": "writing",
        "note": "noting",
        "photo": "photos",
        "restore": "revising",
    },
    N_("Looking"): {
        "inbox": "inbox",
        "list": "reading",
        "saved": "saved",
        "search": "reading",
        "show": "reading",
        "history": "reading",
        "why": "standing",
        "agenda": "planning",
        "figures": "figures",
        "revisions": "revising",
        "diff": "revising",
    },
    N_("The copy desk"): {
        "check": "copydesk",
        "rules": "copydesk",
        "waive": "waiving",
        "unwaive": "waiving",
    },
    N_("Moving on"): {
        "assign": "moving",
        "submit": "moving",
        "return": "moving",
        "publish": "moving",
        "reopen": "moving",
        "notice": "moving",
        "undo": "moving",
        "spike": "moving",
        "unspike": "moving",
        "export": "exporting",
        "receipt": "standing",
        "proof": "proofing",
    },
    N_("Bringing it to readers"): {
        "deliver": "delivering",
        "withdraw": "delivering",
        "targets": "delivering",
        "status": "delivering",
        "site": "previewing",
        "chat": "chatting",
    },
    N_("The newsroom"): {
        "init": "newsroom",
        "demo": "newsroom",
        "team": "team",
        "whoami": "whoami",
        "trust": "trusting",
        "notify": "notifying",
    },
    N_("Keeping it whole"): {
        "verify": "verifying",
        "anchor": "verifying",
        "doctor": "upkeep",
        "reindex": "upkeep",
        "backup": "upkeep",
        "restore-backup": "upkeep",
    },
    N_("This program"): {
        "keys": "keys",
        "log": "log",
        "completion": "completion",
        "man": "manual",
    },
}
"""The commands by section of `--help`, each with the module of this package that holds it.

The module names the command `NAME_command`.
"""
WHOLE = 1000
"""The most characters of a first sentence in the help: so many that none is cut."""
COMMANDS = {name: module for part in SECTIONS.values() for name, module in part.items()}


class LazyGroup(CliGroup):
    """The top of the command line."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        # Kept, because the language may change later.
        self._written = [metavars.written(parameter) for parameter in self.params]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args[:1] not in (["--version"], ["-V"]):  # the version needs no language
            self._speak(ctx)
        rest = super().parse_args(ctx, args)
        if ctx.params.get("newsroom"):
            self._speak(ctx)
        return rest

    def _speak(self, ctx: click.Context) -> None:
        """Install the person's language, as far as the options parsed so far tell it."""
        from redaksi.cli import click_texts  # noqa: PLC0415 - not for --version
        from redaksi.cli.session import install_language  # noqa: PLC0415 - not for --version

        install_language(ctx.params.get("newsroom"))
        click_texts.install()
        self.options_metavar, self.subcommand_metavar = _("[OPTIONS]"), _("COMMAND [ARGS]...")
        for parameter, written in zip(self.params, self._written, strict=True):
            parameter.metavar = metavars.spoken(written) or None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"redaksi.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            # click would take suggestions from `self.commands`, which is empty because commands
            # are loaded when they are called.
            raise NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = _(self.help)
        for parameter in self.params:
            if isinstance(parameter, click.Option):
                parameter.help = _(parameter.help)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, COMMANDS))
        for title, names in SECTIONS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            with formatter.section(_(title)):
                formatter.write_dl(
                    [(name.ljust(width), _first_sentence(one)) for name, one in commands if one]
                )


def _first_sentence(command: click.Command) -> str:
    return command.get_short_help_str(limit=WHOLE)
