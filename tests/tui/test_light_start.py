"""The desk loads before its first paint only what the board needs."""

import subprocess
import sys

import pytest

HEAVY = (
    *("markdown_it", "textual.widgets.text_area", "tomlkit", "jinja2", "nh3", "PIL"),
    *("httpx", "icalendar", "plotext", "wcwidth", "zstandard", "babel"),
    *("redaksi.text.plain_text", "redaksi.text.base_address", "redaksi.system.trust"),
    *("redaksi.domain.audit", "redaksi.domain.paragraphs", "redaksi.domain.holdings"),
    *("redaksi.store.upkeep", "redaksi.store.index.told", "redaksi.desk.provenance"),
)


def loaded(modules: str) -> set[str]:
    """Those of HEAVY that a fresh program has loaded after the import of `modules`."""
    code = f"import sys, {modules}; print(*({set(HEAVY)!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_app_and_board_load_neither_a_parser_nor_an_editor() -> None:
    start = "redaksi.cli.session, redaksi.tui.app, redaksi.tui.screens.board"
    assert loaded(start) == set()


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("redaksi.tui.widgets.article_preview", "markdown_it"),
        ("redaksi.store.upkeep.watch", "redaksi.store.upkeep"),
        ("redaksi.tui.widgets.dialog_box", "textual.widgets.text_area"),
    ],
)
def test_what_a_later_screen_loads_is_seen(module: str, heavy: str) -> None:
    assert heavy in loaded(module)
