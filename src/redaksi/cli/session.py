"""The newsroom, the person and the language that a command line selects."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from redaksi import config, i18n
from redaksi.desk import Desk, Identity, open_desk, system_identity
from redaksi.errors import BadInput, NewsroomNotFound, RedaksiError
from redaksi.i18n import _
from redaksi.text import clean


class Session:
    """The newsroom and the person that options, environment and settings select."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """`options` are the program's options, read each time they are needed.

        They may change after this call, because some options follow a command.
        """
        self._options = options

    @property
    def quiet(self) -> bool:
        """Whether messages about results are suppressed."""
        return bool(self._options["quiet"])

    @property
    def _newsroom(self) -> str | None:
        return self._given("newsroom", "--newsroom")

    @property
    def _name(self) -> str | None:
        return self._given("name", "--as")

    def _given(self, name: str, option: str) -> str | None:
        """The value of the option `option`, whose parameter is called `name`.

        Raises:
            BadInput: when the value is blank, and therefore names nobody.
        """
        value: str | None = self._options.get(name)
        if value is not None and not clean.line(value):
            raise BadInput(
                _("{option} is followed by nothing but blanks.").format(option=option),
                _("Write a value behind it, or leave it away."),
            )
        return value

    @property
    def folder(self) -> Path:
        """The newsroom's folder; it need not exist."""
        return config.find_newsroom(self._newsroom)

    @property
    def identity(self) -> Identity:
        """The acting person: --as and $REDAKSI_EDITOR claim a name, the settings only suggest one.

        Raises:
            BadInput: when a name is blank, or the settings are invalid.
        """
        claimed = self._name or config.variable("REDAKSI_EDITOR")
        name = claimed or config.load_settings().name
        return system_identity(name, claimed=bool(claimed), guest=bool(self._options.get("guest")))

    @property
    def is_first_time(self) -> bool:
        """Whether neither a name nor a newsroom is known."""
        return not self._newsroom and not self._name and config.is_first_time()

    def open(self) -> Desk:
        """The desk; it is closed when the command ends.

        Raises:
            NewsroomNotFound: when there is no newsroom in the folder.
            BadInput: when the settings are invalid.
        """
        return _kept_open(open_desk(self.folder, self.identity))

    def open_anyway(self) -> tuple[Desk, list[RedaksiError]]:
        """The desk even if settings cannot be read, and the errors of those settings.

        Raises:
            NewsroomNotFound: when there is no newsroom in the folder.
        """
        errors: list[RedaksiError] = []
        who = system_identity("")
        try:
            who = self.identity
        except RedaksiError as error:
            errors.append(error)
        try:
            desk = open_desk(self.folder, who)
        except NewsroomNotFound:
            raise
        except RedaksiError as error:
            errors.append(error)
            desk = open_desk(self.folder, who, house=config.House())
        return _kept_open(desk), errors


def _kept_open(desk: Desk) -> Desk:
    """`desk`, which is closed when the command ends and reports whom it waits for."""
    click.get_current_context().call_on_close(desk.close)
    desk.hear(lambda _lock, sentence: click.echo(f"redaksi: {sentence}", err=True))
    return desk


pass_session = click.make_pass_decorator(Session)


def install_language(newsroom: str | None) -> None:
    """Install the language of the person's settings, else the locale's, the house's or English.

    Scripts always get English.
    """
    if i18n.is_for_scripts():
        i18n.install("en")
        return
    i18n.install(
        _settings_language() or i18n.language_of_locale() or _house_language(newsroom) or "en"
    )


def _settings_language() -> str:
    try:
        return config.load_settings().language
    except RedaksiError:
        return ""  # the command itself reports faults of the settings


def _house_language(newsroom: str | None) -> str:
    try:
        return config.load_house(config.find_newsroom(newsroom)).language
    except RedaksiError:
        return ""
