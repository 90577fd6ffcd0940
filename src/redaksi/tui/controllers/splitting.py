"""Offers to split paragraphs that are so long that writing in them would be slow.

The question comes before a paste and when such a text is opened.
"""

from redaksi.desk import wording
from redaksi.i18n import _
from redaksi.tui.host import Host
from redaksi.tui.widgets.body_editor import BodyEditor
from redaksi.tui.writing.long_text import longest, split
from redaksi.tui.writing.markdown import LONGEST

SPLIT, WHOLE, NOTHING = "split", "whole", "nothing"


def offer_before_pasting(host: Host, body: BodyEditor, text: str) -> None:
    """Ask whether to split `text` before it is pasted into `body`."""

    def answered(answer: str | None) -> None:
        if answer in {SPLIT, WHOLE}:
            body.put_in(split(text) if answer == SPLIT else text)

    answers = [
        (SPLIT, _("Split it")),
        (WHOLE, _("Paste it as it is")),
        (NOTHING, _("Do not paste")),
    ]
    host.push_screen(
        host.screens.question(_("A very long paragraph"), _explained(text), answers), answered
    )


def offer(host: Host, body: BodyEditor) -> None:
    """Offer to split the paragraphs of `body` that are too long, if any."""

    def answered(answer: str | None) -> None:
        if answer == SPLIT:
            body.split_paragraphs()

    if longest(body.text) > LONGEST:
        answers = [(SPLIT, _("Split it")), (WHOLE, _("Leave it as it is"))]
        host.push_screen(
            host.screens.question(_("A very long paragraph"), _explained(body.text), answers),
            answered,
        )


def _explained(text: str) -> str:
    return _(
        "One paragraph has {count} characters: writing in it would be slow. It can be split "
        "between sentences; "
        "one undo takes that back."
    ).format(count=wording.number(longest(text)))
