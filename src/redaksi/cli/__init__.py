"""The command line: `redaksi` and its commands, one module per group, loaded when called."""

from __future__ import annotations

import os
import sys
from time import perf_counter
from typing import TYPE_CHECKING

import click

from redaksi import __version__, runtime
from redaksi.cli.lazy import LazyGroup
from redaksi.errors import BadInput, RedaksiError, StorageError, reason
from redaksi.i18n import N_, _
from redaksi.system import streams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

UNEXPECTED = 70
INTERRUPTED = 130
"""Exit codes of sysexits.h (EX_SOFTWARE) and of a shell after SIGINT.

The other exit codes are in `redaksi.errors`.
"""

EXAMPLES = (
    "redaksi",
    "redaksi demo",
    'redaksi --newsroom ~/ruang --as "Sari W" submit 2611',
    "redaksi set --help",
)


def _folders(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    from redaksi.cli import offers  # noqa: PLC0415 - not for --version

    return offers.folders(context, parameter, incomplete)


def _people(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    from redaksi.cli import offers  # noqa: PLC0415 - not for --version

    return offers.people(context, parameter, incomplete)


@click.command(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_(
        "A newsroom's desk: articles go from draft through review to published. Without a command "
        "it opens."
    ),
    examples=EXAMPLES,
)
@click.option(
    "--newsroom", metavar="DIR", shell_complete=_folders, help=N_("The newsroom's folder.")
)
@click.option(
    "--as",
    "name",
    metavar="NAME",
    shell_complete=_people,
    help=N_("Who you are: the editor that acts."),
)
@click.option(
    "--guest",
    is_flag=True,
    help=N_("Act once as a guest under a name that the team does not have."),
)
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help=N_("Say nothing of what was done; errors and answers still come."),
)
@click.option(
    "-v", "--verbose", is_flag=True, help=N_("Show on standard error what goes into the log.")
)
@click.version_option(
    __version__,
    "-V",
    "--version",
    message="redaksi %(version)s",
    help=N_("Show the version and exit."),
)
@click.pass_context
def redaksi(context: click.Context, /, verbose: bool, **_options: str | bool | None) -> int:
    """Handle the options of every command; without a command, open the desk."""
    from redaksi.cli import journal  # noqa: PLC0415 - not for --version
    from redaksi.cli.session import Session  # noqa: PLC0415 - not for --version

    journal.begin(verbose=verbose)
    context.obj = Session(context.params)
    if context.invoked_subcommand is None:
        from redaksi.cli.board import board  # noqa: PLC0415 - not for --version

        journal.called(context)
        return int(context.invoke(board))
    runtime.start_collection()
    return 0


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    After an error its sentence and hint are printed on standard error.
    """
    if "_REDAKSI_COMPLETE" in os.environ:
        from redaksi.cli.completion import answer  # noqa: PLC0415 - not for a command

        return answer(redaksi)
    began = perf_counter()
    code = max(_run(arguments), _unsaid())
    # The module is loaded only after a command began.
    if journal := sys.modules.get("redaksi.cli.journal"):
        journal.ended(code, perf_counter() - began)
        journal.end()
    return code


def _run(arguments: Sequence[str] | None) -> int:
    try:
        result = redaksi.main(arguments, prog_name="redaksi", standalone_mode=False)
        sys.stdout.flush()
    except RedaksiError as error:
        _note(error)
        return _report(
            error.sentence, error.advice(), error.exit_code, getattr(error, "reasons", ())
        )
    except click.ClickException as error:
        _note(error)
        return _say_of_the_line(error)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (SystemExit, BrokenPipeError):
        # click and rich end this way when the reader has closed the pipe (`redaksi list | head`).
        # Python must not print an error at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("REDAKSI_DEBUG"):
            raise
        return _report(*_failed(error), UNEXPECTED)
    return result if isinstance(result, int) else 0


def _say_of_the_line(error: click.ClickException) -> int:
    """Report a fault of the command line.

    An invalid value is reported like an error of our own commands. Other faults are shown by
    click, with the usage.
    """
    if (
        not isinstance(error, click.BadParameter)
        or isinstance(error, click.MissingParameter)
        or not error.ctx
    ):
        error.show()
        return error.exit_code
    hint = _("Try '{command} {option}' for help.").format(
        command=error.ctx.command_path, option="--help"
    )
    return _report(error.format_message(), hint, BadInput.exit_code)


def _unsaid() -> int:
    """The exit code for failed writes to standard output, which are reported; 0 for none."""
    error = streams.trouble()
    if error is None:
        return 0
    return _report(
        _("Standard output cannot be written: {why}.").format(why=reason(error)),
        _("What was done is done; what was to be told stands above, of much the beginning."),
        StorageError.exit_code,
    )


def _note(error: Exception) -> None:
    from redaksi.cli import journal  # noqa: PLC0415 - not for --version

    journal.refused(error)


def _failed(error: Exception) -> tuple[str, str]:
    """The sentence and the hint about the internal failure `error`.

    The traceback is written to the log.
    """
    from redaksi.cli import journal  # noqa: PLC0415 - not for --version

    what = f"{type(error).__name__}: {error}"
    log = journal.failed(error)
    if log is None:
        sentence = _("Something went wrong inside Redaksi: {what}.").format(what=what)
        return sentence, _("Please report it, with what $REDAKSI_DEBUG=1 shows.")
    sentence = _("Something went wrong inside Redaksi: {what}. The details are in {path}.").format(
        what=what, path=log
    )
    return sentence, _(
        "Please report it, with what redaksi log shows: no text of an article is in it."
    )


def _report(sentence: str, hint: str, code: int, reasons: Sequence[str] = ()) -> int:
    """Print `sentence`, or one line for each of several `reasons`, then `hint`; return `code`."""
    from redaksi.text import clean  # noqa: PLC0415 - not for --version

    several = len(reasons) > 1
    first = (
        _("This is refused, for {count} reasons:").format(count=len(reasons))
        if several
        else sentence
    )
    for line in (
        f"redaksi: {clean.line(first)}",
        *(f"  - {clean.line(one)}" for one in reasons if several),
    ):
        click.echo(line, err=True)
    if hint:
        click.echo(f"  {clean.line(hint)}", err=True)
    return code
