"""The copy desk's verbs: what is wrong with the language of an article, and mending what is safe."""

from functools import cached_property
from pathlib import Path

from redaksi.article import Dossier, Text
from redaksi.config import House
from redaksi.copydesk import book, engine, mend
from redaksi.copydesk.book import Book
from redaksi.copydesk.finding import Finding
from redaksi.desk.context import Context
from redaksi.desk.copy import Copy
from redaksi.errors import reading_errors
from redaksi.i18n import current

__all__ = ["Findings", "house_book"]


def house_book(house: House, folder: Path) -> Book:
    """The rules of HOUSE, whose newsroom is in FOLDER. Raises BadInput for a broken rule file, with its line."""
    files = {}
    for name in house.copydesk.rules:
        path = folder / name
        with reading_errors(path):
            files[name] = path.read_bytes().decode("utf-8", errors="replace")
    return book.house(house.copydesk, files)


class Findings:
    """What the rules of the house find in articles."""

    def __init__(self, context: Context, copy: Copy, folder: str) -> None:
        self._context = context
        self._copy = copy
        self._folder = Path(folder)

    @cached_property
    def book(self) -> Book:
        """The rules of the house. Raises BadInput for a broken rule file."""
        return house_book(self._context.house, self._folder)

    def of(self, text: Text, editor: str | None = None) -> list[Finding]:
        """What is found in TEXT; see `engine.check`."""
        return engine.check(text, self.book, editor, current())

    def check(self, article_id: str) -> tuple[Dossier, list[Finding]]:
        """The article of an id or of its unique beginning, and what is found in its present text."""
        dossier = self._context.store.get(self._context.store.resolve(article_id))
        return dossier, self.of(dossier.article.text, dossier.article.editor())

    def mend(self, article_id: str) -> tuple[Dossier, tuple[Finding, ...]]:
        """Save the present text with everything safe put right as a revision; what was done.

        What others save meanwhile is read, too: it is their text that is mended then. Raises MoveRefused.
        """
        done: tuple[Finding, ...] = ()

        def compose(text: Text) -> Text:
            nonlocal done
            text, done = mend.mended(text, self.book, current())
            return text

        return self._copy.edit(article_id, compose), done
