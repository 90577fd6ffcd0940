"""The text of an article as one reads it: headline, deck, body, photos, related; an open return stands above it."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown, Static

from redaksi.article import Dossier, Note, Photo
from redaksi.desk import wording
from redaksi.i18n import _
from redaksi.tui.commands.article import Edit
from redaksi.tui.widgets.pager import Pager


def _parser() -> MarkdownIt:
    """HTML in copy is text: an editor sees all of it."""
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


class ArticleText(Pager):
    """The reading view; it scrolls like a pager."""

    def compose(self) -> ComposeResult:
        if self.dossier is not None:
            yield Vertical(*self._parts(self.dossier), classes="sheet")

    def _parts(self, dossier: Dossier) -> Iterator[Widget]:
        text = dossier.article.text
        for note in dossier.notes:
            if note.returned and note.is_open:
                yield self._returned(note)
        yield _line(text.headline, "sheet-headline")
        yield _line(text.deck, "sheet-deck")
        yield _line(" · ".join(part for part in (text.byline, text.dateline) if part), "sheet-byline")
        if text.body:
            yield Markdown("\n\n".join(text.body), parser_factory=_parser, open_links=False, classes="sheet-body")
        else:
            yield _line(_("There is no text yet. Press {key} to write it.").format(key=Edit.key()), "sheet-empty")
        for photo in text.photos:
            yield _line(_photo(photo), "sheet-photo")
        if text.related:
            yield _line("\n".join([_("Read also"), *(f"› {story.title}" for story in text.related)]), "sheet-related")

    def _returned(self, note: Note) -> Widget:
        age = wording.age(note.at, self.desk.now())
        head = _("Returned by {who}, {age}").format(who=note.by, age=age)
        return Static(Content.assemble((head, "bold"), "\n", note.text), classes="return-note", markup=False)


def _line(text: str, name: str) -> Static:
    return Static(text, classes=name if text else f"{name} -none", markup=False)


def _photo(photo: Photo) -> str:
    words = photo.caption or photo.alt or photo.file or photo.url
    credit = _("Photo: {credit}").format(credit=photo.credit) if photo.credit else ""
    return "▣ " + " · ".join(part for part in (words, credit) if part)
