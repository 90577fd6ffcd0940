"""Input that is no copy is refused with a sentence and a hint.

Control characters for a terminal are always removed.
"""

import codecs
import time
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.domain.article import HEADLINE_LIMIT
from redaksi.errors import BadInput
from redaksi.importers import MAX_BYTES, read
from redaksi.text import clean

REFUSED = {
    "empty": (b"", "is empty"),
    "blanks": (b" \r\n\t\xc2\xa0 \n", "is empty"),
    "only a mark": (codecs.BOM_UTF8, "is empty"),
    "NULs": (b"\0" * 100, "is empty"),
    "a NUL in text": (b"Judul naskah\n\nIsi\0 naskah", "not text"),
    "UTF-16 without a mark": ("Judul naskah\n\nIsi naskah".encode("utf-16-le"), "not text"),
    "torn UTF-16": (codecs.BOM_UTF16_LE + b"a\0b", "UTF-16"),
    "control characters": (bytes(range(1, 9)) * 20, "not text"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
    "PDF": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "DOCX": (b"PK\x03\x04\x14\0" + bytes(50), "DOCX"),
    "50 MB": (b"kata " * 10_000_000, "more than 5 MB"),
    "no headline": (b"Editor : Yanuar D\n", "no headline"),
    "front matter without a title": (b"---\neditor: Sari\n---\n\nIsi.", "no headline"),
    "a headline of 5,000 characters": (b"j" * 5_000 + b"\n\nIsi.", "headline has 5000 characters"),
    "a title of 5,000 characters": (
        b"---\ntitle: " + b"j" * 5_000 + b"\n---\n\nIsi.",
        "headline has 5000 characters",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_copy_is_refused_with_its_name_and_a_hint(name: str) -> None:
    data, sentence = REFUSED[name]
    with pytest.raises(BadInput, match=sentence) as refusal:
        read(data, "masuk.txt")
    assert refusal.value.hint
    assert "\n" not in refusal.value.sentence


def test_standard_input_is_called_so() -> None:
    with pytest.raises(BadInput, match="Standard input is empty"):
        read(b"", "-")


def test_the_limits_themselves_are_taken() -> None:
    assert len(read(b"j" * HEADLINE_LIMIT, "-").text.headline) == HEADLINE_LIMIT
    assert read(b"Judul\n\n" + b"k" * (MAX_BYTES - 7), "-").text.headline == "Judul"
    with pytest.raises(BadInput):
        read(b"Judul\n\n" + b"k" * (MAX_BYTES - 6), "-")


def test_undefined_bytes_of_windows_1252_are_shown_and_not_swallowed() -> None:
    assert (
        read(b"Judul \x93naskah\x94 \x81 ini\r\rIsi caf\xe9.", "-").text.headline
        == "Judul “naskah” � ini"
    )


@pytest.mark.parametrize(
    "newline", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
)
def test_every_kind_of_line_end_is_one(newline: str) -> None:
    copy = read(newline.join(("Judul naskah ini", "", "Isi naskah.")).encode(), "-")
    assert (copy.text.headline, copy.text.body) == ("Judul naskah ini", ("Isi naskah.",))


NASTY = "a\x1b[31mb\x1b]0;judul\x07c\u202ed\u2066e\x9bf[/]<script>"
FORMS = {
    "page": f"{NASTY} judul\n\nEditor: {NASTY}\n{NASTY} (Foto: {NASTY})\n\nIsi {NASTY}.\n\nBaca "
    f"juga: {NASTY}\n\nIsi.",
    "mail": f"Dari: {NASTY}\nPerihal: {NASTY} judul\n\nYth. Redaksi,\n\nIsi {NASTY}.",
    "markdown": f"---\ntitle: '{NASTY}'\nauthor: '{NASTY}'\nfoto: '{NASTY}'\ntags: "
    f"['{NASTY}']\n---\n\nIsi {NASTY}.",
}


@pytest.mark.parametrize("form", FORMS)
def test_escapes_and_bidirectional_signs_are_dropped_and_markup_stays_as_words(form: str) -> None:
    copy = read(FORMS[form].encode(), "-")
    strings = list(_strings(msgspec.to_builtins(copy)))
    assert all(clean.characters(text) == text for text in strings)
    assert sum("[/]<script>" in text for text in strings) >= 3
    assert not any("31m" in text for text in strings)


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _strings(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) else []


@given(
    st.binary(max_size=400) | st.text(max_size=400).map(str.encode),
    st.sampled_from(("-", "a.md", "a.eml", "a.json")),
)
def test_any_bytes_become_clean_copy_or_a_refusal(data: bytes, name: str) -> None:
    with suppress(BadInput):
        copy = read(data, name)
        assert copy.text.headline
        assert all(clean.characters(text) == text for text in _strings(msgspec.to_builtins(copy)))


SIZE = 300_000
HEAVY = {
    "stars": "Judul\n\n" + "*" * SIZE,
    "photos": "Judul\n\n" + "(foto:" * (SIZE // 6),
    "labels": "Judul\n\n" + "Baca juga:\n" * (SIZE // 11),
    "links": "Judul\n\nBaca juga:\n" + "[a](" * (SIZE // 4),
    "headers without an end": "a: b\r\n" * (SIZE // 6) + "x",
    "a heading of hashes": "# a" + " #" * (SIZE // 2) + "x",
    "nested YAML": "---\ntitle: " + "[" * 90_000 + "\n---\nx",
    "YAML with a letter beyond all letters": '---\ntitle: "\\UFFFFFFFF"\n---\nx',
    "YAML of a version with many digits": "---\n%YAML 1." + "9" * 5_000 + "\n---\na: b\n---\nx",
    "TOML with a deep key": "+++\n" + "a." * 40_000 + "a = 1\n+++\nx",
    "TOML with a deep table": "+++\n[" + "a . " * 20_000 + "a]\n+++\nx",
    "TOML with a deep key in quotation marks": "+++\n" + "'a'.\"b\"." * 10_000 + "a = 1\n+++\nx",
    "TOML with a deep key inside a value": "+++\nx = {" + "a." * 40_000 + "a = 1}\n+++\nx",
    "TOML with many keys of fifty parts": "+++\n"
    + "".join(f"k{n}{'.a' * 45} = 1\n" for n in range(900))
    + "+++\nx",
    "nested TOML": "+++\ntitle = " + "[" * 90_000 + "\n+++\nx",
    "nested TOML of 300 levels": "+++\ntitle = " + "[" * 300 + "]" * 300 + "\n+++\nx",
    "TOML with a figure that has no end": "+++\ntitle = 0x" + "f" * 90_000 + "\n+++\nx",
    "nested YAML of 200 levels": "---\ntitle: "
    + "[" * 200
    + "a," * 40_000
    + "]" * 200
    + "\n---\nx",
    "YAML of one long key": "---\n" + "a" * 90_000 + ": b\n---\nx",
    "a key of front matter with blanks behind it": "---\na" + " " * SIZE + "x\n---\nx",
    "nested JSON": '{"redaksi":1,"x":' + "[" * SIZE,
}


@pytest.mark.parametrize("name", HEAVY)
def test_text_made_to_be_slow_is_not(name: str) -> None:
    start = time.process_time()
    with suppress(BadInput):
        read(HEAVY[name].encode(), "-")
    assert time.process_time() - start < 10  # the former faults took minutes to years
