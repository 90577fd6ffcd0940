"""The words of the desk as frozen types: article, stage, assignment, photo, note, event,
revision, dossier.

Times are aware datetimes in UTC. Sequences are tuples. Nothing here reads a clock, a file or a
screen.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from redaksi.domain.hashing import by_parts, canonical, digest, sha256
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.text import clean, plain_text

BY_PART = 2
"""The value of `Event.whole` for an event that is hashed value by value."""

HEADLINE_LIMIT = 500
"""Characters; a longer first line is a paragraph that lost its headline."""


class Stage(StrEnum):
    """Where an article stands; there are no others."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"


class Role(StrEnum):
    """What a person may do; each may do all that the one before may."""

    GUEST = "guest"
    EDITOR = "editor"
    CHIEF = "chief"


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of an article: a file of the newsroom or an address elsewhere."""

    file: str = ""
    url: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """A link to another story ("Baca juga")."""

    title: str
    url: str = ""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is published of an article, and so everything that a sign-off seals.

    `body` is paragraphs of Markdown.
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
        """The hash that a sign-off records; see `digest`."""
        return digest(self)

    def fingerprint(self) -> str:
        """The hash by which an import is recognised: headline, deck and body, NFC, white space
        collapsed.

        Plain text and the same as Markdown are one: the backslashes of the body do not count.
        """
        # Each part by itself first: an escape at the end of one must not reach into the next.
        parts = (self.headline, self.deck, *map(plain_text.unescaped, self.body))
        words = clean.line(" ".join(map(clean.line, parts)))
        return sha256(words.encode())


def cleaned(text: Text) -> Text:
    """`text` with every field clean (see `clean`) and its empty tags, photos and related
    stories dropped.

    Raises:
        BadInput: for a headline over HEADLINE_LIMIT characters
    """
    headline = clean.line(text.headline)
    if len(headline) > HEADLINE_LIMIT:
        raise BadInput(
            _("The headline has {count} characters; at most {limit} are taken.").format(
                count=len(headline), limit=HEADLINE_LIMIT
            ),
            _("Put the headline on the first line and a blank line behind it."),
        )
    photos = (
        Photo(**{field: clean.line(getattr(photo, field)) for field in Photo.__struct_fields__})
        for photo in text.photos
    )
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


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """The editor a stage is assigned to; earlier ones stay in the events."""

    editor: str
    by: str
    at: datetime


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported article came from; `fingerprint` is `Text.fingerprint()` of what
    arrived.
    """

    name: str
    format: str
    fingerprint: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer mended: the field (of `Text`), the text before and after; a body's change
    is one paragraph's.
    """

    field: str
    before: str
    after: str


class SignOff(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a publication: who sealed which exact text, and what was set aside.

    `revision` is the number of the sealed revision, `sha256` the hash of its text. `changes` is
    what was mended during review, `mended_by` by whom. `override` is the reason given, `set_aside`
    the sentences that it set aside. `origin` is set where the text came in as already published.
    `rules` are the rules of the house that judged it, as the team's record tells them (see
    `desk.rules`).
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


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of the copy desk that was set aside: what `rule` found, `text`, in a field, for
    a reason.

    `paragraph` is the id of a body's paragraph, which it follows through edits, else "".
    """

    rule: str
    field: str
    paragraph: str
    text: str
    reason: str
    by: str
    at: datetime


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One story and where it stands.

    `version` counts commits (0: not saved yet). `paragraph_ids` runs beside `text.body`: the names
    by which notes find their paragraph. `published_at` and `slug` are fixed at the first
    publication; `sign_offs` runs from the first on. `seal` is the hash over this article, its
    notes and its last event (see `record.seal`).
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
    seal: str = ""

    def editor(self, stage: Stage | None = None) -> str:
        """The editor assigned to `stage` (else to the present stage), or ""."""
        assignment = self.assignments.get(stage or self.stage)
        return assignment.editor if assignment else ""

    def numbers(self) -> dict[str, int]:
        """The numbers of the paragraphs, from 1 on, by their ids."""
        return {name: number for number, name in enumerate(self.paragraph_ids, start=1)}


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One saved text: all but the body in `text`, the body as hashes of paragraphs in the
    dossier's pool.

    `version` is the article's version that it came with.
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
        """The hash by which an event names this revision; `by_part`, as events do that carry a
        state.
        """
        if not by_part:
            return digest(self)
        return digest(
            (msgspec.structs.replace(self, text=Text()), by_parts(msgspec.to_builtins(self.text)))
        )


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said to a note."""

    by: str
    at: datetime
    text: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """An editor's remark on a paragraph (`paragraph` is its id) or, with "", on the whole article.

    `quotation` is the paragraph's text when the note was written: it stays when the paragraph
    goes. `returned` marks the note of a return, which the next submit answers. `asks_change` holds
    the article up until somebody answers (see `workflow.waits`). `answers` runs from the first on.
    Open until `resolved_at`.
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
    """One line of the record: who (editor, system user, host) did what and when; `data` says
    with what.

    `version` is the one that the act led to. `revision` is the number of the newest revision then,
    `text` its SHA-256. `before` holds what the act replaced (see `record.REPLACED`), for undo.
    `previous` is the `sha256` of the event before ("" for the first): a changed line breaks the
    chain behind it. `state` is the hash of everything that the act led to (see `record.state_of`);
    the events of format 1 have none. `team` is the hash of the team's last event when an article
    was acted on: whoever puts an older team file back leaves acts that rest on another one.

    `whole` tells how `sha256` covers `data` and `before`. False, in the first records: without
    what is empty there. True: with all of it. BY_PART, in every event with a state: each value by
    its own hash, so that a later event can name content that was lawfully erased. A program that
    knows format 1 only takes a BY_PART for damage and refuses.
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
        """The hash by which the next event, the seal and an anchor know this one; see `digest`."""
        if not self.whole:
            return digest(self)
        bare = msgspec.structs.replace(self, data={}, before={})
        if self.whole == BY_PART:
            return digest((bare, by_parts(self.data), by_parts(self.before)))
        return digest((bare, canonical(self.data), canonical(self.before)))


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """An article with its revisions, events and notes; `pool` holds every paragraph that ever
    was, by SHA-256.

    `harmless` is false for one that is as its file is (`Store.evidence`) and may hold what steers
    a terminal: such a one is for the record, and not shown.
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
        """The latest sealed text with its sign-off: what exporters deliver, also while a new
        draft is under way.
        """
        if not self.article.sign_offs:
            return None
        sign_off = self.article.sign_offs[-1]
        return self.text_of(sign_off.revision), sign_off


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the team; `login` binds the name to a system user, "" leaves it free."""

    name: str
    role: Role = Role.EDITOR
    login: str = ""


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """What a person looks for on the board, as they typed it; saved under `name` for the whole
    newsroom.

    An empty field asks for nothing. `editor` may be `ME`, `due` a word such as `today`: what they
    mean is told when the search is made (see `desk.searching`).
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
    """The people of a newsroom and the searches they saved, with the events of every change of
    theirs.

    `seal` is the hash over the members, the searches and the last event (see `record.seal_team`).
    `harmless` is false as in a `Dossier`.
    """

    version: int = 0
    members: tuple[Member, ...] = ()
    events: tuple[Event, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    seal: str = ""
    harmless: bool = True

    def find(self, name: str) -> Member | None:
        """The member called `name`, however it is typed (see `clean.key`)."""
        wanted = clean.key(name)
        return next((member for member in self.members if clean.key(member.name) == wanted), None)

    def role(self, name: str) -> Role:
        """The role of `name`; whoever is not in the team is a guest."""
        member = self.find(name)
        return member.role if member else Role.GUEST


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts: the chosen editor, their role, the system user and the host."""

    name: str
    role: Role
    login: str
    host: str
