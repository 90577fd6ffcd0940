"""The desk uses private parts of Textual as the version that the desk names has them."""

import ast
import gc
import inspect
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from functools import lru_cache, partial
from importlib import import_module, reload
from importlib.metadata import version
from pathlib import Path
from pkgutil import walk_packages
from textwrap import dedent
from typing import Any
from weakref import ref

import pytest
from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.command import CommandPalette
from textual.drivers import linux_driver
from textual.screen import Screen
from textual.widgets import Static

import redaksi.tui
from redaksi.tui import textual_internals

SOURCES = Path(redaksi.tui.__file__).parent


def test_the_installed_textual_is_the_one_whose_parts_these_are() -> None:
    assert version("textual").startswith(f"{textual_internals.NEEDED}.")


def test_only_this_file_imports_private_parts_of_textual() -> None:
    private = ("textual._", "._bindings", "linux_driver", '"_exception"', "._exception")
    reaching = {
        path.name
        for path in SOURCES.rglob("*.py")
        for part in private
        if part in path.read_text("utf-8")
    }
    assert reaching == {"textual_internals.py"}


def private(kind: type[Any]) -> set[str]:
    """The private names that `kind` itself defines, or uses of its own instances."""
    tree = ast.parse(dedent(inspect.getsource(kind)))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return {name for name in used | defined if name.startswith("_") and not name.endswith("__")}


def shared_with_textual(kind: type[Any]) -> set[str]:
    """The private names of `kind` that its base classes of Textual have, too."""
    bases = [base for base in kind.__mro__ if base.__module__.split(".")[0] == "textual"]
    return private(kind) & {name for base in bases for name in private(base)}


def test_no_other_class_uses_or_overrides_a_private_part_of_its_base_in_textual() -> None:
    for module in walk_packages(redaksi.tui.__path__, "redaksi.tui."):
        import_module(module.name)
    ours = {
        kind
        for name, module in sys.modules.items()
        if name.startswith("redaksi.tui.")
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == name
    }
    found = {kind.__qualname__: (kind.__module__, shared_with_textual(kind)) for kind in ours}
    reaching = {name: module for name, (module, shared) in found.items() if shared}
    assert set(reaching.values()) == {"redaksi.tui.textual_internals"}, reaching
    assert found["SequenceParser"][1] == {"_gen", "_awaiting", "_tokens", "_timeout_time"}
    assert len(found) > 50


@pytest.mark.parametrize(
    ("owner", "part"),
    [
        (App, "_fatal_error"),
        (App, "_close_messages_no_wait"),
        (CommandPalette, "_action_command_list"),
    ],
)
def test_a_textual_without_a_method_is_named_at_the_import(
    monkeypatch: pytest.MonkeyPatch, owner: type[Any], part: str
) -> None:
    for base in owner.__mro__:
        if part in vars(base):
            monkeypatch.delattr(base, part)
    with pytest.raises(ImportError, match=rf"^Redaksi needs Textual 8\.2; .* has no `.*\.{part}`"):
        reload(textual_internals)


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


def test_a_parser_without_its_parts_is_named_before_the_terminal_is_read() -> None:
    class Moved(textual_internals.SequenceParser):
        def __getattribute__(self, name: str) -> Any:
            if name == "_awaiting":
                raise AttributeError(name)
            return super().__getattribute__(name)

    with pytest.raises(ImportError, match=r"has no `.*\._awaiting`"):
        textual_internals.read_with(getincrementaldecoder, Moved)


def test_a_driver_that_reads_otherwise_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(linux_driver, "getincrementaldecoder")
    with pytest.raises(
        ImportError, match=r"has no `textual\.drivers\.linux_driver\.getincrementaldecoder`"
    ):
        textual_internals.read_with(getincrementaldecoder, textual_internals.SequenceParser)


class Lines(App[None]):
    """Two screens, one above the other."""

    def compose(self) -> ComposeResult:
        yield Static("below")


class Above(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Static("above", classes="gone")


@pytest.mark.parametrize("forgets", [True, False])
async def test_the_lines_of_a_screen_that_is_gone_are_not_kept(
    monkeypatch: pytest.MonkeyPatch, *, forgets: bool
) -> None:
    kept = StylesCache.get_inner_outer.__wrapped__
    kept = kept.func if isinstance(kept, partial) else kept
    monkeypatch.setattr(StylesCache, "get_inner_outer", lru_cache(1024)(kept))
    if forgets:
        textual_internals.forget_widgets()
        textual_internals.forget_widgets()  # every app asks for this
    async with Lines().run_test() as pilot:
        await pilot.app.push_screen(Above())
        await pilot.pause()
        lines = ref(pilot.app.screen.query_one(".gone")._styles_cache)
        await pilot.app.pop_screen()
        await pilot.pause()
        gc.collect()
        assert (lines() is None) is forgets


def test_a_cache_of_colours_that_is_elsewhere_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(StylesCache, "get_inner_outer")
    with pytest.raises(ImportError, match=r"has no `textual\._styles_cache"):
        textual_internals.forget_widgets()
