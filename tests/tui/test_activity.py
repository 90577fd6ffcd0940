"""The activity: what concerns the person, everything that happened, and the way to its place."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from redaksi.desk import Desk
from redaksi.tui.app import RedaksiApp
from redaksi.tui.screens import activity
from redaksi.tui.screens.activity import ActivityScreen
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.widgets.activity_list import ActivityList
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.panes import Panes

from .conftest import CHIEF, WRITER, Clock
from .driving import draft, keys, lines, on, said, shown, until

DeskOf = Callable[[str], Desk]


@pytest.fixture
def busy(desk_of: DeskOf, clock: Clock) -> RedaksiApp:
    """The desk of a writer whose article was returned and has a note on its second paragraph."""
    chief, writer = desk_of(CHIEF), desk_of(WRITER)
    mine = draft(writer, "Banjir Surut", *(f"Alinea {number}." for number in range(1, 40)))
    writer.moves.submit(mine.id, CHIEF)
    clock.on(minutes=5)
    chief.moves.return_(mine.id, "Cek angkanya.", WRITER)
    clock.on(minutes=5)
    chief.notes.add(mine.id, "Siapa?", mine.article.paragraph_ids[29])
    clock.on(hours=2)
    draft(chief, "Pasar Pagi", "Dua.")
    return RedaksiApp(writer)


def acts(app: RedaksiApp) -> list[str]:
    return [one.words for one in app.screen.query_one(ActivityList).acts]


async def test_what_concerns_the_person_comes_first_and_everything_by_a_key(
    busy: RedaksiApp,
) -> None:
    async with busy.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K")
        await until(lambda: on(pilot, ActivityScreen))
        mine = [f"{CHIEF} wrote a note on it", f"{CHIEF} returned it to you"]
        await until(lambda: acts(busy) == mine)
        assert "◆" in lines(pilot)[2]
        assert "2h" in lines(pilot)[2]
        assert "Banjir Surut" in lines(pilot)[2]
        await keys(pilot, "m")
        await until(lambda: f"{CHIEF} wrote the first draft" in acts(busy))
        assert acts(busy)[-1] == f"{WRITER} wrote the first draft"
        assert "everything" in lines(pilot)[0]
        await keys(pilot, "m")
        await until(lambda: acts(busy) == mine)


async def test_one_kind_after_the_other_is_shown(busy: RedaksiApp) -> None:
    async with busy.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K")
        await until(lambda: on(pilot, ActivityScreen) and len(acts(busy)) == 2)
        await keys(pilot, "f")
        assert acts(busy) == [f"{CHIEF} returned it to you"]
        assert "returned" in lines(pilot)[0]
        await keys(pilot, "f")
        assert acts(busy) == [f"{CHIEF} wrote a note on it"]
        await keys(pilot, "f")
        assert len(acts(busy)) == 2


async def test_enter_opens_the_article_at_the_note_and_it_is_read_then(busy: RedaksiApp) -> None:
    async with busy.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K")
        await until(lambda: on(pilot, ActivityScreen) and len(acts(busy)) == 2)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
        text = busy.screen.query_one(ArticleText)
        await until(lambda: text.note is not None and text.note.text == "Siapa?")
        await until(lambda: "Alinea 30." in shown(pilot))
        await keys(pilot, "escape")
        await until(lambda: on(pilot, ActivityScreen))
        await until(lambda: "◆" not in shown(pilot))


async def test_enter_on_a_return_goes_to_its_reason(busy: RedaksiApp) -> None:
    async with busy.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K")
        await until(lambda: on(pilot, ActivityScreen) and len(acts(busy)) == 2)
        await keys(pilot, "m")
        await until(lambda: len(acts(busy)) > 2)
        returned = next(words for words in acts(busy) if "returned" in words)
        select(busy, returned)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
        text = busy.screen.query_one(ArticleText)
        await until(lambda: text.note is not None and text.note.text == "Cek angkanya.")
        assert text.note is not None
        assert text.note.returned


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("fields", "pane"),
    [
        ({"due": "2026-12-24 10:00"}, "facts"),
        ({"rubric": "Kota"}, "facts"),
        ({"deck": "D"}, "text"),
    ],
)
async def test_enter_on_a_changed_particular_goes_to_the_particulars(
    desk_of: DeskOf, clock: Clock, fields: dict[str, str], pane: str, size: tuple[int, int]
) -> None:
    chief = desk_of(CHIEF)
    made = draft(chief, "Pasar Pagi", "Satu.")
    clock.on(minutes=1)
    chief.copy.set(made.id, fields)
    app = RedaksiApp(desk_of(WRITER))
    async with app.run_test(size=size) as pilot:
        await keys(pilot, "K", "m")
        await until(lambda: on(pilot, ActivityScreen) and len(acts(app)) > 1)
        await keys(pilot, "enter")
        await until(lambda: on(pilot, ArticleScreen))
        await until(lambda: app.screen.query_one(Panes).active == pane)
        await until(lambda: ("Particulars" in shown(pilot)) is (pane == "facts" or size[0] > 100))


def select(app: RedaksiApp, words: str) -> None:
    """Select the act that `words` tell."""
    app.screen.query_one(ActivityList).cursor = acts(app).index(words)


async def test_everything_can_be_taken_as_read(busy: RedaksiApp) -> None:
    async with busy.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K")
        await until(lambda: "◆" in shown(pilot))
        await keys(pilot, "R")
        await until(lambda: "◆" not in shown(pilot))
        assert "1 article is read." in said(pilot)
        await keys(pilot, "escape")
        await until(lambda: on(pilot, BoardScreen))
        assert "For you" not in lines(pilot)[0]


async def test_an_open_activity_follows_what_others_do(
    busy: RedaksiApp, desk_of: DeskOf, clock: Clock
) -> None:
    async with busy.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K")
        await until(lambda: on(pilot, ActivityScreen) and len(acts(busy)) == 2)
        chief = desk_of(CHIEF)
        clock.on(minutes=1)
        chief.moves.assign(draft(chief, "Baru", "Satu.").id, None, WRITER)
        await until(lambda: acts(busy)[:1] == [f"{CHIEF} assigned it to you"])


async def test_where_nothing_happened_the_screen_says_which_key_shows_more(
    desk_of: DeskOf,
) -> None:
    app = RedaksiApp(desk_of(WRITER))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K")
        await until(lambda: "m shows everything" in " ".join(shown(pilot).split()))
        await keys(pilot, "enter")
        assert "Nothing is selected." in said(pilot)
        await keys(pilot, "m")
        await until(lambda: "Nothing has happened here yet." in shown(pilot))


async def test_older_acts_come_when_the_cursor_reaches_the_end(
    desk_of: DeskOf, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "PAGE", 5)
    chief = desk_of(CHIEF)
    for number in range(12):
        draft(chief, f"Naskah {number}", "Satu.")
        clock.time += timedelta(minutes=1)

    def has(count: int) -> bool:
        return len(acts(app)) == count

    happened = list(chief.activity.newest())
    app = RedaksiApp(desk_of(WRITER))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "K", "m")
        await until(lambda: len(acts(app)) == 5)
        for wanted in range(10, len(happened) + 5, 5):
            await keys(pilot, "end")
            await until(partial(has, min(wanted, len(happened))))
        assert acts(app)[-1] == f"{CHIEF} wrote the first draft"
