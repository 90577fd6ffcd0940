"""Everything that can go wrong and that a person can cause, each with one sentence, a hint and
an exit code.

RedaksiError                     1
├── NotFound                     3
│   ├── NewsroomNotFound
│   ├── ArticleNotFound
│   ├── AmbiguousId
│   └── EditorNotFound
├── Refused                      4   the rules of the desk say no
│   ├── MoveRefused                  every reason at once
│   ├── IdentityRefused              a name under which this system user may not act
│   ├── PersonChanged                the team knows whoever sits here by another name by now
│   └── NotTrusted                   a newsroom that was found and is somebody else's
├── StaleRevision                5   somebody saved in between
├── Claimed                      5   another article has what only one may have
├── BadInput                     6   this text, file or value cannot be taken
├── RecordBroken                 8   verify or doctor found something
└── StorageError                 7   the disk, its rights or a damaged file
    ├── UnreadableDossier
    │   └── NewerFormat              whole, but of a newer Redaksi
    ├── NewsroomGone                 the folder went away under an open desk
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
    """A failure that a person can understand: `sentence` says what, `hint` says what to do.

    A hint may hold `{how}`, for the verb `how` that does it: `reopen ID` as one writes it after
    `redaksi`. `field` names what was filled in wrong, where the error is `about` that: a form goes
    there.
    """

    exit_code = 1
    field = ""

    def __init__(self, sentence: str, hint: str = "", how: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.how = how

    def advice(self, way: str = "") -> str:
        """The hint; `way` stands in it for the verb, else the command line."""
        return self.hint.replace("{how}", way or f"redaksi {self.how}")


@contextmanager
def about(field: str) -> Iterator[None]:
    """Let an error tell that it is about `field`."""
    try:
        yield
    except RedaksiError as error:
        error.field = error.field or field
        raise


class NotFound(RedaksiError):
    """What was named is not there."""

    exit_code = 3


class NewsroomNotFound(NotFound):
    """The folder holds no newsroom."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            _("There is no newsroom in {folder}.").format(folder=folder),
            _("Make one with: redaksi init DIR, or look at the samples with: redaksi demo."),
        )


class ArticleNotFound(NotFound):
    """No article has this id, or an id that begins so."""

    def __init__(self, article_id: str) -> None:
        sentence = (
            _("There is no article {id}.").format(id=article_id)
            if article_id
            else _("The id is blank.")
        )
        super().__init__(sentence, _("See the ids with: redaksi list."))


class AmbiguousId(NotFound):
    """Several articles have an id that begins so."""

    def __init__(self, prefix: str, candidates: Sequence[str]) -> None:
        super().__init__(
            _("{prefix} is the beginning of several ids: {ids}.").format(
                prefix=prefix, ids=", ".join(candidates)
            ),
            _("Type more of the id."),
        )


class EditorNotFound(NotFound):
    """The team has nobody of this name; some look `alike`, and there is a `way`, else to add
    them.
    """

    field = "editor"

    def __init__(self, name: str, alike: Sequence[str] = (), way: str = "") -> None:
        hint = way or _("Add them with: redaksi team add NAME.")
        if alike:
            hint = _("Did you mean {names}?").format(names=", ".join(alike)) + " " + hint
        super().__init__(_("{name} is not in the team.").format(name=name), hint)


class Refused(RedaksiError):
    """The rules of the desk say no."""

    exit_code = 4


class MoveRefused(Refused):
    """A move that the workflow does not allow; `reasons` holds every sentence against it."""

    def __init__(self, reasons: Sequence[str], hint: str = "", how: str = "") -> None:
        super().__init__(" ".join(reasons), hint, how)
        self.reasons = tuple(reasons)


class IdentityRefused(Refused):
    """This system user may not act under the name: it is bound to another `login` or, in a
    house by login, to none.

    `yours` are the names under which they may.
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
    """A desk that was opened by `begun` is `now` somebody else's, as the team knows people:
    nobody acts unawares.
    """

    def __init__(self, begun: str, now: str) -> None:
        super().__init__(
            _("You began here as {begun}, and are {now} in the team by now.").format(
                begun=begun, now=now
            ),
            _("Start Redaksi anew to go on as {now}.").format(now=now),
        )


class NotTrusted(Refused):
    """The newsroom was found in `folder`, which belongs to `owner`, and its newsroom.toml to
    `settings_owner`.

    `common` is a folder where everybody may lay one: it cannot be trusted.
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
    """A write was based on VERSION, but the store holds `theirs` by now; nothing was written."""

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


class Claimed(RedaksiError):
    """Another article, `holder`, has what was claimed, of the `kind` that the store names;
    nothing was written.
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
    """This text, file or value cannot be taken."""

    exit_code = 6


class RecordBroken(RedaksiError):
    """The record is not whole; the faults were named before."""

    exit_code = 8


class StorageError(RedaksiError):
    """The disk, its rights or a damaged file stand in the way."""

    exit_code = 7


class UnreadableDossier(StorageError):
    """A dossier that is not what it should be; it is never taken for empty."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            _("The file {name} cannot be read: {why}.").format(name=name, why=why),
            _("It was left as it is. Restore it from a copy, or move it out of the newsroom."),
        )
        self.why = why


class NewerFormat(UnreadableDossier):
    """The file was written by a newer Redaksi: it is whole, and nobody moves it aside."""

    def __init__(self, name: str, number: int, known: int) -> None:
        super().__init__(
            name,
            _("it is of a newer Redaksi (format {number}; this one knows {known})").format(
                number=number, known=known
            ),
        )
        self.hint = _("Nothing was changed. Use that Redaksi, or a newer one.")


class NewsroomGone(StorageError):
    """The folder of the newsroom is not there any more: moved, deleted, or its disk is gone."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            _("The newsroom {folder} is not there any more.").format(folder=folder),
            _(
                "Nothing was changed. See whether its disk is there, and whether somebody moved "
                "the folder."
            ),
        )


class UnknownFields(StorageError):
    """A save would drop fields that this Redaksi does not know."""

    def __init__(self, name: str, fields: Sequence[str]) -> None:
        super().__init__(
            _(
                "{name} holds fields that this Redaksi does not know, and that a save would lose: "
                "{fields}."
            ).format(name=name, fields=", ".join(fields)),
            _("Nothing was saved. Use the Redaksi that wrote them, or take them out of the file."),
        )


class ReadOnlyNewsroom(StorageError):
    """The newsroom may be read but not written."""

    def __init__(self, where: object) -> None:
        super().__init__(
            _("{where} cannot be written.").format(where=where),
            _(
                "Nothing was changed. Ask for write access to the folder, or work in a newsroom "
                "of your own."
            ),
        )


class DiskFull(StorageError):
    """No room is left."""

    def __init__(self, where: object) -> None:
        super().__init__(
            _("There is no room left on the disk that holds {where}.").format(where=where),
            _("Nothing was changed. Make room, then repeat the command."),
        )


class NoHome(StorageError):
    """The person has no home folder, where settings, the log and unsaved text would lie."""

    def __init__(self) -> None:
        super().__init__(
            _("Your home folder cannot be found."),
            _(
                "Set $HOME to a folder of yours, by its whole path. Without one, name the "
                "newsroom: --newsroom DIR"
            ),
        )


class Unreadable(StorageError):
    """A file or folder that may not be read, or cannot."""

    def __init__(self, where: object, why: str, hint: str = "") -> None:
        super().__init__(
            _("{where} cannot be read: {why}.").format(where=where, why=why),
            hint or _("Check the spelling and the rights."),
        )


def reason(error: OSError) -> str:
    """Why the system refused, for people."""
    return _("it is closed") if error.errno == errno.EBADF else messages.said(error)


@contextmanager
def storage_errors(where: object) -> Iterator[None]:
    """Turn the operating system's refusals to write `where` into storage errors with a
    sentence.
    """
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
