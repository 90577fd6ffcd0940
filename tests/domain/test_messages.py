"""Every message of libraries and of the system is translated for Indonesian readers."""

import ast
import errno
import inspect
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from redaksi import config, i18n
from redaksi.copydesk.load import examined
from redaksi.errors import RedaksiError, reading_errors, storage_errors
from redaksi.i18n import messages
from redaksi.importers import front_matter, our_json
from redaksi.text import toml_lines

ENGLISH = re.compile(
    r"\b(?:the|of|is|not|at|in|to|and|but|got|found|expected|invalid|unknown|missing|contains"
    r"|cannot|must|line|column|"
    r"value|key|object|character|string|file|permission|denied|no|such|nothing|unterminated|bad"
    r"|while)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    i18n.install("id")
    yield
    i18n.install("en")


BROKEN = [
    "language = id",
    "name = 'a",
    'name = "a',
    'name = """a',
    'name = "\\q"',
    'name = "\\u12"',
    'name = "\\ud800"',
    "name",
    "= 3",
    "name = ",
    "name = 3 4",
    "name = [1, 2",
    "name = {a = 1",
    "name = {a = 1, a = 2}",
    "[rules",
    "[[rules]",
    "[rules]\n[rules]",
    "rules = {}\n[rules.a]",
    "name = 'a'\nname = 'b'",
    "name = 'a'\n[name]",
    "a.b = 1\n[a]\nb = 2\n[a]",
    "name = 2020-13-99",
    "name = 1_",
    "name = 'a\x01'",
    "\x00",
    "four_eyes = true",
    "name = 3",
    "rules = 3",
    "rules = []",
    "[rules]\nfour_eye = true",
    '[rules]\nfour_eyes = "ya"',
    '[rules]\ngate = ["parah"]',
    "[rules]\ngate = 3",
    "[copydesk]\noff = 3",
    '[copydesk.severity]\nx = "parah"',
    '[copydesk.limit]\nx = "tiga"',
    "a" * 2 + ".b" * 60 + " = 1",
    "a = " + "[" * 200 + "]" * 200,
    "x" * 1_000_001,
]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_broken_settings_are_named_without_a_word_of_english(tmp_path: Path, text: str) -> None:
    (tmp_path / config.FILE).write_text(text, "utf-8")
    with pytest.raises(RedaksiError) as refused:
        config.load_house(tmp_path)
    said = refused.value.sentence.replace(str(tmp_path / config.FILE), "")
    assert not ENGLISH.search(said), said
    i18n.install("en")
    with pytest.raises(RedaksiError) as refused:
        config.load_house(tmp_path)
    assert ENGLISH.search(refused.value.sentence.replace(str(tmp_path), "")), (
        "the check of this test sees nothing"
    )


RULE = '[[rule]]\nid = "a"\nseverity = "galat"\nkind = "spelling"\nsource = "S"\n'


@pytest.mark.parametrize(
    "text",
    [
        "[[rule]\n",
        '[[rule]]\nid = "A B"\n',
        RULE,
        RULE + 'message.id = ""\nmessage.en = "x"\n',
        RULE + 'message = {id = "x", en = "x"}\npattern = "(["\n',
        RULE + 'message = {id = "x", en = "x"}\npattern = "a{3,1}"\n',
        RULE + 'message = {id = "x", en = "x"}\npattern = "a"\nreplacement = "\\\\g<b>"\n',
        RULE.replace("galat", "parah"),
        RULE + "limit = []\n",
    ],
)
def test_broken_rules_are_named_without_a_word_of_english(text: str) -> None:
    with pytest.raises(RedaksiError) as refused:
        examined(text, "gaya.toml")
    said = refused.value.sentence.replace("gaya.toml", "")
    assert not ENGLISH.search(said), said


@pytest.mark.parametrize(
    "matter",
    [
        "a: b: c",
        "a: [1, 2",
        "a: {b",
        "a: 'x",
        "\tb: c",
        "a: @x",
        "a: *b",
        "a\nb: c",
        "- a\nb: c",
        "a: &x\n b: *x",
        'a: "\\q"',
        "? [",
        "a: b\n  c: d",
        "%a",
        "a: !x [",
    ],
)
def test_broken_front_matter_is_named_without_a_word_of_english(matter: str) -> None:
    try:
        front_matter.split(f"---\n{matter}\n---\nIsi\n", "masuk.md")
    except RedaksiError as error:
        said = error.sentence.replace("masuk.md", "").replace("Front matter", "")
        assert not ENGLISH.search(said), said


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"redaksi": 2}', '{"redaksi": 1, "article": {"id": 3}}', "{]", "x"]
)
def test_a_broken_export_is_named_without_a_word_of_english(text: str) -> None:
    with pytest.raises(RedaksiError) as refused:
        our_json.read(text, "masuk.json")
    assert not ENGLISH.search(refused.value.sentence), refused.value.sentence


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_system_says_no_with_is_never_english(number: int) -> None:
    for catch in (storage_errors, reading_errors):
        with pytest.raises(RedaksiError) as refused, catch("berkas"):
            raise OSError(number, os.strerror(number))
        assert not ENGLISH.search(refused.value.sentence), refused.value.sentence


@pytest.mark.parametrize(
    "said",
    [
        *("[Errno 111] Connection refused", "[Errno -2] Name or service not known", "timed out"),
        "Server disconnected without sending a response.",
        "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed (_ssl.c:992)",
    ],
)
def test_what_the_network_says_no_with_is_not_english_and_has_no_number(said: str) -> None:
    told = messages.of_the_network(said)
    assert not ENGLISH.search(told), told
    assert "Errno" not in told


def test_what_a_server_says_stands_as_it_is() -> None:
    assert messages.of_the_network("550 Mailbox full") == "550 Mailbox full"


def test_what_our_own_code_says_in_an_error_of_the_system_stands() -> None:
    ours = OSError(errno.EFBIG, "isinya lebih dari 32 MB")
    with pytest.raises(RedaksiError, match="isinya lebih dari 32 MB"), storage_errors("berkas"):
        raise ours


def test_every_saying_of_toml_is_known() -> None:
    source = inspect.getsource(inspect.getmodule(tomllib.loads))  # type: ignore[arg-type]
    said = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
            "suffixed_err",
            "TOMLDecodeError",
        }:
            said |= {
                _written(one) for one in node.args if isinstance(one, ast.Constant | ast.JoinedStr)
            }
    said = {one for one in said if " " in one and "(at " not in one}
    assert len(said) > 15
    assert {
        one for one in said if messages.said(one) == i18n._("its form cannot be understood")
    } == set()


def _written(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "'x'" for one in parts)


@pytest.mark.parametrize(
    ("kind", "value", "says"),
    [
        (bool, "ya", "seharusnya true atau false, bukan teks"),
        (int | None, "ya", "seharusnya bilangan bulat / kosong, bukan teks"),
        (list[int], ["a"], "seharusnya bilangan bulat, bukan teks (di [0])"),
        (dict[str, int], {"a": "b"}, "seharusnya bilangan bulat, bukan teks (di [...])"),
    ],
)
def test_kinds_of_values_have_names_and_places(kind: Any, value: object, says: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(value, kind)
    assert messages.said(refused.value) == says


def test_in_english_the_words_of_the_library_stand() -> None:
    i18n.install("en")
    with pytest.raises(ValueError, match="Invalid value") as refused:
        toml_lines.loads("a = id")
    assert messages.said(refused.value) == str(refused.value)
    assert messages.said(yaml.YAMLError("odd")) == "odd"
