"""The dialog that changes one setting."""

from collections.abc import Callable, Iterator

from textual.widget import Widget
from textual.widgets import Static

from redaksi.desk import setting_values, setting_words
from redaksi.desk.setting import Setting, SettingKind
from redaksi.i18n import _
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.choice import Choice
from redaksi.tui.widgets.field import Field


class SettingDialog(Dialog):
    """Asks for the value of `setting`; `change` takes it and says what was done."""

    def __init__(self, scope: str, setting: Setting, change: Callable[[str], str]) -> None:
        super().__init__()
        self._words = setting_words.words(scope, setting.key)
        self._setting = setting
        self._change = change

    def heading(self) -> str:
        name = self._words.name
        return f"{name[:1].upper()}{name[1:]}"

    def button(self) -> str:
        return _("Change")

    def fields(self) -> Iterator[Widget]:
        one = self._setting
        if self._words.meaning:
            yield Static(self._words.meaning, classes="field-hint", markup=False)
        if one.kind is SettingKind.CHOICE:
            values = {value: setting_values.word(value) for value in one.choices}
            yield Choice(values, one.value, "value")
            return
        if one.kind is SettingKind.LIST:
            hint = _("Several, with commas between.")
            if one.choices:
                hint += " " + _("There are: {names}.").format(
                    names=", ".join(map(setting_values.word, one.choices))
                )
            yield Static(hint, classes="field-label", markup=False)
        yield Field(setting_words.typed(one), compact=True, id="value")

    def act(self) -> Done:
        field = self.query_one("#value")
        return Done(self._change(field.value if isinstance(field, Choice | Field) else ""))
