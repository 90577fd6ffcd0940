"""Deliveries in the background: one run after the other, with progress and a way to stop."""

from __future__ import annotations

from collections import Counter
from functools import partial
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from redaksi.desk.wording import number, state_name
from redaksi.domain.delivery import UNSETTLED
from redaksi.errors import RedaksiError, Stopped
from redaksi.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from textual.notifications import SeverityLevel
    from textual.worker import Worker

    from redaksi.desk import Desk
    from redaksi.desk.deliveries import DeliveryReport, Permission
    from redaksi.desk.delivery_queue import Progress

    Run = Callable[[Progress], DeliveryReport]

PAUSE = 0.2
"""Seconds between two sentences about the progress."""


class Owner(Protocol):
    """The app, as far as deliveries need it (see `host.Host`)."""

    desk: Desk

    def say(self, sentence: str, severity: SeverityLevel = "information") -> None: ...

    def complain(self, error: RedaksiError) -> None: ...

    def advice(self, error: RedaksiError) -> str: ...

    def tell(self, ids: AbstractSet[str]) -> None: ...

    def delivered(self) -> None:
        """Tell every open screen that a delivery went on or ended."""

    def call_later(self, callback: Callable[..., object], *args: Any) -> bool: ...

    def run_worker(
        self, work: Callable[[], None], *, thread: bool, exit_on_error: bool
    ) -> Worker[None]: ...


class Delivering:
    """The deliveries of the app. They go on when the screen that began them is left."""

    def __init__(self, app: Owner) -> None:
        self._app = app
        self._turn = Lock()
        self._stopping = Event()
        self._runs = 0
        self._told = 0.0
        self.progress = ""
        """How far the present run is; "" when none runs."""

    @property
    def is_busy(self) -> bool:
        """Whether a run is under way or waits for its turn."""
        return self._runs > 0

    def deliver(
        self,
        ids: Sequence[str] = (),
        targets: Sequence[str] = (),
        allowed: Permission | None = None,
    ) -> None:
        """Deliver `ids`, or all that are due for none, to `targets` (all for none)."""
        deliver = partial(self._app.desk.deliveries.deliver, ids, targets)
        if allowed:
            deliver = partial(deliver, allowed=allowed)
        self._start(lambda progress: deliver(progress=progress), quiet=False)

    def published(self, ids: Sequence[str]) -> None:
        """Deliver the articles `ids`, just published, where the settings ask for it."""
        self._start(lambda progress: self._after_publishing(ids, progress), quiet=True)

    def _after_publishing(self, ids: Sequence[str], progress: Progress) -> DeliveryReport | None:
        desk = self._app.desk
        return desk.deliveries.published(ids, progress) if desk.has_targets else None

    def stop(self) -> None:
        """End all runs, the present one after its article."""
        self._stopping.set()

    def _start(self, run: Callable[[Progress], DeliveryReport | None], *, quiet: bool) -> None:
        """Run `run` in a thread; when `quiet`, nothing is said where nothing was done."""
        if not self.is_busy:
            self._stopping.clear()
        self._runs += 1
        self._app.run_worker(partial(self._do, run, quiet=quiet), thread=True, exit_on_error=False)

    def _do(self, run: Callable[[Progress], DeliveryReport | None], *, quiet: bool) -> None:
        then: Callable[[], object] | None = None
        try:
            with self._turn:
                if not self._stopping.is_set():
                    report = run(self._went_on)
                    if report and not (quiet and _is_empty(report)):
                        then = partial(self._tell, report)
        except RedaksiError as error:
            then = partial(self._app.complain, error)
        finally:
            self._app.call_later(self._ended)
        if then:
            self._app.call_later(then)

    def _went_on(self, done: int, total: int) -> None:
        """Show that `done` of `total` articles are looked at; called from the thread of a run."""
        if self._stopping.is_set():
            raise Stopped(_("Stopped."))
        if monotonic() - self._told > PAUSE:
            self._told = monotonic()
            sentence = _("Delivering: {done} of {total} articles …").format(
                done=number(done), total=number(total)
            )
            self._app.call_later(self._show, sentence)

    def _show(self, sentence: str) -> None:
        self.progress = sentence if self.is_busy else ""
        self._app.delivered()

    def _ended(self) -> None:
        self._runs -= 1
        self._show("")

    def _tell(self, report: DeliveryReport) -> None:
        is_fine = not report.troubles and not any(
            one.state in UNSETTLED for one in report.outcomes
        )
        self._app.say(summary(report, self._app.advice), "information" if is_fine else "warning")
        if ids := {one.article for one in report.outcomes}:
            self._app.tell(ids)


def summary(report: DeliveryReport, advice: Callable[[RedaksiError], str]) -> str:
    """What became of the articles of `report`, and what was in the way, in one or more lines.

    `advice` says what to do about an error.
    """
    outcomes, troubles = report.outcomes, report.troubles
    lines = [
        f"{one.target}: {one.error.sentence} {advice(one.error)}".rstrip() for one in troubles
    ]
    if len(outcomes) == 1:
        (one,) = outcomes
        lines.append(f"{one.target}: {state_name(one.state)}. {one.link or one.message}".rstrip())
    elif outcomes:
        counts = Counter(one.state for one in outcomes)
        lines.append(
            " · ".join(f"{state_name(state)}: {number(count)}" for state, count in counts.items())
        )
    elif not troubles and not report.is_stopped:
        lines.append(_("Nothing is due."))
    if report.is_stopped:
        lines.append(_("Stopped; the others stay due."))
    return "\n".join(lines)


def _is_empty(report: DeliveryReport) -> bool:
    return not report.outcomes and not report.troubles
