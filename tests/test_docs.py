"""The pages of the docs exist, are linked, and tell the truth about the program."""

import ast
import io
import os
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import pytest

from redaksi import config
from redaksi.desk import Desk, open_desk
from redaksi.domain.delivery import Target

ROOT = Path(__file__).parents[1]
PAGES = sorted(ROOT.glob("docs/*.md"))
ALL_PAGES = [*PAGES, *sorted(ROOT.glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]*)(#[^)]*)?\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CITED = re.compile(
    r"(?<![\w/.-])(?:\.\./)?(?:docs|shared)/[\w./-]*\w|(?<![\w/.-])(?!SLUG)[A-Z]{4,}\.md"
    r"|(?<![\w/.-])house\.md"
)
"""The forms in which texts cite a document.

They are a path below `docs` or `shared`, and the name of a document in capitals.
"""


def _targets(page: Path) -> set[tuple[Path, str]]:
    """The files of ours that `page` links to, each with a heading's anchor, "" for the page."""
    found = LINK.findall(FENCE.sub("", page.read_text("utf-8")))
    return {
        ((page.parent / link).resolve() if link else page, part)
        for link, part in found
        if "://" not in link
    }


def _links(page: Path) -> set[Path]:
    """The files of ours that `page` links to."""
    return {file for file, _part in _targets(page)}


def _parts(page: Path) -> set[str]:
    """The anchors of the headings of `page`, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {
        "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.name)
def test_a_page_links_only_to_what_is_there(page: Path) -> None:
    assert {str(file) for file in _links(page) if not file.exists()} == set()
    assert {
        f"{file.name}{part}" for file, part in _targets(page) if part and part not in _parts(file)
    } == set()


def test_the_readme_links_to_every_page() -> None:
    assert set(PAGES) - _links(ROOT / "README.md") == set()


def test_no_two_pages_have_one_title() -> None:
    titles = [page.read_text("utf-8").partition("\n")[0] for page in PAGES]
    assert sorted(set(titles)) == sorted(titles)


def _told(file: Path) -> str:
    """The text of a page, or the docstrings and comments of a source `file`."""
    text = file.read_text("utf-8")
    if file.suffix != ".py":
        return text
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    strings = [
        ast.get_docstring(one) or ""
        for one in ast.walk(ast.parse(text))
        if isinstance(one, documented)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join(
        [*strings, *(token.string for token in tokens if token.type == tokenize.COMMENT)]
    )


def _missing(text: str) -> Iterator[str]:
    """The documents that `text` cites although the repository does not have them."""
    for name in CITED.findall(text):
        if name.startswith("..") or not any(
            (ROOT / place / name).exists() for place in ("", "docs")
        ):
            yield name


def test_nobody_cites_a_document_that_is_not_in_the_repository() -> None:
    files = [*ALL_PAGES, ROOT / "Makefile", ROOT / "pyproject.toml", *ROOT.glob("data/*.md")]
    files += [
        file for folder in ("src", "tests", "bench") for file in (ROOT / folder).rglob("*.py")
    ]
    assert len(files) > 400
    found = {str(file.relative_to(ROOT)): [*_missing(_told(file))] for file in files}
    assert {file: names for file, names in found.items() if names} == {}


def test_a_document_that_is_not_there_is_noticed() -> None:
    text = (
        "See docs/keeping.md, ../shared/copy, DESIGN.md, house.md and docs/files.md, but not "
        "naskah.md."
    )
    assert [*_missing(text)] == ["docs/keeping.md", "../shared/copy", "DESIGN.md", "house.md"]


def _gone(text: str, sources: str) -> list[str]:
    """The names in backquotes in `text` that do not exist in `sources`.

    The names are of files, functions, classes and constants.
    """
    named = set(re.findall(r"`([^`\n]+)`", FENCE.sub("", text)))
    paths = {name for name in named if re.fullmatch(r"[a-z_/]+(?:\.py|/)", name)}
    gone = {
        name
        for name in paths
        if not any((ROOT / place / name).exists() for place in ("", "src/redaksi"))
    }
    for name in named - paths:
        if function := re.fullmatch(r"(?:\w+\.)*(\w+)\(\)", name):
            pattern = rf"def {function[1]}\("
        elif re.fullmatch(r"(?!NAME|MODULE)[A-Z_]{3,}", name):
            pattern = rf"^{name}\b.*= "
        elif re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*", name):
            pattern = rf"class {name}\b"
        else:
            continue
        if not re.search(pattern, sources, re.MULTILINE):
            gone.add(name)
    return sorted(gone)


def test_what_the_page_about_the_house_names_is_there() -> None:
    sources = "\n".join(
        file.read_text("utf-8") for top in ("src", "tests") for file in (ROOT / top).rglob("*.py")
    )
    assert _gone((ROOT / "docs" / "architecture.md").read_text("utf-8"), sources) == []
    assert _gone(
        "`desk/garage.py` `desk/copy.py` `Copy.park()` `Copy.edit()` `GARAGE` `Garage`", sources
    ) == [*("Copy.park()", "GARAGE", "Garage", "desk/garage.py")]


def _blocks(page: str, language: str) -> list[str]:
    """The code blocks in `language` on `page`."""
    return [
        code
        for kind, code in FENCE.findall((ROOT / "docs" / page).read_text("utf-8"))
        if kind == language
    ]


def _environment(home: Path) -> dict[str, str]:
    """The environment of a program that may touch only files below `home`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REDAKSI", "XDG", "LC_", "LANG"))
    }
    return {
        **kept,
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }


def _run(*command: str | Path, home: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, cwd=home, env=_environment(home), capture_output=True, text=True, check=False
    )


def test_the_script_of_the_page_about_python_runs(tmp_path: Path) -> None:
    (script,) = _blocks("python.md", "python")
    done = _run(sys.executable, "-c", script, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "published" in done.stdout
    assert "Four eyes" in done.stdout
    assert (tmp_path / "web" / "banjir-rob-surut.html").exists()


def test_the_verbs_on_the_page_about_python_are_there(tmp_path: Path) -> None:
    assert (
        _run("redaksi", "--as", "Ani", "init", tmp_path / "ruang", home=tmp_path).returncode == 0
    )
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `desk\.(\w+)` \| ([^;:|]+)", page, re.MULTILINE))
    groups = {name for name, value in vars(Desk).items() if isinstance(value, cached_property)}
    assert told.keys() == {*groups, "reading"}
    with open_desk(tmp_path / "ruang", "Ani") as desk:
        for group, verbs in told.items():
            names = re.findall(r"`(\w+)`", verbs)
            assert names
            assert [name for name in names if not hasattr(getattr(desk, group), name)] == [], group


def test_the_script_for_the_night_keeps_a_backup_and_tells_of_what_was_changed(
    tmp_path: Path,
) -> None:
    (script,) = (code for code in _blocks("administration.md", "sh") if code.startswith("#!"))
    (tmp_path / "nightly").write_text(script)
    room, kept = tmp_path / "ruang", tmp_path / "cadangan"
    kept.mkdir()
    assert _run("redaksi", "--as", "Ani", "init", room, home=tmp_path).returncode == 0
    new = _run(
        "redaksi", "--newsroom", room, "--as", "Ani", "new", "--headline", "Satu", home=tmp_path
    )
    for _night in range(2):
        done = _run("sh", "nightly", room, kept, home=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(file.suffix for file in kept.iterdir()) == [".anchor", ".zst"]
    (dossier,) = room.rglob(f"{new.stdout.strip()}.json")
    dossier.unlink()
    done = _run("sh", "nightly", room, kept, home=tmp_path)
    assert done.returncode == 8
    assert new.stdout.strip() in done.stdout, "the anchor of the night before misses it"


def _keys(kind: type[msgspec.Struct], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The keys of the settings `kind` with their defaults; a key of a table has a dotted name."""
    for field in msgspec.structs.fields(kind):
        if field.required or field.name == "target":  # a target has a table of its own
            continue
        if isinstance(field.default, msgspec.Struct):
            yield from _keys(type(field.default), f"{prefix}{field.name}.")
        else:
            default = (
                field.default
                if field.default_factory is msgspec.NODEFAULT
                else field.default_factory()
            )
            yield f"{prefix}{field.name}", msgspec.to_builtins(default)


@pytest.mark.parametrize(
    ("part", "kind", "required"),
    [
        ("newsroom.toml", config.House, {}),
        ("a target", Target, {"name": "x", "kind": "y"}),
        ("settings.toml", config.Settings, {}),
    ],
    ids=["house", "target", "person"],
)
def test_every_key_of_the_settings_stands_in_the_table_with_its_default(
    part: str, kind: type[msgspec.Struct], required: dict[str, str]
) -> None:
    page = (ROOT / "docs" / "administration.md").read_text("utf-8")
    table = page.partition(f"## Every key of {part}\n")[2].partition("\n## ")[0]
    rows = re.findall(
        r"^\| `([\w.]+)` \| ([\w ]+) \| `(.+?)` \| `(.+?)` \| .", table, re.MULTILINE
    )
    defaults = {
        key: tomllib.loads(f"value = {default}")["value"] for key, _type, default, _example in rows
    }
    assert defaults == {
        key: list(value) if isinstance(value, tuple) else value for key, value in _keys(kind)
    }
    named = re.findall(r"^\| `(\w+)` \| text \| required \| `\".+\"` \| .", table, re.MULTILINE)
    assert named == [*required]
    types = {str: "text", bool: "boolean", list: "list of text", dict: "table", int: "number"}
    assert {key: name for key, name, _default, _example in rows} == {
        key: types[type(value)] for key, value in defaults.items()
    }
    for key, _type, default, example in rows:
        assert example != default, key
        settings = msgspec.convert(required | tomllib.loads(f"{key} = {example}"), kind)
        assert dict(_keys_of(settings))[key] != defaults[key]


def _keys_of(settings: msgspec.Struct, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name in settings.__struct_fields__:
        value = getattr(settings, name)
        if isinstance(value, msgspec.Struct):
            yield from _keys_of(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", msgspec.to_builtins(value)


def _absent(text: str) -> list[str]:
    """The missing tests that `text` names as `tests/file.py::test_name`."""
    named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", text)
    assert named, f"nothing proves: {text}"
    return [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists()
        or not re.search(rf"def {name}\(", (ROOT / file).read_text("utf-8"))
    ]


def test_every_answer_about_ones_text_names_tests_that_are_there() -> None:
    _title, _lead, *answers = (ROOT / "docs/safety.md").read_text("utf-8").strip().split("\n\n")
    assert len(answers) > 15
    assert [missing for answer in answers for missing in _absent(answer)] == []


def test_every_threat_names_tests_that_are_there() -> None:
    rows = re.findall(
        r"^\| (?!attack|-).+\|$", (ROOT / "docs/threats.md").read_text("utf-8"), re.MULTILINE
    )
    assert [missing for row in rows for missing in _absent(row)] == []


def test_a_test_that_is_not_there_is_noticed() -> None:
    assert _absent("`tests/test_docs.py::test_nobody`") == ["tests/test_docs.py::test_nobody"]
