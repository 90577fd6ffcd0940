"""Targets, the lines of their ledgers, and the state of an article at a target. Pure.

A target is a place outside that shows articles. Its ledger holds one line for each step of a
delivery (see `chain`).
"""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from redaksi.domain.article import Article, SignOff, Text
from redaksi.domain.chain import LedgerLine
from redaksi.domain.hashing import digest, sha256
from redaksi.text import clean

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def is_name(text: str) -> bool:
    """Whether `text` may be the name of a target; such a name is safe as a part of a path."""
    return bool(_NAME.fullmatch(text))


class Arrival(StrEnum):
    """Whether a delivered article is public at once, or a draft that a person publishes there."""

    PUBLISHED = "published"
    DRAFT = "draft"


class Website(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[site]` of newsroom.toml: the address and the title of the newsroom's website.

    Without a `url`, links are relative.
    """

    url: str = ""
    title: str = ""


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A `[[target]]` of newsroom.toml; which fields a target needs depends on its `kind`.

    `rubrics` and `tags` limit the articles that are delivered; () is no limit. `authors` maps
    bylines to users of the target. `photo_width` is in pixels. `secret` says where the secret is
    (see `delivery.secrets`), never the secret itself. `command` runs after the files are in
    place. `to` says where the recipients of a mail are, or names a chat. `sender` is the address
    that a mail comes from, where `user` is none. `on_publish` delivers each publication at once.
    """

    name: str
    kind: str
    url: str = ""
    user: str = ""
    secret: str = ""
    folder: str = ""
    command: str = ""
    to: str = ""
    sender: str = ""
    rubrics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    arrival: Arrival = Arrival.PUBLISHED
    authors: dict[str, str] = {}
    photo_width: int = 2000
    on_publish: bool = False

    def wants(self, text: Text) -> bool:
        """Whether the limits of this target let `text` through; names compare by `clean.key`."""
        tags = set(map(clean.key, self.tags))
        return self.wants_rubric(text.rubric) and (
            not tags or any(clean.key(one) in tags for one in text.tags)
        )

    def wants_rubric(self, rubric: str) -> bool:
        """Whether the limits of this target let a text of `rubric` through."""
        return not self.rubrics or clean.key(rubric) in set(map(clean.key, self.rubrics))


class StepKind(StrEnum):
    """The steps of a delivery."""

    BEGUN = "begun"
    """A target of messages begins: what was published before is not due there."""
    INTENT = "intent"
    """The delivery begins, or with the `state` withdrawn the withdrawal; nothing was sent."""
    CREATED = "created"
    """The target has a reserved place for the article, which readers do not see."""
    SENDING = "sending"
    """The text is being sent; without a later step the outcome is unknown."""
    DELIVERED = "delivered"
    """The target was read back and shows the text."""
    WITHDRAWN = "withdrawn"
    """The target was read back and does not show the article any more."""
    FAILED = "failed"
    """The target shows what it showed before; `message` says why."""
    ADOPTED = "adopted"
    """A person confirmed that a place found at the target is this article's."""


class State(StrEnum):
    """The state of an article at a target."""

    WAITING = "waiting"
    EMBARGOED = "embargoed"
    SENT = "sent"
    """Something was sent and the outcome is unknown."""
    DELIVERED = "delivered"
    OUTDATED = "outdated"
    """The target shows an older text than the last signed-off one."""
    CHANGED = "changed"
    """Somebody changed the text at the target."""
    GONE = "gone"
    """Somebody removed the article at the target."""
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


SETTLED = frozenset({State.DELIVERED, State.WITHDRAWN})
"""The states in which a delivery of everything that is due leaves an article alone."""
UNSETTLED = (State.CHANGED, State.GONE, State.FAILED, State.SENT)
"""The states that ask a person to look, the most urgent first."""
UNHELD = frozenset({State.WAITING, State.EMBARGOED, State.WITHDRAWN})
"""The states in which the target shows nothing of the article."""
_URGENCY = (
    *UNSETTLED,
    State.OUTDATED,
    State.WAITING,
    State.EMBARGOED,
    State.DELIVERED,
    State.WITHDRAWN,
)


def urgency(state: State) -> int:
    """The place of `state` in the order in which states ask for a person's attention."""
    return _URGENCY.index(state)


_LEFT = {
    StepKind.WITHDRAWN: State.WITHDRAWN,
    StepKind.CREATED: State.SENT,
    StepKind.SENDING: State.SENT,
}
"""The states in which an article is left when the last step is of this kind."""


class Step(LedgerLine, frozen=True, kw_only=True, gc=False):
    """One line of a ledger of deliveries.

    `version` is the version of the article at that moment, `revision` the number of the sealed
    revision, `text` the SHA-256 of its text, and `sign_off` the hash of the whole sign-off (see
    `signed`). `payload` is the SHA-256 of the bytes that were sent. `id` and `link` lead to the
    article at the target. `held` is the hash of what the target shows: as read back (delivered,
    adopted), or as expected (sending). `state` tells a failed step apart: changed, gone, or ""
    for other reasons; an intent with the state withdrawn is one to withdraw. `by` is the person.
    The step *begun* is about the target itself: its `article` is "".
    """

    kind: StepKind
    article: str
    version: int = 0
    revision: int = 0
    text: str = ""
    sign_off: str = ""
    payload: str = ""
    id: str = ""
    link: str = ""
    held: str = ""
    state: str = ""
    by: str = ""
    message: str = ""
    recipient: str = ""

    def sha256(self) -> str:
        """The hash by which the next line names this one, in hexadecimal."""
        if self.number and self.article:
            return sha256(_canonical(self))
        return digest(self)


_canonical = msgspec.json.Encoder(order="sorted").encode
"""The canonical JSON of a step without empty fields that every step must have.

Every delivery checks a whole chain: this is four times as fast as `digest`.
"""


class RecipientStep(NamedTuple):
    """A step about one recipient of a message, and the attempt before it."""

    step: Step
    before: "RecipientStep | None" = None


class Holding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The part of a ledger about one article, summed up.

    `last` is the last step. `shown` is the last step that was read back (delivered, adopted), or
    None when the target shows nothing of ours. `id` and `link` lead to the article at the target.
    `ours` are the hashes that the target may hold because of us: of the last read, and of every
    send after it. `in_flight` are the hashes of the sign-offs (see `signed`) that were sent after
    the last read. `begun` is true when a delivery began: a place found at the target is then ours.
    `attempts` are the steps about recipients since a message was last done with. `withdrawal` is
    the intent of a withdrawal that is not finished: until it is, no delivery brings the article.
    """

    last: Step
    shown: Step | None = None
    id: str = ""
    link: str = ""
    ours: frozenset[str] = frozenset()
    in_flight: frozenset[str] = frozenset()
    begun: bool = False
    attempts: RecipientStep | None = None
    withdrawal: Step | None = None

    def recipients(self) -> dict[str, Step]:
        """The last step about each recipient, since a message was last done with."""
        found: dict[str, Step] = {}
        attempt = self.attempts
        while attempt:
            found.setdefault(attempt.step.recipient, attempt.step)
            attempt = attempt.before
        return found

    @property
    def is_uncertain(self) -> bool:
        """Whether nobody knows if a recipient got a message."""
        return bool(self.attempts) and any(
            step.kind is StepKind.SENDING for step in self.recipients().values()
        )


def signed(sign_off: SignOff) -> str:
    """The hash of `sign_off`, in hexadecimal; a text published again has another one."""
    return digest(sign_off)


class LedgerSummary:
    """The steps of a ledger, summed up one after the other.

    `begun` is the time of the first step, None before there is one. `holdings` is what the ledger
    says about each article, by the article's id.
    """

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self.begun: datetime | None = None
        self.holdings: dict[str, Holding] = {}
        for step in steps:
            self.take(step)

    def copy(self) -> "LedgerSummary":
        """A summary that does not follow this one."""
        made = LedgerSummary()
        made.begun, made.holdings = self.begun, dict(self.holdings)
        return made

    def take(self, step: Step) -> None:
        """Take in the next step."""
        self.begun = self.begun or step.at
        if step.kind is not StepKind.BEGUN:
            self.holdings[step.article] = after(self.holdings.get(step.article), step)


def first_published(article: Article) -> datetime | None:
    """When the desk first published `article`.

    None when it never did, or when the article arrived already published elsewhere.
    """
    first = article.sign_offs[0] if article.sign_offs else None
    if first is None or first.origin:
        return None
    return article.published_at or first.at


def is_news(published: datetime | None, embargo: datetime | None, begun: datetime | None) -> bool:
    """Whether readers could first see an article after a target of messages had `begun`.

    `published` is the time of its first publication (see `first_published`).
    """
    if published is None or begun is None:
        return False
    return max(published, embargo or published) > begun


def after(before: Holding | None, step: Step) -> Holding:
    """What is known about an article after `step`, when it was `before`."""
    known = before or Holding(last=step)
    if step.recipient:
        attempts = RecipientStep(step, known.attempts)
        return msgspec.structs.replace(known, last=step, attempts=attempts)
    if step.kind is StepKind.WITHDRAWN:
        return Holding(last=step)
    place = {"id": step.id or known.id, "link": step.link or known.link}
    return msgspec.structs.replace(known, last=step, **place, **_learned(known, step))


def _learned(known: Holding, step: Step) -> dict[str, Any]:
    """The fields of a Holding that `step` changes, which is about all of the article."""
    if step.kind is StepKind.INTENT:
        is_leaving = step.state == State.WITHDRAWN
        return {"begun": True, "withdrawal": step if is_leaving else known.withdrawal}
    if step.kind is StepKind.CREATED:
        return {"shown": None, "ours": frozenset(), "in_flight": frozenset(), "begun": True}
    if step.kind is StepKind.SENDING:
        in_flight = known.in_flight | {step.sign_off}
        return {"ours": known.ours | {step.held}, "in_flight": in_flight}
    if step.kind in {StepKind.DELIVERED, StepKind.ADOPTED}:
        return {
            "shown": step,
            "ours": frozenset({step.held}),
            "in_flight": frozenset(),
            "begun": True,
            "attempts": None,
            "withdrawal": None,
        }
    return {}


def state_of(
    article: Article, holding: Holding | None, now: datetime, *, wanted: bool
) -> State | None:
    """The state of `article` at a target whose ledger says `holding`.

    None when the target neither shows the article nor is due to: it was never published, or the
    target does not want it (`wanted`).
    """
    unfinished = _unfinished(holding) if holding else None
    if unfinished or not article.sign_offs:
        return unfinished
    shown = holding.shown if holding else None
    if shown:
        is_newest = shown.sign_off == signed(article.sign_offs[-1])
        return State.DELIVERED if is_newest else State.OUTDATED
    return due(article.embargo, now) if wanted else None


def due(embargo: datetime | None, now: datetime) -> State:
    """The state of an article that a target wants and does not show."""
    return State.EMBARGOED if embargo and embargo > now else State.WAITING


def told(holding: Holding, version: int) -> State | None:
    """The state of an article of `version`, as far as the ledger alone tells; else None."""
    last = holding.last
    is_whole = last.kind is StepKind.DELIVERED and not last.recipient
    is_delivered = is_whole and last.version == version
    return _unfinished(holding) or (State.DELIVERED if is_delivered else None)


def _unfinished(holding: Holding) -> State | None:
    """The state that the last steps of `holding` alone decide."""
    last = holding.last
    if holding.is_uncertain:
        return State.SENT
    if holding.withdrawal:
        return State.FAILED
    if last.recipient:
        return None
    if last.kind is StepKind.FAILED:
        return State(last.state) if last.state else State.FAILED
    return _LEFT.get(last.kind)
