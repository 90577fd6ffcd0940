"""The first time: who one is, and a newsroom to work in; both are remembered."""

from pathlib import Path

from redaksi import config
from redaksi.desk import demo, newsroom, preferences
from redaksi.desk.identity import system_identity, valid_name
from redaksi.errors import BadInput, about
from redaksi.i18n import _
from redaksi.store.opening import open_store
from redaksi.system import homes
from redaksi.text import clean

NEW, SAMPLE, THERE = "new", "sample", "there"
"""What one can begin with: a newsroom of one's own, the sample copy, a folder that is there."""

SAMPLE_NAME = "Kabar Brantas"


def begin(name: str, kind: str, where: str) -> Path:
    """Remember `name` and the newsroom of this `kind`: a new one called `where`, the sample, or
    the one in the folder `where`.

    Raises BadInput, Refused, NewsroomNotFound, StorageError; then nothing is remembered.
    """
    with about("name"):
        name = valid_name(name)
    with about("where"):
        folder = _newsroom(name, kind, where)
    preferences.remember({"name": name, "newsroom": str(folder)})
    return folder


def _newsroom(name: str, kind: str, where: str) -> Path:
    """The folder of the newsroom of this `kind`, made by the person called `name` where it is a
    new one.
    """
    if kind == THERE:
        return _there(where)
    folder = homes.data() / (SAMPLE_NAME if kind == SAMPLE else _folder_name(where))
    if kind == NEW:
        newsroom.create(folder, system_identity(name))
    elif not (folder / config.FILE).exists():
        demo.create(folder, system_identity(name))
    return folder


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
