"""The placeholders in capitals in usage and help, in the person's language.

The same thing has the same word everywhere.
"""

import re

import click

from redaksi.i18n import N_, _

WORDS = {
    N_("ADDRESS"),
    N_("DIR"),
    N_("EDITOR"),
    N_("FIELD"),
    N_("FILE"),
    N_("HOURS"),
    N_("KIND"),
    N_("LOGIN"),
    N_("NAME"),
    N_("NOTE"),
    N_("ORDER"),
    N_("PATH"),
    N_("REASON"),
    N_("REVISION"),
    N_("ROLE"),
    N_("RUBRIC"),
    N_("RULE"),
    N_("STAGE"),
    N_("SYSTEM_USER"),
    N_("TEXT"),
    N_("VALUE"),
    N_("VERSION"),
    N_("WHEN"),
    N_("WORDS"),
}
_WORD = re.compile(r"[A-Z_]{2,}")


def spoken(written: str) -> str:
    """The placeholder `written`, such as `[ID...]` or `FILE`, in the language in use."""
    return _WORD.sub(lambda word: _(word[0]) if word[0] in WORDS else word[0], written)


def written(parameter: click.Parameter) -> str:
    """The placeholder of `parameter` in the code; "" for a flag."""
    return parameter.metavar or (
        str(parameter.name).upper() if isinstance(parameter, click.Argument) else ""
    )
