"""What stands in settings and means nothing. It stops no command: only the doctor tells of it."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from redaksi import config, i18n
from redaksi.errors import BadInput, reading_errors
from redaksi.i18n import _
from redaksi.system import safe_files
from redaksi.text import toml_lines


def house_faults(house: config.House, folder: Path) -> Iterator[BadInput]:
    """What newsroom.toml in `folder`, read as `house`, asks for and there is not, but for rules of the copy desk."""
    if house.language not in i18n.LANGUAGES:
        yield unknown_language(folder / config.FILE, house.language)


def own_faults(themes: Iterable[str]) -> Iterator[BadInput]:
    """What the person's own settings ask for and there is not, where they can be read; `themes` are those there are."""
    settings, path = config.load_settings(), config.settings_file()
    for name in _written(path):
        if name not in config.Settings.__struct_fields__:
            alike = get_close_matches(name, config.Settings.__struct_fields__, n=1)
            hint = _("Did you mean {names}?").format(names=alike[0]) if alike else _("Take the line out.")
            yield _fault(path, name, _("there is no setting {name}").format(name=name), hint)
    if settings.language and settings.language not in i18n.LANGUAGES:
        yield unknown_language(path, settings.language)
    if settings.theme and settings.theme not in (known := [*themes]):
        why = _("there is no theme {name}").format(name=settings.theme)
        yield _fault(path, "theme", why, _("There are: {names}.").format(names=", ".join(known)))
    if settings.newsroom and not (config.expanded(settings.newsroom) / config.FILE).is_file():
        why = _("there is no newsroom in {folder}").format(folder=settings.newsroom)
        yield _fault(path, "newsroom", why, _("Name the folder that holds newsroom.toml."))


def unknown_language(path: Path, name: str) -> BadInput:
    """The fault of a `language` that there is not, in the settings at `path`."""
    hint = _("There are: {names}.").format(names=", ".join(i18n.LANGUAGES))
    return _fault(path, "language", _("there is no language {name}").format(name=name), hint)


def _fault(path: Path, setting: str, why: str, hint: str) -> BadInput:
    line = toml_lines.line_of(_text(path), setting, "")
    return BadInput(_("Line {line} of {name} cannot be used: {why}.").format(line=line, name=path, why=why), hint)


def _written(path: Path) -> list[str]:
    """The names of the settings at `path`, at the top."""
    return [*toml_lines.loads(_text(path))]


def _text(path: Path) -> str:
    with reading_errors(path):
        return safe_files.read_own(path, config.SETTINGS_LIMIT).decode() if path.is_file() else ""
