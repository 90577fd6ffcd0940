"""The website on the command line: exported, previewed, unchanged, by templates of the house."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from redaksi.domain.article import Dossier
from redaksi.store.dossiers import dossier as dossiers
from tests.cli.conftest import Cli, Done


@pytest.fixture
def demo(cli: Cli, tmp_path: Path) -> Cli:
    cli.newsroom = tmp_path / "D"
    assert cli.bare("--as", "Cici Chief", "demo", cli.newsroom).code == 0
    return cli


def settings(demo: Cli, text: str) -> None:
    with (demo.newsroom / "newsroom.toml").open("a") as file:
        file.write(text)


def test_a_site_is_exported_and_its_sitemaps_are_missed_aloud(demo: Cli, tmp_path: Path) -> None:
    first = demo("export", "--to", "site", "--out", tmp_path / "web")
    assert first.code == 0
    assert "url" in first.err
    assert (tmp_path / "web/index.html").is_file()
    settings(demo, '\n[site]\nurl = "https://contoh.id"\n')
    second = demo("export", "--to", "site", "--out", tmp_path / "web")
    assert "url" not in second.err
    assert (tmp_path / "web/sitemap.xml").is_file()


def test_an_unchanged_site_reads_no_article(
    demo: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "web"
    report = demo("export", "--to", "site", "--out", out, "--json").json
    assert not report["waiting"]
    read: list[object] = []
    real = dossiers.evidence

    def evidence(path: Path) -> Dossier | None:
        read.append(path)
        return real(path)

    monkeypatch.setattr(dossiers, "evidence", evidence)
    again = demo("export", "--to", "site", "--out", out, "--json").json
    assert not read
    assert again["reopened"] == report["reopened"] != []
    assert again["written"] == []
    assert again["unchanged"] == len(report["written"])


def test_a_site_of_some_articles_is_refused_and_nothing_is_written(
    demo: Cli, tmp_path: Path
) -> None:
    demo("export", "--to", "site", "--out", tmp_path / "web")
    before = (tmp_path / "web/index.html").read_bytes()
    shown = demo("list", "--stage", "published", "--json").json[0]["id"]
    answer = demo("export", shown, "--to", "site", "--out", tmp_path / "web")
    assert answer.code == 6
    assert "all published articles" in answer.err
    assert "Leave out the ID" in answer.err
    assert (tmp_path / "web/index.html").read_bytes() == before


def test_a_template_with_an_error_is_named_with_its_line(demo: Cli, tmp_path: Path) -> None:
    (demo.newsroom / "site").mkdir()
    (demo.newsroom / "site/article.html").write_text("<p>\n{{ article.tidak_ada }}\n")
    answer = demo("export", "--to", "site", "--out", tmp_path / "web")
    assert answer.code == 6
    assert "2" in answer.err
    assert "site/article.html" in answer.err
    assert not (tmp_path / "web").exists()
    (demo.newsroom / "site/article.html").unlink()
    (demo.newsroom / "site/article.html").symlink_to("/etc/passwd")
    assert demo("export", "--to", "site", "--out", tmp_path / "web").code == 7


def test_templates_are_in_a_backup(demo: Cli, tmp_path: Path) -> None:
    (demo.newsroom / "site").mkdir()
    (demo.newsroom / "site/base.html").write_text("kami")
    (demo.newsroom / "site/catatan.txt").write_text("bukan templat")
    assert demo("backup", tmp_path / "b.tar.gz").code == 0
    assert cli_restore(demo, tmp_path).code == 0
    assert (tmp_path / "baru/site/base.html").read_text() == "kami"
    assert not (tmp_path / "baru/site/catatan.txt").exists()


def cli_restore(demo: Cli, tmp_path: Path) -> Done:
    return demo.bare("restore-backup", tmp_path / "b.tar.gz", tmp_path / "baru")


def test_a_site_is_a_kind_of_target_and_a_withdrawn_article_goes(
    demo: Cli, tmp_path: Path
) -> None:
    settings(demo, f'\n[[target]]\nname = "web"\nkind = "site"\nfolder = "{tmp_path / "web"}"\n')
    assert demo("trust", "target", "web", "--yes").code == 0
    report = demo("deliver", "--all", "--json", by="Cici Chief").json
    shown = [one["article"] for one in report if one["state"] == "delivered"]
    assert shown
    pages = set((tmp_path / "web").glob("*.html"))
    answer = demo("withdraw", shown[0], "--from", "web", "--reason", "salah", by="Cici Chief")
    assert answer.code == 0, answer.err
    gone = pages - set((tmp_path / "web").glob("*.html"))
    assert len(gone) == 1
    name = gone.pop().name
    assert not [one for one in (tmp_path / "web").rglob("*.html") if name in one.read_text()]


def test_the_preview_serves_until_it_is_interrupted(demo: Cli, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "redaksi", "--newsroom", str(demo.newsroom)]
    aside = tmp_path / "tmp"
    aside.mkdir()
    with subprocess.Popen(
        [*command, "site", "--preview"],
        env={**os.environ, "TMPDIR": str(aside), "LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout
        address = next(word for word in running.stdout.readline().split() if "://" in word)
        with urlopen(address) as answer:
            assert b"<!DOCTYPE html>" in answer.read()
        assert list(aside.glob("redaksi-site-*"))
        running.send_signal(signal.SIGTERM)  # as Ctrl+C, which runners of tests may ignore
        assert running.wait(20) == 0
    assert not list(aside.iterdir())


def test_without_preview_the_way_is_told(demo: Cli) -> None:
    answer = demo("site")
    assert answer.code == 6
    assert "--preview" in answer.err


def test_before_anything_is_published_that_is_said(cli: Cli, tmp_path: Path) -> None:
    cli.new()
    nothing = "There is no published article to export.\n"
    for to in ("site", "html"):
        done = cli("export", "--to", to, "--out", tmp_path / "web")
        assert (done.code, done.out) == (0, nothing)
    shown = cli("site", "--preview")  # it ends at once: there is nothing to look at
    assert (shown.code, shown.out) == (0, nothing)
    cli.published()
    assert cli("export", "--to", "site", "--out", tmp_path / "web").out != nothing


def test_an_export_is_refused_where_redaksi_keeps_its_files(demo: Cli, tmp_path: Path) -> None:
    (tmp_path / "jalan").symlink_to(demo.newsroom)
    before = sorted(demo.newsroom.rglob("*"))
    own = ("", "site", "site/a", "articles", "attachments/ab", "deliveries", ".aside", "x/..")
    for to in ("site", "html", "csv"):
        for name in own:
            for top in (demo.newsroom, tmp_path / "jalan"):
                said = demo.fails(6, "export", "--to", to, "--out", top / name)
                assert "lies in the newsroom, or around it" in said
    assert sorted(demo.newsroom.rglob("*")) == before
    assert demo("export", "--to", "html", "--out", demo.newsroom / "export").code == 0


def test_no_site_is_made_in_a_newsroom_or_around_it(demo: Cli, tmp_path: Path) -> None:
    for out in (tmp_path, demo.newsroom / "export"):
        assert "around" in demo.fails(6, "export", "--to", "site", "--out", out)
    assert not (tmp_path / "index.html").exists()
    assert demo("export", "--to", "csv", "--out", tmp_path).code == 0


def test_a_template_that_no_page_uses_is_told(demo: Cli, tmp_path: Path) -> None:
    assert "site/" not in demo("doctor").out
    (demo.newsroom / "site").mkdir()
    (demo.newsroom / "site/Frnt.html").write_text("kami")
    for _run in range(2):  # an unchanged site, too
        done = demo("export", "--to", "site", "--out", tmp_path / "web")
        assert done.code == 0
        assert "No page of the website uses site/Frnt.html. Did you mean front.html?" in done.err
    doctor = demo("doctor")
    assert doctor.code == 0
    assert "template: No page of the website uses site/Frnt.html." in doctor.out


def test_our_templates_are_written_to_begin_with_and_over_no_file(
    demo: Cli, tmp_path: Path
) -> None:
    assert demo("site", "--templates", tmp_path / "kami").code == 0
    assert "{% block main %}" in (tmp_path / "kami/base.html").read_text()
    assert len(list((tmp_path / "kami").iterdir())) == 8
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain/style.css").write_text("milik orang")
    said = demo.fails(4, "site", "--templates", tmp_path / "lain")
    assert "style.css is there already" in said
    assert [one.read_text() for one in (tmp_path / "lain").iterdir()] == ["milik orang"]


def test_a_link_or_a_file_in_the_place_of_the_templates_is_told(demo: Cli, tmp_path: Path) -> None:
    place = demo.newsroom / "site"
    place.write_text("bukan folder")
    assert "is a link or a file" in demo.fails(
        6, "export", "--to", "site", "--out", tmp_path / "a"
    )
    place.unlink()
    place.symlink_to(tmp_path)
    assert "is a link or a file" in demo.fails(
        6, "export", "--to", "site", "--out", tmp_path / "a"
    )
    place.unlink()
    assert demo("export", "--to", "site", "--out", tmp_path / "a").code in {0, 4}


def test_a_template_that_is_too_large_is_told_in_kilobytes(demo: Cli, tmp_path: Path) -> None:
    (demo.newsroom / "site").mkdir()
    (demo.newsroom / "site/base.html").write_bytes(b"x" * (256 << 10) + b"x")
    told = demo.fails(7, "export", "--to", "site", "--out", tmp_path / "a")
    assert "more than 256 KB" in told
