"""The parts of a newsroom's folder beside the articles: UUID, settings, rules, templates."""

import os
from collections.abc import Sequence
from pathlib import Path

from redaksi import config
from redaksi.errors import BadInput, NotFound, reading_errors
from redaksi.i18n import _
from redaksi.store.base import Content
from redaksi.store.dossiers import team
from redaksi.store.dossiers.layout import (
    ARTICLE_TEMPLATES,
    HOUSE,
    LARGEST_ARTICLE_TEMPLATE,
    LARGEST_TEMPLATE,
    MOST_TEMPLATES,
    TEAM,
    TEMPLATES,
    is_article_template,
    is_ours,
    is_template,
)
from redaksi.system import safe_files
from redaksi.system.durable import Stamp

_DIGITS = 32


class FolderNewsroom:
    """The newsroom in `folder`; each file is read only when it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = str(folder.resolve())

    @property
    def uuid(self) -> str:
        """The first 32 hexadecimal digits of the hash of the team's first event; "" if none.

        The first event says who created the newsroom, where and when. The record keeps that
        event for ever, and every copy of the newsroom has it. A UUID in a field of its own would
        be refused by older programs.

        Raises:
            UnreadableDossier: when the team cannot be read.
        """
        events = team.evidence(self._folder / TEAM).events
        return events[0].sha256()[:_DIGITS] if events else ""

    @property
    def settings(self) -> Content:
        """The path and the bytes of newsroom.toml.

        Raises:
            NewsroomNotFound: when there is no newsroom.toml.
            Unreadable: when the file cannot be read.
        """
        return Content(str(self._folder / HOUSE), config.house_data(self._folder))

    def keeps(self, path: Path) -> bool:
        """Whether `path` is the newsroom's folder, or a path in it that Redaksi uses."""
        real, home = Path(os.path.realpath(path)), Path(self.address)
        if not real.is_relative_to(home):
            return False
        inside = real.relative_to(home).parts
        return not inside or is_ours(inside[0]) or inside[0] in {TEMPLATES, ARTICLE_TEMPLATES}

    def touches(self, path: Path) -> bool:
        """Whether `path` lies in the newsroom's folder, or around it."""
        real, home = Path(os.path.realpath(path)), Path(self.address)
        return real.is_relative_to(home) or home.is_relative_to(real)

    def template_names(self) -> list[str]:
        """The names of all files in the folder `site` that are not hidden.

        Raises:
            Unreadable: when the folder cannot be read.
        """
        folder = self._folder / TEMPLATES
        with reading_errors(folder):
            return sorted(name for name in safe_files.names(folder, 1) if name[0] != ".")

    def templates(self) -> dict[str, str]:
        """The texts of the templates in the folder `site`, by file name.

        Raises:
            BadInput: when there are too many, a text is no UTF-8, or `site` is no folder.
            Unreadable: when a file cannot be read, is a link or too large.
        """
        folder = self._folder / TEMPLATES
        if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise BadInput(
                _("{path} is a link or a file, so no template in it is used.").format(path=folder),
                _("Make it a folder with the templates, or move it away."),
            )
        names = safe_files.names(folder, 1)
        if any(name.startswith(".redaksi-") for name in names):
            return {}  # somebody exported into it: these are pages
        found = sorted(name for name in names if is_template(f"{TEMPLATES}/{name}"))
        if len(found) > MOST_TEMPLATES:
            raise _too_many(folder)
        return {name: _template(folder / name) for name in found}

    def article_templates(self) -> list[str]:
        """The sorted names of the templates of articles in the folder `templates`.

        A file with another name, and what is behind a link, is none.

        Raises:
            BadInput: when there are too many.
        """
        folder = self._folder / ARTICLE_TEMPLATES
        names = (f"{ARTICLE_TEMPLATES}/{name}" for name in safe_files.names(folder, 1))
        found = sorted(Path(name).stem for name in names if is_article_template(name))
        if len(found) > MOST_TEMPLATES:
            raise _too_many(folder)
        return found

    def article_template(self, name: str) -> bytes:
        """The bytes of the template of articles called `name`.

        Raises:
            NotFound: when there is no such template.
            Unreadable: when the file cannot be read, is a link or too large.
        """
        path = self._folder / ARTICLE_TEMPLATES / f"{name}.md"
        if not is_article_template(f"{ARTICLE_TEMPLATES}/{name}.md"):
            raise NotFound(
                _("There is no template {name}.").format(name=name),
                _("All of them: redaksi templates"),
            )
        with reading_errors(path):
            return safe_files.read(path, 2, LARGEST_ARTICLE_TEMPLATE)

    def stamp(self, names: Sequence[str]) -> list[Stamp | None]:
        """The stamps of newsroom.toml and of the rule files `names`; None for a missing file."""
        return [Stamp.at(self._folder / name) for name in (HOUSE, *names) if "\0" not in name]

    def rules(self, name: str) -> bytes:
        """The bytes of the rule file that the settings call `name`.

        Raises:
            NotFound: when there is no such file.
            Unreadable: when the file cannot be read or is too large.
        """
        path = self._folder / name
        with reading_errors(path):
            return safe_files.read(path, len(Path(name).parts), config.SETTINGS_LIMIT)


def _too_many(folder: Path) -> BadInput:
    return BadInput(
        _("There are more than {limit} templates in {path}.").format(
            limit=MOST_TEMPLATES, path=folder
        ),
        _("Move away those that are not needed."),
    )


def _template(path: Path) -> str:
    with reading_errors(path):
        data = safe_files.read(path, 2, LARGEST_TEMPLATE)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadInput(
            _("{path} is no text in UTF-8.").format(path=path), _("Save it in UTF-8.")
        ) from error
