"""What a command line names: the newsroom, the person, the language."""

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
    """The newsroom and the person that the options, the environment and the settings name."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """Take `options`, those of the program, as they are when they are asked for: some stand
        behind a command.
        """
        self._options = options

    @property
    def quiet(self) -> bool:
        """Whether nothing is said of what was done."""
        return bool(self._options["quiet"])

    @property
    def _newsroom(self) -> str | None:
        return self._given("newsroom", "--newsroom")

    @property
    def _name(self) -> str | None:
        return self._given("name", "--as")

    def _given(self, name: str, option: str) -> str | None:
        """The value of `option`, called `name` among all.

        Raises:
            BadInput: for a blank one, which means nobody
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
        """Who acts: --as and $REDAKSI_EDITOR claim a name, the settings only have one.

        Raises:
            BadInput
        """
        claimed = self._name or config.variable("REDAKSI_EDITOR")
        name = claimed or config.load_settings().name
        return system_identity(name, claimed=bool(claimed), guest=bool(self._options.get("guest")))

    @property
    def is_first_time(self) -> bool:
        """Whether neither a name nor a newsroom is known."""
        return not self._newsroom and not self._name and config.is_first_time()

    def open(self) -> Desk:
        """The desk, closed when the command ends.

        Raises:
            NewsroomNotFound
            BadInput
        """
        return _kept_open(open_desk(self.folder, self.identity))

    def open_anyway(self) -> tuple[Desk, list[RedaksiError]]:
        """The desk, also where settings cannot be read; with the errors that say so.

        Raises:
            NewsroomNotFound
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
    """`desk`, closed when the command ends; it tells for whom it waits."""
    click.get_current_context().call_on_close(desk.close)
    desk.hear(lambda _lock, sentence: click.echo(f"redaksi: {sentence}", err=True))
    return desk


pass_session = click.make_pass_decorator(Session)


def install_language(newsroom: str | None) -> None:
    """Speak the person's language: their settings', their locale's, else the house's, else
    English; so to a script.
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
        return ""  # the command itself says what is wrong with the settings


def _house_language(newsroom: str | None) -> str:
    try:
        return config.load_house(config.find_newsroom(newsroom)).language
    except RedaksiError:
        return ""
