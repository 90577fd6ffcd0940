"""`redaksi man`: the manual page, generated from the commands themselves."""

import textwrap
from collections.abc import Iterable, Iterator

import click

from redaksi import __version__
from redaksi.cli.command import CliCommand, CliGroup
from redaksi.cli.lazy import SECTIONS
from redaksi.i18n import N_, _

ENVIRONMENT = (
    ("REDAKSI_NEWSROOM", N_("The newsroom's folder, where --newsroom does not name one.")),
    ("REDAKSI_EDITOR", N_("Who you are, where --as does not say so.")),
    ("REDAKSI_DEBUG", N_("Set: a failure inside shows its way through the code.")),
    ("VISUAL, EDITOR", N_("The program in which `redaksi edit` opens a text.")),
    ("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", N_("The language: Indonesian or English.")),
    ("NO_COLOR", N_("Set: no colours.")),
    ("COLUMNS", N_("The width of tables and help, where it is not the terminal's.")),
    ("XDG_CONFIG_HOME", N_("Where redaksi/settings.toml is; else ~/.config.")),
    (
        "XDG_STATE_HOME",
        N_(
            "Where the log is, what you trust, and text that is not saved yet; else "
            "~/.local/state."
        ),
    ),
    ("XDG_DATA_HOME", N_("Where the newsroom is that nothing else names; else ~/.local/share.")),
    (
        "XDG_CACHE_HOME",
        N_(
            "Where the index is of a newsroom that others may write, or you may not; else "
            "~/.cache."
        ),
    ),
)
LETTERS = str.maketrans({"-": r"\-", "'": r"\(aq", "`": r"\(ga", "~": r"\(ti", "^": r"\(ha"})
"""Escapes for ASCII characters that roff would otherwise typeset as other characters.

A reader could not copy those into a command line.
"""
CODES = (
    (0, N_("It is done.")),
    (1, N_("A failure of another kind.")),
    (2, N_("The command line cannot be parsed.")),
    (3, N_("What was named is not there.")),
    (4, N_("The rules of the desk say no.")),
    (5, N_("Somebody saved in between.")),
    (6, N_("This text, file or value cannot be taken.")),
    (7, N_("The disk, its rights or a damaged file stand in the way.")),
    (8, N_("Something in the newsroom is not as it should be.")),
    (70, N_("A failure inside Redaksi; the log has it.")),
    (130, N_("Ctrl+C.")),
)


@click.command(
    "man",
    cls=CliCommand,
    examples=("redaksi man | man -l -", "redaksi man > ~/.local/share/man/man1/redaksi.1"),
    help=_("Print the manual page."),
)
@click.pass_context
def man_command(context: click.Context) -> None:
    top = context.find_root()
    if isinstance(top.command, CliGroup):
        click.echo("\n".join(page(top, top.command)))


def page(top: click.Context, group: CliGroup) -> Iterator[str]:
    """The lines of the manual page of `group`, in the language in use.

    `top` is the context of the program. The same commands always give the same page.
    """
    yield f'.TH REDAKSI 1 "" "Redaksi {__version__}" "Redaksi"'
    yield from _section(_("NAME"))
    yield r"redaksi \- " + _plain(_("an editorial desk in the terminal"))
    yield from _section(_("SYNOPSIS"))
    yield from _usage(top)
    yield from _section(_("DESCRIPTION"))
    yield _paragraph(_(group.help))
    yield from _options(top)
    for title, names in SECTIONS.items():
        yield from _section(_(title).upper())
        for name in names:
            yield from _command(group.get_command(top, name), name, top)
    yield from _section(_("ENVIRONMENT"))
    yield from _terms((name, _(text)) for name, text in ENVIRONMENT)
    yield from _section(_("EXIT STATUS"))
    yield from _terms((str(code), _(text)) for code, text in CODES)
    yield from _section(_("EXAMPLES"))
    yield from _examples(group.examples)


def _command(command: click.Command | None, name: str, parent: click.Context) -> Iterator[str]:
    """The sections of `command` and of its subcommands."""
    if command is None:
        return
    context = click.Context(command, info_name=name, parent=parent)
    yield f'.SS "{_plain(context.command_path)}"'
    yield from _usage(context)
    yield ".PP"
    yield _paragraph(command.help or "")
    yield from _options(context)
    if isinstance(command, CliCommand | CliGroup):
        yield ".PP"
        yield from _examples(command.examples)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _command(command.get_command(context, inner), inner, context)


def _section(title: str) -> Iterator[str]:
    yield f'.SH "{_plain(title)}"'


def _usage(context: click.Context) -> Iterator[str]:
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield rf"\fB{_plain(context.command_path)}\fR {_plain(usage)}"


def _options(context: click.Context) -> Iterator[str]:
    records = (
        one.get_help_record(context)
        for one in context.command.params
        if isinstance(one, click.Option)
    )
    yield from _terms((names, _(text)) for names, text in filter(None, records))


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in pairs:
        yield ".TP"
        yield rf"\fB{_plain(name)}\fR"
        yield _paragraph(text)


def _examples(lines: Iterable[str]) -> Iterator[str]:
    yield ".EX"
    yield from (f"  {_plain(line)}" for line in lines)
    yield ".EE"


def _plain(text: str) -> str:
    """`text` on one line, escaped so that roff prints it literally."""
    line = " ".join(text.split()).replace("\\", r"\e")
    return r"\&" + line if line.startswith(".") else line.translate(LETTERS)


def _paragraph(text: str) -> str:
    """`text` in short lines, none of which roff takes for a request."""
    lines = textwrap.wrap(_plain(text), 76, break_long_words=False, break_on_hyphens=False) or [
        r"\&"
    ]
    return "\n".join(r"\&" + line if line.startswith(".") else line for line in lines)
