"""The errors that a person can cause, each with one sentence, a hint and an exit code.

RedaksiError                     1
├── NotFound                     3
│   ├── NewsroomNotFound
│   ├── ArticleNotFound
│   ├── AmbiguousId
│   ├── AmbiguousName
│   └── EditorNotFound
├── Refused                      4   the rules of the desk forbid the act
│   ├── MoveRefused                  holds every reason at once
│   ├── IdentityRefused              this system user may not act under the name
│   ├── PersonChanged                the team knows the current person by another name now
│   └── NotTrusted                   the newsroom that was found is somebody else's
├── StaleRevision                5   somebody else saved in between
├── Claimed                      5   another article has the value, which must be unique
├── Overtaken                    5   role or rules changed while the act waited
├── BadInput                     6   the text, file or value is invalid
│   └── UnclearTime                  a time that can be two times, or none
├── RecordBroken                 8   verify or doctor found faults
└── StorageError                 7   the disk, its rights or a damaged file
    ├── UnreadableDossier
    │   └── NewerFormat              intact, but of a newer Redaksi
    ├── NewsroomGone                 the folder disappeared under an open desk
    ├── UnknownFields
    ├── ReadOnlyNewsroom
    ├── DiskFull
    ├── NoHome
    └── Unreadable

Exit code 2 is click's own, for a command line that cannot be parsed.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from redaksi.i18n import _, messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class RedaksiError(Exception):
    """A failure that a person can understand: `sentence` says what failed, `hint` what to do.

    A hint may contain `{how}`, which stands for `how`: the command that helps, as typed after
    `redaksi` (`reopen ID`). `field` names the input that was wrong, if `about` set it: a form
    moves its focus there.
    """

    exit_code = 1
    field = ""

    def __init__(self, sentence: str, hint: str = "", how: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.how = how

    def advice(self, way: str = "") -> str:
        """The hint, with `way` in place of `{how}`; without `way`, the command line."""
        return self.hint.replace("{how}", way or f"redaksi {self.how}")


@contextmanager
def about(field: str) -> Iterator[None]:
    """Mark an error that is raised inside as an error about the input `field`."""
    try:
        yield
    except RedaksiError as error:
        error.field = error.field or field
        raise


class NotFound(RedaksiError):
    """The named thing does not exist."""

    exit_code = 3


class NewsroomNotFound(NotFound):
    """The folder holds no newsroom."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            _("There is no newsroom in {folder}.").format(folder=folder),
            _("Make one with: redaksi init DIR, or look at the samples with: redaksi demo."),
        )


class ArticleNotFound(NotFound):
    """No article has this id, or an id that begins with it."""

    def __init__(self, article_id: str) -> None:
        sentence = (
            _("There is no article {id}.").format(id=article_id)
            if article_id
            else _("The id is blank.")
        )
        super().__init__(sentence, _("See the ids with: redaksi list."))


class AmbiguousId(NotFound):
    """Several articles have an id that begins with this prefix."""

    def __init__(self, prefix: str, candidates: Sequence[str]) -> None:
        super().__init__(
            _("{prefix} is the beginning of several ids: {ids}.").format(
                prefix=prefix, ids=", ".join(candidates)
            ),
            _("Type more of the id."),
        )


class EditorNotFound(NotFound):
    """The team has no member of this name.

    `alike` are similar names of members; `way` is the hint that says how to add a member.
    """

    field = "editor"

    def __init__(self, name: str, alike: Sequence[str] = (), way: str = "") -> None:
        hint = way or _("Add them with: {how}.")
        if alike:
            hint = _("Did you mean {names}?").format(names=", ".join(alike)) + " " + hint
        sentence = _("{name} is not in the team.").format(name=name)
        super().__init__(sentence, hint, _("team add NAME"))


class AmbiguousName(NotFound):
    """`part` is part of the names of several members."""

    field = "editor"

    def __init__(self, part: str, names: Sequence[str]) -> None:
        super().__init__(
            _("{part} can be {names}.").format(part=part, names=", ".join(names)),
            _("Type more of the name."),
        )


class Stopped(RedaksiError):
    """The person stopped a long act; what was done before stays done."""


class Refused(RedaksiError):
    """The rules of the desk forbid the act."""

    exit_code = 4


class MoveRefused(Refused):
    """The workflow forbids a move; `reasons` are all sentences against the move."""

    def __init__(self, reasons: Sequence[str], hint: str = "", how: str = "") -> None:
        super().__init__(" ".join(reasons), hint, how)
        self.reasons = tuple(reasons)


class IdentityRefused(Refused):
    """This system user may not act under the name.

    The name is bound to another `login`, or to none in a newsroom that requires a binding. `yours`
    are the names under which the system user may act.
    """

    def __init__(self, name: str, login: str, yours: Sequence[str] = ()) -> None:
        if login:
            sentence = _("{name} is bound to the system user {login}.").format(
                name=name, login=login
            )
        else:
            sentence = _(
                "{name} is not bound to your system user, as this newsroom asks for."
            ).format(name=name)
        if yours:
            hint = _("You are {names} here.").format(names=", ".join(yours))
        elif login:
            hint = _("Work under your own name: --as NAME, or $REDAKSI_EDITOR.")
        else:
            hint = _("A chief binds it: redaksi team bind NAME LOGIN.")
        super().__init__(sentence, hint)


class PersonChanged(Refused):
    """The person who opened the desk as `begun` is now called `now` in the team.

    Nobody acts under another name without knowing so.
    """

    def __init__(self, begun: str, now: str) -> None:
        super().__init__(
            _("You began here as {begun}, and are {now} in the team by now.").format(
                begun=begun, now=now
            ),
            _("Start Redaksi anew to go on as {now}.").format(now=now),
        )


class NotTrusted(Refused):
    """The newsroom in `folder` belongs to `owner`, and its newsroom.toml to `settings_owner`.

    `common` marks a folder that everybody may write: such a folder cannot be trusted.
    """

    def __init__(self, folder: object, owner: str, settings_owner: str, *, common: bool) -> None:
        import shlex  # noqa: PLC0415 - seldom

        path = shlex.quote(str(folder))
        hint = _("Name it: --newsroom {path}, or trust it once: redaksi trust folder {path}")
        if common:
            sentence = _(
                "Everybody may put a newsroom into {folder}; the one there belongs to "
                "{settings_owner}."
            )
            hint = _("If that is the one you mean, name it: --newsroom {path}")
        elif owner == settings_owner:
            sentence = _("The newsroom in {folder} belongs to {owner}, not to you.")
        else:
            sentence = _("{folder} belongs to {owner}, its newsroom.toml to {settings_owner}.")
        super().__init__(
            sentence.format(folder=folder, owner=owner, settings_owner=settings_owner),
            hint.format(path=path),
        )


class StaleRevision(RedaksiError):
    """A write was based on version `base`, but the store now holds `theirs`; nothing was saved."""

    exit_code = 5

    def __init__(self, what: str, base: int, theirs: int, by: str = "") -> None:
        super().__init__(
            _("{what} was changed in between by {by}: you worked on what it was before.").format(
                what=what, by=by or "?"
            ),
            _("Nothing was written. Look at what it is now, then repeat your change."),
        )
        self.base = base
        self.theirs = theirs


class Overtaken(RedaksiError):
    """The person's role or the rules changed while the act waited; nothing was written."""

    exit_code = 5

    def __init__(self) -> None:
        super().__init__(
            _("Your role or the rules of the newsroom changed at this moment."),
            _("Nothing was written. Repeat the command."),
        )


class Claimed(RedaksiError):
    """Another article, `holder`, already has the claimed value; nothing was written.

    `kind` is the name that the store gives to such values.
    """

    exit_code = 5

    def __init__(self, kind: str, value: str, holder: str) -> None:
        super().__init__(
            _("{value} belongs to the article {id} by now.").format(value=value, id=holder),
            _("Nothing was written. Repeat the command."),
        )
        self.kind = kind
        self.holder = holder


class BadInput(RedaksiError):
    """The text, file or value is invalid."""

    exit_code = 6


class UnclearTime(BadInput):
    """What was typed as a time can be several times, or does not say which."""


class RecordBroken(RedaksiError):
    """The record has faults, which were already reported."""

    exit_code = 8


class StorageError(RedaksiError):
    """The disk, its rights or a damaged file prevents the act."""

    exit_code = 7


class UnreadableDossier(StorageError):
    """A dossier's file is invalid; the file is never treated as empty."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            _("{name} cannot be read: {why}.").format(name=name, why=why),
            _("It was left as it is. Restore it from a copy, or move it out of the newsroom."),
        )
        self.why = why


class NewerFormat(UnreadableDossier):
    """The file was written by a newer Redaksi: the file is intact and stays where it is."""

    def __init__(self, name: str, number: int, known: int) -> None:
        super().__init__(
            name,
            _("it is of a newer Redaksi (format {number}; this one knows {known})").format(
                number=number, known=known
            ),
        )
        self.hint = _("Nothing was changed. Use that Redaksi, or a newer one.")


class NewsroomGone(StorageError):
    """The newsroom's folder no longer exists: it was moved or deleted, or its disk is gone."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            _("The newsroom {folder} is not there any more.").format(folder=folder),
            _(
                "Nothing was changed. See whether its disk is there, and whether somebody moved "
                "the folder."
            ),
        )


class UnknownFields(StorageError):
    """A save would drop fields that this version of Redaksi does not know."""

    def __init__(self, name: str, fields: Sequence[str]) -> None:
        super().__init__(
            _(
                "{name} holds fields that this Redaksi does not know, and that a save would lose: "
                "{fields}."
            ).format(name=name, fields=", ".join(fields)),
            _("Nothing was saved. Use the Redaksi that wrote them, or take them out of the file."),
        )


class ReadOnlyNewsroom(StorageError):
    """The newsroom can be read but not written."""

    def __init__(self, where: object) -> None:
        super().__init__(
            _("{where} cannot be written.").format(where=where),
            _(
                "Nothing was changed. Ask for write access to the folder, or work in a newsroom "
                "of your own."
            ),
        )


class DiskFull(StorageError):
    """The disk has no free space."""

    def __init__(self, where: object) -> None:
        super().__init__(
            _("There is no room left on the disk that holds {where}.").format(where=where),
            _("Nothing was changed. Make room, then repeat the command."),
        )


class NoHome(StorageError):
    """The person has no home folder for settings, the log and unsaved text."""

    def __init__(self) -> None:
        super().__init__(
            _("Your home folder cannot be found."),
            _(
                "Set $HOME to a folder of yours, by its whole path. Without one, name the "
                "newsroom: --newsroom DIR"
            ),
        )


class Unreadable(StorageError):
    """A file or folder cannot be read."""

    def __init__(self, where: object, why: str, hint: str = "") -> None:
        super().__init__(
            _("{where} cannot be read: {why}.").format(where=where, why=why),
            hint or _("Check the spelling and the rights."),
        )


def reason(error: OSError) -> str:
    """Why the system refused, as a sentence for people."""
    return _("it is closed") if error.errno == errno.EBADF else messages.said(error)


@contextmanager
def storage_errors(where: object) -> Iterator[None]:
    """Turn the system's refusals to write `where` into storage errors with a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(where) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise ReadOnlyNewsroom(where) from error
        hint = _("Nothing was changed. Look at the disk, its folders and their rights.")
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            hint = _(
                "Nothing was changed. See whether its disk is there and its name is right, or "
                "make the folder first."
            )
        raise StorageError(f"{where}: {messages.said(error)}.", hint) from error


@contextmanager
def reading_errors(where: object) -> Iterator[None]:
    """Turn the operating system's refusals to read `where` into `Unreadable`."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(
            _("There is no {path}.").format(path=where), _("Check the spelling.")
        ) from error
    except OSError as error:
        raise Unreadable(where, messages.said(error)) from error
