"""The dialog that copies a published article as a short text for a chat or social media."""

from collections.abc import Iterator, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from redaksi.desk.chats import ChatText
from redaksi.i18n import _
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.options import Options


class ChatDialog(Dialog):
    """Lists the applications, and shows the text for the one under the cursor."""

    def __init__(self, texts: Sequence[ChatText]) -> None:
        super().__init__()
        self._texts = {one.app.value: one for one in texts}

    def heading(self) -> str:
        return _("Text for chats")

    def button(self) -> str:
        return _("Copy")

    def fields(self) -> Iterator[Widget]:
        yield Options(
            *(Option(Content(one.app.label), id=name) for name, one in self._texts.items()),
            compact=True,
        )
        first = next(iter(self._texts.values()))
        yield Static(first.text, markup=False, id="chat-text")
        yield Static(first.remark, markup=False, id="chat-remark")

    @on(OptionList.OptionHighlighted)
    def _shown(self, event: OptionList.OptionHighlighted) -> None:
        chosen = self._texts[event.option_id or ""]
        self.query_one("#chat-text", Static).update(chosen.text)
        remark = self.query_one("#chat-remark", Static)
        remark.update(chosen.remark)
        remark.display = bool(chosen.remark)

    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        await self.action_perform("confirm")

    def act(self) -> Done:
        options = self.query_one(Options)
        app = options.get_option_at_index(options.highlighted or 0).id or ""
        self.host.copy_to_clipboard(self._texts[app].text)
        return Done("")
