"""What there is to read of an article, part by part: a return above it, the head, the body, photos, related, notes."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import zip_longest

from textual.content import Content
from textual.style import Style

from redaksi.article import Dossier, Note, Photo
from redaksi.desk import wording
from redaksi.i18n import _
from redaksi.tui import markdown
from redaksi.tui.commands.article import Edit
from redaksi.tui.widgets.note_lines import note_lines
from redaksi.tui.widgets.sheet import Part, Stop
from redaksi.workflow import waits

STYLES = (
    *("text", "headline", "deck", "byline", "empty", "photo", "returned", "muted"),
    *("heading", "em", "strong", "strike", "code", "link", "quote"),
    *("note-head", "asks", "mark", "bar"),
)
"""The names that a paint has."""


class Galley:
    """The parts of DOSSIER's article, painted with PAINT; the resolved notes only where RESOLVED."""

    def __init__(self, dossier: Dossier, paint: Mapping[str, Style], now: datetime, *, resolved: bool) -> None:
        self._dossier = dossier
        self._paint = paint
        self._now = now
        self._ids = frozenset(dossier.article.paragraph_ids)
        self._resolved = resolved

    @property
    def notes(self) -> list[Note]:
        """The notes that stand beside or below the text."""
        return [note for note in self._dossier.notes if not is_banner(note) and (note.is_open or self._resolved)]

    def note_at(self, stop: Stop) -> Note | None:
        """The note that STOP is; for a paragraph its first open one, or its first."""
        if stop.note:
            return next((note for note in self._dossier.notes if note.id == stop.note), None)
        here = [note for note in self.notes if self.home(note) == stop]
        return next((note for note in here if note.is_open), here[0] if here else None)

    def home(self, note: Note) -> Stop:
        """The paragraph of NOTE, or the whole article."""
        return Stop(note.paragraph) if note.paragraph in self._ids else Stop()

    def parts(self) -> Iterator[Part]:
        """Everything, from above to below."""
        text, paint = self._dossier.article.text, self._paint
        notes: dict[Stop, list[Note]] = {}
        for note in self.notes:
            notes.setdefault(self.home(note), []).append(note)
        for note in filter(is_banner, self._dossier.notes):
            yield Part(partial(self._banner, note), Stop("", note.id))
        yield Part(self._head, Stop(), self._mark(Stop()), tuple(notes.get(Stop(), ())))
        marked = {self.home(note) for note in self._dossier.notes}
        ids = self._dossier.article.paragraph_ids[: len(text.body)]
        fences = markdown.fences(text.body)
        for name, source in zip_longest(ids, text.body, fillvalue=""):  # changed by hand, a file may lack some
            stop = Stop(name)
            mark = self._mark(stop) if stop in marked else Content("")
            paragraph = partial(_paragraph, source, paint, next(fences, ""))
            yield Part(paragraph, stop, mark, tuple(notes.get(stop, ())))
        yield from self._rest()

    def _rest(self) -> Iterator[Part]:
        text, paint = self._dossier.article.text, self._paint
        if not text.body:
            yield Part(
                partial(
                    _styled, _("There is no text yet. Press {key} to write it.").format(key=Edit.key()), paint["empty"]
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
                found += [Content("")] * bool(found) + _styled(words, self._paint[name], width)
        return found

    def _banner(self, note: Note, width: int) -> list[Content]:
        """The note of a return that is open."""
        age = wording.age(note.at, self._now)
        head = Content.styled(_("Returned by {who}, {age}").format(who=note.by, age=age), self._paint["returned"])
        return [*head.wrap(width), *self.note_lines(note, width)[1:]]

    def note_lines(self, note: Note, width: int) -> list[Content]:
        """NOTE, wrapped to WIDTH."""
        return note_lines(note, self._dossier.notes.index(note) + 1, width, self._paint, self._now)

    def _mark(self, stop: Stop) -> Content:
        """The sign before a paragraph that has notes."""
        notes = [note for note in self._dossier.notes if self.home(note) == stop and not is_banner(note)]
        if any(waits(note) for note in notes):
            return Content.styled("!", self._paint["asks"])
        sign = "●" if any(note.is_open for note in notes) else "✓" if notes else ""
        return Content.styled(sign, self._paint["mark"])


def is_banner(note: Note) -> bool:
    """Whether NOTE stands above the text: that of a return, until it is answered."""
    return note.returned and note.is_open


def _paragraph(source: str, paint: Mapping[str, Style], fence: str, width: int) -> list[Content]:
    return markdown.lines(source, width, paint, fence)


def _styled(text: str, style: Style, width: int) -> list[Content]:
    return [line.stylize(style) for line in Content(text).wrap(width)]


def _photo(photo: Photo) -> str:
    words = photo.caption or photo.alt or photo.file or photo.url
    credit = _("Photo: {credit}").format(credit=photo.credit) if photo.credit else ""
    return "▣ " + " · ".join(part for part in (words, credit) if part)
