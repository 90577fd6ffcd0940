"""Templates of a house: they take the place of ours, and can do nothing but make a page."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import meta
from msgspec.structs import replace

from redaksi.errors import BadInput
from redaksi.exporters.site import child, templates
from redaksi.exporters.site.strays import strays
from tests.exporters.site.built import SITE, build, page, stories

ROOT = Path(__file__).parents[3]
OVER = '{% extends "redaksi/base.html" %}{% block main %}'
END = "{% endblock %}"


def with_template(out: Path, name: str, source: str, count: int = 1) -> None:
    build(out, stories(count), replace(SITE, templates={name: source}))


def said(out: Path, body: str, name: str = "article.html") -> str:
    """What is said about a template with this main part."""
    with pytest.raises(BadInput) as caught:
        with_template(out, name, OVER + body + END)
    assert not out.exists() or not list(out.rglob("*.html"))
    return caught.value.sentence


def test_a_template_of_the_house_takes_the_place_of_ours(tmp_path: Path) -> None:
    with_template(tmp_path, "article.html", OVER + "<h1>Kami: {{ article.headline }}</h1>" + END)
    assert "<h1>Kami: Naskah 1</h1>" in page(tmp_path, "artikel-1.html")
    assert "Langsung ke isi" in page(tmp_path, "artikel-1.html")
    assert "Terbaru" in page(tmp_path, "index.html") or "Naskah 1" in page(tmp_path, "index.html")


def test_a_template_may_include_another_one_of_the_house(tmp_path: Path) -> None:
    own = {"promo.html": "<p>Iklan & kabar</p>", "404.html": '{% include "promo.html" %}'}
    build(tmp_path, stories(1), replace(SITE, templates=own))
    assert page(tmp_path, "404.html") == "<p>Iklan & kabar</p>"


def test_the_style_of_the_house_takes_the_place_of_ours(tmp_path: Path) -> None:
    with_template(tmp_path, "style.css", "body { color: {{ red }} }")
    assert page(tmp_path, "style.css") == "body { color: {{ red }} }"


def test_values_are_escaped_in_a_template_of_the_house(tmp_path: Path) -> None:
    odd = replace(stories(1)[0], text=replace(stories(1)[0].text, headline="<b>x</b>"))
    build(tmp_path, [odd], replace(SITE, templates={"article.html": "{{ article.headline }}"}))
    assert page(tmp_path, "artikel-1.html") == "&lt;b&gt;x&lt;/b&gt;"


@pytest.mark.parametrize(
    ("body", "line", "why"),
    [
        ("\n\n{% if %}", 3, "Expected an expression"),
        ("\n{{ article.tidak_ada }}", 2, "tidak_ada"),
        ('\n\n{% include "x.html" %}', 3, "x.html"),
        ("\n{{ 1 / 0 }}", 2, "division"),
    ],
)
def test_an_error_is_named_with_its_line(tmp_path: Path, body: str, line: int, why: str) -> None:
    sentence = said(tmp_path / "out", body)
    assert f"{line}" in sentence.split("site/article.html")[0]
    assert "site/article.html" in sentence
    assert why in sentence


def test_an_error_in_a_part_is_named_with_the_line_of_that_part(tmp_path: Path) -> None:
    own = {"base.html": "<p>\n\n{{ kosong.x }}", "404.html": '{% extends "base.html" %}'}
    with pytest.raises(BadInput, match=r"3 .*site/base\.html"):
        build(tmp_path, stories(1), replace(SITE, templates=own))


ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ article|attr('__init__')|attr('__globals__') }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ article.body.__class__ }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(site) }}",
    "{{ ('{0.__cla' ~ 'ss__}')|attr('format')(site) }}",
    "{{ '{x.__class__}'.format_map({'x': 1}) }}",
    "{{ (article.body ~ '{0.__class__}').format(site) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(site) }}",
    "{{ ['{0.__class__}']|map('format', site)|join }}{{ [site]|map(attribute='__class__')|list }}",
    "{{ site.update({'title': 'x'}) }}",
    "{{ article.tags.append('x') }}",
    "{{ site.pop('title') }}",
    "{{ lipsum.__globals__ }}",
    "{{ ().__class__.__base__ }}",
    "{{ (1).__class__.__mro__ }}",
    "{{ range.__class__ }}",
    "{% for x in ''.__class__.__subclasses__() %}{% endfor %}",
    "{% import '/etc/passwd' as x %}",
    "{% include '../../../../etc/passwd' %}",
    "{% include 'redaksi/../child.py' %}",
)


@pytest.mark.parametrize("escape", ESCAPES)
def test_no_known_escape_leaves_the_sandbox(tmp_path: Path, escape: str) -> None:
    assert "site/article.html" in said(tmp_path / "out", escape)


def test_the_escapes_would_work_without_the_sandbox() -> None:
    from jinja2 import Environment  # noqa: PLC0415

    shown = Environment().from_string(ESCAPES[0]).render()
    assert "subprocess.Popen" in shown


@pytest.mark.parametrize(
    "body",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 'x' * 10 ** 10 }}",
        "{% set x = namespace(v=1) %}{% for i in range(40) %}{% set x.v = x.v~x.v %}{% endfor %}",
        "{{ range(10 ** 9)|list }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% for i in range(9000) %}{{ 'y' * 1000 }}{% endfor %}",
    ],
)
def test_a_template_that_never_ends_or_swells_is_stopped(
    tmp_path: Path, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "site/article.html" in said(tmp_path / "out", body)


def test_work_that_no_handler_interrupts_is_stopped_too(tmp_path: Path) -> None:
    assert "template" in said(tmp_path / "out", "{{ (9 ** 387420489) % 7 }}")


def test_the_child_can_open_nothing_and_knows_no_secret(tmp_path: Path) -> None:
    program = (
        "import os, socket, sys\n"
        "from redaksi.exporters.site import child\n"
        "child.warm_up(); child.limit()\n"
        "def tries(act):\n"
        "    try:\n        act()\n"
        "    except (OSError, MemoryError) as error:\n        return type(error).__name__\n"
        "    return 'done'\n"
        "print(tries(lambda: open('/etc/passwd')), tries(lambda: socket.socket()),"
        " tries(lambda: os.pipe()), tries(lambda: bytearray(1 << 30)))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert answer == ["OSError", "OSError", "OSError", "MemoryError"]
    # The same acts are possible for a process without limits.
    with Path("/etc/passwd").open(), socket.socket():
        pass


def test_the_environment_of_the_child_has_no_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, str]] = []
    real = subprocess.Popen

    def popen(*arguments: object, **named: object) -> object:
        seen.append(named["env"])  # type: ignore[arg-type]
        return real(*arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setenv("SITUS_PASSWORD", "rahasia")
    monkeypatch.setattr(subprocess, "Popen", popen)
    build(tmp_path, stories(1))
    assert seen
    assert all("rahasia" not in one.values() for one in seen)
    assert "rahasia" in os.environ.values()


def test_a_module_in_the_working_folder_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jinja2.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    assert not build(tmp_path / "out", stories(1)).refused


def test_the_docs_name_every_block_and_every_variable() -> None:
    docs = (ROOT / "docs/site.md").read_text()
    table = docs[docs.index("| block |") : docs.index("**A file that changes nothing")]
    named = [re.findall(r"`(\w+)`", row.split(" | ")[0]) for row in table.splitlines()]
    environment = child.environment({})
    blocks, variables = set[str](), set[str]()
    for name in templates.NAMES:
        source = templates.ours()[name]
        blocks.update(environment.from_string(source).blocks)
        if name != "macros.html":
            found = meta.find_undeclared_variables(environment.parse(source))
            variables |= found - {"macros"}  # what the template imports itself
    assert {one for row in named for one in row} == blocks | variables


def test_a_file_or_a_block_that_changes_nothing_is_named() -> None:
    house = {
        "frnt.html": "",
        "promo.html": "",
        "front.html": '{% extends "redaksi/front.html" %}{% block maim %}'
        '{% include "promo.html" %}{% block dalam %}{% endblock %}{% endblock %}'
        "{%- block colophon %}{% endblock %}",
    }
    names = ["Article.html", "catatan.txt", "footer.htm", *house, "style.css"]
    assert list(strays(names, house)) == [
        "No page of the website uses site/Article.html. Did you mean article.html?",
        "No page of the website uses site/catatan.txt.",
        "No page of the website uses site/footer.htm.",
        "No page of the website uses site/frnt.html. Did you mean front.html?",
        "site/front.html fills the block maim, which no template has.",
    ]


@pytest.mark.parametrize(
    ("most", "count"), [("LARGEST_PAGE", 1), ("LARGEST_CHUNK", 19)], ids=["a page", "all pages"]
)
def test_pages_are_limited_in_bytes(tmp_path: Path, most: str, count: int) -> None:
    """An emoji has four bytes; some more pages than one stand in the same message."""
    signs = getattr(child, most) // 4 // count
    source = "{% for one in range(SIGNS // 1000) %}" + "🦀" * 1000 + "{% endfor %}"
    build(
        tmp_path / "a",
        stories(count),
        replace(SITE, templates={"article.html": source.replace("SIGNS", str(signs - 1000))}),
    )
    with pytest.raises(BadInput, match="too much memory"):
        build(
            tmp_path / "c",
            stories(count),
            replace(SITE, templates={"article.html": source.replace("SIGNS", str(signs + 2000))}),
        )
