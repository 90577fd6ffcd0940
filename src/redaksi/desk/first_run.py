"""The first run: ask for the person's name and a newsroom, and remember both."""

from pathlib import Path

from redaksi import config, i18n
from redaksi.desk import Desk, demo, newsroom, preferences
from redaksi.desk.identity import system_identity, valid_name
from redaksi.errors import BadInput, about
from redaksi.i18n import _
from redaksi.store.opening import is_there, open_store
from redaksi.system import homes
from redaksi.text import clean

NEW, SAMPLE, THERE = "new", "sample", "there"
"""The kinds of newsroom to begin with: a new one, the sample copy, an existing folder."""

SAMPLE_NAME = "Kabar Brantas"


def begin(name: str, kind: str, where: str, colleague: str = "") -> Path:
    """Remember `name`, the language in use and the newsroom of this `kind`.

    `where` is the name of a new newsroom or the folder of an existing one; the sample ignores it.
    `colleague`, if given, joins a new newsroom as an editor. Nothing is remembered when an error
    is raised.

    Raises:
        BadInput: when `name`, `where` or `colleague` is invalid.
        Refused: when a newsroom of that name exists already.
        NewsroomNotFound: when the folder `where` holds no newsroom.
        StorageError: when a file cannot be written.
    """
    with about("name"):
        name = valid_name(name)
    with about("where"):
        folder = _newsroom(name, kind, where, colleague)
    preferences.remember({"name": name, "newsroom": str(folder), "language": i18n.current()})
    return folder


def _newsroom(name: str, kind: str, where: str, colleague: str) -> Path:
    """The folder of the newsroom of this `kind`; `name` is the person who makes a new one."""
    if kind == THERE:
        return _there(where)
    folder = homes.data() / (SAMPLE_NAME if kind == SAMPLE else _folder_name(where))
    if kind == NEW:
        _create(folder, name, colleague)
    elif not is_there(folder):
        demo.create(folder, system_identity(name))
    return folder


def _create(folder: Path, name: str, colleague: str) -> None:
    """A new newsroom of `name`, with `colleague` if given; none when that name cannot be taken."""
    identity = system_identity(name)
    with newsroom.created(folder, identity) as store:
        if colleague.strip():
            house = config.house_of(*store.newsroom().settings)
            with about("colleague"):
                Desk(store, house, identity).team.add(colleague)


def _there(where: str) -> Path:
    if not where.strip():
        raise BadInput(_("No folder is named."), _("Type the folder that holds newsroom.toml."))
    folder = config.expanded(where.strip()).absolute()
    with open_store(folder) as store:
        config.house_of(*store.newsroom().settings)
    return folder


def _folder_name(where: str) -> str:
    name = clean.line(where).replace("/", "-").strip(". ")
    if not name:
        raise BadInput(_("The newsroom has no name yet."), _("Write it as in: Kabar Brantas."))
    return name
