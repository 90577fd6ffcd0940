"""Settings of the house (newsroom.toml, edited by hand) and of the person (XDG folders)."""

import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from redaksi.copydesk.settings import CopydeskSettings
from redaksi.domain.delivery import Target, Website
from redaksi.domain.harmless import harmless
from redaksi.domain.notification import Notify
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
from redaksi.system import homes, safe_files
from redaksi.text import toml_lines

FILE = "newsroom.toml"

NAME_LIMIT = 100
"""The longest file name, in bytes, that every archive format can store."""

SETTINGS_LIMIT = 4 << 20
"""The largest file of settings or rules, in bytes; `toml_lines` limits its characters."""

MOST_TARGETS = 100
"""The most targets of a newsroom: each delivery, status and check goes through all of them."""

TEMPLATE = """\
# The settings of this newsroom. Edit them by hand: name, language and time_zone hold from the next
# start of a program, all else from the next act on.
name = {name}
language = "id"              # of the screens, where locale and settings name none: id or en
time_zone = "Asia/Jakarta"   # WIB; Asia/Makassar is WITA, Asia/Jayapura WIT

[people]
identity = "free"            # "login": each acts only under names bound to their system user

[rules]
four_eyes = true             # false for a one-person desk: then the writer may publish, too
gate = ["galat", "etik"]     # findings that hold a publication up until mended or waived

[desk]
import_to = ""               # who has imported copy that names no editor; "" is who imports it
words = 0                    # the words that an article should have at least; 0 is any number
"""


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the desk of a house works.

    `import_to` is the name of the person who has imported copy that names no editor; "" stands
    for the person who imports it. `words` is the least number of words that an article should
    have before it is submitted or published, 0 for any number; nothing is held up by it.
    """

    import_to: str = ""
    words: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0


class House(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of a newsroom: the content of newsroom.toml."""

    name: str = "Redaksi"
    language: str = "id"
    time_zone: str = "Asia/Jakarta"
    people: People = People()
    rules: Rules = Rules()
    desk: DeskSettings = DeskSettings()
    copydesk: CopydeskSettings = CopydeskSettings()
    site: Website = Website()
    notify: Notify = Notify()
    target: Annotated[tuple[Target, ...], msgspec.Meta(max_length=MOST_TARGETS)] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the newsroom reads and writes times."""
        return ZoneInfo(self.time_zone)


class Signal(StrEnum):
    """How the terminal tells that something new waits for the person."""

    NONE = ""
    BELL = "bell"
    OSC_9 = "osc9"
    OSC_777 = "osc777"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """A person's settings, the content of settings.toml; "" leaves a choice to the program."""

    name: str = ""
    language: str = ""
    theme: str = ""
    signal: Signal = Signal.NONE
    newsroom: str = ""
    """The folder of the newsroom that is opened when nothing else names one."""
    keys: dict[str, object] = {}
    """From the commands of the screens to their keys, separated by spaces: `publish = "P"`.

    The keymap of the screens validates them.
    """


_S = TypeVar("_S", bound=msgspec.Struct)


def _load(path: object, data: bytes, kind: type[_S]) -> _S:
    text = ""
    try:
        text = data.decode()
        return msgspec.convert(harmless(toml_lines.loads(text)), kind)
    except ValueError as error:  # invalid TOML, UTF-8 or value
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
        NewsroomNotFound: when `folder` has no newsroom.toml.
        BadInput: when newsroom.toml is invalid.
        StorageError: when newsroom.toml cannot be read.
    """
    return house_of(str(folder / FILE), house_data(folder))


def house_data(folder: Path) -> bytes:
    """The bytes of newsroom.toml in `folder`.

    Raises:
        NewsroomNotFound: when `folder` has no newsroom.toml.
        Unreadable: when newsroom.toml cannot be read.
    """
    with reading_errors(folder / FILE):
        try:
            return safe_files.read(folder / FILE, 1, SETTINGS_LIMIT)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise NewsroomNotFound(folder) from None


def house_of(name: str, data: bytes) -> House:
    """The settings of a newsroom, parsed from `data`, the bytes of newsroom.toml.

    Errors call the file `name`.

    Raises:
        BadInput: when the TOML, a value, the time zone or the address of the site is invalid.
    """
    house = _load(name, data, House)
    try:
        _zone = house.zone
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            _("{zone} in {path} is not a time zone.").format(
                zone=house.time_zone or "–", path=name
            ),
            _("Use a name such as Asia/Jakarta."),
        ) from error
    if house.site.url and not _is_website(house.site.url):
        # The address is not repeated: it may be endless, or hold a password.
        raise BadInput(
            _("The url under [site] in {path} is no address of a website.").format(path=name),
            _("Write it such as https://contoh.id, without a password, ? and #, or leave it out."),
        )
    return house


def _is_website(url: str) -> bool:
    from redaksi.text import base_address  # noqa: PLC0415 - not before the first paint

    return bool(base_address.host_of(url, ("https", "http")))


def is_inside(name: str) -> bool:
    """Whether `name`, the path of a rule file, leads to a TOML file below the newsroom.

    No part is hidden: a backup from a stranger could bring a `.git/config` or an `.envrc`, which
    other programs run. The path must also be in the only form that a backup accepts.
    """
    path = PurePath(name)
    if path.suffix != ".toml" or any(part.startswith(".") for part in path.parts):
        return False
    is_plain = (
        name == path.as_posix() and "\0" not in name and len(os.fsencode(name)) <= NAME_LIMIT
    )
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and is_plain


def new_house(name: str) -> bytes:
    """The bytes of newsroom.toml for a new newsroom called `name`."""
    return TEMPLATE.format(name=msgspec.json.encode(name).decode()).encode()


def load_settings() -> Settings:
    """The person's own settings; the defaults where there are none.

    Raises:
        BadInput: when settings.toml is invalid.
        Unreadable: when settings.toml cannot be read.
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
    """The path of the person's own settings; the file need not exist.

    Raises:
        NoHome: when the person has no home folder.
    """
    return homes.settings() / "settings.toml"


def default_newsroom() -> Path:
    """The folder of the newsroom among the person's data.

    Raises:
        NoHome: when the person has no home folder.
    """
    return homes.data() / "newsroom"


def variable(name: str) -> str:
    """The environment variable `name`; a blank one counts as unset."""
    value = os.environ.get(name, "")
    return value if value.strip() else ""


def expanded(folder: str) -> Path:
    """`folder` as a person writes it, with `~` for their home."""
    return Path(os.path.expanduser(folder))  # noqa: PTH111 - Path's own raises for unknown users


def shortened(path: str) -> str:
    """`path` as people write it: `~` stands for their home. The reverse of `expanded`."""
    home = os.path.expanduser("~").rstrip(os.sep)  # noqa: PTH111 - as `expanded`
    return f"~{path[len(home) :]}" if home and path.startswith(f"{home}{os.sep}") else path


def find_newsroom(named: str | None = None) -> Path:
    """The newsroom's folder, from the first source that names one; it need not exist.

    The sources are, in this order: `named`, $REDAKSI_NEWSROOM, the working folder and the folders
    above it, the person's settings, the person's data folder. Raises as `trust.read`, too.

    Raises:
        NotTrusted: when the working folder lies in an untrusted newsroom that the settings do not
            name.
        NoHome: when no source names a folder and the person has no home folder.
    """
    chosen = named or variable("REDAKSI_NEWSROOM")
    if chosen:
        return expanded(chosen)
    with suppress(OSError):  # the working folder is gone, or one above it may not be read
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / FILE).is_file():
                _check(folder)
                return folder
    return _remembered() or default_newsroom()


def _remembered() -> Path | None:
    """The newsroom that the person's settings name, or None."""
    with suppress(RedaksiError):  # invalid settings are reported where they are used
        if own := load_settings().newsroom:
            return expanded(own)
    return None


def _check(folder: Path) -> None:
    """Raise NotTrusted unless the newsroom in `folder` is trusted or named by the settings."""
    from redaksi.system import trust  # noqa: PLC0415 - only for a newsroom that nobody named

    try:
        trust.check(folder, FILE)
    except NotTrusted:
        remembered = _remembered()
        if remembered is None or Path(os.path.realpath(remembered)) != folder:
            raise


def is_first_time() -> bool:
    """Whether neither the person's name nor a newsroom is known.

    Raises:
        BadInput: when the settings are invalid.
    """
    named = variable("REDAKSI_EDITOR") or variable("REDAKSI_NEWSROOM") or load_settings().name
    return not named and not (find_newsroom() / FILE).exists()
