"""Dossiers and people for the tests of the rules, built as the desk builds them."""

from datetime import UTC, datetime

from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import (
    Assignment,
    Dossier,
    Member,
    Person,
    Role,
    SignOff,
    Stage,
    Team,
    Text,
)

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
TEXT = Text(headline="Banjir Surut", body=("Air surut sejak pagi.", "Warga membersihkan rumah."))

TEAM = Team(
    members=(
        Member(name="Cici", role=Role.CHIEF),
        Member(name="Ani", role=Role.EDITOR),
        Member(name="Budi", role=Role.EDITOR),
        Member(name="Gita", role=Role.GUEST),
    )
)


def person(name: str, team: Team = TEAM) -> Person:
    """The person `name` with the role that `team` assigns."""
    return Person(name=name, role=team.role(name), login="meja", host="host")


def draft(writer: str = "Ani", text: Text = TEXT) -> Dossier:
    """A draft that `writer` wrote."""
    begun = record.revise(record.begin("261123-abcde", AT), text, AT, writer)
    return record.log(begun, "created", AT, person(writer))


def moved(dossier: Dossier, stage: Stage) -> Dossier:
    """`dossier` with only its stage changed to `stage`."""
    return replace(dossier, article=replace(dossier.article, stage=stage))


def rewritten(dossier: Dossier, by: str, text: Text) -> Dossier:
    """`dossier` after an edit of `by` to `text`."""
    return record.log(record.revise(dossier, text, AT, by), "edited", AT, person(by))


def submitted(dossier: Dossier, by: str, reviewer: str = "") -> Dossier:
    """`dossier` after `by` submitted the article, with the review assigned to `reviewer`."""
    if reviewer:
        review = Assignment(editor=reviewer, by=by, at=AT)
        assignments = {**dossier.article.assignments, Stage.REVIEW: review}
        dossier = replace(dossier, article=replace(dossier.article, assignments=assignments))
    dossier = moved(dossier, Stage.REVIEW)
    return record.log(dossier, "submitted", AT, person(by), revision=len(dossier.revisions))


def published(dossier: Dossier, by: str) -> Dossier:
    """`dossier` after `by` published the article."""
    article = dossier.article
    sign_off = SignOff(
        editor=by, at=AT, revision=len(dossier.revisions), sha256=article.text.sha256()
    )
    dossier = replace(dossier, article=replace(article, sign_offs=(*article.sign_offs, sign_off)))
    return record.log(moved(dossier, Stage.PUBLISHED), "published", AT, person(by))
