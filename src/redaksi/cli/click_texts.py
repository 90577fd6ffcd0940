"""The texts of click in the person's language: click looks them up in our catalogue.

Each module of click has a private `_` and `ngettext`, as in click 8.4 and 8.5. If another version
lacks one of them, `install` fails with a sentence that names the needed versions.
"""

from importlib import import_module

import click

from redaksi.i18n import N_, _, ngettext

NEEDED = ("8.4", "8.5")
"""The versions of click that have these private parts."""

MODULES: dict[str, dict[str, object]] = {
    "core": {"_": _, "ngettext": ngettext},
    "decorators": {"_": _},
    "exceptions": {"_": _, "ngettext": ngettext},
    "formatting": {"_": _},
    "parser": {"_": _},
    "types": {"_": _, "ngettext": ngettext},
}
"""The modules of click with texts for a command line, with our functions that look texts up."""

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
"""The texts that a person can see, listed for the catalogue."""

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
"""The same for texts with a singular and a plural."""


def install() -> None:
    """Make click look up its texts in our catalogue.

    Raises:
        ImportError: when the installed click lacks a private part.
    """
    for name, ours in MODULES.items():
        theirs = vars(import_module(f"click.{name}"))
        for part in ours.keys() - theirs.keys():
            raise _moved(f"click.{name}.{part}")
        theirs.update(ours)
    for kind in (click.types.IntParamType, click.IntRange):
        kind.name = _("whole number")


def _moved(part: str) -> ImportError:
    from importlib.metadata import version  # noqa: PLC0415 - it takes 10 ms

    return ImportError(
        f"Redaksi needs click {' or '.join(NEEDED)}; click {version('click')} has no `{part}`"
    )
