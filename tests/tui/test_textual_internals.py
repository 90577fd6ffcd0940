"""The desk uses private parts of Textual as the version that the desk names has them."""

import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from importlib import import_module, reload
from importlib.metadata import version
from pathlib import Path

import pytest
from textual.drivers import linux_driver

import redaksi.tui
from redaksi.tui import textual_internals

SOURCES = Path(redaksi.tui.__file__).parent


def test_the_installed_textual_is_the_one_whose_parts_these_are() -> None:
    assert version("textual").startswith(f"{textual_internals.NEEDED}.")


def test_only_this_file_reaches_into_textual() -> None:
    private = ("textual._", "._bindings", "linux_driver", '"_exception"', "._exception")
    reaching = {
        path.name
        for path in SOURCES.rglob("*.py")
        for part in private
        if part in path.read_text("utf-8")
    }
    assert reaching == {"textual_internals.py"}


@pytest.fixture
def _moved() -> Iterator[None]:
    """Remove a private part of Textual."""
    name = "textual._xterm_parser"
    kept = sys.modules[name]
    sys.modules[name] = None  # type: ignore[assignment]
    yield
    sys.modules[name] = kept
    reload(import_module("redaksi.tui.textual_internals"))


@pytest.mark.usefixtures("_moved")
def test_a_textual_that_moved_a_part_is_named_in_one_sentence() -> None:
    with pytest.raises(
        ImportError, match=r"^Redaksi needs Textual 8\.2; Textual 8\.\S+ has no `textual\._xterm"
    ):
        reload(textual_internals)


def test_a_driver_that_reads_otherwise_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(linux_driver, "getincrementaldecoder")
    with pytest.raises(
        ImportError, match=r"has no `textual\.drivers\.linux_driver\.getincrementaldecoder`"
    ):
        textual_internals.read_with(getincrementaldecoder, textual_internals.XTermParser)
