"""The four moves between stages: reasons against a move, and overrides."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from redaksi.domain import waivers
from redaksi.domain.article import Dossier, Note, Person, Stage, Team, Text
from redaksi.domain.finding import Finding, Severity
from redaksi.domain.workflow.past import last_writer, submitter
from redaksi.domain.workflow.people import Actor, People, same_eyes, same_person
from redaksi.domain.workflow.reason import Reason, beginning, severity_name, stage_name
from redaksi.domain.workflow.rights import against_assignee, needs_editor, spiked
from redaksi.errors import MoveRefused
from redaksi.i18n import _


class Move(StrEnum):
    """The four moves between stages."""

    SUBMIT = "submit"
    RETURN = "return"
    PUBLISH = "publish"
    REOPEN = "reopen"


FROM = {
    Move.SUBMIT: Stage.DRAFT,
    Move.RETURN: Stage.REVIEW,
    Move.PUBLISH: Stage.REVIEW,
    Move.REOPEN: Stage.PUBLISHED,
}


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules that a house may choose.

    `four_eyes`: neither the submitter nor the draft's last writer publishes. `gate`: the
    severities of findings that block a publication until they are fixed or waived.
    """

    four_eyes: bool = True
    gate: tuple[Severity, ...] = (Severity.GALAT, Severity.ETIK)


class Attempt(NamedTuple):
    """An attempt of `person` to make `move` with a dossier.

    `rules`, `team` and `people` (how the house identifies people) belong to the newsroom.
    `findings` are the findings of the copy desk in the present text. `remark` is the note of a
    return or the reason for a reopening, `override` the reason for setting rules aside.
    """

    move: Move
    dossier: Dossier
    person: Person
    rules: Rules
    team: Team
    findings: Sequence[Finding] = ()
    remark: str = ""
    override: str = ""
    people: People = People()


def reasons(case: Attempt) -> tuple[Reason, ...]:
    """Every reason against the move of `case`."""
    return tuple(_reasons(case))


def _reasons(case: Attempt) -> Iterator[Reason]:
    move, dossier = case.move, case.dossier
    article = dossier.article
    if article.stage is not FROM[move]:
        yield _elsewhere(move, dossier)
    if article.spiked_at:
        yield Reason(spiked())
    if move is not Move.SUBMIT or case.override:
        yield from needs_editor(case.person)
    if move is Move.RETURN and not case.remark:
        yield _unsaid(
            _("A return needs a note that says what to change."), _("return ID --note TEXT")
        )
    if move is Move.REOPEN and not case.remark:
        yield _unsaid(_("A reopening needs a reason."), _("reopen ID --reason TEXT"))
    if move is Move.PUBLISH:
        yield from _against_publishing(dossier, case.team)
        if case.rules.four_eyes:
            yield from _two_eyes(case)
        yield from _unclean(dossier, case.findings, case.rules)
    if move in {Move.SUBMIT, Move.PUBLISH}:
        yield from _asked_for(dossier, overridable=move is Move.PUBLISH)


def _elsewhere(move: Move, dossier: Dossier) -> Reason:
    """Why `move` does not start from the stage of `dossier`, and the move that does."""
    stage, needed = dossier.article.stage, FROM[move]
    sentence = _("The article is in {stage}; this move starts from {needed}.").format(
        stage=stage_name(stage), needed=stage_name(needed)
    )
    if stage is Stage.DRAFT and needed is Stage.REVIEW:
        how = _("submit {id}").format(id=dossier.id)
        return Reason(sentence, way_out=_("Submit it first: {how}."), how=how)
    if stage is Stage.PUBLISHED:
        how = _("reopen {id} --reason TEXT").format(id=dossier.id)
        return Reason(sentence, way_out=_("Begin a new draft over it: {how}."), how=how)
    return Reason(sentence)


def _unsaid(sentence: str, how: str) -> Reason:
    return Reason(sentence, way_out=_("Give it along: {how}."), how=how)


def _against_publishing(dossier: Dossier, team: Team) -> Iterator[Reason]:
    yield from _incomplete(dossier.article.text)
    reviewer = dossier.article.editor(Stage.REVIEW)
    if reviewer:
        yield from against_assignee(Stage.REVIEW, reviewer, team.role(reviewer))
    else:
        yield Reason(
            _("No editor is assigned to the review."),
            way_out=_("Assign one: {how}."),
            how=_("assign {id} review NAME").format(id=dossier.id),
            listed=True,
        )


def _two_eyes(case: Attempt) -> Iterator[Reason]:
    """Why the person of `case` does not count as a second pair of eyes."""
    deeds = (
        (_("Four eyes: {name} submitted this article."), submitter(case.dossier)),
        (_("Four eyes: {name} wrote the draft last."), last_writer(case.dossier)),
    )
    for sentence, actor in deeds:
        if same_eyes(case.person, actor, case.team, case.people):
            yield _four_eyes(sentence.format(name=_named(actor, case.person)))


def _four_eyes(sentence: str) -> Reason:
    return Reason(sentence, overridable=True, way_out=_("Let a second editor publish it."))


def _named(actor: Actor, person: Person) -> str:
    """The name of the person behind `actor`, for a sentence to `person`, who is the same."""
    if same_person(actor.name, person.name):
        return person.name
    return _("{name}, who is the system user {login} as you are,").format(
        name=actor.name, login=person.login
    )


def _asked_for(dossier: Dossier, *, overridable: bool) -> Iterator[Reason]:
    for note in filter(waits, dossier.notes):
        sentence = _("The note “{beginning}” by {name} asks for a change.").format(
            name=note.by, beginning=beginning(note.text)
        )
        yield Reason(
            sentence,
            overridable,
            _("Answer or resolve it (redaksi note list {id}).").format(id=dossier.id),
            listed=True,
        )


def waits(note: Note) -> bool:
    """Whether `note` still waits for an answer to the change that it asks for.

    This is so while the note is open and its author wrote the last answer, or nobody answered.
    """
    last = note.answers[-1].by if note.answers else note.by
    return note.asks_change and note.is_open and same_person(last, note.by)


def _incomplete(text: Text) -> Iterator[Reason]:
    """The parts that a text lacks before it can be published, as reasons."""
    if not text.headline:
        yield Reason(_("The headline is missing."))
    if not text.body:
        yield Reason(_("The body is missing."), listed=True)


def _unclean(dossier: Dossier, findings: Sequence[Finding], rules: Rules) -> Iterator[Reason]:
    """The findings that the gate of `rules` does not let pass, as reasons.

    `findings` are those of the copy desk in the text of `dossier`.
    """
    standing = [
        one for one in waivers.standing(dossier.article, findings) if one.severity in rules.gate
    ]
    for (severity, text, message), count in Counter(
        (one.severity, one.text, one.message) for one in standing
    ).items():
        quoted = "" if text in message else f"«{beginning(text)}»: "
        places = f" ({count}×)" if count > 1 else ""
        yield Reason(
            f"{severity_name(severity)}: {quoted}{message}{places}",
            True,
            _("Mend what the copy desk found, or waive it with a reason."),
            listed=True,
        )


def check(case: Attempt) -> tuple[str, ...]:
    """The sentences that the override of `case` sets aside; () for none.

    Raises:
        MoveRefused: when reasons stand that no override sets aside; with all of them.
    """
    found = reasons(case)
    standing = [reason for reason in found if not (case.override and reason.overridable)]
    if standing:
        raise MoveRefused([reason.sentence for reason in standing], *_way_out(standing, case.move))
    return tuple(reason.sentence for reason in found)


def check_arrival(
    dossier: Dossier, findings: Sequence[Finding], rules: Rules, person: Person, override: str
) -> tuple[str, ...]:
    """The same for a `dossier` that arrives published and that `person`, a chief, signs off.

    Only its file says who judged it elsewhere: here it is published like every text, by one pair
    of eyes.

    Raises:
        MoveRefused: when reasons stand that no override sets aside; with all of them.
    """
    found = [*_incomplete(dossier.article.text), *_unclean(dossier, findings, rules)]
    if rules.four_eyes:
        found.append(
            _four_eyes(
                _("Four eyes: {name} alone brings it in and publishes it.").format(
                    name=person.name
                )
            )
        )
    standing = [reason.sentence for reason in found if not (override and reason.overridable)]
    if standing:
        raise MoveRefused(
            standing,
            _("Import it as a draft, or set this aside with a reason: {how}."),
            "import --keep-stage --override REASON FILE",
        )
    return tuple(reason.sentence for reason in found)


def _way_out(standing: list[Reason], move: Move) -> tuple[str, str]:
    """The hint for reasons that stand, and the command that it names, or ""."""
    ways = list(dict.fromkeys(reason.way_out for reason in standing if reason.way_out))
    if all(reason.overridable for reason in standing):
        ways.append(_("Or set it aside with a reason, which the sign-off keeps: {how}."))
        return " ".join(ways), _("publish ID --override REASON")
    first = next((reason for reason in standing if reason.how), Reason(""))
    if move is Move.PUBLISH:
        ways = [*filter(None, [first.way_out]), _("Mend what is named, then publish again.")]
    else:  # a hint names one command
        named = {reason.way_out for reason in standing if reason.how} - {first.way_out}
        ways = [way for way in ways if way not in named]
    return " ".join(ways), first.how
