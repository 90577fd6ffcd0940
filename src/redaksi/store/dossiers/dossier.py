"""The dossier: the TinyDB file of one article.

Its tables are meta, article, paragraphs, revisions, events and notes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import to_builtins
from msgspec.structs import replace

from redaksi.domain import limits
from redaksi.domain.article import Article, Dossier, Event, Note, Revision
from redaksi.domain.harmless import harmless, is_harmless, shown
from redaksi.errors import NewerFormat, StaleRevision, UnreadableDossier
from redaksi.i18n import _, messages
from redaksi.store.dossiers import formats, storage
from redaksi.store.dossiers.formats import FORMAT, Meta
from redaksi.store.dossiers.layout import BELOW
from redaksi.store.dossiers.storage import Tables, encoded, parse, read_file
from redaksi.system.durable import Stamp

if TYPE_CHECKING:
    from redaksi.store.dossiers.tables import StagedTables

_Item = TypeVar("_Item")
_SPREAD = ("article",)
"""The tables that are written with one value a line."""
_SHORT = 12
"""The number of hexadecimal digits of a paragraph's hash that a revision stores.

With full hashes 500 revisions would hold 0.5 MB of hashes.
"""


class _Paragraph(msgspec.Struct):
    sha256: str
    text: str


class _File(msgspec.Struct):
    article: dict[str, Article]
    meta: dict[str, Meta] = {}
    paragraphs: dict[str, _Paragraph] = {}
    revisions: dict[str, Revision] = {}
    events: dict[str, Event] = {}
    notes: dict[str, Note] = {}


class _ArticleOnly(msgspec.Struct):
    article: dict[str, Article]
    meta: dict[str, Meta] = {}


class _Version(msgspec.Struct):
    version: int


class _Hash(msgspec.Struct):
    sha256: str


_encode = msgspec.json.Encoder().encode
_decode_file = msgspec.json.Decoder(_File)
_decode_article = msgspec.json.Decoder(_ArticleOnly)
_decode_version = msgspec.json.Decoder(_Version).decode
_decode_hash = msgspec.json.Decoder(_Hash).decode
_decode_event = msgspec.json.Decoder(Event).decode
_decode_article_row = msgspec.json.Decoder(Article).decode
_decode_note = msgspec.json.Decoder(Note).decode


def read(path: Path) -> Dossier | None:
    """The dossier in `path`, safe to show; None if there is no file.

    Raises:
        UnreadableDossier: when the file cannot be read or is damaged.
    """
    found = evidence(path)
    return None if found is None else shown(found)


def evidence(path: Path) -> Dossier | None:
    """The dossier exactly as stored in `path`, for the record only; None if there is no file.

    Raises:
        UnreadableDossier: when the file cannot be read or is damaged.
    """
    data = read_file(path, BELOW)
    return None if data is None else decoded(path, data)


def read_article(path: Path) -> Article | None:
    """The article in `path` without its history, safe to show; None if there is no file.

    This costs half as much as reading the whole dossier.

    Raises:
        UnreadableDossier: when the file cannot be read or is damaged.
    """
    data = read_file(path, BELOW)
    if data is None:
        return None
    file = parse(path, data, _decode_article)
    formats.check_meta(path.name, file.meta)
    article = _only(path, file.article)
    if why := limits.of_article(article):
        raise UnreadableDossier(path.name, why)
    return article if is_harmless(data) else harmless(article)


def decoded(path: Path, data: bytes) -> Dossier:
    """The dossier exactly as stored in `data`, the content of `path`.

    Raises:
        UnreadableDossier: when `data` is damaged, exceeds a limit or holds another article.
        NewerFormat: when `data` has a newer format.
    """
    file = parse(path, data, _decode_file)
    formats.check_meta(path.name, file.meta)
    article = _only(path, file.article)
    pool = {row.sha256: row.text for row in file.paragraphs.values()}
    full = {name: key for key, name in _names(pool).items()}
    try:
        revisions = tuple(
            replace(revision, body=tuple(full[name] for name in revision.body))
            for revision in file.revisions.values()
        )
    except KeyError as error:
        raise UnreadableDossier(
            path.name, _("the paragraph {name} is missing").format(name=error)
        ) from error
    if any(revision.number != number for number, revision in enumerate(revisions, 1)):
        raise UnreadableDossier(path.name, _("a revision is missing"))
    if article.id != path.stem:
        raise UnreadableDossier(path.name, _("it holds the article {id}").format(id=article.id))
    dossier = Dossier(
        article=article,
        pool=pool,
        revisions=revisions,
        events=tuple(file.events.values()),
        notes=tuple(file.notes.values()),
        harmless=is_harmless(data) and _is_whole(article) and _is_in_lines(article, file.events),
    )
    if why := limits.of_dossier(dossier):
        raise UnreadableDossier(path.name, why)
    return dossier


def _is_whole(article: Article) -> bool:
    """Whether each paragraph has an id; a change by hand leaves the ids as they were."""
    return len(article.paragraph_ids) == len(article.text.body)


def _is_in_lines(article: Article, events: Mapping[str, Event]) -> bool:
    """Whether each field that lists and tables show is one line.

    Only a change by hand can put a line end into such a field.
    """
    text = article.text
    lines = [
        text.headline,
        text.deck,
        text.byline,
        text.dateline,
        text.source,
        text.rubric,
        *text.tags,
        article.slug,
    ]
    lines += (one.editor for one in article.assignments.values())
    lines += (event.editor for event in events.values())
    return "".join(lines).isprintable()


def is_newer(path: Path) -> bool:
    """Whether the dossier `path` was written by a newer Redaksi."""
    try:
        read_article(path)
    except NewerFormat:
        return True
    except UnreadableDossier:
        pass
    return False


def unknown_fields(path: Path) -> list[str]:
    """The fields in the dossier `path` that this program does not know.

    Raises:
        UnreadableDossier: when the file cannot be read or is damaged.
    """
    return storage.unknown_fields(path, read_file(path, BELOW) or b"{}", _decode_file)


def write(path: Path, dossier: Dossier, base: int) -> Stamp:
    """Save `dossier` durably in `path`; the stamp of the new file.

    `path` must hold version `base`, with a history that `dossier` continues; 0 means that there
    is no file yet. The caller holds the lock.

    Raises:
        StaleRevision: when the file holds another version.
        UnreadableDossier: when the present file cannot be read or is damaged.
        UnknownFields: when the save would lose fields that this program does not know.
        OSError: when the file cannot be written.
        StorageError: when the new file is too large, or the disk did not confirm it.
        ValueError: when `dossier` does not continue the history in the file.
    """
    from redaksi.store.dossiers.tables import StagedTables  # noqa: PLC0415 - only writers need TinyDB

    tables = StagedTables(path, BELOW, _SPREAD)
    try:
        present = tables.staged.read()
        formats.check_meta(path.name, (present or {}).get("meta", {}))
        _check_version(path, present, base)
        _check_known(path, present or {})
        _stage(tables, dossier)
    except msgspec.MsgspecError as error:
        raise UnreadableDossier(path.name, messages.said(error)) from error
    return tables.staged.commit()


def encode(dossier: Dossier) -> bytes:
    """The bytes of a new file that holds `dossier`."""
    from redaksi.store.dossiers.tables import StagedTables  # noqa: PLC0415 - only writers need TinyDB

    tables = StagedTables(Path(), 0)
    tables.staged.write({})
    _stage(tables, dossier)
    return encoded(tables.staged.read() or {}, _SPREAD)


def _check_version(path: Path, present: Tables | None, base: int) -> None:
    if present is None:
        theirs, events = 0, []
    else:
        theirs = _decode_version(_only(path, present.get("article", {}))).version
        events = list(present.get("events", {}).values())
    if theirs != base:
        raise StaleRevision(
            path.stem, base, theirs, _decode_event(events[-1]).editor if events else ""
        )


def _check_known(path: Path, present: Tables) -> None:
    """Check that a save loses no field of the `present` tables.

    A save replaces the rows of the tables article and notes as a whole.

    Raises:
        UnknownFields: when those rows hold fields that this program does not know.
    """
    for table, decode in (("article", _decode_article_row), ("notes", _decode_note)):
        rows = present.get(table, {})
        found = {table: {key: msgspec.json.decode(row) for key, row in rows.items()}}
        formats.check_known(
            path.name, found, {table: {key: to_builtins(decode(row)) for key, row in rows.items()}}
        )


def _only(path: Path, rows: Mapping[str, _Item]) -> _Item:
    """The only row of an article table.

    Raises:
        UnreadableDossier: when the table does not hold exactly one row.
    """
    if len(rows) != 1:
        raise UnreadableDossier(path.name, _("it must hold one article"))
    return next(iter(rows.values()))


def _stage(tables: "StagedTables", dossier: Dossier) -> None:
    """Put `dossier` into `tables`: article and notes are replaced, the history is appended to.

    Raises:
        ValueError: when `dossier` does not continue the history in `tables`.
    """
    present = tables.staged.read() or {}
    pool = _continued(present, "paragraphs", list(dossier.pool), str, _hash)
    revisions = _continued(present, "revisions", dossier.revisions, attrgetter("sha256"), _hash)
    events = _continued(
        present, "events", dossier.events, _encode, lambda row: _encode(_decode_event(row))
    )
    names = _names(dossier.pool)
    tables.rewrite("article", [to_builtins(dossier.article)])
    tables.append(
        "paragraphs",
        ({"sha256": key, "text": dossier.pool[key]} for key in islice(dossier.pool, pool, None)),
    )
    tables.append(
        "revisions", (_revision_row(revision, names) for revision in dossier.revisions[revisions:])
    )
    tables.append("events", map(to_builtins, dossier.events[events:]))
    tables.rewrite("notes", map(to_builtins, dossier.notes))
    tables.rewrite("meta", [{"format": FORMAT}])


def _continued(
    present: Tables,
    table: str,
    items: Sequence[_Item],
    of_item: Callable[[_Item], object],
    of_row: Callable[[msgspec.Raw], object],
) -> int:
    """The number of rows that `table` has already; `items` must begin with these rows.

    Only the last row is compared: `of_row` of this row must equal `of_item` of the item with the
    same number.

    Raises:
        ValueError: when the last row is not in `items`, or is another there.
    """
    rows = present.get(table, {})
    if rows and not (
        len(items) >= len(rows)
        and of_item(items[len(rows) - 1]) == of_row(next(reversed(rows.values())))
    ):
        raise ValueError(f"the {table} do not continue those in the file")
    return len(rows)


def _hash(row: msgspec.Raw) -> str:
    return _decode_hash(row).sha256


def _revision_row(revision: Revision, names: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = to_builtins(revision)
    text = {
        field: value for field, value in row["text"].items() if value
    }  # empty fields are left out to keep a long history small
    return {**row, "text": text, "body": [names[key] for key in revision.body]}


def _names(pool: Iterable[str]) -> dict[str, str]:
    """The short name of each hash in `pool`: its first `_SHORT` digits.

    A hash keeps its full length if an earlier hash begins with the same digits.
    """
    owners: dict[str, str] = {}
    return {
        key: key[:_SHORT] if owners.setdefault(key[:_SHORT], key) == key else key for key in pool
    }
