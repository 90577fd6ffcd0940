"""Settings that have no effect, such as unknown names.

They stop no command; only the doctor reports them.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from redaksi import config, i18n
from redaksi.domain.article import Team
from redaksi.errors import BadInput, reading_errors
from redaksi.i18n import _
from redaksi.store.base import Newsroom
from redaksi.store.opening import is_there
from redaksi.system import safe_files
from redaksi.text import toml_lines


def house_faults(house: config.House, newsroom: Newsroom) -> Iterator[BadInput]:
    """The values in the settings of `newsroom`, read as `house`, that do not exist.

    The rules of the copy desk are checked elsewhere (`HouseRules.faults`).
    """
    if house.language not in i18n.LANGUAGES:
        name, data = newsroom.settings
        yield unknown_language(name, data.decode(errors="replace"), house.language)


def people_faults(
    house: config.DeskSettings, newsroom: Newsroom, team: Team
) -> Iterator[BadInput]:
    """The people whom the settings of `newsroom`, read as `house`, name and `team` does not know.

    Imports go on without them.
    """
    if house.import_to and not team.find(house.import_to):
        name, data = newsroom.settings
        text = data.decode(errors="replace")
        why = _("{name} is not in the team").format(name=house.import_to)
        hint = _("Add them (redaksi team add NAME), or name somebody of the team.")
        yield _fault(name, text, "import_to", why, hint)


def own_faults(themes: Iterable[str]) -> Iterator[BadInput]:
    """The names and values in the person's own settings that do not exist.

    `themes` are the existing themes.
    """
    settings, path = config.load_settings(), config.settings_file()
    text = _text(path)
    for name in toml_lines.loads(text):
        if name not in config.Settings.__struct_fields__:
            alike = get_close_matches(name, config.Settings.__struct_fields__, n=1)
            hint = (
                _("Did you mean {names}?").format(names=alike[0])
                if alike
                else _("Take the line out.")
            )
            yield _fault(path, text, name, _("there is no setting {name}").format(name=name), hint)
    if settings.language and settings.language not in i18n.LANGUAGES:
        yield unknown_language(path, text, settings.language)
    if settings.theme and settings.theme not in (known := [*themes]):
        why = _("there is no theme {name}").format(name=settings.theme)
        yield _fault(
            path, text, "theme", why, _("There are: {names}.").format(names=", ".join(known))
        )
    if settings.newsroom and not is_there(config.expanded(settings.newsroom)):
        why = _("there is no newsroom in {folder}").format(folder=settings.newsroom)
        yield _fault(path, text, "newsroom", why, _("Name the folder that holds newsroom.toml."))


def unknown_language(where: object, text: str, name: str) -> BadInput:
    """The fault of an unknown `language` in the settings `text`, shown as the file `where`."""
    hint = _("There are: {names}.").format(names=", ".join(i18n.LANGUAGES))
    return _fault(
        where, text, "language", _("there is no language {name}").format(name=name), hint
    )


def _fault(where: object, text: str, setting: str, why: str, hint: str) -> BadInput:
    line = toml_lines.line_of(text, setting, "")
    return BadInput(
        _("Line {line} of {name} cannot be used: {why}.").format(line=line, name=where, why=why),
        hint,
    )


def _text(path: Path) -> str:
    with reading_errors(path):
        return safe_files.read_own(path, config.SETTINGS_LIMIT).decode() if path.is_file() else ""
