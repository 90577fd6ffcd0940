"""The acts that write text to the disk, each with the view of a reader before and after."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import platformdirs

from redaksi.delivery import ledger
from redaksi.desk import Desk, Identity, newsroom, open_desk, rescued_text
from redaksi.desk.recovery import Buffer, Typed, left_behind
from redaksi.domain import audit, chain
from redaksi.domain.article import Member, Role, Stage, Text
from redaksi.domain.delivery import Step, StepKind
from redaksi.store.files import FileStore
from redaksi.store.index import scan

CHIEF, EDITOR = "Cici Chief", "Ani Editor"
_fresh = itertools.count(1)


class Scene(NamedTuple):
    """An act on a folder.

    `look` returns the view of a reader. `prepare` returns the next act and the view after that
    act.
    """

    look: Callable[[Path], Any]
    prepare: Callable[[Path], tuple[Callable[[], object], Any]]


@contextmanager
def desk(folder: Path, name: str = CHIEF) -> Iterator[Desk]:
    """A new desk, as each command opens a desk: all files are read again."""
    with open_desk(folder, name) as opened:
        yield opened


def begin(folder: Path) -> None:
    """Make a newsroom with a chief, an editor, an article and a built index."""
    newsroom.create(folder, Identity(name=CHIEF, login="", host="host"))
    with desk(folder) as chief:
        chief.team.add(EDITOR)
        chief.copy.new(_text("Judul 0"))
        chief.reading.refresh()


def faults(folder: Path) -> list[str]:
    """All faults of an idle newsroom: in its record, its files and its index."""
    with desk(folder) as reader:
        reader.reading.refresh()
        found = [f"{fault.name}: {fault.what}" for fault in reader.checking.verify()]
        found += [f"{problem.name}: {problem.why}" for problem in reader.reading.problems()]
        if found:
            return found
        stored = {
            article_id: reader.store.dossier(article_id) for article_id in reader.store.ids()
        }
        rows = {row.id: (row.version, row.headline, row.stage) for row in reader.reading.rows()}
        if rows != {
            id_: (one.version, one.article.text.headline, one.article.stage)
            for id_, one in stored.items()
        }:
            found.append("the index differs from the dossiers")
    return found


def temporaries(folder: Path) -> list[str]:
    """The names of temporary files that an interrupted write left behind."""
    return [path.name for path in folder.rglob("*") if path.name.endswith(".tmp")]


def _text(headline: str) -> Text:
    return Text(
        headline=headline, body=("Air surut sejak pagi. " * 40, f"Alinea milik {headline}.")
    )


def _article(folder: Path) -> str:
    return min(scan.ids(folder / "articles"))


def _saved_texts(folder: Path) -> tuple[Any, ...]:
    with desk(folder) as reader:
        dossier = reader.reading.article(_article(folder))
        assert audit.faults(dossier) == ()
        assert dossier.article.text == dossier.text_of(len(dossier.revisions))
        return dossier.version, *(
            dossier.text_of(one.number).headline for one in dossier.revisions
        )


def _prepare_edit(folder: Path) -> tuple[Callable[[], object], Any]:
    article_id, headline = _article(folder), f"Judul {next(_fresh)}"
    version, *headlines = _saved_texts(folder)

    def act() -> None:
        with desk(folder, EDITOR) as editor:
            editor.copy.save(article_id, _text(headline), version)

    return act, (version + 1, *headlines, headline)


def _headlines(folder: Path) -> list[str]:
    with desk(folder) as reader:
        return sorted(
            reader.reading.article(article_id).article.text.headline
            for article_id in reader.store.ids()
        )


def _without_articles(folder: Path) -> None:
    """Remove all articles and their folders.

    The number of system calls of an act depends on the folders that exist.
    """
    for shard in (folder / "articles").iterdir():
        shutil.rmtree(shard)


def _prepare_new(folder: Path) -> tuple[Callable[[], object], Any]:
    """The first article of the newsroom, which always makes a folder."""
    _without_articles(folder)
    headline = f"Judul {next(_fresh)}"

    def act() -> None:
        with desk(folder, EDITOR) as editor:
            editor.copy.new(_text(headline))

    return act, [headline]


def _published(folder: Path) -> list[tuple[str, str]]:
    with desk(folder) as reader:
        all_ = [reader.reading.article(article_id) for article_id in reader.store.ids()]
    return sorted(
        (one.id, one.live[0].headline)
        for one in all_
        if one.live and one.article.stage is Stage.PUBLISHED
    )


def _prepare_publication(folder: Path) -> tuple[Callable[[], object], Any]:
    """The first publication of the only article, which looks at every folder."""
    _without_articles(folder)
    headline = f"Judul {next(_fresh)}"
    with desk(folder, EDITOR) as editor:
        article_id = editor.copy.new(_text(headline)).id
        editor.moves.submit(article_id, to=CHIEF)

    def act() -> None:
        with desk(folder) as chief:
            chief.moves.publish(article_id)

    return act, [(article_id, headline)]


def _members(folder: Path) -> tuple[Member, ...]:
    with desk(folder) as reader:
        assert audit.team_faults(reader.store.team()) == ()
        return reader.team.list()


def _prepare_member(folder: Path) -> tuple[Callable[[], object], Any]:
    name = f"Redaktur {next(_fresh)}"

    def act() -> None:
        with desk(folder) as chief:
            chief.team.add(name)

    return act, (*_members(folder), Member(name=name, role=Role.EDITOR))


def _typed(folder: Path) -> list[str]:
    found = []
    for buffer in left_behind([str(folder)], EDITOR):
        found.append(buffer.typed.fields["body"] if buffer.typed else "?")
        buffer.release()
    return found


def _prepare_typing(folder: Path) -> tuple[Callable[[], object], Any]:
    body = f"Isi {next(_fresh)}. " * 200
    at = datetime.now(UTC)

    def act() -> None:
        buffer = next(left_behind([str(folder)], EDITOR), None) or Buffer.begin(str(folder), "")
        try:
            buffer.keep(
                Typed(
                    newsroom=str(folder),
                    article="",
                    base=0,
                    by=EDITOR,
                    at=at,
                    fields={"body": body},
                )
            )
        finally:
            buffer.release()

    return act, [body]


def _prepare_first_typing(folder: Path) -> tuple[Callable[[], object], Any]:
    for buffer in left_behind([str(folder)], EDITOR):
        buffer.discard()
    return _prepare_typing(folder)


def _kept_texts(_folder: Path) -> list[str]:
    kept_here = (platformdirs.user_state_path("redaksi") / "kept").glob("*.md")
    return sorted(
        {
            path.read_text()
            for path in (*kept_here, *Path(tempfile.gettempdir()).glob("redaksi-*/*.md"))
        }
    )


def _prepare_kept(folder: Path) -> tuple[Callable[[], object], Any]:
    text = f"Naskah {next(_fresh)}. " * 200
    return lambda: rescued_text.keep("261123-abcde", text), sorted([*_kept_texts(folder), text])


TARGET = "situs"


def _steps(folder: Path) -> list[str]:
    """The articles in the ledger, which must be intact."""
    with FileStore(folder) as store:
        assert chain.faults(TARGET, ledger.evidence(store, TARGET)) == ()
        return [step.article for step in ledger.steps(store, TARGET)]


def _prepare_step(folder: Path) -> tuple[Callable[[], object], Any]:
    article = f"261130-a{next(_fresh)}"
    step = Step(number=0, at=datetime.now(UTC), kind=StepKind.INTENT, article=article)

    def act() -> None:
        with FileStore(folder) as store, ledger.opened(store, TARGET) as held:
            held.append(step)

    return act, [*_steps(folder), article]


def _prepare_first_step(folder: Path) -> tuple[Callable[[], object], Any]:
    """The first step of the newsroom, which makes the folder and the file."""
    shutil.rmtree(folder / "deliveries", ignore_errors=True)
    return _prepare_step(folder)


def _attachments(folder: Path) -> list[bytes]:
    with FileStore(folder) as store:
        return [store.attachment(sha256) for sha256 in store.attachments()]


def _prepare_attachment(folder: Path) -> tuple[Callable[[], object], Any]:
    """The first attachment of the newsroom, which makes the folders."""
    shutil.rmtree(folder / "attachments", ignore_errors=True)
    data = f"Foto {next(_fresh)}. ".encode() * 200

    def act() -> None:
        with FileStore(folder) as store:
            store.attach(data)

    return act, [data]


SCENES = {
    "a save": Scene(_saved_texts, _prepare_edit),
    "a new article": Scene(_headlines, _prepare_new),
    "a publication": Scene(_published, _prepare_publication),
    "a change of the team": Scene(_members, _prepare_member),
    "what is typed first": Scene(_typed, _prepare_first_typing),
    "what is typed": Scene(_typed, _prepare_typing),
    "a text that could not be saved": Scene(_kept_texts, _prepare_kept),
    "the first line of a ledger": Scene(_steps, _prepare_first_step),
    "a line of a ledger": Scene(_steps, _prepare_step),
    "an attachment": Scene(_attachments, _prepare_attachment),
}


def newsroom_seen(folder: Path) -> Any:
    """The name, team and team faults of the newsroom in `folder`; None without a newsroom."""
    if not (folder / "newsroom.toml").exists():
        return None
    with desk(folder) as reader:
        return (
            reader.house.name,
            msgspec.to_builtins(reader.team.list()),
            audit.team_faults(reader.store.team()),
        )
