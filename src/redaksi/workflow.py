"""What may move where, by whom and under which conditions. Pure: a rule that is not here does not exist."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from redaksi import clean, gate
from redaksi.article import Dossier, Event, Note, Person, Role, Stage, Team, Text
from redaksi.copydesk.finding import Finding, Severity
from redaksi.errors import MoveRefused
from redaksi.i18n import _


class Move(StrEnum):
    """The four moves between stages."""

    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    REOPEN = "reopen"


QUOTED = 60
"""Characters of a note that a sentence quotes."""

FROM = {
    Move.SUBMIT: Stage.DRAFT,
    Move.RETURN: Stage.REVIEW,
    Move.PUBLISH: Stage.REVIEW,
    Move.REOPEN: Stage.PUBLISHED,
}


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a house may choose.

    `four_eyes`: neither the submitter nor the draft's last writer publishes. `gate`: which findings of the copy desk
    hold a publication up until they are mended or waived.
    """

    four_eyes: bool = True
    gate: tuple[Severity, ...] = (Severity.GALAT, Severity.ETIK)


class Reason(NamedTuple):
    """One sentence against an act; `overridable` where an override with a reason may set it aside.

    `way_out` says what lets the act go, where the sentence does not; `how` is the verb that it names, if one.
    """

    sentence: str
    overridable: bool = False
    way_out: str = ""
    how: str = ""


def stage_name(stage: Stage) -> str:
    """The stage as a person reads it."""
    return {Stage.DRAFT: _("draft"), Stage.REVIEW: _("review"), Stage.PUBLISHED: _("published")}[stage]


def role_name(role: Role) -> str:
    """The role as a person reads it."""
    return {Role.GUEST: _("guest"), Role.EDITOR: _("editor"), Role.CHIEF: _("chief")}[role]


class Case(NamedTuple):
    """What is judged: PERSON making MOVE with a dossier, in a house with RULES and TEAM.

    `findings` are what the copy desk finds in the present text. `remark` is the note of a return or the reason of a
    reopening, `override` the reason for setting rules aside.
    """

    move: Move
    dossier: Dossier
    person: Person
    rules: Rules
    team: Team
    findings: Sequence[Finding] = ()
    remark: str = ""
    override: str = ""


def reasons(case: Case) -> tuple[Reason, ...]:
    """Every reason against the move of CASE."""
    return tuple(_reasons(case))


def _reasons(case: Case) -> Iterator[Reason]:
    move, dossier = case.move, case.dossier
    article = dossier.article
    if article.stage is not FROM[move]:
        yield Reason(
            _("The article is in {stage}; this move starts from {needed}.").format(
                stage=stage_name(article.stage), needed=stage_name(FROM[move])
            )
        )
    if article.spiked_at:
        yield Reason(_spiked())
    if move is not Move.SUBMIT or case.override:
        yield from _needs_editor(case.person)
    if move is Move.RETURN and not case.remark:
        yield _unsaid(_("A return needs a note that says what to change."), "return ID --note TEXT")
    if move is Move.REOPEN and not case.remark:
        yield _unsaid(_("A reopening needs a reason."), "reopen ID --reason TEXT")
    if move is Move.PUBLISH:
        yield from _against_publishing(dossier, case.person, case.rules, case.team)
        yield from unclean(dossier, case.findings, case.rules)
    if move in {Move.SUBMIT, Move.PUBLISH}:
        yield from _asked_for(dossier, overridable=move is Move.PUBLISH)


def _needs_editor(person: Person) -> Iterator[Reason]:
    if person.role is Role.GUEST:
        yield Reason(_("{name} is a guest here; this takes an editor.").format(name=person.name))


def _unsaid(sentence: str, how: str) -> Reason:
    return Reason(sentence, way_out=_("Give it along: {how}."), how=how)


def _against_publishing(dossier: Dossier, person: Person, rules: Rules, team: Team) -> Iterator[Reason]:
    yield from incomplete(dossier.article.text)
    reviewer = dossier.article.editor(Stage.REVIEW)
    if reviewer:
        yield from against_assignee(Stage.REVIEW, reviewer, team.role(reviewer))
    else:
        yield Reason(_("No editor is assigned to the review."))
    if rules.four_eyes:
        if same_person(person.name, submitter(dossier)):
            yield _four_eyes(_("Four eyes: {name} submitted this article.").format(name=person.name))
        if same_person(person.name, last_writer(dossier)):
            yield _four_eyes(_("Four eyes: {name} wrote the draft last.").format(name=person.name))


def _four_eyes(sentence: str) -> Reason:
    return Reason(sentence, overridable=True, way_out=_("Let a second editor publish it."))


def _asked_for(dossier: Dossier, *, overridable: bool) -> Iterator[Reason]:
    for note in filter(waits, dossier.notes):
        sentence = _("The note “{beginning}” by {name} asks for a change.").format(
            name=note.by, beginning=beginning(note.text)
        )
        yield Reason(sentence, overridable, _("Answer or resolve it (redaksi note list {id}).").format(id=dossier.id))


def waits(note: Note) -> bool:
    """Whether a NOTE that asks for a change waits for an answer: its author has the last word, and it is open."""
    last = note.answers[-1].by if note.answers else note.by
    return note.asks_change and note.is_open and same_person(last, note.by)


def beginning(text: str) -> str:
    """TEXT as one line, cut so that it can be quoted in a sentence."""
    line = clean.line(text)
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"


def incomplete(text: Text) -> Iterator[Reason]:
    """What a text lacks before it can be published."""
    if not text.headline:
        yield Reason(_("The headline is missing."))
    if not text.body:
        yield Reason(_("The body is missing."))


def unclean(dossier: Dossier, findings: Sequence[Finding], rules: Rules) -> Iterator[Reason]:
    """What the gate of RULES has against the text of DOSSIER, in which the copy desk made FINDINGS."""
    standing = [one for one in gate.standing(dossier.article, findings) if one.severity in rules.gate]
    for (severity, text, message), count in Counter((one.severity, one.text, one.message) for one in standing).items():
        places = f" ({count}×)" if count > 1 else ""
        sentence = (
            f"{severity}: {message}" if text in message or not text else f"{severity}: «{beginning(text)}»: {message}"
        )
        yield Reason(f"{sentence}{places}", True, _("Mend what the copy desk found, or waive it with a reason."))


def check(case: Case) -> tuple[str, ...]:
    """The sentences that the override sets aside, () for none. Raises MoveRefused with every reason that stands."""
    found = reasons(case)
    standing = [reason for reason in found if not (case.override and reason.overridable)]
    if standing:
        raise MoveRefused([reason.sentence for reason in standing], *_way_out(standing, case.move))
    return tuple(reason.sentence for reason in found)


def check_arrival(dossier: Dossier, findings: Sequence[Finding], rules: Rules, override: str) -> tuple[str, ...]:
    """The same for a DOSSIER that arrives as published: others judged it, but its text meets our gate."""
    standing = tuple(reason.sentence for reason in unclean(dossier, findings, rules))
    if standing and not override:
        raise MoveRefused(
            standing,
            _("Import it as a draft, or set this aside with a reason: {how}."),
            "import --keep-stage --override REASON FILE",
        )
    return standing


def _way_out(standing: list[Reason], move: Move) -> tuple[str, str]:
    """What to do, and the verb that it names, if one."""
    ways = list(dict.fromkeys(reason.way_out for reason in standing if reason.way_out))
    if all(reason.overridable for reason in standing):
        ways.append(_("Or set it aside with a reason, which the sign-off keeps: {how}."))
        return " ".join(ways), "publish ID --override REASON"
    if move is Move.PUBLISH:
        return _("Mend what is named, then publish again."), ""
    return " ".join(ways), next((reason.how for reason in standing if reason.how), "")


def submitter(dossier: Dossier) -> str:
    """Who submitted the article last, or ""."""
    submission = _submission(dossier)
    return submission.editor if submission else ""


def submitted_revision(dossier: Dossier) -> int:
    """The number of the revision that was submitted last; the first one where none was."""
    submission = _submission(dossier)
    return int(submission.data["revision"]) if submission else 1


def _submission(dossier: Dossier) -> Event | None:
    """The submission that stands: one that was taken back covers for nobody."""
    return next((event for event in reversed(_standing(dossier)) if event.kind == "submitted"), None)


def _standing(dossier: Dossier) -> list[Event]:
    """The events that were not taken back, without those that take back."""
    undone = {event.data.get("undone") for event in dossier.events if event.kind == "undone"}
    return [event for event in dossier.events if event.kind != "undone" and event.version not in undone]


def last_writer(dossier: Dossier) -> str:
    """Who wrote the text that was submitted last: a reviewer, too, who mended it before it was returned."""
    return dossier.revisions[submitted_revision(dossier) - 1].by


def same_person(one: str, other: str) -> bool:
    """Whether two names mean one person."""
    return bool(one) and clean.key(one) == clean.key(other)


def _spiked() -> str:
    return _("The article is spiked; take it back first.")


def check_edit(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless PERSON may change the text now: a sealed one nobody, one in review no guest."""
    if dossier.article.spiked_at:
        raise MoveRefused([_spiked()], "{how}", "unspike ID")
    check_spike(dossier, person)


def check_spike(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless PERSON may put the article aside or take it back: the same, but for the spike itself."""
    if dossier.article.stage is Stage.PUBLISHED:
        raise MoveRefused(
            [_("The article is published: its text is sealed.")], _("Start a new draft over it: {how}."), "reopen ID"
        )
    if dossier.article.stage is Stage.REVIEW and person.role is Role.GUEST:
        raise MoveRefused(
            [_("{name} is a guest here; after submission an editor works on it.").format(name=person.name)],
            _("Ask the review editor to return it."),
        )


def check_steer(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless PERSON may change due and embargo now: after the first submission no guest.

    A draft over a published text is no exception: the embargo holds back or lets out the text that is live.
    """
    if person.role is Role.GUEST and (dossier.article.stage is not Stage.DRAFT or dossier.article.sign_offs):
        raise MoveRefused(
            [_("{name} is a guest here; due and embargo are an editor's by now.").format(name=person.name)],
            _("Ask the editor who has it."),
        )


def check_assign(stage: Stage, assignee: str, role: Role, person: Person) -> None:
    """Raise MoveRefused unless PERSON may assign STAGE to ASSIGNEE, who has ROLE: a guest gets drafts only."""
    found = [reason.sentence for reason in _needs_editor(person)]
    found += [reason.sentence for reason in against_assignee(stage, assignee, role)]
    if found:
        raise MoveRefused(found, _("A chief changes roles: redaksi team role NAME editor."))


def against_assignee(stage: Stage, assignee: str, role: Role) -> Iterator[Reason]:
    """Why ASSIGNEE, who has ROLE, cannot have STAGE."""
    if stage is not Stage.DRAFT and role is Role.GUEST:
        yield Reason(
            _("{name} is a guest; only editors can have the {stage}.").format(name=assignee, stage=stage_name(stage))
        )


def check_resolve(dossier: Dossier, note: Note, person: Person) -> None:
    """Raise MoveRefused unless PERSON may resolve NOTE: its author, whoever has the article now, and every editor.

    To write notes and to answer them is everybody's, at every stage.
    """
    if person.role is Role.GUEST and not any(
        same_person(person.name, one) for one in (note.by, dossier.article.editor())
    ):
        raise MoveRefused(
            [_("{name} is a guest here; the note is {author}'s to resolve.").format(name=person.name, author=note.by)],
            _("Answer it: an answer lets the article go on, too."),
        )


def check_waive(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless PERSON may waive findings now: an editor, as long as the text is not sealed."""
    found = [reason.sentence for reason in _needs_editor(person)]
    if found:
        raise MoveRefused(found, _("Mend what was found, or ask an editor."))
    check_edit(dossier, person)


def check_chief(person: Person) -> None:
    """Raise MoveRefused unless PERSON is a chief."""
    if person.role is not Role.CHIEF:
        raise MoveRefused(
            [_("{name} is not a chief; this takes one.").format(name=person.name)],
            _("See who is: redaksi team list."),
        )


def check_share(person: Person) -> None:
    """Raise MoveRefused unless PERSON may change what everybody in the newsroom sees, such as saved searches."""
    found = [reason.sentence for reason in _needs_editor(person)]
    if found:
        raise MoveRefused(found, _("A chief changes roles: redaksi team role NAME editor."))


def check_repair(person: Person) -> None:
    """Raise MoveRefused unless PERSON may move broken files aside and mend rights."""
    found = [reason.sentence for reason in _needs_editor(person)]
    if found:
        raise MoveRefused(found, _("See what is wrong, without a change: redaksi doctor."))


FINAL = ("created", "imported", "imported_published", "published")
"""The kinds of events that nobody takes back: a publication is reopened instead."""


def check_undo(dossier: Dossier, person: Person) -> Event:
    """The last event of PERSON's last act, to be taken back. Raises MoveRefused where there is none to take back."""
    last = next(reversed(_standing(dossier)), None)
    if dossier.events and not same_person(dossier.events[-1].editor, person.name):
        raise MoveRefused(
            [_("{name} has worked on the article since.").format(name=dossier.events[-1].editor)],
            _("Only the last act can be taken back, by whoever did it."),
        )
    if person.role is Role.GUEST and last and last.kind in {"assigned", "returned", "reopened"}:
        raise MoveRefused([reason.sentence for reason in _needs_editor(person)])
    if last is None or not last.before or last.kind in FINAL or not same_person(last.editor, person.name):
        raise MoveRefused(
            [_("There is nothing of yours to take back.")], _("A publication is not undone: reopen it instead.")
        )
    _check_again(last, dossier, person)
    return last


def _check_again(last: Event, dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless PERSON may still do the like of LAST: roles change, and to take back is to change."""
    if last.kind == "edited":
        check_edit(dossier, person)
    elif last.kind == "set":
        check_steer(dossier, person)
    elif last.kind in {"spiked", "unspiked"}:
        check_spike(dossier, person)
