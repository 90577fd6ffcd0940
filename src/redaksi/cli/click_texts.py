"""click's own texts, in the person's language: click looks them up in our catalogue, as our own
code does.
"""

from importlib import import_module

import click

from redaksi.i18n import N_, _, ngettext

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""Where click's texts for a command line stand; it takes `_` and `ngettext` from the module
they are used in.
"""

TEXTS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("required"),
    N_("default: {default}"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Choose from:\n\t{choices}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("file"),
    N_("directory"),
    N_("path"),
)
"""Those that a person can meet here, for the catalogue."""

PLURALS = (
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
    ),
    ngettext(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1
    ),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
)
"""The same, for one thing and for several."""


def install() -> None:
    """Let click look its texts up where ours are."""
    for name in MODULES:
        vars(import_module(f"click.{name}")).update(_=_, ngettext=ngettext)
    for kind in (click.types.IntParamType, click.IntRange):
        kind.name = _("whole number")
