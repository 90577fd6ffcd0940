"""Every setting has a name and a meaning for people, in both languages."""

import msgspec
import pytest
from rich.cells import cell_len

from redaksi import i18n
from redaksi.config import House, Settings
from redaksi.desk import setting, setting_words
from redaksi.desk.setting_words import HOUSE, OWN
from redaksi.tui.widgets.setting_list import NAME


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("scope", "settings"), [(OWN, Settings()), (HOUSE, House())])
def test_every_setting_has_a_name_that_is_not_its_key_and_a_meaning(
    scope: str, settings: msgspec.Struct, language: str
) -> None:
    i18n.install(language)
    keys = [one.key for one in setting.listed(settings)]
    found = [setting_words.words(scope, key) for key in keys]
    assert [key for key, one in zip(keys, found, strict=True) if not one.meaning] == []
    assert [one.name for one in found if "." in one.name or cell_len(one.name) > NAME] == []
    assert len({one.name for one in found}) == len(keys)


def test_a_setting_without_words_shows_its_key() -> None:
    assert setting_words.words(HOUSE, "rules.asing") == ("rules.asing", "")
