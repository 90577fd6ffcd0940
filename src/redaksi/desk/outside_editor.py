"""Writing in the person's own editor ($VISUAL or $EDITOR), in a file that survives failures."""

import os
import shlex
import subprocess
from pathlib import Path

from msgspec.structs import replace

from redaksi.desk.copy import Compose, Copy
from redaksi.desk.imports import as_text
from redaksi.desk.rescued_text import keep
from redaksi.domain.article import Dossier, Text
from redaksi.errors import BadInput, RedaksiError, reading_errors
from redaksi.i18n import _, messages
from redaksi.system import safe_files
from redaksi.text import clean

HEADLINE_MARK = "# "
"""Marks the headline in the text for an outside editor."""


def program() -> list[str]:
    """The command of the person's editor, with its arguments.

    Raises:
        BadInput: when neither $VISUAL nor $EDITOR is set.
        RedaksiError: when the command cannot be split into words.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not command.strip():
        raise BadInput(
            _("No outside editor is set."),
            _("Name one in $VISUAL or $EDITOR, such as: export EDITOR=nano."),
        )
    try:
        return shlex.split(command)
    except ValueError as error:
        raise _failed(messages.said(error)) from error


def write(copy: Copy, before: Dossier) -> Dossier | None:
    """Edit the text of `before` in the person's editor, then save the result over that version.

    The result is None when nothing was changed. After an error the typed text is kept, and the
    hint says where.

    Raises:
        RedaksiError: when the editor fails; also as `program` and `Copy.edit`.
    """
    command, handed = program(), document(before.article.text)
    path = keep(before.id, handed)
    try:
        _run([*command, str(path)])
        typed = _typed(path, handed)
        after = copy.edit(before.id, parsed(typed), before.version) if typed is not None else None
    except RedaksiError as error:
        if _is_as(path, handed):
            path.unlink()
        else:
            error.hint = f"{error.hint} " + _("What you typed is kept in {path}.").format(
                path=shlex.quote(str(path))
            )
        raise
    path.unlink(missing_ok=True)
    return after


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True)  # noqa: S603 - the person chose the command
    except (OSError, subprocess.CalledProcessError) as error:
        raise _failed(_reason(error, command[0])) from error


def _reason(error: OSError | subprocess.CalledProcessError, name: str) -> str:
    """The reason why the program `name` did not run or failed, as a phrase for a person."""
    if isinstance(error, subprocess.CalledProcessError):
        return _("{name} ended with status {status}").format(name=name, status=error.returncode)
    if isinstance(error, FileNotFoundError):
        return _("there is no program {name}").format(name=name)
    return f"{name}: {messages.said(error)}"


def _failed(why: object) -> RedaksiError:
    return RedaksiError(
        _("The outside editor failed: {why}.").format(why=why),
        _(
            "Nothing was changed. $VISUAL or $EDITOR names the program, and the article can be "
            "edited in the desk."
        ),
    )


def _typed(path: Path, handed: str) -> str | None:
    """The present text of the file; None when it equals the text `handed` out."""
    with reading_errors(path):
        data = safe_files.read(path)
    return None if data == handed.encode() else as_text(data, _("The text")).text


def _is_as(path: Path, handed: str) -> bool:
    try:
        return safe_files.read(path) == handed.encode()
    except OSError:
        return False


def document(text: Text) -> str:
    """The headline and the body of `text` as an outside editor gets them."""
    return HEADLINE_MARK + "\n\n".join((text.headline, *text.body)) + "\n"


def parsed(typed: str) -> Compose:
    """A function that puts the headline and body in `typed` into a text.

    Raises:
        BadInput: when the first line is not marked as a headline.
    """
    first, *body = clean.paragraphs(typed) or ("",)
    headline, _newline, rest = first.partition("\n")
    if not headline.startswith(HEADLINE_MARK):
        raise BadInput(
            _("The first line is not a headline."),
            _("Begin it with a # and a blank, as it was handed to you."),
        )
    paragraphs = (rest, *body) if rest else tuple(body)
    return lambda text: replace(
        text, headline=headline.removeprefix(HEADLINE_MARK), body=paragraphs
    )
