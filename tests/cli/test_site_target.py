"""A website as a target, from the first delivery to the withdrawal, as a reader sees it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_delivering import folder, write

ANI, BUDI = "Ani Editor", "Budi Editor"
LISTS = ("index.html", "arsip/*.html", "rss.xml", "atom.xml", "feed.json", "sitemap.xml")


@pytest.fixture
def web(cli: Cli, tmp_path: Path) -> Path:
    """The folder of a trusted target of kind `site`, with two delivered articles."""
    place = tmp_path / "web"
    write(cli, '[site]\nurl = "https://contoh.id"', folder("web", place, "site"))
    assert cli("trust", "target", "web", "--yes").code == 0
    for headline in ("Banjir Surut", "Pompa Tiba"):
        cli.published(headline)
    assert cli("deliver", "--all").code == 0
    return place


def article(cli: Cli, headline: str = "Banjir Surut") -> str:
    rows = cli("list", "--stage", "published", "--json").json
    return str(next(one["id"] for one in rows if one["headline"] == headline))


def naming(web: Path, words: str) -> set[str]:
    """The lists, feeds and sitemaps that hold `words`."""
    found = (path for pattern in LISTS for path in web.glob(pattern))
    return {path.relative_to(web).as_posix() for path in found if words in path.read_text("utf-8")}


def state(cli: Cli, of: str) -> str:
    return str(cli("status", of, "--json").json[0]["state"])


def test_a_delivery_shows_the_article_on_its_page_and_in_every_list(cli: Cli, web: Path) -> None:
    assert "Isi satu." in (web / "banjir-surut.html").read_text("utf-8")
    month = next(web.glob("arsip/2*.html")).relative_to(web).as_posix()
    assert naming(web, "banjir-surut") == {
        *("index.html", "rss.xml", "atom.xml", "feed.json", "sitemap.xml"),
        month,
    }
    assert state(cli, article(cli)) == "delivered"
    assert cli("deliver", "--all").out == "Nothing is due.\n"


def test_a_correction_is_outdated_until_the_site_shows_it(cli: Cli, web: Path) -> None:
    one, sentence = article(cli), "Dua pompa, bukan tiga."
    told = ("--reason", "Salah.", "--kind", "koreksi", "--public", sentence)
    assert cli("reopen", one, *told, by=ANI).code == 0
    assert cli("deliver", "--all").code == 0
    assert sentence not in (web / "banjir-surut.html").read_text("utf-8")
    assert cli("submit", one, "--to", BUDI, by=ANI).code == 0
    assert cli("publish", one, by=BUDI).code == 0
    assert state(cli, one) == "outdated"
    assert cli("deliver", "--all").code == 0
    assert state(cli, one) == "delivered"
    page = (web / "banjir-surut.html").read_text("utf-8")
    assert f"<br>{sentence}" in page
    assert "<strong>Koreksi</strong>" in page
    assert naming(web, sentence) == {"rss.xml", "atom.xml", "feed.json"}


def test_a_page_that_somebody_changed_stays_until_a_chief_writes_over_it(
    cli: Cli, web: Path
) -> None:
    page = web / "banjir-surut.html"
    ours = page.read_bytes()
    page.write_text("milik orang")
    one = article(cli)
    done = cli("deliver", one, "--to", "web")
    assert done.code == 4
    assert page.read_text() == "milik orang"
    assert state(cli, one) == "changed"
    assert cli("deliver", one, "--to", "web", "--overwrite", by=ANI).code == 4
    assert cli("deliver", one, "--to", "web", "--overwrite").code == 0
    assert page.read_bytes() == ours
    assert state(cli, one) == "delivered"


def test_a_page_that_is_gone_is_told_and_comes_back_when_a_chief_says_so(
    cli: Cli, web: Path
) -> None:
    page = web / "banjir-surut.html"
    ours = page.read_bytes()
    page.unlink()
    one = article(cli)
    assert cli("deliver", one, "--to", "web").code == 4
    assert state(cli, one) == "gone"
    assert not page.exists()
    assert cli("deliver", one, "--to", "web", "--overwrite").code == 0
    assert page.read_bytes() == ours
    assert state(cli, one) == "delivered"


def test_a_withdrawn_article_goes_from_its_page_and_every_list(cli: Cli, web: Path) -> None:
    one = article(cli)
    assert cli("withdraw", one, "--from", "web", "--reason", "Salah.").code == 0
    assert not (web / "banjir-surut.html").exists()
    assert naming(web, "banjir-surut") == naming(web, "Banjir Surut") == set()
    assert "index.html" in naming(web, "pompa-tiba")
    assert state(cli, one) == "withdrawn"
    assert cli("deliver", "--all").code == 0
    assert naming(web, "banjir-surut") == set()
    assert cli("verify").code == 0


def test_the_last_article_that_is_withdrawn_takes_the_site_along(cli: Cli, web: Path) -> None:
    for headline in ("Banjir Surut", "Pompa Tiba"):
        done = cli("withdraw", article(cli, headline), "--from", "web", "--reason", "Salah.")
        assert done.code == 0
    assert [path for path in web.rglob("*") if path.is_file() and path.name[0] != "."] == []
