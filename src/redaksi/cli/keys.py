"""`redaksi keys`: the commands of the screens, with the keys that this person bound to them."""

import click

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.i18n import _


@click.command(
    "keys",
    cls=CliCommand,
    examples=("redaksi keys", "redaksi keys --json"),
    help=_(
        "The commands of the screens and their keys. Bind others under [keys] in your "
        "settings.toml."
    ),
)
@as_json
def keys_command(as_json: bool) -> None:
    from redaksi.tui import keyboard, keymap  # noqa: PLC0415 - Textual is only for this command

    own = keymap.own()
    keyboard.install(own.bound)
    for error in own.refused:
        output.warn(f"{error.sentence} {error.advice()}")
    commands = keymap.commands()
    keys = {command: [keyboard.spelled(key) for key in command.bound()] for command in commands}
    if as_json:
        output.document(
            [
                {"name": one.id(), "keys": keys[one], "label": one.title(), "help": one.help()}
                for one in commands
            ]
        )
        return
    rows = ((one.id(), " ".join(keys[one]), one.help()) for one in commands)
    output.table((_("name"), _("keys"), _("what it does")), rows, flexible=2, wraps=True)
