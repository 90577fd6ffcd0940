"""The screen of deliveries, the signs on the board, and deliveries after publishing, by keys."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from redaksi import i18n
from redaksi.delivery import ledger, opening
from redaksi.delivery.base import Unreachable
from redaksi.desk import Desk
from redaksi.desk.deliveries import Deliveries, DeliveryReport
from redaksi.domain.article import Dossier
from redaksi.domain.delivery import State, Step, StepKind, signed
from redaksi.errors import RedaksiError
from redaksi.tui import browser
from redaksi.tui.app import RedaksiApp
from redaksi.tui.controllers import delivering, delivery_signs
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.deliveries import DeliveriesScreen
from redaksi.tui.screens.delivering import PermitDialog, TrustTargetDialog, WithdrawDialog
from redaksi.tui.screens.report import ReportDialog
from redaksi.tui.widgets.delivery_detail import DeliveryDetail
from redaksi.tui.widgets.delivery_list import DeliveryList
from redaksi.tui.widgets.target_line import in_few_rows, in_rows
from tests.delivery.imitation import WEBSITE, Website

from .conftest import CHIEF, GUEST, WRITER
from .driving import draft, keys, lines, on, said, shown, typed, until

Desks = Callable[[str], Desk]
NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
TELEGRAM = """
[[target]]
name = "kanal"
kind = "telegram"
secret = "env:BOT"
to = "@kabar_kota"
"""


class Served:
    """A newsroom with a website as its target, which the person of the tests trusts."""

    def __init__(self, room: Path, desk_of: Desks, site: Website) -> None:
        self.room = room
        self.site = site
        self.desk_of = desk_of
        self._settings = (room / "newsroom.toml").read_text()
        self.write(WEBSITE)
        deliveries = desk_of(CHIEF).deliveries
        deliveries.trust(deliveries.target("situs"))

    def write(self, more: str) -> None:
        (self.room / "newsroom.toml").write_text(self._settings + more)

    def published(self, headline: str) -> Dossier:
        writer, chief = self.desk_of(WRITER), self.desk_of(CHIEF)
        made = draft(writer, headline, "Air surut sejak pagi.")
        writer.moves.submit(made.id, CHIEF)
        return chief.moves.publish(made.id)

    def state(self, dossier: Dossier) -> State:
        (outcome,) = self.desk_of(CHIEF).deliveries.status([dossier.id])
        return outcome.state


@pytest.fixture
def served(room: Path, desk_of: Desks, monkeypatch: pytest.MonkeyPatch) -> Served:
    site = Website()
    monkeypatch.setenv("SITUS_PASSWORD", "rahasia-benar")
    monkeypatch.setattr(opening, "connect", lambda _target, _secret, _around: site)
    return Served(room, desk_of, site)


def footer(pilot: Pilot[Any]) -> set[str]:
    """The keys that the footer names."""
    return {part.split()[0] for part in lines(pilot)[-1].split("  ") if part.strip()}


async def shows(pilot: Pilot[Any], *words: str) -> None:
    """Wait until the screen shows all of `words`."""
    await until(lambda: all(word in shown(pilot) for word in words))


async def test_a_newsroom_without_targets_is_told_how_to_make_one(app: RedaksiApp) -> None:
    async with app.run_test() as pilot:
        await keys(pilot, "D")
        await shows(pilot, "no targets", "[[target]]", "newsroom.toml")
        await keys(pilot, "d", "D")
        assert "No article is selected" in said(pilot) or "Nothing is due" in said(pilot)


async def test_what_waits_is_delivered_by_a_key_and_then_settled(served: Served) -> None:
    first, second = served.published("Banjir Surut"), served.published("Harga Turun")
    app = RedaksiApp(served.desk_of(WRITER))
    async with app.run_test(size=(120, 40)) as pilot:
        await keys(pilot, "D")
        await shows(pilot, "· waiting", "Banjir Surut", "Harga Turun", "situs 2 unfinished")
        await keys(pilot, "g", "d")
        await until(lambda: "situs: delivered. https://" in said(pilot))
        await shows(pilot, "situs 1 unfinished")
        assert {served.state(first), served.state(second)} == {State.DELIVERED, State.WAITING}
        await keys(pilot, "D")
        await until(lambda: served.state(first) is served.state(second) is State.DELIVERED)
        await shows(pilot, "Nothing waits, and nothing differs")
        await keys(pilot, "f")
        await shows(pilot, "✓ delivered", "https://contoh.id")
        writes = served.site.writes
        await keys(pilot, "D")
        await until(lambda: "Nothing is due." in said(pilot))
        assert served.site.writes == writes


async def test_a_change_at_the_target_is_shown_and_a_chief_writes_over_it(served: Served) -> None:
    article = served.published("Banjir Surut")
    chief = served.desk_of(CHIEF)
    chief.deliveries.deliver()
    page = served.site.pages[0]
    page.lines = (page.lines[0], "Air naik lagi.")
    chief.deliveries.deliver([article.id])
    async with RedaksiApp(served.desk_of(WRITER)).run_test(size=(120, 40)) as pilot:
        await keys(pilot, "D")
        await shows(pilot, "≠ changed there", "+Air naik lagi.", "-Air surut sejak pagi.")
        await keys(pilot, "O")
        assert "is not a chief" in said(pilot)
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "D")
        await shows(pilot, "≠ changed there")
        await keys(pilot, "O")
        assert on(pilot, PermitDialog)
        await shows(pilot, "Air naik lagi.", "lost to readers")
        await keys(pilot, "escape")
        assert served.state(article) is State.CHANGED
        await keys(pilot, "O", "enter")
        await until(lambda: served.state(article) is State.DELIVERED)
        assert "Air surut sejak pagi." in served.site.public()[0].lines


async def test_a_chief_withdraws_with_a_reason(served: Served) -> None:
    article = served.published("Banjir Surut")
    chief = served.desk_of(CHIEF)
    chief.deliveries.deliver()
    async with RedaksiApp(chief).run_test() as pilot:
        await keys(pilot, "D", "f")
        await shows(pilot, "✓ delivered")
        await keys(pilot, "W")
        assert on(pilot, WithdrawDialog)
        await keys(pilot, "enter")
        await shows(pilot, "A withdrawal needs a reason.")
        assert "Give it along" not in shown(pilot), "the field is in front of the person"
        await typed(pilot, "salah kirim")
        await keys(pilot, "enter")
        await until(lambda: on(pilot, DeliveriesScreen))
        assert "is withdrawn from situs" in said(pilot)
    assert served.state(article) is State.WITHDRAWN
    assert served.site.public() == []


def in_the_ledger(served: Served, article: Dossier, target: str, **fields: Any) -> None:
    """Add a step about the last sign-off of `article` to the ledger of `target`."""
    sign_off = signed(article.article.sign_offs[-1])
    step = Step(number=0, at=NOW, article=article.id, sign_off=sign_off, **fields)
    with ledger.opened(served.desk_of(CHIEF).store, target) as book:
        book.append(step)


async def test_a_message_is_sent_again_or_said_to_have_arrived_and_never_withdrawn(
    served: Served,
) -> None:
    served.write(TELEGRAM)
    deliveries = served.desk_of(CHIEF).deliveries
    deliveries.trust(deliveries.target("kanal"))
    lost, sent = served.published("Banjir Surut"), served.published("Pasar Ramai")
    in_the_ledger(served, lost, "kanal", kind=StepKind.SENDING, recipient="x")
    in_the_ledger(served, sent, "kanal", kind=StepKind.DELIVERED)
    async with RedaksiApp(served.desk_of(CHIEF)).run_test(size=(120, 40)) as pilot:
        await keys(pilot, "D")
        await shows(pilot, "Banjir Surut", "A chief says so by", "sends it again by O.")
        assert "O" in footer(pilot)
        assert "W" not in footer(pilot)
        await keys(pilot, "W")
        assert "cannot be taken back" in said(pilot)
        await keys(pilot, "O")
        assert on(pilot, PermitDialog)
        await shows(pilot, "Send the message again", "some may get it twice")
        await keys(pilot, "escape", "A")
        await shows(pilot, "The message arrived", "counts as reached")
        await keys(pilot, "escape", "f", "f")
        await shows(pilot, "Pasar Ramai", "✓ delivered")
        assert not {"O", "A", "W"} & footer(pilot)
        await keys(pilot, "A")
        assert "nothing of it to adopt" in said(pilot)
        await keys(pilot, "W")
        assert "cannot be taken back" in said(pilot)


async def test_a_withdrawal_from_a_folder_speaks_of_its_files(
    served: Served, tmp_path: Path
) -> None:
    served.write(f'\n[[target]]\nname = "arsip"\nkind = "text"\nfolder = "{tmp_path / "x"}"\n')
    article = served.published("Banjir Surut")
    in_the_ledger(served, article, "arsip", kind=StepKind.DELIVERED)
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "D", "f")
        await shows(pilot, "✓ delivered")
        assert "opens it there" not in shown(pilot), "no page is known"
        await keys(pilot, "W")
        await shows(pilot, "Its files are removed there")
        assert "bin" not in shown(pilot)


async def test_a_target_is_trusted_as_exactly_what_the_dialog_shows(served: Served) -> None:
    article = served.published("Banjir Surut")
    served.write(WEBSITE.replace("https://contoh.id", "https://pencuri.example"))
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "D")
        await shows(pilot, "! not trusted", "Banjir Surut")
        assert "t shows where the target leads, and trusts it" in shown(pilot)
        assert "d delivers it" not in shown(pilot)
        await keys(pilot, "D")
        await until(lambda: "changed since you trusted it" in said(pilot))
        assert "trust it: t (Trust)" in said(pilot)
        assert "redaksi trust" not in said(pilot)
        assert served.state(article) is State.WAITING
        await keys(pilot, "t")
        assert on(pilot, TrustTargetDialog)
        facts = served.desk_of(CHIEF).deliveries
        for name, value in facts.facts(facts.target("situs")).items():
            assert f"{name}: {value}" in shown(pilot)
        # Whoever changes the target while the dialog is open is not trusted with it.
        served.write(WEBSITE.replace("https://contoh.id", "https://lain.example"))
        await keys(pilot, "enter")
        assert not facts.targets()[0].trusted
        served.write(WEBSITE.replace("https://contoh.id", "https://pencuri.example"))
        assert facts.targets()[0].trusted
        await keys(pilot, "t")
        await shows(pilot, "Trust it no more")
        await keys(pilot, "enter")
        assert not facts.targets()[0].trusted


async def test_a_dialog_about_trust_names_a_secret_only_where_there_is_one(
    served: Served, tmp_path: Path
) -> None:
    folder = '[[target]]\nname = "arsip"\nkind = "text"\nfolder = "{}"\n'
    for settings, secret in ((folder.format(tmp_path / "luar"), False), (WEBSITE, True)):
        served.write(settings)
        async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
            await keys(pilot, "D")
            await until(lambda: footer(pilot) >= {"t"} or "unfinished" in shown(pilot))
            await keys(pilot, "t")
            await shows(pilot, "Texts of this newsroom will go there", "asks anew")
            assert ("with this secret" in shown(pilot)) is secret


async def test_an_article_that_is_not_there_is_neither_written_over_nor_withdrawn(
    served: Served,
) -> None:
    served.published("Banjir Surut")
    async with RedaksiApp(served.desk_of(CHIEF)).run_test(size=(160, 40)) as pilot:
        await keys(pilot, "D")
        await shows(pilot, "· waiting")
        assert not footer(pilot) & {"O", "W"}
        await keys(pilot, "O")
        await until(lambda: "Nothing is known to differ at situs. d delivers it" in said(pilot))
        await keys(pilot, "W")
        await until(lambda: "situs does not show it: nothing can be withdrawn" in said(pilot))
        assert on(pilot, DeliveriesScreen)
        await keys(pilot, "d")
        await until(lambda: "situs: delivered." in said(pilot))
        await keys(pilot, "f")
        await until(lambda: "W" in footer(pilot))
        assert "O" not in footer(pilot)


@pytest.mark.parametrize("language", ["en", "id"])
async def test_a_narrow_footer_names_the_keys_that_are_needed_now(
    served: Served, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(delivery_signs, "PAUSE", 0.01)
    served.published("Banjir Surut")
    draft(served.desk_of(WRITER), "Panen")
    i18n.install(language)
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await until(lambda: footer(pilot) >= {"Enter", "D", "n", "q", "?"})
        await keys(pilot, "D")
        await until(lambda: footer(pilot) >= {"Enter", "d", "D", "f", "Esc", "?"})
        assert ("t" in footer(pilot)) == (language == "en")  # there is room for it
        served.write(WEBSITE.replace("https://contoh.id", "https://lain.example"))
        await keys(pilot, "escape", "D")
        await until(lambda: footer(pilot) >= {"d", "t", "Esc", "?"})


def test_targets_stay_beside_their_counts_where_a_line_ends() -> None:
    parts = [Content("situs 2 belum selesai"), Content("umpan 7 belum selesai"), Content("x" * 60)]
    assert [row.plain for row in in_rows(parts, 50)] == [
        "situs 2 belum selesai   umpan 7 belum selesai",
        "x" * 60,
    ]
    assert [row.plain for row in in_rows([], 50)] == [""]


async def test_a_long_detail_scrolls_to_its_last_line(served: Served) -> None:
    article = served.published("Banjir Surut")
    chief = served.desk_of(CHIEF)
    chief.deliveries.deliver()
    page = served.site.pages[0]
    page.lines = (page.lines[0], *(f"Baris {number} yang baru." for number in range(30)))
    chief.deliveries.deliver([article.id])
    async with RedaksiApp(served.desk_of(CHIEF)).run_test(size=(80, 24)) as pilot:
        await keys(pilot, "D")
        await shows(pilot, "≠ changed there", "≠ changed there · situs")
        await shows(pilot, "Tab: more")
        assert "revision 1" not in shown(pilot)
        await keys(pilot, "tab")
        detail = pilot.app.screen.query_one(DeliveryDetail)
        await until(lambda: detail.has_focus)
        for _attempt in range(20):  # the first keys may come before the new layout
            if detail.scroll_y < detail.max_scroll_y:
                await keys(pilot, "G")
                await pilot.pause(0.1)
        await shows(pilot, "revision 1", "Carry the change over")
        await keys(pilot, "shift+tab")
        assert pilot.app.screen.query_one(DeliveryList).has_focus


@pytest.mark.parametrize("width", [80, 120])
async def test_the_line_of_many_targets_is_short_and_breaks_between_them(
    served: Served, width: int
) -> None:
    names = [f"situs-{number}" for number in range(12)]
    many = "".join(WEBSITE.replace("situs", name, 1) for name in names)
    served.write(many + WEBSITE.replace("wordpress", "drupal"))
    async with RedaksiApp(served.desk_of(CHIEF)).run_test(size=(width, 24)) as pilot:
        await keys(pilot, "D")
        await shows(pilot, "! not usable: c", "! not trusted: t", "more: F")
        rows = lines(pilot)[2:4]
        assert rows[0].split("   ")[0].strip() == "situs ! not usable: c"
        for entry in [one.strip() for row in rows for one in row.strip().split("   ")]:
            assert entry.endswith((": c", ": t", ": F")), entry
        assert not lines(pilot)[4].strip()


def test_targets_that_have_no_room_are_counted() -> None:
    parts = [Content(f"situs-{number}") for number in range(9)]
    assert [row.plain for row in in_few_rows(parts, 18)] == [
        "situs-0   situs-1",
        "7 more: F",
    ]
    assert list(in_few_rows(parts, 200)) == list(in_rows(parts, 200))


async def test_a_check_says_what_is_in_the_way(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [("The password is wrong.", "The plugin is missing."), ()]
    monkeypatch.setattr(Deliveries, "check", lambda _self, _name: answers.pop(0))
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "D", "c")
        await until(lambda: on(pilot, ReportDialog))
        await shows(
            pilot, "situs is not ready", "The password is wrong.", "The plugin is missing."
        )
        await keys(pilot, "escape", "c")
        await until(lambda: "situs is ready." in said(pilot))


async def test_a_run_stops_after_the_present_article(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [served.published(f"Naskah {number}") for number in range(3)]
    app = RedaksiApp(served.desk_of(CHIEF))

    def stopped(call: str) -> object:
        if call == "create":
            app.delivering.stop()
        return None

    async with app.run_test() as pilot:
        await keys(pilot, "D")
        await shows(pilot, "situs 3 unfinished")
        served.site.trouble = stopped
        await keys(pilot, "D")
        await until(lambda: "Stopped; the others stay due." in said(pilot))
        served.site.trouble = lambda _call: None
        assert sorted(map(served.state, articles)) == ["delivered", "waiting", "waiting"]
        await keys(pilot, "s")
        assert "Nothing is being delivered." in said(pilot)
        await keys(pilot, "D")
        await until(lambda: {*map(served.state, articles)} == {State.DELIVERED})


async def test_targets_and_states_are_shown_one_by_one(served: Served) -> None:
    served.published("Banjir Surut")
    served.desk_of(CHIEF).deliveries.deliver()
    served.published("Harga Turun")
    served.write(WEBSITE + WEBSITE.replace("situs", "kedua"))
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "D")
        await shows(pilot, "situs 1 unfinished", "3 deliveries")
        await keys(pilot, "F")
        await shows(pilot, "situs · unfinished", "1 delivery")
        await keys(pilot, "f", "f")
        await shows(pilot, "situs · delivered", "Banjir Surut")
        assert pilot.app.screen.query_one(DeliveryList).count == 1
        await keys(pilot, "F")
        await shows(pilot, "kedua · delivered", "No article is in this state")


async def test_pages_open_in_the_browser_or_their_address_is_copied(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.published("Banjir Surut")
    served.desk_of(CHIEF).deliveries.deliver()
    opened: list[str] = []

    def opens(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", opens)
    monkeypatch.setattr(browser, "is_here", lambda: True)
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "D", "f")
        await shows(pilot, "✓ delivered")
        await keys(pilot, "o")
        await until(lambda: "Opened in the browser" in said(pilot))
        assert len(opened) == 1
        assert opened[0].startswith("https://contoh.id/")
        monkeypatch.setattr(browser, "is_here", lambda: False)
        await keys(pilot, "o")
        await until(lambda: f"Copied: {opened[0][:20]}" in said(pilot))
        assert len(opened) == 1


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://contoh.id/a", True),
        ("http://127.0.0.1:8000/", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[", False),
        ("--help", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_open(address: str, safe: bool) -> None:
    assert browser.is_safe(address) is safe


def test_no_browser_opens_over_ssh_or_inside_the_terminal() -> None:
    assert browser.is_here({"DISPLAY": ":0"}, "linux")
    assert browser.is_here({}, "darwin")
    assert not browser.is_here({}, "linux")
    assert not browser.is_here({"DISPLAY": ":0", "SSH_CONNECTION": "x"}, "linux")


async def test_the_board_shows_what_the_targets_show(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_signs, "PAUSE", 0.01)
    served.published("Banjir Surut")
    app = RedaksiApp(served.desk_of(CHIEF))
    for size in ((80, 24), (120, 40)):
        async with app.run_test(size=size) as pilot:
            await keys(pilot, "l", "l")
            await shows(pilot, "Banjir Surut", "· waiting")
        app = RedaksiApp(served.desk_of(CHIEF))
    async with app.run_test() as pilot:
        await keys(pilot, "l", "l")
        await shows(pilot, "· waiting")
        served.desk_of(WRITER).deliveries.deliver()  # in another program
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        board.signs.look()
        await shows(pilot, "✓ delivered")


async def test_without_targets_the_board_shows_no_sign(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_signs, "PAUSE", 0.01)
    served.write("")
    served.published("Banjir Surut")
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "l", "l")
        board = pilot.app.screen
        assert isinstance(board, BoardScreen)
        await until(lambda: not board.signs._is_looking)
        assert "waiting" not in shown(pilot)
        assert not board.context().targets


async def test_a_publication_is_delivered_in_the_background_and_told(served: Served) -> None:
    served.write(WEBSITE + "on_publish = true\n")
    desk = served.desk_of(WRITER)
    article = desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "l", "p", "enter")
        await until(lambda: "situs: delivered. https://" in said(pilot))
        assert served.state(article) is State.DELIVERED


async def test_what_prevents_a_delivery_is_told_and_leaves_the_publication(served: Served) -> None:
    served.write(WEBSITE + "on_publish = true\n")
    desk = served.desk_of(WRITER)
    article = desk.moves.submit(draft(desk, "Panen", "Satu.").id, CHIEF)

    def trouble(_call: str) -> object:
        raise Unreachable("The website does not answer.")

    served.site.trouble = trouble
    async with RedaksiApp(served.desk_of(CHIEF)).run_test() as pilot:
        await keys(pilot, "l", "p", "enter")
        await until(lambda: "situs: The website does not answer." in said(pilot))
        assert desk.reading.article(article.id).article.sign_offs
        assert served.state(article) is State.FAILED


async def test_a_guest_is_refused(served: Served) -> None:
    served.published("Banjir Surut")
    async with RedaksiApp(served.desk_of(GUEST)).run_test() as pilot:
        await keys(pilot, "D")
        await shows(pilot, "Banjir Surut")
        for key in ("d", "D", "O", "W"):
            await keys(pilot, key)
            await until(lambda: "guest" in said(pilot) or "not a chief" in said(pilot))
    assert served.site.writes == 0


def test_a_report_without_outcomes_says_that_nothing_is_due() -> None:
    assert delivering.summary(DeliveryReport(), RedaksiError.advice) == "Nothing is due."
