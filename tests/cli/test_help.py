"""`--help` is grouped and has examples, in both languages, also for the texts of click."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import click
import pytest

import redaksi as package
from redaksi import i18n
from redaksi.cli import click_texts, lazy, redaksi
from tests.cli.conftest import Cli
from tests.cli.test_reading import program

FOR_PROGRAMMERS = {
    "Value must be an iterable.",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Could not determine name for option with declarations {decls!r}",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Name '{name}' defined twice",
    "Invalid start character for option ({option})",
    "%(prog)s, version %(version)s",
    "Choice({choices})",
}
"""Messages of click for programmers."""
UNUSED = {
    "Aborted!",
    "deprecated",
    "Deprecated",
    "Missing parameter",
    "Missing {param_type}",
    "Missing parameter: {param_name}",
    "unknown error",
    "Could not open file {filename!r}: {message}",
    "Do you want to continue?",
    "Confirm the action without prompting.",
    "Show the version and exit.",
    "env var: {var}",
    "(dynamic)",
    "Takes {nargs} values but 1 was given.",
    "{name} {filename!r} is not executable.",
    "{value!r} does not match the format {format}.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value!r} is not a valid UUID.",
    "{len_type} values are required, but {len_value} was given.",
}
"""Texts of parts of click that Redaksi does not use.

Redaksi has its own text for the version.
"""


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Every command below `group` with the words that call the command."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", one) for inner, one in commands(command, context))


def said_by_click() -> set[str]:
    found = set()
    for name in click_texts.MODULES:
        source = Path(str(import_module(f"click.{name}").__file__)).read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "ngettext"}
            ):
                found |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return {
        text for text in found if not text.startswith(("DeprecationWarning", "No options defined"))
    }


def test_the_commands_stand_in_their_parts_with_whole_first_sentences(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = cli.bare("--help").out
    assert "..." not in said.replace("ARGS]...", "")
    assert max(map(len, said.splitlines())) <= 80
    parts = [said.index(f"\n{title}:\n") for title in lazy.SECTIONS]
    assert parts == sorted(parts)
    assert said.index("Moving on:") < said.index("\n  publish") < said.index("The newsroom:")


def test_every_command_has_an_example_that_calls_it() -> None:
    context = click.Context(redaksi)
    for name, command in commands(redaksi, context):
        examples = getattr(command, "examples", ())
        assert examples, f"{name}: @click.command(..., cls=Command, examples=(...))"
        assert all("redaksi" in line for line in examples), name
        assert any(
            f"redaksi {name}" in line or isinstance(command, click.Group) for line in examples
        ), name
        said = command.get_help(click.Context(command, info_name=name, parent=context))
        assert said.endswith("\n".join(f"  {line}" for line in examples)), name


def test_what_click_says_is_in_our_catalogue() -> None:
    ours = {*click_texts.TEXTS, *click_texts.PLURALS}
    assert said_by_click() - ours - FOR_PROGRAMMERS - UNUSED == set()


def test_the_installed_click_is_one_whose_parts_these_are() -> None:
    assert version("click").rpartition(".")[0] in click_texts.NEEDED


def test_a_click_that_moved_a_part_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(click.exceptions, "ngettext")
    with pytest.raises(
        ImportError,
        match=r"^Redaksi needs click 8\.4 or 8\.5; click \S+ has no `click\.exceptions\.ngettext`",
    ):
        click_texts.install()


def test_only_these_files_reach_into_click() -> None:
    sources = Path(package.__file__).parent
    private = re.compile(r"click\.\w+\._|\bclick\._|import_module\(f?\"click|IntParamType")
    reaching = {
        path.name for path in sources.rglob("*.py") if private.search(path.read_text("utf-8"))
    }
    assert reaching == {"click_texts.py"}


def test_click_speaks_the_persons_language(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    said = cli.bare("export", "--to", "pdf", "--out", "x").err
    assert "is not one of" in said
    said = cli.bare("shwo").err
    assert said.startswith("Usage: ")
    assert "NoSuchCommand" not in said
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    for line, texts in (
        (("shwo",), ("Usage:", "Try '{command} {option}' for help.", "No such command {name!r}.")),
        (("show",), ("Missing argument",)),
        (("--newsrom", "x"), ("No such option {name!r}.",)),
        (("show", "a", "b"), ("Error: {message}",)),
        (("show", "--json=x", "a"), ("Option {name!r} does not take a value.",)),
    ):
        done = cli.bare(*line)
        assert (done.code, done.out) == (2, "")
        for text in texts:
            words = i18n._(text)
            if words == text:
                pytest.skip(f"the catalogue does not have {text!r} yet")
            assert words.split("{")[0] in done.err, line
            assert text.split("{")[0] not in done.err, line
    assert i18n._("Options") in program(cli, "show", "--help", LANG="id_ID.UTF-8").stdout
