"""Our own JSON: every export is read back completely; other JSON is refused by name."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from redaksi.domain.article import Article, Assignment, Origin, SignOff, Stage, Text
from redaksi.errors import BadInput
from redaksi.exporters import json as exporter
from redaksi.exporters.base import Sealed, Site
from redaksi.importers import read

AT = datetime(2024, 6, 3, 5, tzinfo=UTC)
TEXT = Text(headline="[FOTO] Panen … [/] 🌊", body=("Satu dua.", "Tiga."), tags=("padi",))
ARTICLE = Article(
    id="240603-k7f3q",
    version=4,
    stage=Stage.PUBLISHED,
    stage_since=AT,
    text=TEXT,
    paragraph_ids=("a", "b"),
    assignments={
        Stage.DRAFT: Assignment(editor="Sari", by="Budi", at=AT),
        Stage.PUBLISHED: Assignment(editor="Rina", by="Rina", at=AT),
    },
    created_at=AT,
    updated_at=AT,
    slug="foto-panen",
    origin=Origin(name="a.txt", format="page", fingerprint="0" * 64),
    sign_offs=(SignOff(editor="Rina", at=AT, revision=2, sha256=TEXT.sha256()),),
)


WAIVER = {"rule": "r", "field": "body", "paragraph": "a", "text": "t", "reason": "u", "by": "Rina"}


def exported() -> bytes:
    (data,) = exporter.files(
        Sealed(article=ARTICLE, text=TEXT, sign_off=ARTICLE.sign_offs[-1]), "a", Site(zone=UTC)
    ).values()
    return data


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = msgspec.json.decode(exported())
    change(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize("name", ["a.json", "a.txt", "-"])
def test_what_the_json_exporter_writes_comes_back_whole(name: str) -> None:
    copy = read(exported(), name)
    assert (copy.format, copy.editor) == ("json", "Sari")
    assert copy.article == ARTICLE
    assert copy.text == TEXT


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda document: document.update(redaksi=2), "redaksi"),
        (lambda document: document.pop("article"), "article"),
        (lambda document: document["article"].update(stage="gone"), "stage"),
        (
            lambda document: document["article"]["text"].update(headline="Lain"),
            "not the one that was signed off",
        ),
        (lambda document: document["article"].update(id="../../etc/x"), "id or slug"),
        (lambda document: document["article"].update(slug="../x"), "id or slug"),
        (lambda document: document["article"].update(slug="a" * 81), "id or slug"),
        (lambda document: document["article"].update(id="a"), "id or slug"),
        (lambda document: document["article"].update(id="240603-" + "a" * 300), "id or slug"),
        (
            lambda document: document["article"].update(due="0001-01-01T00:00:00+07:00"),
            "years 1900 to 2200",
        ),
        (
            lambda document: document["article"].update(embargo="9999-12-31T23:00:00Z"),
            "years 1900 to 2200",
        ),
        (
            lambda document: document["article"].update(embargo="2201-01-01T00:00:00Z"),
            "years 1900 to 2200",
        ),
        (
            lambda document: document["article"].update(created_at="1899-12-31T23:59:59Z"),
            "years 1900 to 2200",
        ),
        (
            lambda document: document["article"].update(updated_at="2024-06-03T05:00:00"),
            "no time zone",
        ),
        (lambda document: document["article"].update(spiked_at="2024-06-03"), "spiked_at"),
        (
            lambda document: document["article"]["sign_offs"][0].update(
                at="0001-01-01T00:00:00+23:00"
            ),
            "years 1900",
        ),
        (
            lambda document: document["article"]["assignments"]["draft"].update(
                at="2024-06-03T05:00:00"
            ),
            "no time zone",
        ),
        (
            lambda document: document["article"].update(
                waivers=[WAIVER | {"at": "1700-01-01T00:00:00Z"}]
            ),
            "years 1900",
        ),
        (lambda document: document["article"].update(version=2**53 + 1), "2\\^53"),
        (lambda document: document["article"].update(version=2**70), "2\\^53"),
        (lambda document: document["article"].update(version=-1), "below 0"),
        (lambda document: document["article"]["sign_offs"][0].update(revision=10**30), "2\\^53"),
        (
            lambda document: document["article"]["sign_offs"][0].update(override="\u202eA"),
            "control",
        ),
        (
            lambda document: document["article"]["text"].update(headline="\ud83d"),
            "surrogate|malformed",
        ),
        (
            lambda document: document["article"]["assignments"]["draft"].update(
                editor="A\x1b[31mB"
            ),
            "control",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_what_is_wrong(
    change: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        read(changed(change), "a.json")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda document: document.update(kunci=1), "kunci"),
        (lambda document: document["article"].update(legal={"a": 1}), "article.legal"),
        (lambda document: document["article"]["text"].update(lead="x"), "article.text.lead"),
        (
            lambda document: document["article"]["sign_offs"][0].update(device="x"),
            "article.sign_offs.1.device",
        ),
    ],
)
def test_a_field_that_an_import_would_lose_is_named(
    change: Callable[[dict[str, Any]], object], field: str
) -> None:
    with pytest.raises(BadInput, match=f"would lose: {field}\\.$"):
        read(changed(change), "a.json")
    assert read(changed(lambda _document: None), "a.json").article == ARTICLE


@pytest.mark.parametrize("name", ["a.json", "a.txt", "-"])
@pytest.mark.parametrize(
    "data",
    [
        b'{"article": {"1": {}}, "revisions": {}}',
        b'[{"judul": "Satu"}]',
        b'\xef\xbb\xbf {"judul": "Satu",\n"isi": "Dua"}',
        b"[" * 400_000,
        b'{"redaksi": 1, "article": ' + b'{"a":' * 400_000,
    ],
)
def test_json_of_another_kind_is_told_by_its_content(data: bytes, name: str) -> None:
    with pytest.raises(BadInput, match="is not an article that Redaksi exported") as refusal:
        read(data, name)
    assert ("redaksi export" in refusal.value.hint) == (b'"redaksi"' in data)


@pytest.mark.parametrize("data", [b"[]", b"{}", b"nothing", b'{"redaksi": 1'])
def test_a_json_file_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"a\.json is not an article that Redaksi exported"):
        read(data, "a.json")


def test_a_text_that_merely_opens_with_a_brace_is_text() -> None:
    assert read(b"{Panen} Raya Desa\n\nIsi.", "-").text.headline == "{Panen} Raya Desa"


@pytest.mark.parametrize(("key", "value"), [("redaksi", "1"), ("headline", '"Judul Lain"')])
def test_a_key_that_stands_there_twice_is_refused(key: str, value: str) -> None:
    data = exported().decode()
    assert data.count(f'"{key}":') == 1
    twice = data.replace(f'"{key}":', f'"{key}": {value}, "{key}":')
    with pytest.raises(BadInput, match=rf"Cannot declare {key} twice"):
        read(twice.encode(), "a.json")
    assert read(data.encode(), "a.json").article == ARTICLE
