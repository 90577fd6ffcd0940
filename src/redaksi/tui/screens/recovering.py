"""What was left behind by a crash, a kill or a closed terminal is offered: restore, compare, discard, or later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from redaksi import clean
from redaksi.article import HEADLINE_LIMIT, Text, cleaned
from redaksi.desk import Desk, particulars, wording
from redaksi.desk.revisions import differences
from redaksi.i18n import _, ngettext
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.differing import DifferingScreen
from redaksi.tui.screens.edit import EditScreen

if TYPE_CHECKING:
    from redaksi.article import Dossier
    from redaksi.desk.recovery import Buffer, Typed
    from redaksi.tui.app import RedaksiApp

RESTORE, COMPARE, DISCARD, LATER = "restore", "compare", "discard", "later"


async def offer(app: RedaksiApp, buffer: Buffer) -> None:
    """Offer BUFFER, and come back when it is restored and left again, discarded, or put off. Raises RedaksiError."""
    typed = buffer.typed
    if typed is None:
        return
    opened = app.desk.recovery.opened(typed)
    answer = await app.push_screen_wait(_question(app.desk, typed, opened))
    while answer == COMPARE:
        await app.push_screen_wait(_comparison(app.desk, typed))
        answer = await app.push_screen_wait(_question(app.desk, typed, opened))
    if answer == DISCARD:
        buffer.discard()
    if answer == RESTORE:
        dossier = opened or app.desk.copy.new(Text(headline=_headline(typed)))
        await app.push_screen_wait(EditScreen(dossier, buffer=buffer, fields=typed.fields))
        app.tell({dossier.id})


def _question(desk: Desk, typed: Typed, opened: Dossier | None) -> Question:
    when = _("Typed by {who}, {when}, and not saved.").format(
        who=typed.by, when=wording.moment(typed.at, desk.house.zone)
    )
    sentence = f"{_headline(typed)}\n\n{when} {_standing(desk, typed, opened)}"
    answers = [(RESTORE, _("Restore")), (COMPARE, _("Compare")), (DISCARD, _("Discard")), (LATER, _("Later"))]
    if opened is None:
        answers[:2] = [(RESTORE, _("Restore as a new article"))]
    return Question(_("Text that was left behind"), sentence, answers)


def _standing(desk: Desk, typed: Typed, opened: Dossier | None) -> str:
    """What became of the article since."""
    if opened is None:
        return _("The article is not there any more.")
    stored = desk.reading.article(typed.article)
    count = stored.version - typed.base
    if not count and stored.article.text == opened.article.text:
        return _("The article is as it was then.")
    changes = _("Its file was changed by hand since.")
    if count:
        changes = ngettext("It has changed {count} time since.", "It has changed {count} times since.", count)
    return changes.format(count=count) + " " + _("Saving merges the two.")


def _headline(typed: Typed) -> str:
    return clean.line(typed.fields.get("headline", "")) or _("Without a headline")


def _comparison(desk: Desk, typed: Typed) -> DifferingScreen:
    """The stored text against what was typed."""
    stored = desk.reading.article(typed.article)
    fields: dict[str, str | list[str]] = {**typed.fields, "related": typed.fields.get("related", "").splitlines()}
    text = particulars.compose(stored.article.text, {**fields, "headline": _headline(typed)[:HEADLINE_LIMIT]})
    text = cleaned(replace(text, body=clean.paragraphs(typed.fields.get("body", ""))))
    title = _("Stored revision {revision}, and what was typed").format(revision=len(stored.revisions))
    return DifferingScreen(title, differences(stored.article.text, text))
