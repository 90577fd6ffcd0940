"""Offers the unsaved text of a crash, a kill or a closed terminal.

The person restores, compares, discards or postpones it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from redaksi.desk import Desk, particulars, wording
from redaksi.desk.revisions import differences
from redaksi.domain import workflow
from redaksi.domain.article import HEADLINE_LIMIT, Text, cleaned
from redaksi.domain.workflow import Move
from redaksi.errors import RedaksiError
from redaksi.i18n import _, ngettext
from redaksi.text import clean
from redaksi.tui.screens.comparison import ComparisonScreen
from redaksi.tui.screens.dialog import Question
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.screens.importing import ImportDialog
from redaksi.tui.screens.moves import DIALOGS, NoticeDialog, PublishDialog
from redaksi.tui.screens.new import NewDialog
from redaksi.tui.screens.noting import AnswerDialog, NoteDialog
from redaksi.tui.widgets import photo_list
from redaksi.tui.widgets.form import PHOTOS

if TYPE_CHECKING:
    from textual.screen import Screen

    from redaksi.desk.recovery import Buffer, Typed
    from redaksi.domain.article import Dossier
    from redaksi.tui.host import Done, Host
    from redaksi.tui.screens.recoverable_dialog import RecoverableDialog

RESTORE, COMPARE, COPY, DISCARD, LATER = "restore", "compare", "copy", "discard", "later"


async def offer(host: Host, buffer: Buffer) -> None:
    """Offer `buffer`; returns when it is restored and closed again, discarded or postponed.

    Raises:
        RedaksiError: when the article cannot be read or written.
    """
    typed = buffer.typed
    if typed is None:
        return
    if typed.dialog:
        await _offer_words(host, buffer, typed)
        return
    opened = host.desk.recovery.opened(typed)
    answer = await host.push_screen_wait(_question(host.desk, typed, opened))
    while answer == COMPARE:
        await host.push_screen_wait(_comparison(host.desk, typed))
        answer = await host.push_screen_wait(_question(host.desk, typed, opened))
    if answer == DISCARD:
        buffer.discard()
    if answer == RESTORE:
        dossier = opened or host.desk.copy.new(Text(headline=_headline(typed)))
        await host.push_screen_wait(EditScreen(dossier, buffer=buffer, fields=typed.fields))
        host.tell({dossier.id})


async def _offer_words(host: Host, buffer: Buffer, typed: Typed) -> None:
    """Offer to restore the words that were `typed` into a dialog.

    If the dialog does not apply any more, the words can be copied.
    """
    dialog = _dialog(host.desk, typed)
    words = "\n\n".join(filter(None, map(str.strip, typed.fields.values())))
    first = (RESTORE, _("Restore")) if dialog else (COPY, _("Copy"))
    sentence = f"{_asked(host.desk, typed)}\n\n{words}\n\n{_when(host.desk, typed)}"
    answers = [first, (LATER, _("Later")), (DISCARD, _("Discard"))]
    answer = await host.push_screen_wait(
        Question(_("Text that was left behind"), sentence, answers)
    )
    if answer == DISCARD:
        buffer.discard()
    if answer == COPY:
        host.copy_to_clipboard(words)
    if answer == RESTORE and dialog:
        dialog.recovery.recover(buffer, typed.fields, typed.choices)
        done: Done | None = await host.push_screen_wait(cast("Screen[Done | None]", dialog))
        if done:
            await _took(host, done, is_new=isinstance(dialog, NewDialog))


async def _took(host: Host, done: Done, *, is_new: bool) -> None:
    """Report the result `done` of a restored dialog, and open the article that it began."""
    host.say(done.sentence)
    host.tell({done.article_id} - {""})
    if is_new:
        await host.push_screen_wait(EditScreen(host.desk.reading.article(done.article_id)))


def _asked(desk: Desk, typed: Typed) -> str:
    """The heading of the dialog of `typed`, with the article's headline."""
    with suppress(RedaksiError):
        return f"{typed.heading} · {desk.reading.article(typed.article).article.text.headline}"
    return typed.heading


def _dialog(desk: Desk, typed: Typed) -> RecoverableDialog | None:
    """The dialog that `typed` was typed into; None if it does not apply any more."""
    if typed.dialog == NewDialog.kind:
        return NewDialog()
    if typed.dialog == ImportDialog.kind:
        return ImportDialog()
    try:
        return _about_article(desk, typed, desk.reading.article(typed.article))
    except RedaksiError:
        return None


def _about_article(desk: Desk, typed: Typed, dossier: Dossier) -> RecoverableDialog | None:
    """The dialog about `dossier` that `typed` was typed into.

    None if the article's stage or the note does not allow this dialog any more.

    Raises:
        MoveRefused: when the person may not change the notice any more.
    """
    if typed.dialog == NoteDialog.kind:
        return NoteDialog(
            dossier, typed.about if typed.about in dossier.article.paragraph_ids else ""
        )
    if typed.dialog == AnswerDialog.kind:
        return next(
            (AnswerDialog(dossier, note) for note in dossier.notes if note.id == typed.about), None
        )
    if typed.dialog == PublishDialog.kind:
        against = desk.moves.against(Move.PUBLISH, dossier)
        asks = PublishDialog(dossier, against)
        return asks if against and asks.ready.possible else None
    if typed.dialog == NoticeDialog.kind:
        workflow.check_notice(dossier, desk.person)
        return NoticeDialog(dossier)
    move = next((move for move, dialog in DIALOGS.items() if dialog.kind == typed.dialog), None)
    return DIALOGS[move](dossier) if move and not desk.moves.against(move, dossier) else None


def _when(desk: Desk, typed: Typed) -> str:
    """The sentence that says who `typed` the text, and when."""
    return _("Typed by {who}, {when}, and not saved.").format(
        who=typed.by, when=wording.moment(typed.at, desk.house.zone)
    )


def _question(desk: Desk, typed: Typed, opened: Dossier | None) -> Question:
    sentence = f"{_headline(typed)}\n\n{_when(desk, typed)} {_standing(desk, typed, opened)}"
    answers = [
        (RESTORE, _("Restore")),
        (COMPARE, _("Compare")),
        (LATER, _("Later")),
        (DISCARD, _("Discard")),
    ]
    if opened is None:
        answers[:2] = [(RESTORE, _("Restore as a new article"))]
    return Question(_("Text that was left behind"), sentence, answers)


def _standing(desk: Desk, typed: Typed, opened: Dossier | None) -> str:
    """The sentence on how the article has changed since."""
    if opened is None:
        return _("The article is not there any more.")
    stored = desk.reading.article(typed.article)
    count = stored.version - typed.base
    if not count and stored.article.text == opened.article.text:
        return _("The article is as it was then.")
    changes = _("It was changed by hand since.")
    if count:
        changes = ngettext(
            "It has changed {count} time since.", "It has changed {count} times since.", count
        )
    return changes.format(count=count) + " " + _("Saving merges the two.")


def _headline(typed: Typed) -> str:
    return clean.line(typed.fields.get("headline", "")) or _("Without a headline")


def _comparison(desk: Desk, typed: Typed) -> ComparisonScreen:
    """The stored text compared with the typed text."""
    stored = desk.reading.article(typed.article)
    fields: dict[str, str | list[str]] = {
        **typed.fields,
        "related": typed.fields.get("related", "").splitlines(),
    }
    text = particulars.compose(
        stored.article.text, {**fields, "headline": _headline(typed)[:HEADLINE_LIMIT]}
    )
    stored_photos = tuple((photo, "") for photo in text.photos)
    found = photo_list.read(typed.fields.get(PHOTOS, ""), stored_photos)
    photos = tuple(replace(photo, file=path or photo.file) for photo, path in found)
    body = clean.paragraphs(typed.fields.get("body", ""))
    text = cleaned(replace(text, photos=photos, body=body))
    title = _("Stored revision {revision}, and what was typed").format(
        revision=len(stored.revisions)
    )
    return ComparisonScreen(title, differences(stored.article.text, text))
