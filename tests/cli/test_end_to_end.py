"""From pasted copy to exported files on the command line, compared field by field."""

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from lxml import html

from tests.cli.conftest import Cli
from tests.exporters.pieces import ARTICLE_FORMATS

REAL = Path(__file__).parents[3] / "shared" / "copy" / "jatimnow-kehumasan.txt"

CAPTION = "Kumham PR Bootcamp East Java Region 2024"
CREDIT = "Humas Kemenkumham Jatim/jatimnow.com"


def paragraphs() -> list[str]:
    """The body of the real page, by a second method: the lines from the dateline to the end."""
    blocks = [block.strip() for block in REAL.read_text("utf-8").split("\n\n")]
    begin = next(
        number for number, block in enumerate(blocks) if block.startswith("jatimnow.com - ")
    )
    return [
        block for block in blocks[begin:] if block and not block.casefold().startswith("baca juga")
    ]


@pytest.fixture
def demo(cli: Cli, tmp_path: Path) -> Cli:
    cli.newsroom = tmp_path / "D"
    made = cli.bare("--as", "Cici Chief", "demo", cli.newsroom)
    assert made.code == 0
    assert str(cli.newsroom) in made.out
    return cli


def test_the_real_page_goes_all_the_way_to_four_formats(demo: Cli, tmp_path: Path) -> None:
    if not REAL.exists():
        pytest.skip("the real page of ../shared is not here")
    (arrival,) = demo("import", REAL, "--json", by="Sari Wulandari").json
    assert {*arrival} == {"path", "id", "outcome", "message"}
    assert (arrival["path"], arrival["outcome"]) == (str(REAL), "imported")
    article_id = arrival["id"]
    draft = demo("show", article_id, "--json").json
    assert draft["assignments"]["draft"]["editor"] == "Yanuar D"
    assert demo("assign", article_id, "review", "Bagus Prasetyo", by="Sari Wulandari").code == 0
    assert (
        demo(
            "set",
            article_id,
            "rubric=Pemerintahan",
            "tags=humas, kemenkumham",
            by="Sari Wulandari",
        ).code
        == 0
    )
    assert demo("submit", article_id, by="Sari Wulandari").code == 0
    assert "error: «sekedar»" in demo.fails(4, "publish", article_id, by="Bagus Prasetyo")
    assert (
        demo("publish", article_id, "--override", "Rilis, dimuat utuh.", by="Bagus Prasetyo").code
        == 0
    )

    shown = demo("show", article_id, "--json").json
    wanted = paragraphs()
    assert (shown["stage"], shown["source"], shown["rubric"]) == (
        "published",
        "jatimnow.com",
        "Pemerintahan",
    )
    assert "".join(shown["body"][1:]) == "".join(wanted[1:])
    assert wanted[0].endswith(shown["body"][0])
    (photo,) = shown["photos"]
    assert photo == {
        "file": "",
        "url": "",
        "alt": photo["alt"],
        "caption": CAPTION,
        "credit": CREDIT,
        "sha256": "",
    }
    assert len(shown["related"]) == 2
    assert {stage: one["editor"] for stage, one in shown["assignments"].items()} == {
        "draft": "Yanuar D",
        "review": "Bagus Prasetyo",
        "published": "Bagus Prasetyo",
    }
    titles = [story["title"] for story in shown["related"]]
    assert not any(title in paragraph for title in titles for paragraph in shown["body"])

    files = {}
    for name in ARTICLE_FORMATS:
        out = tmp_path / name
        report = demo("export", article_id, "--to", name, "--out", out, "--json").json
        assert (len(report["written"]), report["refused"], report["waiting"]) == (1, [], [])
        files[name] = (out / report["written"][0]).read_text("utf-8")
        again = demo("export", article_id, "--to", name, "--out", out, "--json").json
        assert (again["written"], again["unchanged"]) == ([], 1)

    article = json.loads(files["json"])["article"]
    for field in (
        "headline",
        "deck",
        "body",
        "byline",
        "dateline",
        "source",
        "rubric",
        "tags",
        "related",
    ):
        assert article["text"][field] == shown[field], field
    # The file leaves out the hash of a photo that is no attachment.
    photos = [{"sha256": "", **one} for one in article["text"]["photos"]]
    assert photos == shown["photos"]
    for field in (
        "id",
        "version",
        "stage",
        "assignments",
        "created_at",
        "updated_at",
        "published_at",
    ):
        assert article[field] == shown[field], field

    _empty, front, markdown = files["hugo"].split("---\n", 2)
    matter = yaml.safe_load(front)
    assert (matter["title"], matter["editor"]) == (shown["headline"], "Bagus Prasetyo")
    assert (matter["categories"], matter["tags"]) == (["Pemerintahan"], ["humas", "kemenkumham"])
    assert matter["slug"] == shown["slug"]
    assert CAPTION in front
    assert CREDIT in front
    page = html.document_fromstring(files["html"]).text_content()
    for part in (shown["headline"], CAPTION, CREDIT, *titles):
        assert part in page
        assert part in files["text"]
    for part in shown["body"]:
        words = " ".join(part.split())
        assert words in " ".join(page.split())
        assert words in " ".join(files["text"].split())
        assert words[:30].strip('"“') in " ".join(markdown.split())


def test_an_export_counts_its_files(demo: Cli, tmp_path: Path) -> None:
    rows = demo("list", "--stage", "published", "--json").json
    article_id = next(row["id"] for row in rows if row["stage"] == "published")
    assert (
        demo("export", article_id, "--to", "html", "--out", tmp_path / "web").out
        == "1 file written, 0 up to date.\n"
    )
    assert (
        demo("export", article_id, "--to", "html", "--out", tmp_path / "web").out
        == "0 files written, 1 up to date.\n"
    )


def test_all_published_articles_leave_when_none_is_named(demo: Cli, tmp_path: Path) -> None:
    live = [
        row
        for row in demo("list", "--json").json
        if demo("show", row["id"], "--json").json["sign_offs"]
    ]
    for name in ARTICLE_FORMATS:
        report = demo("export", "--to", name, "--out", tmp_path / name, "--json").json
        assert len(report["written"]) + len(report["waiting"]) == len(live)
        assert report["refused"] == []


def test_a_table_holds_the_articles_of_its_export_and_names_those_held_back(
    demo: Cli, tmp_path: Path
) -> None:
    def ids() -> list[str]:
        table = (tmp_path / "articles.csv").read_text("utf-8-sig")
        return [row["id"] for row in csv.DictReader(io.StringIO(table, newline=""))]

    first, second, *_rest = live = sorted(
        row["id"]
        for row in demo("list", "--json").json
        if demo("show", row["id"], "--json").json["sign_offs"]
    )
    demo("set", first, "embargo=31/12/2099")
    report = demo("export", "--to", "csv", "--out", tmp_path, "--json").json
    assert (report["written"], report["refused"]) == (["articles.csv"], [])
    assert [held["name"] for held in report["waiting"]] == [first]
    assert ids() == live[1:]
    assert demo("export", second, "--to", "csv", "--out", tmp_path).code == 0
    assert ids() == [second]
    held = demo("export", first, "--to", "csv", "--out", tmp_path)
    assert held.out == "0 files written, 0 up to date.\n"
    assert first in held.err
    assert ids() == [second]


def test_every_article_of_the_demo_comes_back_in_an_empty_newsroom(
    demo: Cli, tmp_path: Path
) -> None:
    demo("export", "--to", "json", "--out", tmp_path / "keluar")
    mine = {
        row["id"]: demo("show", row["id"], "--json").json
        for row in demo("list", "--stage", "published", "--json").json
        if row["stage"] == "published"  # not open again
    }
    demo.newsroom = tmp_path / "kosong"
    demo.bare("--as", "Cici Chief", "init", demo.newsroom)
    refused = demo("import", "--keep-stage", tmp_path / "keluar")
    assert refused.code == 4
    assert "Four eyes: Cici Chief alone" in refused.err
    arrivals = demo(
        "import", "--keep-stage", "--override", "Pindahan.", "--json", tmp_path / "keluar"
    ).json
    assert {one["outcome"] for one in arrivals} == {"imported"}
    own = {
        "version",
        "paragraph_ids",
        "sign_offs",
        "origin",
        "seal",
        "revisions",
        "open_notes",
        "assignments",
    }
    own |= {"created_at", "updated_at", "stage_since", "published_at", "due", "embargo", "waivers"}
    for article_id, article in mine.items():
        back = demo("show", article_id, "--json").json
        assert {key: back[key] for key in back if key not in own} == {
            key: article[key] for key in article if key not in own
        }
