"""Rights on an article beside the moves: edit, steer, assign, waive, resolve, spike."""

from collections.abc import Iterator

from redaksi.domain.article import Dossier, Note, Person, Role, Stage, Team
from redaksi.domain.workflow.people import People, actor_of, has, is_own, same_person
from redaksi.domain.workflow.reason import Reason, refuse, stage_name
from redaksi.errors import MoveRefused
from redaksi.i18n import _


def check_edit(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless `person` may change the text now.

    Nobody may change a sealed text, and guests may not change a text in review.
    """
    if dossier.article.spiked_at:
        raise MoveRefused([spiked()], "{how}", "unspike ID")
    check_spike(dossier, person)


def check_spike(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless `person` may spike or unspike the article.

    The conditions are those of an edit, except that the article may be spiked.
    """
    if dossier.article.stage is Stage.PUBLISHED:
        raise MoveRefused(
            [_("The article is published: its text is sealed.")],
            _("Start a new draft over it: {how}."),
            "reopen ID",
        )
    if dossier.article.stage is Stage.REVIEW and person.role is Role.GUEST:
        raise MoveRefused(
            [
                _("{name} is a guest here; after submission an editor works on it.").format(
                    name=person.name
                )
            ],
            _("Ask the review editor to return it."),
        )


def check_steer(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless `person` may change due and embargo now.

    A guest may not after the first submission. A draft over a published text is no exception: the
    embargo affects the text that is live.
    """
    if person.role is Role.GUEST and (
        dossier.article.stage is not Stage.DRAFT or dossier.article.sign_offs
    ):
        raise MoveRefused(
            [
                _("{name} is a guest here; due and embargo are an editor's by now.").format(
                    name=person.name
                )
            ],
            _("Ask the editor who has it."),
        )


def sees_figures(name: str, person: Person) -> bool:
    """Whether `person` may see the figures of the person called `name`.

    Numbers about people invite comparison of people: a chief sees those of all, everybody else
    only their own.
    """
    return person.role is Role.CHIEF or same_person(name, person.name)


def _chief_changes() -> tuple[str, str]:
    """The hint for who is not yet an editor, and the command that it names."""
    return _("A chief changes roles: {how}."), _("team role NAME editor")


def check_assign(stage: Stage, assignee: str, role: Role, person: Person) -> None:
    """Raise MoveRefused unless `person` may assign `stage` to `assignee`, who has `role`.

    A guest can be assigned to drafts only.
    """
    refuse((*needs_editor(person), *against_assignee(stage, assignee, role)), *_chief_changes())


def check_assignee(stage: Stage, assignee: str, role: Role) -> None:
    """Raise MoveRefused unless `stage` can be assigned to `assignee`, who has `role`."""
    refuse(against_assignee(stage, assignee, role))


def against_assignee(stage: Stage, assignee: str, role: Role) -> Iterator[Reason]:
    """The reasons why `stage` cannot be assigned to `assignee`, who has `role`."""
    if stage is not Stage.DRAFT and role is Role.GUEST:
        yield Reason(
            _("{name} is a guest; only editors can have the {stage}.").format(
                name=assignee, stage=stage_name(stage)
            )
        )


def check_resolve(
    dossier: Dossier, note: Note, person: Person, team: Team, people: People
) -> None:
    """Raise MoveRefused unless `person` may resolve `note`.

    Its author may, the person to whom the article is assigned now, and every editor. Everybody may
    write and answer notes at every stage.
    """
    is_theirs = is_own(actor_of(dossier, note.by, note.at), person, people)
    if (
        person.role is Role.GUEST
        and not is_theirs
        and not has(dossier.article.editor(), person, team, people)
    ):
        raise MoveRefused(
            [
                _("{name} is a guest here; the note is {author}'s to resolve.").format(
                    name=person.name, author=note.by
                )
            ],
            _("Answer it: an answer lets the article go on, too."),
        )


def check_waive(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless `person` may waive findings now.

    Editors may, as long as the text is not sealed.
    """
    refuse(needs_editor(person), _("Mend what was found, or ask an editor."))
    check_edit(dossier, person)


def check_notice(dossier: Dossier, person: Person) -> None:
    """Raise MoveRefused unless `person` may change the notice of the next publication now.

    Editors may, while a new draft over a published text is in draft or review.
    """
    refuse(needs_editor(person), _("Write a note for the editor: {how}."), _("note add ID TEXT"))
    check_edit(dossier, person)
    if not dossier.article.sign_offs:
        raise MoveRefused(
            [_("The article was never published: no reader knows another text.")],
            _("A notice belongs to a new draft over a published text."),
        )


def check_chief(person: Person) -> None:
    """Raise MoveRefused unless `person` is a chief."""
    if person.role is not Role.CHIEF:
        raise MoveRefused(
            [_("{name} is not a chief; this takes one.").format(name=person.name)],
            _("See who is: redaksi team list."),
        )


def check_duty(name: str, person: Person) -> None:
    """Raise MoveRefused unless `person` may say whether the member called `name` is on duty.

    Each says so of themselves, a chief of everybody.
    """
    if person.role is not Role.CHIEF and not same_person(name, person.name):
        raise MoveRefused(
            [
                _("{name} is not a chief and cannot say it of {other}.").format(
                    name=person.name, other=name
                )
            ],
            _("Each says it of themselves, a chief of everybody."),
        )


def check_reach(name: str, person: Person, *, ends: bool) -> None:
    """Raise MoveRefused unless `person` may see and change how the member `name` is told.

    That is only theirs. A chief may take an address or quiet hours away (`ends`), and see neither.
    """
    is_own_name = same_person(name, person.name)
    if not is_own_name and not (ends and person.role is Role.CHIEF):
        raise MoveRefused(
            [_("Address and quiet hours are {name}'s own.").format(name=name)],
            _("Each sees and changes their own; a chief may only take them away."),
        )


def check_notify(person: Person) -> None:
    """Raise MoveRefused unless `person` may run the program that tells people."""
    refuse(needs_editor(person), *_chief_changes())


def check_share(person: Person) -> None:
    """Raise MoveRefused unless `person` may change values that the whole newsroom shares.

    Saved searches are such values.
    """
    refuse(needs_editor(person), *_chief_changes())


def check_repair(person: Person) -> None:
    """Raise MoveRefused unless `person` may move broken files aside and repair permissions."""
    refuse(needs_editor(person), _("See what is wrong, without a change: redaksi doctor."))


def check_deliver(person: Person) -> None:
    """Raise MoveRefused unless `person` may deliver published articles to targets."""
    refuse(needs_editor(person), *_chief_changes())


def needs_editor(person: Person) -> Iterator[Reason]:
    if person.role is Role.GUEST:
        yield Reason(_("{name} is a guest here; this takes an editor.").format(name=person.name))


def spiked() -> str:
    return _("The article is spiked; take it back first.")
