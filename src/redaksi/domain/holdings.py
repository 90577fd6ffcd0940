"""What a ledger says about each article, summed up, and the state that follows from it. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from redaksi.domain.article import Article
from redaksi.domain.delivery import State, Step, StepKind, signed

_LEFT = {
    StepKind.WITHDRAWN: State.WITHDRAWN,
    StepKind.CREATED: State.SENT,
    StepKind.SENDING: State.SENT,
}
"""The states in which an article is left when the last step is of this kind."""


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
