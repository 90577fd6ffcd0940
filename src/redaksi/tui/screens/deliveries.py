"""The deliveries: what waits at each target, is out of date, differs or failed, and why."""

from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from redaksi.desk.deliveries import Delivery, Permission, TargetReport
from redaksi.desk.wording import number, state_name
from redaksi.domain import workflow
from redaksi.domain.article import Stage
from redaksi.domain.delivery import SETTLED, State
from redaksi.errors import NotFound, RedaksiError, Refused
from redaksi.i18n import N_, _, ngettext
from redaksi.tui import browser
from redaksi.tui.commands.article import Open
from redaksi.tui.commands.base import Command, CommandContext, bindings
from redaksi.tui.commands.delivering import (
    DELIVERING,
    Deliver,
    NextState,
    NextTarget,
    TrustTarget,
)
from redaksi.tui.commands.desk import Help, Leave, Palette, Theme
from redaksi.tui.desk_screen import DeskScreen
from redaksi.tui.host import Done, Host
from redaksi.tui.widgets.command_bar import CommandBar
from redaksi.tui.widgets.delivery_detail import DeliveryDetail
from redaksi.tui.widgets.delivery_list import DeliveryList
from redaksi.tui.widgets.target_line import TargetLine
from redaksi.tui.widgets.title_bar import TitleBar

OPEN, ALL = "open", "all"
"""The views beside the single states: what is not settled yet, and everything."""


class DeliveriesScreen(DeskScreen[None]):
    """The articles at the targets of the settings, with the selected one in full."""

    label = N_("deliveries")
    commands: ClassVar[tuple[type[Command], ...]] = (
        Open,
        *DELIVERING,
        Leave,
        Palette,
        Theme,
        Help,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self) -> None:
        super().__init__()
        self.targets: Sequence[TargetReport] = ()
        self._deliveries: Sequence[Delivery] = ()
        self.target = ""  # the target that is shown; "" for all
        self.doers = (DeliveryActs(self), *self.doers)
        self._view = OPEN  # or ALL, or the value of a state

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield TargetLine()
        with Container(classes="deliveries"):
            yield DeliveryList()
            yield DeliveryDetail(self.desk.house.zone)
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        bar = self.query_one(TitleBar)
        bar.title = _("Deliveries")
        bar.warning = _("looking …")
        self.list.focus()
        self.reload()

    @property
    def list(self) -> DeliveryList:
        """The articles at their targets."""
        return self.query_one(DeliveryList)

    def context(self) -> CommandContext:
        one, job = self.list.selected, self.host.delivering
        shared = CommandContext(
            targets=bool(self.targets),
            untrusted=not all(one.trusted for one in self.targets),
            delivering=job.is_busy,
        )
        if one is None:
            return shared
        return shared._replace(
            article_id=one.outcome.article,
            stage=Stage.PUBLISHED,
            link=bool(one.outcome.link),
            held=one.may_withdraw,
            differs=one.may_overwrite,
            adoptable=one.may_adopt,
        )

    def changed(self, ids: AbstractSet[str]) -> None:
        self.reload()

    def delivered(self) -> None:
        self._show_title()
        self.offer()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def reload(self) -> None:
        """Read the states from the index and the ledgers, in a thread."""
        try:
            deliveries = self.desk.deliveries
            found = deliveries.targets(), deliveries.overview()
        except RedaksiError as error:
            self.call_later(self._cannot_read, error)
        else:
            self.call_later(self._fill, *found)

    def _cannot_read(self, error: RedaksiError) -> None:
        self.query_one(TitleBar).warning = _("the deliveries cannot be read now")
        self.complain(error)

    def _fill(self, targets: Sequence[TargetReport], deliveries: Sequence[Delivery]) -> None:
        self.targets, self._deliveries = targets, deliveries
        if self.target not in {one.name for one in targets}:
            self.target = ""
        self.query_one(TitleBar).warning = ""
        self._show()

    def _show(self) -> None:
        """Show the deliveries of the chosen target and view."""
        shown = [
            one
            for one in self._deliveries
            if self.target in {"", one.outcome.target} and self._is_in_view(one.outcome.state)
        ]
        self.list.empty = self._empty_hint()
        self.list.show(shown)
        self.query_one(TargetLine).show(self.targets, self._deliveries, self.target)
        self._show_title()
        self._show_detail()

    def _is_in_view(self, state: State) -> bool:
        if self._view == OPEN:
            return state not in SETTLED
        return self._view in {ALL, state}

    def _empty_hint(self) -> str:
        if not self.targets:
            return _(
                "This newsroom has no targets. A target is a place outside that shows your "
                "articles: a website, a folder of a static site, a feed. Write a [[target]] into "
                'newsroom.toml (name, kind, folder or url; docs/delivering.md, "A target"), then '
                "press {key} here to see where it leads and to trust it."
            ).format(key=TrustTarget.key())
        if self._view == OPEN:
            return _("Nothing waits, and nothing differs. {key} shows the other states.").format(
                key=NextState.key()
            )
        return _("No article is in this state. {key} shows the next one.").format(
            key=NextState.key()
        )

    def on_resize(self) -> None:
        self.query_one(TargetLine).fit(self.size.width)

    def _show_title(self) -> None:
        bar = self.query_one(TitleBar)
        view = {OPEN: _("unfinished"), ALL: _("all")}.get(self._view)
        bar.state = " · ".join(filter(None, [self.target, view or state_name(State(self._view))]))
        progress = self.host.delivering.progress
        count = self.list.count
        bar.remark = progress or ngettext("{count} delivery", "{count} deliveries", count).format(
            count=number(count)
        )

    def _show_detail(self) -> None:
        one = self.list.selected
        untrusted = {target.name for target in self.targets if not target.trusted}
        self.query_one(DeliveryDetail).show(
            one, trusted=one is None or one.outcome.target not in untrusted
        )

    @on(DeliveryList.Moved)
    def _moved(self) -> None:
        self._show_detail()
        self.offer()

    @on(DeliveryList.Chosen)
    async def _chosen(self) -> None:
        await self.action_perform(Open.name())

    def do_nextstate(self) -> None:
        present = {one.outcome.state for one in self._deliveries}
        views = [OPEN, *(state.value for state in State if state in present), ALL]
        place = views.index(self._view) if self._view in views else 0
        self._view = views[(place + 1) % len(views)]
        self._show()

    def do_nexttarget(self) -> None:
        if not self.targets:
            raise NotFound(_("This newsroom has no targets."))
        names = ["", *(one.name for one in self.targets)]
        self.target = names[(names.index(self.target) + 1) % len(names)]
        self._show()


class DeliveryActs:
    """The acts on the selected delivery, and on the targets, of `screen`."""

    def __init__(self, screen: DeliveriesScreen) -> None:
        self._screen = screen

    @property
    def _host(self) -> Host:
        return self._screen.host

    def _required(self) -> Delivery:
        """The selected delivery.

        Raises:
            NotFound: when none is selected.
        """
        one = self._screen.list.selected
        if one is None:
            raise NotFound(
                _("No article is selected."), _("{key} shows others.").format(key=NextState.key())
            )
        return one

    def _meant_target(self) -> str:
        """The target that is shown, or of the selected article, or the only one.

        Raises:
            NotFound: when none of them is there.
        """
        one = self._screen.list.selected
        if self._screen.target or one:
            return self._screen.target or (one.outcome.target if one else "")
        if len(self._screen.targets) == 1:
            return self._screen.targets[0].name
        if not self._screen.targets:
            raise NotFound(
                _("This newsroom has no targets."), _("Write a [[target]] into newsroom.toml.")
            )
        raise NotFound(
            _("No target is selected."), _("{key} chooses one.").format(key=NextTarget.key())
        )

    def do_open(self) -> Awaitable[object]:
        return self._host.open_article(self._required().outcome.article)

    def do_deliver(self) -> None:
        outcome = self._required().outcome
        workflow.check_deliver(self._screen.desk.person)
        self._host.delivering.deliver([outcome.article], [outcome.target])
        self._begun()

    def do_deliverall(self) -> None:
        workflow.check_deliver(self._screen.desk.person)
        self._host.delivering.deliver((), [self._screen.target] if self._screen.target else ())
        self._begun()

    def _begun(self) -> None:
        self._host.say(_("Delivering …"))
        self._screen.delivered()

    def do_stopdelivering(self) -> None:
        if self._host.delivering.is_busy:
            self._host.delivering.stop()
            self._host.say(_("It stops after the present article."))
        else:
            self._host.say(_("Nothing is being delivered."))

    def do_overwrite(self) -> Awaitable[object]:
        one = self._chiefs()
        if not one.may_overwrite:
            raise Refused(
                _("Nothing is known to differ at {target}.").format(target=one.outcome.target),
                _("{key} delivers it, and tells a change that was made there.").format(
                    key=Deliver.key()
                ),
            )
        return self._ask_permit(one, Permission(overwrite=True))

    def do_adopt(self) -> Awaitable[object]:
        one = self._chiefs()
        one.check_adopt()
        return self._ask_permit(one, Permission(adopt=True))

    def _chiefs(self) -> Delivery:
        """The selected delivery, for an act of a chief; raises as `workflow.check_chief`, too."""
        one = self._required()
        workflow.check_chief(self._screen.desk.person)
        return one

    def _ask_permit(self, one: Delivery, permission: Permission) -> Awaitable[object]:
        return self._host.push_screen(self._host.screens.permit(one, permission), self._answered)

    def do_withdraw(self) -> Awaitable[object]:
        one = self._chiefs()
        one.check_withdraw()
        return self._host.push_screen(self._host.screens.withdraw(one), self._answered)

    def do_trusttarget(self) -> Awaitable[object]:
        name = self._meant_target()
        deliveries = self._screen.desk.deliveries
        trusted = any(one.trusted for one in deliveries.targets() if one.name == name)
        screen = self._host.screens.trust_target(deliveries.target(name), trusted=trusted)
        return self._host.push_screen(screen, self._answered)

    def _answered(self, done: Done | None) -> None:
        if done is None:
            return
        self._host.say(done.sentence)
        if done.article_id:
            self._host.tell({done.article_id})
        else:
            self._screen.reload()
        self._screen.delivered()

    def do_checktarget(self) -> None:
        name = self._meant_target()
        self._host.say(_("Asking {target} …").format(target=name))
        self._in_thread(self._check, name)

    def _check(self, name: str) -> None:
        problems = self._screen.desk.deliveries.check(name)
        self._screen.call_later(partial(self._checked, name, problems))

    def _checked(self, name: str, problems: Sequence[str]) -> None:
        if not problems:
            self._host.say(_("{target} is ready.").format(target=name))
            return
        heading = _("{target} is not ready").format(target=name)
        self._host.push_screen(self._host.screens.report(heading, map(Content, problems)))

    def do_openlink(self) -> None:
        self._in_thread(self._open, self._address())

    def do_copyaddress(self) -> None:
        self._host.copy_to_clipboard(self._address())

    def _address(self) -> str:
        """The address of the selected article at its target.

        Raises:
            NotFound: when it has none that may be opened.
        """
        link = self._required().outcome.link
        if not browser.is_safe(link):
            raise NotFound(
                _("The article has no page here that opens."),
                _("Only addresses with http:// or https:// are opened."),
            )
        return link

    def _open(self, address: str) -> None:
        if browser.open_page(address):
            self._screen.call_later(
                self._host.say,
                _("Opened in the browser: {address}").format(address=address),
            )
        else:
            self._screen.call_later(self._host.copy_to_clipboard, address)

    def _in_thread(self, act: Callable[[str], None], value: str) -> None:
        self._screen.run_worker(partial(act, value), thread=True, exit_on_error=False)
