"""A screen and a program that run nothing, for controllers that are tested alone."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

from redaksi.errors import RedaksiError
from redaksi.tui.widgets.dialog_box import DialogBox


class FakeScreen:
    """A screen that runs callbacks at once and keeps jobs and timers for the test to run."""

    def __init__(self, desk: Any = None) -> None:
        self.desk = desk
        self.commands: tuple[type[Any], ...] = ()
        self.jobs: list[Callable[[], object]] = []
        self.timers: list[Callable[[], object]] = []
        self.complaints: list[RedaksiError] = []
        self.host = FakeHost()
        self.reported: list[str] = []
        self.widgets: dict[type[Any], Any] = {
            DialogBox: SimpleNamespace(report=self.reported.append)
        }

    def run_worker(self, job: Callable[[], object], **_how: object) -> None:
        self.jobs.append(job)

    def set_timer(self, _seconds: float, act: Callable[[], object]) -> Any:
        self.timers.append(act)
        return SimpleNamespace(stop=lambda: self.timers.remove(act))

    def call_later(self, act: Callable[..., object], *arguments: object) -> None:
        act(*arguments)

    def call_after_refresh(self, act: Callable[..., object], *arguments: object) -> None:
        act(*arguments)

    def complain(self, error: RedaksiError) -> None:
        self.complaints.append(error)

    def query_one(self, kind: type[Any]) -> Any:
        return self.widgets[kind]


class FakeHost:
    """A program that only records the calls to it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.told: list[frozenset[str]] = []
        self.shown: list[tuple[object, ...]] = []
        self.undone: list[str] = []
        self.screens = SimpleNamespace(report=lambda sentence, lines: ("report", sentence, lines))

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def tell(self, ids: set[str]) -> None:
        self.told.append(frozenset(ids))

    def undo(self, article_id: str) -> None:
        self.undone.append(article_id)

    def push_screen(self, screen: tuple[object, ...], *_answered: object) -> None:
        self.shown.append(screen)


def on_screen(screen: FakeScreen) -> Any:
    """The fake `screen`, typed as the screen that a controller expects."""
    return cast("Any", screen)
