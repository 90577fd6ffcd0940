"""One article at one target in full: its state, what differs or failed, the link, what is next."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import ClassVar

from textual.content import Content
from textual.style import Style

from redaksi.desk import wording
from redaksi.desk.deliveries import Delivery, EngineName
from redaksi.domain.delivery import State
from redaksi.i18n import _
from redaksi.tui import browser
from redaksi.tui.commands.delivering import (
    Adopt,
    Deliver,
    OpenLink,
    Overwrite,
    TrustTarget,
    Withdraw,
)
from redaksi.tui.widgets.delivery_list import style_of
from redaksi.tui.widgets.painted_pager import PaintedPager
from redaksi.tui.widgets.state_signs import SIGNS


class DeliveryDetail(PaintedPager):
    """The selected delivery; empty if there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"delivery-detail--{name}"
        for name in ("headline", "wrong", "due", "settled", "link", "gone", "new", "meta")
    }

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._shown: Delivery | None = None
        self._trusted = True

    def on_mount(self) -> None:
        self.watch(self, "show_vertical_scrollbar", self._tell_more)

    def _tell_more(self, is_cut: bool) -> None:
        """Name the key that leads here, in the line above, when not all of the text is shown."""
        self.border_title = _("Tab: more") if is_cut else None

    def show(self, delivery: Delivery | None, *, trusted: bool) -> None:
        """Show `delivery` from its top; `trusted` tells whether the person trusts its target."""
        self._shown = delivery
        self._trusted = trusted
        self.set_class(delivery is not None, "-shown")
        self.paint_from_top()

    def painted(self) -> Content:
        return Content("\n").join(self._parts(self._shown) if self._shown else ())

    def _parts(self, one: Delivery) -> Iterator[Content]:
        outcome = one.outcome
        yield Content.styled(one.headline, self._style("headline"))
        state = f"{SIGNS[outcome.state]} {wording.state_name(outcome.state)}"
        yield Content.styled(state, self._style(style_of(outcome.state))) + Content.styled(
            f" · {outcome.target} · {outcome.article}", self._style("meta")
        )
        if outcome.message:
            yield Content("")
            yield from map(self._told, wording.message_lines(outcome.message))
        if outcome.link:
            yield Content("")
            yield Content.styled(outcome.link, self._link(outcome.link))
        yield Content("")
        if last := self._last(one):
            yield Content.styled(last, self._style("meta"))
        if hint := _next(one, trusted=self._trusted):
            yield Content.styled(hint, self._style("meta"))

    def _told(self, line: str) -> Content:
        """A line of the message; in a difference, the lines of both sides stand out."""
        style = {"-": "gone", "+": "new"}.get(line[:1])
        return Content.styled(line, self._style(style)) if style else Content(line)

    def _last(self, one: Delivery) -> str:
        """Which text was brought when, and by whom."""
        parts = [_("revision {number}").format(number=one.outcome.revision)] * bool(
            one.outcome.revision
        )
        parts += [wording.moment(one.at, self._zone)] if one.at else []
        parts += [one.by] if one.by else []
        return " · ".join(parts)

    def _link(self, address: str) -> Style:
        """The style of a link, which terminals open by a click (OSC 8)."""
        style = self._style("link")
        return style + Style(link=address) if browser.is_safe(address) else style

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"delivery-detail--{name}", partial=True)


def _next(delivery: Delivery, *, trusted: bool) -> str:
    """The hint on the next act, with its key; first a target must be `trusted`. "" for no act."""
    hint = {
        State.WAITING: _("{deliver} delivers it."),
        State.EMBARGOED: _("Nothing leaves before. A timer or {deliver} delivers it then."),
        State.SENT: _("{deliver} looks there and finishes it."),
        State.DELIVERED: _("{open} opens it there.") if delivery.outcome.link else "",
        State.OUTDATED: _("{deliver} brings the newest text."),
        State.CHANGED: _(
            "Carry the change over and publish again; or a chief writes over it by {overwrite}."
        ),
        State.GONE: _("A chief withdraws it by {withdraw}, or makes it anew by {overwrite}."),
        State.WITHDRAWN: _("{deliver} brings it back."),
        State.FAILED: _("Mend that, then {deliver} delivers it."),
    }
    if delivery.engine is EngineName.MESSAGE:
        hint |= {
            State.SENT: _(
                "Look whether it arrived. A chief says so by {adopt}, or sends it again by "
                "{overwrite}."
            ),
            State.OUTDATED: _("{deliver} sends the newest text as another message."),
        }
    told = hint[delivery.outcome.state]
    if not trusted:
        told = _("{trust} shows where the target leads, and trusts it: nothing is sent before.")
    return told.format(
        adopt=Adopt.key(),
        trust=TrustTarget.key(),
        deliver=Deliver.key(),
        open=OpenLink.key(),
        overwrite=Overwrite.key(),
        withdraw=Withdraw.key(),
    )
