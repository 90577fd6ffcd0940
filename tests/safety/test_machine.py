"""Several editors, any verbs in any order, crashes between: the newsroom is always what the model says, and whole."""

import logging
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from redaksi import audit, config
from redaksi.article import Dossier, Role, Stage, Text, cleaned, digest
from redaksi.desk import Desk, Identity
from redaksi.desk.imports import Outcome
from redaksi.desk.newsroom import create
from redaksi.errors import RedaksiError
from redaksi.store import durable, scan
from redaksi.store.base import Row
from redaksi.store.catalogue import Catalogue
from redaksi.store.files import FileStore
from tests.desk.rooms import BEGIN
from tests.safety.model import Act, Facts, Model, Story
from tests.safety.scale import share

log = logging.getLogger(__name__)
CHIEF, ANI, BUDI, GITA = "Cici Chief", "Ani Editor", "Budi Editor", "Gita Guest"
PEOPLE = (CHIEF, ANI, BUDI, GITA)
TEAM = {CHIEF: Role.CHIEF, ANI: Role.EDITOR, BUDI: Role.EDITOR, GITA: Role.GUEST}
PARAGRAPHS = (
    *("Air surut sejak pagi hari.", "Warga membersihkan rumah mereka.", "Lurah berjanji pompa datang."),
    *("[FOTO] Banjir 🌊", "Ralat: empat puluh batang.", "Panitia lomba berterima kasih."),
)
MOST = 3
"""Articles: with more of them, little would happen to each."""
COUNTED: Counter[str] = Counter()

people = st.sampled_from(PEOPLE)
editors = st.sampled_from((ANI, BUDI, CHIEF))
stories = st.sampled_from((0, 0, 0, 1, 2))
headlines = st.sampled_from(("Banjir Surut", "Rob Datang", "Bakau Pulih"))
bodies = st.lists(st.sampled_from(PARAGRAPHS), max_size=4).map(tuple)
words = st.sampled_from(("", "Sudah dibaca."))
crashes = st.sampled_from(("",) * 12 + ("before the dossier", "before the index", "no index"))


class Crash(BaseException):
    """The process ends here."""


class Newsroom(RuleBasedStateMachine):
    """The verbs of the desk against `Model`."""

    template: Path

    @initialize()
    def open(self) -> None:
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
        return BEGIN.replace(day=1 + self.minutes // 1440, hour=self.minutes // 60 % 24, minute=self.minutes % 60)

    def desk(self, name: str) -> Desk:
        return Desk(self.store, config.load_house(self.folder), Identity(name=name, login="u", host="h"), self.clock)

    def reopen_the_store(self) -> None:
        self.store.close()
        self.store = FileStore(self.folder)

    def read_bytes(self) -> dict[str, bytes]:
        files = (path for path in self.folder.glob("articles/*/*") if path.is_file())
        return {path.name: path.read_bytes() for path in (*files, self.folder / "team.json")}

    def act(self, verb: str, allowed: bool, changes: bool, crash: str, deed: Callable[[], Any]) -> bool:
        """Do DEED, which the model says is ALLOWED and CHANGES something; whether it did."""
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
        COUNTED[
            f"{verb}, {'done' if done else 'crashed' if allowed and changes else 'same' if allowed else 'refused'}"
        ] += 1
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

        def replaced(path: Path, data: bytes) -> durable.Stamp:
            if crash == "before the index":
                real(path, data)
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
        """A verb about one story that leads to the facts WANTED, or is refused."""
        article_id, story = self.chosen(number)
        facts = wanted(story)
        if self.act(name, facts is not None, facts != story.facts, crash, lambda: deed(article_id)) and facts:
            story.do(by, facts, for_guests=name not in {"assign", "return", "reopen"})

    # Writing

    def came(self, text: Text, by: str) -> None:
        (new,) = set(scan.ids(self.folder / "articles")) - self.model.stories.keys()
        self.model.stories[new] = Story.begin(text, by)

    @precondition(lambda self: len(self.model.stories) < MOST)
    @rule(by=people, headline=headlines | st.just(""), body=bodies, crash=crashes)
    def new(self, by: str, headline: str, body: tuple[str, ...], crash: str) -> None:
        text = cleaned(Text(headline=headline, body=body))
        if self.act("new", bool(headline), True, crash, lambda: self.desk(by).copy.new(text)):
            self.came(text, by)

    @precondition(lambda self: len(self.model.stories) < MOST)
    @rule(by=people, headline=headlines, body=bodies.filter(bool), crash=crashes)
    def import_(self, by: str, headline: str, body: tuple[str, ...], crash: str) -> None:
        file = self.root / "masuk.md"
        file.write_text("\n\n".join((f"# {headline}", *body)))
        fingerprint = Text(headline=headline, body=body).fingerprint()
        known = fingerprint in self.model.imported
        arrivals: list[Any] = []
        imports = self.desk(by).imports
        if self.act("import", True, not known, crash, lambda: arrivals.extend(imports.paths([str(file)]))):
            (new,) = set(scan.ids(self.folder / "articles")) - self.model.stories.keys()
            text = self.store.get(new).article.text
            assert (text.headline, text.body) == (headline, body)
            self.came(text, by)
            story = self.model.stories[new]
            story.acts[:] = [Act(by, story.facts, final=True)]
            self.model.imported.add(fingerprint)
        if known:
            assert [one.outcome for one in arrivals] == [Outcome.DUPLICATE]

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, body=bodies, headline=st.none() | headlines | st.just(""), crash=crashes)
    def edit(self, number: int, by: str, body: tuple[str, ...], headline: str | None, crash: str) -> None:
        def change(text: Text) -> Text:
            return replace(text, body=body, headline=text.headline if headline is None else headline)

        def wanted(story: Story) -> Facts | None:
            return self.model.edit(story, by, change(story.facts.text))

        self.verb("edit", number, by, crash, wanted, lambda id_: self.desk(by).copy.edit(id_, change))

    @precondition(lambda self: self.model.stories)
    @rule(
        number=stories,
        by=people,
        back=st.integers(0, 4),
        place=st.integers(0, 3),
        part=st.sampled_from(PARAGRAPHS),
        crash=crashes,
    )
    def edit_over_an_older_version(self, number: int, by: str, back: int, place: int, part: str, crash: str) -> None:
        base = max(1, self.chosen(number)[1].version - back)

        def change(text: Text) -> Text:
            return replace(text, body=(*text.body[:place], part, *text.body[place + 1 :]))

        def wanted(story: Story) -> Facts | None:
            return self.model.edit_over(story, by, change, base)

        self.verb("stale edit", number, by, crash, wanted, lambda id_: self.desk(by).copy.edit(id_, change, base))

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, revision=st.integers(1, 6), crash=crashes)
    def restore(self, number: int, by: str, revision: int, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            known = revision <= len(story.texts)
            return self.model.edit(story, by, story.texts[revision - 1][0]) if known else None

        self.verb("restore", number, by, crash, wanted, lambda id_: self.desk(by).revisions.restore(id_, str(revision)))

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, due=st.sampled_from(("", "2026-12-01 10:00")), crash=crashes)
    def set_due(self, number: int, by: str, due: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.set_due(story, by, due)

        self.verb("set", number, by, crash, wanted, lambda id_: self.desk(by).copy.set(id_, {"due": due}))

    # Moving

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, stage=st.sampled_from(Stage), to=people, crash=crashes)
    def assign(self, number: int, by: str, stage: Stage, to: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.assign(story, by, stage, to)

        self.verb("assign", number, by, crash, wanted, lambda id_: self.desk(by).moves.assign(id_, stage, to))

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, to=st.none() | editors, crash=crashes)
    def submit(self, number: int, by: str, to: str | None, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.submit(story, by, to)

        self.verb("submit", number, by, crash, wanted, lambda id_: self.desk(by).moves.submit(id_, to))

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, note=words, crash=crashes)
    def return_(self, number: int, by: str, note: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.send_back(story, by, note)

        self.verb("return", number, by, crash, wanted, lambda id_: self.desk(by).moves.return_(id_, note))

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, override=words, crash=crashes)
    def publish(self, number: int, by: str, override: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.publish(story, by, override)

        self.verb("publish", number, by, crash, wanted, lambda id_: self.desk(by).moves.publish(id_, override))

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, crash=crashes)
    def go_through(self, number: int, crash: str) -> None:
        """The next step that leads to the end, since chance alone seldom gets there."""
        match self.chosen(number)[1].facts.stage:
            case Stage.DRAFT:
                self.submit(number, ANI, BUDI, crash)
            case Stage.REVIEW:
                self.publish(number, CHIEF, "Sudah dibaca.", crash)
            case Stage.PUBLISHED:
                self.reopen(number, BUDI, "Ralat.", crash)

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, reason=words, crash=crashes)
    def reopen(self, number: int, by: str, reason: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.reopen(story, by, reason)

        self.verb("reopen", number, by, crash, wanted, lambda id_: self.desk(by).moves.reopen(id_, reason))

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, spiked=st.booleans(), crash=crashes)
    def put_aside(self, number: int, by: str, spiked: bool, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.put_aside(story, by, spiked)

        def deed(article_id: str) -> object:
            moves = self.desk(by).moves
            return moves.spike(article_id) if spiked else moves.unspike(article_id)

        self.verb("spike", number, by, crash, wanted, deed)

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, other=st.sampled_from(("", "", "", *PEOPLE)), crash=crashes)
    def undo(self, number: int, other: str, crash: str) -> None:
        article_id, story = self.chosen(number)
        by = other or story.last
        allowed = self.model.can_take_back(story, by)
        if self.act("undo", allowed, True, crash, lambda: self.desk(by).moves.undo(article_id)):
            story.take_back(by)

    # The team, the store

    @precondition(lambda self: self.minutes % 7 == 0)  # seldom: else half of all that happens is this
    @rule(by=st.sampled_from((CHIEF, CHIEF, ANI, GITA)), name=people, role=st.sampled_from(Role), crash=crashes)
    def change_role(self, by: str, name: str, role: Role, crash: str) -> None:
        team = {**self.model.team, name: role}
        allowed = self.model.role(by) is Role.CHIEF and name in self.model.team and Role.CHIEF in team.values()
        if self.act("role", allowed, True, crash, lambda: self.desk(by).team.role(name, role)):
            self.model.team = team

    @precondition(lambda self: self.minutes % 7 == 1)
    @rule(by=st.sampled_from((CHIEF, CHIEF, ANI)), name=st.sampled_from((BUDI, GITA)), crash=crashes)
    def remove_or_add(self, by: str, name: str, crash: str) -> None:
        team = {**self.model.team}
        there = team.pop(name, None)
        if not there:
            team[name] = TEAM[name]
        allowed = self.model.role(by) is Role.CHIEF and Role.CHIEF in team.values()
        people = self.desk(by).team
        deed = (lambda: people.remove(name)) if there else (lambda: people.add(name, TEAM[name]))
        if self.act("team", allowed, True, crash, deed):
            self.model.team = team

    @rule()
    def open_anew(self) -> None:
        self.reopen_the_store()

    @rule()
    def refresh(self) -> None:
        self.store.refresh()
        self.index_behind = False

    # What always holds

    @invariant()
    def every_dossier_is_what_the_model_says_and_whole(self) -> None:
        if not hasattr(self, "store"):
            return
        assert set(scan.ids(self.folder / "articles")) == self.model.stories.keys()
        for article_id, story in self.model.stories.items():
            before = self.seen.get(article_id)
            if before is None or before.version != story.version:
                dossier = self.store.get(article_id)
                self.agrees(dossier, story)
                self.goes_on(before, dossier)
                self.seen[article_id] = dossier
        assert {one.name: one.role for one in self.store.team().members} == self.model.team
        assert audit.team_faults(self.store.team()) == ()

    def agrees(self, dossier: Dossier, story: Story) -> None:
        article, facts = dossier.article, story.facts
        assert dossier.version == story.version
        assert (article.text, article.stage, bool(article.spiked_at)) == (facts.text, facts.stage, facts.spiked)
        assert {stage: one.editor for stage, one in article.assignments.items()} == dict(facts.editors)
        assert bool(article.due) is bool(facts.due)
        saved = [(dossier.text_of(one.number), one.by) for one in dossier.revisions]
        assert saved == story.texts, "a text that was typed and saved is not there"
        assert (dossier.live and dossier.live[0]) == story.live
        if article.stage is Stage.PUBLISHED:
            assert article.sign_offs[-1].sha256 == article.text.sha256()
        for sign_off in article.sign_offs:
            assert dossier.text_of(sign_off.revision).sha256() == sign_off.sha256

    def goes_on(self, before: Dossier | None, dossier: Dossier) -> None:
        """What was in the dossier is in it; an act adds one version, and its events to the chain."""
        assert audit.faults(dossier) == ()
        if before:
            assert dossier.version == before.version + 1
            assert dossier.events[: len(before.events)] == before.events
            assert len(dossier.events) > len(before.events)
            assert dossier.revisions[: len(before.revisions)] == before.revisions
            assert before.pool.items() <= dossier.pool.items()
            assert dossier.article.sign_offs[: len(before.article.sign_offs)] == before.article.sign_offs
            assert dossier.events[len(before.events)].previous == digest(before.events[-1])

    @invariant()
    def slugs_are_unique(self) -> None:
        slugs = [one.article.slug for one in getattr(self, "seen", {}).values() if one.article.slug]
        assert len(slugs) == len(set(slugs))

    @invariant()
    def the_index_is_what_a_scan_finds(self) -> None:
        if not hasattr(self, "store") or self.index_behind:
            return
        board = {row.id: row for row in (*self.store.rows(), *self.store.rows(spiked=True))}
        assert board == {id_: expected_row(dossier) for id_, dossier in self.seen.items()}
        standing = Counter(one.article.stage for one in self.seen.values() if not one.article.spiked_at)
        assert self.store.counts() == {stage: standing[stage] for stage in Stage}

    def the_index_can_be_built_anew(self) -> None:
        self.store.refresh()
        before = self.answers()
        for part in self.folder.glob(".index.sqlite*"):
            part.unlink()
        assert self.answers() == before
        assert self.store.problems() == []

    def answers(self) -> object:
        found = [self.store.search(word) for word in ("air", "banjir", "warga")]
        return self.store.rows(), self.store.rows(spiked=True), self.store.counts(), found


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
    )


@pytest.fixture
def machine(tmp_path: Path) -> type[Newsroom]:
    """The machine, with an empty newsroom to copy."""
    template = tmp_path / "template"
    create(template, Identity(name=CHIEF, login="", host="h"))
    with FileStore(template) as store:
        desk = Desk(store, config.load_house(template), Identity(name=CHIEF, login="u", host="h"))
        for name, role in TEAM.items():
            with suppress(RedaksiError):
                desk.team.add(name, role)
        store.refresh()
    shutil.rmtree(template / ".locks")
    return type("Machine", (Newsroom,), {"template": template})


def test_the_newsroom_is_always_what_the_model_says(machine: type[Newsroom]) -> None:
    COUNTED.clear()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=share(30, 600),
            stateful_step_count=share(40, 60),
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
    log.info("%d verbs: %s", COUNTED.total(), dict(sorted(COUNTED.items())))
