"""The parts of an article in the reading view.

They are the open return, the head, the body, photos, related articles and notes.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import zip_longest

from textual.content import Content
from textual.style import Style

from redaksi.desk import wording
from redaksi.domain.article import Dossier, Note, Photo
from redaksi.domain.finding import Finding
from redaksi.domain.workflow import waits
from redaksi.i18n import _
from redaksi.tui import markdown
from redaksi.tui.commands.article import Edit
from redaksi.tui.marked_words import Words, marked
from redaksi.tui.widgets.finding_list import STYLES as SEVERITIES
from redaksi.tui.widgets.line_layout import Part, Stop
from redaksi.tui.widgets.note_lines import note_lines

STYLES = (
    *("text", "headline", "deck", "byline", "empty", "photo", "returned", "muted"),
    *("heading", "em", "strong", "strike", "code", "link", "quote"),
    *("note-head", "asks", "mark", "bar"),
    *("error", "ethics", "warning", "hint", "current"),
)
"""The names of the styles."""


class ArticleParts:
    """The parts of the article of `dossier`, painted with `paint`.

    Resolved notes are included only with `resolved`.
    """

    def __init__(
        self, dossier: Dossier, paint: Mapping[str, Style], now: datetime, *, resolved: bool
    ) -> None:
        self._dossier = dossier
        self._paint = paint
        self._now = now
        self._ids = frozenset(dossier.article.paragraph_ids)
        self._resolved = resolved
        self.findings: Sequence[Finding] = ()
        """The findings that are marked in the text."""
        self.current: int | None = None
        """The index of the current finding in `findings`, or None."""

    @property
    def notes(self) -> list[Note]:
        """The notes beside or below the text."""
        return standing(self._dossier, resolved=self._resolved)

    def note_at(self, stop: Stop) -> Note | None:
        """The note at `stop`. On a paragraph: its first open note, or else its first."""
        if stop.note:
            return next((note for note in self._dossier.notes if note.id == stop.note), None)
        here = [note for note in self.notes if self.home(note) == stop]
        return next((note for note in here if note.is_open), here[0] if here else None)

    def home(self, note: Note) -> Stop:
        """The paragraph of `note`, or the whole article."""
        return Stop(note.paragraph) if note.paragraph in self._ids else Stop()

    def home_of(self, finding: Finding) -> Stop:
        """The paragraph of `finding`, or the whole article."""
        ids = self._dossier.article.paragraph_ids
        in_body = finding.field == "body" and (finding.item or 0) < len(ids)
        return Stop(ids[finding.item or 0]) if in_body else Stop()

    def parts(self) -> Iterator[Part]:
        """All parts from top to bottom."""
        text = self._dossier.article.text
        notes: dict[Stop, list[Note]] = {}
        for note in self.notes:
            notes.setdefault(self.home(note), []).append(note)
        all_notes: dict[Stop, list[Note]] = {}
        for note in standing(self._dossier, resolved=True):
            all_notes.setdefault(self.home(note), []).append(note)
        for note in filter(is_banner, self._dossier.notes):
            yield Part(partial(self._banner, note), Stop("", note.id))
        yield Part(
            self._head, Stop(), self._mark(all_notes.get(Stop(), ())), tuple(notes.get(Stop(), ()))
        )
        for kind, sentence, when in wording.notices(
            self._dossier.article, lambda at: wording.age(at, self._now)
        ):
            yield Part(
                partial(_styled, f"{kind.capitalize()} ({when}): {sentence}", self._paint["photo"])
            )
        ids = self._dossier.article.paragraph_ids[: len(text.body)]
        fences = markdown.fences(text.body)
        # A file that was changed by hand may lack some ids.
        named = zip_longest(ids, text.body, fillvalue="")
        for place, (name, source) in enumerate(named):
            stop = Stop(name)
            mark = self._mark(all_notes.get(stop, ()))
            paragraph = partial(self._paragraph, place, source, next(fences, ""))
            yield Part(paragraph, stop, mark, tuple(notes.get(stop, ())))
        yield from self._rest()

    def _rest(self) -> Iterator[Part]:
        text, paint = self._dossier.article.text, self._paint
        if not text.body:
            yield Part(
                partial(
                    _styled,
                    _("There is no text yet. Press {key} to write it.").format(key=Edit.key()),
                    paint["empty"],
                )
            )
        for photo in text.photos:
            yield Part(partial(_styled, _photo(photo), paint["photo"]))
        if text.related:
            stories = "\n".join([_("Read also"), *(f"› {story.title}" for story in text.related)])
            yield Part(partial(_styled, stories, paint["photo"]))

    def _head(self, width: int) -> list[Content]:
        text = self._dossier.article.text
        byline = " · ".join(part for part in (text.byline, text.dateline) if part)
        found: list[Content] = []
        for words, name in ((text.headline, "headline"), (text.deck, "deck"), (byline, "byline")):
            if words:
                line = Content.styled(words, self._paint[name])
                found += [Content("")] * bool(found)
                found += marked(words, [line], list(self._words(name)))[0].wrap(width)
        return found

    def _paragraph(self, place: int, source: str, fence: str, width: int) -> list[Content]:
        words = list(self._words("body", place))
        return markdown.lines(
            source, width, self._paint, fence, lambda parts: marked(source, parts, words)
        )

    def _words(self, field: str, place: int | None = None) -> Iterator[Words]:
        """The findings in the item `place` of `field`."""
        for number, one in enumerate(self.findings):
            if (one.field, one.item) == (field, place):
                style = "current" if number == self.current else SEVERITIES[one.severity]
                yield Words(one.text, one.start, self._paint[style])

    def _banner(self, note: Note, width: int) -> list[Content]:
        """The lines of a return that is still open."""
        age = wording.age(note.at, self._now)
        head = Content.styled(
            _("Returned by {who}, {age}").format(who=note.by, age=age), self._paint["returned"]
        )
        return [*head.wrap(width), *self.note_lines(note, width)[1:]]

    def note_lines(self, note: Note, width: int) -> list[Content]:
        """The lines of `note`, wrapped to `width` cells."""
        return note_lines(note, self._dossier.notes.index(note) + 1, width, self._paint, self._now)

    def _mark(self, notes: Sequence[Note]) -> Content:
        """The sign before a paragraph that has `notes`."""
        if not notes:
            return Content("")
        if any(waits(note) for note in notes):
            return Content.styled("!", self._paint["asks"])
        sign = "●" if any(note.is_open for note in notes) else "✓"
        return Content.styled(sign, self._paint["mark"])


def standing(dossier: Dossier, *, resolved: bool) -> list[Note]:
    """The notes of `dossier` beside or below the text; with `resolved`, the resolved ones too."""
    return [note for note in dossier.notes if not is_banner(note) and (note.is_open or resolved)]


def is_banner(note: Note) -> bool:
    """Whether `note` stands above the text: a return that is not answered yet."""
    return note.returned and note.is_open


def _styled(text: str, style: Style, width: int) -> list[Content]:
    return [line.stylize(style) for line in Content(text).wrap(width)]


def _photo(photo: Photo) -> str:
    words = photo.caption or photo.alt or photo.file or photo.url
    credit = _("Photo: {credit}").format(credit=photo.credit) if photo.credit else ""
    return "▣ " + " · ".join(part for part in (words, credit) if part)
