"""The house's settings (newsroom.toml, made to be edited by hand) and the person's own (XDG)."""

import os
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from redaksi.copydesk.settings import CopydeskSettings
from redaksi.domain.harmless import harmless
from redaksi.domain.workflow import People, Rules
from redaksi.errors import (
    BadInput,
    NewsroomNotFound,
    NoHome,
    NotTrusted,
    RedaksiError,
    reading_errors,
)
from redaksi.i18n import _, messages
from redaksi.system import homes, safe_files, trust
from redaksi.text import toml_lines

FILE = "newsroom.toml"

NAME_LIMIT = 100
"""Bytes of a file's name that every archive takes."""

SETTINGS_LIMIT = 4 << 20
"""Bytes that a file of settings or rules may have; how many characters `toml` says."""

TEMPLATE = """\
# The settings of this newsroom. Edit them by hand: [people], [rules] and [copydesk] hold from the
# next act on, all else from the next start of a program.
name = {name}
language = "id"              # of the screens, where locale and settings name none: id or en
time_zone = "Asia/Jakarta"   # WIB; Asia/Makassar is WITA, Asia/Jayapura WIT

[people]
identity = "free"            # "login": each acts only under names bound to their system user

[rules]
four_eyes = true             # false for a one-person desk: then the writer may publish, too
gate = ["galat", "etik"]     # findings that hold a publication up until mended or waived
"""


class House(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What newsroom.toml holds."""

    name: str = "Redaksi"
    language: str = "id"
    time_zone: str = "Asia/Jakarta"
    people: People = People()
    rules: Rules = Rules()
    copydesk: CopydeskSettings = CopydeskSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the newsroom reads and writes times."""
        return ZoneInfo(self.time_zone)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a person's settings.toml holds; "" leaves the choice to the program."""

    name: str = ""
    language: str = ""
    theme: str = ""
    newsroom: str = ""
    """The folder to open where nothing else names one."""
    keys: dict[str, object] = {}
    """From commands of the screens to their keys, with spaces between: `publish = "P"`.

    Their keymap judges them.
    """


_S = TypeVar("_S", bound=msgspec.Struct)


def _load(path: object, data: bytes, kind: type[_S]) -> _S:
    text = ""
    try:
        text = data.decode()
        return msgspec.convert(harmless(toml_lines.loads(text)), kind)
    except ValueError as error:  # of TOML, of UTF-8, of a value
        line, why = toml_lines.line_of_fault(text, str(error)), messages.said(error)
        if line:
            sentence = _("Line {line} of {name} cannot be used: {why}.").format(
                line=line, name=path, why=messages.said(error)
            )
        else:
            sentence = _("The settings in {path} cannot be used: {why}.").format(
                path=path, why=why
            )
        raise BadInput(sentence, _("Mend that line; nothing else was touched.")) from error


def load_house(folder: Path) -> House:
    """The settings of the newsroom in `folder`.

    Raises:
        NewsroomNotFound
        BadInput
        StorageError
    """
    return house_of(str(folder / FILE), house_data(folder))


def house_data(folder: Path) -> bytes:
    """What newsroom.toml in `folder` holds.

    Raises:
        NewsroomNotFound
        Unreadable
    """
    with reading_errors(folder / FILE):
        try:
            return safe_files.read(folder / FILE, 1, SETTINGS_LIMIT)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise NewsroomNotFound(folder) from None


def house_of(name: str, data: bytes) -> House:
    """The settings of a newsroom in `data`, what newsroom.toml holds, which people know as `name`.

    Raises:
        BadInput
    """
    house = _load(name, data, House)
    try:
        _zone = house.zone
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            _("{zone} in {path} is not a time zone.").format(zone=house.time_zone, path=name),
            _("Use a name such as Asia/Jakarta."),
        ) from error
    return house


def is_inside(name: str) -> bool:
    """Whether `name`, of a file with rules, leads to a file below the newsroom, in the one way
    that a backup takes.
    """
    path = PurePath(name)
    is_plain = (
        name == path.as_posix() and "\0" not in name and len(os.fsencode(name)) <= NAME_LIMIT
    )
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and is_plain


def new_house(name: str) -> bytes:
    """What newsroom.toml holds for a new newsroom called `name`."""
    return TEMPLATE.format(name=msgspec.json.encode(name).decode()).encode()


def load_settings() -> Settings:
    """The person's own settings; the defaults where there are none.

    Raises:
        BadInput
        Unreadable
    """
    try:
        path = settings_file()
    except NoHome:
        return Settings()
    with reading_errors(path):
        try:
            data = safe_files.read_own(path, SETTINGS_LIMIT)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return Settings()
    return _load(path, data, Settings)


def settings_file() -> Path:
    """Where the person's own settings are; it need not exist.

    Raises:
        NoHome
    """
    return homes.settings() / "settings.toml"


def default_newsroom() -> Path:
    """The newsroom in the person's data folder.

    Raises:
        NoHome
    """
    return homes.data() / "newsroom"


def variable(name: str) -> str:
    """The environment variable `name`; a blank one counts as unset."""
    value = os.environ.get(name, "")
    return value if value.strip() else ""


def expanded(folder: str) -> Path:
    """`folder` as a person writes it, with `~` for their home."""
    return Path(os.path.expanduser(folder))  # noqa: PTH111 - Path's own raises where there is no such user


def find_newsroom(named: str | None = None) -> Path:
    """The newsroom's folder: `named`, $REDAKSI_NEWSROOM, one around this folder, the settings',
    else the data folder's.

    It need not exist. Raises NotTrusted for one around this folder that is somebody else's, unless
    the settings name it; NoHome where nothing names one; and as `trust.read`.
    """
    chosen = named or variable("REDAKSI_NEWSROOM")
    if chosen:
        return expanded(chosen)
    with suppress(
        OSError
    ):  # a working folder that is gone, a folder above it that may not be looked into
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / FILE).is_file():
                _check(folder)
                return folder
    return _remembered() or default_newsroom()


def _remembered() -> Path | None:
    """The newsroom that the settings name, if one."""
    with suppress(RedaksiError):  # what is wrong with the settings is said where they are used
        if own := load_settings().newsroom:
            return expanded(own)
    return None


def _check(folder: Path) -> None:
    """Raise NotTrusted for a newsroom in `folder` that is somebody else's, unless the settings
    name it.
    """
    try:
        trust.check(folder, FILE)
    except NotTrusted:
        remembered = _remembered()
        if remembered is None or Path(os.path.realpath(remembered)) != folder:
            raise


def is_first_time() -> bool:
    """Whether neither the person's name nor a newsroom is known.

    Raises:
        BadInput: for settings that cannot be read
    """
    named = variable("REDAKSI_EDITOR") or variable("REDAKSI_NEWSROOM") or load_settings().name
    return not named and not (find_newsroom() / FILE).exists()
