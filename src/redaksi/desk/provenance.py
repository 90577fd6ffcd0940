"""An article's past in another newsroom, as told by an imported JSON file of Redaksi.

The record keeps this past word for word as evidence; the article does not take it over.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from redaksi.domain.article import Article, Assignment, SignOff, Stage, Waiver
from redaksi.i18n import _, ngettext


class _Past(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the evidence that the history shows; the record holds the rest."""

    created_at: datetime | None = None
    published_at: datetime | None = None
    due: datetime | None = None
    embargo: datetime | None = None
    spiked_at: datetime | None = None
    assignments: Mapping[Stage, Assignment] = {}
    sign_offs: tuple[SignOff, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def of(article: Article) -> dict[str, Any]:
    """The fields of `article` beside its text, without the empty ones."""
    told: dict[str, Any] = msgspec.to_builtins(article)
    return {
        key: value for key, value in told.items() if value and key not in {"text", "paragraph_ids"}
    }


def sentence(evidence: object, moment: Callable[[datetime], str]) -> str:
    """The `evidence` of an event in words, with times spelled by `moment`.

    The result is "" when the evidence is malformed because somebody changed it by hand.
    """
    try:
        return ", ".join(_parts(msgspec.convert(evidence, _Past), moment))
    except (msgspec.ValidationError, OverflowError):
        return ""


def _parts(past: _Past, moment: Callable[[datetime], str]) -> Iterator[str]:
    times = (
        (_("created {at}"), past.created_at),
        (_("published {at}"), past.published_at),
        (_("due {at}"), past.due),
        (_("embargo {at}"), past.embargo),
        (_("spiked {at}"), past.spiked_at),
    )
    yield from (said.format(at=moment(at)) for said, at in times if at)
    for who in dict.fromkeys(one.editor for one in past.assignments.values()):
        yield _("assigned to {who}").format(who=who)
    for one in past.sign_offs:
        yield _("signed off by {who}, {at}").format(who=one.editor, at=moment(one.at))
    if count := len(past.waivers):
        yield ngettext("{count} waiver", "{count} waivers", count).format(count=count)
