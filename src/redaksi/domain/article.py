"""The types of the newsroom: article, stage, photo, note, event, revision, dossier, team.

Times are aware datetimes in UTC. Sequences are tuples. Nothing here reads a clock, a file or a
screen.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from redaksi.domain.hashing import by_parts, canonical, digest, is_sha256, sha256
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.text import clean

BY_PART = 2
"""The value of `Event.whole` for an event that is hashed value by value."""

HEADLINE_LIMIT = 500
"""The most characters of a headline.

A longer first line is a paragraph of a text without a headline.
"""

NOTICE_LIMIT = 500
"""The most characters of the sentence of a notice."""


class Stage(StrEnum):
    """The stage of an article; there are no others."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"


class Role(StrEnum):
    """The rights of a person; each role has all rights of the role before it."""

    GUEST = "guest"
    EDITOR = "editor"
    CHIEF = "chief"


PHOTO_WORDS = ("file", "url", "alt", "caption", "credit")
"""The fields of a photo that people write."""


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of an article.

    Its bytes are the attachment with the hash `sha256`, which came as a file called `file`, or
    they are elsewhere: in a file outside the newsroom, or at the address `url`.

    An unset `sha256` is neither stored nor hashed: records that are older than the field keep
    their hashes.
    """

    file: str = ""
    url: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    sha256: str | msgspec.UnsetType = msgspec.UNSET

    @property
    def attachment(self) -> str:
        """The hash of the photo's bytes in the newsroom, in hexadecimal; "" if they are not."""
        return self.sha256 or ""


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """A link to another story ("Baca juga")."""

    title: str
    url: str = ""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """All published parts of an article; a sign-off seals exactly these.

    `body` is a tuple of paragraphs in Markdown.
    """

    headline: str = ""
    deck: str = ""
    body: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    source: str = ""
    rubric: str = ""
    tags: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    related: tuple[Related, ...] = ()

    def sha256(self) -> str:
        """The hash that a sign-off records, in hexadecimal; see `digest`."""
        return digest(self)

    def fingerprint(self) -> str:
        """The hash that identifies an import: of headline, deck and body in NFC, in hexadecimal.

        White space is collapsed. Plain text and the same text as Markdown have the same
        fingerprint: the backslashes of the body do not count.
        """
        # Each part is cleaned alone first: a terminal escape at its end must not reach into the
        # next.
        from redaksi.text import plain_text  # noqa: PLC0415 - the board needs no bodies

        parts = (self.headline, self.deck, *map(plain_text.unescaped, self.body))
        words = clean.line(" ".join(map(clean.line, parts)))
        return sha256(words.encode())


def cleaned(text: Text) -> Text:
    """`text` with every field clean (see `clean`), without empty tags, photos and stories.

    Raises:
        BadInput: when the headline has more than HEADLINE_LIMIT characters.
    """
    headline = clean.line(text.headline)
    if len(headline) > HEADLINE_LIMIT:
        raise BadInput(
            _("The headline has {count} characters; at most {limit} are taken.").format(
                count=len(headline), limit=HEADLINE_LIMIT
            ),
            _("Put the headline on the first line and a blank line behind it."),
        )
    photos = map(_cleaned_photo, text.photos)
    related = (
        Related(title=clean.line(story.title), url=clean.line(story.url)) for story in text.related
    )
    return Text(
        headline=headline,
        deck=clean.line(text.deck),
        body=tuple(part for raw in text.body if (part := clean.paragraph(raw))),
        byline=clean.line(text.byline),
        dateline=clean.line(text.dateline),
        source=clean.line(text.source),
        rubric=clean.line(text.rubric),
        tags=tuple(dict.fromkeys(tag for raw in text.tags if (tag := clean.line(raw)))),
        photos=tuple(photo for photo in photos if photo != Photo()),
        related=tuple(story for story in related if story.title or story.url),
    )


def _cleaned_photo(photo: Photo) -> Photo:
    words = {field: clean.line(getattr(photo, field)) for field in PHOTO_WORDS}
    return Photo(**words, sha256=photo.sha256 if is_sha256(photo.attachment) else msgspec.UNSET)


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """The editor to whom a stage is assigned; earlier assignments stay in the events."""

    editor: str
    by: str
    at: datetime


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The source of an imported article.

    `fingerprint` is `Text.fingerprint()` of the text that arrived.
    """

    name: str
    format: str
    fingerprint: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a reviewer: the field (of `Text`), and the text before and after.

    A change of the body is about one paragraph.
    """

    field: str
    before: str
    after: str


class NoticeKind(StrEnum):
    """Why a published text was changed: the newsroom's error, somebody's correction, or news."""

    RALAT = "ralat"
    KOREKSI = "koreksi"
    PEMBARUAN = "pembaruan"


class PublicNotice(msgspec.Struct, frozen=True, kw_only=True):
    """The public `sentence` about a change of a published text, in plain words on one line."""

    kind: NoticeKind
    sentence: str


class PublishedNotice(PublicNotice, frozen=True, kw_only=True):
    """A notice that readers see; `at` is the time of the publication that brought it.

    Pedoman Pemberitaan Media Siber (Dewan Pers, Peraturan 1/2012) asks for both in 4b and 4c: a
    correction stands with the story that it corrects, and tells its time.
    """

    at: datetime


class SignOff(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a publication: who sealed which exact text, and what was set aside.

    `revision` is the number of the sealed revision, `sha256` the hash of its text. `changes` are
    the changes made during review, `mended_by` the people who made them. `override` is the reason
    given for setting rules aside, `set_aside` the sentences that were set aside. `origin` is set
    if the text arrived already published. `rules` are the rules of the house that judged the text,
    in the form of the team's record (see `desk.rules`). `notices` are all notices that stand with
    the text, the newest first: those of earlier publications are sealed anew.
    """

    editor: str
    at: datetime
    revision: int
    sha256: str
    changes: tuple[Change, ...] = ()
    mended_by: tuple[str, ...] = ()
    override: str = ""
    set_aside: tuple[str, ...] = ()
    origin: str = ""
    rules: Mapping[str, Any] = {}
    notices: tuple[PublishedNotice, ...] = ()


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of the copy desk that was waived: `text`, found by `rule` in `field`.

    `reason` is the reason that was given. `paragraph` is the id of the body's paragraph, which
    stays the same through edits; it is "" for other fields.
    """

    rule: str
    field: str
    paragraph: str
    text: str
    reason: str
    by: str
    at: datetime


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A story and its stage.

    `version` counts commits (0: not saved yet). `paragraph_ids` is parallel to `text.body`: notes
    find their paragraph by its id. `published_at` and `slug` are fixed at the first publication.
    `sign_offs` are in order, the first one first. `notice` waits for the next publication, which
    seals it with the text. `seal` is the hash of this article, its notes and its last event (see
    `record.seal`).
    """

    id: str
    version: int = 0
    stage: Stage = Stage.DRAFT
    stage_since: datetime
    text: Text
    paragraph_ids: tuple[str, ...] = ()
    assignments: Mapping[Stage, Assignment] = {}
    created_at: datetime
    updated_at: datetime
    due: datetime | None = None
    embargo: datetime | None = None
    spiked_at: datetime | None = None
    published_at: datetime | None = None
    slug: str = ""
    origin: Origin | None = None
    sign_offs: tuple[SignOff, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    notice: PublicNotice | None = None
    seal: str = ""

    def editor(self, stage: Stage | None = None) -> str:
        """The editor assigned to `stage` (by default the present stage), or ""."""
        assignment = self.assignments.get(stage or self.stage)
        return assignment.editor if assignment else ""

    def notices(self, at: datetime) -> tuple[PublishedNotice, ...]:
        """The notices of a publication at the time `at`: `notice`, then the earlier ones."""
        earlier = self.sign_offs[-1].notices if self.sign_offs else ()
        if self.notice is None:
            return earlier
        new = PublishedNotice(kind=self.notice.kind, sentence=self.notice.sentence, at=at)
        return (new, *earlier)

    def numbers(self) -> dict[str, int]:
        """The numbers of the paragraphs (from 1) by their ids."""
        return {name: number for number, name in enumerate(self.paragraph_ids, start=1)}


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A saved text: `text` holds all fields except the body.

    `body` holds the hashes of its paragraphs, which are in the dossier's pool. `version` is the
    article's version that added this revision.
    """

    number: int
    version: int
    at: datetime
    by: str
    stage: Stage
    sha256: str
    text: Text
    body: tuple[str, ...]

    def digest(self, *, by_part: bool) -> str:
        """The hash by which an event names this revision, in hexadecimal.

        Events with a state use `by_part`.
        """
        if not by_part:
            return digest(self)
        return digest(
            (msgspec.structs.replace(self, text=Text()), by_parts(msgspec.to_builtins(self.text)))
        )


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a note."""

    by: str
    at: datetime
    text: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """An editor's remark on the paragraph with the id `paragraph`, or on the whole article ("").

    `quotation` is the paragraph's text when the note was written; it stays when the paragraph is
    deleted. `returned` marks the note of a return, which the next submit answers. `asks_change`
    blocks the article until somebody answers (see `workflow.waits`). `answers` are in order, the
    first one first. A note is open until `resolved_at`.
    """

    id: str
    text: str
    by: str
    at: datetime
    paragraph: str = ""
    quotation: str = ""
    returned: bool = False
    asks_change: bool = False
    answers: tuple[Answer, ...] = ()
    resolved_by: str = ""
    resolved_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the record: who (editor, system user, host) did what and when.

    `kind` names the act; `data` holds the details. `version` is the version that the act led
    to. `revision` is the number of the newest revision at that time, `text` its SHA-256. `before`
    holds the values that the act replaced (see `record.REPLACED`), for undo. `previous` is the
    `sha256` of the event before ("" for the first): an altered event breaks the chain after it.
    `state` is the hash of everything that the act led to (see `record.state_of`); events of format
    1 have none. `team` is the hash of the team's last event when an article was acted on: if
    somebody restores an older team file, acts remain that rest on another team.

    `whole` says how `sha256` covers `data` and `before`. False, in the first records: without
    their empty values. True: with all values. BY_PART, in every event with a state: by the hash of
    each value, so that a later event can name content that was lawfully erased. A program that
    knows only format 1 treats BY_PART as damage and refuses the file.
    """

    number: int
    version: int
    at: datetime
    kind: str
    editor: str
    login: str
    host: str
    data: Mapping[str, Any] = {}
    revision: int = 0
    text: str = ""
    before: Mapping[str, Any] = {}
    previous: str = ""
    whole: bool | int = False
    state: str = ""
    team: str = ""

    def sha256(self) -> str:
        """The hash by which the next event, the seal and an anchor name this event.

        It is in hexadecimal; see `digest`.
        """
        if not self.whole:
            return digest(self)
        bare = msgspec.structs.replace(self, data={}, before={})
        if self.whole == BY_PART:
            return digest((bare, by_parts(self.data), by_parts(self.before)))
        return digest((bare, canonical(self.data), canonical(self.before)))


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its revisions, events and notes.

    `pool` holds every paragraph that ever was in the article, by its SHA-256. `harmless` tells
    whether every field may be shown as it is: no character controls a terminal, a field of one
    line has no line end, and each paragraph has an id. `harmless.shown` makes a dossier harmless.
    """

    article: Article
    pool: Mapping[str, str] = {}
    revisions: tuple[Revision, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()
    harmless: bool = True

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def version(self) -> int:
        return self.article.version

    def text_of(self, number: int) -> Text:
        """The whole text of revision `number` (1 is the first)."""
        revision = self.revisions[number - 1]
        return msgspec.structs.replace(
            revision.text, body=tuple(self.pool[key] for key in revision.body)
        )

    @property
    def live(self) -> tuple[Text, SignOff] | None:
        """The latest sealed text with its sign-off, or None.

        Exporters deliver this text, even while a new draft is in progress.
        """
        if not self.article.sign_offs:
            return None
        sign_off = self.article.sign_offs[-1]
        return self.text_of(sign_off.revision), sign_off


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the team; `login` is the system user to whom the name is bound, or "".

    `address` is the mail address at which they are told outside the desk, `quiet` the hours in
    which they are not (see `quiet_hours`). Both are theirs: no list, record or export tells them.

    A field that is not `name` or `role` is empty unless somebody set it: empty fields do not
    enter the hashes of the record (see `hashing.digest`), so older records keep theirs.
    """

    name: str
    role: Role = Role.EDITOR
    login: str = ""
    off_duty: bool = False
    address: str = ""
    quiet: str = ""

    @property
    def on_duty(self) -> bool:
        """Whether the person works now, which only those who choose a person are told."""
        return not self.off_duty


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search on the board; the whole newsroom sees it under `name`.

    An empty field has no effect. `editor` may be `me`, `due` a word such as `today`: both are
    resolved when the search runs (see `desk.searching`).
    """

    name: str = ""
    stage: Stage | None = None
    editor: str = ""
    rubric: str = ""
    tag: str = ""
    due: str = ""
    text: str = ""
    spiked: bool = False
    sort: str = ""


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """The people of a newsroom and their saved searches, with the events of every change.

    `seal` is the hash of the members, the searches and the last event (see `record.seal_team`).
    `harmless` is false as in a `Dossier`.
    """

    version: int = 0
    members: tuple[Member, ...] = ()
    events: tuple[Event, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    seal: str = ""
    harmless: bool = True

    def find(self, name: str) -> Member | None:
        """The member called `name`, in any spelling that has the same `clean.key`."""
        wanted = clean.key(name)
        return next((member for member in self.members if clean.key(member.name) == wanted), None)

    def role(self, name: str) -> Role:
        """The role of `name`; a person outside the team is a guest."""
        member = self.find(name)
        return member.role if member else Role.GUEST


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """The person who acts: the chosen editor, their role, the system user and the host."""

    name: str
    role: Role
    login: str
    host: str
