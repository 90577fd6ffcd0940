"""Templates of articles: what they give to a draft, and how an error in one is told."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.desk import templates
from redaksi.desk.moments import Clock
from redaksi.desk.templates import ArticleTemplate, BrokenTemplate
from redaksi.domain.article import Text
from redaksi.domain.workflow import Move
from redaksi.errors import BadInput, NotFound
from tests.desk.rooms import BEGIN, Room

CLOCK = Clock(ZoneInfo("Asia/Jakarta"), datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
GOOD = """---
nama: Liputan
rubrik: Peristiwa
tag: [banjir, "kota, desa"]
penulis: Ani
tenggat: +3j
---
**Teras:** apa.

Kedua.
"""


def put(room: Room, name: str, source: str | bytes) -> Path:
    file = room.folder / "templates" / f"{name}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(source if isinstance(source, bytes) else source.encode())
    return file


def test_a_draft_begins_with_fields_skeleton_and_due_time(room: Room) -> None:
    put(room, "liputan", GOOD)
    desk = room.desk("Gita Guest")
    article = desk.templates.new("Liputan", Text(headline="Banjir Surut")).article
    text = article.text
    assert (text.headline, text.rubric, text.byline) == ("Banjir Surut", "Peristiwa", "Ani")
    assert text.tags == ("banjir", "kota", "desa")
    assert text.body == ("**Teras:** apa.", "Kedua.")
    assert article.due is not None
    assert timedelta(hours=3, minutes=-1) < article.due - BEGIN < timedelta(hours=4)
    assert not desk.checking.verify()
    given_body = desk.templates.new(
        "liputan", Text(headline="Judul", body=("Isi sendiri.",))
    ).article.text.body
    assert given_body == ("Isi sendiri.",)


def test_english_names_and_toml_mean_the_same(room: Room) -> None:
    put(room, "a", '+++\nname = "Liputan"\nrubric = "Kota"\ntags = ["x"]\n+++\nIsi.\n')
    put(room, "b", "Hanya isi.\r\n\r\nDua.\r\n")
    first, second = room.desk("Ani Editor").templates.list()
    assert isinstance(first, ArticleTemplate)
    assert (first.label, first.text.rubric, first.text.tags) == ("Liputan", "Kota", ("x",))
    assert isinstance(second, ArticleTemplate)
    assert (second.label, second.text.body) == ("b", ("Hanya isi.", "Dua."))


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("---\nnama: A\nrubrikk: B\n---\n", 3, "there is no field rubrikk"),
        ("---\nnama: A\n\ntenggat: kapan saja\n---\n", 4, "kapan saja is not a time"),
        ("---\ntags:\n  a: b\n---\n", 2, "tags is no line of text"),
        ("---\nrubrik: [a, b]\n---\n", 2, "rubrik is no line of text"),
        ("---\nrubrik: A\nrubric: B\n---\n", 3, "rubric is given twice"),
        ("---\nnama: [A\n---\n", 3, ""),
        ("---\nname: A\nheadline: B\n---\n", 3, "there is no field headline"),
        (f"---\nnama: {'A' * 61}\n---\n", 2, "the name has more than 60 characters"),
        (b"---\nname: A\n---\nSatu\nDua \xff\n", 5, "this is no text in UTF-8"),
    ],
)
def test_an_error_is_named_with_its_line_and_stops_no_other(
    room: Room, source: str | bytes, line: int, words: str
) -> None:
    put(room, "baik", GOOD)
    put(room, "rusak", source)
    desk = room.desk("Ani Editor")
    good, broken = desk.templates.list()
    assert isinstance(good, ArticleTemplate)
    assert isinstance(broken, BrokenTemplate)
    assert "rusak.md" in broken.error.sentence
    assert f"line {line}" in broken.error.sentence.lower()
    assert words in broken.error.sentence
    before = len(desk.reading.rows())
    with pytest.raises(BadInput):
        desk.templates.new("rusak", Text(headline="Judul"))
    assert len(desk.reading.rows()) == before
    (ailment,) = (one for one in desk.doctor.examine() if one.kind == "template")
    assert ailment.what == broken.error.sentence


def test_a_key_that_no_line_shows_in_a_long_template_takes_no_time() -> None:
    source = '---\n"ju\\x64ul": a\n---\n' + "\n" * 60_000
    start = time.process_time()
    with pytest.raises(BadInput, match="there is no field judul"):
        templates.read("x", source.encode(), CLOCK)
    assert time.process_time() - start < 10  # the search across blank lines took a minute


def test_links_foreign_names_and_large_files_are_no_templates(room: Room, tmp_path: Path) -> None:
    put(room, "baik", GOOD)
    secret = tmp_path / "rahasia.md"
    secret.write_text(GOOD)
    (room.folder / "templates" / "tautan.md").symlink_to(secret)
    put(room, "besar", GOOD + "a" * (65 << 10))
    put(room, "Nama Lain", GOOD)
    found = room.desk("Ani Editor").templates.list()
    assert [one.name for one in found if isinstance(one, ArticleTemplate)] == ["baik"]
    assert [one.name for one in found if isinstance(one, BrokenTemplate)] == ["besar", "tautan"]
    for name in ("../team", "tidak-ada", ""):
        with pytest.raises(NotFound):
            room.desk("Ani Editor").templates.find(name)


def test_a_folder_behind_a_link_holds_no_templates(room: Room, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "a.md").write_text(GOOD)
    (room.folder / "templates").symlink_to(tmp_path / "lain")
    assert list(room.desk("Ani Editor").templates.list()) == []


@given(st.text(alphabet="-+:[]{}&*!'\"\n\r\t \0\x1b#|>aname:tags=due", max_size=80), st.booleans())
def test_any_file_is_a_template_or_bad_input(source: str, fenced: bool) -> None:
    data = f"---\n{source}\n---\nIsi" if fenced else source
    told: tuple[str, ...] = ()
    try:
        found = templates.read("x", data.encode(), CLOCK)
        told = (found.label, found.due, *found.text.body)
    except BadInput as error:
        told = (error.sentence,)
    assert "\x1b" not in "".join(told)


def test_a_skeleton_that_nobody_wrote_over_is_an_open_point(room: Room) -> None:
    put(room, "liputan", GOOD)
    put(room, "rusak", "---\njudul: x\n---\nSatu.")
    desk = room.desk("Ani Editor")
    made = desk.templates.new("liputan", Text(headline="Banjir Surut"))

    def told() -> list[str]:
        dossier = desk.reading.article(made.id)
        points = desk.moves.preflight(Move.SUBMIT, dossier)
        return [one.sentence for one in points if "template" in one.sentence]

    assert told() == ["2 paragraphs are still those of the template, the first “**Teras:** apa.”"]
    desk.copy.edit(made.id, lambda text: replace(text, body=("Air surut.", "Kedua.")))
    assert told() == ["1 paragraph is still that of the template: “Kedua.”"]
    (room.folder / "templates" / "liputan.md").unlink()
    assert told() == []
