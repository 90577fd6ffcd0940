"""The field for the person who has a draft."""

from collections.abc import Iterator
from contextlib import suppress

from textual.suggester import SuggestFromList
from textual.widget import Widget

from redaksi.desk import Desk
from redaksi.domain.article import Role
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.widgets.dialog_box import label
from redaksi.tui.widgets.line_field import LineField

HOLDER = "to"
"""The id of the field, by which an error names it."""


class HolderField(LineField):
    """A field that takes part of a name of the team; Tab completes the name."""

    def __init__(self, desk: Desk, instead: str) -> None:
        """`instead` says who has the draft while the field is empty."""
        super().__init__("", placeholder=instead, id=HOLDER)
        names = [member.name for member in desk.team.list()]
        self.suggester = SuggestFromList(names, case_sensitive=False)


def chosen_holder(dialog: Widget) -> str:
    """The words in the field of `dialog`; "" where there are none, or no field."""
    return next((one.value for one in dialog.query(HolderField)), "").strip()


def holder_fields(desk: Desk, instead: str) -> Iterator[Widget]:
    """The field with its label; nothing for a guest, who begins drafts for nobody else.

    Nor is there a field for somebody who left the team: the act itself says why it is refused.
    """
    with suppress(RedaksiError):
        if desk.person.role is Role.GUEST:
            return
        yield label(_("For whom"))
        yield HolderField(desk, instead)
