"""The facts about an article beside its text: assignments, particulars, notes, history."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.reactive import reactive

from redaksi.desk import Desk, due_words, wording
from redaksi.domain.article import Article, Dossier, Stage
from redaksi.domain.workflow import stage_name
from redaksi.i18n import _
from redaksi.tui.widgets.facts import Fact, Facts
from redaksi.tui.widgets.pager import Pager


class ArticleFacts(Pager):
    """Four groups of facts, rebuilt for each new dossier."""

    dossier: reactive[Dossier | None] = reactive(None, recompose=True)

    def __init__(self, dossier: Dossier, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.set_reactive(ArticleFacts.dossier, dossier)

    def compose(self) -> ComposeResult:
        if (dossier := self.dossier) is not None:
            yield Facts(_("Assignments"), self._assignments(dossier))
            yield Facts(_("Particulars"), self._particulars(dossier)).add_class("particulars")
            yield Facts(_("Notes"), self._notes(dossier), _("none"))
            yield Facts(_("History"), self._history(dossier))

    def show_particulars(self) -> None:
        """Bring the particulars into view."""
        for facts in self.query(".particulars"):
            facts.scroll_visible(animate=False, top=True)

    def _assignments(self, dossier: Dossier) -> Iterator[Fact]:
        for stage in Stage:
            mark = "▸ " if stage is dossier.article.stage else "  "
            one = dossier.article.assignments.get(stage)
            if one is None:
                yield Fact(mark + stage_name(stage), "–")
                continue
            age = wording.age(one.at, self.desk.now())
            yield Fact(
                mark + stage_name(stage),
                one.editor,
                _("{age}, by {who}").format(age=age, who=one.by),
            )

    def _particulars(self, dossier: Dossier) -> Iterator[Fact]:
        article, text = dossier.article, dossier.article.text
        for name in ("rubric", "byline", "dateline", "source"):
            if value := getattr(text, name):
                yield Fact(wording.field_name(name), value)
        if text.tags:
            yield Fact(wording.field_name("tags"), ", ".join(text.tags))
        zone = self.desk.house.zone
        yield from self._times(article)
        if article.published_at:
            yield Fact(_("published"), wording.moment(article.published_at, zone))
        yield Fact(_("revision"), str(len(dossier.revisions)))
        for kind, sentence, when in wording.notices(article, lambda at: wording.moment(at, zone)):
            yield Fact(kind, sentence, f"({when})")

    def _times(self, article: Article) -> Iterator[Fact]:
        """The due time, with its urgency while the article is not published, and the embargo."""
        zone = self.desk.house.zone
        if article.due:
            urgency = due_words.sign(article, self.desk.now(), zone)
            at = wording.moment(article.due, zone)
            yield Fact(wording.field_name("due"), at, urgency and f"({urgency})")
        if article.embargo:
            yield Fact(wording.field_name("embargo"), wording.moment(article.embargo, zone))

    def _notes(self, dossier: Dossier) -> Iterator[Fact]:
        for note in reversed(dossier.notes):
            state = wording.note_state(note) or _("open")
            yield Fact(note.by, note.text, f"({state})")

    def _history(self, dossier: Dossier) -> Iterator[Fact]:
        zone = self.desk.house.zone
        for event in reversed(dossier.events):
            yield Fact(
                wording.short(event.at, zone), f"{event.editor} {wording.event(event, zone)}"
            )
