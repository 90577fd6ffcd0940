"""`redaksi why` and `receipt`: where an article stands, and the proof of its publication."""

from collections.abc import Iterator
from datetime import tzinfo

import click
import msgspec

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import Desk, due_words, wording
from redaksi.desk.receipts import ReadBack, Receipt
from redaksi.desk.standing import Standing
from redaksi.domain.workflow import notice_name, stage_name
from redaksi.i18n import _


@click.command(
    "why",
    cls=CliCommand,
    examples=("redaksi why 2611",),
    help=_("Who has an article, since when, and everything that is against its next move."),
)
@article_id
@as_json
@pass_session
def why_command(session: Session, article_id: str, as_json: bool) -> None:
    desk = session.open()
    standing = desk.standings.of(article_id)
    if as_json:
        output.document(msgspec.to_builtins(standing))
    else:
        for line in _standing(standing, desk):
            output.line(line)


def _standing(one: Standing, desk: Desk) -> Iterator[str]:
    zone, now = desk.house.zone, desk.now()
    yield f"{one.id}  {one.headline}"
    age = wording.age(one.since, now)
    since = wording.moment(one.since, zone)
    yield _("In {stage} since {since} ({age}).").format(
        stage=stage_name(one.stage), since=since, age=age
    )
    yield _holder(one, zone)
    if one.due:
        at, urgency = wording.moment(one.due, zone), due_words.sign(one, now, zone)
        yield _("Due {at}.").format(at=f"{at} ({urgency})" if urgency else at)
    if one.embargo and one.next:
        yield _("Embargo until {until}.").format(until=wording.moment(one.embargo, zone))
    if one.signed_off_at and one.next:
        yield _("A new draft: what leaves is still the text that was signed off {at}.").format(
            at=wording.moment(one.signed_off_at, zone)
        )
    if one.notice:
        yield _("The next publication brings the {kind}: {sentence}").format(
            kind=notice_name(one.notice.kind), sentence=one.notice.sentence
        )
    yield from _objections(one)
    if one.stands:
        yield _("What stands:")
    for matter in one.stands:
        yield f"  {'!' if matter.blocks else '·'} {matter.sentence}"
    for target in one.targets:
        told = f"{target.target}: {wording.state_name(target.state)}"
        yield " ".join(filter(None, (told, target.link, target.message)))


def _holder(one: Standing, zone: tzinfo) -> str:
    if one.assigned_at is None:
        return _("Nobody has it.")
    since = wording.moment(one.assigned_at, zone)
    if one.assigned_by in {"", one.editor}:
        return _("{editor} has it since {since}.").format(editor=one.editor, since=since)
    return _("{editor} has it since {since}, by {by}.").format(
        editor=one.editor, since=since, by=one.assigned_by
    )


def _objections(one: Standing) -> Iterator[str]:
    if not one.next:
        yield _("It may not leave yet:") if one.objections else _("Nothing keeps it from leaving.")
    elif one.objections:
        yield _("You cannot do `redaksi {move} {id}`:").format(move=one.next, id=one.id)
    else:
        yield _("Nothing is against: redaksi {move} {id}").format(move=one.next, id=one.id)
    for objection in one.objections:
        yield f"  - {objection.sentence}"
        if objection.way_out:
            yield f"    {objection.way_out}"
    if one.objections and all(objection.overridable for objection in one.objections):
        yield _("Or set it aside with a reason: redaksi {move} {id} --override REASON").format(
            move=one.next, id=one.id
        )


@click.command(
    "receipt",
    cls=CliCommand,
    examples=("redaksi receipt 2611", "redaksi receipt 2611 --json > tanda-terima.json"),
    help=_("The proof of a publication: its sign-off and hashes, verified before they are told."),
)
@article_id
@as_json
@pass_session
def receipt_command(session: Session, article_id: str, as_json: bool) -> None:
    desk = session.open()
    receipt = desk.receipts.of(article_id)
    if as_json:
        output.document(msgspec.to_builtins(receipt))
        return
    facts = [(name, value) for name, value in _receipt(receipt, desk.house.zone) if value]
    width = max(len(name) for name, _value in facts)
    for name, value in facts:
        output.line(f"{name.ljust(width)}  {value}")


def _receipt(one: Receipt, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """The lines of a receipt: names and values."""
    yield _("newsroom"), f"{one.newsroom} ({one.uuid})"
    yield "id", one.id
    yield _("headline"), one.headline
    yield "slug", one.slug
    yield _("published"), wording.moment(one.published_at, zone)
    yield _("signed off"), f"{one.editor}, {wording.moment(one.signed_off_at, zone)}"
    yield _("revision"), str(one.revision)
    yield _("text, SHA-256"), one.sha256
    yield _("event, SHA-256"), one.event
    yield _("seal, SHA-256"), one.seal
    yield _("override"), one.override
    for sentence in one.set_aside:
        yield _("set aside"), sentence
    yield _("origin"), one.origin
    for notice in one.notices:
        when = wording.moment(notice.at, zone)
        yield notice_name(notice.kind), f"{notice.sentence} ({when})"
    if one.embargo:
        yield wording.field_name("embargo"), wording.moment(one.embargo, zone)
    if one.draft:
        yield _("draft"), _("a newer draft is in progress")
    for target in one.targets:
        yield target.target, _target(target, zone)
    yield _("verified"), wording.moment(one.verified_at, zone)


def _target(one: ReadBack, zone: tzinfo) -> str:
    """What the target shows, by its ledger."""
    state = wording.state_name(one.state)
    if one.read_at is None:
        return state
    read = _("{state}, revision {revision} read back {at}").format(
        state=state, revision=one.revision, at=wording.moment(one.read_at, zone)
    )
    return f"{read}: {one.link}" if one.link else read
