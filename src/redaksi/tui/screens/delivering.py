"""The dialogs about targets: write over or adopt a page, withdraw an article, trust a target."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import Input, Static

from redaksi.desk import wording
from redaksi.desk.deliveries import Delivery, EngineName, Outcome, Permission
from redaksi.desk.wording import message_lines, state_name
from redaksi.domain.delivery import Target
from redaksi.errors import RedaksiError
from redaksi.i18n import _
from redaksi.tui.controllers.background_job import BackgroundJob
from redaksi.tui.host import Done
from redaksi.tui.screens.dialog import Dialog
from redaksi.tui.widgets.dialog_box import headline, label
from redaksi.tui.widgets.field import Field


def subject(delivery: Delivery) -> Iterator[Widget]:
    """The article, its target, and what stands against the act."""
    outcome = delivery.outcome
    yield headline(delivery.headline)
    yield Static(
        f"{outcome.target} · {state_name(outcome.state)}", classes="field-hint", markup=False
    )
    if outcome.message:
        told = "\n".join(message_lines(outcome.message))
        yield Static(told, classes="reason", markup=False)


class ActWords(NamedTuple):
    """The words of a dialog: its heading, its button, and the effect of the act."""

    heading: str
    button: str
    hint: str


def act_words(act: str, *, is_message: bool) -> ActWords:
    """The words of the `act` overwrite or adopt, on a page or on a message."""
    if is_message:
        return {
            "overwrite": ActWords(
                _("Send the message again"),
                _("Send again"),
                _(
                    "It goes to everybody of whom nobody knows whether they got it, and to those "
                    "who were refused: some may get it twice. The ledger keeps that you did it."
                ),
            ),
            "adopt": ActWords(
                _("The message arrived"),
                _("It arrived"),
                _(
                    "Whoever may have got it counts as reached, and gets nothing more. The ledger "
                    "keeps that you said so."
                ),
            ),
        }[act]
    return {
        "overwrite": ActWords(
            _("Write over the target"),
            _("Overwrite"),
            _("What stands there now is lost to readers. The ledger keeps that you did it."),
        ),
        "adopt": ActWords(
            _("Adopt what is there"),
            _("Adopt"),
            _("The page there becomes the one of this article, and gets its text."),
        ),
    }[act]


class PermitDialog(Dialog):
    """Delivers an article although the target has something else, after it has shown that."""

    def __init__(self, delivery: Delivery, permission: Permission) -> None:
        super().__init__()
        self._delivery = delivery
        self._permission = permission

    @property
    def _words(self) -> "ActWords":
        act = "overwrite" if self._permission.overwrite else "adopt"
        return act_words(act, is_message=self._delivery.engine is EngineName.MESSAGE)

    def heading(self) -> str:
        return self._words.heading

    def button(self) -> str:
        return self._words.button

    def fields(self) -> Iterator[Widget]:
        yield from subject(self._delivery)

    def asked(self) -> Iterator[Widget]:
        yield Static(self._words.hint, classes="field-hint", markup=False)

    def act(self) -> Done:
        outcome = self._delivery.outcome
        self.host.delivering.deliver([outcome.article], [outcome.target], self._permission)
        return Done(_("Delivering …"))


class WithdrawDialog(Dialog):
    """Takes an article from the readers of its target, with a reason."""

    kind = "withdraw"

    def __init__(self, delivery: Delivery) -> None:
        super().__init__()
        self._delivery = delivery
        self.job = BackgroundJob(self)

    def heading(self) -> str:
        return _("Withdraw")

    def button(self) -> str:
        return _("Withdraw")

    def fields(self) -> Iterator[Widget]:
        yield from subject(self._delivery)
        yield label(_("Reason"))
        yield Field(id="reason", compact=True)
        yield Static(
            _("Its files are removed there, and the command of the target runs.")
            if self._delivery.engine is EngineName.FOLDER
            else _("It goes to the bin there, and its address answers as not found."),
            classes="field-hint",
        )

    def act(self) -> None:
        outcome = self._delivery.outcome
        reason = self.query_one("#reason", Input).value
        self.box.trouble("")
        self.box.report(_("Withdrawing …"))
        withdraw = self.desk.deliveries.withdraw
        self.job.start(partial(withdraw, outcome.article, outcome.target, reason), self._done)

    def _done(self, outcome: Outcome) -> None:
        sentence = _("{id} is withdrawn from {target}.").format(
            id=outcome.article, target=outcome.target
        )
        self.dismiss(Done(sentence, outcome.article))

    def complain(self, error: RedaksiError) -> None:
        self.box.report("")
        super().complain(error)

    def do_leave(self) -> None:
        if not self.job.is_busy:  # the person would not see the outcome
            super().do_leave()


class TrustTargetDialog(Dialog):
    """Shows exactly where a target leads, and trusts it, or not any more."""

    def __init__(self, target: Target, *, trusted: bool) -> None:
        super().__init__()
        self._target = target
        self._trusted = trusted

    def heading(self) -> str:
        return _("You trust this target") if self._trusted else _("Trust this target?")

    def button(self) -> str:
        return _("Trust it no more") if self._trusted else _("Trust")

    def fields(self) -> Iterator[Widget]:
        facts = {"name": self._target.name, **self.desk.deliveries.facts(self._target)}
        told = "\n".join(f"{field}: {value}" for field, value in facts.items())
        yield Static(told, markup=False)
        for problem in self.desk.deliveries.problems(self._target):
            yield Static(f"! {problem}", classes="reason", markup=False)

    def asked(self) -> Iterator[Widget]:
        yield Static(
            " ".join((wording.entrusted(self._target), _("Any change of these lines asks anew."))),
            classes="field-hint",
        )

    def act(self) -> Done:
        deliveries, name = self.desk.deliveries, self._target.name
        if self._trusted:
            deliveries.distrust(name)
            return Done(_("{name} is not trusted any more.").format(name=name))
        deliveries.trust(self._target)
        begun = deliveries.begun(self._target)
        return Done(wording.trusted(name, begun, self.desk.house.zone))
