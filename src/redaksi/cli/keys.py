"""`redaksi keys`: the commands of the screens, with the keys that this person bound to them."""

from collections.abc import Sequence

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
    from redaksi.tui import inventory, keyboard, keymap  # noqa: PLC0415 - Textual is only for this command

    own = keymap.own()
    keyboard.install(own.bound)
    for error in own.refused:
        output.warn(f"{error.sentence} {error.advice()}")
    commands = inventory.commands()
    keys = {command: [keyboard.spelled(key) for key in command.bound()] for command in commands}
    screens = {
        command: [screen.label for screen in inventory.screens() if command in screen.commands]
        for command in commands
    }
    if as_json:
        output.document(
            [
                {
                    "name": one.id(),
                    "keys": keys[one],
                    "screens": screens[one],
                    "label": one.title(),
                    "help": one.help(),
                }
                for one in commands
            ]
        )
        return
    labels = [screen.label for screen in inventory.screens()]
    rows = (
        (one.id(), " ".join(keys[one]), f"{one.help()} {_where(screens[one], labels)}")
        for one in commands
    )
    output.table(
        (_("name"), _("keys"), _("what it does, and where")), rows, flexible=2, wraps=True
    )


def _where(screens: Sequence[str], every: Sequence[str]) -> str:
    """A sentence that names `screens`, or the missing ones out of `every` screen if fewer."""
    others = [label for label in every if label not in screens]
    if not others:
        return _("On every screen.")
    if len(others) < len(screens):
        return _("On every screen but: {screens}.").format(screens=_listed(others))
    return _("On: {screens}.").format(screens=_listed(screens))


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(map(_, labels))
