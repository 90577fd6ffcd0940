"""Acts on an article that were not undone: its submitter and writer, and what may be undone."""

from redaksi.domain import record
from redaksi.domain.article import Dossier, Event, Person, Stage
from redaksi.domain.workflow.people import Actor, People, is_own
from redaksi.domain.workflow.reason import refuse
from redaksi.domain.workflow.rights import (
    check_edit,
    check_notice,
    check_spike,
    check_steer,
    needs_editor,
)
from redaksi.errors import MoveRefused
from redaksi.i18n import _

FINAL = ("created", "imported", "imported_published", "published")
"""The kinds of events that nobody can undo: a published article is reopened instead."""


def submitter(dossier: Dossier) -> Actor:
    """The person who last submitted the article; an empty Hand if nobody did."""
    submission = _submission(dossier)
    return _actor(submission) if submission else Actor()


def submitted_revision(dossier: Dossier) -> int:
    """The number of the revision that was last submitted; 1 if none was."""
    submission = _submission(dossier)
    told = submission.data.get("revision") if submission else 1
    return (
        told if isinstance(told, int) and 0 < told <= len(dossier.revisions) else 1
    )  # the file may have been edited by hand


def last_writer(dossier: Dossier) -> Actor:
    """The person who wrote the last submitted text.

    This may be a reviewer who changed the text before a return.
    """
    if not dossier.revisions:
        return Actor()
    revision = dossier.revisions[submitted_revision(dossier) - 1]
    return Actor(
        revision.by,
        next((one.login for one in dossier.events if one.version == revision.version), ""),
    )


def _submission(dossier: Dossier) -> Event | None:
    """The last submission that was not undone."""
    return next(
        (event for event in reversed(standing(dossier)) if event.kind == "submitted"), None
    )


def standing(dossier: Dossier) -> list[Event]:
    """The events that were not undone, without the undos themselves."""
    told = (event.data.get("undone") for event in dossier.events if event.kind == "undone")
    undone = {version for version in told if isinstance(version, int)}
    return [
        event for event in dossier.events if event.kind != "undone" and event.version not in undone
    ]


def _actor(event: Event) -> Actor:
    return Actor(event.editor, event.login)


def check_undo(dossier: Dossier, person: Person, people: People) -> Event:
    """The event of `person`'s last act, which may be undone.

    Raises:
        MoveRefused: when there is no act of `person` to undo, or others acted since.
    """
    last = next(
        (event for event in reversed(standing(dossier)) if event.kind != record.ADOPTED), None
    )
    latest = next(
        (event for event in reversed(dossier.events) if event.kind != record.ADOPTED), None
    )
    touched = any(is_own(_actor(event), person, people) for event in dossier.events)
    if latest and touched and not is_own(_actor(latest), person, people):
        raise MoveRefused(
            [_("{name} has worked on the article since.").format(name=latest.editor)],
            _("Only the last act can be taken back, by whoever did it."),
        )
    if last and last.kind in {"assigned", "returned", "reopened"}:
        refuse(needs_editor(person))
    if (
        last is None
        or not last.before
        or last.kind in FINAL
        or not is_own(_actor(last), person, people)
    ):
        raise MoveRefused([_("There is nothing of yours to take back.")], *_instead(dossier))
    _check_again(last, dossier, person)
    return last


def _instead(dossier: Dossier) -> tuple[str, str]:
    """The hint for who wanted to undo what cannot be undone, and the command that it names."""
    if dossier.article.stage is Stage.PUBLISHED:
        return _("A publication is not undone: reopen it instead."), ""
    if dossier.article.spiked_at:
        return "", ""
    return _("An article that should not be here is put aside: {how}."), "spike ID"


def _check_again(last: Event, dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless `person` may still do an act such as `last`.

    An undo is a change, too, and roles may have changed.
    """
    if last.kind == "edited":
        check_edit(dossier, person)
    elif last.kind == "set":
        check_steer(dossier, person)
    elif last.kind in {"spiked", "unspiked"}:
        check_spike(dossier, person)
    elif last.kind in {"announced", "unannounced"}:
        check_notice(dossier, person)
