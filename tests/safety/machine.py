"""A state machine that acts on a real newsroom and on a model in memory and compares both.

Some acts end in a simulated crash.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant

from redaksi import config
from redaksi.desk import Desk, Identity
from redaksi.domain import audit
from redaksi.domain.article import Dossier, Role, Stage, Text
from redaksi.errors import RedaksiError
from redaksi.store.base import Row
from redaksi.store.files import FileStore
from redaksi.store.index import scan
from redaksi.store.index.catalogue import Catalogue
from redaksi.store.query import Query
from redaksi.system import durable
from tests.desk.rooms import BEGIN
from tests.safety.model import Facts, Model, Story
from tests.store.pieces import searched

CHIEF, ANI, BUDI, GITA = "Cici Chief", "Ani Editor", "Budi Editor", "Gita Guest"
TEAM = {CHIEF: Role.CHIEF, ANI: Role.EDITOR, BUDI: Role.EDITOR, GITA: Role.GUEST}
COUNTED: Counter[str] = Counter()
"""The number of acts by verb and outcome, over all runs."""


class Crash(BaseException):
    """Simulates the end of the process."""


class HeldAgainstModel(RuleBasedStateMachine):
    """A newsroom and its `Model`, the ways to act on both, and the invariants.

    A subclass adds the verbs as rules.
    """

    template: Path

    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp(dir=self.template.parent))
        self.folder = self.root / "ruang"
        shutil.copytree(self.template, self.folder, symlinks=True)
        self.minutes = 10
        self.store = FileStore(self.folder)
        self.model = Model(dict(TEAM))
        self.seen: dict[str, Dossier] = {}
        self.index_behind = False
        self.bytes = self.read_bytes()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.the_index_can_be_built_anew()
            self.store.close()
            shutil.rmtree(self.root)

    # Acting

    def clock(self) -> Any:
        self.minutes += 1
        return BEGIN.replace(
            day=1 + self.minutes // 1440, hour=self.minutes // 60 % 24, minute=self.minutes % 60
        )

    def desk(self, name: str) -> Desk:
        return Desk(
            self.store,
            config.load_house(self.folder),
            Identity(name=name, login="u", host="h"),
            self.clock,
        )

    def reopen_the_store(self) -> None:
        self.store.close()
        self.store = FileStore(self.folder)

    def read_bytes(self) -> dict[str, bytes]:
        files = (path for path in self.folder.glob("articles/*/*") if path.is_file())
        return {path.name: path.read_bytes() for path in (*files, self.folder / "team.json")}

    def act(
        self, verb: str, allowed: bool, changes: bool, crash: str, deed: Callable[[], Any]
    ) -> bool:
        """Do `deed` and check the outcome; returns whether the newsroom changed.

        The model predicts whether `deed` is `allowed` and whether it `changes` the newsroom.
        `crash` names the moment of a simulated crash, "" for none.
        """
        outcome: Any = None
        with ExitStack() as patched:
            if crash:
                patch = patched.enter_context(pytest.MonkeyPatch.context())
                self.prepare(crash, patch)
            try:
                outcome = deed()
            except RedaksiError as error:
                outcome = error
            except Crash:
                outcome = None
        done = allowed and changes and crash != "before the dossier"
        without = "crashed" if allowed and changes else "same" if allowed else "refused"
        COUNTED[f"{verb}, {'done' if done else without}"] += 1
        refused = isinstance(outcome, RedaksiError)
        assert refused is not allowed, f"{verb}: {outcome if refused else 'it was done'}"
        after = self.read_bytes()
        if not done:
            assert after == self.bytes, f"{verb} was not done, but something changed"
        else:
            changed = {name for name in after if after[name] != self.bytes.get(name)}
            assert len(changed) == 1, f"{verb} changed {changed}"
            assert self.bytes.keys() <= after.keys()
        self.bytes = after
        if crash:
            self.index_behind |= done
            self.reopen_the_store()
        return done

    def prepare(self, crash: str, patch: pytest.MonkeyPatch) -> None:
        real = durable.replace

        def replaced(path: Path, data: bytes, *, below: int) -> durable.Stamp:
            if crash == "before the index":
                real(path, data, below=below)
            raise Crash

        if crash == "no index":
            patch.setattr(Catalogue, "saved", lambda *_: None)
        else:
            patch.setattr(durable, "replace", replaced)

    def chosen(self, number: int) -> tuple[str, Story]:
        ids = list(self.model.stories)
        article_id = ids[number % len(ids)]
        return article_id, self.model.stories[article_id]

    def verb(
        self,
        name: str,
        number: int,
        by: str,
        crash: str,
        wanted: Callable[[Story], Facts | None],
        deed: Callable[[str], Any],
    ) -> None:
        """Do the verb `name` to a story; None of `wanted` predicts a refusal."""
        article_id, story = self.chosen(number)
        facts = wanted(story)
        if (
            self.act(
                name, facts is not None, facts != story.facts, crash, lambda: deed(article_id)
            )
            and facts
        ):
            story.do(by, facts, name)

    def came(self, text: Text, by: str) -> None:
        (new,) = set(scan.ids(self.folder / "articles")) - self.model.stories.keys()
        self.model.stories[new] = Story.begin(text, by)

    # Invariants

    @invariant()
    def every_dossier_is_what_the_model_says_and_whole(self) -> None:
        assert set(scan.ids(self.folder / "articles")) == self.model.stories.keys()
        for article_id, story in self.model.stories.items():
            before = self.seen.get(article_id)
            if before is None or before.version != story.version:
                dossier = self.store.dossier(article_id)
                self.agrees(dossier, story)
                self.goes_on(before, dossier)
                self.seen[article_id] = dossier
        assert {one.name: one.role for one in self.store.team().members} == self.model.team
        assert audit.team_faults(self.store.team()) == ()

    def agrees(self, dossier: Dossier, story: Story) -> None:
        article, facts = dossier.article, story.facts
        assert dossier.version == story.version
        assert (article.text, article.stage, bool(article.spiked_at)) == (
            facts.text,
            facts.stage,
            facts.spiked,
        )
        assert {stage: one.editor for stage, one in article.assignments.items()} == dict(
            facts.editors
        )
        assert bool(article.due) is bool(facts.due)
        assert [
            (note.by, note.asks_change, note.is_open, note.returned, len(note.answers))
            for note in dossier.notes
        ] == [(one.by, one.asks, one.open, one.returned, one.answers) for one in facts.notes]
        for note in dossier.notes:
            assert note.paragraph == "" or note.paragraph in article.paragraph_ids
        saved = [(dossier.text_of(one.number), one.by) for one in dossier.revisions]
        assert saved == story.texts, "a text that was typed and saved is not there"
        assert (dossier.live and dossier.live[0]) == story.live
        if article.stage is Stage.PUBLISHED:
            assert article.sign_offs[-1].sha256 == article.text.sha256()
        for sign_off in article.sign_offs:
            assert dossier.text_of(sign_off.revision).sha256() == sign_off.sha256

    def goes_on(self, before: Dossier | None, dossier: Dossier) -> None:
        """Assert that the last act kept the old content of the dossier.

        The act added one version and appended its events to the chain.
        """
        assert audit.faults(dossier) == ()
        if before:
            assert dossier.version == before.version + 1
            assert dossier.events[: len(before.events)] == before.events
            assert len(dossier.events) > len(before.events)
            assert dossier.revisions[: len(before.revisions)] == before.revisions
            assert before.pool.items() <= dossier.pool.items()
            assert (
                dossier.article.sign_offs[: len(before.article.sign_offs)]
                == before.article.sign_offs
            )
            assert dossier.events[len(before.events)].previous == before.events[-1].sha256()

    @invariant()
    def slugs_are_unique(self) -> None:
        slugs = [one.article.slug for one in self.seen.values() if one.article.slug]
        assert len(slugs) == len(set(slugs))

    @invariant()
    def the_index_is_what_a_scan_finds(self) -> None:
        if self.index_behind:
            return
        board = {row.id: row for row in (*self.store.page(), *self.store.page(Query(spiked=True)))}
        assert board == {id_: expected_row(dossier) for id_, dossier in self.seen.items()}
        standing = Counter(
            one.article.stage for one in self.seen.values() if not one.article.spiked_at
        )
        assert self.store.counts() == {stage: standing[stage] for stage in Stage}

    def the_index_can_be_built_anew(self) -> None:
        self.store.refresh()
        before = self.answers()
        for part in self.folder.glob(".index.sqlite*"):
            part.unlink()
        assert self.answers() == before
        assert self.store.problems() == []

    def answers(self) -> object:
        found = [searched(self.store, word) for word in ("air", "banjir", "warga")]
        return self.store.page(), self.store.page(Query(spiked=True)), self.store.counts(), found


def expected_row(dossier: Dossier) -> Row:
    article = dossier.article
    return Row(
        article.id,
        article.text.headline,
        article.stage,
        article.editor(),
        article.text.rubric,
        article.version,
        article.updated_at,
        article.stage_since,
        article.due,
        article.embargo,
        article.spiked_at is not None,
        len([note for note in dossier.notes if note.resolved_at is None]),
        article.stage is Stage.DRAFT
        and [note.resolved_at for note in dossier.notes if note.returned][-1:] == [None],
        bool(article.sign_offs),
        article.published_at,
    )
