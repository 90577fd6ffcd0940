"""Photos beside the texts: right links in every format, and never a link to a missing file."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import yaml
from lxml import html
from msgspec.structs import replace

from redaksi.domain.article import Photo, Text
from redaksi.errors import BadInput, NewsroomGone
from redaksi.exporters import FORMATS, Sealed, Site, folder, held
from redaksi.exporters.folder import FolderReport
from redaksi.pictures.renditions import Renditions
from redaksi.pictures.studio import Studio
from redaksi.store.files import FileStore
from tests.exporters.pieces import FLOOD, SITE, piece
from tests.pictures.pieces import metadata, photo

HUGO = Path(sys.executable).with_name("hugo")
DATA = photo()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore.create(tmp_path / "ruang")


@pytest.fixture
def site(store: FileStore) -> Site:
    return replace(SITE, rendition=Renditions(store))


def shown(store: FileStore, number: int = 1, data: bytes = DATA, **words: str) -> Sealed:
    """An article with a photo that the newsroom has."""
    words = {"alt": "Pompa & kali", "caption": "Pompa", "credit": "Ani", **words}
    one = Photo(file="pompa.jpg", sha256=store.attach(data), **words)
    return piece(replace(FLOOD, photos=(one,)), number)


def links(out: Path, format_name: str) -> list[str]:
    """The links to photos in the only text of `out`; of a site, in all its pages and feeds."""
    texts = [out / path for path in written(out) if "photos/" not in path]
    assert format_name == "site" or len(texts) == 1
    text = "".join(path.read_text("utf-8-sig") for path in texts)
    if format_name == "html":
        page = html.fromstring(text)
        return [*page.xpath("//figure//img/@src"), *page.xpath("//figure//source/@srcset")]
    if format_name == "hugo":
        photos = yaml.safe_load(text.split("---")[1]).get("photos", [])
        return [one[key] for one in photos for key in ("src", "webp") if key in one]
    if format_name == "json":
        return [*json.loads(text).get("photos", {}).values()]
    if format_name == "csv":
        (row,) = csv.DictReader(io.StringIO(text))
        return [one for one in row["photos"].split(", ") if one]
    if format_name == "text":
        return re.findall(r"^Foto: .*\[(\S+)\]$", text, re.MULTILINE)
    # The others hold pages; without an address of the site some begin at the top of the site.
    return re.findall(r'src(?:set)?=\\?"/?(?:\.\./)*([^"\\]+)', unescape(text))


def written(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_photo_lies_beside_the_text_and_every_link_leads_to_it(
    tmp_path: Path, store: FileStore, site: Site, format_name: str
) -> None:
    out = tmp_path / "keluar"
    report = folder.write(out, format_name, [shown(store)], site)
    assert (report.refused, report.missing) == ((), ())
    found = links(out, format_name)
    assert found
    assert {*found} <= written(out).keys()
    pictures = {path: data for path, data in written(out).items() if "photos/" in path}
    assert sorted(Path(path).suffix for path in pictures) == [".jpg", ".webp"]
    for data in pictures.values():
        assert metadata(data) == []
    assert {path for path in written(out) if "photos/" not in path} | pictures.keys() == {
        *report.written
    }


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_second_export_writes_nothing_and_decodes_no_picture(
    tmp_path: Path,
    store: FileStore,
    site: Site,
    format_name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "keluar"
    first = folder.write(out, format_name, [shown(store)], site)
    before = {path: (out / path).stat().st_ino for path in written(out)}

    def fails(_studio: Studio, _data: bytes, _longest: int) -> None:
        pytest.fail("a picture was decoded again")

    monkeypatch.setattr(Studio, "web_files", fails)
    report = folder.write(out, format_name, [shown(store)], site)
    assert (report.written, {*report.unchanged}) == ((), {*first.written})
    assert {path: (out / path).stat().st_ino for path in written(out)} == before


Spoil = Callable[[FileStore], object]


def attachment_of(store: FileStore) -> Path:
    (path,) = Path(store.newsroom().address).glob("attachments/*/*")
    return path


SPOILT: dict[str, Spoil] = {
    "removed": lambda store: attachment_of(store).unlink(),
    "altered": lambda store: attachment_of(store).write_bytes(b"lain"),
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("format_name", FORMATS)
def test_a_photo_that_is_lost_is_named_and_never_linked(
    tmp_path: Path, store: FileStore, site: Site, format_name: str, how: str
) -> None:
    sealed = shown(store)
    SPOILT[how](store)
    out = tmp_path / "keluar"
    report = folder.write(out, format_name, [sealed], site)
    assert len(report.refused) == 1
    assert format_name == "site" or len(report.written) == 1  # the text
    assert links(out, format_name) == []
    assert "photos/" not in json.dumps([*written(out)])


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_picture_that_cannot_be_decoded_is_named_and_never_linked(
    tmp_path: Path, store: FileStore, site: Site, format_name: str
) -> None:
    out = tmp_path / "keluar"
    report = folder.write(out, format_name, [shown(store, data=DATA[:500])], site)
    (refusal,) = report.refused
    assert refusal.path.startswith("photos/")
    assert links(out, format_name) == []


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_file_that_was_never_added_is_named_and_never_linked(
    tmp_path: Path, site: Site, format_name: str
) -> None:
    named = Text(headline="Judul", body=("Isi.",), photos=(Photo(file="pompa.jpg"),))
    out = tmp_path / "keluar"
    report = folder.write(out, format_name, [piece(named)], site)
    (missing,) = report.missing
    assert missing.path == "pompa.jpg"
    assert report.refused == ()
    assert links(out, format_name) == []


def test_a_newsroom_that_goes_away_ends_the_export(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    sealed = shown(store)

    def gone(_photo: Photo) -> None:
        raise NewsroomGone(tmp_path)

    with pytest.raises(NewsroomGone):
        folder.write(tmp_path / "keluar", "html", [sealed], replace(site, rendition=gone))
    assert not (tmp_path / "keluar").exists()


def html_of(out: Path, *articles: Sealed, site: Site) -> FolderReport:
    return folder.write(out, "html", articles, site)


def test_each_article_has_its_own_files_of_a_picture_that_two_share(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    report = html_of(tmp_path, shown(store, 1), shown(store, 2), site=site)
    assert report.refused == ()
    assert len([path for path in report.written if path.startswith("photos/")]) == 4


def test_a_picture_that_somebody_changed_is_left_alone(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    html_of(tmp_path, shown(store), site=site)
    (jpeg,) = tmp_path.glob("photos/*.jpg")
    jpeg.write_bytes(b"milik orang")
    report = html_of(tmp_path, shown(store), site=site)
    assert [one.path for one in report.refused] == [f"photos/{jpeg.name}"]
    assert jpeg.read_bytes() == b"milik orang"


def test_a_picture_that_was_removed_comes_back(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    html_of(tmp_path, shown(store), site=site)
    before = written(tmp_path)
    for path in tmp_path.glob("photos/*"):
        path.unlink()
    html_of(tmp_path, shown(store), site=site)
    assert written(tmp_path) == before


@pytest.mark.parametrize("format_name", ["html", "hugo", "text", "json"])
def test_an_article_that_is_withdrawn_takes_its_pictures_along(
    tmp_path: Path, store: FileStore, site: Site, format_name: str
) -> None:
    gone, stays = shown(store, 1), shown(store, 2)
    folder.write(tmp_path / "keluar", format_name, [gone, stays], site)
    assert held.remove(tmp_path / "keluar", format_name, [gone.article.id]) == ()
    left = written(tmp_path / "keluar")
    assert len(left) == 3
    assert all("artikel-2" in path or stays.article.id in path for path in left)


def test_another_limit_of_the_sides_makes_other_files(tmp_path: Path, store: FileStore) -> None:
    for longest in (100, 200):
        site = replace(SITE, rendition=Renditions(store, longest))
        html_of(tmp_path, shown(store), site=site)
        (src,) = html.fromstring((tmp_path / "artikel-1.html").read_bytes()).xpath("//img/@src")
        assert f"-{longest}." in src
        assert (tmp_path / src).exists()


def test_an_article_called_photos_does_not_take_their_folder(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    sealed = shown(store)
    called = replace(sealed, article=replace(sealed.article, slug="photos"))
    report = html_of(tmp_path, called, site=site)
    assert report.refused == ()
    assert "photos.html" not in report.written


def test_the_page_shows_the_photo_with_its_words(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    html_of(tmp_path, shown(store, alt='Pompa "besar" <b>'), site=site)
    page = html.fromstring((tmp_path / "artikel-1.html").read_bytes())
    (image,) = page.xpath("//figure//img")
    assert image.get("alt") == 'Pompa "besar" <b>'
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "img-src 'self' file:" in policy
    html_of(tmp_path / "lain", piece(replace(FLOOD, photos=())), site=site)
    assert b"'self'" not in (tmp_path / "lain" / "artikel-1.html").read_bytes()
    assert page.xpath("//meta[@property='og:image']") == []  # it has no address of its own


def test_a_site_names_its_own_photos_for_networks_by_their_whole_address(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    for url in ("https://contoh.id/kabar", ""):
        folder.write(tmp_path / "web", "site", [shown(store)], replace(site, url=url))
        page = html.fromstring((tmp_path / "web/artikel-1.html").read_bytes())
        (jpeg,) = (path for path in written(tmp_path / "web") if path.endswith(".jpg"))
        named = [f"{url}/{jpeg}"] if url else []  # a path alone leads nowhere
        assert page.xpath("//meta[@property='og:image']/@content") == named
        data = json.loads(page.xpath("//script/text()")[0])
        assert [one["url"] for one in data.get("image", [])] == named


@pytest.mark.skipif(not HUGO.exists(), reason="hugo is not installed")
def test_hugo_shows_the_photo_by_the_template_of_the_docs(
    tmp_path: Path, store: FileStore, site: Site
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "photos.md").read_text("utf-8")
    (template,) = re.findall(r"```go-html-template\n(.+?)```", page, re.DOTALL)
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    (layouts / "single.html").write_text(template)
    (layouts / "list.html").write_text("")
    (tmp_path / "hugo.toml").write_text('baseURL = "https://x.example"\ndisableKinds=["taxonomy"]')
    for place in ("content", "content/berita"):
        folder.write(tmp_path / place, "hugo", [shown(store)], site)
    done = subprocess.run(
        [HUGO, "--source", tmp_path, "--destination", tmp_path / "public", "--panicOnWarning"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    for place in ("", "berita/"):
        built = html.fromstring(
            (tmp_path / "public" / f"{place}artikel-1" / "index.html").read_bytes()
        )
        found = [*built.xpath("//img/@src"), *built.xpath("//source/@srcset")]
        assert len(found) == 2
        for link in found:
            assert link.startswith(f"/{place}photos/")
            assert (tmp_path / "public" / link.lstrip("/")).exists()


def test_a_refusal_of_the_studio_is_bad_input(site: Site, store: FileStore) -> None:
    rendition = site.rendition(Photo(sha256=store.attach(b"x")))
    assert rendition
    with pytest.raises(BadInput):
        rendition.made()
