"""Articles at targets, one per line: state, target, headline."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from redaksi.desk.deliveries import Delivery
from redaksi.desk.wording import state_name
from redaksi.domain.delivery import UNSETTLED, State
from redaksi.tui.widgets.line_list import LineList
from redaksi.tui.widgets.state_signs import SIGNS

STATE_WIDTH, TARGET_WIDTH = 17, 12
"""The widths of the first two columns, in cells."""


class DeliveryList(LineList):
    """A list of deliveries, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"delivery-list--{name}" for name in ("wrong", "due", "settled", "target")
    }

    def __init__(self) -> None:
        super().__init__()
        self.deliveries: Sequence[Delivery] = ()

    @property
    def count(self) -> int:
        return len(self.deliveries)

    @property
    def selected(self) -> Delivery | None:
        """The selected delivery, or None."""
        return self.deliveries[self.cursor] if self.cursor < self.count else None

    def show(self, deliveries: Sequence[Delivery]) -> None:
        """Show `deliveries`; the cursor stays on its article and target, if these are there."""
        before = self.selected
        self.deliveries = deliveries
        place = next(
            (number for number, one in enumerate(deliveries) if before and _same(one, before)),
            self.cursor,
        )
        self.renew(place)
        self.post_message(self.Moved())

    def line(self, place: int) -> Content:
        one = self.deliveries[place]
        outcome = one.outcome
        state = Content.styled(
            f"{SIGNS[outcome.state]} {state_name(outcome.state)}",
            self.get_visual_style(f"delivery-list--{style_of(outcome.state)}", partial=True),
        )
        target = Content.styled(
            outcome.target, self.get_visual_style("delivery-list--target", partial=True)
        )
        return Content(" ").join(
            (
                state.truncate(STATE_WIDTH, ellipsis=True, pad=True),
                target.truncate(TARGET_WIDTH, ellipsis=True, pad=True),
                Content(one.headline),
            )
        )


def style_of(state: State) -> str:
    """The style of the name of `state`."""
    if state in UNSETTLED:
        return "wrong"
    return "settled" if state in {State.DELIVERED, State.WITHDRAWN} else "due"


def _same(one: Delivery, other: Delivery) -> bool:
    key, known = one.outcome, other.outcome
    return (key.target, key.article) == (known.target, known.article)
