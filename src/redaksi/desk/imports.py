"""Import: files, folders and pasted text become drafts; the same text is imported once."""

import os
import shlex
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
from msgspec.structs import replace

from redaksi import importers
from redaksi.desk import arriving_photos, named_editor, provenance
from redaksi.desk.assigning import assigned
from redaksi.desk.context import Context
from redaksi.desk.copy import begun_for, create
from redaksi.desk.moves import free_slug
from redaksi.desk.named_editor import Named
from redaksi.desk.notes import noted
from redaksi.desk.rescued_text import keep_over
from redaksi.desk.team import TeamDesk
from redaksi.domain import record, workflow
from redaksi.domain.article import Article, Assignment, Dossier, Origin, Person, SignOff, Stage
from redaksi.domain.finding import Finding
from redaksi.domain.harmless import harmless
from redaksi.errors import BadInput, Claimed, RedaksiError, StorageError, reading_errors, reason
from redaksi.exporters import manifest
from redaksi.exporters.photo_files import FOLDER
from redaksi.i18n import _, ngettext
from redaksi.importers import decode
from redaksi.importers.base import Imported
from redaksi.importers.decode import Decoded
from redaksi.store.base import Claim
from redaksi.system import safe_files
from redaksi.text import clean

STDIN = "-"


class ImportOutcome(StrEnum):
    """The result for one file."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class ArrivedFile(msgspec.Struct, frozen=True, kw_only=True):
    """The result for `path` ("-" for pasted text).

    `id` is the new article; for a duplicate it is the article that already has the text.
    """

    path: str
    id: str = ""
    outcome: ImportOutcome
    message: str
    exit_code: int = 0


class _Found(NamedTuple):
    """A file to be imported.

    `below` counts the last parts of `path` that lie inside the named folder; 0 means that the file
    itself was named.
    """

    path: str
    below: int = 0


class Terms(NamedTuple):
    """The conditions of an import.

    `again` also imports text that was imported before. `keep_stage`, for chiefs only, imports
    Redaksi's own JSON as published. `override` is the reason for publishing all articles of this
    run in spite of the rules that a chief may override. `to` is the person who has the drafts,
    whomever the copy names; "" for nobody in particular. With `headline`, the data is the text
    below this headline.
    """

    again: bool = False
    keep_stage: bool = False
    override: str = ""
    to: str = ""
    headline: str = ""

    @property
    def claim(self) -> Collection[Claim]:
        """The values that no other article may hold."""
        return () if self.again else {Claim.IMPORT}


class Imports:
    """The verbs that import copy."""

    def __init__(
        self, context: Context, team: TeamDesk, findings: Callable[[Article], Sequence[Finding]]
    ) -> None:
        """`findings` returns what the copy desk finds in an article.

        An article that is imported as published must pass the same gate as a publication.
        """
        self._context = context
        self._team = team
        self._findings = findings

    def paths(
        self,
        paths: Iterable[str],
        *,
        again: bool = False,
        keep_stage: bool = False,
        override: str = "",
        to: str = "",
    ) -> Iterator[ArrivedFile]:
        """Import files, folders and standard input ("-"); each yields arrivals, errors included.

        Every visible file in a folder has an arrival of its own.

        Raises:
            EditorNotFound, AmbiguousName: when `to` is no part of a single name of the team.
            MoveRefused: when the person may not keep the stage, or begin drafts for `to`.
        """
        terms = Terms(again, keep_stage, clean.line(override), to)
        act = self._context.begin()  # a refused identity is reported once, not for each file
        begun_for(act, to)  # as is a refused editor
        if keep_stage:
            workflow.check_chief(act.person)
        self._context.store.refresh()
        for path in paths:
            try:
                files = _files(path)
            except RedaksiError as error:
                yield _failed(shown(path), error)
                continue
            for file in files:
                yield self._arrival(file, terms)

    def _arrival(self, file: _Found, terms: Terms) -> ArrivedFile:
        name, data = shown(file.path), b""
        try:
            with importers.refusing(name):
                data = _laid(file) if file.below else read_bytes(file.path)
                beside = None if file.path == STDIN else Path(file.path).parent
                return self._taken(data, name, terms, beside)
        except RedaksiError as error:
            # Valid text from standard input exists nowhere else.
            if file.path == STDIN and data and not isinstance(error, BadInput):
                keep_over(error, "import", data)
            return _failed(name, error)

    def headline(self, text: str) -> str:
        """The headline that the pasted `text` itself says; "" where an import would refuse it."""
        try:
            return importers.read(text.encode(), STDIN).text.headline
        except RedaksiError:
            return ""

    def data(
        self,
        data: bytes,
        name: str,
        *,
        again: bool = False,
        keep_stage: bool = False,
        override: str = "",
        to: str = "",
        headline: str = "",
    ) -> ArrivedFile:
        """Import `data`, called `name`, under the given `Terms`.

        Raises:
            BadInput: when `data` cannot be imported.
            EditorNotFound, AmbiguousName: when `to` is no part of a single name of the team.
            MoveRefused: when the person may not keep the stage, or begin a draft for `to`, or a
                rule forbids the publication.
        """
        self._context.store.refresh()  # the index may lack the last save of a killed program
        terms = Terms(again, keep_stage, clean.line(override), to, clean.line(headline))
        return self._taken(data, name, terms)

    def _taken(
        self, data: bytes, name: str, terms: Terms, beside: Path | None = None
    ) -> ArrivedFile:
        """Import `data` against the present index of the store.

        `beside` is the folder of the file, None for data without one.
        """
        piece = importers.read(data, name, terms.headline)
        if terms.keep_stage and piece.article is None:
            raise BadInput(
                _(
                    "{name} holds no article of Redaksi's own JSON, so there is no stage to keep."
                ).format(name=name),
                _("Import it without --keep-stage: it arrives as a draft."),
            )
        fingerprint = piece.text.fingerprint()
        if not terms.again and (present := self._context.store.find_import(fingerprint)):
            return _duplicate(name, present)
        text, lost = arriving_photos.taken(self._context.store, piece, beside)
        piece = replace(piece, text=text)
        before = {member.name for member in self._team.list()}
        origin = Origin(
            name=clean.line(Path(name).name), format=piece.format, fingerprint=fingerprint
        )
        named = Named() if terms.keep_stage or terms.to else self._named(piece)
        try:
            dossier = (
                self._kept(piece, origin, terms)
                if terms.keep_stage
                else self._draft(piece, origin, terms, named)
            )
        except Claimed as error:  # somebody else imported it at the same moment
            return _duplicate(name, error.holder)
        message = _("{headline}: imported as {id}.").format(
            headline=dossier.article.text.headline, id=dossier.id
        )
        told = (
            *(message, piece.remark, named.remark, self._holder(dossier, named, terms)),
            *(lost, _notices(dossier)),
        )
        message = " ".join(filter(None, told))
        for name_ in (member.name for member in self._team.list() if member.name not in before):
            message += " " + _("{name} was not in the team, and joined as a guest.").format(
                name=name_
            )
        return ArrivedFile(
            path=name, id=dossier.id, outcome=ImportOutcome.IMPORTED, message=message
        )

    def _named(self, piece: Imported) -> Named:
        """The editor that `piece` names.

        When the house knows people by their login, imported copy adds nobody to the team.
        """
        joins = not self._context.rules.people.by_login
        return named_editor.of(piece.editor, self._context.store.team(), joins=joins)

    def _holder(self, dossier: Dossier, named: Named, terms: Terms) -> str:
        """The sentence about who has the draft; "" where the importer does without a remark."""
        house, holder = self._context.rules.desk.import_to, dossier.article.editor(Stage.DRAFT)
        if not holder:
            return ""
        told = _("{name} has it.").format(name=holder)
        if house and not (terms.to or named.editor or self._context.store.team().find(house)):
            away = _("{name}, whom the settings name for imported copy, is not in the team.")
            return f"{away.format(name=house)} {told}"
        is_expected = not named.remark and holder == dossier.events[0].editor
        return "" if is_expected or (named.editor and named.remark) else told

    def _draft(self, piece: Imported, origin: Origin, terms: Terms, named: Named) -> Dossier:
        """A new draft, assigned to the editor in `named`, or else by the `terms` and the house.

        Raises:
            Claimed: when another article has the same fingerprint.
            EditorNotFound, AmbiguousName: when `terms` name no single person of the team.
            MoveRefused: when the importer may not begin a draft for the person in `terms`.
        """
        editor = self._team.welcome(named.editor) if named.editor else None
        act = self._context.begin()
        shared = act.team.find(self._context.rules.desk.import_to)
        holder = editor or (None if terms.to else shared)
        person, at = act.person, act.at
        dossier = record.begin(self._context.new_id(at), at)
        dossier = replace(dossier, article=replace(dossier.article, origin=origin))
        dossier = record.revise(dossier, piece.text, at, person.name)
        dossier = _with_comments(dossier, piece, person, at)
        told = {"editor": clean.line(piece.editor)} if piece.editor and not named.editor else {}
        if piece.written:
            zone = self._context.house.zone
            written = piece.written if piece.written.tzinfo else piece.written.replace(tzinfo=zone)
            told["written"] = written.isoformat()
        dossier = record.log(
            dossier, "imported", at, person, name=origin.name, format=origin.format, **told
        )
        name = holder.name if holder else begun_for(act, terms.to)
        dossier = assigned(dossier, Stage.DRAFT, name, person, at)
        return create(self._context, dossier, act, terms.claim)

    def _kept(self, piece: Imported, origin: Origin, terms: Terms) -> Dossier:
        """A text from Redaksi's own JSON, published now by the chief who imports it.

        Everything else that the file tells of its past is recorded as evidence.

        Raises:
            Claimed: when another article has the same fingerprint.
        """
        article, act = piece.article, self._context.begin()
        person, at = act.person, act.at
        workflow.check_chief(person)
        if article is None or not article.sign_offs:
            raise BadInput(
                _("{name} was never published.").format(name=origin.name),
                _("Import it as a draft."),
            )
        while True:
            dossier = record.begin(article.id, at)
            begun = replace(
                dossier.article, origin=origin, slug=free_slug(self._context.store, article)
            )
            dossier = record.revise(replace(dossier, article=begun), piece.text, at, person.name)
            sign_off = self._sign_off(dossier, person, at, terms.override)
            # Readers of the text still learn what was changed, wherever it is published.
            sign_off = replace(sign_off, notices=harmless(article.sign_offs[-1].notices))
            dossier = _published(dossier, sign_off)
            data = {
                "name": origin.name,
                "format": origin.format,
                "evidence": provenance.of(article),
            }
            told = msgspec.to_builtins(dossier.article.sign_offs[-1])
            dossier = record.log(dossier, "imported_published", at, person, **data, sign_off=told)
            dossier = _held_back(dossier, article.embargo, person, at)
            try:
                return create(self._context, dossier, act, {Claim.SLUG, *terms.claim})
            except Claimed as error:
                if error.kind != Claim.SLUG:
                    raise
                # The slug may end in the id.
                article = replace(article, id=self._context.new_id(at))

    def _sign_off(self, dossier: Dossier, person: Person, at: datetime, override: str) -> SignOff:
        """The sign-off by `person` for the article that arrives in `dossier`.

        It lists the rules that `override` sets aside.

        Raises:
            MoveRefused: when a rule forbids the publication.
        """
        article, rules = dossier.article, self._context.rules.workflow
        set_aside = workflow.check_arrival(
            dossier, self._findings(article), rules, person, override
        )
        name = article.origin.name if article.origin else STDIN
        return SignOff(
            editor=person.name,
            at=at,
            revision=len(dossier.revisions),
            sha256=article.text.sha256(),
            override=override,
            set_aside=set_aside,
            rules=self._context.rules.in_force,
            origin=_("imported as published from {name} by {person}").format(
                name=name, person=person.name
            ),
        )


def _with_comments(dossier: Dossier, piece: Imported, person: Person, at: datetime) -> Dossier:
    """`dossier` with the comments of the document in `piece` as notes by `person`."""
    for one in piece.comments:
        ids = dossier.article.paragraph_ids
        place = (
            ids[one.paragraph] if one.paragraph is not None and one.paragraph < len(ids) else ""
        )
        words = f"{one.by}: {one.text}" if one.by else one.text
        dossier = noted(dossier, clean.line(words), person, at, paragraph=place)
    return dossier


def _duplicate(name: str, present: str) -> ArrivedFile:
    """The arrival of the file `name`, whose text the article with the id `present` has."""
    message = _("This text is here already, as {id}.").format(id=present)
    return ArrivedFile(path=name, id=present, outcome=ImportOutcome.DUPLICATE, message=message)


def _notices(dossier: Dossier) -> str:
    """The sentence about the notices that the arrived `dossier` brings; "" for none."""
    count = sum(len(one.notices) for one in dossier.article.sign_offs)
    sentence = ngettext(
        "{count} notice of a change comes with it.",
        "{count} notices of changes come with it.",
        count,
    )
    return sentence.format(count=count) if count else ""


def _published(dossier: Dossier, sign_off: SignOff) -> Dossier:
    """`dossier`, published under `sign_off`."""
    who, at = sign_off.editor, sign_off.at
    article = replace(
        dossier.article,
        stage=Stage.PUBLISHED,
        published_at=at,
        assignments={Stage.PUBLISHED: Assignment(editor=who, by=who, at=at)},
        sign_offs=(sign_off,),
    )
    return replace(dossier, article=article)


def _held_back(
    dossier: Dossier, embargo: datetime | None, person: Person, at: datetime
) -> Dossier:
    """`dossier` under the `embargo` of its file, if the embargo has not passed.

    An import must not end an embargo early.
    """
    if embargo is None or embargo <= at:
        return dossier
    dossier = replace(dossier, article=replace(dossier.article, embargo=embargo))
    return record.log(dossier, "set", at, person, field="embargo", value=embargo.isoformat())


def read_text(path: str) -> Decoded:
    """The text of the file `path`, or of standard input for "-".

    Raises:
        Unreadable: when the file cannot be read.
        BadInput: when the content is not text.
    """
    return as_text(read_bytes(path), _("Standard input") if path == STDIN else shown(path))


def as_text(data: bytes, name: str) -> Decoded:
    """`data`, called `name`, as text.

    Raises:
        BadInput: when `data` is not text.
    """
    decode.check(data, name)
    return decode.decode(data, name)


def _failed(path: str, error: RedaksiError) -> ArrivedFile:
    message = f"{error.sentence} {error.advice()}".strip()
    return ArrivedFile(
        path=path, outcome=ImportOutcome.FAILED, message=message, exit_code=error.exit_code
    )


def _files(path: str) -> list[_Found]:
    """`path` itself, or the sorted visible files and links below the folder `path`.

    The photos of an export in JSON come with its articles (see `arriving_photos`).

    Raises:
        Unreadable: when a folder may not be read.
    """
    found: list[Path] = []
    with reading_errors(shown(path)):
        if path == STDIN or not Path(path).is_dir():
            return [_Found(path)]
        for root, folders, names in os.walk(path, onerror=_raise):
            own = {FOLDER} if manifest.file_name("json") in names else set()
            folders[:] = [name for name in folders if not name.startswith(".") and name not in own]
            linked = [name for name in folders if (Path(root) / name).is_symlink()]
            found += [Path(root) / name for name in (*names, *linked) if not name.startswith(".")]
        top = len(Path(path).parts)
        return [
            _Found(str(one), len(one.parts) - top)
            for one in sorted(found)
            if one.is_symlink() or one.is_file()
        ]


def _raise(error: OSError) -> None:
    raise error


def read_bytes(path: str) -> bytes:
    """The bytes of `path` ("-" for standard input), at most one more than an importer takes.

    The limit keeps huge files out of memory; the extra byte shows that a file is too large.
    """
    if path == STDIN:
        try:
            return sys.stdin.buffer.read(importers.MAX_BYTES + 1)
        except OSError as error:
            raise StorageError(
                _("Standard input cannot be read: {why}.").format(why=reason(error)),
                _("Give the text by a pipe, or name a file."),
            ) from error
    with reading_errors(shown(path)), Path(path).open("rb") as file:
        return file.read(importers.MAX_BYTES + 1)


def _laid(found: _Found) -> bytes:
    """The bytes of the regular file `found`, which was found inside a named folder.

    No link may lead out of that folder.
    """
    name = shown(found.path)
    with reading_errors(name), _only_regular(name), _opened(found) as file:
        return file.read(importers.MAX_BYTES + 1)


def _opened(found: _Found) -> BinaryIO:
    return os.fdopen(safe_files.open_file(Path(found.path), found.below), "rb")


@contextmanager
def _only_regular(name: str) -> Iterator[None]:
    """Turn the refusal to open a special file, called `name`, into a BadInput with the reason."""
    try:
        yield
    except safe_files.Special as error:
        raise BadInput(
            _("{name} is not taken: {why}. Of a folder only its own files come in.").format(
                name=name, why=error.strerror
            ),
            _("If it is meant, name it: redaksi import {path}").format(path=shlex.quote(name)),
        ) from error


def shown(path: str) -> str:
    """`path` on one line for people and programs.

    Bytes that are not UTF-8, and line ends, become U+FFFD.
    """
    return clean.unbroken(os.fsencode(path).decode(errors="replace"))
