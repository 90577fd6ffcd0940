"""Work that a start delays until after the first paint is done, and in time."""

import gc
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from redaksi import runtime
from redaksi.tui.app import RedaksiApp
from redaksi.tui.rest import REST, Rest
from redaksi.tui.themed_app import SCREENS
from redaksi.tui.widgets.title_bar import TitleBar

from .driving import keys, until


async def test_the_styles_of_a_screen_are_computed_once_when_it_opens(
    app: RedaksiApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed: list[object] = []
    apply = Stylesheet.apply

    def note(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        computed.append(node)
        apply(sheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", note)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        bar = app.screen.query_one(TitleBar)
        assert computed.count(bar) == 1
        app.screen.update_node_styles()  # the control: a change of classes computes them again
        assert computed.count(bar) == 2


@pytest.mark.parametrize("ahead", [True, False])
async def test_a_dialog_has_its_look_whether_it_was_read_ahead_or_not(
    app: RedaksiApp, ahead: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not ahead:  # a person presses a key before that
        monkeypatch.setattr(RedaksiApp, "read_ahead", lambda _app: None)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.stylesheet.has_source(str(SCREENS)) is ahead
        await keys(pilot, "n")
        assert app.screen.query_one(".box").outer_size.width == 68


def test_a_failure_inside_ends_the_desk_at_once_and_is_the_command_lines_to_tell(
    app: RedaksiApp,
) -> None:
    """Textual's own traceback shows the local values of each call.

    With 300 nested values that takes minutes.
    """

    def fail(value: object, depth: int) -> None:
        if depth:
            fail({"inside": value}, depth - 1)
        raise RecursionError

    app.call_later(fail, {}, 300)
    app.run(headless=True, size=(80, 24))
    assert isinstance(vars(app)["_exception"], RecursionError)
    assert not app._exit_renderables


@pytest.fixture
def collector() -> Iterator[None]:
    """Restore the state of Python's garbage collector after the test."""
    before = gc.get_threshold()
    yield
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collector")
def test_garbage_is_not_searched_for_while_starting_and_what_came_up_is_left_alone() -> None:
    runtime.start_collection()
    assert gc.get_freeze_count() == 0, "nothing was put off"
    runtime.delay_collection()
    assert not gc.isenabled()
    runtime.start_collection()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    young, middle, _longest = gc.get_threshold()
    assert young * middle <= 20_000, "one collection makes the screen stand still"


@pytest.mark.usefixtures("collector")
def test_garbage_is_searched_for_at_rest_once_the_start_is_put_aside() -> None:
    def full() -> int:
        return int(gc.get_stats()[2]["collections"])

    before = full()
    runtime.collect_at_rest()
    assert full() == before
    runtime.delay_collection()
    runtime.start_collection()
    runtime.collect_at_rest()
    assert full() == before + 1


async def test_rest_comes_once_after_a_burst_of_keys(app: RedaksiApp) -> None:
    rests: list[float] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app._rest = Rest(app, lambda: rests.append(monotonic()))
        await pilot.pause(REST + 0.3)
        assert rests == [], "nobody had typed"
        for _ in range(4):
            last = monotonic()
            await pilot.press("down")
            await pilot.pause(REST / 4)
        assert rests == [], "somebody types"
        await until(lambda: rests)
        assert rests[0] - last >= REST, "after the last key"
        await pilot.pause(REST + 0.3)
        assert len(rests) == 1
