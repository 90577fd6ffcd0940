"""A website in memory, and a ledger in memory, which may be killed at any step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from redaksi.delivery.base import Shown
from redaksi.delivery.outcome import Sender, StepLog
from redaksi.domain.delivery import Step
from redaksi.domain.hashing import sha256
from redaksi.domain.holdings import Holding, LedgerSummary
from redaksi.exporters.base import Sealed
from tests.exporters.pieces import FIRST

WEBSITE = """
[[target]]
name = "situs"
kind = "wordpress"
url = "https://contoh.id"
user = "redaksi"
secret = "env:SITUS_PASSWORD"
"""
"""The website as a target in newsroom.toml."""


class Killed(BaseException):
    """The process ends here."""


class Deaths:
    """Ends the process at the step with the number `at`; 0 for never."""

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.steps = 0

    @contextmanager
    def around(self) -> Iterator[None]:
        """One step, which may end just before or just after its effect."""
        self._pass()
        yield
        self._pass()

    def _pass(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            raise Killed


class LedgerInMemory:
    """An `outcome.Book` that keeps its steps over a death."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.deaths = Deaths()

    @property
    def holdings(self) -> dict[str, Holding]:
        return LedgerSummary(self.steps).holdings

    def append(self, *steps: Step) -> None:
        with self.deaths.around():
            for step in steps:
                previous = self.steps[-1].sha256() if self.steps else ""
                number = len(self.steps) + 1
                self.steps.append(replace(step, number=number, previous=previous))

    def notes(self, target: str) -> StepLog:
        """StepLog in this ledger."""
        return StepLog(target, self, Sender("Budi Editor", lambda: FIRST))


class Page:
    """A page of the website: its name, its lines, and whether readers see it."""

    def __init__(self, number: int, name: str) -> None:
        self.id = str(number)
        self.name = name
        self.lines: tuple[str, ...] = ()
        self.visible = False
        self.binned = False


class Website:
    """A page target that keeps its pages in memory; every reader's view is noted in `seen`."""

    def __init__(self, added: tuple[str, ...] = ()) -> None:
        """`added` are lines that the website adds to each text."""
        self.pages: list[Page] = []
        self.deaths = Deaths()
        self.writes = 0
        self.added = added
        self.trouble: Callable[[str], object] = lambda _call: None

    def look(self, article_id: str, remote_id: str) -> Shown | None:
        self.trouble("look")
        found = [
            page
            for page in self.pages
            if not page.binned and (page.id == remote_id or page.name == f"redaksi-{article_id}")
        ]
        return self._shown(found[0]) if found else None

    def _shown(self, page: Page) -> Shown:
        lines = (*page.lines, *(self.added if page.lines else ()))
        return Shown(
            id=page.id,
            link=f"https://contoh.id/{page.id}",
            held=sha256("\n".join(lines).encode()),
            visible=page.visible,
            lines=lines,
        )

    def admit(self, piece: Sealed) -> None:
        self.trouble("admit")

    def create(self, article_id: str) -> Shown:
        self.trouble("create")
        with self.deaths.around():
            self.writes += 1
            page = Page(len(self.pages) + 1, f"redaksi-{article_id}")
            self.pages.append(page)
        return self._shown(page)

    def expected(self, piece: Sealed) -> Shown:
        lines = (piece.text.headline, *piece.text.body)
        return Shown(
            id="", link="", held=sha256("\n".join(lines).encode()), visible=True, lines=lines
        )

    def send(self, piece: Sealed, remote_id: str) -> bytes:
        self.trouble("send")
        with self.deaths.around():
            self.writes += 1
            page = self.page(remote_id)
            page.lines = self.expected(piece).lines
            page.visible = True
        return "\n".join(page.lines).encode()

    def withdraw(self, remote_id: str) -> None:
        self.trouble("withdraw")
        with self.deaths.around():
            self.writes += 1
            page = self.page(remote_id)
            page.visible, page.binned = False, True

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        """Nothing is open."""

    def page(self, remote_id: str) -> Page:
        return next(page for page in self.pages if page.id == remote_id)

    def public(self) -> list[Page]:
        """The pages that readers see."""
        return [page for page in self.pages if page.visible and not page.binned]


def again(piece: Sealed, headline: str, days: int) -> Sealed:
    """`piece`, published again with another headline."""
    text = replace(piece.text, headline=headline)
    sign_off = replace(
        piece.sign_off,
        revision=piece.sign_off.revision + days,
        sha256=text.sha256(),
    )
    return Sealed(article=piece.article, text=text, sign_off=sign_off)
