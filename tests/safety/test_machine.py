"""Several editors do any verbs in any order, with crashes in between.

The newsroom always equals its model and stays intact.
"""

import logging
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test
from msgspec.structs import replace

from redaksi import config
from redaksi.desk import Desk, Identity
from redaksi.desk.imports import ImportOutcome
from redaksi.desk.newsroom import create
from redaksi.domain import record, workflow
from redaksi.domain.article import Role, Stage, Text, cleaned
from redaksi.domain.workflow import moves
from redaksi.errors import RedaksiError
from redaksi.store.files import FileStore
from redaksi.store.index import scan
from redaksi.store.index.catalogue import Catalogue
from tests.safety.machine import ANI, BUDI, CHIEF, COUNTED, GITA, TEAM, HeldAgainstModel
from tests.safety.model import Facts, Story
from tests.safety.scale import SOAK, share

log = logging.getLogger(__name__)
PEOPLE = (CHIEF, ANI, BUDI, GITA)
PARAGRAPHS = (
    *(
        "Air surut sejak pagi hari.",
        "Warga membersihkan rumah mereka.",
        "Lurah berjanji pompa datang.",
    ),
    *("[FOTO] Banjir 🌊", "Ralat: empat puluh batang.", "Panitia lomba berterima kasih."),
)
MOST = 3
"""The maximum number of articles; with more articles, each would see too few acts."""

people = st.sampled_from(PEOPLE)
editors = st.sampled_from((ANI, BUDI, CHIEF))
stories = st.sampled_from((0, 0, 0, 1, 2))
headlines = st.sampled_from(("Banjir Surut", "Rob Datang", "Bakau Pulih"))
bodies = st.lists(st.sampled_from(PARAGRAPHS), max_size=4).map(tuple)
words = st.sampled_from(("", "Sudah dibaca."))
crashes = st.sampled_from(("",) * 12 + ("before the dossier", "before the index", "no index"))


class Newsroom(HeldAgainstModel):
    """The verbs of the desk as rules of the state machine."""

    @initialize(steps=st.integers(0, 5))
    def open(self, steps: int) -> None:
        """Begin with an article that has gone `steps` steps towards publication."""
        self.begin()
        self.new(ANI, "Banjir Surut", PARAGRAPHS[:2], "")
        for _step in range(steps):
            self.go_through(0, "")

    # Writing

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
        if self.act(
            "import", True, not known, crash, lambda: arrivals.extend(imports.paths([str(file)]))
        ):
            (new,) = set(scan.ids(self.folder / "articles")) - self.model.stories.keys()
            text = self.store.dossier(new).article.text
            assert (text.headline, text.body) == (headline, body)
            self.came(text, by)
            self.model.imported.add(fingerprint)
        if known:
            assert [one.outcome for one in arrivals] == [ImportOutcome.DUPLICATE]

    @precondition(lambda self: self.model.stories)
    @rule(
        number=stories,
        by=people,
        body=bodies,
        headline=st.none() | headlines | st.just(""),
        crash=crashes,
    )
    def edit(
        self, number: int, by: str, body: tuple[str, ...], headline: str | None, crash: str
    ) -> None:
        def change(text: Text) -> Text:
            return replace(
                text, body=body, headline=text.headline if headline is None else headline
            )

        def wanted(story: Story) -> Facts | None:
            return self.model.edit(story, by, change(story.facts.text))

        self.verb(
            "edit", number, by, crash, wanted, lambda id_: self.desk(by).copy.edit(id_, change)
        )

    @precondition(lambda self: self.model.stories)
    @rule(
        number=stories,
        by=people,
        back=st.integers(0, 4),
        place=st.integers(0, 3),
        part=st.sampled_from(PARAGRAPHS),
        crash=crashes,
    )
    def edit_over_an_older_version(
        self, number: int, by: str, back: int, place: int, part: str, crash: str
    ) -> None:
        base = max(1, self.chosen(number)[1].version - back)

        def change(text: Text) -> Text:
            return replace(text, body=(*text.body[:place], part, *text.body[place + 1 :]))

        def wanted(story: Story) -> Facts | None:
            return self.model.edit_over(story, by, change, base)

        self.verb(
            "stale edit",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).copy.edit(id_, change, base),
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, revision=st.integers(1, 6), crash=crashes)
    def restore(self, number: int, by: str, revision: int, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            known = revision <= len(story.texts)
            return self.model.edit(story, by, story.texts[revision - 1][0]) if known else None

        self.verb(
            "restore",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).revisions.restore(id_, str(revision)),
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, due=st.sampled_from(("", "2026-12-01 10:00")), crash=crashes)
    def set_due(self, number: int, by: str, due: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.set_due(story, by, due)

        self.verb(
            "set", number, by, crash, wanted, lambda id_: self.desk(by).copy.set(id_, {"due": due})
        )

    # Moving

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, stage=st.sampled_from(Stage), to=people, crash=crashes)
    def assign(self, number: int, by: str, stage: Stage, to: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.assign(story, by, stage, to)

        self.verb(
            "assign",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).moves.assign(id_, stage, to),
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, to=st.none() | editors, crash=crashes)
    def submit(self, number: int, by: str, to: str | None, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.submit(story, by, to)

        self.verb(
            "submit", number, by, crash, wanted, lambda id_: self.desk(by).moves.submit(id_, to)
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, note=words, crash=crashes)
    def return_(self, number: int, by: str, note: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.send_back(story, by, note)

        self.verb(
            "return", number, by, crash, wanted, lambda id_: self.desk(by).moves.return_(id_, note)
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, override=words, crash=crashes)
    def publish(self, number: int, by: str, override: str, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.publish(story, by, override)

        self.verb(
            "publish",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).moves.publish(id_, override),
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, crash=crashes)
    def go_through(self, number: int, crash: str) -> None:
        """Do the next step towards publication, because chance alone seldom gets there."""
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

        self.verb(
            "reopen",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).moves.reopen(id_, reason),
        )

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

    # Noting

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, asks=st.booleans(), place=st.integers(0, 3), crash=crashes)
    def note(self, number: int, by: str, asks: bool, place: int, crash: str) -> None:
        ids = ("", *self.store.dossier(self.chosen(number)[0]).article.paragraph_ids)
        paragraph = ids[place % len(ids)]

        def wanted(story: Story) -> Facts | None:
            return self.model.add_note(story, by, asks)

        self.verb(
            "note",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).notes.add(id_, "Cek.", paragraph, asks_change=asks),
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, place=st.integers(0, 2), crash=crashes)
    def answer(self, number: int, by: str, place: int, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.answer_note(story, by, place)

        self.verb(
            "answer",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).notes.answer(id_, str(place + 1), "Sudah."),
        )

    @precondition(lambda self: self.model.stories)
    @rule(number=stories, by=people, place=st.integers(0, 2), crash=crashes)
    def resolve(self, number: int, by: str, place: int, crash: str) -> None:
        def wanted(story: Story) -> Facts | None:
            return self.model.resolve_note(story, by, place)

        self.verb(
            "resolve",
            number,
            by,
            crash,
            wanted,
            lambda id_: self.desk(by).notes.resolve(id_, str(place + 1)),
        )

    # The team, the store

    @precondition(
        lambda self: self.minutes % 7 == 0
    )  # seldom: otherwise half of all acts would be this rule
    @rule(
        by=st.sampled_from((CHIEF, CHIEF, ANI, GITA)),
        name=people,
        role=st.sampled_from(Role),
        crash=crashes,
    )
    def change_role(self, by: str, name: str, role: Role, crash: str) -> None:
        team = {**self.model.team, name: role}
        allowed = (
            self.model.role(by) is Role.CHIEF
            and name in self.model.team
            and Role.CHIEF in team.values()
        )
        if self.act("role", allowed, True, crash, lambda: self.desk(by).team.role(name, role)):
            self.model.team = team

    @precondition(lambda self: self.minutes % 7 == 1)
    @rule(
        by=st.sampled_from((CHIEF, CHIEF, ANI)), name=st.sampled_from((BUDI, GITA)), crash=crashes
    )
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


@pytest.fixture
def machine(tmp_path: Path) -> type[Newsroom]:
    """The state machine, with an empty newsroom as template."""
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


def run(
    machine: type[Newsroom], examples: int, phases: list[Phase], *, always_the_same: bool = False
) -> None:
    few = settings(
        max_examples=examples,
        stateful_step_count=share(40, 60),
        deadline=None,
        phases=phases,
        derandomize=always_the_same,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=few)


def test_the_newsroom_is_always_what_the_model_says(machine: type[Newsroom]) -> None:
    COUNTED.clear()
    run(machine, share(30, 600), [Phase.generate, Phase.shrink], always_the_same=not SOAK)
    log.info("%d verbs: %s", COUNTED.total(), dict(sorted(COUNTED.items())))


MUTANTS = {
    "two eyes are enough": (moves, "_against_publishing", lambda *_: iter(())),
    "the index is forgotten": (Catalogue, "saved", lambda *_: None),
    "a move does not stop a merge": (record, "is_move", lambda _event: False),
    "a spike stops nobody": (workflow, "check_edit", lambda *_: None),
    "a note holds nothing up": (moves, "waits", lambda _note: False),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_model_finds_what_is_wrong(
    machine: type[Newsroom], monkeypatch: pytest.MonkeyPatch, mutant: str
) -> None:
    monkeypatch.setattr(*MUTANTS[mutant])
    with pytest.raises(AssertionError):
        run(machine, 300, [Phase.generate], always_the_same=True)
