"""Texts in the person's language: gettext with the catalogues in `locale/`."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from redaksi.i18n.translations import Translations

DOMAIN = "redaksi"
LANGUAGES = ("id", "en")
CATALOGUES = Path(__file__).parents[1] / "locale"

_translations: Translations | None = None
"""The catalogue in use; None: the English source texts."""
_language = "en"


def install(language: str) -> None:
    """Use `language` ("id" or "en") for every later text.

    Any other language gives the English source texts.
    """
    global _translations, _language  # noqa: PLW0603 - one program, one language
    _translations = _catalogue(language)
    _language = language if language in LANGUAGES else "en"


def current() -> str:
    """The language in use."""
    return _language


def _(message: str | None) -> str:
    """`message` in the person's language; "" for None and for "".

    For "" gettext would return the header of its catalogue.
    """
    return _translated(_translations, message) if message else ""


def in_every_language(message: str) -> list[str]:
    """`message` in each of `LANGUAGES`."""
    return [_translated(_catalogue(one), message) for one in LANGUAGES]


def _translated(catalogue: Translations | None, message: str) -> str:
    return catalogue.gettext(message) if catalogue else message


@cache
def _catalogue(language: str) -> Translations | None:
    """Kept, because the palette asks for every command at each key."""
    path = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return Translations(path) if language in LANGUAGES and path.exists() else None


def N_(message: str) -> str:  # noqa: N802 - gettext's name for it
    """`message`, marked for the catalogue; it is translated where it is shown."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a text for `count` things."""
    if _translations:
        return _translations.ngettext(one, many, count)
    return one if count == 1 else many


def is_for_scripts(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether `LC_ALL` names the C locale: scripts use it to get the source texts.

    The C locale overrides every choice of the person.
    """
    return environment.get("LC_ALL", "").split(".")[0] in {"C", "POSIX"}


def language_of_locale(environment: Mapping[str, str] = os.environ) -> str | None:
    """The language that the locale names, in gettext's order of variables.

    None where the locale is C or POSIX, unset, or in a language without a catalogue.
    """
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            code = value.split(":")[0].split(".")[0].split("_")[0].lower()
            return code if code in LANGUAGES else None
    return None
