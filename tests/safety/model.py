"""A short model of a newsroom in memory, to which the state machine compares a real newsroom."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from redaksi.domain.article import Role, Stage, Text
from redaksi.domain.merge import merge

DRAFT, REVIEW, PUBLISHED = Stage


@dataclass(frozen=True)
class Remark:
    """A note: `by` is its author, `last` the last speaker.

    `asks` marks a note that asks for a change, `returned` the note of a return.
    """

    by: str
    last: str
    asks: bool = False
    open: bool = True
    returned: bool = False
    answers: int = 0


@dataclass(frozen=True)
class Facts:
    """The state of an article.

    `submitted` names the person who submitted the article and the writer of the text at that time.
    """

    text: Text
    stage: Stage = DRAFT
    editors: tuple[tuple[Stage, str], ...] = ()
    submitted: tuple[str, str] = ("", "")
    spiked: bool = False
    due: str = ""
    notes: tuple["Remark", ...] = ()

    def note(self, number: int) -> "Remark | None":
        return self.notes[number] if number < len(self.notes) else None

    def noted(self, number: int, remark: "Remark") -> "Facts":
        return replace(self, notes=(*self.notes[:number], remark, *self.notes[number + 1 :]))

    @property
    def waits(self) -> bool:
        """Whether the last speaker of an open note that asks for a change is its author."""
        return any(one.asks and one.open and one.last == one.by for one in self.notes)

    def editor(self, stage: Stage) -> str:
        return dict(self.editors).get(stage, "")

    def assigned(self, stage: Stage, name: str) -> "Facts":
        return replace(self, editors=tuple(sorted({**dict(self.editors), stage: name}.items())))


class Act(NamedTuple):
    """An act: its person, the facts before, whether the act is final, and its verb."""

    by: str
    before: Facts
    final: bool
    verb: str = ""


@dataclass
class Story:
    """An article with its `past` facts by version and its saved `texts` with their writers."""

    facts: Facts
    past: list[Facts]
    texts: list[tuple[Text, str]]
    acts: list[Act]
    last: str
    live: Text | None = None

    @classmethod
    def begin(cls, text: Text, by: str) -> "Story":
        facts = Facts(text, editors=((DRAFT, by),))
        return cls(facts, [facts], [(text, by)], [Act(by, facts, final=True)], by)

    @property
    def version(self) -> int:
        return len(self.past)

    def do(self, by: str, facts: Facts, verb: str) -> None:
        """The person `by` does `verb`, which leads to `facts`."""
        final = facts.stage is PUBLISHED and self.facts.stage is not PUBLISHED
        self.acts.append(Act(by, self.facts, final, verb))
        self._become(by, facts)
        if final:
            self.live = facts.text

    def take_back(self, by: str) -> None:
        self._become(by, self.acts.pop().before)

    def _become(self, by: str, facts: Facts) -> None:
        if facts.text != self.facts.text:
            self.texts.append((facts.text, by))
        self.facts, self.last = facts, by
        self.past.append(facts)


@dataclass
class Model:
    """The stories by id and the team.

    Each verb returns the facts that would follow, or None where the verb is refused.
    """

    team: dict[str, Role]
    stories: dict[str, Story] = field(default_factory=dict)
    imported: set[str] = field(default_factory=set)

    def role(self, name: str) -> Role:
        return self.team.get(name, Role.GUEST)

    def is_guest(self, name: str) -> bool:
        return self.role(name) is Role.GUEST

    def may_write(self, facts: Facts, by: str) -> bool:
        return facts.stage is DRAFT or (facts.stage is REVIEW and not self.is_guest(by))

    def edit(self, story: Story, by: str, text: Text) -> Facts | None:
        facts = story.facts
        if facts.spiked or not self.may_write(facts, by) or not text.headline:
            return None
        return replace(facts, text=text)

    def edit_over(
        self, story: Story, by: str, change: Callable[[Text], Text], base: int
    ) -> Facts | None:
        """An edit of version `base`, merged with the later changes.

        The edit is refused when both changed the same place or the article has moved since.
        """
        before = story.past[base - 1]
        mine = change(before.text)
        if base == story.version:
            return self.edit(story, by, mine)
        merged = merge(before.text, mine, story.facts.text)
        moved = any(facts.stage is not before.stage for facts in story.past[base:])
        return (
            None
            if moved or merged.conflicts or not mine.headline
            else self.edit(story, by, merged.text)
        )

    def set_due(self, story: Story, by: str, due: str) -> Facts | None:
        facts = story.facts
        if due != facts.due and self.is_guest(by) and (facts.stage is not DRAFT or story.live):
            return None
        return replace(facts, due=due)

    def assign(self, story: Story, by: str, stage: Stage, to: str) -> Facts | None:
        if self.is_guest(by) or to not in self.team or (stage is not DRAFT and self.is_guest(to)):
            return None
        return story.facts.assigned(stage, to)

    def submit(self, story: Story, by: str, to: str | None) -> Facts | None:
        facts = story.facts
        if facts.stage is not DRAFT or facts.spiked or facts.waits or (to and self.is_guest(to)):
            return None
        facts = facts.assigned(REVIEW, to) if to else facts
        notes = tuple(replace(one, open=False) if one.returned else one for one in facts.notes)
        return replace(facts, stage=REVIEW, submitted=(by, story.texts[-1][1]), notes=notes)

    def send_back(self, story: Story, by: str, note: str) -> Facts | None:
        facts = story.facts
        if facts.stage is not REVIEW or facts.spiked or self.is_guest(by) or not note:
            return None
        submitter = facts.submitted[0]
        facts = facts.assigned(DRAFT, submitter) if submitter in self.team else facts
        return replace(facts, stage=DRAFT, notes=(*facts.notes, Remark(by, by, returned=True)))

    def publish(self, story: Story, by: str, override: str) -> Facts | None:
        facts = story.facts
        reviewer = facts.editor(REVIEW)
        ready = (
            facts.stage is REVIEW
            and not facts.spiked
            and facts.text.body
            and not self.is_guest(by)
        )
        if (
            not ready
            or not reviewer
            or self.is_guest(reviewer)
            or ((by in facts.submitted or facts.waits) and not override)
        ):
            return None
        return replace(
            facts if facts.editor(PUBLISHED) else facts.assigned(PUBLISHED, by), stage=PUBLISHED
        )

    def reopen(self, story: Story, by: str, reason: str) -> Facts | None:
        facts = story.facts
        if facts.stage is not PUBLISHED or self.is_guest(by) or not reason:
            return None
        kept = tuple(pair for pair in facts.editors if pair[0] is not PUBLISHED)
        return replace(facts, stage=DRAFT, editors=kept).assigned(DRAFT, by)

    def put_aside(self, story: Story, by: str, spiked: bool) -> Facts | None:
        return replace(story.facts, spiked=spiked) if self.may_write(story.facts, by) else None

    def add_note(self, story: Story, by: str, asks: bool) -> Facts:
        return replace(story.facts, notes=(*story.facts.notes, Remark(by, by, asks)))

    def answer_note(self, story: Story, by: str, number: int) -> Facts | None:
        note = story.facts.note(number)
        answered = note and replace(note, last=by, open=True, answers=note.answers + 1)
        return story.facts.noted(number, answered) if answered else None

    def resolve_note(self, story: Story, by: str, number: int) -> Facts | None:
        facts, note = story.facts, story.facts.note(number)
        if not note or (self.is_guest(by) and by not in (note.by, facts.editor(facts.stage))):
            return None
        return facts.noted(number, replace(note, open=False))

    def can_take_back(self, story: Story, by: str) -> bool:
        act = story.acts[-1]
        if act.final or not story.last == by == act.by:
            return False
        return not self.is_guest(by) or self._a_guest_may_take_back(act.verb, story)

    def _a_guest_may_take_back(self, verb: str, story: Story) -> bool:
        """Whether a person who has become a guest may undo `verb`: only the acts of a guest."""
        if verb in {"assign", "return", "reopen"}:
            return False
        if verb in {"edit", "stale edit", "restore", "spike"}:
            return story.facts.stage is DRAFT
        return verb != "set" or (story.facts.stage is DRAFT and not story.live)
