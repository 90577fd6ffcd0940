"""Articles at targets, one per line: state, target, headline."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content

from redaksi.desk.deliveries import Delivery
from redaksi.desk.wording import state_name
from redaksi.domain.delivery import UNSETTLED, State
from redaksi.tui.widgets.line_list import LineList
from redaksi.tui.widgets.state_signs import SIGNS

STATE_SHARE, TARGET_SHARE = 3, 4
"""The first two columns take at most these parts of the width: a third, and a quarter."""


class DeliveryList(LineList):
    """A list of deliveries, one of them selected."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"delivery-list--{name}" for name in ("wrong", "due", "settled", "target")
    }

    def __init__(self) -> None:
        super().__init__()
        self.deliveries: Sequence[Delivery] = ()
        self._widths = 0, 0  # of the longest state and the longest name of a target, in cells

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
        self._widths = _longest(map(_state, deliveries)), _longest(map(_target, deliveries))
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
            _state(one),
            self.get_visual_style(f"delivery-list--{style_of(outcome.state)}", partial=True),
        )
        target = Content.styled(
            outcome.target, self.get_visual_style("delivery-list--target", partial=True)
        )
        return Content(" ").join(
            (
                self._column(state, self._widths[0], STATE_SHARE),
                self._column(target, self._widths[1], TARGET_SHARE),
                Content(one.headline),
            )
        )

    def _column(self, words: Content, longest: int, share: int) -> Content:
        """`words` in a column for `longest` cells, which takes at most its share of the width."""
        width = min(longest, self.size.width // share)
        return words.truncate(width, ellipsis=True, pad=True) + Content(" ")


def _state(one: Delivery) -> str:
    return f"{SIGNS[one.outcome.state]} {state_name(one.outcome.state)}"


def _target(one: Delivery) -> str:
    return one.outcome.target


def _longest(names: Iterable[str]) -> int:
    return max(map(cell_len, {*names}), default=0)


def style_of(state: State) -> str:
    """The style of the name of `state`."""
    if state in UNSETTLED:
        return "wrong"
    return "settled" if state in {State.DELIVERED, State.WITHDRAWN} else "due"


def _same(one: Delivery, other: Delivery) -> bool:
    key, known = one.outcome, other.outcome
    return (key.target, key.article) == (known.target, known.article)
